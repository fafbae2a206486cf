"""The step in bfloat16 does what the one in float32 does, up to rounding, and takes over only once it is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from trm_tasks import TINY

from solvers.base import PuzzleError
from solvers.steps import grid_step
from trm.checkpoint import save_weights
from trm.model import TinyRecursiveModel
from trm.numpy_step import load_grid_step
from trm.numpy_step.grids import NumpyGridStep
from trm.step import Output, State
from trm.when_ready import WhenReady

pytest.importorskip("numba", reason="the kernels need numba")
bf16 = pytest.importorskip("trm.bf16_relational")
WEIGHTS = Path(__file__).resolve().parents[2] / "trm" / "weights"


@pytest.mark.parametrize("shape", [(1, 4, 4), (3, 6, 6), (5, 9, 9)])
def test_a_random_network(shape: tuple[int, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bf16, "multiplies_bf16", lambda: True)  # slower without the tiles, the same all the same
    torch.manual_seed(1)
    path = tmp_path / "net.safetensors"
    config = replace(TINY["relational"], layers=2)
    save_weights(path, TinyRecursiveModel(config).state_dict(), config, {})
    exact, quick = load_grid_step(path), bf16.load_bf16_step(path)
    assert exact is not None
    random = np.random.default_rng(0)
    tokens = random.integers(0, 4, shape)
    start = exact.start(tokens)
    state = State(*(held + random.standard_normal(held.shape).astype(np.float32) for held in start))
    kept = State(*(held.copy() for held in state))
    mine, other = quick(tokens, state), exact(tokens, state)
    assert mine.logits.shape == other.logits.shape
    assert np.abs(mine.logits - other.logits).max() < 0.05 * np.abs(other.logits).max()
    assert np.abs(mine.state.latent - other.state.latent).max() < 0.2
    assert all((a == b).all() for a, b in zip(state, kept, strict=True))
    alone = quick(tokens[-1:], State(state.answer[-1:], state.latent[-1:]))
    np.testing.assert_allclose(alone.logits, mine.logits[-1:], atol=2e-2)  # a row does not hang on its neighbours


def test_only_for_relational_networks_on_cpus_that_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bf16, "multiplies_bf16", lambda: True)
    assert bf16.load_bf16_step(WEIGHTS / "maze.safetensors") is None
    monkeypatch.setattr(bf16, "multiplies_bf16", lambda: False)
    assert bf16.load_bf16_step(WEIGHTS / "sudoku.safetensors") is None


def test_the_quicker_step_takes_over_when_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bf16, "multiplies_bf16", lambda: True)
    path = WEIGHTS / "sudoku.safetensors"
    exact, tokens = load_grid_step(path), np.zeros((2, 4, 4), dtype=np.int64)
    assert exact is not None
    rising = WhenReady(exact, lambda: bf16.load_bf16_step(path))
    before = rising(tokens, rising.start(tokens))
    assert (before.logits == exact(tokens, exact.start(tokens)).logits).all()
    assert rising.prepare(4)
    after = rising(tokens, before.state)
    assert (after.logits != exact(tokens, before.state).logits).any()
    assert (rising.first, rising.bits) == (exact.first, exact.bits)
    never = WhenReady(exact, lambda: None)
    assert not never.prepare(4)
    assert (never(tokens, before.state).logits == exact(tokens, before.state).logits).all()


def test_one_that_fails_later_is_given_up() -> None:
    exact, tokens = load_grid_step(WEIGHTS / "sudoku.safetensors"), np.zeros((1, 4, 4), dtype=np.int64)
    assert exact is not None

    class Failing:
        first, bits = 1, False
        calls = 0

        def start(self, tokens: Any) -> State:
            return exact.start(tokens)

        def __call__(self, tokens: Any, state: State) -> Output:
            self.calls += 1
            if self.calls > 1:
                raise RuntimeError("no memory")
            return exact(tokens, state)

    failing = Failing()
    rising = WhenReady(exact, lambda: failing)
    assert rising.prepare(4)
    state = rising.start(tokens)
    for _ in range(3):
        assert (rising(tokens, state).logits == exact(tokens, state).logits).all()
    assert failing.calls == 2


def test_it_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bf16, "multiplies_bf16", lambda: True)
    assert isinstance(grid_step(WEIGHTS / "sudoku.safetensors", "bf16").network, bf16.Bf16RelationalNetwork)  # type: ignore[attr-defined]
    maze = grid_step(WEIGHTS / "maze.safetensors", "bf16")  # not made for it: numpy
    assert type(maze) is NumpyGridStep
    assert not isinstance(maze.network, bf16.Bf16RelationalNetwork)
    monkeypatch.setattr(bf16, "multiplies_bf16", lambda: False)
    with pytest.raises(PuzzleError, match="this CPU has no tiles for it"):
        grid_step(WEIGHTS / "sudoku.safetensors", "bf16")
