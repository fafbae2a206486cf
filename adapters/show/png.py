"""A puzzle as a PNG picture, written by hand: a palette image needs zlib and three chunks, no library."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.show.boards import Drawing, Lines, Signs, Squares, drawing
from adapters.show.glyphs import HIGH, squares, width
from router.errors import UsageError

if TYPE_CHECKING:
    from router.types import Reply

COLOURS = {
    "open": (250, 250, 247),
    "wall": (38, 44, 54),
    "start": (22, 135, 74),
    "goal": (196, 46, 46),
    "trail": (66, 133, 244),
    "paper": (255, 255, 255),
    "line": (176, 180, 188),
    "given": (24, 28, 36),
    "filled": (29, 91, 191),
    "colour 0": (0, 0, 0),
    "colour 1": (0, 116, 217),
    "colour 2": (255, 65, 54),
    "colour 3": (46, 204, 64),
    "colour 4": (255, 220, 0),
    "colour 5": (170, 170, 170),
    "colour 6": (240, 18, 190),
    "colour 7": (255, 133, 27),
    "colour 8": (127, 219, 255),
    "colour 9": (135, 12, 37),
}
"""Of squares, by what they are; the numbered ones are the colours in which numbered pictures are usually shown."""

_INDEX = {what: number for number, what in enumerate(COLOURS)}

LONGEST = 1000
"""Pixels of the longer side; a cell is at least three."""


SUFFIXES = (".png", ".svg")


def draw_reply(path: Path, reply: Reply) -> None:
    """Draw the puzzle that was read, with its proven solution where there is one, as PNG or as SVG."""
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{str(path)!r} ends in neither .png nor .svg", hint="name a .png or an .svg file")
    drawn = drawing(reply)
    if path.suffix.lower() == ".svg":
        from adapters.show.svg import svg

        _put(path, svg(drawn).encode())
    else:
        write(path, pixels(drawn))


def pixels(drawn: Drawing) -> list[bytearray]:
    """One palette index a pixel."""
    if isinstance(drawn, Squares):
        return picture(drawn.rows)
    return _board(drawn) if isinstance(drawn, Signs) else _text(drawn)


class _Paper:
    """A sheet to draw on, white at first."""

    def __init__(self, wide: int, high: int) -> None:
        self.lines = [bytearray([_INDEX["paper"]] * wide) for _ in range(high)]

    def fill(self, left: int, top: int, wide: int, high: int, what: str) -> None:
        for line in self.lines[max(top, 0) : top + high]:
            line[max(left, 0) : left + wide] = bytes([_INDEX[what]] * len(line[max(left, 0) : left + wide]))

    def letters(self, left: int, top: int, text: str, scale: int, what: str) -> None:
        for row, column in squares(text):
            self.fill(left + column * scale, top + row * scale, scale, scale, what)


def _board(board: Signs) -> list[bytearray]:
    """Cells with thin lines between them, thick ones around boxes and around it all."""
    high, wide = len(board.rows), len(board.rows[0])
    longest = max((width(sign) for row in board.rows for sign, _ in row), default=0)
    side = max(min(60, LONGEST // max(high, wide)), longest + 6, HIGH + 6)
    scale = max(1, min((side - 6) * 6 // 10 // HIGH, (side - 6) // max(longest, 1)))
    paper = _Paper(wide * side + 3, high * side + 3)
    for r in range(high + 1):
        paper.fill(0, r * side + 1, wide * side + 3, 1, "line")
    for c in range(wide + 1):
        paper.fill(c * side + 1, 0, 1, high * side + 3, "line")
    for (r, _), (below, right) in board.walls:
        across = below == r
        paper.fill(right * side, below * side, 3 if across else side + 3, side + 3 if across else 3, "given")
    for left, top, x, y in ((0, 0, wide * side + 3, 3), (0, high * side, wide * side + 3, 3)):
        paper.fill(left, top, x, y, "given")
    for left in (0, wide * side):
        paper.fill(left, 0, 3, high * side + 3, "given")
    for r, row in enumerate(board.rows):
        for c, (sign, given) in enumerate(row):
            left = c * side + (side + 3 - width(sign) * scale) // 2
            paper.letters(left, r * side + (side + 3 - HIGH * scale) // 2, sign, scale, "given" if given else "filled")
    return paper.lines


def _text(text: Lines) -> list[bytearray]:
    """Lines of text, each letter as wide as the others."""
    scale = max(1, min(4, LONGEST // max(max(map(width, text.rows), default=1), 1)))
    paper = _Paper((max(map(width, text.rows), default=1) + 8) * scale, (len(text.rows) * (HIGH + 3) + 6) * scale)
    for number, line in enumerate(text.rows):
        paper.letters(4 * scale, (4 + number * (HIGH + 3)) * scale, line, scale, "given")
    return paper.lines


def picture(cells: Sequence[Sequence[str]]) -> list[bytearray]:
    """One palette index a pixel; a frame of wall one cell wide lies around the cells."""
    wide = len(cells[0]) + 2
    edge = bytearray([_INDEX["wall"]] * wide)
    inside = [bytearray([_INDEX["wall"], *(_INDEX[what] for what in row), _INDEX["wall"]]) for row in cells]
    framed = [edge, *inside, edge]
    scale = max(3, LONGEST // max(len(framed), wide))
    lines = [bytearray(value for value in line for _ in range(scale)) for line in framed]
    return [line for line in lines for _ in range(scale)]


def write(path: Path, pixels: Sequence[bytearray]) -> None:
    """Write an 8-bit palette PNG."""
    header = struct.pack(">IIBBBBB", len(pixels[0]), len(pixels), 8, 3, 0, 0, 0)
    colours = bytes(value for colour in COLOURS.values() for value in colour)
    rows = b"".join(b"\x00" + bytes(line) for line in pixels)
    data = b"\x89PNG\r\n\x1a\n"
    data += _chunk(b"IHDR", header) + _chunk(b"PLTE", colours) + _chunk(b"IDAT", zlib.compress(rows, 9))
    _put(path, data + _chunk(b"IEND", b""))


def _put(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as exc:
        reason = (exc.strerror or type(exc).__name__).lower()
        raise UsageError(f"cannot write {str(path)!r}: {reason}", hint="check the folder") from exc


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
