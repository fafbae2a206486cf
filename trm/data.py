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
    """(count, H, W): updates of the network after which a cell can be known at the earliest; -1: never scored.

    A local network needs as many updates as information has cells to travel. Scoring a cell earlier would teach it
    to guess. Zero everywhere where the network sees the whole grid at once.
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
