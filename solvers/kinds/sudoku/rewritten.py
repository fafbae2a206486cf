"""Lines of a grid in another dress: LaTeX and HTML tables, lines of a diff, Chinese digits, letters that OCR put for 1.

Every line keeps the source offsets of its characters; what a sign stands for is told with it (`reads`), so that the
proof that a reading reproduces its source still holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from solvers.base import Span
from solvers.text.lines import Line

_TAG_CELL = re.compile(r"<\s*/\s*t[dh]\s*>\s*", re.I)
_TAG_ROW = re.compile(r"<\s*tr\b[^<>]{0,80}>\s*", re.I)
_AMPERSAND = re.compile("&")
_LATEX_ROW = re.compile(r"\\\\")
_TAG = re.compile(
    r"</?\s*(?:t[drh]|table|tbody|thead|b|strong|span|p|div|pre|code)\b[^<>]{0,80}>|&nbsp;|&#160;|&emsp;", re.I
)
_LATEX_END = re.compile(
    r"\\\\|\\hline|\\cline\{[^{}]*\}|\\(?:begin|end)\{[^{}]*\}(?:\{[^{}]*\})?|\\(?:toprule|midrule|bottomrule)"
)
_REST = re.compile(r"(?:/t[dh]\s*>)?(?:\s*</\w+>)*\\?(?:\s*\\hline)*", re.I)
_DIFF = re.compile(r"^([+\-<>]) ?(?=[\d.xX_*?|])")
_HANZI = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_HANZI_ROW = re.compile(r"[〇○零一二三四五六七八九\s|]{4,40}")
_ONES_SAID = re.compile(r"[\"'`]?\b[lI]\b[\"'`]?s?[^.\n]{0,40}\b(?:ones?|1s?)\b", re.I)
_ONES_ROW = re.compile(r"[\dlI.xX_*?0-9|\s-]{4,60}")


def rewritten(source: Sequence[Line], text: str) -> Iterator[tuple[list[Line], str]]:
    """Other readings of the lines, each with the signs it reads otherwise ("一1二2")."""
    if "<t" in text.lower():
        yield _html(source), ""
    if "&" in text and "\\" in text:
        yield [_latex(line) for line in source], ""
    if sum(_DIFF.match(line.text) is not None for line in source) >= 4:
        yield [line.part(1, len(line.text)) if _DIFF.match(line.text) else line for line in source], ""
    if sum(_HANZI_ROW.fullmatch(line.text) is not None for line in source) >= 4:
        reads = "".join(sign + digit for sign, digit in _HANZI.items())
        yield [_signs(line, _HANZI) if _HANZI_ROW.fullmatch(line.text) else line for line in source], reads
    if _ONES_SAID.search(text):
        ones = {"l": "1", "I": "1"}
        yield [_signs(line, ones) if _ONES_ROW.fullmatch(line.text) else line for line in source], "l1I1"


def _html(source: Sequence[Line]) -> list[Line]:
    """One line for each row of a table, its cells parted by bars."""
    lines: list[Line] = []
    for line in source:
        parts = re.split(r"(?i)(?=<\s*tr\b)", line.text) if line.text.lower().count("<tr") > 1 else [line.text]
        at = 0
        for part in parts:
            piece = line.part(at, at + len(part))
            at += len(part)
            lines.append(_edited(piece, ((_TAG_ROW, "|"), (_TAG_CELL, "|"), (_TAG, ""))))
    return lines


def _latex(line: Line) -> Line:
    """A row of a tabular with bars instead of its signs, one at each end."""
    if "&" not in line.text:
        return _edited(line, ((_LATEX_END, ""),))
    line = _edited(line, ((_LATEX_ROW, "|"), (_LATEX_END, ""), (_AMPERSAND, "|")))
    return line._replace(text="|" + line.text, offsets=(line.offsets[0], *line.offsets))


def _edited(line: Line, changes: Sequence[tuple[re.Pattern[str], str]]) -> Line:
    text, offsets = line.text, list(line.offsets)
    for pattern, sign in changes:
        kept: list[str] = []
        places: list[int] = []
        at = 0
        for match in pattern.finditer(text):
            kept += text[at : match.start()]
            places += offsets[at : match.start()]
            if sign:
                kept.append(sign)
                places.append(offsets[match.start()])
            at = match.end()
        kept += text[at:]
        places += offsets[at:]
        text, offsets = "".join(kept), places
    return line._replace(text=text, offsets=tuple(offsets))


def _signs(line: Line, table: dict[str, str]) -> Line:
    return line._replace(text="".join(table.get(c, c) for c in line.text))


def to_its_end(span: Span, text: str) -> Span:
    """The span with the rest of the tag or command in which it ends."""
    rest = _REST.match(text, span.end)
    return Span(span.start, rest.end()) if rest is not None else span


def reader(reads: str) -> Callable[[str], str]:
    """What a sign stands for, by pairs of sign and digit."""
    table = str.maketrans(dict(zip(reads[::2], reads[1::2], strict=True)))
    return lambda sign: sign.translate(table)
