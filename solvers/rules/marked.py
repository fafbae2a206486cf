"""Kinds whose answer marks cells of a drawing: queens, stars, tents, shaded cells. A marked cell holds 1, others 0.

The drawing is kept as it was pasted (`Drawn`), so that the answer is the user's own grid with the marks put in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from solvers.base import BadPuzzle
from solvers.rules.board import Problem, Value, Values, cell
from solvers.rules.kind import Assignment, RuleKind

_PAIR = re.compile(r"[(\[]\s*(\d+)\s*,\s*(\d+)\s*[)\]]")
_STARS = "*★☆⭐✱✶＊🌟"


class Drawn(NamedTuple):
    """The signs of the drawing, row by row, and the sign of a mark. `more` is what else the kind must remember."""

    signs: tuple[tuple[str, ...], ...]
    mark: str
    more: Any = None


class MarkKind(RuleKind):
    """A kind whose boards hold 0 and 1 and whose `Problem.look` is a `Drawn`."""

    forms: ClassVar[tuple[str, ...]] = ("grid", "coordinates")
    marks: ClassVar[str] = _STARS
    """Signs that people use for a mark, besides the drawing's own."""

    def signs(self, puzzle: Problem, values: Values) -> list[list[str]]:
        look: Drawn = puzzle.look
        return [
            [look.mark if values.get(cell(r, c)) == 1 else sign for c, sign in enumerate(row)]
            for r, row in enumerate(look.signs)
        ]

    def value(self, sign: str, name: str, puzzle: Problem) -> Value | None:
        return int(sign == puzzle.look.mark or sign in self.marks) if sign else 0

    def read_answer(self, puzzle: Problem, text: str) -> Assignment:
        """A receipt's JSON, the grid with its marks, or the marked cells as coordinates."""
        try:
            return super().read_answer(puzzle, text)
        except BadPuzzle:
            pairs = [(int(r), int(c)) for r, c in _PAIR.findall(text)]
            if not pairs:
                raise
        base = 0 if any(0 in pair for pair in pairs) else 1
        marked = {cell(r - base, c - base) for r, c in pairs}
        return self.completed(puzzle, {name: int(name in marked) for name in puzzle.board.shown})


def mark_for(signs: Sequence[Sequence[str]], usual: str, *others: str) -> str:
    """The first of the signs for a mark that the drawing does not use for something else."""
    used = {sign for row in signs for sign in row}
    return next((mark for mark in (usual, *others, "*", "#", "@") if mark not in used), "1")
