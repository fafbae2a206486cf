"""Maps of regions for new puzzles: grown around what a solution marks, then shifted until it is the only solution.

    carved(rng, 6, 6, [[(0, 2)], [(1, 4)], ...], other)     # one region for each seed

`other(labels)` gives the marked cells of another solution on that map, or None where there is none.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from solvers.base import Cell
from solvers.rules.board import around

Labels = list[list[int]]
"""The number of each cell's region."""

SHIFTS = 60
"""Cells moved to another region before a draw is given up: most draws settle within twenty."""


def carved(
    rng: random.Random,
    height: int,
    width: int,
    seeds: Sequence[Sequence[Cell]],
    other: Callable[[Labels], set[Cell] | None],
) -> Labels | None:
    """A map on which the cells of `seeds` are the only solution; None where the draw led nowhere."""
    labels = grown(rng, height, width, seeds)
    marked = {at for seed in seeds for at in seed}
    for _ in range(SHIFTS):
        found = other(labels)
        if found is None:
            return labels
        spare = sorted(found - marked)
        rng.shuffle(spare)
        if not any(_shift(rng, labels, at) for at in spare):
            return None
    return None


def grown(rng: random.Random, height: int, width: int, seeds: Sequence[Sequence[Cell]]) -> Labels:
    """Regions grown cell by cell around the seeds until the grid is full."""
    labels = [[-1] * width for _ in range(height)]
    edge: list[Cell] = []
    for number, seed in enumerate(seeds):
        for r, c in seed:
            labels[r][c] = number
            edge.append((r, c))
    while edge:
        at = rng.randrange(len(edge))
        r, c = edge[at]
        free = [(i, j) for i, j in around(r, c, height, width) if labels[i][j] < 0]
        if not free:
            edge[at] = edge[-1]
            edge.pop()
            continue
        i, j = rng.choice(free)
        labels[i][j] = labels[r][c]
        edge.append((i, j))
    return labels


def _shift(rng: random.Random, labels: Labels, at: Cell) -> bool:
    """Give a cell to a neighbouring region if its own hangs together without it."""
    height, width = len(labels), len(labels[0])
    own = labels[at[0]][at[1]]
    others = sorted({labels[i][j] for i, j in around(*at, height, width)} - {own})
    left = {(r, c) for r in range(height) for c in range(width) if labels[r][c] == own} - {at}
    if not others or not left:
        return False
    reached, todo = set(), [min(left)]
    while todo:
        here = todo.pop()
        if here not in reached:
            reached.add(here)
            todo += [near for near in around(*here, height, width) if near in left]
    if reached != left:
        return False
    labels[at[0]][at[1]] = rng.choice(others)
    return True
