"""Latin squares: named in ten languages, told as a sudoku without boxes, in letters; other puzzles stay theirs."""

from __future__ import annotations

import pytest

from solvers.base import Form
from solvers.kinds.sudoku.latin import LATIN
from solvers.rules.board import Problem
from solvers.text.source import Text
from tests.solvers.kinds.fillings import Clash, either, fillings, given_of, lines

FIVE = "1 . . . 5\n. . 3 . .\n. 4 . . .\n. . . 2 .\n5 . . . .\n"
NINE = """5 3 . | . 7 . | . . .
6 . . | 1 9 5 | . . .
. 9 8 | . . . | . 6 .
------+-------+------
8 . . | . 6 . | . . 3
4 . . | 8 . 3 | . . 1
7 . . | . 2 . | . . 6
------+-------+------
. 6 . | . . . | 2 8 .
. . . | 4 1 9 | . . 5
. . . | . 8 . | . 7 9
"""


def one(text: str) -> Problem:
    found = LATIN.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts, found[0].doubts
    assert found[0].puzzle is not None
    return found[0].puzzle


@pytest.mark.parametrize(
    "words",
    [
        "Latin square 5x5:",
        "Could you complete this Latin square for me?",
        "Bitte dieses lateinische Quadrat ausfüllen.",
        "Complète ce carré latin s'il te plaît",
        "Completa el cuadrado latino",
        "Completa questo quadrato latino",
        "Complete o quadrado latino",
        "Maak dit latijns vierkant af",
        "Заполни латинский квадрат",
        "请完成这个拉丁方",
        "ラテン方陣を完成させてください",
        "Each row and each column must contain the numbers 1 to 5 exactly once.",
    ],
)
def test_squares_named_or_told(words: str) -> None:
    puzzle = one(f"{words}\n{FIVE}")
    assert puzzle.board.shape == (5, 5)
    assert puzzle.board.clues == {"r1c1": 1, "r1c5": 5, "r2c3": 3, "r3c2": 4, "r4c4": 2, "r5c1": 5}
    assert len(puzzle.rules) == 10


@pytest.mark.parametrize(
    "words",
    [
        "Solve this sudoku ignoring the boxes.",
        "Rows and columns only, please ignore the 3x3 boxes of this sudoku.",
        "Sudoku, but no box constraint",
        "Sudoku ohne Blöcke",
        "Résous ce sudoku sans les blocs.",
        "Resuelve este sudoku sin las cajas.",
        "Risolvi senza i riquadri questo sudoku",
        "Решите судоку без блоков.",
        "这个数独不考虑宫。",
        "Complete this latin-type grid: 1-9 in all rows and columns (blocks are just decoration).",
        "Fill in the 9x9 so that no number repeats within a row or within a column. That is the only rule.",
    ],
)
def test_a_sudoku_without_boxes_is_one(words: str) -> None:
    puzzle = one(f"{words}\n\n{NINE}")
    assert len(puzzle.rules) == 18
    assert len(LATIN.exact(puzzle).answers) == 2


def test_further_rules_letters_lists_and_blanks() -> None:
    both = one("A 4x4 Latin square, and both diagonals contain 1-4, too.\n1 . . .\n. . . .\n. . . 3\n. . . .")
    assert len(both.rules) == 10
    letters = one("Latin square\nA _ _ D\n_ _ A _\n_ C _ _\n_ _ _ B")
    assert letters.board.domain["r1c2"] == ("A", "B", "C", "D")
    assert letters.board.clues["r2c3"] == "A"
    assert one("latin square [[1,0,0],[0,2,0],[0,0,0]]").board.clues == {"r1c1": 1, "r2c2": 2}
    assert one("7x7 latin square, 0 = empty\n" + "\n".join(["1020304"] + ["0000000"] * 6)).board.clues["r1c7"] == 4


@pytest.mark.parametrize(
    "text",
    [
        f"Skyscraper puzzle. Each row and each column contains 1 to 5 once.\n{FIVE}",
        f"Each row and each column must contain 1 to 5 once, and clues outside count the visible towers.\n{FIVE}",
        f"Futoshiki: it is a Latin square.\n{FIVE}",
        f"What is the determinant? Every row and column has 1 to 5.\n{FIVE}",
        f"Solve this sudoku (no lines between the boxes, sorry).\n{NINE}",
        f"Solve this sudoku. A sudoku is a Latin square with boxes.\n{NINE}",
        f"Matrix:\n{FIVE}",
        "Latin squares were studied by Euler. Rows and columns hold each symbol once.",
    ],
)
def test_other_grids_are_left_alone(text: str) -> None:
    assert LATIN.read(Text(text)) == []


def test_a_sign_too_large_is_asked_about() -> None:
    found = LATIN.read(Text("Latin square\n1 2 3\n. 7 .\n. . ."))
    assert [d.code for c in found for d in c.doubts] == ["digit"]
    assert "r2c2 = 7" in found[0].doubts[0].question


@pytest.mark.parametrize("seed", range(6))
def test_brute_force_finds_the_same_only_solution(seed: int) -> None:
    puzzle = LATIN.generate(seed, difficulty="medium")
    n = puzzle.look.size
    clash: Clash = lines
    if puzzle.look.told:
        clash = either(lines, lambda a, v, b, w: v == w and a[0] - a[1] == b[0] - b[1] == 0,
                       lambda a, v, b, w: v == w and sum(a) == sum(b) == n - 1)  # fmt: skip
    answer = LATIN.exact(puzzle).answers[0]
    assert list(fillings(n, given_of(puzzle.board.clues), clash)) == [given_of(answer)]
    candidate = LATIN.read(Text(LATIN.render(puzzle)))[0]
    assert LATIN.read_answer(puzzle, LATIN.write(candidate, answer, Form())) == answer
