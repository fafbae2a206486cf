"""Search for a rule that nobody states, as a solver: answers of kinds without proof, supported by evidence."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from solvers.base import A, Effort, Kind, OnStep, P, Solution

SECONDS = {Effort.LOW: 10.0, Effort.MEDIUM: 60.0, Effort.HIGH: 120.0}
"""Time a task may take at each effort."""


class Induction:
    """Implements `Solver` for kinds whose answers cannot be proven."""

    name = "programs"

    def supports(self, kind: str, puzzle: Any) -> bool:  # noqa: ARG002 - the protocol's signature
        from solvers.kinds import KINDS

        return kind in KINDS and not KINDS[kind].traits.proof

    def solve(
        self,
        kind: Kind[P, A],
        puzzles: Sequence[P],
        *,
        effort: Effort = Effort.MEDIUM,
        deadline: float | None = None,
        on_step: OnStep | None = None,  # noqa: ARG002 - there are no steps to show
        seed: int = 0,
    ) -> list[Solution[A]]:
        """One `Solution` a puzzle; "proven" means here that the kind's evidence suffices."""
        return [self._one(kind, puzzle, effort, deadline, seed) for puzzle in puzzles]

    def _one(self, kind: Kind[P, A], puzzle: P, effort: Effort, deadline: float | None, seed: int) -> Solution[A]:
        began = time.monotonic()
        seconds = SECONDS[effort] if deadline is None else min(SECONDS[effort], max(0.0, deadline - began))
        answer = kind.induce(puzzle, seconds=seconds, seed=seed)
        took = time.monotonic() - began
        if answer is None:
            return Solution("unproven", None, self.name, effort, seconds=took)
        broken = kind.verify(puzzle, answer)
        if broken:
            return Solution("unproven", None, self.name, effort, best=answer, violations=broken, seconds=took)
        return Solution("supported", answer, self.name, effort, seconds=took)
