"""Cells named in words: "r1c3", "(1,3)", "row 1, column 3", "第1行第3列", and how they stand in ten languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

CELL = re.compile(
    r"(?<![^\W\d_])(?:[rR](?P<r1>\d{1,2}) ?,? ?[cC](?P<c1>\d{1,2})(?!\d)|"
    r"[(\[] ?(?P<r2>\d{1,2}) ?, ?(?P<c2>\d{1,2}) ?[)\]]|"
    r"(?:row|zeile|reihe|ligne|fila|riga|linha|rij|строк\w*) (?P<r3>\d{1,2}),?(?: (?:and|und|et|y|e|en|и))? "
    r"(?:columns?|col|spalte|colonne|columna|colonna|coluna|kolom|столб\w+) (?P<c3>\d{1,2})(?!\d)|"
    r"[zZ](?P<r4>\d{1,2})[sS](?P<c4>\d{1,2})(?!\d)|[lLfF](?P<r5>\d{1,2})[cC](?P<c5>\d{1,2})(?!\d))|"
    r"第? ?(?P<r6>\d{1,2}) ?行目?の?,? ?第? ?(?P<c6>\d{1,2}) ?列目?",
    re.I,
)
"""A cell by row and column, counted from 1; a reader of 0 there must ask."""


class Said(NamedTuple):
    """A cell as it was named, from 1, and where."""

    row: int
    column: int
    start: int
    end: int

    @property
    def name(self) -> str:
        return f"r{self.row}c{self.column}"


def said(match: re.Match[str]) -> Said:
    """The cell of a match of `CELL`."""
    row = next(int(match[f"r{k}"]) for k in range(1, 7) if match[f"r{k}"])
    column = next(int(match[f"c{k}"]) for k in range(1, 7) if match[f"c{k}"])
    return Said(row, column, match.start(), match.end())


def cells_said(text: str) -> Iterator[Said]:
    """Every cell named in `text`, in order."""
    return map(said, CELL.finditer(text))
