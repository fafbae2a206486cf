"""The user's own drawing of a grid: proof that a reading reproduces its source, and the drawing filled in.

A template is the source of the grid with every cell replaced by `%`, quote marks and line labels left out. Filling
it gives the answer in the user's own form: a line stays a line, a Markdown table a Markdown table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from solvers.base import Candidate, Form, Span
from solvers.kinds.sudoku.rewritten import reader
from solvers.kinds.sudoku.rows import BLANKS, EMPTY_WORDS, PIPES
from solvers.kinds.sudoku.rules import BOXES, Rows, Sudoku, draw
from solvers.text import write
from solvers.text.lines import normalised

PLACE = "%"
"""Stands for a cell in a template; no grid decoration holds it."""

_LABEL = r"(?:[ \t]*\"?'?(?:(?:[Ll]ine|[Rr]ow|[Rr])?[ _-]?\(?\d{1,4}|[A-Pa-p])[\"'`)]?[:.)\]" + PIPES + r"=\s]*)?"
_WITHIN = rf"(?:[\s{PIPES},;:/\[\](){{}}\"'`+\\n>&]|\*\*|__|\\hline|\\cline\{{[^{{}}\n]*\}}|&nbsp;|&#160;)*"
_TAGS = r"(?:</?\w{1,6}(?: [^<>\n]{0,60})? ?/?>(?:&nbsp;|\s)*)*"
_BETWEEN_CELLS = re.compile(rf"{_WITHIN}{_TAGS}{_WITHIN}(?:[\"']?[Rr](?:ow)?[ _-]?\d{{1,2}}[\"']?\s*[:=]{_WITHIN})?")
_LINE_END = re.compile(_WITHIN + _TAGS + r"\s*")
_LINE_START = re.compile(rf"(?:[-+<] ?)?[\s>{PIPES}*]*{_TAGS}{_LABEL}{_WITHIN}")
_NO_CELLS = re.compile(
    r"[^\w]*|\s*(?:\\\w+(?:\{[^{}]*\})*\s*)+|\s*(?:</?\w{1,6}(?: [^<>\n]{0,60})?>\s*)+|[\s>]*[`~]{3}\w*|[\s>\d]*[^\w]*|[^\n]*_{3}[^0-9A-Za-z]*"
)
_HEADER = re.compile(r"[\s>|:*]*(?:[CcRr]?(?:\d{1,2}|[A-P])[\s|:*]+){3,15}[CcRr]?(?:\d{1,2}|[A-P])[\s|:*]*")
_OPENS = re.compile(rf"(?:[-+<] ?)?[ \t>]*(?:\{{\s*[\"']\w+[\"']\s*:)?{_LABEL}[\s{PIPES}\[({{\"'`]*")
"""What may stand on the first line in front of the first cell and still belongs to the drawing."""
_CLOSES = re.compile(rf"[\s{PIPES}\])}}\"'`,;]*")
_QUOTED = re.compile(r"^(?:[ \t]{0,3}>[ ]?)+")


def _gaps(text: str, span: Span, cells: Sequence[Span]) -> list[str] | None:
    """The source between the cells, before the first and behind the last; None if cells overlap or leave the span."""
    bounds = [Span(span.start, span.start), *cells, Span(span.end, span.end)]
    if any(a.end > b.start or a.end < a.start for a, b in pairwise(bounds)):
        return None
    return [text[a.end : b.start] for a, b in pairwise(bounds)]


def faithful(text: str, found: Candidate[Sudoku]) -> bool:
    """Whether the grid, drawn back cell by cell, is the source: each cell says its value, nothing is left over.

    Between cells only decoration may stand (lines, brackets, commas, labels), so no cell was dropped, and every
    clue's own characters spell its digit, so none was changed.
    """
    if found.puzzle is None:
        return True
    flat = [digit for row in found.puzzle.rows for digit in row]
    if len(flat) != len(found.cells):
        return False
    blanks = set(found.notation["blanks"].split("\n")) & (BLANKS | EMPTY_WORDS)
    name = _names(found.notation)
    read = reader(found.notation.get("reads", ""))
    for digit, cell in zip(flat, found.cells, strict=True):
        written = read(normalised(text[cell.start : cell.end]))
        if (
            (written.upper() != read(normalised(name(digit))).upper())
            if digit
            else (written not in blanks and written != "")
        ):
            return False
    if found.form == "facts":
        return True
    gaps = _gaps(text, found.span, found.cells)
    if gaps is None:
        return False
    # in front of the first cell and behind the last stand whole lines, too
    gaps = ["\n" + gaps[0], *gaps[1:-1], gaps[-1] + "\n"]
    return all(_is_decoration(normalised(gap)) for gap in gaps)


def _is_decoration(gap: str) -> bool:
    """Only lines, brackets, separators, labels: nothing that could be a cell of a row that was read."""
    first, *rest = gap.split("\n")
    if not rest:
        return _BETWEEN_CELLS.fullmatch(first) is not None or _LINE_START.fullmatch(first) is not None
    *middle, last = rest
    return (
        _LINE_END.fullmatch(first) is not None
        and _LINE_START.fullmatch(last) is not None
        and all(_NO_CELLS.fullmatch(line) or _HEADER.fullmatch(line) for line in middle)
    )


def _whole_lines(text: str, span: Span) -> Span:
    """The span out to the ends of its first and last line, where only decoration stands there: a label, brackets."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    return Span(
        start if _OPENS.fullmatch(text, start, span.start) else span.start,
        end if _CLOSES.fullmatch(text, span.end, end) else span.end,
    )


