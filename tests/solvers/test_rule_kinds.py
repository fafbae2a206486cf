"""The contract of every kind whose rules are data: what it renders it reads, what it solves it proves, once only."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import pytest

from solvers.base import Form
from solvers.kinds import RULE_KINDS
from solvers.rules.board import Problem
from solvers.rules.generate import unique
from solvers.rules.kind import RuleKind
from solvers.text.source import Text


def load(name: str) -> RuleKind:
    module, attribute = RULE_KINDS[name]
    found = getattr(import_module(module), attribute)
    assert isinstance(found, RuleKind)
    assert found.name == name
    return found


@pytest.fixture(params=sorted(RULE_KINDS))
def kind(request: pytest.FixtureRequest) -> RuleKind:
    return load(request.param)


@cache
def easy(name: str, seed: int) -> Problem:
    """Made once for all tests here: making a puzzle is the slow part of them."""
    return load(name).generate(seed, difficulty="easy")


def test_a_seed_makes_one_puzzle_with_one_solution(kind: RuleKind) -> None:
    assert kind.generate(1, difficulty="easy") == easy(kind.name, 1)
    assert unique(easy(kind.name, 1))
    assert easy(kind.name, 1) != easy(kind.name, 2)


@pytest.mark.slow
def test_every_difficulty_makes_one_puzzle_with_one_solution(kind: RuleKind) -> None:
    for difficulty in kind.sizes:
        puzzle = kind.generate(7, difficulty=difficulty)
        assert puzzle == kind.generate(7, difficulty=difficulty)
        assert unique(puzzle)
    assert kind.generate(7) != kind.generate(8)


@pytest.mark.parametrize("name", ["futoshiki", "kakurasu", "tents", "zebra"])
def test_a_middling_puzzle_has_one_solution(name: str) -> None:
    assert unique(load(name).generate(7))


def test_what_is_rendered_is_read_back(kind: RuleKind) -> None:
    for seed in range(3):
        puzzle = easy(kind.name, seed)
        text = kind.render(puzzle)
        found = kind.read(Text(f"Please solve this {kind.title}.\n\n{text}\n\nThanks!"))
        assert len(found) == 1, text
        assert not found[0].doubts, found[0].doubts
        read = found[0].puzzle
        assert read is not None
        assert dict(read.board.domain) == dict(puzzle.board.domain), text
        assert read.board.clues == puzzle.board.clues, text
        assert set(read.rules) == set(puzzle.rules), text


def test_exact_search_and_rules_agree(kind: RuleKind) -> None:
    for seed in range(3):
        puzzle = easy(kind.name, seed)
        assert kind.check(puzzle) == ()
        found = kind.exact(puzzle)
        assert found.complete
        assert len(found.answers) == 1
        answer = found.answers[0]
        assert kind.verify(puzzle, answer) == ()
        assert all(ok for _, ok, _ in kind.checks(puzzle, ()))
        for name in puzzle.board.shown:  # the only solution: any other value in any one cell breaks a rule
            for value in puzzle.board.domain[name]:
                if value != answer[name]:
                    assert kind.verify(puzzle, {**answer, name: value})
        missing = {cell: value for cell, value in answer.items() if cell != puzzle.board.cells[0]}
        assert kind.verify(puzzle, missing)
        assert kind.verify(puzzle, "nonsense")


def test_answers_are_written_and_read_back(kind: RuleKind) -> None:
    for seed in range(3):
        puzzle = easy(kind.name, seed)
        answer = kind.exact(puzzle).answers[0]
        candidate = kind.read(Text(f"{kind.title}:\n{kind.render(puzzle)}"))[0]
        for form in kind.forms:
            written = kind.write(candidate, answer, Form(name=form))
            assert written
        written = kind.write(candidate, answer, Form(name=kind.forms[0]))
        read = kind.read_answer(candidate.puzzle, written)  # type: ignore[arg-type]
        shown = puzzle.board.shown
        assert {n: read[n] for n in shown} == {n: answer[n] for n in shown}, written


def test_prose_is_no_puzzle(kind: RuleKind) -> None:
    for text in (
        "",
        f"Tell me about the history of {kind.title} puzzles.",
        f"I love {kind.title}.\nSo do my friends.\nHi",
    ):
        assert kind.read(Text(text)) == []
