"""Measuring the shipped networks: generated puzzles of any kind here and in its neighbours, thinking in `thinking`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from solvers.base import BadPuzzle, Effort, WeightsMissing

if TYPE_CHECKING:
    from solvers.steps import Arithmetic

SEED = 1104
"""Fixed, and none of those that training draws from: two runs see the same puzzles, which nothing was trained on."""

_OWN = {"sudoku": "solvers.measure.sudokus", "maze": "solvers.measure.mazes"}
"""Kinds whose sets are drawn in bulk by the generators of their training."""

Drawn = tuple[str, Iterator[Any]]
"""What the set is called, and its puzzles."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts (an answer counts only if `verify` accepts it) and seconds of one set."""

    proven: int
    first: int
    """Proven in the first trajectory."""
    seconds: tuple[float, ...]

    def quantile(self, share: float) -> float:
        import numpy as np

        return float(np.percentile(self.seconds, 100 * share))

    def to_json(self) -> dict[str, Any]:
        n = len(self.seconds)
        times = {"p50": self.quantile(0.5), "p95": self.quantile(0.95), "slowest": max(self.seconds)}
        return {"n": n, "proven": self.proven, "first": self.first} | {k: round(v, 4) for k, v in times.items()}

    def __str__(self) -> str:
        return (
            f"{self.proven}/{len(self.seconds)} proven, {self.first} in the first trajectory, "
            f"p50 {self.quantile(0.5):.2f} s, p95 {self.quantile(0.95):.2f} s, slowest {max(self.seconds):.1f} s"
        )


def drawn(kind: str, size: int | None, n: int, settings: Mapping[str, str]) -> Drawn:
    """The set of a measurement. Raises BadPuzzle for a kind, size or setting that does not exist."""
    if kind in _OWN:
        found: Drawn = import_module(_OWN[kind]).drawn(size, n, settings)
        return found
    from solvers.kinds import kind as kind_of

    made_by = kind_of(kind)
    unknown = sorted(set(settings) - {"difficulty"})
    if unknown:
        raise BadPuzzle(f"puzzles of the kind {kind!r} have no setting {unknown[0]!r}", hint="there is difficulty")
    difficulty = settings.get("difficulty", "medium")
    sized: dict[str, Any] = {} if size is None else {"size": size}
    puzzles = (made_by.generate(SEED + i, difficulty=difficulty, **sized) for i in range(n))
    return f"{kind} {difficulty}" + (f" of size {size}" if size is not None else ""), puzzles


def network(kind: str, weights: Path | None, threads: int, arithmetic: Arithmetic) -> Any:
    """What thinks about puzzles of a kind: its own network, or the one over rules. `weights`: others than shipped."""
    from solvers.kinds import kind as kind_of
    from solvers.neural import NeuralSolver
    from solvers.rule_solver import RuleSolver

    if kind_of(kind).network is None:
        return RuleSolver(weights, threads=threads, arithmetic=arithmetic)
    return NeuralSolver({kind: weights} if weights else None, threads=threads, arithmetic=arithmetic)


def measured(
    solver: Any, kind: str, puzzles: Iterable[Any], effort: Effort, limit: float, advance: Callable[[int], None]
) -> Measured:
    """Solve one at a time; `limit` is the seconds that a puzzle may take. Raises WeightsMissing."""
    from solvers.kinds import kind as kind_of

    judge = kind_of(kind)
    proven, first = 0, 0
    seconds: list[float] = []
    for puzzle in puzzles:
        if not seconds:
            if not solver.supports(kind, puzzle):
                raise WeightsMissing(f"no network here solves such a {judge.title}", hint="see `trm-router models`")
            solver.warm((kind,))
        began = time.perf_counter()
        (solution,) = solver.solve(judge, [puzzle], effort=effort, deadline=time.monotonic() + limit)
        seconds.append(time.perf_counter() - began)
        if solution.answer is not None and not judge.verify(puzzle, solution.answer):
            proven += 1
            first += solution.attempts == 1
        advance(1)
    return Measured(proven, first, tuple(seconds))


def whole(settings: Mapping[str, str], name: str, usual: int) -> int:
    """A setting that is a whole number. Raises BadPuzzle."""
    given = settings.get(name)
    if given is None:
        return usual
    if not given.isdecimal() or len(given) > 6:
        raise BadPuzzle(f"{name}={given!r} is no whole number", hint=f"for example {name}={usual}")
    return int(given)


__all__ = ["SEED", "Drawn", "Measured", "drawn", "measured", "network", "whole"]
