"""What is counted becomes a picture: colours as bars, cells as a row, the commonest colour of every row and column."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from solvers.kinds.arc.changes import Change, distinct_lines
from solvers.kinds.arc.task import LARGEST, Grid


def counting(background: int) -> Iterator[Change]:
    """All of them."""
    for rarest in (False, True):
        said = "rarest first" if rarest else "commonest first"
        for down in (True, False):
            way = "standing" if down else "lying"
            yield Change(
                f"bars of all colours, {way}, {said}", 1.8,
                lambda g, r=rarest, d=down: _bars(g, -1, r, d),  # type: ignore[misc]
            )  # fmt: skip
            yield Change(
                f"bars of drawn colours, {way}, {said}", 1.8,
                lambda g, r=rarest, d=down: _bars(g, background, r, d),  # type: ignore[misc]
            )  # fmt: skip
        yield Change(f"drawn colours in a row, {said}", 1.7, lambda g, r=rarest: _in_a_row(g, background, r))  # type: ignore[misc]
    yield Change("every row in its commonest colour", 1.5, lambda g: _commonest(g, 1))
    yield Change("every column in its commonest colour", 1.5, lambda g: _commonest(g, 0))
    yield Change("commonest colours of the rows", 1.6, lambda g: distinct_lines(_commonest(g, 1)[:, :1]))
    yield Change("commonest colours of the columns", 1.6, lambda g: distinct_lines(_commonest(g, 0)[:1]))
    yield Change("drawn cells in a row", 1.8, lambda g: _drawn_cells(g, background))


def _ranked(g: Grid, background: int, rarest: bool) -> list[tuple[int, int]]:
    """(colour, cells) in order; empty where two are equally common."""
    counts = np.bincount(g.ravel(), minlength=10)
    if background >= 0:
        counts[background] = 0
    found = sorted(((c, int(counts[c])) for c in np.flatnonzero(counts).tolist()), key=lambda each: each[1])
    if len({count for _, count in found}) < len(found):
        return []
    return found if rarest else found[::-1]


def _bars(g: Grid, background: int, rarest: bool, standing: bool) -> Grid | None:
    """A bar a colour from the top (or left), as long as the colour has cells."""
    found = _ranked(g, background, rarest)
    longest = max((count for _, count in found), default=0)
    if not found or longest > LARGEST:
        return None
    out = np.zeros((longest, len(found)), np.int8)
    for at, (colour, count) in enumerate(found):
        out[:count, at] = colour
    return out if standing else out.T


def _in_a_row(g: Grid, background: int, rarest: bool) -> Grid | None:
    found = _ranked(g, background, rarest)
    return np.array([[colour for colour, _ in found]], np.int8) if found else None


def _commonest(g: Grid, axis: int) -> Grid:
    lines: npt.NDArray[np.int8] = g if axis == 1 else g.T
    colours = np.array([np.bincount(line, minlength=10).argmax() for line in lines], np.int8)
    out = np.broadcast_to(colours[:, None], lines.shape)
    return np.ascontiguousarray(out if axis == 1 else out.T)


def _drawn_cells(g: Grid, background: int) -> Grid | None:
    drawn = g[g != background]
    return drawn[None].astype(np.int8) if 0 < len(drawn) <= LARGEST else None
