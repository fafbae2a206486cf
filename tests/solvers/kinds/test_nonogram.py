"""Nonograms: the many ways clues are written, addresses, changed rules, every picture of small boards."""

from __future__ import annotations

import random
import re
from itertools import product

import pytest

from solvers.base import Form
from solvers.kinds.nonogram.kind import NONOGRAM, Look, problem
from solvers.kinds.nonogram.reading import Clues
from solvers.rules.board import Problem, cell
from solvers.text.source import Text

PICTURE = ["##.#", "#..#", ".###"]
"""rows 2 1 / 1 1 / 3, columns 2 / 1 1 / 1 / 3."""


def runs(line: str) -> tuple[int, ...]:
    return tuple(map(len, re.findall("#+", line)))


def read(text: str) -> Problem:
    found = NONOGRAM.read(Text(text))
    assert len(found) == 1, found
    assert not found[0].doubts, found[0].doubts
    assert found[0].puzzle is not None
    return found[0].puzzle


WAYS = [
    "Nonogram\nRows: 2 1 / 1 1 / 3\nColumns: 2 / 1 1 / 1 / 3",
    "nonogram: rows 3, columns 4.\nRows: [[2, 1], [1, 1], [3]]\nColumns: [[2], [1, 1], [1], [3]]",
    'Solve this picross: {"rows": [[2,1],[1,1],[3]], "columns": [[2],[1,1],[1],[3]]}',
    'nonogram\nrow_clues = ["2 1", "1 1", "3"]\ncol_clues = ["2", "1 1", "1", "3"]',
    "Picross 3x4\nRow 1: 2 1\nRow 2: 1 1\nRow 3: 3\nColumn 1: 2\nColumn 2: 1 1\nColumn 3: 1\nColumn 4: 3",
    "nonogram\n\nColumn clues:\n2\n1 1\n1\n3\n\nRow clues:\n2 1\n1 1\n3\n\nThanks",
    "Hanjie. rows: 2 1, 1 1, 3\ncolumns: 2, 1 1, 1, 3",
    "Here's a nonogram: rows: (2 1) (1 1) (3), columns: (2) (1 1) (1) (3).",
    "**Nonogram**\n- **Rows (top to bottom):** 2,1; 1,1; 3\n- **Columns (left to right):** 2; 1,1; 1; 3",
    "nonogram\n      1\n    2 1 1 3\n2 1 . . . .\n1 1 . . . .\n  3 . . . .",
    "NONOGRAM\n       1           \n 2     1     1     3\n".replace("       1           ", "       1")
    + "      +--+--+--+--+\n  2  1 | ? | ? | ? | ? |\n      +--+--+--+--+\n  1  1 | ? | ? | ? | ? |\n"
    "      +--+--+--+--+\n     3 | ? | ? | ? | ? |\n      +--+--+--+--+\n",
    "R1: 2 1\nR2: 1 1\nR3: 3\nC1: 2\nC2: 1 1\nC3: 1\nC4: 3\nis a nonogram",
]


@pytest.mark.parametrize("text", WAYS)
def test_ways_to_write_clues(text: str) -> None:
    puzzle = read(text)
    assert puzzle.look.rows == tuple(runs(row) for row in PICTURE)
    assert puzzle.look.columns == ((2,), (1, 1), (1,), (3,))


def test_addresses_tell_clues_from_the_grid_outwards() -> None:
    puzzle = read("https://puzz.link/p?nonogram/6/6/12g1111h11112j12g11g21j11g3h")
    assert puzzle.look.columns == ((2, 1), (1, 1, 1), (1,), (1, 1, 1), (2, 1), ())
    assert puzzle.look.rows == ((2, 1), (1, 1), (1, 2), (), (1, 1), (3,))
    (answer,) = NONOGRAM.exact(puzzle).answers
    drawn = ["".join(row) for row in NONOGRAM.signs(puzzle, answer)]
    assert drawn == ["##.#..", "#...#.", ".#.##.", "......", "#...#.", ".###.."]


