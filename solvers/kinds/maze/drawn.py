"""Mazes whose walls lie between the cells: drawings of + - | or box characters, and adjacency lists.

    +--+--+        A drawing of H x W cells is lifted to a grid of (2H+1) x (2W+1) places: cell (r, c) of the user is
    |S    |        place (2r+1, 2c+1), the places between two cells are open or wall as drawn, and the corners are
    +  +--+        always wall. One step of the user is two steps there, so a shortest path stays a shortest path;
    |    G|        `maze.Maze.between` marks such a maze and answers are given in the user's cells and steps.
    +--+--+

In an adjacency list "(3,1) <--> (3,2)" the numbers are the user's cells; places nobody names are walls.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from solvers.base import Cell, Span
from solvers.kinds.maze.blocks import Block, unlabelled
from solvers.kinds.maze.places import places, to_cell
from solvers.text.lines import Line

ACROSS = frozenset("-=_─━═╌┄╴╶╸╺~")
UPRIGHT = frozenset("|│┃║╎┆╵╷╹╻!")
BOXES = frozenset(map(chr, range(0x2500, 0x2580)))
JUNCTIONS = ACROSS | UPRIGHT | BOXES | frozenset("+*.'`o ")
_DRAWN = ACROSS | UPRIGHT | BOXES | frozenset("+")
ADJACENCY = "<ADJLIST_START>"
"""How the tokens of the public maze-dataset begin an adjacency list."""
WALL = "█"
"""Stands for any drawn wall in the rows of a lifted block."""


def drawings(lines: list[Line]) -> list[Block]:
    """Every drawing with walls between its cells."""
    found: list[Block] = []
    run: list[tuple[Line, str]] = []
    for line in [*lines, None]:
        readable = line is not None and not line.fence and len(line.text) < 1300
        text = unlabelled(line).rstrip() if line is not None and readable else ""
        if line is not None and text and _could_be(text):
            run.append((line, text))
            continue
        if len(run) > 2:
            block = _lifted(run)
            if block:
                found.append(block)
        run = []
    return found


def _could_be(text: str) -> bool:
    drawn = sum(char in _DRAWN or char == " " for char in text)
    others = len(text) - drawn
    return text.strip()[0] in _DRAWN | {" "} and others * 3 <= len(text) and drawn > 2


def _lifted(run: list[tuple[Line, str]]) -> Block | None:
    """The lifted grid of a run of lines, for the widest spacing of the corners that fits."""
    if len(run) % 2 == 0:
        run = run[:-1]
    indent = min(len(text) - len(text.lstrip()) for _, text in run)
    width = max(len(text) for _, text in run) - indent
    texts = [text[indent:].ljust(width) for _, text in run]
    for step in range(min(9, width - 1), 1, -1):
        if (width - 1) % step == 0 and _fits(texts, width, step):
            return _cells(run, texts, indent, width, step)
    return None


def _fits(texts: list[str], width: int, step: int) -> bool:
    """Corners at every `step`-th column of even lines, walls or blanks between, cells of at most one sign."""
    posts = range(0, width, step)
    if not any(char in UPRIGHT for text in texts[1::2] for char in text):
        return False
    for n, text in enumerate(texts):
        pieces = [text[at + 1 : at + step] for at in posts[:-1]]
        if n % 2 == 0:
            if any(text[at] not in JUNCTIONS for at in posts):
                return False
            if any(piece.strip() and not set(piece) <= ACROSS for piece in pieces):
                return False
        else:
            if any(text[at] not in UPRIGHT and text[at] != " " for at in posts):
                return False
            if any(len(piece.strip()) > 1 or set(piece) & (UPRIGHT | BOXES) for piece in pieces):
                return False
    border = [text[at + 1 : at + step].strip() for text in (texts[0], texts[-1]) for at in posts[:-1]]
    return sum(map(bool, border)) * 2 >= len(border)


def _cells(run: list[tuple[Line, str]], texts: list[str], indent: int, width: int, step: int) -> Block:
    rows: list[tuple[str, ...]] = []
    spans: list[tuple[Span, ...]] = []
    for n, text in enumerate(texts):
        line = run[n][0]
        row: list[str] = []
        where: list[Span] = []
        for place in range(2 * ((width - 1) // step) + 1):
            first = place // 2 * step + place % 2
            last = first + (1 if place % 2 == 0 else step - 1)
            piece = text[first:last]
            held = indent + last <= len(line.offsets)
            corner = n % 2 == 0 and place % 2 == 0
            cell = n % 2 == 1 and place % 2 == 1
            if cell:
                row.append(piece.strip() or " ")
            else:
                row.append(WALL if corner or piece.strip() else " ")
            # A blank corner stays wall but has no wall character to point at.
            end = line.offsets[indent + first] if indent + first < len(line.offsets) else line.end
            empty = not held or (corner and piece == " ")
            where.append(Span(end, end) if empty else line.span(indent + first, indent + last))
        rows.append(tuple(row))
        spans.append(tuple(where))
    numbers = (run[0][0].number, run[len(texts) - 1][0].number)
    return Block("drawn", tuple(rows), tuple(spans), numbers)


_PAIR = r"\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)"
_EDGE = re.compile(rf"{_PAIR}\s*(<-+>|<=+>|↔|⇔|-+>|→|--+|—|–|-)\s*{_PAIR}(?!\s*(?:[<=-]*>|→))")
_CHAIN = re.compile(r"(?:[-=]>|→)\s*$")


def adjacency(lines: list[Line]) -> Block | None:
    """The maze of a list of edges, or None. `odd` says what is wrong with an edge no plain maze can have."""
    flat = "\n".join(line.text for line in lines)
    edges = [m for m in _EDGE.finditer(flat) if not _CHAIN.search(flat, max(0, m.start() - 8), m.start())]
    if len(edges) < 2:
        return None
    steps = {m[3] for m in edges}
    outside = flat[: edges[0].start()] + flat[edges[-1].end() :]
    conventions = places(outside).conventions or ("rc0",)
    numbers = [int(m[g]) for m in edges for g in (1, 2, 4, 5)]
    base = "1" if min(numbers) > 0 and any(c.endswith("1") for c in conventions) else "0"
    convention = next((c for c in conventions if c.endswith(base)), "rc" + base)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)

    def span(begin: int, end: int) -> Span:
        line = bisect_right(starts, begin) - 1
        return lines[line].span(begin - starts[line], end - starts[line])

    found: dict[Cell, Span] = {}
    odd = "" if any(s[0] in "<↔⇔" or set(s) <= set("-—–") for s in steps) else "its passages are one-way"
    for m in edges:
        a = to_cell((int(m[1]), int(m[2])), convention)
        b = to_cell((int(m[4]), int(m[5])), convention)
        if abs(a[0] - b[0]) + abs(a[1] - b[1]) != 1:
            odd = f"{m[0]} joins cells that do not touch"
        found.setdefault((2 * a[0] + 1, 2 * a[1] + 1), span(m.start(), m.start(3)))
        found.setdefault((2 * b[0] + 1, 2 * b[1] + 1), span(m.end(3), m.end()))
        found.setdefault((a[0] + b[0] + 1, a[1] + b[1] + 1), span(m.start(3), m.end(3)))
    height, width = max(r for r, _ in found) + 2, max(c for _, c in found) + 2
    if height > 401 or width > 401 or min(min(cell) for cell in found) < 0:
        return None
    head = span(edges[0].start(), edges[0].start() + 1).start
    nothing = Span(head, head)
    rows = tuple(tuple(" " if (r, c) in found else WALL for c in range(width)) for r in range(height))
    spans = tuple(tuple(found.get((r, c), nothing) for c in range(width)) for r in range(height))
    first, last = bisect_right(starts, edges[0].start()) - 1, bisect_right(starts, edges[-1].start()) - 1
    return Block("adjacency", rows, spans, (first, last), convention=convention, odd=odd)
