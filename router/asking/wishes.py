"""What else the words may want of a grid: code, a new puzzle, a hint, a longest way. None of that is its solution.

A wish for words about the puzzle goes where open-ended text goes; a wish that changes what a right answer is (ways
that avoid cells, a limit of steps) is refused: the plain answer would be proven and still not be what was asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from router.reading.roles import PUZZLES
from solvers.text.patterns import lazily


@dataclass(frozen=True, slots=True)
class Wish:
    """Where such a message goes, and why."""

    route: Literal["open", "refuse"]
    why: str


_PUZZLES = f"labyrinth|{PUZZLES}"
_LANGUAGE = r"python|java(?:script)?|c\+\+|c#|rust|go|typescript|haskell|sql|prolog|matlab"
_OPEN = tuple(
    (why, lazily(pattern, re.I))
    for why, pattern in (
        (
            "code",
            r"\b(?:write|implement|create|build|develop|code|design|debug|fix|refactor|(?:need|want)(?=[^.\n:]{0,40}\b(?:that|which|to solve)\b))\b(?:\s+(?:me|us|a|"
            r"an|the|some|my|short|small|simple|"
            rf"working|complete|full|efficient|{_LANGUAGE}))*\s+(?:code|program|script|function|class|solver|"
            rf"algorithm|implementation|app)\b|"
            r"\b(?:schreib\w*|écri\w*|escrib\w*|scriv\w*|escrev\w*|schrijf)\b[^.\n]{0,40}\b(?:programm?a?|code|"
            r"código|codice|skript|script|funktion)\b|"
            r"напиши\w* (?:\w+ )?(?:код|программ\w+|функци\w+)|写(?:一?个|一?段)?(?:程序|代码|函数)|(?:コード|"
            r"プログラム)を書",
        ),
        (
            "a new puzzle",
            r"\b(?:generate|create|make|design|invent|draw up)\b(?: me| us| up)? (?:a|an|another|one|two|three|some|"
            r"more|\d+)(?: (?:new|similar|other|more|harder|"
            rf"easier|random|different))* (?:{_PUZZLES})s?\b",
        ),
        ("a translation", r"\btranslate\b[^.\n]{0,60}\b(?:to|into|from)\b"),
        (
            "a hint",
            r"\b(?:only|just|give me|need|want|one|small|little)\b[^.\n]{0,20}\bhints?\b|\bhints? only\b|\b(?:don't|"
            r"do not|without) (?:solv\w+|reveal\w*|spoil\w*|giv\w+ away)\b|"
            r"\bnicht lösen\b|\bnur (?:einen )?(?:tipp|hinweis)\b|"
            r"\b(?:what|which|show|give|find|tell|explain|only|just)\b[^.\n]{0,20}\bnext (?:\w+ )?(?:step|move|"
            r"deduction|placement)\b|\bnext logical\b",
        ),
        (
            "its difficulty",
            r"\bhow (?:hard|difficult|tough|easy)\b|\b(?:rate|estimate|judge|assess)\b[^.\n]{0,30}\bdifficulty\b|"
            r"\bwhat(?: is|'s)[^.\n]{0,20}\bdifficulty\b|"
            r"\bwie (?:schwer|schwierig)\b",
        ),
    )
)
_TURNED = lazily(
    rf"\b(?:rotate|transpose|mirror|flip(?! ?(?:phone|chart|flop|side)s?\b)|reflect)\b[^.:\n]{{0,40}}\b(?:grid|{_PUZZLES}|solution|answer|"
    rf"result|board|(?:it|this)(?! open| over| off))\b|\b(?:rotated|transposed|mirrored|flipped) (?:grid|{_PUZZLES}|solution|answer)\b|"
    r"\bby (?:90|180|270) ?(?:°|degrees)",
    re.I,
)


def other_wish(words: str) -> Wish | None:
    """What `words` (the message without its grid) want of any puzzle besides or instead of its solution, or None."""
    for why, pattern in _OPEN:
        if pattern.search(words):
            return Wish("open", why)
    return turned(words)


def turned(words: str) -> Wish | None:
    """A wish for the grid turned or mirrored."""
    if _TURNED.search(words):
        return Wish(
            "refuse", "the text asks for a turned or mirrored grid; send it turned, and it is solved as it stands"
        )
    return None
