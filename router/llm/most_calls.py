"""The most calls of a language model that one request can take: what a dry run says beforehand."""

from __future__ import annotations

from router.llm import parts, told_rules, understanding
from router.llm.last_rung import TRIES
from router.reading.read import read
from router.types import Reading
from solvers.base import Effort


def most_calls(text: str, effort: Effort) -> int:
    """An upper bound, tries that fail and are made again not counted."""
    reading = read(text)
    whole = _of_one(text, reading, effort)
    if not parts.worth_splitting(text, reading):
        return whole
    plan = 1 + parts.REPAIRS
    each = max(whole, 1 + understanding.REPAIRS + TRIES[effort] + 1)
    return plan + parts.MOST_PARTS * each


def _of_one(text: str, reading: Reading, effort: Effort) -> int:
    asked = understanding.worth_asking(text, reading)
    reads = 1 + understanding.REPAIRS + told_rules.TRIES if asked else 0  # and the second formalisation
    return reads + (1 if reading.kind == "open" and not asked else TRIES[effort])
