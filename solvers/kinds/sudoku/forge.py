"""Make and rate sudokus in bulk, compiled and seeded: random minimal ones, and hard ones by hill-climbing.

A rating is the number of guesses a singles-only solver with fewest-candidates branching needs to find the answer and
to prove that it is the only one: the measure called `guesses_mrv` in public lists, digit for digit.

    python -m solvers.kinds.sudoku.forge --count 200000 --hard-fraction 0.5 --seed 1 --out runs/data/sudoku.npz

writes arrays `puzzles` and `solutions` (count, 81; 0 is a blank) and `guesses` (count). Needs numba (extra `train`).
"""

from __future__ import annotations

import argparse
import functools
import itertools
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from solvers.base import BadPuzzle, PuzzleError
from solvers.kinds.sudoku.canonical import exclude
from solvers.kinds.sudoku.files import read_puzzles
from solvers.kinds.sudoku.forged import Counts, Forged, Grids, write

OnMade = Callable[[int], None]

LINEAGE = 32
"""Puzzles taken from one hill-climb before a fresh one starts: more is quicker, fewer is more varied."""
STEPS = 3000
"""Neighbours a hill-climb may try before it is given up."""
NO_BOUND = 1_000_000_000
LARGE_BOUND = 400
"""Guesses a proof may take on grids above 9x9, where some proofs would never end."""


class Solved(NamedTuple):
    """First solutions (zeros where none), number of solutions up to 2 (-1: gave up), guesses."""

    solutions: Grids
    counts: Counts
    guesses: Counts


@dataclass(frozen=True, slots=True)
class Board:
    """The shape of a grid as tables of cell numbers: peers (cells, p), units (3n, n)."""

    cells: int
    peers: Grids
    units: Grids


