"""Drawings that are meant otherwise than they stand: column by column, box by box, upside down, one clue corrected."""

import pytest

from router import Request, Router
from router.reading.read import read
from solvers.exact import ExactSolver

ROWS = [
    "53..7....",
    "6..195...",
    ".98....6.",
    "8...6...3",
    "4..8.3..1",
    "7...2...6",
    ".6....28.",
    "...419..5",
    "....8..79",
]
GRID = "\n".join(ROWS)
COLUMNS = "\n".join("".join(row[c] for row in ROWS) for c in range(9))
BOXES = "\n".join("".join(ROWS[r + i][c : c + 3] for i in range(3)) for r in (0, 3, 6) for c in (0, 3, 6))
UPWARDS = "\n".join(reversed(ROWS))
FIRST = "5 3 4 6 7 8 9 1 2"


def answer(words: str, grid: str) -> tuple[str, str]:
    receipt = Router(exact=ExactSolver()).handle(Request(text=f"{words}\n\n{grid}\n\nWhat is the first row?")).receipt
    return receipt.status, receipt.answer or receipt.reason or ""


@pytest.mark.parametrize(
    ("words", "grid"),
    [
        ("My sudoku, typed column by column.", COLUMNS),
        ("Mein Sudoku, Spalte für Spalte aufgeschrieben.", COLUMNS),
        ("Sudoku : chaque ligne est une colonne.", COLUMNS),
        ("Sudoku. Each line is one 3x3 block, from left to right and top to bottom.", BOXES),
        ("Dieses Sudoku ist blockweise notiert.", BOXES),
        ("Sudoku escrito caja por caja.", BOXES),
        ("The sudoku is written from bottom to top.", UPWARDS),
        ("Sudoku, von unten nach oben aufgeschrieben.", UPWARDS),
    ],
)
def test_arranged_otherwise(words: str, grid: str) -> None:
    assert answer(words, grid) == ("verified", FIRST)


@pytest.mark.parametrize(
    "words",
    [
        "Sudoku. Write the solution column by column.",
        "Sudoku. Solve it box by box.",
        "Sudoku, not written column by column.",
        "Sudoku, listed box by box, starting at the bottom right.",
    ],
)
def test_an_order_is_no_arrangement(words: str) -> None:
    assert read(f"{words}\n\n{GRID}").noted == ""


def test_one_clue_is_corrected() -> None:
    wrong = GRID.replace("53..7....", "53..1....")
    assert answer("Sudoku. The clue in r1c5 is 7, not 1.", wrong) == ("verified", FIRST)
    assert answer("Sudoku. In Zeile 1 ist 7 statt 1.", wrong)[0] in ("verified", "declined")
    reading = read(f"Solve this sudoku. In row 1 read 7 instead of 1.\n\n{wrong}")
    assert (reading.noted, reading.refusal) == ("r1c5 is 7, not 1", None)


def test_a_correction_must_meet_its_clue() -> None:
    assert read(f"Sudoku. The clue in r1c5 is 7, not 2.\n\n{GRID}").noted == ""
    assert read(f"Sudoku. In row 4 read 7 instead of 1.\n\n{GRID}").noted == ""


@pytest.mark.parametrize(
    "words",
    [
        "Sudoku. Is it written column by column?",
        "Sudoku. Written column by column, please.",
        "Sudoku. Rows bottom to top.",
        "Sudoku. The first line is a column.",
        "Sudoku. One line is a column.",
        "Sudoku. The first column is written from bottom to top.",
        "Sudoku. Each column is given from bottom to top.",
        "Sudoku, columns from right to left, written column by column.",
        "Sudoku, listed column by column, from bottom to top.",
        "Sudoku, listed box by box, starting at the bottom right.",
        "Sudoku. Bob said it is written column by column.",
    ],
)
def test_an_arrangement_that_is_not_wholly_understood_is_asked_about(words: str) -> None:
    status, text = answer(words, GRID)
    assert status == "declined"
    assert text


def test_columns_first_is_an_order_of_solving() -> None:
    assert read(f"Solve this sudoku. Columns first.\n\n{GRID}").noted == ""
    assert read(f"Solve this sudoku; columns first, then rows.\n\n{GRID}").noted == ""
