"""Two grids of which one lost a cell: none is answered as if the other had not been sent."""

from __future__ import annotations

import pytest
from pointers import NORVIG

from router.reading.read import read

LINES = NORVIG.split("\n")
SHORT = "\n".join([*LINES[:3], LINES[3][:-1], *LINES[4:]])
GONE = "\n".join(LINES[:-1])
SPACED = "\n".join(" ".join(line) for line in LINES)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"Solve both.\n{NORVIG}\n\n{SHORT}", "12 to 20"),
        (f"Solve both.\n{SHORT}\n\n{NORVIG}", "2 to 10"),
        (f"{SHORT}\n\n{NORVIG}", "1 to 9"),
        (f"Solve these.\n\n{SPACED}\n\n{SHORT}", "13 to 21"),
    ],
)
def test_the_damaged_one_is_asked_about(text: str, lines: str) -> None:
    found = read(text)
    assert found.candidate is None
    assert f"Lines {lines} look like another grid" in found.questions[0]


def test_a_missing_line_is_asked_about_too() -> None:
    assert read(f"Solve this sudoku:\n{NORVIG}\n\n{GONE}").questions


@pytest.mark.parametrize(
    "beside",
    [
        "Thanks a lot!",
        "................................",
        "2024-11-24\n14:05\n5\n3",
        NORVIG,
    ],
)
def test_what_is_no_second_grid_stays_no_question(beside: str) -> None:
    found = read(f"Solve this sudoku:\n{NORVIG}\n\n{beside}")
    assert found.candidate is not None
    assert found.questions == ()
