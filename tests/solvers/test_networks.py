"""All networks as one solver: the first that supports a puzzle takes it, and answers come back in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from solvers.base import Effort, Solution
from solvers.kinds.maze import MAZE
from solvers.kinds.sudoku import SUDOKU
from solvers.networks import Networks, shared
from solvers.neural import NeuralSolver


class Scripted:
    """Supports puzzles that are among its own, and answers with its name."""

    def __init__(self, name: str, *own: str) -> None:
        self.name, self.own = name, own
        self.calls: list[tuple[list[Any], bool]] = []

    def supports(self, kind: str, puzzle: Any) -> bool:
        return puzzle in self.own

    def solve(self, kind: Any, puzzles: Sequence[Any], **how: Any) -> list[Solution[Any]]:
        self.calls.append((list(puzzles), how["on_step"] is not None))
        return [Solution("proven", f"{self.name} {puzzle}", self.name, how["effort"]) for puzzle in puzzles]


def test_each_puzzle_goes_to_the_first_that_supports_it() -> None:
    first, second = Scripted("first", "a", "c"), Scripted("second", "a", "b")
    both = Networks(first, second)
    assert [both.supports("any", puzzle) for puzzle in "abcd"] == [True, True, True, False]
    assert both.pick("any", "b") is second
    solutions = both.solve(SUDOKU, list("abcd"), effort=Effort.LOW, on_step=lambda *_: None)  # type: ignore[list-item]
    assert [s.answer for s in solutions] == ["first a", "second b", "first c", None]
    assert (solutions[3].outcome, solutions[3].attempts) == ("unsupported", 0)
    assert first.calls == [(["a", "c"], False)]  # frames of a part would not say whose they are
    both.solve(SUDOKU, ["a"], on_step=lambda *_: None)  # type: ignore[list-item]
    assert first.calls[-1] == (["a"], True)


def test_the_shipped_ones_are_shared_and_start_with_the_kinds_own() -> None:
    assert shared() is shared()
    puzzle = SUDOKU.generate(1)
    assert isinstance(shared().pick("sudoku", puzzle), NeuralSolver)
    assert isinstance(shared().pick("maze", MAZE.generate(1)), NeuralSolver)
