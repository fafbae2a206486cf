"""Sudoku in ordinary text: every grid in a message, with the source span of each cell, or nothing for prose.

Three passes, each only where the one before found nothing: grids as they stand, grids under line labels or with
spaces for blanks, grids that are almost there (a row too long) and become a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from solvers.base import Candidate, Span
from solvers.kinds.sudoku.addressed import addressed
from solvers.kinds.sudoku.blocks import Block, blocks, cut, drawn_grids, nearly_grids
from solvers.kinds.sudoku.facts import facts
from solvers.kinds.sudoku.grid import Drawn, Words, candidate, refused
from solvers.kinds.sudoku.layout import faithful, rebuild
from solvers.kinds.sudoku.lists import bracketed, inline
from solvers.kinds.sudoku.rewritten import rewritten, to_its_end
from solvers.kinds.sudoku.rules import BOXES, Sudoku
from solvers.kinds.sudoku.spaces import spaced_grids
from solvers.kinds.sudoku.unclear import unreadable
from solvers.text.lines import Line
from solvers.text.source import Text

MOST = 40
"""Grids read from one text; whoever pastes more wants a batch."""

TRIES = 300
"""Grids looked at in one text: a text with more square matrices is data."""


LONGEST_REWRITTEN = 100_000
"""Characters of a text in which tables and diffs are looked for."""


class _Taken:
    """Source ranges that already belong to a reading."""

    def __init__(self) -> None:
        self.found: list[Candidate[Sudoku]] = []
        self.tries = 0

    def free(self, span: Span) -> bool:
        return all(span.end <= c.span.start or c.span.end <= span.start for c in self.found)

    def add(self, reading: Candidate[Sudoku] | None) -> None:
        if reading is not None and len(self.found) < MOST and self.free(reading.span):
            self.found.append(reading)

    @property
    def full(self) -> bool:
        return len(self.found) >= MOST or self.tries >= TRIES


def _read(text: str, grids: Iterator[Drawn], words: Words, taken: _Taken, reads: str | None = None) -> None:
    for drawn in grids:
        if taken.full:
            return
        taken.tries += 1
        if drawn.size in BOXES:
            if reads is not None:
                drawn = replace(drawn, reads=reads, span=to_its_end(drawn.span, text))
            taken.add(candidate(text, drawn, words))
        elif drawn.doubts:
            taken.add(refused(drawn))


def _joined(source: Sequence[Line]) -> tuple[str, list[int]]:
    """The normalised lines as one text again, and the source offset of each of its characters."""
    offsets: list[int] = []
    for line in source:
        offsets.extend(line.offsets)
        offsets.append(line.end)
    return "\n".join(line.text for line in source), offsets


def _bracketed(source: Sequence[Line]) -> Iterator[Drawn]:
    if not any("[" in line.text or "{" in line.text or "(" in line.text for line in source):
        return iter(())
    return bracketed(*_joined(source))


def _plainly(
    text: str, source: Sequence[Line], found: Iterable[Block], words: Words, taken: _Taken, reads: str | None = None
) -> list[Block]:
    """Read rows and lists; the blocks of rows that gave no grid are returned."""
    left = []
    for block in found:
        if taken.full:
            break
        if taken.free(block.span):
            _read(text, drawn_grids(block), words, taken, reads)
            left.append(block)
    _read(text, _bracketed(source), words, taken)
    return [block for block in left if taken.free(block.span)]


def parse(text: str) -> list[Candidate[Sudoku]]:
    """`read` for a plain string."""
    return read(Text(text))


def read(message: Text) -> list[Candidate[Sudoku]]:
    """Every sudoku in the message, in order of appearance. Nothing for prose; never raises."""
    text = message.raw
    if len(text) < 16:
        return []
    words = Words(text)
    taken = _Taken()
    source = message.lines
    for found in addressed(message):
        taken.add(found)
    for line in source:
        if len(line.text) >= 16:
            _read(text, inline(line, words), words, taken)
            if taken.full:
                break
    parts = cut(message)
    near = _plainly(text, source, parts.plain, words, taken)
    for run, found_there in parts.runs:
        near = _plainly(text, run, found_there, words, taken) + near
    if not taken.full:
        _read(text, spaced_grids(source, words), words, taken)
    if not taken.found and len(text) < LONGEST_REWRITTEN:
        for other, reads in rewritten(source, text):
            _plainly(text, other, blocks(other), words, taken, reads)
    if not taken.found:
        told = facts(*_joined(source), words)
        taken.add(candidate(text, told, words) if told else None)
    for block in near[:1000]:
        if taken.free(block.span):
            for drawn in nearly_grids(block, words):
                taken.add(refused(drawn))
    if not taken.found:
        _read(text, unreadable(source, words), words, taken)
    return sorted(taken.found, key=lambda c: c.span.start)


__all__ = ["faithful", "parse", "read", "rebuild"]
