"""The network over rules as a solver: any puzzle whose rules are data, proven by `verify` or not given as an answer.

What plain propagation settles is settled first; the network sees the rest as candidates and rows, searches over pinned
candidates, and stops at the first assignment that the kind itself accepts. What computes it: see `solvers.steps`.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from solvers.base import A, Effort, Kind, OnStep, P, Solution, WeightsMissing
from solvers.neural import WEIGHTS
from solvers.rules.board import Problem, Value
from solvers.rules.program import Program, program
from solvers.steps import DEFAULT, Arithmetic, rule_step
from solvers.stop import stopped
from solvers.watching import MOST, Belief, Watching

if TYPE_CHECKING:
    from trm.rows import Bools, Ints, Rows
    from trm.rule_engine import RuleEngine
    from trm.rule_plan import RulePlan, RuleTrace
    from trm.step import Floats, RuleStep

RULES = WEIGHTS / "rules.safetensors"
MOST_CANDIDATES, MOST_ENTRIES = 20_000, 200_000
"""Beyond this a single step takes seconds: the exact solver is the better choice."""


def rule_plan(effort: Effort) -> RulePlan:
    """Low is one trajectory; medium and high go on with a search over pinned candidates."""
    from trm.rule_plan import RulePlan

    return {
        Effort.LOW: RulePlan(steps=32),
        Effort.MEDIUM: RulePlan(steps=16, nodes=400),
        Effort.HIGH: RulePlan(steps=16, nodes=6000, restart=500),
    }[effort]


@lru_cache(maxsize=256)
def linear_form(puzzle: Problem) -> Program:
    """The program of a puzzle; kept, since rungs of a ladder ask for it one after the other."""
    return program(puzzle)


def rows_of(source: Program) -> Rows:
    """The rows of a program as flat arrays."""
    from trm.rows import Rows

    return Rows.build(len(source.candidates), source.rows)


def known_of(source: Program) -> Ints:
    """What the givens settle: 1, 0, or -1 for open."""
    known = np.full(len(source.candidates), -1, dtype=np.int64)
    for index, holds in source.fixed.items():
        known[index] = holds
    return known


class RuleSolver:
    """Implements `Solver` for every `Problem` whose rules all have a linear form. Cheap to make.

    `network=False` is plain propagation with the same search: the honest baseline.
    """

    name = "trm"

    def __init__(
        self,
        weights: Path | str | None = None,
        *,
        network: bool = True,
        threads: int | None = None,
        arithmetic: Arithmetic = DEFAULT,
        plans: Mapping[Effort, RulePlan] | None = None,
    ) -> None:
        self._weights = Path(weights) if weights else RULES
        self._network, self._threads, self._arithmetic, self._plans = network, threads, arithmetic, plans or {}
        self._engine: RuleEngine | None = None
        self._loading = threading.Lock()
        self.traces: list[RuleTrace] = []
        """How the last call went, puzzle by puzzle."""

    def supports(self, kind: str, puzzle: Any) -> bool:
        """Weights are there, and the puzzle is a board with rules that can be written as rows."""
        del kind  # any will do
        if not isinstance(puzzle, Problem) or (self._network and not self._weights.exists()):
            return False
        source = linear_form(puzzle)
        entries = sum(len(row.indices) for row in source.rows)
        return not source.rest and len(source.candidates) <= MOST_CANDIDATES and entries <= MOST_ENTRIES

    def settled(self, puzzle: Any) -> bool:
        """Whether single rows settle it, so that no weights are needed."""
        from trm.rows import reduced

        source = linear_form(_problem(puzzle))
        left = reduced(rows_of(source), known_of(source))
        return left is None or not len(left.open)

    def warm(self, kinds: Sequence[str] | None = None) -> None:
        """Load the weights now (in a thread, while a prompt shows); they serve every kind."""
        del kinds
        self._ready()

    def _ready(self) -> RuleEngine:
        with self._loading:  # once, though several threads ask
            if self._engine is None:
                self._engine = self._made(self._step() if self._network else None)
            return self._engine

    def _made(self, step: RuleStep | None) -> RuleEngine:
        """What runs the network."""
        from trm.rule_engine import RuleEngine

        return RuleEngine(step)

    def _step(self) -> RuleStep:
        if not self._weights.exists():
            raise WeightsMissing(f"no weights at {str(self._weights)!r}", hint="train some: make train-rules")
        return rule_step(self._weights, self._arithmetic, self._threads)

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
        """Proven or honest: every answer has passed `kind.verify` against the original puzzle."""
        began = time.monotonic()
        sources = [linear_form(_problem(puzzle)) for puzzle in puzzles]
        answers: dict[int, Any] = {}

        def check(job: int, true: Bools) -> bool | None:
            answer: Any = _values(sources[job], true)
            if answer is None:
                return False
            if kind.verify(puzzles[job], answer):
                # all rules hold and still it is no answer: this kind asks for something else (what is certain, say)
                return False if _problem(puzzles[job]).verify(answer) else None
            answers[job] = answer
            return True

        plan = self._plans.get(effort) or rule_plan(effort)
        watched = _shown(on_step, sources), _held(on_step, sources)
        traces = self._traces(sources, check, plan, deadline, seed, *watched)
        self.traces = traces
        return [
            self._solution(kind, puzzles[job], sources[job], trace, answers.get(job), effort, time.monotonic() - began)
            for job, trace in enumerate(traces)
        ]

    def _traces(
        self,
        sources: Sequence[Program],
        check: Callable[[int, Bools], bool | None],
        plan: RulePlan,
        deadline: float | None,
        seed: int,
        on_step: Callable[[int, int, Bools], None] | None = None,
        on_belief: Callable[[int, int, Floats], None] | None = None,
    ) -> list[RuleTrace]:
        """What single rows settle needs no network; the rest goes to the engine."""
        from trm.rows import reduced
        from trm.rule_plan import RuleTrace

        traces: dict[int, RuleTrace] = {}
        rest: list[tuple[int, tuple[Rows, Ints]]] = []
        for job, source in enumerate(sources):
            began = time.monotonic()
            rows, known = rows_of(source), known_of(source)
            left = reduced(rows, known)
            if left is None:
                traces[job] = RuleTrace(impossible=True, seconds=time.monotonic() - began)
            elif len(left.open):
                rest.append((job, (rows, left.known)))
            else:
                whole = left.known == 1
                traces[job] = RuleTrace(bool(check(job, whole)), best=whole, seconds=time.monotonic() - began)
        if rest:
            engine = self._ready()
            jobs = [job for job, _ in rest]
            found = engine.run(
                [rows for _, rows in rest],
                lambda k, true: check(jobs[k], true),
                plan,
                deadline=deadline,
                on_step=None if on_step is None else lambda k, step, true: on_step(jobs[k], step, true),
                on_belief=None if on_belief is None else lambda k, step, shares: on_belief(jobs[k], step, shares),
                seed=seed,
                stopped=stopped,
            )
            traces.update(zip(jobs, found, strict=True))
        return [traces[job] for job in range(len(sources))]

    def _solution(
        self,
        kind: Kind[P, A],
        puzzle: P,
        source: Program,
        trace: RuleTrace,
        answer: Any,
        effort: Effort,
        seconds: float,
    ) -> Solution[A]:
        best: Any = _closest(source, trace.best) if answer is None and trace.best is not None else None
        return Solution(
            outcome="unproven" if answer is None else "proven",
            answer=answer,
            solver=self.name if self._network and trace.steps else "propagation",
            effort=effort,
            best=best,
            violations=kind.verify(puzzle, best) if best is not None else (),
            attempts=max(1, trace.trajectories),
            steps=trace.steps if answer is not None and trace.steps else None,
            seconds=trace.seconds or seconds,
        )


def _shown(on_step: OnStep | None, sources: Sequence[Program]) -> Callable[[int, int, Bools], None] | None:
    """A step as whoever watches sees it: for every cell the number of the value that is believed, -1 for none."""
    if on_step is None:
        return None
    owners = [_owners(source) for source in sources]

    def shown(job: int, step: int, true: Bools) -> None:
        cell, place, cells = owners[job]
        values = np.full(cells, -1, dtype=np.int64)
        held = np.flatnonzero(true[: len(cell)])
        values[cell[held]] = place[held]
        on_step(job, step, values)

    return shown


def _owners(source: Program) -> tuple[Ints, Ints, int]:
    """Of every plain candidate the number of its cell and its place among the cell's values; how many cells."""
    cells = {name: number for number, name in enumerate(source.problem.board.cells)}
    seen: Counter[str] = Counter()
    places = []
    for name, _ in source.candidates[: source.plain]:
        places.append((cells[name], seen[name]))
        seen[name] += 1
    pairs = np.array(places, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1], len(cells)


