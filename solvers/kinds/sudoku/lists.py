"""Sudokus that are not drawn line by line: 81 characters in a run, nested lists, "r1c1=5" facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from solvers.base import Doubt, Span
from solvers.kinds.sudoku.grid import Drawn, Words
from solvers.kinds.sudoku.rows import BLANKS, EMPTY_WORDS, Cells, singles
from solvers.kinds.sudoku.rules import BOXES
from solvers.text.lines import Line

_SIDE = {n * n: n for n in BOXES}
_RUN_CHARS = "0-9A-Ga-gxXoO.*_?\\-" + "".join(BLANKS - set("0.xXoO*_?-"))
_RUN = re.compile(rf"(?<![\w.\-])[{_RUN_CHARS}]{{16,260}}(?![\w.\-])")
_DENSE = re.compile(rf"[{_RUN_CHARS}]{{4}}")
_GROUPED = re.compile(
    rf"(?<![{_RUN_CHARS}])[{_RUN_CHARS}]{{9}}(?:(?:[ ,;/|]|\\n|\", ?\"|', ?'){{1,4}}[{_RUN_CHARS}]{{9}}){{8}}"
    rf"(?![{_RUN_CHARS}])"
    rf"|(?<![{_RUN_CHARS}\d])[{_RUN_CHARS}]{{4}}(?:(?:[ ,;/|]|\\n){{1,3}}[{_RUN_CHARS}]{{4}}){{3}}(?![{_RUN_CHARS}\d])"
    rf"|(?<![{_RUN_CHARS}\d])[{_RUN_CHARS}]{{6}}(?:(?:[ ,;/|]|\\n){{1,3}}[{_RUN_CHARS}]{{6}}){{5}}(?![{_RUN_CHARS}\d])"
)
_SPACED_RUN = re.compile(r"(?<=[\"'`])[1-9 ]{81}(?=[\"'`])|^[1-9 ]{60,81}$")
_GROUP = re.compile(rf"[{_RUN_CHARS}]+")
_INNER = re.compile(r"[\[({]([^\[\](){}]{7,900})[\])}]")
_ITEM = re.compile(r"\s*(?:\"([^\"]{0,20})\"|'([^']{0,20})'|([^\s,;\"']+)|(?=[,;]))\s*(?:[,;]|\s|$)")
_JOINT = re.compile(r"[\s,;>]*(?:\"?[\w ]{1,8}\"?\s*[:=]\s*|\d{1,2}[:.)]\s*)?")


class Found(NamedTuple):
    """Cells in reading order with spans already in the source; rows are cut off them by `size`."""

    symbols: list[str]
    spans: list[Span]
    span: Span
    form: str


def _drawn(found: Found) -> Drawn | None:
    n = _SIDE.get(len(found.symbols))
    if n is None:
        return None
    rows = tuple(tuple(found.symbols[r * n : r * n + n]) for r in range(n))
    return Drawn(rows, tuple(found.spans), found.span, found.form)


def inline(line: Line, words: Words) -> Iterator[Drawn]:
    """Runs of 81 cells (16, 36, 256 too) and nine groups of nine, anywhere in a line."""
    text = line.text
    if len(text) < 16 or not (_DENSE.search(text) or "   " in text):
        return
    for match in _RUN.finditer(text):
        run = match.group()
        named = singles(run, match.start())
        cells = [
            line.span(a, b) if b > a else Span(line.offsets[a - 1] + 1, line.offsets[a - 1] + 1) for _, a, b in named
        ]
        found = _drawn(Found([s for s, _, _ in named], cells, line.span(match.start(), match.end()), "line"))
        if found:
            yield found
        elif 76 <= len(cells) <= 86 and len(set(run)) >= 7 and sum(c.isdigit() for c in run) >= 17:
            span = line.span(match.start(), match.end())
            if words.sudoku(span):
                yield Drawn((), tuple(cells), span, "line", doubts=(_wrong_length(len(cells)),))
    for match in _GROUPED.finditer(text):
        cells = []
        symbols = []
        for group in _GROUP.finditer(match.group().replace("\\n", "  ")):
            for i, c in enumerate(group.group(), match.start() + group.start()):
                symbols.append(c)
                cells.append(line.span(i, i + 1))
        found = _drawn(Found(symbols, cells, line.span(match.start(), match.end()), "groups"))
        if found:
            yield found
    for match in _SPACED_RUN.finditer(text) if len(text) < 4000 else ():
        run = match.group()
        span = line.span(match.start(), match.end())
        if sum(c != " " for c in run) < 17 or not words.sudoku(span):
            continue
        cells = [line.span(match.start() + i, match.start() + i + 1) for i in range(len(run))]
        cells += [Span(span.end, span.end)] * (81 - len(run))
        found = _drawn(Found([*run.ljust(81)], cells, span, "line"))
        if found:
            yield found


def _wrong_length(length: int) -> Doubt:
    return Doubt("length", f"This line has {length} cells, but a 9x9 sudoku has 81. Which are missing or too many?")


def _items(inner: str, at: int) -> Cells | None:
    """The items of one innermost bracket: numbers, quoted strings, null, nothing between two commas."""
    items: Cells = []
    position = 0
    while position < len(inner):
        match = _ITEM.match(inner, position)
        if match is None or match.end() == position:
            return None if inner[position:].strip() else items
        group = match.lastindex or 0
        items.append((match.group(group) if group else "", at + match.start(group), at + match.end(group)))
        position = match.end()
        if len(items) > 256:
            return None
    return items


class _Bracket(NamedTuple):
    """An innermost bracket: where it stands, its cells, and whether it holds a whole grid (a list of row strings)."""

    start: int
    end: int
    cells: Cells
    whole: bool


def _list_rows(text: str) -> Iterator[_Bracket]:
    """Every innermost bracket that reads as cells."""
    for match in _INNER.finditer(text):
        inner = match.group(1)
        if len(inner) > 900 or "=" in inner:
            continue
        items = _items(inner, match.start(1))
        if not items:
            continue
        lengths = {len(symbol) for symbol, _, _ in items}
        if all(len(symbol) <= 2 or symbol in EMPTY_WORDS for symbol, _, _ in items):
            yield _Bracket(match.start(), match.end(), items, len(items) in _SIDE and len(items) != 16)
        elif len(lengths) == 1 and len(items) in (1, *lengths) and lengths <= set(BOXES):
            cells = [(c, a + i, a + i + 1) for symbol, a, _ in items for i, c in enumerate(symbol)]
            yield _Bracket(match.start(), match.end(), cells, len(items) > 1)


def bracketed(text: str, offsets: list[int]) -> Iterator[Drawn]:
    """Nested lists (Python, JSON, NumPy, C) and flat ones, over the joined lines of a text."""
    rows: list[_Bracket] = []

    def source(start: int, end: int) -> Span:
        return Span(offsets[start], offsets[end - 1] + 1 if end > start else offsets[start])

    def grid(chosen: list[_Bracket]) -> Drawn | None:
        start, end = chosen[0].start, chosen[-1].end
        before = re.search(r"[\[({]\s*$", text[max(0, start - 20) : start])
        after = re.match(r"[\s,]*[\])}]", text[end : end + 20])
        if before and after and len(chosen) > 1:
            start, end = start - len(before.group()), end + after.end()
        cells = [cell for row in chosen for cell in row.cells]
        spans = [source(a, b) for _, a, b in cells]
        return _drawn(Found([symbol for symbol, _, _ in cells], spans, source(start, end), "list"))

    for row in _list_rows(text):
        if row.whole:
            whole = grid([row])
            rows = []
            if whole:
                yield whole
            continue
        if rows and (
            len(rows[0].cells) != len(row.cells)
            or row.start - rows[-1].end > 60
            or not _JOINT.fullmatch(text[rows[-1].end : row.start])
        ):
            rows = []
        rows.append(row)
        if len(rows) == len(row.cells):
            found = grid(rows)
            rows = []
            if found:
                yield found
