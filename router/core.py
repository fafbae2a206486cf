"""One request from text to receipt: read, gate, climb the ladder, verify, reply.

    Router(solver=NeuralSolver(), exact=ExactSolver()).handle(Request(text="Solve this sudoku: ..."))

The ladder is the local network for one pass, the network at the asked effort, exact search, and last a language
model; each rung that was tried is in the receipt. No rung is trusted: whatever it claims, `kind.verify` decides here
against the puzzle that was read from the user's own text. A puzzle answer is verified, or it is not given as an answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from router import llm_reading, llm_rung, open_ended, reading
from router.checks import broken_rules, checks, no_path, summary
from router.errors import RouterError
from router.form import infeasible, render, yes_no
from router.gate import Proof, prove
from router.ledger import Ledger
from router.metered import MeteredModel, metered
from router.types import ChatModel, Check, Cost, Reading, Receipt, Reply, Request, Rung
from solvers.base import Effort, OnStep, Puzzle, Solution, Solver, Violation
from solvers.puzzles import PUZZLES

SECONDS = {Effort.LOW: 30.0, Effort.MEDIUM: 120.0, Effort.HIGH: 900.0}
"""Deadline of a request that names none, by effort."""


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
    def kind(self) -> Puzzle[Any, Any]:
        return PUZZLES[self.reading.kind]

    @property
    def puzzle(self) -> Any:
        assert self.reading.candidate is not None
        return self.reading.candidate.puzzle

    @property
    def cost(self) -> Cost:
        return self.purse.cost if self.purse is not None else Cost()


class Router:
    """The whole router over given parts; any of them may be missing. Building it loads nothing."""

    def __init__(
        self,
        solver: Solver | None = None,
        exact: Solver | None = None,
        chat: ChatModel | None = None,
        ledger: Ledger | None = None,
        clock: Callable[[], float] = time.monotonic,
        reader: ChatModel | None = None,
    ) -> None:
        self.solver = solver
        self.exact = exact
        self.chat = chat
        self.reader = reader
        self.ledger = ledger
        self.clock = clock

    def read(self, text: str) -> Reading:
        """What `text` is understood to be; nothing is solved and nothing leaves the machine."""
        return reading.read(text)

    def handle(
        self, request: Request, on_step: OnStep | None = None, on_text: Callable[[str], None] | None = None
    ) -> Reply:
        """One request, whole. `on_step` shows the network thinking, `on_text` a language model's words.

        Raises `ModelError` or `BudgetExceeded` only for open-ended text, where nothing else could answer.
        """
        job = self._begin(request)
        if job.receipt is None:
            self._climb([job], on_step)
        if job.receipt is None:
            open_ended.answer(job, self.chat, on_text)
        return self._reply(job)

    def handle_many(self, requests: Sequence[Request]) -> list[Reply]:
        """Many requests in order; puzzles of one kind share the network's batches. An error stays with its request."""
        jobs = [self._begin(request) for request in requests]
        groups: dict[tuple[Any, ...], list[Job]] = {}
        for job in jobs:
            if job.receipt is None and job.reading.kind != "open":
                wish = job.request
                groups.setdefault((job.reading.kind, wish.effort, wish.exact, wish.offline, wish.seed), []).append(job)
        for group in groups.values():
            ahead = self.clock()
            for job in group:  # they wait for each other, so their time is counted together and from now on
                job.deadline += (len(group) - 1) * _seconds(job.request) + ahead - job.began
            self._climb(group, None)
        for job in jobs:
            if job.receipt is None:
                try:
                    open_ended.answer(job, self.chat, None)
                except RouterError as error:
                    job.receipt = Receipt(status="declined", kind=job.reading.kind, reason=_sentence(error))
        return [self._reply(job) for job in jobs]

    # ------------------------------------------------------------------ the stations

    def _begin(self, request: Request) -> Job:
        """Read and gate."""
        began = self.clock()
        job = Job(request, self.read(request.text), began, began + _seconds(request))
        if self.chat is not None and not request.offline:
            job.purse = metered(
                self.chat,
                self.ledger,
                budget_usd=request.budget_usd,
                deadline=job.deadline,
                thread=request.thread,
                route=job.reading.kind,
                request=request.id,
            )
            if llm_reading.worth_asking(request.text, job.reading):
                self._ask_reader(job, job.purse)
        if job.reading.kind != "open":
            _gate(job, self.clock)
        return job

    def _climb(self, jobs: list[Job], on_step: OnStep | None) -> None:
        """The ladder for puzzles of one kind and effort, rung by rung, until every answer is proven."""
        waiting = [job for job in jobs if job.receipt is None and job.reading.kind != "open"]
        if not waiting:
            return
        wish = waiting[0].request
        rungs: list[tuple[Solver | None, Effort, int]] = [(self.solver, Effort.LOW, wish.seed)]
        if wish.effort is not Effort.LOW:
            rungs.append((self.solver, wish.effort, wish.seed + 1))
        if wish.exact:
            rungs.append((self.exact, wish.effort, wish.seed))
        for solver, effort, seed in rungs:
            if solver is not None and waiting:
                self._rung(solver, waiting, effort, seed, on_step if solver is self.solver else None)
                waiting = [job for job in waiting if job.answer is None]
        for job in jobs:
            if job.receipt is None:
                job.receipt = _proven(job) if job.answer is not None else self._last(job)

    def _rung(self, solver: Solver, jobs: list[Job], effort: Effort, seed: int, on_step: OnStep | None) -> None:
        """One solver over the jobs it supports; what it claims is verified, and a crash is only a failed rung."""
        now = self.clock()
        able = [job for job in jobs if now < job.deadline and _supports(solver, job)]
        if not able:
            return
        kind = able[0].kind
        try:
            solutions = solver.solve(
                kind,
                [job.puzzle for job in able],
                effort=effort,
                deadline=time.monotonic() + max(job.deadline for job in able) - now,
                on_step=on_step,
                seed=seed,
            )
            if len(solutions) != len(able):
                raise ValueError(f"{len(solutions)} solutions for {len(able)} puzzles")
        except Exception as error:  # a solver that fails must not lose the request
            outcome = f"error: {type(error).__name__}: {error}"[:200]
            seconds = self.clock() - now
            for job in able:
                job.route.append(Rung(solver=solver.name, effort=effort, outcome=outcome, seconds=seconds, attempts=0))
            return
        share = (self.clock() - now) / len(able)
        for job, solution in zip(able, solutions, strict=True):
            _judge(job, solution, effort, share if len(able) == 1 else solution.seconds or share)

    def _last(self, job: Job) -> Receipt:
        """Nothing local proved an answer: the language model, and then the honest word."""
        if job.purse is not None and self.clock() < job.deadline and llm_rung.supported(job.reading.kind):
            self._ask_model(job, job.purse)
        if job.answer is not None:
            return _proven(job)
        return _unsolved(job, out_of_time=self.clock() >= job.deadline)

    def _ask_reader(self, job: Job, purse: MeteredModel) -> None:
        """A language model points at what the grammars could not read; if it fails, their reading stands."""
        models = None if self.reader is None else getattr(self.reader, "models", (self.reader,))
        try:
            job.reading = llm_reading.read_with_model(job.request.text, job.reading, purse.on("reading", models))
        except RouterError as error:
            _failed_rung(job, f"reader:{purse.name}", error, self.clock() - job.began)
        purse.route = job.reading.kind

    def _ask_model(self, job: Job, purse: MeteredModel) -> None:
        """The last rung: the model's answer is verified like any other."""
        began = self.clock()
        effort = job.request.effort
        try:
            solution = llm_rung.ask_model(job.kind, job.puzzle, purse.on("puzzle"), effort=effort)
        except RouterError as error:
            _failed_rung(job, f"llm:{purse.name}", error, self.clock() - began)
        else:
            _judge(job, solution, effort, self.clock() - began)

    def _reply(self, job: Job) -> Reply:
        assert job.receipt is not None
        finished = job.receipt.model_copy(
            update={"route": tuple(job.route), "cost": job.cost, "seconds": self.clock() - job.began}
        )
        return Reply(receipt=finished, reading=job.reading)


