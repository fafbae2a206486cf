"""The clues of a nonogram in a text: lists, lines under or beside "Rows" and "Columns", numbered lines, or margins.

clues("Rows: 1 1 / 3   Columns: 2 / 1 / 2")      # Told(rows=((1, 1), (3,)), columns=..., span)
"""

# ruff: noqa: E501 - phrases are easier to compare on one line

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from solvers.base import Span
from solvers.text.lines import Line
from solvers.text.patterns import lazily

Clues = tuple[tuple[int, ...], ...]

_ROWS = r"(?:rows?|horizontals?|left|across|lignes?|zeilen?|filas?|righe|linhas?|rij(?:en)?|wiersze|строк[иа]|по горизонтали|行(?!列)|ヨコ)"
_COLUMNS = r"(?:columns?|cols?|verticals?|top|down|colonn?es?|spalten?|columnas?|colonne|colunas?|kolom(?:men)?|kolumny|столб(?:цы|ики)|по вертикали|列|タテ)"
_WORDS = r"(?:[ _]?(?:clues?|hints?|constraints?|numbers?|runs?|groups?|rules|side|hinweise))?"
_LABEL = lazily(
    rf"(?<![\w-])[\"'*]*(?:(?P<row>{_ROWS})|(?P<col>{_COLUMNS})){_WORDS}"
    r"(?:[ \t]*\([^)\n]*\))?[\"'*]*\s*[:=：]\**[ \t]*",
    re.I,
)
_NUMBERED = lazily(
    rf"(?<!\w)(?:(?P<row>{_ROWS}|r)|(?P<col>{_COLUMNS}|c))[ \t]*#?(?P<n>\d{{1,2}})[ \t]*[:=)][ \t]*"
    r"(?P<clue>[\[(]?(?:\d{1,2}(?:[ \t]*[, \t-][ \t]*\d{1,2})*|empty|none|-)?[\])]?)"
    rf"(?=[ \t]*(?:[\n;|]|$|[,.](?:\s|$)|(?:{_ROWS}|{_COLUMNS}|[rc])[ \t]*#?\d))",
    re.I,
)
_NUMBER = lazily(rf"(?<!\w)(?:{_ROWS}|{_COLUMNS}|[rc])[ \t]*#?\d{{1,2}}[ \t]*[:=)]", re.I)
_CLUE = r"(?:\d{1,2}(?:[ \t]*[, \t.-][ \t]*\d{1,2})*|empty|none|-)"
_ITEM = lazily(rf"[\[(]\s*((?:{_CLUE})?)\s*[\])]|[\"']((?:{_CLUE})?)[\"']", re.I)
_BARE = lazily(rf"{_CLUE}(?:\s*[/;|；、，]\s*{_CLUE})+|{_CLUE}", re.I)
_ENDED = lazily(r"[.;；。](?=\s*(?:[^\d\s]|$))(?!\d)")
"""Where a list in the middle of a sentence ends."""
_LINE = lazily(rf"[ \t]*(?:[-*•][ \t]+)?(?:\d{{1,2}}[:.)][ \t]+)?(?P<clue>{_CLUE})[ \t]*$", re.I)
_CELLS = lazily(r"[.?_□☐⬜■█⬛#xX·-]|\[\s?\]")
_ROW = lazily(
    r"^\s*(?P<clue>\d{1,2}(?:[ ,]+\d{1,2})*)\s*[|│:┃]?\s*(?P<cells>(?:[|│┃ \t]*(?:[.?_□☐⬜·-]|\[\s?\]))+)[|│┃\s]*$"
)
_TOP = lazily(r"^[\s|│┃]*\d{1,2}(?:[\s|│┃]+\d{1,2})*[\s|│┃]*$")
_RULE = lazily(r"^[\s+|│─━┼┌┐└┘├┤┬┴=-]*$")


class Told(NamedTuple):
    """Clues of the rows and columns, and the part of the text that tells them."""

    rows: Clues
    columns: Clues
    span: Span


def clues(raw: str, lines: Sequence[Line]) -> Told | None:
    """The clues, in whichever way they are told; None where there are none."""
    return _numbered(raw) or _labelled(raw) or _drawn(lines)


def _clue(text: str) -> tuple[int, ...]:
    """ "1 1" or "1,1"; nothing for an empty line ("0", "-", "empty")."""
    return tuple(n for n in map(int, re.findall(r"\d+", text)) if n)


