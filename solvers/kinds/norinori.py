"""Norinori: two shaded cells in each region, and every shaded cell is half of a domino that touches no other.

Read from a map of regions (letters, numbers, coloured squares), or by its address on puzz.link and its like.
"""

from __future__ import annotations

import random
import re
from typing import ClassVar

from solvers.base import BadPuzzle, Candidate, Cell, Form
from solvers.hooks import Words
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values, neighbours, regions
from solvers.rules.constraints import Count, exactly
from solvers.rules.marked import Drawn, MarkKind, mark_for
from solvers.rules.partition import Labels, joined, spread
from solvers.rules.rule import Literal, Rule
from solvers.text.address import Address, finished
from solvers.text.address import regions as map_of
from solvers.text.grids import grids
from solvers.text.plain import COMMON, PLACED, UNDONE, sizes, without_no
from solvers.text.source import Text
from solvers.text.terms import SHADED, WHITE, Terms

_CHANGED = re.compile(
    r"[^.\n]*(?:(?:exactly|only) (?:one|1|three|3|four|4) (?:\w+ ){0,3}in each region|tri?omino|tetromino|"
    r"dominoes (?:may|can|are allowed to) touch\b(?! each other (?:diag|except))|not (?:even )?diagonally)[^.\n]*",
    re.I,
)

_PLAIN = (
    r"|norinori|may|domino(?:e?s)?|dominos|regions?|divided|covered|shaded?|black|part|shapes?|1x2|2x1|2|two|adjacent|touch(?:es|ing)?|"
    r"cross|boundar(?:y|ies)|diagonal(?:ly)?|another|different|neighbou?rs?|orthogonal(?:ly)?|side|edges?|borders?|belongs?|area"
)
_TOUCH = re.compile(
    r"(?:dominoe?s|they) (?:cannot|can't|must not|may not|never) touch (?:each other|one another)[^.;\n]*diagonally",
    re.I,
)


