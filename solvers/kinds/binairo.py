"""Binairo (Takuzu, Tango): two signs, as many of each in every row and column, no three alike in a row.

That no two rows (or columns) are equal holds where the text says so, or where it only names a binairo. Tango has signs
between cells: `=` for alike, `x` for different; they are read as drawn, or listed ("r1c1 = r1c2", "(1,2) x (2,2)").
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import combinations
from typing import ClassVar, NamedTuple

from solvers.base import Candidate
from solvers.hooks import Words
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Value, Values, cell, columns, neighbours, rows
from solvers.rules.conditions import Forbidden
from solvers.rules.constraints import Count, Different, Same, exactly
from solvers.rules.kind import RuleKind
from solvers.rules.rule import Rule
from solvers.text.blocks import Block
from solvers.text.grids import Grid, grids
from solvers.text.links import Link, linked, take_told, told
from solvers.text.plain import COMMON, PLACED, UNDONE, sizes
from solvers.text.source import Text
from solvers.text.terms import Terms

_BLANKS = frozenset("._-?·•□▢☐⬜◻*") | {""}
_PAIRS = (
    "01",
    "○●",
    "⚪⚫",
    "☀🌙",
    "🌞🌙",
    "☀☾",
    "🌞🌚",
    "SM",
    "OX",
    "WB",
    "BR",
    "🔴🔵",
    "🟡🔵",
    "🟦🟨",
    "⬜⬛",
    "12",
    "AB",
)
_NO_EQUALS = re.compile(
    r"no (?:two|2|pair of) (?:rows|columns|lines)|(?:rows?|columns?)[^.\n]{0,30}\b(?:unique|distinct|different)\b|"
    r"unique (?:rows|columns|lines)|(?:rows?|columns?|lines?)[^.\n]{0,30}\b(?:cannot|must not|can't|may not|not) "
    r"(?:be )?(?:identical|equal|the same|repeat)|(?:identical|same) (?:rows?|columns?)|alle zeilen",
    re.I,
)
_STATED = re.compile(
    r"adjacent|consecutive|in a row\b|next to each other|more than (?:two|2)|three|triples?|half of|equal number",
    re.I,
)
_NO_RULE = re.compile(r"\btango\b|\bunruly\b|\bsuns?\b", re.I)
"""Names of puzzles in which rows may be equal."""
_CHANGED = re.compile(
    r"[^.\n]*(?:diagonal|toroid|wraps? around|(?:at most|more than|up to) (?:three|3|four|4)\b|four (?:in a row|alike)|"
    r"(?:need|do) not (?:need to )?(?:be equal|balance|have equal)|(?:exactly|at (?:most|least)) (?:\d|one|two) [01]s?)"
    r"[^.\n]*",
    re.I,
)

_PLAIN = (
    r"|bina(?:iro|rio)|takuzu|tango|binary|0'?s|1'?s|0|half|same|more|than|two|three|identical|equal(?:ly)?|different|distinct|"
    r"adjacent|consecutive(?:ly)?|next|together|horizontal(?:ly)?|vertical(?:ly)?|either|even|size|nxn|missing|max|maximum|"
    r"suns?|moons?|opposite|alike|between|separated|ones|amount|least|most|half|never|row|twice|repeat(?:ed|s)?"
)


class Look(NamedTuple):
    """The user's signs for 0, 1 and an empty cell, and the links between cells."""

    zero: str
    one: str
    blank: str
    links: tuple[Link, ...] = ()
    unequal: bool = False
    """No two rows and no two columns are the same."""


