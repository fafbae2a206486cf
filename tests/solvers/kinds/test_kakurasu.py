"""Kakurasu: the public prompts are read and solved in the asked form; weights told otherwise are asked about."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from solvers.base import Form
from solvers.kinds.kakurasu import KAKURASU
from solvers.text.source import Text


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def solved(text: str, form: Form | None = None) -> str:
    found = KAKURASU.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts
    assert found[0].puzzle is not None
    answers = KAKURASU.exact(found[0].puzzle).answers
    assert len(answers) == 1
    assert KAKURASU.verify(found[0].puzzle, answers[0]) == ()
    return KAKURASU.write(found[0], answers[0], form or KAKURASU.form(text, found[0]) or Form())


def right(grid: list[list[str]], across: list[int], down: list[int]) -> bool:
    """Plain check of the two lists of sums."""
    filled = [[sign == "1" for sign in row] for row in grid]
    return [sum(c for c, f in enumerate(row, 1) if f) for row in filled] == across and [
        sum(r for r, f in enumerate(column, 1) if f) for column in zip(*filled, strict=True)
    ] == down


def judge_reasoning_gym(row: dict[str, Any]) -> None:
    written = solved(row["question"])
    assert written == row["answer"]
    assert right(
        [line.split() for line in written.splitlines()], row["metadata"]["row_sums"], row["metadata"]["col_sums"]
    )


def judge_enigmata(row: dict[str, Any]) -> None:
    pairs = [[int(n) for n in pair] for pair in re.findall(r"\((\d+), (\d+)\)", solved(row["question"]))]
    assert pairs == row["answer"]


def test_reasoning_gym(shared_data: Path) -> None:
    for row in rows_of(shared_data / "prompts/reasoning_gym/kakurasu.jsonl")[::6]:
        judge_reasoning_gym(row)


@pytest.mark.slow
def test_all_of_reasoning_gym(shared_data: Path) -> None:
    for row in rows_of(shared_data / "prompts/reasoning_gym/kakurasu.jsonl"):
        judge_reasoning_gym(row)


def test_enigmata(shared_data: Path) -> None:
    rows = [
        r for r in rows_of(shared_data / "prompts/enigmata_generated_grid_prompts.jsonl") if r["task"] == "kakurasu"
    ]
    for row in rows:
        judge_enigmata(row)


def test_korbench(shared_data: Path) -> None:
    """Two of the three answers that come with them break their own sums, so the sums judge."""
    rows = [r for r in rows_of(shared_data / "prompts/korbench_prompts.jsonl") if r["title"] == "kukurasu"]
    assert len(rows) == 3
    for row in rows:
        written = solved(f"{row['rule']}\n\n{row['question']}", Form(wrap="brackets"))
        grid = [line.split() for line in written.strip("[]").split(",")]
        drawn = [line.split() for line in row["question"].split("\n\n")[0].splitlines()]
        assert right(grid, [int(line[-1]) for line in drawn[:-1]], [int(n) for n in drawn[-1]])


def test_margins_and_lists_as_people_write_them() -> None:
    drawn = "+---+---+---+\n|   |   |   | 4\n|   |   |   | 2\n|   |   |   | 3\n+---+---+---+\n  1   2   4"
    assert solved(f"Solve this kakurasu:\n\n{drawn}").splitlines() == [
        "+---+---+---+",
        "| 1 | . | 1 | 4",
        "| . | 1 | . | 2",
        "| . | . | 1 | 3",
        "+---+---+---+",
        "  1   2   4",
    ]
    for text in (
        "Kakurasu 3x3\nrows: 4 2 3\ncolumns: 1 2 4",
        "kakurasu, rows: 4 2 3 / columns: 1 2 4",
        "Here is a Kakurasu. Row sums (right): 4, 2, 3. Column sums (bottom): 1, 2, 4.",
    ):
        assert solved(text) == "1 . 1\n. 1 .\n. . 1"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kakurasu, but the weights are squared.\nRow sums: [1, 4]\nColumn sums: [1, 4]", "variant"),
        ("Kakurasu 3x3: row sums 1 2, column sums 1 2", "shape"),
    ],
)
def test_what_is_not_plain_is_asked_about(text: str, code: str) -> None:
    assert [doubt.code for found in KAKURASU.read(Text(text)) for doubt in found.doubts] == [code]


def test_other_texts_are_no_boards() -> None:
    for text in (
        "Row sums: [4, 5]\nColumn sums: [3, 3]",
        "What is kakurasu? It has row sums and column sums.",
        "Kakurasu is fun. 1 2 3\n4 5 6\n7 8 9",
    ):
        assert KAKURASU.read(Text(text)) == []


def test_brute_force_agrees() -> None:
    for across, down in (
        ([3, 3], [3, 3]),
        ([1, 2], [1, 2]),
        ([1, 2], [2, 1]),
        ([4, 2, 3], [1, 2, 4]),
        ([3, 3, 3], [3, 3, 3]),
    ):
        size = len(across)
        grids = (
            [list(bits[i * size : i * size + size]) for i in range(size)] for bits in product("01", repeat=size * size)
        )
        count = sum(right(grid, across, down) for grid in grids)
        puzzle = KAKURASU.read(Text(f"kakurasu\nrows: {across}\ncolumns: {down}"))[0].puzzle
        assert puzzle is not None
        assert len(KAKURASU.exact(puzzle).answers) == min(2, count)
