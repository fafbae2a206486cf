"""Sudoku by its address on puzz.link and its like, or as the file those programs save."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solvers.base import BadPuzzle, Candidate, Doubt
from solvers.kinds.sudoku.rules import BOXES, Sudoku, sudoku
from solvers.text.address import Address, finished, grid, named, number16
from solvers.text.source import Text

_NAMES = re.compile(r"sudoku")
_NOTATION = {"blank": ".", "blanks": ".", "form": "address"}


def addressed(message: Text) -> Iterator[Candidate[Sudoku]]:
    """Every sudoku that the message names by its address; a damaged or changed one becomes a question."""
    for one in named(message.addresses, _NAMES):
        try:
            yield Candidate("sudoku", _puzzle(one), one.span, (), "address", _NOTATION)
        except BadPuzzle as exc:
            question = f"The address of this sudoku cannot be read: {exc}. Is it complete?"
            yield Candidate("sudoku", None, one.span, (), "address", doubts=(Doubt("address", question),))


def _puzzle(one: Address) -> Sudoku:
    if one.variant:
        raise BadPuzzle("it says (v:) that its rules are not the usual ones", hint="send one with the plain rules")
    if one.columns != one.rows or one.rows not in BOXES:
        raise BadPuzzle(
            f"it has {one.rows} rows and {one.columns} columns", hint=f"sizes are {', '.join(map(str, BOXES))}"
        )
    if one.saved:
        clues = one.written()
    else:
        clues, rest = number16(one.body, one.cells)
        finished(rest)
    return sudoku([[0 if clue is None or clue < 0 else clue for clue in row] for row in grid(clues, one.columns)])
