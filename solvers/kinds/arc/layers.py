"""Layers: what can be said of every cell of a picture, as small integers. They are the conditions of rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from solvers.kinds.arc.changes import shifted
from solvers.kinds.arc.objects import MODES, Thing, enclosed, labels, things
from solvers.kinds.arc.panels import layers as by_panel
from solvers.kinds.arc.task import Grid

Layer = npt.NDArray[np.int16]
MOST = 9
"""Larger values are taken together: a rule that needs more of them is not learnt from three examples."""


class Said(NamedTuple):
    """A layer's name, its cost and its values for every picture of the task."""

    name: str
    cost: float
    values: tuple[Layer, ...]


def conditions(pictures: tuple[Grid, ...], background: int, colours: tuple[int, ...]) -> Iterator[Said]:
    """Every layer over these pictures; `colours` are those that a rule may name."""
    for colour in colours:
        for name, cost, near in _OF_COLOUR:
            yield Said(
                f"{name} colour {colour}", cost, tuple(np.asarray(near(g == colour), np.int16) for g in pictures)
            )
    for name, cost, of in _LAYERS:
        yield Said(name, cost, tuple(np.asarray(of(g, background), np.int16) for g in pictures))
    for name, cost, values in by_panel(pictures, background):
        yield Said(name, cost, values)
    yield from _about_holes(pictures, background)
    for mode in MODES:
        cost = 1.0 if mode == (True, False) else 1.1
        numbered = [labels(g, background, one_colour=mode[0], diagonal=mode[1]) for g in pictures]
        found = [things(g, background, one_colour=mode[0], diagonal=mode[1]) for g in pictures]
        if max(map(len, found)) > 150:
            continue
        for name, extra, about in _ABOUT_OBJECTS:
            tables = [np.array([-1, *about(each)], np.int16).clip(-1, 30) for each in found]
            yield Said(
                f"its object's {name} {mode}",
                cost + extra,
                tuple(table[number] for table, number in zip(tables, numbered, strict=True)),
            )


def _about_holes(pictures: tuple[Grid, ...], background: int) -> Iterator[Said]:
    """What can be said of closed regions of background, as of objects."""
    masks = [(enclosed(g != background) & (g == background)).astype(np.int8) for g in pictures]
    if not all(mask.any() for mask in masks):
        return
    numbered = [labels(mask, 0, one_colour=True, diagonal=False) for mask in masks]
    found = [things(mask, 0, one_colour=True, diagonal=False) for mask in masks]
    for name, extra, about in _ABOUT_OBJECTS:
        if name in ("colours", "main colour", "holes", "having a hole", "equals in colour", "touching the border"):
            continue
        tables = [np.array([-1, *about(each)], np.int16).clip(-1, 30) for each in found]
        laid = tuple(table[number] for table, number in zip(tables, numbered, strict=True))
        yield Said(f"its hole's {name}", 1.1 + extra, laid)


# ---- about places and neighbours ---------------------------------------------------------------------------------


def _rows(g: Grid) -> Layer:
    return np.broadcast_to(np.arange(g.shape[0])[:, None], g.shape).astype(np.int16)


def _columns(g: Grid) -> Layer:
    return np.broadcast_to(np.arange(g.shape[1]), g.shape).astype(np.int16)


def _rim(g: Grid) -> Layer:
    r, c = _rows(g), _columns(g)
    down, right = np.minimum(r, g.shape[0] - 1 - r), np.minimum(c, g.shape[1] - 1 - c)
    return np.asarray(np.minimum(down, right), np.int16)


def _like(g: Grid, corners: bool) -> Layer:
    """How many neighbours have the cell's own colour."""
    out = np.zeros(g.shape, np.int16)
    for down, right in _AROUND if corners else _SIDES:
        out += shifted(g + 1, down, right, 0) == g + 1
    return out


def _drawn_around(g: Grid, background: int, ways: tuple[tuple[int, int], ...]) -> Layer:
    drawn = (g != background).astype(np.int8)
    out = np.zeros(g.shape, np.int16)
    for way in ways:
        out += shifted(drawn, *way, 0)
    return out


def seen(g: Grid, background: int, axis: int, forward: bool) -> Layer:
    """The first colour beyond the cell, looking back against (forward: True means from the left or the top)."""
    lines = g if axis == 1 else g.T
    lines = lines if forward else lines[:, ::-1]
    padded = np.pad(lines, ((0, 0), (1, 0)), constant_values=background)[:, :-1]
    at = np.where(padded != background, np.arange(lines.shape[1]), 0)
    out = np.take_along_axis(padded, np.maximum.accumulate(at, 1), 1)
    out = out if forward else out[:, ::-1]
    return (out if axis == 1 else out.T).astype(np.int16)


