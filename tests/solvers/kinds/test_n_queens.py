"""N queens: the public prompts are read and solved, in the asked form; changed rules are refused."""

from __future__ import annotations

import gzip
import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from solvers.base import Form
from solvers.kinds.n_queens import N_QUEENS
from solvers.text.source import Text


def prompts(data: Path) -> list[dict[str, Any]]:
    own = (data / "prompts/reasoning_gym/n_queens.jsonl").read_text().splitlines()
    with gzip.open(data / "prompts/reasoning_gym_eval_prompts.jsonl.gz", "rt") as lines:
        return [row for line in (*own, *lines) if (row := json.loads(line))["task"] == "n_queens"]


def attacks(rows: list[list[str]]) -> bool:
    """Plain check: not as many queens as rows, or two that attack each other."""
    queens = [(r, c) for r, row in enumerate(rows) for c, sign in enumerate(row) if sign in "Q♛"]
    pairs = [(a, b) for a in queens for b in queens if a < b]
    return len(queens) != len(rows) or any(
        a[0] == b[0] or a[1] == b[1] or abs(a[0] - b[0]) == abs(a[1] - b[1]) for a, b in pairs
    )


def solved(text: str) -> str:
    found = N_QUEENS.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts
    assert found[0].puzzle is not None
    answers = N_QUEENS.exact(found[0].puzzle).answers
    assert N_QUEENS.verify(found[0].puzzle, answers[0]) == ()
    return N_QUEENS.write(found[0], answers[0], Form())


def judge(prompt: dict[str, Any]) -> None:
    question = prompt["question"]
    written = [line.split(" ") for line in solved(question).splitlines()]
    asked = [line.split(" ") for line in question.splitlines() if set(line) <= set("_Q ") and len(line) > 2]
    assert not attacks(written)
    for before, after in zip(asked, written, strict=True):
        assert all(b in ("_", a) for b, a in zip(before, after, strict=True))
    valid = prompt.get("metadata", {}).get("valid_answers")
    assert valid is None or "\n".join(" ".join(row) for row in written) in valid


def test_public_prompts(shared_data: Path) -> None:
    for prompt in prompts(shared_data)[::12]:
        judge(prompt)


@pytest.mark.slow
def test_all_public_prompts(shared_data: Path) -> None:
    for prompt in prompts(shared_data):
        judge(prompt)


def test_a_board_with_labels_is_answered_in_its_own_drawing() -> None:
    drawn = """N-QUEENS (6x6)
Place 6 queens on the board. No two queens may share the same row, column, or diagonal.
    1  2  3  4  5  6
   +------------------+
 1 | .  .  .  .  .  . |
 2 | .  .  .  .  .  Q |
 3 | .  .  .  .  .  . |
 4 | .  .  .  .  Q  . |
 5 | Q  .  .  .  .  . |
 6 | .  .  .  .  .  . |
   +------------------+
"""
    assert solved(drawn).splitlines() == [
        "    1  2  3  4  5  6",
        "   +------------------+",
        " 1 | .  .  Q  .  .  . |",
        " 2 | .  .  .  .  .  Q |",
        " 3 | .  Q  .  .  .  . |",
        " 4 | .  .  .  .  Q  . |",
        " 5 | Q  .  .  .  .  . |",
        " 6 | .  .  .  Q  .  . |",
    ]


def test_in_words_alone() -> None:
    for text, size in (
        ("Place 8 queens on a chessboard so that no two attack each other.", 8),
        ("Solve the 6-queens problem.", 6),
        ("Please place five queens on a 5x5 board; none may attack another.", 5),
    ):
        rows = [line.split() for line in solved(text).splitlines()]
        assert len(rows) == size
        assert not attacks(rows)


def test_symbols_and_coordinates() -> None:
    found = N_QUEENS.read(Text("4 queens, none may attack another:\n⬜⬛⬜⬛\n♛⬜⬛⬜\n⬜⬛⬜⬛\n⬛⬜⬛⬜"))[0]
    assert found.puzzle is not None
    answer = N_QUEENS.exact(found.puzzle).answers[0]
    assert N_QUEENS.write(found, answer, Form()) == "⬜⬛♛⬛\n♛⬜⬛⬜\n⬜⬛⬜♛\n⬛♛⬛⬜"
    assert N_QUEENS.write(found, answer, Form("coordinates", base=0)) == "[(0, 2), (1, 0), (2, 3), (3, 1)]"
    assert N_QUEENS.read_answer(found.puzzle, "(1,3), (2,1), (3,4), (4,2)") == answer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Solve the toroidal 8 queens problem: place 8 queens on a board.", "variant"),
        ("Place 8 queens, with obstacles at X:\n" + "_ _ _ _\n" * 4, "variant"),
        ("Place 5 queens so that no two queens attack:\n_ Q _ _\n_ _ _ _\n_ _ _ _\n_ _ _ _", "count"),
        ("Place 5 queens on a chessboard.", "shape"),
    ],
)
def test_what_is_not_plain_is_asked_about(text: str, code: str) -> None:
    assert [doubt.code for found in N_QUEENS.read(Text(text)) for doubt in found.doubts] == [code]


def test_other_texts_are_no_boards() -> None:
    for text in (
        "Write a Python program to solve the 8 queens problem.",
        "How many queens ruled England? Place them in order.",
        "Queens, no two attack each other:\nA A B\nA B B\nC C C",
    ):
        assert N_QUEENS.read(Text(text)) == []


def test_brute_force_agrees() -> None:
    def brute(size: int, given: dict[int, int]) -> int:
        return sum(
            all(p[r] == c for r, c in given.items())
            and all(abs(p[i] - p[j]) != j - i for i in range(size) for j in range(i + 1, size))
            for p in permutations(range(size))
        )

    for size, row, column in ((4, 0, 1), (4, 0, 0), (5, 2, 2), (6, 0, 3), (6, 5, 0)):
        rows = [["_"] * size for _ in range(size)]
        rows[row][column] = "Q"
        puzzle = N_QUEENS.read(Text("n queens\n" + "\n".join(map(" ".join, rows))))[0].puzzle
        assert puzzle is not None
        assert len(N_QUEENS.exact(puzzle).answers) == min(2, brute(size, {row: column}))
