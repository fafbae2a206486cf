"""Killer sudoku: cages in many writings, cages that cannot be, what is no killer, and a brute-force recheck."""

from __future__ import annotations

import json

import pytest

from solvers.base import Form
from solvers.kinds.sudoku.cages import Cage
from solvers.kinds.sudoku.killer import KILLER
from solvers.rules.board import Problem
from solvers.text.source import Text
from tests.solvers.kinds.fillings import Filled, boxed, either, fillings, given_of, place

CAGES = [
    ("r1c1 r2c1", 3),
    ("r1c2 r1c3 r1c4", 9),
    ("r2c2 r3c2", 4),
    ("r2c3 r2c4 r3c3", 7),
    ("r3c1 r4c1", 7),
    ("r3c4", 4),
    ("r4c2 r4c3 r4c4", 6),
]
WANTED = {Cage(tuple(cells.split()), total) for cells, total in CAGES}
ANSWER = "1432234131244213"


def pairs(cells: str) -> list[tuple[int, int]]:
    return [(r + 1, c + 1) for r, c in map(place, cells.split())]


def listed(joint: str, form: str, sep: str = "\n") -> str:
    """Every cage written by one pattern."""
    return sep.join(
        form.format(cells=cells.replace(" ", joint), sum=total, k=k + 1, letter=chr(65 + k))
        for k, (cells, total) in enumerate(CAGES)
    )


def tupled(form: str, joint: str = ", ") -> str:
    return "\n".join(form.format(cells=joint.join(f"({r},{c})" for r, c in pairs(x)), sum=s) for x, s in CAGES)


SENTENCES = (
    "In this 4x4 killer sudoku r1c1 and r2c1 add up to 3. r1c2, r1c3 and r1c4 sum to 9. r2c2 and r3c2 total 4. "
    "r2c3, r2c4, r3c3 sum to 7, r3c1 and r4c1 sum to 7, r3c4 is 4 and r4c2, r4c3 and r4c4 sum to 6."
)
RULES = (
    "KILLER SUDOKU RULES:\n- Fill 4x4 grid with digits 1-4\n- No repeats in rows, columns, or 2x2 boxes\n"
    "- Numbers in each cage must sum to the target\n- No repeated digits within a cage\n\nCages (sum targets):\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "Solve this 4x4 killer sudoku:\n" + listed(" ", "{cells} = {sum}"),
        "Killer sudoku 4x4\n" + listed(" + ", "{cells} = {sum}"),
        "Killer sudoku 4x4\n" + listed("+", "{sum} = {cells}"),
        "4x4 killer sudoku. Cages: " + listed(", ", "{cells}: {sum}", "; ") + ". Thanks!",
        "Killer-Sudoku 4x4. Die Käfige: " + listed(", ", "{cells} = {sum}", "; "),
        "Killer sudoku, size 4x4\n" + listed(", ", "Cage sum {sum}: {cells}"),
        "Killer sudoku 4x4\n" + listed(", ", "Cage {k}: {cells} sum {sum}"),
        "Killer sudoku 4x4\n" + listed(", ", "{k}. [{cells}] -> {sum}"),
        "Killer sudoku 4x4\n" + listed(", ", "Cage {letter} (sum {sum}): {cells}"),
        "杀手数独 4x4\n" + listed(" ", "{cells} = {sum}"),
        "Killer Sudoku (4x4). Cages:\n" + tupled("{cells}:{sum}", ""),
        RULES + tupled("  {sum}: {cells}"),
        SENTENCES,
        "Killer sudoku\n" + json.dumps({"size": 4, "cages": [{"sum": s, "cells": pairs(x)} for x, s in CAGES]}),
        "Killer sudoku\n"
        + json.dumps({"cages": [{"sum": s, "cells": [[r - 1, c - 1] for r, c in pairs(x)]} for x, s in CAGES]}),
        "Killer sudoku 4x4, cages:\nABBB\nACDD\nECDF\nEGGG\nSums: A=3, B=9, C=4, D=7, E=7, F=4, G=6",
        "Killer sudoku by letters\nA B B B\nA C D D\nE C D F\nE G G G\n\nA: 3\nB: 9\nC: 4\nD: 7\nE: 7\nF: 4\nG: 6",
        "Killer sudoku 4x4, one digit is given\n. . . .\n. . . .\n. . . 4\n. . . .\n" + listed(" ", "{cells} = {sum}"),
    ],
)  # fmt: skip
def test_cages_in_many_writings(text: str) -> None:
    found = KILLER.read(Text(text))
    assert len(found) == 1
    puzzle = found[0].puzzle
    assert puzzle is not None, found[0].doubts
    assert {Cage(tuple(sorted(cage.cells)), cage.sum) for cage in puzzle.look.cages} == WANTED
    assert puzzle.look.boxes == (2, 2)
    answers = KILLER.exact(puzzle).answers
    assert len(answers) == 1
    assert "".join(c for c in KILLER.write(found[0], answers[0], Form()) if c.isdigit()) == ANSWER


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("in two cages", "Killer 4x4 sudoku\nr1c1 r1c2 = 5\nr1c2 r1c3 = 4\n"),
        ("outside", "Killer sudoku 4x4\nr1c1 r1c5 = 5\nr2c2 r2c3 = 4\n"),
        ("cannot add up to 15", "Killer sudoku 4x4\nr1c1 r1c2 = 15\nr2c2 r2c3 = 4\n"),
        ("cut off", "Killer sudoku 9x9\n  15: (1,1), (1,2)\n  18: (1,3), (1,4), (2,3)...\n  ... and 19 more cages"),
        ("How large", "Killer sudoku\nr1c1 r1c2 = 5\nr2c2 r2c3 = 4\n"),
        ("sum of cage G", "Killer sudoku 4x4\nABBB\nACDD\nECDF\nEGGG\nA=3, B=9, C=4, D=7, E=7, F=4"),
        ("from 0 or from 1", 'Killer sudoku {"size": 9, "cages": [{"sum": 3, "cells": [[1, 1], [1, 2]]}]}'),
        ("repeat within a cage", "Killer sudoku 4x4. Digits may repeat within a cage.\n"
         + listed(" ", "{cells} = {sum}")),
        ("larger than", "Killer sudoku 4x4. r1c1 must be larger than all digits in the corners.\n"
         + listed(" ", "{cells} = {sum}")),
    ],
)  # fmt: skip
def test_cages_that_leave_something_open_are_asked_about(words: str, text: str) -> None:
    found = KILLER.read(Text(text))
    assert [c.puzzle for c in found] == [None]
    assert any(words in doubt.question for doubt in found[0].doubts), found[0].doubts