def _slant(g: Grid, background: int, down: int, right: int) -> Layer:
    """The first colour seen on a diagonal."""
    out = shifted(g, down, right, background)
    moved = out
    for _ in range(max(g.shape) - 2):
        moved = shifted(moved, down, right, background)
        out = np.where(out == background, moved, out)
    return out.astype(np.int16)


def _between(g: Grid, background: int, axis: int) -> Layer:
    """1 where the same colour is seen both ways."""
    before, after = seen(g, background, axis, True), seen(g, background, axis, False)
    return np.asarray((before == after) & (before != background), np.int16)


def _counts(g: Grid, background: int, axis: int) -> Layer:
    count = (g != background).sum(axis, keepdims=True)
    return np.broadcast_to(count, g.shape).astype(np.int16)


def _colour_of_line(g: Grid, background: int, axis: int) -> Layer:
    """The colour of a line that holds one colour but for background, 10 for several."""
    high = np.where(g == background, -1, g).max(axis, keepdims=True)
    low = np.where(g == background, 11, g).min(axis, keepdims=True)
    value = np.where(high < 0, background, np.where(high == low, high, 10))
    return np.broadcast_to(value, g.shape).astype(np.int16)


def _uniform(g: Grid, axis: int) -> Layer:
    return np.broadcast_to(g.max(axis, keepdims=True) == g.min(axis, keepdims=True), g.shape).astype(np.int16)


def _rank_of_colour(g: Grid, background: int) -> Layer:
    """0 for background, 1 for the commonest other colour, and so on."""
    counts = np.bincount(g.ravel(), minlength=10)
    counts[background] = 0
    order = sorted(np.flatnonzero(counts).tolist(), key=lambda c: -int(counts[c]))
    table = np.zeros(10, np.int16)
    for rank, colour in enumerate(order, 1):
        table[colour] = rank
    return np.asarray(table[g], np.int16)


def _distance(g: Grid, background: int, axis: int, forward: bool) -> Layer:
    """Steps from the last drawn cell on the way, -1 for none."""
    lines = g if axis == 1 else g.T
    lines = lines if forward else lines[:, ::-1]
    index = np.arange(lines.shape[1])
    last = np.maximum.accumulate(np.where(lines != background, index, -1), 1)
    out = np.where(last < 0, -1, index - last)
    out = out if forward else out[:, ::-1]
    return (out if axis == 1 else out.T).astype(np.int16)


def _near(g: Grid, background: int) -> Layer:
    """Steps (corners too) to the nearest drawn cell, at most 6."""
    out = np.full(g.shape, 6, np.int16)
    reached = g != background
    for steps in range(6):
        out[reached & (out == 6)] = steps
        grown = reached
        for way in _AROUND:
            grown = grown | shifted(reached.astype(np.int8), *way, 0).astype(bool)
        reached = grown
    return out


def _holes(g: Grid, background: int) -> Layer:
    """For cells of a closed region of background its size, 0 elsewhere."""
    inside = enclosed(g != background) & (g == background)
    number = labels(inside.astype(np.int8), 0, one_colour=True, diagonal=False)
    sizes = np.bincount(number.ravel())
    sizes[0] = 0
    return sizes[number].clip(0, 30).astype(np.int16)


def _patch(g: Grid, ways: tuple[tuple[int, int], ...], background: int) -> Layer:
    """Which of some neighbours are drawn, as a bit mask."""
    drawn = (g != background).astype(np.int16)
    out = np.zeros(g.shape, np.int16)
    for bit, way in enumerate(ways):
        out |= shifted(drawn, *way, 0) << bit
    return out


_SIDES = ((0, 1), (1, 0), (0, -1), (-1, 0))
_CORNERS = ((1, 1), (1, -1), (-1, 1), (-1, -1))
_AROUND = _SIDES + _CORNERS