class Binairo(RuleKind):
    name, title = "binairo", "binairo"
    tasks = ("binario",)
    names = re.compile(
        r"bina(?:iro|rio)|takuzu|tak[- ]?uzu|\bbinary (?:puzzle|sudoku)|\btango\b|tohu|\bunruly\b|0h ?h1|二进制|"
        r"\bsuns? (?:and|or|&) moons?\b|\bmoons? (?:and|or|&) suns?\b|"
        r"\b0'?s? and 1'?s?\b(?=[\s\S]*(?:consecutive|adjacent|in a row))",
        re.I,
    )
    says = "Every row and column has as many 0s as 1s and never three alike in a row; no two rows or columns are equal."
    sizes: ClassVar = {"easy": 6, "medium": 8, "hard": 10}

    terms = Terms(marked=r"ones|1s|1's|einsen", open=r"zeros|zeroes|0s|0's|nullen")
    vocabulary = COMMON + _PLAIN
    turns = (
        r"^(?![\s\S]*\b(?:no|not|never|cannot|at most|max\w*|than two|unique|different|up to)\b)"
        r"[\s\S]*\b(?:adjacent|consecutive|in a row|identical)"
    )
    denies = rf"{turns}|{_CHANGED.pattern}|{UNDONE}|{PLACED}"

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        height, width = puzzle.board.shape or (0, 0)
        return sizes(height, width) | {"0", "1", "2", "0s", "1s", str(height // 2), str(width // 2)}

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        """Links between cells that were read, and what their signs mean."""
        del candidate
        take_told(message)

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        drawn: list[tuple[Grid, list[Link]]] = [(grid, []) for grid in grids(text, least=4) if _two(grid.signs)]
        if not drawn:
            found = ((Grid(block.texts, block, block.span), links) for block, links in linked(text.lines))
            drawn = [(grid, links) for grid, links in found if _two(grid.signs)]
        open_ = [pair for pair in drawn if any(sign in _BLANKS for row in pair[0].signs for sign in row)]
        return [self._one(text, *pair) for pair in open_ or drawn[-1:]]  # full grids are examples

    def _one(self, text: Text, grid: Grid, links: list[Link]) -> Candidate[Problem]:
        signs, (height, width) = grid.signs, grid.shape
        held = {sign for row in signs for sign in row} - _BLANKS
        changed = _CHANGED.search(text.raw)
        if changed:
            question = f'"{changed.group().strip()}" is not the usual rule; which rules hold?'
            return self.unclear(question, grid.span, "variant")
        if height % 2 or width % 2:
            return self.unclear("Rows and columns need an even number of cells; is the grid complete?", grid.span)
        pair = next((p for p in _PAIRS if held <= set(p)), None) or "".join(sorted(held))
        if len(pair) != 2:
            return self.unclear(f"Which two signs fill the grid? It shows only {''.join(held)!r}.", grid.span, "signs")
        links = [*links, *told(text.raw)]
        inside = {name for row in rows(height, width) for name in row}
        if not all(inside.issuperset(link.cells) for link in links):
            return self.unclear("A sign between cells stands outside of the grid; is it complete?", grid.span)
        blank = next((sign for row in signs for sign in row if sign in _BLANKS), ".")
        named_only = not _STATED.search(text.raw) and not _NO_RULE.search(text.raw)
        unequal = bool(_NO_EQUALS.search(text.raw)) or named_only
        look = Look(pair[0], pair[1], blank, tuple(dict.fromkeys(links)), unequal)
        given = {cell(r, c): pair.index(s) for r, row in enumerate(signs) for c, s in enumerate(row) if s in held}
        return self.found(_problem(height, width, given, look), grid.span, block=grid.source)

    def signs(self, puzzle: Problem, values: Values) -> list[list[str]]:
        height, width = puzzle.board.shape or (0, 0)
        of = {0: puzzle.look.zero, 1: puzzle.look.one, None: puzzle.look.blank}
        return [[of[values.get(cell(r, c))] for c in range(width)] for r in range(height)]  # type: ignore[index]

    def value(self, sign: str, name: str, puzzle: Problem) -> Value | None:
        return {puzzle.look.zero: 0, puzzle.look.one: 1}.get(sign)

    def drawings(self, text: Text) -> Sequence[Block]:
        return [*text.blocks, *(block for block, _ in linked(text.lines))]

    def make(self, rng: random.Random, size: int) -> Problem | None:
        tango = rng.random() < 0.3
        values = generate.fill(_problem(size, size, {}, Look("0", "1", ".", (), not tango)), rng)
        if values is None:
            return None
        links: list[Link] = []
        if tango:
            shown = {name for name in values if name.startswith("r")}
            near = [(a, b) for a in sorted(shown) for b in neighbours(a, shown) if a < b]
            links = [Link(pair, values[pair[0]] == values[pair[1]]) for pair in rng.sample(near, size)]
        return generate.thin(_problem(size, size, {}, Look("0", "1", ".", tuple(links), not tango)), values, rng)

    def render(self, puzzle: Problem) -> str:
        signs = self.signs(puzzle, puzzle.board.clues)
        if puzzle.look.unequal:
            return "Binairo, no two rows or columns equal:\n" + "\n".join(" ".join(row) for row in signs)
        of = {pair: "=" if alike else "x" for pair, alike in puzzle.look.links}
        of |= {(b, a): sign for (a, b), sign in of.items()}
        written = []
        for r, row in enumerate(signs):
            between = [of.get((cell(r, c), cell(r, c + 1)), " ") for c in range(len(row) - 1)]
            written.append("".join(f"{sign} {link} " for sign, link in zip(row, [*between, ""], strict=True)).rstrip())
            written.append("   ".join(of.get((cell(r, c), cell(r + 1, c)), " ") for c in range(len(row))).rstrip())
        return "Tango (= alike, x different):\n" + "\n".join(written[:-1])


def _two(signs: Sequence[Sequence[str]]) -> bool:
    """Whether a grid holds at most two signs besides blanks."""
    return len(signs) > 3 and len({sign for row in signs for sign in row} - _BLANKS) < 3


def _problem(height: int, width: int, given: Values, look: Look) -> Problem:
    board = Board.grid(height, width, (0, 1), given)
    rules: list[Rule] = []
    hidden: dict[str, Sequence[Value]] = {}
    for word, lines in (("row", rows(height, width)), ("column", columns(height, width))):
        for i, line in enumerate(lines):
            rules.append(exactly(line, 1, len(line) // 2, f"as many of each in {word} {i + 1}"))
            for at in range(len(line) - 2):
                near = line[at : at + 3]
                rules.append(Count(near, (1,), low=1, high=2, label=f"not three alike at {near[0]} to {near[2]}"))
        if look.unequal:
            for i, j in combinations(range(len(lines)), 2):  # a hidden cell says where the two differ
                where = f"{word}s {i + 1} and {j + 1} differ at"
                hidden[where] = range(1, len(lines[i]) + 1)
                for k, (a, b) in enumerate(zip(lines[i], lines[j], strict=True), 1):
                    label = f"{word}s {i + 1} and {j + 1} are not equal"
                    rules.append(Forbidden((where, a, b), ((k, 0, 0), (k, 1, 1)), label=label))
    for pair, alike in look.links:
        rules.append(Same(pair) if alike else Different(pair))
    return Problem(board.with_hidden(hidden) if hidden else board, tuple(rules), look)


BINAIRO = Binairo()
