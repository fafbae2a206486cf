"""Clause accounting: what wants something is never ignored, and mere talk never refuses."""

from __future__ import annotations

import re

import pytest

from router.asking.account import language, leftovers
from router.asking.consume import consume
from router.asking.message import Message
from router.asking.restated import Plain, restated
from solvers.base import Span
from solvers.kinds.sudoku import said

NAMES = re.compile(r"sudokus?|数独", re.I)


def left(text: str) -> list[str]:
    message = Message(text)
    restated(message, Plain(said.VOCABULARY, said.DENIES), said.numbers(9, 3, 3))
    consume(message, NAMES)
    return [message.quote(clause) for clause in leftovers(message, names=NAMES)]


@pytest.mark.parametrize(
    "text",
    [
        "Solve this sudoku please.",
        "Hi! Did this sudoku over a sandwich at lunch and got stuck. Please solve it. Thanks, Ana",
        "My brother bought this in Rome last year.",
        "We had an ice cream and my dog ate the newspaper.",
        "Each row, column and 3x3 box must contain the digits 1 to 9 exactly once.",
        "Classic sudoku from yesterday's paper, solve it.",
        "Stuck, help!",
        "",
    ],
)
def test_talk_and_plain_rules_close_nothing(text: str) -> None:
    assert left(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Additionally equal digits must never touch, not even at a corner.",
        "The four corners add up to 20.",
        "The regions are not the usual boxes but these:",
        "boxes are 3 rows high and 2 columns wide",
        "En plus, les deux grandes diagonales doivent être justes aussi.",
        "zusätzlich darf in den beiden langen Schrägen keine Ziffer doppelt vorkommen",
        "Las casillas de las esquinas tienen que ser números pares.",
        "斜めの列にも1〜9が一回ずつ入ります。",
        "这个数独的四个角只能填偶数。",
        "Ignore the boxes.",
        "Which digit occurs most often?",
        "Rotate the result by 90 degrees.",
        "The first line I type is the lowest row.",
        "Cada fila suma 45 y las diagonales también.",
    ],
)
def test_what_wants_something_is_quoted(text: str) -> None:
    assert left(f"Solve this sudoku. {text}") != []


def test_what_was_taken_is_no_longer_asked_about() -> None:
    message = Message("Give me row 3.")
    assert leftovers(message)
    message.take(re.compile("give me row 3", re.I))
    assert leftovers(message) == []


def test_grids_are_blanked_and_offsets_stay() -> None:
    message = Message("a 12 b\n34 c", [Span(2, 4), Span(7, 9)])
    assert message.words == "a \0\0 b\n\0\0 c"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("please solve this", "en"),
        ("bitte löse das", "de"),
        ("résous ce sudoku s'il vous plaît", "fr"),
        ("解这个数独", "zh"),
        ("この数独を解いて", "ja"),
        ("реши это, пожалуйста", "ru"),
        ("xyzzy plugh", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language(text) == code
