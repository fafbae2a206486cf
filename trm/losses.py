"""What training minimises: stablemax or softmax cross entropy, or bits, plus the halting loss."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from trm.config import ModelConfig
from trm.layers import BLOCKS


def stablemax_cross_entropy(logits: Tensor, targets: Tensor) -> Tensor:
    """Cross entropy with s(x) in the place of exp(x), in float64 (arXiv 2501.04697). logits (..., V), result (...)."""
    x = logits.double()
    s = torch.where(x < 0, 1 / (1 - x.clamp(max=0)), x.clamp(min=0) + 1)
    log_p = torch.log(s) - torch.log(s.sum(-1, keepdim=True))
    return -log_p.gather(-1, targets.unsqueeze(-1)).squeeze(-1)


def cell_loss(logits: Tensor, targets: Tensor, config: ModelConfig) -> Tensor:
    """Loss a cell, (B, H, W). `targets` are tokens as `read_tokens` gives them."""
    if config.loss == "bits":
        bits = (targets.unsqueeze(-1) >> torch.arange(logits.shape[-1], device=targets.device)) & 1
        return F.binary_cross_entropy_with_logits(logits, bits.to(logits), reduction="none").mean(-1)
    classes = targets - BLOCKS[config.mixer].first
    if config.loss == "stablemax":
        return stablemax_cross_entropy(logits, classes)
    return F.cross_entropy(logits.movedim(-1, 1), classes, reduction="none")


def total_loss(
    logits: Tensor,
    halt: Tensor,
    targets: Tensor,
    weights: Tensor,
    solved: Tensor,
    config: ModelConfig,
    halt_weight: float,
) -> Tensor:
    """Weighted mean of the cell loss, plus the halting loss (target: the whole answer is right)."""
    per_cell = cell_loss(logits, targets, config)
    answer = (per_cell * weights).sum() / weights.sum().clamp(min=1)
    if not halt_weight:
        return answer
    return answer + halt_weight * F.binary_cross_entropy_with_logits(halt, solved.to(halt))
