"""Generated sudokus of one size for a measurement: `trm-router measure puzzles sudoku --size 16 --set clues=100`.

None of them was trained on, but for the 4x4: there are too few of those. Needs numba (extra `train`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from solvers.base import BadPuzzle
from solvers.kinds.sudoku import SUDOKU
from solvers.kinds.sudoku.rules import BOXES, Sudoku
from solvers.measure import SEED, Drawn, whole


def sudokus(size: int, clues: int, n: int) -> Iterator[Sudoku]:
    """The puzzles of a measurement: each has one solution; `clues` stops the digging, 0 makes them minimal."""
    from solvers.kinds.sudoku.forge import forge

    for grid in forge(SEED, n, box=BOXES[size], keep=clues).puzzles:
        yield SUDOKU.network.decode(grid.reshape(size, size).astype(np.int64))


def drawn(size: int | None, n: int, settings: Mapping[str, str]) -> Drawn:
    """`clues`: how many are left; by default as few as can be, in a 16x16 a hundred. Raises BadPuzzle."""
    side = 9 if size is None else size
    if side not in BOXES:
        raise BadPuzzle(f"no sudoku of size {side!r}", hint=f"sizes are {', '.join(map(str, sorted(BOXES)))}")
    if unknown := sorted(set(settings) - {"clues"}):
        raise BadPuzzle(f"sudokus have no setting {unknown[0]!r}", hint="there is clues")
    clues = whole(settings, "clues", 100 if side == 16 else 0)
    if clues > side**2:
        raise BadPuzzle(f"{clues!r} clues do not fit a {side}x{side} sudoku", hint=f"at most {side**2}")
    return f"{side}x{side}, {clues or 'fewest'} clues", sudokus(side, clues, n)
