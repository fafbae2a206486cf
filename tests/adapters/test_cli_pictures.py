"""Boards as pictures: the signs of the user dark, those found blue, boxes in thick lines; other kinds as text."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ElementTree
import zlib
from pathlib import Path

import pytest

from adapters.cli import run
from adapters.show import glyphs, png
from adapters.show.boards import Lines, Signs, Squares, drawing
from router import Request, Router
from router.types import Reply
from solvers.exact import ExactSolver
from solvers.kinds import KINDS

SUDOKU = "Solve this sudoku:\n1...\n..3.\n.4..\n...2"


def solved(text: str) -> Reply:
    return Router(exact=ExactSolver()).handle(Request(text=text))


def colours(file: Path) -> list[list[tuple[int, ...]]]:
    """The pixels of a palette PNG, in colours."""
    data, at, chunks = file.read_bytes(), 8, {}
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        chunks[data[at + 4 : at + 8]] = data[at + 8 : at + 8 + length]
        at += length + 12
    wide, high = struct.unpack(">II", chunks[b"IHDR"][:8])
    rows = zlib.decompress(chunks[b"IDAT"])
    palette = [tuple(chunks[b"PLTE"][i : i + 3]) for i in range(0, len(chunks[b"PLTE"]), 3)]
    return [[palette[p] for p in rows[r * (wide + 1) + 1 : (r + 1) * (wide + 1)]] for r in range(high)]


def test_a_board_is_drawn_with_what_was_given_and_what_was_found(tmp_path: Path) -> None:
    drawn = drawing(solved(SUDOKU))
    assert isinstance(drawn, Signs)
    assert drawn.rows[0] == [("1", True), ("3", False), ("2", False), ("4", False)]
    assert sum(given for row in drawn.rows for _, given in row) == 4
    assert ((0, 1), (0, 2)) in drawn.walls
    assert ((0, 0), (0, 1)) not in drawn.walls
    png.draw_reply(tmp_path / "s.png", solved(SUDOKU))
    pixels = colours(tmp_path / "s.png")
    side = (len(pixels) - 3) // 4
    inside = [{p for line in pixels[5 : side - 2] for p in line[c * side + 5 : (c + 1) * side - 2]} for c in range(4)]
    assert [png.COLOURS["given"] in cell for cell in inside] == [True, False, False, False]
    assert [png.COLOURS["filled"] in cell for cell in inside] == [False, True, True, True]
    assert pixels[5][2 * side + 1] == png.COLOURS["given"]  # the thick line between boxes
    assert pixels[5][side + 1] == png.COLOURS["line"]


def test_svg_holds_the_same_signs(tmp_path: Path) -> None:
    png.draw_reply(tmp_path / "s.svg", solved(SUDOKU))
    root = ElementTree.fromstring((tmp_path / "s.svg").read_text())
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "".join(filter(None, texts)) == "1324423124133142"


@pytest.mark.parametrize("name", [name for name in KINDS if name != "rules"])
def test_every_kind_can_be_drawn(name: str, tmp_path: Path) -> None:
    kind = KINDS[name]
    rendered = kind.render(kind.generate(1, difficulty="easy"))
    text = rendered if kind.title.lower() in rendered[:80].lower() else f"{kind.title}:\n\n{rendered}"
    reply = Router(exact=ExactSolver()).handle(Request(text=text))
    drawn = drawing(reply)
    assert isinstance(drawn, Squares | Signs | Lines)
    for suffix in (".png", ".svg"):
        png.draw_reply(tmp_path / f"a{suffix}", reply)
    assert len(colours(tmp_path / "a.png")) > 10
    ElementTree.fromstring((tmp_path / "a.svg").read_text())
    if isinstance(drawn, Lines):
        letters = {letter.upper() for line in drawn.rows for letter in line if letter.strip()}
        assert letters <= set(glyphs.GLYPHS)
    if isinstance(drawn, Signs) and reply.receipt.status == "verified":
        assert any(not given for row in drawn.rows for _, given in row)


def test_clues_beside_the_board_are_never_left_out() -> None:
    kind = KINDS["futoshiki"]
    drawn = drawing(solved(f"Futoshiki:\n{kind.render(kind.generate(1))}"))
    assert isinstance(drawn, Lines)
    assert any("<" in line or ">" in line for line in drawn.rows)


def test_names_that_are_no_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["solve", SUDOKU, "--png", str(tmp_path / "x.gif")]) == 2
    assert "does not end in .png or .svg" in capsys.readouterr().err
    assert run(["solve", "--offline", "Who are you?", "--png", str(tmp_path / "x.svg")]) == 2
    assert "there is no board to draw" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
