"""Rules told in words: a seating plan, a rota, a zebra puzzle. A model writes the rulebook, code reads the words again.

    told = problem_of(text, pointer)        # a Problem whose every rule stands in a quote; Misread where one does not

Every sentence must be used: as a rule, as what is asked, as the board (how many, which names), or be mere talk. What is
proven holds for these rules, which the receipt lists in plain words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from router.asking.account import is_story, language
from router.llm import evidence
from router.llm.rule_told import RuleTold
from router.llm.rule_words import (
    AFTER,
    ATLEAST,
    ATMOST,
    BEFORE,
    BESIDE,
    BETWEEN,
    NEXT,
    NOT,
    TRICKY,
    Axes,
    Quote,
    mentioned,
)
from solvers.base import BadPuzzle, Span
from solvers.rules.board import Problem, Value
from solvers.rules.reasons import told as in_words

if TYPE_CHECKING:
    from router.llm.pointing import Pointer

MOST_CELLS = 400
LONGEST_RULE = 200
"""Characters of a sentence that may be a rule: in letters of people who tell puzzles the longest has some 150."""
_CAPITAL = re.compile(r"(?<![^\W_])[A-Z][a-z]+(?![^\W_])")
_COMMON = frozenset(
    [
        "the",
        "i",
        "a",
        "an",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "this",
        "that",
        "there",
        "if",
        "when",
        "who",
        "what",
        "which",
        "where",
        "how",
        "why",
        "is",
        "are",
        "was",
        "do",
        "does",
        "did",
        "can",
        "could",
        "please",
        "and",
        "but",
        "or",
        "so",
        "my",
        "our",
        "your",
        "his",
        "her",
        "its",
        "their",
        "in",
        "on",
        "at",
        "to",
        "for",
        "of",
        "no",
        "not",
        "each",
        "every",
        "all",
        "as",
        "from",
        "with",
        "by",
        "hi",
        "hello",
        "thanks",
        "thank",
        "dear",
        "yes",
    ]
)
_PUZZLING = re.compile(
    r"\b(?:rotas?|rosters?|seating (?:plan|chart|order)|logic (?:puzzle|problem|grid)|einstein'?s? (?:riddle|puzzle)|"
    r"sitzplan|sitzordnung|dienstplan|plan de table|who (?:sits|lives|owns|keeps|drinks|works) (?:where|when|what|the)|what is the order of)\b",
    re.I,
)
_ORDER = re.compile(
    r"^\W*(?:(?:please|now|so|and|can you|could you|help me|i need to|we need to)\s+)*(?:who|whose|where|which|what|find|determine|work out|"
    r"assign|seat|arrange|give|make|draw up|write|plan|schedule|solve|figure out|deduce|tell me|wer|wo|welche\w*|finde|qui|où|quién|dónde|chi|dove)\b",
    re.I,
)
_RELATIONS = (BEFORE, AFTER, BESIDE, NOT, ATLEAST, ATMOST, BETWEEN, NEXT, TRICKY)
_OTHER = re.compile(
    r"\b(?:haiku|poem|joke|story|explain|essay|translate|how many|how often|all (?:possible )?(?:plans|solutions|ways)|hint|instead|unique|only one way)\b",
    re.I,
)


class Unstated(Exception):
    """The rulebook does not say what the words say; one precise sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """The puzzle, its rules in plain words, and where the words stand."""

    problem: Problem
    rules: tuple[str, ...]
    spans: tuple[Span, ...]
    asked: str = ""


def looks_told(text: str) -> bool:
    """Whether a message seems to tell rules in words: several sentences relate things, and something is to be found."""
    whole = [text[span.start : span.end].strip() for span in evidence.sentences(text)]
    short = [said for said in whole if len(said) <= LONGEST_RULE]
    related = sum(any(pattern.search(said) for pattern in _RELATIONS) for said in short)
    wanted = any(_ORDER.search(said) or said.endswith("?") for said in whole)
    if len(whole) < 4 or related < 3 or not wanted or len(short) < 0.7 * len(whole):
        return False
    counted = Counter(word for word in _CAPITAL.findall(text) if word.casefold() not in _COMMON)
    return _PUZZLING.search(text) is not None or sum(count > 1 for count in counted.values()) >= 4


