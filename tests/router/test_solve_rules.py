"""A rulebook through the router: one solution is proven, several are shown as such, none is explained."""

from __future__ import annotations

import json
from typing import Any

import pytest

from router import Router
from router.errors import UsageError
from router.types import Receipt
from solvers.base import BadPuzzle, Effort, Solution
from solvers.kinds.rulebook import RULEBOOKS
from solvers.rules import rulebook
from solvers.rules.board import Problem

SEATS = {
    "cells": ["Ann", "Bob", "Cleo"],
    "values": [1, 2, 3],
    "rules": [
        {"rule": "different", "cells": ["Ann", "Bob", "Cleo"], "label": "one seat each"},
        {"rule": "less", "cells": ["Ann", "Bob"]},
    ],
}
ONE = SEATS | {"given": {"Ann": 2}}


class Guesser:
    """A network that says what it is told to."""

    name = "trm"

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def supports(self, kind: str, puzzle: Any) -> bool:
        return kind == "rules" and isinstance(puzzle, Problem)

    def solve(self, kind: Any, puzzles: Any, *, effort: Effort, **_: Any) -> list[Solution[Any]]:
        return [Solution("proven", self.answer, "trm", effort, attempts=3, steps=7)]


def solved(book: dict[str, Any], **wish: Any) -> Receipt:
    return Router().solve_rules(json.dumps(book), **wish).receipt


def test_the_only_solution_is_verified_with_every_rule_in_words() -> None:
    receipt = solved(ONE)
    assert (receipt.status, receipt.kind) == ("verified", "rules")
    assert receipt.asked == "the values of every cell"
    assert receipt.solution == {"values": {"Ann": 2, "Bob": 3, "Cleo": 1}}
    assert receipt.answer == "Ann = 2\nBob = 3\nCleo = 1"
    assert [(check.name, check.ok, check.detail) for check in receipt.checks] == [
        ("given", True, "every given value stands"),
        ("different", True, "one seat each (Ann, Bob and Cleo are all different)"),
        ("less", True, "Ann < Bob"),
        ("unique", True, "exact search finds no second solution"),
    ]
    assert [(rung.solver, rung.outcome) for rung in receipt.route] == [("exact", "proven")]


def test_several_solutions_are_declined_with_one_of_them() -> None:
    receipt = solved(SEATS)
    assert (receipt.status, receipt.answer) == ("declined", None)
    assert receipt.reason is not None
    assert "more than one solution" in receipt.reason
    sample = receipt.solution
    assert sample is not None
    assert sample.pop("unique") is False
    assert rulebook.read(SEATS).verify(sample["values"]) == ()


@pytest.mark.parametrize(("asked", "listed", "more"), [(2, 2, True), (3, 3, False), (50, 3, False)])
def test_solutions_are_listed_and_more_is_said(asked: int, listed: int, more: bool) -> None:
    receipt = solved(SEATS, solutions=asked)
    assert receipt.status == "verified"
    assert receipt.solution is not None
    assert receipt.solution["more"] is more
    assert receipt.asked == f"up to {asked} solutions, and whether there are more"
    found = receipt.solution["solutions"]
    assert len({json.dumps(each) for each in found}) == len(found) == listed
    assert all(rulebook.read(SEATS).verify(each) == () for each in found)
    assert receipt.checks[-1].detail == f"{listed} solutions, {'and more' if more else 'and no further one'}"


def test_a_list_of_one_says_that_there_is_no_other() -> None:
    receipt = solved(ONE, solutions=5)
    assert receipt.solution == {"solutions": [{"Ann": 2, "Bob": 3, "Cleo": 1}], "more": False}
    assert receipt.answer == "Ann = 2\nBob = 3\nCleo = 1"


def test_no_solution_names_what_clashes() -> None:
    receipt = solved(SEATS | {"given": {"Ann": 3}})
    assert receipt.status == "declined"
    assert receipt.reason == ("these rules have no solution; these cannot hold together: Ann is given as 3; Ann < Bob")
    assert receipt.checks[0].name == "no solution"
    assert solved(SEATS | {"given": {"Ann": 3}}, solutions=4).reason == receipt.reason


def test_without_exact_search_the_network_answers_and_the_rules_judge() -> None:
    right = Router(solver=Guesser({"Ann": 2, "Bob": 3, "Cleo": 1})).solve_rules(ONE, exact=False).receipt
    assert (right.status, right.route[-1].solver, right.route[-1].steps) == ("verified", "trm", 7)
    wrong = Router(solver=Guesser({"Ann": 2, "Bob": 1, "Cleo": 3})).solve_rules(ONE, exact=False).receipt
    assert (wrong.status, wrong.answer, wrong.route[-1].outcome) == ("unsolved", None, "unproven")
    nobody = solved(ONE, exact=False)
    assert nobody.status == "unsolved"
    assert nobody.reason is not None
    assert "--no-exact" in nobody.reason
    assert solved(SEATS, exact=False).status == "declined", "several solutions are proven by the gate"


def test_no_time_is_no_answer() -> None:
    receipt = solved(ONE, seconds=0.0)
    assert receipt.status in ("unsolved", "verified")
    assert receipt.answer is None or receipt.status == "verified"


def test_a_wrong_rulebook_or_wish_is_an_error_of_one_line() -> None:
    with pytest.raises(BadPuzzle, match=r"^rules\[0\]: no rule is called 'odd'$"):
        solved(SEATS | {"rules": [{"rule": "odd"}]})
    for number in (0, 1001):
        with pytest.raises(UsageError, match="cannot be listed"):
            solved(SEATS, solutions=number)


def test_hidden_cells_are_no_part_of_the_answer_and_make_no_second_solution() -> None:
    receipt = solved({"values": {"a": [1], "h": [0, 1]}, "hidden": ["h"], "rules": []})
    assert receipt.status == "verified"
    assert receipt.solution == {"values": {"a": 1}}


def test_a_grid_is_answered_as_a_grid() -> None:
    rows = [{"rule": "different", "cells": [f"r{r}c1", f"r{r}c2"]} for r in (1, 2)]
    columns = [{"rule": "different", "cells": [f"r1c{c}", f"r2c{c}"]} for c in (1, 2)]
    book = {"grid": {"rows": 2, "columns": 2}, "values": [1, 2], "given": {"r1c1": 2}, "rules": rows + columns}
    assert solved(book).answer == "2 1\n1 2"


def test_generated_rulebooks_are_solved() -> None:
    for seed in range(3):
        puzzle = RULEBOOKS.generate(seed, difficulty="hard")
        receipt = Router().solve_rules(RULEBOOKS.render(puzzle)).receipt
        assert receipt.status == "verified"
        assert receipt.solution is not None
        assert puzzle.verify(receipt.solution["values"]) == ()
