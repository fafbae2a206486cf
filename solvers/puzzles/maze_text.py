"""From text to mazes: blocks of cells joined with what the words say about them.

    candidates("Maze (# wall, . open, S start, G goal):\n#####\n#S.G#\n#####")

A block becomes a maze only if every character has a meaning (from the text's own legend first, then from custom), start
and goal are known, and the words (or an unmistakable drawing) say that it is about finding a way. What the text leaves
open becomes a `Doubt` with a question; nothing is guessed. Prose, code, tables and other games give nothing.

Notation of a candidate: "wall", "open", "start", "goal" (the user's characters; several in one string mean the same),
"path" (how to draw the path), "coordinates" (see `maze_places.CONVENTIONS`), "between" ("1" if walls lie between the
user's cells, see `maze.Maze`), "source" and "cells" (the drawing and where its cells are, to draw the answer into it)
and what `maze_wanted.style` reads off the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from solvers.base import Candidate, Cell, Doubt, Span
from solvers.puzzles import maze_words
from solvers.puzzles.maze import LIMIT, Maze
from solvers.puzzles.maze_answer import draw, packed
from solvers.puzzles.maze_blocks import Block, blocks, unfenced
from solvers.puzzles.maze_drawn import BOXES, WALL, adjacency, drawings
from solvers.puzzles.maze_places import Places, at_corner, fitting, labels, places
from solvers.puzzles.maze_wanted import style, wanted_form
from solvers.source import Line, lines, normalise

__all__ = ["candidates", "rebuild", "reproduces", "wanted_form"]

_WALLS = frozenset("#█▓▒■◼◾⬛🟫🧱Xx%")
_FLOORS = frozenset(" .·•∙_□◻◽⬜░")
_STARTS = frozenset("S🟢🐭🚶🙂😀🤖▶")
_GOALS = frozenset("GEF🏁🚩🎯🧀🏆⭐🔴")
_SURE_WALLS = frozenset("#█▓■⬛🧱")
_BARE = re.compile(r"[#█▓■⬛🧱].*[#█▓■⬛🧱]")
_SIZE = re.compile(r"\b(\d{1,3})\s*(?:x|×|by|\*)\s*(\d{1,3})\b", re.I)
_EDGES = re.compile(r"\)\s*(?:<?[-=–—]+>?|[↔⇔→])\s*\(")
_ADJACENCY = "<ADJLIST_START>"
"""How the maze-dataset tokens begin."""
_LONGEST_TEXT = 600_000


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the text says outside its grids."""

    prose: str
    maze: bool
    travel: bool
    other_game: bool
    code: bool
    mentions: tuple[maze_words.Mention, ...]
    places: Places
    variant: str | None
    mark: str | None
    style: Mapping[str, str]


def read_words(prose: str) -> Words:
    """Read legend, places and variants out of the text around the grids."""
    maze = maze_words.MAZE.search(prose) is not None or _ADJACENCY in prose
    return Words(
        prose,
        maze,
        maze_words.TRAVEL.search(prose) is not None,
        maze_words.OTHER_GAMES.search(prose) is not None,
        maze_words.CODE_ASKED.search(prose) is not None or len(maze_words.CODE_LINE.findall(prose)) > 1,
        tuple(maze_words.legend(prose, [])),
        places(prose),
        maze_words.variant(prose),
        maze_words.path_mark(prose),
        style(prose),
    )


def _worth_reading(text: str) -> bool:
    """A cheap look that lets nearly all ordinary text go."""
    if len(text) > _LONGEST_TEXT:
        return False
    if maze_words.MAZE.search(text) or maze_words.TRAVEL.search(text) or _ADJACENCY in text:
        return True
    return _BARE.search(text) is not None and not _STARTS.isdisjoint(text) and not _GOALS.isdisjoint(text)


def candidates(text: str) -> list[Candidate[Maze]]:
    """Every maze in `text`, in order; with a doubt where something must be asked."""
    if not _worth_reading(text):
        return []
    rows = unfenced(_lines(text))
    found = drawings(rows)
    listed = adjacency(rows) if _EDGES.search(text) else None
    if listed:
        found.append(listed)
    taken = {n for block in found for n in range(block.lines[0], block.lines[1] + 1)}
    found = sorted(found + [b for b in blocks(rows, taken) if _gridlike(b)], key=lambda block: block.span.start)
    if not found:
        return []
    words = read_words(_prose(rows, found))
    if words.code:
        return []
    read = [_read(block, words, rows) for block in found]
    return [
        _with_brackets(text, candidate) for candidate in read if candidate is not None and reproduces(text, candidate)
    ]


