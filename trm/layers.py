"""The building blocks: RMSNorm, SwiGLU and one block for each mixer. Shapes stand in the comments.

B batch, H x W grid, L = H*W cells, D digits (a relational grid is D x D), d hidden, m inner width.
Every block maps a state to a state of the same shape, post-norm: h = rmsnorm(h + change(h)). With its block, a mixer
owns how tokens become inputs, what a state looks like and how scores are read (`Mixer`).
"""

from __future__ import annotations

from typing import ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from trm.config import ModelConfig

NORM_EPS = 1e-5


def rms_norm(h: Tensor) -> Tensor:
    """RMSNorm without weights, as in the paper's code."""
    return F.rms_norm(h, (h.shape[-1],), eps=NORM_EPS)


def lecun_(weight: Tensor, fan_in: int) -> Tensor:
    """Truncated normal of variance 1 / fan_in (the fan_in of a linear layer)."""
    return nn.init.trunc_normal_(weight, std=fan_in**-0.5, a=-2 * fan_in**-0.5, b=2 * fan_in**-0.5)


class Linear(nn.Linear):
    """nn.Linear without bias, LeCun truncated normal."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs, bias=False)
        lecun_(self.weight.data, inputs)


class SwiGLU(nn.Module):
    """down(silu(gate) * up)."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.gate_up = Linear(width, 2 * inner)
        self.down = Linear(inner, width)

    def forward(self, h: Tensor) -> Tensor:
        gate, up = self.gate_up(h).chunk(2, dim=-1)
        return self.down(F.silu(gate) * up)  # type: ignore[no-any-return]


class Mixer(nn.Module):
    """A block and the way in and out of a state made for it. Here: one vector a cell, on the grid (B, H, W, d)."""

    first: ClassVar[int] = 0
    """The token that the first score stands for."""

    @staticmethod
    def inputs(config: ModelConfig, /) -> int:
        """Kinds of input, each with a learned vector."""
        return config.vocab_in

    @staticmethod
    def outputs(config: ModelConfig, /) -> int:
        """Scores that the head gives for each vector of the state."""
        return config.vocab_out

    @staticmethod
    def embed(tokens: Tensor) -> Tensor:
        """Tokens (B, H, W) to the kind of input at each place of the state."""
        return tokens

    @staticmethod
    def start(height: int, width: int) -> tuple[int, ...]:
        """The places of a state for a grid."""
        return height, width

    @staticmethod
    def read(scores: Tensor, height: int, width: int) -> Tensor:
        """The head's scores (B, places, outputs) to (B, H, W, classes)."""
        return scores.reshape(len(scores), height, width, -1)


class SequenceMixer(Mixer):
    """The paper's mixers: the cells in one row, (B, L, d)."""

    @staticmethod
    def embed(tokens: Tensor) -> Tensor:
        return tokens.flatten(1)

    @staticmethod
    def start(height: int, width: int) -> tuple[int, ...]:
        return (height * width,)


class MlpBlock(SequenceMixer):
    """The paper's first block: a SwiGLU over the cells instead of attention, then one over the channels."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.over_cells = SwiGLU(config.cells, config.inner)
        self.over_channels = SwiGLU(config.hidden, config.inner)

    def forward(self, h: Tensor) -> Tensor:  # (B, L, d)
        h = rms_norm(h + self.over_cells(h.transpose(1, 2)).transpose(1, 2))  # (B, d, L) and back
        return rms_norm(h + self.over_channels(h))


def rotary(length: int, width: int, device: torch.device) -> tuple[Tensor, Tensor]:
    """Cosines and sines of rotary positions, each (length, width / 2) (arXiv 2104.09864, section 3.2)."""
    frequency = 10_000.0 ** (-torch.arange(0, width, 2, device=device) / width)
    angle = torch.arange(length, device=device)[:, None] * frequency
    return angle.cos(), angle.sin()


def rotate(v: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Apply rotary positions to v (B, heads, L, width)."""
    left, right = v.chunk(2, dim=-1)
    return torch.cat((left * cos - right * sin, right * cos + left * sin), dim=-1)


