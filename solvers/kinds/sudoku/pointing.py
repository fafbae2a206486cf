"""What a language model may point at in a sudoku: blanks and digits, drawn or told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from solvers.base import BadPuzzle, Span
from solvers.hooks import Signs
from solvers.kinds.sudoku.rules import BOXES, Sudoku, sudoku


class SudokuPointing:
    """Implements `solvers.hooks.Pointing`."""

    about = "4x4, 6x6, 9x9 or 16x16 Latin grid with boxes"
    means = ("blank", *"0123456789")
    empty = "0"

    def plain(self, token: str) -> bool:
        return token.isdecimal() or re.fullmatch("[A-Ga-g]", token) is not None

    def sign(self, meaning: str, token: str) -> str:
        if meaning == "blank":
            return "0"
        if meaning.isdecimal():
            return str(int(meaning))
        if re.fullmatch("[A-Ga-g]", meaning):
            return str(10 + "abcdefg".index(meaning.lower()))
        raise BadPuzzle(f"the sign {token!r} means {meaning!r}, which is no part of a sudoku")

    def fact(self, value: str, size: int) -> str:
        if not value.isdecimal() or not 1 <= int(value) <= size:
            raise BadPuzzle(f"{value!r} is no digit of a {size}x{size} sudoku")
        return str(int(value))

    def build(self, signs: Signs) -> Sudoku:
        if len(signs) not in BOXES or len(signs[0]) != len(signs):
            raise BadPuzzle(
                f"the grid is {len(signs)} rows of {len(signs[0])} cells; sudokus have 4, 6, 9 or 16 of each"
            )
        return sudoku(signs)

    def notation(self, text: str, legend: Mapping[str, str], span: Span, cells: Sequence[Span]) -> dict[str, str]:
        return {}
