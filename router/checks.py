"""What a receipt says was checked: the broken rules of an answer grouped into a few plain lines, all done by code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from router.types import BrokenRule, Check
from solvers.base import Violation
from solvers.kinds.maze.rules import Maze, distances

_LINES: Mapping[str, tuple[tuple[str, tuple[str, ...], str], ...]] = {
    "sudoku": (
        ("clues kept", ("clue", "cell"), "every clue stands where it stood"),
        ("rows", ("row", "cell"), "each digit once a row"),
        ("columns", ("column", "cell"), "each digit once a column"),
        ("boxes", ("box", "cell"), "each digit once a box"),
    ),
    "maze": (
        (
            "path legal",
            ("start", "goal", "bounds", "wall", "step", "repeat", "cell"),
            "open cells only, step by step from start to goal",
        ),
        (
            "shortest",
            ("shortest", "start", "goal", "bounds", "wall", "step", "cell"),
            "breadth-first search finds none shorter",
        ),
    ),
}
"""Kind -> (name of the check, the rules that fail it, what it means)."""


def checks(kind: str, violations: Sequence[Violation], count: int | None) -> tuple[Check, ...]:
    """One line for each group of rules; for a sudoku also whether its solution is the only one (`count`)."""
    lines = []
    for name, rules, meaning in _LINES.get(kind, (("rules", (), "every rule holds"),)):
        broken = next((v for v in violations if not rules or v.rule in rules), None)
        lines.append(Check(name=name, ok=broken is None, detail=meaning if broken is None else broken.detail))
    if kind == "sudoku":
        lines.append(Check(name="unique", ok=count == 1, detail=_UNIQUE[count]))
    return tuple(lines)


_UNIQUE = {
    0: "there is no solution",
    1: "exact search finds no second solution",
    2: "there are several solutions",
    None: "not settled: the exact search ran out of time",
}


def no_path(maze: Maze) -> Check:
    """The proof that the goal is walled off."""
    reached = distances(maze) >= 0
    opened = sum(sum(row) for row in maze.open)
    if maze.between:
        cells = int(reached[1::2, 1::2].sum())
        total = sum(sum(row[1::2]) for row in maze.open[1::2])
    else:
        cells, total = int(reached.sum()), opened
    detail = (
        f"breadth-first search from the goal reaches {cells} of {total} open cells, and the start is not among them"
    )
    return Check(name="no path", ok=True, detail=detail)


def broken_rules(violations: Sequence[Violation]) -> tuple[BrokenRule, ...]:
    """Violations as the receipt shows them."""
    return tuple(BrokenRule(rule=v.rule, cells=v.cells) for v in violations)


def summary(violations: Sequence[Any]) -> str:
    """ "row, column (3 broken rules)" for one line of text."""
    names = ", ".join(dict.fromkeys(v.rule for v in violations))
    return f"{len(violations)} broken: {names}" if violations else "none broken"
