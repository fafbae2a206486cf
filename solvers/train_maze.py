"""The recipe of the maze specialist: fresh mazes of mixed kinds and sizes at every draw, no file, no repetition."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from solvers.puzzles.maze import MAZE
from solvers.puzzles.maze_generate import training_batch
from solvers.train_recipe import BadOption, Recipe, RunOptions, budget, named_size, scaled, scores
from solvers.training import MazeTask
from trm.config import TrainConfig
from trm.data import Pool

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


def recipe(options: RunOptions) -> Recipe:
    """Model, budget, pools and held-out sets of a maze run."""
    if options.data or options.exclude or options.grids:
        raise BadOption("--data, --exclude and --grids are for sudoku", hint="mazes are generated as they are needed")
    model = named_size(options, "convolution-medium", ("convolution",))
    train = TrainConfig(
        **{"start_noise": 0.2, "halt_weight": 0.05, "weight_decay": 0.01, **budget(options, MINUTES)},
        max_supervision_steps=36,
        blank_weight=1.0,
        linger=0.5,
    )
    pools = [
        Pool(MazeTask(training_batch, side, smallest, kinds, name=f"{smallest}-{side}"), rows, share)
        for side, smallest, kinds, base, share in POOLS
        for rows in (scaled(base, POOLS[0][3], options.batch),)
    ]
    rng = np.random.default_rng([HELD_OUT_SEED, options.seed])
    held_out: dict[str, tuple[list[npt.NDArray[np.int64]], int]] = {}
    for name, (side, kinds, steps) in HELD_OUT.items():
        tokens, _ = training_batch(rng, options.held_out, side, side, kinds)
        held_out[name] = (list(tokens.astype(np.int64)), steps)
    data = [{"source": f"generated {p[1]}x{p[1]} to {p[0]}x{p[0]}", "kinds": sorted(set(p[2]))} for p in POOLS]
    return Recipe(model, train, pools, lambda m: scores(m, MAZE, held_out), data)
