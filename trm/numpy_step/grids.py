"""The recursion over grids without torch: z = f(x + y + z) n times, then y = f(y + z), as in `trm.model`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np
import numpy.typing as npt

from trm.config import ModelConfig
from trm.step import Floats, IntGrid, Output, State
from trm.tensor_file import expect

Array = npt.NDArray[np.float32]


class GridNetwork(Protocol):
    """What one mixer brings: how tokens become inputs, the network f, and how scores are read."""

    first: int
    kinds: int
    """Of inputs, each with a learned vector."""

    def places(self, height: int, width: int) -> tuple[int, ...]:
        """The places of a state for a grid."""

    def together(self, height: int, width: int) -> int:
        """Grids to think about at a time."""

    def inputs(self, tokens: IntGrid) -> IntGrid:
        """The kind of input at every place."""

    def f(self, h: Array) -> None:
        """The one network, in place."""

    def scores(self, answer: Floats) -> Floats:
        """The head: (grids, H, W, V)."""


class NumpyGridStep:
    """Implements `trm.step.GridStep`. Not thread-safe: the places of its results are used again and again."""

    def __init__(self, config: ModelConfig, network: GridNetwork, tensors: Mapping[str, Array]) -> None:
        width = (config.hidden,)
        expect(tensors, {"answer_start": width, "latent_start": width, "embedding": (network.kinds, *width)})
        self.config, self.network = config, network
        self.first, self.bits = network.first, config.loss == "bits"
        self._embedding = tensors["embedding"] * np.float32(config.hidden**0.5)
        self._starts = tensors["answer_start"], tensors["latent_start"]

    def start(self, tokens: IntGrid) -> State:
        shape = (len(tokens), *self.network.places(*tokens.shape[1:]), self.config.hidden)
        answer, latent = (np.broadcast_to(start, shape).copy() for start in self._starts)
        return State(answer, latent)

    def __call__(self, tokens: IntGrid, state: State) -> Output:
        answer, latent = np.array(state.answer, dtype=np.float32), np.array(state.latent, dtype=np.float32)
        size = self.network.together(*tokens.shape[1:])
        with np.errstate(over="ignore"):  # exp(-gate) of a gate far below 0: its silu is 0
            for first in range(0, len(tokens), size):
                part = slice(first, first + size)
                self._think(self._embedding[self.network.inputs(tokens[part])], answer[part], latent[part])
        return Output(State(answer, latent), self.network.scores(answer))

    def _think(self, x: Array, y: Array, z: Array) -> None:
        """One supervision step of a few grids; `y` and `z` in place."""
        both = np.empty_like(x)
        for _ in range(self.config.outer_cycles):
            np.add(x, y, out=both)
            for _ in range(self.config.inner_cycles):
                z += both
                self.network.f(z)
            y += z
            self.network.f(y)
