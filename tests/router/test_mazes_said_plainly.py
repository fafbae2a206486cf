"""Plain rules and questions about mazes whose words were once taken for something else."""

from __future__ import annotations

import pytest

from router import Request, Router
from router.reading.read import read
from solvers.exact import ExactSolver

MAZE = (
    "#############\n#....S..#####\n#.#####.#####\n#.#####.#...#\n#.#####.#.#.#\n"
    "#.#####...#.#\n#.#########.#\n#..........G#\n#############"
)


@pytest.mark.parametrize(
    "said",
    [
        "Diagonal moves are not allowed. How many steps?",
        "You cannot move diagonally. How many steps?",
        "How many steps does the shortest route from S to G take?",
        "How many steps does the shortest route take?",
        "find the way out, S is start G is goal",
        "which way should I go first from S?",
        "Which way do I go first?",
    ],
)
def test_plain_ones_are_answered(said: str) -> None:
    reading = read(f"{said}\n\n{MAZE}")
    assert (reading.kind, reading.refusal, reading.questions) == ("maze", None, ())


@pytest.mark.parametrize(("most", "answer"), [(12, "no"), (16, "yes"), (40, "yes")])
def test_a_bound_that_is_asked_about(most: int, answer: str) -> None:
    text = f"Can you get from S to G in at most {most} steps?\n\n{MAZE}"
    receipt = Router(exact=ExactSolver()).handle(Request(text=text)).receipt
    assert (receipt.status, (receipt.answer or "").split()[0].strip(",.:")) == ("verified", answer)


@pytest.mark.parametrize(
    "said",
    [
        "Moves up are not allowed. How long is the shortest path?",
        "Moves up are allowed. How many steps?",
        "Diagonal moves are allowed too. Give the moves U, D, L, R.",
        "Use at most 12 steps.",
    ],
)
def test_other_rules_are_not_taken_for_plain_ones(said: str) -> None:
    reading = read(f"{said}\n\n{MAZE}")
    assert reading.refusal is not None or reading.questions
