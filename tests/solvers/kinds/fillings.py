"""All fillings of a small square by trying digits: it shares nothing with the rules, programs and solvers it checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

Cell = tuple[int, int]
Filled = dict[Cell, int]
Clash = Callable[[Cell, int, Cell, int], bool]
"""Whether two cells may not hold these two digits at once."""


def fillings(n: int, given: Mapping[Cell, int], clash: Clash, fits: Callable[[Filled], bool] = lambda _: True, *,
             may: Callable[[Cell, int], bool] = lambda _, __: True) -> Iterator[Filled]:  # fmt: skip
    """Every way to fill an n by n grid; `fits` judges partly filled grids, `may` a digit in one cell."""
    cells = [(r, c) for r in range(n) for c in range(n)]
    bans = {(a, v, b): frozenset(w for w in range(1, n + 1) if clash(a, v, b, w)) for a in cells for b in cells
            if a != b for v in range(1, n + 1)}  # fmt: skip
    open_ = {a: {given[a]} if a in given else {v for v in range(1, n + 1) if may(a, v)} for a in cells}

    def go(filled: Filled, left: dict[Cell, set[int]]) -> Iterator[Filled]:
        if not left:
            yield dict(filled)
            return
        at = min(left, key=lambda a: (len(left[a]), a))
        for v in sorted(left[at]):
            filled[at] = v
            if fits(filled):
                rest = {b: held - bans[at, v, b] for b, held in left.items() if b != at}
                if all(rest.values()):
                    yield from go(filled, rest)
            del filled[at]

    yield from go({}, open_)


def lines(a: Cell, v: int, b: Cell, w: int) -> bool:
    """Rows and columns hold each digit once."""
    return v == w and (a[0] == b[0] or a[1] == b[1])


def boxed(high: int, wide: int) -> Clash:
    """Rows, columns and boxes of this shape hold each digit once."""
    return lambda a, v, b, w: (
        v == w and (a[0] == b[0] or a[1] == b[1] or (a[0] // high, a[1] // wide) == (b[0] // high, b[1] // wide))
    )


def either(*clashes: Clash) -> Clash:
    return lambda a, v, b, w: any(clash(a, v, b, w) for clash in clashes)


def given_of(values: Mapping[str, object]) -> dict[Cell, int]:
    """Values by name ("r1c3") as values by place from 0."""
    return {place(name): int(str(value)) for name, value in values.items()}


def place(name: str) -> Cell:
    row, column = name[1:].split("c")
    return int(row) - 1, int(column) - 1
