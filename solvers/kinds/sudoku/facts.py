"""A sudoku told cell by cell: "r1c1=5", "row 1, column 1 is 5", {"row": 0, "col": 0, "value": 5}, (1,1)=5, A1=5.

Whether pairs are (row, column) and whether they count from 0 is read from the words and from the numbers themselves;
where both leave it open, the candidate asks. Letters with numbers name rows first unless the words say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from solvers.base import Doubt, Span
from solvers.kinds.sudoku.grid import Drawn, Words

_ROW = r"(?:r|row|zeile|reihe|ligne|fila|riga|linha|rij|wiersz|строка)"
_COLUMN = r"(?:c|col|column|spalte|colonne|columna|colonna|coluna|kolom|kolumna|столбец)"
_HOLDS = r"[ ]?(?:=|:|is|ist|est|es|è|->|→|holds|contains|enthält)[ ]?"
_FACT = re.compile(
    rf"\b{_ROW}\.?[ ]?(\d{{1,2}})[ ,;/]{{0,2}}(?:(?:and|und|et|y|e|en) )?{_COLUMN}\.?[ ]?(\d{{1,2}}){_HOLDS}(\d{{1,2}})\b",
    re.I,
)
_KEYED = re.compile(
    r"[\"']?(?:row|r|y)[\"']?\s*[:=]\s*(\d{1,2})\s*,\s*[\"']?(?:col(?:umn)?|c|x)[\"']?\s*[:=]\s*(\d{1,2})\s*,\s*[\"']?(?:value|val|digit|number|v|d|n)[\"']?\s*[:=]\s*(\d{1,2})\b",
    re.I,
)
_PAIR = re.compile(r"\(\s*(\d{1,2})\s*,\s*(\d{1,2})\s*\)\s*(?:=|:|->|→)\s*(\d{1,2})\b")
_SQUARE = re.compile(r"(?<!\w)[\"']?([A-I])([1-9])[\"']?\s*[:=]\s*[\"']?(\d)\b")
_HALF = re.compile(r"=\s?\d|\d\s?=|[rR]\d{1,2}[ ,]{0,2}[cC]")
_SIZE = re.compile(r"\b(4|6|9|16)\s?[x×*]\s?\1\b")
_ROW_FIRST = re.compile(
    r"[(\[]\s*(?:row|r|zeile|ligne|fila)\s*,\s*(?:col(?:umn)?|c|spalte|colonne|columna)\s*[)\]]|\brow,? (?:then |and )?column\b",
    re.I,
)
_COLUMN_FIRST = re.compile(
    r"[(\[]\s*(?:col(?:umn)?|c|x|spalte|colonne|columna)\s*,\s*(?:row|r|y|zeile|ligne|fila)\s*[)\]]", re.I
)
_LETTERS_COLUMNS = re.compile(
    r"\bletters? (?:are|is|for|mean|name) (?:the )?col|\bcolumns? (?:are |is )?(?:named |called |lettered )?(?:A|with letters)\b",
    re.I,
)


def facts(text: str, offsets: Sequence[int], words: Words) -> Drawn | None:
    """The grid that at least three facts tell, near the word sudoku (or seventeen facts without it)."""
    told: list[tuple[int, int, str, re.Match[str]]] = []
    doubts: list[Doubt] = []
    for pattern in (_FACT, _KEYED, _PAIR, _SQUARE):
        matches = list(pattern.finditer(text))
        if len(matches) >= 3:
            told = _told(pattern, matches, text, doubts)
            break
    if not told:
        return None

    def source(start: int, end: int) -> Span:
        return Span(offsets[start], offsets[end - 1] + 1)

    matches = [match for *_, match in told]
    span = source(matches[0].start(), matches[-1].end())
    if not words.sudoku(span) and len(matches) < 17:
        return None
    sizes = {int(m.group(1)) for m in _SIZE.finditer(text)}
    largest = max(max(r, c, int(value)) for r, c, value, _ in told)
    n = sizes.pop() if len(sizes) == 1 else 9
    if largest > n or any(r < 1 or c < 1 or int(value) < 1 for r, c, value, _ in told):
        return None
    cells: dict[tuple[int, int], tuple[str, Span]] = {}
    for r, c, value, match in told:
        cell = (r - 1, c - 1)
        if cell in cells and cells[cell][0] != value:
            question = f"r{r}c{c} is given as {cells[cell][0]} and as {value}: which one?"
            doubts.append(Doubt("fact", question, (cell,), (cells[cell][0], value)))
        cells[cell] = (value, source(match.start(3), match.end(3)))
    between = [text[a.end() : b.start()] for a, b in pairwise(matches)]
    if any(_HALF.search(gap) for gap in [*between, text[matches[-1].end() :][:12]]):
        doubts.append(Doubt("fact", "Some of the facts cannot be read. Please write each as r1c1=5."))
    if not doubts and not sizes and n == 9 and largest <= 6 and not re.search(r"\b9\b", text[: matches[0].start()]):
        doubts.append(Doubt("size", "How large is this sudoku: 4x4, 6x6 or 9x9?", options=("4x4", "6x6", "9x9")))
    nowhere = Span(span.end, span.end)
    rows = tuple(tuple(cells.get((r, c), ("", nowhere))[0] for c in range(n)) for r in range(n))
    spans = tuple(cells.get((r, c), ("", nowhere))[1] for r in range(n) for c in range(n))
    return Drawn(rows, spans, span, "facts", doubts=tuple(doubts))


def _told(
    pattern: re.Pattern[str], matches: Sequence[re.Match[str]], text: str, doubts: list[Doubt]
) -> list[tuple[int, int, str, re.Match[str]]]:
    """(row, column, value, where) of each fact, counted from 1."""
    if pattern is _SQUARE:
        turned = _LETTERS_COLUMNS.search(text) is not None
        named = [(ord(m[1].upper()) - 64, int(m[2]), m[3], m) for m in matches]
        return [(c, r, value, m) if turned else (r, c, value, m) for r, c, value, m in named]
    pairs = [(int(m[1]), int(m[2]), m[3], m) for m in matches]
    base = 1
    if pattern is not _FACT:
        numbers = {k for a, b, *_ in pairs for k in (a, b)}
        base = 0 if 0 in numbers else 1
        if base and 9 not in numbers and not re.search(r"\b(?:1|one)[- ]based|from 1\b", text) and max(numbers) == 8:
            doubts.append(Doubt("fact", "Do the rows and columns of these facts count from 0 or from 1?"))
    if pattern is _PAIR:
        first, second = _ROW_FIRST.search(text), _COLUMN_FIRST.search(text)
        if (first is None) is (second is None):
            doubts.append(
                Doubt(
                    "fact",
                    "Are these pairs (row, column) or (column, row)?",
                    options=("(row, column)", "(column, row)"),
                )
            )
        elif second is not None:
            pairs = [(b, a, value, m) for a, b, value, m in pairs]
    return [(a + 1 - base, b + 1 - base, value, m) for a, b, value, m in pairs]
