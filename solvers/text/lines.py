"""A user's text as lines of normalised characters that remember where they came from.

Pasted text is damaged in transit: quote marks, code fences, no-break spaces, full-width digits, carriage returns,
zero-width characters. Grammars read `Line.text`; `Line.offsets[i]` is the offset of character i in the source, so
that every cell keeps its source position and code, never a language model, copies the cells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from solvers.base import Span

_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f\u00ad\u20e3\r")
_EMPTY_KEPT = 20
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ ]?)+")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_BREAK = re.compile(r"\\n|<br ?/?>|</?(?:pre|code|p|div)>", re.IGNORECASE)
_LABEL = re.compile(
    r"[ \t]*(?:[Ll]ine|[Rr]ow|[Rr])?[ \t]?\(?(?:(\d{1,4})|([A-Pa-p]))"
    r"(?:\.\)[ \t]?|[:.)\]][ \t]?|[ \t]*[|│┃║=:][ \t]?|[ \t]+|(?=\[))"
)


class Line(NamedTuple):  # a named tuple because a pasted megabyte can hold a million lines
    """One line: `text` normalised, `offsets[i]` the source offset of `text[i]`, `number` from 0."""

    text: str
    offsets: Sequence[int]
    number: int
    start: int
    end: int
    fence: bool = False
    """True for a code-fence line itself (its text is not content)."""
    fenced: bool = False
    """True for a line inside a code fence."""

    def span(self, start: int, end: int) -> Span:
        """Source span of `text[start:end]` (not empty)."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def part(self, start: int, end: int) -> Line:
        """The same line with only `text[start:end]` left of its text."""
        return self._replace(text=self.text[start:end], offsets=self.offsets[start:end])


def normalise(char: str) -> str:
    """One source character as the grammars see it: '' if dropped, otherwise exactly one character."""
    if char in _DROPPED:
        return ""
    if char < "\x7f":
        return char
    if char.isspace():
        return "\t" if char == "\t" else " "
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 and not folded.isspace() else char


class _Folded(dict[int, str]):
    """`normalise` as a table for `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        if len(self) > 20_000:  # a hostile text may hold every character there is
            self.clear()
        self[code] = folded = normalise(chr(code))
        return folded


_FOLDED = _Folded()


def normalised(text: str) -> str:
    """`normalise` over a whole string."""
    return text.replace("\r", "") if text.isascii() else text.translate(_FOLDED)


def _folded_line(raw: str, start: int) -> tuple[str, Sequence[int]]:
    """The normalised text of a line and the source offset of each of its characters."""
    text = normalised(raw)
    if len(text) == len(raw):
        return text, range(start, start + len(raw))
    if len(text) + 1 == len(raw) and raw[-1] == "\r":
        return text, range(start, start + len(text))
    return text, tuple(start + i for i, c in enumerate(raw) if normalise(c))


def lines(source: str) -> list[Line]:
    """Split `source` at newlines; strip e-mail quote marks; drop invisible characters; mark code fences.

    Of a long run of empty lines only the first are kept; `number` still counts them all.
    """
    result: list[Line] = []
    start = 0
    empty = 0
    fenced = False
    for number, raw in enumerate(source.split("\n")):
        end = start + len(raw)
        empty = 0 if raw else empty + 1
        if empty > _EMPTY_KEPT:
            start = end + 1
            continue
        text: str = raw
        offsets: Sequence[int] = range(start, end) if raw else ()
        if not raw.isascii() or "\r" in raw:
            text, offsets = _folded_line(raw, start)
        if ">" in text and (quote := _QUOTE.match(text)):
            text, offsets = text[quote.end() :], offsets[quote.end() :]
        is_fence = ("`" in text or "~" in text) and _FENCE.match(text) is not None
        result.append(Line(text, offsets, number, start, end, is_fence, fenced and not is_fence))
        if is_fence:
            fenced = not fenced
        start = end + 1
    return result


def unescaped(source: list[Line]) -> list[Line]:
    """Lines with a written-out newline (backslash-n as in a JSON string, `<br>`, `<pre>`) split there."""
    result: list[Line] = []
    for line in source:
        if "\\n" not in line.text and "<" not in line.text:
            result.append(line)
            continue
        at = 0
        for mark in _BREAK.finditer(line.text):
            result.append(line.part(at, mark.start()))
            at = mark.end()
        result.append(line.part(at, len(line.text)))
    return result


def unnumbered(source: list[Line]) -> list[list[Line]]:
    """Runs of lines whose labels count up by one ("1: ", "2. ", "A | ", "row 3: "), with the labels cut off.

    A run has at least three labelled lines; lines without letters or digits (rules, empty ones) may stand between.
    Numbers may be cells as well, so a grammar reads the plain lines first and these only where it found nothing.
    """
    runs: list[list[Line]] = []
    run: list[Line] = []
    labelled = 0
    expected = ""
    for line in source:
        match = _LABEL.match(line.text)
        if match is None and run and not any(c.isalnum() for c in line.text[:200]):
            run.append(line)
            continue
        said = (match.group(1) or match.group(2)).upper() if match else ""
        label = said.lstrip("0") or said[:1]
        if label != expected or not label:
            if labelled >= 3:
                runs.append(run)
            run, labelled = [], 0
        if match and label:
            run.append(line.part(match.end(), len(line.text)))
            labelled += 1
            expected = str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)
        else:
            expected = ""
    if labelled >= 3:
        runs.append(run)
    return runs