# ---------------------------------------------------------------------- the gate's verdicts


def _gate(job: Job, clock: Callable[[], float]) -> None:
    """Finish what must not be solved: questions, refusals, proofs that there is no answer or more than one."""
    found = job.reading
    if found.refusal is not None:
        rules = (Violation("contradiction", found.refusal_cells),) if found.refusal_cells else ()
        job.receipt = _declined(found, found.refusal, violations=rules)
        return
    if found.questions or job.puzzle is None:
        job.receipt = _declined(found, " ".join(found.questions) or "the puzzle could not be read whole")
        return
    began = clock()
    job.proof = prove(job.kind, job.puzzle, seconds=job.deadline - began)
    seconds = clock() - began
    if job.proof.count == 0:
        _gate_rung(job, "no_solution", seconds)
        job.receipt = _impossible(job)
    elif found.wanted in ("unique", "count") and job.proof.count is not None:
        _gate_rung(job, "proven", seconds)
        job.receipt = _counted(job)
    elif job.proof.count == 2 and found.kind == "sudoku":
        if found.wanted == "yes_no":
            _gate_rung(job, "many_solutions", seconds)
            detail = "exact search finds several solutions"
            job.receipt = _stated(job, yes_no(True, found, job.request.text), "solvable", detail)
        elif not found.any_solution:
            _gate_rung(job, "many_solutions", seconds)
            job.receipt = _many(job)


def _gate_rung(job: Job, outcome: str, seconds: float) -> None:
    job.route.append(Rung(solver="gate", effort=job.request.effort, outcome=outcome, seconds=seconds, attempts=1))


def _declined(found: Reading, reason: str, *, violations: Sequence[Violation] = ()) -> Receipt:
    return Receipt(status="declined", kind=found.kind, reason=reason, violations=broken_rules(violations))


