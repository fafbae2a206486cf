"""Heyawake: rooms hold as many shaded cells as their number says; shaded cells never touch, all others are connected,
and no straight line of them runs through more than two rooms.

Read by its address on puzz.link and its like, or as the file those programs save.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import ClassVar

from solvers.base import BadPuzzle, Candidate, Traits
from solvers.rules import generate
from solvers.rules.board import Board, Problem, lines, regions
from solvers.rules.constraints import Count, exactly
from solvers.rules.exact import Search
from solvers.rules.marked import Drawn, MarkKind
from solvers.rules.rule import Rule
from solvers.rules.sparse import sparse
from solvers.text import address
from solvers.text.address import Address
from solvers.text.source import Text
from solvers.text.terms import SHADED, WHITE, Terms

Labels = Sequence[Sequence[int]]


class Heyawake(MarkKind):
    name, title = "heyawake", "heyawake"
    terms = Terms(marked=SHADED, open=WHITE)
    names = re.compile(r"heyawake|へやわけ", re.I)
    links = re.compile(r"heyawake")
    traits = Traits(sums=False)
    says = (
        "Rooms hold as many shaded cells as their number says; shaded cells never touch, all others are connected, "
        "and no straight line of them runs through more than two rooms."
    )
    marks = "#■⬛◼█X"
    sizes: ClassVar = {"easy": 5, "medium": 6, "hard": 8}

    def read(self, text: Text) -> list[Candidate[Problem]]:
        return self.linked(text)

    def addressed(self, address_: Address) -> Problem:
        if address_.saved:
            return _saved(address_)
        right, below, rest = address.borders(address_.body, address_.columns, address_.rows)
        labels = address.rooms(right, below)
        inside = [labels[r][c] == labels[r][c + 1] for r, row in enumerate(right) for c, on in enumerate(row) if on]
        inside += [labels[r][c] == labels[r + 1][c] for r, row in enumerate(below) for c, on in enumerate(row) if on]
        if any(inside):  # whether such a line counts as a border is not for us to say
            raise BadPuzzle("its map has lines that separate no rooms", hint="send a map of whole rooms")
        numbers, rest = address.room_number16(rest, labels)
        address.finished(rest)
        return _problem(labels, {label: number for label, number in numbers.items() if number >= 0})

    def render(self, puzzle: Problem) -> str:
        """As the programs save it: the map of rooms, then the numbers."""
        labels, height, width = puzzle.look.more, *(puzzle.board.shape or (0, 0))
        head = ["pzprv3", "heyawake", str(height), str(width), str(1 + max(map(max, labels)))]
        rows = [*labels, *puzzle.look.signs]
        return "\n".join([*head, *(" ".join(map(str, row)) for row in rows)])

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """Cut the grid into rooms, shade, number the rooms, take away numbers."""
        labels = _cut(rng, size)
        bare = _problem(labels, {})
        values = generate.fill(Problem(bare.board, (*bare.rules, *sparse(bare.board, full=True))), rng)
        if values is None:
            return None
        numbers = {label: sum(values[n] == 1 for n in cells) for label, cells in regions(labels).items()}
        full = _problem(labels, numbers)
        if not generate.unique(full):
            return None
        search = Search(full, guarded=True)
        kept = set(range(len(full.rules)))
        for label in rng.sample(sorted(numbers), len(numbers)):
            told = {k for k, rule in enumerate(full.rules) if rule.label == _told(label, numbers[label])}
            if len(search.solve(limit=2, rules=sorted(kept - told)).solutions) == 1:
                kept -= told
                del numbers[label]
        return _problem(labels, numbers)


def _saved(address_: Address) -> Problem:
    table, height = address_.table, address_.rows
    rows = table[1 : 1 + height]
    if any(len(row) != address_.columns or not all(map(str.isdecimal, row)) for row in rows) or len(rows) < height:
        raise BadPuzzle("the file lacks a part of its map", hint="copy the whole file")
    labels = [[int(token) for token in row] for row in rows]
    clues = address.grid(address_.written(1 + height), address_.columns)
    placed = [(labels[r][c], n) for r, row in enumerate(clues) for c, n in enumerate(row) if n is not None and n >= 0]
    if len(dict(placed)) < len(placed):
        raise BadPuzzle("a room has two numbers", hint="check the file")
    return _problem(labels, dict(placed))


def _cut(rng: random.Random, size: int) -> list[list[int]]:
    """Rectangles of at most three by three cells that tile the grid, numbered in reading order."""
    labels = [[-1] * size for _ in range(size)]
    label = 0
    for r in range(size):
        for c in range(size):
            if labels[r][c] >= 0:
                continue
            tall, wide = min(rng.randint(1, 3), size - r), min(rng.randint(1, 3), size - c)
            while any(labels[r][c + k] >= 0 for k in range(wide)):
                wide -= 1
            for i in range(tall):
                for j in range(wide):
                    labels[r + i][c + j] = label
            label += 1
    return labels


def _told(label: int, number: int) -> str:
    return f"{number} shaded in room {label + 1}"


def _problem(labels: Labels, numbers: Mapping[int, int]) -> Problem:
    height, width = len(labels), len(labels[0])
    board = Board.grid(height, width, (0, 1))
    of = {name: label for label, cells in regions(labels).items() for name in cells}
    rules: list[Rule] = []
    firsts: dict[str, int] = {}
    for label, cells in regions(labels).items():
        if label in numbers:
            told = _told(label, numbers[label])
            if numbers[label] > len(cells):
                raise BadPuzzle(f"room {label + 1} has {len(cells)} cells, but is to hold {numbers[label]} shaded ones")
            rules.append(exactly(cells, 1, numbers[label], told))
            firsts[cells[0]] = numbers[label]
    for line in lines(height, width):
        starts = [k for k, name in enumerate(line) if k == 0 or of[name] != of[line[k - 1]]]
        for second, third in pairwise(starts[1:]):  # the last cell before, a room, one after it
            part = line[second - 1 : third + 1]
            rules.append(
                Count(part, (1,), low=1, label=f"a shaded cell from {part[0]} to {part[-1]}, over three rooms")
            )
    signs = tuple(tuple(str(firsts.get(name, ".")) for name in row) for row in lines(height, width)[:height])
    look = Drawn(signs, "#", tuple(map(tuple, labels)))
    return Problem(board, (*rules, *sparse(board)), look)


HEYAWAKE = Heyawake()
