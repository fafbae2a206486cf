"""From text to mazes: blocks of cells joined with what the words say about them.

    candidates("Maze (# wall, . open, S start, G goal):\n#####\n#S.G#\n#####")

A block becomes a maze only if every character has a meaning (from the text's own legend first, then from custom), start
and goal are known, and the words (or an unmistakable drawing) say that it is about finding a way. What the text leaves
open becomes a `Doubt` with a question; nothing is guessed. Prose, code, tables and other games give nothing.

Notation of a candidate: "wall", "open", "start", "goal" (the user's characters; several in one string mean the same),
"path" (how to draw the path), "coordinates" (see `places.CONVENTIONS`), "between" ("1" if walls lie between the
user's cells, see `maze.Maze`), "source" and "cells" (the drawing and where its cells are, to draw the answer into it),
"drawn" (the character of a path that the drawing holds already), and what `wanted.style` reads off the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from solvers.base import Candidate, Cell, Doubt, Span
from solvers.kinds.maze import words as maze_words
from solvers.kinds.maze.answer import draw, packed
from solvers.kinds.maze.blocks import Block, blocks, unfenced
from solvers.kinds.maze.drawn import ADJACENCY, BOXES, WALL, adjacency, drawings
from solvers.kinds.maze.ends import Ends, Grid, find_ends, padded, read_grid
from solvers.kinds.maze.places import fitting
from solvers.kinds.maze.roles import GOALS, STARTS, Words, binary, customary, drawn_path, placed, read_words, voted
from solvers.kinds.maze.rules import LIMIT, Maze
from solvers.text.lines import Line, lines, normalise
from solvers.text.source import Text

__all__ = ["candidates", "read", "rebuild", "reproduces"]

_SURE_WALLS = frozenset("#█▓■⬛🧱")
_BARE = re.compile(r"[#█▓■⬛🧱].*[#█▓■⬛🧱]")
_EDGES = re.compile(r"\)\s*(?:<?[-=–—]+>?|[↔⇔→])\s*\(")
_LONGEST_TEXT = 400_000
"""A drawing of 200x200 cells with walls between them has 320,000 characters."""


def _worth_reading(text: str) -> bool:
    """A cheap look that lets nearly all ordinary text go."""
    if len(text) > _LONGEST_TEXT:
        return False
    if maze_words.MAZE.search(text) or maze_words.TRAVEL.search(text) or ADJACENCY in text:
        return True
    return _BARE.search(text) is not None and not STARTS.isdisjoint(text) and not GOALS.isdisjoint(text)


def candidates(text: str) -> list[Candidate[Maze]]:
    """`read` for a plain string."""
    return read(Text(text))


def read(message: Text) -> list[Candidate[Maze]]:
    """Every maze in the message, in order; with a doubt where something must be asked."""
    text = message.raw
    if not _worth_reading(text):
        return []
    rows = unfenced(_lines(message))
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
    each = (_read(block, words, rows) for block in found)
    return [_with_brackets(text, one) for one in each if one is not None and reproduces(text, one)]


_ANGLE = re.compile(r"[\"'`‘“]>[\"'`’”]\s*(?:=|:|is|are)|[\"'`‘“]>[\"'`’”]\s*\(")


def _lines(message: Text) -> list[Line]:
    """The lines of the text; where the legend makes ">" a cell, it is not taken for a quote mark."""
    text = message.raw
    if not _ANGLE.search(text) or "\u203a" in text:
        return message.plain
    split = lines(text.replace(">", "\u203a"))
    return [
        Line(row.text.replace("\u203a", ">"), row.offsets, row.number, row.start, row.end, row.fence, row.fenced)
        for row in split
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


def _read(block: Block, words: Words, rows: list[Line]) -> Candidate[Maze] | None:
    """One block as a candidate, or None where it is no maze."""
    if words.other_game and not words.maze and not {"start", "goal"} <= {m.role for m in words.mentions}:
        return None
    counts = block.counts()
    if len(block.rows) == 1 and not words.maze:
        return None
    said_roles, torn = voted(set(counts), words)
    roles = dict(said_roles)
    if block.between:
        roles.update({WALL: "wall", " ": "open"})
    customary(counts, roles)
    mark = drawn_path(block, roles)
    if mark:
        roles[mark] = "open"
    readings = binary(block, roles, words)
    unknown = [char for char in counts if char not in readings[0]]
    strong = words.maze or (words.travel and len(said_roles) >= 2)
    said = words.places
    if unknown and not torn and said.starts and said.goals and all(counts[char] <= 2 for char in unknown):
        # Characters such as a "2" at both ends, when the words say where the ends are: open cells, if they lie there.
        readings = [{**reading, **dict.fromkeys(unknown, "open")} for reading in readings]
        meant = {cell for f in fitting(said, read_grid(block, readings[0]).cells, None, None) for cell in f[:2]}
        if all(at in meant for at, cell in placed(block) if cell in unknown):
            unknown = []
    if unknown or torn:
        return _unclear(block, words, [*torn, *unknown], roles, strong)
    done = [
        (grid, find_ends(grid, padded, words, rows), doubts, padded)
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
            ends = Ends(None, None, ends.convention, (asked, *ends.doubts) if not settled else (asked,))
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


def _grids(block: Block, readings: list[dict[str, str]], words: Words) -> list[tuple[Grid, list[Doubt], Block]]:
    result = []
    for roles in readings:
        filled, doubts = padded(block, roles, words)
        if doubts and doubts[0].code == "ragged":
            width = min(len(row) for row in block.rows)
            cut = Block(
                block.form,
                tuple(row[:width] for row in block.rows),
                tuple(row[:width] for row in block.spans),
                block.lines,
            )
            result.append((read_grid(cut if width else block, roles), doubts, block))
        else:
            result.append((read_grid(filled, roles), doubts, filled))
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
        doubts.insert(0, _variant(None, words.variant))
    spans = tuple(span for row in block.spans for span in row)
    return Candidate("maze", None, block.span, spans, block.form, {}, tuple(doubts))


def _variant(odd: str | None, told: str | None) -> Doubt:
    """ "variant" where the drawing shows it; "told" where only the words do, which the kind judges again."""
    return Doubt("variant" if odd else "told", f"This is not a plain maze: {odd or told}.")


def _candidate(
    block: Block, grid: Grid, ends: Ends, doubts: tuple[Doubt, ...], words: Words, mark: str | None
) -> Candidate[Maze]:
    """Put the pieces together."""
    height, width = len(block.rows), block.width
    questions = [*doubts, *ends.doubts]
    if block.odd or words.variant:
        questions.insert(0, _variant(block.odd, words.variant))
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
    if mark and grid.roles.get(mark) == "open" and len(notation["open"]) > 1:
        notation["drawn"] = mark
    notation.update(words.style)
    puzzle = None
    if all(doubt.code == "told" for doubt in questions) and ends.start and ends.goal:
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
