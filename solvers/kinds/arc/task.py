"""One task: pairs of grids that demonstrate a rule, and grids that it is to be applied to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Grid = npt.NDArray[np.int8]
"""Colours 0 to 9, shape (height, width)."""
Rows = tuple[tuple[int, ...], ...]
"""A grid as it is kept: immutable, row by row."""

LARGEST = 100
"""Rows and columns at most: 1D-ARC has lines of 93, the official sets 30 by 30."""


@dataclass(frozen=True)
class Task:
    """Immutable and hashable. `train` holds (input, output), `tests` the inputs to be answered."""

    train: tuple[tuple[Rows, Rows], ...]
    tests: tuple[Rows, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Task:
        """From the official JSON: {"train": [{"input": .., "output": ..}], "test": [{"input": ..}]}."""
        train = tuple((rows(pair["input"]), rows(pair["output"])) for pair in data["train"])
        return cls(train, tuple(rows(pair["input"]) for pair in data["test"]))

    @cached_property
    def inputs(self) -> tuple[Grid, ...]:
        """The demonstrations' inputs, then the tests."""
        return tuple(grid(each) for each in (*(a for a, _ in self.train), *self.tests))

    @cached_property
    def outputs(self) -> tuple[Grid, ...]:
        return tuple(grid(b) for _, b in self.train)

    @cached_property
    def background(self) -> int:
        """The colour that things lie on: 0 where most inputs hold it, else the commonest."""
        if sum((each == 0).any() for each in self.inputs) * 2 > len(self.inputs):
            return 0
        counts = sum(np.bincount(each.ravel(), minlength=10) for each in self.inputs)
        return int(np.argmax(counts))

    @cached_property
    def colours(self) -> tuple[int, ...]:
        """Colours that stand in every input, the background left out: what a rule may name."""
        common = set.intersection(*(set(np.unique(each).tolist()) for each in self.inputs))
        return tuple(sorted(common - {self.background}))

    @cached_property
    def written(self) -> tuple[int, ...]:
        """Colours of the outputs."""
        return tuple(sorted({int(c) for each in self.outputs for c in np.unique(each)}))


def rows(values: Sequence[Sequence[int]]) -> Rows:
    """A grid as tuples. Raises ValueError for ragged rows, an empty grid, colours beyond 0 to 9 or too large a size."""
    found = tuple(tuple(int(value) for value in row) for row in values)
    widths = {len(row) for row in found}
    if len(widths) != 1 or not 1 <= len(found) <= LARGEST or not 1 <= widths.copy().pop() <= LARGEST:
        raise ValueError(f"a grid has 1 to {LARGEST} rows of one length, at most {LARGEST}")
    if any(not 0 <= value <= 9 for row in found for value in row):
        raise ValueError("colours are 0 to 9")
    return found


def grid(values: Rows) -> Grid:
    return np.array(values, dtype=np.int8)
