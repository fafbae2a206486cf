"""The recursion follows the paper: counts of f, gradient through the last round only, state detached, losses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional as F
from trm_tasks import TINY

from trm import NAMED_SIZES, ModelConfig, TinyRecursiveModel
from trm.hrm import build
from trm.layers import SwiGLU, rms_norm
from trm.losses import cell_loss, stablemax_cross_entropy, total_loss
from trm.model import State, read_tokens

SHAPES = {"relational": (4, 4), "mlp": (4, 4), "attention": (3, 5), "convolution": (5, 7)}


def tokens_for(mixer: str, batch: int = 2) -> torch.Tensor:
    return torch.randint(0, 4, (batch, *SHAPES[mixer]), generator=torch.Generator().manual_seed(3))


def tiny(mixer: str, **changes: Any) -> TinyRecursiveModel:
    torch.manual_seed(0)
    return TinyRecursiveModel(replace(TINY[mixer], **changes))


def test_rms_norm_gives_unit_mean_square_and_has_no_weights() -> None:
    h = torch.randn(5, 7, 16, generator=torch.Generator().manual_seed(0)) * 9
    normed = rms_norm(h)
    assert torch.allclose(normed.square().mean(-1), torch.ones(5, 7), atol=1e-4)
    assert torch.allclose(normed, h / (h.square().mean(-1, keepdim=True) + 1e-5).sqrt(), atol=1e-6)


def test_swiglu_is_down_of_silu_gate_times_up() -> None:
    torch.manual_seed(0)
    layer = SwiGLU(6, 10)
    h = torch.randn(3, 4, 6)
    gate, up = layer.gate_up.weight[:10], layer.gate_up.weight[10:]
    expected = (F.silu(h @ gate.T) * (h @ up.T)) @ layer.down.weight.T
    assert layer(h).shape == (3, 4, 6)
    assert torch.allclose(layer(h), expected, atol=1e-6)
    assert [p.shape for p in layer.parameters()] == [(20, 6), (6, 10)]  # no biases


@pytest.mark.parametrize(("size", "box"), [(4, (2, 2)), (6, (2, 3)), (9, (3, 3)), (16, (4, 4))])
def test_tiles_are_those_of_the_config(size: int, box: tuple[int, int]) -> None:
    assert TINY["relational"].tile(size) == box


@pytest.mark.parametrize("mixer", TINY)
@pytest.mark.parametrize(("n", "rounds"), [(2, 1), (3, 3)])
def test_f_is_called_n_plus_one_times_a_round_and_only_the_last_round_has_gradient(
    mixer: str, n: int, rounds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tiny(mixer, inner_cycles=n, outer_cycles=rounds)
    with_gradient: list[bool] = []
    original = model.f

    def counted(h: torch.Tensor) -> torch.Tensor:
        with_gradient.append(torch.is_grad_enabled())
        return original(h)

    monkeypatch.setattr(model, "f", counted)
    tokens = tokens_for(mixer)
    output = model(tokens, model.start(tokens))
    assert with_gradient == [False] * ((rounds - 1) * (n + 1)) + [True] * (n + 1)
    assert not output.state.answer.requires_grad
    assert not output.state.latent.requires_grad
    assert output.logits.requires_grad


def test_the_updates_are_those_of_figure_3(monkeypatch: pytest.MonkeyPatch) -> None:
    model = tiny("convolution", inner_cycles=3, outer_cycles=2)
    monkeypatch.setattr(model, "f", lambda h: torch.tanh(0.7 * h))
    tokens = tokens_for("convolution")
    x, y, z = model.embed(tokens), *model.start(tokens)
    for _ in range(2):
        for _ in range(3):
            z = torch.tanh(0.7 * (z + y + x))
        y = torch.tanh(0.7 * (y + z))
    output = model(tokens, model.start(tokens))
    assert torch.allclose(output.state.latent, z, atol=1e-6)
    assert torch.allclose(output.state.answer, y, atol=1e-6)
    assert torch.allclose(output.logits, model.head(y), atol=1e-6)


@pytest.mark.parametrize(("rounds", "reached"), [(1, True), (2, False)])
def test_gradient_reaches_the_carried_state_only_within_one_round(rounds: int, reached: bool) -> None:
    model = tiny("attention", outer_cycles=rounds)
    tokens = tokens_for("attention")
    latent = model.start(tokens).latent.requires_grad_()
    model(tokens, State(model.start(tokens).answer, latent)).logits.square().sum().backward()
    assert (latent.grad is not None) is reached


@pytest.mark.parametrize("mixer", TINY)
def test_shapes_start_and_fresh_halting_head(mixer: str) -> None:
    model = tiny(mixer)
    tokens = tokens_for(mixer, 3)
    output = model(tokens, model.start(tokens))
    classes = 4 if mixer in ("relational", "convolution") else 5
    assert output.logits.shape == (*tokens.shape, classes)
    assert output.halt.tolist() == [-5.0, -5.0, -5.0]
    assert read_tokens(output.logits, model.config).shape == tokens.shape
    first = model.start(tokens)
    assert all(torch.equal(first.latent[0], row) for row in first.latent)
    buffers = {name for name, _ in model.named_buffers()}
    assert buffers == {"answer_start", "latent_start"}  # fixed, not learned


def test_start_noise_differs_between_rows_and_follows_its_generator() -> None:
    model = tiny("relational")
    tokens = tokens_for("relational")
    first, again = (model.start(tokens, noise=0.5, generator=torch.Generator().manual_seed(9)) for _ in range(2))
    plain = model.start(tokens)
    assert torch.equal(first.latent, again.latent)
    assert not torch.equal(first.latent[0], first.latent[1])
    assert torch.equal(first.answer, plain.answer)
    assert abs(float((first.latent - plain.latent).std()) - 0.5) < 0.03


def test_embedding_is_scaled_to_unit_size() -> None:
    torch.manual_seed(0)
    model = TinyRecursiveModel(ModelConfig("convolution", 500, 4, 64, 8, layers=1, loss="bits"))
    assert abs(float(model.embed(torch.arange(500).view(1, 20, 25)).detach().std()) - 1) < 0.03


def test_relational_input_is_blank_given_or_ruled_out() -> None:
    model = tiny("relational")
    x = model.embed(torch.tensor([[[0, 2, 0, 0]] * 4]))
    kinds = model.embedding * model.config.hidden**0.5
    assert torch.allclose(x[0, 0, 0], kinds[0].expand(4, -1))
    assert torch.allclose(x[0, 0, 1], kinds[[2, 1, 2, 2]])


def reference_stablemax(logits: np.ndarray, target: int) -> float:
    x = logits.astype(np.float64)
    s = np.array([v + 1 if v >= 0 else 1 / (1 - v) for v in x])
    return float(-np.log(s[target] / s.sum()))


@pytest.mark.parametrize("scale", [0.0, 1.0, 50.0, 1e6])
def test_stablemax_against_a_float64_reference(scale: float) -> None:
    rng = np.random.default_rng(0)
    logits = (rng.normal(size=(40, 7)) * scale).astype(np.float32)
    targets = rng.integers(0, 7, 40)
    loss = stablemax_cross_entropy(torch.from_numpy(logits), torch.from_numpy(targets))
    expected = [reference_stablemax(row, t) for row, t in zip(logits, targets, strict=True)]
    assert loss.dtype == torch.float64
    np.testing.assert_allclose(loss.numpy(), expected, rtol=1e-12)


def test_stablemax_gradient_is_finite_everywhere() -> None:
    logits = torch.tensor([[0.0, -1e6, 1e6, -0.0, 3.0]], requires_grad=True)
    stablemax_cross_entropy(logits, torch.tensor([1])).sum().backward()
    assert logits.grad is not None
    assert bool(torch.isfinite(logits.grad).all())


def test_bits_are_scored_one_by_one_and_read_back() -> None:
    config = TINY["convolution"]
    targets = torch.arange(16).view(1, 4, 4)
    bits = (targets.unsqueeze(-1) >> torch.arange(4)) & 1
    logits = 20.0 * (bits * 2 - 1)
    assert torch.equal(read_tokens(logits, config), targets)
    assert float(cell_loss(logits, targets, config).max()) < 1e-8
    one_wrong = logits.clone()
    one_wrong[0, 2, 1, 3] *= -1
    losses = cell_loss(one_wrong, targets, config)
    assert float(losses[0, 2, 1]) == pytest.approx(20 / 4)
    assert float(losses.sum()) == pytest.approx(20 / 4)


def test_relational_digits_count_from_one() -> None:
    config = TINY["relational"]
    targets = torch.tensor([[[1, 4], [2, 3]]])
    logits = 30.0 * F.one_hot(targets - 1, 4)
    assert torch.equal(read_tokens(logits, config), targets)
    assert float(cell_loss(logits, targets, config).max()) < 1e-6


def test_total_loss_counts_scored_cells_and_weighs_halting() -> None:
    config = replace(TINY["relational"], loss="softmax")
    logits = torch.zeros(1, 2, 2, 4)
    targets = torch.ones(1, 2, 2, dtype=torch.long)
    logits[0, 0, 0, 0] = 50.0  # one cell right, three undecided
    scored = torch.tensor([[[True, True], [False, False]]])
    halt, solved = torch.tensor([0.0]), torch.tensor([False])
    plain = total_loss(logits, halt, targets, scored, solved, config, 0.0)
    assert float(plain) == pytest.approx(np.log(4) / 2, abs=1e-6)
    both = total_loss(logits, halt, targets, scored, solved, config, 0.5)
    assert float(both - plain) == pytest.approx(0.5 * np.log(2), abs=1e-6)
    assert float(total_loss(logits, halt, targets, scored & False, solved, config, 0.0)) == 0.0


def test_named_sizes_have_the_parameters_they_are_known_for() -> None:
    counts = {}
    for name, config in NAMED_SIZES.items():
        with torch.device("meta"):
            counts[name] = build(config).parameter_count()
    assert 26e6 < counts["paper-hrm"] < 28e6  # "27 M"
    assert 5.0e6 < counts["paper-mlp"] < 5.5e6  # "about 5 M"
    assert 6.5e6 < counts["paper-attention"] < 7.2e6  # "7 M"
    assert counts["relational-small"] < 70_000
    assert counts["convolution-medium"] == 19_745


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"mixer": "mlp", "hidden": 8}, "cells=0"),
        ({"mixer": "attention", "hidden": 20, "heads": 3}, "hidden=20"),
    ],
)
def test_a_config_that_cannot_be_names_the_value(given: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ModelConfig(**{"vocab_in": 4, "vocab_out": 4, "inner": 8, **given})  # type: ignore[arg-type]
