"""The recipe of the maze specialist: fresh mazes of mixed kinds and sizes at every draw, no file, no repetition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solvers.kinds.maze import MAZE
from solvers.kinds.maze.generate import training_batch
from solvers.training.recipe import (
    BadOption,
    Recipe,
    RunOptions,
    budget,
    by_paper,
    named_size,
    paper_rows,
    scaled,
    scores,
)
from trm.config import TrainConfig
from trm.data import Batch, Pool

KINDS = ("backtracker", "prim", "kruskal", "walls", "walls", "loopy", "rooms")
OPEN_KINDS = ("loopy", "loopy", "walls", "hard", "prim", "rooms", "backtracker", "kruskal")
"""For the larger canvases: where fronts of the wave meet, the network errs most."""
MINUTES = 90.0
POOLS = (
    (12, 5, KINDS, 48, 1),
    (20, 10, OPEN_KINDS, 24, 1),
    (28, 20, OPEN_KINDS, 12, 2),
    (40, 30, OPEN_KINDS, 6, 1),
)
"""(canvas, smallest, kinds, rows, share): about the same cells a step, so about the same time."""
HELD_OUT = {
    "held-out 15x15": (15, KINDS, 24),
    "held-out 60x60": (60, KINDS, 90),
    "held-out hard 30x30": (30, ("hard",), 36),
}
"""name: (side, kinds, supervision steps). 60x60 is larger than anything trained on."""
HELD_OUT_SEED = 0x6D617A65
"""Mazes are drawn at random from so many that two seeds never meet: another seed is the split."""


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


def recipe(options: RunOptions) -> Recipe:
    """Model, budget, pools and held-out sets of a maze run."""
    if options.data or options.exclude or options.grids:
        raise BadOption("--data, --exclude and --grids are for sudoku", hint="mazes are generated as they are needed")
    model = named_size(options, "convolution-medium", ("convolution", "attention"), (4,))
    own = {
        "start_noise": 0.2, "halt_weight": 0.05, "weight_decay": 0.01, "max_supervision_steps": 36,
        "blank_weight": 1.0, "linger": 0.5,
    }  # fmt: skip
    train = TrainConfig(**{**own, **by_paper(options), **budget(options, MINUTES)})
    pools = [
        Pool(MazeTask(training_batch, side, smallest, kinds, name=f"{smallest}-{side}"), rows, share)
        for side, smallest, kinds, base, share in POOLS
        for rows in (scaled(base, POOLS[0][3], paper_rows(options)),)
    ]
    rng = np.random.default_rng([HELD_OUT_SEED, options.seed])
    held_out: dict[str, tuple[list[npt.NDArray[np.int64]], int]] = {}
    for name, (side, kinds, steps) in HELD_OUT.items():
        tokens, _ = training_batch(rng, options.held_out, side, side, kinds)
        held_out[name] = (list(tokens.astype(np.int64)), steps)
    data = [{"source": f"generated {p[1]}x{p[1]} to {p[0]}x{p[0]}", "kinds": sorted(set(p[2]))} for p in POOLS]
    return Recipe(model, train, pools, lambda m: scores(m, MAZE, held_out), data)
