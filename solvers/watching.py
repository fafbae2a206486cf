"""How sure a network is while it thinks, for those who ask: shares of 255 for every value of every cell.

An `on_step` that is a `Watching` is told a step's belief right before the step. A share is a byte, which is more than
an eye can tell apart; whoever passes a plain function pays nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from solvers.base import OnStep

Bytes = npt.NDArray[np.uint8]
MOST = 4096
"""Bytes of one belief: a 16x16 with all its values. Of larger boards only each cell's likeliest value is told."""


@dataclass(frozen=True, slots=True)
class Belief:
    """Of a grid: `shares` is (H, W, V), and `first` the token of the first value; V = 1 is how sure it is of what it
    shows there. Over rules: (candidates,), and `candidates` names the cell and the value of each."""

    shares: Bytes
    first: int = 0
    candidates: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def of_grid(cls, shares: npt.NDArray[np.floating[Any]], first: int, *, bits: bool) -> Belief:
        """Probabilities (H, W, V) of tokens, or of their bits."""
        if bits:  # all bits as they are shown
            shares = np.maximum(shares, 1 - shares).prod(-1, keepdims=True)
        elif shares.size > MOST:
            shares = shares.max(-1, keepdims=True)
        return cls(_bytes(shares), first)

    @classmethod
    def over_rules(cls, shares: npt.NDArray[np.floating[Any]], candidates: tuple[tuple[str, Any], ...]) -> Belief:
        """Probabilities of candidates."""
        return cls(_bytes(shares), candidates=candidates)


def _bytes(shares: npt.NDArray[np.floating[Any]]) -> Bytes:
    return np.asarray(np.rint(np.clip(shares, 0, 1) * 255), dtype=np.uint8)


class Watching:
    """An `on_step` that also wants beliefs: `held(part, step, belief)`."""

    def __init__(self, on_step: OnStep, held: Callable[[int, int, Belief], None]) -> None:
        self._on_step = on_step
        self.held = held

    def __call__(self, part: int, step: int, answer: Any) -> None:
        """The step itself."""
        self._on_step(part, step, answer)
