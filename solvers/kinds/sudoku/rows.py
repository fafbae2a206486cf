"""One line of text as one row of sudoku cells: compact, spaced, in boxes, in table cells or comma-separated.

A `Row` says which characters are cells and what they hold; which size, digits and blanks are meant is decided once
the whole grid is known.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from solvers.text.lines import Line

BLANKS = frozenset("0.xX*_?-oO·•∙⋅・□▢☐◻⬜–—−…")
"""Characters that people write for an empty cell."""

EMPTY_WORDS = frozenset({"", " ", "null", "None", "none", "nil", "NaN", "nan", "empty", "__", "..", "--", "??"})
"""Longer writings of an empty cell, where cells are separated."""

PIPES = "|│┃║¦┆┇┊┋╎╏"
_CELL_CHARS = "0-9A-Ga-gxXoO.*_?\\-" + "".join(BLANKS - set("0.xXoO*_?-"))
_PIPE = re.compile(rf"[{PIPES}]")
_ALLOWED = re.compile(rf"[\s{_CELL_CHARS}{PIPES},;:/\[\](){{}}\"'`+\\]*")
_LETTERED = re.compile(r"\s*(?:[A-P.·*_?0-][ \t,]*){15,17}|\s*(?:[a-p.·*_?0-][ \t,]*){15,17}")
"""A row of a 16x16 in the letters A to P, one cell more or less: only as a whole, for these letters also make words."""
_LETTERED_BOX = re.compile(r"\s*(?:[A-P.·*_?0-][ \t]*){4}|\s*(?:[a-p.·*_?0-][ \t]*){4}")
_TABLE = re.compile(rf"[^{PIPES}]*(?:[{PIPES}][^{PIPES}]{{0,12}}){{4,18}}")
_TAIL = re.compile(r"[:=\"'`>]\s*([^:=\"'`>]+)[\"'`,;\s]*$")
_RULE = re.compile(r"[\s|:+\-=_~.'`,*#/\\<>─-╿‐-―−]+")
_RULE_DASHES = re.compile(r"[-=_~─━═┄┅┈┉╌╍–—]{3}|[+┼╋╬╪╫╂┿├┝┠╟╠┌╔┏└╚┗]|-[ ]?[|:]|:-")
_TOKEN = re.compile(r"[^\s,;:\"'`\[\](){}\\]+")
_EDGE_LEFT = " \t[](){}\"'`"
_EDGE_RIGHT = " \t[](){}\"'`,;+\\"
_BOLD = re.compile(r"(\*\*|__|`)([0-9]{1,2}|[.xX?])\1")
_PENCIL = re.compile(r"[1-9]{1,9}")
_GROUPS = frozenset({(3, 3), (2, 2), (2, 3), (3, 2), (4, 4)})
"""(number of groups, characters in each) that stand for boxes of 9, 4, 6 (both ways) and 16 cells."""

Cells = list[tuple[str, int, int]]
"""(what it holds, start, end) of each cell, as offsets into the line's text."""


class Row(NamedTuple):
    """A line read as cells. `groups` are the box segments drawn with pipes; `label` is a cut-off row label."""

    line: Line
    cells: Cells
    style: str
    groups: tuple[int, ...] = ()
    label: str = ""
    pencil: bool = False


class Shape(Enum):
    """What a line is to a grid."""

    ROW = "row"
    RULE = "rule"
    EITHER = "either"
    EMPTY = "empty"
    OTHER = "other"


def shape(line: Line) -> tuple[Shape, Row | None]:
    """What the line may be. A line of dashes is EITHER: a rule, or a row of blanks written `-`."""
    text = line.text
    if not text or text.isspace():
        return Shape.EMPTY, None
    if line.fence:
        return Shape.EMPTY, None
    if len(text) > 400:
        return Shape.OTHER, None
    found = row(line)
    if is_rule(line):
        return (Shape.EITHER, found) if found and set("-=_").intersection(text) else (Shape.RULE, None)
    if found is None:
        tail = _TAIL.search(text)
        if tail and len(tail.group(1)) >= 4 and (_ALLOWED.fullmatch(tail.group(1)) or _PIPE.search(tail.group(1))):
            found = row(line.part(tail.start(1), tail.end(1)))
    return (Shape.ROW, found) if found else (Shape.OTHER, None)


