"""What one sentence of known words states as a rule: a small reader for each sort of rule.

The concepts of `words` come in; a `Told` comes out. A sentence that fits no reader here states no rule that is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

NAMED = {
    "x": "diagonals", "windoku": "hyper", "antiknight": "knight", "antiking": "king",
    "nonconsecutive": "nonconsecutive", "disjoint": "disjoint", "latin": "latin", "jigsaw": "jigsaw",
    "killer": "killer", "other": "other",
}  # fmt: skip
"""Names of variants -> the rule they stand for; "jigsaw", "killer" and "other" need more than the name."""
SOFT = frozenset({"filler", "must", "digit", "cell", "sudoku", "both", "is", "counts", "size", *NAMED})
PLAIN = frozenset({"row", "column", "box", "different", "range", "number", "grid", "high", "wide", "only", "same"})
_EACH = re.compile(r"\b(?:each|every|jede[rnms]?|chaque|cada|ogni|elke?|iedere?|кажд\w+)\s+(?:\w+\s+)?$", re.I)
_MAY = re.compile(
    r"\b(?:may|can|could|might|would|dürfen|darf|können|kann|könnte\w*|peu(?:t|vent)|pourrai\w+|pued\w+|podrí\w+|può|possono|potrebbe\w*|pode[m]?|poderia\w*|kan|kunnen|mag|mogen|zou|może|mogą|может|могут)\b",
    re.I,
)
_ONE = re.compile(r"diagonal|diagonale|diagonaal|diagonal principal|diagonale principale|diagonal line|диагональ", re.I)


@dataclass(frozen=True)
class Told:
    """One rule that the text adds: what it is, the cells it is about, and its number."""

    what: str
    cells: tuple[str, ...] = ()
    number: int = 0
    other: int = 0
    """The second number of a box: its columns."""


class Word(NamedTuple):
    concept: str
    text: str
    start: int
    cell: str = ""


def asked(sentence: str) -> bool:
    return sentence.rstrip().endswith(("?", "？"))


class _Sentence(NamedTuple):
    """A sentence all of whose words are known. `core` are the concepts that make a rule."""

    words: Sequence[Word]
    core: set[str]
    text: str
    size: int

    @property
    def holds(self) -> bool:
        """Whether something differs, or holds every digit."""
        return bool(self.core & {"different", "range"})


def rule(words: Sequence[Word], present: set[str], sentence: str, size: int) -> list[Told] | None:
    """The one rule that the whole sentence states; None where it states none, or holds a word nobody knows."""
    unknown = [word for word in words if word.concept == "?"]
    core = present - SOFT - {"?"}
    if core <= PLAIN - {"only"} and not unknown:
        return []
    if unknown or (present & {"anydiagonal", "parity"}):
        return None
    if any(not _whole_range(word.text, size) for word in words if word.concept == "range"):
        return None
    for pattern in _PATTERNS:
        found = pattern(_Sentence(words, core, sentence, size))
        if found is not None:
            return found
    return None


def _whole_range(text: str, size: int) -> bool:
    numbers = [int(k) for k in re.findall(r"\d+", text)]
    return numbers == [1, size]


# ---------------------------------------------------------------- one small reader a rule


def _diagonals(said: _Sentence) -> list[Told] | None:
    present = {word.concept for word in said.words}
    known = {"diagonal", "anti", "row", "column", "box", "different", "range", "not", "notcounts"}
    if "diagonal" not in said.core or not said.core <= known:
        return None
    if "notcounts" in said.core or said.core == {"diagonal", "not"}:
        return []
    if "not" in said.core:
        return None
    if not (said.holds or present & {"counts", "both", "sudoku"}):
        return None
    word = next(w for w in said.words if w.concept == "diagonal")
    alone = (
        _ONE.fullmatch(word.text) is not None and not _EACH.search(said.text[: word.start]) and "row" not in said.core
    )
    if (
        alone
        and "anti" not in said.core
        and not re.search(r"\b(?:both|two|beide|deux|ambas|dos|due|duas)\b", said.text, re.I)
    ):
        return None
    return [Told("diagonals")]


def _allowed(said: _Sentence) -> list[Told] | None:
    """Repeats that are allowed: no rule at all."""
    may = re.search(r"\b(?:may|can|might|dürfen|können|peuvent|pueden|possono|podem|mogen|могут)\b", said.text, re.I)
    return [] if may and "repeat" in said.core and said.core <= {"repeat", "diagonal", "corners", "box"} else None


def _boxless(said: _Sentence) -> list[Told] | None:
    if said.core <= {"box", "not", "notcounts"} and "box" in said.core and said.core & {"not", "notcounts"}:
        return [Told("noboxes")]
    if said.core <= {"row", "column", "only", "different", "range"} and {"row", "column", "only"} <= said.core:
        return [Told("noboxes")]
    return None


def _moves(said: _Sentence) -> list[Told] | None:
    apart = said.holds or {"same", "not"} <= said.core
    rest = said.core - {"same", "not", "different", "touch", "range"}
    if rest == {"diagonal"} and apart and "touch" in said.core:
        return [Told("king")]
    if rest == {"knight"} and apart:
        return [Told("knight")]
    if rest in ({"diagonally"}, {"diagonally", "orthogonal"}) and apart:
        return [Told("king")]
    if said.core in ({"touch", "consecutive", "not"}, {"touch", "consecutive", "not", "orthogonal"}):
        return [Told("nonconsecutive")]
    if said.core in ({"orthogonal", "consecutive", "not"},):
        return [Told("nonconsecutive")]
    return None


def _windows(said: _Sentence) -> list[Told] | None:
    """The windows of a windoku explained; without its name nobody knows where they lie."""
    return [Told("windows")] if "colour" in said.core and said.holds and said.core <= PLAIN | {"colour"} else None


def _positions(said: _Sentence) -> list[Told] | None:
    if "samepos" in said.core and said.core <= {"samepos", "box", "different", "range", "same"} and said.holds:
        return [Told("disjoint")]
    if "centres" in said.core and said.core <= {"centres", "box", "different", "range"} and said.holds:
        return [Told("centres", ("centres",))]
    return None


def _of_cells(said: _Sentence) -> list[Told] | None:
    """Rules about cells that are named: even, odd, a sum, a digit, all different, smaller."""
    where = tuple(dict.fromkeys(word.cell for word in said.words if word.cell))
    for group in ("corners", "centre", "centres"):
        if group in said.core:
            where += (group,)
    rest = said.core - {"place", "corners", "centre", "centres", "only", "box"}
    if not where or ("only" in said.core and not rest & {"even", "odd"}):
        return None
    if _MAY.search(said.text) and not said.core & {"only", "not"}:
        return None  # what may be is no rule
    numbers = [int(w.text) for k, w in enumerate(said.words) if w.concept == "number" and not _quantity(said.words, k)]
    if rest in ({"even"}, {"odd"}):
        return [Told(rest.pop(), where)]
    if asked(said.text):
        return None
    if rest in ({"sum", "number"}, {"plus", "number"}) and len(numbers) == 1:
        return [Told("sum", where, numbers[0])]
    single = len(where) == 1 and where[0] not in ("corners", "centres")
    if (
        single
        and len(numbers) == 1
        and 1 <= numbers[0] <= said.size
        and any(w.concept in ("is", "must") for w in said.words)
    ):
        if rest == {"number"}:
            return [Told("digit", where, numbers[0])]
        if rest == {"number", "not"} and not re.search(r"\bapart\b", said.text, re.I):
            return [Told("nodigit", where, numbers[0])]
    if rest == {"different"} and (len(where) > 1 or where[0] == "corners"):
        return None if _two_sides(said.words) else [Told("different", where)]
    if rest == {"range"} and len(where) == said.size:
        return [Told("different", where)]
    order = [word for word in said.words if word.cell or word.concept in ("less", "more")]
    signs = {word.concept for word in order[1::2]}
    if rest in ({"less"}, {"more"}) and len(order) % 2 and signs == rest and all(word.cell for word in order[::2]):
        chain = tuple(word.cell for word in order[::2])
        return [Told("less", chain if rest == {"less"} else chain[::-1])]
    return None


def _two_sides(words: Sequence[Word]) -> bool:
    """Whether "different" stands between more than two cells: "r1c3 and r5c5 are different from r7c1" does not say that
    the first two differ."""
    at = next(n for n, word in enumerate(words) if word.concept == "different")
    before, after = (sum(bool(word.cell) for word in part) for part in (words[:at], words[at:]))
    return before > 0 and after > 0 and before + after > 2


def _quantity(words: Sequence[Word], at: int) -> bool:
    """Whether the number counts what follows ("the 3 digits r1c1, ...")."""
    after = words[at + 1].concept if at + 1 < len(words) else ""
    return after in ("digit", "cell", "corners", "place")


_Pattern = Callable[[_Sentence], "list[Told] | None"]
_PATTERNS: tuple[_Pattern, ...] = (_diagonals, _allowed, _boxless, _moves, _windows, _positions, _of_cells)
