"""From a language model's pointer to a typed puzzle: the model says where and what the signs mean, code copies.

A model that copies a grid drops and swaps cells without a word, so it never does. It names a kind, a range of lines
and a legend, and the cells are taken from the source; or, for prose, single facts, each with the words it rests on, and
code reads in those words that they say this fact and no other (`evidence`). Whatever does not fit is a `Misread` with
one precise sentence, which is also what the model is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from router.asking.places import Shape
from router.llm import evidence
from router.llm.rule_told import RuleTold
from router.llm.terms import TermTold
from solvers.base import BadPuzzle, Candidate, Span
from solvers.hooks import Pointing
from solvers.kinds import KINDS
from solvers.text.lines import Line, lines, normalise

LONGEST_SIDE = 200
_GAP = re.compile(r"[\s,;|\[\]()'\"]+")
_FRAME = re.compile(r"[\s+\-=|:*_─━═│┃║┌┐└┘├┤┬┴┼]*")
_DECORATION = re.compile(r"[^\w.#]|_")
"""What may be left out of a drawing: a frame, never a letter, a digit or what draws a puzzle."""


@cache
def pointable() -> Mapping[str, Pointing[Any]]:
    """The kinds that a model can point at."""
    return {name: kind.pointing for name, kind in KINDS.items() if kind.pointing is not None}


def _boards() -> tuple[str, ...]:
    return (*pointable(), "none")


def _kinds() -> tuple[str, ...]:
    return (*pointable(), "rules", "none")


def _means() -> tuple[str, ...]:
    return (*dict.fromkeys(means for pointing in pointable().values() for means in pointing.means), "decoration")


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

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")


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


class Placed(_Strict):
    """Where one clause belongs that the grammars did not understand."""

    clause: int = Field(description="the clause's number")
    belongs: Literal["rule", "ask", "form", "board", "talk"]


class Asked(_Strict):
    """What the message wants to know."""

    what: Literal["solution", "value", "claim", "count", "unique", "hint", "rate", "other"]
    cells: list[str] = Field(description='for value and claim: "r3c5", "row 3", "column 2", "box 4"; otherwise empty')
    value: str = Field(description="for claim: the value that may stand there; otherwise empty")
    quote: str = Field(description="the exact words that ask this; empty if nothing is said")


class _Call(_Strict):
    """What a call asks for: strict in its schema; fields of another call that a model adds are not heard."""

    model_config = ConfigDict(extra="ignore", json_schema_extra={"additionalProperties": False})


class Clauses(_Call):
    """The words beside a grid that was read."""

    ask: Asked
    placed: list[Placed]
    terms: list[TermTold] = []


class Rules(_Call):
    """A puzzle whose rules are told in words."""

    kind: Literal["rules", "none"]
    cells: list[str] = Field(description="the names of what gets a value, as in the message")
    values: list[int | str] = Field(description="the values")
    rules: list[RuleTold]


class Board(_Call):
    """Where the puzzle is and what its signs mean; no cell of a grid is ever repeated here."""

    kind: _one_of(_boards)  # type: ignore[valid-type]
    first_line: int = Field(description="number of the grid's first line; 0 if the puzzle is told in words")
    last_line: int
    signs: list[Sign]
    rows: int = Field(description="only for a puzzle told in words: its height; otherwise 0")
    columns: int
    facts: list[Fact]
    ask: Asked
    placed: list[Placed]
    terms: list[TermTold] = []


class Pointer(_Call):
    """A board or rules, whichever it is: what can be pointed at."""

    kind: _one_of(_kinds)  # type: ignore[valid-type]
    first_line: int = Field(description="number of the grid's first line; 0 if the puzzle is told in words")
    last_line: int
    signs: list[Sign]
    rows: int = Field(description="only for a puzzle told in words: its height; otherwise 0")
    columns: int
    facts: list[Fact]
    cells: list[str] = Field(description='only for kind "rules": the names of what gets a value, as in the message')
    values: list[int | str] = Field(description='only for kind "rules": the values')
    rules: list[RuleTold]
    ask: Asked
    placed: list[Placed]
    terms: list[TermTold] = []


_NOTHING: Mapping[str, Any] = {
    "kind": "none",
    **dict.fromkeys(("first_line", "last_line", "rows", "columns"), 0),
    **dict.fromkeys(("signs", "facts", "cells", "values", "rules", "placed", "terms"), ()),
    "ask": {"what": "solution", "cells": (), "value": "", "quote": ""},
}


class Misread(Exception):
    """The pointer does not fit the source; the message is one precise sentence."""


def pointed(schema: type[BaseModel], answer: str) -> Pointer:
    """The answer to a call, as a pointer that says nothing of what the call did not ask for."""
    return Pointer.model_validate({**_NOTHING, **schema.model_validate_json(answer).model_dump()})


def candidate_of(text: str, pointer: Pointer) -> Candidate[Any]:
    """The puzzle the pointer points at, its cells copied from `text`."""
    if pointer.facts and pointer.first_line == 0:
        return _told(text, pointer)
    return _copied(text, pointer)


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
    _all_explained(chosen, legend, pointable()[pointer.kind])
    # A bar or a comma that the legend explains is a cell, so the line is no list of cells between bars.
    ways = (_by_signs,) if any(_GAP.fullmatch(symbol) for symbol in legend) else (_by_gaps, _by_signs)
    for split in ways:
        try:
            cells = [row for row in (split(line, legend, pointable()[pointer.kind]) for line in chosen) if row]
            return _build(text, pointer, cells, legend)
        except Misread as exc:
            problems.append(str(exc))
    raise Misread(problems[-1])


def _all_explained(chosen: Sequence[Line], legend: Mapping[str, str], kind: Pointing[Any]) -> None:
    """In a drawing of walls nothing is a mere frame: what the legend leaves out would be dropped in silence."""
    if "blank" in kind.means:
        return
    for line in chosen:
        for char in line.text:
            if not char.isspace() and char not in legend and not any(char in symbol for symbol in legend):
                raise Misread(f"line {line.number + 1}: the sign {char!r} is in no legend")
        inner = line.text.strip()
        if " " in inner and " " not in legend and not re.fullmatch(r"\S(?: +\S)*", inner):
            raise Misread(f"line {line.number + 1}: the space is in no legend")


_Row = list[tuple[str, Span]]
"""The signs of one row and where they stand."""


def _legend(pointer: Pointer) -> dict[str, str]:
    legend: dict[str, str] = {}
    own = pointable()[pointer.kind]
    for sign in pointer.signs:
        symbol = "".join(normalise(char) for char in sign.symbol) or sign.symbol
        symbol = symbol if symbol.isspace() else symbol.strip()
        if legend.get(symbol, sign.means) != sign.means:
            raise Misread(f"the sign {symbol!r} cannot mean both {legend[symbol]} and {sign.means}")
        if sign.means == "decoration" and not _DECORATION.fullmatch(symbol):
            raise Misread(f"the sign {symbol!r} may stand for a cell, so it is no decoration")
        stands = own.plain(symbol) and symbol.strip("0") and not evidence.alike(symbol, sign.means)
        if sign.means != "decoration" and stands and "blank" in own.means:
            raise Misread(f"the sign {symbol!r} stands for itself, so it is not {sign.means}")
        legend[symbol] = sign.means
    blanks = [symbol for symbol, means in legend.items() if means == "blank"]
    if len(blanks) > 1 and any(symbol.isalpha() for symbol in blanks):
        raise Misread(f"the signs {blanks} cannot all be blank: one of them may be a value")
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
    _believed(text, pointer, rows, legend)
    if len(rows) > 9 and any(means.isdecimal() for means in legend.values()):
        raise Misread("in a grid of that size a letter may be a value")
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


def _believed(text: str, pointer: Pointer, rows: list[_Row], legend: Mapping[str, str]) -> None:
    """Every sign means what the message or everybody says, and no line of the drawing was left out."""
    listed = [line.text for line in lines(text)]
    outside = "\n".join([*listed[: pointer.first_line - 1], "", *listed[pointer.last_line :]])
    signs = {token for row in rows for token, _ in row}
    for symbol in sorted(signs & legend.keys()):
        problem = evidence.sign_problem(outside, symbol, legend[symbol])
        if problem is not None:
            raise Misread(problem)
    drawn = {char for token in signs for char in token} | set(legend)
    for number, line in enumerate(listed, start=1):
        chars = {char for char in line if not char.isspace()}
        beyond = not pointer.first_line <= number <= pointer.last_line
        cells = chars & drawn
        if (
            beyond
            and cells
            and all(char in drawn or _FRAME.fullmatch(char) for char in chars)
            and not _words_only(line)
        ):
            raise Misread(f"line {number} looks like a part of the drawing too")


def _words_only(line: str) -> bool:
    """Whether a line is a word or two of prose that happens to use the drawing's letters only."""
    return all(len(token) > 1 and token.isalpha() for token in line.split())


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
    shape = Shape(rows, columns)
    for fact in pointer.facts:
        span = evidence.found(text, fact.quote, spans.values())
        if span is None:
            raise Misread(
                f"the quote {fact.quote!r} is not in the message, or another fact rests on it; copy the words exactly, "
                "one quote for each fact"
            )
        cell = (fact.row - 1, fact.column - 1)
        if not (0 <= cell[0] < rows and 0 <= cell[1] < columns):
            raise Misread(f"row {fact.row}, column {fact.column} lies outside the {rows}x{columns} board")
        with _misread():
            sign = kind.fact(fact.value.strip(), rows)
        if cell in spans:
            raise Misread(f"row {fact.row}, column {fact.column} is said twice")
        told = sign if sign.isdecimal() else fact.value.strip().lower()
        problem = evidence.fact_problem(text, span, shape, cell, told)
        if problem is not None:
            raise Misread(problem)
        signs[cell[0]][cell[1]] = sign
        spans[cell] = span
    if not _sized(text, rows, columns):
        raise Misread(f"nothing in the message says that the board has {rows} rows and {columns} columns")
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


def _sized(text: str, rows: int, columns: int) -> bool:
    """Whether the message says how large the board is; a 9x9 board need not be said to be one."""
    said = re.search(rf"(?<!\d){rows}\s?(?:x|×|by|\*|mal|por|par|per|na|на)\s?{columns}(?!\d)", text, re.I)
    return said is not None or (rows == columns == 9 and re.search(r"\d\s?[x×]\s?\d", text) is None)
