"""The neural solver: whatever the weights say, only what `verify` accepts against the original puzzle is proven."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from trm_tasks import SOLVED_4X4, TINY, Grid, ScriptedModel, sudoku_task, sure

from solvers import neural
from solvers.base import Effort, Violation, WeightsMissing
from solvers.kinds import KINDS
from solvers.kinds.maze import MAZE
from solvers.kinds.maze.rules import Maze
from solvers.kinds.sudoku import SUDOKU
from solvers.kinds.sudoku.rules import sudoku
from solvers.neural import NeuralSolver
from trm import TinyRecursiveModel
from trm.checkpoint import CheckpointError, save_weights
from trm.engine import Engine
from trm.step import Output, State

PUZZLE = sudoku([[1, 0, 3, 4], [3, 4, 0, 2], [0, 1, 4, 3], [4, 3, 2, 0]])
ANSWER = tuple(map(tuple, SOLVED_4X4.tolist()))
BENT = Maze(((True, True, True), (False, False, True), (True, True, True)), (0, 0), (2, 0))


def with_model(kind: str, model: Any, rows: int = 8) -> NeuralSolver:
    solver = NeuralSolver({kind: "in memory"})
    solver._engines[kind] = Engine(model, rows=rows)
    return solver


def scripted(script: Callable[[Grid, int, float], Any]) -> NeuralSolver:
    return with_model("sudoku", ScriptedModel(script))


class ScriptedMoves:
    """A maze network that gives the moves `script(tokens)`, as bits."""

    def __init__(self, script: Callable[[Grid], Grid]) -> None:
        self.script, self.first, self.bits = script, 0, True

    def start(self, tokens: Grid) -> State:
        return State(np.zeros((len(tokens), 1)), np.zeros((len(tokens), 1)))

    def __call__(self, tokens: Grid, state: State) -> Output:
        masks = np.stack([self.script(t) for t in tokens])
        bits = (masks[..., None] >> np.arange(4)) & 1
        return Output(state, bits * 2.0 - 1)


def test_a_proven_answer_with_its_steps() -> None:
    solver = scripted(lambda tokens, age, _: sure(SOLVED_4X4 if age >= 3 else np.ones((4, 4), int)))
    shown: list[int] = []
    (solution,) = solver.solve(SUDOKU, [PUZZLE], on_step=lambda job, step, tokens: shown.append(step))
    assert (solution.outcome, solution.answer, solution.steps, solution.attempts) == ("proven", ANSWER, 3, 1)
    assert (solution.solver, solution.effort, solution.violations) == ("trm", Effort.MEDIUM, ())
    assert shown == [1, 2, 3]


def test_an_unproven_best_try_comes_with_its_violations() -> None:
    wrong = SOLVED_4X4.copy()
    wrong[0, 1] = 1
    (solution,) = scripted(lambda tokens, age, _: sure(wrong)).solve(SUDOKU, [PUZZLE], effort=Effort.LOW)
    assert (solution.outcome, solution.answer, solution.steps) == ("unproven", None, None)
    assert solution.best == tuple(map(tuple, wrong.tolist()))
    assert {v.rule for v in solution.violations} == {"row", "column", "box"}


class Suspicious:
    """A kind whose `verify` refuses everything, and counts."""

    def __init__(self) -> None:
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(SUDOKU, name)

    def verify(self, puzzle: Any, answer: Any) -> tuple[Violation, ...]:
        self.asked += 1
        return (Violation("never", ()),)


def test_verify_has_the_last_word() -> None:
    kind = Suspicious()
    (solution,) = scripted(lambda tokens, age, _: sure(SOLVED_4X4)).solve(kind, [PUZZLE], effort=Effort.LOW)
    assert solution.outcome == "unproven"
    assert solution.answer is None
    assert kind.asked == 2  # the one answer the engine saw, and the best try


def test_random_weights_prove_nothing_that_is_wrong(tmp_path: Path) -> None:
    torch.manual_seed(0)
    save_weights(
        tmp_path / "s.safetensors", TinyRecursiveModel(TINY["relational"]).state_dict(), TINY["relational"], {}
    )
    easy = SOLVED_4X4.copy()
    easy[0, 0] = 0
    grids = [*sudoku_task().inputs[:2], easy, np.where(np.eye(4) > 0, SOLVED_4X4, 0)]
    puzzles = [SUDOKU.network.decode(grid) for grid in grids]
    solver = NeuralSolver({"sudoku": tmp_path / "s.safetensors"}, threads=1)
    solutions = solver.solve(SUDOKU, puzzles)
    assert solutions[-2].attempts < 65
    for puzzle, solution in zip(puzzles, solutions, strict=True):
        assert (solution.outcome == "proven") is (solution.answer is not None)
        if solution.answer is not None:
            assert SUDOKU.verify(puzzle, solution.answer) == ()
    assert [s.answer for s in solver.solve(SUDOKU, puzzles)] == [s.answer for s in solutions]


def test_random_maze_weights_prove_nothing_that_is_wrong(tmp_path: Path) -> None:
    torch.manual_seed(0)
    path = tmp_path / "m.safetensors"
    save_weights(path, TinyRecursiveModel(TINY["convolution"]).state_dict(), TINY["convolution"], {})
    mazes = [BENT, Maze(((True, True),), (0, 0), (0, 1)), replace(BENT, start=(2, 2))]
    for maze, solution in zip(mazes, NeuralSolver({"maze": path}).solve(MAZE, mazes), strict=True):
        assert solution.answer is None or MAZE.verify(maze, solution.answer) == ()


def test_turned_copies_are_undone_and_proven_again() -> None:
    original = MAZE.network.encode(BENT)

    def only_turned(tokens: Grid) -> Grid:
        if tokens.shape == original.shape and (tokens == original).all():
            return np.zeros_like(tokens)
        return MAZE.network.encode_answer(MAZE.network.decode(tokens), ())

    solver = with_model("maze", ScriptedMoves(only_turned))
    (low,) = solver.solve(MAZE, [BENT], effort=Effort.LOW)
    assert low.outcome == "unproven"  # low effort turns nothing
    (high,) = solver.solve(MAZE, [BENT], effort=Effort.HIGH)
    path = ((0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0))
    assert high.answer == path
    assert MAZE.verify(BENT, path) == ()
    assert high.attempts > 1
    assert high.best is None


def test_a_turned_answer_that_does_not_fit_the_original_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    original = MAZE.network.encode(BENT)

    class Confused:
        """A network whose symmetry does not undo what it did."""

        def __getattr__(self, name: str) -> Any:
            return getattr(MAZE.network, name)

        def symmetry(self, puzzle: Maze, rng: Any) -> Any:
            return Maze(tuple(row[::-1] for row in puzzle.open), (0, 2), (2, 2)), lambda answer: answer

    class ConfusedKind:
        network = Confused()

        def __getattr__(self, name: str) -> Any:
            return getattr(MAZE, name)

    def only_turned(tokens: Grid) -> Grid:
        if (tokens == original).all():
            return np.zeros_like(tokens)
        return MAZE.network.encode_answer(MAZE.network.decode(tokens), ())

    (solution,) = with_model("maze", ScriptedMoves(only_turned)).solve(ConfusedKind(), [BENT])
    assert solution.answer is None
    assert solution.outcome == "unproven"


def test_a_path_that_is_not_shortest_is_not_proven() -> None:
    around = Maze(((True, True, True), (True, True, True)), (0, 0), (0, 2))
    detour = np.array([[2, 0, 0], [8, 8, 1]])
    (solution,) = with_model("maze", ScriptedMoves(lambda tokens: detour)).solve(MAZE, [around], effort=Effort.LOW)
    assert solution.answer is None
    assert solution.best == ((0, 0), (1, 0), (1, 1), (1, 2), (0, 2))
    assert "shortest" in {v.rule for v in solution.violations}


def test_supports_follows_weights_and_card(monkeypatch: pytest.MonkeyPatch) -> None:
    cards = {"sudoku": {"sizes": [4, 9], "path": "x"}, "maze": {"path": "y"}}
    monkeypatch.setattr(neural, "shipped_cards", lambda: cards)
    solver = NeuralSolver()
    assert solver.supports("sudoku", PUZZLE)
    assert not solver.supports("sudoku", sudoku([[0] * 6] * 6))
    assert solver.supports("maze", BENT)
    assert not solver.supports("arc", PUZZLE)
    assert NeuralSolver({"sudoku": "mine"}).supports(
        "sudoku", sudoku([[0] * 6] * 6)
    )  # a given file is taken at its word
    monkeypatch.setattr(neural, "shipped_cards", dict)
    assert not NeuralSolver().supports("sudoku", PUZZLE)
    with pytest.raises(WeightsMissing) as caught:
        NeuralSolver().solve(SUDOKU, [PUZZLE])
    assert caught.value.hint == "train some: trm-router train sudoku"
    NeuralSolver().warm()  # nothing to load is no error


def test_cards_without_weights_or_kind_do_not_count(tmp_path: Path) -> None:
    for name, card, weights in (("a", {"kind": "maze"}, False), ("b", {}, True), ("c", {"kind": "sudoku"}, True)):
        (tmp_path / f"{name}.json").write_text(json.dumps(card))
        if weights:
            (tmp_path / f"{name}.safetensors").write_bytes(b"")
    cards = neural.shipped_cards(tmp_path)
    assert list(cards) == ["sudoku"]
    assert cards["sudoku"]["path"] == str(tmp_path / "c.safetensors")


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    (tmp_path / "bad.safetensors").write_bytes(b"not weights")
    with pytest.raises(CheckpointError, match=r"bad\.safetensors"):
        NeuralSolver({"sudoku": tmp_path / "bad.safetensors"}).solve(SUDOKU, [PUZZLE])


def test_a_passed_deadline_leaves_everything_unproven() -> None:
    solver = scripted(lambda tokens, age, _: sure(SOLVED_4X4))
    (solution,) = solver.solve(SUDOKU, [PUZZLE], deadline=time.monotonic() - 1)
    assert (solution.outcome, solution.answer, solution.best) == ("unproven", None, None)


def test_higher_effort_thinks_at_least_as_long() -> None:
    for plan in (kind.network.plan for kind in KINDS.values() if kind.network is not None):
        low, medium, high = (plan(effort, 30, 30) for effort in Effort)
        assert low.attempts <= medium.attempts <= high.attempts
        assert low.steps <= medium.steps <= high.steps
        assert low.attempts == 1
    assert MAZE.network.plan(Effort.LOW, 100, 100).steps > MAZE.network.plan(Effort.LOW, 30, 30).steps
