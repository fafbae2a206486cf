"""A puzzle and an answer that somebody claims, both as texts: does it hold, and where not? The rules say, nobody else.

    judged("Solve this sudoku: ...", "534...").status     # verified, partial, wrong or declined

An answer may be whole or in part: blanks are no faults, they are still open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from router.reading.read import read
from solvers.base import Kind, Violation

SECONDS = 5.0
"""For the question whether there are other solutions."""


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


def judged(puzzle: str, answer: str, seconds: float = SECONDS) -> Verdict:
    """Read both and let the kind judge. Raises BadPuzzle where the answer is none to this puzzle."""
    from solvers.kinds import kind as kind_of

    reading = read(puzzle)
    if reading.candidate is None or reading.candidate.puzzle is None or reading.questions or reading.refusal:
        reason = reading.refusal or " ".join(reading.questions) or "no puzzle was found in PUZZLE"
        return Verdict("declined", reading.kind, reason)
    found, kind = reading.candidate.puzzle, kind_of(reading.kind)
    claimed = kind.read_answer(found, answer)
    if not kind.traits.proof:
        return Verdict("declined", kind.name, weighed(kind, found, answer, seconds))
    return judge(kind, found, claimed, seconds)


def weighed(kind: Kind[Any, Any], puzzle: Any, answer: str, seconds: float) -> str:
    """What speaks for or against an answer that nothing can prove or refute: whether the one found here is the same."""
    unproven = f"no answer to this {kind.title} can be proven right or wrong"
    best = kind.induce(puzzle, seconds=seconds)
    if best is None or kind.verify(puzzle, best):
        return f"{unproven}, and too little was found that speaks for one"
    same = kind.same(puzzle, kind.solution_json(puzzle, best), answer)
    said = "; ".join(f"{name}: {detail}" for name, _, detail in kind.evidence(best))
    return f"{unproven}; the one found here is {'the same' if same else 'another'} ({said})"


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
