"""Which cell to fix next: pins turn a stuck trajectory into one that moves on (compare arXiv 2605.08605, section 3).

A *pin* fixes one open cell to one digit, as if it were given. The engine pins by belief; training pins the true digit
at the cell that the engine would choose, so that the network meets the states that search will show it (on policy).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trm.step import Floats

if TYPE_CHECKING:
    import numpy.typing as npt
    from torch import Tensor

DECIDED = 0.8
"""A cell whose likeliest digit has this belief needs no pin."""


def undecided_entropy(belief: Tensor, blank: Tensor) -> Tensor:
    """Entropy in nats of every undecided cell, infinite elsewhere: the cell to pin is the least.

    belief (..., H, W, V) are probabilities, blank (..., H, W) tells the cells that are neither given nor pinned. The
    least entropy among the undecided is the fewest-candidates rule of classical search, by belief: the few candidates
    of that cell almost surely hold the true one. Where no blank cell is undecided, all blank ones count.
    """
    import torch

    undecided = blank & (belief.amax(-1) < DECIDED)
    undecided = torch.where(undecided.flatten(-2).any(-1)[..., None, None], undecided, blank)
    entropy = -(belief * belief.clamp(min=1e-9).log()).sum(-1)
    return torch.where(undecided, entropy, torch.inf)


def cell_to_pin(belief: Floats, blank: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """Row and column of the least of `undecided_entropy` of one grid, over numpy arrays; some cell must be blank."""
    undecided = blank & (belief.max(-1) < DECIDED)
    entropy = -(belief * np.log(belief.clip(min=1e-9))).sum(-1)
    row, column = divmod(
        int(np.where(undecided if undecided.any() else blank, entropy, np.inf).argmin()), blank.shape[1]
    )
    return row, column
