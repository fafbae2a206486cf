"""Jigsaw sudokus: the boxes are regions of any shape, shown by a map with a letter or digit for every cell."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import ClassVar

from solvers.kinds.sudoku.family import SUDOKU, Family, Look, problem, solution
from solvers.kinds.sudoku.squares import is_map
from solvers.rules import generate
from solvers.rules.board import Problem, boxes, cell, neighbours, place, regions

SWAPS = 60
"""Pairs of cells that change their regions in a draw, per row of the grid: enough that no box is left."""


class Jigsaw(Family):
    name, title = "jigsaw", "jigsaw sudoku"
    names = re.compile(
        rf"{SUDOKU}|"
        r"jigsaw|irregular|nonomino|squiggly|geometry|锯齿|鋸齒|不规则|ジグソー|puzzle-?sudoku",
        re.I,
    )
    says = "Each row, each column and each region of the map holds every digit once."
    sizes: ClassVar[Mapping[str, int]] = {"easy": 4, "medium": 6, "hard": 9}

    def make(self, rng: random.Random, size: int) -> Problem | None:
        labels = _regions(rng, size)
        if labels is None:
            return None
        parts = tuple(regions(labels).values())
        look = Look(size, None, (), parts)
        values = solution(problem(look, {}), rng, size)
        return None if values is None else generate.thin(problem(look, {}), values, rng)

    def closing(self, puzzle: Problem) -> str:
        owner = {name: chr(65 + k) for k, part in enumerate(puzzle.look.regions) for name in part}
        n = puzzle.look.size
        drawn = "\n".join("".join(owner[cell(r, c)] for c in range(n)) for r in range(n))
        return f"Regions:\n{drawn}"


def _regions(rng: random.Random, size: int) -> list[list[int]] | None:
    """Boxes (or rows) whose cells were swapped along their borders while every region stayed in one piece."""
    high = next((k for k in range(int(size**0.5), 0, -1) if size % k == 0), 1)
    parts = boxes(size, size, high, size // high)
    labels = [[0] * size for _ in range(size)]
    for k, part in enumerate(parts):
        for name in part:
            at = place(name)
            assert at is not None
            labels[at[0]][at[1]] = k
    before = [row[:] for row in labels]
    names = {cell(r, c) for r in range(size) for c in range(size)}

    def label(name: str) -> int:
        at = place(name)
        assert at is not None
        return labels[at[0]][at[1]]

    def put(name: str, value: int) -> None:
        at = place(name)
        assert at is not None
        labels[at[0]][at[1]] = value

    for _ in range(SWAPS * size):
        a = rng.choice(sorted(names))
        near = [b for b in neighbours(a, names) if label(b) != label(a)]
        if not near:
            continue
        mine, other = label(a), label(rng.choice(near))
        back = [b for b in sorted(names) if label(b) == other and any(label(x) == mine for x in neighbours(b, names))]
        if not back:
            continue
        b = rng.choice(back)
        put(a, other)
        put(b, mine)
        if not is_map([[str(v) for v in row] for row in labels], True):
            put(a, mine)
            put(b, other)
    return labels if labels != before else None


JIGSAW = Jigsaw()
