"""What is shown: cleaned text, receipts, marked sources, frames and pictures."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from fake_router import FILLED, GRID, MAZE, PUZZLE, reading

from adapters.cli import parse
from adapters.show import animation, display, png
from router.types import BrokenRule, Call, Check, Cost, Receipt, Rung
from solvers.hooks import Piece
from solvers.kinds.maze import MAZE as MAZES
from solvers.kinds.maze.kind import trail
from solvers.kinds.maze.rules import Maze
from solvers.kinds.sudoku import SUDOKU


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("plain\ttext\n", "plain\ttext\n"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07x", "x"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("a\x00b\x07c\x7fd\x9be", "abcde"),
        ("abc\u202edef\u2066", "abcdef"),
        ("one\r\ntwo\rthree", "one\ntwothree"),
        ("\x1b", ""),
        ("数独 🟩", "数独 🟩"),
    ],
)
def test_clean(dirty: str, clean: str) -> None:
    assert display.clean(dirty) == clean


def test_rich_markup_is_text() -> None:
    assert display.answer_text("[bold]1[/bold]", None).plain == "[bold]1[/bold]"


def test_filled_in_cells_stand_out() -> None:
    spans = display.answer_text(FILLED, GRID).spans
    assert [span.start for span in spans] == [i for i, c in enumerate(GRID) if c == "."]
    assert display.answer_text("DRR", GRID).spans == []


def test_summary_says_what_failed_and_what_it_cost() -> None:
    receipt = Receipt(
        status="unsolved",
        kind="sudoku",
        reason="nothing was proven",
        checks=(Check(name="rows", ok=False, detail="two 3s in row 1"),),
        violations=(BrokenRule(rule="row", cells=((0, 1), (0, 4))),),
        route=(Rung(solver="trm", effort="high", outcome="unproven", seconds=12.34, attempts=64),),
        cost=Cost(
            usd=None, tokens_in=10, tokens_out=5,
            calls=(Call(model="m", usd=None, tokens_in=10, tokens_out=5, seconds=1.0, outcome="ok"),),
        ),
        seconds=13.0,
    )  # fmt: skip
    assert display.summary(receipt) == [
        ("unsolved", "sudoku"),
        ("failed", "rows: two 3s in row 1"),
        ("broken", "row r1c2 r1c5"),
        ("route", "trm (high): unproven, 64 attempts, 12.3 s"),
        ("cost", "price unknown, 10 + 5 tokens, 1 call(s), 13.0 s in all"),
    ]


def test_what_is_not_the_answer_is_shown_as_such() -> None:
    assert display.unproven({"rows": [[1, 10], [2, 3]], "unique": False}) == "one of the solutions:\n 1 10\n 2  3"
    assert display.unproven({"moves": "DR", "proven": False}) == "the closest try, not proven: DR"


def test_marked_source_underlines_cells() -> None:
    text = f"Look:\n> {GRID.replace(chr(10), chr(10) + '> ')}\nthanks"
    plain = text.replace("> ", "")
    lines = [line.plain for line in parse.marked(plain, reading(plain), colour=False)]
    assert lines == ["1...", "^^^^", "..3.", "^^^^", ".4..", "^^^^", "...2", "^^^^"]
    coloured = parse.marked(plain, reading(plain), colour=True)
    assert [line.plain for line in coloured] == GRID.split("\n")
    assert all(len(line.spans) == 4 for line in coloured)


def shown(frame: list[list[Piece]] | None) -> str:
    return animation.styled(frame or []).plain


def test_frames() -> None:
    tokens = np.array([[1, 3, 2, 4], [4, 2, 3, 1], [0, 4, 1, 3], [3, 1, 4, 2]])
    assert shown(SUDOKU.frame(PUZZLE, tokens, 80)) == ("1 3 | 2 4 \n4 2 | 3 1 \n----+-----\n. 4 | 1 3 \n3 1 | 4 2 \n")
    bits = np.array([[2, 2, 0], [8, 8, 0]])
    assert trail(MAZE, bits) == {(0, 0), (1, 0), (1, 1), (1, 2)}
    assert shown(MAZES.frame(MAZE, bits, 80)) == "S . ##\no o G \n"
    assert shown(MAZES.frame(MAZE, bits, 4)) == "S.#\nooG\n"
    assert trail(MAZE, np.full((2, 3), 8)) == {(0, 0), (0, 1)}
    assert trail(MAZE, None) == set()


def read_png(data: bytes) -> tuple[int, int, bytes]:
    """Width, height and the palette indices of an 8-bit palette PNG; every checksum is checked."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, {}
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + body)
        chunks[kind] = body
        at += 12 + size
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    raw = zlib.decompress(chunks[b"IDAT"])
    lines = [raw[i + 1 : i + 1 + width] for i in range(0, len(raw), width + 1)]
    return width, height, b"".join(lines)


def test_png_shows_maze_and_path(tmp_path: Path) -> None:
    path = tmp_path / "m.png"
    png.write(path, png.picture(MAZES.picture(MAZE, {"path": [[0, 0], [1, 0], [1, 1], [1, 2]]})))
    width, height, pixels = read_png(path.read_bytes())
    scale = png.LONGEST // 5
    assert (width, height) == (5 * scale, 4 * scale)
    cells = [[pixels[(r * scale + 1) * width + c * scale + 1] for c in range(5)] for r in range(4)]
    assert cells == [[1, 1, 1, 1, 1], [1, 2, 0, 1, 1], [1, 4, 4, 3, 1], [1, 1, 1, 1, 1]]


def test_png_of_a_maze_with_walls_between_cells() -> None:
    rows = ("#####", "#   #", "### #", "#   #", "#####")
    maze = Maze(tuple(tuple(c == " " for c in row) for row in rows), (1, 1), (3, 1), between=True)
    drawn = MAZES.picture(maze, {"path": [[0, 0], [0, 1], [1, 1], [1, 0]]})
    assert [[cell[0] for cell in row] for row in drawn] == [*map(list, ("wwwww", "wsttw", "wwwtw", "wgttw", "wwwww"))]
