"""Why a puzzle has no solution, in words: the smallest set of givens and rules that cannot hold together."""

from __future__ import annotations

from solvers.rules.board import Problem
from solvers.rules.exact import clash
from solvers.rules.rule import Rule

MOST = 12
"""Givens and rules that are named; a longer list helps nobody to find the slip."""
LONGEST = 160
"""Characters of one rule in such a list."""


def told(rule: Rule) -> str:
    """A rule in words: what it says, and its author's own words for it."""
    return f"{rule.label} ({rule.sentence()})" if rule.label else rule.sentence()


def clashing(problem: Problem, *, seconds: float = 5.0) -> list[str] | None:
    """The smallest set that cannot hold together, each in words; None where there is none or time ran out."""
    found = clash(problem, seconds=seconds)
    if found is None:
        return None
    return [f"{name} is given as {value}" for name, value in found.given] + [
        told(problem.rules[number]) for number in found.rules
    ]


def cannot(problem: Problem, *, seconds: float = 5.0) -> str:
    """One sentence: what clashes, as far as it could be found."""
    words = clashing(problem, seconds=seconds)
    if not words:
        return "no values keep all its rules"
    cut = [text if len(text) <= LONGEST else text[:LONGEST] + "..." for text in words[:MOST]]
    more = f"; and {len(words) - MOST} more" if len(words) > MOST else ""
    alone = len(words) == 1
    return f"{'this cannot hold' if alone else 'these cannot hold together'}: {'; '.join(cut)}{more}"
