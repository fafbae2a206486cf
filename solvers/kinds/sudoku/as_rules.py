"""A sudoku as a board with rules: hints, reasons and counts of solutions come from these."""

from __future__ import annotations

from functools import lru_cache

from solvers.kinds.sudoku.rules import Sudoku
from solvers.rules.board import Board, Problem, boxes, cell, columns, rows
from solvers.rules.constraints import Different


@lru_cache(maxsize=16)
def as_rules(puzzle: Sudoku) -> Problem:
    """The same puzzle as data; each rule is called by its row, column or box."""
    size = puzzle.size
    given = {cell(r, c): digit for r, row in enumerate(puzzle.rows) for c, digit in enumerate(row) if digit}
    units = (
        ("row", rows(size, size)),
        ("column", columns(size, size)),
        ("box", boxes(size, size, puzzle.box_rows, puzzle.box_cols)),
    )
    rules = tuple(
        Different(cells, label=f"{name} {number} holds each digit once")
        for name, groups in units
        for number, cells in enumerate(groups, start=1)
    )
    return Problem(Board.grid(size, size, range(1, size + 1), given), rules)
