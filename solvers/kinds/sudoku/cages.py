"""Cages of a killer sudoku in a text: lists of cells with their sum, a map of letters with sums, or JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from solvers.base import Span
from solvers.kinds.sudoku.cells_said import cells_said
from solvers.kinds.sudoku.squares import Map, maps
from solvers.rules.board import place, rows
from solvers.text.source import Text

_SUDOKU = r"s[uo0]{1,2}[ -]?d+[ou0]{1,2}[kc]+[ou0]|数独|數獨|ナンプレ|судоку"
_CAGES = r"\bcages?\b|käfige?|jaulas?|gabbi[ae]|gaiolas?|kooien|\bkiller\b|杀手|殺手|キラー|киллер"
_SUMDOKU = re.compile(r"sumdoku", re.I)
_CAGED = re.compile(rf"{_CAGES}|\"cells\"", re.I)
_CAGE = re.compile(_CAGES, re.I)
_NAMES_SUDOKU = re.compile(_SUDOKU, re.I)
_OTHERS = re.compile(r"ken-?ken|calcu[dk]o|mathdoku|kakuro|\d ?[x×*/÷-]\s*(?:$|[,;)])", re.I | re.M)
"""Puzzles whose cages are worked out with more than sums."""
_CELL = r"(?:[rR]\d{1,2} ?,? ?[cC]\d{1,2}(?!\d)|[(\[] ?\d{1,2} ?, ?\d{1,2} ?[)\]])"
_JOIN = r"[\s,+&\-–→]*(?:\b(?:and|und|et|y|e|en)\b)?[\s,+&]*"
_CELLS = rf"[\[({{]?\s*{_CELL}(?:{_JOIN}{_CELL})*\s*[\])}}]?"
_SAYS = (
    r"(?:(?:must |should |have to )?(?:sums?|adds?|totals?|totalling|summing|adding)(?: up)?(?: to)?|is|are|summe|"
    r"ergeben|somme|suma[n]?|"
    r"somma|soma|som|сумма|和|合計|=|:|->|→|=>)"
)
_AFTER = re.compile(
    rf"(?P<cells>{_CELLS})[\s,]*[(\[]?\s*(?:{_SAYS}\s*){{1,3}}(?P<sum>\d{{1,3}})(?![\d,]?\d)\s*[)\]]?", re.I
)
_BEFORE = re.compile(
    rf"(?<![\d.])(?P<sum>\d{{1,3}})\s*[)\]]?\s*(?:(?:in|for|from|over|:|=|->|→|=>|cells?|-|is|,)\s*){{1,3}}"
    rf"(?P<cells>{_CELLS})",
    re.I,
)  # fmt: skip
_LETTER = re.compile(r"(?<![^\W_])([A-Za-z]{1,2}|\d{1,2}) ?(?:=|:|->|→|=>) ?(\d{1,3})(?![^\W_])")
_CUT = re.compile(r"\.\.\.|…|\band \d+ (?:more|other)|\betc\b", re.I)
_SIZE = re.compile(r"\b(4|6|8|9) ?[x×*] ?\1\b")
_EDGE = r"[\s,;.:|*•\-–\[\](){}'\"]*"
_LEFT = re.compile(rf"{_EDGE}(?:(?:cage|käfig|sum|c|#|jaula|gabbia)s?\s*\w{{0,3}})?{_EDGE}", re.I)


@dataclass(frozen=True)
class Cage:
    """Cells that add up to `sum` and repeat nothing."""

    cells: tuple[str, ...]
    sum: int


@dataclass(frozen=True)
class Cages:
    """All cages of a text, where they stand, and what could not be read of them."""

    cages: tuple[Cage, ...]
    spans: tuple[Span, ...]
    size: int = 0
    """0 where neither words nor cells tell it."""
    questions: tuple[str, ...] = ()
    span_of_map: Span | None = None
    sums_drawn: tuple[tuple[str, int], ...] = field(default=())

    def covers(self, span: Span) -> bool:
        """Whether a drawing is only these cages again."""
        return any(s.start <= span.start and span.end <= s.end for s in self.spans)

    def wrong(self, n: int) -> Iterator[str]:
        """Questions about cages that no grid of this size has."""
        inside = {name for line in rows(n, n) for name in line}
        count = Counter(name for cage in self.cages for name in cage.cells)
        outside = [name for name in count if name not in inside]
        if outside:
            yield f"The cell {outside[0]} lies outside a {n}x{n} grid (rows and columns count from 1): what is meant?"
        twice = [name for name, times in count.items() if times > 1]
        if twice:
            yield f"The cell {twice[0]} lies in two cages: which one is right?"
        for cage in self.cages:
            k = len(cage.cells)
            if k > n:
                yield f"The cage of {cage.cells[0]} has {k} cells, but only {n} digits can differ: is it right?"
            elif not k * (k + 1) // 2 <= cage.sum <= k * (2 * n - k + 1) // 2:
                yield f"The {k} cells of the cage of {cage.cells[0]} cannot add up to {cage.sum}: is the sum right?"


def cages(text: Text, squares: Sequence[Span]) -> Cages | None:
    """The cages of a text that speaks of a killer sudoku or of cages; None where there are none."""
    if not _named(text.raw) or _OTHERS.search(text.raw):
        return None
    return _json(text) or _listed(text, squares) or _lettered(text)


def _named(text: str) -> bool:
    """Whether cages of sums are spoken of: by name, beside a sudoku, or more than once."""
    first = _CAGE.search(text)
    if first is None:
        return _SUMDOKU.search(text) is not None
    return _NAMES_SUDOKU.search(text) is not None or _CAGED.search(text, first.end()) is not None


def _size(text: str, found: Sequence[Cage]) -> int:
    """The size that words name, or that the cells fill."""
    named = {int(match[1]) for match in _SIZE.finditer(text)}
    if len(named) == 1:
        return named.pop()
    at = [place(name) for cage in found for name in cage.cells]
    most = max((max(p) + 1 for p in at if p is not None), default=0)
    return most if len(set(at)) == most * most else 0


# ---------------------------------------------------------------- lists


def _listed(text: Text, squares: Sequence[Span]) -> Cages | None:
    raw = text.raw
    found: list[Cage] = []
    spans: list[Span] = []
    for pattern in (_AFTER, _BEFORE):
        found, spans = [], []
        for match in pattern.finditer(raw):
            span = Span(match.start(), match.end())
            if any(s.start < span.end and span.start < s.end for s in squares) and "," not in match["cells"]:
                continue
            cells = tuple(said.name for said in cells_said(match["cells"]))
            found.append(Cage(tuple(dict.fromkeys(cells)), int(match["sum"])))
            spans.append(span)
        if len(found) > 1 or (found and len(found[0].cells) > 1):
            rest = _rest(raw, spans)
            if pattern is _AFTER and any(cells_said(rest)) and len(list(cells_said(rest))) >= len(found):
                continue  # the sums stand before the cells
            break
    else:
        return None
    if not found:
        return None
    questions = []
    rest = _rest(raw, spans)
    left = next(iter(cells_said(rest)), None)
    if _CUT.search(raw[spans[0].start : spans[-1].end + 40]):
        questions.append('The list of cages is cut off ("..."): please send all cages with all their cells.')
    elif left is not None:
        questions.append(f"I cannot tell which cage {left.name} belongs to: please write each as r1c1 r1c2 = 5.")
    if any(name.startswith("r0") or name.endswith("c0") for cage in found for name in cage.cells):
        questions.append("Rows and columns are counted from 0 in some cage: please count them from 1.")
    lines = tuple(_joined(spans, raw))
    return Cages(tuple(found), lines, _size(raw, found), tuple(questions))


def _rest(raw: str, spans: Sequence[Span]) -> str:
    """The stretch of the text from the first cage to the last, without them."""
    parts, at = [], spans[0].start
    for span in spans:
        parts.append(raw[at : span.start])
        at = span.end
    end = raw.find("\n", at)
    return "\n".join([*parts, raw[at : end if end >= 0 else len(raw)]])


def _joined(spans: Sequence[Span], raw: str) -> Iterator[Span]:
    """The spans with what only numbers or joins the cages in front of each."""
    at = spans[0].start
    line = raw.rfind("\n", 0, at) + 1
    start = line if _LEFT.fullmatch(raw, line, at) else at
    end = spans[0].end
    for span in spans[1:]:
        if _LEFT.fullmatch(raw, end, span.start):
            end = span.end
            continue
        yield Span(start, end)
        start, end = span.start, span.end
    yield Span(start, end)


# ---------------------------------------------------------------- a map of letters, and JSON


def _lettered(text: Text) -> Cages | None:
    charts: list[Map] = [m for m in maps(text, even=False) if len(m.labels) in (4, 6, 8, 9)]
    for chart in charts:
        outside = text.raw[: chart.span.start] + " " * (chart.span.end - chart.span.start) + text.raw[chart.span.end :]
        sums: dict[str, tuple[int, Span]] = {}
        for match in _LETTER.finditer(outside):
            if match[1] in chart.parts:
                sums[match[1]] = (int(match[2]), Span(match.start(), match.end()))
        if len(sums) < 2:
            continue
        missing = [label for label in chart.parts if label not in sums]
        asks = (f"What is the sum of cage {missing[0]}?",) if missing else ()
        found = tuple(Cage(cells, sums[label][0]) for label, cells in chart.parts.items() if label in sums)
        spans = tuple(_joined(sorted((s for _, s in sums.values()), key=lambda s: s.start), text.raw))
        return Cages(found, (chart.span, *spans), len(chart.labels), asks, chart.span)
    return None


def _json(text: Text) -> Cages | None:
    for match in re.finditer(r"[{\[]", text.raw):
        if '"' not in text.raw[match.start() : match.start() + 40]:
            continue
        try:
            data, end = json.JSONDecoder().raw_decode(text.raw, match.start())
        except (ValueError, RecursionError):
            continue
        listed = data.get("cages") if isinstance(data, dict) else data
        found = [_cage(item) for item in listed] if isinstance(listed, list) else []
        if not found or None in found:
            continue
        return _based([c for c in found if c is not None], data, Span(match.start(), end), text.raw)
    return None


_Pairs = tuple[tuple[tuple[int, int], ...], int, bool]


def _cage(item: Any) -> _Pairs | None:
    """(cells as numbers, sum, whether they are named from 1) of one JSON cage."""
    if not isinstance(item, dict):
        return None
    total = next((item[key] for key in ("sum", "total", "target", "value") if type(item.get(key)) is int), None)
    cells = item.get("cells")
    if total is None or not isinstance(cells, list) or not cells:
        return None
    pairs, named = [], False
    for entry in cells:
        if isinstance(entry, str) and (said := next(iter(cells_said(entry)), None)):
            pairs.append((said.row, said.column))
            named = True
        elif isinstance(entry, list) and len(entry) == 2 and all(type(k) is int for k in entry):
            pairs.append((entry[0], entry[1]))
        elif isinstance(entry, dict) and type(entry.get("row")) is int and type(entry.get("col")) is int:
            pairs.append((entry["row"], entry["col"]))
        else:
            return None
    return tuple(pairs), total, named


def _based(found: Sequence[_Pairs], data: Any, span: Span, raw: str) -> Cages:
    """Cages of JSON: indexes from 0 or 1 as the cells themselves tell; else a question."""
    flat = [k for cells, _, _ in found for pair in cells for k in pair]
    size = data.get("size", 0) if isinstance(data, dict) and type(data.get("size")) is int else 0
    size = size or next((int(m[1]) for m in _SIZE.finditer(raw)), 0)
    named = all(is_named for _, _, is_named in found)
    asks: tuple[str, ...] = ()
    base = 1
    if not named and min(flat) == 0:
        base = 0
    elif not named and max(flat) != (size or max(flat)):
        asks = ("Are the rows and columns of these cages counted from 0 or from 1?",)
    shift = 1 - base
    made = tuple(Cage(tuple(f"r{r + shift}c{c + shift}" for r, c in cells), total) for cells, total, _ in found)
    return Cages(made, (span,), size or _size(raw, made), asks)
