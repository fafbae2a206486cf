"""The TRM as a solver: a shipped checkpoint and a puzzle in, a solution proven by `verify` out.

The only file of this package that touches torch, and only when the first puzzle is solved.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from solvers.base import A, Effort, IntGrid, OnStep, P, Puzzle, Solution, WeightsMissing

if TYPE_CHECKING:
    from trm.engine import Engine, Plan, Trace

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


def sudoku_plan(effort: Effort, height: int, width: int) -> Plan:
    """A first trajectory, then a best-first search over pinned cells."""
    from trm.engine import Plan

    _ = height, width
    return {
        Effort.LOW: Plan(steps=16),
        Effort.MEDIUM: Plan(steps=16, attempts=129, later_steps=3, width=2, pins=True, carry="parent", branches=4),
        Effort.HIGH: Plan(steps=16, attempts=1025, later_steps=3, width=2, pins=True, carry="parent", branches=4),
    }[effort]


def maze_plan(effort: Effort, height: int, width: int) -> Plan:
    """The wave moves at most `inner_cycles + 1` cells a step, so a longer path needs more steps; patience ends it."""
    from trm.engine import Plan

    longest = height * width // 2  # of a shortest path in a grid: a serpentine fills every other line
    steps = max(16, longest // 5)
    return {
        Effort.LOW: Plan(steps=steps, patience=3, keep_first=True),
        Effort.MEDIUM: Plan(steps=2 * steps, patience=4, keep_first=True),
        Effort.HIGH: Plan(
            steps=4 * steps, patience=16, keep_first=True, attempts=3, later_steps=4 * steps, noise=0.5, width=1
        ),
    }[effort]


PLANS: Mapping[str, Callable[[Effort, int, int], Plan]] = {"sudoku": sudoku_plan, "maze": maze_plan}

TURNS: Mapping[str, Mapping[Effort, int]] = {
    "sudoku": {},  # the relational network commutes with every symmetry, so turning the grid changes nothing
    "maze": {Effort.MEDIUM: 7, Effort.HIGH: 7},
}
"""Symmetric copies tried, one after the other, when a puzzle as it stands was not proven."""


class NeuralSolver:
    """Implements `Solver` with the shipped weights, or with `weights={"sudoku": path}`. Cheap to make."""

    name = "trm"

    def __init__(self, weights: Mapping[str, Path | str] | None = None, *, threads: int | None = None) -> None:
        self._weights = {k: Path(v) for k, v in (weights or {}).items()}
        self._threads = threads
        self._engines: dict[str, Engine] = {}

    def path(self, kind: str) -> Path | None:
        """The checkpoint for this kind, or None."""
        if kind in self._weights:
            return self._weights[kind]
        card = shipped_cards().get(kind)
        return Path(card["path"]) if card else None

    def supports(self, kind: str, puzzle: Any) -> bool:
        """Weights are there, and the card does not exclude the size."""
        if kind not in PLANS or self.path(kind) is None:
            return False
        sizes = None if kind in self._weights else shipped_cards()[kind].get("sizes")
        return sizes is None or len(puzzle.rows) in sizes

    def warm(self, kinds: Sequence[str] = ("sudoku", "maze")) -> None:
        """Import torch and load weights now (in a thread, while a prompt shows)."""
        for kind in kinds:
            if self.path(kind) is not None:
                self._engine(kind)

    def _engine(self, kind: str) -> Engine:
        if kind not in self._engines:
            path = self.path(kind)
            if path is None:
                raise WeightsMissing(f"no weights for {kind!r}", hint=f"train some: trm-router train {kind}")
            import torch

            from trm.checkpoint import load_model
            from trm.engine import Engine

            if self._threads or not os.environ.get("OMP_NUM_THREADS"):
                # two threads gain up to twofold on free cores and lose up to a hundredfold where one of them is busy
                torch.set_num_threads(self._threads or 1)
            self._engines[kind] = Engine(load_model(path))
        return self._engines[kind]

    def solve(
        self,
        kind: Puzzle[P, A],
        puzzles: Sequence[P],
        *,
        effort: Effort = Effort.MEDIUM,
        deadline: float | None = None,
        on_step: OnStep | None = None,
        seed: int = 0,
    ) -> list[Solution[A]]:
        """Proven or honest: every answer has passed `kind.verify` against the original puzzle."""
        began = time.monotonic()
        solutions = self._pass(kind, puzzles, effort, deadline, on_step, seed)
        rng = random.Random(seed)
        tried = [{puzzle} for puzzle in puzzles]
        for _ in range(TURNS.get(kind.name, {}).get(effort, 0)):
            missing = [i for i, s in enumerate(solutions) if s.answer is None]
            if not missing or (deadline is not None and time.monotonic() > deadline):
                break
            turned = [_unseen(kind, puzzles[i], tried[i], rng) for i in missing]
            again = self._pass(kind, [puzzle for puzzle, _ in turned], effort, deadline, None, seed)
            for i, (_, undo), new in zip(missing, turned, again, strict=True):
                solutions[i] = _merged(kind, puzzles[i], solutions[i], new, undo, time.monotonic() - began)
        return solutions

    def _pass(
        self,
        kind: Puzzle[P, A],
        puzzles: Sequence[P],
        effort: Effort,
        deadline: float | None,
        on_step: OnStep | None,
        seed: int,
    ) -> list[Solution[A]]:
        """One run of the engine over puzzles as they stand."""
        engine = self._engine(kind.name)
        engine.generator.manual_seed(seed)
        answers: dict[int, A] = {}

        def check(job: int, tokens: IntGrid) -> bool | None:
            answer = kind.decode_answer(puzzles[job], tokens)
            if answer is None:
                return False
            if kind.verify(puzzles[job], answer):
                return None
            answers[job] = answer
            return True

        grids = [kind.encode(puzzle) for puzzle in puzzles]
        plans = [PLANS[kind.name](effort, *grid.shape) for grid in grids]
        traces = engine.run(grids, check, plans, deadline=deadline, on_step=on_step)
        return [
            _solution(kind, p, t, answers.get(i), effort) for i, (p, t) in enumerate(zip(puzzles, traces, strict=True))
        ]


def _solution(kind: Puzzle[P, A], puzzle: P, trace: Trace, answer: A | None, effort: Effort) -> Solution[A]:
    best = kind.decode_answer(puzzle, trace.best) if answer is None and trace.best is not None else None
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


def _unseen(kind: Puzzle[P, A], puzzle: P, tried: set[P], rng: random.Random) -> tuple[P, Callable[[A], A]]:
    """A symmetric copy that is not among `tried`, which it joins; any, if many draws give no new one."""
    for _ in range(64):
        image, undo = kind.symmetry(puzzle, rng)
        if image not in tried:
            break
    tried.add(image)
    return image, undo


def _merged(
    kind: Puzzle[P, A], puzzle: P, old: Solution[A], new: Solution[A], undo: Callable[[A], A], seconds: float
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
