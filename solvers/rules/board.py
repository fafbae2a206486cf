"""A board: named cells and the values each may take. Together with rules it is a whole puzzle, as data.

Cells of a grid are called `r1c1`, `r1c2`, ... (row, column, from 1); any other names will do too ("Anna").
Hidden cells help to say a rule (which tree a tent belongs to); two solutions that differ only there are the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from solvers.base import BadPuzzle, Violation

if TYPE_CHECKING:
    from solvers.rules.rule import Rule

Value = int | str
"""What a cell may hold."""

Values = Mapping[str, Value]
"""Cell -> value, for all cells or some of them."""

_PLACE = re.compile(r"r([1-9]\d{0,4})c([1-9]\d{0,4})")


def cell(row: int, column: int) -> str:
    """The name of the cell at (row, column), both counted from 0."""
    return f"r{row + 1}c{column + 1}"


def place(name: str) -> tuple[int, int] | None:
    """(row, column) from 0 of a grid cell's name; None for other names."""
    match = _PLACE.fullmatch(name)
    return (int(match[1]) - 1, int(match[2]) - 1) if match else None


def rows(height: int, width: int) -> list[tuple[str, ...]]:
    """The cells of a grid, row by row."""
    return [tuple(cell(r, c) for c in range(width)) for r in range(height)]


def columns(height: int, width: int) -> list[tuple[str, ...]]:
    """The cells of a grid, column by column."""
    return [tuple(cell(r, c) for r in range(height)) for c in range(width)]


def lines(height: int, width: int) -> list[tuple[str, ...]]:
    """Every row, then every column."""
    return rows(height, width) + columns(height, width)


def diagonals(size: int) -> list[tuple[str, ...]]:
    """Both main diagonals of a square grid."""
    return [tuple(cell(i, i) for i in range(size)), tuple(cell(i, size - 1 - i) for i in range(size))]


def boxes(height: int, width: int, box_rows: int, box_columns: int) -> list[tuple[str, ...]]:
    """The boxes that tile a grid, left to right, top to bottom."""
    return [
        tuple(cell(r + i, c + j) for i in range(box_rows) for j in range(box_columns))
        for r in range(0, height, box_rows)
        for c in range(0, width, box_columns)
    ]


def regions(labels: Sequence[Sequence[Any]]) -> dict[Any, tuple[str, ...]]:
    """Label -> the cells that carry it, in reading order of the labels' first cells."""
    found: dict[Any, list[str]] = {}
    for r, row in enumerate(labels):
        for c, label in enumerate(row):
            found.setdefault(label, []).append(cell(r, c))
    return {label: tuple(cells) for label, cells in found.items()}


def around(row: int, column: int, height: int, width: int, *, diagonal: bool = False) -> list[tuple[int, int]]:
    """The orthogonal neighbours of a place inside the grid; with `diagonal` all eight."""
    return [
        (row + i, column + j)
        for i in (-1, 0, 1)
        for j in (-1, 0, 1)
        if (i or j) and (diagonal or not (i and j)) and 0 <= row + i < height and 0 <= column + j < width
    ]


