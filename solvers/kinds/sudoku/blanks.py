"""Boards to draw a sudoku on: the sizes that people know, each with an example."""

from __future__ import annotations

from solvers.hooks import Blank
from solvers.kinds.sudoku.rules import BOXES

EXAMPLES = (
    (
        "53..7....",
        "6..195...",
        ".98....6.",
        "8...6...3",
        "4..8.3..1",
        "7...2...6",
        ".6....28.",
        "...419..5",
        "....8..79",
    ),
    ("25...6", ".....1", ".3....", "..4...", "..5.24", ".2...."),
    ("1...", "..3.", ".4..", "...2"),
)

BLANKS = tuple(
    Blank(
        name=f"sudoku {len(rows)}x{len(rows)}",
        lead="Solve this sudoku:",
        example=tuple(tuple(row) for row in rows),
        signs=tuple((str(digit), str(digit)) for digit in range(1, len(rows) + 1)),
        box=BOXES[len(rows)],
    )
    for rows in EXAMPLES
)