def is_rule(line: Line) -> bool:
    """Whether the line is only dashes, crossings and edges."""
    return _RULE.fullmatch(line.text) is not None and _RULE_DASHES.search(line.text) is not None


def dense(line: Line) -> bool:
    """Whether the line has only characters that cells and their decoration have."""
    cells = _ALLOWED.fullmatch(line.text) is not None or lettered(line)
    return bool(line.text) and (cells or _PIPE.search(line.text) is not None)


def lettered(line: Line) -> bool:
    """Whether the line is a row of a 16x16 in letters, or nearly so."""
    return _LETTERED.fullmatch(line.text) is not None


def row(line: Line) -> Row | None:
    """The line as a row of at least three cells, or None."""
    text = line.text
    if _PIPE.search(text):
        return _piped(line)
    if not _ALLOWED.fullmatch(text) and not lettered(line):
        return None
    for separator in ",;\t":
        if text.count(separator) >= 3:
            found = _separated(line, separator)
            if found:
                return found
    left = len(text) - len(text.lstrip(_EDGE_LEFT))
    right = len(text.rstrip(_EDGE_RIGHT))
    tokens = [(m.group(), left + m.start(), left + m.end()) for m in _TOKEN.finditer(text[left:right])]
    return _from_tokens(line, tokens)


def singles(token: str, start: int) -> Cells:
    """A cell for each character; an ellipsis is three dots that somebody's keyboard put together."""
    cells: Cells = []
    for at, char in enumerate(token, start):
        cells.append((char, at, at + 1))
        if char == "…":
            cells += [("", at + 1, at + 1)] * 2
    return cells


def _is_symbol(char: str) -> bool:
    return (char.isascii() and char.isalnum()) or char in BLANKS


def _is_number(token: str) -> bool:
    return token.isdigit() and token.isascii() and len(token) <= 2 and int(token) <= 25


def _from_tokens(line: Line, tokens: Cells, groups: tuple[int, ...] = ()) -> Row | None:
    """Cells from blank-separated tokens: one run, single characters, groups of a box, numbers, pencil marks."""
    if not tokens or (len(tokens) > 26 and len(tokens) not in (36, 81, 256)):
        return None
    lengths = {len(token) for token, _, _ in tokens}
    if len(tokens) == 1:
        token, start, _ = tokens[0]
        if 3 <= len(token) <= 26 and all(map(_is_symbol, token)):
            return Row(line, singles(token, start), "compact", groups)
        return None
    if lengths == {1}:
        if all(_is_symbol(token) for token, _, _ in tokens):
            return Row(line, tokens, "spaced", groups)
        return None
    if len(lengths) == 1 and (len(tokens), len(tokens[0][0])) in _GROUPS and not groups:
        cells = [cell for token, start, _ in tokens for cell in singles(token, start)]
        if all(_is_symbol(symbol) for symbol, _, _ in cells):
            return Row(line, cells, "grouped", tuple(len(token) for token, _, _ in tokens))
        return None
    plain = [(_unwrapped(token, start, end)) for token, start, end in tokens]
    if all(_is_number(t) or (len(t) == 1 and t in BLANKS) or t in EMPTY_WORDS for t, _, _ in plain):
        pencil = all(int(t) > 9 for t, _, _ in plain if _is_number(t) and len(t) == 2) and len(plain) in (4, 6, 9)
        return Row(line, plain, "numbers", groups, pencil=pencil and len(plain) == 9)
    marks = all(_PENCIL.fullmatch(t) or (len(t) == 1 and t in BLANKS) for t, _, _ in plain)
    if marks and len(plain) in (4, 6, 9) and all(list(t) == sorted(set(t)) for t, _, _ in plain):
        return Row(line, plain, "pencil", groups, pencil=True)
    merged = [cell for token, start, _ in tokens for cell in singles(token, start)]
    lost = all(len(t) == 1 or (len(t) == 2 and BLANKS.intersection(t)) for t, _, _ in tokens)  # "6. 9 . . 7 2 . ."
    if lost and len(merged) in (4, 6, 9) and len(tokens) > 2 and not groups and "," not in line.text:
        return Row(line, merged, "spaced") if all(_is_symbol(s) for s, _, _ in merged) else None
    return None


