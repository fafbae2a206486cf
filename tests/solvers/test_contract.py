"""One contract for every kind with a network of its own: what `solvers.base.Kind` promises, on generated instances.

Such a kind adds its sizes to `OPTIONS` and gets all of these tests; `test_rule_kinds` has those of the others.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest

from solvers.base import BadPuzzle, Form, Kind
from solvers.exact import ExactSolver
from solvers.kinds import KINDS, kind
from solvers.text.source import Text

OPTIONS: dict[str, tuple[dict[str, Any], ...]] = {
    "sudoku": ({"size": 4}, {"size": 6}, {"size": 9}, {"size": 9, "clues": 40}, {"size": 16}),
    "maze": (
        {"height": 5, "width": 5},
        {"height": 11, "width": 17},
        {"height": 30, "width": 30, "kind": "walls"},
        {"height": 12, "width": 9, "kind": "loopy"},
    ),
}
SEEDS = (1, 2)


def _instances() -> Iterator[Any]:
    for name, choices in OPTIONS.items():
        for options in choices:
            label = "-".join(str(value) for value in options.values())
            for seed in SEEDS if options.get("size") != 16 else SEEDS[:1]:
                yield pytest.param(KINDS[name], seed, options, id=f"{name}-{label}-{seed}")


@cache
def _made(name: str, seed: int, options: tuple[tuple[str, Any], ...]) -> Any:
    return KINDS[name].generate(seed, **dict(options))


def made(kind: Kind[Any, Any], seed: int, options: dict[str, Any]) -> Any:
    """A generated instance, made once for all tests."""
    return _made(kind.name, seed, tuple(options.items()))


every = pytest.mark.parametrize(("kind", "seed", "options"), list(_instances()))


def _without_one_cell(name: str, answer: Any, rng: random.Random) -> Iterator[Any]:
    """The answer with one cell changed, in several places."""
    for _ in range(12):
        if name == "sudoku":
            n = len(answer)
            r, c = rng.randrange(n), rng.randrange(n)
            other = rng.choice([d for d in range(1, n + 1) if d != answer[r][c]])
            yield tuple(
                tuple(other if (i, j) == (r, c) else d for j, d in enumerate(row)) for i, row in enumerate(answer)
            )
        else:
            at = rng.randrange(len(answer))
            row, col = answer[at]
            yield (*answer[:at], (row + rng.choice((-2, 2)), col), *answer[at + 1 :])


def test_every_kind_is_covered_and_named() -> None:
    assert set(OPTIONS) == {name for name, known in KINDS.items() if known.network is not None}
    assert all(kind.name == name for name, kind in KINDS.items())
    assert kind("sudoku") is KINDS["sudoku"]
    with pytest.raises(BadPuzzle, match="'chess'"):
        kind("chess")


@every
def test_a_rendered_puzzle_is_read_back(kind: Kind[Any, Any], seed: int, options: dict[str, Any]) -> None:
    instance = made(kind, seed, options)
    text = kind.render(instance)
    found = kind.read(Text(text))
    assert [candidate.puzzle for candidate in found] == [instance]
    assert found[0].doubts == ()
    assert found[0].kind == kind.name
    for cell in found[0].cells:
        assert 0 <= cell.start <= cell.end <= len(text)


@every
def test_tokens_and_back(kind: Kind[Any, Any], seed: int, options: dict[str, Any]) -> None:
    instance = made(kind, seed, options)
    tokens = kind.network.encode(instance)
    assert tokens.ndim == 2
    assert tokens.dtype == np.int64
    assert kind.network.decode(tokens) == instance


@every
def test_the_same_seed_gives_the_same_puzzle(kind: Kind[Any, Any], seed: int, options: dict[str, Any]) -> None:
    first, again = made(kind, seed, options), kind.generate(seed, **options)
    assert first == again
    assert hash(first) == hash(again)
    if options.get("size") != 16:  # a large one takes a while to make
        assert first != kind.generate(seed + 1000, **options)


@every
def test_exact_answers_are_accepted_and_changed_ones_rejected(
    kind: Kind[Any, Any], seed: int, options: dict[str, Any]
) -> None:
    instance = made(kind, seed, options)
    assert kind.check(instance) == ()
    found = kind.exact(instance)
    assert found.complete
    answer = found.answers[0]
    assert kind.verify(instance, answer) == ()
    for wrong in _without_one_cell(kind.name, answer, random.Random(seed)):
        broken = kind.verify(instance, wrong)
        assert broken
        assert all(violation.rule for violation in broken)


@every
def test_answer_tokens_hold_a_proven_answer(kind: Kind[Any, Any], seed: int, options: dict[str, Any]) -> None:
    instance = made(kind, seed, options)
    answer = kind.exact(instance).answers[0]
    tokens = kind.network.encode_answer(instance, answer)
    assert tokens.shape == kind.network.encode(instance).shape
    decoded = kind.network.decode_answer(instance, tokens)
    assert decoded is not None
    assert kind.verify(instance, decoded) == ()
    assert kind.network.decode_answer(instance, np.zeros_like(tokens)) is None
    assert kind.network.decode_answer(instance, np.zeros((1, 1), dtype=np.int64)) is None


@every
def test_symmetries_keep_the_puzzle_and_can_be_undone(kind: Kind[Any, Any], seed: int, options: dict[str, Any]) -> None:
    instance = made(kind, seed, options)
    rng = random.Random(seed)
    images = set()
    for _ in range(4):
        image, undo = kind.network.symmetry(instance, rng)
        images.add(image)
        answer = kind.exact(image).answers[0]
        assert kind.verify(image, answer) == ()
        assert kind.verify(instance, undo(answer)) == ()
    assert images != {instance}


@every
def test_answers_can_be_shown(kind: Kind[Any, Any], seed: int, options: dict[str, Any]) -> None:
    instance = made(kind, seed, options)
    answer = kind.exact(instance).answers[0]
    shown = kind.solution_json(instance, answer)
    if kind.name == "sudoku":
        assert shown == {"rows": [list(row) for row in answer]}
    else:
        assert shown["length"] == len(shown["moves"]) == len(shown["path"]) - 1
        assert shown["path"][0] == list(instance.start)
        assert shown["path"][-1] == list(instance.goal)
    candidate = kind.read(Text(kind.render(instance)))[0]
    assert kind.write(candidate, answer, Form()).strip()
    assert kind.read_answer(instance, json.dumps({"solution": shown})) == answer


@every
def test_the_exact_solver_is_a_solver(kind: Kind[Any, Any], seed: int, options: dict[str, Any]) -> None:
    instance = made(kind, seed, options)
    solver = ExactSolver()
    assert solver.supports(kind.name, instance)
    assert not solver.supports("chess", instance)
    first, second = solver.solve(kind, [instance, instance])
    assert first.outcome == "proven"
    assert first.solver == "exact"
    assert kind.verify(instance, first.answer) == ()
    assert second.answer == first.answer


_NONSENSE: tuple[Callable[[Any], Any], ...] = (
    lambda _: None,
    lambda _: (),
    lambda _: 7,
    lambda _: "garbage",
    lambda answer: answer[:-1],
    lambda answer: [[None] * 3] * 3,
)


@pytest.mark.parametrize("name", list(OPTIONS))
@pytest.mark.parametrize("damage", range(len(_NONSENSE)))
def test_verify_rejects_nonsense_without_raising(name: str, damage: int) -> None:
    kind = KINDS[name]
    instance = kind.generate(5, **OPTIONS[name][0])
    answer = kind.exact(instance).answers[0]
    assert kind.verify(instance, _NONSENSE[damage](answer))


@pytest.mark.parametrize("name", list(OPTIONS))
def test_prose_is_no_puzzle(name: str) -> None:
    for text in ("", "Dear all,\nthe meeting is at 10:30 on 2026-11-22.\n", "1 2 3\n4 5 6\n7 8 9\n", "x" * 5000):
        assert KINDS[name].read(Text(text)) == []