def problem_of(text: str, pointer: Pointer) -> Told:
    """The problem that the model formalised, or Unstated."""
    cells, values = tuple(pointer.cells), tuple(pointer.values)
    if not 2 <= len(cells) <= MOST_CELLS or not 2 <= len(values) <= MOST_CELLS:
        raise Unstated(f"{len(cells)} cells with {len(values)} values are no puzzle")
    axes = Axes(cells)
    for axis in axes.axes:
        lost = next((part for part in axis if not _known(part, text)), None)
        if lost is not None:
            raise Unstated(f"the name {lost!r} does not stand in the message")
    unsaid = next((v for v in values if isinstance(v, str) and not mentioned(v, text)), None)
    if unsaid is not None:
        raise Unstated(f"the value {unsaid!r} does not stand in the message")
    quotes = _quotes(text, pointer.rules)
    for quote, (_, rules) in quotes.items():
        _stated(text, Quote(quote, axes, values), rules)
    spans = tuple(span for span, _ in quotes.values())
    asked = _accounted(text, spans, axes, values)
    problem = _built(cells, values, pointer.rules)
    given = tuple(f"{name} is {value}" for name, value in problem.board.given)
    return Told(problem, (*given, *(in_words(rule) for rule in problem.rules)), spans, asked)


def _known(part: str, text: str) -> bool:
    return bool(mentioned(part, text)) or part.casefold() in (
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )


def _quotes(text: str, rules: Sequence[RuleTold]) -> dict[str, tuple[Span, list[RuleTold]]]:
    """The rules by their quotes, each of which stands in the message at a place of its own."""
    listed: dict[str, tuple[Span, list[RuleTold]]] = {}
    if not rules:
        raise Unstated("it has no rules")
    for rule in rules:
        quote = " ".join(word for word, _, _ in evidence.words_of(rule.quote))
        if quote in listed:
            listed[quote][1].append(rule)
            continue
        span = evidence.found(text, rule.quote, [span for span, _ in listed.values()])
        if span is None:
            raise Unstated(
                f"the quote {rule.quote!r} is not in the message, or another quote holds it; copy the words exactly"
            )
        listed[quote] = (span, [rule])
    return {text[span.start : span.end]: (span, given) for span, given in listed.values()}


def _stated(text: str, quote: Quote, rules: Sequence[RuleTold]) -> None:
    """Every rule stands in its quote, and together they say everything that the quote says."""
    for rule in rules:
        listing = rule.rule == "different" and _lists(text, quote, rule)
        problem = None if listing else quote.problem(rule)
        if problem is not None:
            raise Unstated(
                f"{quote.said!r} does not state the rule {rule.rule!r} on {', '.join(rule.named[:4])}: {problem}"
            )
    for number, axis in enumerate(quote.axes.axes):
        used = {quote.axes.parts[name][number] for rule in rules for name in rule.named}
        wanted = quote.names[number] or frozenset(axis)
        lost = [part for part in axis if part in wanted and part not in used]
        if lost:
            raise Unstated(f"{quote.said!r} also speaks of {lost[0]}, but no rule of it does")
    names = {rule.rule for rule in rules}
    if BESIDE.search(quote.said) and names == {"less"}:
        raise Unstated(f"{quote.said!r} says how near, not only in which order")
    if (BEFORE.search(quote.said) or AFTER.search(quote.said)) and not names <= {"less", "sum", "if"}:
        raise Unstated(f"{quote.said!r} gives a direction that the rule {min(names)!r} drops")


def _lists(text: str, quote: Quote, rule: RuleTold) -> bool:
    """ "Their colours are red, green and blue": as many names as there are values, all of them named, nothing else."""
    named = frozenset(rule.cells)
    everything = quote.names[0] if len(quote.axes.axes) == 1 else frozenset()
    odd = any(pattern.search(quote.said) for pattern in (BEFORE, AFTER, BESIDE, BETWEEN, TRICKY))
    differ = re.search(r"\b(?:different|own|distinct|exactly one|each|verschieden\w*|jede\w*)\b", text, re.I)
    return (
        named == everything
        and len(named) == len(quote.values)
        and not odd
        and not NOT.search(quote.said)
        and differ is not None
    )