def _stated(job: Job, answer: str, name: str, detail: str) -> Receipt:
    """A proven statement about the puzzle instead of its solution."""
    check = Check(name=name, ok=True, detail=detail)
    return Receipt(status="verified", kind=job.reading.kind, answer=answer, checks=(check,))


def _impossible(job: Job) -> Receipt:
    """No answer exists: for a maze that is the answer; for a sudoku it is one only if it was the question."""
    found, text = job.reading, job.request.text
    if found.kind == "maze":
        answer = infeasible(found, text)
        return Receipt(status="verified", kind="maze", answer=answer, checks=(no_path(job.puzzle),))
    detail = "exact search over all fillings finds none"
    if found.wanted == "yes_no":
        return _stated(job, yes_no(False, found, text), "no solution", detail)
    if found.wanted in ("count", "unique"):
        return _counted(job)
    reason = f"this {found.kind} has no solution: {detail} that keeps the clues; check the clues against the source"
    check = Check(name="no solution", ok=True, detail=detail)
    return Receipt(status="declined", kind=found.kind, reason=reason, checks=(check,))


def _counted(job: Job) -> Receipt:
    """ "How many solutions?" or "is it unique?", answered from the proof."""
    found, count = job.reading, job.proof.count
    words = {0: "exact search finds no solution", 1: "exact search finds one solution and no second"}
    detail = words.get(count or 0, "exact search finds at least two solutions")
    if found.wanted == "unique":
        return _stated(job, yes_no(count == 1, found, job.request.text), "unique", detail)
    return _stated(job, "more than one" if count == 2 else str(count), "number of solutions", detail)


def _many(job: Job) -> Receipt:
    """Several solutions: said, with one of them marked as not unique, but not as the answer."""
    kind, found = job.kind, job.reading
    sample = job.proof.sample
    reason = (
        f"this {found.kind} has more than one solution, so there is no single answer; one of them is in `solution` "
        '(unique: false). Check the clues, or say "any solution will do"'
    )
    return Receipt(
        status="declined",
        kind=found.kind,
        solution={**kind.solution_json(job.puzzle, sample), "unique": False},
        reason=reason,
        checks=checks(found.kind, kind.verify(job.puzzle, sample), 2),
    )


# ---------------------------------------------------------------------- judging and replying


def _supports(solver: Solver, job: Job) -> bool:
    try:
        return solver.supports(job.reading.kind, job.puzzle)
    except Exception:  # a solver that cannot even say so is left out
        return False


def _judge(job: Job, solution: Solution[Any], effort: Effort, seconds: float) -> None:
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


def _failed_rung(job: Job, name: str, error: RouterError, seconds: float) -> None:
    """A language model that could not be asked is a failed rung, with the reason, and no more."""
    outcome = f"error: {type(error).__name__}: {error}"[:200]
    job.route.append(Rung(solver=name, effort=job.request.effort, outcome=outcome, seconds=seconds, attempts=0))


def _keep_best(job: Job, attempt: Any, broken: tuple[Violation, ...]) -> None:
    if broken and (job.best is None or len(broken) < len(job.broken)):
        job.best, job.broken = attempt, broken


def _proven(job: Job) -> Receipt:
    """The answer in the user's own form, with what was checked."""
    found, kind = job.reading, job.kind
    return Receipt(
        status="verified",
        kind=found.kind,
        answer=render(kind, job.puzzle, job.answer, found, job.request.text),
        solution=kind.solution_json(job.puzzle, job.answer),
        checks=checks(found.kind, (), job.proof.count),
    )


def _unsolved(job: Job, *, out_of_time: bool) -> Receipt:
    """The best try, marked as not proven, and the rules it breaks."""
    found, kind = job.reading, job.kind
    tried = [rung for rung in job.route if rung.attempts]
    if out_of_time:
        why, what = "time ran out before an answer was proven", "allow more seconds"
    elif not job.route:
        why, what = "no solver here can try it", "see `trm-router doctor`, or allow the exact solver"
    else:
        why = f"no answer was proven in {sum(rung.attempts for rung in tried)} attempts"
        what = "try --effort high" if job.request.effort is not Effort.HIGH else "allow more seconds"
        what += "" if job.request.exact else ", or let the exact solver help (leave out --no-exact)"
    best = {**kind.solution_json(job.puzzle, job.best), "proven": False} if _shows(job) else None
    closest = f"; the closest try has {summary(job.broken)}" if job.broken else ""
    return Receipt(
        status="unsolved",
        kind=found.kind,
        solution=best,
        reason=f"{why}{closest}; {what}",
        checks=checks(found.kind, job.broken, job.proof.count) if job.broken else (),
        violations=broken_rules(job.broken),
    )


def _shows(job: Job) -> bool:
    """Whether the best try can be shown at all (it may be anything)."""
    if job.best is None:
        return False
    try:
        job.kind.solution_json(job.puzzle, job.best)
    except Exception:  # a try so broken that it has no form is not shown
        return False
    return True


def _seconds(request: Request) -> float:
    return request.seconds if request.seconds is not None else SECONDS[request.effort]


def _sentence(error: RouterError) -> str:
    return f"{error}; {error.hint}" if error.hint else str(error)