@pytest.mark.parametrize(
    "text",
    [
        "What is a killer sudoku? Its cages add up to their sums.",
        "KenKen 4x4: cages r1c1 r1c2 = 5+, r2c1 r3c1 = 2/",
        "My dog (1,2) = 5 and (3,4) = 6",
        "This is no killer sudoku, there are no cages.\n1 . . .\n. . 2 .\n. 3 . .\n. . . 4",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert KILLER.read(Text(text)) == []


def test_diagonals_beside_cages() -> None:
    text = "4x4 killer sudoku, both diagonals also contain every digit once:\n" + listed(" ", "{cells} = {sum}")
    puzzle = KILLER.read(Text(text))[0].puzzle
    assert puzzle is not None
    assert [told.what for told in puzzle.look.told] == ["diagonals"]


def brute(puzzle: Problem) -> list[Filled]:
    """All fillings under boxes and cages, without a rule of the package."""
    look = puzzle.look
    cages = [([place(name) for name in cage.cells], cage.sum) for cage in look.cages]
    owner = {at: k for k, (cells, _) in enumerate(cages) for at in cells}

    def fits(filled: Filled) -> bool:
        for cells, total in cages:
            held = [filled[at] for at in cells if at in filled]
            if sum(held) > total or (len(held) == len(cells) and sum(held) != total):
                return False
        return True

    clash = either(boxed(*look.boxes), lambda a, v, b, w: v == w and owner[a] == owner[b])
    return list(fillings(look.size, given_of(puzzle.board.clues), clash, fits))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("difficulty", ["easy", "medium"])
def test_brute_force_finds_the_same_only_solution(seed: int, difficulty: str) -> None:
    puzzle = KILLER.generate(seed, difficulty=difficulty)
    assert brute(puzzle) == [given_of(KILLER.exact(puzzle).answers[0])]
