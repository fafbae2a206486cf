"""Grids with numbers on their margins: sums at the end of each row and column, views from all four sides.

    for frame in framed(text): frame.body, frame.top, frame.right     # borders tell cells and margins apart
    ring(block), tail(block)                                          # so do the lengths of the rows
    told(text)                                                        # "row sums: 4 5 5, column sums: 6 3"

The body keeps the margins among its drawn lines, so that an answer is written into the whole drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from solvers.base import Span
from solvers.hooks import Words
from solvers.text.blocks import Block, Token, boxed, is_rule, spaced
from solvers.text.labels import COLUMN, ROW
from solvers.text.lines import Line
from solvers.text.source import Text

_BORDER = re.compile(r"[|│┃║¦]")
_NUMBERS = re.compile(r"(?:[\[(]?\s*(?:\d{1,3}|[.?_*-])\s*[\])]?[\s|,]*)+")
_NUMBER = re.compile(r"\d{1,3}|[.?_*-]")
_SIDE = re.compile(r"\s*[\[(]?\s*(\d{0,3}|[.?_*-])\s*[\])]?\s*")
_NO_CORNER = re.compile(r"\d+")
_NUMBERS_LISTED = r"[\[(]?\s*(\d+(?:[ \t]*[,;、，\- \t]\s*\d+)+)"
_LIST = (
    r"\s*(?:sums?|totals?|targets?|clues?|constraints?|summen?|hinweise?|sommen|sumy)?\s*(?:are|is|sind|sont|son|sono|são|zijn|to)?\s*[:=：]?\s*"
    + _NUMBERS_LISTED
)
_ROWS = re.compile(rf"(?:{ROW})(?:\s*\w*\s*\((?:left|right)[^)]*\))?{_LIST}", re.I)
_COLUMNS = re.compile(rf"(?:{COLUMN})(?:\s*\w*\s*\((?:top|bottom)[^)]*\))?{_LIST}", re.I)


class Framed(NamedTuple):
    """The cells alone, and the signs on each side: () where a side has none, "" where one place of it has none."""

    body: Block
    top: tuple[str, ...] = ()
    bottom: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The whole drawing, margins included."""
        lines = self.body.drawn or self.body.lines
        return Span(lines[0].start, lines[-1].end)

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.body.rows), len(self.body.rows[0])


def framed(text: Text) -> Iterator[Framed]:
    """Drawings whose borders stand between cells and margins."""
    run: list[Line] = []
    for line in [*text.lines, Line("", (), -1, 0, 0)]:
        if line.text.strip() and (is_rule(line) or _BORDER.search(line.text) or _NUMBERS.fullmatch(line.text.strip())):
            run.append(line)
            continue
        found = _framed(run) if run else None
        if found is not None:
            yield found
        run = []


def _framed(run: Sequence[Line]) -> Framed | None:
    inside = [i for i, line in enumerate(run) if not is_rule(line) and len(_BORDER.findall(line.text)) > 1]
    if len(inside) < 2:
        return None
    rows, left, right = [], [], []
    for i in inside:
        line = run[i]
        marks = [match.start() for match in _BORDER.finditer(line.text)]
        before, after = _SIDE.fullmatch(line.text[: marks[0]]), _SIDE.fullmatch(line.text[marks[-1] + 1 :])
        if before is None or after is None:
            return None
        left.append(_said(before[1]))
        right.append(_said(after[1]))
        alone = " " * marks[0] + line.text[marks[0] : marks[-1] + 1] + " " * (len(line.text) - marks[-1] - 1)
        bare = line._replace(text=alone)
        rows.append(boxed(bare) or () if len(marks) > 2 else spaced(bare._replace(text=_BORDER.sub(" ", alone))))
    if len({len(row) for row in rows}) != 1 or not rows[0]:
        return None
    edges = []
    first, last = inside[0], inside[-1]
    for beyond in (run[first - 1 :: -1] if first else (), run[last + 1 :]):
        edge = next((line for line in beyond if not is_rule(line)), None)
        edges.append(() if edge is None else _under(edge, rows[0]))
    top = next((i for i in range(first - 1, -1, -1) if not is_rule(run[i])), 0)
    bottom = next((i for i in range(last + 1, len(run)) if not is_rule(run[i])), len(run) - 1)
    body = Block(tuple(rows), tuple(run[i] for i in inside), "boxed", tuple(run[top : bottom + 1]))
    sides = [tuple(side) if any(side) else () for side in (left, right)]
    if not any(edges) and not any(sides):
        return None
    return Framed(body, edges[0], edges[1], sides[0], sides[1])


def _said(sign: str) -> str:
    return sign if sign.isdigit() else ""


def _under(line: Line, cells: Sequence[Token]) -> tuple[str, ...]:
    """The signs of a margin line, each to the cell that it stands nearest to."""
    signs = [""] * len(cells)
    found = [(match.group(), (match.start() + match.end()) / 2) for match in _NUMBER.finditer(line.text)]
    middles = [(token.start + token.end) / 2 for token in cells]
    for k, (sign, middle) in enumerate(found):
        nearest = k if len(found) == len(cells) else min(range(len(cells)), key=lambda i: abs(middles[i] - middle))
        signs[nearest] = _said(sign)
    return tuple(signs)


def ring(block: Block) -> Framed | None:
    """A square drawn without borders, a line of signs on each of its four sides, the corners empty or left out."""
    rows = block.texts
    size = len(rows) - 2
    if size < 2 or any(len(row) != size + 2 for row in rows[1:-1]):
        return None
    edges = []
    for row in (rows[0], rows[-1]):
        if len(row) == size + 2 and not any(_NO_CORNER.fullmatch(sign) and int(sign) for sign in (row[0], row[-1])):
            row = row[1:-1]
        if len(row) != size:
            return None
        edges.append(tuple(map(_said, row)))
    body = replace(block.part(1, size + 1, 1, size + 1), drawn=block.drawn or block.lines)
    sides = [tuple(_said(row[i]) for row in rows[1:-1]) for i in (0, -1)]
    return Framed(body, edges[0], edges[1], sides[0], sides[1])


def tail(block: Block) -> Framed | None:
    """A grid with a number at the end of each row and, in a last row, under each column (the corner may be there)."""
    rows = block.texts
    width = len(rows[0]) - 1
    if len(rows) < 3 or width < 2 or any(len(row) != width + 1 for row in rows[:-1]):
        return None
    right = tuple(row[-1] for row in rows[:-1])
    bottom = rows[-1][:width]
    if len(rows[-1]) not in (width, width + 1) or not all(sign.lstrip("-").isdigit() for sign in right + bottom):
        return None
    body = replace(block.part(0, len(rows) - 1, 0, width), drawn=block.drawn or block.lines)
    return Framed(body, bottom=bottom, right=right)


class Told(NamedTuple):
    """Numbers of the rows and of the columns, listed in words, and where the rows stand."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    span: Span


def told(text: Text) -> list[Told]:
    """Pairs of lists, one for the rows and one for the columns."""
    found = []
    for across, down in zip(_ROWS.finditer(text.raw), _COLUMNS.finditer(text.raw), strict=False):
        lists = [tuple(int(n) for n in re.findall(r"\d+", match[1])) for match in (across, down)]
        found.append(Told(lists[0], lists[1], Span(*across.span())))
    return found


def take_told(message: Words) -> None:
    """Both lists are understood."""
    message.take(_ROWS)
    message.take(_COLUMNS)