class Norinori(MarkKind):
    name, title = "norinori", "norinori"
    names = re.compile(
        r"nori[\s-]?nori|のりのり|\bdomino(?:e?s)?\b(?=[\s\S]*\bregions?\b[\s\S]*)(?=[\s\S]*\b(?:2|two)\b)|"
        r"\b(?:2|two) (?:shaded )?cells in each region",
        re.I,
    )
    links = re.compile(r"norinori")
    says = "Two cells of each region are shaded, and every shaded cell has exactly one shaded neighbour."
    forms = ("grid", "coordinates", "dominoes")
    marks = "#■⬛*█"
    sizes: ClassVar = {"easy": 5, "medium": 6, "hard": 6}

    terms = Terms(marked=SHADED, open=WHITE, whole=r"domino(?:e?s)?|dominosteine?n?")
    vocabulary = COMMON + _PLAIN
    turns = rf"{without_no('domino[^,]*touch')}|do(?:es)? not cross|no region is divided"
    denies = rf"{turns}|{_CHANGED.pattern}|{UNDONE}|{PLACED}"

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        return sizes(len(puzzle.look.signs), len(puzzle.look.signs[0])) | {"2", "1x2", "2x1", "n"}

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        """That dominoes may touch at corners is the plain rule."""
        del candidate
        message.take(_TOUCH)

    def read(self, text: Text) -> list[Candidate[Problem]]:
        found = self.linked(text)
        if found or not text.says(self.names):
            return found
        changed = _CHANGED.search(text.raw)
        for grid in grids(text):
            labels = {sign for row in grid.signs for sign in row}
            if len(labels) < 2 or any(not sign or len(sign) > 3 or sign in "._-" for sign in labels):
                continue
            if changed:
                question = f'"{changed.group().strip()}" is not the usual rule; which rules hold?'
                found.append(self.unclear(question, grid.span, "variant"))
                continue
            small = next((sign for sign, cells in regions(grid.signs).items() if len(cells) < 2), None)
            if small is not None:
                question = f"Region {small} has one cell, where two are to be shaded; is the map complete?"
                found.append(self.unclear(question, grid.span, "regions"))
                continue
            coloured = any(ord(sign[0]) > 0x2600 for sign in labels)
            look = Drawn(grid.signs, mark_for(grid.signs, "⬛" if coloured else "#"))
            found.append(self.found(_problem(look), grid.span, block=grid.source))
        return found

    def addressed(self, address: Address) -> Problem:
        """The regions of an address, numbered in reading order."""
        if address.saved:
            rows = address.table[1 : 1 + address.rows]
            labels = [[int(token) for token in row if token.isdecimal()] for row in rows]
            if [len(row) for row in labels] != [address.columns] * address.rows:
                raise BadPuzzle("the file lacks a part of its map", hint="copy the whole file")
        else:
            labels, rest = map_of(address.body, address.columns, address.rows)
            finished(rest)
        signs = tuple(tuple(str(label + 1) for label in row) for row in labels)
        if any(len(cells) < 2 for cells in regions(signs).values()):
            raise BadPuzzle("a region has one cell, where two are to be shaded", hint="check the address")
        return _problem(Drawn(signs, "#"))

    def form(self, words: str, candidate: Candidate[Problem]) -> Form | None:
        """ "[[(1,2)(1,3),(2,4)(3,4)]]": the dominoes as pairs of cells."""
        if not re.search(r"\(\d,\s?\d\)\(\d,\s?\d\)|domino\w* in the format", words):
            return None
        base = 0 if re.search(r"\(0,|,\s?0\)|0-(?:based|indexed)", words) else 1
        return Form("dominoes", wrap="brackets" if "[[" in words else "", base=base)  # type: ignore[arg-type]

    def write(self, candidate: Candidate[Problem], answer: Values, form: Form) -> str:
        if form.name != "dominoes" or candidate.puzzle is None:
            return super().write(candidate, answer, form)
        base = 1 if form.base is None else form.base
        told = ",".join(
            "".join(f"({r + base},{c + base})" for r, c in pair)
            for pair in _dominoes(self.marked(candidate.puzzle, answer))
        )
        return f"[[{told}]]" if form.wrap == "brackets" else told

    def make(self, rng: random.Random, size: int) -> Problem | None:
        blank = Drawn((("A",) * size,) * size, "#")
        # About as many dominoes as fit in: with fewer, hardly any map leaves one solution.
        values = generate.fill(_problem(blank, pairs=size * size // 4 - max(0, size - 6)), rng)
        if values is None:
            return None
        shaded = self.marked(_problem(blank), values)

        def only(labels: Labels) -> bool:
            return generate.unique(_problem(_lettered(labels)))

        seeds = joined(rng, size, size, shaded, longest=rng.choice((1, 3)))
        labels = spread(rng, size, size, seeds, only) if seeds else None
        return None if labels is None else _problem(_lettered(labels))

    def render(self, puzzle: Problem) -> str:
        return "Norinori, regions by letter:\n" + "\n".join(" ".join(row) for row in puzzle.look.signs)


def _dominoes(shaded: list[Cell]) -> list[tuple[Cell, Cell]]:
    """Neighbours among the shaded cells, in reading order."""
    inside = set(shaded)
    return [((r, c), other) for r, c in sorted(shaded) for other in ((r, c + 1), (r + 1, c)) if other in inside]


def _lettered(labels: Labels) -> Drawn:
    return Drawn(tuple(tuple(chr(65 + label) if label >= 0 else "" for label in row) for row in labels), "#")


def _problem(look: Drawn, pairs: int | None = None) -> Problem:
    """The rules on a map; with `pairs`, that many dominoes on a grid without regions."""
    board = Board.grid(len(look.signs), len(look.signs[0]), (0, 1))
    among = frozenset(board.cells)
    rules: list[Rule] = [exactly(board.cells, 1, 2 * pairs)] if pairs is not None else []
    if pairs is None:
        for sign, line in regions(look.signs).items():  # a cell of no region is never shaded
            rules.append(exactly(line, 1, 2 if sign else 0, f"two shaded cells in region {sign}"))
    for name in board.cells:
        near = tuple(neighbours(name, among))
        label = f"{name} is half of a domino, or not shaded"
        rules.append(Count((*near, name), (1,), low=2, high=2, when=(Literal(name, 1),), label=label))
    return Problem(board, tuple(rules), look)


NORINORI = Norinori()
