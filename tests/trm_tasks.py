"""Tiny tasks, tiny models and a scripted model, shared by the tests of the recursion, the trainer and the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from solvers.kinds.maze.recipe import optimal_moves
from trm.config import ModelConfig, TrainConfig
from trm.data import Batch, Pool
from trm.step import Output, State
from trm.train import Trainer

Grid = npt.NDArray[np.int64]

SOLVED_4X4 = np.array([[1, 2, 3, 4], [3, 4, 1, 2], [2, 1, 4, 3], [4, 3, 2, 1]])
CORRIDORS = ("S.#..#.#.#.....##.#..G.#.", "G....####.....#.####....S", "#.G#..#..#..#..##.#..S...")
"""5x5 mazes, row by row."""

TILES = ((2, 2), (2, 3), (3, 3), (4, 4))
"""The boxes of sudokus of side 4, 6, 9 and 16."""
TINY = {
    "relational": ModelConfig("relational", 0, 0, 16, 16, layers=1, inner_cycles=2, tiles=TILES),
    "mlp": ModelConfig("mlp", 5, 5, 24, 32, 1, inner_cycles=1, outer_cycles=2, cells=16, loss="stablemax"),
    "attention": ModelConfig("attention", 5, 5, 32, 32, 1, inner_cycles=1, outer_cycles=2, heads=2),
    "convolution": ModelConfig("convolution", 4, 4, 16, 16, layers=1, inner_cycles=5, loss="bits"),
}
QUICK = TrainConfig(steps=6, warmup_steps=2, compile=False, learning_rate=5e-3, checkpoint_minutes=1e9)


def distances(tokens: Grid) -> Grid:
    """Steps to the goal (token 3) of every open cell, -1 elsewhere; plain relaxation."""
    far = np.where(tokens == 3, 0, 10_000)
    for _ in range(tokens.size):
        padded = np.pad(far, 1, constant_values=10_000)
        near = np.minimum.reduce([padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]])
        far = np.where(tokens == 0, 10_000, np.minimum(far, near + 1))
    return np.where(far < 10_000, far, -1)


@dataclass(frozen=True)
class FixedTask:
    """Draws from a few examples with one answer each."""

    inputs: Grid
    targets: Grid
    ready: Grid
    name: str = "fixed"

    def batch(self, rng: np.random.Generator, count: int) -> Batch:
        pick = rng.integers(0, len(self.inputs), count)
        return Batch(self.inputs[pick], self.targets[pick], self.ready[pick], self.ready[pick].clip(0))


def sudoku_task(name: str = "4x4") -> FixedTask:
    """Four 4x4 sudokus with six blanks each."""
    rng = np.random.default_rng(5)
    solutions = np.stack([np.concatenate(([0], rng.permutation(4) + 1))[SOLVED_4X4] for _ in range(4)])
    blank = np.stack([rng.permutation(16).reshape(4, 4) < 6 for _ in range(4)])
    return FixedTask(np.where(blank, 0, solutions), solutions, np.zeros_like(solutions), name)


def maze_task() -> FixedTask:
    """Three 5x5 mazes; a cell is scored once the wave can have come."""
    tokens = np.array([["#.SG".index(c) for c in maze] for maze in CORRIDORS]).reshape(-1, 5, 5)
    far = np.stack([distances(maze) for maze in tokens])
    return FixedTask(tokens, optimal_moves(far), np.where(far > 0, far, -1), "5x5")


def tiny_trainer(out: Path, mixer: str = "relational", **changes: Any) -> Trainer:
    """A trainer that needs milliseconds a step, with two pools, noise and lingering rows."""
    task = maze_task() if mixer == "convolution" else sudoku_task()
    pools = [Pool(task, 4, 2), Pool(replace(task, name="again"), 3, 1)]
    config = replace(QUICK, **{"start_noise": 0.3, "linger": 0.5, "max_supervision_steps": 4, **changes})
    return Trainer(TINY[mixer], config, pools, out)


class ScriptedModel:
    """Stands in for a network: `script(tokens, age, start)` gives the likelihoods (H, W, D) after `age` steps.

    `start` is a number that differs between noisy starts (0 without noise). The calls are kept.
    """

    def __init__(self, script: Callable[[Grid, int, float], npt.NDArray[np.float64]]) -> None:
        self.script = script
        self.first, self.bits = 1, False
        self.batches: list[list[Grid]] = []

    def start(self, tokens: Grid) -> State:
        return State(np.zeros((len(tokens), 1)), np.zeros((len(tokens), 1)))

    def __call__(self, tokens: Grid, state: State) -> Output:
        age = state.answer + 1
        self.batches.append([row.copy() for row in tokens])
        rows = [self.script(t, int(a), float(z)) for t, a, z in zip(tokens, age[:, 0], state.latent[:, 0], strict=True)]
        return Output(State(age, state.latent), np.log(np.stack(rows).astype(np.float32)))


def sure(answer: Grid, size: int | None = None) -> npt.NDArray[np.float64]:
    """Likelihoods of a network that is nearly certain of `answer` (digits from 1)."""
    p = np.full((*answer.shape, size or answer.shape[-1]), 0.01)
    np.put_along_axis(p, answer[..., None] - 1, 1.0, -1)
    return p
