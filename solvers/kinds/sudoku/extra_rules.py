"""The rules that a text may add to a sudoku: what each puts on a grid, where it cannot be, and how it is said again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from solvers.kinds.sudoku.told import Told
from solvers.rules.board import boxes, cell, diagonals, place, rows
from solvers.rules.conditions import Allowed, Forbidden
from solvers.rules.constraints import Difference, Different, Less, total
from solvers.rules.rule import Rule


def more_rules(told: Told, n: int, box: tuple[int, int] | None) -> Iterator[Rule]:
    """The rules that one told rule adds."""
    names = [name for line in rows(n, n) for name in line]
    where = cells_of(told.cells, n, box)
    if told.what == "diagonals":
        for line in diagonals(n):
            yield Different(line, label=f"the diagonal from {line[0]}")
    elif told.what in ("knight", "king"):
        steps = ((1, 2), (2, 1), (1, -2), (2, -1)) if told.what == "knight" else ((1, 1), (1, -1))
        for name in names:
            for other in _steps(name, steps, n):
                yield Different((name, other), label=f"{name} and {other}, a {told.what}'s move apart, differ")
    elif told.what == "nonconsecutive":
        for name in names:
            for other in _steps(name, ((0, 1), (1, 0)), n):
                yield Difference((name, other), low=2, label=f"{name} and {other} are not consecutive")
    elif told.what == "hyper":
        for r in (1, 5):
            for c in (1, 5):
                part = tuple(cell(r + i, c + j) for i in range(3) for j in range(3))
                yield Different(part, label=f"the window at {part[0]}")
    elif told.what == "disjoint" and box is not None:
        for part in zip(*boxes(n, n, *box), strict=True):
            yield Different(part, label=f"{part[0]} and the cells at its place in the other boxes")
    elif told.what == "centres":
        yield Different(where, label="the centres of the boxes")
    elif told.what in ("even", "odd"):
        held = tuple((v,) for v in range(1, n + 1) if v % 2 == (told.what == "odd"))
        for name in where:
            yield Allowed((name,), held, label=f"{name} is {told.what}")
    elif told.what == "sum":
        yield total(where, told.number)
    elif told.what == "different":
        yield Different(where)
    elif told.what == "less":
        yield Less(where)
    elif told.what == "digit":
        yield Allowed(where, ((told.number,),), label=f"{where[0]} is {told.number}")
    elif told.what == "nodigit":
        yield Forbidden(where, ((told.number,),), label=f"{where[0]} is not {told.number}")


def _steps(name: str, steps: Sequence[tuple[int, int]], n: int) -> Iterator[str]:
    at = place(name)
    assert at is not None
    for i, j in steps:
        if 0 <= at[0] + i < n and 0 <= at[1] + j < n:
            yield cell(at[0] + i, at[1] + j)


def cells_of(where: Sequence[str], n: int, box: tuple[int, int] | None) -> tuple[str, ...]:
    """Cells by name, "corners", "centre" and "centres" (of the boxes) included; none where the size has none."""
    found: list[str] = []
    for name in where:
        if name == "corners":
            found += [cell(0, 0), cell(0, n - 1), cell(n - 1, 0), cell(n - 1, n - 1)]
        elif name == "centre":
            found += [cell(n // 2, n // 2)] * (n % 2)
        elif name == "centres":
            if box is not None and box[0] % 2 and box[1] % 2:
                found += [part[len(part) // 2] for part in boxes(n, n, *box)]
        else:
            found.append(name)
    return tuple(found)


def possible(told: Told, n: int, box: tuple[int, int] | None) -> str:
    """Why a told rule cannot be put on a grid of this size; "" where it can."""
    at = cells_of(told.cells, n, box)
    inside = {name for line in rows(n, n) for name in line}
    outside = [name for name in at if name not in inside]
    if outside:
        return f"there is no {outside[0]} in a {n}x{n} grid (rows and columns count from 1 here)"
    if told.cells and not at:
        return f"a {n}x{n} grid has no {told.cells[0]} cell of that sort"
    if told.what == "hyper" and (n, box) != (9, (3, 3)):
        return f"the four windows of a hyper sudoku belong to a 9x9 grid, not {n}x{n}"
    if told.what in ("disjoint", "centres") and (box is None or (not cells_of(("centres",), n, box)
                                                 and told.what == "centres")):  # fmt: skip
        return "it needs boxes"
    return ""


_SENTENCES = {
    "diagonals": "Both diagonals also contain every digit once.",
    "knight": "Cells a knight's move apart must not hold the same digit.",
    "king": "Cells that touch diagonally must not hold the same digit.",
    "nonconsecutive": "Adjacent cells must not hold consecutive digits.",
    "hyper": "It is a windoku.",
    "disjoint": "Cells in the same position of each box must be different.",
    "centres": "The centres of all boxes must be different.",
    "different": "The cells {cells} must be different.",
    "even": "{cells} must be even.",
    "odd": "{cells} must be odd.",
    "sum": "The cells {cells} add up to {number}.",
    "less": "{chain}.",
    "digit": "{cells} must be {number}.",
    "nodigit": "{cells} must not be {number}.",
}


def sentence(told: Told) -> str:
    """A told rule in words that are read back as the same rule."""
    named = {"corners": "the four corners", "centre": "the centre cell", "centres": "the centres of all boxes"}
    cells = [named.get(name, name) for name in told.cells]
    words = _SENTENCES[told.what].format(cells=", ".join(cells), chain=" < ".join(cells), number=told.number)
    return words[0].upper() + words[1:] if not words.startswith("r") else words
