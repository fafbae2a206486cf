"""What the trainer asks of a task: fresh examples as integers, forever, from one seeded generator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Batch:
    """`count` examples on grids of one size."""

    inputs: Ints
    """(count, H, W) input tokens."""
    targets: Ints
    """(count, H, W) output tokens."""
    ready: Ints
    """(count, H, W): updates of the network after which a cell is scored; -1: never. Zero scores it at once."""
    blank: Ints
    """(count, H, W): as long as fewer updates are done, the cell's target is 0, "nothing known yet". Zero: never.

    A local network needs as many updates as information has cells to travel. Without this it learns to guess ahead
    of the information; with it, it learns the wave. Between `blank` and `ready` a cell is not scored.
    """


class TokenTask(Protocol):
    """A source of training examples. Augmentation happens inside, from the same generator."""

    @property
    def name(self) -> str: ...

    def batch(self, rng: np.random.Generator, count: int) -> Batch:
        """`count` fresh examples; the same generator state gives the same examples."""
        ...


@dataclass(frozen=True, slots=True)
class Pool:
    """Rows of one task trained together; `share` is how often this pool is drawn relative to the others."""

    task: TokenTask
    rows: int
    share: int = 1
