"""Classical search as a solver: a thin coat over `kind.exact`, so that the ladder treats it like any other rung."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from solvers.base import A, Effort, Kind, OnStep, P, Solution

SECONDS = {Effort.LOW: 2.0, Effort.MEDIUM: 5.0, Effort.HIGH: 30.0}
"""Search time a puzzle may take at each effort."""


class ExactSolver:
    """Implements `Solver` for every kind. It never guesses: an answer is verified, or there is none."""

    name = "exact"

    def supports(self, kind: str, puzzle: Any) -> bool:  # noqa: ARG002 - the protocol's signature
        """Every registered kind whose answers can be proven has an exact search."""
        from solvers.kinds import KINDS

        return kind in KINDS and KINDS[kind].traits.proof

    def solve(
        self,
        kind: Kind[P, A],
        puzzles: Sequence[P],
        *,
        effort: Effort = Effort.MEDIUM,
        deadline: float | None = None,
        on_step: OnStep | None = None,  # noqa: ARG002 - there are no steps to show
        seed: int = 0,  # noqa: ARG002 - nothing here is random
    ) -> list[Solution[A]]:
        """One `Solution` a puzzle; of several answers the first is given, and the outcome says "many_solutions"."""
        return [self._one(kind, puzzle, effort, deadline) for puzzle in puzzles]

    def _one(self, kind: Kind[P, A], puzzle: P, effort: Effort, deadline: float | None) -> Solution[A]:
        began = time.monotonic()
        seconds = SECONDS[effort] if deadline is None else min(SECONDS[effort], max(0.0, deadline - began))
        found = kind.exact(puzzle, seconds=seconds)
        took = time.monotonic() - began
        if not found.answers:
            return Solution("no_solution" if found.complete else "unproven", None, self.name, effort, seconds=took)
        answer = found.answers[0]
        broken = kind.verify(puzzle, answer)
        if broken:
            return Solution("unproven", None, self.name, effort, best=answer, violations=broken, seconds=took)
        outcome = "many_solutions" if len(found.answers) > 1 else "proven"
        return Solution(outcome, answer, self.name, effort, seconds=took)  # type: ignore[arg-type]
