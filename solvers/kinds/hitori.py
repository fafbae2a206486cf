"""Hitori: shade cells so that no number stays twice in a row or column; shaded cells never touch, the others connect.

Read as a grid of numbers, or by its address on puzz.link and its like.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import ClassVar

from solvers.base import BadPuzzle, Candidate, Traits
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Value, cell, lines
from solvers.rules.constraints import Count
from solvers.rules.marked import Drawn, MarkKind, mark_for
from solvers.rules.rule import Rule
from solvers.rules.sparse import sparse
from solvers.text import address
from solvers.text.address import Address
from solvers.text.grids import Grid, grids
from solvers.text.source import Text
from solvers.text.terms import SHADED, WHITE, Terms

Signs = Sequence[Sequence[str]]
_NUMBER = re.compile(r"\d{1,2}")
_LETTER = re.compile(r"[A-Za-z]")
_SHADED = "#■⬛◼█X*"
_CHANGED = re.compile(
    r"[^.\n]*(?:connected diagonally|diagonal(?:ly)? (?:connect|count)|(?:may|can|allowed to) (?:touch|be adjacent)|"
    r"need not (?:be )?connect|not (?:have to|need to) (?:be )?connect|(?:at most|more than) (?:two|three|2|3)|"
    r"toroid|wrap(?:s|ping)? around|shaded (?:cells|squares) (?:must|have to) (?:be connected|connect|form))[^.\n]*",
    re.I,
)


class Hitori(MarkKind):
    name, title = "hitori", "hitori"
    terms = Terms(
        marked=rf"{SHADED}|cross(?:ed)?(?: out)?|strike(?: out)?|struck out|eliminated?|removed?|"
        r"streichen|gestrichen|durchstreichen",
        open=WHITE,
        cells=r"numbers?|digits?|zahl(?:en)?|ziffern?",
    )
    names = re.compile(r"hitori|ひとりにしてくれ|数壹|黑白数", re.I)
    links = re.compile(r"hitori")
    traits = Traits(sums=False)
    says = "No number stays twice in a row or column, shaded cells never touch, and all other cells are connected."
    forms = ("grid", "coordinates")
    marks = _SHADED
    sizes: ClassVar = {"easy": 5, "medium": 6, "hard": 8}

    def read(self, text: Text) -> list[Candidate[Problem]]:
        found = self.linked(text)
        if found or not text.says(self.names):
            return found
        return [one for grid in grids(text) if (one := self._one(text, grid)) is not None]

    def _one(self, text: Text, grid: Grid) -> Candidate[Problem] | None:
        signs = grid.signs
        used = {sign for row in signs for sign in row}
        sort = _NUMBER if any(map(_NUMBER.fullmatch, used)) else _LETTER
        strange = sorted(sign for sign in used if not sort.fullmatch(sign))
        if sum(sort.fullmatch(sign) is not None for row in signs for sign in row) * 2 <= len(signs) * len(signs[0]):
            return None
        if strange:
            shown = strange[0] or "an empty cell"
            return self.unclear(f"A hitori has a number in every cell; what does {shown!r} mean?", grid.span, "sign")
        if changed := _CHANGED.search(text.raw):
            question = f'"{changed.group().strip()}" is not the usual rule; which rules hold?'
            return self.unclear(question, grid.span, "variant")
        if used <= {"0", "1"} and re.search(r"solution|answer", text.raw, re.I):
            return None  # a solution in zeros and ones
        return self.found(_problem(signs, mark_for(signs, "#", "■")), grid.span, block=grid.source)

    def addressed(self, address_: Address) -> Problem:
        if address_.saved:
            clues = address_.written()
        else:
            clues, rest = address.number36(address_.body, address_.cells)
            address.finished(rest)
        if any(clue is None or clue < 0 for clue in clues):
            raise BadPuzzle("a cell holds no number", hint="check the address")
        return _problem([[str(n) for n in row] for row in address.grid(clues, address_.columns)], "#")

    def value(self, sign: str, name: str, puzzle: Problem) -> Value | None:
        return int(sign == puzzle.look.mark or sign in self.marks)

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """Shade until no more can be shaded, number the rest without repeats, hide numbers under the shades."""
        board = Board.grid(size, size, (0, 1))
        shades = generate.fill(Problem(board, sparse(board, full=True)), rng)
        if shades is None:
            return None
        order, across = rng.sample(range(size), size), rng.sample(range(size), size)
        square = [[(order[r] + across[c]) % size + 1 for c in range(size)] for r in range(size)]
        for _ in range(10):
            signs = [[str(n) for n in row] for row in square]
            for r in range(size):
                for c in range(size):
                    if shades[cell(r, c)] == 1:  # a number that stays elsewhere in its row or column
                        stays = [square[r][k] for k in range(size) if not shades[cell(r, k)]]
                        stays += [square[k][c] for k in range(size) if not shades[cell(k, c)]]
                        signs[r][c] = str(rng.choice(stays))
            problem = _problem(signs, "#")
            if generate.unique(problem):
                return problem
        return None


def _problem(signs: Signs, mark: str) -> Problem:
    height, width = len(signs), len(signs[0])
    board = Board.grid(height, width, (0, 1))
    rules: list[Rule] = []
    sign = {cell(r, c): s for r, row in enumerate(signs) for c, s in enumerate(row)}
    for line in lines(height, width):
        for value in dict.fromkeys(sign[name] for name in line):
            same = tuple(name for name in line if sign[name] == value)
            if len(same) > 1:
                rules.append(Count(same, (0,), high=1, label=f"one {value} at most stays from {line[0]} to {line[-1]}"))
    return Problem(board, (*rules, *sparse(board)), Drawn(tuple(map(tuple, signs)), mark))


HITORI = Hitori()
