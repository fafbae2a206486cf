"""Shaded cells that never touch each other and leave all others connected: what several shading puzzles share."""

from __future__ import annotations

from solvers.rules.board import Board, neighbours, place
from solvers.rules.constraints import Count
from solvers.rules.rule import Rule
from solvers.rules.shapes import Connected


def sparse(board: Board, *, full: bool = False) -> tuple[Rule, ...]:
    """The rules over a board of 0 and 1 (shaded); with `full` no further cell could be shaded beside none."""
    cells = board.shown
    inside = set(cells)
    rules: list[Rule] = []
    for here in cells:
        near = neighbours(here, inside)
        for other in near:
            if place(here) < place(other):  # type: ignore[operator]
                rules.append(Count((here, other), (1,), high=1, label=f"{here} and {other} are not both shaded"))
        if full:
            rules.append(Count((here, *near), (1,), low=1))
    rules.append(Connected(cells, (0,), label="the cells that are not shaded are connected"))
    return tuple(rules)
