"""One request from text to receipt: read, gate, climb the ladder, verify, reply.

    Router(solver=NeuralSolver(), exact=ExactSolver()).handle(Request(text="Solve this sudoku: ..."))

The ladder is the local network at the asked effort, exact search, and last a language model; each rung that was
tried is in the receipt. No rung is trusted: whatever it claims, `kind.verify` decides here
against the puzzle that was read from the user's own text. A puzzle answer is verified, or it is not given as an answer.
"""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from router.errors import Overloaded, RouterError, Stopped
from router.job import Job, failed_rung, judge
from router.llm import last_rung, open_ended, seeing, told_rules, understanding
from router.llm.ledger import Ledger
from router.llm.metered import MeteredModel, metered
from router.llm.stop import raise_if_stopped
from router.reading.read import read
from router.types import ChatModel, Reading, Receipt, Reply, Request, Rung
from router.verdicts import closing, gate, proven, unreadable, unsolved
from solvers.base import Busy, Effort, OnStep, Solver
from solvers.stop import Interrupted

if TYPE_CHECKING:
    from router.llm.seeing import Sight
    from router.pictures import Picture
    from router.streaming import Event

SECONDS = {Effort.LOW: 30.0, Effort.MEDIUM: 120.0, Effort.HIGH: 900.0}
"""Deadline of a request that names none, by effort."""

