"""Generated sudokus of one size, solved by the network alone, one at a time: share proven and seconds.

    python -m solvers.measure.sudokus --size 16 --clues 100 --n 100

The seed is fixed and differs from those of training, so that two runs see the same puzzles and none of them was trained
on, but for the 4x4: there are too few of those. Needs numba (extra `train`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from solvers.base import Effort
from solvers.kinds.sudoku import SUDOKU
from solvers.kinds.sudoku.rules import BOXES, Sudoku
from solvers.measure.mazes import measure
from solvers.neural import NeuralSolver

SEED = 1104


def sudokus(size: int, clues: int, n: int) -> Iterator[Sudoku]:
    """The puzzles of a measurement: each has one solution; `clues` stops the digging, 0 makes them minimal."""
    from solvers.kinds.sudoku.forge import forge

    for grid in forge(SEED, n, box=BOXES[size], keep=clues).puzzles:
        yield SUDOKU.network.decode(grid.reshape(size, size).astype(np.int64))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; see the head of this file."""
    parser = argparse.ArgumentParser(prog="python -m solvers.measure.sudokus", description="Sudokus of one size.")
    parser.add_argument("--size", type=int, default=9, choices=sorted(BOXES))
    parser.add_argument("--clues", type=int, help="default: minimal puzzles, for 16x16 100 clues")
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--effort", choices=[e.value for e in Effort], default="medium")
    parser.add_argument("--seconds", type=float, default=60.0, help="at most so long a puzzle")
    parser.add_argument("--weights", type=Path, help="other weights than the shipped ones")
    options = parser.parse_args(arguments)
    clues = options.clues if options.clues is not None else (100 if options.size == 16 else 0)
    if not (0 <= clues <= options.size**2 and options.n >= 1 and options.seconds > 0):
        parser.error(f"from 0 to {options.size**2} clues, at least one puzzle and more than 0 seconds")
    solver = NeuralSolver({"sudoku": options.weights} if options.weights else None, threads=1)
    drawn = sudokus(options.size, clues, options.n)
    line = measure(solver, SUDOKU, drawn, options.n, Effort(options.effort), options.seconds)
    sys.stdout.write(f"{options.size}x{options.size}, {clues or 'fewest'} clues, {line}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
