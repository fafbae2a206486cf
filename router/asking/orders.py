"""Orders that need no grid: "give me a hard futoshiki". Only a message that is nothing else is one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from router.asking.account import language, leftovers
from router.asking.ask import Make
from router.asking.closed import FOR_WHOM
from router.asking.consume import consume
from router.asking.guards import NUMBERED
from router.asking.light_words import unknown_words
from router.asking.message import Message
from router.asking.plain_orders import plain_order
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


_PROPERTY = re.compile(
    r"\b(?:that|which|whose|with|without|has|having|where|made of|mit|ohne|der|die|das hat|avec|sans|qui|con|sin|que|senza|com|sem|met|zonder|z|bez)\b",
    re.I,
)
"""What begins a condition on the puzzle."""


def difficulty(words: str) -> str:
    """How hard the puzzle is wanted: "medium" where nothing is said."""
    return "easy" if EASY.search(words) else "hard" if HARD.search(words) else "medium"


def order(text: str, kinds: Iterable[Kind[Any, Any]]) -> tuple[str, Make] | None:
    """The kind and the order, where the text asks for a new puzzle of one kind and for nothing else."""
    kinds = tuple(kinds)
    if (plain := plain_order(text, kinds)) is not None:
        return plain
    found = _ordered(text, kinds)
    return None if found is None or found[1] else (found[0], Make(difficulty=difficulty(text)))


def more(text: str, kinds: Iterable[Kind[Any, Any]]) -> tuple[str, str] | None:
    """The kind and the clause, where a new puzzle is ordered and the clause says how many or what else of it is wanted."""
    found = _ordered(text, kinds)
    return (found[0], found[1]) if found is not None and found[1] else None


def _ordered(text: str, kinds: Iterable[Kind[Any, Any]]) -> tuple[str, str] | None:
    """The kind that is ordered, and the clause that wants more than a puzzle of it ("" where none does).

    Of two kinds that fit, the one with the longer name is meant ("killer sudoku", not "sudoku").
    """
    if len(text) > SHORT or _OFFERS.search(text) is not None:
        return None
    best: tuple[int, str, str] | None = None
    for kind in kinds:
        named = kind.names.search(text)
        if named is None or phrases("make", kind.names).search(text) is None:
            continue
        message = Message(text)
        message.take(phrases("make", kind.names))
        message.take(EASY)
        message.take(HARD)
        consume(message, kind.names)
        unknown = unknown_words(message.rest, {language(text) or "en"})
        if leftovers(message, names=kind.names) or len(unknown) > OTHER_WORDS:
            continue
        size = max(match.end() - match.start() for match in kind.names.finditer(text))
        if best is None or size > best[0]:
            best = (size, kind.name, _besides(message))
    return best[1:] if best is not None else None


def _besides(message: Message) -> str:
    """The clause that wants more than one plain puzzle: another number of them, a property, a word that nobody knows."""
    whole = language(message.words) or "en"
    for clause in message.clauses():
        left = FOR_WHOM.sub(" ", message.left_at(clause))
        numbered = NUMBERED.search(message.words, clause.start, clause.end)
        if numbered or _PROPERTY.search(left) or unknown_words(left, {whole}) or re.search(r"\d", left):
            return message.quote(clause)
    return ""