def _held(on_step: OnStep | None, sources: Sequence[Program]) -> Callable[[int, int, Floats], None] | None:
    """What is told of beliefs: nothing, unless `on_step` asks."""
    if not isinstance(on_step, Watching):
        return None
    told = on_step.held

    def held(job: int, step: int, shares: Floats) -> None:
        plain = sources[job].plain
        if plain <= MOST:
            told(job, step, Belief.over_rules(shares[:plain], sources[job].candidates[:plain]))

    return held


def _problem(puzzle: Any) -> Problem:
    if not isinstance(puzzle, Problem):
        raise TypeError(f"the network over rules needs a Problem, not {type(puzzle).__name__}")
    return puzzle


def _values(source: Program, true: Bools) -> dict[str, Value] | None:
    """Cell -> value; None unless every cell holds exactly one."""
    chosen = np.flatnonzero(true[: source.plain]).tolist()
    values = source.values(chosen)
    return values if len(values) == len(chosen) == len(source.problem.board.cells) else None


def _closest(source: Program, true: Bools) -> dict[str, Value]:
    """The closest try: cells with exactly one value believed, the others left out."""
    names = [source.candidates[i][0] for i in np.flatnonzero(true[: source.plain]).tolist()]
    values = source.values(np.flatnonzero(true[: source.plain]).tolist())
    return {name: value for name, value in values.items() if names.count(name) == 1}
