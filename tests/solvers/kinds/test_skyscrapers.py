"""Skyscrapers: the public prompts are read and solved, drawings keep their clues, changed rules are asked about."""

from __future__ import annotations

import json
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest

from solvers.base import Form
from solvers.kinds.skyscrapers import SKYSCRAPERS
from solvers.text.source import Text


def answers(text: str, form: Form | None = None) -> list[str]:
    found = SKYSCRAPERS.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts, found[0].doubts
    assert found[0].puzzle is not None
    proven = SKYSCRAPERS.exact(found[0].puzzle).answers
    assert all(SKYSCRAPERS.verify(found[0].puzzle, answer) == () for answer in proven)
    return [SKYSCRAPERS.write(found[0], answer, form or Form()) for answer in proven]


def seen(line: list[int]) -> int:
    return sum(height > max(line[:i], default=0) for i, height in enumerate(line))


def views(grid: list[list[int]]) -> dict[str, list[int]]:
    down = [list(column) for column in zip(*grid, strict=True)]
    return {
        "top": [seen(line) for line in down],
        "left": [seen(line) for line in grid],
        "right": [seen(line[::-1]) for line in grid],
        "bottom": [seen(line[::-1]) for line in down],
    }


def judge(row: dict[str, Any]) -> bool:
    written = answers(row["question"])
    for answer in written:
        grid = [[int(n) for n in line.split()] for line in answer.splitlines()]
        assert views(grid) == row["metadata"]["question"]
        assert all(sorted(line) == list(range(1, len(grid) + 1)) for line in (*grid, *zip(*grid, strict=True)))
        assert len(written) == 2 or grid == row["answer"]
    return len(written) == 1


def prompts(data: Path) -> list[dict[str, Any]]:
    lines = (data / "prompts/enigmata_generated_grid_prompts.jsonl").read_text().splitlines()
    return [row for line in lines if (row := json.loads(line))["task"] == "skyscraper"]


def test_enigmata(shared_data: Path) -> None:
    for row in prompts(shared_data)[::4]:
        judge(row)


@pytest.mark.slow
def test_all_of_enigmata(shared_data: Path) -> None:
    assert sum(judge(row) for row in prompts(shared_data)) == 11  # of 33; the text takes any of several answers


MARGINS = """Skyscrapers:
    3  1  2  3
   +------------+
 2 | .  .  .  . | 3
 3 | 1  .  .  . | 2
 2 | .  .  .  . | 1
   | .  .  .  . | 2
   +------------+
    1  4     2"""


def test_drawings_keep_their_clues() -> None:
    assert answers(MARGINS) == [
        """    3  1  2  3
   +------------+
 2 | 2  4  3  1 | 3
 3 | 1  3  4  2 | 2
 2 | 3  2  1  4 | 1
   | 4  1  2  3 | 2
   +------------+
    1  4     2"""
    ]


def test_the_same_clues_as_people_write_them() -> None:
    wanted = ["2 4 3 1\n1 3 4 2\n3 2 1 4\n4 1 2 3"]
    for text in (
        "Skyscraper puzzle 4x4. Top: 3 1 2 3, bottom: 1 4 2 2, left: 2 3 2 1, right: 3 2 1 2",
        'Solve this skyscrapers puzzle: {"top": [3, 1, 2, 3], "right": [3, 2, 1, 2], "bottom": [1, 4, 0, 2], '
        '"left": [2, 3, 2, 0]}',
        "https://puzz.link/p?skyscrapers/4/4/3123142223213212",
    ):
        assert answers(text) == wanted
    drawn = "skyscrapers\n  3 1 2 3\n2 0 0 0 0 3\n3 0 0 0 0 2\n2 0 0 0 0 1\n1 0 0 0 0 2\n  1 4 2 2"
    assert [line.split()[1:-1] for line in answers(drawn)[0].splitlines()[1:-1]] == [
        r.split() for r in wanted[0].split("\n")
    ]
    framed = "    [3] [1] [2] [3]\n    +---+---+---+---+\n" + "".join(
        f"[{a}] |   |   |   |   | [{b}]\n    +---+---+---+---+\n" for a, b in ((2, 3), (3, 2), (2, 1), (1, 2))
    )
    assert "[2] | 2 | 4 | 3 | 1 | [3]" in answers(f"skyscrapers\n{framed}    [1] [4] [2] [2]")[0]


@pytest.mark.parametrize(
    "rule", ["Both diagonals hold each height once too.", "A clue is the sum of the visible heights."]
)
def test_changed_rules_are_asked_about(rule: str) -> None:
    assert [d.code for found in SKYSCRAPERS.read(Text(f"{rule}\n{MARGINS}")) for d in found.doubts] == ["variant"]


def test_other_texts_are_no_boards() -> None:
    for text in (
        MARGINS.replace("Skyscrapers", "Grid"),
        "The tallest skyscrapers by year:\n2009 828\n2012 601\n2015 632",
        "Skyscrapers can be seen from the top and bottom of the hill.",
    ):
        assert SKYSCRAPERS.read(Text(text)) == []


def test_brute_force_agrees() -> None:
    latin = [
        [list(row) for row in grid]
        for grid in product(permutations((1, 2, 3)), repeat=3)
        if all(len(set(column)) == 3 for column in zip(*grid, strict=True))
    ]
    for top, left in (([1, 2, 3], [1, 2, 3]), ([3, 2, 1], [3, 2, 1]), ([2, 2, 1], [2, 1, 2]), ([1, 2, 2], [1, 0, 2])):
        count = sum(
            all(
                w in (0, s)
                for side, told in (("top", top), ("left", left))
                for w, s in zip(told, views(g)[side], strict=True)
            )
            for g in latin
        )
        assert len(answers(f"skyscrapers, top: {top}, left: {left}")) == min(2, count)
