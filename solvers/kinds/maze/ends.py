"""Where start and goal of a block are, in the user's own cells: from the drawing, from the words, or from openings.

The user's cells are the cells of the block, or every second place of a lifted drawing (`drawn.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from solvers.base import Cell, Doubt, Span
from solvers.kinds.maze.blocks import Block
from solvers.kinds.maze.places import at_corner, fitting, labels
from solvers.kinds.maze.roles import Words, placed
from solvers.kinds.maze.rules import LIMIT
from solvers.text.lines import Line

_SIZE = re.compile(r"\b(\d{1,3})\s*(?:x|×|by|\*)\s*(\d{1,3})\b", re.I)


@dataclass(frozen=True, slots=True)
class Grid:
    """A block whose characters all have a meaning: which cells are open, and what is known about the ends."""

    open: tuple[tuple[bool, ...], ...]
    spans: tuple[tuple[Span, ...], ...]
    roles: dict[str, str]
    start: tuple[Cell, ...]
    goal: tuple[Cell, ...]

    between: bool = False

    @property
    def cells(self) -> set[Cell]:
        """The user's open cells."""
        rows = [row[1::2] for row in self.open[1::2]] if self.between else list(self.open)
        return {(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell}

    @property
    def size(self) -> Cell:
        """Height and width in the user's cells."""
        height, width = len(self.open), len(self.open[0])
        return (height // 2, width // 2) if self.between else (height, width)

    @property
    def gaps(self) -> list[Cell]:
        """Openings of the border: the user's cells there."""
        height, width = len(self.open), len(self.open[0])
        border = [
            (r, c)
            for r, row in enumerate(self.open)
            for c, cell in enumerate(row)
            if cell and (r in (0, height - 1) or c in (0, width - 1))
        ]
        if not self.between:
            return border
        return [(min(max(r, 1), height - 2) // 2, min(max(c, 1), width - 2) // 2) for r, c in border]

    def place(self, cell: Cell) -> Cell:
        """A user's cell in the grid."""
        return (2 * cell[0] + 1, 2 * cell[1] + 1) if self.between else cell


def padded(block: Block, roles: dict[str, str], words: Words) -> tuple[Block, list[Doubt]]:
    """Rows of equal length: blanks lost at the end of a row are put back where blanks are open cells."""
    width = block.width
    if block.form == "dense" and roles.get(" ", "wall") == "open":
        sizes = {(int(m[1]), int(m[2])) for m in _SIZE.finditer(words.prose)}
        stated = {b for a, b in sizes if a == len(block.rows)} | {a for a, b in sizes if b == len(block.rows)}
        if len(stated) == 1 and LIMIT >= min(stated) > width:
            width = min(stated)
    short = [n for n, row in enumerate(block.rows) if len(row) < width]
    if not short:
        return block, []
    if block.form != "dense" or roles.get(" ") != "open":
        usual = Counter(len(row) for row in block.rows).most_common(1)[0][0]
        odd = next((n for n, row in enumerate(block.rows) if len(row) != usual), 0)
        return block, [
            Doubt(
                "ragged",
                f"Row {odd + 1} of the maze has {len(block.rows[odd])} cells, most rows have {usual}. What is the row?",
                ((odd, 0),),
            )
        ]
    doubts: list[Doubt] = []
    if block.cut and 0 in short:
        doubts.append(
            Doubt(
                "cut", "The first row of the maze is shorter. Were blanks lost at its beginning or its end?", ((0, 0),)
            )
        )
    rows: list[tuple[str, ...]] = []
    spans: list[tuple[Span, ...]] = []
    for row, where in zip(block.rows, block.spans, strict=True):
        end = where[-1].end if where else spans[-1][-1].end + 1 if spans else block.span.start
        missing = width - len(row)
        rows.append((*row, *[" "] * missing))
        spans.append((*where, *[Span(end, end)] * missing))
    return Block(block.form, tuple(rows), tuple(spans), block.lines, block.cut), doubts


def read_grid(block: Block, roles: dict[str, str]) -> Grid:
    half = 2 if block.between else 1
    start, goal = (
        tuple((r // half, c // half) for (r, c), cell in placed(block) if roles.get(cell) == role)
        for role in ("start", "goal")
    )
    cells = tuple(tuple(roles.get(cell) != "wall" for cell in row) for row in block.rows)
    return Grid(cells, block.spans, roles, start, goal, block.between)


def _beside(grid: Grid, block: Block, rows: list[Line]) -> dict[str, Cell]:
    """Ends by a START or FINISH in the very line of a row, before its first or after its last cell."""
    found: dict[str, Cell] = {}
    for row in range(1 if grid.between else 0, len(grid.spans), 2 if grid.between else 1):
        number = block.lines[0] + row
        if block.lines[1] - block.lines[0] + 1 != len(grid.spans) or number >= len(rows):
            return {}
        first, last = (grid.spans[row][n].start - rows[number].start for n in (0, -1))
        for role, _, column in labels([(number, rows[number].text)]):
            if column < first or column > last:
                cell = (row // 2, 0) if grid.between else (row, 0)
                end = cell if column < first else (cell[0], grid.size[1] - 1)
                if end in grid.cells:
                    found[role] = end
    return found if len(set(found.values())) == len(found) else {}


def _openings(grid: Grid, block: Block, rows: list[Line]) -> tuple[Cell | None, Cell | None, list[Cell]]:
    """Start and goal as the two openings of the border, told apart by the START and FINISH written beside them."""
    beside = _beside(grid, block, rows)
    if len(beside) == 2:
        return beside["start"], beside["goal"], []
    gaps = sorted(set(grid.gaps))
    if len(gaps) != 2 or len(grid.open) < 3 or len(grid.open[0]) < 3:
        return None, None, gaps
    near = range(max(0, block.lines[0] - 3), min(len(rows), block.lines[1] + 4))
    named = labels((rows[n].number, rows[n].text) for n in near)

    def far(label: tuple[str, int, int], cell: Cell) -> int:
        row, col = grid.place(cell)
        number = block.lines[0] + row
        span = grid.spans[row][col]
        column = span.start - rows[number].start if number < len(rows) else col
        return 4 * abs(label[1] - number) + abs(label[2] - column)

    ends: dict[str, Cell] = {}
    for role in ("start", "goal"):
        closest = sorted((far(label, cell), cell) for label in named if label[0] == role for cell in gaps)
        if closest and (len(closest) == 1 or closest[0][1] == closest[1][1] or closest[0][0] < closest[1][0]):
            ends[role] = closest[0][1]
    start, goal = ends.get("start"), ends.get("goal")
    if start and not goal:
        goal = next(cell for cell in gaps if cell != start)
    elif goal and not start:
        start = next(cell for cell in gaps if cell != goal)
    return (None, None, gaps) if start == goal else (start, goal, gaps)


@dataclass(frozen=True, slots=True)
class Ends:
    start: Cell | None
    goal: Cell | None
    convention: str
    doubts: tuple[Doubt, ...] = ()


def find_ends(grid: Grid, block: Block, words: Words, rows: list[Line]) -> Ends:
    """Where start and goal are, from the drawing or the words; and in which convention the user counts."""
    said, allowed = words.places, grid.cells
    if block.convention:
        said = replace(said, conventions=(block.convention,))
    usual = said.conventions[0] if said.conventions else "rc0"
    start = grid.start[0] if len(grid.start) == 1 else None
    goal = grid.goal[0] if len(grid.goal) == 1 else None
    if start and goal:
        told = [f for f in fitting(said, allowed, None, None) if f[:2] == (start, goal)]
        names = told[0][2] if told else said.conventions
        return Ends(start, goal, next((n for n in said.conventions if n in names), usual))
    found = fitting(said, allowed, start, goal)
    if len(found) == 1 and not said.flipped:
        a, b, names = found[0]
        return Ends(a, b, next(n for n in said.conventions if n in names))
    if len(found) > 1 or (found and said.flipped):
        x, y = (said.starts or said.goals)[0]
        question = f"Is ({x}, {y}) row {x}, column {y} or x = {x}, y = {y}, and do you count from 0 or from 1?"
        return Ends(None, None, usual, (Doubt("coordinates", question),))
    for code, several in (("starts", grid.start), ("goals", grid.goal)):
        if len(several) > 1:
            question = f"The maze has {len(several)} {code}. Which one is meant?"
            return Ends(None, None, usual, (Doubt(code, question, several),))
    height, width = grid.size
    if said.start_corner and not start:
        start = at_corner(said.start_corner, height, width, allowed)
    if said.goal_corner and not goal:
        goal = at_corner(said.goal_corner, height, width, allowed)
    gaps: list[Cell] = []
    if not start and not goal:
        start, goal, gaps = _openings(grid, block, rows)
    if start and goal and start != goal:
        return Ends(start, goal, usual)
    missing = "start" if not start and goal else "goal" if start and not goal else "start and goal"
    where = f" The border has openings at {gaps[0]} and {gaps[1]} (row, column from 0)." if len(gaps) == 2 else ""
    return Ends(start, goal, usual, (Doubt("ends", f"Where is the {missing} of the maze?{where}", tuple(gaps)),))
