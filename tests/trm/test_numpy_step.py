"""The step without torch computes what torch computes: random networks, random rules, and the shipped weights."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save
from trm_tasks import TINY, maze_task

from trm.checkpoint import load_model, save_tensors, save_weights
from trm.model import TinyRecursiveModel
from trm.numpy_step import load_grid_step, load_rule_step
from trm.numpy_step.segments import Segments
from trm.rows import Rows
from trm.rule_block import RuleConfig, RuleModel
from trm.rule_models import load_rule_model
from trm.rule_piece import Piece
from trm.step import State, read_tokens
from trm.tensor_file import CheckpointError, read_arrays
from trm.torch_step import TorchGridStep, TorchRuleStep

WEIGHTS = Path(__file__).resolve().parents[2] / "trm" / "weights"


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize(("mixer", "shape"), [
    ("relational", (1, 4, 4)), ("relational", (3, 6, 6)), ("relational", (2, 9, 9)),
    ("convolution", (1, 1, 3)), ("convolution", (3, 5, 7)), ("convolution", (2, 30, 31)),
])  # fmt: skip
def test_a_random_network_over_grids(mixer: str, shape: tuple[int, ...], layers: int, tmp_path: Path) -> None:
    torch.manual_seed(layers)
    config = replace(TINY[mixer], layers=layers, outer_cycles=layers)
    path = tmp_path / "net.safetensors"
    save_weights(path, TinyRecursiveModel(config).state_dict(), config, {})
    ours, theirs = load_grid_step(path), TorchGridStep(load_model(path))
    assert ours is not None
    assert (ours.first, ours.bits) == (theirs.first, theirs.bits)
    tokens = np.random.default_rng(0).integers(0, 4, shape)
    state = ours.start(tokens)
    for mine, other in zip(state, theirs.start(tokens), strict=True):
        assert mine.tolist() == other.tolist()
    before = State(*(held.copy() for held in state))
    for _ in range(3):
        mine, other = ours(tokens, state), theirs(tokens, state)
        np.testing.assert_allclose(mine.logits, other.logits, atol=2e-4)
        np.testing.assert_allclose(mine.state.answer, other.state.answer, atol=2e-4)
        np.testing.assert_allclose(mine.state.latent, other.state.latent, atol=2e-4)
        assert (state.answer == before.answer).all()
        state = mine.state
        before = State(*(held.copy() for held in state))


def random_rows(random: np.random.Generator, count: int, rows: int, longest: int) -> Rows:
    """Rows of any length; some candidates are in none."""
    members = [random.permutation(count - 2)[: random.integers(1, longest)] for _ in range(rows)]
    return Rows.build(
        count, [(m.tolist(), random.choice([-2, 1, 1, 1, 3], len(m)).tolist(), -1, len(m)) for m in members]
    )


@pytest.mark.parametrize(("features", "messages"), [(True, False), (False, False), (True, True)])
def test_a_random_network_over_rules(features: bool, messages: bool, tmp_path: Path) -> None:
    torch.manual_seed(2)
    config = RuleConfig(24, 16, 2, edge_features=features, row_features=features, messages=messages)
    path = tmp_path / "rules.safetensors"
    model = RuleModel(config)
    with torch.no_grad():
        model.head.weight *= 20  # beliefs of all sizes
    save_tensors(path, model.state_dict(), {"config": config.to_json()})
    ours, theirs = load_rule_step(path), TorchRuleStep(load_rule_model(path))
    random = np.random.default_rng(5)
    rules = [random_rows(random, *size) for size in ((30, 12, 9), (400, 300, 5), (3, 1, 2), (300, 40, 250))]
    plain = Rows.build(9, [([0, 1, 2], [1, 1, 1], 1, 1), ([2, 3, 4, 5, 6, 7, 8], [1] * 7, 0, 2)])
    pieces = [Piece.of(rows) for rows in (*rules, plain)]
    state = ours.start(sum(piece.candidates for piece in pieces))
    assert [held.tolist() for held in state] == [held.tolist() for held in theirs.start(len(state.answer))]
    for _ in range(3):
        mine, other = ours(pieces, state), theirs(pieces, state)
        np.testing.assert_allclose(mine.logits, other.logits, atol=2e-3)
        np.testing.assert_allclose(mine.state.latent, other.state.latent, atol=1e-3)
        assert list(mine.whole) == list(other.whole)
        state = mine.state


def test_a_puzzle_that_is_done_with_is_forgotten(tmp_path: Path) -> None:
    config = RuleConfig(8, 8, messages=True)
    path = tmp_path / "rules.safetensors"
    save_tensors(path, RuleModel(config).state_dict(), {"config": config.to_json()})
    step = load_rule_step(path)
    piece = Piece.of(random_rows(np.random.default_rng(0), 20, 9, 6))
    step([piece], step.start(20))
    held = weakref.ref(piece)
    del piece
    gc.collect()
    assert held() is None


def test_segments_sum_as_a_loop_does() -> None:
    random = np.random.default_rng(3)
    for count, most in ((1, 5), (7, 1), (12, 40), (3, 0)):
        owner = random.integers(0, count, most * count) if most else np.zeros(0, np.int64)
        owner = np.append(owner, np.zeros(50, np.int64))  # one that is far longer
        values = random.standard_normal((len(owner), 3)).astype(np.float32)
        segments = Segments(owner, count)
        sums, least = np.empty((count, 3), np.float32), np.empty((count, 3), np.float32)
        segments.sums(values[segments.laid], sums)
        segments.least(values[segments.laid], least)
        for k in range(count):
            held = values[owner == k]
            np.testing.assert_allclose(sums[segments.rank[k]], held.sum(0), atol=1e-5)
            expected = held.min(0) if len(held) else np.zeros(3)
            assert least[segments.rank[k]].tolist() == expected.tolist()
        each = np.zeros_like(values)
        segments.add_each(each, np.arange(count, dtype=np.float32)[:, None])
        assert each[:, 0].tolist() == segments.of_laid.tolist()


def test_the_shipped_networks_give_the_same_tokens() -> None:
    random = np.random.default_rng(7)
    grids = {"sudoku": np.where(random.random((3, 9, 9)) < 0.3, random.integers(1, 10, (3, 9, 9)), 0)}
    grids["maze"] = maze_task().inputs
    for name, tokens in grids.items():
        path = WEIGHTS / f"{name}.safetensors"
        ours, theirs = load_grid_step(path), TorchGridStep(load_model(path))
        assert ours is not None
        state, other_state = ours.start(tokens), theirs.start(tokens)
        for _ in range(8):  # each from its own state: differences may add up
            mine, other = ours(tokens, state), theirs(tokens, other_state)
            assert (read_tokens(mine.logits, ours) == read_tokens(other.logits, theirs)).all()
            state, other_state = mine.state, other.state


def test_the_papers_own_mixers_are_left_to_torch(tmp_path: Path) -> None:
    for mixer in ("mlp", "attention"):
        save_weights(tmp_path / mixer, TinyRecursiveModel(TINY[mixer]).state_dict(), TINY[mixer], {})
        assert load_grid_step(tmp_path / mixer) is None


def test_halves_of_either_kind_are_read(tmp_path: Path) -> None:
    values = torch.tensor([[1.5, -2.0, 1e-3], [0.0, 7.0, -300.0]])
    for kind in (torch.bfloat16, torch.float16, torch.float32, torch.float64):
        save_tensors(tmp_path / "w", {"w": values.to(kind)}, {"config": {}})
        arrays, meta = read_arrays(tmp_path / "w")
        assert arrays["w"].tolist() == values.to(kind).double().tolist()
        assert meta == {"config": {}, "format": 1}


def test_damage_is_one_line_with_the_path_and_a_hint(tmp_path: Path) -> None:
    tensors = TinyRecursiveModel(TINY["relational"]).state_dict()
    config = {**TINY["relational"].to_json(), "hidden": 8}
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "noise").write_bytes(b"\x07" * 100)
    (tmp_path / "foreign").write_bytes(save(tensors))
    save_tensors(tmp_path / "bare", tensors, {})
    save_tensors(tmp_path / "other", tensors, {"config": config})
    save_tensors(tmp_path / "unknown", tensors, {"config": {**config, "depth": 3}})
    said = {"empty": "cannot read", "noise": "cannot read", "foreign": "has format None", "bare": "does not fit",
            "other": "does not fit", "unknown": "does not fit", "missing": "no checkpoint at"}  # fmt: skip
    for name, reason in said.items():
        for load in (load_grid_step, load_rule_step):
            if name == "bare" and load is load_rule_step:
                continue
            with pytest.raises(CheckpointError) as caught:
                load(tmp_path / name)
            assert reason in str(caught.value), name
            assert repr(str(tmp_path / name)) in str(caught.value)
            assert "\n" not in str(caught.value)
            assert caught.value.hint
