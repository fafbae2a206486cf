"""Inference: check the answer after every supervision step, stop a row as soon as it is proven, search when stuck.

A *trajectory* is one run of the recursion from a start state. When one ends without a proof, the engine tries
others: fresh starts with a little noise, or *pins*: one undecided cell is fixed to a digit the network finds likely,
as if it were given, and the children compete best first (compare lattice deduction, arXiv 2605.08605). A pin is a
hypothesis: the caller's check runs against the original puzzle, so a wrong pin can never be called proven.

Trajectories of all puzzles of one grid size share one batch; a finished row's place goes to a waiting one at once.
"""

from __future__ import annotations

import heapq
import itertools
import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import numpy as np

from trm.pins import cell_to_pin
from trm.step import Floats, GridStep, IntGrid, State, log_softmax, noise_like, read_tokens, sigmoid

WAITING = 512
"""Branches of one puzzle that may wait for their turn: each parent's state is kept for its children (373 KB for a 9x9
at hidden 64), so a long search would fill the memory with branches that never come up."""

Check = Callable[[int, IntGrid], bool | None]
"""check(puzzle index, answer tokens (H, W)) -> proven by code; None: a whole answer, and it is wrong."""


def never() -> bool:
    """Nobody stops it."""
    return False


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to think about one puzzle."""

    steps: int
    """Supervision steps of the first trajectory."""
    attempts: int = 1
    """Trajectories in all."""
    later_steps: int = 16
    """Supervision steps of every further trajectory."""
    width: int = 8
    """Trajectories of one puzzle that run at the same time once the first has failed."""
    noise: float = 0.0
    """Standard deviation of the starting noise of further trajectories."""
    pins: bool = False
    """Search over pinned cells; otherwise further trajectories are plain restarts."""
    branches: int = 2
    """Children of a trajectory that ended undecided."""
    carry: Literal["no", "parent", "last"] = "no"
    """Children start afresh, or go on from the state of their parent, or ("last") from the state in which the attempt
    before ended. With `width=1` "last" is one trajectory from start to end: pins are revised, the state is never
    set back. (A wider "last" has only one state to hand on: the others start afresh.)"""
    pin_every: int | None = None
    """A trajectory pins one cell itself, to its likeliest digit, after `pin_after` steps and then every so many."""
    pin_after: int = 16
    keep_first: bool = False
    """A place keeps its first answer that is not 0 ("nothing known yet"). A wave is most exact when it comes; what it
    leaves behind drifts. A whole answer that is wrong then ends its trajectory: it cannot change any more."""
    patience: int | None = None
    """End a trajectory whose answer has not changed for so many steps."""


@dataclass(slots=True)
class Trace:
    """What became of one puzzle."""

    answer: IntGrid | None = None
    """Proven answer tokens, or None."""
    best: IntGrid | None = None
    """Output of the most confident trajectory that ended without proof."""
    attempts: int = 0
    steps: int = 0
    """Supervision steps of the trajectory that proved it, its parents included."""
    total_steps: int = 0
    """Supervision steps spent on this puzzle in all."""
    seconds: float = 0.0
    _confidence: float = field(default=-np.inf, repr=False)


@dataclass(slots=True, order=True)
class _Branch:
    """One trajectory: waiting (in a heap, the least cost first) or running (in a row of the batch)."""

    cost: float
    """Minus the log of how probable the pins are, by the beliefs that chose them."""
    serial: int
    job: Job = field(compare=False)
    tokens: IntGrid = field(compare=False)
    limit: int = field(compare=False, default=0)
    state: State | None = field(compare=False, default=None)
    before: int = field(compare=False, default=0)
    noise: float = field(compare=False, default=0.0)
    age: int = field(compare=False, default=0)
    unchanged: int = field(compare=False, default=0)
    last: IntGrid | None = field(compare=False, default=None)
    belief: Floats | None = field(compare=False, default=None)
    """Probabilities (H, W, V), averaged over the steps with the latest weighing most."""


@dataclass(slots=True, eq=False)
class Job:
    """One puzzle, whose trajectories run in a batch with those of others."""

    grid: IntGrid
    plan: Plan
    check: Callable[[IntGrid], bool | None]
    random: np.random.Generator
    """Of the noise of restarts."""
    on_step: Callable[[int, IntGrid], None] | None = None
    on_belief: Callable[[int, Floats], None] | None = None
    """Told right before `on_step`: probabilities (H, W, V) of the tokens, or of their bits."""
    trace: Trace = field(default_factory=Trace)
    began: float = 0.0
    waiting: list[_Branch] = field(default_factory=list)
    running: int = 0
    """Rows it has in the batch."""
    last: State | None = None
    """The state in which an attempt last ended, for `carry="last"`."""

    @property
    def size(self) -> tuple[int, ...]:
        """Jobs of one size share a batch."""
        return self.grid.shape

    @property
    def over(self) -> bool:
        """Proven, or nothing is left to try."""
        trace = self.trace
        spent = not self.waiting or trace.attempts >= self.plan.attempts
        return trace.answer is not None or (trace.attempts > 0 and not self.running and spent)

    @property
    def room(self) -> bool:
        """Whether a branch waits that may take a row."""
        able = self.trace.attempts < self.plan.attempts and self.running < self.plan.width
        return bool(self.waiting) and able


class Engine:
    """Runs a network over many puzzles; one call at a time, further ones wait for their turn."""

    def __init__(self, step: GridStep, *, rows: int = 32, seed: int = 0) -> None:
        self.step, self.rows = step, rows
        self._turn = threading.Lock()
        self.reseed(seed)

    def reseed(self, seed: int) -> None:
        """Begin the noise of restarts anew."""
        self.random = np.random.default_rng(seed)

    def run(
        self,
        grids: Sequence[IntGrid],
        check: Check,
        plan: Plan | Sequence[Plan],
        *,
        deadline: float | None = None,
        on_step: Callable[[int, int, IntGrid], None] | None = None,
        on_belief: Callable[[int, int, Floats], None] | None = None,
        seed: int | None = None,
        stopped: Callable[[], bool] = never,
    ) -> list[Trace]:
        """Solve `grids` (tokens, (H, W) each); one Trace each, in order. `deadline` is a `time.monotonic()` value;
        `stopped` ends it as early. The same `seed` makes the same noise."""

        def late() -> bool:
            return (deadline is not None and time.monotonic() > deadline) or stopped()

        plans = [plan] * len(grids) if isinstance(plan, Plan) else list(plan)
        while not self._turn.acquire(timeout=0.1):
            if late():
                return [Trace() for _ in grids]
        try:
            if seed is not None:
                self.reseed(seed)
            jobs = jobs_of(grids, check, plans, on_step, self.random, on_belief)
            sizes: dict[tuple[int, ...], Batch] = {}
            for job in jobs:
                sizes.setdefault(job.size, Batch(self.step, rows=self.rows)).join(job)
            for batch in sizes.values():
                while batch.admit() and not late():
                    batch.advance()
                batch.close()
        finally:
            self._turn.release()
        return [job.trace for job in jobs]


def jobs_of(
    grids: Sequence[IntGrid],
    check: Check,
    plans: Sequence[Plan],
    on_step: Callable[[int, int, IntGrid], None] | None,
    random: np.random.Generator,
    on_belief: Callable[[int, int, Floats], None] | None = None,
) -> list[Job]:
    """Puzzles of one call as jobs, which are told apart by their number."""
    jobs = []
    for number, (grid, plan) in enumerate(zip(grids, plans, strict=True)):
        shown = None if on_step is None else partial(on_step, number)
        held = None if on_belief is None else partial(on_belief, number)
        jobs.append(Job(grid, plan, partial(check, number), random, shown, held))
    return jobs


class Batch:
    """Trajectories of puzzles of one size, side by side. Puzzles may join and leave between any two steps."""

    def __init__(self, step: GridStep, *, rows: int = 32, waiting: int | None = None, fair: bool = False) -> None:
        """`fair` gives free rows to the puzzle that had the fewest steps, so that none waits for a hopeless one.
        Otherwise puzzles are searched to their end as they came, which needs the least memory."""
        self.step, self.rows, self.fair, self.most_waiting = step, rows, fair, waiting or WAITING
        self.serial = itertools.count()
        self.fresh: deque[Job] = deque()
        self.begun: dict[Job, None] = {}
        self.running: list[_Branch] = []
        self.tokens = np.zeros((0, 0, 0), dtype=np.int64)
        self.state = State(np.empty(0), np.empty(0))

    def join(self, job: Job) -> None:
        """From the next `admit` on."""
        self.fresh.append(job)

    def leave(self, job: Job) -> None:
        """Its rows are free from now on; its trace stays as it is."""
        if job in self.begun:
            del self.begun[job]
            job.trace.seconds = time.monotonic() - job.began
            self._drop([row for row, branch in enumerate(self.running) if branch.job is not job])
        elif job in self.fresh:
            self.fresh.remove(job)
        job.waiting.clear()

    def close(self) -> None:
        """Everybody leaves."""
        for job in (*self.begun, *self.fresh):
            self.leave(job)

    def advance(self) -> list[Job]:
        """One supervision step of all rows; the puzzles that are over and have left."""
        output = self.step(self.tokens, self.state)
        self.state = output.state
        answers = read_tokens(output.logits, self.step)
        kept = [row for row, b in enumerate(self.running) if not self._after_step(row, b, answers, output.logits)]
        # a puzzle proven by one row frees all its rows
        kept = [row for row in kept if self.running[row].job.trace.answer is None]
        if len(kept) < len(self.running):
            self._drop(kept)
        over = [job for job in self.begun if job.over]
        for job in over:
            del self.begun[job]
        return over

    def _after_step(self, row: int, branch: _Branch, answers: IntGrid, logits: Floats) -> bool:
        """Note the step of one row; True if its trajectory has ended."""
        job, answer = branch.job, answers[row]
        trace, plan = job.trace, job.plan
        if trace.answer is not None:
            return True
        branch.age += 1
        trace.total_steps += 1
        if plan.keep_first and branch.last is not None:
            answer = np.where(branch.last == 0, answer, branch.last)
        same = branch.last is not None and bool((answer == branch.last).all())
        branch.unchanged = branch.unchanged + 1 if same else 0
        branch.last = answer
        if plan.pins or plan.pin_every:
            p = np.exp(log_softmax(logits[row]))
            branch.belief = p if branch.belief is None else branch.belief + 0.25 * (p - branch.belief)
        if job.on_belief is not None:
            p = sigmoid(logits[row]) if self.step.bits else np.exp(log_softmax(logits[row]))
            job.on_belief(branch.before + branch.age, p)
        if job.on_step is not None:
            job.on_step(branch.before + branch.age, answer)
        verdict = False if same else job.check(answer)
        if verdict:
            trace.answer, trace.steps = answer, branch.before + branch.age
            trace.seconds = time.monotonic() - job.began
            job.waiting.clear()
            return True
        if verdict is None and plan.keep_first:
            self._ended(row, branch, answer, logits[row])
            return True
        if plan.pin_every and branch.age >= plan.pin_after and (branch.age - plan.pin_after) % plan.pin_every == 0:
            self._pin(row, branch)
        if branch.age < branch.limit and not (plan.patience and branch.unchanged >= plan.patience):
            return False
        self._ended(row, branch, answer, logits[row])
        return True

    def _pin(self, row: int, branch: _Branch) -> None:
        """Pin one cell of a running trajectory, which goes on from its state."""
        belief = branch.belief
        if belief is not None:
            for tokens, _ in self._pinned(branch.tokens, belief, 1):
                branch.tokens = tokens
                self.tokens[row] = tokens

    def _ended(self, row: int, branch: _Branch, answer: IntGrid, logits: Floats) -> None:
        """A trajectory ended without proof: keep the best try, and let its children wait."""
        job = branch.job
        trace, plan, waiting = job.trace, job.plan, job.waiting
        trace.seconds = time.monotonic() - job.began
        log_p = log_softmax(logits)  # (H, W, V)
        confidence = float(log_p.max(-1).mean())
        if confidence > trace._confidence:
            trace.best, trace._confidence = answer, confidence
        if plan.attempts <= 1:
            return
        if plan.pins:
            belief = branch.belief if branch.belief is not None else np.exp(log_p)
            # one copy, shared by all children and only read
            state = State(self.state.answer[row].copy(), self.state.latent[row].copy()) if plan.carry != "no" else None
            if state is not None and plan.carry == "last":
                job.last, state = state, None
            for tokens, surprise in self._pinned(branch.tokens, belief, plan.branches):
                child = _Branch(branch.cost + surprise, next(self.serial), job, tokens, plan.later_steps)
                child.before, child.noise = branch.before + branch.age, plan.noise
                child.state = state
                heapq.heappush(waiting, child)
            room = min(self.most_waiting, plan.attempts - trace.attempts)
            if len(waiting) > room:
                waiting[:] = heapq.nsmallest(room, waiting)  # sorted, so still a heap
            return
        for _ in range(plan.width if trace.attempts == 1 else 1):
            restart = _Branch(0.0, next(self.serial), job, branch.tokens, limit=plan.later_steps)
            restart.noise = plan.noise
            heapq.heappush(waiting, restart)

    def _pinned(self, tokens: IntGrid, belief: Floats, branches: int) -> Iterator[tuple[IntGrid, float]]:
        """Children of a node: one open cell, pinned to each of its likeliest digits, with -log of its belief."""
        blank = tokens == 0
        if not blank.any():
            return  # every cell is given or pinned, and it was no solution
        row, column = cell_to_pin(belief, blank)
        for digit in np.argsort(-belief[row, column], kind="stable")[:branches].tolist():
            child = tokens.copy()
            child[row, column] = digit + self.step.first
            yield child, -math.log(max(float(belief[row, column, digit]), 1e-6))

    def _drop(self, kept: list[int]) -> None:
        index = np.array(kept, dtype=np.int64)
        for branch in self.running:
            branch.job.running = 0
        self.running = [self.running[row] for row in kept]
        for branch in self.running:
            branch.job.running += 1
        self.tokens = self.tokens[index]
        self.state = State(self.state.answer[index], self.state.latent[index])

    def _next(self) -> _Branch | None:
        """A waiting branch of a puzzle that may still try, or a fresh puzzle's first."""
        able = (job for job in self.begun if job.room)
        if not self.fair:
            old = next(able, None)
        else:
            old = None if self.fresh else min(able, key=lambda job: job.trace.total_steps, default=None)
        if old is not None:
            return heapq.heappop(old.waiting)
        if not self.fresh:
            return None
        job = self.fresh.popleft()
        self.begun[job], job.began = None, time.monotonic()
        return _Branch(0.0, next(self.serial), job, job.grid, limit=job.plan.steps)

    def admit(self) -> bool:
        """Fill the free rows of the batch; whether there are any that run."""
        added: list[_Branch] = []
        while len(self.running) + len(added) < self.rows:
            chosen = self._next()
            if chosen is None:
                break
            job = chosen.job
            job.running += 1
            job.trace.attempts += 1
            if job.plan.carry == "last":
                chosen.state, job.last = job.last, None
            added.append(chosen)
        if added:
            self._place(added)
        return bool(self.running)

    def _place(self, added: list[_Branch]) -> None:
        tokens = np.stack([branch.tokens for branch in added]).astype(np.int64)
        start = self.step.start(tokens)
        for row, branch in enumerate(added):
            if branch.state is not None:
                start.answer[row], start.latent[row] = branch.state
                branch.state = None
            if branch.noise:
                start.latent[row] += noise_like(start.latent[row], branch.noise, branch.job.random)
        if self.running:
            tokens = np.concatenate((self.tokens, tokens))
            answer = np.concatenate((self.state.answer, start.answer))
            start = State(answer, np.concatenate((self.state.latent, start.latent)))
        self.running += added
        self.tokens, self.state = tokens, start
