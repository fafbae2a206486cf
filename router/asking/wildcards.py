"""What the open places of a pattern matched is not understood: only its own words are.

A phrase such as `how many [^.?!]{0,40} steps` finds the ask whatever stands in between; what stands in between is left
for other readers, and closes the way if nobody takes it (see `closed`).
"""

from __future__ import annotations

import re
from functools import lru_cache

FREE = "(?:(?#free)"
"""Opens a group of a pattern that matches words of any kind; other wildcards are known by how they are written."""
_COUNT = r"(?:\{\d*,\d*\}|[*+?])\??"
_WILD = re.compile(
    rf"\[\^(?:\\.|[^\]\\])*\](?:\{{\d*,\d*\}}|[*+])\??"  # anything but a stop
    rf"|\(\?:(?:\\s[+*]| )?\\w[+*](?:\[[^\]]*\]|\\s[+*]| )?\){_COUNT}"  # some words
    r"|(?<=[ (|])\\w\+(?=[ )|]|$)"  # a word
    r"|(?<!\\)\.(?:\{\d*,\d*\}|[*+])\??"
)


@lru_cache(maxsize=2048)
def _opened(source: str, flags: int) -> re.Pattern[str] | None:
    """The pattern with a name for each open place; None where it has none."""
    parts: list[str] = []
    at = 0
    for number, wild in enumerate(_WILD.finditer(source)):
        parts += [source[at : wild.start()], f"(?P<_w{number}>{wild.group()})"]
        at = wild.end()
    parts.append(source[at:])
    opened = "".join(parts)
    number = 0
    while FREE in opened:
        opened = opened.replace(FREE, f"(?P<_f{number}>", 1)
        number += 1
    return None if opened == source else re.compile(opened, flags)


def own_words(match: re.Match[str]) -> list[tuple[int, int]]:
    """The parts of a match that the pattern's own words stand in."""
    start, end = match.span()
    opened = _opened(match.re.pattern, match.re.flags)
    again = opened.match(match.string, start, match.endpos) if opened is not None else None
    if again is None or again.end() != end:
        return [(start, end)]
    spans, at = [], start
    names = (name for name in again.re.groupindex if name.startswith("_"))
    for low, high in sorted(again.span(name) for name in names):
        low, high = max(low, at), min(high, end)
        if 0 <= low < high:
            spans.append((at, low))
            at = high
    return [(low, high) for low, high in (*spans, (at, end)) if low < high]
