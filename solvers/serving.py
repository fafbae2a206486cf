"""The networks as a service: puzzles of all callers share one batch a network, join at any step, leave when proven.

    solver = BatchingSolver()           # a `Solver` like any other, made for many threads
    Router(solver=solver, exact=ExactSolver())

Every network has one engine thread. Puzzles of one size lie in one bucket; the bucket that had the least time takes the
next step, and in it free rows go to the puzzle with the fewest steps, so a hopeless puzzle starves nobody.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from solvers.base import A, Busy, Effort, IntGrid, Kind, OnStep, P, Solution, Solver
from solvers.engine_thread import EngineThread, Load, Ticket, Watch
from solvers.induction import Induction
from solvers.networks import Networks
from solvers.neural import NeuralSolver, shipped_cards
from solvers.rule_solver import RuleSolver
from solvers.specialists import Card, Specialist, found
from solvers.steps import DEFAULT, Arithmetic, quick_step
from trm import engine as grids
from trm import rule_engine as rules
from trm.engine import Batch, Engine, Plan, Trace
from trm.rows import Ints, Rows
from trm.rule_engine import RuleEngine
from trm.rule_plan import RulePlan, RuleTrace
from trm.rule_search import RuleBatch
from trm.side_by_side import SideBySide
from trm.step import Floats, GridStep, RuleStep
from trm.when_ready import WhenReady

MOST = 256
"""Puzzles of one network that run or wait; beyond it further ones are refused."""
BRANCHES = 128
"""Branches of one puzzle that may wait: each keeps a state, and many puzzles may be searched at once."""

LEAST_SIDE = 4
"""Of the grid that a step is tried on where its card names no sizes."""


def usable_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class BatchingSolver:
    """Implements `Solver`. Cheap to make: networks load and their threads begin with the first puzzle."""

    name = "trm"

    def __init__(
        self,
        weights: Mapping[str, Path | str] | None = None,
        rule_weights: Path | str | None = None,
        *,
        most: int = MOST,
        watch: Watch | None = None,
        cores: int | None = None,
        arithmetic: Arithmetic = DEFAULT,
        quick: bool = False,
    ) -> None:
        """`watch(network, rows, seconds)` is called after every step, from the network's thread. The rows of a step are
        shared among `cores` (default: all that this process may use). With `quick`, `warm` also prepares steps in
        bfloat16 where torch is installed and the CPU is made for it."""
        self._threads = _Threads(watch)
        self._networks = Networks(
            _Grids(self._threads, weights, cores or usable_cores(), arithmetic, quick),
            *([] if rule_weights else _specialists(self._threads, arithmetic)),
            _Rules(self._threads, rule_weights, arithmetic),
            Induction(),
        )
        self._most = most
        self._guard = threading.Lock()
        self._inside: Counter[str] = Counter()

    def supports(self, kind: str, puzzle: Any) -> bool:
        """Like the networks' own solvers."""
        return self._networks.supports(kind, puzzle)

    def warm(self, kinds: Sequence[str] | None = None) -> None:
        """Load the weights of these kinds (default: all) now."""
        for solver in self._networks.solvers:
            if isinstance(solver, _Grids | _Rules | _Specialist):
                solver.warm(kinds)

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
        """One `Solution` a puzzle, in order. `on_step` is called from the network's thread. Raises Busy."""
        with self._admitted(self._network(kind.name, puzzles), len(puzzles)):
            return self._networks.solve(kind, puzzles, effort=effort, deadline=deadline, on_step=on_step, seed=seed)

    def loads(self) -> tuple[Load, ...]:
        """What every network does now, for metrics."""
        return self._threads.loads()

    def close(self) -> None:
        """End the threads; what runs ends unproven."""
        self._threads.close()

    def _network(self, kind: str, puzzles: Sequence[Any]) -> str:
        solver: Solver | None = self._networks.pick(kind, puzzles[0]) if puzzles else None
        return solver.network if isinstance(solver, _Rules | _Specialist) else kind

    @contextmanager
    def _admitted(self, network: str, count: int) -> Iterator[None]:
        """Count the puzzles while they are here; a call of very many is let in where nobody else is."""
        with self._guard:
            inside = self._inside[network]
            if inside and inside + count > self._most:
                after = min(30.0, max(1.0, self._threads.seconds_each(network)))
                raise Busy(f"{inside} puzzles run and wait, more than {self._most} are not taken", retry_after=after)
            self._inside[network] += count
        try:
            yield
        finally:
            with self._guard:
                self._inside[network] -= count


class _Threads:
    """The engine threads by network."""

    def __init__(self, watch: Watch | None) -> None:
        self._watch = watch
        self._guard = threading.Lock()
        self._by_name: dict[str, EngineThread[Any]] = {}

    def start(self, network: str, batch: Callable[[], Any], size: Callable[[Any], Any]) -> EngineThread[Any]:
        thread: EngineThread[Any] = EngineThread(network, batch, size, self._watch)
        with self._guard:
            self._by_name[network] = thread
        return thread

    def loads(self) -> tuple[Load, ...]:
        with self._guard:
            return tuple(thread.load() for thread in self._by_name.values())

    def seconds_each(self, network: str) -> float:
        with self._guard:
            thread = self._by_name.get(network)
        return thread.seconds_each if thread is not None else 1.0

    def close(self) -> None:
        with self._guard:
            threads = list(self._by_name.values())
        for thread in threads:
            thread.close()


