"""What a language model may point at in a maze: walls, open cells, start and goal, drawn or told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from solvers.base import BadPuzzle, Cell, Span
from solvers.hooks import Signs
from solvers.kinds.maze.answer import packed
from solvers.kinds.maze.rules import Maze

_SIGN = {"wall": "#", "open": ".", "start": "S", "goal": "G"}


class MazePointing:
    """Implements `solvers.hooks.Pointing`."""

    about = "a rectangle of cells with walls, one start, one goal"
    means = tuple(_SIGN)
    empty = "."

    def plain(self, token: str) -> bool:
        return False

    def sign(self, meaning: str, token: str) -> str:
        if meaning not in _SIGN:
            raise BadPuzzle(f"the sign {token!r} means {meaning!r}, which is no part of a maze")
        return _SIGN[meaning]

    def fact(self, value: str, size: int) -> str:
        sign = _SIGN.get(value.lower())
        if sign is None:
            raise BadPuzzle(f"{value!r} is no part of a maze; say wall, open, start or goal")
        return sign

    def build(self, signs: Signs) -> Maze:
        return Maze(
            open=tuple(tuple(sign != "#" for sign in row) for row in signs),
            start=_only(signs, "S", "start"),
            goal=_only(signs, "G", "goal"),
        )

    def notation(self, text: str, legend: Mapping[str, str], span: Span, cells: Sequence[Span]) -> dict[str, str]:
        signs = {means: symbol for symbol, means in legend.items() if means in _SIGN}
        return {**signs, **packed(text, span, cells)}


def _only(signs: Signs, sign: str, name: str) -> Cell:
    cells = [(r, c) for r, row in enumerate(signs) for c, found in enumerate(row) if found == sign]
    if len(cells) != 1:
        raise BadPuzzle(f"the maze has {len(cells)} cells that are its {name}; it needs exactly one")
    return cells[0]
