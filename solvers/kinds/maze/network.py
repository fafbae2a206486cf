"""What a network sees of a maze, and how long it thinks about one.

A network is not asked for one path (there may be millions of shortest ones) but, for every cell, for all moves that
bring it nearer to the goal: four bits a cell. The path is read off by following them from the start.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np

from solvers.base import BadPuzzle, Cell, Effort, IntGrid, Thinking
from solvers.kinds.maze.generate import GOAL, OPEN, START, WALL
from solvers.kinds.maze.rules import Maze, Path, distances, follow, move_bits


class MazeNetwork:
    """Implements `solvers.base.Network`."""

    def plan(self, effort: Effort, height: int, width: int) -> Thinking:
        """The wave moves at most `inner_cycles + 1` cells a step, so a longer path takes more; patience ends it."""
        longest = height * width // 2  # of a shortest path in a grid: a serpentine fills every other line
        steps = max(16, longest // 5)
        return {
            Effort.LOW: Thinking(steps=steps, patience=3, keep_first=True),
            Effort.MEDIUM: Thinking(steps=2 * steps, patience=4, keep_first=True),
            Effort.HIGH: Thinking(
                steps=4 * steps, patience=16, keep_first=True, attempts=3, later_steps=4 * steps, noise=0.5, width=1
            ),
        }[effort]

    def turns(self, effort: Effort) -> int:
        return 0 if effort is Effort.LOW else 7

    def encode(self, puzzle: Maze) -> IntGrid:
        tokens = np.where(np.array(puzzle.open), OPEN, WALL).astype(np.int64)
        tokens[puzzle.start] = START
        tokens[puzzle.goal] = GOAL
        return tokens

    def decode(self, tokens: IntGrid) -> Maze:
        tokens = np.asarray(tokens)
        if tokens.ndim != 2 or tokens.size == 0 or tokens.min() < WALL or tokens.max() > GOAL:
            raise BadPuzzle(f"tokens of shape {tokens.shape!r} are no maze", hint="0 wall, 1 open, 2 start, 3 goal")
        ends: list[Cell] = []
        for token, name in ((START, "start"), (GOAL, "goal")):
            found = np.argwhere(tokens == token)
            if len(found) != 1:
                raise BadPuzzle(f"{len(found)!r} cells are the {name}", hint="a maze has one start and one goal")
            ends.append((int(found[0][0]), int(found[0][1])))
        return Maze(tuple(map(tuple, (tokens != WALL).tolist())), ends[0], ends[1])

    def encode_answer(self, puzzle: Maze, answer: Path) -> IntGrid:
        """All optimal next moves; the same for every shortest path, so `answer` does not matter."""
        return move_bits(distances(puzzle)).astype(np.int64)

    def decode_answer(self, puzzle: Maze, tokens: IntGrid) -> Path | None:
        grid = np.asarray(tokens)
        if grid.shape != (puzzle.height, puzzle.width):
            return None
        return follow(puzzle, grid.astype(np.int64).tolist())

    def symmetry(self, puzzle: Maze, rng: random.Random) -> tuple[Maze, Callable[[Path], Path]]:
        """One of the eight turns and mirrors of the rectangle."""
        flip, mirror, transpose = rng.random() < 0.5, rng.random() < 0.5, rng.random() < 0.5
        height, width = puzzle.height, puzzle.width

        def there(cell: Cell) -> Cell:
            r = height - 1 - cell[0] if flip else cell[0]
            c = width - 1 - cell[1] if mirror else cell[1]
            return (c, r) if transpose else (r, c)

        def back(cell: Cell) -> Cell:
            r, c = (cell[1], cell[0]) if transpose else cell
            return (height - 1 - r if flip else r, width - 1 - c if mirror else c)

        rows = [row[::-1] if mirror else row for row in (puzzle.open[::-1] if flip else puzzle.open)]
        turned = tuple(zip(*rows, strict=True)) if transpose else tuple(rows)
        image = Maze(turned, there(puzzle.start), there(puzzle.goal), puzzle.between)
        return image, lambda path: tuple(back(cell) for cell in path)
