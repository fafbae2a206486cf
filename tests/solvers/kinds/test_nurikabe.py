"""Nurikabe and number wall: addresses, drawings, doubts, and a brute-force recheck by a checker of its own."""

from __future__ import annotations

from itertools import product

import pytest

from solvers.base import Form
from solvers.kinds.nurikabe import NURIKABE
from solvers.text.source import Text

ADDRESS = "https://puzz.link/p?nurikabe/10/10/m6w5g2l5p4n1i5v4g7rao"
GRID = "2 . . .\n. . 1 .\n. . . .\n. 3 . ."
WALL = """1.The player needs to place walls on a grid consisting of numbers and empty cells.
2.Walls divide the grid into islands, each of which contains exactly one number.
3.The total number of cells of each island equals its number. 4.Islands are isolated from each other.
5.There are no 2x2 walls. 6.All walls form a continuous path.
Place "A" for the wall in the grid; answer like [[A X 1,...]].
"""

Place = tuple[int, int]


def groups(cells: set[Place]) -> list[set[Place]]:
    found, left = [], set(cells)
    while left:
        todo, part = [left.pop()], set()
        while todo:
            r, c = at = todo.pop()
            part.add(at)
            for near in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                if near in left:
                    left.remove(near)
                    todo.append(near)
        found.append(part)
    return found


def right(signs: list[list[str]], sea: set[Place]) -> bool:
    places = {(r, c) for r in range(len(signs)) for c in range(len(signs[0]))}
    numbers = {(r, c): signs[r][c] for r, c in places if signs[r][c] not in ".X"}
    if len(groups(sea)) > 1 or sea & set(numbers):
        return False
    if any({(r, c), (r, c + 1), (r + 1, c), (r + 1, c + 1)} <= sea for r, c in sea):
        return False
    for island in groups(places - sea):
        held = [numbers[at] for at in island if at in numbers]
        if len(held) != 1 or held[0] not in (str(len(island)), "?"):
            return False
    return True


def all_right(signs: list[list[str]]) -> list[set[Place]]:
    places = [(r, c) for r in range(len(signs)) for c in range(len(signs[0]))]
    seas = ({at for at, bit in zip(places, bits, strict=True) if bit} for bits in product((0, 1), repeat=len(places)))
    return [sea for sea in seas if right(signs, sea)]


def rows(text: str) -> list[list[str]]:
    return [line.split() for line in text.split("\n")]


def test_an_address() -> None:
    (found,) = NURIKABE.read(Text(ADDRESS))
    assert found.puzzle is not None
    signs = [list(row) for row in found.puzzle.look.signs]
    assert [s for row in signs for s in row if s != "."] == ["6", "5", "2", "5", "4", "1", "5", "4", "7", "10"]
    (answer,) = NURIKABE.exact(found.puzzle).answers
    assert right(signs, set(NURIKABE.marked(found.puzzle, answer)))
    drawn = rows(NURIKABE.write(found, answer, Form("grid")))
    assert {(r, c) for r, row in enumerate(drawn) for c, s in enumerate(row) if s == "#"} == set(
        NURIKABE.marked(found.puzzle, answer)
    )
    told = NURIKABE.solution_json(found.puzzle, answer)["rows"]
    assert [[int(sign == "#") for sign in row] for row in drawn] == told


@pytest.mark.parametrize(
    "text",
    [
        f"Nurikabe:\n{GRID}",
        "nurikabe\n" + GRID.replace(" ", ""),
        "nurikabe\n" + "\n".join(f"| {line.replace(' ', ' | ').replace('.', ' ')} |" for line in GRID.split("\n")),
        "nurikabe\n" + GRID.replace(".", "0"),
        "pzprv3\nnurikabe\n4\n4\n2 # . .\n. . 1 .\n+ . . .\n. 3 . .\n",
        "https://puzz.link/p?nurikabe/4/4/2k1l3h",
        WALL + GRID.replace(".", "X").replace(" ", "\t"),
    ],
)
def test_drawings(text: str) -> None:
    (found,) = NURIKABE.read(Text(text))
    assert not found.doubts
    assert found.puzzle is not None
    answers = NURIKABE.exact(found.puzzle).answers
    expected = all_right(rows(GRID))
    assert len(answers) == min(2, len(expected))
    assert all(set(NURIKABE.marked(found.puzzle, answer)) in expected for answer in answers)


def test_number_wall_is_written_as_asked() -> None:
    (found,) = NURIKABE.read(Text(WALL + "X\tX\t1\n3\tX\tX\nX\tX\tX"))
    assert found.puzzle is not None
    answer = NURIKABE.exact(found.puzzle).answers[0]
    written = NURIKABE.write(found, answer, Form("grid", wrap="brackets"))
    signs = [part.split(" ") for part in written.strip("[]").split(",")]
    assert right(
        [["X", "X", "1"], ["3", "X", "X"], ["X", "X", "X"]],
        {(r, c) for r, row in enumerate(signs) for c, s in enumerate(row) if s == "A"},
    )


def test_an_answer_is_judged_by_its_sea() -> None:
    (found,) = NURIKABE.read(Text(f"nurikabe\n{GRID}"))
    assert found.puzzle is not None
    sea = all_right(rows(GRID))[0]
    drawn = [[("#" if (r, c) in sea else s) for c, s in enumerate(row)] for r, row in enumerate(rows(GRID))]
    text = "\n".join(" ".join(row) for row in drawn)
    assert NURIKABE.verify(found.puzzle, NURIKABE.read_answer(found.puzzle, text)) == ()
    for r, c in sea:
        drawn[r][c] = "."
        wrong = NURIKABE.read_answer(found.puzzle, "\n".join(" ".join(row) for row in drawn))
        assert NURIKABE.verify(found.puzzle, wrong)
        drawn[r][c] = "#"


@pytest.mark.parametrize(
    "text",
    [
        "nurikabe where islands may touch diagonally and the wall need not connect\n2 . .\n. . .\n. . 1",
        "nurikabe, every island contains several numbers? They may contain several\n2 . .\n. . .\n. . 1",
        "nurikabe\n2 . -\n. . .\n. - 1",
        "nurikabe\n2 0 .\n. . .\n. . 1",
        "https://puzz.link/p?nurikabe/4/4/2k1l",
        "https://puzz.link/p?nurikabe/v:/4/4/2k1l3h",
    ],
)
def test_doubts(text: str) -> None:
    (found,) = NURIKABE.read(Text(text))
    assert found.puzzle is None
    assert found.doubts


@pytest.mark.parametrize(
    "text", [GRID, "nurikabe\n1 2 3\n3 1 2\n2 3 1", "nurikabe\nA B B\nA B C\nA C C", "p?hitori/2/2/1122"]
)
def test_other_puzzles_are_not_read(text: str) -> None:
    assert NURIKABE.read(Text(text)) == []


@pytest.mark.parametrize("seed", range(3))
def test_brute_force_agrees(seed: int) -> None:
    puzzle = NURIKABE.generate(seed, size=4)
    seas = [set(NURIKABE.marked(puzzle, answer)) for answer in NURIKABE.exact(puzzle).answers]
    assert seas == all_right([list(row) for row in puzzle.look.signs])
