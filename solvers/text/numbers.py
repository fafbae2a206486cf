"""Small numbers as people write them: "3", "three"."""

from __future__ import annotations

_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBER = rf"(\d{{1,3}}|{'|'.join(_WORDS)})"
"""A group that matches such a number (case is the pattern's own affair)."""


def number(said: str | None) -> int | None:
    """What a number says; None for anything else."""
    if said is None:
        return None
    if said.isdecimal():
        return int(said)
    return _WORDS.index(said.lower()) if said.lower() in _WORDS else None
