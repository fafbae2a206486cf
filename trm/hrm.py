"""HRM over grids (arXiv 2506.21734), the model that the tiny recursive one came from: two networks at two speeds.

z_L is updated by one network T times for each update of z_H by the other, N rounds in all; the gradient goes through
the last update of each alone (the one-step approximation of a fixed point). Its Q-learning of when to stop is left
out: the halting head learns whether the answer is right, as the tiny recursive model's does.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from trm.config import ModelConfig
from trm.model import Output, State, TinyRecursiveModel


class HierarchicalModel(TinyRecursiveModel):
    """`State.answer` is z_H and belongs to `blocks`, `State.latent` is z_L and belongs to `fast_blocks`."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__(config)
        self.fast_blocks = nn.ModuleList(self.mixer(config) for _ in range(config.fast_layers))

    def fast(self, h: Tensor) -> Tensor:
        """The network of the latent."""
        for block in self.fast_blocks:
            h = block(h)
        return h

    def forward(self, tokens: Tensor, state: State) -> Output:
        """One supervision step."""
        x = self.embed(tokens)
        y, z = state
        with torch.no_grad():
            for cycle in range(self.config.outer_cycles):
                last = cycle == self.config.outer_cycles - 1
                for _ in range(self.config.inner_cycles - last):
                    z = self.fast(z + y + x)
                if not last:
                    y = self.f(y + z)
        z = self.fast(z + y + x)
        return self.read(tokens, self.f(y + z), z)


def build(config: ModelConfig) -> TinyRecursiveModel:
    """The model of a config, with random weights."""
    return HierarchicalModel(config) if config.fast_layers else TinyRecursiveModel(config)
