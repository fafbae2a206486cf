"""Optimizers: AdamW, Muon for the matrices (both PyTorch's own), and the paper's Adam-atan2.

Adam-atan2 (arXiv 2407.05872, section 4.3) replaces m / (sqrt(v) + eps) by atan2(m, sqrt(v)): no epsilon, and
updates that do not change when the loss is scaled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn

from trm.config import TrainConfig


class AdamAtan2(torch.optim.Optimizer):
    """Adam with atan2 in the place of the division; decoupled weight decay."""

    def __init__(
        self, params: Iterable[Tensor], lr: float, betas: tuple[float, float] = (0.9, 0.95), weight_decay: float = 0.0
    ) -> None:
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        if closure is not None:
            raise TypeError("AdamAtan2 takes no closure")
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in (p for p in group["params"] if p.grad is not None):
                state: dict[str, Any] = self.state[p]
                if not state:
                    state.update(step=torch.zeros(()), exp_avg=torch.zeros_like(p), exp_avg_sq=torch.zeros_like(p))
                state["step"] += 1
                m = state["exp_avg"].lerp_(p.grad, 1 - beta1)
                v = state["exp_avg_sq"].lerp_(p.grad.square(), 1 - beta2)
                m_hat = m / (1 - beta1 ** state["step"].item())
                v_hat = v / (1 - beta2 ** state["step"].item())
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.sub_(torch.atan2(m_hat, v_hat.sqrt()), alpha=group["lr"] * 4 / math.pi)


def _adamw(params: list[nn.Parameter], config: TrainConfig) -> torch.optim.AdamW:
    return torch.optim.AdamW(params, lr=config.learning_rate, betas=config.betas, weight_decay=config.weight_decay)


def build_optimizers(model: nn.Module, config: TrainConfig) -> list[torch.optim.Optimizer]:
    """One optimizer, or two for "muon" (Muon on the 2-D weights of the blocks, AdamW on the rest)."""
    params = [p for p in model.parameters() if p.requires_grad]
    if config.optimizer == "adam_atan2":
        return [AdamAtan2(params, config.learning_rate, config.betas, config.weight_decay)]
    if config.optimizer == "adamw":
        return [_adamw(params, config)]
    matrices = [p for name, p in model.named_parameters() if p.ndim == 2 and name.startswith("blocks.")]
    chosen = {id(p) for p in matrices}
    rest = [p for p in params if id(p) not in chosen]
    muon = torch.optim.Muon(
        matrices, lr=config.learning_rate, weight_decay=config.weight_decay, adjust_lr_fn="match_rms_adamw"
    )
    return [muon, _adamw(rest, config)]
