"""Grids with signs between the cells, in the rows and under them: `=` for alike, `x` for different.

linked(text.lines)                       # (block of cells, links) of each drawing
told("r1c1 = r1c2, (1,2) x (2,2)")       # links listed in words, counted from 1
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from solvers.hooks import Words
from solvers.rules.board import cell
from solvers.text.blocks import Block, Token
from solvers.text.lines import Line

_LINKS = "=x×X≠✕✖"
_BETWEEN = re.compile(rf"[\s|{_LINKS}]*")
_AT = r"(?:r(\d{1,3})c(\d{1,3})|[(\[]\s*(\d{1,3})\s*,\s*(\d{1,3})\s*[)\]])"
_LISTED = re.compile(rf"{_AT}\s*([{_LINKS}])\s*{_AT}", re.I)


class Link(NamedTuple):
    """Two neighbours that are alike, or different."""

    cells: tuple[str, str]
    alike: bool


def linked(source: list[Line]) -> Iterator[tuple[Block, list[Link]]]:
    """Every drawing of at least four such rows, with its links."""
    kept: list[tuple[Line, tuple[Token, ...]]] = []
    drawn: list[Line] = []
    links: list[Link] = []
    for line in [*source, Line("end", range(3), -1, 0, 0)]:
        if kept and _BETWEEN.fullmatch(line.text):
            for match in re.finditer(rf"[{_LINKS}]", line.text):
                above = kept[-1][1]
                column = min(range(len(above)), key=lambda c: abs(above[c].start - match.start()))
                links.append(Link((cell(len(kept) - 1, column), cell(len(kept), column)), match.group() == "="))
        elif (row := _row(line, len(kept))) is not None and (not kept or len(row[0]) == len(kept[0][1])):
            kept.append((line, row[0]))
            links += row[1]
        else:
            if len(kept) > 3:
                lines = tuple(line for line, _ in kept)
                last = drawn.index(lines[-1]) + 1
                yield Block(tuple(row for _, row in kept), lines, "spaced", tuple(drawn[:last])), links
            kept, drawn, links = [], [], []
            if (row := _row(line, 0)) is None:
                continue
            kept, links = [(line, row[0])], list(row[1])  # another width: this row begins a drawing of its own
        drawn.append(line)


def _row(line: Line, number: int) -> tuple[tuple[Token, ...], list[Link]] | None:
    """The cells of a row, each one character, and the links between them."""
    cells: list[Token] = []
    links: list[Link] = []
    linked = True
    for match in re.finditer(r"[^\s|,]+", line.text):
        for at, sign in enumerate(match.group(), match.start()):
            if sign in _LINKS and not linked:
                links.append(Link((cell(number, len(cells) - 1), cell(number, len(cells))), sign == "="))
                linked = True
            else:
                cells.append(Token(sign, at, at + 1, line.span(at, at + 1)))
                linked = False
    return (tuple(cells), links) if 4 <= len(cells) <= 30 and not linked else None


def told(text: str) -> list[Link]:
    """Links listed in words, counted from 1."""
    found = []
    for match in _LISTED.finditer(text):
        a, b, c, d = (int(n) - 1 for n in match.groups() if n and n.isdecimal())
        found.append(Link((cell(a, b), cell(c, d)), match[5] == "="))
    return found


_MEANING = re.compile(
    r"[`'\"]?[=x×≠][`'\"]?\s*(?::|=|means?|is|for)?\s*(?:the )?(?:alike|same|equal|different|opposite)\b", re.I
)


def take_told(message: Words) -> None:
    """Links listed in words, and what their signs mean, are understood."""
    message.take(_LISTED)
    message.take(_MEANING)
