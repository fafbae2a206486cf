"""The relational block without torch: one grid, or a few small ones, at a time, so that all of it stays in the cache.

The arithmetic of `trm.layers.RelationalBlock`, arranged for numpy: gate and up are computed beside each other and not
in one row, the gate's weights carry a minus sign (silu(g) u = -(-g) u / (1 + exp(-g))), sums are not divided (the
weights are), and every result has a place that is used again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trm.config import ModelConfig
from trm.numpy_step.arithmetic import add_and_normalise, gated
from trm.step import Floats, IntGrid
from trm.tensor_file import expect

Array = npt.NDArray[np.float32]
SUMS = ("row", "column", "box", "cell", "row_segment", "column_segment")
CANDIDATES = 1024
"""Candidates that are thought about together; more do not fit the cache of a core."""


@dataclass(frozen=True)
class Weights:
    """One block for one side of the grid; matrices (2, d, m) give gate and up, `down` (m, d)."""

    own: Array
    sums: Mapping[str, Array]
    down: Array


class Space:
    """Where the results of a block go, for `count` grids of a side."""

    def __init__(self, count: int, side: int, tile: tuple[int, int], hidden: int, inner: int) -> None:
        rows, columns = tile
        self.boxed = (count, side // rows, rows, side // columns, columns, side)
        across, down = (count, side // rows, rows, side // columns, side), (count, *self.boxed[1:2], *self.boxed[3:6])
        self.sums = {
            "row_segment": _floats(*across, hidden),
            "column_segment": _floats(*down, hidden),
            "row": _floats(*across[:3], side, hidden),
            "box": _floats(*across[:2], *across[3:], hidden),
            "column": _floats(count, *down[2:], hidden),
            "cell": _floats(*self.boxed[:5], hidden),
        }
        self.terms = {name: _floats(2, *held.shape[:-1], inner) for name, held in self.sums.items()}
        self.mixed = _floats(2, *self.boxed, inner)
        self.spare = _floats(count * side**3, inner)
        self.change = _floats(count * side**3, hidden)


def _floats(*shape: int) -> Array:
    return np.empty(shape, dtype=np.float32)


class RelationalNetwork:
    """The one network f over states (grids, D, D, D, d)."""

    first, kinds = 1, 3

    def __init__(self, config: ModelConfig, tensors: Mapping[str, Array]) -> None:
        hidden, inner = config.hidden, config.inner
        expect(tensors, {"head.weight": (1, hidden)})
        for n in range(config.layers):
            matrices = [f"blocks.{n}.own.weight", *(f"blocks.{n}.means.{name}.weight" for name in SUMS)]
            expect(tensors, dict.fromkeys(matrices, (2 * inner, hidden)))
            expect(tensors, {f"blocks.{n}.down.weight": (hidden, inner)})
        self.config, self._tensors = config, tensors
        self._weights: dict[int, list[Weights]] = {}
        self._spaces: dict[tuple[int, int], Space] = {}

    def places(self, height: int, width: int) -> tuple[int, ...]:
        return height, width, width

    def together(self, height: int, width: int) -> int:
        """Grids to think about at a time."""
        return max(1, CANDIDATES // (height * width * width))

    def inputs(self, tokens: IntGrid) -> IntGrid:
        """What a candidate is: in a blank cell (0), given (1), or ruled out by a given (2)."""
        given = tokens[..., None]
        return np.where(given == 0, 0, np.where(given == np.arange(1, tokens.shape[-1] + 1), 1, 2))

    def scores(self, answer: Floats) -> Floats:
        """(grids, D, D, D, d) to a score a digit."""
        return np.asarray(answer @ self._tensors["head.weight"][0])

    def f(self, h: Array) -> None:
        """`h` in place."""
        count, side = h.shape[:2]
        space = self._spaces.get((count, side))
        if space is None:
            tile, config = self.config.tile(side), self.config
            space = self._spaces[count, side] = Space(count, side, tile, config.hidden, config.inner)
        for weights in self._of_side(side):
            _block(h, weights, space)

    def _of_side(self, side: int) -> list[Weights]:
        if side not in self._weights:
            rows, columns = self.config.tile(side)
            members = dict.fromkeys(("row", "column", "box", "cell"), side)
            members |= {"row_segment": columns, "column_segment": rows}
            self._weights[side] = [self._block(f"blocks.{n}.", members) for n in range(self.config.layers)]
        return self._weights[side]

    def _block(self, prefix: str, members: Mapping[str, int]) -> Weights:
        sums = {name: gated(self._tensors[f"{prefix}means.{name}.weight"] / np.float32(members[name])) for name in SUMS}
        down = np.ascontiguousarray(-self._tensors[f"{prefix}down.weight"].T)
        return Weights(gated(self._tensors[f"{prefix}own.weight"]), sums, down)


def _block(h: Array, weights: Weights, space: Space) -> None:
    flat = h.reshape(-1, h.shape[-1])
    boxed = h.reshape(*space.boxed, h.shape[-1])  # (B, box row, row in box, box column, column in box, digit, d)
    sums, terms, mixed = space.sums, space.terms, space.mixed
    np.add.reduce(boxed, axis=4, out=sums["row_segment"])
    np.add.reduce(boxed, axis=2, out=sums["column_segment"])
    np.add.reduce(boxed, axis=5, out=sums["cell"])
    np.add.reduce(sums["row_segment"], axis=3, out=sums["row"])
    np.add.reduce(sums["row_segment"], axis=2, out=sums["box"])
    np.add.reduce(sums["column_segment"], axis=1, out=sums["column"])
    for name, held in sums.items():
        width = held.shape[-1]
        np.matmul(held.reshape(-1, width), weights.sums[name], out=terms[name].reshape(2, -1, terms[name].shape[-1]))
    across, down = terms["row_segment"], terms["column_segment"]
    across += terms["row"][:, :, :, :, None]
    across += terms["box"][:, :, :, None]
    down += terms["column"][:, :, None]
    np.matmul(flat, weights.own, out=mixed.reshape(2, len(flat), -1))
    mixed += across[:, :, :, :, :, None]
    mixed += down[:, :, :, None]
    mixed += terms["cell"][:, :, :, :, :, :, None]
    gate, up = mixed.reshape(2, *space.spare.shape)
    np.exp(gate, out=space.spare)
    space.spare += 1
    gate *= up
    gate /= space.spare
    np.matmul(gate, weights.down, out=space.change)
    add_and_normalise(flat, space.change)
