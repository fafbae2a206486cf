"""Survo: the public prompts are read and solved, with sums on the margins, within the matrix, or told in words."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from solvers.base import Form
from solvers.kinds.survo import SURVO
from solvers.text.source import Text


def answers(text: str, form: Form | None = None) -> list[str]:
    found = SURVO.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts
    assert found[0].puzzle is not None
    proven = SURVO.exact(found[0].puzzle).answers
    assert all(SURVO.verify(found[0].puzzle, answer) == () for answer in proven)
    return [SURVO.write(found[0], answer, form or Form()) for answer in proven]


def right(grid: list[list[int]]) -> bool:
    """Plain check of a matrix that holds its sums."""
    return all(sum(line[:-1]) == line[-1] for line in (*grid, *map(list, zip(*grid, strict=True))))


def judge(row: dict[str, Any]) -> bool:
    """Whether the one answer is the data set's; several are told apart and all of them fit."""
    written = answers(row["question"])
    numbers = sorted(row["metadata"]["candidate_numbers"])
    for answer in written:
        grid = [[int(n) for n in line.split()] for line in answer.splitlines()]
        asked = row["metadata"]["puzzle"]
        placed = [v for a, b in zip(asked, grid, strict=True) for u, v in zip(a, b, strict=True) if u == 0]
        assert right(grid)
        assert sorted(placed) == numbers
        assert all(u in (0, v) for a, b in zip(asked, grid, strict=True) for u, v in zip(a, b, strict=True))
    if len(written) == 1:
        assert written == [row["answer"]]
    return len(written) == 1


def prompts(data: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (data / "prompts/reasoning_gym/survo.jsonl").read_text().splitlines()]


def test_reasoning_gym(shared_data: Path) -> None:
    for row in prompts(shared_data)[::6]:
        judge(row)


@pytest.mark.slow
def test_all_of_reasoning_gym(shared_data: Path) -> None:
    assert sum(judge(row) for row in prompts(shared_data)) == 59  # one of the 60 has two solutions


def test_korbench(shared_data: Path) -> None:
    lines = (shared_data / "prompts/korbench_prompts.jsonl").read_text().splitlines()
    rows = [row for line in lines if (row := json.loads(line))["title"] == "Survo"]
    assert len(rows) == 2
    for row in rows:
        assert answers(f"{row['rule']}\n\n{row['question']}", Form(wrap="brackets")) == [row["answer"]]


def test_margins_and_lists_as_people_write_them() -> None:
    plain = "Survo puzzle, numbers 1 to 6, each used once:\n_ 6 _ 9\n_ _ 3 12\n6 10 5"
    assert answers(plain) == ["1 6 2 9\n5 4 3 12\n6 10 5"]
    assert answers("survo with 1-6. Row sums: 9, 12. Column sums: 6 10 5\n\n. 6 .\n. . 3") == ["1 6 2\n5 4 3"]
    drawn = "+---+---+---+\n|   | 6 |   | 9\n|   |   | 3 | 12\n+---+---+---+\n  6  10   5"
    assert answers(f"survo\n\n{drawn}")[0].splitlines()[1:3] == ["| 1 | 6 | 2 | 9", "| 5 | 4 | 3 | 12"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Survo, numbers may be used more than once:\n_ 6 _ 9\n_ _ 3 12\n6 10 5", "variant"),
        ("Survo: place the numbers [1, 2].\n_ 6 _ 9\n_ _ 3 12\n6 10 5", "numbers"),
        ("Survo:\n_ 60 _ 90\n_ _ 3 12\n6 80 7", "numbers"),
    ],
)
def test_what_is_not_plain_is_asked_about(text: str, code: str) -> None:
    assert [doubt.code for found in SURVO.read(Text(text)) for doubt in found.doubts] == [code]


def test_other_texts_are_no_boards() -> None:
    for text in (
        "_ 6 _ 9\n_ _ 3 12\n6 10 5",
        "The sum of a survo row is fine.\n1 2 3\n4 5 9\n5 7 12",
        "In a spreadsheet, what is the last number of each row? The sum?\n1 2 3\n2 3 5",
    ):
        assert SURVO.read(Text(text)) == []


def test_brute_force_agrees() -> None:
    for right_sums, bottom, given in (
        ([9, 12], [6, 10, 5], {1: 6, 5: 3}),
        ([6, 15], [5, 7, 9], {}),
        ([6, 15], [5, 7, 9], {0: 1, 1: 2}),
        ([10, 11], [7, 7, 7], {0: 1}),
        ([10, 11], [7, 7, 6], {0: 1}),
    ):
        count = sum(
            all(p[i] == v for i, v in given.items())
            and [sum(p[:3]), sum(p[3:])] == right_sums
            and [p[i] + p[i + 3] for i in range(3)] == bottom
            for p in permutations(range(1, 7))
        )
        signs = [str(given.get(i, "_")) for i in range(6)]
        drawn = "\n".join(" ".join([*signs[3 * r : 3 * r + 3], str(right_sums[r])]) for r in range(2))
        assert len(answers(f"Survo\n{drawn}\n{' '.join(map(str, bottom))}")) == min(2, count)
