"""Slitherlink: addresses, drawings, loops drawn between posts, doubts, and a brute-force recheck over edges."""

from __future__ import annotations

from itertools import product

import pytest

from solvers.base import BadPuzzle, Form
from solvers.kinds.slitherlink import SLITHERLINK
from solvers.text.posts import posts
from solvers.text.source import Text

ADDRESS = "https://puzz.link/p?slither/10/10/ick8767djdh78agah261726787162ck5658chbbg8765d"
DRAWN = """\
+   +   +   +
  2   2   3
+   +   +   +
      1
+   +   +   +
  3
+   +   +   +"""

Edge = tuple[str, int, int]


def edges(height: int, width: int) -> list[Edge]:
    level = [("level", r, c) for r in range(height + 1) for c in range(width)]
    return level + [("upright", r, c) for r in range(height) for c in range(width + 1)]


def ends(edge: Edge) -> tuple[tuple[int, int], tuple[int, int]]:
    sort, r, c = edge
    return ((r, c), (r, c + 1)) if sort == "level" else ((r, c), (r + 1, c))


def one_loop(loop: set[Edge]) -> bool:
    """Whether the edges are one closed loop, found by walking along it."""
    at: dict[tuple[int, int], list[Edge]] = {}
    for edge in loop:
        for end in ends(edge):
            at.setdefault(end, []).append(edge)
    if not loop or any(len(found) != 2 for found in at.values()):
        return False
    start = here = min(at)
    walked: list[Edge] = []
    while not walked or here != start:
        step = next(edge for edge in at[here] if not walked or edge != walked[-1])
        walked.append(step)
        here = next(end for end in ends(step) if end != here)
    return len(walked) == len(loop)


def right(rows: list[list[int | None]], loop: set[Edge]) -> bool:
    for r, row in enumerate(rows):
        for c, clue in enumerate(row):
            sides = {("level", r, c), ("level", r + 1, c), ("upright", r, c), ("upright", r, c + 1)}
            if clue is not None and len(sides & loop) != clue:
                return False
    return one_loop(loop)


def drawn(text: str) -> set[Edge]:
    (found,) = posts(Text(text).lines)
    level = {("level", r, c) for r, row in enumerate(found.level) for c, on in enumerate(row) if on}
    return level | {("upright", r, c) for r, row in enumerate(found.upright) for c, on in enumerate(row) if on}


def rows_of(puzzle) -> list[list[int | None]]:  # type: ignore[no-untyped-def]
    height, width = puzzle.board.shape
    return [list(puzzle.look[r * width : (r + 1) * width]) for r in range(height)]


def test_an_address() -> None:
    (found,) = SLITHERLINK.read(Text(ADDRESS))
    assert found.puzzle is not None
    assert rows_of(found.puzzle)[1] == [None, 3, None, 2, None, 1, None, 2, None, 3]
    (answer,) = SLITHERLINK.exact(found.puzzle).answers
    written = SLITHERLINK.write(found, answer, Form("grid"))
    assert right(rows_of(found.puzzle), drawn(written))
    told = SLITHERLINK.solution_json(found.puzzle, answer)
    as_told = {
        (sort, r, c)
        for sort in ("level", "upright")
        for r, row in enumerate(told[sort])
        for c, on in enumerate(row)
        if on
    }
    assert as_told == drawn(written)


@pytest.mark.parametrize(
    "text",
    [
        "Slitherlink:\n2 2 3\n. 1 .\n3 . .",
        "slither link\n223\n.1.\n3..",
        f"loop the loop\n\n{DRAWN}\n\nthanks",
        "slitherlink [[2,2,3],[null,1,null],[3,null,null]]".replace("null", '"."'),
        "slitherlink\n| 2 | 2 | 3 |\n|   | 1 |   |\n| 3 |   |   |",
        "https://puzz.link/p?slither/3/3/223g1g3h",
    ],
)
def test_drawings(text: str) -> None:
    (found,) = SLITHERLINK.read(Text(text))
    assert not found.doubts
    assert found.puzzle is not None
    assert rows_of(found.puzzle) == [[2, 2, 3], [None, 1, None], [3, None, None]]


def test_an_answer_drawn_between_posts() -> None:
    puzzle = SLITHERLINK.generate(3, difficulty="easy")
    (answer,) = SLITHERLINK.exact(puzzle).answers
    text = SLITHERLINK.draw(puzzle, answer, Form())
    assert SLITHERLINK.read_answer(puzzle, text) == answer
    assert SLITHERLINK.verify(puzzle, SLITHERLINK.read_answer(puzzle, text)) == ()
    with pytest.raises(BadPuzzle, match="no closed loop"):
        SLITHERLINK.read_answer(puzzle, text.replace("|", " ", 1))


@pytest.mark.parametrize(
    "text",
    [
        "slitherlink with two loops\n2 2 3\n. 1 .\n3 . .",
        "slitherlink, the loop may cross itself\n2 2 3\n. 1 .\n3 . .",
        "slitherlink\n2 2 5\n. 1 .\n3 . .",
        "https://puzz.link/p?slither/v:/3/3/223g1g3h",
        "https://puzz.link/p?slither/3/3/223g1g3",
    ],
)
def test_doubts(text: str) -> None:
    (found,) = SLITHERLINK.read(Text(text))
    assert found.puzzle is None
    assert found.doubts


@pytest.mark.parametrize(
    "text",
    ["2 2 3\n. 1 .\n3 . .", "slitherlink\n1 2 3\n4 5 6\n7 8 9", "slitherlink\n. . .\n. . .\n. . .", "p?mashu/3/3/000"],
)
def test_other_puzzles_are_not_read(text: str) -> None:
    assert SLITHERLINK.read(Text(text)) == []


@pytest.mark.parametrize("seed", range(4))
def test_brute_force_agrees(seed: int) -> None:
    puzzle = SLITHERLINK.generate(seed, size=3)
    (answer,) = SLITHERLINK.exact(puzzle).answers
    ours = drawn(SLITHERLINK.draw(puzzle, answer, Form()))
    every = edges(3, 3)
    found = []
    for inside in product((0, 1), repeat=9):  # every set of closed lines is the border of some set of cells

        def held(r: int, c: int, inside: tuple[int, ...] = inside) -> int:
            return inside[3 * r + c] if 0 <= r < 3 and 0 <= c < 3 else 0

        loop = {
            e for e in every if held(e[1], e[2]) != (held(e[1] - 1, e[2]) if e[0] == "level" else held(e[1], e[2] - 1))
        }
        if right(rows_of(puzzle), loop):
            found.append(loop)
    assert found == [ours]