_ANGLE = re.compile(r"[\"'`‘“]>[\"'`’”]\s*(?:=|:|is|are)|[\"'`‘“]>[\"'`’”]\s*\(")


def _lines(text: str) -> list[Line]:
    """The lines of the text; where the legend makes ">" a cell, it is not taken for a quote mark."""
    if not _ANGLE.search(text) or "\u203a" in text:
        return lines(text)
    read = lines(text.replace(">", "\u203a"))
    return [
        Line(row.text.replace("\u203a", ">"), row.offsets, row.number, row.start, row.end, row.fence, row.fenced)
        for row in read
    ]


_AHEAD = {
    "list": re.compile(r"[\[({\s\"']*\Z"),
    "strings": re.compile(r"[\[({\s\"']*\Z"),
    "table": re.compile(r"\|[ \t]*\Z"),
}
_BEHIND = {
    "list": re.compile(r"[\s\"',\])}]*[\])}]"),
    "strings": re.compile(r"[\s\"',\])}]*[\])}]"),
    "table": re.compile(r"[ \t]*\|"),
}


def _with_brackets(text: str, candidate: Candidate[Maze]) -> Candidate[Maze]:
    """The candidate with the brackets or bars around it in its span, and the drawing put into its notation."""
    span = candidate.span
    start, end = span.start, span.end
    if candidate.form == "adjacency":
        return replace(candidate, notation={**candidate.notation, "listed": "1"})
    if candidate.form in _AHEAD:
        ahead = _AHEAD[candidate.form].search(text, max(0, start - 20), start)
        if ahead:
            start = ahead.end() - len(ahead.group().lstrip())
        behind = _BEHIND[candidate.form].match(text, end, end + 20)
        end = behind.end() if behind else end
    span = Span(start, end)
    return replace(candidate, span=span, notation={**candidate.notation, **packed(text, span, candidate.cells)})


def _gridlike(block: Block) -> bool:
    """Whether a block could be a maze at all, whatever the words say."""
    height, width = len(block.rows), block.width
    if height * width < 2 or len(block.counts()) > 9:
        return False
    return any(len(row) == width for row in block.rows)


def _prose(rows: list[Line], found: list[Block]) -> str:
    """The normalised text with the cells of all blocks blanked out."""
    inside = sorted((block.span.start, block.span.end) for block in found if len(block.rows) > 1)
    parts: list[str] = []
    first = 0
    for line in rows:
        while first < len(inside) and inside[first][1] <= line.start:
            first += 1
        text = line.text
        for start, end in inside[first:]:
            if start >= line.end:
                break
            a, b = bisect_left(line.offsets, start), bisect_left(line.offsets, end)
            text = text[:a] + " " * (b - a) + text[b:]
        parts.append(text.rstrip())
    return "\n".join(parts)


# ---------------------------------------------------------------- what the characters mean


def _voted(symbols: set[str], words: Words) -> tuple[dict[str, str], list[str]]:
    """Roles from the legend, and the characters on which it contradicts itself."""
    votes: dict[str, Counter[str]] = {}
    for mention in words.mentions:
        char = mention.char
        if char not in symbols and char.swapcase() in symbols:
            char = char.swapcase()
        if char in symbols:
            votes.setdefault(char, Counter())[mention.role] += 3 if mention.sure else 1
    roles: dict[str, str] = {}
    torn: list[str] = []
    for char, count in votes.items():
        ranked = count.most_common(2)
        if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
            torn.append(char)
        else:
            roles[char] = ranked[0][0]
    return roles, torn


