"""The relational network for batches on CPUs that multiply bfloat16 (AMX): several times quicker than float32.

The arithmetic of `trm.layers.RelationalBlock`; torch multiplies, numba does what lies between (`bf16_kernels`). The
state stays in float32, so a trajectory may take some of its steps here and others in `trm.numpy_step`. Rounding may
change a path, never a proof: answers are checked by code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from trm.config import ModelConfig
from trm.layers import NORM_EPS
from trm.numpy_step.grids import NumpyGridStep
from trm.numpy_step.relational import RelationalNetwork
from trm.tensor_file import misfit, read_weights

Array = npt.NDArray[np.float32]
CANDIDATES = 3000
"""Candidates that are thought about together: four 9x9. Of 1, 2, 4, 5 and 8 grids these took the least time a row:
fewer leave the products too small, more do not fit a core's cache."""


def multiplies_bf16() -> bool:
    """Whether this CPU has tiles for bfloat16; without them it would be slower than float32."""
    return bool(torch.cpu.get_capabilities().get("amx_bf16") and torch._C._has_mkldnn)


def load_bf16_step(path: Any) -> NumpyGridStep | None:
    """The step of a relational checkpoint; None for other mixers, and on other CPUs. Raises CheckpointError."""
    tensors, meta = read_weights(path)
    if meta.get("mixer") != "relational" or not multiplies_bf16():
        return None
    with misfit(path):
        config = ModelConfig(**meta)
        return NumpyGridStep(config, Bf16RelationalNetwork(config, tensors), tensors)


@dataclass(frozen=True)
class Weights:
    """One block, as (inputs, outputs): what a candidate, its row segment, row and box, ... say side by side."""

    own: Tensor
    across: Tensor
    down: Tensor
    cell: Tensor
    out: Tensor


class Halves:
    """A bfloat16 tensor, and the same memory as `uint16` for the kernels."""

    def __init__(self, *shape: int) -> None:
        self.tensor = torch.empty(shape, dtype=torch.bfloat16)
        self.bits: npt.NDArray[np.uint16] = self.tensor.view(torch.uint16).numpy()
        self.flat = self.tensor.view(-1, shape[-1])


class Space:
    """Where the results of a block go, for `count` grids of a side."""

    def __init__(self, count: int, side: int, tile: tuple[int, int], hidden: int, inner: int) -> None:
        rows, columns = tile
        self.tile = tile
        self.boxed = (count, side // rows, rows, side // columns, columns, side)
        across = (count, side // rows, rows, side // columns, side)
        down = (count, side // rows, side // columns, columns, side)
        cells = self.boxed[:5]
        self.sums = tuple(np.empty((*shape, hidden), dtype=np.float32) for shape in (across, down, cells))
        self.row, self.box, self.column = (
            np.empty((*shape, side, hidden), dtype=np.float32)
            for shape in (across[:3], (count, side // rows, side // columns), (count, side // columns, columns))
        )
        self.near, self.cell = Halves(*self.boxed, hidden), Halves(*cells, hidden)
        self.across, self.down = Halves(*across, 3 * hidden), Halves(*down, 2 * hidden)
        self.said = tuple(Halves(*shape, 2 * inner) for shape in (self.boxed, across, down, cells))
        self.message, self.change = Halves(*self.boxed, inner), Halves(*self.boxed, hidden)


class Bf16RelationalNetwork(RelationalNetwork):
    """As `numpy_step.relational`, whose way in and out it shares. Not thread-safe: its results keep their places."""

    def __init__(self, config: ModelConfig, tensors: Mapping[str, Array]) -> None:
        super().__init__(config, tensors)
        self._halves = [_block_weights(tensors, f"blocks.{n}.") for n in range(config.layers)]
        self._rooms: dict[tuple[int, int], Space] = {}

    def together(self, height: int, width: int) -> int:
        """Grids to think about at a time."""
        return max(1, CANDIDATES // (height * width * width))

    def f(self, h: Array) -> None:
        """`h` in place."""
        count, side = h.shape[:2]
        space = self._rooms.get((count, side))
        if space is None:
            tile, config = self.config.tile(side), self.config
            space = self._rooms[count, side] = Space(count, side, tile, config.hidden, config.inner)
        with torch.inference_mode():
            for weights in self._halves:
                _block(h, weights, space)


def _block_weights(tensors: Mapping[str, Array], prefix: str) -> Weights:
    def beside(*names: str) -> Tensor:
        held = [torch.from_numpy(np.array(tensors[f"{prefix}{name}.weight"], dtype=np.float32)).T for name in names]
        return torch.cat(held).to(torch.bfloat16).contiguous()

    return Weights(
        own=beside("own"),
        across=beside("means.row_segment", "means.row", "means.box"),
        down=beside("means.column_segment", "means.column"),
        cell=beside("means.cell"),
        out=beside("down"),
    )


def _block(h: Array, weights: Weights, space: Space) -> None:
    from trm import bf16_kernels as kernels

    hidden, side = h.shape[-1], h.shape[1]
    flat = h.reshape(-1, hidden)
    row_segment, column_segment, cell = space.sums
    kernels.segment_sums(h.reshape(*space.boxed, hidden), space.near.bits, row_segment, column_segment, cell)
    kernels.row_means(row_segment, space.row, space.box, space.across.bits, space.tile[1])
    kernels.column_means(column_segment, space.column, space.down.bits, space.tile[0])
    kernels.digit_means(cell.reshape(-1, hidden), space.cell.bits.reshape(-1, hidden), side)
    heard = (space.near, space.across, space.down, space.cell)
    learned = (weights.own, weights.across, weights.down, weights.cell)
    for part, weight, said in zip(heard, learned, space.said, strict=True):
        torch.mm(part.flat, weight, out=said.flat)
    own, from_rows, from_columns, from_cells = (said.bits for said in space.said)
    kernels.gated(own, from_rows, from_columns, from_cells, space.message.bits)
    torch.mm(space.message.flat, weights.out, out=space.change.flat)
    kernels.add_and_normalise(flat, space.change.bits.reshape(-1, hidden), NORM_EPS)
