"""Killer sudoku: cages of cells that add up to a sum and repeat no digit, mostly without a given digit."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from solvers.kinds.sudoku.cages import Cage
from solvers.kinds.sudoku.family import SUDOKU, USUAL, Family, Look, drawn, problem, sentence
from solvers.rules import generate
from solvers.rules.board import Problem, Value, Values, neighbours
from solvers.text.blocks import Block
from solvers.text.source import Text

LARGEST = 4
"""Cells of a generated cage."""


class Killer(Family):
    name, title = "killer", "killer sudoku"
    names = re.compile(
        rf"(?:killer|キラー|杀手|киллер)[- ]?(?:{SUDOKU})|"
        r"killer|sumdoku|\bcages?\b|杀手|殺手|キラー|киллер|käfig",
        re.I,
    )
    says = "Each row, column and box holds every digit once; the cells of a cage add up to its sum and all differ."
    sizes: ClassVar[Mapping[str, int]] = {"easy": 4, "medium": 6, "hard": 6}
    made = tuple(USUAL)

    def make(self, rng: random.Random, size: int) -> Problem | None:
        box = USUAL[size]
        values = generate.fill(problem(Look(size, box), {}), rng)
        if values is None:
            return None
        look = Look(size, box, (), (), tuple(_cages(values, rng)))
        return generate.thin(problem(look, {}), values, rng)

    def drawings(self, text: Text) -> Sequence[Block]:
        return text.blocks

    def render(self, puzzle: Problem) -> str:
        look = puzzle.look
        said = " ".join(sentence(told) for told in look.told)
        listed = "\n".join(f"{' '.join(cage.cells)} = {cage.sum}" for cage in look.cages)
        grid = drawn(self.signs(puzzle, puzzle.board.clues), look.boxes) if puzzle.board.given else ""
        shape = (
            ""
            if look.boxes == (3, 3)
            else f" The boxes are {look.boxes[0]} rows high and {look.boxes[1]} columns wide."
        )
        opening = f"{look.size}x{look.size} killer sudoku.{shape}"
        return "\n\n".join(part for part in (opening, said, listed, grid) if part)


def _cages(values: Values, rng: random.Random) -> list[Cage]:
    """The grid cut into cages of up to LARGEST cells that repeat nothing."""
    left = set(values)
    found = []
    while left:
        part = [rng.choice(sorted(left))]
        left.discard(part[0])
        wanted = rng.randint(2, LARGEST)
        while len(part) < wanted:
            held: set[Value] = {values[name] for name in part}
            near = sorted({n for name in part for n in neighbours(name, left) if values[n] not in held})
            if not near:
                break
            part.append(rng.choice(near))
            left.discard(part[-1])
        found.append(Cage(tuple(sorted(part)), sum(int(values[name]) for name in part)))
    return sorted(found, key=lambda cage: cage.cells)


KILLER = Killer()
