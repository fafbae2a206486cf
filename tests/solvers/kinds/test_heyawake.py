"""Heyawake: addresses and saved files, doubts, and a brute-force recheck by a checker of its own."""

from __future__ import annotations

from itertools import product

import pytest

from solvers.base import Form
from solvers.kinds.heyawake import HEYAWAKE
from solvers.rules.board import Problem
from solvers.text.source import Text

ADDRESS = "https://puzz.link/p?heyawake/9/8/1040g81040g000003vo00001o05550"

Place = tuple[int, int]


def right(puzzle: Problem, shaded: set[Place]) -> bool:
    signs, labels = puzzle.look.signs, puzzle.look.more
    height, width = len(signs), len(signs[0])
    left = {(r, c) for r in range(height) for c in range(width)} - shaded
    held: dict[int, int] = {}
    for r, c in shaded:
        held[labels[r][c]] = held.get(labels[r][c], 0) + 1
    for r, c in product(range(height), range(width)):
        if signs[r][c] != "." and held.get(labels[r][c], 0) != int(signs[r][c]):
            return False
    if any((r + 1, c) in shaded or (r, c + 1) in shaded for r, c in shaded):
        return False
    for r, c in left:
        for i, j in ((0, 1), (1, 0)):
            borders, y, x = 0, r, c
            while (y + i, x + j) in left:
                borders += labels[y][x] != labels[y + i][x + j]
                y, x = y + i, x + j
            if borders > 1:
                return False
    todo, reached = [min(left)], set()
    while todo:
        r, c = at = todo.pop()
        if at in left - reached:
            reached.add(at)
            todo += [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)]
    return reached == left


def test_an_address() -> None:
    (found,) = HEYAWAKE.read(Text(ADDRESS))
    assert found.puzzle is not None
    assert "".join(found.puzzle.look.signs[0]) == "5....5..."
    (answer,) = HEYAWAKE.exact(found.puzzle).answers
    shaded = set(HEYAWAKE.marked(found.puzzle, answer))
    assert right(found.puzzle, shaded)
    drawn = HEYAWAKE.write(found, answer, Form("grid")).replace(" ", "").split("\n")
    assert {(r, c) for r, row in enumerate(drawn) for c, sign in enumerate(row) if sign == "#"} == shaded


@pytest.mark.parametrize(
    "text",
    [
        "https://puzz.link/p?heyawake/8/8/022gkf3gc2007o00o01s01v07",  # lines within a room
        ADDRESS.replace("heyawake/", "heyawake/v:/"),
        ADDRESS[:-2],
        ADDRESS[:-1] + "-ff",  # more shaded cells than the room has
        "pzprv3\nheyawake\n2\n2\n2\n0 0\n1 1\n1 1\n. .\n",
    ],
)
def test_doubts(text: str) -> None:
    (found,) = HEYAWAKE.read(Text(text))
    assert found.puzzle is None
    assert found.doubts


@pytest.mark.parametrize("text", ["heyawake\n1 2 3\n3 1 2\n2 3 1", ADDRESS.replace("heyawake", "lits"), "heyawake"])
def test_other_puzzles_are_not_read(text: str) -> None:
    assert HEYAWAKE.read(Text(text)) == []


@pytest.mark.parametrize("seed", range(3))
def test_brute_force_agrees(seed: int) -> None:
    puzzle = HEYAWAKE.generate(seed, size=4)
    places = [(r, c) for r in range(4) for c in range(4)]
    all_ = [{at for at, bit in zip(places, bits, strict=True) if bit} for bits in product((0, 1), repeat=16)]
    answers = [set(HEYAWAKE.marked(puzzle, answer)) for answer in HEYAWAKE.exact(puzzle).answers]
    assert answers == [shaded for shaded in all_ if right(puzzle, shaded)]
