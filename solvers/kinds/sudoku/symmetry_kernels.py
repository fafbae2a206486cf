"""Compiled colour refinement of sudokus: cells and lines are told apart by what they touch, never by where they are.

Every colour is a 64-bit hash built from sums, so that order cannot matter. Import this module inside functions only:
it loads numba.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from solvers.kinds.sudoku.kernels import compiled

Array = Any


@compiled
def mix(value: Any, salt: int) -> Any:
    """A 64-bit hash (the finaliser of splitmix64)."""
    z = np.uint64(value) + np.uint64(salt) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@compiled
def refine(puzzle: Array, box_rows: int, box_cols: int, rounds: int, colour: Array, sums: Array) -> Any:
    """One puzzle's hash. `colour` (cells) and `sums` (6, n + 1) are scratch.

    Rows of `sums`: digits, rows, columns, boxes, bands, stacks. In a square box shape rows and columns (bands and
    stacks) are hashed alike, so that a transposed puzzle keeps its hash.
    """
    size = box_rows * box_cols
    twin = 2 if box_rows == box_cols else 3
    for cell in range(size * size):
        colour[cell] = mix(1 if puzzle[cell] else 2, 1)
    for _ in range(rounds):
        sums[:] = 0
        for r in range(size):
            for c in range(size):
                h = colour[r * size + c]
                sums[0, puzzle[r * size + c]] += h
                sums[1, r] += h
                sums[2, c] += h
                sums[3, r // box_rows * box_rows + c // box_cols] += h
        for line in range(size):
            sums[0, line + 1] = mix(sums[0, line + 1], 1)
            sums[1, line] = mix(sums[1, line], 2)
            sums[2, line] = mix(sums[2, line], twin)
            sums[3, line] = mix(sums[3, line], 4)
            sums[4, line // box_rows] += sums[1, line]
            sums[5, line // box_cols] += sums[2, line]
        sums[0, 0] = 0
        for line in range(size):
            # A line hears of its neighbours in the band or stack.
            sums[1, line] = mix(sums[1, line] + mix(sums[4, line // box_rows], 5), 6)
            sums[2, line] = mix(sums[2, line] + mix(sums[5, line // box_cols], 5), 6)
        for r in range(size):
            for c in range(size):
                i = r * size + c
                box = sums[3, r // box_rows * box_rows + c // box_cols]
                colour[i] = mix(mix(colour[i] + sums[0, puzzle[i]], 7) + box + sums[1, r] + sums[2, c], 8)
    total = np.uint64(0)
    for cell in range(size * size):
        total += colour[cell]
    return mix(total, 9)


@compiled
def refine_many(puzzles: Array, box_rows: int, box_cols: int, rounds: int, hashes: Array) -> None:
    size = box_rows * box_cols
    colour = np.zeros(size * size, np.uint64)
    sums = np.zeros((6, size + 1), np.uint64)
    for i in range(puzzles.shape[0]):
        hashes[i] = refine(puzzles[i], box_rows, box_cols, rounds, colour, sums)
