"""The board of a path puzzle: which numbers each cell may still hold, the rules, and random paths."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import accumulate, pairwise
from typing import NamedTuple

from solvers.base import Cell
from solvers.rules.board import Board, Problem, Value, Values, around, cell
from solvers.rules.constraints import Different, Less
from solvers.rules.rule import Rule
from solvers.rules.shapes import Edge, Path, adjacency

HOLE = "#"


class Look(NamedTuple):
    """The drawing: its signs (numbers, "." for a blank, "#" for no cell), whether steps may be diagonal, walls, and the
    waypoints of a zip in order (its numbers are then no steps)."""

    signs: tuple[tuple[str, ...], ...]
    diagonal: bool = False
    walls: tuple[Edge, ...] = ()
    waypoints: tuple[str, ...] = ()

    @property
    def cells(self) -> list[str]:
        """The cells of the path."""
        return [cell(r, c) for r, row in enumerate(self.signs) for c, sign in enumerate(row) if sign != HOLE]

    @property
    def given(self) -> dict[str, int]:
        """Cell -> its step, where that is known."""
        if self.waypoints:
            return {self.waypoints[0]: 1, self.waypoints[-1]: len(self.cells)}
        rows = enumerate(self.signs)
        return {cell(r, c): int(sign) for r, row in rows for c, sign in enumerate(row) if sign.isdigit()}


def with_given(look: Look, given: Values) -> Look:
    """The drawing with these numbers in it."""
    rows = enumerate(look.signs)
    return look._replace(
        signs=tuple(tuple(str(given.get(cell(r, c), s)) for c, s in enumerate(row)) for r, row in rows)
    )


def problem(look: Look) -> Problem:
    """The puzzle of a drawing."""
    cells, given = look.cells, look.given
    last = len(cells)
    edges: tuple[Edge, ...] = ()
    near = adjacency(cells, diagonal=look.diagonal)
    if look.walls:
        closed = {frozenset(pair) for pair in look.walls}
        near = {n: [m for m in others if frozenset((n, m)) not in closed] for n, others in near.items()}
        edges = tuple((n, m) for n in cells for m in near[n] if n < m)
    rules: list[Rule] = [Different(tuple(cells)), Path(tuple(cells), last=last, diagonal=look.diagonal, edges=edges)]
    if len(look.waypoints) > 2:
        rules.append(Less(look.waypoints, label="the waypoints are passed in order"))
    domains = _domains(look, cells, given, near)
    board = Board(tuple(cells), domains, tuple(given.items()), (len(look.signs), len(look.signs[0])))
    return Problem(board, tuple(rules), look)


def _domains(
    look: Look, cells: list[str], given: Mapping[str, int], near: Mapping[str, list[str]]
) -> tuple[tuple[Value, ...], ...]:
    """The steps at which each cell can be reached from all givens: far enough apart, and (without diagonals) on the
    right colour of a chessboard. A cell that none is left for keeps them all: the search then finds no solution."""
    every = range(1, len(cells) + 1)
    allowed = {name: {given[name]} if name in given else set(every) - set(given.values()) for name in cells}
    for start, step in given.items():
        away = _distances(start, near)
        for name in cells:
            if name in given:
                continue
            far = away.get(name, len(cells))
            parity = 0 if look.diagonal else 1
            allowed[name] = {v for v in allowed[name] if abs(v - step) >= far and not (abs(v - step) - far) & parity}
    if len(look.waypoints) > 2:
        legs = [_distances(a, near).get(b, len(cells)) for a, b in pairwise(look.waypoints)]
        reached = list(accumulate(legs, initial=1))
        for name, soonest in zip(look.waypoints[1:-1], reached[1:-1], strict=True):
            latest = len(cells) - (reached[-1] - soonest)
            allowed[name] = {v for v in allowed[name] if soonest <= v <= latest}
    return tuple(tuple(sorted(allowed[name])) or tuple(every) for name in cells)


def _distances(start: str, near: Mapping[str, list[str]]) -> dict[str, int]:
    """Fewest steps from a cell to every cell that can be reached."""
    away = {start: 0}
    todo = [start]
    for name in todo:
        for other in near[name]:
            if other not in away:
                away[other] = away[name] + 1
                todo.append(other)
    return away


def walk(height: int, width: int, rng: random.Random, *, diagonal: bool = False) -> list[Cell]:
    """A random path through all cells: rows to and fro, then many times an end bites into the path beside it."""
    path = [(r, c if r % 2 == 0 else width - 1 - c) for r in range(height) for c in range(width)]
    for _ in range(10 * height * width):
        if rng.random() < 0.5:
            path.reverse()
        beside = around(*path[-1], height, width, diagonal=diagonal)
        at = path.index(rng.choice(beside))
        path[at + 1 :] = reversed(path[at + 1 :])
    return path