def template(text: str, span: Span, cells: Sequence[Span]) -> str:
    """The user's drawing with `%` for every cell, without quote marks and line labels."""
    span = _whole_lines(text, span)
    gaps = _gaps(text, span, cells) or []
    out = [gaps[0]] if gaps else []
    for gap, cell in zip(gaps[1:], cells, strict=True):
        out.append(PLACE * max(1, cell.end - cell.start) if len(cells) == 256 else PLACE)
        out.append(gap)
    lines = "".join(out).replace("\r", "").replace("\ufe0f", "").replace("\u20e3", "").split("\n")
    lines = [_QUOTED.sub("", line) for line in lines]
    if all(re.match(r"\s*(?:row\s*|r)?\d+\s*[:.)]\s*\D", line, re.IGNORECASE) for line in lines if PLACE in line):
        lines = [re.sub(r"^\s*(?:row\s*|r)?\d+\s*[:.)] ?", "", line, flags=re.IGNORECASE) for line in lines]
    return "\n".join(lines)


def _names(notation: Mapping[str, str]) -> Callable[[int], str]:
    """How a digit is written: the user's alphabet, or plain numbers."""
    digits = notation.get("digits", "")
    return lambda digit: digits[digit - 1] if len(digits) >= digit else str(digit)


def keycap(digit: int) -> str:
    """A digit on a key, as emoji have it."""
    return f"{digit}\ufe0f\u20e3"


def signs(rows: Rows, notation: Mapping[str, str]) -> list[list[str]]:
    """Rows in the user's own signs; 0 is a blank."""
    name, blank = _names(notation), notation.get("blank", ".") or "."
    return [[name(digit) if digit else blank for digit in row] for row in rows]


def fill(pattern: str, symbols: Sequence[str]) -> str | None:
    """The template with its cells replaced; None if it has not that many. Wider symbols eat neighbouring spaces."""
    single = pattern.count(PLACE) == len(symbols)
    places = list(re.finditer(PLACE if single else PLACE + "+", pattern))
    if len(places) != len(symbols):
        return None
    out: list[str] = []
    at = 0
    for place, symbol in zip(places, symbols, strict=True):
        gap = pattern[at : place.start()]
        width = place.end() - place.start()
        grown = len(symbol) - width
        edge = at == 0 and gap == " "
        while grown > 0 and (gap.endswith(("  ", "\n ")) or edge):  # right-aligned columns stay aligned
            edge = False
            gap, grown = gap[:-1], grown - 1
        out.append(gap)
        out.append(symbol.rjust(width))
        at = place.end()
    out.append(pattern[at:])
    return "".join(out)


def rebuild(text: str, found: Candidate[Sudoku], answer: Rows) -> str:
    """The user's own drawing of the grid with the answer in it: exactly their characters around the digits."""
    name = _names(found.notation)
    gaps = _gaps(text, found.span, found.cells) if found.form != "facts" else None
    if gaps is None:
        return _drawn(answer, name)
    out = [gaps[0]]
    for digit, gap in zip((d for row in answer for d in row), gaps[1:], strict=True):
        out.append(name(digit))
        out.append(gap)
    return "".join(out)


def _drawn(answer: Rows, name: Callable[[int], str]) -> str:
    """A plain drawing in boxes, in the user's digits."""
    n = len(answer)
    shape = Sudoku(answer, *BOXES[n])
    boxes = draw(shape, answer)
    return (
        re.sub(r"\s?\d+", lambda m: name(int(m.group())).rjust(len(m.group())), boxes)
        if n > 9
        else re.sub(r"\d", lambda m: name(int(m.group())), boxes)
    )


def _plain(answer: Rows, name: Callable[[int], str], form: str) -> str | None:
    """The answer in a form that was asked for by name."""
    rows = [[name(d) for d in row] for row in answer]
    wide = max(len(symbol) for row in rows for symbol in row)
    if form == "line":
        return ("" if wide == 1 else " ").join(symbol for row in rows for symbol in row)
    if form in ("plain", "rows"):
        return "\n".join(" ".join(symbol.rjust(wide) for symbol in row) for row in rows)
    if form == "compact":
        return "\n".join(("" if wide == 1 else " ").join(row) for row in rows)
    if form == "csv":
        return "\n".join(",".join(row) for row in rows)
    if form in ("json", "python"):
        quote = "" if all(symbol.isdigit() for row in rows for symbol in row) else '"'
        return "[" + ", ".join("[" + ", ".join(quote + s + quote for s in row) + "]" for row in rows) + "]"
    if form == "brackets":
        return "[[" + ",".join(" ".join(row) for row in rows) + "]]"
    if form == "markdown":
        head = "|" + "   |" * len(rows) + "\n|" + "---|" * len(rows)
        return head + "\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows)
    if form == "boxes":
        return _drawn(answer, name)
    return None


def render_answer(answer: Rows, form: Form, notation: Mapping[str, str]) -> str:
    """The answer as asked: "grid" (or "") in the user's own layout, "cells", or a form by name (line, plain, compact,
    boxes, csv, markdown); JSON and brackets where the form says so."""
    name = _names(notation)
    if notation.get("keycaps") and not form.wrap:
        name = keycap
    signs = [[name(d) for d in row] for row in answer]
    if form.name == "cells":
        return write.chosen(form.cells, signs, form)
    named = _plain(answer, name, form.wrap if form.wrap in ("json", "brackets") else form.name)
    if named is not None:
        return named
    filled = fill(notation.get("template", ""), [sign for row in signs for sign in row])
    return filled if filled is not None else _drawn(answer, name)
