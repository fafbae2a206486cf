"""The kind `sudoku`: the methods every kind of puzzle has, and what a network sees of a grid."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from solvers.base import Candidate, Exact, IntGrid, Violation
from solvers.kinds.sudoku import search
from solvers.kinds.sudoku.layout import render_answer
from solvers.kinds.sudoku.rules import BOXES, Rows, Sudoku, check, generate, render, sudoku, symmetry, twice, verify
from solvers.kinds.sudoku.text import parse

_ALL_DIGITS = {n: set(range(1, n + 1)) for n in BOXES}


class SudokuKind:
    """The `Puzzle` protocol for sudoku; every method is a plain function of a neighbour."""

    name = "sudoku"

    def parse(self, text: str) -> list[Candidate[Sudoku]]:
        return parse(text)

    def render(self, puzzle: Sudoku) -> str:
        return render(puzzle)

    def render_answer(self, puzzle: Sudoku, answer: Rows, wanted: str, notation: Mapping[str, str]) -> str:
        return render_answer(puzzle, answer, wanted, notation)

    def solution_json(self, puzzle: Sudoku, answer: Rows) -> dict[str, Any]:
        return {"rows": [list(row) for row in answer]}

    def check(self, puzzle: Sudoku) -> tuple[Violation, ...]:
        return check(puzzle)

    def verify(self, puzzle: Sudoku, answer: Rows) -> tuple[Violation, ...]:
        return verify(puzzle, answer)

    def exact(self, puzzle: Sudoku, *, seconds: float = 5.0) -> Exact[Rows]:
        """Up to two answers by SAT; `complete` is False only if time ran out before the question was settled."""
        if twice([digit for row in puzzle.rows for digit in row], puzzle):
            return Exact(())
        answers, finished = search.solve(puzzle.rows, puzzle.box_rows, puzzle.box_cols, seconds)
        return Exact(tuple(answers), finished)

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

    def generate(self, seed: int, **options: Any) -> Sudoku:
        return generate(seed, **options)


SUDOKU = SudokuKind()
