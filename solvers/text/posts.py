"""Drawings between posts: `+---+` over the cells and `|` beside them, as loops and rooms are drawn.

posts(text.lines)[0].level[0]     # which lines are drawn over the first row of cells
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from solvers.base import Span
from solvers.text.lines import Line

_POST = re.compile(r"[+·•●○o]")
_ROW = re.compile(r"[\s>]*[+·•●○o](?:[ \-–—─━=x×]*[+·•●○o])+\s*")


class Posts(NamedTuple):
    """What stands in the cells ("" for nothing), row by row, and which lines are drawn."""

    signs: tuple[tuple[str, ...], ...]
    level: tuple[tuple[bool, ...], ...]
    """Lines over the cells of each row, then those under the last."""
    upright: tuple[tuple[bool, ...], ...]
    """Lines left of the cells of each row, and right of the last."""
    span: Span


def posts(source: Sequence[Line]) -> Iterator[Posts]:
    """Drawings in which every other line is a row of posts, at the same columns in each."""
    at = 0
    while at < len(source):
        end = at
        if _ROW.fullmatch(source[at].text):
            while end + 2 < len(source) and _ROW.fullmatch(source[end + 2].text):
                end += 2
        found = _between(source[at : end + 1]) if end > at else None
        if found is not None:
            yield found
        at = end + 1


def _between(rows: Sequence[Line]) -> Posts | None:
    """The drawing that begins and ends with posts; None where they do not stand under each other."""
    places = [match.start() for match in _POST.finditer(rows[0].text)]
    signs, level, upright = [], [], []
    for number, line in enumerate(rows):
        text = line.text.ljust(places[-1] + 1)
        parts = [text[a + 1 : b].strip() for a, b in pairwise(places)]
        if number % 2:
            signs.append(tuple(part.strip("x× ") for part in parts))
            upright.append(tuple(text[at] in "|│┃║" for at in places))
        elif [match.start() for match in _POST.finditer(line.text)] == places:
            level.append(tuple(bool(part.strip(" x×")) for part in parts))
        else:
            return None
    span = Span(rows[0].offsets[0], rows[-1].offsets[-1] + 1)
    return Posts(tuple(signs), tuple(level), tuple(upright), span)
