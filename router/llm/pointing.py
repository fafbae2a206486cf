"""From a language model's pointer to a typed puzzle: the model says where and what the signs mean, code copies.

A model that copies a grid drops and swaps cells without a word, so it never does. It names a kind, a range of lines
and a legend, and the cells are taken from the source; or, for prose, single facts, each with the words it rests on,
and a fact whose words are not in the source is thrown out. Whatever does not fit is a `Misread` with one precise
sentence, which is also what the model is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from solvers.base import BadPuzzle, Candidate, Span
from solvers.hooks import Pointing
from solvers.kinds import KINDS
from solvers.text.lines import Line, lines, normalise

LONGEST_SIDE = 200
_GAP = re.compile(r"[\s,;|\[\]()'\"]+")
_FRAME = re.compile(r"[\s+\-=|:*_─━═│┃║┌┐└┘├┤┬┴┼]*")
_NUMBER_WORDS = {
    word: str(number)
    for number, words in enumerate(
        (
            "one eins ein eine un uno une um één",
            "two zwei deux dos due dois twee",
            "three drei trois tres tre três drie",
            "four vier quatre cuatro quattro quatro",
            "five fünf cinq cinco cinque vijf",
            "six sechs seis sei zes",
            "seven sieben sept siete sette sete zeven",
            "eight acht huit ocho otto oito",
            "nine neun neuf nueve nove negen",
        ),
        start=1,
    )
    for word in words.split()
}


@cache
def pointable() -> Mapping[str, Pointing[Any]]:
    """The kinds that a model can point at."""
    return {name: kind.pointing for name, kind in KINDS.items() if kind.pointing is not None}


def _kinds() -> tuple[str, ...]:
    return (*pointable(), "none")


def _means() -> tuple[str, ...]:
    return (*dict.fromkeys(means for pointing in pointable().values() for means in pointing.means), "decoration")


def _forms() -> tuple[str, ...]:
    forms = (form for name in pointable() for form in KINDS[name].forms)
    return tuple(dict.fromkeys((*forms, "yes_no", "cell")))


def _one_of(choices: Callable[[], tuple[str, ...]]) -> Any:
    """A string that is one of `choices`, which are looked up when they are needed: kinds load when looked up."""

    def known(value: str) -> str:
        if value not in choices():
            raise ValueError(f"{value!r} is none of {', '.join(choices())}")
        return value

    return Annotated[
        str, AfterValidator(known), Field(json_schema_extra=lambda schema: schema.update(enum=[*choices()]))
    ]


class _Strict(BaseModel):
    """Every field is required and nothing else is allowed, as strict schemas want it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sign(_Strict):
    """What one sign of the grid means."""

    symbol: str
    means: _one_of(_means)  # type: ignore[valid-type]


class Fact(_Strict):
    """One cell said in words. `quote` is copied from the message and says it."""

    row: int = Field(description="1 is the top row")
    column: int = Field(description="1 is the leftmost column")
    value: str = Field(description="a digit, or what the cell is")
    quote: str = Field(description="the exact words of the message that say this")


class ExtraRule(_Strict):
    """A rule beyond the plain puzzle's."""

    quote: str = Field(description="the exact words of the message that state the rule")
    rule: str


class Pointer(_Strict):
    """Where the puzzle is and what its signs mean; no cell of a grid is ever repeated here."""

    kind: _one_of(_kinds)  # type: ignore[valid-type]
    first_line: int = Field(description="number of the grid's first line; 0 if the puzzle is told in words")
    last_line: int
    signs: list[Sign]
    rows: int = Field(description="only for a puzzle told in words: its height; otherwise 0")
    columns: int
    facts: list[Fact]
    wanted: _one_of(_forms)  # type: ignore[valid-type]
    wanted_row: int = Field(description="for wanted=cell, from 1; otherwise 0")
    wanted_column: int
    only_answer: bool = Field(description="the message asks for the bare answer and nothing else")
    extra_rules: list[ExtraRule]


class Misread(Exception):
    """The pointer does not fit the source; the message is one precise sentence."""


def candidate_of(text: str, pointer: Pointer) -> Candidate[Any]:
    """The puzzle the pointer points at, its cells copied from `text`."""
    if pointer.facts and pointer.first_line == 0:
        return _told(text, pointer)
    return _copied(text, pointer)


def quoted(text: str, quote: str) -> Span | None:
    """Where `quote` stands in `text`, white space apart, or None."""
    words = quote.split()
    if not words:
        return None
    match = re.search(r"\s+".join(re.escape(word) for word in words), text)
    return None if match is None else Span(match.start(), match.end())


# ---------------------------------------------------------------- a grid in lines


def _copied(text: str, pointer: Pointer) -> Candidate[Any]:
    everything = lines(text)
    if not 1 <= pointer.first_line <= pointer.last_line <= len(everything):
        raise Misread(
            f"lines {pointer.first_line}-{pointer.last_line} do not exist; the message has lines 1-{len(everything)}"
        )
    chosen = [line for line in everything[pointer.first_line - 1 : pointer.last_line] if not line.fence]
    legend = _legend(pointer)
    problems: list[str] = []
    for split in (_by_gaps, _by_signs):
        try:
            cells = [row for row in (split(line, legend, pointable()[pointer.kind]) for line in chosen) if row]
            return _build(text, pointer, cells, legend)
        except Misread as exc:
            problems.append(str(exc))
    raise Misread(problems[-1])


