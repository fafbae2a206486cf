"""A user's text as lines of normalised characters that remember where they came from.

Pasted text is damaged in transit: quote marks, code fences, no-break spaces, full-width digits, carriage returns,
zero-width characters. Grammars read `Line.text`; `Line.offsets[i]` is the offset of character i in the source, so
that every cell keeps its source position and code, never a language model, copies the cells.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from solvers.base import Span

_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f\u00ad\r")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ ]?)+")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text` normalised, `offsets[i]` the source offset of `text[i]`, `number` from 0."""

    text: str
    offsets: tuple[int, ...]
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


def lines(source: str) -> list[Line]:
    """Split `source` at newlines; strip e-mail quote marks; drop invisible characters; mark code fences."""
    result: list[Line] = []
    start = 0
    fenced = False
    for number, raw in enumerate(source.split("\n")):
        end = start + len(raw)
        kept = [(normalise(c), start + i) for i, c in enumerate(raw)]
        kept = [pair for pair in kept if pair[0]]
        text = "".join(c for c, _ in kept)
        quote = _QUOTE.match(text)
        skip = quote.end() if quote else 0
        is_fence = _FENCE.match(text, skip) is not None
        result.append(
            Line(text[skip:], tuple(o for _, o in kept[skip:]), number, start, end, is_fence, fenced and not is_fence)
        )
        if is_fence:
            fenced = not fenced
        start = end + 1
    return result
