"""Ways through a maze that others claim, read back: JSON, coordinates, a drawing with the path marked, or moves.

Reading is generous about form and never corrects content: a step through a wall is kept and judged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from solvers.base import BadPuzzle, Candidate, Cell, Form
from solvers.kinds.maze.rules import STEPS, Maze, Path, shortest, verify

_PAIR = re.compile(r"[(\[]\s*(\d+)\s*,\s*(\d+)\s*[)\]]")
_WORDS = {"up": "U", "down": "D", "left": "L", "right": "R", "north": "U", "south": "D", "west": "L", "east": "R"}
_WORD = re.compile(r"\b(" + "|".join(_WORDS) + r")\b", re.IGNORECASE)
_ARROWS = str.maketrans("↑↓←→⬆⬇⬅➡", "UDLRUDLR")
_COMPASS = str.maketrans("NSWE", "UDLR")
_NO_WAY = re.compile(r"infeasible|impossible|no path|not (?:possible|reachable)|unreachable|no solution", re.I)


def read_answer(puzzle: Maze, text: str) -> Path:
    """The path in `text`, as cells of the puzzle."""
    given = _from_json(text)
    if given is not None and all(isinstance(p, list) and len(p) == 2 and all(type(v) is int for v in p) for p in given):
        return _lifted(puzzle, [(row, column) for row, column in given])
    for cells in (_drawn(puzzle, text), [(int(r), int(c)) for r, c in _PAIR.findall(text)]):
        if len(cells) > 1:
            return _lifted(puzzle, cells)
    letters = "".join(_letters(text))
    if letters:
        here = _user(puzzle, puzzle.start)
        cells = [here]
        for letter in letters:
            here = (here[0] + STEPS[letter][0], here[1] + STEPS[letter][1])
            cells.append(here)
        return _lifted(puzzle, cells)
    raise BadPuzzle(
        f"no path in the answer {text[:40]!r}", hint="give moves (UDLR or words), coordinates, or the maze with o marks"
    )


def _from_json(text: str) -> list[Any] | None:
    """The path of a receipt, or the value itself, if the text is JSON that holds it."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for name in ("solution", "path"):
        if isinstance(value, dict):
            value = value.get(name)
    return value if isinstance(value, list) else None


def _letters(text: str) -> Iterator[str]:
    """Moves as U, D, L, R: words, arrows, or letters that stand alone or make up a whole run."""
    words = _WORD.findall(text)
    if words:
        yield from (_WORDS[word.lower()] for word in words)
        return
    for run in re.findall(r"\b[UDLR]+\b|\b[NSWE]+\b", text.translate(_ARROWS), re.IGNORECASE):
        upper = run.upper()
        yield from upper.translate(_COMPASS) if set(upper) & set("NSWE") else upper


def _user(puzzle: Maze, cell: Cell) -> Cell:
    return (cell[0] // 2, cell[1] // 2) if puzzle.between else cell


def _lifted(puzzle: Maze, cells: list[Cell]) -> Path:
    """Cells of the user as cells of the puzzle: mazes with walls between cells have a place between two cells."""
    if not puzzle.between:
        return tuple(cells)
    places = [(2 * row + 1, 2 * column + 1) for row, column in cells]
    path = places[:1]
    for (a, b), (c, d) in pairwise(places):
        path += [((a + c) // 2, (b + d) // 2), (c, d)]
    return tuple(path)


def _drawn(puzzle: Maze, text: str) -> list[Cell]:
    """The path of a drawing: the sign of the marked cells is the one that no cell of the puzzle's own drawing has."""
    if puzzle.between:
        return []
    lines = [line.rstrip() for line in text.splitlines()]
    for first in range(len(lines) - puzzle.height, -1, -1):
        window = lines[first : first + puzzle.height]
        if max(map(len, window)) <= puzzle.width:
            grid = [line.ljust(puzzle.width) for line in window]
            for sign in "o*x+.@":
                marked = {(r, c) for r, line in enumerate(grid) for c, char in enumerate(line) if char == sign}
                path = _through(puzzle, marked - {puzzle.start, puzzle.goal})
                if path:
                    return path
    return []


def _through(puzzle: Maze, marked: set[Cell]) -> list[Cell]:
    """Start, every marked cell in the order they are met, goal; nothing if they do not make up one line."""
    path, left = [puzzle.start], set(marked)
    while left:
        row, column = path[-1]
        near = [
            cell
            for cell in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1))
            if cell in left
        ]
        if len(near) != 1:
            return []
        path.append(near[0])
        left.discard(near[0])
    return [*path, puzzle.goal] if marked else []


# ---------------------------------------------------------------- judging


def right(candidate: Candidate[Maze], form: Form, text: str, none: str) -> bool | None:
    """Whether `text` is right in `form`; `none` is how the request wants "there is no path" said."""
    puzzle = candidate.puzzle
    assert puzzle is not None
    best = shortest(puzzle)
    if form.name == "steps":
        numbers = re.findall(r"-?\d+", text)
        if best is None:
            return _NO_WAY.search(text) is not None or (bool(numbers) and numbers[-1] == "-1")
        return bool(numbers) and int(numbers[-1]) == (best // 2 if puzzle.between else best)
    if best is None:
        said = text.strip().strip("\"'`.").lower()
        return said == none.strip().lower().strip("\"'`.") or _NO_WAY.search(text) is not None
    if form.name == "yes_no":
        return None
    try:
        return not verify(puzzle, read_answer(puzzle, text))
    except BadPuzzle:
        return False


# ---------------------------------------------------------------- data files


def row(text: str) -> Maze:
    """A maze from its cells: `#` wall, `S`, `G`, anything else open; lines, or one string of a square."""
    lines = text.strip("\r\n").splitlines()
    if len(lines) == 1:
        side = round(len(text) ** 0.5)
        if side * side != len(text):
            raise BadPuzzle(f"{len(text)} cells are no square: {text[:40]!r}", hint="or put a newline after each row")
        lines = [text[i : i + side] for i in range(0, len(text), side)]
    found = {c: [(r, line.index(c)) for r, line in enumerate(lines) if c in line] for c in "SG"}
    if any(len(cells) != 1 for cells in found.values()) or "".join(lines).count("S") + "".join(lines).count("G") != 2:
        raise BadPuzzle(f"not exactly one S and one G in {lines[0][:40]!r}...", hint="S is the start, G the goal")
    strange = sorted(set("".join(lines)) - set("# SGo."))
    if strange:
        raise BadPuzzle(f"{strange[0]!r} in a maze", hint="use # for walls, space for open cells, S, G")
    return Maze(tuple(tuple(c != "#" for c in line) for line in lines), found["S"][0], found["G"][0])


def same(solution: Mapping[str, Any], stored: str) -> bool:
    """Whether a receipt's path is the one that a file stores, drawn with `o` (there are many shortest paths)."""
    lines = stored.strip("\r\n").splitlines()
    width = round(len(stored) ** 0.5) if len(lines) == 1 else max(map(len, lines))
    flat = stored if len(lines) == 1 else "".join(line.ljust(width) for line in lines)
    marked = {divmod(i, width) for i, c in enumerate(flat) if c in "oSG"}
    return marked == {tuple(cell) for cell in solution.get("path", ())}