def _numbered(raw: str) -> Told | None:
    """ "Row 1: 2 1", one line each, counted from 1 or 0."""
    found: dict[str, dict[int, tuple[int, ...]]] = {"row": {}, "col": {}}
    spans = []
    for match in _NUMBERED.finditer(raw):
        side = found["row" if match["row"] else "col"]
        if int(match["n"]) in side:
            return None
        side[int(match["n"])] = _clue(match["clue"])
        spans.append(match.span())
    if any(len(side) < 2 or sorted(side) != list(range(min(side), min(side) + len(side))) for side in found.values()):
        return None
    if len(spans) != len(_NUMBER.findall(raw)):  # one of them says something else
        return None
    rows, columns = (tuple(side[n] for n in sorted(side)) for side in found.values())
    return Told(rows, columns, Span(spans[0][0], max(end for _, end in spans)))


def _labelled(raw: str) -> Told | None:
    """What follows "Rows:" and "Columns:"."""
    found: dict[str, tuple[Clues, int, int]] = {}
    labels = list(_LABEL.finditer(raw))
    for number, label in enumerate(labels):
        side = "row" if label["row"] else "col"
        part = _listed(raw[label.end() : labels[number + 1].start() if number + 1 < len(labels) else len(raw)])
        if part is not None and len(part[0]) > 1 and side not in found:
            found[side] = (part[0], label.start(), label.end() + part[1])
    if len(found) < 2:
        return None
    (rows, a, b), (columns, c, d) = found["row"], found["col"]
    return Told(rows, columns, Span(min(a, c), max(b, d)))


def _listed(text: str) -> tuple[Clues, int] | None:
    """The clues at the start of a text, and where they end."""
    items = list(_items(text))
    if items:  # what comes next must close the list
        after = text[items[-1][1] :].lstrip(" \t,")
        return (
            None if after[:1] and after[0] in "[(\"'0123456789" else (tuple(_clue(i) for i, _ in items), items[-1][1])
        )
    first = text.split("\n", 1)[0]
    if (ended := _ENDED.search(first)) is not None:
        first = first[: ended.start()]
    match = _BARE.match(first)
    if match:
        if first[match.end() :].strip(' \t.;,)]}*"'):
            return None
        parts = re.split(r"\s*[/;|；、，]\s*", match.group())
        if len(parts) == 1:
            parts = re.split(r"\s*,\s*", match.group()) if "," in match.group() else match.group().split()
        return tuple(map(_clue, parts)), match.end()
    if first.strip():
        return None
    found, end = [], 0
    for line in re.finditer(r"[^\n]*\n?", text):
        clue = _LINE.match(line.group().rstrip("\n"))
        if clue:
            found.append(_clue(clue["clue"]))
            end = line.end()
        elif re.match(r"\W*\d", line.group()):
            return None  # a line of numbers and something else
        elif line.group().strip() or found:
            break
    return (tuple(found), end) if found else None


def _items(text: str) -> Iterator[tuple[str, int]]:
    """Bracketed or quoted clues one after the other: "[[1, 1], [3]]", "(1 1) (3)", '["1 1", "3"]'."""
    at = lazily(r"\s*\[?\s*(?=[\[(\"'])").match(text)
    end = at.end() if at else 0
    while match := _ITEM.match(text, end):
        yield match.group(1) or match.group(2) or "", match.end()
        gap = lazily(r"[ \t]*,?\s*").match(text, match.end())
        end = gap.end() if gap else match.end()


def _drawn(lines: Sequence[Line]) -> Told | None:
    """Rows with their clue in front, under lines of numbers whose last has one for every column."""
    rows = [(line, match) for line in lines if (match := _ROW.match(line.text))]
    if len(rows) < 2:
        return None
    first, last = (next(i for i, line in enumerate(lines) if line is rows[k][0]) for k in (0, -1))
    if any(not _RULE.match(line.text) and not _ROW.match(line.text) for line in lines[first:last]):
        return None
    top: list[Line] = []
    for line in reversed(lines[:first]):
        if _TOP.match(line.text):
            top.append(line)
        elif not _RULE.match(line.text) or (top and not line.text.strip()):
            break
    widths = {len(_CELLS.findall(match["cells"])) for _, match in rows}
    if not top or len(widths) != 1:
        return None
    middles = [(m.start() + m.end()) / 2 for m in re.finditer(r"\d+", top[0].text)]
    if len(middles) != widths.pop():
        return None
    columns: list[list[int]] = [[] for _ in middles]
    for line in reversed(top):
        for number in re.finditer(r"\d+", line.text):
            middle = (number.start() + number.end()) / 2
            columns[min(range(len(middles)), key=lambda i: abs(middles[i] - middle))].append(int(number.group()))
    told = tuple(tuple(n for n in column if n) for column in columns)
    return Told(tuple(_clue(match["clue"]) for _, match in rows), told, Span(top[-1].start, rows[-1][0].end))