_LAYERS: list[tuple[str, float, Callable[[Grid, int], npt.NDArray[np.generic]]]] = [
    ("colour", 0.3, lambda g, _: g),
    ("drawn or not", 0.4, lambda g, bg: g != bg),
    ("row, odd or even", 1.0, lambda g, _: _rows(g) % 2),
    ("column, odd or even", 1.0, lambda g, _: _columns(g) % 2),
    ("chessboard", 1.0, lambda g, _: (_rows(g) + _columns(g)) % 2),
    ("row by threes", 1.4, lambda g, _: _rows(g) % 3),
    ("column by threes", 1.4, lambda g, _: _columns(g) % 3),
    ("row from the bottom, odd or even", 1.2, lambda g, _: (g.shape[0] - 1 - _rows(g)) % 2),
    ("column from the right, odd or even", 1.2, lambda g, _: (g.shape[1] - 1 - _columns(g)) % 2),
    ("slant by threes", 1.5, lambda g, _: (_rows(g) + _columns(g)) % 3),
    ("row", 1.5, lambda g, _: _rows(g)),
    ("column", 1.5, lambda g, _: _columns(g)),
    ("row from the bottom", 1.5, lambda g, _: g.shape[0] - 1 - _rows(g)),
    ("column from the right", 1.5, lambda g, _: g.shape[1] - 1 - _columns(g)),
    ("distance from the rim", 1.0, lambda g, _: _rim(g)),
    ("on the rim", 0.9, lambda g, _: _rim(g) == 0),
    ("rim, odd or even", 1.2, lambda g, _: _rim(g) % 2),
    ("on the diagonal", 1.2, lambda g, _: _rows(g) == _columns(g)),
    ("on the other diagonal", 1.2, lambda g, _: _rows(g) + _columns(g) == g.shape[1] - 1),
    ("above the diagonal", 1.4, lambda g, _: np.sign(_rows(g) - _columns(g))),
    ("neighbours of its colour", 1.0, lambda g, _: _like(g, False)),
    ("neighbours of its colour, corners too", 1.0, lambda g, _: _like(g, True)),
    ("drawn neighbours", 1.0, lambda g, bg: _drawn_around(g, bg, _SIDES)),
    ("drawn neighbours, corners too", 1.0, lambda g, bg: _drawn_around(g, bg, _AROUND)),
    ("drawn corners", 1.2, lambda g, bg: _drawn_around(g, bg, _CORNERS)),
    ("which neighbours are drawn", 1.3, lambda g, bg: _patch(g, _SIDES, bg)),
    ("which corners are drawn", 1.5, lambda g, bg: _patch(g, _CORNERS, bg)),
    ("enclosed", 0.7, lambda g, bg: enclosed(g != bg) & (g == bg)),
    ("size of the hole", 1.1, _holes),
    ("colour to the left", 1.0, lambda g, bg: shifted(g, 0, 1, bg)),
    ("colour to the right", 1.0, lambda g, bg: shifted(g, 0, -1, bg)),
    ("colour above", 1.0, lambda g, bg: shifted(g, 1, 0, bg)),
    ("colour below", 1.0, lambda g, bg: shifted(g, -1, 0, bg)),
    ("seen to the left", 1.0, lambda g, bg: seen(g, bg, 1, True)),
    ("seen to the right", 1.0, lambda g, bg: seen(g, bg, 1, False)),
    ("seen above", 1.0, lambda g, bg: seen(g, bg, 0, True)),
    ("seen below", 1.0, lambda g, bg: seen(g, bg, 0, False)),
    ("seen up left", 1.3, lambda g, bg: _slant(g, bg, 1, 1)),
    ("seen up right", 1.3, lambda g, bg: _slant(g, bg, 1, -1)),
    ("seen down left", 1.3, lambda g, bg: _slant(g, bg, -1, 1)),
    ("seen down right", 1.3, lambda g, bg: _slant(g, bg, -1, -1)),
    ("between in the row", 0.9, lambda g, bg: _between(g, bg, 1)),
    ("between in the column", 0.9, lambda g, bg: _between(g, bg, 0)),
    ("drawn in the row", 1.3, lambda g, bg: _counts(g, bg, 1)),
    ("drawn in the column", 1.3, lambda g, bg: _counts(g, bg, 0)),
    ("colour of the row", 1.2, lambda g, bg: _colour_of_line(g, bg, 1)),
    ("colour of the column", 1.2, lambda g, bg: _colour_of_line(g, bg, 0)),
    ("row of one colour", 1.1, lambda g, _: _uniform(g, 1)),
    ("column of one colour", 1.1, lambda g, _: _uniform(g, 0)),
    ("rank of its colour", 1.1, _rank_of_colour),
    ("steps from the left", 1.3, lambda g, bg: _distance(g, bg, 1, True)),
    ("steps from the right", 1.3, lambda g, bg: _distance(g, bg, 1, False)),
    ("steps from above", 1.3, lambda g, bg: _distance(g, bg, 0, True)),
    ("steps from below", 1.3, lambda g, bg: _distance(g, bg, 0, False)),
    ("steps from the left, odd or even", 1.4, lambda g, bg: _distance(g, bg, 1, True) % 2),
    ("steps from above, odd or even", 1.4, lambda g, bg: _distance(g, bg, 0, True) % 2),
    ("steps to what is drawn", 1.2, _near),
]


