"""Clauses that the grammars did not understand, as a model places them; each is believed only as far as code can see.

A clause is talk if it names no part of a puzzle, orders nothing and asks nothing. It asks something if its own words
hold the signs of that question and of no other. Whatever else a model says about it, the clause is quoted and declined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from router.asking.account import language
from router.asking.ask import Ask, Claim, Count, Hint, Rate, Solve, Value
from router.asking.lexicon import ENGLISH, LANGUAGES, words
from router.asking.places import Places, Shape, places, shape_of
from router.llm import evidence
from router.types import Reading
from solvers.base import Form
from solvers.kinds import KINDS

if TYPE_CHECKING:
    from router.llm.pointing import Asked, Pointer

_SIGNS = {
    "hint": r"hints?|nudges?|tips?|clues?|tipps?|hinweis\w*|indices?|pistas?|suggeriment\w+|dicas?|podpowied\w+|подсказк\w+",
    "count": r"how many (?:\w+ )?solutions?|number of (?:\w+ )?solutions?|wie ?viele lösungen|combien de solutions|cu[áa]ntas soluciones|quante soluzioni",
    "unique": r"unique|uniqueness|only one solution|just one solution|eindeutig\w*|unívoc\w+|unieke?",
    "rate": r"how (?:hard|difficult|tough|easy)|difficulty|schwierigkeit\w*|difficulté|dificultad|difficoltà",
}
"""Words that ask for this and nothing else."""
_GENERAL = re.compile(
    r"\b(?:digits?|numbers?|values?|cells?|squares?|solutions?|answers?|puzzles?|grids?|only|just|need|needs|any|all|every|each)\b",
    re.I,
)
_DIGIT = re.compile(r"\d")
_PHATIC = re.compile(
    r"^\W*(?:how are you(?: \w+)?|do you (?:like|love|enjoy) [\w ]+|are you (?:ok|okay|well|there|ready|tired)|you know|ok|okay|isn't it|what's up)\W*$",
    re.I,
)
_AMOUNT = re.compile(
    r"\b\d+(?:[.,:]\d+)?\s*(?:minutes?|min|hours?|h|pm|am|o'clock|days?|weeks?|years?|euros?|dollars?|kg|km|pages?|kids|people)\b|[$€£]\s?\d+",
    re.I,
)


class Unplaced(Exception):
    """Clauses that were not placed, or not where code can believe it; `reading` is what stands without them."""

    def __init__(self, message: str, reading: Reading) -> None:
        super().__init__(message)
        self.reading = reading


def listed(clauses: Sequence[str]) -> str:
    """The clauses with their numbers, for the model."""
    return "; ".join(f"{number}: {clause!r}" for number, clause in enumerate(clauses, start=1))


def placed(reading: Reading, pointer: Pointer, reader: str) -> Reading:
    """The reading with every clause accounted for, or Unplaced."""
    if not reading.unclear:
        return reading
    where = {each.clause: each.belongs for each in pointer.placed}
    ask: Ask = reading.ask
    left: list[str] = []
    for number, clause in enumerate(reading.unclear, start=1):
        belongs = where.get(number)
        if belongs == "talk" and idle(clause):
            continue
        meant = asked(clause, pointer.ask, reading) if belongs == "ask" and type(ask) is Solve else None
        if meant is None:
            left.append(clause)
        else:
            ask = meant
    if left:
        raise Unplaced(f"these clauses were not placed where they belong: {listed(reading.unclear)}", reading)
    doubts = tuple(d.question for d in reading.candidate.doubts if d.code != "told") if reading.candidate else ()
    return reading.model_copy(
        update={"questions": doubts, "refusal": None, "unclear": (), "ask": ask, "form": ask.form, "reader": reader}
    )


def idle(clause: str) -> bool:
    """Whether a clause names no part of a puzzle, orders nothing, limits nothing and asks nothing."""
    if _PHATIC.match(clause):
        return True
    if clause.rstrip().endswith(("?", "？")):
        return False
    rest = _AMOUNT.sub(" ", clause)
    code = language(clause) or "en"
    for entry in {ENGLISH.code: ENGLISH, code: next(e for e in LANGUAGES if e.code == code)}.values():
        whole = entry.code not in ("zh", "ja")
        opens = re.compile(rf"^\W*(?:{entry.verbs}|{entry.asks})", re.I)
        if words(entry.nouns, whole=whole).search(rest) or opens.search(rest):
            return False
    return _DIGIT.search(rest) is None and rest != clause


def asked(clause: str, wish: Asked, reading: Reading) -> Ask | None:
    """The ask that the clause's own words show, if it is the one that the model names; otherwise None."""
    if not wish.quote or evidence.found(clause.rstrip("…"), wish.quote) is None or reading.candidate is None:
        return None
    form = Form(only=reading.form.only, wrap=reading.form.wrap, tag=reading.form.tag)
    signs = {
        name for name, pattern in _SIGNS.items() if re.search(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", clause, re.I)
    }
    shape = shape_of(KINDS[reading.kind], reading.candidate)
    named = places(clause, shape) if shape is not None else None
    if wish.what in _SIGNS:
        if signs != {wish.what} or named is not None or _more(re.sub(_SIGNS[wish.what], " ", clause, flags=re.I)):
            return None
        made: dict[str, Ask] = {
            "hint": Hint(form, 2),
            "count": Count(form),
            "unique": Claim(Form("unique", only=form.only, wrap=form.wrap, tag=form.tag), "unique"),
            "rate": Rate(form),
        }
        return made[wish.what]
    if wish.what == "value" and named is not None and shape is not None and not signs:
        return _value(clause, wish, named, shape, form)
    return None


def _value(clause: str, wish: Asked, named: Places, shape: Shape, form: Form) -> Ask | None:
    """The cells that the clause names, if they are those that the model names and nothing else is said of them."""
    pointed = places(", ".join(wish.cells), shape)
    if pointed is None or {frozenset(g) for g in pointed.groups} != {frozenset(g) for g in named.groups}:
        return None
    rest = list(clause)
    for start, end in named.spans:
        rest[start:end] = " " * (end - start)
    return None if named.but or _more("".join(rest)) else Value(form, named.groups, False, named.said)


def _more(rest: str) -> bool:
    """Whether words hold more than the question: a number, a limit or another part of a puzzle."""
    left = _GENERAL.sub(" ", rest)
    code = language(rest) or "en"
    entry = next(e for e in LANGUAGES if e.code == code)
    whole = code not in ("zh", "ja")
    return any(
        pattern.search(left) is not None
        for pattern in (_DIGIT, words(entry.nouns, entry.limits, whole=whole), words(ENGLISH.nouns, ENGLISH.limits))
    )
