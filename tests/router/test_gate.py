"""The gate: what is declined, with which reason and cells, and what must not be declined by mistake."""

from __future__ import annotations

import pytest

from router.reading.gate import prove
from router.reading.read import read
from solvers.kinds import KINDS
from solvers.kinds.sudoku.rules import sudoku

GRID = """53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79"""
"""The example of Wikipedia's article on sudoku."""

MAZE = """#######
#S..#.#
#.#.#.#
#.#...#
#...#G#
#######"""

VARIANTS = [
    ("Solve this X-sudoku:", "diagonals"),
    ("Please solve this diagonal sudoku", "diagonals"),
    ("Solve this sudoku. Both main diagonals must also contain 1-9.", "diagonals"),
    ("Normal sudoku rules apply. Digits along the two marked diagonals may not repeat.", "diagonals"),
    ("Löse dieses Sudoku. Auch beide Diagonalen enthalten jede Ziffer genau einmal.", "diagonals"),
    ("Résous ce sudoku : les deux diagonales contiennent aussi les chiffres de 1 à 9.", "diagonals"),
    ("Resuelve este sudoku; las dos diagonales también llevan los números del 1 al 9.", "diagonals"),
    ("Risolvi questo sudoku, anche le diagonali contengono ogni cifra.", "diagonals"),
    ("Реши судоку, на обеих диагоналях цифры тоже не повторяются:", "diagonals"),
    ("请解这个数独,两条对角线也必须包含1到9:", "diagonals"),
    ("Here is a killer sudoku:", "cages"),
    ("Sudoku. Digits in a cage sum to the number in its corner.", "cages"),
    ("Thermo sudoku, can you do it?", "thermometers"),
    ("Sudoku: digits increase along each thermometer from the bulb.", "thermometers"),
    ("This is an arrow sudoku.", "arrows"),
    ("Sudoku with an extra rule: digits along an arrow sum to the digit in its circle.", "arrows"),
    ("Anti-knight sudoku:", "chess"),
    ("Sudoku. Cells a knight's move apart cannot hold the same digit.", "chess"),
    ("Solve this jigsaw sudoku", "irregular"),
    ("sudoku with irregular regions", "irregular"),
    ("Solve this sudoku, but without the 3x3 boxes rule, only rows and columns count.", "boxes"),
    ("Sudoku with no boxes:", "boxes"),
    ("Löse das Sudoku ohne Blöcke:", "boxes"),
    ("Sudoku. Ignore the 3x3 box constraint.", "boxes"),
    ("Solve my hyper sudoku (windoku).", "extra"),
    ("Sudoku where the four shaded regions must also contain 1-9", "extra"),
    ("One grid of a samurai sudoku:", "overlapping"),
    ("Greater-than sudoku:", "greater"),
    ("Even/odd sudoku: shaded cells are even.", "even"),
    ("Kropki sudoku. White dots mean consecutive digits.", "dots"),
    ("Sudoku; orthogonally adjacent cells may not contain consecutive digits.", "dots"),
    ("Sudoku, in der Hauptdiagonale kommt keine Zahl doppelt vor.", "diagonals"),
    ("Sudoku: the centre cells of all boxes hold 1-9 too.", "extra"),
    ("Sudoku: cells of the same colour hold different digits.", "extra"),
    ("Sudoku with digits 0-8:", "other digits"),
    ("In this sudoku change r1c3 to 9 and then solve it.", "changed"),
    ("Ignore the clue in r1c1 of this sudoku and solve it.", "changed"),
]

FAMILY = ("sudoku_variant", "latin", "jigsaw", "killer")
PLAIN = [
    "Solve this sudoku:",
    "Solve this standard sudoku, not a killer:",
    "This is a normal sudoku with no diagonal rule.",
    "It is not an X-sudoku, just the plain thing (sudoku).",
    "Plain sudoku, without cages or arrows:",
    "I usually play killer sudoku, but this is an ordinary sudoku:",
    "Sudoku. Diagonals do not matter.",
    "Kein Killer-Sudoku, sondern ein normales:",
    "Each row, each column and each 3x3 box must contain 1-9 (sudoku).",
    "Sudoku! Each row, column, and 3x3 subgrid contains all the numbers from 1 to 9 without repetition.",
    "My sudoku book has a picture of a knight on it. Solve:",
    "A killer app: a solver for this sudoku:",
    "Solve the sudoku below. Don't forget the boxes!",
    "Solve this sudoku; the digits 0-9 are used, 0 is a blank.",
    "Sudoku. Do not change r1c3, it is right.",
    "这不是对角线数独,是普通数独:",
    "The detective chased the killer over the roofs, " + "and over and over " * 200 + "\n\nSolve this sudoku:",
]


@pytest.mark.parametrize(("words", "why"), VARIANTS)
@pytest.mark.parametrize("order", ["before", "after"])
def test_variant_rules_are_never_read_as_the_plain_ones(words: str, why: str, order: str) -> None:
    reading = read(f"{words}\n\n{GRID}" if order == "before" else f"{GRID}\n\n{words}")
    if reading.kind in FAMILY:  # a kind that knows those rules; its own tests say whether it read them right
        return
    assert reading.kind == "sudoku"
    assert reading.refusal is not None
    assert why in reading.refusal


@pytest.mark.parametrize("words", PLAIN)
def test_plain_rules_are_not_declined(words: str) -> None:
    reading = read(f"{words}\n\n{GRID}\n")
    assert reading.refusal is None
    assert reading.questions == ()
    assert reading.candidate is not None
    assert reading.candidate.puzzle is not None


@pytest.mark.parametrize(
    "words",
    [
        "Find the shortest path in this maze from S to G. You may also move diagonally, but only twice.",
        "Maze from S to G; pick up the key first, it opens the door.",
        "Maze with teleporters: stepping on T takes you to the other T. From S to G.",
        "Find the cheapest path through this maze from S to G; mud costs 3.",
        "A maze with one-way passages, from S to G.",
    ],
)
def test_maze_variants_are_declined(words: str) -> None:
    reading = read(f"{words}\n\n{MAZE}")
    assert reading.kind == "maze"
    assert reading.refusal is not None


@pytest.mark.parametrize(
    "words",
    [
        "Find the shortest path in this maze from S to G. No diagonal moves.",
        "Maze, S to G. You can only move up, down, left, or right, not diagonally.",
    ],
)
def test_plain_mazes_are_not_declined(words: str) -> None:
    reading = read(f"{words}\n\n{MAZE}")
    assert (reading.kind, reading.refusal, reading.questions) == ("maze", None, ())


def test_contradictory_clues_are_named() -> None:
    reading = read("Sudoku:\n" + GRID.replace("53..7", "53.57"))
    assert reading.refusal is not None
    assert "r1c1, r1c4" in reading.refusal
    assert set(reading.refusal_cells) >= {(0, 0), (0, 3)}


def test_proofs_tell_none_one_and_several() -> None:
    rows = [[int(c) if c.isdigit() else 0 for c in line] for line in GRID.splitlines()]
    kind = KINDS["sudoku"]
    assert prove(kind, sudoku(rows)).count == 1
    assert prove(kind, sudoku(rows)).sample is None
    rows[0][2] = 1  # legal where it stands, but the solution has a 4 there
    assert prove(kind, sudoku(rows)).count == 0
    several = prove(kind, sudoku([[0] * 9] * 9))
    assert several.count == 2
    assert kind.verify(sudoku([[0] * 9] * 9), several.sample) == ()
    assert prove(kind, kind.generate(3, size=16), seconds=0.0).count in (None, 1)
