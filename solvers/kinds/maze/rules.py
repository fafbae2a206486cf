"""The maze: shortest way from start to goal in a rectangle of open cells and walls, four neighbours a cell.

This file is the puzzle itself: what a maze is and when a path is proven. Reading mazes out of text begins in `text.py`,
answers in the user's own form are written in `answer.py`, random mazes drawn in `generate.py`; what a network sees is
in `kind.py`.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from solvers.base import BadPuzzle, Cell, Violation

LIMIT = 200
"""Longest side of a maze."""

Path = tuple[Cell, ...]
"""An answer: the cells from start to goal, both included."""

STEPS: dict[str, Cell] = {"U": (-1, 0), "D": (1, 0), "L": (0, -1), "R": (0, 1)}
_LETTER = {step: letter for letter, step in STEPS.items()}
_BITS = ((1, -1, 0), (2, 1, 0), (4, 0, -1), (8, 0, 1))
"""(bit, row step, column step) of the target tokens: up, down, left, right."""


@dataclass(frozen=True, slots=True)
class Maze:
    """Any rectangle up to 200x200 cells.

    `between` marks a maze that was drawn with walls *between* cells and lifted: cell (r, c) of the user is
    (2r+1, 2c+1) here, the places between hold the walls, and two steps here are one step of the user. It says how
    to report the answer, not what the maze is, so it takes no part in equality.
    """

    open: tuple[tuple[bool, ...], ...]
    start: Cell
    goal: Cell
    between: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        if not self.open or not self.open[0]:
            raise BadPuzzle("a maze needs at least one row and one column", hint="give the rows of the maze")
        limit = 2 * LIMIT + 1 if self.between else LIMIT
        if self.height > limit or self.width > limit:
            raise BadPuzzle(f"maze of {self.height}x{self.width} cells", hint=f"mazes up to {limit}x{limit} are read")
        ragged = next((r for r, row in enumerate(self.open) if len(row) != self.width), None)
        if ragged is not None:
            raise BadPuzzle(
                f"row {ragged} has {len(self.open[ragged])!r} cells, row 0 has {self.width}", hint="pad the rows"
            )
        for name, cell in (("start", self.start), ("goal", self.goal)):
            if not (0 <= cell[0] < self.height and 0 <= cell[1] < self.width):
                raise BadPuzzle(f"the {name} {cell!r} lies outside the maze", hint="cells are (row, column) from 0")
            if not self.open[cell[0]][cell[1]]:
                raise BadPuzzle(f"the {name} {cell!r} is a wall", hint="start and goal must be open cells")
        if self.start == self.goal:
            raise BadPuzzle(f"start and goal are the same cell {self.start!r}", hint="choose two cells")

    @property
    def height(self) -> int:
        return len(self.open)

    @property
    def width(self) -> int:
        return len(self.open[0])


def _sweep(maze: Maze, source: Cell) -> array[int]:
    """Breadth-first distances from `source`, row by row with a border of one cell; -1 unreached, -2 wall."""
    wide = maze.width + 2
    row_of = {True: -1, False: -2}
    cells = [-2] * wide
    for row in maze.open:
        cells.append(-2)
        cells.extend([row_of[cell] for cell in row])
        cells.append(-2)
    cells.extend([-2] * wide)
    at = (source[0] + 1) * wide + source[1] + 1
    cells[at] = 0
    wave, distance = [at], 0
    while wave:
        distance += 1
        following: list[int] = []
        for at in wave:
            for near in (at - wide, at + wide, at - 1, at + 1):
                if cells[near] == -1:
                    cells[near] = distance
                    following.append(near)
        wave = following
    return array("i", cells)


@lru_cache(maxsize=256)
def _to_goal(maze: Maze) -> array[int]:
    return _sweep(maze, maze.goal)


def distances(maze: Maze) -> npt.NDArray[np.int32]:
    """Steps from every cell to the goal, shape (height, width); -1 for walls and where it cannot be reached."""
    flat = np.frombuffer(_to_goal(maze), np.int32).reshape(maze.height + 2, maze.width + 2)
    return np.maximum(flat[1:-1, 1:-1], -1)


def shortest(maze: Maze) -> int | None:
    """Number of steps of a shortest path, or None where the goal is walled off."""
    found = _to_goal(maze)[(maze.start[0] + 1) * (maze.width + 2) + maze.start[1] + 1]
    return found if found >= 0 else None


def move_bits(distance: npt.NDArray[Any]) -> npt.NDArray[np.int8]:
    """Distances (..., H, W) -> all optimal next moves (..., H, W): up 1, down 2, left 4, right 8 added up; 0 for the
    goal, for walls and where the goal cannot be reached."""
    wide = np.pad(distance.astype(np.int32), [(0, 0)] * (distance.ndim - 2) + [(1, 1), (1, 1)], constant_values=-1)
    height, width = distance.shape[-2:]
    bits = np.zeros(distance.shape, np.int8)
    for bit, down, right in _BITS:
        near = wide[..., 1 + down : 1 + down + height, 1 + right : 1 + right + width]
        bits += ((near >= 0) & (near == distance - 1)).astype(np.int8) * np.int8(bit)
    return bits


_ORDERS = (
    (_BITS, True),
    (_BITS[::-1], True),
    (_BITS, False),
    (_BITS[::-1], False),
    (_BITS[2:] + _BITS[:2], False),
    ((_BITS[1], _BITS[0], _BITS[3], _BITS[2]), False),
)
"""Ways to choose where the bits allow several moves: which comes first, and whether going straight on comes before."""


def follow(maze: Maze, bits: list[list[int]]) -> Path | None:
    """The path that next-move bits lead to from the start; None if they lead nowhere.

    In a perfect field every allowed move is as good as another. Where a cell or two are wrong, most choices still
    avoid them: several ways of choosing are followed, and the shortest path is taken.
    """
    best: Path | None = None
    for order, straight in _ORDERS:
        path, chose = _follow(maze, bits, order, straight)
        if path is not None and (best is None or len(path) < len(best)):
            best = path
        if not chose:
            break  # no cell allowed two moves: the other orders lead the same way
    return best


def _follow(
    maze: Maze, bits: list[list[int]], order: tuple[tuple[int, int, int], ...], straight: bool
) -> tuple[Path | None, bool]:
    """One way through the bits, and whether there was a choice."""
    row, col = maze.start
    height, width, goal, cells = maze.height, maze.width, maze.goal, maze.open
    path, seen, last, chose = [maze.start], {maze.start}, (0, 0, 0), False
    while (row, col) != goal:
        allowed = bits[row][col]
        chose = chose or bool(allowed & (allowed - 1))
        if not (straight and allowed & last[0]):
            for last in order:
                if allowed & last[0]:
                    break
            else:
                return None, chose
        row, col = row + last[1], col + last[2]
        if not (0 <= row < height and 0 <= col < width and cells[row][col]) or (row, col) in seen:
            return None, chose
        path.append((row, col))
        seen.add((row, col))
    return tuple(path), chose


def moves(path: Path) -> str:
    """The path as letters U, D, L, R."""
    return "".join(_LETTER[(r - row, c - col)] for (row, col), (r, c) in pairwise(path))


def user_path(maze: Maze, path: Path) -> Path:
    """The path in the user's own cells: the same, or every second cell of a lifted maze."""
    return tuple((r // 2, c // 2) for r, c in path[::2]) if maze.between else path


def verify(maze: Maze, answer: Path) -> tuple[Violation, ...]:
    """Rules start, goal, bounds, wall, step, repeat; and shortest, which is a breadth-first search of its own."""
    try:
        path = tuple((int(r), int(c)) for r, c in answer)
    except (TypeError, ValueError):
        return (Violation("cell", (), f"not a list of (row, column) cells: {str(answer)[:80]!r}"),)
    if not path:
        return (Violation("start", (maze.start,), "the path is empty"),)
    broken: list[Violation] = []
    if path[0] != maze.start:
        broken.append(Violation("start", (path[0],), f"the path starts at {path[0]}, not at {maze.start}"))
    if path[-1] != maze.goal:
        broken.append(Violation("goal", (path[-1],), f"the path ends at {path[-1]}, not at {maze.goal}"))
    height, width = maze.height, maze.width
    outside = tuple(cell for cell in path if not (0 <= cell[0] < height and 0 <= cell[1] < width))
    if outside:
        broken.append(Violation("bounds", outside, f"{outside[0]} lies outside the maze"))
    inside = set(path).difference(outside)
    walls = tuple(cell for cell in path if cell in inside and not maze.open[cell[0]][cell[1]])
    if walls:
        broken.append(Violation("wall", walls, f"{walls[0]} is a wall"))
    for here, there in pairwise(path):
        if (there[0] - here[0], there[1] - here[1]) not in _LETTER:
            broken.append(Violation("step", (here, there), f"{here} to {there} is not one step"))
    if len(set(path)) != len(path):
        again = tuple(cell for cell, times in Counter(path).items() if times > 1)
        broken.append(Violation("repeat", again, f"{again[0]} is entered more than once"))
    best = None if broken else shortest(maze)
    if best is not None and len(path) - 1 > best:
        long = f"{len(path) - 1} steps; breadth-first search finds {best}"
        broken.append(Violation("shortest", (maze.start, maze.goal), long))
    return tuple(broken)


def walled_off(maze: Maze, rng: np.random.Generator) -> Maze:
    """The maze with a ring of cells around the goal turned into walls: no way through."""
    away = distances(maze)
    ring = int(rng.integers(1, away[maze.start]))
    rows = (np.array(maze.open) & (away != ring)).tolist()
    return Maze(tuple(map(tuple, rows)), maze.start, maze.goal)
