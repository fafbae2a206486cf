"""Hints in three strengths, reasons and checks, for several kinds: never more than was asked."""

from __future__ import annotations

import re

import pytest

from router import Request, Router
from router.types import Receipt
from solvers.exact import ExactSolver
from solvers.kinds import KINDS


def ask(name: str, words: str) -> Receipt:
    """The receipt for some words below a small puzzle of a kind."""
    kind = KINDS[name]
    text = f"{kind.title}:\n{kind.render(kind.generate(3, difficulty='easy'))}\n{words}"
    return Router(exact=ExactSolver()).handle(Request(text=text)).receipt


@pytest.mark.parametrize("name", ["sudoku", "futoshiki"])
def test_three_strengths(name: str) -> None:
    where, rule, step = (
        ask(name, words) for words in ("Give me a small hint.", "A hint please.", "What is the next step and why?")
    )
    assert [r.status for r in (where, rule, step)] == ["verified"] * 3
    assert (where.answer or "").startswith("Look at r")
    assert ":" not in (where.answer or "")
    assert (rule.answer or "").startswith((where.answer or "")[:-1] + ":")
    assert "because of" in (step.answer or "")
    assert [r.solution for r in (where, rule, step)] == [None] * 3


@pytest.mark.parametrize("name", ["sudoku", "futoshiki", "killer", "binairo"])
def test_why(name: str) -> None:
    receipt = ask(name, "Why is r2c2 what it is?")
    assert (receipt.status, (receipt.answer or "").split(" = ")[0]) == ("verified", "r2c2")


@pytest.mark.parametrize(
    "words",
    ["Hint please", "Just a hint, don't solve it.", "Juste un indice, pas la solution.", "Nur einen Tipp bitte."],
)
def test_a_hint_is_never_the_solution(words: str) -> None:
    receipt = ask("sudoku", words)
    assert receipt.status == "declined" or ((receipt.answer or "").startswith("Look at r") and receipt.solution is None)


def test_cells_with_names_are_called_as_people_call_them() -> None:
    for words in ("Give me a small hint.", "A hint please.", "What is the next step and why?"):
        receipt = ask("zebra", words)
        assert receipt.status == "verified"
        assert re.search(r"\b\w+: \w+ =|at \w+: \w+[.:]|name: ", receipt.answer or "") is None
        assert re.match(r"Look at |.* is in house \d, because of", receipt.answer or "")
