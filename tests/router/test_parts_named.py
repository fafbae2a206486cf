"""Parts of a board that are named without a sentence, and lines counted from a side: understood whole or not at all."""

from __future__ import annotations

import pytest

from router.reading.read import read

SUDOKU = "53..7....\n6..195...\n.98....6.\n8...6...3\n4..8.3..1\n7...2...6\n.6....28.\n...419..5\n....8..79"
MAZE = "##########\n#S.......#\n#.##.###.#\n#.##.###.#\n#........#\n#.##.###.#\n#.......G#\n##########"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("row 3 from the bottom", "row 7"),
        ("the third row from the bottom", "row 7"),
        ("row 3 from the top", "row 3"),
        ("the second column from the right", "column 8"),
        ("the second column from the left", "column 2"),
    ],
)
def test_lines_are_counted_from_their_own_sides(said: str, named: str) -> None:
    reading = read(f"What is {said}?\n\n{SUDOKU}")
    assert reading.refusal is None
    assert reading.ask is not None
    assert getattr(reading.ask, "said", None) == named


@pytest.mark.parametrize(
    "said",
    [
        "row 3 from the right",
        "the third row counted from the right",
        "column 2 from the bottom",
        "the last column from the right",
        "the first number of the last column from the bottom",
        "the first box from the bottom",
        "la fila 2 desde la derecha",
        "dritte Zeile von rechts",
        "row 3, read right to left, every other cell",
    ],
)
def test_what_has_no_such_side_is_not_guessed(said: str) -> None:
    assert read(f"What is {said}?\n\n{SUDOKU}").refusal is not None


@pytest.mark.parametrize(
    "said",
    [
        "every other move",
        "the last three moves",
        "first two moves from G",
        "the route via the middle",
        "the slowest route",
        "the safest route",
        "the route with commas",
        "the route in German words",
        "the route as numbers 1-4",
    ],
)
def test_a_part_that_is_named_is_a_wish_as_it_stands(said: str) -> None:
    reading = read(f"Maze from S to G: {said}\n\n{MAZE}")
    assert reading.refusal is not None or reading.questions


@pytest.mark.parametrize("said", ["shortest route", "the shortest path, in arrows", "moves from start to goal"])
def test_plain_parts_are_answered(said: str) -> None:
    reading = read(f"Maze from S to G: {said}\n\n{MAZE}")
    assert (reading.kind, reading.refusal, reading.questions) == ("maze", None, ())
