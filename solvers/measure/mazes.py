"""Generated mazes of one size, solved by the network alone, one at a time: share proven and seconds.

    python -m solvers.measure.mazes --side 100 --kinds loopy --n 300

Kinds are taken in turn; the seeds are fixed, so that two runs see the same mazes. Nothing here is trained on: training
draws from other seeds, and the sides above 40 are larger than any in training.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from solvers.base import A, Effort, Kind, P
from solvers.kinds.maze import MAZE
from solvers.kinds.maze.generate import KINDS, training_batch
from solvers.kinds.maze.rules import LIMIT, Maze
from solvers.neural import NeuralSolver
from solvers.training.display import counting

SEED = 1104


def mazes(side: int, kinds: Sequence[str], n: int) -> Iterator[Maze]:
    """The mazes of a measurement."""
    for i in range(n):
        tokens, _ = training_batch(np.random.default_rng([SEED, side, i]), 1, side, side, (kinds[i % len(kinds)],))
        yield MAZE.network.decode(tokens[0].astype(np.int64))


def measure(solver: NeuralSolver, kind: Kind[P, A], puzzles: Iterable[P], n: int, effort: Effort, limit: float) -> str:
    """Proven of `n` (an answer counts only if `verify` accepts it), and quantiles of the seconds, in one line."""
    solver.warm((kind.name,))
    proven, first, seconds = 0, 0, []
    with counting("solving", n) as progress:
        for puzzle in puzzles:
            began = time.perf_counter()
            (solution,) = solver.solve(kind, [puzzle], effort=effort, deadline=time.monotonic() + limit)
            seconds.append(time.perf_counter() - began)
            if solution.answer is not None and not kind.verify(puzzle, solution.answer):
                proven += 1
                first += solution.attempts == 1
            progress(1)
    p50, p95 = np.percentile(seconds, (50, 95))
    return (
        f"effort {effort.value}: {proven}/{len(seconds)} proven, {first} in the first trajectory, "
        f"p50 {p50:.2f} s, p95 {p95:.2f} s, slowest {max(seconds):.1f} s"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; see the head of this file."""
    parser = argparse.ArgumentParser(prog="python -m solvers.measure.mazes", description="Generated mazes of one size.")
    parser.add_argument("--side", type=int, default=30)
    parser.add_argument("--kinds", default="loopy", help=f"comma between them: {', '.join(KINDS)}")
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--effort", choices=[e.value for e in Effort], default="medium")
    parser.add_argument("--seconds", type=float, default=60.0, help="at most so long a maze")
    parser.add_argument("--weights", type=Path, help="other weights than the shipped ones")
    options = parser.parse_args(arguments)
    kinds = options.kinds.split(",")
    if unknown := sorted(set(kinds) - set(KINDS)):
        parser.error(f"no kind {unknown[0]!r}; kinds: {', '.join(KINDS)}")
    if not (2 <= options.side <= LIMIT and options.n >= 1 and options.seconds > 0):
        parser.error(f"a side from 2 to {LIMIT}, at least one maze and more than 0 seconds")
    solver = NeuralSolver({"maze": options.weights} if options.weights else None, threads=1)
    drawn = mazes(options.side, kinds, options.n)
    line = measure(solver, MAZE, drawn, options.n, Effort(options.effort), options.seconds)
    sys.stdout.write(f"{options.side}x{options.side} {','.join(kinds)}, {line}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
