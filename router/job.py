"""One request on its way through the router, and the judge of what solvers claim: `kind.verify`, nobody else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from router.checks import summary
from router.errors import RouterError
from router.llm.metered import MeteredModel
from router.reading.gate import Proof
from router.types import Cost, Reading, Receipt, Request, Rung
from solvers.base import Effort, Kind, Solution, Violation
from solvers.kinds import KINDS


@dataclass(slots=True)
class Job:
    """One request on its way: what was read, what was tried, and the receipt once there is one."""

    request: Request
    reading: Reading
    began: float
    deadline: float
    proof: Proof = field(default_factory=lambda: Proof(None))
    route: list[Rung] = field(default_factory=list)
    answer: Any = None
    best: Any = None
    broken: tuple[Violation, ...] = ()
    purse: MeteredModel | None = None
    receipt: Receipt | None = None

    @property
    def kind(self) -> Kind[Any, Any]:
        return KINDS[self.reading.kind]

    @property
    def puzzle(self) -> Any:
        assert self.reading.candidate is not None
        return self.reading.candidate.puzzle

    def extend(self, deadline: float) -> None:
        """Grant more time, to this request and to the calls it may make: in a batch others come first."""
        self.deadline = deadline
        if self.purse is not None:
            self.purse.spend.deadline = deadline

    def ready(self) -> None:
        """Load what the models need; the time that takes is not taken from the request's."""
        if self.purse is not None:
            self.extend(self.deadline + self.purse.prepare())

    @property
    def cost(self) -> Cost:
        return self.purse.cost if self.purse is not None else Cost()


def judge(job: Job, solution: Solution[Any], effort: Effort, seconds: float) -> None:
    """Note the rung, and take its answer if the rules do."""
    outcome: str = solution.outcome
    if solution.answer is not None:
        broken = job.kind.verify(job.puzzle, solution.answer)
        if not broken:
            job.answer = solution.answer
            job.proof = job.proof if job.proof.count is not None else Proof(2 if outcome == "many_solutions" else None)
        else:
            outcome = f"rejected: {summary(broken)}"
            _keep_best(job, solution.answer, broken)
    elif solution.best is not None:
        _keep_best(job, solution.best, job.kind.verify(job.puzzle, solution.best))
    job.route.append(
        Rung(
            solver=solution.solver,
            effort=effort,
            outcome=outcome,
            seconds=seconds,
            attempts=solution.attempts,
            steps=solution.steps,
        )
    )


def failed_rung(job: Job, name: str, error: RouterError, seconds: float) -> None:
    """A language model that could not be asked is a failed rung, with the reason, and no more."""
    outcome = f"error: {type(error).__name__}: {error}"[:200]
    job.route.append(Rung(solver=name, effort=job.request.effort, outcome=outcome, seconds=seconds, attempts=0))


def _keep_best(job: Job, attempt: Any, broken: tuple[Violation, ...]) -> None:
    if broken and (job.best is None or len(broken) < len(job.broken)):
        job.best, job.broken = attempt, broken
