"""Numbers as people write them: "3", "three", "the numbers [5, 7, 2]", "numbers 1 to 9"."""

from __future__ import annotations

import re

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


_CHOICE = re.compile(
    r"\b(?:numbers?|set|values|integers|digits)\b[^\[\](){}\n.:\d]{0,40}:?\s*"
    r"(?:[\[({]\s*(\d+(?:\s*[,;]?\s+\d+|,\d+)*)\s*[\])}]|(\d+(?:,\s*\d+)+(?:,?\s*and\s*\d+)?)|"
    r"(?:from\s+)?(\d+)\s*(?:to|-|–|\.\.\.?|through)\s*(\d+))",
    re.I,
)


_OTHER_CHOICE = re.compile(
    r"\b(?:zahlen|ziffern|nombres?|chiffres?|entiers|números|cifras|numeri|cifre|interi|inteiros|algarismos|getallen|cijfers|"
    r"liczb\w*|cyfr\w*|числ\w*|цифр\w*) (?:(?:von|de|del|dal?|van|od|от|с) )?(\d+) ?"
    r"(?:-|–|bis|à|a|al|até|t/m|tot(?: en met)?|do|до|по) ?(\d+)\b|"
    r"(\d+) ?(?:-|–|到|至|〜|～|から) ?(\d+)(?:まで)?的?の?(?:数|數|整数)",
    re.I,
)
"""A range in another language than English."""


def choice(text: str) -> list[int] | None:
    """The numbers a text gives to choose from ("the numbers [5, 7, 2]", "numbers 1 to 9"); None where it names none."""
    match = _CHOICE.search(text)
    if match is None:
        other = _OTHER_CHOICE.search(text)
        low, high = (int(n) for n in other.groups() if n) if other else (1, 0)
        return list(range(low, high + 1))[:1000] or None
    if match[3]:
        return list(range(int(match[3]), int(match[4]) + 1))[:1000]
    return [int(n) for n in re.findall(r"\d+", match[1] or match[2])]
