"""Lines that belong together as the rows of one grid, box lines and empty lines between them included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from solvers.base import Doubt, Span
from solvers.kinds.sudoku.grid import Drawn, Words
from solvers.kinds.sudoku.rows import BLANKS, EMPTY_WORDS, Row, Shape, dense, shape
from solvers.kinds.sudoku.rules import BOXES
from solvers.text.lines import Line, unnumbered
from solvers.text.source import Text

_SOLID = 150
"""Rows in one piece beyond which a block is a table of numbers."""
_LINES = 5000
"""Row-like lines read from one text."""
_ENOUGH = 200
"""Rows after which a block ends at the next empty line."""
_FLAT = {36: 6, 81: 9, 256: 16}
_ODD_SIZES = frozenset({5, 7, 8, 10, 12, 15, 20, 25})
_ROW_LABEL = re.compile(r"(?:r|row)?\s?(\d{1,2})|[a-p]", re.IGNORECASE)


@dataclass(slots=True)
class Entry:
    """One row line: whether an empty line or a rule stands before it, and the rule behind it."""

    row: Row
    either: bool
    gap: bool
    rule: Line | None
    rule_behind: Line | None = None

    @property
    def width(self) -> int:
        return len(self.row.cells)


@dataclass(slots=True)
class Block:
    """Row lines with nothing but rules and empty lines between them."""

    entries: list[Entry]

    @property
    def span(self) -> Span:
        first, last = self.entries[0].row.line, self.entries[-1].row.line
        return Span(first.offsets[0], last.offsets[-1] + 1)


def blocks(source: Sequence[Line]) -> Iterator[Block]:
    """Maximal runs of row lines; at most two empty lines in a row may separate them."""
    entries: list[Entry] = []
    gap, rule, solid, read = 0, None, 0, 0
    for line in source:
        if solid > _SOLID and dense(line):  # a long matrix is no sudoku, however it goes on
            continue
        if read > _LINES:
            break
        what, row = shape(line)
        read += row is not None or (what is Shape.OTHER and dense(line))
        speaks = row is not None and row.line.offsets[0] != line.offsets[0] and _starts_with_words(line, row)
        if entries and (
            what is Shape.OTHER or gap > 2 or speaks or (gap and len(entries) > _ENOUGH)
        ):  # "Puzzle: 5 3 . ." begins a grid
            if solid <= _SOLID:
                yield Block(entries)
            entries, gap, rule, solid = [], gap and 1, None, 0
        if what is Shape.EMPTY:
            gap += 1
        elif row is not None:
            solid = 0 if gap or rule is not None else solid + 1
            entries.append(Entry(row, what is Shape.EITHER, gap > 0, rule))
            gap, rule = 0, None
        elif what is Shape.RULE:
            rule = line
            if entries and not gap:
                entries[-1].rule_behind = line
        else:
            gap, rule, solid = 0, None, 0
    if entries and solid <= _SOLID:
        yield Block(entries)


@dataclass(frozen=True)
class Cut:
    """A text cut into blocks: as its lines stand, and under line labels."""

    plain: tuple[Block, ...]
    runs: tuple[tuple[Sequence[Line], tuple[Block, ...]], ...]


@lru_cache(maxsize=4)
def cut(text: Text) -> Cut:
    """The blocks of a text, found once for all who look at squares of cells."""
    return Cut(tuple(blocks(text.lines)), tuple((run, tuple(blocks(run))) for run in unnumbered(text.lines)))


def _starts_with_words(line: Line, row: Row) -> bool:
    return any(c.isalpha() for c in line.text[: len(line.text) - len(row.line.text)])


def drawn_grids(block: Block) -> Iterator[Drawn]:
    """Complete square grids among the rows of a block."""
    solid = [entry for entry in block.entries if not entry.either]
    choices = [solid]
    if len(solid) < len(block.entries):
        width = Counter(entry.width for entry in solid or block.entries).most_common(1)[0][0]
        kept = [entry for entry in block.entries if not entry.either or entry.width == width]
        dashed = any(symbol and symbol in "-_=–—" for entry in solid for symbol, _, _ in entry.row.cells)
        choices = [kept, solid] if dashed else [solid, kept]
    for entries in choices:
        found = list(_grids(entries))
        if found:
            yield from found
            return


def _grids(entries: Sequence[Entry]) -> Iterator[Drawn]:
    at = 0
    fresh = True  # a grid may start here: at an empty line, a change of width, behind a grid or a header
    while at < len(entries):
        entry = entries[at]
        fresh = fresh or entry.gap or entry.width != entries[at - 1].width
        if entry.width in _FLAT:
            yield _flat(entry.row)
            at += 1
            continue
        taken = None
        if fresh:
            for n, labelled in ((entry.width, False), (entry.width - 1, True)):
                if n in BOXES and _complete(entries, at, n, labelled):
                    taken = entries[at : at + n]
                    yield _drawn(taken, n, labelled)
                    break
        if taken:
            at += len(taken)
            fresh = True
        else:
            fresh = is_header(entry)
            at += 1


def _complete(entries: Sequence[Entry], at: int, n: int, labelled: bool) -> bool:
    """Whether rows at..at+n stand together as one grid: same width, even gaps, and an end behind the last."""
    rows = entries[at : at + n]
    width = n + labelled
    if len(rows) < n or any(entry.width != width for entry in rows):
        return False
    labels = [entry.row.cells[0][0] for entry in rows]
    if labelled and not counts_up(labels) and labels != [str(k) for k in range(n)]:
        return False
    gaps = [k for k in range(1, n) if rows[k].gap]
    step = BOXES[n][0]
    if gaps and gaps != list(range(1, n)) and gaps != list(range(step, n, step)) and gaps != [1]:
        return False
    if at + n == len(entries) or entries[at + n].gap or entries[at + n].width != width:
        return True
    behind = at
    while behind < len(entries) and entries[behind].width == width and (behind == at or not entries[behind].gap):
        behind += 1
    if (behind - at) % n == 0:
        return True
    return is_header(entries[at + n])


def counts_up(symbols: list[str]) -> bool:
    """1 2 3 ... or A B C ..., in order."""
    numbers = [str(k) for k in range(1, len(symbols) + 1)]
    return symbols == numbers or [s.upper() for s in symbols] == [chr(64 + k) for k in range(1, len(symbols) + 1)]


def is_header(entry: Entry) -> bool:
    """A line of column numbers or letters, or the empty head of a Markdown table."""
    symbols = [symbol for symbol, _, _ in entry.row.cells]
    if entry.rule_behind is not None and not any(symbol.strip() for symbol in symbols):
        return True
    labels = symbols[1:] if not symbols[0].strip() else symbols
    return len(labels) > 3 and counts_up(labels)


def place(line: Line, start: int, end: int) -> Span:
    """Source span of a cell; an empty one is the place where the cell would stand."""
    if end > start:
        return line.span(start, end)
    if start < len(line.offsets):
        return Span(line.offsets[start], line.offsets[start])
    behind = line.offsets[-1] + 1 if line.offsets else line.end
    return Span(behind, behind)


def _edges(first: Entry, last: Entry) -> Span:
    """From the border line above the first row to the one below the last."""
    top = first.row.line
    bottom = last.row.line
    start, end = top.offsets[0], bottom.offsets[-1] + 1
    if first.rule is not None and not first.gap and first.rule.end <= start:
        start = first.rule.offsets[0]
    if last.rule_behind is not None:
        end = last.rule_behind.offsets[-1] + 1
    return Span(start, end)


def _drawn(entries: Sequence[Entry], n: int, labelled: bool) -> Drawn:
    rows = [entry.row.cells[labelled:] for entry in entries]
    spans = tuple(place(entry.row.line, a, b) for entry, cells in zip(entries, rows, strict=True) for _, a, b in cells)
    symbols = tuple(tuple(symbol for symbol, _, _ in cells) for cells in rows)
    across, down = BOXES[n][1], BOXES[n][0]
    grouped = all(entry.row.groups == (across,) * (n // across) for entry in entries)
    ruled = all(entry.rule is not None or entry.gap for entry in entries[down::down])
    doubts = []
    if n == 6 and all(entry.row.groups == (2, 2, 2) for entry in entries):
        question = "This 6x6 grid has boxes of 3 rows x 2 columns; I can solve those of 2 rows x 3 columns."
        doubts.append(Doubt("variant", question))
    if n == 9 and any(len(symbol) > 1 and symbol.isdigit() for row in symbols for symbol in row):
        doubts.extend(_pencil_marks(symbols))
    form = {"separated": "csv", "table": "table"}.get(entries[0].row.style, entries[0].row.style)
    return Drawn(symbols, spans, _edges(entries[0], entries[-1]), form, grouped and ruled, tuple(doubts))


def _pencil_marks(symbols: tuple[tuple[str, ...], ...]) -> list[Doubt]:
    """A doubt if the cells hold several ascending digits each: candidates, not clues."""
    cells = [(r, c) for r, row in enumerate(symbols) for c, symbol in enumerate(row) if len(symbol) > 1]
    marks = [symbols[r][c] for r, c in cells]
    if len(cells) < 5 or any(list(mark) != sorted(set(mark)) or "0" in mark for mark in marks):
        return []
    r, c = cells[0]
    question = (
        f"This grid holds candidates (pencil marks): r{r + 1}c{c + 1} is {marks[0]}. "
        "Which digits are given? Please send the puzzle with blanks."
    )
    return [Doubt("pencil_marks", question, tuple(cells))]


def _flat(row: Row) -> Drawn:
    n = _FLAT[len(row.cells)]
    rows = tuple(tuple(symbol for symbol, _, _ in row.cells[r * n : r * n + n]) for r in range(n))
    spans = tuple(place(row.line, a, b) for _, a, b in row.cells)
    return Drawn(rows, spans, Span(spans[0].start, spans[-1].end), "line")


def nearly_grids(block: Block, words: Words) -> Iterator[Drawn]:
    """Grids with a row too short or too long, a row too few or too many, or of a size no sudoku here has."""
    paragraphs: list[list[Entry]] = []
    for entry in block.entries:
        if entry.either or is_header(entry):
            continue
        if not paragraphs or (entry.gap and len(paragraphs[-1]) >= 4):
            paragraphs.append([])
        paragraphs[-1].append(entry)
    whole = [entry for paragraph in paragraphs for entry in paragraph]
    for entries in [*paragraphs, *([whole] if len(paragraphs) > 1 else [])]:
        doubt = _near_miss(entries, words)
        if doubt:
            spans = tuple(place(e.row.line, a, b) for e in entries for _, a, b in e.row.cells)
            yield Drawn((), spans, _edges(entries[0], entries[-1]), "rows", doubts=(doubt,))


def _near_miss(entries: Sequence[Entry], words: Words) -> Doubt | None:
    count = len(entries)
    if not 4 <= count <= 26:
        return None
    width, same = Counter(entry.width for entry in entries).most_common(1)[0]
    span = Span(entries[0].row.line.offsets[0], entries[-1].row.line.offsets[-1] + 1)
    named = words.sudoku(span)
    if not (named or (width == 9 and _looks_like_sudoku(entries) and not words.other(span))):
        return None
    symbols = [symbol for entry in entries for symbol, _, _ in entry.row.cells]
    if len({s for s in symbols if s.isdigit() and s != "0"}) < 3 or not _one_alphabet(symbols):
        return None
    if width in BOXES and width == count and 0 < count - same <= max(1, width // 4):
        at = next(k for k, entry in enumerate(entries) if entry.width != width)
        row = entries[at]
        question = f"Row {at + 1} has {row.width} cells, the others {width}: what does row {at + 1} hold?"
        return Doubt("ragged", question, tuple((at, c) for c in range(row.width)))
    if width in BOXES and same == count and abs(count - width) == 1:
        return Doubt("rows", f"I see {count} rows of {width} cells, but a {width}x{width} sudoku has {width} rows.")
    if named and width in _ODD_SIZES and same == count == width and _blank_share(symbols) > 0.15:
        return Doubt("variant", f"{width}x{width} is not a sudoku I can solve: sizes are 4x4, 6x6, 9x9 and 16x16.")
    return None


def _one_alphabet(symbols: list[str]) -> bool:
    return all(s.isdigit() or s in BLANKS or s in EMPTY_WORDS for s in symbols)


def _blank_share(symbols: list[str]) -> float:
    return sum(not s.isdigit() or s == "0" for s in symbols) / len(symbols)


def _looks_like_sudoku(entries: Sequence[Entry]) -> bool:
    """Digits 1-9 that hardly repeat in a row, among clear blanks."""
    symbols = [symbol for entry in entries for symbol, _, _ in entry.row.cells]
    clues = [s for s in symbols if s.isdigit() and s != "0"]
    if len(clues) < 16 or len(set(clues)) < 8 or not 0.2 < _blank_share(symbols) < 0.85:
        return False
    repeats = 0
    for entry in entries:
        digits = [s for s, _, _ in entry.row.cells if s.isdigit() and s != "0"]
        repeats += len(digits) - len(set(digits))
    return repeats <= 1
