"""Nested lists in a text, as JSON or Python writes them: `[[1, 0], [".", 2]]`, and lists of numbers with a label.

matrices(text)              # every list of lists, with the place of each item
labelled("Row sums: [1, 0, 3]")   # [("Row sums", (1, 0, 3), span)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from solvers.base import Span

_ITEM = re.compile(
    r"""\s*(?:"([^"\n]{0,40})"|'([^'\n]{0,40})'|(-?\d{1,9})(?![\w.])|(None|null|True|False|true|false))\s*"""
)
_OPEN = re.compile(r"[\[({]\s*(?=[\[({])")
_PAIR = {"[": "]", "(": ")", "{": "}"}
_LABELLED = re.compile(
    r"(?P<label>[^\W\d_][\w /'()-]{0,60}?)(?:\s+(?:are|is))?\s*[:=]?\s*"
    r"(?:[\[(](?P<list>\s*-?\d+(?:\s*[,; ]\s*-?\d+)*\s*)[\])]|"
    r"(?<=[:=] )(?P<bare>-?\d+(?:[ ,]+-?\d+)*)[ ]*(?=$|\n|[.;]))",
)
MOST = 300
"""Matrices looked at in one text, and rows or items of one of them."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of items as text ("None" for a missing one), with each item's place and the whole list's."""

    rows: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[Span, ...], ...]
    span: Span


def matrices(text: str) -> Iterator[Matrix]:
    """Every list of lists of plain items; anything else in it, and it is none."""
    at = 0
    for _ in range(MOST):
        start = _OPEN.search(text, at)
        if start is None:
            return
        found = _matrix(text, start.start())
        if found is None:
            at = start.start() + 1
        else:
            yield found
            at = found.span.end


def _matrix(text: str, start: int) -> Matrix | None:
    close = _PAIR[text[start]]
    at = start + 1
    rows: list[tuple[str, ...]] = []
    spans: list[tuple[Span, ...]] = []
    while len(rows) <= MOST:
        at = _skip(text, at)
        if at >= len(text):
            return None
        if text[at] == close and rows:
            return Matrix(tuple(rows), tuple(spans), Span(start, at + 1))
        if text[at] not in _PAIR:
            return None
        row = _list(text, at)
        if row is None:
            return None
        items, places, at = row
        rows.append(items)
        spans.append(places)
        at = _skip(text, at)
        if at < len(text) and text[at] in ",;":
            at += 1
    return None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _list(text: str, start: int) -> tuple[tuple[str, ...], tuple[Span, ...], int] | None:
    """The items of the flat list at `start`, their places, and where it ends."""
    close = _PAIR[text[start]]
    at = start + 1
    items: list[str] = []
    spans: list[Span] = []
    while len(items) <= MOST:
        at = _skip(text, at)
        if at < len(text) and text[at] == close:
            return tuple(items), tuple(spans), at + 1
        match = _ITEM.match(text, at)
        if match is None:
            return None
        group = next(i for i in (1, 2, 3, 4) if match.group(i) is not None)
        items.append(match.group(group))
        spans.append(Span(match.start(group), match.end(group)))
        at = match.end()
        if at < len(text) and text[at] == ",":
            at += 1
        elif at >= len(text) or text[at] != close:
            return None
    return None


def labelled(text: str) -> list[tuple[str, tuple[int, ...], Span]]:
    """Lists of whole numbers with the words in front of them ("tents in each row: 1 2 0")."""
    found = []
    for match in _LABELLED.finditer(text):
        group = "list" if match["list"] is not None else "bare"
        numbers = tuple(int(n) for n in re.findall(r"-?\d+", match[group]))
        found.append((match["label"].strip(), numbers, Span(match.start(group), match.end(group))))
    return found
