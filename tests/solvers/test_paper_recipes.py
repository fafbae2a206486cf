"""The papers' full runs as commands: `train KIND --size paper-...` is their recipe; a step of each runs on a CPU."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import numpy as np
import pytest

from adapters.cli import run
from solvers.kinds.maze import recipe as maze_recipe
from solvers.kinds.maze.generate import training_batch
from solvers.kinds.sudoku import recipe as sudoku_recipe
from solvers.training.recipe import BadOption, RunOptions

SOLVED = np.array([[(3 * r + r // 3 + c) % 9 + 1 for c in range(9)] for r in range(9)], dtype=np.uint8)
PAPERS = {
    "sudoku": ("paper-mlp", "paper-attention-9x9", "paper-hrm-9x9"),
    "maze": ("paper-attention", "paper-hrm"),
}
EACH = [(kind, size) for kind, sizes in PAPERS.items() for size in sizes]


def forged(cache: Path) -> None:
    """Puzzles as the forge leaves them."""
    cache.mkdir(exist_ok=True)
    rng = np.random.default_rng(7)
    puzzles = np.stack([np.where(rng.random((9, 9)) < 0.3, 0, SOLVED).ravel() for _ in range(6)]).astype(np.uint8)
    solutions = np.repeat(SOLVED.reshape(1, -1), 6, 0)
    path = cache / "sudoku-9x9-minimal-6-seed0.npz"
    np.savez(path, puzzles=puzzles, solutions=solutions, guesses=np.zeros(6, np.int32))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mazes of one size, drawn without numba."""
    plain = functools.partial(training_batch, compiled=False)
    monkeypatch.setattr(maze_recipe, "training_batch", plain)
    monkeypatch.setattr(maze_recipe, "POOLS", ((6, 5, ("walls",), 4, 1),))
    monkeypatch.setattr(maze_recipe, "HELD_OUT", {"held-out 5x5": (5, ("walls",), 1)})


def test_a_papers_size_is_trained_as_the_paper_says(small: None, tmp_path: Path) -> None:
    options = RunOptions("maze", tmp_path, size="paper-attention", steps=9, held_out=1)
    made = maze_recipe.recipe(options)
    train = made.train
    assert (train.learning_rate, train.optimizer, train.weight_decay) == (1e-4, "adam_atan2", 1.0)
    assert (train.warmup_steps, train.final_lr_fraction, train.max_supervision_steps) == (2000, 1.0, 16)
    assert [pool.rows for pool in made.pools] == [768]
    own = maze_recipe.recipe(RunOptions("maze", tmp_path, steps=9, held_out=1)).train
    assert (own.optimizer, own.max_supervision_steps, own.linger) == ("adamw", 36, 0.5)
    other = maze_recipe.recipe(
        RunOptions("maze", tmp_path, size="paper-hrm", steps=9, held_out=1, learning_rate=3e-4, batch=2)
    )
    assert (other.train.learning_rate, [pool.rows for pool in other.pools]) == (3e-4, [2])


@pytest.mark.parametrize(("kind", "size"), EACH)
def test_a_size_is_for_its_kind_alone(kind: str, size: str, tmp_path: Path) -> None:
    made = {"sudoku": sudoku_recipe.recipe, "maze": maze_recipe.recipe}
    other = "maze" if kind == "sudoku" else "sudoku"
    with pytest.raises(BadOption, match=f"no size '{size}' for {other}"):
        made[other](RunOptions(other, tmp_path, size=size, steps=1, puzzles=6, hardness=0, cache=tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "size"), EACH)
def test_a_step_of_each_runs_on_a_cpu(small: None, kind: str, size: str, tmp_path: Path) -> None:
    forged(tmp_path / "data")
    arguments = ["train", kind, "--size", size, "--steps", "1", "--rows", "1", "--no-compile", "--held-out", "1"]
    more = ["--puzzles", "6", "--hardness", "0", "--cache", str(tmp_path / "data"), "--out", str(tmp_path / "run")]
    assert run([*arguments, *more]) == 0
    card = json.loads((tmp_path / "run" / f"{kind}.json").read_text())
    assert (card["steps"], card["train"]["optimizer"]) == (1, "adam_atan2")
    assert card["parameters"] > 5_000_000