class _Grids(NeuralSolver):
    """The kinds' own networks, each in a thread."""

    def __init__(
        self,
        threads: _Threads,
        weights: Mapping[str, Path | str] | None,
        cores: int,
        arithmetic: Arithmetic,
        quick: bool,
    ) -> None:
        super().__init__(weights, arithmetic=arithmetic)
        self._started, self._cores, self._quick = threads, cores, quick and arithmetic == "numpy"
        self._preparing: list[tuple[WhenReady, int]] = []

    def warm(self, kinds: Sequence[str] | None = None) -> None:
        """Load the weights, then make what is quicker, if there is anything."""
        super().warm(kinds)
        while self._preparing:
            step, side = self._preparing.pop()
            step.prepare(side)

    def _step(self, kind: str) -> GridStep:
        steps = [self._one_step(kind) for _ in range(self._cores)]  # one a core: they keep their results
        return SideBySide(steps) if len(steps) > 1 else steps[0]

    def _one_step(self, kind: str) -> GridStep:
        step, path = super()._step(kind), self.path(kind)
        if not self._quick or path is None:
            return step
        rising = WhenReady(step, partial(quick_step, path))
        self._preparing.append((rising, (shipped_cards().get(kind, {}).get("sizes") or [LEAST_SIDE])[0]))
        return rising

    def _made(self, kind: str, step: GridStep) -> Engine:
        return SharedEngine(step, kind, self._started)


class _Rules(RuleSolver):
    """The network over rules in a thread."""

    network = "rules"

    def __init__(self, threads: _Threads, weights: Path | str | None, arithmetic: Arithmetic) -> None:
        super().__init__(weights, arithmetic=arithmetic)
        self._started = threads

    def _made(self, step: RuleStep | None) -> RuleEngine:
        return SharedRuleEngine(step, self._started, self.network)


class _Specialist(Specialist):
    """Weights over rules for one kind, in a thread of their own."""

    def __init__(self, threads: _Threads, path: Path, card: Card, arithmetic: Arithmetic) -> None:
        super().__init__(path, card, arithmetic=arithmetic)
        self._started = threads
        self.network = path.stem

    def _made(self, step: RuleStep | None) -> RuleEngine:
        return SharedRuleEngine(step, self._started, self.network)


def _specialists(threads: _Threads, arithmetic: Arithmetic) -> list[_Specialist]:
    """Those that are used here."""
    return [_Specialist(threads, each.path, each.card, arithmetic) for each in found() if each.card]


class SharedEngine(Engine):
    """`Engine.run` for many callers at once: their puzzles share the batches of the engine's thread."""

    def __init__(self, step: GridStep, network: str, threads: _Threads) -> None:
        super().__init__(step)
        self._thread = threads.start(network, self._batch, lambda job: job.size)

    def _batch(self) -> Batch:
        return Batch(self.step, waiting=BRANCHES, fair=True)

    def run(
        self,
        grids_: Sequence[IntGrid],
        check: grids.Check,
        plan: Plan | Sequence[Plan],
        *,
        deadline: float | None = None,
        on_step: Callable[[int, int, IntGrid], None] | None = None,
        on_belief: Callable[[int, int, Floats], None] | None = None,
        seed: int | None = None,
        stopped: Callable[[], bool] = grids.never,
    ) -> list[Trace]:
        ticket = Ticket(deadline)
        plans = [plan] * len(grids_) if isinstance(plan, Plan) else list(plan)
        shown = None if on_step is None else ticket.guarded(on_step)
        held = None if on_belief is None else ticket.guarded(on_belief)
        jobs = grids.jobs_of(grids_, ticket.guarded(check), plans, shown, np.random.default_rng(seed), held)
        self._thread.run(jobs, ticket, stopped)
        return [job.trace for job in jobs]


class SharedRuleEngine(RuleEngine):
    """`RuleEngine.run` for many callers at once."""

    def __init__(self, step: RuleStep | None, threads: _Threads, network: str = "rules") -> None:
        super().__init__(step)
        self._thread = threads.start(
            network, self._batch, lambda job: int(np.count_nonzero(job.known < 0)).bit_length()
        )

    def _batch(self) -> RuleBatch:
        return RuleBatch(self.step, fair=True)

    def run(
        self,
        puzzles: Sequence[tuple[Rows, Ints]],
        check: rules.Check,
        plan: RulePlan,
        *,
        deadline: float | None = None,
        on_step: Callable[[int, int, Any], None] | None = None,
        on_belief: Callable[[int, int, Floats], None] | None = None,
        seed: int | None = None,
        stopped: Callable[[], bool] = grids.never,
    ) -> list[RuleTrace]:
        ticket = Ticket(deadline)
        shown = None if on_step is None else ticket.guarded(on_step)
        held = None if on_belief is None else ticket.guarded(on_belief)
        random = np.random.default_rng(seed)
        jobs = rules.jobs_of(puzzles, ticket.guarded(check), plan, shown, random, ticket.late, held)
        self._thread.run(jobs, ticket, stopped)
        return [job.trace for job in jobs]