def test_answers_in_the_signs_of_the_text() -> None:
    text = WAYS[0] + "\nUse 1 for filled cells and 0 for empty cells."
    (found,) = NONOGRAM.read(Text(text))
    assert found.puzzle is not None
    answers = NONOGRAM.exact(found.puzzle).answers
    answer = {cell(r, c): int(s == "#") for r, row in enumerate(PICTURE) for c, s in enumerate(row)}
    assert answer in answers
    assert NONOGRAM.write(found, answer, Form()) == "1 1 0 1\n1 0 0 1\n0 1 1 1"
    assert NONOGRAM.write(found, answer, Form(wrap="brackets")) == "[[1 1 0 1,1 0 0 1,0 1 1 1]]"
    plain = NONOGRAM.read(Text(WAYS[0]))[0]
    assert NONOGRAM.write(plain, answer, Form()) == "# # . #\n# . . #\n. # # #"
    assert NONOGRAM.write(plain, answer, Form(wrap="json")) == "[[1, 1, 0, 1], [1, 0, 0, 1], [0, 1, 1, 1]]"
    assert NONOGRAM.write(plain, answer, Form("coordinates")) == (
        "[(1, 1), (1, 2), (1, 4), (2, 1), (2, 4), (3, 2), (3, 3), (3, 4)]"
    )
    for written in ("##.#\n#..#\n.###", "■■□■\n■□□■\n□■■■", "1 1 0 1\n1 0 0 1\n0 1 1 1"):
        assert NONOGRAM.read_answer(plain.puzzle, written) == answer  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Coloured nonogram\n" + WAYS[0], "variant"),
        (WAYS[0] + "\nThe clues are given in any order.", "variant"),
        (WAYS[0] + "\nAll filled cells must be connected.", "variant"),
        (WAYS[0].replace("2 1 /", "2 2 /"), "clues"),
        (WAYS[0] + "\nIt is a 5x5 puzzle.", "size"),
        ("https://puzz.link/p?nonogram/9/9/12g", "shape"),
    ],
)
def test_what_is_open_or_changed_is_asked(text: str, code: str) -> None:
    (found,) = NONOGRAM.read(Text(text))
    assert found.puzzle is None
    assert found.doubts[0].code == code


@pytest.mark.parametrize(
    "text",
    [
        "nonogram\nRows: 2 1 / 1 ? / 3\nColumns: 2 / 1 1 / 1 / 3",
        "nonogram\nRows: [[2, 1], [1, 1r], [3]]\nColumns: [[2], [1, 1], [1], [3]]",
        "nonogram\nRow 1: 2 1\nRow 2: 1 1\nRow 3: 3 ?\nColumn 1: 2\nColumn 2: 1 1\nColumn 3: 1\nColumn 4: 3",
        "nonogram\nRow clues:\n2 1\n1 1 red\n3\n\nColumn clues:\n2\n1 1\n1\n3",
        "Rows: 2 1 / 1 1 / 3\nColumns: 2 / 1 1 / 1 / 3",
        "nonogram\n      1\n    2 1 1 3\n2 1 . . . .\n1 ? . . . .\n  3 . . . .",
    ],
)
def test_damaged_clues_are_not_read_in_part(text: str) -> None:
    assert all(found.puzzle is None for found in NONOGRAM.read(Text(text)))


def test_small_boards_against_every_picture() -> None:
    rng = random.Random(11)
    pictures = [["".join(flat[:4]), "".join(flat[4:8]), "".join(flat[8:])] for flat in product("#.", repeat=12)]
    told: dict[tuple[Clues, Clues], list[list[str]]] = {}
    for rows in pictures:
        clues = tuple(map(runs, rows)), tuple(runs("".join(column)) for column in zip(*rows, strict=True))
        told.setdefault(clues, []).append(rows)
    for clues in rng.sample(sorted(told), 40):
        puzzle = problem(Look(*clues))
        found = NONOGRAM.exact(puzzle)
        assert len(found.answers) == min(2, len(told[clues]))
        for answer in found.answers:
            assert ["".join(row) for row in NONOGRAM.signs(puzzle, answer)] in told[clues]
        for rows in [*rng.sample(pictures, 5), *told[clues]]:
            values = {cell(r, c): int(s == "#") for r, row in enumerate(rows) for c, s in enumerate(row)}
            assert (NONOGRAM.verify(puzzle, values) == ()) is (rows in told[clues])
