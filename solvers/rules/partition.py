"""Maps of regions for new puzzles, made around what a solution marks so that it is the only one. Two ways:

    carved(rng, 6, 6, [[(0, 2)], [(1, 4)], ...], other)     # a region for each seed, shifted until no other is left
    spread(rng, 6, 6, [[(0, 2)], [(1, 4)], ...], only)      # cells join one by one, wherever no other comes in

`other(labels)` gives the marked cells of another solution or None; `only(labels)` tells whether there is one solution
on a map whose cells labelled -1 are never marked (a cell that joins a region can only add solutions).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from solvers.base import Cell
from solvers.rules.board import around

REPAIRS = 4
"""Times that cells without a region get their surroundings freed again before a draw is given up."""
Labels = list[list[int]]
"""The number of each cell's region; -1 while it has none."""

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


def spread(
    rng: random.Random, height: int, width: int, seeds: Sequence[Sequence[Cell]], only: Callable[[Labels], bool]
) -> Labels | None:
    """A full map on which the marks are the only solution; None where the draw led nowhere.

    The cells of each seed hang together, and all marked cells are in one.
    """
    labels = [[-1] * width for _ in range(height)]
    for number, seed in enumerate(seeds):
        for r, c in seed:
            labels[r][c] = number
    if not only(labels):
        return None
    barred: set[tuple[Cell, int]] = set()
    repairs = 0
    while True:
        free = [(r, c) for r in range(height) for c in range(width) if labels[r][c] < 0]
        if not free:
            return labels
        beside = {at: sorted({labels[i][j] for i, j in around(*at, height, width)} - {-1}) for at in free}
        edge = [(at, number) for at in free for number in beside[at] if (at, number) not in barred]
        if edge:
            (r, c), number = rng.choice(edge)
            labels[r][c] = number
            if not only(labels):
                labels[r][c] = -1
                barred.add(((r, c), number))
        elif repairs < REPAIRS:
            repairs += 1
            barred.clear()
            _loosened(rng, labels, seeds, free)
        else:
            return None


def _loosened(rng: random.Random, labels: Labels, seeds: Sequence[Sequence[Cell]], free: Sequence[Cell]) -> None:
    """Take cells near the free ones out of their regions again, and what hangs on them."""
    height, width = len(labels), len(labels[0])
    for at in free:
        for r, c in around(*at, height, width, diagonal=True):
            if rng.random() < 0.5:
                labels[r][c] = -1
    kept: Labels = [[-1] * width for _ in range(height)]
    for number, seed in enumerate(seeds):
        todo = list(seed)
        for r, c in todo:
            kept[r][c] = number
            todo += [(i, j) for i, j in around(r, c, height, width) if labels[i][j] == number and kept[i][j] < 0]
    for r in range(height):
        labels[r][:] = kept[r]


def joined(
    rng: random.Random, height: int, width: int, marked: Sequence[Cell], longest: int = 2
) -> list[list[Cell]] | None:
    """Seeds of two marked cells each and the cells on a short way between them; None where a cell is left."""
    left, taken, seeds = sorted(marked), set(marked), []
    while left:
        start = left.pop(rng.randrange(len(left)))
        ways: dict[Cell, list[Cell]] = {start: [start]}
        ends = []
        for at in (todo := [start]):
            for near in around(*at, height, width):
                if near in left and near not in ways:
                    ends.append([*ways[at], near])
                elif near not in taken and near not in ways and len(ways[at]) <= longest:
                    ways[near] = [*ways[at], near]
                    todo.append(near)
        if not ends:
            return None
        seed = rng.choice(ends)
        left.remove(seed[-1])
        taken |= set(seed)
        seeds.append(seed)
    return seeds
