"""Slitherlink: one loop along the lines of a grid; a number says how many sides of its cell the loop takes.

A cell holds 1 where it lies inside the loop and 0 outside, so the loop runs between unlike neighbours: it is one loop
because inside and outside (all around the grid, too) are each connected, and nowhere touch at a corner only. Read as a
grid of numbers, as a drawing between posts (`+ - |`), or by its address on puzz.link and its like.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, ClassVar

from solvers.base import BadPuzzle, Candidate, Cell, Form, Span, Traits
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values, around, cell
from solvers.rules.conditions import Forbidden
from solvers.rules.constraints import Count
from solvers.rules.exact import Search
from solvers.rules.kind import Assignment, RuleKind
from solvers.rules.rule import Literal, Rule
from solvers.rules.shapes import Connected
from solvers.text import address
from solvers.text.address import Address, Clues
from solvers.text.grids import grids
from solvers.text.posts import Posts, posts
from solvers.text.source import Text
from solvers.text.terms import Terms

OUTSIDE = "outside"
"""The hidden cell all around the grid."""
_OPEN = frozenset("._-·•□▢☐⬜◻?xX ") | {""}
_CHANGED = re.compile(
    r"[^.\n]*(?:(?:two|several|multiple|more than one|\d) (?:closed |separate )?loops|(?:may|can|allowed to) (?:cross|"
    r"branch|touch|be open)|sheep|wol(?:f|ves)|toroid|wrap(?:s|ping)? around|open path|diagonal)[^.\n]*",
    re.I,
)


class Slitherlink(RuleKind):
    name, title = "slitherlink", "slitherlink"
    terms = Terms(whole=r"loops?|fences?|line|schleife|rundweg|zaun|linie")
    names = re.compile(r"slither[\s-]?link|loop[\s-]the[\s-]loop|suriza|数回|スリザー", re.I)
    links = re.compile(r"slither(?:link)?")
    traits = Traits(sums=False)
    says = "One closed loop runs along the lines; each number says how many sides of its cell the loop takes."
    sizes: ClassVar = {"easy": 5, "medium": 6, "hard": 7}

    def read(self, text: Text) -> list[Candidate[Problem]]:
        found = self.linked(text)
        if found or not text.says(self.names):
            return found
        drawn = [(one.signs, one.span) for one in posts(text.lines)]
        drawn = drawn or [(grid.signs, grid.span) for grid in grids(text)]
        numbered = [(clues, len(signs[0]), span) for signs, span in drawn if (clues := _clues(signs)) is not None]
        return [self._one(text, *one) for one in numbered]

    def _one(self, text: Text, clues: Clues, columns: int, span: Span) -> Candidate[Problem]:
        if changed := _CHANGED.search(text.raw):
            question = f'"{changed.group().strip()}" is not the usual rule; which rules hold?'
            return self.unclear(question, span, "variant")
        if wrong := [clue for clue in clues if clue is not None and clue > 3]:
            return self.unclear(f"A loop takes three sides of a cell at most, but one says {wrong[0]}.", span)
        return self.found(_problem(clues, columns), span)

    def addressed(self, address_: Address) -> Problem:
        if address_.saved:
            clues = address_.written()
        else:
            clues, rest = address.four(address_.body, address_.cells)
            address.finished(rest)
        return _problem([None if n is not None and n < 0 else n for n in clues], address_.columns)

    def shape(self, candidate: Candidate[Problem]) -> tuple[int, int] | None:
        """None: the loop runs between the cells, so nobody asks what stands in one."""
        return None

    def signs(self, puzzle: Problem, values: Values) -> list[list[str]]:
        height, width = puzzle.board.shape or (0, 0)
        told = {0: "0", 1: "1"}
        return [[told.get(int(values.get(cell(r, c), -1)), ".") for c in range(width)] for r in range(height)]

    def render(self, puzzle: Problem) -> str:
        rows = address.grid(puzzle.look, (puzzle.board.shape or (0, 0))[1])
        return "\n".join(" ".join("." if n is None else str(n) for n in row) for row in rows)

    def draw(self, puzzle: Problem, values: Values, form: Form) -> str:
        if form.wrap in ("json", "brackets"):
            return super().draw(puzzle, values, form)
        level, upright = _edges(*(puzzle.board.shape or (0, 0)), values)
        rows = address.grid(puzzle.look, len(level[0]))
        drawn = []
        for r, row in enumerate(level):
            drawn.append("+" + "".join(("---" if on else "   ") + "+" for on in row))
            if r < len(rows):
                inside = zip(upright[r], [*rows[r], None], strict=True)
                drawn.append(
                    "".join(("|" if on else " ") + f" {' ' if n is None else n} " for on, n in inside).rstrip()
                )
        return "\n".join(drawn)

    def solution_json(self, puzzle: Problem, answer: Values) -> dict[str, Any]:
        """Rows of 1 for cells inside, and the loop: lines over and under the cells, lines left and right of them."""
        level, upright = _edges(*(puzzle.board.shape or (0, 0)), answer)
        told = {"level": [list(map(int, row)) for row in level], "upright": [list(map(int, row)) for row in upright]}
        return {**super().solution_json(puzzle, answer), **told}

    def read_answer(self, puzzle: Problem, text: str) -> Assignment:
        """A receipt's JSON, rows of 1 (inside) and 0, or the loop drawn between posts."""
        shape = puzzle.board.shape
        for drawn in reversed(list(posts(Text(text).lines))):
            if (len(drawn.signs), len(drawn.signs[0])) == shape:
                return {**_inside(drawn), OUTSIDE: 0}
        return {**super().read_answer(puzzle, text), OUTSIDE: 0}

    def completed(self, puzzle: Problem, values: Values) -> Assignment:
        return {**values, OUTSIDE: 0}

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """Grow an inside cell by cell, number all sides, take away numbers."""
        empty: Clues = [None] * (size * size)
        inside = _grown(rng, size)
        values = {cell(r, c): int((r, c) in inside) for r in range(size) for c in range(size)} | {OUTSIDE: 0}
        bare = _problem(empty, size)
        if bare.verify(values):
            return None
        level, upright = _edges(size, size, values)
        clues: Clues = [
            level[r][c] + level[r + 1][c] + upright[r][c] + upright[r][c + 1] for r in range(size) for c in range(size)
        ]
        full = _problem(clues, size)
        if not generate.unique(full):
            return None
        search = Search(full, guarded=True)
        kept = set(range(len(full.rules)))
        for at in rng.sample(range(size * size), size * size):
            here = cell(*divmod(at, size))
            told = {k for k, rule in enumerate(full.rules) if isinstance(rule, Count) and here in _about(rule)}
            found = search.solve(limit=2, rules=sorted(kept - told))
            if found.complete and len(found.solutions) == 1:
                clues[at], kept = None, kept - told
        return _problem(clues, size)


