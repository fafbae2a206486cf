"""Magic squares: the public prompts are read and solved; open ones have several answers; changes are asked about."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from solvers.base import Form
from solvers.kinds.magic_square import MAGIC_SQUARE
from solvers.text.source import Text


def answers(text: str, form: Form | None = None) -> list[str]:
    found = MAGIC_SQUARE.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts, found[0].doubts
    assert found[0].puzzle is not None
    proven = MAGIC_SQUARE.exact(found[0].puzzle).answers
    assert all(MAGIC_SQUARE.verify(found[0].puzzle, answer) == () for answer in proven)
    return [MAGIC_SQUARE.write(found[0], answer, form or Form()) for answer in proven]


def magic(grid: list[list[int]]) -> bool:
    size = len(grid)
    lines = [*grid, *map(list, zip(*grid, strict=True))]
    lines += [[grid[i][i] for i in range(size)], [grid[i][size - 1 - i] for i in range(size)]]
    return len({sum(line) for line in lines}) == 1 and len({v for row in grid for v in row}) == size * size


def judge(row: dict[str, Any]) -> bool:
    written = answers(row["question"])
    for answer in written:
        grid = [[int(n) for n in line.split()] for line in answer.splitlines()]
        assert magic(grid)
        asked = row["metadata"]["question"]
        assert all(a in (None, b) for x, y in zip(asked, grid, strict=True) for a, b in zip(x, y, strict=True))
        if len(written) == 1:
            assert grid == row["answer"]
    return len(written) == 1


def test_enigmata(shared_data: Path) -> None:
    lines = (shared_data / "prompts/enigmata_generated_grid_prompts.jsonl").read_text().splitlines()
    rows = [row for line in lines if (row := json.loads(line))["task"] == "magic_square"]
    assert len(rows) == 42
    assert sum(judge(row) for row in rows) == 39  # three give two numbers only, and any square will do


def test_people() -> None:
    assert answers("Complete this magic square:\n2 7 6\n9 _ _\n_ _ _") == ["2 7 6\n9 5 1\n4 3 8"]
    assert answers("Magic square 1-9\n[[0,1,0],[0,0,0],[0,0,2]]", Form(wrap="json")) == [
        "[[8, 1, 6], [3, 5, 7], [4, 9, 2]]"
    ]
    boxed = "magic square, the magic constant is 15\n| 8 | . | 6 |\n| . | 5 | . |\n| . | . | 2 |"
    assert answers(boxed) == ["| 8 | 1 | 6 |\n| 3 | 5 | 7 |\n| 4 | 9 | 2 |"]
    four = "A magic square of the numbers 1 to 16:\n" + ". . . .\n" * 4
    assert len(answers(four)) == 2
    semi = "semi-magic square with integers\n1 5 9\n8 _ 4\n6 _ _"
    assert answers(semi) == ["1 5 9\n8 3 4\n6 7 2"]


def test_any_whole_numbers_of_a_claimed_answer_will_do() -> None:
    puzzle = MAGIC_SQUARE.read(Text("a magic square of integers\n. . .\n. 500 .\n. . 700"))[0].puzzle
    assert puzzle is not None
    claimed = MAGIC_SQUARE.read_answer(puzzle, json.dumps([[300, 599, 601], [801, 500, 199], [399, 401, 700]]))
    assert MAGIC_SQUARE.verify(puzzle, claimed) == ()
    wrong = MAGIC_SQUARE.read_answer(puzzle, json.dumps([[300, 599, 601], [801, 500, 199], [399, 401, 701]]))
    assert MAGIC_SQUARE.verify(puzzle, wrong)[0].rule == "given"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A magic square where the product of each row is equal:\n2 . .\n. 6 .\n. . 18", "variant"),
        ("Solve this magic square of primes:\n17 . .\n. 59 .\n. . .", "variant"),
        ("Solve this magic square:\n2 . .\n. 5 .\n. . 8", "numbers"),
        ("Solve this magic square:\n2 2 .\n2 2 .\n. . .", "numbers"),
    ],
)
def test_what_is_not_plain_is_asked_about(text: str, code: str) -> None:
    assert [doubt.code for found in MAGIC_SQUARE.read(Text(text)) for doubt in found.doubts] == [code]


def test_other_texts_are_no_boards() -> None:
    for text in (
        "2 7 6\n9 _ _\n_ _ _",
        "Is this a magic square?\n2 7 6\n9 5 1\n4 3 8",
        "Write code for magic squares.",
    ):
        assert MAGIC_SQUARE.read(Text(text)) == []


def test_brute_force_agrees() -> None:
    for given in ({0: 2}, {0: 8, 1: 1}, {4: 5, 0: 1}, {1: 7, 3: 9}):
        count = sum(
            magic([list(p[:3]), list(p[3:6]), list(p[6:])])
            for p in permutations(range(1, 10))
            if all(p[i] == v for i, v in given.items())
        )
        signs = [str(given.get(i, ".")) for i in range(9)]
        drawn = "\n".join(" ".join(signs[3 * r : 3 * r + 3]) for r in range(3))
        assert len(answers(f"magic square with 1-9\n{drawn}")) == min(2, count)
