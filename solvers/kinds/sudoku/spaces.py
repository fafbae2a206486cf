"""Sudokus whose blanks are spaces or lost tabs: the columns that the digits stand in tell the cells.

Trailing blanks are often lost in transit. A placing of the columns that all digits agree with is taken; two different
ones are a question, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solvers.base import Doubt, Span
from solvers.kinds.sudoku.blocks import place
from solvers.kinds.sudoku.grid import Drawn, Words
from solvers.kinds.sudoku.rows import PIPES, is_rule
from solvers.kinds.sudoku.rules import BOXES
from solvers.text.lines import Line

_FIXED = re.compile(rf"[1-9 \t{PIPES}]*")


def spaced_grids(source: Sequence[Line], words: Words) -> Iterator[Drawn]:
    """Grids whose blanks are spaces, by the columns the digits stand in; trailing spaces may be lost in transit."""
    run: list[Line] = []
    for line in [*source, None]:
        if line is not None and not line.fence and len(line.text) <= 80:
            if _FIXED.fullmatch(line.text):
                if len(run) > 60:
                    continue
                run.append(line)
                continue
            if is_rule(line):
                continue
        if 4 <= len(run) <= 60:
            yield from _fixed(run, words)
        run = []


def _fixed(run: list[Line], words: Words) -> Iterator[Drawn]:
    while run and not run[0].text.strip():
        run = run[1:]
    for size in (9, 4, 6):
        kept = run[:size]
        rest = run[size:]
        if len(kept) != size or any(line.text.strip() for line in rest):
            continue
        span = Span(kept[0].start, kept[-1].end)
        if size != 9 and not words.sudoku(span):
            continue
        if any("\t" in line.text for line in kept):
            yield from _tabbed(kept, size, span)
            return
        yield from _columns(kept, size, span)
        return


def _tabbed(rows: list[Line], n: int, span: Span) -> Iterator[Drawn]:
    """Cells between tabs; trailing tabs may be lost."""
    symbols: list[tuple[str, ...]] = []
    spans: list[Span] = []
    for line in rows:
        pieces = line.text.split("\t")
        if len(pieces) > n or any(len(piece.strip()) > 1 for piece in pieces):
            return
        at = 0
        for piece in pieces:
            start = at + len(piece) - len(piece.lstrip())
            spans.append(place(line, start, start + 1) if piece.strip() else place(line, at, at))
            at += len(piece) + 1
        spans += [place(line, len(line.text), len(line.text))] * (n - len(pieces))
        symbols.append(tuple(piece.strip() for piece in pieces) + ("",) * (n - len(pieces)))
    if any(len(line.text.split("\t")) == n for line in rows):
        yield Drawn(tuple(symbols), tuple(spans), span, "csv")


def _columns(rows: list[Line], n: int, span: Span) -> Iterator[Drawn]:
    """Every placing of the columns that all digits agree with; two different ones are a doubt, none is nothing."""
    across = BOXES[n][1]
    longest = max(len(line.text) for line in rows)
    readings: dict[tuple[tuple[str, ...], ...], list[int]] = {}
    digit_columns = {i for line in rows for i, c in enumerate(line.text) if c.isdigit()}
    pipe_columns = {i for line in rows for i, c in enumerate(line.text) if c in PIPES}
    for pitch in (1, 2, 3, 4):
        for box_gap in (0, 1, 2, 3, 4):
            for start in range(5):
                columns = [start + pitch * c + box_gap * (c // across) for c in range(n)]
                if not digit_columns <= set(columns) or pipe_columns & set(columns):
                    continue
                if columns[-1] >= longest and pipe_columns:
                    continue
                symbols = tuple(tuple(line.text[k] if k < len(line.text) else " " for k in columns) for line in rows)
                readings.setdefault(symbols, columns)
    reaching = {s: columns for s, columns in readings.items() if columns[-1] < longest}
    if n == 9 and reaching:  # few columns could be anything; nine are pinned down by their digits
        readings = reaching
    if not readings:
        return
    doubts: tuple[Doubt, ...] = ()
    if len(readings) > 1:
        doubts = (
            Doubt("columns", "The blanks are spaces and the columns could be read in several ways. Please use dots."),
        )
    symbols, columns = next(iter(readings.items()))
    spans = tuple(place(line, min(k, len(line.text)), min(k + 1, len(line.text))) for line in rows for k in columns)
    yield Drawn(symbols, spans, span, "spaces", doubts=doubts)
