"""Hitori: addresses, drawings, doubts, and a brute-force recheck by a checker of its own."""

from __future__ import annotations

from itertools import product

import pytest

from solvers.base import Form
from solvers.kinds.hitori import HITORI
from solvers.rules.board import cell
from solvers.text.source import Text

GRID = "4 3 1 2 4\n2 4 4 1 3\n1 4 4 3 2\n3 2 4 4 1\n4 1 3 2 4"


def right(signs: tuple[tuple[str, ...], ...], shaded: set[tuple[int, int]]) -> bool:
    height, width = len(signs), len(signs[0])
    left = {(r, c) for r in range(height) for c in range(width)} - shaded
    for r, c in left:
        same = [at for at in left if at != (r, c) and (at[0] == r or at[1] == c) and signs[at[0]][at[1]] == signs[r][c]]
        if same:
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


def all_right(signs: tuple[tuple[str, ...], ...]) -> list[set[tuple[int, int]]]:
    places = [(r, c) for r in range(len(signs)) for c in range(len(signs[0]))]
    found = []
    for bits in product((0, 1), repeat=len(places)):
        shaded = {at for at, bit in zip(places, bits, strict=True) if bit}
        if right(signs, shaded):
            found.append(shaded)
    return found


def test_an_address() -> None:
    (found,) = HITORI.read(Text("http://pzv.jp/p.html?hitori/4/4/1123324343121234"))
    assert found.puzzle is not None
    assert found.puzzle.look.signs[0] == ("1", "1", "2", "3")
    theirs = [set(HITORI.marked(found.puzzle, answer)) for answer in HITORI.exact(found.puzzle).answers]
    expected = all_right(found.puzzle.look.signs)
    assert all(one in expected for one in theirs)
    (found,) = HITORI.read(Text("https://puzz.link/p?hitori/2/2/-1ab2c"))
    assert found.puzzle is not None
    assert found.puzzle.look.signs == (("46", "11"), ("2", "12"))


@pytest.mark.parametrize(
    "text",
    [
        f"Hitori:\n{GRID}",
        "hitori\n" + GRID.replace(" ", ""),
        "hitori\n" + "\n".join(f"| {line.replace(' ', ' | ')} |" for line in GRID.split("\n")),
        "hitori [[" + "],[".join(line.replace(" ", ",") for line in GRID.split("\n")) + "]]",
    ],
)
def test_drawings(text: str) -> None:
    (found,) = HITORI.read(Text(text))
    assert not found.doubts
    assert found.puzzle is not None
    assert [" ".join(row) for row in found.puzzle.look.signs] == GRID.split("\n")
    answers = HITORI.exact(found.puzzle).answers
    for answer in answers:
        assert right(found.puzzle.look.signs, set(HITORI.marked(found.puzzle, answer)))
        assert HITORI.write(found, answer, Form("grid")).count("#") == sum(v == 1 for v in answer.values())


@pytest.mark.parametrize(
    "text",
    [
        "hitori\n1 2 3\n2 . 1\n3 1 2",
        "hitori, the white cells may be connected diagonally\n1 2 3\n2 2 1\n3 1 2",
        "hitori where shaded cells may touch\n1 2 3\n2 2 1\n3 1 2",
        "https://puzz.link/p?hitori/3/3/12322",
        "https://puzz.link/p?hitori/v:/2/2/1122",
        "https://puzz.link/p?hitori/2/2/112.",
    ],
)
def test_doubts(text: str) -> None:
    (found,) = HITORI.read(Text(text))
    assert found.puzzle is None
    assert found.doubts


@pytest.mark.parametrize(
    "text", ["1 2 3\n2 2 1\n3 1 2", "hitori\n. . .\n. # .\n. . .", "sudoku\n1 2 3\n2 2 1\n3 1 2", "p?sudoku/2/2/1122"]
)
def test_other_puzzles_are_not_read(text: str) -> None:
    assert HITORI.read(Text(text)) == []


@pytest.mark.parametrize("seed", range(3))
def test_brute_force_agrees(seed: int) -> None:
    puzzle = HITORI.generate(seed, size=4)
    answers = HITORI.exact(puzzle).answers
    assert [set(HITORI.marked(puzzle, answer)) for answer in answers] == all_right(puzzle.look.signs)
    wrong = {**answers[0], cell(0, 0): 1 - int(answers[0][cell(0, 0)])}
    assert HITORI.verify(puzzle, wrong)
