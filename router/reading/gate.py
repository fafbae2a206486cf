"""May this puzzle be answered at all? Rules it was not built for are refused; proofs say none, one or several answers.

`refusal` looks at the text and the clues and costs microseconds. `prove` asks the kind's exact search how many
answers there are; it never gives the answer away: under `--no-exact` the answer still comes from the network alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from solvers.base import Candidate, Kind, Violation

SECONDS = 2.0
"""The most a proof of uniqueness may take; beyond it uniqueness stays unknown, and the receipt says so."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why, in one sentence, and the cells it is about."""

    reason: str
    cells: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """What the exact search found: `count` is 0, 1, 2 (meaning two or more), or None if it was not settled."""

    count: int | None
    sample: Any = None
    """One of several answers, never set where the answer is the only one."""


def refusal(kind: Kind[Any, Any], candidate: Candidate[Any], text: str, words: str) -> Refusal | None:
    """Why this candidate is not answered, or None. `words` is the text without its grids."""
    why = kind.refusal(text, words, candidate)
    if why is not None:
        return Refusal(why)
    for doubt in candidate.doubts:
        if doubt.code == "variant" or (doubt.code == "size" and not doubt.options):
            return Refusal(doubt.question, doubt.cells)
    if candidate.puzzle is None:
        return None
    return contradiction(kind.check(candidate.puzzle))


def contradiction(broken: tuple[Violation, ...]) -> Refusal | None:
    """The clues contradict each other: the first sentence says how, the cells are all that take part."""
    if not broken:
        return None
    cells = tuple(dict.fromkeys(cell for violation in broken for cell in violation.cells))
    detail = broken[0].detail or f"rule {broken[0].rule!r} is broken"
    more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
    return Refusal(f"the clues contradict each other: {detail}{more}; check these cells against the source", cells)


def prove(kind: Kind[Any, Any], puzzle: Any, *, seconds: float = SECONDS) -> Proof:
    """How many answers there are."""
    found = kind.exact(puzzle, seconds=max(0.0, min(SECONDS, seconds)))
    if len(found.answers) > 1:
        return Proof(2, found.answers[0])
    if not found.complete:
        return Proof(None)
    return Proof(len(found.answers))