def _customary(counts: Counter[str], roles: dict[str, str]) -> None:
    """Add what characters mean by custom, where the legend is silent."""
    taken = set(roles.values())
    free = [char for char in counts if char not in roles]
    for char in free:
        if char in _WALLS and not (char in "Xx%" and "#" in counts) and counts[char] > 1:
            roles[char] = "wall"
        elif char in _FLOORS:
            roles[char] = "open"
        elif (char in "+-|" and {"-", "|"} <= set(counts)) or char in BOXES:
            roles[char] = "wall"
    for role, names in (("start", _STARTS), ("goal", _GOALS)):
        fits = [char for char in free if char in names and char not in roles]
        if role not in taken and len(fits) == 1:
            roles[fits[0]] = role
    singles = {char for char in free if char not in roles and counts[char] == 1}
    if {"A", "B"} <= singles and not {"start", "goal"} & set(roles.values()):
        roles["A"], roles["B"] = "start", "goal"
    if "2" in free and "3" in free and counts["2"] == counts["3"] == 1 and not {"start", "goal"} & taken:
        roles["2"], roles["3"] = "start", "goal"
    if "O" in free and "O" not in roles and any(roles.get(x) == "wall" for x in "Xx#"):
        roles["O"] = "open"
    many = [char for char in counts if char not in roles and counts[char] > 2]
    known = set(roles.values())
    for role, other in (("wall", "open"), ("open", "wall")):
        # By elimination: one common character is left and only one of the two meanings is.
        if other in known and role not in known and len(many) == 1 and {"start", "goal"} <= known:
            roles[many[0]] = role


def _placed(block: Block) -> list[tuple[Cell, str]]:
    return [((r, c), cell) for r, row in enumerate(block.rows) for c, cell in enumerate(row)]


def _drawn_path(block: Block, roles: dict[str, str]) -> str | None:
    """The character of a path that is drawn already: its cells lead from start to goal in one line."""
    cells = dict(_placed(block))
    ends = {role: [at for at, cell in cells.items() if roles.get(cell) == role] for role in ("start", "goal")}
    if len(ends["start"]) != 1 or len(ends["goal"]) != 1:
        return None
    for mark in {cell for cell in cells.values() if cell not in roles}:
        at, goal = ends["start"][0], ends["goal"][0]
        left = {cell for cell, char in cells.items() if char == mark} | {goal}
        size = len(left)
        while at != goal and left:
            near = [(at[0] + dr, at[1] + dc) for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0))]
            steps = [cell for cell in near if cell in left and (cell != goal or len(left) == 1)]
            if not steps:
                break
            at = steps[0]
            left.discard(at)
        if at == goal and not left and size > 1:
            return mark
    return None


def _binary(block: Block, roles: dict[str, str], words: Words) -> list[dict[str, str]]:
    """The readings of 0 and 1 that the text leaves possible."""
    symbols = set(block.counts())
    if not {"0", "1"} <= symbols or ("0" in roles and "1" in roles):
        return [roles]
    for known, other in (("0", "1"), ("1", "0")):
        if known in roles and other not in roles and roles[known] in ("wall", "open"):
            return [{**roles, other: "open" if roles[known] == "wall" else "wall"}]
    border = {
        cell
        for r, row in enumerate(block.rows)
        for c, cell in enumerate(row)
        if (r in (0, len(block.rows) - 1) or c in (0, len(row) - 1)) and cell in "01"
    }
    both = [{**roles, "0": "open", "1": "wall"}, {**roles, "0": "wall", "1": "open"}]
    if len(border) == 1 and len(block.rows) > 2 and words.maze:
        return [both[0] if border == {"1"} else both[1]]
    return both


# ---------------------------------------------------------------- from a block to a maze


@dataclass(frozen=True, slots=True)
class _Grid:
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


def _padded(block: Block, roles: dict[str, str], words: Words) -> tuple[Block, list[Doubt]]:
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


