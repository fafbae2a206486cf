"""Drawing from what stands there: lines between objects, ends that go on, images mirrored about one object."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from solvers.kinds.arc.changes import Change, shifted
from solvers.kinds.arc.objects import Thing, things
from solvers.kinds.arc.task import Grid

Choice = Callable[[Sequence[Thing]], Thing | None]
_AROUND = tuple((down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right)


def _only(found: Sequence[Thing], best: int, of: Callable[[Thing], int]) -> Thing | None:
    chosen = [t for t in found if of(t) == best]
    return chosen[0] if len(chosen) == 1 and len(found) > 1 else None


def _odd_colour(found: Sequence[Thing]) -> Thing | None:
    colours = [t.colour for t in found]
    alone = [t for t in found if colours.count(t.colour) == 1]
    return alone[0] if len(alone) == 1 else None


_CHOICES: dict[str, Choice] = {
    "largest": lambda ts: _only(ts, max((t.size for t in ts), default=0), lambda t: t.size),
    "smallest": lambda ts: _only(ts, min((t.size for t in ts), default=0), lambda t: t.size),
    "odd one by colour": _odd_colour,
    "most symmetric": lambda ts: _only(ts, max((t.symmetry for t in ts), default=0), lambda t: t.symmetry),
    "block": lambda ts: _only(ts, 1, lambda t: int(t.size == t.height * t.width > 1)),
}


def rays(background: int, colours: Sequence[int]) -> Iterator[Change]:
    """All of them; `colours` are those that every input holds."""
    for name, choice in _CHOICES.items():
        for turned in (False, True):
            yield Change(
                f"images about the {name} object{', turned' if turned else ''}", 1.5 + 0.2 * turned,
                lambda g, c=choice, t=turned: _about(g, background, c, t),  # type: ignore[misc]
            )  # fmt: skip
        yield Change(f"lines to the {name} object", 1.5, lambda g, c=choice: _towards(g, background, c))  # type: ignore[misc]
        yield Change(f"lines from the {name} object", 1.6, lambda g, c=choice: _from(g, background, c))  # type: ignore[misc]
    for colour in colours:
        if colour != background:
            yield Change(f"lines to colour {colour}", 1.6, lambda g, c=colour: _to_colour(g, background, c))  # type: ignore[misc]
    yield Change("ends go on", 1.5, lambda g: _ends(g, background, bounce=False))
    yield Change("ends go on and bounce", 1.7, lambda g: _ends(g, background, bounce=True))
    for ways, said in ((((0, 1), (0, -1), (1, 0), (-1, 0)), "straight"), (_DIAGONAL, "slanted"), (_AROUND, "all")):
        yield Change(f"{said} rays of single cells", 1.6, lambda g, w=ways: _from_singles(g, background, w))  # type: ignore[misc]
        yield Change(f"ring of single cells, {said}", 1.6, lambda g, w=ways: _rings(g, background, w))  # type: ignore[misc]


_DIAGONAL = ((1, 1), (1, -1), (-1, 1), (-1, -1))


def _chosen(g: Grid, background: int, choice: Choice) -> Thing | None:
    found = things(g, background, one_colour=True, diagonal=True)
    return choice(found) if 2 <= len(found) <= 60 else None


def _about(g: Grid, background: int, choice: Choice, turned: bool) -> Grid | None:
    """United with its mirror images (or quarter turns) about the middle of one object."""
    still = _chosen(g, background, choice)
    if still is None or (turned and still.height != still.width):
        return None
    rows, columns = np.nonzero(g != background)
    down, right = 2 * still.top + still.height - 1, 2 * still.left + still.width - 1  # twice the middle
    out = g.copy()
    r, c = rows, columns
    images = [(down - r, c), (r, right - c), (down - r, right - c)]
    if turned:
        images = []
        for _ in range(3):  # a quarter turn about the middle: twice the offsets stay whole numbers
            r, c = (2 * c - right + down) // 2, (down - 2 * r + right) // 2
            images.append((r, c))
    for to_rows, to_columns in images:
        good = (to_rows >= 0) & (to_rows < g.shape[0]) & (to_columns >= 0) & (to_columns < g.shape[1])
        free = out[to_rows[good], to_columns[good]] == background
        out[to_rows[good][free], to_columns[good][free]] = g[rows[good][free], columns[good][free]]
    return out


def _line(out: Grid, start: tuple[int, int], way: tuple[int, int], background: int, colour: int) -> tuple[int, int]:
    """Draw from beside `start` over background until something stands in the way; where it ended."""
    r, c = start[0] + way[0], start[1] + way[1]
    while 0 <= r < out.shape[0] and 0 <= c < out.shape[1] and out[r, c] == background:
        out[r, c] = colour
        r, c = r + way[0], c + way[1]
    return r, c


def _reaches(g: Grid, start: tuple[int, int], way: tuple[int, int], background: int) -> tuple[int, int] | None:
    """The first drawn cell on the way."""
    r, c = start[0] + way[0], start[1] + way[1]
    while 0 <= r < g.shape[0] and 0 <= c < g.shape[1]:
        if g[r, c] != background:
            return r, c
        r, c = r + way[0], c + way[1]
    return None


_STRAIGHT = ((0, 1), (0, -1), (1, 0), (-1, 0))


def _towards(g: Grid, background: int, choice: Choice) -> Grid | None:
    """Every other cell that sees the object in its row or column draws a line to it, in its own colour."""
    still = _chosen(g, background, choice)
    return None if still is None else _lines(g, background, _cells(g, still))


def _to_colour(g: Grid, background: int, colour: int) -> Grid | None:
    goal = set(zip(*(part.tolist() for part in np.nonzero(g == colour)), strict=True))
    return _lines(g, background, goal) if goal else None


def _cells(g: Grid, thing: Thing) -> set[tuple[int, int]]:
    box = g[thing.top : thing.top + thing.height, thing.left : thing.left + thing.width] == thing.colour
    rows, columns = np.nonzero(box)
    return {(r + thing.top, c + thing.left) for r, c in zip(rows.tolist(), columns.tolist(), strict=True)}


def _lines(g: Grid, background: int, goal: set[tuple[int, int]]) -> Grid:
    out = g.copy()
    for r, c in zip(*(part.tolist() for part in np.nonzero(g != background)), strict=True):
        if (r, c) in goal:
            continue
        for way in _STRAIGHT:
            if _reaches(g, (r, c), way, background) in goal:
                _line(out, (r, c), way, background, int(g[r, c]))
    return out


def _from(g: Grid, background: int, choice: Choice) -> Grid | None:
    """The object's rows and columns in its colour, as far as nothing stands in the way."""
    still = _chosen(g, background, choice)
    if still is None:
        return None
    out = g.copy()
    for cell in _cells(g, still):
        for way in _STRAIGHT:
            _line(out, cell, way, background, still.colour)
    return out


