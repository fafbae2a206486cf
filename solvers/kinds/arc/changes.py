"""Changes of a whole picture: turn, cut, tile, fill, draw. Each maps a grid to a grid, or to None without sense."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solvers.kinds.arc.objects import enclosed
from solvers.kinds.arc.task import LARGEST, Grid

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Change:
    """A named step of a program; `cost` orders the search, cheap first."""

    name: str
    cost: float
    apply: Callable[[Grid], Grid | None]


def changes(background: int, colours: tuple[int, ...], ratios: tuple[int, ...]) -> Iterator[Change]:
    """All changes for a task: `colours` are those that stand in every input, `ratios` sizes of output to input."""
    yield from turns()
    yield from cuts(background)
    yield from tilings(background, ratios)
    yield from paints(background, colours)
    yield from drawings(background)
    yield from repairs(background, colours)


# ---- turns, cuts and tilings -------------------------------------------------------------------------------------


def turns() -> Iterator[Change]:
    yield Change("mirror left and right", 1.0, lambda g: g[:, ::-1])
    yield Change("mirror top and bottom", 1.0, lambda g: g[::-1])
    yield Change("half turn", 1.0, lambda g: g[::-1, ::-1])
    yield Change("quarter turn left", 1.0, lambda g: np.rot90(g))
    yield Change("quarter turn right", 1.0, lambda g: np.rot90(g, 3))
    yield Change("transpose", 1.0, lambda g: g.T)
    yield Change("transpose the other way", 1.2, lambda g: g[::-1, ::-1].T)


def cuts(background: int) -> Iterator[Change]:
    yield Change("crop to what is drawn", 1.0, lambda g: content(g, background))
    yield Change("cut the border off", 1.5, lambda g: g[1:-1, 1:-1] if min(g.shape) > 2 else None)
    for name, part in _PARTS.items():
        yield Change(name, 1.2, part)
    yield Change("drop empty rows and columns", 1.5, lambda g: squeeze(g, g != background))
    yield Change("drop repeated rows and columns", 1.5, distinct_lines)
    yield Change("the smallest repeated tile", 1.5, tile_of)
    yield Change("shrink blocks", 1.3, shrink)


def _half(g: Grid, axis: int, last: bool) -> Grid | None:
    size = g.shape[axis] // 2
    if not size:
        return None
    at = slice(g.shape[axis] - size, None) if last else slice(0, size)
    return g[at] if axis == 0 else g[:, at]


def _third(g: Grid, axis: int, which: int) -> Grid | None:
    size = g.shape[axis]
    if size < 3 or size % 3 == 1:
        return None
    gap = size % 3 // 2  # two separating lines
    part = (size - 2 * gap) // 3
    if size % 3 == 2:
        part, gap = (size - 2) // 3, 1
    at = slice(which * (part + gap), which * (part + gap) + part)
    return g[at] if axis == 0 else g[:, at]


_PARTS: dict[str, Callable[[Grid], Grid | None]] = {
    "top half": lambda g: _half(g, 0, False),
    "bottom half": lambda g: _half(g, 0, True),
    "left half": lambda g: _half(g, 1, False),
    "right half": lambda g: _half(g, 1, True),
    "top third": lambda g: _third(g, 0, 0),
    "middle rows": lambda g: _third(g, 0, 1),
    "bottom third": lambda g: _third(g, 0, 2),
    "left third": lambda g: _third(g, 1, 0),
    "middle columns": lambda g: _third(g, 1, 1),
    "right third": lambda g: _third(g, 1, 2),
}


def tilings(background: int, ratios: tuple[int, ...]) -> Iterator[Change]:
    for n in ratios:
        yield Change(f"enlarge {n} times", 1.2, lambda g, n=n: _small(g.repeat(n, 0).repeat(n, 1)))  # type: ignore[misc]
        yield Change(f"tile {n} by {n}", 1.2, lambda g, n=n: _small(np.tile(g, (n, n))))  # type: ignore[misc]
        yield Change(f"{n} copies side by side", 1.3, lambda g, n=n: _small(np.tile(g, (1, n))))  # type: ignore[misc]
        yield Change(f"{n} copies below", 1.3, lambda g, n=n: _small(np.tile(g, (n, 1))))  # type: ignore[misc]
        yield Change(f"widen {n} times", 1.4, lambda g, n=n: _small(g.repeat(n, 1)))  # type: ignore[misc]
        yield Change(f"heighten {n} times", 1.4, lambda g, n=n: _small(g.repeat(n, 0)))  # type: ignore[misc]
    yield Change("mirror image beside", 1.3, lambda g: _small(np.hstack((g, g[:, ::-1]))))
    yield Change("mirror image before", 1.4, lambda g: _small(np.hstack((g[:, ::-1], g))))
    yield Change("mirror image below", 1.3, lambda g: _small(np.vstack((g, g[::-1]))))
    yield Change("mirror image above", 1.4, lambda g: _small(np.vstack((g[::-1], g))))
    yield Change("frame of background", 1.6, lambda g: _small(np.pad(g, 1, constant_values=background)))
    yield Change("enlarge by its colours", 1.6, lambda g: _enlarged(g, len(set(np.unique(g)) - {background})))
    yield Change("enlarge by its cells", 1.7, lambda g: _enlarged(g, int((g != background).sum())))
    yield Change("four turns", 1.6, _four_turns)


def _small(g: Grid) -> Grid | None:
    return g if max(g.shape) <= LARGEST else None


def _enlarged(g: Grid, times: int) -> Grid | None:
    return _small(g.repeat(times, 0).repeat(times, 1)) if 1 < times <= LARGEST else None


def _four_turns(g: Grid) -> Grid | None:
    if g.shape[0] != g.shape[1]:
        return None
    return _small(np.vstack((np.hstack((g, np.rot90(g, 3))), np.hstack((np.rot90(g), np.rot90(g, 2))))))


def content(g: Grid, background: int) -> Grid | None:
    """The bounding box of all that is not background."""
    drawn = g != background
    if not drawn.any():
        return None
    down, right = np.flatnonzero(drawn.any(1)), np.flatnonzero(drawn.any(0))
    return g[down[0] : down[-1] + 1, right[0] : right[-1] + 1]


def squeeze(g: Grid, kept: Mask) -> Grid | None:
    """Only the rows and columns that hold a kept cell."""
    down, right = kept.any(1), kept.any(0)
    return g[down][:, right] if down.any() else None


def distinct_lines(g: Grid) -> Grid:
    """A row or column that repeats the one before is dropped."""
    down = np.concatenate(([True], (g[1:] != g[:-1]).any(1)))
    g = g[down]
    right = np.concatenate(([True], (g[:, 1:] != g[:, :-1]).any(0)))
    return g[:, right]


def shrink(g: Grid) -> Grid | None:
    """Equal blocks to one cell each, by the largest block size that fits."""
    height, width = g.shape
    for n in range(min(height, width), 1, -1):
        if height % n == 0 and width % n == 0:
            small = g[::n, ::n]
            if np.array_equal(small.repeat(n, 0).repeat(n, 1), g):
                return small
    return None


def period(g: Grid, axis: int, unknown: int = -1) -> int:
    """The least shift along `axis` that maps the grid to itself where neither cell is `unknown`."""
    lines = g if axis == 0 else g.T
    for shift in range(1, len(lines)):
        a, b = lines[shift:], lines[:-shift]
        if ((a == b) | (a == unknown) | (b == unknown)).all():
            return shift
    return len(lines)


def tile_of(g: Grid) -> Grid | None:
    down, right = period(g, 0), period(g, 1)
    return g[:down, :right] if (down, right) != g.shape else None


# ---- paints ------------------------------------------------------------------------------------------------------


def paints(background: int, colours: tuple[int, ...]) -> Iterator[Change]:
    for c in colours:
        yield Change(f"only colour {c}", 1.2, lambda g, c=c: np.where(g == c, g, background).astype(np.int8))  # type: ignore[misc]
        yield Change(f"without colour {c}", 1.2, lambda g, c=c: np.where(g == c, background, g).astype(np.int8))  # type: ignore[misc]
        yield Change(f"crop to colour {c}", 1.2, lambda g, c=c: _where(g, g == c))  # type: ignore[misc]
        yield Change(f"inside the frame of colour {c}", 1.4, lambda g, c=c: _inside(g, g == c))  # type: ignore[misc]
    yield Change("only the commonest colour", 1.4, lambda g: _keep(g, background, -1))
    yield Change("only the rarest colour", 1.4, lambda g: _keep(g, background, 0))
    yield Change("without the commonest colour", 1.5, lambda g: _drop(g, background, -1))
    yield Change("without the rarest colour", 1.5, lambda g: _drop(g, background, 0))
    yield Change("swap the two colours", 1.3, _swap)
    yield Change("all in the commonest colour", 1.6, lambda g: _all_in(g, background, -1))
    yield Change("all in the rarest colour", 1.6, lambda g: _all_in(g, background, 0))
    yield Change("the commonest colour as one cell", 2.0, lambda g: _one_cell(g, background, -1))
    yield Change("the rarest colour as one cell", 2.0, lambda g: _one_cell(g, background, 0))
    yield Change("filled with the commonest colour", 2.0, lambda g: _flood(g, background, -1))


def _where(g: Grid, mask: Mask) -> Grid | None:
    if not mask.any():
        return None
    down, right = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return g[down[0] : down[-1] + 1, right[0] : right[-1] + 1]


def _inside(g: Grid, mask: Mask) -> Grid | None:
    framed = _where(g, mask)
    return framed[1:-1, 1:-1] if framed is not None and min(framed.shape) > 2 else None


def _ranked(g: Grid, background: int) -> list[int]:
    """The colours that are not background, rarest first."""
    counts = np.bincount(g.ravel(), minlength=10)
    counts[background] = 0
    return sorted(np.flatnonzero(counts).tolist(), key=lambda c: int(counts[c]))


def _keep(g: Grid, background: int, which: int) -> Grid | None:
    ranked = _ranked(g, background)
    return np.where(g == ranked[which], g, background).astype(np.int8) if len(ranked) > 1 else None


def _drop(g: Grid, background: int, which: int) -> Grid | None:
    ranked = _ranked(g, background)
    return np.where(g == ranked[which], background, g).astype(np.int8) if len(ranked) > 1 else None


def _all_in(g: Grid, background: int, which: int) -> Grid | None:
    ranked = _ranked(g, background)
    return np.where(g == background, background, ranked[which]).astype(np.int8) if len(ranked) > 1 else None


def _one_cell(g: Grid, background: int, which: int) -> Grid | None:
    ranked = _ranked(g, background)
    return np.array([[ranked[which]]], np.int8) if ranked else None


def _flood(g: Grid, background: int, which: int) -> Grid | None:
    ranked = _ranked(g, background)
    return np.full_like(g, ranked[which]) if ranked else None


def _swap(g: Grid) -> Grid | None:
    pair = np.unique(g)
    return (pair.sum() - g).astype(np.int8) if len(pair) == 2 else None


# ---- drawings ----------------------------------------------------------------------------------------------------


def drawings(background: int) -> Iterator[Change]:
    for name, (axis, back) in {"down": (0, True), "up": (0, False), "right": (1, True), "left": (1, False)}.items():
        yield Change(f"cells fall {name}", 1.4, lambda g, a=axis, b=back: _fall(g, background, a, b))  # type: ignore[misc]
        yield Change(f"rays {name}", 1.4, lambda g, a=axis, b=back: _smear(g, background, a, b))  # type: ignore[misc]
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            if down or right:
                yield Change(
                    f"shift by {down} {right}", 1.3,
                    lambda g, d=down, r=right: shifted(g, d, r, background),  # type: ignore[misc]
                )  # fmt: skip
                if down and right:
                    yield Change(
                        f"slanted rays {down} {right}", 1.6,
                        lambda g, d=down, r=right: _slanted(g, background, d, r),  # type: ignore[misc]
                    )  # fmt: skip
    for steps in (2, 3):
        for down, right in ((0, steps), (0, -steps), (steps, 0), (-steps, 0)):
            yield Change(
                f"shift by {down} {right}", 1.5,
                lambda g, d=down, r=right: shifted(g, d, r, background),  # type: ignore[misc]
            )  # fmt: skip
    for down, right in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        yield Change(f"roll by {down} {right}", 1.7, lambda g, d=down, r=right: np.roll(g, (d, r), (0, 1)))  # type: ignore[misc]
    yield Change("join in rows", 1.3, lambda g: _joined(g, background, 1))
    yield Change("join in columns", 1.3, lambda g: _joined(g, background, 0))
    yield Change("join in rows and columns", 1.4, lambda g: _joined_both(g, background))
    yield Change("fill what is enclosed", 1.3, lambda g: _filled(g, background))
    yield Change("rows and columns of every cell", 1.5, lambda g: _cross(g, background))
    yield Change("thicken", 1.6, lambda g: _thick(g, background))
    yield Change("fill the box", 1.6, lambda g: _boxed(g, background))


def shifted(g: Grid, down: int, right: int, background: int) -> Grid:
    """Moved, what leaves is lost and background comes in."""
    out = np.full_like(g, background)
    height, width = g.shape
    if abs(down) < height and abs(right) < width:
        out[max(0, down) : height + min(0, down), max(0, right) : width + min(0, right)] = g[
            max(0, -down) : height - max(0, down), max(0, -right) : width - max(0, right)
        ]
    return out


def _fall(g: Grid, background: int, axis: int, to_end: bool) -> Grid:
    order = np.argsort((g != background) if to_end else (g == background), axis=axis, kind="stable")
    return np.take_along_axis(g, order, axis)


def _smear(g: Grid, background: int, axis: int, forward: bool) -> Grid:
    """Every background cell takes the colour seen last on the way."""
    lines = g if axis == 1 else g.T
    lines = lines if forward else lines[:, ::-1]
    at = np.where(lines != background, np.arange(lines.shape[1]), 0)
    out = np.take_along_axis(lines, np.maximum.accumulate(at, 1), 1)
    out = out if forward else out[:, ::-1]
    return out if axis == 1 else out.T


def _slanted(g: Grid, background: int, down: int, right: int) -> Grid:
    out = g.copy()
    for _ in range(max(g.shape) - 1):
        moved = shifted(out, down, right, background)
        grown = np.where(out == background, moved, out)
        if np.array_equal(grown, out):
            break
        out = grown
    return out


def _joined(g: Grid, background: int, axis: int) -> Grid:
    """Background between two cells of one colour in a line takes that colour."""
    before, after = _smear(g, background, axis, True), _smear(g, background, axis, False)
    return np.where((g == background) & (before == after), before, g)


def _joined_both(g: Grid, background: int) -> Grid:
    across, down = _joined(g, background, 1), _joined(g, background, 0)
    return np.where(across == background, down, across)


def _filled(g: Grid, background: int) -> Grid | None:
    inside = enclosed(g != background) & (g == background)
    if not inside.any():
        return None
    return np.where(inside, _smear(g, background, 1, True), g)


def _cross(g: Grid, background: int) -> Grid:
    rows = np.where((g != background).any(1, keepdims=True), g.max(1, keepdims=True), background)
    columns = np.where((g != background).any(0, keepdims=True), g.max(0, keepdims=True), background)
    lines = np.where(rows == background, columns, rows)
    return np.where(g == background, lines, g).astype(np.int8)


def _thick(g: Grid, background: int) -> Grid:
    out = g
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            out = np.where(out == background, shifted(g, down, right, background), out)
    return out


def _boxed(g: Grid, background: int) -> Grid | None:
    ranked = _ranked(g, background)
    box = content(g, background)
    if len(ranked) != 1 or box is None:
        return None
    down, right = np.flatnonzero((g != background).any(1)), np.flatnonzero((g != background).any(0))
    out = g.copy()
    out[down[0] : down[-1] + 1, right[0] : right[-1] + 1] = ranked[0]
    return out


# ---- repairs -----------------------------------------------------------------------------------------------------


def repairs(background: int, colours: tuple[int, ...]) -> Iterator[Change]:
    """What is missing (background, or one colour that covers it) is completed from symmetry or from a repeated tile."""
    for hole in (background, *colours):
        name = "background" if hole == background else f"colour {hole}"
        yield Change(f"{name} completed by symmetry", 1.6, lambda g, h=hole: _mirrored(g, h))  # type: ignore[misc]
        yield Change(f"{name} completed by its tile", 1.6, lambda g, h=hole: _tiled(g, h))  # type: ignore[misc]
        yield Change(f"{name} completed about the middle of what is drawn", 1.8, lambda g, h=hole: _about(g, h))  # type: ignore[misc]
    yield Change("without single cells", 1.5, lambda g: _smoothed(g, background))


def _mirrored(g: Grid, hole: int) -> Grid | None:
    """About the axes (also off the middle) under which most known cells agree."""
    best: Grid | None = None
    out = g
    for axis in (0, 1):
        found = _axis(out, hole, axis)
        if found is not None:
            lines = out if axis == 0 else out.T
            other = np.full_like(lines, hole)
            at = found - np.arange(len(lines))
            good = (at >= 0) & (at < len(lines))
            other[good] = lines[at[good]]
            out = np.where(lines == hole, other, lines) if axis == 0 else np.where(lines == hole, other, lines).T
            best = out
    if best is not None and best.shape[0] == best.shape[1] and (best == hole).any():
        agree = (best == best.T) | (best == hole) | (hole == best.T)
        if agree.all():
            best = np.where(best == hole, best.T, best)
    return best


def _axis(g: Grid, hole: int, axis: int) -> int | None:
    """The sum of the two indices that mirror each other, where no known pair disagrees; the most central one."""
    lines = g if axis == 0 else g.T
    size = len(lines)
    for off in range(size):
        for total in {size - 1 - off, size - 1 + off}:
            at = np.arange(max(0, total - size + 1), min(size, total + 1))
            a, b = lines[at], lines[total - at]
            if len(at) * 2 > size and ((a == b) | (a == hole) | (b == hole)).all():
                return total
    return None


def _tiled(g: Grid, hole: int) -> Grid | None:
    down, right = period(g, 0, hole), period(g, 1, hole)
    out = g.copy()
    for r in range(min(down, g.shape[0])):
        for c in range(min(right, g.shape[1])):
            same = g[r::down, c::right]
            known = same[same != hole]
            if len(known):
                out[r::down, c::right] = known[0]
    return out if not np.array_equal(out, g) else None


def _about(g: Grid, background: int) -> Grid | None:
    """What is drawn, united with its mirror images about the middle of its bounding box."""
    drawn = g != background
    if not drawn.any():
        return None
    down, right = np.flatnonzero(drawn.any(1)), np.flatnonzero(drawn.any(0))
    box = (slice(down[0], down[-1] + 1), slice(right[0], right[-1] + 1))
    out = g.copy()
    part = out[box]
    for other in (part[:, ::-1], part[::-1], part[::-1, ::-1]):
        part = np.where(part == background, other, part)
    if part.shape[0] == part.shape[1]:
        part = np.where(part == background, part.T, part)
    out[box] = part
    return out


def _smoothed(g: Grid, background: int) -> Grid:
    """A cell none of whose eight neighbours has its colour becomes background."""
    alone = np.ones(g.shape, bool)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            if down or right:
                alone &= shifted(g + 1, down, right, 0) != g + 1
    return np.where(alone, background, g).astype(np.int8)
