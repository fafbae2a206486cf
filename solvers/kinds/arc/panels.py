"""Pictures that lines divide into panels of one size: cut one out, unite them, sum each up; which one a cell is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from solvers.kinds.arc.changes import Change
from solvers.kinds.arc.task import Grid

Layer = npt.NDArray[np.int16]


class Panels(NamedTuple):
    """The parts between the lines, row by row, how many stand beside each other, and where each begins."""

    parts: tuple[Grid, ...]
    across: int
    tops: tuple[int, ...]
    lefts: tuple[int, ...]
    line: int
    """The colour of the lines."""

    @property
    def height(self) -> int:
        return int(self.parts[0].shape[0])

    @property
    def width(self) -> int:
        return int(self.parts[0].shape[1])


def panels(g: Grid) -> Panels | None:
    """The panels of a picture, if full lines of one colour part it into at least two of one size."""
    return _panels(g.tobytes(), (int(g.shape[0]), int(g.shape[1])))


@lru_cache(maxsize=4096)
def _panels(data: bytes, shape: tuple[int, int]) -> Panels | None:
    g = np.frombuffer(data, np.int8).reshape(shape)
    best: Panels | None = None
    for colour in np.unique(g).tolist():
        rows, columns = (g == colour).all(1), (g == colour).all(0)
        if rows.all() or not (rows.any() or columns.any()):
            continue
        down, right = _between(rows), _between(columns)
        sizes = {end - start for start, end in down}, {end - start for start, end in right}
        if len(down) * len(right) < 2 or len(sizes[0]) != 1 or len(sizes[1]) != 1:
            continue
        parts = tuple(g[a:b, c:d] for a, b in down for c, d in right)
        found = Panels(parts, len(right), tuple(a for a, _ in down), tuple(c for c, _ in right), colour)
        if best is None or len(found.parts) > len(best.parts):
            best = found
    return best


def _between(lines: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The runs of indices that are no lines, as (start, end)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([1], lines.astype(np.int8), [1]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


# ---- changes -----------------------------------------------------------------------------------------------------

Measure = Callable[[Grid, int], int]
_MEASURES: dict[str, Measure] = {
    "drawn cells": lambda p, bg: int((p != bg).sum()),
    "colours": lambda p, bg: len(np.unique(p[p != bg])),
    "symmetry": lambda p, _: int(np.array_equal(p, p[::-1])) + int(np.array_equal(p, p[:, ::-1])),
}


def panelled(background: int) -> Iterator[Change]:
    """Every change of pictures with panels; None for others."""

    def change(name: str, cost: float, of: Callable[[Panels], Grid | None]) -> Change:
        def apply(g: Grid) -> Grid | None:
            found = panels(g)
            return None if found is None else of(found)

        return Change(name, cost, apply)

    for name, measure in _MEASURES.items():
        for sign, said in ((1, "most"), (-1, "fewest")):
            yield change(f"panel with {said} {name}", 1.4, lambda p, m=measure, s=sign: _best(p, background, m, s))  # type: ignore[misc]
            yield change(
                f"only the panel with {said} {name}", 1.7,
                lambda p, m=measure, s=sign: _alone(p, background, m, s),  # type: ignore[misc]
            )  # fmt: skip
    yield change("panel unlike the others", 1.4, lambda p: _odd(p, background))
    yield change("first panel", 1.4, lambda p: p.parts[0])
    yield change("last panel", 1.4, lambda p: p.parts[-1])
    yield change("middle panel", 1.5, lambda p: p.parts[len(p.parts) // 2] if len(p.parts) % 2 else None)
    yield change("panels upon each other", 1.4, lambda p: _united(p, background))
    yield change("panels upon each other, the last on top", 1.5, lambda p: _united(p, background, backwards=True))
    yield change("what all panels have", 1.5, lambda p: _common(p, background))
    yield change("what one panel has", 1.6, lambda p: _once(p, background))
    yield change("a cell for every panel", 1.4, lambda p: _summed(p, background))
    yield change("a cell for every full panel", 1.6, lambda p: _summed(p, background, full=True))
    yield change("drawn cells of every panel", 1.8, lambda p: _counted(p, background))
    yield change("panels without lines", 1.5, _joined)
    yield change("every panel filled with its colour", 1.6, lambda p: _filled(p, background))


def _chosen(p: Panels, background: int, measure: Measure, sign: int) -> int | None:
    values = [sign * measure(part, background) for part in p.parts]
    return values.index(max(values)) if values.count(max(values)) == 1 else None


def _best(p: Panels, background: int, measure: Measure, sign: int) -> Grid | None:
    which = _chosen(p, background, measure, sign)
    return None if which is None else p.parts[which]


def _placed(p: Panels, parts: Sequence[Grid]) -> Grid:
    """The whole picture with other parts."""
    shape = p.tops[-1] + p.height, p.lefts[-1] + p.width
    out = np.full(shape, p.line, np.int8)
    for number, part in enumerate(parts):
        top, left = p.tops[number // p.across], p.lefts[number % p.across]
        out[top : top + p.height, left : left + p.width] = part
    return out


def _alone(p: Panels, background: int, measure: Measure, sign: int) -> Grid | None:
    which = _chosen(p, background, measure, sign)
    if which is None:
        return None
    return _placed(p, [part if n == which else np.full_like(part, background) for n, part in enumerate(p.parts)])


def _odd(p: Panels, background: int) -> Grid | None:
    for keys in ([part.tobytes() for part in p.parts], [(part != background).tobytes() for part in p.parts]):
        counts = Counter(keys)
        alone = [part for part, key in zip(p.parts, keys, strict=True) if counts[key] == 1]
        if len(alone) == 1 and len(p.parts) > 2:
            return alone[0]
    return None


def _united(p: Panels, background: int, *, backwards: bool = False) -> Grid:
    out = np.full_like(p.parts[0], background)
    for part in p.parts[::-1] if backwards else p.parts:
        out = np.where(out == background, part, out)
    return out


def _common(p: Panels, background: int) -> Grid:
    drawn = np.all([part != background for part in p.parts], axis=0)
    return np.where(drawn, p.parts[0], background).astype(np.int8)


def _once(p: Panels, background: int) -> Grid:
    drawn = np.sum([part != background for part in p.parts], axis=0)
    return np.where(drawn == 1, _united(p, background), background).astype(np.int8)


def _main(part: Grid, background: int) -> int:
    counts = np.bincount(part[part != background], minlength=1)
    return int(counts.argmax()) if counts.any() else background


def _summed(p: Panels, background: int, *, full: bool = False) -> Grid:
    """The main colour of every panel; `full`: only where nothing of it is background."""
    shown = [_main(part, background) if not full or (part != background).all() else background for part in p.parts]
    return np.array(shown, np.int8).reshape(-1, p.across)


def _counted(p: Panels, background: int) -> Grid | None:
    counts = [int((part != background).sum()) for part in p.parts]
    return np.array(counts, np.int8).reshape(-1, p.across) if max(counts) < 10 else None


def _joined(p: Panels) -> Grid:
    rows = [np.concatenate(p.parts[n : n + p.across], axis=1) for n in range(0, len(p.parts), p.across)]
    return np.concatenate(rows, axis=0)


def _filled(p: Panels, background: int) -> Grid:
    return _placed(p, [np.full_like(part, _main(part, background)) for part in p.parts])


# ---- layers ------------------------------------------------------------------------------------------------------


def layers(pictures: Sequence[Grid], background: int) -> Iterator[tuple[str, float, tuple[Layer, ...]]]:
    """(name, cost, values) of what can be said of a cell by its panel; nothing unless all pictures have panels."""
    found = [p for g in pictures if (p := panels(g)) is not None]
    if len(found) < len(pictures):
        return
    for name, cost, of in _ABOUT:
        yield (
            name,
            cost,
            tuple(_spread(g, p, of(p, background)) for g, p in zip(pictures, found, strict=True)),
        )


def _spread(g: Grid, p: Panels, values: Sequence[int]) -> Layer:
    """Every panel's value on its cells, -1 on lines."""
    out = np.full(g.shape, -1, np.int16)
    for number, value in enumerate(values):
        top, left = p.tops[number // p.across], p.lefts[number % p.across]
        out[top : top + p.height, left : left + p.width] = value
    return out


def _drawn(p: Panels, background: int) -> list[int]:
    return [int((part != background).sum()) for part in p.parts]


_ABOUT: list[tuple[str, float, Callable[[Panels, int], list[int]]]] = [
    ("its panel's colour", 1.0, lambda p, bg: [_main(part, bg) for part in p.parts]),
    ("its panel's drawn cells", 1.2, _drawn),
    ("its panel having most drawn cells", 1.1, lambda p, bg: [int(n == max(_drawn(p, bg))) for n in _drawn(p, bg)]),
    ("its panel having fewest drawn cells", 1.2, lambda p, bg: [int(n == min(_drawn(p, bg))) for n in _drawn(p, bg)]),
    ("its panel being empty", 1.1, lambda p, bg: [int(n == 0) for n in _drawn(p, bg)]),
    ("its panel's row", 1.3, lambda p, _: [n // p.across for n in range(len(p.parts))]),
    ("its panel's column", 1.3, lambda p, _: [n % p.across for n in range(len(p.parts))]),
    ("its panel's place", 1.4, lambda p, _: list(range(len(p.parts)))),
    ("panels, odd or even", 1.4, lambda p, _: [(n // p.across + n % p.across) % 2 for n in range(len(p.parts))]),
]
