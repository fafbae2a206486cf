"""A puzzle of squares as a PNG picture, written by hand: a palette image needs zlib and three chunks, no library."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from router.errors import UsageError
from solvers.kinds import KINDS

if TYPE_CHECKING:
    from router.types import Reply

COLOURS = {
    "open": (250, 250, 247),
    "wall": (38, 44, 54),
    "start": (22, 135, 74),
    "goal": (196, 46, 46),
    "trail": (66, 133, 244),
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

LONGEST = 1000
"""Pixels of the longer side; a cell is at least three."""


def draw_reply(path: Path, reply: Reply) -> None:
    """Draw the puzzle that was read, with its proven solution where there is one."""
    puzzle = reply.reading.candidate.puzzle if reply.reading.candidate is not None else None
    kind = KINDS.get(reply.reading.kind)
    cells = kind.picture(puzzle, reply.receipt.solution or {}) if kind is not None and puzzle is not None else None
    if cells is None:
        raise UsageError(f"--png cannot draw this: the message was read as {reply.reading.kind!r}", hint="leave it out")
    write(path, picture(cells))


def picture(cells: Sequence[Sequence[str]]) -> list[bytearray]:
    """One palette index a pixel; a frame of wall one cell wide lies around the cells."""
    index = {what: number for number, what in enumerate(COLOURS)}
    width = len(cells[0]) + 2
    edge = bytearray([index["wall"]] * width)
    inside = [bytearray([index["wall"], *(index[what] for what in row), index["wall"]]) for row in cells]
    framed = [edge, *inside, edge]
    scale = max(3, LONGEST // max(len(framed), width))
    lines = [bytearray(value for value in line for _ in range(scale)) for line in framed]
    return [line for line in lines for _ in range(scale)]


def write(path: Path, pixels: Sequence[bytearray]) -> None:
    """Write an 8-bit palette PNG."""
    header = struct.pack(">IIBBBBB", len(pixels[0]), len(pixels), 8, 3, 0, 0, 0)
    colours = bytes(value for colour in COLOURS.values() for value in colour)
    rows = b"".join(b"\x00" + bytes(line) for line in pixels)
    data = b"\x89PNG\r\n\x1a\n"
    data += _chunk(b"IHDR", header) + _chunk(b"PLTE", colours) + _chunk(b"IDAT", zlib.compress(rows, 9))
    try:
        path.write_bytes(data + _chunk(b"IEND", b""))
    except OSError as exc:
        reason = (exc.strerror or type(exc).__name__).lower()
        raise UsageError(f"cannot write {str(path)!r}: {reason}", hint="check the folder") from exc


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
