"""How long exact search takes over generated puzzles, kind by kind: wall seconds and this process's own.

On a machine that does other work, the process's own seconds (`cpu`) are the ones to compare.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from solvers.base import PuzzleError
from solvers.kinds import kind as kind_of
from solvers.measure import SEED

ALL = "all"


def timed(
    kinds: Iterable[str], n: int, difficulty: str, limit: float, advance: Callable[[int], None]
) -> dict[str, dict[str, Any]]:
    """Counts and milliseconds of each kind. Making a kind's puzzles ends after `limit` seconds."""
    found: dict[str, dict[str, Any]] = {}
    everything: list[tuple[float, float]] = []
    for name in kinds:
        kind, end = kind_of(name), time.monotonic() + limit
        spent: list[tuple[float, float]] = []
        unsolved = 0
        for seed in range(SEED, SEED + n):
            advance(1)
            if time.monotonic() > end:
                continue
            try:
                puzzle = kind.generate(seed, difficulty=difficulty)
            except (PuzzleError, TypeError):  # this seed gives none, or the kind has no such dial
                continue
            if not spent:  # the first call imports the solver
                kind.exact(puzzle)
            wall, cpu = time.perf_counter(), time.process_time()
            answers = kind.exact(puzzle).answers
            spent.append((time.perf_counter() - wall, time.process_time() - cpu))
            unsolved += len(answers) != 1 and kind.traits.unique
        if spent:
            found[name] = {"n": len(spent), "unsolved": unsolved, **_milliseconds(spent)}
            everything += spent
    if everything:
        unsolved = sum(each["unsolved"] for each in found.values())
        found[ALL] = {"n": len(everything), "unsolved": unsolved, **_milliseconds(everything)}
    return found


def _milliseconds(spent: list[tuple[float, float]]) -> dict[str, float]:
    walls, own = (sorted(1000 * each for each in column) for column in zip(*spent, strict=True))
    at = {"p50": len(spent) // 2, "p95": min(len(spent) - 1, int(0.95 * len(spent)))}
    return {
        f"{what}_{name}_ms": round(line[i], 1)
        for what, line in (("wall", walls), ("cpu", own))
        for name, i in at.items()
    }
