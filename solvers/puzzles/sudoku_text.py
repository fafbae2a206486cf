"""Sudoku in ordinary text: the grammars. (Reading is not written yet; this holds the place.)"""

from __future__ import annotations

from collections.abc import Mapping

from solvers.base import Candidate
from solvers.puzzles.sudoku import Rows, Sudoku, draw


def parse(text: str) -> list[Candidate[Sudoku]]:  # noqa: ARG001
    """Every sudoku in `text`, in order."""
    return []


def render_answer(puzzle: Sudoku, answer: Rows, wanted: str, notation: Mapping[str, str]) -> str:  # noqa: ARG001
    """The answer in the form the user asked for."""
    return draw(puzzle, answer)
