"""What of a reply can be drawn: squares for kinds that are pictures, else a board of signs, else its text as it stands.

A board of signs is drawn where that is the whole puzzle; clues beside it or signs between its cells (a nonogram, a
futoshiki) make it a text, so that nothing that counts is left out.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from router.errors import UsageError
from solvers.base import Form
from solvers.kinds import KINDS

if TYPE_CHECKING:
    from router.types import Reply

BLANKS = ("", ".", "_", "?", "0")
_RULING = re.compile(r"[\s|+\-─│┼=]+")


@dataclass(frozen=True, slots=True)
class Squares:
    """Rows of coloured squares, by what they are."""

    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Signs:
    """Rows of (sign, whether the user gave it); `walls` are pairs of cells between which a box ends."""

    rows: list[list[tuple[str, bool]]]
    walls: frozenset[tuple[tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text."""

    rows: list[str]


Drawing = Squares | Signs | Lines


def drawing(reply: Reply) -> Drawing:
    """The puzzle that was read, with its proven solution where there is one. Raises UsageError."""
    candidate, kind = reply.reading.candidate, KINDS.get(reply.reading.kind)
    if kind is None or candidate is None or candidate.puzzle is None:
        raise UsageError(
            f"there is no board to draw: the message was read as {reply.reading.kind!r}", hint="leave the picture out"
        )
    solution = reply.receipt.solution or {}
    squares = kind.picture(candidate.puzzle, solution)
    if squares is not None:
        return Squares(squares)
    answer = _answer(kind, candidate.puzzle, solution)
    text = kind.render(candidate.puzzle) if answer is None else kind.write(candidate, answer, Form())
    return _signs(kind, candidate, answer, text) or Lines(text.splitlines())


def _answer(kind: Any, puzzle: Any, solution: dict[str, Any]) -> Any:
    """The answer that a receipt's solution stands for; None where it holds none."""
    from solvers.base import PuzzleError

    texts = [json.dumps(solution)] * bool(solution.keys() & {"rows", "values"})
    if "rows" in solution:  # kinds that read no JSON read rows of signs
        texts.append("\n".join(" ".join(map(str, row)) for row in solution["rows"]))
    for text in texts:
        with suppress(PuzzleError):
            return kind.read_answer(puzzle, text)
    return None


def _signs(kind: Any, candidate: Any, answer: Any, text: str) -> Signs | None:
    """The board, if the text shows nothing else."""
    shape = kind.shape(candidate)
    if shape is None:
        return None
    given, signs = kind.signs_of(candidate, None), kind.signs_of(candidate, answer)
    shown = [line.replace("|", " ").split() for line in text.splitlines() if _RULING.sub("", line)]
    if shown[-len(signs) :] != signs and ["".join(line) for line in shown[-len(signs) :]] != [
        "".join(r) for r in signs
    ]:
        return None
    if any(len(line) > 1 for line in shown[: -len(signs)] if line[-1:] != [":"] and not line[-1].endswith(":")):
        return None
    owner = {cell: number for number, box in enumerate(kind.boxes(candidate)) for cell in box}
    pairs = [((r, c), (r + dr, c + dc)) for r, c in owner for dr, dc in ((0, 1), (1, 0)) if (r + dr, c + dc) in owner]
    return Signs(
        [
            [("" if new in BLANKS and new == old else new, new == old) for new, old in zip(line, before, strict=True)]
            for line, before in zip(signs, given, strict=True)
        ],
        frozenset(pair for pair in pairs if owner[pair[0]] != owner[pair[1]]),
    )
