"""KenKen: lists of cages in several forms, maps of letters; changed rules, or such as cannot hold, are asked about."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import permutations, product
from math import prod
from pathlib import Path

import pytest

from solvers.base import Form
from solvers.kinds.kenken import KENKEN
from solvers.text.source import Text


def answers(text: str, form: Form | None = None) -> list[str]:
    found = KENKEN.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts, found[0].doubts
    assert found[0].puzzle is not None
    proven = KENKEN.exact(found[0].puzzle).answers
    assert all(KENKEN.verify(found[0].puzzle, answer) == () for answer in proven)
    return [KENKEN.write(found[0], answer, form or Form()) for answer in proven]


def test_korbench(shared_data: Path) -> None:
    """Its answer repeats 1 in a region although its rules forbid it: with that rule nothing fits, without it does."""
    lines = (shared_data / "prompts/korbench_prompts.jsonl").read_text().splitlines()
    row = next(row for line in lines if (row := json.loads(line))["title"] == "Calcudoko")
    text = f"{row['rule']}\n\n{row['question']}"
    assert [(d.code, "cannot be repeated" in d.question) for c in KENKEN.read(Text(text)) for d in c.doubts] == [
        ("variant", True)
    ]
    free = text.replace("4.The numbers in each region cannot be repeated.\n", "")
    assert answers(free, Form(wrap="brackets")) == [row["answer"]]


CHUK = """KENKEN RULES:
- Fill 3x3 grid with 1-3
- No repeats in rows or columns
- Satisfy cage arithmetic constraints
- Operations: + - * /

  |  1  |  2  |  3  |
  +-----+-----+-----+
1 | .3+ | .   | .3  |
  +-----+-----+-----+
2 | .6* | .2- | .   |
  +-----+-----+-----+
3 | .   | .2/ | .   |
  +-----+-----+-----+

Cages:
  3+: (1,1), (1,2)
  3: (1,3)
  6*: (2,1), (3,1)
  2-: (2,2), (2,3)
  2/: (3,2), (3,3)
"""


def test_a_list_of_cages_under_a_drawing() -> None:
    """In the words of chuk-puzzles-gym."""
    assert answers(CHUK) == SOLVED


SOLVED = ["1 2 3\n2 3 1\n3 1 2"]


def test_the_same_cages_as_people_write_them() -> None:
    for text in (
        "KenKen 3x3: (1,1)(1,2): 3+, (1,3): 3, (2,1)(3,1): 6×, (2,2)(2,3): 2-, (3,2)(3,3): 2÷",
        "calcudoku, cages: 3+: (1,1), (1,2)\n3: (1,3)\n6*: (2,1), (3,1)\n2-: (2,2), (2,3)\n2/: (3,2), (3,3)",
        "KenKen\nA A B\nC D D\nC E E\n\nA: 3+\nB: 3\nC: 6x\nD: 2-\nE: 2/",
        'mathdoku {"cages": [{"cells": [[0,0],[0,1]], "op": "+", "target": 3}, {"cells": [[0,2]], "target": 3},'
        ' {"cells": [[1,0],[2,0]], "op": "mul", "target": 6}, {"cells": [[1,1],[1,2]], "op": "-", "target": 2},'
        ' {"cells": [[2,1],[2,2]], "op": "/", "target": 2}]}',
        "kenken r1c1 r1c2 = 3+; r1c3 = 3; r2c1 r3c1 = 6*; r2c2 r2c3 = 2-; r3c2 r3c3 = 2/",
    ):
        assert answers(text) == SOLVED, text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KenKen, the diagonals too: (1,1)(1,2): 3+, (2,1)(2,2): 3+", "variant"),
        ("KenKen: (1,1)(1,2): 3+, (2,1): 2", "shape"),
        ("KenKen: (1,1)(1,2): 3+, (2,1)(1,2): 3+", "shape"),
        ("KenKen: (1,1)(1,2): 3, (2,1)(2,2): 3+", "shape"),
        ("4x4 KenKen: (1,1)(1,2): 3+, (2,1)(2,2): 3+", "shape"),
    ],
)
def test_what_is_not_plain_is_asked_about(text: str, code: str) -> None:
    assert [doubt.code for found in KENKEN.read(Text(text)) for doubt in found.doubts] == [code]


def test_no_number_twice_in_a_cage() -> None:
    cages = "(1,1)(1,2)(2,1): 5+, (1,3): 3, (2,2): 3, (2,3): 1, (3,1): 3, (3,2): 1, (3,3): 2"
    assert KENKEN.read(Text(f"KenKen. Numbers in each cage cannot be repeated. {cages}"))[0].doubts
    assert len(answers(f"KenKen. {cages}")) == 1


def test_other_texts_are_no_boards() -> None:
    for text in ("(1,1)(1,2): 3+, (2,1)(2,2): 3+", "KenKen was invented in 2004: 5 + 3.", "My KenKen: A: 3, B: 5"):
        assert KENKEN.read(Text(text)) == []


def test_brute_force_agrees() -> None:
    latin = [
        [v for row in grid for v in row]
        for grid in product(permutations((1, 2, 3)), repeat=3)
        if all(len(set(column)) == 3 for column in zip(*grid, strict=True))
    ]
    makes: dict[str, Callable[[list[int]], float]] = {
        "+": sum,
        "*": prod,
        "-": lambda held: 2 * max(held) - sum(held),
        "/": lambda held: max(held) * max(held) / prod(held),
    }
    for cages in (
        [((0, 1), 3, "+"), ((2,), 3, "+"), ((3, 6), 6, "*"), ((4, 5), 2, "-"), ((7, 8), 2, "/")],
        [((0, 1, 2), 6, "+"), ((3, 4, 5), 0, "-"), ((6, 7, 8), 6, "*")],
        [((0, 3), 3, "/"), ((1, 2, 4), 7, "+"), ((5, 8), 1, "-"), ((6, 7), 2, "*")],
    ):
        count = sum(all(makes[sign]([grid[i] for i in cells]) == goal for cells, goal, sign in cages) for grid in latin)
        text = "\n".join(
            "".join(f"({i // 3 + 1},{i % 3 + 1})" for i in cells) + f":{goal}{sign}" for cells, goal, sign in cages
        )
        assert len(answers(f"KenKen\n{text}")) == min(2, count)
