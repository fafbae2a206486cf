"""What a kind takes for its own rules said again, and what it never does: a condition more is no such sentence."""

from __future__ import annotations

import re

import pytest

from router import Request, Router
from router.asking.restated import Plain
from solvers.exact import ExactSolver
from solvers.kinds import KINDS
from solvers.text.plain import sizes

AGAIN = [
    ("minesweeper", "Each number indicates how many of the eight neighboring cells contain mines."),
    ("minesweeper", "The player needs to find all the squares where mines are located and replace X with A."),
    ("numbrix", "Fill in the missing numbers so that consecutive numbers are adjacent horizontally or vertically."),
    ("numbrix", "Draw a single path that visits every cell, passing the waypoints in ascending order."),
    ("nonogram", "The clues show the lengths of the runs of filled cells in each row and column."),
    ("slant", "The number indicates how many diagonal lines meet at that intersection."),
    ("slant", "The diagonal lines must not form loops."),
]
MORE = [
    ("minesweeper", "The first row contains exactly 2 mines."),
    ("minesweeper", "A numbered cell may also contain a mine."),
    ("minesweeper", "The edges wrap around."),
    ("minesweeper", "No mine is in a corner."),
    ("numbrix", "The path starts in the top left corner."),
    ("numbrix", "The first row must hold 1."),
    ("numbrix", "The path is a closed loop."),
    ("nonogram", "The first row is empty."),
    ("nonogram", "All filled cells are connected."),
    ("slant", "The top left cell is /."),
    ("slant", "All diagonals must connect."),
    ("slant", "Loops are allowed."),
    ("zebra", "House 1 is empty."),
]


def again(kind: str, said: str) -> bool:
    found = KINDS[kind]
    return Plain(found.vocabulary, found.denies).says_again(said, frozenset({"1", "2", "9"}))


@pytest.mark.parametrize(("kind", "said"), AGAIN)
def test_rules_said_again(kind: str, said: str) -> None:
    assert again(kind, said)


@pytest.mark.parametrize(("kind", "said"), MORE)
def test_a_condition_more_is_not_the_rules_said_again(kind: str, said: str) -> None:
    assert not again(kind, said)


def test_sizes() -> None:
    assert sizes(4, 5) == {"1", "4", "5", "20", "4x5", "5x4", "4×5", "5×4", "4*5", "5*4"}
    assert all(re.fullmatch(KINDS[kind].vocabulary, "cells", re.I) for kind, _ in AGAIN)


def test_a_rule_about_diagonal_steps_asks_for_no_diagonal() -> None:
    text = (
        "You are given a 3×3 Numbrix puzzle. You need to fill in the missing numbers from 1 to 9 so that consecutive "
        "numbers are orthogonally adjacent (horizontally or vertically, not diagonally).\n1 X X\nX X X\n7 X 9"
    )
    reply = Router(exact=ExactSolver()).handle(Request(text=text))
    assert reply.receipt.status == "verified"
    assert reply.receipt.answer == "1 2 3\n6 5 4\n7 8 9"
