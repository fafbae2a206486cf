"""A new puzzle ordered in plain words: "can I have a fresh nonogram to print out?", "ich hätte gern ein 6x6-Sudoku".

Every word of such an order is known: what is ordered, how large, how hard, for whom, and words that only ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from router.asking.ask import Make
from router.asking.closed import FOR_WHOM
from solvers.base import Kind
from solvers.text.patterns import lazily

LONG = 200
"""Characters of such an order at the most."""
_SIZE = lazily(r"(?<![\w.])(?P<a>\d{1,2}) ?(?:[x×*]|by|mal) ?(?P<b>\d{1,2})(?:er)?(?![\d.])", re.I)
_MILD = lazily(
    r"\b(?:not|nicht|n't) (?:too|very|that|so|all that|overly|zu|allzu|sehr|ganz so) (?:hard|difficult|tough|easy|simple|schwer\w*|schwierig\w*|leicht\w*|einfach\w*)\b|"
    r"\b(?:medium(?:[- ](?:hard|difficulty|level))?|moderate(?:ly)?(?: hard)?|intermediate|mittel\w*|normal\w*|average)\b",
    re.I,
)
_EASY = lazily(r"\b(?:easy|easier|easiest|simple|simpler|beginner(?:'?s)?|gentle|leicht\w*|einfach\w*)\b", re.I)
_HARD = lazily(
    r"\b(?:hard|harder|hardest|difficult|tough|tougher|tricky|challenging|expert|fiendish|nasty|evil|devilish|schwer\w*|schwierig\w*|knifflig\w*|knackig\w*)\b",
    re.I,
)
_WORDS = frozenset(
    re.findall(
        r"[^\W_]+",
        "make makes create generate give send produce design invent print build compose prepare show find pick think draw up me us a an one ones new fresh another more brand different random nice good "
        "fun little quick cool proper please pls plz thanks thank you hi hello hey can could would will do does i we my our have has got get like want need love fancy play try work on to for it there is are "
        "out of puzzle puzzles grid board it's i'd d ll ve you'd today tonight now next then so ok okay maybe some time something with from your own kindly able possible level "
        "difficulty size let's rather really just in at and solving solve kind type be great lovely way while away "
        "mach machst mache erstell erstelle erstellst erstellen erzeug erzeuge erzeugen generier generiere generieren gib gibst schick schicke bau baue denk dir aus such zeig mir uns mich ein eine einen "
        "eins neu neue neues neuen neuer frisches frische anderes anderen andere noch weiteres weitere bitte danke hallo hi kannst könntest würdest könnte kann ich wir du ihr hätte hätten gern gerne "
        "möchte möchten will wollen brauche hast habt für zum zur zu lösen spielen spiel rätsel heute jetzt mal doch so mit der die das den dem und schönes schöne schönen nettes gutes in auf größe machen haben vielleicht ausdrucken rätseln",
    )
)
_VERBS = lazily(
    r"\b(?:make|create|generate|give|send|produce|design|invent|print|build|compose|prepare|show|find|pick|draw up|want|need|(?:would|'d|’d) (?:really )?(?:like|love|fancy)|(?:want|like|love) to play|have you|do you have|got|get|mach\w*|erstell\w*|erzeug\w*|generier\w*|gib\w*|schick\w*|bau\w*|denk dir|such|"
    r"zeig|hätte\w*|möchte\w*|will|wollen|brauche|hast|habt|spielen)\b",
    re.I,
)
_OFFERS = lazily(
    r"\b(?:i|we)(?:'ve| have| got| had| am solving| was given)\b(?! to (?:have|get|print))|\bhere(?:'s| is)\b|\b(?:ich habe|wir haben|hier ist)\b|\b(?:this|that|these|diese\w*|mein\w*)\b|"
    r"(?<!to )\bsolve\b|\bhelp\b|\bhow\b",
    re.I,
)
"""Somebody has a puzzle, or wants one solved."""
_MAY_I = lazily(r"\b(?:can|could|may|might) (?:i|we)(?: please)? (?:have|get|see|try|play)\b", re.I)
_ONE = lazily(r"(?<![^\W_])(?:a|an|another|one|some|ein\w*|noch)(?![^\W_])", re.I)


def plain_order(text: str, kinds: Iterable[Kind[Any, Any]]) -> tuple[str, Make] | None:
    """The kind and the order, where the text asks for one new puzzle and each of its words is known."""
    text = _MAY_I.sub(lambda asked: "give".ljust(len(asked.group())), text)
    if len(text) > LONG or _OFFERS.search(text) is not None or _VERBS.search(text) is None or _ONE.search(text) is None:
        return None
    best: tuple[int, str, Make] | None = None
    for kind in kinds:
        found = list(kind.names.finditer(text))
        if not found:
            continue
        made = _made(text, [match.span() for match in found])
        size = max(match.end() - match.start() for match in found)
        if made is not None and (best is None or size > best[0]):
            best = (size, kind.name, made)
    return (best[1], best[2]) if best is not None else None


def _made(text: str, named: list[tuple[int, int]]) -> Make | None:
    left = text
    for start, end in named:
        tail = re.compile(r"(?:-?(?:puzzle|rätsel|grid)s?|s|'s|e|es)?(?![^\W_])", re.I).match(text, end)
        left = left[:start] + " " * (end - start) + left[end:]
        if tail is not None:
            left = left[:end] + " " * (tail.end() - end) + left[tail.end() :]
    sizes = {(match["a"], match["b"]) for match in _SIZE.finditer(left)}
    if len(sizes) > 1 or any(a != b for a, b in sizes):
        return None
    left = FOR_WHOM.sub(" ", _SIZE.sub(" ", left))
    mild, left = _MILD.search(left) is not None, _MILD.sub(" ", left)
    easy, hard = _EASY.search(left) is not None, _HARD.search(left) is not None
    left = _HARD.sub(" ", _EASY.sub(" ", left))
    if easy + hard + mild > 1 or any(word.lower() not in _WORDS for word in re.findall(r"[^\W_]+", left)):
        return None
    size = int(next(iter(sizes))[0]) if sizes else None
    return Make(difficulty="easy" if easy else "hard" if hard else "medium", size=size)
