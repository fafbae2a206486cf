"""A rulebook solved: the rules come as JSON, so there is nothing to understand, only to search and to prove.

    Router(exact=ExactSolver()).solve_rules({"cells": [...], "values": [...], "rules": [...]}).receipt

One solution is verified; several are declined with one of them shown, unless the caller asks for a list; none is
answered with the smallest set of rules and givens that cannot hold together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from router.errors import UsageError
from router.types import Check, Reading, Receipt, Reply, Rung
from solvers.base import Candidate, Effort, Form, Solver, Span
from solvers.rules.board import Problem, Values

SECONDS = {Effort.LOW: 30.0, Effort.MEDIUM: 120.0, Effort.HIGH: 900.0}
"""Deadline where none is named, as for a message."""
PROOF = 2.0
"""Seconds for the proof that there is no second solution where exact search may not give the answer."""
REASON = 5.0
"""Seconds for the smallest set that clashes; beyond it the set found so far is not told."""
MOST = 1000
"""Solutions that may be listed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How hard to try, and how many solutions to list (1: there must be only one)."""

    effort: Effort = Effort.MEDIUM
    exact: bool = True
    seconds: float | None = None
    solutions: int = 1
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """What the exact search found: solutions that keep every rule, and whether there are more (None: not settled)."""

    solutions: tuple[Values, ...]
    more: bool | None
    seconds: float

    @property
    def several(self) -> bool:
        return len(self.solutions) > 1 or bool(self.solutions and self.more)


def solve(
    source: str | bytes | Mapping[str, Any], wish: Wish, solver: Solver | None, clock: Callable[[], float]
) -> Reply:
    """Read, search, prove. Raises BadPuzzle where the rulebook is wrong, UsageError where the wish is."""
    from solvers.rules import rulebook

    if not 1 <= wish.solutions <= MOST:
        raise UsageError(f"{wish.solutions!r} solutions cannot be listed", hint=f"from 1 to {MOST}")
    began = clock()
    problem = rulebook.read(source)
    length = len(source) if isinstance(source, str | bytes) else 0
    candidate = Candidate("rules", problem, Span(0, length), (), "rulebook")
    receipt = _Solving(problem, wish, solver, clock, began).receipt()
    receipt = receipt.model_copy(update={"seconds": clock() - began})
    return Reply(receipt=receipt, reading=Reading(kind="rules", candidate=candidate))


class _Solving:
    """One rulebook on its way."""

    def __init__(
        self, problem: Problem, wish: Wish, solver: Solver | None, clock: Callable[[], float], began: float
    ) -> None:
        from solvers.kinds.rulebook import RULEBOOKS

        self.kind = RULEBOOKS
        self.problem, self.wish, self.solver, self.clock = problem, wish, solver, clock
        self.deadline = began + (SECONDS[wish.effort] if wish.seconds is None else wish.seconds)
        self.route: list[Rung] = []

    def receipt(self) -> Receipt:
        counted = self._count()
        if not counted.solutions and counted.more is False:
            self._rung("gate" if not self.wish.exact else "exact", "no_solution", counted.seconds)
            return self._none()
        if self.wish.solutions == 1 and counted.several:
            self._rung("gate", "many_solutions", counted.seconds)
            return self._several(counted)
        if self.wish.exact or self.wish.solutions > 1:  # a list is a statement about all solutions: search makes it
            self._rung("exact", "proven" if counted.solutions else "unproven", counted.seconds)
            return self._listed(counted) if counted.solutions else self._unsolved()
        answer = self._network()
        return self._listed(Counted((answer,), counted.more, 0.0)) if answer is not None else self._unsolved()

    def _count(self) -> Counted:
        """Up to one solution more than is asked for, so that "and no more" is proven or denied."""
        from solvers.rules.exact import Search

        began = self.clock()
        left = max(0.0, self.deadline - began)
        limit = self.wish.solutions + 1
        found = Search(self.problem).solve(limit=limit, seconds=left if self.wish.exact else min(PROOF, left))
        kept = [solution for solution in found.solutions if not self.problem.verify(solution)]
        more = len(kept) >= limit if found.complete else (True if len(kept) >= limit else None)
        return Counted(tuple(kept[: self.wish.solutions]), more, self.clock() - began)

    def _network(self) -> Values | None:
        """The network over rules, where there is one; its answer counts only if every rule holds."""
        solver = self.solver
        if solver is None or not solver.supports("rules", self.problem):
            return None
        began = self.clock()
        end = time.monotonic() + max(0.0, self.deadline - began)
        kind: Any = self.kind
        (found,) = solver.solve(kind, [self.problem], effort=self.wish.effort, deadline=end, seed=self.wish.seed)
        good = found.answer is not None and not self.problem.verify(found.answer)
        outcome = "proven" if good else "unproven"
        self._rung(found.solver, outcome, self.clock() - began, attempts=found.attempts, steps=found.steps)
        return found.answer if good else None

    def _rung(self, name: str, outcome: str, seconds: float, *, attempts: int = 1, steps: int | None = None) -> None:
        self.route.append(
            Rung(solver=name, effort=self.wish.effort, outcome=outcome, seconds=seconds, attempts=attempts, steps=steps)
        )

    # ------------------------------------------------------------------ receipts

    def _listed(self, counted: Counted) -> Receipt:
        """The solution, or with `solutions` above 1 all that were asked for and whether there are more."""
        first, many = counted.solutions[0], self.wish.solutions > 1
        texts = [self.kind.draw(self.problem, values, Form()) for values in counted.solutions]
        solution = self.kind.solution_json(self.problem, first)
        if many:
            listed = [self.kind.solution_json(self.problem, values)["values"] for values in counted.solutions]
            solution = {"solutions": listed, "more": counted.more}
            if len(texts) > 1 or counted.more:
                texts = [f"{number}:\n{text}" for number, text in enumerate(texts, start=1)]
        lines = self.kind.checks(self.problem, ())
        checks = [Check(name=name, ok=ok, detail=detail) for name, ok, detail in lines]
        checks.append(_counting(counted) if many else _only(counted))
        return self._made("verified", answer="\n\n".join(texts), solution=solution, checks=tuple(checks))

    def _several(self, counted: Counted) -> Receipt:
        sample = self.kind.solution_json(self.problem, counted.solutions[0])
        reason = (
            "these rules have more than one solution, so there is no single answer; one of them is shown. Add what is "
            f"missing, or ask for a list (--solutions N, at most {MOST})"
        )
        check = Check(name="unique", ok=False, detail="there are several solutions")
        return self._made("declined", reason=reason, solution={**sample, "unique": False}, checks=(check,))

    def _none(self) -> Receipt:
        from solvers.rules.reasons import cannot

        left = min(REASON, max(0.5, self.deadline - self.clock()))
        reason = f"these rules have no solution; {cannot(self.problem, seconds=left)}"
        check = Check(
            name="no solution", ok=True, detail="exact search over all values finds none that keeps the rules"
        )
        return self._made("declined", reason=reason, checks=(check,))

    def _unsolved(self) -> Receipt:
        if self.clock() >= self.deadline:
            reason = "time ran out before a solution was proven; allow more seconds"
        elif not self.wish.exact:
            tried = any(rung.solver != "gate" for rung in self.route)
            why = "the network proved no solution" if tried else "there is no network here for this rulebook"
            reason = f"{why}; let the exact solver help (leave out --no-exact)"
        else:
            reason = "no solution was proven; allow more seconds"
        return self._made("unsolved", reason=reason)

    def _made(self, status: Any, **fields: Any) -> Receipt:
        most = self.wish.solutions
        asked = "the values of every cell" if most == 1 else f"up to {most} solutions, and whether there are more"
        return Receipt(status=status, kind="rules", asked=asked, route=tuple(self.route), **fields)


def _only(counted: Counted) -> Check:
    if counted.more is None:
        return Check(name="unique", ok=False, detail="not settled: the exact search ran out of time")
    return Check(name="unique", ok=True, detail="exact search finds no second solution")


def _counting(counted: Counted) -> Check:
    number = len(counted.solutions)
    found = f"{number} solution{'s' if number != 1 else ''}"
    after = {True: "and more", False: "and no further one", None: "and time ran out before all were found"}
    return Check(name="solutions", ok=counted.more is not None, detail=f"{found}, {after[counted.more]}")
