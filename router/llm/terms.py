"""Terms that a language model names, read by code in the words that it quotes: what they say, or why nothing.

    use = heard(text, TermTold(term="given", quote="the first cell should be 4, not 3", ...), drawing)

The cells and numbers of a `Use` are those that code finds in the quote; the model must have named the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from router.asking import place_words as say
from router.asking.places import Places, Shape, places
from router.llm import evidence
from router.llm.term_words import TERMS, spoken
from solvers.base import Cell, Span

_OLD = re.compile(
    r"(?:\bnot|n't|\binstead of|\brather than|\bstatt|\bnicht|\banstelle von|\bau lieu de|\ben vez de|\binvece di)\s+"
    r"(?:an? |the |eine? )?(\d+)|"
    r"\b(\d+) there\b|\bthere is an? (\d+)\b",
    re.I,
)
"""The number that stands in the drawing and is wrong."""
_MIDDLE_TWO = re.compile(
    r"(?:the |die )?(?:two|2|beiden) (?:middle|central|mittleren) (?:cells|squares|felder) (?:of|in|der|von) ", re.I
)
_END_CELL = re.compile(
    rf"{say.B}(?:the )?(?:very )?(?P<which>first|last) (?:cell|square)(?! (?:of|in|from|on))(?:s)?{say.E}", re.I
)
_DIAGONALLY = re.compile(r"corner|diagonal", re.I)
_ONE_OF_SEVERAL = re.compile(r"(?<![^\W_])(?:one|whose|solutions?|grid)(?![^\W_])", re.I)
_CLUE = re.compile(
    r"(?<![^\W_])(?:clues?|givens?|digits?|numbers?|vorgabe|ziffer|zahl|indice|chiffre|pista|cifra)(?![^\W_])", re.I
)
_STOP = re.compile(r"[.!?？。！\n]")
_NUMBER = re.compile(r"\d+|[^\W\d_]+")
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "zwei": 2, "drei": 3, "vier": 4}
_COUNTED = re.compile(r"(?:the )?(?:two|three|four|five|six|\d) (?:digits|cells|numbers)", re.I)
"""How many cells are named, before they are."""
_LEAST_WORD = 2
"""Number words count from two: "one" and "un" are articles too."""


def _known(value: str) -> str:
    if value not in TERMS:
        raise ValueError(f"{value!r} is no term")
    return value


class TermTold(BaseModel):
    """One term and the words of the message that say it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    term: Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": list(TERMS)})]
    quote: str = Field(description="the whole sentence or sentences of the message that say this")
    cells: list[str] = Field(default=[], description='"r3c5", "row 3": the cells that it names, in order')
    numbers: list[int] = []


class Unsaid(Exception):
    """The quote does not say the term; one precise sentence."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: the grid's shape and the numbers in it."""

    shape: Shape
    given: Mapping[Cell, int]
    most: int
    """The largest value of the plain puzzle."""