# ---- about one colour --------------------------------------------------------------------------------------------


def _beside(cells: npt.NDArray[np.bool_], ways: tuple[tuple[int, int], ...]) -> Layer:
    """How many neighbours are such cells."""
    out = np.zeros(cells.shape, np.int16)
    for way in ways:
        out += shifted(cells.astype(np.int8), *way, 0)
    return out


def _in_sight(cells: npt.NDArray[np.bool_], axis: int) -> Layer:
    return np.broadcast_to(cells.any(axis, keepdims=True), cells.shape).astype(np.int16)


_OF_COLOUR: list[tuple[str, float, Callable[[npt.NDArray[np.bool_]], npt.NDArray[np.generic]]]] = [
    ("beside", 1.1, lambda cells: _beside(cells, _SIDES) > 0),
    ("beside, corners too,", 1.1, lambda cells: _beside(cells, _AROUND) > 0),
    ("at a corner of", 1.2, lambda cells: _beside(cells, _CORNERS) > 0),
    ("neighbours of", 1.3, lambda cells: _beside(cells, _AROUND)),
    ("in a row with", 1.2, lambda cells: _in_sight(cells, 1)),
    ("in a column with", 1.2, lambda cells: _in_sight(cells, 0)),
    ("in a line with", 1.2, lambda cells: _in_sight(cells, 0) + 2 * _in_sight(cells, 1)),
    ("steps to", 1.4, lambda cells: _near(cells.astype(np.int8), 0)),
    ("inside walls of", 1.1, lambda cells: enclosed(cells) & ~cells),
]


# ---- about objects -----------------------------------------------------------------------------------------------

About = Callable[[tuple[Thing, ...]], list[int]]


def _ranks(found: tuple[Thing, ...], of: Callable[[Thing], int], sign: int) -> list[int]:
    """0 for the first, equal ones alike."""
    order = sorted({sign * of(t) for t in found})
    return [order.index(sign * of(t)) for t in found]


def _alike(found: tuple[Thing, ...], of: Callable[[Thing], object]) -> list[int]:
    counts = Counter(of(t) for t in found)
    return [counts[of(t)] for t in found]


_ABOUT_OBJECTS: list[tuple[str, float, About]] = [
    ("size", 0.0, lambda ts: [t.size for t in ts]),
    ("rank by size", 0.0, lambda ts: _ranks(ts, lambda t: t.size, -1)),
    ("rank by size from the smallest", 0.1, lambda ts: _ranks(ts, lambda t: t.size, 1)),
    ("being the largest", 0.0, lambda ts: [int(t.size == max(o.size for o in ts)) for t in ts]),
    ("being the smallest", 0.1, lambda ts: [int(t.size == min(o.size for o in ts)) for t in ts]),
    ("size, odd or even", 0.3, lambda ts: [t.size % 2 for t in ts]),
    ("height", 0.2, lambda ts: [t.height for t in ts]),
    ("width", 0.2, lambda ts: [t.width for t in ts]),
    ("rank by height", 0.3, lambda ts: _ranks(ts, lambda t: t.height, -1)),
    ("standing or lying", 0.3, lambda ts: [int(np.sign(t.height - t.width)) for t in ts]),
    ("holes", 0.1, lambda ts: [t.holes for t in ts]),
    ("having a hole", 0.1, lambda ts: [int(t.holes > 0) for t in ts]),
    ("touching the border", 0.1, lambda ts: [int(t.edge) for t in ts]),
    ("symmetry", 0.3, lambda ts: [t.symmetry for t in ts]),
    ("being a square", 0.3, lambda ts: [int(t.size == t.height * t.width and t.height == t.width) for t in ts]),
    ("being a full block", 0.3, lambda ts: [int(t.size == t.height * t.width) for t in ts]),
    ("colours", 0.3, lambda ts: [len(t.palette) for t in ts]),
    ("main colour", 0.2, lambda ts: [t.colour for t in ts]),
    ("equals in shape", 0.2, lambda ts: _alike(ts, lambda t: t.shape)),
    ("equals in size", 0.3, lambda ts: _alike(ts, lambda t: t.size)),
    ("equals in colour", 0.3, lambda ts: _alike(ts, lambda t: t.colour)),
    ("place from the left", 0.3, lambda ts: _ranks(ts, lambda t: t.left, 1)),
    ("place from the top", 0.3, lambda ts: _ranks(ts, lambda t: t.top, 1)),
    ("place from the right", 0.4, lambda ts: _ranks(ts, lambda t: t.left + t.width, -1)),
    ("place from the bottom", 0.4, lambda ts: _ranks(ts, lambda t: t.top + t.height, -1)),
]
