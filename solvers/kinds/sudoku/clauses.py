"""What the words around a grid say about its rules: typed rules, or a quote of what was not understood.

A sentence becomes a list of concepts (`words`). It is a rule only where its concepts fit one of the patterns here
and none of its words is unknown; a sentence that speaks of more than rows, columns and boxes, wants something, and
fits none is quoted back. Questions, orders about the form of the answer and plain talk are not for this file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from solvers.base import Span
from solvers.kinds.sudoku.cells_said import CELL, said
from solvers.kinds.sudoku.words import concepts

_END = re.compile(r"[.!?;](?=\s|$|[^\W\d_]|\")|[。！？；\n]+")
_PART = re.compile(
    r"[:()（）—–：]|,(?! ?\d)|，|、|\s-\s|\b(?:but|where|while|with|and also|aber|wobei|mais|pero|ma|mas|maar|но)\b"
)
_NUMBERS = {
    word: value
    for value, words in {
        2: "two zwei deux dos due dois twee два две 两 二", 3: "three drei trois tres tre três drie три 三",
        4: "four vier quatre cuatro quattro quatro четыре 四", 5: "five fünf cinq cinco cinque vijf пять 五",
    }.items()
    for word in words.split()
}  # fmt: skip
_NUMBER = r"(\d{1,2}|" + "|".join(_NUMBERS) + ")"
_HIGH = re.compile(
    _NUMBER + r"\s?(?:rows?\b(?: (?:high|tall))?|high\b|tall\b|(?:zeilen )?hoch|übereinander|zeilen|lignes?\b|"
    r"de haut\w*|filas\b|de alto|righe|alt[ei]\b|linhas\b|de altura|rijen\b|hoog|行高?|строк\w*|в высоту)",
    re.I,
)
_WIDE = re.compile(
    _NUMBER + r"\s?(?:col(?:umn)?s?\b(?: wide)?|wide\b|across\b|(?:spalten )?breit|nebeneinander|spalten|"
    r"colonnes?\b|de large\w*|columnas\b|de ancho|colonne|largh[ei]|colunas\b|de largura|kolommen|breed|列宽?|"
    r"столб\w*|в ширину)",
    re.I,
)

NAMED = {
    "x": "diagonals", "windoku": "hyper", "antiknight": "knight", "antiking": "king",
    "nonconsecutive": "nonconsecutive", "disjoint": "disjoint", "latin": "latin", "jigsaw": "jigsaw",
    "killer": "killer", "other": "other",
}  # fmt: skip
"""Names of variants -> the rule they stand for; "jigsaw", "killer" and "other" need more than the name."""
_SOFT = frozenset({"filler", "must", "digit", "cell", "sudoku", "both", "is", "counts", "size", *NAMED})
_PLAIN = frozenset({"row", "column", "box", "different", "range", "number", "grid", "high", "wide", "only", "same"})
_SPECIAL = frozenset({
    "diagonal", "anydiagonal", "anti", "touch", "consecutive", "knight", "diagonally", "even", "odd", "sum", "plus",
    "corners", "centre", "centres", "place", "samepos", "colour", "less", "more", "parity",
})  # fmt: skip
_WANTS = frozenset({"must", "not", "different", "range", "repeat", "only", "counts", "same", "is"})
_WHERE = frozenset({"corners", "centre", "centres", "place", "diagonal"})
_ABOUT = frozenset({"digit", "cell", "row", "column", "box", "sudoku", "even", "odd"}) | _WHERE
_EACH = re.compile(r"\b(?:each|every|jede[rnms]?|chaque|cada|ogni|elke?|iedere?|кажд\w+)\s+(?:\w+\s+)?$", re.I)
_ONE = re.compile(r"diagonal|diagonale|diagonaal|diagonal principal|diagonale principale|diagonal line|диагональ", re.I)


@dataclass(frozen=True)
class Told:
    """One rule that the text adds: what it is, the cells it is about, and its number."""

    what: str
    cells: tuple[str, ...] = ()
    number: int = 0
    other: int = 0
    """The second number of a box: its columns."""


@dataclass(frozen=True)
class Heard:
    """All that the words say: rules, quotes of what could not be placed, and the names of variants that stand there."""

    told: tuple[Told, ...]
    unclear: tuple[str, ...]
    boxes_said: bool = False
    """The text speaks of boxes."""
    lines_said: bool = False
    """The text states that rows and columns hold each digit once."""
    known: bool = True
    """No word of the text is unknown here, so that nothing else can have been said."""

    def has(self, what: str) -> bool:
        return any(told.what == what for told in self.told)


class _Word(NamedTuple):
    concept: str
    text: str
    start: int
    cell: str = ""


def hear(text: str, around: Span, outside: Sequence[Span], size: int, reach: int) -> Heard:
    """What is said within `reach` characters of the grid at `around`; `outside` are drawings, which are no words."""
    told: dict[Told, None] = {}
    unclear: list[str] = []
    boxes = lines = False
    known = True
    for start, end in _sentences(text, max(0, around.start - reach), around.end + reach, outside):
        sentence = text[start:end]
        words = _words(sentence)
        present = {word.concept for word in words}
        known = known and "?" not in present
        boxes = boxes or "box" in present
        lines = lines or ({"row", "column"} <= present and _normal(present) & {"different", "range"} != set())
        found = _judge(sentence, size)
        if found is None:
            unclear.append(" ".join(sentence.split()))
        else:
            told.update(dict.fromkeys(found))
    return Heard(tuple(told), tuple(unclear), boxes, lines, known)


def _sentences(text: str, first: int, last: int, outside: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence; a line that goes on in small letters on the next one is one sentence."""
    pieces, at = [], first
    for span in sorted(outside, key=lambda s: s.start):
        if span.end <= first or span.start >= last:
            continue
        pieces.append((at, max(at, span.start)))
        at = max(at, span.end)
    pieces.append((at, min(last, len(text))))
    for left, right in pieces:
        start = left
        for match in _END.finditer(text, left, right):
            joins = match.group() == "\n" and text[match.end() : match.end() + 1].islower()
            if not joins:
                if text[start : match.start()].strip():
                    yield start, match.end()
                start = match.end()
        if text[start:right].strip():
            yield start, right