@dataclass(frozen=True, slots=True)
class Use:
    """A term as the quote says it."""

    term: str
    groups: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]
    said: str
    """The quote, in the user's words."""
    span: Span
    taken: tuple[Span, ...]
    """The words that say it."""
    word: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell that is named, in order."""
        return tuple(cell for group in self.groups for cell in group)


def heard(text: str, told: TermTold, drawing: Drawing) -> Use:
    """What the quote says, if it is what the model says; otherwise Unsaid."""
    use = said_by(text, told.term, told.quote, drawing)
    pointed = places(", ".join(told.cells), drawing.shape) if told.cells else None
    theirs = tuple(cell for group in pointed.groups for cell in group) if pointed is not None else ()
    if use.cells != theirs:
        raise Unsaid(f"the quote {use.said!r} names other cells than {told.cells}")
    if list(use.numbers) != told.numbers:
        raise Unsaid(f"the quote {use.said!r} names the numbers {list(use.numbers)}, not {told.numbers}")
    return use


def said_by(text: str, name: str, quoted: str, drawing: Drawing) -> Use:
    """The term as the quote says it: its cells, its numbers, and the words that say so. Raises Unsaid."""
    span, term = evidence.found(text, quoted), TERMS[name]
    if span is None:
        raise Unsaid(f"the quote {quoted!r} is not in the message; copy the words exactly")
    stop = _STOP.search(text, span.end)
    if term.does in ("edit", "rule") and stop is not None and stop.group() in "?？":
        raise Unsaid(f"the quote {quoted!r} asks something, it states no {name}")
    matches = list(spoken(term.said).finditer(text, span.start, span.end))
    if not matches:
        raise Unsaid(f"the quote {quoted!r} does not say {name!r}")
    taken = [Span(*match.span()) for match in matches]
    beside = [Span(*match.span()) for match in spoken(term.also).finditer(text, span.start, span.end)]
    counts = [part for part in beside if _COUNTED.fullmatch(text[part.start : part.end])]
    if name == "apart" and not _DIAGONALLY.search(text, span.start, span.end):
        raise Unsaid(f"the quote {quoted!r} does not say whether corners count")
    if name in ("largest", "smallest") and not _ONE_OF_SEVERAL.search(text, span.start, span.end):
        raise Unsaid(f"the quote {quoted!r} chooses no solution")
    groups, where = _cells(text, span, (*taken, *beside) if term.cells == (0, 0) else counts, drawing.shape)
    if name == "different" and where and where[0].start < taken[0].start and where[-1].start > taken[0].start:
        raise Unsaid(f"the quote {quoted!r} names cells on both sides of {name!r}")
    named = {name: match[name] for match in matches for name, value in match.groupdict().items() if value}
    _plain(text, beside, (*_listed(named), sum(map(len, groups))), drawing)
    if term.numbers == (0, 0) and name != "turned":
        _plain(text, taken, (), drawing)
    left = _blank(text, span, [*taken, *where, *(part for part in beside if name != "given")])
    numbers, spans, old = _numbers(name, left, named, drawing)
    if name == "given" and old is not None:
        groups = _one_held(groups, old, drawing)
    if name == "erase" and not numbers and not _CLUE.search(text, span.start, span.end):
        raise Unsaid(f"the quote {quoted!r} speaks of no clue")
    said = " ".join(text[span.start : span.end].split())
    _enough(name, sum(map(len, groups)), numbers, said)
    everything = (*taken, *where, *spans, *beside)
    return Use(name, groups, tuple(numbers), said, span, everything, matches[0].group().lower())


def _blank(text: str, span: Span, spans: Sequence[Span]) -> str:
    """The text with everything blanked but the quote, and of that the spans."""
    kept = [" "] * len(text)
    kept[span.start : span.end] = text[span.start : span.end]
    for part in spans:
        kept[part.start : part.end] = " " * (part.end - part.start)
    return "".join(kept)


def _cells(
    text: str, span: Span, without: Sequence[Span], shape: Shape
) -> tuple[tuple[tuple[Cell, ...], ...], list[Span]]:
    """The cells that the quote names, group by group, and where."""
    words = _blank(text, span, without)
    spans: list[Span] = []
    two = _MIDDLE_TWO.search(words)
    end = _END_CELL.search(words)
    if end is not None and two is None:
        cell = (0, 0) if end["which"].lower() == "first" else (shape.rows - 1, shape.columns - 1)
        return ((cell,),), [Span(*end.span())]
    if two is not None:
        spans.append(Span(*two.span()))
        words = _blank(text, span, [*without, *spans])
    found: Places | None = places(words, shape)
    if found is None or found.but:
        return (), spans
    groups = found.groups
    if two is not None:
        if len(groups) != 1 or len(groups[0]) % 2:
            return (), spans
        half = len(groups[0]) // 2
        groups = (groups[0][half - 1 : half + 1],)
    return groups, [*spans, *(Span(a, b) for a, b in found.spans)]


def _numbers(
    term: str, left: str, named: Mapping[str, str], drawing: Drawing
) -> tuple[list[int], list[Span], int | None]:
    """The numbers that the quote names, where they stand, and for a correction the number that is wrong."""
    spans: list[Span] = []
    old: int | None = None
    if term in ("given", "erase"):
        for match in _OLD.finditer(left):
            value = int(next(group for group in match.groups() if group))
            if old is not None and old != value:
                raise Unsaid("two different numbers are said to be wrong")
            old = value
            spans.append(Span(*match.span()))
        left = _blank(left, Span(0, len(left)), spans)
    listed = _listed(named)
    rows, columns = drawing.shape.rows, drawing.shape.columns
    left = re.sub(rf"(?<!\d)(?:{rows} ?[x×] ?{columns}|{rows}er)(?![^\W_])", lambda size: " " * len(size.group()), left)
    for match in _NUMBER.finditer(left):
        word = match.group().lower()
        value = int(word) if word.isdecimal() else evidence.NUMBERS.get(word, 0)
        if word.isdecimal() or value >= _LEAST_WORD:
            listed.append(value)
            spans.append(Span(*match.span()))
    return listed, spans, old


def _number(word: str) -> int:
    value = int(word) if word.isdecimal() else evidence.NUMBERS.get(word.lower(), 0)
    if not value:
        raise Unsaid(f"{word!r} is no number that is understood")
    return value


def _listed(named: Mapping[str, str]) -> list[int]:
    return [_number(named[name]) for name in ("low", "high") if name in named]


def _plain(text: str, spans: Sequence[Span], listed: Sequence[int], drawing: Drawing) -> None:
    """Numbers beside a term are those of the plain rules, or the term's own said again."""
    allowed = {0, 1, drawing.most, *(drawing.shape.box or ()), *listed}
    for span in spans:
        said = text[span.start : span.end]
        for word in re.findall(r"\d+|[^\W\d_]+", said.lower()):
            number = int(word) if word.isdecimal() else _COUNT.get(word, 0)
            if number not in allowed:
                raise Unsaid(f"the number {word} of {said!r} is not understood")


def _one_held(groups: tuple[tuple[Cell, ...], ...], old: int, drawing: Drawing) -> tuple[tuple[Cell, ...], ...]:
    """The one cell of those that are named which holds the wrong number."""
    holding = [cell for group in groups for cell in group if drawing.given.get(cell) == old]
    if len(holding) != 1:
        raise Unsaid(f"{len(holding)} of the cells that are named hold a {old}; which one is corrected?")
    return ((holding[0],),)


def _enough(name: str, count: int, numbers: Sequence[int], said: str) -> None:
    """As many cells and numbers as the term needs, and no more."""
    term = TERMS[name]
    if not term.cells[0] <= count <= term.cells[1]:
        raise Unsaid(f"the quote {said!r} names {count} cells, which {name!r} does not take")
    if not term.numbers[0] <= len(numbers) <= term.numbers[1]:
        raise Unsaid(f"the quote {said!r} names the numbers {list(numbers)}, which {name!r} does not take")
    if name == "given" and len(numbers) != count:
        raise Unsaid(f"{count} cells and {len(numbers)} numbers: which holds which?")
