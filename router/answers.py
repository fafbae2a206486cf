"""Answers that others give, read back: a filled grid, a drawn path, moves, coordinates, or one of our own receipts.

Used where someone claims to have solved a puzzle (a person, a file, a language model) and code has to judge the claim.
Reading is generous about form and never corrects content: a wrong digit or a step through a wall is kept and judged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from solvers.base import BadPuzzle, Cell
from solvers.kinds.maze.rules import STEPS, Maze
from solvers.kinds.sudoku.rules import Sudoku

Rows = tuple[tuple[int, ...], ...]
Path = tuple[Cell, ...]

_PAIR = re.compile(r"[(\[]\s*(\d+)\s*,\s*(\d+)\s*[)\]]")
_WORDS = {"up": "U", "down": "D", "left": "L", "right": "R", "north": "U", "south": "D", "west": "L", "east": "R"}
_WORD = re.compile(r"\b(" + "|".join(_WORDS) + r")\b", re.IGNORECASE)
_ARROWS = str.maketrans("↑↓←→⬆⬇⬅➡", "UDLRUDLR")
_COMPASS = str.maketrans("NSWE", "UDLR")


def read_answer(puzzle: Any, text: str) -> Any:
    """The answer to `puzzle` that `text` claims, in the form `verify` takes. Raises BadPuzzle where there is none."""
    if isinstance(puzzle, Sudoku):
        return sudoku_answer(puzzle, text)
    if isinstance(puzzle, Maze):
        return maze_answer(puzzle, text)
    raise BadPuzzle(f"no way to read an answer to a {type(puzzle).__name__!r}", hint="sudokus and mazes can be read")


def _from_json(text: str, key: str) -> Any:
    """`solution[key]` of a receipt, or the value itself, if the text is JSON that holds it."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for name in ("solution", key):
        if isinstance(value, dict):
            value = value.get(name)
    return value if isinstance(value, list) else None


def sudoku_answer(puzzle: Sudoku, text: str) -> Rows:
    """The filled grid in `text`: JSON rows, or the only n rows of n signs left when decoration is taken away."""
    size = len(puzzle.rows)
    given = _from_json(text, "rows")
    if given is not None and all(isinstance(row, list) and all(type(v) is int for v in row) for row in given):
        rows = tuple(tuple(row) for row in given)
    else:
        rows = _signs(text, size)
    if len(rows) != size or any(len(row) != size for row in rows):
        raise BadPuzzle(f"no {size}x{size} grid in the answer {text[:40]!r}", hint=f"give {size} rows of {size} digits")
    return rows


def _signs(text: str, size: int) -> Rows:
    """Grids of `size` in a row-wise reading of the text: the last one, since people show the puzzle first."""
    sign = re.compile(r"[0-9A-Za-z._?*]") if size < 10 else re.compile(r"\d+|[A-Za-z._?*]")
    values: list[list[int]] = []
    for line in text.splitlines():
        bare = re.sub(r"[|│┃║,;\[\]\"' \t]+", " " if size >= 10 else "", line)
        found = sign.findall(bare)
        if len(found) == size and not re.search(r"[A-Za-z]{3}", line):
            values.append([_value(f) for f in found])
    if len(values) >= size:
        return tuple(tuple(row) for row in values[-size:])
    run = re.findall(rf"(?<!\S)[0-9.]{{{size * size}}}(?!\S)", text) if size < 10 else []
    return tuple(tuple(_value(c) for c in run[-1][i : i + size]) for i in range(0, size * size, size)) if run else ()


def _value(sign: str) -> int:
    """A digit, or 0 (no digit, which `verify` rejects) for anything else."""
    if sign.isascii() and sign.isdigit():
        return int(sign)
    return int(sign, 36) if sign.isascii() and sign.isalnum() and sign.upper() <= "G" else 0


def maze_answer(puzzle: Maze, text: str) -> Path:
    """The path in `text`: JSON, coordinates, a drawing of the maze with the path marked, words or letters of moves."""
    given = _from_json(text, "path")
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
