"""Hints, reasons and mistakes follow from the rules: each reason is checked to force its value and to be minimal."""

from __future__ import annotations

import pytest

from solvers.rules.board import Board, Problem, boxes, cell, lines
from solvers.rules.constraints import Different
from solvers.rules.exact import Search
from solvers.rules.hints import mistake, next_step, why

PUZZLE = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79"
SOLUTION = "534678912672195348198342567859761423426853791713924856961537284287419635345286179"


@pytest.fixture(scope="module")
def problem() -> Problem:
    given = {cell(i // 9, i % 9): int(sign) for i, sign in enumerate(PUZZLE) if sign != "."}
    rules = tuple(Different(cells) for cells in lines(9, 9) + boxes(9, 9, 3, 3))
    return Problem(Board.grid(9, 9, range(1, 10), given), rules)


def truth(name: str) -> int:
    row, column = (int(part) - 1 for part in name[1:].split("c"))
    return int(SOLUTION[9 * row + column])


def test_the_next_step_is_true_and_its_reason_forces_it(problem: Problem) -> None:
    step = next_step(problem)
    assert step is not None
    assert step.value == truth(step.cell)
    assert step.cell not in problem.board.clues
    reduced = Problem(problem.board.with_given(dict(step.known)), tuple(problem.rules[i] for i in step.rules))
    search = Search(reduced)
    values = {s[step.cell] for s in search.solve(limit=50).solutions}
    assert values == {step.value}
    for i in range(len(step.known)):  # nothing in the reason is needless
        less = dict(step.known[:i] + step.known[i + 1 :])
        assert search.solve(less, limit=1, denied=[(step.cell, step.value)]).solutions


def test_steps_lead_to_the_solution(problem: Problem) -> None:
    known = dict(problem.board.clues)
    for _ in range(5):
        step = next_step(problem, known)
        assert step is not None
        assert step.value == truth(step.cell)
        known[step.cell] = step.value


def test_why(problem: Problem) -> None:
    reason = why(problem, problem.board.clues, "r5c5", 5)
    assert reason is not None
    assert "r5c5 = 5, because of: " in reason.words(problem)
    assert why(problem, problem.board.clues, "r5c5", 4) is None


def test_mistakes(problem: Problem) -> None:
    assert mistake(problem, {"r1c3": 4}) is None
    twice = mistake(problem, {"r1c3": 5})
    assert twice is not None
    assert set(twice.cells) == {"r1c1", "r1c3"}
    hidden = mistake(problem, {"r1c3": 1, "r1c4": 6})
    assert hidden is not None
    assert hidden.cells == ("r1c3",)


def test_nothing_is_forced_in_an_empty_square() -> None:
    empty = Problem(Board.grid(4, 4, range(1, 5)), tuple(Different(cells) for cells in lines(4, 4)))
    assert next_step(empty) is None
