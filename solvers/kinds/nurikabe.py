"""Nurikabe (number wall): islands of as many cells as their number says, apart from each other in one connected sea
without a 2x2 square.

A cell holds the number of its island, counted from 1 in reading order, or 0 for the sea; a cell can only be of an
island that is near enough. Read as a grid of numbers and open cells, or by its address on puzz.link and its like.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import Any, ClassVar

from solvers.base import BadPuzzle, Candidate, Cell, Traits
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Value, Values, around, cell, neighbours, place
from solvers.rules.conditions import Allowed
from solvers.rules.constraints import Count
from solvers.rules.marked import Drawn, MarkKind
from solvers.rules.rule import Rule
from solvers.rules.shapes import Connected, parts
from solvers.text import address
from solvers.text.address import Address
from solvers.text.grids import Grid, grids
from solvers.text.source import Text
from solvers.text.terms import SHADED, WHITE, Terms

Signs = Sequence[Sequence[str]]
_OPEN = frozenset("._·•□▢☐⬜◻ XxX-*") | {""}
_SEA = "A#■⬛◼█~🌊"
_NUMBER = re.compile(r"\d{1,3}|\?")
_WALL = re.compile(
    r"[\"'“`]([A-WYZ#■⬛@])[\"'”`] (?:\w+ ){0,4}?(?:the )?walls?|walls?[^.\n]{0,30}[\"'“`]([A-WYZ#■⬛@])[\"'”`]"
)
_CHANGED = re.compile(
    r"[^.\n]*(?:(?:may|can|allowed to) (?:touch|contain (?:more|several|a 2)|have (?:more|several))|"
    r"(?:two|several|multiple) numbers|without (?:a )?numbers?|(?:walls?|sea|stream)[^.\n]{0,20} need not|"
    r"3\s*[x×]\s*3|2\s*[x×]\s*2[^.\n]{0,30}(?:allowed|permitted|fine)|also diagonal|islands? must be connected)[^.\n]*",
    re.I,
)


class Nurikabe(MarkKind):
    name, title = "nurikabe", "nurikabe"
    terms = Terms(marked=rf"{SHADED}|sea|water|wall|ocean|meer|wasser|mauer", open=rf"{WHITE}|land")
    names = re.compile(
        r"nurikabe|number[\s-]?wall|islands? in the stream|cell structure|数墙|ぬりかべ|"
        r"walls? divide[^.]{0,30}into islands|each (?:island|of which) (?:must )?contains? exactly one number",
        re.I,
    )
    links = re.compile(r"nurikabe")
    traits = Traits(sums=False)
    says = "Each number has an island of that size, islands do not touch, the sea is connected without 2x2 squares."
    forms = ("grid", "coordinates")
    marks = _SEA
    sizes: ClassVar = {"easy": 5, "medium": 6, "hard": 7}

    def read(self, text: Text) -> list[Candidate[Problem]]:
        found = self.linked(text)
        if found or not text.says(self.names):
            return found
        return [one for grid in grids(text) if (one := self._one(text, grid)) is not None]

    def _one(self, text: Text, grid: Grid) -> Candidate[Problem] | None:
        used = {sign for row in grid.signs for sign in row}
        numbers = {sign for sign in used if _NUMBER.fullmatch(sign)}
        empty = used - numbers
        if not numbers and not empty <= _OPEN:
            return None
        if empty == set() and "0" in used:
            empty, numbers = {"0"}, numbers - {"0"}
        if empty - _OPEN - {"0"} or not empty or not numbers - {"0"}:
            return None
        if "0" in numbers:
            return self.unclear("An island has at least one cell, but one says 0; what is meant?", grid.span)
        if len(empty) > 1:
            shown = " and ".join(repr(sign) for sign in sorted(empty))
            return self.unclear(f"What do {shown} mean? Open cells have one sign.", grid.span, "sign")
        if changed := _CHANGED.search(text.raw):
            question = f'"{changed.group().strip()}" is not the usual rule; which rules hold?'
            return self.unclear(question, grid.span, "variant")
        told = _WALL.search(text.raw)
        mark = next(filter(None, told.groups()), "#") if told else "#"
        try:
            return self.found(_problem(grid.signs, mark), grid.span, block=grid.source)
        except BadPuzzle as exc:
            return self.unclear(f"This nurikabe cannot be: {exc}. Is the grid complete?", grid.span)

    def addressed(self, address_: Address) -> Problem:
        if address_.saved:
            clues = address_.written()
        else:
            clues, rest = address.number16(address_.body, address_.cells)
            address.finished(rest)
        rows = address.grid(clues, address_.columns)
        return _problem([["." if n is None else "?" if n < 0 else str(n) for n in row] for row in rows], "#")

    def signs(self, puzzle: Problem, values: Values) -> list[list[str]]:
        look: Drawn = puzzle.look
        return [
            [look.mark if values.get(cell(r, c)) == 0 else sign for c, sign in enumerate(row)]
            for r, row in enumerate(look.signs)
        ]

    def marked(self, puzzle: Problem, values: Values) -> list[Cell]:
        return [at for name in puzzle.board.shown if values.get(name) == 0 and (at := place(name)) is not None]

    def solution_json(self, puzzle: Problem, answer: Values) -> dict[str, Any]:
        """Rows of 1 for the sea and 0 for islands; the receipt needs no numbers of islands."""
        return {"rows": [[int(answer[name] == 0) for name in row] for row in _rows(puzzle)]}

    def read_answer(self, puzzle: Problem, text: str) -> dict[str, Value]:
        """The sea as it is marked; every other cell is of the island whose number it hangs together with."""
        shades = super().read_answer(puzzle, text)
        land = [name for name in puzzle.board.cells if shades.get(name) != 1]
        inside = set(land)
        near = {name: neighbours(name, inside) for name in land}
        found: dict[str, Value] = {name: 0 for name in puzzle.board.cells if shades.get(name) == 1}
        for part in parts(land, near):
            roots = [domain[0] for name in part if 0 not in (domain := puzzle.board.domain[name])]
            found |= dict.fromkeys(part, roots[0] if roots else -1)
        return found

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """A random sea; every island gets its number in one of its cells."""
        sea = _sea(rng, size)
        land = [cell(r, c) for r in range(size) for c in range(size) if (r, c) not in sea]
        inside = set(land)
        signs = [["."] * size for _ in range(size)]
        for part in parts(land, {name: neighbours(name, inside) for name in land}):
            r, c = place(rng.choice(sorted(part))) or (0, 0)
            signs[r][c] = str(len(part))
        problem = _problem(signs, "#") if land else None
        return problem if problem is not None and generate.unique(problem) else None


def _rows(puzzle: Problem) -> list[list[str]]:
    height, width = puzzle.board.shape or (0, 0)
    return [[cell(r, c) for c in range(width)] for r in range(height)]


def _sea(rng: random.Random, size: int) -> set[Cell]:
    """A connected sea without 2x2 squares, grown cell by cell as far as it goes."""
    sea = {(rng.randrange(size), rng.randrange(size))}
    edge = sorted(set(around(*min(sea), size, size)))
    while edge:
        r, c = edge.pop(rng.randrange(len(edge)))
        squares = [[(r + i, c), (r, c + j), (r + i, c + j)] for i in (-1, 1) for j in (-1, 1)]
        if (r, c) in sea or any(all(at in sea for at in square) for square in squares):
            continue
        sea.add((r, c))
        edge += [at for at in around(r, c, size, size) if at not in sea]
    return sea


def _problem(signs: Signs, mark: str) -> Problem:
    height, width = len(signs), len(signs[0])
    places = [(r, c) for r in range(height) for c in range(width)]
    roots = [(r, c) for r, c in places if signs[r][c] != "0" and _NUMBER.fullmatch(signs[r][c])]
    size = {number: None if signs[r][c] == "?" else int(signs[r][c]) for number, (r, c) in enumerate(roots, 1)}
    domain: dict[str, tuple[int, ...]] = {}
    reach = {number: _reach(roots, number, size[number], height, width) for number in size}
    for at in places:
        own = [roots.index(at) + 1] if at in roots else [0, *(n for n in size if at in reach[n])]
        domain[cell(*at)] = tuple(own)
    board = Board(tuple(domain), tuple(domain.values()), (), (height, width))
    rules: list[Rule] = []
    inside = set(domain)
    for here in domain:
        for other in neighbours(here, inside):
            if place(here) < place(other):  # type: ignore[operator]
                one, two = domain[here], domain[other]
                pairs = tuple((a, b) for a in one for b in two if a == b or 0 in (a, b))
                if len(pairs) < len(one) * len(two):
                    rules.append(Allowed((here, other), pairs, label=f"{here} and {other} are not of two islands"))
    for number, (r, c) in enumerate(roots, 1):
        cells = tuple(cell(*at) for at in sorted(reach[number]))
        told = f"the island of {cell(r, c)}"
        wanted = size[number]
        if wanted is not None:
            rules.append(Count(cells, (number,), low=wanted, high=wanted, label=f"{told} has {wanted} cells"))
        rules.append(Connected(cells, (number,), label=f"{told} is connected"))
    for r in range(height - 1):
        for c in range(width - 1):
            square = (cell(r, c), cell(r, c + 1), cell(r + 1, c), cell(r + 1, c + 1))
            rules.append(Count(square, (0,), high=3, label=f"the 2x2 square at {square[0]} is not all sea"))
    rules.append(Connected(tuple(domain), (0,), label="the sea is connected"))
    return Problem(board, tuple(rules), Drawn(tuple(map(tuple, signs)), mark))


def _reach(roots: Sequence[Cell], number: int, size: int | None, height: int, width: int) -> set[Cell]:
    """The cells that an island can come to from its number, without touching another number."""
    own = roots[number - 1]
    others = {at for root in roots if root != own for at in (root, *around(*root, height, width))}
    reached, edge = {own}, {own}
    for _ in range(height * width if size is None else size - 1):
        edge = {at for here in edge for at in around(*here, height, width)} - others - reached
        reached |= edge
        if not edge:
            break
    return reached


NURIKABE = Nurikabe()
