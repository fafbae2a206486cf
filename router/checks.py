"""What a receipt says was checked: the kind's own few lines, and whether the solution is the only one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from router.types import BrokenRule, Check
from solvers.base import Kind, Violation

_UNIQUE = {
    0: "there is no solution",
    1: "exact search finds no second solution",
    2: "there are several solutions",
    None: "not settled: the exact search ran out of time",
}


def checks(kind: Kind[Any, Any], puzzle: Any, violations: Sequence[Violation], count: int | None) -> tuple[Check, ...]:
    """What `verify` checked; for kinds that have one solution also whether it is the only one (`count`)."""
    lines = [Check(name=name, ok=ok, detail=detail) for name, ok, detail in kind.checks(puzzle, violations)]
    if kind.traits.unique:
        lines.append(Check(name="unique", ok=count == 1, detail=_UNIQUE[count]))
    return tuple(lines)


def broken_rules(violations: Sequence[Violation]) -> tuple[BrokenRule, ...]:
    """Violations as the receipt shows them."""
    return tuple(BrokenRule(rule=v.rule, cells=v.cells) for v in violations)


def summary(violations: Sequence[Any]) -> str:
    """ "row, column (3 broken rules)" for one line of text."""
    names = ", ".join(dict.fromkeys(v.rule for v in violations))
    return f"{len(violations)} broken: {names}" if violations else "none broken"


def places(cells: Sequence[Any], most: int) -> str:
    """Cells for one line of text: "r1c3 r2c1", or their names."""
    shown = " ".join(cell if isinstance(cell, str) else f"r{cell[0] + 1}c{cell[1] + 1}" for cell in cells[:most])
    return shown + (" ..." if len(cells) > most else "")