@lru_cache(maxsize=1000)
def _words(sentence: str) -> tuple[_Word, ...]:
    """The sentence as concepts; the longest reading at each place wins, what nobody knows is "?"."""
    found: list[_Word] = []
    at = 0
    folded = sentence.replace("’", "'")
    while at < len(folded):
        if not (folded[at].isalnum() or folded[at] in "=<>([+"):
            at += 1
            continue
        place = CELL.match(folded, at)
        best, end = "?", at
        for concept, pattern in concepts().items():
            match = pattern.match(folded, at)
            if match is not None and match.end() > end:
                best, end = concept, match.end()
        if place is not None and place.end() >= end:
            found.append(_Word("place", place.group(), at, said(place).name))
            at = place.end()
            continue
        if best == "?":
            match = re.compile(r"[^\W\d_]+|\d+|.", re.S).match(folded, at)
            end = match.end() if match else at + 1
            if folded[at] in "([":
                at += 1
                continue
            if ord(folded[at]) > 0x2E80:
                end = at + 1
        found.append(_Word(best, folded[at:end], at))
        at = end
    return tuple(found)


def _normal(present: set[str]) -> set[str]:
    """The concepts with "no repeats" and its like put as "different"."""
    if {"repeat", "not"} <= present:
        return (present - {"repeat", "not"}) | {"different"}
    return set(present)


def _judge(sentence: str, size: int, deep: int = 0) -> list[Told] | None:
    """The rules of a sentence: none for talk, None where it wants something that is not understood."""
    words = _words(sentence)
    names = _names(words)
    shape = _shape(sentence, size)
    if shape is not None:
        words = tuple(word for word in words if word.concept not in ("high", "wide", "size", "number"))
        names.append(shape)
    present = _normal({word.concept for word in words})
    if "digit" in present and any(_shifted(word.text, size) for word in words if word.concept == "range"):
        return None
    if "cage" in present and present & _SPECIAL <= {"sum", "plus", "corners", "touch"}:
        return names if "repeat" not in present else None  # "digits may repeat within a cage" changes the rule
    if not present & _SPECIAL and not ("box" in present and present & {"not", "notcounts"}) and "only" not in present:
        return names
    asks = "ask" in present or "talk" in present
    if not asks:
        rule = _rule(words, present, sentence, size)
        if rule is not None:
            return [*names, *rule]
    if deep < 2:
        parts = [part for part in _PART.split(sentence) if part.strip()] if deep == 0 else re.split("[,，、]", sentence)
        if len(parts) > 1:
            found = [_judge(part, size, deep + 1) for part in parts]
            if all(part is not None for part in found):
                return list(dict.fromkeys([*names, *(t for part in found for t in part or ())]))
            if any(found):
                return None
    wants, special = present & _WANTS, present & _SPECIAL
    if asks:
        ruling = wants & {"must", "not", "range", "different", "same"} and not _asked(sentence)
        closed = special - _WHERE or (special and wants & {"range", "different"})
        return None if ruling and closed else names
    if wants == {"only"} and special <= _WHERE:  # "only the box in the middle, please"
        return names
    if wants and special and present & _ABOUT and not (_asked(sentence) and not wants & {"must", "different"}):
        return None
    return names


