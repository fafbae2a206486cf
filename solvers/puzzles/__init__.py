"""Every kind of puzzle there is: the one explicit registry. A new puzzle is one file beside these and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from solvers.base import BadPuzzle, Puzzle
from solvers.puzzles.maze import MAZE
from solvers.puzzles.sudoku import SUDOKU

PUZZLES: Mapping[str, Puzzle[Any, Any]] = MappingProxyType({"sudoku": SUDOKU, "maze": MAZE})


def puzzle(name: str) -> Puzzle[Any, Any]:
    """The kind called `name`."""
    try:
        return PUZZLES[name]
    except KeyError:
        raise BadPuzzle(f"no kind of puzzle is called {name!r}", hint=f"there are: {', '.join(PUZZLES)}") from None


__all__ = ["PUZZLES", "puzzle"]