def _ends(g: Grid, background: int, *, bounce: bool) -> Grid:
    """A cell with one drawn neighbour of its colour is an end: it goes on away from that neighbour."""
    out = g.copy()
    for r, c in zip(*(part.tolist() for part in np.nonzero(g != background)), strict=True):
        near = [
            (down, right)
            for down, right in _AROUND
            if 0 <= r + down < g.shape[0] and 0 <= c + right < g.shape[1] and g[r + down, c + right] == g[r, c]
        ]
        if len(near) != 1:
            continue
        way, at = (-near[0][0], -near[0][1]), (r, c)
        for _ in range(8 if bounce else 1):
            end = _line(out, at, way, background, int(g[r, c]))
            last = end[0] - way[0], end[1] - way[1]
            if not bounce or not (way[0] and way[1]) or last == at:
                break
            blocked_down = not _free(out, (last[0] + way[0], last[1]), background)
            blocked_right = not _free(out, (last[0], last[1] + way[1]), background)
            if blocked_down == blocked_right or not _inside(out, end):
                break
            way, at = (-way[0] if blocked_down else way[0], -way[1] if blocked_right else way[1]), last
    return out


def _inside(g: Grid, at: tuple[int, int]) -> bool:
    return bool(0 <= at[0] < g.shape[0] and 0 <= at[1] < g.shape[1])


def _free(g: Grid, at: tuple[int, int], background: int) -> bool:
    return _inside(g, at) and bool(g[at] == background)


def _singles(g: Grid, background: int) -> list[tuple[int, int]]:
    found = things(g, background, one_colour=True, diagonal=True)
    return [(t.top, t.left) for t in found if t.size == 1]


def _from_singles(g: Grid, background: int, ways: Sequence[tuple[int, int]]) -> Grid | None:
    cells = _singles(g, background)
    if not 1 <= len(cells) <= 60:
        return None
    out = g.copy()
    for cell in cells:
        for way in ways:
            _line(out, cell, way, background, int(g[cell]))
    return out


def _rings(g: Grid, background: int, ways: Sequence[tuple[int, int]]) -> Grid | None:
    cells = _singles(g, background)
    if not 1 <= len(cells) <= 60:
        return None
    alone = np.full_like(g, background)
    for cell in cells:
        alone[cell] = g[cell]
    out = g.copy()
    for way in ways:
        out = np.where(out == background, shifted(alone, *way, background), out)
    return out
