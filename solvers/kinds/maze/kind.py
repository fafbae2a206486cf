"""The kind `maze`: the methods every kind of puzzle has, and what a network sees of a maze.

A network is not asked for one path (there may be millions of shortest ones) but, for every cell, for all moves that
bring it nearer to the goal: four bits a cell. The path is read off by following them from the start.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from solvers.base import BadPuzzle, Candidate, Cell, Exact, IntGrid, Violation
from solvers.kinds.maze.answer import written
from solvers.kinds.maze.generate import GOAL, KINDS, OPEN, START, WALL, training_batch
from solvers.kinds.maze.rules import (
    LIMIT,
    Maze,
    Path,
    distances,
    follow,
    move_bits,
    moves,
    shortest,
    user_path,
    verify,
    walled_off,
)
from solvers.kinds.maze.text import candidates


class MazeKind:
    """The puzzle kind "maze" (see `solvers.base.Puzzle`)."""

    name = "maze"

    def parse(self, text: str) -> list[Candidate[Maze]]:
        return candidates(text)

    def render(self, puzzle: Maze) -> str:
        rows = [["." if cell else "#" for cell in row] for row in puzzle.open]
        rows[puzzle.start[0]][puzzle.start[1]] = "S"
        rows[puzzle.goal[0]][puzzle.goal[1]] = "G"
        return "Maze (# wall, . open, S start, G goal):\n" + "\n".join("".join(row) for row in rows)

    def render_answer(self, puzzle: Maze, answer: Path, wanted: str, notation: Mapping[str, str]) -> str:
        return written(puzzle, answer, wanted, notation)

    def solution_json(self, puzzle: Maze, answer: Path) -> dict[str, Any]:
        path = user_path(puzzle, answer)
        return {"path": [list(cell) for cell in path], "moves": moves(path), "length": len(path) - 1}

    def check(self, puzzle: Maze) -> tuple[Violation, ...]:
        """A `Maze` that could be built has nothing contradictory; a walled-off goal is found by `exact`."""
        return ()

    def verify(self, puzzle: Maze, answer: Path) -> tuple[Violation, ...]:
        return verify(puzzle, answer)

    def exact(self, puzzle: Maze, *, seconds: float = 5.0) -> Exact[Path]:
        """Breadth-first search: one shortest path, or none (proven walled off). Many shortest paths are no fault."""
        if shortest(puzzle) is None:
            return Exact(())
        path = follow(puzzle, move_bits(distances(puzzle)).tolist())
        return Exact((path,)) if path else Exact((), complete=False)

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

    def generate(self, seed: int, **options: Any) -> Maze:
        """Options: height, width (15), kind ("backtracker", see KINDS), solvable (True)."""
        height, width = options.pop("height", 15), options.pop("width", 15)
        kind, solvable = options.pop("kind", "backtracker"), options.pop("solvable", True)
        if options or kind not in KINDS:
            raise BadPuzzle(
                f"cannot generate {kind!r} mazes with {sorted(options)!r}",
                hint=f"options: height, width, solvable, kind ({', '.join(KINDS)})",
            )
        if not (1 <= height <= LIMIT and 1 <= width <= LIMIT) or height * width < (2 if solvable else 3):
            raise BadPuzzle(f"cannot generate a {height!r}x{width!r} maze", hint=f"sides from 1 to {LIMIT}")
        rng = np.random.default_rng(seed)
        while True:
            tokens, _ = training_batch(rng, 1, height, width, (kind,), compiled=False)
            maze = self.decode(tokens[0].astype(np.int64))
            if solvable:
                return maze
            if (shortest(maze) or 0) > 1:
                return walled_off(maze, rng)


MAZE = MazeKind()
