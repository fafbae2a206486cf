"""All networks of this machine as one solver: the first that supports a puzzle takes it.

Networks(NeuralSolver(), *specialists(), RuleSolver())       # a kind's own network before the one over rules
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from solvers.base import A, Effort, Kind, OnStep, P, Solution, Solver


class Networks:
    """Implements `Solver`. Cheap to make: its solvers load what they need when they are asked."""

    name = "trm"

    def __init__(self, *solvers: Solver) -> None:
        self.solvers = solvers

    def pick(self, kind: str, puzzle: Any) -> Solver | None:
        """The solver that takes this puzzle."""
        return next((solver for solver in self.solvers if solver.supports(kind, puzzle)), None)

    def supports(self, kind: str, puzzle: Any) -> bool:
        return self.pick(kind, puzzle) is not None

    def solve(
        self,
        kind: Kind[P, A],
        puzzles: Sequence[P],
        *,
        effort: Effort = Effort.MEDIUM,
        deadline: float | None = None,
        on_step: OnStep | None = None,
        seed: int = 0,
    ) -> list[Solution[A]]:
        """One `Solution` a puzzle, in order; puzzles of one solver stay together, since they share its batches."""
        chosen = [self.pick(kind.name, puzzle) for puzzle in puzzles]
        found: dict[int, Solution[A]] = {}
        for solver in self.solvers:
            mine = [i for i, each in enumerate(chosen) if each is solver]
            if mine:
                part = [puzzles[i] for i in mine]
                told = on_step if len(mine) == len(puzzles) else None
                solved = solver.solve(kind, part, effort=effort, deadline=deadline, on_step=told, seed=seed)
                found.update(zip(mine, solved, strict=True))
        none: Solution[A] = Solution("unsupported", None, self.name, effort, attempts=0)
        return [found.get(i, none) for i in range(len(puzzles))]


@cache
def shared() -> Networks:
    """The shipped networks, and the search where no network and no proof can help; shared by the process."""
    from solvers.induction import Induction
    from solvers.neural import default_solver
    from solvers.rule_solver import RuleSolver
    from solvers.specialists import specialists

    return Networks(default_solver(), *specialists(), RuleSolver(), Induction())