def _asked(sentence: str) -> bool:
    return sentence.rstrip().endswith(("?", "？"))


def _names(words: Sequence[_Word]) -> list[Told]:
    """Variants that are named and not denied."""
    found = []
    present = {word.concept for word in words}
    for k, word in enumerate(words):
        what = NAMED.get(word.concept)
        if what is None:
            continue
        before = [w.concept for w in words[max(0, k - 4) : k]]
        after = [w.concept for w in words[k + 1 : k + 4]]
        denied = "not" in before or "talk" in before or "notcounts" in after
        if what == "latin" and "box" in present and not present & {"not", "notcounts"}:  # "a Latin square with boxes"
            denied = True
        if not denied:
            found.append(Told(what))
    return list(dict.fromkeys(found))


def _shape(sentence: str, size: int) -> Told | None:
    """Boxes told as so many rows and so many columns, or as "2x4"; None where they fill no box of this size."""
    high, wide = _HIGH.search(sentence), _WIDE.search(sentence)
    if high and wide:
        rows, columns = (_NUMBERS.get(m[1].lower()) or int(m[1]) for m in (high, wide))
        if rows * columns == size and 1 < rows < size:
            return Told("boxes", number=rows, other=columns)
    for match in re.finditer(r"\b(\d{1,2}) ?[x×*] ?(\d{1,2})\b", sentence):
        rows, columns = int(match[1]), int(match[2])
        if rows * columns == size and rows != columns and 1 < rows < size:
            return Told("size", number=rows, other=columns)
    return None


class _Sentence(NamedTuple):
    """A sentence all of whose words are known. `core` are the concepts that make a rule."""

    words: Sequence[_Word]
    core: set[str]
    text: str
    size: int

    @property
    def holds(self) -> bool:
        """Whether something differs, or holds every digit."""
        return bool(self.core & {"different", "range"})


def _rule(words: Sequence[_Word], present: set[str], sentence: str, size: int) -> list[Told] | None:
    """The one rule that the whole sentence states; None where it states none, or holds a word nobody knows."""
    unknown = [word for word in words if word.concept == "?"]
    core = present - _SOFT - {"?"}
    if core <= _PLAIN - {"only"} and not unknown:
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


def _shifted(text: str, size: int) -> bool:
    """Whether a range has as many numbers as the grid needs, but others: "0 to 8"."""
    numbers = [int(k) for k in re.findall(r"\d+", text)]
    return len(numbers) == 2 and numbers[0] != 1 and numbers[1] - numbers[0] + 1 == size


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
    return [Told("windows")] if "colour" in said.core and said.holds and said.core <= _PLAIN | {"colour"} else None


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
    numbers = [int(w.text) for k, w in enumerate(said.words) if w.concept == "number" and not _quantity(said.words, k)]
    if rest in ({"even"}, {"odd"}):
        return [Told(rest.pop(), where)]
    if _asked(said.text):
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
        if rest == {"number", "not"}:
            return [Told("nodigit", where, numbers[0])]
    if rest == {"different"} and (len(where) > 1 or where[0] == "corners"):
        return [Told("different", where)]
    if rest == {"range"} and len(where) == said.size:
        return [Told("different", where)]
    order = [word for word in said.words if word.cell or word.concept in ("less", "more")]
    signs = {word.concept for word in order[1::2]}
    if rest in ({"less"}, {"more"}) and len(order) % 2 and signs == rest and all(word.cell for word in order[::2]):
        chain = tuple(word.cell for word in order[::2])
        return [Told("less", chain if rest == {"less"} else chain[::-1])]
    return None


def _quantity(words: Sequence[_Word], at: int) -> bool:
    """Whether the number counts what follows ("the 3 digits r1c1, ...")."""
    after = words[at + 1].concept if at + 1 < len(words) else ""
    return after in ("digit", "cell", "corners", "place")


_Pattern = Callable[[_Sentence], "list[Told] | None"]
_PATTERNS: tuple[_Pattern, ...] = (_diagonals, _allowed, _boxless, _moves, _windows, _positions, _of_cells)
