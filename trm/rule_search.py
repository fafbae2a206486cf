"""The search over pinned candidates, on branches that think side by side; puzzles join and leave between two steps.

The likeliest candidate of the smallest group is *pinned* true, and plain propagation draws the conclusions. A
contradiction makes it false for certain; otherwise its negation waits in a queue, ordered by how much it goes against
the network's beliefs. While the network is sure, pins follow one another; where it is not, it thinks again from its
parent's state. With `step=None` the same search runs on propagation alone, depth first: the baseline for what the
network adds.

The caller's check runs against the original puzzle, so a wrong pin can never be called proven.
"""

from __future__ import annotations

import heapq
import itertools
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from trm.engine import never
from trm.rows import Bools, Ints, Reduced, Rows, pinned, reduced
from trm.rule_piece import Piece
from trm.rule_plan import RulePlan, RuleTrace
from trm.step import RuleStep, State, noise_like, sigmoid

WAITING = 2048
"""Pins of one puzzle that may wait for their turn: each keeps its parent's state alive."""
DOUBT = 2.0
"""Log odds up to which a pin is mere opinion: taking it back costs nothing, so the search goes depth first."""
LEAST_CHANCE = 1e-4
"""No belief is taken to be surer than this, or a wrong pin would never be taken back."""

CAREFUL = -2
"""Instead of a candidate: the branch itself is to be expanded again, one pin at a time."""


Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class Branch:
    """A state of knowledge: what is open, where the network stands with it, and how likely its pins are."""

    job: Job
    left: Reduced
    cost: float = 0.0
    """How much its pins went against the beliefs: the sum of the log odds of what was not pinned."""
    state: State | None = None
    piece: Piece | None = None
    steps_left: int = 0
    belief: npt.NDArray[Any] | None = None
    seen: int = 0
    careful: bool = False
    """Pins one after the other: all at once went wrong, or may have."""


@dataclass(order=True, slots=True)
class Waiting:
    """A pin that waits: candidate `pin` (-1: none, the branch itself) of `parent` is to become `value`."""

    cost: float
    number: int
    parent: Branch = field(compare=False)
    pin: int = field(compare=False, default=-1)
    value: int = field(compare=False, default=0)


@dataclass(slots=True, eq=False)
class Job:
    """The search for one puzzle."""

    rows: Rows
    known: Ints
    plan: RulePlan
    check: Callable[[Bools], bool | None]
    random: np.random.Generator
    """Of the noise of restarts."""
    on_step: Callable[[int, Bools], None] | None = None
    late: Callable[[], bool] = never
    """Looked at where a step may take long."""
    on_belief: Callable[[int, npt.NDArray[np.floating[Any]]], None] | None = None
    """Told right before `on_step`: the probability of every candidate."""
    trace: RuleTrace = field(default_factory=RuleTrace)
    began: float = 0.0
    root: Reduced | None = None
    """What is left after plain propagation; None until it is begun."""
    queue: list[Waiting] = field(default_factory=list)
    running: int = 0
    restarts: int = 0
    done: bool = False
    cut: bool = False
    """Something was dropped from the queue: an empty one proves nothing."""