def _about(rule: Count) -> set[str]:
    """The cell whose sides a rule counts."""
    return {literal.cell for literal in rule.when}


def _clues(rows: Sequence[Sequence[str]]) -> Clues | None:
    """The numbers of a grid with a number and an empty cell at least; None for another sort of grid."""
    signs = [sign for row in rows for sign in row]
    empty = {sign for sign in signs if sign in _OPEN}
    if len(empty) > 1 or not all(sign in _OPEN or re.fullmatch(r"\d", sign) for sign in signs) or set(signs) == empty:
        return None
    if not empty and not {"0", "1", "2", "3"} >= set(signs):
        return None
    return [None if sign in _OPEN else int(sign) for sign in signs]


def _grown(rng: random.Random, size: int) -> set[Cell]:
    """A blob without holes and without cells that touch at a corner only: about half of the grid."""
    inside = {(rng.randrange(size), rng.randrange(size))}
    for _ in range(size * size * 3):
        r, c = rng.choice(sorted(inside))
        at = rng.choice(around(r, c, size, size))
        ring = [(at[0] + i, at[1] + j) for i, j in _RING]
        held = [other in inside for other in ring]
        turns = sum(a != b for a, b in pairwise([*held, held[0]]))
        if at not in inside and turns == 2 and not (sum(held) == 1 and held.index(True) % 2):
            inside.add(at)
        if len(inside) > size * size * 0.55:
            break
    return inside


_RING = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))


def _edges(height: int, width: int, values: Values) -> tuple[list[list[bool]], list[list[bool]]]:
    """Lines over the cells (one row more than cells) and left of them (one column more)."""

    def held(r: int, c: int) -> int:
        return int(values.get(cell(r, c), 0)) if 0 <= r < height and 0 <= c < width else 0

    level = [[held(r - 1, c) != held(r, c) for c in range(width)] for r in range(height + 1)]
    return level, [[held(r, c - 1) != held(r, c) for c in range(width + 1)] for r in range(height)]


def _problem(clues: Sequence[int | None], columns: int) -> Problem:
    rows = address.grid(clues, columns)
    height, width = len(rows), columns
    board = Board.grid(height, width, (0, 1)).with_hidden({OUTSIDE: (0,)})
    cells = board.shown
    rules: list[Rule] = []
    for r, row in enumerate(rows):
        for c, wanted in enumerate(row):
            near = tuple(cell(*at) for at in around(r, c, height, width))
            if wanted is None or not near:
                continue
            told, here, border = f"{wanted} sides of {cell(r, c)}", cell(r, c), 4 - len(near)
            rules.append(Count(near, (1,), low=wanted, high=wanted, when=(Literal(here, 0),), label=told))
            left = wanted - border
            rules.append(Count(near, (0,), low=left, high=left, when=(Literal(here, 1),), label=told))
    for r in range(height - 1):
        for c in range(width - 1):
            square = (cell(r, c), cell(r, c + 1), cell(r + 1, c), cell(r + 1, c + 1))
            crossing = ((0, 1, 1, 0), (1, 0, 0, 1))
            rules.append(Forbidden(square, crossing, label=f"the loop does not cross itself at {square[3]}"))
    edges = [(cell(r, c), cell(*at)) for r in range(height) for c in range(width) for at in ((r, c + 1), (r + 1, c))]
    inner = tuple(edge for edge in edges if edge[1] in board.domain)
    border_cells = [cell(r, c) for r in range(height) for c in range(width) if len(around(r, c, height, width)) < 4]
    rules.append(Count(cells, (1,), low=1, label="there is a loop"))
    rules.append(Connected(cells, (1,), label="the loop is one"))
    outer = (*((OUTSIDE, name) for name in border_cells), *inner)
    rules.append(Connected((OUTSIDE, *cells), (0,), outer, label="no loop lies within another"))
    return Problem(board, tuple(rules), tuple(clues))


def _inside(drawn: Posts) -> Assignment:
    """In or out for each cell, counted along its row; raises BadPuzzle where the drawn lines are no closed loops."""
    found: Assignment = {}
    height, width = len(drawn.signs), len(drawn.signs[0])
    for r, row in enumerate(drawn.upright):
        held = 0
        for c in range(width):
            held ^= row[c]
            found[cell(r, c)] = int(held)
    level, upright = _edges(height, width, found)
    if [*map(tuple, level)] != [*drawn.level] or [*map(tuple, upright)] != [*drawn.upright]:
        raise BadPuzzle("the drawn lines are no closed loop", hint="draw the whole loop")
    return found


SLITHERLINK = Slitherlink()
