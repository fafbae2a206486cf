"""Kurodoko: addresses, drawings, doubts, and a brute-force recheck by a checker of its own."""

from __future__ import annotations

from itertools import product

import pytest

from solvers.base import Form
from solvers.kinds.kurodoko import KURODOKO
from solvers.text.source import Text

GRID = ". . 3 .\n4 . . .\n. . . 5\n. . . ."

Place = tuple[int, int]


def right(signs: list[list[str]], shaded: set[Place]) -> bool:
    height, width = len(signs), len(signs[0])
    left = {(r, c) for r in range(height) for c in range(width)} - shaded
    for r, c in product(range(height), range(width)):
        if signs[r][c] == ".":
            continue
        seen = 1
        for i, j in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            y, x = r + i, c + j
            while (y, x) in left:
                seen, y, x = seen + 1, y + i, x + j
        if (r, c) in shaded or (signs[r][c] != "?" and seen != int(signs[r][c])):
            return False
    if any((r + 1, c) in shaded or (r, c + 1) in shaded for r, c in shaded):
        return False
    todo, reached = [min(left)], set()
    while todo:
        r, c = at = todo.pop()
        if at in left - reached:
            reached.add(at)
            todo += [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)]
    return reached == left


def all_right(signs: list[list[str]]) -> list[set[Place]]:
    places = [(r, c) for r in range(len(signs)) for c in range(len(signs[0]))]
    all_ = ({at for at, bit in zip(places, bits, strict=True) if bit} for bits in product((0, 1), repeat=len(places)))
    return [shaded for shaded in all_ if right(signs, shaded)]


def test_an_address() -> None:
    (found,) = KURODOKO.read(Text("http://pzv.jp/p.html?kurodoko/9/9/6j4q.h3g3o4g7q7g8o.gah3qej5"))
    assert found.puzzle is not None
    signs = [list(row) for row in found.puzzle.look.signs]
    assert signs[0] == ["6", ".", ".", ".", ".", "4", ".", ".", "."]
    (answer,) = KURODOKO.exact(found.puzzle).answers
    assert right(signs, set(KURODOKO.marked(found.puzzle, answer)))
    drawn = KURODOKO.write(found, answer, Form("grid"))
    assert KURODOKO.verify(found.puzzle, KURODOKO.read_answer(found.puzzle, drawn)) == ()


@pytest.mark.parametrize(
    "text",
    [
        f"Kurodoko:\n{GRID}",
        "kuromasu\n" + GRID.replace(" ", ""),
        "where is black cells\n"
        + "\n".join(f"| {line.replace(' ', ' | ').replace('.', ' ')} |" for line in GRID.split("\n")),
        "https://puzz.link/p?kurodoko/4/4/h3g4l5j",
    ],
)
def test_drawings(text: str) -> None:
    (found,) = KURODOKO.read(Text(text))
    assert not found.doubts
    assert found.puzzle is not None
    answers = KURODOKO.exact(found.puzzle).answers
    expected = all_right([line.split() for line in GRID.split("\n")])
    assert len(answers) == min(2, len(expected)) > 0
    assert all(set(KURODOKO.marked(found.puzzle, answer)) in expected for answer in answers)


@pytest.mark.parametrize(
    "text",
    [
        f"kurodoko where the number does not count itself\n{GRID}",
        f"kurodoko, shaded cells may touch\n{GRID}",
        "kurodoko\n. - 3 .\n4 . . .\n. . . 5\n. . . .",
        "https://puzz.link/p?kurodoko/v:/4/4/h3g4l5j",
        "https://puzz.link/p?kurodoko/4/4/h3g4l5",
        "https://puzz.link/p?kurodoko/4/4/h3g0l5j",
    ],
)
def test_doubts(text: str) -> None:
    (found,) = KURODOKO.read(Text(text))
    assert found.puzzle is None
    assert found.doubts


@pytest.mark.parametrize(
    "text", [GRID, "kurodoko\n1 2 3\n3 1 2\n2 3 1", "kurodoko\n. . .\n. # .\n. . .", "p?hitori/2/2/1122"]
)
def test_other_puzzles_are_not_read(text: str) -> None:
    assert KURODOKO.read(Text(text)) == []


@pytest.mark.parametrize("seed", range(3))
def test_brute_force_agrees(seed: int) -> None:
    puzzle = KURODOKO.generate(seed, size=4)
    answers = [set(KURODOKO.marked(puzzle, answer)) for answer in KURODOKO.exact(puzzle).answers]
    assert answers == all_right([list(row) for row in puzzle.look.signs])
