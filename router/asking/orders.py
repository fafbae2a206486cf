"""Orders that need no grid: "give me a hard futoshiki". Only a message that is nothing else is one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from router.asking.account import language, leftovers
from router.asking.ask import Make
from router.asking.consume import consume
from router.asking.light_words import unknown_words
from router.asking.message import Message
from router.asking.wants import phrases
from solvers.base import Kind

SHORT = 300
"""Characters of an order at the most."""
OTHER_WORDS = 2
"""Words that an order may hold besides what is understood: more may say how the puzzle is wanted."""
EASY = re.compile(
    r"\b(?:easy|easier|simple|beginner\w*|leicht\w*|facile|fácil|makkelijk\w*|prost\w*)\b|лёгк\w*|легк\w*|简单|簡単",
    re.I,
)
HARD = re.compile(
    r"\b(?:hard(?:er|est)?|difficult|tough|expert|schwer\w*|schwierig\w*|difficile|difícil|moeilijk\w*|trudn\w*)\b|сложн\w*|困难|难|難",
    re.I,
)

_OFFERS = re.compile(
    r"\b(?:(?:i|we)(?:'ve| have| got| had)|here(?:'s| is| comes| are)|(?:my|the) next (?:one )?(?:is|has)|ich habe?|wir haben|hier (?:ist|kommt)|j'ai|voici|tengo|aquí (?:está|va)|ho un|ecco|tenho|aqui (?:está|vai)|ik heb|hier is|mam)\b",
    re.I,
)
"""Somebody has a puzzle and does not order one: "I have another one with diagonals"."""


def difficulty(words: str) -> str:
    """How hard the puzzle is wanted: "medium" where nothing is said."""
    return "easy" if EASY.search(words) else "hard" if HARD.search(words) else "medium"


def order(text: str, kinds: Iterable[Kind[Any, Any]]) -> tuple[str, Make] | None:
    """The kind and the order, where the text asks for a new puzzle of one kind and for nothing else.

    Of two kinds that fit, the one with the longer name is meant ("killer sudoku", not "sudoku").
    """
    if len(text) > SHORT or _OFFERS.search(text) is not None:
        return None
    best: tuple[int, str] | None = None
    for kind in kinds:
        named = kind.names.search(text)
        if named is None or phrases("make", kind.names).search(text) is None:
            continue
        message = Message(text)
        message.take(phrases("make", kind.names))
        message.take(EASY)
        message.take(HARD)
        consume(message, kind.names)
        if (
            leftovers(message, names=kind.names)
            or len(unknown_words(message.rest, {language(text) or "en"})) > OTHER_WORDS
        ):
            continue
        size = max(match.end() - match.start() for match in kind.names.finditer(text))
        if best is None or size > best[0]:
            best = (size, kind.name)
    return None if best is None else (best[1], Make(difficulty=difficulty(text)))
