"""Light up: public prompts proven by a checker of their own, addresses, drawings, doubts, a brute-force recheck."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path

import pytest

from solvers.base import Form
from solvers.kinds.light_up import LIGHT_UP
from solvers.rules.board import cell
from solvers.text.source import Text

ADDRESS = "https://puzz.link/p?akari/10/10/..g.lbh52bhbh.g6..g.o.6.h6..o6.67.j.j15.j.l.g0./"


def right(grid: list[str], bulbs: set[tuple[int, int]]) -> bool:
    """Whether bulbs light every open cell, none shines on another, and the numbers are met."""
    lit = set(bulbs)
    for r, c in bulbs:
        if grid[r][c] != ".":
            return False
        for i, j in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            y, x = r + i, c + j
            while 0 <= y < len(grid) and 0 <= x < len(grid[0]) and grid[y][x] == ".":
                if (y, x) in bulbs:
                    return False
                lit.add((y, x))
                y, x = y + i, x + j
    for r, row in enumerate(grid):
        for c, sign in enumerate(row):
            if sign == "." and (r, c) not in lit:
                return False
            near = sum(at in bulbs for at in ((r, c + 1), (r, c - 1), (r + 1, c), (r - 1, c)))
            if sign.isdigit() and near != int(sign):
                return False
    return True


def solved(text: str) -> tuple[str, set[tuple[int, int]]]:
    (found,) = LIGHT_UP.read(Text(text))
    assert not found.doubts, found.doubts
    assert found.puzzle is not None
    answer = LIGHT_UP.exact(found.puzzle).answers[0]
    assert LIGHT_UP.verify(found.puzzle, answer) == ()
    return LIGHT_UP.write(found, answer, Form("coordinates", base=0)), set(LIGHT_UP.marked(found.puzzle, answer))


def test_public_prompts(shared_data: Path) -> None:
    rows = [json.loads(line) for line in (shared_data / "prompts/enigmata_generated_grid_prompts.jsonl").open()]
    right_ones, theirs = 0, 0
    prompts = [row for row in rows if row["task"] == "light_up"]
    for row in prompts:
        grid = row["metadata"]["question"].split("\n")
        written, bulbs = solved(row["question"])
        assert sorted(json.loads(re.sub(r"\((.*?)\)", r"[\1]", written))) == sorted([r, c] for r, c in bulbs)
        right_ones += right(grid, bulbs)
        theirs += right(grid, {(r, c) for r, c in row["answer"]})
    # three of the public answers let bulbs shine on each other
    assert (right_ones, theirs, len(prompts)) == (20, 17, 20)
    assert not [row["task"] for row in rows if row["task"] != "light_up" and LIGHT_UP.read(Text(row["question"]))]


def test_an_address() -> None:
    (found,) = LIGHT_UP.read(Text(ADDRESS))
    assert found.form == "address"
    assert found.puzzle is not None
    assert "".join(found.puzzle.look.signs[1]) == "1....0.21."
    (answer,) = LIGHT_UP.exact(found.puzzle).answers
    drawn = LIGHT_UP.write(found, answer, Form("grid")).replace(" ", "").split("\n")
    grid = ["".join(row) for row in found.puzzle.look.signs]
    assert right(grid, {(r, c) for r, row in enumerate(drawn) for c, sign in enumerate(row) if sign == "L"})
    saved = "pzprv3\nlightup\n3\n3\n. - . \n. 2 . \n# . + \n"
    (found,) = LIGHT_UP.read(Text(saved))
    assert found.puzzle is not None
    assert ["".join(row) for row in found.puzzle.look.signs] == [".#.", ".2.", "..."]


@pytest.mark.parametrize(
    "text",
    [
        "Solve this Akari:\n. # .\n. 2 .\n. . .",
        "light up puzzle\n.#.\n.2.\n...",
        "|   | # |   |\n|   | 2 |   |\n|   |   |   |\nThis is a Light Up puzzle.",
        "美术馆：\n⬜⬛⬜\n⬜2⬜\n⬜⬜⬜",
        'akari [[".", "#", "."], [".", "2", "."], [".", ".", "."]]',
        "Akari. - is open, # is black:\n- # -\n- 2 -\n- - -",
    ],
)
def test_drawings(text: str) -> None:
    _, bulbs = solved(text)
    assert right([".#.", ".2.", "..."], bulbs)


@pytest.mark.parametrize(
    "text",
    [
        "Akari where bulbs also shine diagonally:\n. # .\n. 2 .\n. . .",
        "akari\n. # .\n. 7 .\n. . .",
        "akari\n. # x\n. 2 .\n. . .",
        "akari, but not every cell must be lit\n. # .\n. 2 .\n. . .",
        "akari\n0 0 0\n0 2 0\n0 0 0",
        "https://puzz.link/p?lightup/v:/3/3/g.h2i",
        "https://puzz.link/p?lightup/3/3/g.g2",
        "https://puzz.link/p?lightup/3/3/g.g2zz7",
    ],
)
def test_doubts(text: str) -> None:
    (found,) = LIGHT_UP.read(Text(text))
    assert found.puzzle is None
    assert found.doubts


@pytest.mark.parametrize(
    "text",
    [
        "Light up the room!\n1 2 3\n4 5 6\n7 8 9",
        "akari\n1 2 3\n4 1 2\n2 3 1",
        "Solve\n. # .\n. 2 .\n. . .",
        "akari: binary\n0 1 0\n1 0 1\n0 1 1",
        "https://puzz.link/p?nurikabe/3/3/g2g1i.",
    ],
)
def test_other_puzzles_are_not_read(text: str) -> None:
    assert LIGHT_UP.read(Text(text)) == []


@pytest.mark.parametrize("seed", range(4))
def test_brute_force_agrees(seed: int) -> None:
    puzzle = LIGHT_UP.generate(seed, size=4)
    grid = ["".join("." if sign == "." else sign for sign in row) for row in puzzle.look.signs]
    open_ = [(r, c) for r in range(4) for c in range(4) if grid[r][c] == "."]
    found = []
    for bits in product((0, 1), repeat=len(open_)):
        bulbs = {at for at, bit in zip(open_, bits, strict=True) if bit}
        if right(grid, bulbs):
            found.append({cell(*at): bit for at, bit in zip(open_, bits, strict=True)})
    assert found == list(LIGHT_UP.exact(puzzle).answers)
