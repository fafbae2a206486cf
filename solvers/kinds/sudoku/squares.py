"""Square grids of any size from 3 to 16, and maps of regions: what the kinds with other rules than plain sudoku read.

The readers are those of the plain sudoku (rows in boxes, tables, labels, one long line, lists). Whether such a square
is a puzzle at all is for the words around it to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from solvers.base import Span
from solvers.kinds.sudoku.blocks import Block as Lines
from solvers.kinds.sudoku.blocks import Entry, counts_up, cut, is_header, place
from solvers.kinds.sudoku.rows import BLANKS, EMPTY_WORDS
from solvers.rules.board import cell, neighbours, regions
from solvers.text.blocks import Block, Token
from solvers.text.lines import Line
from solvers.text.matrices import Matrix
from solvers.text.source import Text

LEAST, MOST = 3, 16
"""Side lengths of the squares that are looked at."""
_RUN = re.compile(r"(?<![\w.\-])[0-9.xX*_?-]{16,256}(?![\w.\-])")
_MAP_ROW = re.compile(r"[\s|\"'\[(,]*[0-9A-Za-z](?:[\s|,\"']*[0-9A-Za-z]){2,15}[\s|\"'\]),]*")
_SIGN = re.compile(r"[0-9A-Za-z]")


@dataclass(frozen=True)
class Square:
    """A square of signs: "" is an empty cell. `look` is the drawing that an answer can be written into."""

    signs: tuple[tuple[str, ...], ...]
    span: Span
    look: Block | Matrix | None = None
    boxes: tuple[int, int] | None = None
    """Rows and columns of the boxes that lines or gaps in the drawing make."""
    blanks: frozenset[str] = frozenset()
    """The signs that stand for empty cells."""

    @property
    def size(self) -> int:
        return len(self.signs)

    def filled(self) -> Iterator[tuple[str, str]]:
        """(cell, sign) of every cell that is not empty."""
        for r, row in enumerate(self.signs):
            for c, sign in enumerate(row):
                if sign:
                    yield cell(r, c), sign


def squares(text: Text) -> list[Square]:
    """Every square in reading order; none overlaps another."""
    found: list[Square] = []

    def add(many: Iterator[Square]) -> None:
        found.extend(s for s in many if all(s.span.end <= o.span.start or o.span.end <= s.span.start for o in found))

    parts = cut(text)
    for block in (*parts.plain, *(block for _, run in parts.runs for block in run)):
        add(_drawn(block))
    add(_listed(text))
    add(_runs(text))
    return sorted(found, key=lambda s: s.span.start)


def _square(rows: Sequence[Sequence[str]], span: Span, look: Block | Matrix | None, boxes: tuple[int, int] | None,
            ) -> Square | None:  # fmt: skip
    """The square, unless it holds nothing or signs that no cell has."""
    blanks = {sign for row in rows for sign in row if sign in BLANKS or sign in EMPTY_WORDS}
    signs = tuple(tuple("" if sign in blanks else sign for sign in row) for row in rows)
    if any(len(sign) > 2 or (len(sign) == 2 and not sign.isdigit()) for row in signs for sign in row):
        return None
    return Square(signs, span, look, boxes, frozenset(blanks))


# ---------------------------------------------------------------- rows of cells


def _drawn(block: Lines) -> Iterator[Square]:
    """Squares among the rows of a block; lines of dashes are borders, or rows of blanks where that gives no square."""
    solid: list[Entry] = []
    border: Line | None = None
    for entry in block.entries:
        if entry.either:
            border = entry.row.line
            if solid and not entry.gap:
                solid[-1].rule_behind = border
        else:
            solid.append(replace(entry, rule=entry.rule or border))
            border = None
    found = list(_whole_squares(solid))
    yield from found or (_whole_squares(block.entries) if len(solid) < len(block.entries) else ())


def _whole_squares(entries: Sequence[Entry]) -> Iterator[Square]:
    """n rows of n cells (or n + 1 with a label) that end where they should."""
    at, fresh = 0, True
    while at < len(entries):
        fresh = fresh or entries[at].gap or entries[at].width != entries[at - 1].width
        taken = 0
        for labelled in (False, True) if fresh else ():
            n = entries[at].width - labelled
            if LEAST <= n <= MOST and _whole(entries, at, n, labelled):
                square = _of_rows(entries[at : at + n], labelled)
                if square is not None:
                    yield square
                    taken = n
                    break
        fresh = bool(taken) or is_header(entries[at])
        at += taken or 1


def _whole(entries: Sequence[Entry], at: int, n: int, labelled: bool) -> bool:
    rows = entries[at : at + n]
    if len(rows) < n or any(entry.width != n + labelled or entry.row.pencil for entry in rows):
        return False
    if labelled and not counts_up([entry.row.cells[0][0] for entry in rows]):
        return False
    gaps = [k for k in range(1, n) if rows[k].gap]
    if gaps and not any(gaps == list(range(step, n, step)) for step in range(1, n)):
        return False
    behind = entries[at + n] if at + n < len(entries) else None
    return behind is None or behind.gap or behind.width != n + labelled


def _of_rows(entries: Sequence[Entry], labelled: bool) -> Square | None:
    rows, lines, drawn = [], [], []
    for k, entry in enumerate(entries):
        cells = entry.row.cells[labelled:]
        line = entry.row.line
        rows.append(tuple(Token(sign, a, max(b, a), place(line, a, b)) for sign, a, b in cells))
        lines.append(line)
        if k and entry.gap and entry.rule is None:
            drawn.append(line._replace(text="", offsets=(), number=-1))
        if entry.rule is not None and (k or not entry.gap):
            drawn.append(entry.rule)
        drawn.append(line)
    if entries[-1].rule_behind is not None:
        drawn.append(entries[-1].rule_behind)
    block = Block(tuple(rows), tuple(lines), "spaced", tuple(drawn))
    first, last = lines[0], lines[-1]
    span = Span(first.offsets[0], last.offsets[-1] + 1)
    return _square([[t.text for t in row] for row in rows], span, block, _boxes(entries, len(entries)))


def _boxes(entries: Sequence[Entry], n: int) -> tuple[int, int] | None:
    """(rows, columns) of the boxes that the drawing shows; None where it shows none."""
    groups = {entry.row.groups for entry in entries}
    wide = high = 0
    if len(groups) == 1:
        shown = next(iter(groups))
        if len(shown) > 1 and len(set(shown)) == 1 and sum(shown) == n:
            wide = shown[0]
    steps = [k for k in range(1, n) if entries[k].rule is not None or entries[k].gap]
    for step in range(2, n):
        if steps and n % step == 0 and steps == list(range(step, n, step)):
            high = step
    if (wide and high and wide * high != n) or not (wide or high) or (n % (wide or high)):
        return None
    return (high or n // wide, wide or n // high)


# ---------------------------------------------------------------- lists and long lines


def _listed(text: Text) -> Iterator[Square]:
    for matrix in text.matrices:
        n = len(matrix.rows)
        if LEAST <= n <= MOST and all(len(row) == n for row in matrix.rows):
            found = _square(matrix.rows, matrix.span, matrix, None)
            if found is not None:
                yield found


def _runs(text: Text) -> Iterator[Square]:
    """n * n cells in one piece: "53..7....6..195......" """
    sides = {n * n: n for n in range(4, 10)}
    for line in text.lines:
        if len(line.text) < 16:
            continue
        for match in _RUN.finditer(line.text):
            n = sides.get(len(match.group()))
            if n is None or len(set(match.group())) < 3:
                continue
            tokens = tuple(Token(c, i, i + 1, line.span(i, i + 1)) for i, c in enumerate(match.group(), match.start()))
            part = line.part(match.start(), match.end())
            moved = tuple(t._replace(start=t.start - match.start(), end=t.end - match.start()) for t in tokens)
            block = Block((moved,), (part,), "compact", (part,))
            rows = [[t.text for t in tokens[r * n : r * n + n]] for r in range(n)]
            found = _square(rows, line.span(match.start(), match.end()), block, None)
            if found is not None:
                yield found


# ---------------------------------------------------------------- maps of regions


@dataclass(frozen=True)
class Map:
    """Which region each cell lies in: label -> cells."""

    labels: tuple[tuple[str, ...], ...]
    span: Span

    @property
    def parts(self) -> dict[str, tuple[str, ...]]:
        return regions(self.labels)


def maps(text: Text, *, even: bool = True) -> list[Map]:
    """Squares whose cells name regions: every cell has a label, and every region hangs together.

    With `even` there are as many regions as rows, all of them of that size; without it they are cages of any size.
    """
    found = []
    run: list[Line] = []
    for line in [*text.lines, None]:
        if line is not None and len(line.text) < 80 and _MAP_ROW.fullmatch(line.text):
            if run and len(_SIGN.findall(line.text)) != len(_SIGN.findall(run[0].text)):
                run = []
            run.append(line)
            continue
        n = len(_SIGN.findall(run[0].text)) if run else 0
        for top in range(0, len(run) - n + 1, n or 1) if n else ():
            rows = run[top : top + n]
            labels = tuple(tuple(_SIGN.findall(row.text)) for row in rows)
            if is_map(labels, even):
                found.append(Map(labels, Span(rows[0].offsets[0], rows[-1].offsets[-1] + 1)))
        run = []
    for matrix in text.matrices:
        if is_map(matrix.rows, even) and all(matrix.span.start >= m.span.end for m in found):
            found.append(Map(matrix.rows, matrix.span))
    return found


def is_map(labels: Sequence[Sequence[str]], even: bool) -> bool:
    """Whether these labels cut the square into regions that hang together."""
    n = len(labels)
    if not LEAST <= n <= MOST or any(len(row) != n for row in labels):
        return False
    count = Counter(label for row in labels for label in row)
    if even and (len(count) != n or set(count.values()) != {n}):
        return False
    if not even and not n <= len(count) < n * n:
        return False
    return all(_together(cells) for cells in regions(labels).values())


def _together(cells: Sequence[str]) -> bool:
    left = set(cells[1:])
    todo = [cells[0]]
    while todo:
        near = neighbours(todo.pop(), left)
        left.difference_update(near)
        todo.extend(near)
    return not left
