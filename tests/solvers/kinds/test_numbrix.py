"""Numbrix, hidato, zip: boards as people paste them, changed rules, and every path of small boards."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from solvers.base import Form
from solvers.kinds.numbrix.board import Look, problem, walk, with_given
from solvers.kinds.numbrix.kind import NUMBRIX
from solvers.rules.board import Problem, cell
from solvers.text.source import Text

Place = tuple[int, int]


def read(text: str) -> Problem:
    found = NUMBRIX.read(Text(text))
    assert len(found) == 1, found
    assert not found[0].doubts, found[0].doubts
    assert found[0].puzzle is not None
    return found[0].puzzle


def solved(text: str, form: Form | None = None) -> str:
    (found,) = NUMBRIX.read(Text(text))
    assert found.puzzle is not None, found.doubts
    (answer,) = NUMBRIX.exact(found.puzzle).answers
    assert NUMBRIX.verify(found.puzzle, answer) == ()
    return NUMBRIX.write(found, answer, form or Form())


def steps(a: Place, b: Place, *, diagonal: bool) -> bool:
    far = sorted((abs(a[0] - b[0]), abs(a[1] - b[1])))
    return far == [0, 1] or (diagonal and far == [1, 1])


def is_path(rows: list[list[int]], *, diagonal: bool = False) -> bool:
    at = {n: (r, c) for r, row in enumerate(rows) for c, n in enumerate(row) if n}
    return sorted(at) == list(range(1, len(at) + 1)) and all(
        steps(at[n], at[n + 1], diagonal=diagonal) for n in range(1, len(at))
    )


def numbers(written: str) -> list[list[int]]:
    return [[int(sign) for sign in line.split()] for line in written.splitlines()]


def paths(cells: list[Place], *, diagonal: bool) -> Iterator[list[Place]]:
    """Every path through all cells."""

    def longer(path: list[Place]) -> Iterator[list[Place]]:
        if len(path) == len(cells):
            yield path
        for at in cells:
            if at not in path and steps(path[-1], at, diagonal=diagonal):
                yield from longer([*path, at])

    for start in cells:
        yield from longer([start])


ROSETTA = """Numbrix please, 0 is empty:
0 0 0 0 0 0 0 0 0
0 0 46 45 0 55 74 0 0
0 38 0 0 43 0 0 78 0
0 35 0 0 0 0 0 71 0
0 0 33 0 0 0 59 0 0
0 17 0 0 0 0 0 67 0
0 18 0 0 11 0 0 64 0
0 0 24 21 0 1 2 0 0
0 0 0 0 0 0 0 0 0"""


def test_numbrix_of_nine() -> None:
    written = numbers(solved(ROSETTA))
    assert is_path(written)
    assert written[1][2] == 46
    assert written[8][8] == 5


def test_matrix_with_crosses_and_brackets() -> None:
    text = (
        "1.The game is played on an n*n grid, filled with the numbers from 1 to 16, X marks a blank.\n"
        "2.Consecutive numbers must be adjacent horizontally or vertically, not diagonally.\n"
        "X\tX\t9\tX\nX\t1\tX\t11\n5\tX\tX\tX\n4\tX\t14\t13\n"
        "Ensure that your final answer is wrapped in double square brackets, like this: [[1 2,3 4]]."
    )
    (found,) = NUMBRIX.read(Text(text))
    assert found.puzzle is not None, found.doubts
    answers = NUMBRIX.exact(found.puzzle).answers
    for answer in answers:
        written = NUMBRIX.write(found, answer, Form(wrap="brackets"))
        assert written.startswith("[[")
        assert is_path([[int(n) for n in row.split()] for row in written[2:-2].split(",")])


def test_hidato_with_labels_holes_and_diagonals() -> None:
    drawn = (
        "HIDATO: . = empty\n  |  1   2   3   4 \n  +----------------\n 1|   1 .   .     4\n 2| .   .   .   .  \n"
        " 3|  12 .   .   .  \n 4| .    14 .    16\n"
    )
    puzzle = read(drawn)
    assert puzzle.look.diagonal
    assert puzzle.board.clues == {"r1c1": 1, "r1c4": 4, "r3c1": 12, "r4c2": 14, "r4c4": 16}
    holes = read("hidato\n1 _ _\n_ # _\n_ 6 _")
    assert len(holes.board.cells) == 8
    assert is_path(
        [[int(s) if s != "#" else 0 for s in row] for row in NUMBRIX.signs(holes, NUMBRIX.exact(holes).answers[0])],
        diagonal=True,
    )
    assert read("hidato without diagonal steps\n1 _ _\n_ _ _\n_ 6 _").look.diagonal is False
    assert read("[[1, null, null], [null, null, null], [null, null, 9]] numbrix").board.clues == {"r1c1": 1, "r3c3": 9}


def test_zip_passes_waypoints_in_order_and_keeps_to_its_walls() -> None:
    text = (
        "LinkedIn Zip: fill every cell.\n1 . .\n. 2 .\n. . 3\nThere are walls between (1,1) and (2,1), (2,2) and (3,2)."
    )
    puzzle = read(text)
    for answer in NUMBRIX.exact(puzzle).answers:
        assert is_path(numbers("\n".join(" ".join(row) for row in NUMBRIX.signs(puzzle, answer))))
        assert abs(int(answer["r1c1"]) - int(answer["r2c1"])) > 1
        assert abs(int(answer["r2c2"]) - int(answer["r3c2"])) > 1
        assert 1 == int(answer["r1c1"]) < int(answer["r2c2"]) < int(answer["r3c3"])
    again = read(NUMBRIX.render(puzzle))
    assert again.rules == puzzle.rules
    path = solved(text, Form("path", base=0))
    assert path.startswith("[(0, 0), (0, 1)")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("numbrix with knight's moves\n1 . .\n. . .\n. . 9", "variant"),
        ("numbrix where rows sum to 15\n1 . .\n. . .\n. . 9", "variant"),
        ("numbrix\n1 . ?\n. . .\n. . 9", "signs"),
        ("numbrix\n1 . .\n. . .\n. . 10", "range"),
        ("Numbrix, numbers 1 to 16:\n1 . .\n. . .\n. . 9", "range"),
        ("zip\n1 . .\n. 3 .\n. . 4", "waypoints"),
        ("zip with walls\n1 . .\n. 2 .\n. . 3", "walls"),
        ("zip\n1 . | . .\n. 2 . .\n. . . 3", "walls"),
        ("zip, walls between (1,1) and (3,3)\n1 . .\n. 2 .\n. . 3", "walls"),
    ],
)
def test_what_is_open_or_changed_is_asked(text: str, code: str) -> None:
    (found,) = NUMBRIX.read(Text(text))
    assert found.puzzle is None
    assert found.doubts[0].code == code


def test_other_grids_are_no_paths() -> None:
    for text in (
        "My zip code is 12345.\n1 2 .\n3 4 .\n. . 5",
        "A Latin square: consecutive numbers are not adjacent.\n1 . .\n. 2 .\n. . 3",
        "Numbrix\nA B C\nD E F\nG H I",
        "Solve this sudoku\n1 . .\n. 2 .\n. . 3",
        "Numbrix solved:\n1 2 3\n6 5 4\n7 8 9",
    ):
        assert NUMBRIX.read(Text(text)) == []


def test_a_board_that_cannot_be_is_read_and_has_no_solution() -> None:
    puzzle = read("numbrix\n1 . .\n. 9 .\n. . 2")
    found = NUMBRIX.exact(puzzle)
    assert found.complete
    assert found.answers == ()


@pytest.mark.parametrize("diagonal", [False, True])
def test_small_boards_against_every_path(diagonal: bool) -> None:
    rng = random.Random(7)
    cells = [(r, c) for r in range(3) for c in range(3)]
    every = [{cell(*at): n for n, at in enumerate(path, 1)} for path in paths(cells, diagonal=diagonal)]
    for _ in range(15):
        hidden = rng.choice(every)
        given = {name: hidden[name] for name in rng.sample(sorted(hidden), rng.randint(1, 4))}
        puzzle = problem(with_given(Look(((".",) * 3,) * 3, diagonal), given))
        wanted = [path for path in every if given.items() <= path.items()]
        assert hidden in wanted
        assert NUMBRIX.verify(puzzle, hidden) == ()
        assert len(NUMBRIX.exact(puzzle).answers) == min(2, len(wanted))
        assert NUMBRIX.exact(puzzle).answers[0] in wanted


def test_large_boards_are_quick_and_random_paths_are_paths() -> None:
    rng = random.Random(2)
    for diagonal in (False, True):
        path = walk(10, 10, rng, diagonal=diagonal)
        assert sorted(path) == [(r, c) for r in range(10) for c in range(10)]
        given = {cell(*path[k]): k + 1 for k in range(0, 100, 3)}
        puzzle = problem(with_given(Look(((".",) * 10,) * 10, diagonal), given))
        found = NUMBRIX.exact(puzzle, seconds=5)
        assert found.complete
        assert NUMBRIX.verify(puzzle, found.answers[0]) == ()