def neighbours(name: str, among: frozenset[str] | set[str], *, diagonal: bool = False) -> list[str]:
    """The cells of `among` next to the grid cell `name`; none for cells that have no place."""
    at = place(name)
    if at is None:
        return []
    near = ((at[0] + i, at[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i or j) and (diagonal or not (i and j)))
    return [other for r, c in near if r >= 0 and c >= 0 and (other := cell(r, c)) in among]


@dataclass(frozen=True)
class Board:
    """Cells with their possible values (`domains[i]` belongs to `cells[i]`), and the values that are given."""

    cells: tuple[str, ...]
    domains: tuple[tuple[Value, ...], ...]
    given: tuple[tuple[str, Value], ...] = ()
    shape: tuple[int, int] | None = None
    """(rows, columns) where the board is a grid."""
    hidden: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if len(self.cells) != len(self.domains) or len(set(self.cells)) != len(self.cells):
            raise BadPuzzle("a board names every cell once, with its values", hint="look for a cell named twice")
        for name, values in zip(self.cells, self.domains, strict=True):
            if not values:
                raise BadPuzzle(f"cell {name!r} has no value to take", hint="give it at least one")
        for name, value in self.given:
            if name not in self.domain:
                raise BadPuzzle(f"no cell is called {name!r}", hint=f"cells are {_some(self.cells)}")
            if value not in self.domain[name]:
                raise BadPuzzle(
                    f"{name} is given as {value!r}, which it cannot hold", hint=f"it takes {_some(self.domain[name])}"
                )

    @classmethod
    def grid(
        cls,
        height: int,
        width: int,
        values: Iterable[Value],
        given: Mapping[str, Value] | None = None,
        *,
        only: Iterable[str] | None = None,
    ) -> Board:
        """A grid whose cells all take the same values; `only` names the cells that exist where some do not."""
        wanted = None if only is None else set(only)
        cells = tuple(n for row in rows(height, width) for n in row if wanted is None or n in wanted)
        domain = tuple(values)
        return cls(cells, (domain,) * len(cells), tuple((given or {}).items()), (height, width))

    @cached_property
    def domain(self) -> dict[str, tuple[Value, ...]]:
        """Cell -> its values."""
        return dict(zip(self.cells, self.domains, strict=True))

    @cached_property
    def clues(self) -> dict[str, Value]:
        """Cell -> the value given there."""
        return dict(self.given)

    @property
    def shown(self) -> tuple[str, ...]:
        """The cells that make up the answer: all but the hidden ones."""
        return tuple(name for name in self.cells if name not in self.hidden) if self.hidden else self.cells

    def with_given(self, given: Mapping[str, Value]) -> Board:
        """The same board with other givens."""
        return replace(self, given=tuple(given.items()))

    def with_hidden(self, extra: Mapping[str, Sequence[Value]]) -> Board:
        """The same board with hidden cells added."""
        return replace(
            self,
            cells=self.cells + tuple(extra),
            domains=self.domains + tuple(tuple(values) for values in extra.values()),
            hidden=self.hidden | set(extra),
        )


@dataclass(frozen=True)
class Problem:
    """A puzzle whose rules are data: the board, its rules, and what its kind must remember to write an answer."""

    board: Board
    rules: tuple[Rule, ...]
    look: Any = None
    """The kind's own layout (clues on the margin, region letters, ...); hashable."""

    def broken(self, values: Values) -> Iterator[Violation]:
        """Every rule that `values` breaks. Cells without a value break nothing yet; this uses no solver."""
        board = self.board
        for name, value in values.items():
            if name not in board.domain:
                yield Violation("cell", (name,), f"there is no cell {name!r:.40}")
            elif type(value) not in (int, str) or value not in board.domain[name]:
                detail = f"{name} cannot hold {value!r:.40}; it takes {_some(board.domain[name])}"
                yield Violation("cell", located((name,)), detail)
        for name, value in board.given:
            if name in values and values[name] != value:
                detail = f"{name} is given as {value}, not {values[name]!r:.40}"
                yield Violation("given", located((name,)), detail)
        known = {n: v for n, v in values.items() if type(v) in (int, str) and v in board.domain.get(n, ())}
        for rule in self.rules:
            cells = rule.broken(known)
            if cells:
                yield Violation(rule.name, located(cells), rule.words())

    def verify(self, values: Any) -> tuple[Violation, ...]:
        """What keeps `values` from being a solution: unfilled cells and broken rules. Empty means proven."""
        if not isinstance(values, Mapping):
            return (Violation("cell", (), "an answer names a value for every cell"),)
        empty = tuple(name for name in self.board.cells if name not in values)
        found = [Violation("cell", located(empty), f"no value for {_some(empty)}")] if empty else []
        return (*found, *self.broken(values))


def located(cells: Iterable[str]) -> tuple[Any, ...]:
    """Names as a `Violation` lists them: grid cells as (row, column) from 0, others by name."""
    return tuple(place(name) or name for name in cells)


def _some(items: Sequence[Any], most: int = 6) -> str:
    """The first items in words."""
    listed = ", ".join(str(item) for item in items[:most])
    return listed + (f" and {len(items) - most} more" if len(items) > most else "")
