"""Which cell to fix next: pins turn a stuck trajectory into one that moves on (compare arXiv 2605.08605, section 3).

A *pin* fixes one open cell to one digit, as if it were given. The engine pins by belief; training pins the true digit
at the cell that the engine would choose, so that the network meets the states that search will show it (on policy).
"""

from __future__ import annotations

import torch
from torch import Tensor

DECIDED = 0.8
"""A cell whose likeliest digit has this belief needs no pin."""


def undecided_entropy(belief: Tensor, blank: Tensor) -> Tensor:
    """Entropy in nats of every undecided cell, infinite elsewhere: the cell to pin is the least.

    belief (..., H, W, V) are probabilities, blank (..., H, W) tells the cells that are neither given nor pinned. The
    least entropy among the undecided is the fewest-candidates rule of classical search, by belief: the few candidates
    of that cell almost surely hold the true one. Where no blank cell is undecided, all blank ones count.
    """
    undecided = blank & (belief.amax(-1) < DECIDED)
    undecided = torch.where(undecided.flatten(-2).any(-1)[..., None, None], undecided, blank)
    entropy = -(belief * belief.clamp(min=1e-9).log()).sum(-1)
    return torch.where(undecided, entropy, torch.inf)