_Row = list[tuple[str, Span]]
"""The signs of one row and where they stand."""


def _legend(pointer: Pointer) -> dict[str, str]:
    legend: dict[str, str] = {}
    for sign in pointer.signs:
        symbol = "".join(normalise(char) for char in sign.symbol) or sign.symbol
        symbol = symbol if symbol.isspace() else symbol.strip()
        if legend.get(symbol, sign.means) != sign.means:
            raise Misread(f"the sign {symbol!r} cannot mean both {legend[symbol]} and {sign.means}")
        legend[symbol] = sign.means
    return legend


def _by_gaps(line: Line, legend: Mapping[str, str], kind: Pointing[Any]) -> _Row:
    """Cells between white space, commas, bars and brackets."""
    row: _Row = []
    at = 0
    for gap in [*_GAP.finditer(line.text), None]:
        end = len(line.text) if gap is None else gap.start()
        token = line.text[at:end]
        if token and legend.get(token) != "decoration":
            row.append((token, line.span(at, end)))
        at = end if gap is None else gap.end()
    if all(_FRAME.fullmatch(token) and token not in legend for token, _ in row):
        return []
    for token, _ in row:
        _explained(token, legend, kind, line)
    return row


def _by_signs(line: Line, legend: Mapping[str, str], kind: Pointing[Any]) -> _Row:
    """One cell a character; white space is a cell only where the legend says so."""
    row: _Row = []
    body = line.text if any(symbol.isspace() for symbol in legend) else line.text.strip()
    shift = line.text.index(body) if body else 0
    if _FRAME.fullmatch(body) and not any(char in legend for char in body):
        return []
    for index, char in enumerate(body):
        if legend.get(char) == "decoration" or (char not in legend and _FRAME.fullmatch(char)):
            continue
        _explained(char, legend, kind, line)
        row.append((char, line.span(shift + index, shift + index + 1)))
    return row


def _explained(token: str, legend: Mapping[str, str], kind: Pointing[Any], line: Line) -> None:
    """Every sign has a meaning, or needs none."""
    if token not in legend and not kind.plain(token):
        raise Misread(f"line {line.number + 1}: the sign {token!r} is in no legend")


def _build(text: str, pointer: Pointer, rows: list[_Row], legend: Mapping[str, str]) -> Candidate[Any]:
    if not rows:
        raise Misread(f"lines {pointer.first_line}-{pointer.last_line} hold no cells")
    width = max(len(row) for row in rows)
    ragged = next((index for index, row in enumerate(rows) if len(row) != width), None)
    if ragged is not None:
        raise Misread(f"row {ragged + 1} of the grid has {len(rows[ragged])} cells, others have {width}")
    kind = pointable()[pointer.kind]
    spans = tuple(span for row in rows for _, span in row)
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    with _misread():
        puzzle = kind.build([[kind.sign(legend.get(token, token), token) for token, _ in row] for row in rows])
    return Candidate(
        kind=pointer.kind,
        puzzle=puzzle,
        span=whole,
        cells=spans,
        form="pointed",
        notation=kind.notation(text, legend, whole, spans),
    )


@contextmanager
def _misread() -> Iterator[None]:
    """What the kind cannot make a puzzle of is what the model is told."""
    try:
        yield
    except BadPuzzle as exc:
        raise Misread(str(exc)) from exc


# ---------------------------------------------------------------- a board in words


def _told(text: str, pointer: Pointer) -> Candidate[Any]:
    rows, columns = pointer.rows, pointer.columns
    if not (1 <= rows <= LONGEST_SIDE and 1 <= columns <= LONGEST_SIDE):
        raise Misread(f"a board of {rows}x{columns} cells is not possible; say its rows and columns")
    kind = pointable()[pointer.kind]
    signs = [[kind.empty] * columns for _ in range(rows)]
    spans: dict[tuple[int, int], Span] = {}
    for fact in pointer.facts:
        span = quoted(text, fact.quote)
        if span is None:
            raise Misread(f"the quote {fact.quote!r} is not in the message; copy the words exactly, or drop the fact")
        cell = (fact.row - 1, fact.column - 1)
        if not (0 <= cell[0] < rows and 0 <= cell[1] < columns):
            raise Misread(f"row {fact.row}, column {fact.column} lies outside the {rows}x{columns} board")
        sign = _said(fact, kind, rows)
        if cell in spans and signs[cell[0]][cell[1]] != sign:
            raise Misread(f"row {fact.row}, column {fact.column} is said to be two different things")
        signs[cell[0]][cell[1]] = sign
        spans[cell] = span
    with _misread():
        puzzle = kind.build(signs)
    start = min(span.start for span in spans.values())
    empty = Span(start, start)
    return Candidate(
        kind=pointer.kind,
        puzzle=puzzle,
        span=Span(start, max(span.end for span in spans.values())),
        cells=tuple(spans.get((row, column), empty) for row in range(rows) for column in range(columns)),
        form="told",
        notation={},
    )


def _said(fact: Fact, kind: Pointing[Any], size: int) -> str:
    """The fact's sign; a number must stand in its own quote."""
    value = fact.value.strip()
    with _misread():
        sign = kind.fact(value, size)
    words = re.findall(r"\d+|[^\W\d_]+", "".join(normalise(char) for char in fact.quote).lower())
    if sign.isdecimal() and sign not in [_NUMBER_WORDS.get(word, word) for word in words]:
        raise Misread(f"the quote {fact.quote!r} does not say the value {value!r}")
    return sign