@functools.cache
def board(box_rows: int, box_cols: int) -> Board:
    """Tables for boxes of this shape: 2x2 is 4x4, 2x3 is 6x6, 3x3 is 9x9, 4x4 is 16x16."""
    size = box_rows * box_cols
    if not (2 <= box_rows <= 4 and 2 <= box_cols <= 4):
        raise BadPuzzle(f"box shape {(box_rows, box_cols)!r} is not supported", hint="sides from 2 to 4")
    rows = [[r * size + c for c in range(size)] for r in range(size)]
    cols = [[r * size + c for r in range(size)] for c in range(size)]
    boxes = [
        [(top + i // box_cols) * size + left + i % box_cols for i in range(size)]
        for top in range(0, size, box_rows)
        for left in range(0, size, box_cols)
    ]
    units = rows + cols + boxes
    peers = [sorted({x for unit in units if cell in unit for x in unit} - {cell}) for cell in range(size * size)]
    return Board(size * size, np.array(peers, np.uint8), np.array(units, np.uint8))


def solve_batch(puzzles: npt.ArrayLike, *, box: tuple[int, int] = (3, 3), most: int = NO_BOUND) -> Solved:
    """Solve and rate every row (count, cells); tells none, one and several solutions apart.

    `most` bounds the guesses spent on one puzzle; a count of -1 says the bound was hit.
    """
    from solvers.kinds.sudoku import kernels

    shape = board(*box)
    rows = np.ascontiguousarray(puzzles, np.uint8)
    size = shape.units.shape[1]
    if rows.ndim != 2 or rows.shape[1] != shape.cells or (rows.size and rows.max() > size):
        raise BadPuzzle(f"puzzles of shape {rows.shape!r}", hint=f"rows of {shape.cells} numbers from 0 to {size}")
    count = len(rows)
    result = Solved(np.zeros_like(rows), np.zeros(count, np.int32), np.zeros(count, np.int32))
    work = kernels.workspace(shape.peers, shape.units)
    for i, row in enumerate(rows):
        result.counts[i], result.guesses[i] = kernels.solve_one(row, work, 2, most, False)
        if result.counts[i] > 0:
            result.solutions[i] = work.found[0]
    return result


def forge(
    seed: int,
    count: int,
    hardness: int = 0,
    *,
    box: tuple[int, int] = (3, 3),
    keep: int = 0,
    parents: Grids | None = None,
    seconds: float | None = None,
    progress: OnMade | None = None,
) -> Forged:
    """`count` puzzles with one solution each, needing at least `hardness` guesses; the same seed, the same stream.

    Asking for more gives the same puzzles first. Minimal (no clue can go) up to 9x9; larger ones are dug as far as
    can be proven quickly, and `keep` stops digging at that many clues. With `parents`, hill-climbs start from these
    puzzles instead of random ones. After `seconds` whatever is ready is returned.
    """
    source = _climbs(seed, hardness, box, parents) if hardness > 0 or parents is not None else _plain(seed, box, keep)
    stop = None if seconds is None else time.monotonic() + seconds
    seen: set[bytes] = set()
    puzzles: list[Grids] = []
    solutions: list[Grids] = []
    guesses: list[int] = []
    while len(puzzles) < count and (stop is None or time.monotonic() < stop):
        before = len(puzzles)
        for puzzle, solution, rating in zip(*next(source), strict=True):
            key = puzzle.tobytes()
            if key not in seen and len(puzzles) < count:
                seen.add(key)
                puzzles.append(puzzle)
                solutions.append(solution)
                guesses.append(int(rating))
        if progress is not None:
            progress(len(puzzles) - before)
    cells = board(*box).cells
    return Forged(
        np.array(puzzles, np.uint8).reshape(-1, cells),
        np.array(solutions, np.uint8).reshape(-1, cells),
        np.array(guesses, np.int32),
    )


def _plain(seed: int, box: tuple[int, int], keep: int) -> Iterator[Forged]:
    """Random puzzles, each from a random stream of its own, one at a time."""
    for stream in itertools.count():
        bench = _Bench(box, seed, stream)
        rating = bench.random_puzzle(keep)
        if rating >= 0:
            yield bench.forged(rating)


def _climbs(seed: int, hardness: int, box: tuple[int, int], parents: Grids | None) -> Iterator[Forged]:
    """Hill-climbs, each from a random stream of its own; a climb gives up to LINEAGE puzzles, often none.

    A neighbour is kept if it is hard enough or hardly easier. Measured: dropping one clue (sometimes two) and
    forgiving a loss of up to a quarter reaches 100 guesses about eight times as often a second as dropping three and
    forgiving nothing.
    """
    if board(*box).cells > 81:
        raise BadPuzzle(f"hardness {hardness!r} on boxes {box!r}", hint="hard puzzles are made up to 9x9 only")
    for stream in itertools.count():
        bench = _Bench(box, seed, stream)
        if parents is None:
            rating = bench.random_puzzle(0)
        else:
            bench.puzzle[:] = bench.random.choice(parents)
            rating = bench.rate()
        written = 0
        for _ in range(STEPS):
            current = bench.puzzle.copy()
            trial = bench.neighbour(2 if bench.random.random() < 0.25 else 1)
            lost = trial < hardness and trial < rating * bench.random.uniform(0.75, 1)
            if trial < 0 or lost or (bench.puzzle == current).all():
                bench.puzzle[:] = current
                continue
            rating = trial
            if rating >= hardness:
                yield bench.forged(rating)
                written += 1
                if written == LINEAGE:
                    break


class _Bench:
    """One puzzle in the making: its random stream, the puzzle, its answer, and the kernels with their workspace."""

    __slots__ = ("kernels", "most", "puzzle", "random", "solution", "work")

    def __init__(self, box: tuple[int, int], seed: int, stream: int) -> None:
        from solvers.kinds.sudoku import kernels

        shape = board(*box)
        self.kernels = kernels
        self.work = kernels.workspace(shape.peers, shape.units)
        self.most = NO_BOUND if shape.cells <= 81 else LARGE_BOUND
        self.puzzle, self.solution = np.zeros((2, shape.cells), np.uint8)
        self.random = np.random.default_rng((seed, stream))
        self.work.state[0] = self.random.integers(1, 1 << 63)

    def rate(self) -> int:
        """Guesses to prove the puzzle; -1 unless it has exactly one answer."""
        count, guesses = self.kernels.solve_one(self.puzzle, self.work, 2, self.most, False)
        return guesses if count == 1 else -1

    def random_puzzle(self, keep: int) -> int:
        """From an empty grid to a puzzle, clues taken away down to `keep`; its rating, -1 if a bound was hit."""
        self.puzzle[:] = 0
        if not self._draw_answer():
            return -1
        if len(self.puzzle) > 81:
            # Nearly empty large grids are slow to prove, so a full one is dug instead.
            self.puzzle[:] = self.solution
        elif not self._complete():
            return -1
        return self._minimise(keep)

    def neighbour(self, drop: int) -> int:
        """Drop some clues, complete towards another answer, minimise; the rating."""
        self.puzzle[self.random.choice(np.flatnonzero(self.puzzle), drop, replace=False)] = 0
        return self._minimise(0) if self._draw_answer() and self._complete() else -1

    def _draw_answer(self) -> bool:
        """A random answer of the puzzle becomes the solution aimed at."""
        count, _ = self.kernels.solve_one(self.puzzle, self.work, 1, self.most, True)
        self.solution[:] = self.work.found[0]
        return count == 1

    def _complete(self) -> bool:
        """While a second answer exists, a random cell where it differs becomes a clue; False if a bound was hit."""
        while True:
            count, _ = self.kernels.solve_one(self.puzzle, self.work, 2, self.most, True)
            if count < 2:
                return count == 1
            other = self.work.found[int((self.work.found[0] == self.solution).all())]
            differing = np.flatnonzero(other != self.solution)
            cell = differing[self.random.integers(len(differing))]
            self.puzzle[cell] = self.solution[cell]

    def _minimise(self, keep: int) -> int:
        order = self.random.permutation(len(self.puzzle))
        self.kernels.minimise(self.puzzle, order, keep, self.work, self.most)
        return self.rate()

    def forged(self, rating: int) -> Forged:
        return Forged(self.puzzle[None].copy(), self.solution[None].copy(), np.array([rating], np.int32))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; see the head of this file."""
    parser = argparse.ArgumentParser(prog="python -m solvers.kinds.sudoku.forge", description="Make sudokus.")
    parser.add_argument("--count", type=int, required=True, help="puzzles to make")
    parser.add_argument("--out", type=Path, required=True, help="the .npz to write")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hard-fraction", type=float, default=0.0, help="share of the count that is hill-climbed")
    parser.add_argument("--hardness", type=int, nargs="+", default=[20, 50, 100], help="least guesses, in equal shares")
    parser.add_argument("--parents", type=Path, nargs="*", default=[], help="files to start the hill-climbs from")
    parser.add_argument("--held-out", type=Path, nargs="*", default=[], help="files kept out, up to symmetry")
    parser.add_argument("--minutes", type=float, help="stop early and write what is ready (not reproducible)")
    options = parser.parse_args(arguments)
    if options.count < 1 or not 0 <= options.hard_fraction <= 1:
        parser.error(f"--count {options.count!r} must be positive, --hard-fraction {options.hard_fraction!r} in 0..1")
    try:
        forged = _run(options)
        write(options.out, forged)
    except PuzzleError as exc:
        sys.stderr.write(f"error: {exc}\nhint: {exc.hint}\n")
        return 2
    except ModuleNotFoundError as exc:
        sys.stderr.write(f"error: {exc}\nhint: pip install 'trm-router[train]'\n")
        return 2
    spread = np.percentile(forged.guesses, (10, 50, 90)).astype(int).tolist() if len(forged.guesses) else []
    sys.stdout.write(f"{options.out}: {len(forged.puzzles)} puzzles; 10, 50, 90 % need at most {spread} guesses\n")
    return 0


def _run(options: argparse.Namespace) -> Forged:
    """Both kinds with a progress bar; repeats and held-out puzzles removed."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    held_out, parents = _read_all(options.held_out), _read_all(options.parents)
    parents = parents[exclude(parents, held_out)]
    hard = round(options.count * options.hard_fraction)
    wanted = [("minimal", options.count - hard, 0)]
    for i, level in enumerate(options.hardness):
        share = hard * (i + 1) // len(options.hardness) - hard * i // len(options.hardness)
        wanted.append((f"{level} guesses", share, level))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    parts = []
    with Progress(*columns, console=Console(stderr=True)) as bar:
        for name, count, hardness in wanted:
            if count:
                task = bar.add_task(name, total=count)
                seconds = options.minutes and options.minutes * 60 * count / options.count
                start = parents if hardness and len(parents) else None
                advance = functools.partial(bar.advance, task)
                parts.append(forge(options.seed, count, hardness, parents=start, seconds=seconds, progress=advance))
    arrays = [np.concatenate(list(part)) for part in zip(*parts, strict=True)]
    first = np.sort(np.unique(arrays[0], axis=0, return_index=True)[1])
    kept = first[exclude(arrays[0][first], held_out)]
    return Forged(arrays[0][kept], arrays[1][kept], arrays[2][kept])


def _read_all(paths: Sequence[Path]) -> Grids:
    return np.concatenate([np.zeros((0, 81), np.uint8), *(read_puzzles(path) for path in paths)])


if __name__ == "__main__":
    raise SystemExit(main())
