"""Latin squares: every row and column holds each value once. A sudoku "without boxes" is one, too.

Read as any square with the name, or with the boxes taken away in words; in digits or in the letters from A. Further
rules ("with both diagonals") are those of the sudoku variants.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import ClassVar

from solvers.kinds.sudoku.family import SUDOKU, Family, Look, problem
from solvers.kinds.sudoku.told import Told
from solvers.rules import generate
from solvers.rules.board import Problem

DIAGONAL = 0.25
"""Share of generated squares whose diagonals count too."""


class Latin(Family):
    name, title = "latin", "Latin square"
    names = re.compile(
        r"latin[- ](?:square|type)|lateinische\w* quadrat|carrés? latin|cuadrados? latino|quadrat[oi] latin[oi]|"
        r"quadrados? latino|kwadrat\w* łacińsk\w+|latijns\w* vierkant|латинск\w+ квадрат|拉丁方|ラテン方|"
        rf"{SUDOKU}|"
        r"(?:no|without|ignor\w+) (?:the )?(?:boxes|blocks)|ohne (?:die )?(?:blöcke|boxen)|"
        r"only (?:the )?rows and columns",
        re.I,
    )
    says = "Each row and each column holds every value once; there are no boxes."
    sizes: ClassVar[Mapping[str, int]] = {"easy": 4, "medium": 6, "hard": 8}

    def make(self, rng: random.Random, size: int) -> Problem | None:
        told = (Told("diagonals"),) if size > 3 and rng.random() < DIAGONAL else ()
        look = Look(size, None, told)
        values = generate.fill(problem(look, {}), rng)
        return None if values is None else generate.thin(problem(look, {}), values, rng)


LATIN = Latin()
