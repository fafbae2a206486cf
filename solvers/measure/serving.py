"""What sharing batches gains: puzzles one at a time against as many callers at once, in the same process.

    python -m solvers.measure.serving sudoku --puzzles 128 --callers 64 --option clues=34

Processor seconds a puzzle say what it costs on a machine that is busy with other things too; the ratio of rates holds
only where the cores are free.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, get_args

from solvers.base import Effort, Solution
from solvers.kinds import KINDS
from solvers.networks import shared
from solvers.serving import BatchingSolver
from solvers.steps import DEFAULT, Arithmetic, checked


@dataclass(frozen=True, slots=True)
class Rate:
    """Of one way to solve them."""

    proven: int
    seconds: float
    processor: float

    def told(self, name: str, count: int) -> str:
        """One line."""
        each = 1000 * self.processor / count
        return f"{name:16s} {count / self.seconds:7.1f} puzzles/s  {each:6.1f} processor ms each  {self.proven} proven"


def compare(
    kind: str,
    puzzles: Sequence[Any],
    callers: int,
    *,
    effort: Effort = Effort.MEDIUM,
    arithmetic: Arithmetic = DEFAULT,
) -> tuple[Rate, Rate]:
    """One at a time on numpy, then together on `arithmetic`; both have solved one puzzle before."""
    alone, together = shared(), BatchingSolver(arithmetic=arithmetic)
    known = KINDS[kind]
    for solver in (alone, together):
        solver.solve(known, puzzles[:1], effort=effort)

    def one(puzzle: Any) -> Solution[Any]:
        return alone.solve(known, [puzzle], effort=effort)[0]

    def of_many(puzzle: Any) -> Solution[Any]:
        return together.solve(known, [puzzle], effort=effort)[0]

    with ThreadPoolExecutor(callers) as pool:
        rates = _timed(lambda: [one(p) for p in puzzles]), _timed(lambda: list(pool.map(of_many, puzzles)))
    together.close()
    return rates


def _timed(work: Callable[[], list[Solution[Any]]]) -> Rate:
    began, spent = time.monotonic(), time.process_time()
    solutions = work()
    proven = sum(solution.answer is not None for solution in solutions)
    return Rate(proven, time.monotonic() - began, time.process_time() - spent)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="one at a time against many callers at once")
    parser.add_argument("kind")
    parser.add_argument("--puzzles", type=int, default=128)
    parser.add_argument("--callers", type=int, default=64)
    parser.add_argument("--engine", choices=get_args(Arithmetic), default=DEFAULT, help="of those together")
    parser.add_argument("--option", action="append", default=[], metavar="NAME=NUMBER", help="of the generator")
    given = parser.parse_args(arguments)
    options = {name: int(value) for name, _, value in (option.partition("=") for option in given.option)}
    puzzles = [KINDS[given.kind].generate(seed, **options) for seed in range(given.puzzles)]
    alone, together = compare(given.kind, puzzles, given.callers, arithmetic=checked(given.engine))
    sys.stdout.write(f"{alone.told('one at a time', len(puzzles))}\n{together.told('together', len(puzzles))}\n")
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    sys.stdout.write(f"rate x{alone.seconds / together.seconds:.2f}; load of the machine {load}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
