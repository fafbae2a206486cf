"""The convolution block without torch: the 3x3 neighbourhoods laid out once, so that a pass is one product."""

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
STRIP = 480
"""Cells whose neighbourhoods are laid out together; more do not fit the cache of a core."""


@dataclass(frozen=True)
class Weights:
    """One block: `near` (9 d, 2 m), by row and column of the neighbour and then by channel; `down` (m, d)."""

    near: Array
    down: Array


class Space:
    """Where the results of a block go, for `count` grids of a size. The rim of `padded` stays 0; of all else there is
    only as much as a strip of the grids needs."""

    def __init__(self, shape: tuple[int, ...], hidden: int, inner: int) -> None:
        count, height, width = shape
        self.rows = min(height, max(1, STRIP // (count * width)))
        places = count * self.rows * width
        self.padded = np.zeros((count, height + 2, width + 2, hidden), dtype=np.float32)
        self.around = np.empty((places, 3, 3, hidden), dtype=np.float32)
        self.mixed = np.empty((places, 2 * inner), dtype=np.float32)
        self.spare = np.empty((places, inner), dtype=np.float32)
        self.message = np.empty((places, inner), dtype=np.float32)
        self.change = np.empty((count, height, width, hidden), dtype=np.float32)


class ConvolutionNetwork:
    """The one network f over states (grids, H, W, d)."""

    first = 0

    def __init__(self, config: ModelConfig, tensors: Mapping[str, Array]) -> None:
        hidden, inner = config.hidden, config.inner
        expect(tensors, {"head.weight": (config.vocab_out, hidden)})
        for n in range(config.layers):
            expect(tensors, {f"blocks.{n}.near.weight": (2 * inner, hidden, 3, 3)})
            expect(tensors, {f"blocks.{n}.down.weight": (hidden, inner)})
        self.config, self.kinds = config, config.vocab_in
        self._head = tensors["head.weight"].T
        self._weights = [_weights(tensors, f"blocks.{n}.") for n in range(config.layers)]
        self._spaces: dict[tuple[int, ...], Space] = {}

    def places(self, height: int, width: int) -> tuple[int, ...]:
        return height, width

    def together(self, height: int, width: int) -> int:
        """Grids to think about at a time."""
        return max(1, STRIP // (height * width))

    def inputs(self, tokens: IntGrid) -> IntGrid:
        return tokens

    def scores(self, answer: Floats) -> Floats:
        """(grids, H, W, d) to a score a bit or class."""
        return np.asarray(answer @ self._head)

    def f(self, h: Array) -> None:
        """`h` in place."""
        space = self._spaces.get(h.shape[:3])
        if space is None:
            space = self._spaces[h.shape[:3]] = Space(h.shape[:3], self.config.hidden, self.config.inner)
        for weights in self._weights:
            _block(h, weights, space)


def _weights(tensors: Mapping[str, Array], prefix: str) -> Weights:
    near = tensors[f"{prefix}near.weight"]  # (2 m, d, 3, 3)
    laid = near.transpose(0, 2, 3, 1).reshape(len(near), -1)
    return Weights(np.concatenate(gated(laid), axis=1), np.ascontiguousarray(-tensors[f"{prefix}down.weight"].T))


def _block(h: Array, weights: Weights, space: Space) -> None:
    height = h.shape[1]
    space.padded[:, 1:-1, 1:-1] = h
    for top in range(0, height, space.rows):
        _strip(slice(top, min(height, top + space.rows)), weights, space)
    add_and_normalise(h.reshape(-1, h.shape[-1]), space.change.reshape(-1, h.shape[-1]))


def _strip(rows: slice, weights: Weights, space: Space) -> None:
    """`change` of some rows of the grids."""
    change = space.change[:, rows]
    places = change.size // change.shape[-1]
    width, hidden = change.shape[2:]
    around = space.around[:places].reshape(*change.shape[:3], 3, 3, hidden)
    for row in range(3):
        for column in range(3):
            held = space.padded[:, rows.start + row : rows.stop + row, column : column + width]
            around[:, :, :, row, column] = held
    mixed, spare, message = space.mixed[:places], space.spare[:places], space.message[:places]
    np.matmul(around.reshape(places, -1), weights.near, out=mixed)
    gate, up = np.split(mixed, 2, axis=1)
    np.exp(gate, out=spare)
    spare += 1
    np.multiply(gate, up, out=message)
    message /= spare
    change[...] = (message @ weights.down).reshape(change.shape)
