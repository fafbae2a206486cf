"""A seeded sample of damaged texts; `python tests/fuzz_texts.py --count 100000` runs them all."""

from __future__ import annotations

import pytest
from fuzz_texts import HARMLESS, Text, fault, text_number, texts

from router.reading.read import read
from solvers.kinds import KINDS

BUSY = 4.0
"""Seconds of processor time: the bound is 1 s on a free core; a shared one counts its neighbours' work too."""


@pytest.mark.parametrize("start", range(0, 300, 50))
def test_damaged_texts_are_read_as_they_stand_or_not_at_all(start: int) -> None:
    for case in texts(seed=1, count=50, start=start):
        assert fault(case, BUSY) is None, (case.how, case.text)


@pytest.mark.parametrize("number", [500, 1497, 2494])
def test_a_megabyte_of_anything_is_read_in_time(number: int) -> None:
    case = text_number(1, number)
    assert len(case.text) > 900_000
    assert fault(case, BUSY) is None


def test_most_harmlessly_damaged_puzzles_are_still_found() -> None:
    """The checks above would also pass if nothing were ever read."""
    cases = [case for case in texts(seed=2, count=120) if case.puzzle is not None]
    found = sum(
        reading.candidate is not None and reading.candidate.puzzle == case.puzzle and not reading.questions
        for case in cases
        for reading in [read(case.text)]
    )
    assert len(cases) > 30
    assert found >= 0.8 * len(cases)
    assert len(HARMLESS) == 14


def test_the_check_itself_can_fail() -> None:
    puzzle = KINDS["sudoku"].generate(1)
    other = KINDS["sudoku"].generate(2)
    text = "Sudoku:\n" + KINDS["sudoku"].render(puzzle)
    assert fault(Text(text, "sudoku", puzzle, "none")) is None
    assert fault(Text(text, "sudoku", other, "none")) == "read as another sudoku"