def _grid(block: Block, roles: dict[str, str]) -> _Grid:
    half = 2 if block.between else 1
    start, goal = (
        tuple((r // half, c // half) for (r, c), cell in _placed(block) if roles.get(cell) == role)
        for role in ("start", "goal")
    )
    cells = tuple(tuple(roles.get(cell) != "wall" for cell in row) for row in block.rows)
    return _Grid(cells, block.spans, roles, start, goal, block.between)


def _openings(grid: _Grid, block: Block, rows: list[Line]) -> tuple[Cell | None, Cell | None, list[Cell]]:
    """Start and goal as the two openings of the border, told apart by the START and FINISH written beside them."""
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
class _Ends:
    start: Cell | None
    goal: Cell | None
    convention: str
    doubts: tuple[Doubt, ...] = ()


def _ends(grid: _Grid, block: Block, words: Words, rows: list[Line]) -> _Ends:
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
        return _Ends(start, goal, next((n for n in said.conventions if n in names), usual))
    found = fitting(said, allowed, start, goal)
    if len(found) == 1 and not said.flipped:
        a, b, names = found[0]
        return _Ends(a, b, next(n for n in said.conventions if n in names))
    if len(found) > 1 or (found and said.flipped):
        x, y = (said.starts or said.goals)[0]
        question = f"Is ({x}, {y}) row {x}, column {y} or x = {x}, y = {y}, and do you count from 0 or from 1?"
        return _Ends(None, None, usual, (Doubt("coordinates", question),))
    for code, several in (("starts", grid.start), ("goals", grid.goal)):
        if len(several) > 1:
            question = f"The maze has {len(several)} {code}. Which one is meant?"
            return _Ends(None, None, usual, (Doubt(code, question, several),))
    height, width = grid.size
    if said.start_corner and not start:
        start = at_corner(said.start_corner, height, width, allowed)
    if said.goal_corner and not goal:
        goal = at_corner(said.goal_corner, height, width, allowed)
    gaps: list[Cell] = []
    if not start and not goal:
        start, goal, gaps = _openings(grid, block, rows)
    if start and goal and start != goal:
        return _Ends(start, goal, usual)
    missing = "start" if not start and goal else "goal" if start and not goal else "start and goal"
    where = f" The border has openings at {gaps[0]} and {gaps[1]} (row, column from 0)." if len(gaps) == 2 else ""
    return _Ends(start, goal, usual, (Doubt("ends", f"Where is the {missing} of the maze?{where}", tuple(gaps)),))


def _read(block: Block, words: Words, rows: list[Line]) -> Candidate[Maze] | None:
    """One block as a candidate, or None where it is no maze."""
    if words.other_game and not words.maze and not {"start", "goal"} <= {m.role for m in words.mentions}:
        return None
    counts = block.counts()
    if len(block.rows) == 1 and not words.maze:
        return None
    voted, torn = _voted(set(counts), words)
    roles = dict(voted)
    if block.between:
        roles.update({WALL: "wall", " ": "open"})
    _customary(counts, roles)
    mark = _drawn_path(block, roles)
    if mark:
        roles[mark] = "open"
    readings = _binary(block, roles, words)
    unknown = [char for char in counts if char not in readings[0]]
    strong = words.maze or (words.travel and len(voted) >= 2)
    said = words.places
    if unknown and not torn and said.starts and said.goals and all(counts[char] <= 2 for char in unknown):
        # Characters such as a "2" at both ends, when the words say where the ends are: open cells, if they lie there.
        readings = [{**reading, **dict.fromkeys(unknown, "open")} for reading in readings]
        meant = {cell for f in fitting(said, _grid(block, readings[0]).cells, None, None) for cell in f[:2]}
        if all(at in meant for at, cell in _placed(block) if cell in unknown):
            unknown = []
    if unknown or torn:
        return _unclear(block, words, [*torn, *unknown], roles, strong)
    done = [
        (grid, _ends(grid, padded, words, rows), doubts, padded)
        for grid, doubts, padded in _grids(block, readings, words)
    ]
    settled = [item for item in done if item[1].start and item[1].goal]
    ragged = done[0][2] and done[0][2][0].code == "ragged"
    if len(settled) == 1 and not ragged:
        grid, ends, doubts, padded = settled[0]
    else:
        grid, ends, doubts, padded = done[0]
        if len(done) > 1:
            asked = Doubt("legend", "Is 1 a wall or an open cell in this maze?", (), ("wall", "open"))
            ends = _Ends(None, None, ends.convention, (asked, *ends.doubts) if not settled else (asked,))
    known = set(grid.roles.values())
    bare = (
        {"S"} & set(counts)
        and {"G", "E", "F"} & set(counts)
        and _SURE_WALLS & set(counts)
        and len(block.rows) > 2
        and block.width > 2
    )
    complete = ends.start is not None and ends.goal is not None and not ragged
    if not (strong or bare or (words.travel and complete and ("wall" in known))):
        return None
    if not complete and not ({"wall", "open"} <= known and len(block.rows) > 2 and block.width > 2 and strong):
        return None
    return _candidate(padded, grid, ends, tuple(doubts), words, mark)


def _grids(block: Block, readings: list[dict[str, str]], words: Words) -> list[tuple[_Grid, list[Doubt], Block]]:
    result = []
    for roles in readings:
        padded, doubts = _padded(block, roles, words)
        if doubts and doubts[0].code == "ragged":
            width = min(len(row) for row in block.rows)
            cut = Block(
                block.form,
                tuple(row[:width] for row in block.rows),
                tuple(row[:width] for row in block.spans),
                block.lines,
            )
            result.append((_grid(cut if width else block, roles), doubts, block))
        else:
            result.append((_grid(padded, roles), doubts, padded))
    return result


def _unclear(
    block: Block, words: Words, unknown: list[str], roles: dict[str, str], strong: bool
) -> Candidate[Maze] | None:
    """A block with characters nobody explained: a question if it is surely a maze, otherwise nothing."""
    known = set(roles.values())
    square = len(block.rows) > 2 and block.width > 2 and len({len(row) for row in block.rows}) <= 2
    if not (strong and square and "wall" in known and ("open" in known or len(unknown) == 1 or words.variant)):
        return None
    if not words.maze and not {"start", "goal"} & known:
        return None
    signs = ", ".join(repr(char) for char in sorted(unknown)[:6])
    question = f"What does {signs} mean in the maze: wall, open, start or goal?"
    doubts = [Doubt("legend", question, (), ("wall", "open", "start", "goal"))]
    if words.variant:
        doubts.insert(0, _variant(words.variant))
    spans = tuple(span for row in block.spans for span in row)
    return Candidate("maze", None, block.span, spans, block.form, {}, tuple(doubts))


def _variant(why: str) -> Doubt:
    return Doubt("variant", f"This is not a plain maze: {why}.")


def _candidate(
    block: Block, grid: _Grid, ends: _Ends, doubts: tuple[Doubt, ...], words: Words, mark: str | None
) -> Candidate[Maze]:
    """Put the pieces together."""
    height, width = len(block.rows), block.width
    questions = [*doubts, *ends.doubts]
    if block.odd or words.variant:
        questions.insert(0, _variant(block.odd or words.variant or ""))
    if max(grid.size) > LIMIT:
        questions.append(Doubt("size", f"The maze is {height}x{width}; mazes up to {LIMIT}x{LIMIT} are read."))
    notation = {
        role: "".join(c for c, r in grid.roles.items() if r == role) for role in ("wall", "open", "start", "goal")
    }
    notation = {role: chars for role, chars in notation.items() if chars}
    if block.between:
        notation["between"] = "1"
        notation["wall"] = "+-=_~|!*.'`o" + "".join(sorted(BOXES)) if block.form == "drawn" else "\n"
    notation["coordinates"] = ends.convention
    if words.mark or mark:
        notation["path"] = words.mark or mark or ""
    notation.update(words.style)
    puzzle = None
    if not questions and ends.start and ends.goal:
        puzzle = Maze(grid.open, grid.place(ends.start), grid.place(ends.goal), grid.between)
    spans = tuple(span for row in block.spans for span in row)
    return Candidate("maze", puzzle, block.span, spans, block.form, notation, tuple(questions))


# ---------------------------------------------------------------- back to the text

_BETWEEN_CELLS = re.compile(r"[\s,;|'\"`>\[\](){}:.\d\u200b-\u200d\u2060\ufeff\ufe0e\ufe0f\u00ad+-]*")


def reproduces(text: str, candidate: Candidate[Maze]) -> bool:
    """Whether the source, read cell by cell with the candidate's notation, is the candidate's maze again."""
    puzzle = candidate.puzzle
    if puzzle is None:
        return True
    if len(candidate.cells) != puzzle.height * puzzle.width:
        return False
    meaning = {char: role for role in ("open", "goal", "start", "wall") for char in candidate.notation.get(role, "")}
    ordered = candidate.form != "adjacency"
    is_open = [cell for row in puzzle.open for cell in row]
    last = candidate.span.start
    for n, span in enumerate(candidate.cells):
        start, end = span.start, span.end
        if start == end:
            continue
        sign = text[start:end]
        char = normalise(sign) if end - start == 1 else ("".join(map(normalise, sign)).strip()[:1] or " ")
        if (meaning.get(char, "open") == "wall") is is_open[n]:
            return False
        if not ordered:
            continue
        if start != last and (start < last or (n % puzzle.width and not _BETWEEN_CELLS.fullmatch(text, last, start))):
            return False
        last = end
    return last <= candidate.span.end


def rebuild(text: str, candidate: Candidate[Maze], path: tuple[Cell, ...]) -> str:
    """The user's own text with the path drawn into the maze (an adjacency list stays as it is)."""
    if candidate.puzzle is None or candidate.form == "adjacency":
        return text
    return draw(text, candidate.cells, candidate.puzzle, path, candidate.notation)
