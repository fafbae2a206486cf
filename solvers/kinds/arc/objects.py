"""Objects: connected cells of a grid, and what can be said of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from solvers.kinds.arc.task import Grid

Labels = npt.NDArray[np.int16]
"""The number of a cell's object from 1, 0 for background, shape (height, width)."""
MODES: tuple[tuple[bool, bool], ...] = ((True, False), (True, True), (False, True), (False, False))
"""(one colour, diagonals too): what makes cells one object."""


@dataclass(frozen=True)
class Thing:
    """One object: its cells as a mask over its bounding box, and its colours there."""

    number: int
    top: int
    left: int
    mask: npt.NDArray[np.bool_]
    colours: Grid
    """The whole bounding box of the grid, what lies between the object's cells included."""
    edge: bool
    """Does it touch the border of the grid?"""

    @cached_property
    def size(self) -> int:
        return int(self.mask.sum())

    @property
    def height(self) -> int:
        return int(self.mask.shape[0])

    @property
    def width(self) -> int:
        return int(self.mask.shape[1])

    @cached_property
    def palette(self) -> tuple[int, ...]:
        return tuple(np.unique(self.colours[self.mask]).tolist())

    @cached_property
    def colour(self) -> int:
        """Its commonest colour."""
        return int(np.bincount(self.colours[self.mask], minlength=10).argmax())

    @cached_property
    def shape(self) -> bytes:
        return self.mask.tobytes() + bytes(self.mask.shape)

    @cached_property
    def holes(self) -> int:
        """Regions of the bounding box that it encloses."""
        closed = enclosed(self.mask)
        return int(label(closed.astype(np.int8), 0, one_colour=False, diagonal=False).max())

    @cached_property
    def symmetry(self) -> int:
        """How many of the two mirror symmetries its cells and colours have."""
        seen = np.where(self.mask, self.colours, -1)
        return int(np.array_equal(seen, seen[:, ::-1])) + int(np.array_equal(seen, seen[::-1]))

    @cached_property
    def rare(self) -> int:
        """Cells that are not of its commonest colour."""
        return int((self.colours[self.mask] != self.colour).sum())


def things(image: Grid, background: int, *, one_colour: bool, diagonal: bool) -> tuple[Thing, ...]:
    """The objects of a grid from the top left."""
    return _things(image.tobytes(), image.shape, background, one_colour, diagonal)


@lru_cache(maxsize=4096)
def _things(
    data: bytes, shape: tuple[int, int], background: int, one_colour: bool, diagonal: bool
) -> tuple[Thing, ...]:
    image: Grid = np.frombuffer(data, np.int8).reshape(shape)
    labels = label(image, background, one_colour=one_colour, diagonal=diagonal)
    found = []
    for number in range(1, int(labels.max(initial=0)) + 1):
        inside = labels == number
        down, right = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
        box = (slice(down[0], down[-1] + 1), slice(right[0], right[-1] + 1))
        edge = down[0] == 0 or right[0] == 0 or down[-1] == shape[0] - 1 or right[-1] == shape[1] - 1
        found.append(Thing(number, int(down[0]), int(right[0]), inside[box], image[box], bool(edge)))
    return tuple(found)


def labels(image: Grid, background: int, *, one_colour: bool, diagonal: bool) -> Labels:
    """`label`, remembered."""
    return _labels(image.tobytes(), image.shape, background, one_colour, diagonal)


@lru_cache(maxsize=4096)
def _labels(data: bytes, shape: tuple[int, int], background: int, one_colour: bool, diagonal: bool) -> Labels:
    return label(np.frombuffer(data, np.int8).reshape(shape), background, one_colour=one_colour, diagonal=diagonal)


def label(image: Grid, background: int, *, one_colour: bool, diagonal: bool) -> Labels:
    """Number the objects: neighbours that are not background, of one colour if asked."""
    height, width = image.shape
    cells = image.ravel().tolist()
    numbers = [0] * len(cells)
    around = [(0, 1), (1, 0), (0, -1), (-1, 0)]
    if diagonal:
        around += [(1, 1), (1, -1), (-1, 1), (-1, -1)]
    count = 0
    for first, colour in enumerate(cells):
        if colour == background or numbers[first]:
            continue
        count += 1
        numbers[first] = count
        stack = [first]
        while stack:
            at = stack.pop()
            row, column = divmod(at, width)
            for down, right in around:
                r, c = row + down, column + right
                if 0 <= r < height and 0 <= c < width:
                    to = r * width + c
                    if not numbers[to] and (cells[to] == colour if one_colour else cells[to] != background):
                        numbers[to] = count
                        stack.append(to)
    return np.array(numbers, dtype=np.int16).reshape(height, width)


def enclosed(wall: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The cells that cannot be left for the border without crossing `wall`."""
    outside = np.pad(~wall, 1, constant_values=True)
    reached = np.zeros_like(outside)
    reached[0, 0] = True
    while True:
        grown = reached.copy()
        grown[1:] |= reached[:-1]
        grown[:-1] |= reached[1:]
        grown[:, 1:] |= reached[:, :-1]
        grown[:, :-1] |= reached[:, 1:]
        grown &= outside
        if np.array_equal(grown, reached):
            inside: npt.NDArray[np.bool_] = outside & ~reached
            return inside[1:-1, 1:-1]
        reached = grown


MEASURES: dict[str, Callable[[Thing], int]] = {
    "size": lambda t: t.size,
    "box": lambda t: t.height * t.width,
    "height": lambda t: t.height,
    "width": lambda t: t.width,
    "colours": lambda t: len(t.palette),
    "holes": lambda t: t.holes,
    "top": lambda t: t.top,
    "left": lambda t: t.left,
    "symmetry": lambda t: t.symmetry,
    "odd cells": lambda t: t.rare,
    "gaps": lambda t: t.height * t.width - t.size,
}
"""What objects are compared by."""
