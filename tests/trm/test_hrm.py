"""HRM over grids: two networks at two speeds, the gradient through the last update of each, the same protocol."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from trm_tasks import TINY

from trm.checkpoint import load_model, save_weights
from trm.config import ModelConfig
from trm.hrm import HierarchicalModel, build
from trm.model import TinyRecursiveModel

CONFIG = replace(TINY["attention"], fast_layers=1, inner_cycles=3, outer_cycles=2)


def test_what_is_built_follows_from_the_config() -> None:
    assert type(build(CONFIG)) is HierarchicalModel
    assert type(build(TINY["attention"])) is TinyRecursiveModel
    assert "fast_layers" not in TINY["attention"].to_json()  # so that older checkpoints stay what they are
    assert ModelConfig(**CONFIG.to_json()) == CONFIG


def test_the_fast_network_runs_t_times_a_round_and_only_the_last_updates_have_gradient(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    torch.manual_seed(0)
    model = HierarchicalModel(CONFIG)
    calls: list[tuple[str, bool]] = []
    for name in ("fast", "f"):
        original = getattr(model, name)

        def counted(h: torch.Tensor, name: str = name, original: object = original) -> torch.Tensor:
            calls.append((name, torch.is_grad_enabled()))
            return original(h)  # type: ignore[operator, no-any-return]

        monkeypatch.setattr(model, name, counted)
    tokens = torch.randint(0, 4, (2, 3, 5), generator=torch.Generator().manual_seed(3))
    output = model(tokens, model.start(tokens))
    assert calls == [("fast", False)] * 3 + [("f", False)] + [("fast", False)] * 2 + [("fast", True), ("f", True)]
    output.logits.square().sum().backward()
    assert all(p.grad is not None for block in (model.blocks, model.fast_blocks) for p in block.parameters())
    assert not output.state.answer.requires_grad


def test_weights_are_shipped_and_read_back(tmp_path: Path) -> None:
    model = HierarchicalModel(CONFIG)
    save_weights(tmp_path / "h.safetensors", model.state_dict(), CONFIG, {})
    read = load_model(tmp_path / "h.safetensors")
    assert type(read) is HierarchicalModel
    tokens = torch.zeros((1, 3, 5), dtype=torch.long)
    assert torch.allclose(read(tokens, read.start(tokens)).logits, model(tokens, model.start(tokens)).logits, atol=0.05)