class RuleBatch:
    """Branches of puzzles that think side by side. Puzzles may join and leave between any two steps."""

    def __init__(self, step: RuleStep | None, *, rows: int = 32, fair: bool = False) -> None:
        """`fair` gives free places to the puzzle that had the fewest steps; otherwise the first comes first."""
        self.step, self.rows, self.fair = step, rows, fair
        self.jobs: dict[Job, None] = {}
        self.running: list[Branch] = []
        self._number = itertools.count()

    # ---- jobs ------------------------------------------------------------------------------------------------

    def join(self, job: Job) -> None:
        """From the next `admit` on."""
        self.jobs[job] = None

    def leave(self, job: Job) -> None:
        """Its places are free from now on; its trace stays as it is."""
        if not job.done and job.began:
            job.trace.seconds = time.monotonic() - job.began
        self.jobs.pop(job, None)
        self.running = [branch for branch in self.running if branch.job is not job]
        job.queue.clear()

    def close(self) -> None:
        """Everybody leaves."""
        for job in list(self.jobs):
            self.leave(job)

    def advance(self) -> list[Job]:
        """One supervision step of all branches that think; the puzzles that are over and have left."""
        if self.running:
            self._step()
        over = [job for job in self.jobs if job.done]
        for job in over:
            del self.jobs[job]
        return over

    def _begin(self, job: Job) -> Reduced | None:
        """Plain propagation; None where that is all there is to do."""
        job.began = time.monotonic()
        job.root = left = reduced(job.rows, job.known)
        if left is None:
            job.trace.impossible = job.done = True
        elif not self._settled(job, left):
            self._push(job, 0.0, Branch(job, left, steps_left=job.plan.steps))
        return left

    def _settled(self, job: Job, left: Reduced) -> bool:
        """Whether nothing is open any more; if so, whether that is the answer."""
        if len(left.open):
            return False
        self._judge(job, left.whole(np.zeros(0, dtype=bool)))
        return True

    def _judge(self, job: Job, whole: Bools) -> None:
        """Ask whether an assignment that keeps all rows is the answer."""
        verdict = job.check(whole)
        if verdict or verdict is None:
            self._finish(job, whole, solved=bool(verdict))

    def _finish(self, job: Job, whole: Bools, *, solved: bool) -> None:
        job.trace.solved, job.trace.best, job.done = solved, whole, True
        job.trace.seconds = time.monotonic() - job.began
        job.queue.clear()

    def _push(self, job: Job, cost: float, parent: Branch, pin: int = -1, value: int = 0) -> None:
        heapq.heappush(job.queue, Waiting(cost, -next(self._number), parent, pin, value))  # of equals the last one
        if len(job.queue) > WAITING:
            job.queue = heapq.nsmallest(WAITING // 2, job.queue)
            job.cut = True

    def admit(self) -> bool:
        """Fill the free places: every puzzle begins with one branch, and thinks `width` wide after its first. Whether
        there is something to `advance`."""
        order = sorted(self.jobs, key=lambda job: job.trace.steps) if self.fair else list(self.jobs)
        for job in order:
            if job.root is None and not job.done:
                self._begin(job)
            width = 1 if not job.trace.nodes else job.plan.width
            while not job.done and len(self.running) < self.rows and job.running < width:
                branch = self._next(job)
                if branch is None:
                    break
                if self.step is None:
                    self._expand(job, branch)
                else:
                    job.running += 1
                    self.running.append(branch)
                if job.late():
                    break
            if not job.done and not job.running and not job.queue and not job.late():
                job.done = True
                job.trace.impossible = not job.cut and job.plan.nodes > 0 and job.trace.nodes < job.plan.nodes
                job.trace.seconds = time.monotonic() - job.began
            if len(self.running) >= self.rows:
                break
        return bool(self.running) or any(job.done for job in self.jobs)

    def _next(self, job: Job) -> Branch | None:
        """The most promising branch that is not contradictory."""
        plan, trace = job.plan, job.trace
        if plan.restart and self.step is not None and trace.nodes >= plan.restart * (job.restarts + 1) < plan.nodes:
            job.restarts += 1
            assert job.root is not None
            fresh = Branch(job, job.root, steps_left=plan.steps)
            fresh.state = self.step.start(len(job.root.open))
            fresh.state.latent[...] += noise_like(fresh.state.latent, plan.noise, job.random)
            return self._ready(job, fresh)
        while job.queue and not job.done and not job.late():
            waiting = heapq.heappop(job.queue)
            if waiting.pin == CAREFUL:
                waiting.parent.careful = True
                self._expand(job, waiting.parent)
                continue
            if waiting.pin < 0:
                return self._ready(job, waiting.parent)
            if trace.nodes >= plan.nodes:
                job.cut = True
                continue
            trace.nodes += 1
            branch = self._pinned(waiting.parent, waiting.pin, waiting.value, waiting.cost)
            if branch is not None and not self._settled(job, branch.left):
                return self._ready(job, branch)
        return None

    def _ready(self, job: Job, branch: Branch) -> Branch:
        if self.step is None:
            return branch
        job.trace.trajectories += 1
        branch.steps_left = branch.steps_left or job.plan.later_steps
        branch.piece = Piece.of(branch.left.rows)
        if branch.state is None:
            branch.state = self.step.start(len(branch.left.open))
        return branch

    # ---- thinking --------------------------------------------------------------------------------------------

    def _step(self) -> None:
        """One supervision step of all branches that think; those that go on stay."""
        assert self.step is not None
        running = self.running
        parts = [branch.state for branch in running if branch.state]
        state = State(np.concatenate([s.answer for s in parts]), np.concatenate([s.latent for s in parts]))
        output = self.step([branch.piece for branch in running if branch.piece], state)
        ends = np.cumsum([len(branch.left.open) for branch in running])[:-1]
        answers, latents = np.split(output.state.answer, ends), np.split(output.state.latent, ends)
        logits = np.split(output.logits, ends)
        going = []
        for k, branch in enumerate(running):
            job = branch.job
            if job.done:
                job.running -= 1
                continue
            job.trace.steps += 1
            branch.state = State(answers[k], latents[k])
            branch.steps_left -= 1
            said = spoken(branch.left.rows.group, logits[k])
            true = branch.left.whole(said)
            if job.on_belief is not None:
                job.on_belief(job.trace.steps, branch.left.believed(sigmoid(logits[k])))
            if job.on_step is not None:
                job.on_step(job.trace.steps, true)
            if output.whole[k] or not branch.left.rows.broken(said).any():
                self._judge(job, true)
            if branch.steps_left < max(1, job.plan.later_steps):  # the last few steps say what to pin
                belief = sigmoid(logits[k])
                branch.belief = belief if branch.belief is None else branch.belief + belief
                branch.seen += 1
            if not job.done and branch.steps_left:
                going.append(branch)
                continue
            job.running -= 1
            branch.piece = None  # laid out anew if it thinks again: many branches wait
            if not job.done:
                if job.trace.best is None:
                    job.trace.best = true
                self._expand(job, branch)
        self.running = going

    # ---- pinning ---------------------------------------------------------------------------------------------

    def _expand(self, job: Job, branch: Branch) -> None:
        """Pin the likeliest candidates one after the other, as long as they are sure, and queue what comes of it."""
        if job.plan.nodes <= job.trace.nodes:
            job.cut = True
            return
        belief = None if branch.belief is None else (branch.belief / branch.seen).astype(np.float64)
        current = branch
        if belief is not None and not branch.careful and self._leapt(job, branch, belief):
            return
        while job.trace.nodes < job.plan.nodes and not job.late():
            fewest = _fewest(current.left.rows)
            now = fewest if belief is None else belief[np.searchsorted(branch.left.open, current.left.open)]
            pin = _likeliest(current.left.rows.group, fewest, now)
            chance = min(max(float(now[pin]), LEAST_CHANCE), 1 - LEAST_CHANCE)
            job.trace.nodes += 1
            after = self._pinned(current, pin, 1, current.cost)
            if after is None:  # then it is false, for certain
                after = self._pinned(current, pin, 0, current.cost)
                if after is None:
                    return
            else:
                against = max(0.0, math.log(chance / (1 - chance)) - DOUBT)
                self._push(job, current.cost + against, current, pin, 0)
                if chance < job.plan.sure:
                    if not self._settled(job, after.left):
                        self._push(job, after.cost, after)
                    return
            if self._settled(job, after.left):
                return
            current = after
        job.cut = True

    def _leapt(self, job: Job, branch: Branch, belief: Floats) -> bool:
        """Pin all that the network is sure of at once; False where that is nothing new, or a contradiction."""
        sure = np.flatnonzero(belief >= job.plan.leap)
        if len(sure) < 2:
            return False
        job.trace.nodes += 1
        after = self._pinned(branch, sure, 1, branch.cost)
        if after is None:
            return False
        odds = math.log(1 / max(1e-9, 1 - float(belief[sure].prod())) - 1 + 1e-9)
        self._push(job, branch.cost + max(0.0, odds - DOUBT), branch, CAREFUL)
        if not self._settled(job, after.left):
            self._push(job, after.cost, after)
        return True

    def _pinned(self, parent: Branch, pin: int | Ints, value: int, cost: float) -> Branch | None:
        """`parent` with one more candidate known, after propagation; None where that contradicts a row."""
        left = pinned(parent.left, pin, value)
        if left is None:
            return None
        state = None
        if parent.state is not None:
            keep = np.searchsorted(parent.left.open, left.open)
            state = State(parent.state.answer[keep], parent.state.latent[keep])
        return Branch(parent.job, left, cost, state)


def spoken(group: Ints, logits: npt.NDArray[Any]) -> Bools:
    """What the network says: the likeliest of every group, exactly one of which is true, and what else it believes."""
    true: Bools = logits > 0
    inside = np.flatnonzero(group >= 0)
    if len(inside):
        best = np.full(int(group.max()) + 1, -np.inf)
        np.maximum.at(best, group[inside], logits[inside])
        true[inside] = logits[inside] == best[group[inside]]
    return true


def _likeliest(group: Ints, fewest: Floats, belief: Floats) -> int:
    """The likeliest candidate of the first among the smallest groups.

    The first, and not the surest: neighbours are pinned one after the other, so that what is wrong soon contradicts.
    """
    first = int(fewest.argmax())
    if not fewest[first]:
        return int(belief.argmax())
    members = np.flatnonzero(group == group[first]) if group[first] >= 0 else np.array([first])
    return int(members[belief[members].argmax()])


def _fewest(rows: Rows) -> Floats:
    """For each candidate one in the size of its smallest exactly-one row; 0 where it is in none."""
    sizes = np.diff(rows.starts)
    plain = np.ones(rows.rows, dtype=bool)
    plain[rows.owner[rows.coefficients != 1]] = False
    entries = (plain & (rows.low == 1) & (rows.high == 1))[rows.owner]
    share = np.zeros(rows.count)
    np.maximum.at(share, rows.indices[entries], 1 / sizes[rows.owner[entries]])
    return share
