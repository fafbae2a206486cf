"""Changes by object: cut out the one that is most or unlike the rest, keep or drop such ones, move and alter each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from solvers.kinds.arc.changes import Change
from solvers.kinds.arc.objects import MEASURES, MODES, Thing, enclosed, things
from solvers.kinds.arc.task import LARGEST, Grid

Pick = Callable[[Sequence[Thing]], Sequence[Thing]]
_MODE_NAMES = {
    (True, False): "one-coloured", (True, True): "one-coloured, corners joined", (False, True): "corners joined",
    (False, False): "joined",
}  # fmt: skip


def picks(background: int) -> Iterator[Change]:
    """Cut out and filter by every way to choose, then move and alter."""
    for mode in MODES:
        for name, cost, pick in ways():
            said = f"{name} object ({_MODE_NAMES[mode]})"
            yield Change(f"cut out the {said}", 1.3 + cost, lambda g, m=mode, p=pick: _cut(g, background, m, p))  # type: ignore[misc]
            yield Change(f"keep the {said}", 1.4 + cost, lambda g, m=mode, p=pick: _kept(g, background, m, p, True))  # type: ignore[misc]
            yield Change(f"drop the {said}", 1.5 + cost, lambda g, m=mode, p=pick: _kept(g, background, m, p, False))  # type: ignore[misc]
        yield from _alterations(background, mode)
    yield Change("objects side by side", 1.8, lambda g: _lined_up(g, background, 1))
    yield Change("objects below each other", 1.8, lambda g: _lined_up(g, background, 0))
    yield Change("a cell for every object, in a row", 1.9, lambda g: _summed(g, background))
    yield Change("background filled as an object cut out", 1.9, lambda g: _cut(g, -1, (True, False), _of_box))


def ways() -> Iterator[tuple[str, float, Pick]]:
    """(name, cost, how to choose): most or least in some measure, or alone in something."""
    for measure, of in MEASURES.items():
        cheap = 0.0 if measure == "size" else 0.3
        yield f"largest by {measure}", cheap, lambda ts, f=of: _extreme(ts, f, 1)  # type: ignore[misc]
        yield f"smallest by {measure}", cheap + 0.1, lambda ts, f=of: _extreme(ts, f, -1)  # type: ignore[misc]
        if measure in ("size", "holes", "symmetry", "colours", "height"):
            yield f"odd one by {measure}", 0.4, lambda ts, f=of: _odd(ts, f)  # type: ignore[misc]
    yield "odd one by colour", 0.3, lambda ts: _odd(ts, lambda t: t.colour)
    yield "odd one by shape", 0.3, lambda ts: _odd(ts, lambda t: t.shape)
    yield "commonest by shape", 0.3, lambda ts: _common(ts, lambda t: t.shape)
    yield "commonest by colour", 0.4, lambda ts: _common(ts, lambda t: t.colour)
    yield "inner", 0.3, lambda ts: [t for t in ts if not t.edge]
    yield "bordering", 0.4, lambda ts: [t for t in ts if t.edge]
    yield "single-cell", 0.3, lambda ts: [t for t in ts if t.size == 1]
    yield "holed", 0.3, lambda ts: [t for t in ts if t.holes]
    yield "symmetric", 0.5, lambda ts: [t for t in ts if t.symmetry]
    yield "block", 0.5, lambda ts: [t for t in ts if t.size == t.height * t.width]


def _extreme(found: Sequence[Thing], of: Callable[[Thing], int], sign: int) -> Sequence[Thing]:
    best = max(sign * of(t) for t in found)
    chosen = [t for t in found if sign * of(t) == best]
    return chosen if len(chosen) < len(found) or len(found) == 1 else ()


def _odd(found: Sequence[Thing], of: Callable[[Thing], object]) -> Sequence[Thing]:
    counts = Counter(of(t) for t in found)
    alone = [t for t in found if counts[of(t)] == 1]
    return alone if len(alone) == 1 and len(found) > 2 else ()


def _common(found: Sequence[Thing], of: Callable[[Thing], object]) -> Sequence[Thing]:
    counts = Counter(of(t) for t in found).most_common(2)
    if len(counts) == 2 and counts[0][1] == counts[1][1]:
        return ()
    return [t for t in found if of(t) == counts[0][0]]


def _of_box(found: Sequence[Thing]) -> Sequence[Thing]:
    """The largest one-coloured full rectangle."""
    full = [t for t in found if t.size == t.height * t.width]
    return _extreme(full, lambda t: t.size, 1) if full else ()


def _cut(g: Grid, background: int, mode: tuple[bool, bool], pick: Pick) -> Grid | None:
    found = things(g, background, one_colour=mode[0], diagonal=mode[1])
    chosen = pick(found) if found else ()
    if len({t.colours.tobytes() for t in chosen}) != 1:
        return None
    return chosen[0].colours


def _kept(g: Grid, background: int, mode: tuple[bool, bool], pick: Pick, keep: bool) -> Grid | None:
    found = things(g, background, one_colour=mode[0], diagonal=mode[1])
    chosen = pick(found) if found else ()
    if not chosen:
        return None
    out = np.full_like(g, background) if keep else g.copy()
    for t in chosen:
        box = out[t.top : t.top + t.height, t.left : t.left + t.width]
        box[t.mask] = t.colours[t.mask] if keep else background
    return out


# ---- every object by itself --------------------------------------------------------------------------------------


def _alterations(background: int, mode: tuple[bool, bool]) -> Iterator[Change]:
    said = f"every object ({_MODE_NAMES[mode]})"

    def each(name: str, cost: float, alter: Callable[[Grid, int], Grid | None]) -> Change:
        return Change(f"{said}: {name}", cost, lambda g: _each(g, background, mode, alter))

    yield each("mirror left and right", 1.7, lambda p, _: p[:, ::-1])
    yield each("mirror top and bottom", 1.7, lambda p, _: p[::-1])
    yield each("half turn", 1.8, lambda p, _: p[::-1, ::-1])
    yield each("fill its holes", 1.6, lambda p, bg: np.where(enclosed(p != bg) & (p == bg), _main(p, bg), p))
    yield each("fill its box", 1.6, lambda p, bg: np.where(p == bg, _main(p, bg), p))
    yield each("hollow it out", 1.6, _hollow)
    yield each("all in its commonest colour", 1.6, lambda p, bg: np.where(p == bg, bg, _main(p, bg)))
    yield each("all in its rarest colour", 1.6, lambda p, bg: np.where(p == bg, bg, _rare(p, bg)))
    yield each("swap its two colours", 1.7, _swapped)
    yield each("complete by symmetry", 1.8, _symmetric)
    for name, way in {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}.items():
        yield Change(f"{said}: slide {name}", 1.6, lambda g, w=way: _slide(g, background, mode, w))  # type: ignore[misc]
    for name, sign in {"largest": 1, "smallest": -1}.items():
        yield Change(f"{said}: slide to the {name}", 1.8, lambda g, s=sign: _attracted(g, background, mode, s))  # type: ignore[misc]
        yield Change(f"{said}: reflected at the {name}", 1.9, lambda g, s=sign: _reflected(g, background, mode, s))  # type: ignore[misc]


def _main(part: Grid, background: int) -> int:
    counts = np.bincount(part.ravel(), minlength=10)
    counts[background] = 0
    return int(counts.argmax())


def _rare(part: Grid, background: int) -> int:
    counts = np.bincount(part.ravel(), minlength=10)
    counts[background] = 0
    return int(np.where(counts, counts, 10_000).argmin())


def _hollow(part: Grid, background: int) -> Grid:
    inner = part != background
    padded = np.pad(inner, 1)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            inner = inner & padded[1 + down : 1 + down + part.shape[0], 1 + right : 1 + right + part.shape[1]]
    return np.where(inner, background, part).astype(np.int8)


def _swapped(part: Grid, background: int) -> Grid | None:
    pair = [c for c in np.unique(part).tolist() if c != background]
    if len(pair) != 2:
        return None
    return np.where(part == background, background, sum(pair) - part).astype(np.int8)


def _symmetric(part: Grid, background: int) -> Grid:
    for other in (part[:, ::-1], part[::-1], part[::-1, ::-1]):
        part = np.where(part == background, other, part)
    return part


def _each(g: Grid, background: int, mode: tuple[bool, bool], alter: Callable[[Grid, int], Grid | None]) -> Grid | None:
    found = things(g, background, one_colour=mode[0], diagonal=mode[1])
    if not found or len(found) > 40:
        return None
    out = g.copy()
    for t in found:
        part = np.where(t.mask, t.colours, background).astype(np.int8)
        changed = alter(part, background)
        if changed is None or changed.shape != part.shape:
            continue
        box = out[t.top : t.top + t.height, t.left : t.left + t.width]
        box[t.mask] = background
        box[changed != background] = changed[changed != background]
    return out


def _slide(g: Grid, background: int, mode: tuple[bool, bool], way: tuple[int, int]) -> Grid | None:
    """Every object moves until it meets the border or another."""
    found = list(things(g, background, one_colour=mode[0], diagonal=mode[1]))
    if not found or len(found) > 40:
        return None
    found.sort(key=lambda t: -(way[0] * (t.top + t.height) + way[1] * (t.left + t.width)))
    if sum(way) < 0:
        found.sort(key=lambda t: t.top * -way[0] + t.left * -way[1])
    out = g.copy()
    for t in found:
        _moved(out, t, way, background)
    return out


def _moved(out: Grid, t: Thing, way: tuple[int, int], background: int) -> int:
    """Slide one object in place; returns how far it went."""
    out[t.top : t.top + t.height, t.left : t.left + t.width][t.mask] = background
    top, left, far = t.top, t.left, 0
    while True:
        r, c = top + way[0], left + way[1]
        if r < 0 or c < 0 or r + t.height > out.shape[0] or c + t.width > out.shape[1]:
            break
        if (out[r : r + t.height, c : c + t.width][t.mask] != background).any():
            break
        top, left, far = r, c, far + 1
    out[top : top + t.height, left : left + t.width][t.mask] = t.colours[t.mask]
    return far


def _still(found: Sequence[Thing], sign: int) -> Thing | None:
    """The one largest (sign 1) or smallest (-1) object."""
    sizes = [sign * t.size for t in found]
    if not 2 <= len(found) <= 20 or sizes.count(max(sizes)) > 1:
        return None
    return max(found, key=lambda t: sign * t.size)


def _reflected(g: Grid, background: int, mode: tuple[bool, bool], sign: int) -> Grid | None:
    """All other objects are mirrored at the middle of one, along the line that joins them; they leave their places."""
    found = things(g, background, one_colour=mode[0], diagonal=mode[1])
    still = _still(found, sign)
    if still is None:
        return None
    out = np.full_like(g, background)
    rows, columns = np.nonzero(g != background)
    own = (rows >= still.top) & (rows < still.top + still.height)
    beside = (columns >= still.left) & (columns < still.left + still.width)
    to_rows = np.where(own, rows, 2 * still.top + still.height - 1 - rows)
    to_columns = np.where(beside, columns, 2 * still.left + still.width - 1 - columns)
    good = (to_rows >= 0) & (to_rows < g.shape[0]) & (to_columns >= 0) & (to_columns < g.shape[1])
    out[to_rows[good], to_columns[good]] = g[rows[good], columns[good]]
    return out


def _attracted(g: Grid, background: int, mode: tuple[bool, bool], sign: int) -> Grid | None:
    """All objects but the largest or smallest move straight towards it until they touch."""
    found = things(g, background, one_colour=mode[0], diagonal=mode[1])
    still = _still(found, sign)
    if still is None:
        return None
    out = g.copy()
    for t in sorted(found, key=lambda t: abs(t.top - still.top) + abs(t.left - still.left)):
        if t is still:
            continue
        beside = t.left < still.left + still.width and still.left < t.left + t.width
        level = t.top < still.top + still.height and still.top < t.top + t.height
        if beside and not level:
            _moved(out, t, (1 if t.top < still.top else -1, 0), background)
        elif level and not beside:
            _moved(out, t, (0, 1 if t.left < still.left else -1), background)
    return out


def _lined_up(g: Grid, background: int, axis: int) -> Grid | None:
    found = sorted(things(g, background, one_colour=False, diagonal=True), key=lambda t: t.left if axis else t.top)
    sizes = {t.height if axis else t.width for t in found}
    if len(found) < 2 or len(sizes) != 1:
        return None
    out = np.concatenate([t.colours for t in found], axis=axis)
    return out if max(out.shape) <= LARGEST else None


def _summed(g: Grid, background: int) -> Grid | None:
    """One cell an object, in its colour, largest first."""
    found = sorted(things(g, background, one_colour=True, diagonal=True), key=lambda t: -t.size)
    if not 1 <= len(found) <= LARGEST or len({t.size for t in found}) != len(found):
        return None
    return np.array([[t.colour for t in found]], np.int8)
