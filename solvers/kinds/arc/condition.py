"""Conditions: a layer's values as small numbers, cell by cell, alone or two together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Flat = npt.NDArray[np.int16]

CASES = 14
"""A rule with more combinations than this is learnt by heart, not understood."""
CONDITION = 1.0
"""What a condition costs beside its layer's own cost."""


@dataclass(frozen=True, eq=False)
class Condition:
    """A layer's values for the same cells; `train` holds numbers from 0 to `cases` - 1, `tests` -1 where never seen."""

    name: str
    cost: float
    train: npt.NDArray[np.int64]
    tests: npt.NDArray[np.int64]
    cases: int


def condition(name: str, cost: float, train: Flat, tests: Flat) -> Condition | None:
    """A layer as a condition; None where it says nothing or too much."""
    values, numbered = np.unique(train, return_inverse=True)
    if not 2 <= len(values) <= CASES:
        return None
    at = np.searchsorted(values, tests).clip(max=len(values) - 1)
    return Condition(name, cost, numbered.ravel(), np.where(values[at] == tests, at, -1), len(values))


def both(a: Condition, b: Condition) -> Condition | None:
    """Two conditions as one; None where that is no finer than one of them, or too fine."""
    key = a.train * b.cases + b.train
    counts = np.bincount(key, minlength=a.cases * b.cases)
    used = np.flatnonzero(counts)
    if not max(a.cases, b.cases) < len(used) <= CASES:
        return None
    table = np.full(a.cases * b.cases, -1)
    table[used] = np.arange(len(used))
    known = (a.tests >= 0) & (b.tests >= 0)
    tests = np.where(known, table[np.where(known, a.tests * b.cases + b.tests, 0)], -1)
    return Condition(f"{a.name} and {b.name}", a.cost + b.cost + CONDITION, table[key], tests, len(used))
