"""How the shipped specialists are trained: their tasks, sizes and budgets. `make train-sudoku`, `make train-maze`.

Tasks turn puzzles into the integers `trm.train` wants and apply the symmetries of the puzzle, fresh at every draw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trm.data import Batch
from trm.layers import box_shape

Grids = npt.NDArray[np.uint8]


def shuffled_lines(rng: np.random.Generator, count: int, size: int, box: int) -> npt.NDArray[np.intp]:
    """(count, size) permutations of rows that keep the groups of `box` rows together."""
    groups = rng.permuted(np.tile(np.arange(size // box), (count, 1)), axis=1)
    within = rng.permuted(np.tile(np.arange(box), (count * (size // box), 1)), axis=1)
    lines: npt.NDArray[np.intp] = groups[:, :, None] * box + within.reshape(count, size // box, box)
    return lines.reshape(count, size)


def augment(rng: np.random.Generator, *stacks: Grids) -> list[Grids]:
    """The same random sudoku symmetry on each stack (count, n, n), another one for every row of the stacks."""
    count, size = stacks[0].shape[:2]
    box_rows, box_cols = box_shape(size)
    digits = np.zeros((count, size + 1), np.uint8)
    digits[:, 1:] = rng.permuted(np.tile(np.arange(1, size + 1), (count, 1)), axis=1)
    rows = shuffled_lines(rng, count, size, box_rows)
    columns = shuffled_lines(rng, count, size, box_cols)
    flip = np.logical_and(rng.random(count) < 0.5, box_rows == box_cols)
    each = np.arange(count)[:, None, None]
    result = []
    for stack in stacks:
        moved = digits[each, stack[each, rows[:, :, None], columns[:, None, :]]]
        result.append(np.where(flip[:, None, None], moved.transpose(0, 2, 1), moved))
    return result


@dataclass(frozen=True, slots=True)
class Source:
    """Puzzles of one origin, (count, n, n) each. Of a share `reveal` of the draws, a uniformly random fraction of the
    blanks is filled in: a half-solved puzzle is an easier puzzle, and a state that search meets."""

    puzzles: Grids
    solutions: Grids
    weight: float = 1.0
    reveal: float = 0.5


@dataclass(frozen=True, slots=True)
class SudokuTask:
    """Puzzles of one size from several sources, drawn by weight."""

    sources: tuple[Source, ...]
    name: str = "sudoku"

    def batch(self, rng: np.random.Generator, count: int) -> Batch:
        weights = np.array([source.weight for source in self.sources])
        chosen = rng.choice(len(self.sources), size=count, p=weights / weights.sum())
        size = self.sources[0].puzzles.shape[-1]
        puzzles, solutions = (np.zeros((count, size, size), np.uint8) for _ in range(2))
        for i, source in enumerate(self.sources):
            here = np.flatnonzero(chosen == i)
            pick = rng.integers(0, len(source.puzzles), len(here))
            puzzles[here], solutions[here] = source.puzzles[pick], source.solutions[pick]
        puzzles, solutions = augment(rng, puzzles, solutions)
        reveal = np.array([source.reveal for source in self.sources])[chosen]
        fraction = rng.random(count) * (rng.random(count) < reveal)
        shown = rng.random(puzzles.shape) < fraction[:, None, None]
        inputs = np.where(shown, solutions, puzzles)
        now = np.zeros(inputs.shape, np.int64)
        return Batch(inputs, solutions, now, now)


MazeMaker = Callable[
    [np.random.Generator, int, int, int, tuple[str, ...]], tuple[npt.NDArray[np.integer], npt.NDArray[np.integer]]
]


def optimal_moves(distance: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Bit masks (count, H, W) of all moves that come one step closer to the goal: up 1, down 2, left 4, right 8."""
    padded = np.pad(distance, ((0, 0), (1, 1), (1, 1)), constant_values=-1)
    height, width = distance.shape[1:]
    masks = np.zeros(distance.shape, np.int64)
    for bit, (dr, dc) in enumerate(((-1, 0), (1, 0), (0, -1), (0, 1))):
        there = padded[:, 1 + dr : 1 + dr + height, 1 + dc : 1 + dc + width]
        masks |= ((there >= 0) & (there == distance - 1)).astype(np.int64) << bit
    return masks


@dataclass(frozen=True, slots=True)
class MazeTask:
    """Mazes of one canvas size; smaller ones are padded with walls.

    A wave runs from the goal, one cell with each update of the latent. Before it can be at a cell the target is
    "nothing known", `delay` cells behind it the set of all optimal moves. Such a tight window forces the wave to run at
    one speed everywhere; a wave that runs faster in the open than in corridors meets itself in the wrong place.
    """

    make: MazeMaker
    """(rng, count, height, width, kinds) -> tokens and distances to the goal, (count, H, W)."""
    size: int
    smallest: int
    kinds: tuple[str, ...]
    pace: float = 7 / 6
    """Updates a cell: with six updates of the latent and one of the answer a step, the wave runs six cells."""
    delay: int = 1
    name: str = "maze"

    def batch(self, rng: np.random.Generator, count: int) -> Batch:
        tokens = np.zeros((count, self.size, self.size), np.int64)
        distance = np.full((count, self.size, self.size), -1, np.int64)
        sizes = rng.integers(self.smallest, self.size + 1, count)
        for size in np.unique(sizes):
            here = np.flatnonzero(sizes == size)
            t, d = self.make(rng, len(here), int(size), int(size), self.kinds)
            tokens[here, :size, :size], distance[here, :size, :size] = t, d
        reached = distance > 0
        ready = np.where(reached, np.ceil((distance + self.delay) * self.pace), -1).astype(np.int64)
        never = np.iinfo(np.int32).max  # walls and unreachable cells stay blank
        blank = np.where(reached, np.ceil(distance * self.pace), never).astype(np.int64)
        return Batch(tokens, optimal_moves(distance), ready, blank)
