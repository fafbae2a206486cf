"""A maze and its path as a PNG picture, written by hand: a palette image needs zlib and three chunks, no library."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from router.errors import UsageError

if TYPE_CHECKING:
    from router.types import Reply

OPEN, WALL, START, GOAL, TRAIL = range(5)
PALETTE = ((250, 250, 247), (38, 44, 54), (22, 135, 74), (196, 46, 46), (66, 133, 244))

LONGEST = 1000
"""Pixels of the longer side; a cell is at least three."""


def draw_reply(path: Path, reply: Reply) -> None:
    """Draw the maze that was read, with the proven path where there is one."""
    maze = reply.reading.candidate.puzzle if reply.reading.candidate is not None else None
    if reply.reading.kind != "maze" or maze is None:
        raise UsageError(f"--png draws mazes, and the message was read as {reply.reading.kind!r}", hint="leave it out")
    write(path, picture(maze, places(maze, (reply.receipt.solution or {}).get("path") or [])))


def places(maze: Any, path: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The receipt's path in the cells of the picture: where walls lie between cells, places lie between them too."""
    if not getattr(maze, "between", False):
        return [(row, column) for row, column in path]
    cells = [(2 * row + 1, 2 * column + 1) for row, column in path]
    between = [((a + c) // 2, (b + d) // 2) for (a, b), (c, d) in pairwise(cells)]
    return [place for pair in zip_longest(cells, between) for place in pair if place is not None]


def picture(maze: Any, trail: Iterable[tuple[int, int]]) -> list[bytearray]:
    """One palette index a pixel; a frame of wall one cell wide lies around the maze."""
    height, width = len(maze.open), len(maze.open[0])
    cells = [bytearray([WALL] * (width + 2)) for _ in range(height + 2)]
    for row in range(height):
        for column in range(width):
            cells[row + 1][column + 1] = OPEN if maze.open[row][column] else WALL
    for (row, column), colour in [(c, TRAIL) for c in trail] + [(maze.start, START), (maze.goal, GOAL)]:
        cells[row + 1][column + 1] = colour
    scale = max(3, LONGEST // max(height + 2, width + 2))
    lines = [bytearray(value for value in line for _ in range(scale)) for line in cells]
    return [line for line in lines for _ in range(scale)]


def write(path: Path, pixels: Sequence[bytearray]) -> None:
    """Write an 8-bit palette PNG."""
    header = struct.pack(">IIBBBBB", len(pixels[0]), len(pixels), 8, 3, 0, 0, 0)
    colours = bytes(value for colour in PALETTE for value in colour)
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
