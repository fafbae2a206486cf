"""Jigsaw sudokus: maps of letters, digits and lists, before or behind the grid; what is no map; brute force."""

from __future__ import annotations

import pytest

from solvers.base import Form
from solvers.kinds.sudoku.jigsaw import JIGSAW
from solvers.kinds.sudoku.squares import is_map
from solvers.text.source import Text
from tests.solvers.kinds.fillings import either, fillings, given_of, lines, place

GRID = "...1\n4.13\n2..4\n1...\n"
SPACED = ". . . 1\n4 . 1 3\n2 . . 4\n1 . . .\n"
PARTS = [
    ("r1c1", "r2c1", "r2c2", "r3c2"),
    ("r1c2", "r1c3", "r2c3", "r3c3"),
    ("r1c4", "r2c4", "r3c4", "r4c4"),
    ("r3c1", "r4c1", "r4c2", "r4c3"),
]


@pytest.mark.parametrize(
    "text",
    [
        f"Jigsaw sudoku\n\n{SPACED}\nRegions:\nABBC\nAABC\nDABC\nDDDC",
        f"Sudoku irregular. Mapa de regiones:\n1 2 2 3\n1 1 2 3\n4 1 2 3\n4 4 4 3\n\nGrid:\n{SPACED}",
        "Solve the jigsaw sudoku\ngrid = [[0,0,0,1],[4,0,1,3],[2,0,0,4],[1,0,0,0]]\n"
        "regions = [[0,1,1,2],[0,0,1,2],[3,0,1,2],[3,3,3,2]]",
        f"锯齿数独\nABBC\nAABC\nDABC\nDDDC\n\n{GRID}",
        f"Irregular sudoku: regions are not square. Map:\n```\nabbc\naabc\ndabc\ndddc\n```\nPuzzle:\n```\n{GRID}```",
        f"Solve this sudoku. The regions are not the usual boxes but these:\nABBC\nAABC\nDABC\nDDDC\n\n{SPACED}",
    ],
)
def test_maps_and_grids(text: str) -> None:
    found = JIGSAW.read(Text(text))
    assert len(found) == 1
    puzzle = found[0].puzzle
    assert puzzle is not None, found[0].doubts
    assert puzzle.board.clues == {"r1c4": 1, "r2c1": 4, "r2c3": 1, "r2c4": 3, "r3c1": 2, "r3c4": 4, "r4c1": 1}
    assert sorted(puzzle.look.regions) == sorted(PARTS)
    answers = JIGSAW.exact(puzzle).answers
    assert len(answers) == 1
    written = JIGSAW.write(found[0], answers[0], Form())
    assert "".join(c for c in written if c.isdigit()) == "3421421321341342"


def test_diagonals_beside_regions() -> None:
    text = f"Jigsaw sudoku. Both diagonals contain 1-4.\n\n{SPACED}\nRegions:\nABBC\nAABC\nDABC\nDDDC"
    puzzle = JIGSAW.read(Text(text))[0].puzzle
    assert puzzle is not None
    assert len(puzzle.rules) == 4 + 4 + 4 + 2


def test_a_jigsaw_without_a_map_is_asked_about() -> None:
    nine = "\n".join("1 . . . . . . . ." if r == 0 else ". . . . . . . . 2" for r in range(9))
    found = JIGSAW.read(Text(f"Here is a jigsaw sudoku:\n{nine}"))
    assert [c.puzzle for c in found] == [None]
    assert "map of its regions" in found[0].doubts[0].question


@pytest.mark.parametrize(
    "text",
    [
        f"Not a jigsaw: a plain sudoku\n{SPACED}",
        "Jigsaw puzzles are fun.\nABBC\nAABC\nDABC\nDDDC",
        f"Star battle\nABBC\nAABC\nDABC\nDDDC\n\n{SPACED}",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert JIGSAW.read(Text(text)) == []


def test_what_a_map_is() -> None:
    assert is_map(["ABBC", "AABC", "DABC", "DDDC"], True)
    assert not is_map(["ABBC", "AABC", "DABC", "DDCC"], True)  # D has three cells
    assert not is_map(["ABBA", "CABC", "DADC", "DDBC"], True)  # A is in pieces
    assert not is_map(["1234", "2341", "3412", "4123"], True)  # a solved Latin square


@pytest.mark.parametrize("seed", range(6))
def test_brute_force_finds_the_same_only_solution(seed: int) -> None:
    puzzle = JIGSAW.generate(seed, difficulty="medium")
    owner = {place(name): k for k, part in enumerate(puzzle.look.regions) for name in part}
    clash = either(lines, lambda a, v, b, w: v == w and owner[a] == owner[b])
    found = list(fillings(puzzle.look.size, given_of(puzzle.board.clues), clash))
    assert found == [given_of(JIGSAW.exact(puzzle).answers[0])]
