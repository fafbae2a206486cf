"""What is heard of a letter clause by clause: the clause as concepts, what was heard so far, and what it comes to."""

# ruff: noqa: E501  tables of phrases are easier to compare on one line
from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from solvers.base import Cell
from solvers.kinds.maze.heard.concepts import Word, number
from solvers.kinds.maze.rules import Maze
from solvers.kinds.maze.terms import Terms
from solvers.text.patterns import lazily

Figure = Literal[
    "", "count", "list", "unique", "reach", "walk", "manhattan", "straight", "size", "cells", "open", "walls", "deadends",
    "loops", "start", "goal", "matrix", "direction", "turns", "nearest dead end", "saved",
]  # fmt: skip
"""What is asked besides the way itself; "" is the way, or its steps."""

SOFT = frozenset(
    {
        "maze",
        "way",
        "short",
        "req",
        "go",
        "from",
        "to",
        "start",
        "goal",
        "may",
        "aux",
        "instar",
        "toward",
        "different",
        "length",
        "form",
    }
)
"""Concepts that a clause may hold whatever it says."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the clauses say together: the terms in every reading, and the question."""

    readings: tuple[Terms, ...]
    figure: Figure = ""
    direction: str = ""
    walked: str = ""
    """Moves of the user's own."""
    bound: int | None = None
    scale: Fraction = Fraction(1)
    offset: int = 0
    unit: str = ""
    less_manhattan: bool = False
    said: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    """Where the clauses stand that said so."""


@dataclass(slots=True)
class Hearing:
    """What was heard so far."""

    maze: Maze
    signs: dict[str, tuple[Cell, ...]]
    """Signs of the drawing other than walls and the floor -> where they stand."""
    start: str
    goal: str
    bases: tuple[int, ...] = (0, 1)
    readings: list[Terms] = field(default_factory=lambda: [Terms()])
    figure: Figure = ""
    direction: str = ""
    walked: str = ""
    limit: tuple[int, str] | None = None
    price: tuple[Fraction, str] | None = None
    offset: int = 0
    scale: Fraction = Fraction(1)
    unit: str = ""
    less_manhattan: bool = False
    reach: bool = False
    watched: bool = False
    """Something watches some cells, and (`unseen`) one wants not to be seen."""
    unseen: bool = False
    special: bool = False
    said: list[str] = field(default_factory=list)

    def change(self, words: str, **terms: object) -> bool:
        """Terms in every reading."""
        self.readings = [replace(one, **terms) for one in self.readings]  # type: ignore[arg-type]
        return self.note(words)

    def note(self, words: str) -> bool:
        self.special = True
        self.said.append(words)
        return True

    def ask(self, figure: Figure, words: str) -> bool:
        """One question only: a second one is not understood."""
        if self.figure:
            return False
        self.figure = figure
        return self.note(words)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as concepts. `core` are those that are not soft, with how often they stand there."""

    words: tuple[Word, ...]
    text: str
    told: Hearing

    @property
    def core(self) -> Counter[str]:
        return Counter(word.concept for word in self.words if word.concept not in SOFT and not self.is_end(word))

    def is_end(self, word: Word) -> bool:
        return word.concept == "sign" and word.text in (self.told.start, self.told.goal)

    @property
    def numbers(self) -> list[int]:
        return [number(word.text) for word in self.words if word.concept == "num"]

    @property
    def signs(self) -> list[str]:
        """Signs that are no end."""
        return [word.text for word in self.words if word.concept == "sign" and not self.is_end(word)]

    @property
    def ends(self) -> list[str]:
        return [word.text for word in self.words if self.is_end(word)]

    @property
    def directions(self) -> list[str]:
        return [word.more for word in self.words if word.concept == "dir"]

    @property
    def asks(self) -> bool:
        return self.text.rstrip().endswith(("?", "？"))

    def has(self, *concepts: str) -> bool:
        return set(concepts) <= {word.concept for word in self.words}

    def fits(self, needs: str, allows: str = "") -> bool:
        """Whether the clause holds what is needed, and besides soft words only what is allowed."""
        need = set(needs.split())
        return need <= {word.concept for word in self.words} and set(self.core) <= need | set(allows.split())

    def states(self, needs: str, allows: str = "") -> bool:
        """`fits`, where the clause may also ask for the number of steps."""
        counted = " howmany step atleast" if self.has("howmany", "step") else ""
        return self.fits(needs, allows + counted)

    def index(self, concept: str) -> int:
        return next((n for n, word in enumerate(self.words) if word.concept == concept), -1)

    @property
    def route(self) -> str:
        """The ends in order, s and g, each with f or t in front where "from" or "to" stands there: "fstg"."""
        found: list[str] = []
        words = self.words[::-1] if _AFTER.search(self.text) is not None else self.words
        for word, following in zip(words, (*words[1:], None), strict=True):
            end = self.end(word)
            if end and (not found or found[-1][-1] != end):
                found.append(end)
            elif word.concept in ("from", "to", "toward") and following is not None and self.end(following):
                found.append(word.concept[0])
        return re.sub(r"(?<=[ft])[ft]", "", "".join(found))

    def end(self, word: Word) -> str:
        """s or g, where the word is an end."""
        if self.is_end(word):
            return "s" if word.text == self.told.start else "g"
        return {"start": "s", "goal": "g"}.get(word.concept, "")

    @property
    def whole(self) -> bool:
        """Whether the ends that are named are those of the whole way, or none is: what is said "at the start" or "from
        the start" is not said of the whole way."""
        if self.route in ("", *_WHOLE):
            return True
        target = "s" if any(one.back for one in self.told.readings) else "g"
        wanted = any(self.has(word) for word in ("way", "reach", "few", "howmany", "length", "before"))
        return self.route in (target, f"t{target}") and wanted

    @property
    def doubts(self) -> bool:
        """Whether it asks for something else than the way or its steps: "are diagonal moves allowed?"."""
        counted = self.has("howmany", "step") or self.has("few") or self.has("length") or self.has("reach")
        return self.asks and not counted and _WHAT.match(self.text) is None


_WHOLE = ("fstg", "fsg", "stg", "sg", "tgfs", "gfs", "sfstg", "sftg")
_AFTER = lazily(r"[\u3040-\u30ff]")
"""Japanese says "from" and "to" behind the end."""
_WHAT = lazily(
    r"[^\w]*(?:\w+:\s*)?(?:and |und |et |y |e )?(?:what|which|how long|was|welche[rs]?|wie lang|quel(?:le)?s?|cu[aá]l(?:es)?|qué|qual[ie]?|quale|wat|welke|jak[ai]|какой|каков)\b",
    re.I,
)


def goes_back(said: Clause) -> bool:
    """Whether a clause speaks of the way from the goal to the start."""
    words = [word for word in said.words if word.concept in ("from", "to", "start", "goal", "sign", "toward")]
    kinds = []
    for word in words:
        if word.concept == "sign" and said.is_end(word):
            kinds.append("goal" if word.text == said.told.goal else "start")
        elif word.concept in ("start", "goal", "from"):
            kinds.append(word.concept)
    joined = " ".join(kinds)
    return re.search(r"from goal(?: goal)? start", joined) is not None


def counts_up(said: Clause) -> bool:
    return re.search(r"\bcount\b|\bzähle?\b|\bcompte[zr]?\b|\bcuenta\b|\bconta\b", said.text, re.I) is not None
