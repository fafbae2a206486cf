"""What the blocks share: weights for a gate with a minus sign, and RMSNorm in place."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
NORM_EPS = 1e-5


def gated(weight: npt.NDArray[Any]) -> Array:
    """(2 m, d), gate above up, to (2, d, m): minus the gate, and up."""
    gate, up = np.split(weight, 2)
    return np.ascontiguousarray(np.stack((-gate.T, up.T)), dtype=np.float32)


def add_and_normalise(h: Array, change: Array) -> None:
    """h = rmsnorm(h + change) in place; (places, d)."""
    h += change
    scale = np.einsum("ij,ij->i", h, h)
    scale /= h.shape[1]
    scale += np.float32(NORM_EPS)
    np.sqrt(scale, out=scale)
    h /= scale[:, None]