def _unwrapped(token: str, start: int, end: int) -> tuple[str, int, int]:
    """A token without emphasis: `**5**` is 5."""
    if len(token) > 1 and (bold := _BOLD.fullmatch(token)):
        return bold.group(2), start + bold.start(2), start + bold.end(2)
    return token, start, end


def _separated(line: Line, separator: str) -> Row | None:
    """Comma-, semicolon- or tab-separated cells; nothing between two separators is a blank."""
    text = line.text
    start, end = 0, len(text.rstrip("\r\n"))
    if separator != "\t":
        start = len(text) - len(text.lstrip(_EDGE_LEFT.replace('"', "").replace("'", "")))
        end = len(text.rstrip(" \t"))
        while (end > start and text[end - 1] in "])}") or text[start:end].endswith(("],", "),", "},")):
            end -= 1
    cells: Cells = []
    at = start
    for piece in text[start:end].split(separator):
        cells.append(_table_cell(piece, at))
        at += len(piece) + 1
    if len(cells) in (5, 7, 10, 17) and cells[-1][0] == "" and text[:end].rstrip().endswith(separator):
        cells.pop()
    if not all(_is_cell(symbol) for symbol, _, _ in cells):
        return None
    return Row(line, cells, "separated")


def _is_cell(symbol: str) -> bool:
    return symbol in EMPTY_WORDS or _is_number(symbol) or (len(symbol) == 1 and _is_symbol(symbol))


def _table_cell(piece: str, at: int) -> tuple[str, int, int]:
    """What a table cell holds and where; an empty one is its middle space, or an empty place."""
    inner = piece.strip(" \t\"'`")
    if inner:
        start = at + piece.index(inner)
        return _unwrapped(inner, start, start + len(inner))
    quoted = re.search(r"([\"'])\s*\1", piece)
    if quoted:
        middle = at + quoted.start() + 1
        return "", middle, middle
    middle = at + len(piece) // 2
    return (" ", middle, middle + 1) if piece else ("", at, at)


def _piped(line: Line) -> Row | None:
    """Rows with vertical lines: a cell in each segment, or a box row in each segment."""
    text = line.text
    edges = [i for i, c in enumerate(text) if c in PIPES]
    if len(edges) > 40:
        return None
    bounds = list(zip([0, *(i + 1 for i in edges)], [*edges, len(text)], strict=True))
    if not text[bounds[0][0] : bounds[0][1]].strip(" \t\"'`[("):
        bounds = bounds[1:]
    if bounds and not text[bounds[-1][0] : bounds[-1][1]].strip(" \t\"'`,;])+\\"):
        bounds = bounds[:-1]
    if len(bounds) >= 4:
        cells = [_table_cell(text[a:b], a) for a, b in bounds]
        label = ""
        if not _is_cell(cells[0][0]) and len(cells[0][0]) <= 8:
            label, cells = cells[0][0], cells[1:]
        if all(_is_cell(symbol) for symbol, _, _ in cells):
            return Row(line, cells, "table", label=label)
    return _boxed(line, [(a, b) for a, b in bounds if text[a:b].strip()])


def _boxed(line: Line, bounds: list[tuple[int, int]]) -> Row | None:
    """Segments that each hold the cells of one box."""
    text = line.text
    cells: Cells = []
    groups: list[int] = []
    pencil = False
    for a, b in bounds:
        segment = text[a:b]
        if not _ALLOWED.fullmatch(segment) and not _LETTERED_BOX.fullmatch(segment):
            return None
        tokens = [(m.group(), a + m.start(), a + m.end()) for m in _TOKEN.finditer(segment)]
        found: Cells
        if len(tokens) == 1 and len(tokens[0][0]) in (2, 3, 4) and all(map(_is_symbol, tokens[0][0])):
            found = singles(tokens[0][0], tokens[0][1])
        else:
            found = [_unwrapped(*token) for token in tokens]
            if not all(_is_cell(s) or _PENCIL.fullmatch(s) for s, _, _ in found):
                return None
            pencil = pencil or any(len(s) > 1 for s, _, _ in found)
        cells.extend(found)
        groups.append(len(found))
    if len(set(groups)) != 1 or groups[0] < 2 or len(cells) > 26:
        return None
    return Row(line, cells, "boxed", tuple(groups), pencil=pencil and len(cells) == 9)
