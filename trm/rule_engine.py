"""Inference over rules: what the network does not settle in one trajectory is searched (see `trm.rule_search`).

With `step=None` the same search runs on propagation alone, depth first: the baseline for what the network adds. The
caller's check runs against the original puzzle, so a wrong pin can never be called proven.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from trm.engine import never
from trm.rows import Bools, Ints, Rows
from trm.rule_plan import RulePlan, RuleTrace
from trm.rule_search import Job, RuleBatch
from trm.step import Floats, RuleStep

Check = Callable[[int, Bools], bool | None]
"""check(puzzle index, truth of every candidate) -> proven by code; None: no assignment can be, so stop."""


class RuleEngine:
    """Runs puzzles of any shapes side by side; one call at a time, further ones wait for their turn."""

    def __init__(self, step: RuleStep | None, *, rows: int = 32) -> None:
        self.step, self.rows = step, rows
        self._turn = threading.Lock()
        self.reseed(0)

    def reseed(self, seed: int) -> None:
        """Begin the noise of restarts anew."""
        self.random = np.random.default_rng(seed)

    def run(
        self,
        puzzles: Sequence[tuple[Rows, Ints]],
        check: Check,
        plan: RulePlan,
        *,
        deadline: float | None = None,
        on_step: Callable[[int, int, Bools], None] | None = None,
        on_belief: Callable[[int, int, Floats], None] | None = None,
        seed: int | None = None,
        stopped: Callable[[], bool] = never,
    ) -> list[RuleTrace]:
        """One trace a puzzle (rows, and what is known), in order. `stopped` ends it as the deadline does."""

        def late() -> bool:
            return (deadline is not None and time.monotonic() > deadline) or stopped()

        while not self._turn.acquire(timeout=0.1):
            if late():
                return [RuleTrace() for _ in puzzles]
        try:
            if seed is not None:
                self.reseed(seed)
            jobs = jobs_of(puzzles, check, plan, on_step, self.random, late, on_belief)
            batch = RuleBatch(self.step, rows=self.rows)
            for job in jobs:
                batch.join(job)
            while not late() and batch.admit():
                batch.advance()
            batch.close()
        finally:
            self._turn.release()
        return [job.trace for job in jobs]


def jobs_of(
    puzzles: Sequence[tuple[Rows, Ints]],
    check: Check,
    plan: RulePlan,
    on_step: Callable[[int, int, Bools], None] | None,
    random: np.random.Generator,
    late: Callable[[], bool],
    on_belief: Callable[[int, int, Floats], None] | None = None,
) -> list[Job]:
    """Puzzles of one call as jobs, which are told apart by their number."""
    jobs = []
    for number, (rows, known) in enumerate(puzzles):
        shown = None if on_step is None else partial(on_step, number)
        held = None if on_belief is None else partial(on_belief, number)
        jobs.append(Job(rows, known, plan, partial(check, number), random, shown, late, held))
    return jobs
