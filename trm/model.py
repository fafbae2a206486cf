"""The tiny recursive model: a question x, an answer y and a latent z, and one small network that updates both.

"Less is More: Recursive Reasoning with Tiny Networks", arXiv 2510.04871. Read `TinyRecursiveModel.step` beside
figure 3 of the paper. The state is carried, detached, from one supervision step to the next (deep supervision).
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from trm.config import ModelConfig
from trm.layers import BLOCKS, Linear


class State(NamedTuple):
    """What is carried between supervision steps, each (B, ..., d)."""

    answer: Tensor  # y (z_H in the paper's code)
    latent: Tensor  # z (z_L)


class Output(NamedTuple):
    """Result of one supervision step."""

    state: State
    logits: Tensor
    """(B, H, W, vocab_out); for the relational mixer vocab_out is the number of digits, for "bits" the bits."""
    halt: Tensor
    """(B,) logit that the whole answer is correct."""


class TinyRecursiveModel(nn.Module):
    """One network f of `layers` blocks, used for both updates: z = f(x + y + z) n times, then y = f(y + z)."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.mixer = BLOCKS[config.mixer]
        self.embedding = nn.Parameter(torch.empty(self.mixer.inputs(config), config.hidden))
        nn.init.trunc_normal_(self.embedding, std=config.hidden**-0.5)
        self.blocks = nn.ModuleList(self.mixer(config) for _ in range(config.layers))
        self.head = Linear(config.hidden, self.mixer.outputs(config))
        self.halt_head = nn.Linear(config.hidden, 1)
        nn.init.zeros_(self.halt_head.weight)
        nn.init.constant_(self.halt_head.bias, -5.0)
        for name in ("answer_start", "latent_start"):  # fixed, not learned
            self.register_buffer(name, nn.init.trunc_normal_(torch.empty(config.hidden)))

    def embed(self, tokens: Tensor) -> Tensor:
        """Tokens (B, H, W) to x: (B, H, W, d), (B, L, d) for mlp and attention, (B, D, D, D, d) for relational."""
        scale: float = self.config.hidden**0.5
        return F.embedding(self.mixer.embed(tokens), self.embedding) * scale

    def start(self, tokens: Tensor, *, noise: float = 0.0, generator: torch.Generator | None = None) -> State:
        """The first state for tokens (B, H, W). `noise` > 0 makes every start, and so every restart, different."""
        batch, height, width = tokens.shape
        shape = (batch, *self.mixer.start(height, width), self.config.hidden)
        answer = self.get_buffer("answer_start").expand(shape).clone()
        latent = self.get_buffer("latent_start").expand(shape).clone()
        if noise:
            latent += noise * torch.randn(shape, generator=generator).to(latent)
        return State(answer, latent)

    def f(self, h: Tensor) -> Tensor:
        """The one network."""
        for block in self.blocks:
            h = block(h)
        return h

    def round(self, x: Tensor, state: State) -> State:
        """n updates of the latent, then one of the answer."""
        y, z = state
        for _ in range(self.config.inner_cycles):
            z = self.f(z + y + x)
        y = self.f(y + z)
        return State(y, z)

    def forward(self, tokens: Tensor, state: State) -> Output:
        """One supervision step: T rounds, of which only the last carries gradient."""
        x = self.embed(tokens)
        if self.config.outer_cycles > 1:
            with torch.no_grad():
                for _ in range(self.config.outer_cycles - 1):
                    state = self.round(x, state)
        return self.read(tokens, *self.round(x, state))

    def read(self, tokens: Tensor, y: Tensor, z: Tensor) -> Output:
        """What an answer says, and the state to go on from."""
        logits = self.mixer.read(self.head(y), *tokens.shape[1:])
        halt = self.halt_head(y.flatten(1, -2).mean(1)).squeeze(-1)  # (B,)
        return Output(State(y.detach(), z.detach()), logits, halt)

    def parameter_count(self) -> int:
        """Number of trained parameters."""
        return sum(p.numel() for p in self.parameters())


def read_tokens(logits: Tensor, config: ModelConfig) -> Tensor:
    """Logits (B, H, W, V) to answer tokens (B, H, W): a digit from 1, a class, or a bit mask."""
    if config.loss == "bits":
        weights = 2 ** torch.arange(logits.shape[-1], device=logits.device)
        return ((logits > 0) * weights).sum(-1)
    return logits.argmax(-1) + BLOCKS[config.mixer].first
