"""Blocks of short tokens in a text: what grids, clue rows and region maps look like before anybody knows what they are.

    for block in blocks(lines): block.rows      # rows of tokens, ragged where the text is

Cells may stand apart by spaces, tabs, commas or semicolons, inside `|` borders or a Markdown table, or close together.
Rule lines (`+---+---+`) are dropped; what they enclose is one block. Each token keeps its place in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from solvers.base import Span
from solvers.text.lines import Line

LONGEST = 6
"""Characters of a token; longer ones are words."""
_BORDER = re.compile(r"[|│┃║¦]")
_RULE = re.compile(r"[\s|│┃║+\-=_*:─━═┼╋╬┌┐└┘├┤┬┴┏┓┗┛┣┫┳┻╔╗╚╝╠╣╦╩╟╢╤╧╪╫╭╮╰╯]+")
_BOXES = re.compile(r"\s*[|│┃║¦](?:\s+[|│┃║¦]){2,}\s*")
_BARS = str.maketrans("│┃║¦", "||||")
_APART = re.compile(r"[^\s,;]+")
_WORD = re.compile(r"[A-Za-zÀ-ɏ]{3,}|[A-Za-z]{2,}[.,:;!?]")


class Token(NamedTuple):
    """A cell's text, its half-open columns in the line, and its place in the source."""

    text: str
    start: int
    end: int
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of tokens that stand under each other. `lines` are the source lines of the rows, in step with them.

    `style` says how cells are told apart: "spaced", "boxed" (empty cells inside borders have an empty text) or
    "compact" (each character is a cell).
    """

    rows: tuple[tuple[Token, ...], ...]
    lines: tuple[Line, ...]
    style: str
    drawn: tuple[Line, ...] = ()
    """Every line of the drawing from the first row to the last, rule lines included; `lines` where left empty."""

    @property
    def span(self) -> Span:
        """From the first to the last token."""
        spans = [token.span for row in self.rows for token in row]
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The tokens' texts, row by row."""
        return tuple(tuple(token.text for token in row) for row in self.rows)

    @property
    def width(self) -> int | None:
        """Tokens a row, if all rows have as many."""
        widths = {len(row) for row in self.rows}
        return widths.pop() if len(widths) == 1 else None

    def part(self, top: int, bottom: int, left: int = 0, right: int | None = None) -> Block:
        """Rows [top, bottom) and in each the tokens [left, right)."""
        rows = tuple(row[left:right] for row in self.rows[top:bottom])
        kept = self.lines[top:bottom]
        drawn = tuple(line for line in self.drawn if kept[0].number <= line.number <= kept[-1].number)
        return Block(rows, kept, self.style, drawn)


def boxed(line: Line) -> tuple[Token, ...] | None:
    """The cells between borders, empty ones included; None for a line without borders."""
    text = line.text
    marks = [match.start() for match in _BORDER.finditer(text)]
    if not marks:
        return None
    edges = marks.copy()
    if text[: marks[0]].strip():
        edges.insert(0, -1)
    if text[marks[-1] + 1 :].strip():
        edges.append(len(text))
    cells = []
    for left, right in pairwise(edges):
        cells.append(_token(line, left + 1, right))
    return tuple(cells)


