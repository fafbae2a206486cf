"""A drawing beside the puzzle that nobody could read: a grid of which a line lost a cell is not left out silently.

another(text, candidate, known)      "Lines 12 to 20 look like another grid ...", or None
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from solvers.base import Candidate, Span

LEAST = 4
"""Lines of the smallest puzzle that is drawn by itself."""
_FRAME = re.compile(r"[\s+\-=|:*_─━═│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬>]*")
_SPOKEN = re.compile(r"[^\W\d_]{2,}")


def another(text: str, candidate: Candidate[Any], known: Sequence[Span]) -> str | None:
    """The question about lines outside every drawing that was read which are drawn as `candidate` is."""
    own = _rows(text[candidate.span.start : candidate.span.end])
    if len(own) < LEAST or len({len(row) for row in own}) != 1:
        return None
    width, alphabet = len(own[0]), {char for row in own for char in row}
    run: list[int] = []
    at = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        inside = any(span.start < at + len(line) and at < span.end for span in known)
        at += len(line) + 1
        bare = _bare(line)
        if not inside and bare and abs(len(bare) - width) <= 1 and set(bare) <= alphabet:
            run.append(number)
            continue
        if not inside and line.strip() and _FRAME.fullmatch(line) and run:
            continue
        if _is_drawing(text, run, len(own)):
            return (
                f"Lines {run[0]} to {run[-1]} look like another grid, but they cannot be read whole. Send it again, "
                "one row a line, or leave it out."
            )
        run = []
    return None


def _is_drawing(text: str, run: Sequence[int], height: int) -> bool:
    """Whether so many lines, with several signs in them, make a grid as high as the other or a row less or more."""
    if len(run) < LEAST or abs(len(run) - height) > 1:
        return False
    listed = text.split("\n")
    return len({char for number in run for char in _bare(listed[number - 1])}) > 2


def _rows(drawn: str) -> list[str]:
    return [bare for line in drawn.split("\n") if (bare := _bare(line))]


def _bare(line: str) -> str:
    """The signs of a drawn line without spaces and frame; "" for a line of words or of frame."""
    if _SPOKEN.search(line) and " " in line.strip():
        return ""
    return "" if _FRAME.fullmatch(line) else re.sub(r"[\s|│┃║,;]", "", line)
