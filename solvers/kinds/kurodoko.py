"""Kurodoko (kuromasu): a number counts the cells seen from it up to the next shaded ones, itself too; shaded cells
never touch, and all others are connected.

Read as a grid of numbers and open cells, or by its address on puzz.link and its like.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import ClassVar

from solvers.base import BadPuzzle, Candidate, Traits
from solvers.rules import generate
from solvers.rules.board import Board, Problem, cell
from solvers.rules.conditions import implies
from solvers.rules.constraints import Count, Sum
from solvers.rules.exact import Search
from solvers.rules.marked import Drawn, MarkKind
from solvers.rules.rule import Literal, Rule
from solvers.rules.sparse import sparse
from solvers.text import address
from solvers.text.address import Address
from solvers.text.grids import Grid, grids
from solvers.text.source import Text
from solvers.text.terms import SHADED, WHITE, Terms

Signs = Sequence[Sequence[str]]
_OPEN = frozenset("._·•□▢☐⬜◻-*0 ") | {""}
_NUMBER = re.compile(r"[1-9]\d?|\?")
_WAYS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
_CHANGED = re.compile(
    r"[^.\n]*(?:diagonal(?:ly)? (?:connect|count|visible|seen)|(?:may|can|are allowed to) (?:touch|be adjacent)|toroid|"
    r"(?:not|without) count\w* (?:itself|the cell itself|its own)|exclud\w+ (?:itself|the cell|its own)|wrap\w* around|"
    r"need not (?:be )?connect|not (?:have to|need to) (?:be )?connect)[^.\n]*",
    re.I,
)


class Kurodoko(MarkKind):
    name, title = "kurodoko", "kurodoko"
    terms = Terms(marked=SHADED, open=WHITE)
    names = re.compile(r"kurodoko|kuromasu|where (?:is|are)(?: the)? black cells|黒どこ|くろどこ", re.I)
    links = re.compile(r"kurodoko")
    traits = Traits(sums=False)
    says = "Each number counts the cells seen from it and itself; shaded cells never touch, all others are connected."
    marks = "#■⬛◼█X"
    sizes: ClassVar = {"easy": 5, "medium": 6, "hard": 7}

    def read(self, text: Text) -> list[Candidate[Problem]]:
        found = self.linked(text)
        if found or not text.says(self.names):
            return found
        return [one for grid in grids(text) if (one := self._one(text, grid)) is not None]

    def _one(self, text: Text, grid: Grid) -> Candidate[Problem] | None:
        used = {sign for row in grid.signs for sign in row}
        numbers = {sign for sign in used if _NUMBER.fullmatch(sign)}
        if not numbers or used == numbers or not used - numbers <= _OPEN:
            return None
        if changed := _CHANGED.search(text.raw):
            question = f'"{changed.group().strip()}" is not the usual rule; which rules hold?'
            return self.unclear(question, grid.span, "variant")
        if len(used - numbers) > 1:
            shown = " and ".join(repr(sign) for sign in sorted(used - numbers))
            return self.unclear(f"What do {shown} mean? Open cells have one sign.", grid.span, "sign")
        return self.found(_problem(grid.signs), grid.span, block=grid.source)

    def addressed(self, address_: Address) -> Problem:
        if address_.saved:
            clues = address_.written()
        else:
            clues, rest = address.number16(address_.body, address_.cells)
            address.finished(rest)
        if any(clue == 0 for clue in clues):
            raise BadPuzzle("a number is 0, but a cell sees itself", hint="check the address")
        rows = address.grid(clues, address_.columns)
        return _problem([["." if n is None else "?" if n < 0 else str(n) for n in row] for row in rows])

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """Shade, number every open cell, take away numbers in groups of the rules that belong to them."""
        board = Board.grid(size, size, (0, 1))
        shades = generate.fill(Problem(board, sparse(board, full=True)), rng)
        if shades is None:
            return None
        signs = [["."] * size for _ in range(size)]
        for r in range(size):
            for c in range(size):
                if shades[cell(r, c)] == 0:
                    rays = [_ray(r, c, step, size, size) for step in _WAYS.values()]
                    seen = [next((k for k, n in enumerate(ray) if shades[n] == 1), len(ray)) for ray in rays]
                    signs[r][c] = str(1 + sum(seen))
        places = [(r, c) for r in range(size) for c in range(size) if signs[r][c] != "."]
        full = _problem(signs, loose=True)
        if not generate.unique(full):
            return None
        search = Search(full, guarded=True)
        kept = set(range(len(full.rules)))
        for r, c in rng.sample(places, len(places)):
            told = {k for k, rule in enumerate(full.rules) if rule.label == _told(signs, r, c)}
            if len(search.solve(limit=2, rules=sorted(kept - told)).solutions) == 1:
                signs[r][c], kept = ".", kept - told
        return _problem(signs)


def _ray(r: int, c: int, step: tuple[int, int], height: int, width: int) -> list[str]:
    """The cells from a place to the edge along one direction, itself left out."""
    found = []
    r, c = r + step[0], c + step[1]
    while 0 <= r < height and 0 <= c < width:
        found.append(cell(r, c))
        r, c = r + step[0], c + step[1]
    return found


def _told(signs: Signs, r: int, c: int) -> str:
    return f"{cell(r, c)} sees {signs[r][c]} cells"


def _problem(signs: Signs, *, loose: bool = False) -> Problem:
    """Numbers stand on open cells; four hidden cells for each say how far it sees. With `loose` a rule says the former,
    so that a number can be taken away with its rules."""
    height, width = len(signs), len(signs[0])
    plain = Board.grid(height, width, (0, 1))
    clues = [(r, c) for r in range(height) for c in range(width) if _NUMBER.fullmatch(signs[r][c])]
    domains = dict(plain.domain) if loose else {**plain.domain, **{cell(*at): (0,) for at in clues}}
    board = Board(plain.cells, tuple(domains.values()), (), (height, width))
    hidden: dict[str, tuple[int, ...]] = {}
    rules: list[Rule] = []
    for r, c in clues:
        if signs[r][c] == "?":
            continue
        here, number = cell(r, c), int(signs[r][c])
        told = _told(signs, r, c)
        far = []
        if loose:
            rules.append(Count((here,), (0,), low=1, label=told))
        for way, step in _WAYS.items():
            ray = _ray(r, c, step, height, width)
            name = f"{here} {way}"
            stops = [k for k in range(len(ray)) if 1 in domains[ray[k]]] + [len(ray)]
            hidden[name] = tuple(k for k in stops if k < number) or (0,)
            far.append(name)
            if not any(k < number for k in stops):  # numbers in a row that see too far: no solution
                rules.append(Sum((name,), low=1, high=1, label=told))
                continue
            for k in hidden[name]:
                then = [Literal(n, 0) for n in ray[:k]] + ([Literal(ray[k], 1)] if k < len(ray) else [])
                if then:
                    rules.append(implies([Literal(name, k)], then, label=told))
        rules.append(Sum(tuple(far), low=number - 1, high=number - 1, label=told))
    return Problem(board.with_hidden(hidden), (*rules, *sparse(board)), Drawn(tuple(map(tuple, signs)), "#"))


KURODOKO = Kurodoko()
