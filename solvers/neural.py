"""The TRM as a solver: a shipped checkpoint and a puzzle in, a solution proven by `verify` out.

What computes it (numpy, or torch where it is asked for) is chosen in `solvers.steps` when the first puzzle comes.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from solvers.base import A, Effort, IntGrid, Kind, Network, OnStep, P, Solution, WeightsMissing
from solvers.kinds import KINDS
from solvers.steps import DEFAULT, Arithmetic, grid_step
from solvers.stop import over, stopped
from solvers.watching import Belief, Watching

if TYPE_CHECKING:
    from trm.engine import Engine, Trace
    from trm.step import Floats, GridStep

WEIGHTS = Path(__file__).resolve().parent.parent / "trm" / "weights"


@cache
def shipped_cards(folder: Path = WEIGHTS) -> Mapping[str, Mapping[str, Any]]:
    """Kind of puzzle -> card of the checkpoint that solves it. Cards without weights beside them do not count."""
    cards: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob("*.json")):
        card = json.loads(path.read_text())
        if path.with_suffix(".safetensors").exists() and card.get("kind"):
            cards[card["kind"]] = {**card, "path": str(path.with_suffix(".safetensors"))}
    return cards


class NeuralSolver:
    """Implements `Solver` for kinds with a network of their own, with shipped weights or `weights={kind: path}`.

    Cheap to make. What the network over rules solves is another `Solver`; the ladder asks both what they support.
    """

    name = "trm"

    def __init__(
        self,
        weights: Mapping[str, Path | str] | None = None,
        *,
        threads: int | None = None,
        arithmetic: Arithmetic = DEFAULT,
    ) -> None:
        self._weights = {k: Path(v) for k, v in (weights or {}).items()}
        self._threads, self._arithmetic = threads, arithmetic
        self._engines: dict[str, Engine] = {}
        self._loading = threading.Lock()

    def path(self, kind: str) -> Path | None:
        """The checkpoint for this kind, or None."""
        if kind in self._weights:
            return self._weights[kind]
        card = shipped_cards().get(kind)
        return Path(card["path"]) if card else None

    def supports(self, kind: str, puzzle: Any) -> bool:
        """The kind has a network of its own, weights are there, and the card does not exclude the size."""
        if self.path(kind) is None or kind not in KINDS:
            return False
        network = KINDS[kind].network
        if network is None:
            return False
        sizes = None if kind in self._weights else shipped_cards()[kind].get("sizes")
        return sizes is None or len(network.encode(puzzle)) in sizes

    def warm(self, kinds: Sequence[str] | None = None) -> None:
        """Load weights now (in a thread, while a prompt shows); of all kinds unless told which."""
        for kind in shipped_cards() if kinds is None else kinds:
            if self.path(kind) is not None:
                self._engine(kind)

    def _engine(self, kind: str) -> Engine:
        with self._loading:  # once, though several threads ask
            if kind not in self._engines:
                self._engines[kind] = self._made(kind, self._step(kind))
            return self._engines[kind]

    def _made(self, kind: str, step: GridStep) -> Engine:
        """What runs the kind's network."""
        del kind  # of interest where several engines are watched
        from trm.engine import Engine

        return Engine(step)

    def _step(self, kind: str) -> GridStep:
        path = self.path(kind)
        if path is None:
            raise WeightsMissing(f"no weights for {kind!r}", hint=f"train some: trm-router train {kind}")
        return grid_step(path, self._arithmetic, self._threads)

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
        network = _network(kind)
        solutions = self._pass(kind, puzzles, effort, deadline, on_step, seed)
        rng = random.Random(seed)
        tried = [{puzzle} for puzzle in puzzles]
        for _ in range(network.turns(effort)):
            missing = [i for i, s in enumerate(solutions) if s.answer is None]
            if not missing or over(deadline):
                break
            turned = [_unseen(network, puzzles[i], tried[i], rng) for i in missing]
            again = self._pass(kind, [puzzle for puzzle, _ in turned], effort, deadline, None, seed)
            for i, (_, undo), new in zip(missing, turned, again, strict=True):
                solutions[i] = _merged(kind, puzzles[i], solutions[i], new, undo, time.monotonic() - began)
        return solutions

    def _pass(
        self,
        kind: Kind[P, A],
        puzzles: Sequence[P],
        effort: Effort,
        deadline: float | None,
        on_step: OnStep | None,
        seed: int,
    ) -> list[Solution[A]]:
        """One run of the engine over puzzles as they stand."""
        engine, network = self._engine(kind.name), _network(kind)
        answers: dict[int, A] = {}

        def check(job: int, tokens: IntGrid) -> bool | None:
            answer = network.decode_answer(puzzles[job], tokens)
            if answer is None:
                return False
            if kind.verify(puzzles[job], answer):
                return None
            answers[job] = answer
            return True

        from trm.engine import Plan

        grids = [network.encode(puzzle) for puzzle in puzzles]
        plans = [Plan(**asdict(network.plan(effort, *grid.shape))) for grid in grids]
        traces = engine.run(
            grids,
            check,
            plans,
            deadline=deadline,
            on_step=on_step,
            on_belief=_held(on_step, engine),
            seed=seed,
            stopped=stopped,
        )
        return [
            _solution(kind, p, t, answers.get(i), effort) for i, (p, t) in enumerate(zip(puzzles, traces, strict=True))
        ]


def _held(on_step: OnStep | None, engine: Engine) -> Callable[[int, int, Floats], None] | None:
    """What is told of beliefs: nothing, unless `on_step` asks."""
    if not isinstance(on_step, Watching):
        return None
    step, held = engine.step, on_step.held
    return lambda part, number, shares: held(part, number, Belief.of_grid(shares, step.first, bits=step.bits))


def _network(kind: Kind[P, A]) -> Network[P, A]:
    if kind.network is None:
        raise WeightsMissing(f"{kind.title} has no network of its own", hint="the network over rules, or exact search")
    return kind.network


def _solution(kind: Kind[P, A], puzzle: P, trace: Trace, answer: A | None, effort: Effort) -> Solution[A]:
    best = _network(kind).decode_answer(puzzle, trace.best) if answer is None and trace.best is not None else None
    return Solution(
        outcome="unproven" if answer is None else "proven",
        answer=answer,
        solver=NeuralSolver.name,
        effort=effort,
        best=best,
        violations=kind.verify(puzzle, best) if best is not None else (),
        attempts=trace.attempts,
        steps=trace.steps if answer is not None else None,
        seconds=trace.seconds,
    )


def _unseen(network: Network[P, A], puzzle: P, tried: set[P], rng: random.Random) -> tuple[P, Callable[[A], A]]:
    """A symmetric copy that is not among `tried`, which it joins; any, if many draws give no new one."""
    for _ in range(64):
        image, undo = network.symmetry(puzzle, rng)
        if image not in tried:
            break
    tried.add(image)
    return image, undo


def _merged(
    kind: Kind[P, A], puzzle: P, old: Solution[A], new: Solution[A], undo: Callable[[A], A], seconds: float
) -> Solution[A]:
    """`old` after one more try on a turned copy; the answer is turned back and proven again."""
    answer = undo(new.answer) if new.answer is not None else None
    if answer is not None and kind.verify(puzzle, answer):
        answer = None
    attempts = old.attempts + new.attempts
    if answer is None:
        return replace(old, attempts=attempts, seconds=seconds)
    return replace(new, answer=answer, best=None, violations=(), attempts=attempts, seconds=seconds)


@cache
def default_solver() -> NeuralSolver:
    """The solver over the shipped weights, shared by the process."""
    return NeuralSolver()