class AttentionBlock(SequenceMixer):
    """The paper's block for larger grids: bidirectional self-attention with rotary positions, then SwiGLU."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.qkv = Linear(config.hidden, 3 * config.hidden)
        self.out = Linear(config.hidden, config.hidden)
        self.over_channels = SwiGLU(config.hidden, config.inner)

    def forward(self, h: Tensor) -> Tensor:  # (B, L, d)
        batch, length, hidden = h.shape
        qkv = self.qkv(h).view(batch, length, 3, self.heads, hidden // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)  # each (B, heads, L, d / heads)
        cos, sin = rotary(length, hidden // self.heads, h.device)
        mixed = F.scaled_dot_product_attention(rotate(q, cos, sin), rotate(k, cos, sin), v)
        h = rms_norm(h + self.out(mixed.transpose(1, 2).reshape(batch, length, hidden)))
        return rms_norm(h + self.over_channels(h))


class RelationalBlock(Mixer):
    """One SwiGLU whose gate sees the candidate itself and the means over the groups it belongs to.

    The state holds one vector a candidate (cell, digit) and the weights are shared by all of them, so the block
    commutes with every permutation of digits and of rows and columns within bands and stacks, and one set of weights
    serves every size. A mean is multiplied before it is broadcast: nine times fewer products for a 9x9.
    """

    first: ClassVar[int] = 1
    """Scores are of the digits, which count from 1: token 0 is a blank."""
    RELATIONS = ("row", "column", "box", "cell", "row_segment", "column_segment")

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.own = Linear(config.hidden, 2 * config.inner)
        self.means = nn.ModuleDict({name: Linear(config.hidden, 2 * config.inner) for name in self.RELATIONS})
        self.down = Linear(config.inner, config.hidden)
        self.tile = config.tile

    @staticmethod
    def inputs(_: ModelConfig) -> int:
        return 3  # a candidate is: in a blank cell / given / ruled out by a given

    @staticmethod
    def outputs(_: ModelConfig) -> int:
        return 1

    @staticmethod
    def embed(tokens: Tensor) -> Tensor:
        digits = torch.arange(1, tokens.shape[-1] + 1, device=tokens.device)
        given = tokens.unsqueeze(-1)  # (B, D, D, 1)
        return torch.where(given == 0, 0, torch.where(given == digits, 1, 2))  # (B, D, D, D)

    @staticmethod
    def start(height: int, width: int) -> tuple[int, ...]:
        return height, width, width

    @staticmethod
    def read(scores: Tensor, height: int, width: int) -> Tensor:
        return scores.squeeze(-1).reshape(len(scores), height, width, -1)

    def forward(self, h: Tensor) -> Tensor:  # (B, D, D, D, d): batch, row, column, digit, channel
        batch, size, _, _, hidden = h.shape
        rows, columns = self.tile(size)
        # (B, box row, row in box, box column, column in box, digit, d)
        boxed = h.view(batch, size // rows, rows, size // columns, columns, size, hidden)
        row_segment = boxed.mean(4, keepdim=True)
        column_segment = boxed.mean(2, keepdim=True)
        # what is the same for a whole segment is added up there, on a third of the places
        across = self.means["row_segment"](row_segment)
        across += self.means["row"](row_segment.mean(3, keepdim=True))
        across += self.means["box"](row_segment.mean(2, keepdim=True))
        down = self.means["column_segment"](column_segment)
        down += self.means["column"](column_segment.mean(1, keepdim=True))
        mixed = self.own(boxed)
        mixed += across
        mixed += down
        mixed += self.means["cell"](boxed.mean(5, keepdim=True))
        gate, up = mixed.chunk(2, dim=-1)
        return rms_norm(boxed + self.down(F.silu(gate) * up)).view(h.shape)


class ConvolutionBlock(Mixer):
    """One SwiGLU whose gate is a 3x3 convolution: purely local, so the same weights serve every grid size."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.near = nn.Conv2d(config.hidden, 2 * config.inner, 3, padding=1, bias=False)
        lecun_(self.near.weight.data, 9 * config.hidden)
        self.down = Linear(config.inner, config.hidden)

    def forward(self, h: Tensor) -> Tensor:  # (B, H, W, d)
        mixed = self.near(h.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)  # channels-last memory both ways
        gate, up = mixed.chunk(2, dim=-1)
        return rms_norm(h + self.down(F.silu(gate) * up))


BLOCKS: dict[str, type[Mixer]] = {
    "mlp": MlpBlock,
    "attention": AttentionBlock,
    "relational": RelationalBlock,
    "convolution": ConvolutionBlock,
}
