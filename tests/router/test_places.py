"""Cells named in words: rows, columns, boxes, corners, from the end, in many languages; nothing where it is unsure."""

from __future__ import annotations

import pytest

from router.asking.places import Shape, base_of, places

NINE = Shape(9, 9, (3, 3))


def row(r: int) -> tuple[tuple[int, int], ...]:
    return tuple((r, c) for c in range(9))


@pytest.mark.parametrize(
    ("words", "cells"),
    [
        ("What is r3c5?", [(2, 4)]),
        ("0-based indices, what is the value at row 2, column 4?", [(2, 4)]),
        ("row 1, column 2 from the right", [(0, 7)]),
        ("third row from the bottom, second column", [(6, 1)]),
        ("the number in column 3, row 8", [(7, 2)]),
        ("(column, row): what stands in cell (2, 7)?", [(6, 1)]),
        ("What digit is two cells to the left of r5c5?", [(4, 2)]),
        ("the neighbour to the right of row 5 column 5", [(4, 5)]),
        ("What is in the second cell of box 9?", [(6, 7)]),
        ("In block 5 (rows 4-6, columns 4-6), what is the middle digit?", [(4, 4)]),
        ("solution[4][4] in Python", [(4, 4)]),
        ("rows are A to I and columns 1 to 9, what goes into E5?", [(4, 4)]),
        ("この数独の3行5列目の数字", [(2, 4)]),
        ("上から3番目、左から5番目の数字は?", [(2, 4)]),
        ("第3行第5列是什么", [(2, 4)]),
        ("quel chiffre va à la troisième ligne, cinquième colonne ?", [(2, 4)]),
        ("Was steht in Zeile 7, Spalte 2?", [(6, 1)]),
        ("¿Qué número va en la esquina inferior derecha?", [(8, 8)]),
        ("Welche Ziffer steht in der Mitte?", [(4, 4)]),
        ("la cifra nella quarta riga, seconda colonna", [(3, 1)]),
        ("Welk cijfer staat op rij 2, kolom 9?", [(1, 8)]),
    ],
)
def test_single_cells(words: str, cells: list[tuple[int, int]]) -> None:
    found = places(words, NINE)
    assert found is not None
    assert [cell for group in found.groups for cell in group] == cells


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ("the last row", [row(8)]),
        ("the last row read from right to left", [row(8)[::-1]]),
        ("Give me the second to last row", [row(7)]),
        ("rows 1 to 3", [row(0), row(1), row(2)]),
        ("die Zeilen 2 und 8", [row(1), row(7)]),
        ("row 3 and row 7 of the solution", [row(2), row(6)]),
        ("column 4", [tuple((r, 3) for r in range(9))]),
        ("only the box in the middle", [tuple((r, c) for r in (3, 4, 5) for c in (3, 4, 5))]),
        ("the top left box", [tuple((r, c) for r in (0, 1, 2) for c in (0, 1, 2))]),
        ("the main diagonal", [tuple((i, i) for i in range(9))]),
        ("the first three cells of row 1", [((0, 0), (0, 1), (0, 2))]),
        ("the three digit number in the top left corner", [((0, 0), (0, 1), (0, 2))]),
    ],
)
def test_lines_and_boxes(words: str, groups: list[tuple[tuple[int, int], ...]]) -> None:
    found = places(words, NINE)
    assert found is not None
    assert list(found.groups) == groups
    assert not found.but


@pytest.mark.parametrize("words", ["every row but row 5", "everything except the center box", "do not show me row 9"])
def test_all_but(words: str) -> None:
    found = places(words, NINE)
    assert found is not None
    assert found.but
    assert found.said.startswith("all but ")


@pytest.mark.parametrize("words", ["", "Please solve this", "row 12", "r10c1", "the cell above r1c4", "column 0"])
def test_nothing_that_is_not_there(words: str) -> None:
    assert places(words, NINE) is None


def test_a_grid_without_boxes_has_none() -> None:
    assert places("box 2", Shape(5, 5)) is None
    found = places("the middle cell", Shape(5, 5))
    assert found is not None
    assert found.groups == (((2, 2),),)
    assert places("the middle cell", Shape(4, 4)) is None


def test_index_base() -> None:
    assert base_of("zero-based, please") == 0
    assert base_of("rows and columns count from 0") == 0
    assert base_of("row 3") == 1
    assert base_of("1-based, not from 0") == 1
