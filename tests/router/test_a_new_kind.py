"""A kind nobody has heard of goes the whole way once it is registered: nothing but its own class knows its name."""

from __future__ import annotations

import json
import random
import re
from types import SimpleNamespace
from typing import Any

import pytest
from tests_data_router import GRID, MAZE

import solvers.kinds
from router import Request, Router
from router.reading.read import read
from router.types import Receipt
from solvers.base import Candidate
from solvers.exact import ExactSolver
from solvers.kinds import KINDS
from solvers.rules import generate
from solvers.rules.board import Board, Problem, cell, lines
from solvers.rules.constraints import Different
from solvers.rules.kind import RuleKind
from solvers.text.source import Text


class Quixo(RuleKind):
    """A Latin square under a name of its own, with a corner that is always odd."""

    name, title = "quixo", "quixo square"
    names = re.compile(r"\bquixo\b", re.I)
    says = "Each row and column holds every number once."

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        found = []
        for block in text.blocks:
            size = len(block.rows)
            if block.width == size and all(t in "._123456789" for row in block.texts for t in row):
                given = {
                    cell(r, c): int(t) for r, row in enumerate(block.texts) for c, t in enumerate(row) if t.isdigit()
                }
                found.append(self.found(problem(size, given), block.span, block=block))
        return found

    def make(self, rng: random.Random, size: int) -> Problem | None:
        values = generate.fill(problem(size, {}), rng)
        return None if values is None else generate.thin(problem(size, {}), values, rng)


def problem(size: int, given: dict[str, int]) -> Problem:
    board = Board.grid(size, size, range(1, size + 1), given)
    return Problem(board, tuple(Different(line, label=f"line {i + 1}") for i, line in enumerate(lines(size, size))))


ONE = "1 . .\n. . .\n. 1 2"
ROWS = [[1, 2, 3], [2, 3, 1], [3, 1, 2]]
SEVERAL = "1 . .\n. . .\n. . ."
CLASH = "1 2 .\n. . 3\n. . ."


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(solvers.kinds.RULE_KINDS, "quixo", ("tests_quixo", "QUIXO"))
    monkeypatch.setitem(__import__("sys").modules, "tests_quixo", SimpleNamespace(QUIXO=Quixo()))
    monkeypatch.setattr(solvers.kinds, "_is_here", lambda module: True, raising=False)
    names = {name: place for name, place in solvers.kinds.RULE_KINDS.items() if name in ("quixo", "futoshiki")}
    monkeypatch.setattr(solvers.kinds, "RULE_KINDS", names)


def ask(words: str, grid: str = ONE, **more: Any) -> Receipt:
    text = f"Solve this quixo:\n\n{grid}\n\n{words}\n"
    return Router(exact=ExactSolver()).handle(Request(text=text, **more)).receipt


def test_it_is_a_kind_like_any_other() -> None:
    assert "quixo" in KINDS
    reading = read(f"Solve this quixo:\n\n{ONE}")
    assert (reading.kind, reading.questions, reading.refusal) == ("quixo", (), None)


def test_one_solution_is_proven_in_the_users_own_drawing() -> None:
    receipt = ask("")
    assert (receipt.status, receipt.kind) == ("verified", "quixo")
    assert receipt.answer == "1 2 3\n2 3 1\n3 1 2"
    assert receipt.solution == {"rows": ROWS}
    assert [check.name for check in receipt.checks] == ["given", "different", "unique"]
    assert all(check.ok for check in receipt.checks)
    assert json.loads(receipt.model_dump_json())["solution"] == {"rows": ROWS}


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("What is in row 1, column 2?", "2"),
        ("Give me only row 2.", "2 3 1"),
        ("What goes in r1c2 and in r2c1?", "r1c2=2, r2c1=2"),
        ("Return the grid as JSON.", str(ROWS)),
        ("Give it in double square brackets, [[A B C,D E F]].", "[[1 2 3,2 3 1,3 1 2]]"),
        ("Put the answer in <answer> tags; I need row 3.", "<answer>3 1 2</answer>"),
        ("Which number is in row 1, column 1? Use \\boxed{}.", "\\boxed{1}"),
        ("Output it in a code block.", "```\n1 2 3\n2 3 1\n3 1 2\n```"),
        ("Is it solvable?", "yes"),
        ("Is the solution unique?", "yes"),
        ("How many solutions does it have?", "1"),
    ],
)
def test_what_is_asked_is_answered(words: str, answer: str) -> None:
    receipt = ask(words)
    assert (receipt.status, receipt.answer) == ("verified", answer)


def test_several_solutions_are_declined_and_none_is_explained() -> None:
    several = ask("", SEVERAL)
    assert several.status == "declined"
    assert several.solution is not None
    assert several.solution["unique"] is False
    assert "this quixo square has more than one solution" in (several.reason or "")
    assert ask("Any solution will do.", SEVERAL).status == "verified"
    assert ask("How many solutions are there?", SEVERAL).answer == "4"
    clash = ask("", CLASH)
    assert clash.status == "declined"
    assert "cannot hold together" in (clash.reason or "")
    assert "r2c3 = 3" in (clash.reason or "")
    assert ask("Is it solvable?", CLASH).answer == "no"
    broken = ask("", "1 1 .\n. . .\n. . .")
    assert "contradict each other: line 1" in (broken.reason or "")
    assert broken.violations[0].cells == ((0, 0), (0, 1))


def test_many_at_once() -> None:
    texts = [f"quixo:\n\n{grid}" for grid in (ONE, SEVERAL, CLASH)] + [f"Sudoku:\n{GRID}", "hello"]
    replies = Router(exact=ExactSolver()).handle_many([Request(text=text) for text in texts])
    assert [r.receipt.status for r in replies] == ["verified", "declined", "declined", "verified", "declined"]
    assert [r.receipt.kind for r in replies] == ["quixo", "quixo", "quixo", "sudoku", "open"]


def test_a_named_kind_without_a_grid_is_never_another_kinds_grid() -> None:
    reading = read(f"Solve this quixo, each row holds every number once.\n\n{MAZE}\n")
    assert reading.kind != "maze"
    nine = read("A quixo:\n\n" + GRID.replace(".", "x"))
    assert nine.kind == "quixo"
    assert nine.candidate is None
    assert "no grid of one could be read" in nine.questions[0]


def test_a_kind_that_is_only_compared_with_does_not_count() -> None:
    assert read(f"Solve this sudoku, it is similar to a quixo:\n\n{GRID}").kind == "sudoku"
    assert read(f"This quixo is like a sudoku without boxes:\n\n{ONE}").kind == "quixo"


def test_an_example_answer_is_not_the_puzzle() -> None:
    text = f"Solve this quixo:\n\n{ONE}\n\nFormat the answer like this example:\n\n2 3 1\n1 2 3\n3 1 2\n"
    reading = read(text)
    assert reading.questions == ()
    assert reading.candidate is not None
    assert reading.candidate.span.start == text.index(ONE)
    again = read(f"Solve this quixo:\n\n{ONE}\n\nOnce more:\n\n{ONE}\n")
    assert again.questions == ()
