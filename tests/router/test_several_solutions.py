"""Several solutions in the form that is asked for: below each other, one a line, as JSON, as CSV."""

from __future__ import annotations

import json

import pytest

from router import Request, Router
from router.types import Receipt
from solvers.exact import ExactSolver


def handled(words: str, grid: str = "1 . . .\n. . 3 .\n. . . .\n. . 1 2") -> Receipt:
    return Router(exact=ExactSolver()).handle(Request(text=f"{words}\n\n{grid}")).receipt


@pytest.mark.parametrize(
    "words",
    [
        "List all solutions of this 4x4 sudoku, one per line.",
        "This 4x4 sudoku has several solutions. List all of them, one per line.",
        "Give me all solutions of this sudoku, each on a single line.",
        "Nenne alle Lösungen dieses Sudokus, eine pro Zeile.",
    ],
)
def test_one_a_line(words: str) -> None:
    got = handled(words, "1 . . .\n. . . .\n. . . .\n. . 1 2")
    assert got.status == "verified"
    lines = (got.answer or "").split("\n")
    assert len(lines) == len(set(lines)) > 1
    assert all(len(line) == 16 and line.isdigit() and line.endswith("12") for line in lines)


def test_as_json() -> None:
    got = handled("Give all solutions of this sudoku as JSON")
    assert json.loads(got.answer or "") == [[[1, 3, 2, 4], [4, 2, 3, 1], [2, 1, 4, 3], [3, 4, 1, 2]]]


def test_another_thing_in_each_line_is_not_dropped() -> None:
    assert handled("List all solutions of this sudoku, one cell per line.").status == "declined"


def test_one_row_a_line_is_the_plain_way() -> None:
    assert handled("Solve this sudoku, one row per line").answer == "1 3 2 4\n4 2 3 1\n2 1 4 3\n3 4 1 2"
