"""Which sudokus are the same up to symmetry, so that puzzles that are measured on are kept out of training.

Symmetries: any renaming of digits, any order of bands, of stacks, of rows in a band, of columns in a stack, and the
transpose. `invariant` never differs between symmetric puzzles, so nothing held out can slip through. Two puzzles that
are not symmetric share it only where colour refinement cannot tell them apart (very regular ones, such as full grids)
or by a 64-bit coincidence; the price is then one training puzzle too few.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from solvers.base import BadPuzzle

Grids = npt.NDArray[np.uint8]

ROUNDS = 5
"""Rounds of refinement. In three of them every cell has heard of every other; the rest sharpens."""


def invariant(puzzles: npt.ArrayLike, *, box: tuple[int, int] = (3, 3)) -> npt.NDArray[np.uint64]:
    """One number a puzzle (count, cells; 0 is a blank): equal for puzzles that are equal up to symmetry."""
    from solvers.kinds.sudoku import symmetry_kernels as kernels

    rows = np.ascontiguousarray(puzzles, np.uint8)
    size = box[0] * box[1]
    if rows.ndim != 2 or rows.shape[1] != size * size or (rows.size and rows.max() > size):
        raise BadPuzzle(f"puzzles of shape {rows.shape!r}", hint=f"rows of {size * size} numbers from 0 to {size}")
    hashes = np.zeros(len(rows), np.uint64)
    kernels.refine_many(rows, *box, ROUNDS, hashes)
    return hashes


def exclude(train: npt.ArrayLike, held_out: npt.ArrayLike, *, box: tuple[int, int] = (3, 3)) -> npt.NDArray[np.bool_]:
    """True for the rows of `train` that may be trained on: not in `held_out` up to symmetry."""
    return ~np.isin(invariant(train, box=box), invariant(held_out, box=box))


def transform(puzzles: Grids, rng: np.random.Generator, *, box: tuple[int, int] = (3, 3)) -> Grids:
    """A random symmetry of each row. For tests and measurements; training has its own, on whole batches."""
    size = box[0] * box[1]
    result = np.empty_like(puzzles)
    for i, puzzle in enumerate(puzzles):
        digits = np.concatenate([[0], rng.permutation(size) + 1]).astype(np.uint8)
        rows = np.concatenate([band * box[0] + rng.permutation(box[0]) for band in rng.permutation(box[1])])
        cols = np.concatenate([stack * box[1] + rng.permutation(box[1]) for stack in rng.permutation(box[0])])
        grid = digits[puzzle].reshape(size, size)[rows][:, cols]
        result[i] = (grid.T if box[0] == box[1] and rng.random() < 0.5 else grid).ravel()
    return result
