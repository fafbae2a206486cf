"""Linear equations over fractions: what follows from them before anything is searched."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction


def reduced(table: list[list[Fraction]], width: int) -> Iterator[int]:
    """Gauss-Jordan in place; the pivot columns."""
    top = 0
    for column in range(width):
        pivot = next((r for r in range(top, len(table)) if table[r][column]), None)
        if pivot is None:
            continue
        table[top], table[pivot] = table[pivot], table[top]
        factor = table[top][column]
        table[top] = [value / factor for value in table[top]]
        for r, row in enumerate(table):
            if r != top and row[column]:
                times = row[column]
                table[r] = [a - times * b for a, b in zip(row, table[top], strict=True)]
        top += 1
        yield column