LEFT_FOR_OTHERS = 0.2
"""Of the time left, what the network does not take where exact search or a model may come after it."""


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
        eyes: ChatModel | None = None,
    ) -> None:
        self.solver = solver
        self.exact = exact
        self.chat = chat
        self.reader = reader
        self.eyes = eyes
        self.ledger = ledger
        self.clock = clock

    def read(self, text: str) -> Reading:
        """What `text` is understood to be; nothing is solved and nothing leaves the machine."""
        return read(text)

    def look(
        self,
        picture: Picture,
        words: str = "",
        *,
        offline: bool = False,
        seconds: float | None = None,
        budget_usd: float | None = None,
        request: str | None = None,
    ) -> Sight:
        """The board that a model sees in a picture, to be confirmed: nothing is solved. `words` stand beside it.

        Raises `ModelError` or `BudgetExceeded`, for nothing else could look.
        """
        models = [] if offline else seeing.seeing(self.eyes)
        if not models:
            return seeing.Sight("", words, why=seeing.OFFLINE if offline else seeing.NO_EYES)
        assert self.eyes is not None
        ends = time.monotonic() + (SECONDS[Effort.MEDIUM] if seconds is None else seconds)
        purse = metered(
            self.eyes, self.ledger, budget_usd=budget_usd, deadline=ends, route="picture", request=request
        ).on("picture", models)
        return seeing.look(picture, words, purse)

    def handle(
        self,
        request: Request | str,
        on_step: OnStep | None = None,
        on_text: Callable[[str], None] | None = None,
        *,
        reading: Reading | None = None,
    ) -> Reply:
        """One request, whole; a bare text is one with nothing said about it. `on_step` shows the network thinking,
        `on_text` a language model's words; `reading` is what the text was understood to be where it speaks of an
        earlier one.

        Raises `ModelError` or `BudgetExceeded` only for open-ended text, where nothing else could answer.
        """
        request = Request(text=request) if isinstance(request, str) else request
        try:
            job = self._begin(request, reading)
            if job.receipt is None:
                self._climb([job], on_step)
            if job.receipt is None:
                open_ended.answer(job, self.chat, on_text)
            return self._reply(job)
        except Interrupted:
            raise_if_stopped()
            raise

    async def ahandle(
        self, request: Request, *, on_step: OnStep | None = None, on_text: Callable[[str], None] | None = None
    ) -> Reply:
        """`handle` in a worker thread, the callbacks on the event loop. Cancelling the task stops the work."""
        from router.streaming import ahandle

        return await ahandle(self, request, on_step, on_text)

    def stream(self, request: Request) -> AsyncGenerator[Event, None]:
        """The request's `Step` and `Words` as they come, the Reply last. Closing the iterator stops the work."""
        from router.streaming import stream

        return stream(self, request)

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
                job.extend(job.deadline + (len(group) - 1) * _seconds(job.request) + ahead - job.began)
            try:
                self._climb(group, None)
            except Overloaded as error:
                for job in group:
                    job.receipt = Receipt(status="declined", kind=job.reading.kind, reason=_sentence(error))
        for job in jobs:
            if job.receipt is None:
                job.extend(max(job.deadline, self.clock() + _seconds(job.request)))
                try:
                    open_ended.answer(job, self.chat, None)
                except Stopped:
                    raise
                except RouterError as error:
                    job.receipt = Receipt(status="declined", kind=job.reading.kind, reason=_sentence(error))
        return [self._reply(job) for job in jobs]

    def solve_rules(
        self,
        rulebook: str | bytes | Mapping[str, Any],
        *,
        effort: Effort | str = Effort.MEDIUM,
        exact: bool = True,
        seconds: float | None = None,
        solutions: int = 1,
        seed: int = 0,
    ) -> Reply:
        """A puzzle whose rules are data (JSON, see docs/rulebook.md), proven rule by rule; `solutions` lists up to so
        many instead of asking for the only one. Raises BadPuzzle with the place of what is wrong."""
        from router import rulebook as rules

        wish = rules.Wish(Effort(effort), exact, seconds, solutions, seed)
        try:
            reply = rules.solve(rulebook, wish, self.solver, self.clock)
        except Busy as busy:
            raise _overloaded(busy) from busy
        raise_if_stopped()
        return reply

    # ------------------------------------------------------------------ the stations

    def _begin(self, request: Request, reading: Reading | None = None) -> Job:
        """Read and gate."""
        began = self.clock()
        failed: Receipt | None = None
        if reading is None:
            try:
                reading_now = self.read(request.text)
            except (RouterError, Interrupted):
                raise
            except Exception as error:  # a grammar or an asking word that fails closes the way, never the program
                reading_now, failed = Reading(kind="open"), unreadable("open", error)
        else:
            reading_now = reading
        job = Job(request, reading_now, began, began + _seconds(request), receipt=failed)
        if failed is not None:
            return job
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
            if reading is None and understanding.worth_asking(request.text, job.reading):
                self._ask_reader(job, job.purse)
        if job.reading.kind != "open":
            closing(job, lambda: gate(job, self.clock))
        return job

    def _climb(self, jobs: list[Job], on_step: OnStep | None) -> None:
        """The ladder for puzzles of one kind and effort, rung by rung, until every answer is proven."""
        waiting = [job for job in jobs if job.receipt is None and job.reading.kind != "open"]
        if not waiting:
            return
        wish = waiting[0].request
        for solver in (self.solver, self.exact if wish.exact else None):
            if solver is not None and waiting:
                self._rung(solver, waiting, wish.effort, wish.seed, on_step if solver is self.solver else None)
                waiting = [job for job in waiting if job.answer is None]
        for job in jobs:
            if job.receipt is None:
                closing(job, partial(self._conclude, job))

    def _conclude(self, job: Job) -> None:
        job.receipt = proven(job) if job.answer is not None else self._last(job)

    def _rung(self, solver: Solver, jobs: list[Job], effort: Effort, seed: int, on_step: OnStep | None) -> None:
        """One solver over the jobs it supports; what it claims is verified, and a crash is only a failed rung."""
        now = self.clock()
        able = [job for job in jobs if now < job.deadline and _supports(solver, job)]
        if not able:
            return
        kind, kept = able[0].kind, self._kept(solver, able[0])
        try:
            solutions = solver.solve(
                kind,
                [job.puzzle for job in able],
                effort=effort,
                deadline=time.monotonic() + (1.0 - kept) * (max(job.deadline for job in able) - now),
                on_step=on_step,
                seed=seed,
            )
            raise_if_stopped()  # what was cut short proves nothing
            if len(solutions) != len(able):
                raise ValueError(f"{len(solutions)} solutions for {len(able)} puzzles")
        except Stopped:
            raise
        except Busy as busy:  # whoever asks may come again, and then this rung is there
            raise _overloaded(busy) from busy
        except Exception as error:  # a solver that fails must not lose the request
            raise_if_stopped()
            outcome = f"error: {type(error).__name__}: {error}"[:200]
            seconds = self.clock() - now
            for job in able:
                job.route.append(Rung(solver=solver.name, effort=effort, outcome=outcome, seconds=seconds, attempts=0))
            return
        share = (self.clock() - now) / len(able)
        for job, solution in zip(able, solutions, strict=True):
            judge(job, solution, effort, share if len(able) == 1 else solution.seconds or share)

    def _kept(self, solver: Solver, job: Job) -> float:
        """The share of the time left that a rung leaves to those after it: exact search needs little, but some."""
        later = (self.exact is not None and job.request.exact) or job.purse is not None
        return LEFT_FOR_OTHERS if solver is self.solver and later else 0.0

    def _last(self, job: Job) -> Receipt:
        """Nothing local proved an answer: the language model, and then the honest word."""
        if job.purse is not None and job.kind.traits.proof and self.clock() < job.deadline:
            self._ask_model(job, job.purse)
        if job.answer is not None:
            return proven(job)
        return unsolved(job, out_of_time=self.clock() >= job.deadline)

    def _ask_reader(self, job: Job, purse: MeteredModel) -> None:
        """A language model points at what the grammars could not read; if it fails, their reading stands."""
        reader, first = purse.on("reading", self._readers()), job.reading
        job.ready()
        ends = self.clock() + understanding.SHARE * max(0.0, job.deadline - self.clock())
        try:
            job.reading = understanding.read_with_model(job.request.text, first, reader, deadline=ends)
        except Stopped:
            raise
        except RouterError as error:
            failed_rung(job, f"reader:{reader.name}", error, self.clock() - job.began)
            if first.kind == "open":  # a board or rules told in words: a model's own words are no proof of them
                job.reading = understanding.unread(first, f"{reader.name} could not be asked: {error}")
        purse.route = job.reading.kind

    def _readers(self) -> Sequence[ChatModel] | None:
        """The models that read, where they are others than those that answer."""
        return None if self.reader is None else getattr(self.reader, "models", (self.reader,))

    def _confirm(self, job: Job) -> None:
        """Rules that a model read from words: a second formalisation of its own must come to the same solution."""
        assert job.receipt is not None
        purse, spent = job.purse, job.deadline - self.clock() <= 0
        if purse is None or spent:
            said = "not confirmed: no time was left for a second formalisation"
        else:
            said = told_rules.second(job, purse.on("reading", self._readers()), job.deadline)
        job.receipt = told_rules.confirmed(job, said)

    def _ask_model(self, job: Job, purse: MeteredModel) -> None:
        """The last rung: the model's answer is verified like any other."""
        job.ready()
        began = self.clock()
        effort = job.request.effort
        try:
            solution = last_rung.ask_model(job.kind, job.puzzle, purse.on("puzzle"), effort=effort)
        except Stopped:
            raise
        except RouterError as error:
            failed_rung(job, f"llm:{purse.name}", error, self.clock() - began)
        else:
            judge(job, solution, effort, self.clock() - began)

    def _reply(self, job: Job) -> Reply:
        assert job.receipt is not None
        raise_if_stopped()
        if job.reading.told:
            if job.receipt.status == "verified":
                self._confirm(job)
            else:
                job.receipt = told_rules.explained(job)
        finished = job.receipt.model_copy(
            update={
                "route": tuple(job.route),
                "cost": job.cost,
                "seconds": self.clock() - job.began,
                **told_rules.read_by(job),
            }
        )
        return Reply(receipt=finished, reading=job.reading)


def _supports(solver: Solver, job: Job) -> bool:
    try:
        return solver.supports(job.reading.kind, job.puzzle)
    except Exception:  # a solver that cannot even say so is left out
        return False


def _overloaded(busy: Busy) -> Overloaded:
    return Overloaded(str(busy), hint=busy.hint, retry_after=busy.retry_after)


def _seconds(request: Request) -> float:
    return request.seconds if request.seconds is not None else SECONDS[request.effort]


def _sentence(error: RouterError) -> str:
    return f"{error}; {error.hint}" if error.hint else str(error)
