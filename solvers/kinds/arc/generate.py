"""New tasks: a program of one or two steps, shown on random pictures. The same seed gives the same task."""

from __future__ import annotations

import random

import numpy as np

from solvers.base import BadPuzzle
from solvers.kinds.arc.changes import Change, changes
from solvers.kinds.arc.picks import picks
from solvers.kinds.arc.task import Grid, Rows, Task

SIZES = {"easy": (5, 1), "medium": (8, 1), "hard": (10, 2)}
"""Side of the pictures, and steps of the program."""
DEMONSTRATIONS = 3


def generate(seed: int, *, difficulty: str = "medium", size: int | None = None) -> Task:
    """A task whose rule changes every picture, each differently. Raises BadPuzzle for an unknown difficulty or size."""
    if difficulty not in SIZES:
        raise BadPuzzle(f"no difficulty is called {difficulty!r}", hint=f"there are: {', '.join(SIZES)}")
    side, steps = SIZES[difficulty]
    side = side if size is None else size
    if not 3 <= side <= 30:
        raise BadPuzzle(f"pictures have 3 to 30 rows, not {side}", hint="give --size 3 to 30")
    rng = random.Random(seed)
    known = [*changes(0, (), (2, 3)), *picks(0)]
    while True:
        task = _task(rng, [rng.choice(known) for _ in range(steps)], side)
        if task is not None:
            return task


def _task(rng: random.Random, program: list[Change], side: int) -> Task | None:
    pairs: list[tuple[Rows, Rows]] = []
    for _ in range(DEMONSTRATIONS + 1):
        image = _picture(rng, side)
        out: Grid | None = image
        for change in program:
            out = change.apply(out) if out is not None and out.size else None
        if out is None or not out.size or max(out.shape) > 30 or np.array_equal(out, image):
            return None
        pairs.append((_rows(image), _rows(out)))
    if len({out for _, out in pairs}) < len(pairs):
        return None
    return Task(tuple(pairs[:-1]), (pairs[-1][0],))


def _picture(rng: random.Random, side: int) -> Grid:
    """Some rectangles, lines and dots on black."""
    image = np.zeros((side, rng.randint(max(3, side - 2), side)), np.int8)
    for _ in range(rng.randint(2, 4)):
        height, width = (rng.randint(1, max(1, size // 3)) for size in image.shape)
        top, left = rng.randrange(image.shape[0] - height + 1), rng.randrange(image.shape[1] - width + 1)
        image[top : top + height, left : left + width] = rng.randint(1, 9)
    return image


def _rows(image: Grid) -> Rows:
    return tuple(tuple(row) for row in image.tolist())
