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


@pytest.mark.parametrize(
    ("text", "kind", "made"),
    [
        ("Mach mir bitte ein schweres Killer-Sudoku.", "killer", Make(difficulty="hard")),
        ("I'd like a new sudoku, not too hard.", "sudoku", Make()),
        ("Can I have a fresh nonogram to print out?", "nonogram", Make()),
        ("I want to play tents. Got one for me?", "tents", Make()),
        ("Create a 6x6 sudoku for my son.", "sudoku", Make(size=6)),
        ("Ich hätte gern ein neues Sudoku, mittelschwer.", "sudoku", Make()),
        ("Hast du ein schwieriges Kakuro für mich?", "kakuro", Make(difficulty="hard")),
        ("Could you please print me an easy 4x4 sudoku?", "sudoku", Make(difficulty="easy", size=4)),
    ],
)
def test_an_order_in_plain_words(text: str, kind: str, made: Make) -> None:
    assert order(text, KINDS.values()) == (kind, made)


@pytest.mark.parametrize(
    "text",
    [
        "I have a new sudoku, it's hard.",
        "Can you solve a hard sudoku for me?",
        "I like a good sudoku.",
        "Make me a sudoku game.",
        "Give me an easy and a hard sudoku.",
        "I don't want a sudoku.",
        "Ich will kein Sudoku.",
        "Make a sudoku with only even digits.",
        "Make me a 6x8 sudoku.",
    ],
)
def test_what_only_speaks_of_a_puzzle_orders_none(text: str) -> None:
    assert order(text, KINDS.values()) is None


def test_a_size_that_is_not_made_is_said() -> None:
    from router import Request, Router

    receipt = Router().handle(Request(text="Make me a 5x5 sudoku.")).receipt
    assert (receipt.status, receipt.answer) == ("declined", None)
    assert "5" in (receipt.reason or "")