def _token(line: Line, start: int, end: int) -> Token:
    """The stripped text of line[start:end]; an empty cell keeps the place where its sign would stand."""
    raw = line.text[start:end]
    text = raw.strip()
    if not text:
        middle = min(start + (end - start) // 2, max(start, end - 1))
        offset = line.offsets[middle] if middle < len(line.offsets) else line.end
        return Token("", middle, middle + (end > start), Span(offset, offset))
    first = start + raw.index(text[0]) if text else start
    first = start + len(raw) - len(raw.lstrip())
    return Token(text, first, first + len(text), line.span(first, first + len(text)))


def spaced(line: Line) -> tuple[Token, ...]:
    """The tokens between blanks and commas."""
    return tuple(
        Token(m.group(), m.start(), m.end(), line.span(m.start(), m.end())) for m in _APART.finditer(line.text)
    )


def compact(line: Line) -> tuple[Token, ...]:
    """Every character of the stripped line as a token."""
    start = len(line.text) - len(line.text.lstrip())
    end = len(line.text.rstrip())
    return tuple(Token(line.text[i], i, i + 1, line.span(i, i + 1)) for i in range(start, end))


def is_rule(line: Line) -> bool:
    """Whether the line only draws borders (`---+---`)."""
    text = line.text
    return len(text.strip()) > 2 and _RULE.fullmatch(text) is not None and not _empty_cells(text)


def _empty_cells(text: str) -> bool:
    """Whether a line is a row of empty cells ("_ _ _", "| - | - |", "____"), which no border is drawn like."""
    signs = _BORDER.sub(" ", text).split()
    if len(signs) == 1:
        return set(text.strip()) == {"_"}
    return bool(signs) and signs[0] in ("_", "-", "*") and len(set(signs)) == 1 and " " in text.strip()


def _empty_rows(lines: Sequence[Line]) -> set[int]:
    """Numbers of lines like `|   |   |` that are rows of empty boxes: those that are no padding of a tall box.

    Between two rules, padding stands beside exactly one line with signs; a row is alone there or among several.
    """
    found: set[int] = set()
    group: list[Line] = []
    filled: list[Line] = []
    for line in [*lines, None]:
        if line is not None and _BOXES.fullmatch(line.text):
            group.append(line)
        elif line is not None and "|" in line.text.translate(_BARS) and not is_rule(line):
            filled.append(line)
        else:
            widths = {len(cut[0]) if (cut := tokens(row)) and cut[1] == "boxed" else 0 for row in filled}
            alone = not filled and len(group) == 1 and line is not None and is_rule(line)
            if alone or (len(filled) > 1 and len(widths) == 1):
                found |= {row.number for row in group if alone or len(boxed(row) or ()) in widths}
            group, filled = [], []
    return found


def tokens(line: Line) -> tuple[tuple[Token, ...], str] | None:
    """The cells of one line and how they are told apart; None for prose, rules and empty lines."""
    text = line.text.strip()
    if not text or line.fence or is_rule(line):
        return None
    cells = boxed(line)
    if cells is not None and len(cells) > 1:
        inner = [part for cell in cells for part in cell.text.split()]
        if any(len(part) > LONGEST or _WORD.fullmatch(part) for part in inner):
            return None
        if any(" " in cell.text for cell in cells):  # borders around groups of cells: "5 3 . | . 7 ."
            bare = line._replace(text=_BORDER.sub(" ", line.text))
            return spaced(bare), "spaced"
        return cells, "boxed"
    if cells is not None:  # a border on one side only: "  | 1 2 3", "1 2 3 |"
        line = line._replace(text=_BORDER.sub(" ", line.text))
        text = line.text.strip()
    found = spaced(line)
    if any(len(token.text) > LONGEST or _WORD.fullmatch(token.text) for token in found) and len(found) > 1:
        return None
    if len(found) == 1:
        if len(text) < 2 or len(text) > 200 or (_WORD.fullmatch(text) and text.islower()):
            return (found, "spaced") if len(text) == 1 else None
        return compact(line), "compact"
    return found, "spaced"


def blocks(lines: Sequence[Line], *, least: int = 2) -> Iterator[Block]:
    """Every maximal run of at least `least` token lines of one style; rule lines in between are passed over.

    A single empty line ends a run as any other line does.
    """
    rows: list[tuple[Token, ...]] = []
    kept: list[Line] = []
    drawn: list[Line] = []
    style = ""
    empty = _empty_rows(lines)
    for line in lines:
        if is_rule(line) and line.number not in empty:
            drawn.append(line)
            continue
        found = (boxed(line) or (), "boxed") if line.number in empty else tokens(line)
        if found is not None and (not rows or found[1] == style):
            rows.append(found[0])
            kept.append(line)
            drawn.append(line)
            style = found[1]
            continue
        if len(rows) >= least:
            yield Block(tuple(rows), tuple(kept), style, tuple(drawn))
        rows, kept, drawn = ([found[0]], [line], [line]) if found is not None else ([], [], [])
        style = found[1] if found is not None else ""
    if len(rows) >= least:
        yield Block(tuple(rows), tuple(kept), style, tuple(drawn))


def spliced(block: Block, signs: Sequence[Sequence[str]]) -> str:
    """The block's own lines with the tokens replaced by `signs` (same shape); what stands between them stays.

    A longer sign takes its room from the blanks around it, so that borders stay under each other where they can.
    """
    of_line = {line.number: (row, new) for line, row, new in zip(block.lines, block.rows, signs, strict=True)}
    columns = _columns(block, signs)
    if columns is not None:
        return "\n".join(columns)
    written = []
    for line in block.drawn or block.lines:
        text = line.text
        row, new = of_line.get(line.number, ((), ()))
        for token, sign in sorted(zip(row, new, strict=True), key=lambda pair: -pair[0].start):
            start, end = token.start, token.end
            extra = len(sign) - (end - start)
            while extra > 0 and end < len(text) and text[end] == " " and text[end - 1 : end + 2] not in ("", " "):
                if end + 1 < len(text) and text[end + 1] not in " |│":
                    break
                end, extra = end + 1, extra - 1
            text = text[:start] + sign.ljust(end - start) + text[end:]
        written.append(text.rstrip())
    return "\n".join(written)


class _Piece(NamedTuple):
    """What stands in a column of a line: its half-open place there, and what is to stand there."""

    start: int
    end: int
    new: str


def _columns(block: Block, signs: Sequence[Sequence[str]]) -> list[str] | None:
    """The lines anew, in columns as wide as their longest sign; None where no sign is longer than what it replaces, or
    where the drawing is no plain table (nothing but blanks between its cells, which stand under each other)."""
    of_line = {
        line.number: list(zip(row, new, strict=True))
        for line, row, new in zip(block.lines, block.rows, signs, strict=True)
    }
    if block.style != "spaced" or all(len(new) <= len(old.text) for row in of_line.values() for old, new in row):
        return None
    rows = [_pieces(line.text, of_line.get(line.number, [])) for line in block.drawn or block.lines]
    if not all(_BLANKS.fullmatch(line.text) for line in block.drawn or block.lines):
        return None
    under = [[row[k] for row in rows if k < len(row)] for k in range(max(map(len, rows)))]
    ends, starts = ([len({piece[side] for piece in column}) == 1 for column in under] for side in (1, 0))
    if not (all(ends) or all(starts)):
        return None
    old = [(min(piece.start for piece in column), max(piece.end for piece in column)) for column in under]
    wide = [
        max(end - start, *(len(piece.new) for piece in column)) for (start, end), column in zip(old, under, strict=True)
    ]
    lines, right = ["" for _ in rows], all(ends)
    at = 0  # where the column ends anew
    for k, (start, end) in enumerate(old):
        # A sign that is longer takes the blanks beside it, but for one.
        begin = max(at + (k > 0), end - wide[k] if right else start)
        at = begin + wide[k]
        for number, row in enumerate(rows):
            if k < len(row):
                shown = row[k].new.rjust(wide[k]) if right else row[k].new.ljust(wide[k])
                lines[number] = lines[number].ljust(begin) + shown
    return [line.rstrip() for line in lines]


_BLANKS = re.compile(r"(?: *[\w.?*+-]+)+ *")
"""A line of signs with nothing but blanks between them."""


def _pieces(text: str, cells: Sequence[tuple[Token, str]]) -> list[_Piece]:
    """What stands in a line, from left to right; what is no cell stays as it is."""
    known = {token.start: _Piece(token.start, token.end, new) for token, new in cells}
    others = [_Piece(m.start(), m.end(), m.group()) for m in _APART.finditer(text) if m.start() not in known]
    return sorted([*known.values(), *others])
