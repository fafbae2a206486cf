"""Widening a trained network without changing what it computes, so that a wide one need not start from nothing.

Every channel is copied, and every weight is shared out over the copies of the channel it reads, in unequal random parts
(compare Net2Net, arXiv 1511.05641, section 2.2): the parts add up to the old weight, and that they differ is what
lets the copies learn different things. For the relational mixer.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from trm.config import ModelConfig


def grow(weights: Mapping[str, Tensor], old: ModelConfig, new: ModelConfig, *, seed: int = 0) -> dict[str, Tensor]:
    """Weights of a network of shape `new` that computes what `old` computed with `weights`.

    `new.hidden` and `new.inner` are multiples of the old ones, one of them larger, all else is equal.
    Raises ValueError otherwise.
    """
    channels, inner = new.hidden // old.hidden, new.inner // old.inner
    same = {**old.to_json(), "hidden": channels * old.hidden, "inner": inner * old.inner}
    if old.mixer != "relational" or new.to_json() != same or new == old:
        raise ValueError(f"cannot grow {old!r} into {new!r}")
    generator = torch.Generator().manual_seed(seed)
    grown: dict[str, Tensor] = {}
    for name, value in weights.items():
        value = value.float()
        if name == "embedding":  # the model multiplies it by sqrt(hidden)
            grown[name] = value.tile(1, channels) * channels**-0.5
        elif name.endswith("_start"):
            grown[name] = value.tile(channels)
        elif name.endswith("down.weight"):  # (hidden, inner)
            grown[name] = _shared_out(value.tile(channels, 1), inner, generator)
        elif name.startswith("blocks."):  # (2 * inner, hidden): gates, then values
            halves = [half.tile(inner, 1) for half in value.chunk(2)]
            grown[name] = _shared_out(torch.cat(halves), channels, generator)
        elif name.endswith("head.weight"):  # (1, hidden)
            grown[name] = _shared_out(value, channels, generator)
        else:
            grown[name] = value.clone()
    return grown


def _shared_out(weight: Tensor, copies: int, generator: torch.Generator) -> Tensor:
    """(out, in) to (out, copies * in): random parts that add up to `weight`."""
    parts = torch.rand(copies, *weight.shape, generator=generator) + 0.5
    parts /= parts.sum(0)
    return torch.cat(tuple(parts * weight), dim=1)
