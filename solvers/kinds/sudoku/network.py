"""What a network sees of a sudoku: digits on a grid, and how long it thinks about one."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np

from solvers.base import Effort, IntGrid, Thinking
from solvers.kinds.sudoku.rules import BOXES, Rows, Sudoku, sudoku, symmetry

_ALL_DIGITS = {n: set(range(1, n + 1)) for n in BOXES}
_PLANS = {
    Effort.LOW: Thinking(steps=16),
    Effort.MEDIUM: Thinking(steps=16, attempts=129, later_steps=3, width=2, pins=True, carry="parent", branches=4),
    Effort.HIGH: Thinking(steps=16, attempts=1025, later_steps=3, width=2, pins=True, carry="parent", branches=4),
}
"""A first trajectory, then a best-first search over pinned cells."""


class SudokuNetwork:
    """Implements `solvers.base.Network`."""

    def plan(self, effort: Effort, height: int, width: int) -> Thinking:
        return _PLANS[effort]

    def turns(self, effort: Effort) -> int:
        """None: the relational network commutes with every symmetry, so turning the grid changes nothing."""
        return 0

    def encode(self, puzzle: Sudoku) -> IntGrid:
        return np.array(puzzle.rows, dtype=np.int64)  # (n, n)

    def decode(self, tokens: IntGrid) -> Sudoku:
        return sudoku(tokens.tolist())

    def encode_answer(self, puzzle: Sudoku, answer: Rows) -> IntGrid:
        return np.array(answer, dtype=np.int64)  # (n, n)

    def decode_answer(self, puzzle: Sudoku, tokens: IntGrid) -> Rows | None:
        n = puzzle.size
        if tokens.shape != (n, n):
            return None
        rows = tokens.tolist()
        digits = _ALL_DIGITS[n]
        if not all(digits.issuperset(row) for row in rows):
            return None
        return tuple(tuple(row) for row in rows)

    def symmetry(self, puzzle: Sudoku, rng: random.Random) -> tuple[Sudoku, Callable[[Rows], Rows]]:
        return symmetry(puzzle, rng)
