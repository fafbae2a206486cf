"""The rules, search, symmetries and generator of sudoku."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solvers.base import BadPuzzle
from solvers.kinds.sudoku import SUDOKU
from solvers.kinds.sudoku.rules import BOXES, Sudoku, check, generate, render, sudoku, symmetry, verify

DATA = Path("../shared/data/sudoku")

# Arto Inkala's puzzle of 2010, as printed in newspapers; its answer is unique.
HARD = "..53.....8......2..7..1.5..4....53...1..7...6..32...8..6.5....9..4....3......97.."
SOLVED = "145327698839654127672918543496185372218473956753296481367542819984761235521839764"

sizes = st.sampled_from(sorted(BOXES))
quick_sizes = st.sampled_from([4, 6, 9])
seeds = st.integers(0, 50)


def grid(line: str, n: int = 9) -> Sudoku:
    return sudoku([[int(c) if c.isdigit() else 0 for c in line[r * n : r * n + n]] for r in range(n)])


def test_exact_finds_the_published_answer_and_verify_accepts_it():
    exact = SUDOKU.exact(grid(HARD))
    assert exact.complete
    assert exact.answers == (grid(SOLVED).rows,)
    assert verify(grid(HARD), exact.answers[0]) == ()


def test_a_changed_clue_is_named_even_if_the_grid_is_a_legal_sudoku():
    swapped = grid(SOLVED.translate(str.maketrans("12", "21"))).rows
    broken = verify(grid(HARD), swapped)
    assert {v.rule for v in broken} == {"clue"}
    assert (1, 7) in {v.cells[0] for v in broken}
    assert "r2c8 is given as 2, not 1" in {v.detail for v in broken}


def test_a_digit_twice_is_reported_by_row_column_and_box():
    rows = [list(row) for row in grid(SOLVED).rows]
    rows[0][0] = rows[0][1]  # 4 stands twice in the first row, box and (as r4c1 is 4) column
    broken = verify(sudoku([[0] * 9] * 9), tuple(tuple(row) for row in rows))
    assert {v.rule: v.cells for v in broken} == {
        "row": ((0, 0), (0, 1)),
        "column": ((0, 0), (3, 0)),
        "box": ((0, 0), (0, 1)),
    }


@pytest.mark.parametrize(
    "answer",
    [
        None,
        (),
        "145",
        7,
        ((1,),),
        ((0,) * 9,) * 9,
        (("1",) * 9,) * 9,
        ((10,) * 9,) * 9,
        ((True,) * 9,) * 9,
        (None,) * 9,
    ],
)
def test_an_answer_of_the_wrong_shape_is_rejected_without_an_exception(answer: object):
    assert {v.rule for v in verify(grid(HARD), answer)} == {"cell"}


def test_check_sees_equal_clues_and_cells_that_nothing_fits():
    assert check(grid(HARD)) == ()
    twice = check(grid("55" + HARD[2:]))
    assert ("row", ((0, 0), (0, 1), (0, 2))) in {(v.rule, v.cells) for v in twice}
    stuck = sudoku([[0, 1, 2, 3], [0, 0, 0, 0], [4, 0, 0, 0], [0, 0, 0, 0]])
    assert [(v.rule, v.cells) for v in check(stuck)] == [("cell", ((0, 0),))]


def test_exact_tells_none_one_and_several_apart():
    assert SUDOKU.exact(sudoku([[0, 1, 2, 3], [0] * 4, [4, 0, 0, 0], [0] * 4])).answers == ()
    assert SUDOKU.exact(grid("55" + HARD[2:])).answers == ()
    for n in BOXES:
        two = SUDOKU.exact(sudoku([[0] * n] * n))
        assert len(set(two.answers)) == 2
        assert all(verify(sudoku([[0] * n] * n), answer) == () for answer in two.answers)


def test_which_of_several_answers_does_not_depend_on_earlier_questions():
    empty = sudoku([[0] * 9] * 9)
    first = SUDOKU.exact(empty)
    SUDOKU.exact(grid(HARD))
    assert SUDOKU.exact(empty) == first


def test_an_impossible_16x16_is_told_or_given_up_in_time():
    rows = [[0] * 16 for _ in range(16)]
    rows[0][:15] = range(1, 16)
    rows[5][15] = 16
    exact = SUDOKU.exact(sudoku(rows), seconds=2.0)
    assert exact.answers == ()
    assert exact.complete


@settings(max_examples=15, deadline=None)
@given(quick_sizes, seeds, st.data())
def test_any_one_cell_changed_is_rejected(size: int, seed: int, data: st.DataObject):
    puzzle = generate(seed, size=size)
    (answer,) = SUDOKU.exact(puzzle).answers
    assert verify(puzzle, answer) == ()
    r, c = data.draw(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)))
    other = data.draw(st.integers(0, size + 1).filter(lambda d: d != answer[r][c]))
    rows = [list(row) for row in answer]
    rows[r][c] = other
    assert verify(puzzle, tuple(tuple(row) for row in rows)) != ()


@settings(max_examples=20, deadline=None)
@given(quick_sizes, seeds, st.integers(0, 1000))
def test_a_symmetry_is_undone_on_the_answer(size: int, seed: int, other: int):
    puzzle = generate(seed, size=size)
    moved, undo = symmetry(puzzle, random.Random(other))
    assert sorted(d > 0 for row in moved.rows for d in row) == sorted(d > 0 for row in puzzle.rows for d in row)
    (answer,) = SUDOKU.exact(moved).answers
    assert SUDOKU.exact(puzzle).answers == (undo(answer),)


@pytest.mark.parametrize("size", [4, 6, 9])
def test_generated_puzzles_are_minimal_and_seeded(size: int):
    puzzle = generate(7, size=size)
    assert puzzle == generate(7, size=size)
    assert puzzle != generate(8, size=size)
    for r in range(size):
        for c in range(size):
            if puzzle.rows[r][c]:
                rows = [list(row) for row in puzzle.rows]
                rows[r][c] = 0
                assert len(SUDOKU.exact(sudoku(rows)).answers) == 2


def test_generate_takes_a_number_of_clues_and_the_16x16_is_unique():
    assert sum(d > 0 for row in generate(3, clues=40).rows for d in row) == 40
    large = generate(3, size=16)
    assert 100 <= sum(d > 0 for row in large.rows for d in row) <= 160
    assert len(SUDOKU.exact(large).answers) == 1
    with pytest.raises(BadPuzzle, match="size 5"):
        generate(1, size=5)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([[0] * 5] * 5, "5 rows"),
        ([[0] * 4] * 3 + [[0] * 3], "row 4 has 3 cells"),
        ([[0] * 4] * 3 + [[0, 0, 0, 5]], "row 4 holds 5"),
    ],
)
def test_a_bad_grid_is_refused_with_the_value(rows: list[list[int]], message: str):
    with pytest.raises(BadPuzzle, match=message):
        sudoku(rows)


@settings(max_examples=10, deadline=None)
@given(sizes, seeds)
def test_tokens_round_trip(size: int, seed: int):
    puzzle = generate(seed % 3, size=size)
    tokens = SUDOKU.network.encode(puzzle)
    assert tokens.dtype == np.int64
    assert tokens.shape == (size, size)
    assert SUDOKU.network.decode(tokens) == puzzle
    assert SUDOKU.network.decode_answer(puzzle, tokens) is None  # blanks are no answer
    (answer,) = SUDOKU.exact(puzzle).answers
    assert SUDOKU.network.decode_answer(puzzle, SUDOKU.network.encode_answer(puzzle, answer)) == answer
    assert SUDOKU.network.decode_answer(puzzle, SUDOKU.network.encode_answer(puzzle, answer) + 1) is None


def test_render_draws_boxes():
    assert render(sudoku([[1, 0, 0, 0], [0, 2, 0, 0], [0] * 4, [0, 0, 0, 4]])).split("\n") == [
        "1 . | . .",
        ". 2 | . .",
        "----+----",
        ". . | . .",
        ". . | . 4",
    ]


@pytest.mark.skipif(not DATA.exists(), reason="needs ../shared/data")
def test_exact_agrees_with_published_sets():
    with (DATA / "dev_forum_hardest_11plus.csv").open() as file:
        for row in list(csv.DictReader(file))[:40]:
            assert SUDOKU.exact(grid(row["puzzle"])).answers == (grid(row["solution"]).rows,)
    with (DATA / "dev_many_solutions.csv").open() as file:
        for row in list(csv.DictReader(file))[:40]:
            assert len(SUDOKU.exact(grid(row["puzzle"])).answers) == 2