def _accounted(text: str, spans: Sequence[Span], axes: Axes, values: Sequence[Value]) -> str:
    """The clause that asks; raises where a sentence is neither a rule, nor the board, nor the question, nor talk."""
    asked = []
    for sentence in evidence.sentences(text):
        left = list(text[sentence.start : sentence.end])
        for span in spans:
            for at in range(max(span.start, sentence.start), min(span.end, sentence.end)):
                left[at - sentence.start] = " "
        rest = "".join(left)
        said = text[sentence.start : sentence.end].strip()
        if not re.search(r"[^\W_]", rest):
            continue
        if (_ORDER.search(rest) or rest.rstrip().endswith("?")) and not _says(rest, axes, values, asking=True):
            asked.append(" ".join(said.split()))
        elif _says(rest, axes, values, asking=False) and not is_story(rest, language(rest) or "en"):
            raise Unstated(f"nothing was made of {' '.join(rest.split())!r}")
        elif _OTHER.search(rest):
            raise Unstated(f"nothing was made of {said!r}")
    return " ".join(asked)


def _says(rest: str, axes: Axes, values: Sequence[Value], *, asking: bool) -> bool:
    """Whether words that no quote holds say something about the puzzle."""
    if (
        any(pattern.search(rest) for pattern in _RELATIONS[: 6 if asking else None])
        or TRICKY.search(rest)
        or _OTHER.search(rest)
    ):
        plain = re.sub(
            r"\bin a (?:row|line)(?: of)?\b|\b(?:from|to|left|right|the|first|last)\b", " ", rest, flags=re.I
        )
        if any(pattern.search(plain) for pattern in _RELATIONS) or _OTHER.search(rest):
            return True
    words = [value for value in values if isinstance(value, str)]
    named = [part for axis in (*axes.axes, words) for part in axis if not part.isdecimal() and mentioned(part, rest)]
    whole = [value for value in values if isinstance(value, int)]
    sizes = {len(axes.cells), len(values), *map(len, axes.axes), *([min(whole), max(whole)] if whole else [])}
    count = evidence.numbers(re.sub(r"\b(?:one|ein\w*|une?|un[ao]?)\b", " ", rest, flags=re.I))
    if any(number not in sizes for number in count) or (
        re.search(r"\b(?:first|last|second|third)\b", rest, re.I) and named
    ):
        return True
    return False if asking or not named else not _list_of_names(rest, named, (*axes.axes, words))


def _list_of_names(rest: str, named: Sequence[str], lists: Sequence[Sequence[str]]) -> bool:
    """A sentence that introduces everybody: all names of an axis, or at least three with nothing but commas between."""
    if any(axis and set(axis) <= set(named) for axis in lists):
        return True
    pattern = "|".join(re.escape(part) for part in sorted(named, key=len, reverse=True))
    bare = re.sub(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", "@", rest, flags=re.I)
    return (
        len(named) >= 3
        and re.search(r"@(?:\s*(?:,|and|&|und|et|y|e)\s*)+@(?:\s*(?:,|and|&|und|et|y|e)\s*)+@", bare) is not None
    )


def _built(cells: tuple[str, ...], values: tuple[Value, ...], rules: Sequence[RuleTold]) -> Problem:
    from solvers.rules import rulebook  # its forms take a tenth of a second to make

    given: dict[str, Value] = {}
    for rule in rules:
        if rule.rule == "given":
            (name,), (value,) = rule.cells, rule.values
            if given.get(name, value) != value:
                raise Unstated(f"{name} is said to be {given[name]} and {value}")
            given[name] = value
    book = {
        "cells": list(cells),
        "values": list(values),
        "given": given,
        "rules": [rule.entry() for rule in rules if rule.rule != "given"],
    }
    try:
        return rulebook.read(book)
    except BadPuzzle as exc:
        raise Unstated(f"the rulebook is wrong: {exc}") from exc


def grouped(problem: Problem, answer: dict[str, Value]) -> str | None:
    """Who and what share a value ("4: German, green, fish"), where several cells do; None where no two do."""
    by_value: dict[Value, list[str]] = {}
    for name in problem.board.shown:
        by_value.setdefault(answer[name], []).append(name)
    if all(len(names) == 1 for names in by_value.values()) or len(Axes(problem.board.cells).axes) > 1:
        return None
    order = [value for value in problem.board.domains[0] if value in by_value]
    return "\n".join(f"{value}: {', '.join(by_value[value])}" for value in order)
