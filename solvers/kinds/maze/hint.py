"""The next step of a maze without its way: where to look, which way the first step goes, or that step and why."""

from __future__ import annotations

from solvers.base import Cell
from solvers.hooks import Told
from solvers.kinds.maze.rules import STEPS, Maze, distances, shortest

_NAMES = {"U": "up", "D": "down", "L": "left", "R": "right"}


def hinted(maze: Maze, strength: int) -> Told | None:
    """A hint at the start; None where no way leads to the goal."""
    whole = shortest(maze)
    if whole is None:
        return None
    left = distances(maze)
    stride = 2 if maze.between else 1
    nearer: list[tuple[str, Cell]] = []
    away: list[str] = []
    for letter, (down, right) in STEPS.items():
        r, c = maze.start[0] + down, maze.start[1] + right
        if not (0 <= r < maze.height and 0 <= c < maze.width) or left[r, c] < 0:
            continue
        if left[r, c] == whole - 1:
            nearer.append((_NAMES[letter], (maze.start[0] + stride * down, maze.start[1] + stride * right)))
        else:
            away.append(_NAMES[letter])
    steps = whole // stride
    detail = f"breadth-first search finds none shorter than {_counted(steps)}"
    start = _cell(maze, maze.start)
    ways = " or ".join(name for name, _ in nearer)
    if strength == 1:
        said = f"look at the start, {start}: {len(nearer)} of {len(nearer) + len(away)} ways out of it are shortest"
    elif strength == 2:
        said = f"from the start, {start}, go {ways} first"
    else:
        name, cell = nearer[0]
        rest = f"from there it is {_counted(steps - 1)} to the goal, instead of {steps}"
        others = f"; {' or '.join(away)} would be no nearer" if away else ""
        said = f"go {name} to {_cell(maze, cell)}: {rest if steps > 1 else 'that is the goal'}{others}"
    return Told(said, "hint", detail)


def _counted(steps: int) -> str:
    return "1 step" if steps == 1 else f"{steps} steps"


def _cell(maze: Maze, cell: Cell) -> str:
    row, column = ((cell[0] - 1) // 2, (cell[1] - 1) // 2) if maze.between else cell
    return f"row {row + 1}, column {column + 1}"
