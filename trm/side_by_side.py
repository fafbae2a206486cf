"""A supervision step of many rows on several cores: each core has a step of its own and takes the next few rows.

Few at a time, so that a core that is busy with something else does not hold up the rows of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np

from trm.step import GridStep, IntGrid, Output, State

SHARES = 4
"""Portions a core gets of a batch, about."""


class SideBySide:
    """Implements `GridStep` over several steps of the same network, none of which need be thread-safe."""

    def __init__(self, steps: Sequence[GridStep]) -> None:
        self.steps = tuple(steps)
        self.first, self.bits = self.steps[0].first, self.steps[0].bits
        self._pool = ThreadPoolExecutor(max(1, len(self.steps) - 1), thread_name_prefix="trm-side")

    def start(self, tokens: IntGrid) -> State:
        return self.steps[0].start(tokens)

    def __call__(self, tokens: IntGrid, state: State) -> Output:
        if len(tokens) == 1 or len(self.steps) == 1:
            return self.steps[0](tokens, state)
        count = min(len(tokens), SHARES * len(self.steps))
        edges = [len(tokens) * n // count for n in range(count + 1)]
        parts = [slice(*ends) for ends in pairwise(edges)]
        found: list[Output | None] = [None] * count
        todo = iter(range(count))  # `next` on it is atomic

        def work(step: GridStep) -> None:
            for n in todo:
                rows = parts[n]
                found[n] = step(tokens[rows], State(state.answer[rows], state.latent[rows]))

        others = [self._pool.submit(work, step) for step in self.steps[1:]]
        work(self.steps[0])
        for other in others:
            other.result()
        done = [output for output in found if output is not None]
        carried = State(*(np.concatenate(values) for values in zip(*(output.state for output in done), strict=True)))
        return Output(carried, np.concatenate([output.logits for output in done]))

    def close(self) -> None:
        """End its threads."""
        self._pool.shutdown(wait=False)
