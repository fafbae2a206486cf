"""A path puzzle in a text: which signs are blank or no cells, whether steps may be diagonal, where walls are."""

from __future__ import annotations

import re

from solvers.kinds.numbrix.board import HOLE, Look
from solvers.rules.board import cell
from solvers.rules.shapes import Edge
from solvers.text.grids import Grid
from solvers.text.legend import legend, meaning

_NAMED = re.compile(r"numbrix|hidato|hidoku|number snake|\bzip\b|数蛇", re.I)
_ZIP = re.compile(r"\bzip\b", re.I)
_DIAGONAL = re.compile(r"hidato|hidoku|number snake|\bdiagonal(?:ly)?\b", re.I)
_STRAIGHT = re.compile(
    r"\b(?:not?|never|without|cannot|can't|aren't|isn't)\b[^.\n]{0,40}\bdiagonal|diagonal\w*[^.\n]{0,30}\b(?:not|don't|never)\b",
    re.I,
)
VARIANT = re.compile(
    r"[^.\n]*\b(?:knight'?s?|closed (?:loop|tour|path)|wraps? around|torus|toroidal|hexagon\w*|backwards|multiples of|"
    r"(?:even|odd) numbers|(?:row|column)s? (?:sum|add)|twice|letters?|sudoku)\b[^.\n]*",
    re.I,
)
_AT = r"(?:\(\s*|\[\s*|r|row )(\d+)(?:\s*,\s*|c|,? (?:and )?column )(\d+)\s*[)\]]?"
WALL = re.compile(rf"{_AT}\s*(?:and|-|–|\||to|/|<->|↔|,)\s*{_AT}", re.I)
_WALLS = re.compile(r"(?<!no )(?<!without )\bwalls?\b", re.I)
_RANGE = re.compile(r"\b(?:from|numbers|range) (\d+) ?(?:to|through|[-–]) ?(\d{1,3})\b", re.I)
_HOLES = frozenset("#■█⬛▓") | {"##", "██"}
_BLANK = re.compile(r"[._?0xX□☐⬜*oO○-]{0,2}|None|null")
_MEANINGS = {
    "hole": re.compile(r"hole|wall|block|outside|not part|no cell|void|obstacle|unused|not used", re.I),
    "blank": re.compile(r"blank|empty|unknown|missing|to (?:be )?fill|space", re.I),
}


class Unclear(Exception):
    """The text leaves something open."""

    def __init__(self, code: str, question: str) -> None:
        super().__init__(question)
        self.code, self.question = code, question


def read(grid: Grid, words: str, drawing: str) -> Look | None:
    """The drawing as a path puzzle; None where the grid is no such thing. Raises Unclear."""
    signs = [sign for row in grid.signs for sign in row]
    numbers = [int(sign) for sign in signs if sign.isdigit() and int(sign)]
    others = {sign for sign in signs if not (sign.isdigit() and int(sign))}
    if not numbers or not others or not all(s in _HOLES or _BLANK.fullmatch(s) for s in others):
        return None
    if _NAMED.search(words) is None and max(numbers) <= max(grid.shape):
        return None  # so small numbers are those of a Latin square
    if changed := VARIANT.search(words):
        raise Unclear("variant", f'This is not the plain rule: "{changed.group().strip()}". Which rule holds?')
    told = meaning({s: said for s, said in legend(words).items() if s in others}, _MEANINGS)
    holes = {s for s in others if told.get(s, "hole" if s in _HOLES else "") == "hole"}
    blanks = others - holes
    if not blanks and not any(told.get(s) == "hole" for s in holes):
        blanks, holes = holes, set()
    if len(blanks) != 1:
        raise Unclear("signs", f"Which sign marks a blank cell: {' or '.join(sorted(map(repr, others)))}?")
    kept = tuple(tuple(s if s not in others else HOLE if s in holes else "." for s in row) for row in grid.signs)
    look = Look(tuple(tuple(str(int(s)) if s.isdigit() else s for s in row) for row in kept))
    look = look._replace(walls=_walls(words, drawing, look, bool(holes)))
    if _ZIP.search(words):
        return look._replace(waypoints=_waypoints(look))
    _in_range(look, numbers, words)
    return look._replace(diagonal=_DIAGONAL.search(words) is not None and _STRAIGHT.search(words) is None)


def _in_range(look: Look, numbers: list[int], words: str) -> None:
    last = len(look.cells)
    wrong = next((f"it holds {n}" for n in numbers if n > last), "")
    for low, high in _RANGE.findall(words):
        if int(high) > max(len(look.signs), len(look.signs[0])) and (int(low), int(high)) != (1, last):
            wrong = wrong or f"the text says {low} to {high}"
    if wrong:
        raise Unclear("range", f"{last} cells hold 1 to {last}, but {wrong}. Is the grid complete?")


def _waypoints(look: Look) -> tuple[str, ...]:
    found = sorted((step, name) for name, step in look.given.items())
    if [step for step, _ in found] != list(range(1, len(found) + 1)) or len(found) < 2:
        raise Unclear(
            "waypoints",
            f"A zip numbers its waypoints 1, 2, 3 ..., here they are {[n for n, _ in found]}. Which is right?",
        )
    return tuple(name for _, name in found)


def _walls(words: str, drawing: str, look: Look, holes: bool) -> tuple[Edge, ...]:
    """Walls told by the two cells they stand between."""
    told = [tuple(map(int, match)) for match in WALL.findall(words)] if _WALLS.search(words) else []
    base = 0 if any(0 in pair for pair in told) else 1
    walls = []
    for a, b, c, d in told:
        here, there = cell(a - base, b - base), cell(c - base, d - base)
        if abs(a - c) + abs(b - d) != 1 or not {here, there} <= set(look.cells):
            raise Unclear(
                "walls",
                f"A wall stands between two cells side by side; ({a}, {b}) and ({c}, {d}) are not. Where is it?",
            )
        walls.append((here, there))
    bars = {len(re.sub(r"^\s*\w*\s*\||\|\s*$", "", line).split("|")) - 1 for line in drawing.splitlines()} - {0}
    if _WALLS.search(words) and not walls and not holes:
        raise Unclear("walls", "Which cells do the walls stand between? Name them like (1, 2) and (1, 3).")
    if bars and not any(bar >= len(look.signs[0]) - 1 for bar in bars):
        raise Unclear("walls", "Do the bars in the drawing stand for walls? Then name the cells beside each.")
    return tuple(walls)
