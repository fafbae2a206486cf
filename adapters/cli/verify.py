"""`verify`: a puzzle and an answer to it, each a file, a text or standard input; code says whether the answer holds.

An answer may be whole or in part: blanks are no faults, they are still open.
"""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from adapters.cli import inputs
from adapters.cli.parse import exit_code
from adapters.show.display import clean, console
from router.errors import UsageError
from solvers.base import Kind, Violation

SECONDS = 5.0
"""For the question whether there are other solutions."""
LISTED = 20
"""Broken rules and open cells that a person is told one by one."""
CODES = {"verified": 0, "partial": 4, "wrong": 4, "declined": 3}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of an answer."""

    status: str
    kind: str
    reason: str | None = None
    violations: tuple[Violation, ...] = ()
    open: tuple[Any, ...] = ()
    """Cells that the answer leaves blank."""
    unique: bool | None = None
    """Whether no other answer is right; None where that was not settled or not asked."""


def verify(puzzle: str, answer: str, *, json: bool, seconds: float | None = None, quiet: bool = False) -> int:
    """Print what the rules say. Exit code 0: the answer holds; 4: not, or not yet; 3: no puzzle could be read."""
    if puzzle == answer == "-":
        raise UsageError("both PUZZLE and ANSWER are - (standard input)", hint="give one of them as a file")
    verdict = judged(puzzle, answer, SECONDS if seconds is None else seconds)
    if json:
        sys.stdout.write(jsonlib.dumps(as_json(verdict)) + "\n")
    elif quiet:
        sys.stdout.write(verdict.status + "\n")
    else:
        show(verdict)
    return CODES[verdict.status]


def judged(puzzle: str, answer: str, seconds: float) -> Verdict:
    """Read both and let the kind judge."""
    from router.reading.read import read
    from solvers.kinds import kind as kind_of

    reading = read(inputs.argument(puzzle, "PUZZLE"))
    if reading.candidate is None or reading.candidate.puzzle is None or exit_code(reading):
        reason = reading.refusal or " ".join(reading.questions) or "no puzzle was found in PUZZLE"
        return Verdict("declined", reading.kind, reason)
    found, kind = reading.candidate.puzzle, kind_of(reading.kind)
    return judge(kind, found, kind.read_answer(found, inputs.argument(answer, "ANSWER")), seconds)


def judge(kind: Kind[Any, Any], puzzle: Any, answer: Any, seconds: float) -> Verdict:
    """The verdict on one answer."""
    broken, left = kind.partial(puzzle, answer)
    if broken:
        return Verdict("wrong", kind.name, violations=tuple(broken), open=tuple(left))
    if left:
        return Verdict("partial", kind.name, open=tuple(left))
    broken = kind.verify(puzzle, answer)
    if broken:
        return Verdict("wrong", kind.name, violations=tuple(broken))
    if not kind.traits.unique:
        return Verdict("verified", kind.name)
    others = kind.exact(puzzle, seconds=seconds)
    unique = False if len(others.answers) > 1 else True if others.complete else None
    return Verdict("verified", kind.name, unique=unique)


def named(cells: Sequence[Any], most: int) -> str:
    """Cells as people say them: r1c1, or a name."""
    shown = [c if isinstance(c, str) else f"r{c[0] + 1}c{c[1] + 1}" for c in cells[:most]]
    return " ".join(shown) + (f" and {len(cells) - most} more" if len(cells) > most else "")


def as_json(verdict: Verdict) -> dict[str, Any]:
    """The verdict as plain data; cells are [row, column] from 0, or names."""

    def plain(cells: Sequence[Any]) -> list[Any]:
        return [c if isinstance(c, str) else list(c) for c in cells]

    return {
        "status": verdict.status,
        "kind": verdict.kind,
        "reason": verdict.reason,
        "violations": [{"rule": v.rule, "cells": plain(v.cells), "detail": v.detail} for v in verdict.violations],
        "open": plain(verdict.open),
        "unique": verdict.unique,
    }


def show(verdict: Verdict) -> None:
    """The verdict for a person."""
    out = console()
    count, left = len(verdict.violations), len(verdict.open)
    if verdict.status == "declined":
        out.print(f"declined  {clean(verdict.reason or '')}")
    elif verdict.status == "verified":
        out.print(f"verified  the answer keeps every rule of this {verdict.kind}")
        if verdict.unique is False:
            out.print("note      this puzzle has several solutions; this is one of them")
    elif verdict.status == "partial":
        out.print(f"partial   no rule is broken so far; {left} cell{'s are' if left != 1 else ' is'} still open")
    else:
        out.print(f"wrong     {count} rule{'s' if count != 1 else ''} broken")
        for violation in verdict.violations[:LISTED]:
            detail = clean(violation.detail) or named(violation.cells, 9)
            out.print(f"{violation.rule:<10}{detail}".rstrip())
        if count > LISTED:
            out.print(f"          and {count - LISTED} more")
    if verdict.open:
        out.print(f"open      {named(verdict.open, LISTED)}")
