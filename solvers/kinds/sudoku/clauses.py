"""What the words around a grid say about its rules: typed rules, or a quote of what was not understood.

A sentence becomes a list of concepts (`words`). It is a rule only where its concepts fit one of the patterns here
and none of its words is unknown; a sentence that speaks of more than rows, columns and boxes, wants something, and
fits none is quoted back. Questions, orders about the form of the answer and plain talk are not for this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from solvers.base import Span
from solvers.kinds.sudoku.cells_said import CELL, said
from solvers.kinds.sudoku.told import NAMED, SOFT, Told, Word, asked, rule
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

REACH = 2000
"""Characters before and after a grid in which its rules are looked for."""

_SPECIAL = frozenset({
    "diagonal", "anydiagonal", "anti", "touch", "consecutive", "knight", "diagonally", "even", "odd", "sum", "plus",
    "corners", "centre", "centres", "place", "samepos", "colour", "less", "more", "parity",
})  # fmt: skip
_WANTS = frozenset({"must", "not", "different", "range", "repeat", "only", "counts", "same", "is"})
_WHERE = frozenset({"corners", "centre", "centres", "place", "diagonal"})
_ABOUT = frozenset({"digit", "cell", "row", "column", "box", "sudoku", "even", "odd"}) | _WHERE


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
    understood: tuple[Span, ...] = ()
    """The parts of the text that state rules, plain ones and denied ones included."""

    def has(self, what: str) -> bool:
        return any(told.what == what for told in self.told)


_QUOTED = re.compile(r"(?m)^[ \t]{0,3}(?:>[ \t]?)+(?=\w\w|\*|- |\d\.)")
"""The marks of a quoted mail before words: no sign for "more than"."""


_LISTED = re.compile(r"(?:\b(?:the )?cells? )?(?:\br\d{1,2} ?c\d{1,2}\s*,\s*(?:and )?)+\Z", re.I)


def hear(text: str, around: Span, outside: Sequence[Span], size: int, reach: int = REACH) -> Heard:
    """What is said within `reach` characters of the grid at `around`; `outside` are drawings, which are no words."""
    told: dict[Told, None] = {}
    unclear: list[str] = []
    understood: list[Span] = []
    boxes = lines = False
    known = True
    for start, end in _sentences(text, max(0, around.start - reach), around.end + reach, outside):
        sentence = _QUOTED.sub(lambda marks: " " * len(marks.group()), text[start:end])
        present = {word.concept for word in _words(sentence)}
        known = known and "?" not in present
        boxes = boxes or "box" in present
        lines = lines or ({"row", "column"} <= present and _normal(present) & {"different", "range"} != set())
        found = _judge(sentence, size)
        if found is None:
            unclear.append(" ".join(sentence.split()))
        else:
            told.update(dict.fromkeys(found))
            understood += [Span(start + a, start + b) for a, b in _ruling(sentence, size)]
    return Heard(tuple(told), tuple(unclear), boxes, lines, known, tuple(understood))


def _ruling(sentence: str, size: int) -> Iterator[tuple[int, int]]:
    """The parts of an understood sentence that state or deny a rule and hold nothing else; names of variants alone."""
    at = 0
    for start, stop in [*(m.span() for m in _PART.finditer(sentence)), (len(sentence), len(sentence))]:
        part, words = sentence[at:start], _words(sentence[at:start])
        if not asked(sentence) and _states(part, words, size):
            listed = _LISTED.search(sentence[:at])  # "r1c3, r5c5 and r7c1 are different": its first cells
            yield listed.start() if listed else at, start
        else:
            named = (word for word in words if word.concept in NAMED)
            yield from ((at + word.start, at + word.start + len(word.text)) for word in named)
        at = stop


def _states(part: str, words: Sequence[Word], size: int) -> bool:
    """Whether a part of a sentence is nothing but a rule: one told, a plain one, or the denial of one."""
    shape = _shape(part, size)
    if shape is not None:
        words = [word for word in words if word.concept not in ("high", "wide", "size", "number")]
    raw = {word.concept for word in words}
    present = _normal(raw)
    if present & {"ask", "talk", "?"}:
        return False
    stated = rule(words, present, part, size)
    if stated or (shape is not None and stated is not None):
        return True
    if present & {"not", "notcounts"} and present & {"diagonal", "cage", *NAMED}:
        return present - SOFT <= {"not", "notcounts", "diagonal", "cage"}
    if "cage" in present:
        return bool(present & {"sum", "different"})
    lines = {"row", "column", "box"} & present and not present & {"place", "only", "number"}
    all_digits = "different" in present or ("range" in present and raw & {"digit", "is", "must"})
    return stated == [] and bool(lines) and bool(all_digits)


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
def _words(sentence: str) -> tuple[Word, ...]:
    """The sentence as concepts; the longest reading at each place wins, what nobody knows is "?"."""
    found: list[Word] = []
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
            found.append(Word("place", place.group(), at, said(place).name))
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
        found.append(Word(best, folded[at:end], at))
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
        stated = rule(words, present, sentence, size)
        if stated is not None:
            return [*names, *stated]
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
        ruling = wants & {"must", "not", "range", "different", "same"} and not asked(sentence)
        closed = special - _WHERE or (special and wants & {"range", "different"})
        return None if ruling and closed else names
    if wants == {"only"} and special <= _WHERE:  # "only the box in the middle, please"
        return names
    if wants == {"is"} and not special & (_WHERE | {"even", "odd", "sum", "plus", "less", "more"}):
        return names  # "my book has a knight on it"
    if wants and special and present & _ABOUT and not (asked(sentence) and not wants & {"must", "different"}):
        return None
    return names


def _names(words: Sequence[Word]) -> list[Told]:
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


def _shifted(text: str, size: int) -> bool:
    """Whether a range has as many numbers as the grid needs, but others: "0 to 8"."""
    numbers = [int(k) for k in re.findall(r"\d+", text)]
    return len(numbers) == 2 and numbers[0] != 1 and numbers[1] - numbers[0] + 1 == size
