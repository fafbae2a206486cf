"""Sudokus with more rules than rows, columns and boxes, or with boxes of another shape, as their text tells it.

Diagonals, windows, chess moves, neighbours that are not consecutive, equal places of the boxes, even and odd cells,
sums, single cells: see `clauses`. What the text wants and nobody understood is a question, never left out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import ClassVar

from solvers.kinds.sudoku.family import SUDOKU, USUAL, Family, Look, problem, solution
from solvers.kinds.sudoku.told import Told
from solvers.rules import generate
from solvers.rules.board import Problem, Values

CHOICES = ("diagonals", "knight", "king", "nonconsecutive", "hyper", "disjoint", "centres", "parity", "boxes")
"""Rules of generated puzzles; a draw whose rules leave no grid is thrown away."""


class Variant(Family):
    name, title = "sudoku_variant", "sudoku variant"
    names = re.compile(
        rf"(?:diagonal\w*|x|hyper|anti-?(?:knight|king)|non-?consecutive)[- ]?(?:{SUDOKU})|{SUDOKU}|"
        r"diagonal(?!ly\b)\w*(?!\w|\s+(?:moves?|steps?|movements?|moving|walk\w*|jumps?|bewegung\w*|schritt\w*|züge))|x-?sudoku|sudoku-?x|windoku|hyper|anti-?(?:knight|king)|non-?consecutive|disjoint|variant|対角|对角|диагонал",
        re.I,
    )
    says = "Each row, column and box holds every digit once, and so do or so behave the cells of the further rules."
    sizes: ClassVar[Mapping[str, int]] = {"easy": 6, "medium": 6, "hard": 9}
    made = tuple(USUAL)

    def make(self, rng: random.Random, size: int) -> Problem | None:
        chosen = rng.sample(CHOICES, rng.choice((1, 1, 2)))
        box = USUAL[size]
        if "boxes" in chosen and box[0] != box[1]:
            box = box[::-1]
        told = tuple(Told(w, ("centres",) * (w == "centres")) for w in chosen if w not in ("boxes", "parity"))
        if (size != 9 and {"hyper", "centres"} & set(chosen)) or not (told or box != USUAL[size] or "parity" in chosen):
            return None
        values = solution(problem(Look(size, box, told), {}), rng, size)
        if values is None:
            return None
        if "parity" in chosen:
            told += _parity(values, rng)
        return generate.thin(problem(Look(size, box, told), {}), values, rng)

    def opening(self, puzzle: Problem) -> str:
        n, box = puzzle.look.size, puzzle.look.boxes
        shape = f" The boxes are {box[0]} rows high and {box[1]} columns wide." if box != (3, 3) else ""
        return f"{n}x{n} sudoku.{shape}"


def _parity(values: Values, rng: random.Random) -> tuple[Told, ...]:
    """Even and odd cells of a solution, told as two lists."""
    cells = sorted(rng.sample(sorted(values), len(values) // 5))
    even = tuple(name for name in cells if int(values[name]) % 2 == 0)
    odd = tuple(name for name in cells if int(values[name]) % 2)
    return tuple(Told(what, where) for what, where in (("even", even), ("odd", odd)) if where)


SUDOKU_VARIANT = Variant()
