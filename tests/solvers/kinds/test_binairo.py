"""Binairo: public prompts, Tango as drawn, when rows may be equal, and a brute-force recheck."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from solvers.base import Candidate, Form
from solvers.kinds.binairo import BINAIRO
from solvers.rules.board import Problem
from solvers.text.source import Text


def prompts(data: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in (data / "prompts/enigmata_generated_grid_prompts.jsonl").open()]
    return [row for row in rows if row["task"] == "binario"]


def read(text: str) -> Candidate[Problem]:
    found = BINAIRO.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts, found[0].doubts
    return found[0]


def solved(text: str) -> str:
    candidate = read(text)
    assert candidate.puzzle is not None
    answers = BINAIRO.exact(candidate.puzzle).answers
    assert len(answers) == 1
    assert BINAIRO.verify(candidate.puzzle, answers[0]) == ()
    return BINAIRO.write(candidate, answers[0], Form())


def test_public_prompts(shared_data: Path) -> None:
    for row in prompts(shared_data)[::6]:
        assert solved(row["question"]) == row["answer"]


@pytest.mark.slow
def test_all_public_prompts(shared_data: Path) -> None:
    for row in prompts(shared_data):
        assert solved(row["question"]) == row["answer"]


TANGO = """Solve this Tango: suns (S) and moons (M), = alike, x different.

_ = _   _   _
        x
S   _   _   _

_ x _   _   M

_   _   _   _
"""


def test_tango_as_drawn() -> None:
    candidate = read(TANGO)
    assert candidate.puzzle is not None
    assert [(link.cells, link.alike) for link in candidate.puzzle.look.links] == [
        (("r1c1", "r1c2"), True),
        (("r1c3", "r2c3"), False),
        (("r3c1", "r3c2"), False),
    ]
    grids = [dict(zip(candidate.puzzle.board.shown, bits, strict=True)) for bits in product((0, 1), repeat=16)]
    good = [g for g in grids if fair(g, 4) and tango(g)]
    found = BINAIRO.exact(candidate.puzzle).answers
    assert len(found) == min(2, len(good))
    drawn = BINAIRO.write(candidate, good[0], Form()).splitlines()
    assert len(drawn) == 7
    assert (drawn[0][2], drawn[1][8]) == ("=", "x")
    assert drawn[0][0] == drawn[0][4] != "_"
    again = BINAIRO.read_answer(candidate.puzzle, BINAIRO.write(candidate, good[0], Form()))
    assert again == good[0]


def tango(g: dict[str, int]) -> bool:
    alike = g["r1c1"] == g["r1c2"] and g["r1c3"] != g["r2c3"] and g["r3c1"] != g["r3c2"]
    return alike and g["r2c1"] == 0 and g["r3c4"] == 1


def fair(g: dict[str, int], size: int) -> bool:
    """Plain check: as many of each, no three alike in a row."""
    lines = [[g[f"r{r + 1}c{c + 1}"] for c in range(size)] for r in range(size)]
    lines += [list(column) for column in zip(*lines, strict=True)]
    return all(sum(line) == size // 2 and all(len(set(line[i : i + 3])) > 1 for i in range(size - 2)) for line in lines)


def test_equal_rows_are_barred_where_the_text_says_so_or_says_nothing() -> None:
    grid = "0 0 1 1\n_ _ 1 1\n_ 1 0 0\n1 1 0 0"
    ruled = f"Binairo: as many 0s as 1s, no more than two adjacent alike.\n{grid}"
    assert solved(ruled).splitlines()[1] == "0 0 1 1"
    for words in ("Takuzu", "Binairo: no three in a row, and no two rows are the same."):
        puzzle = read(f"{words}\n{grid}").puzzle
        assert puzzle is not None
        assert BINAIRO.exact(puzzle).answers == ()


def test_suns_moons_boxes_and_listed_links() -> None:
    emoji = "Tango\n☀️🌙⬜⬜\n⬜⬜⬜🌙\n⬜⬜⬜⬜\n⬜☀️⬜⬜\n(1,3) = (1,4)"
    assert [d.code for c in BINAIRO.read(Text(emoji)) for d in c.doubts] == []
    boxed = "Takuzu\n|1|2|3|4|\n+-+-+-+-+\n|0|0|.|1|\n|0|1|0|.|\n|1|.|1|0|\n|1|1|0|0|"
    assert solved(boxed).splitlines()[-4:] == ["|0|0|1|1|", "|0|1|0|1|", "|1|0|1|0|", "|1|1|0|0|"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Binairo where three in a row are fine, but no more than three:\n0 _ _ 1\n_ _ _ _\n_ _ _ _\n1 _ _ _",
            "variant",
        ),
        ("Binairo\n0 _ _ 1 _\n_ _ _ _ _\n_ _ _ _ _\n1 _ _ _ _\n_ _ _ _ _", "shape"),
        ("Binairo\n7 _ _ 7\n_ _ _ _\n_ _ _ _\n7 _ _ _", "signs"),
        ("Tango (1,1) = (5,1)\n0 _ _ 1\n_ _ _ _\n_ _ _ _\n1 _ _ _", "shape"),
    ],
)
def test_what_is_not_plain_is_asked_about(text: str, code: str) -> None:
    assert [d.code for c in BINAIRO.read(Text(text)) for d in c.doubts] == [code]


def test_other_grids_are_none() -> None:
    assert BINAIRO.read(Text("Convert binary numbers:\n0 1 1 0\n1 1 _ 0\n0 0 0 1\n1 1 1 1")) == []
    assert BINAIRO.read(Text("Takuzu\n5 3 _ _\n6 _ _ 1\n_ 9 8 _\n8 _ _ _")) == []


def test_brute_force_agrees() -> None:
    for seed in range(2):
        puzzle = BINAIRO.generate(seed, size=4)
        names = puzzle.board.shown
        good = []
        for bits in product((0, 1), repeat=16):
            grid = dict(zip(names, bits, strict=True))
            held = all(grid[name] == value for name, value in puzzle.board.given)
            links = all((grid[a] == grid[b]) is alike for (a, b), alike in puzzle.look.links)
            rows = [bits[i : i + 4] for i in range(0, 16, 4)]
            unlike = len(set(rows)) == len(set(zip(*rows, strict=True))) == 4
            if held and links and fair(grid, 4) and (unlike or not puzzle.look.unequal):
                good.append(grid)
        answer = BINAIRO.exact(puzzle).answers[0]
        assert good == [{name: answer[name] for name in names}]
