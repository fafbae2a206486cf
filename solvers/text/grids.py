"""Full grids of signs in a text, whatever they are drawn with: rows under each other, boxes, tables, nested lists.

    grids(text)      # every rectangle of signs, its row and column labels taken off, none over another

What a kind reads signs from is a `Grid`; `source` is the drawing that an answer is written into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from solvers.base import Span
from solvers.text.blocks import Block
from solvers.text.matrices import Matrix
from solvers.text.source import Text

LEAST = 3
"""Rows and columns of a grid; smaller ones are examples within a rule."""


class Grid(NamedTuple):
    """A rectangle of signs, the drawing it stands in, and its place."""

    signs: tuple[tuple[str, ...], ...]
    source: Block | Matrix
    span: Span

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.signs), len(self.signs[0])

    @property
    def square(self) -> bool:
        return len(self.signs) == len(self.signs[0])


def grids(text: Text, *, least: int = LEAST) -> list[Grid]:
    """Every grid in the text, in order of their places; of two that overlap the one found first counts."""
    found: list[Grid] = []
    for grid in _all(text):
        rows, columns = grid.shape
        if rows < least or columns < least:
            continue
        if all(grid.span.end <= other.span.start or other.span.end <= grid.span.start for other in found):
            found.append(grid)
    return sorted(found, key=lambda grid: grid.span.start)


def _all(text: Text) -> Iterator[Grid]:
    saved = [one.span for one in text.addresses if one.saved]
    for block in text.blocks:
        if any(span.start <= block.span.start < span.end for span in saved):
            continue  # a saved file is read as a whole
        for part in rectangles(block):
            yield Grid(part.texts, part, part.span)
    for matrix in text.matrices:
        if len({len(row) for row in matrix.rows}) == 1 and matrix.rows[0]:
            yield Grid(matrix.rows, matrix, matrix.span)


def rectangles(block: Block) -> Iterator[Block]:
    """Runs of rows with equally many tokens, without the labels of rows and columns that stand around them."""
    top, rows = 0, block.rows
    while top < len(rows):
        bottom = top + 1
        while bottom < len(rows) and len(rows[bottom]) == len(rows[top]):
            bottom += 1
        body = block.texts[top:bottom]
        header = block.texts[top - 1] if top else ()
        if _counts([row[0] for row in body]) and len(header) == len(body[0]) - 1 and _counts(header):
            yield _bare(block, top, bottom, top - 1)
        elif len(body) > 2 and body[0][0] in _CORNERS and _counts(body[0][1:]) and _counts([r[0] for r in body[1:]]):
            yield _bare(block, top + 1, bottom, top)
        elif len(body) == len(body[0]) + 1 and _counts(body[0]):  # column labels over a square
            yield replace(block.part(top + 1, bottom), drawn=block.part(top, bottom).drawn)
        elif all(_LABEL.fullmatch(row[0]) for row in body) and len(body[0]) > 1:
            yield block.part(top, bottom, 1)
        else:
            yield block.part(top, bottom)
        top = bottom


_LABEL = re.compile(r"[\w]{1,3}[:.)\]]")
_CORNERS = frozenset({"", "|", "+", "\\", "/", "#", "r\\c", "r/c"})


def _bare(block: Block, top: int, bottom: int, header: int) -> Block:
    """The grid beside its labels; they are drawn again with the answer."""
    inside = block.part(top, bottom, 1)
    first, last = block.lines[header].number, block.lines[bottom - 1].number
    return replace(inside, drawn=tuple(line for line in block.drawn if first <= line.number <= last))


def _counts(labels: Sequence[str]) -> bool:
    """Whether labels count up by one: 1 2 3, 0 1 2, A B C."""
    if len(labels) < 2:
        return False
    if all(label.isdecimal() for label in labels):
        numbers = [int(label) for label in labels]
        return numbers[0] in (0, 1) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    if all(len(label) == 1 and label.isalpha() for label in labels):
        return labels[0] in "Aa" and [ord(label) - ord(labels[0]) for label in labels] == list(range(len(labels)))
    return False
