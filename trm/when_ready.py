"""A step that another takes over from once it is made: loading and compiling cost nobody the time of an answer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from trm.step import GridStep, IntGrid, Output, State


class WhenReady:
    """Implements `GridStep`: `now`, and after `prepare` what `make` has made. Both carry the same state."""

    def __init__(self, now: GridStep, make: Callable[[], GridStep | None]) -> None:
        self.first, self.bits = now.first, now.bits
        self._now, self._step, self._make = now, now, make

    def prepare(self, side: int) -> bool:
        """Make the other and let it take a first step over an empty grid; in a thread that nobody waits for. False:
        there is none, and the first one stays."""
        step = self._make()
        if step is None:
            return False
        tokens = np.zeros((1, side, side), dtype=np.int64)
        step(tokens, step.start(tokens))
        self._step = step
        return True

    def start(self, tokens: IntGrid) -> State:
        return self._step.start(tokens)

    def __call__(self, tokens: IntGrid, state: State) -> Output:
        step = self._step
        try:
            return step(tokens, state)
        except Exception:
            if step is self._now:
                raise
            self._step = self._now  # it fails here, though it was tried: the first one goes on, from the same state
            return self._now(tokens, state)
