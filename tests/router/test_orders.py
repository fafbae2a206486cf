"""Orders without a grid: a new puzzle of a kind, at a difficulty; anything more is not an order."""

from __future__ import annotations

import pytest

from router.asking.ask import Make
from router.asking.orders import difficulty, order
from router.reading.read import read
from solvers.kinds import KINDS


@pytest.mark.parametrize(
    ("text", "kind", "level"),
    [
        ("give me a hard futoshiki", "futoshiki", "hard"),
        ("Make me an easy killer sudoku, please", "killer", "easy"),
        ("generate a maze", "maze", "medium"),
        ("Schreib mir ein neues schweres Sudoku", "sudoku", "hard"),
    ],
)
def test_a_new_puzzle(text: str, kind: str, level: str) -> None:
    assert order(text, KINDS.values()) == (kind, Make(difficulty=level))
    assert read(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "create a sudoku with a heart shape in the middle",
        "write a sudoku solver in python",
        "Tell me about futoshiki",
        "give me a break",
        "Make me a sudoku whose first row is 1 to 9",
    ],
)
def test_more_than_an_order(text: str) -> None:
    assert order(text, KINDS.values()) is None


def test_difficulty() -> None:
    assert [difficulty(word) for word in ("an easy one", "schwer", "one", "困难")] == ["easy", "hard", "medium", "hard"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Give me two sudokus", "sudoku"),
        ("Make 5 mazes", "maze"),
        ("Give me 3 easy futoshiki puzzles", "futoshiki"),
        ("Make a sudoku that has two solutions", "sudoku"),
    ],
)
def test_more_than_one_plain_puzzle_is_declined_quoted(text: str, kind: str) -> None:
    reading = read(text)
    assert order(text, KINDS.values()) is None
    assert (reading.kind, reading.unclear) == (kind, (text,))
    assert text in (reading.refusal or "")


@pytest.mark.parametrize(
    "text",
    [
        "Could you make me an easy sudoku for my daughter?",
        "I want a sudoku for the plane tonight",
        "Give me another sudoku from the newspaper",
        "Please make me 1 maze",
    ],
)
def test_courtesy_changes_no_order(text: str) -> None:
    assert order(text, KINDS.values()) is not None
