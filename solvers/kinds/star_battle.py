"""Star battle: k stars in every row, column and region, none touching another; LinkedIn's Queens is the same with one.

Read from a map of regions (letters, numbers, coloured squares) or, without regions, from a board with blocked cells.
"""

# ruff: noqa: E501 - phrases are easier to compare on one line

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from solvers.base import BadPuzzle, Candidate, Cell, Form
from solvers.hooks import Words
from solvers.rules import exact as search
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values, around, cell, columns, regions, rows
from solvers.rules.constraints import Count, exactly
from solvers.rules.marked import Drawn, MarkKind, mark_for
from solvers.rules.partition import Labels, carved
from solvers.rules.rule import Rule
from solvers.text.address import Address, finished
from solvers.text.address import regions as map_of
from solvers.text.grids import Grid, grids
from solvers.text.numbers import NUMBER, number
from solvers.text.plain import COMMON, PLACED, UNDONE, sizes, without_no
from solvers.text.source import Text
from solvers.text.terms import Terms

_OPEN, _BLOCKED = frozenset("._-·•□⬜◻0") | {""}, frozenset("Xx#■⬛◼")
_STARS = "*★☆⭐✱✶🌟QqＱ♛👑"
_PER_LINE = re.compile(
    rf"(?<!no ){NUMBER}\s+(?:stars?|queens?)(?:\(s\))?\s+(?:\w+\s+){{0,4}}?(?:each(?! other)|every|per)\b|"
    rf"(?:each|every)\s+(?:row|column|region|colou?r)[^.\n]{{0,60}}?\b(?<!no ){NUMBER}\s+(?:stars?|queens?)\b|"
    rf"^\s*{NUMBER}[\s-]*(?:stars?|★|☆)\.?\s*$|\b{NUMBER}[\s-]*(?:-star\b|★|☆)",
    re.I | re.M,
)
_ANY_NUMBER = re.compile(
    rf"(?<!no )(?<!the )\b{NUMBER}\s+(?:stars?|queens?)\b(?! (?:are|can|cannot|may|must|should|shall|touch|that|"
    rf"do|have|share))",
    re.I,
)
"""A number of stars anywhere: one that differs is a rule of its own ("region A has two stars")."""
_QUEENS = re.compile(r"\bqueens?\b", re.I)
_REGIONS = re.compile(r"\b(?:regions?|zones?|partitions?|sectors?|shapes?|colou?r(?:ed)?s?)\b", re.I)
_CHANGED = re.compile(
    r"[^.\n]*(?:diagonal\w*[^.\n]{0,30}\b(?:allowed|permitted|fine|okay)|(?:may|can|allowed to) touch (?:diag|at corn)|"
    r"same diagonal\b(?!, and there)|(?:share|on) (?:a|any|the same) diagonal|torus|toroidal|trees?\b|"
    r"(?:only|just) (?:horizontally|orthogonally)|at (?:most|least) \w+ (?:stars?|queens?))[^.\n]*",
    re.I,
)

_EXAMPLE = re.compile(
    r"in both cases, the two stars are diagonally adjacent\.?|here are 2 examples of \w+ adjacency|"
    r"\b\w+(?:-wise)? adjacency: two stars are in the same \w+, and there is no empty cell between them|"
    r"\b(?:in|constraints in|of) (?:\d\., )+and \d\.",
    re.I,
)
_PLAIN = (
    r"|star-?battle|stars?|queens?|battle|regions?|zones?|partitions?|sectors?|colou?rs?|colou?red|areas?|divided|outlined|"
    r"touch(?:es|ing)?|adjacen(?:t|cy)|neighbou?ring|next|another|same|different|diagonal(?:ly)?|horizontal(?:ly)?|"
    r"vertical(?:ly)?|row-wise|column-wise|even|including|requires?|placement|determine|location|adhering|customi[sz]ed|"
    r"version|blocked|black|initial|final|only|change[d]?|shouldn't|be|response|notations?|labell?ed|located|list|share|"
    r"may|both|two|linkedin|prone|mistakes?|careful|extra|partial|crowns?|just|always"
)


_COUNTS = {
    1: r"1|one|a|ein|einen|une?|una|uno|uma?|één|een|jedna|jedn\w+|одна|одной|一",
    2: r"2|two|zwei|deux|dos|due|duas|twee|dwie|две|двум|两|二",
    3: r"3|three|drei|trois|tres|tre|três|drie|trzy|три|三",
}
_ELSEWHERE = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(f'(?P<n{n}>{said})' for n, said in _COUNTS.items())}) ?(?:sterne?|étoiles?|estrellas?|stell[ae]|estrelas?|"
    r"ster(?:ren)?|gwiazd[ay]?|зв[её]зд[аые]?|颗星|个星)(?![^\W_])|星(?:が|を)?(?:(?P<m1>1|一)|(?P<m2>2|二|两)|(?P<m3>3|三))(?:つ|個|颗)",
    re.I,
)
"""How many stars, in another language than English."""


_IN_COLUMNS = re.compile(
    r"\b(?:in )?(?:which|what) columns? (?:is|are|holds?|has|do|does) (?:the |each )?stars? (?:(?:of|in|for) )?(?:each|every|the) rows?(?: (?:lie|stand|go|be|in))?(?=\s*(?:\?|$|\n))",
    re.I,
)


class Columns(NamedTuple):
    """Asked is the column of each row's star."""

    @property
    def special(self) -> bool:
        return True

    def words(self) -> str:
        return "the column of the star of each row, from the top, counted from 1"


class StarBattle(MarkKind):
    name, title = "star_battle", "star battle"
    names = re.compile(
        r"star[\s-]*battle|two not touch|stars? (?:are|is|must be) placed in each|スターバトル|星战|sternenschlacht|"
        r"\bqueens?\b(?=[\s\S]*\b(?:regions?|colou?rs?|colou?red|zones?)\b)|"
        r"\b(?:regions?|colou?rs?|colou?red|zones?)\b(?=[\s\S]*\bqueens?\b)",
        re.I,
    )
    links = re.compile(r"starbattle")
    says = "Every row, column and region holds the same number of stars, and no two stars touch, not even diagonally."
    forms = ("grid", "coordinates", "regions")
    marks = _STARS
    sizes: ClassVar = {"easy": 5, "medium": 6, "hard": 8}

    terms = Terms(marked=r"stars?|queens?|crowns?|sterne?n?|damen?|königinn?(?:en)?|kronen?")
    vocabulary = COMMON + _PLAIN
    turns = (
        rf"{without_no('(?:stars?|queens?|they) (?:may|might|can)')}(?! only| be p)|"
        rf"{without_no('(?:stars?|queens?)[^,]*(?:touch|adjacent|next to|share)')}|"
        r"\bregions? (?-i:[A-Z])\b|\bno (?:stars?|queens?) (?:in|on|inside)\b(?! adjacent| neighbou?ring| touching)"
    )
    denies = rf"{turns}|{_CHANGED.pattern}|{UNDONE}|{PLACED}"

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        return sizes(len(puzzle.look.signs), len(puzzle.look.signs)) | {str(puzzle.look.more)}

    def refusal(self, text: str, words: str, candidate: Candidate[Problem]) -> str | None:
        return super().refusal(text, _EXAMPLE.sub(" ", words), candidate)

    def told_numbers(self, puzzle: Problem) -> dict[str, str]:
        """The number of stars, as a figure or in words."""
        return {**super().told_numbers(puzzle), "stars": f"(?:{_COUNTS.get(puzzle.look.more, puzzle.look.more)})"}

    def question(self, message: Words, candidate: Candidate[Problem]) -> Columns | None:
        """How many stars there are, and what touching is, was read; the columns of single stars may be asked for."""
        message.take(_PER_LINE)
        message.take(_EXAMPLE)
        if candidate.puzzle is None or candidate.puzzle.look.more != 1:
            return None
        return Columns() if message.take(_IN_COLUMNS) else None

    def said(self, question: Columns, candidate: Candidate[Problem], answer: Values) -> str | bool:
        """ "4, 1, 3": row by row."""
        del question
        assert candidate.puzzle is not None
        return ", ".join(str(c + 1) for _, c in sorted(self.marked(candidate.puzzle, answer)))

    def read(self, text: Text) -> list[Candidate[Problem]]:
        linked = self.linked(text)
        if linked or not text.says(self.names):
            return linked
        return [found for grid in grids(text, least=4) if grid.square and (found := self._one(text, grid)) is not None]

    def _one(self, text: Text, grid: Grid) -> Candidate[Problem] | None:
        labels = {sign for row in grid.signs for sign in row}
        plain = _is_plain(grid.signs)
        size = len(grid.signs)
        if not plain and (len(labels) < 3 or labels & _OPEN or any(len(label) > 3 for label in labels)):
            return None
        if plain and not re.search(r"star|two not touch", text.raw, re.I):
            return None  # a board of queens is another kind's
        changed = _CHANGED.search(text.raw)
        if changed:
            question = f'"{changed.group().strip()}" is not the usual rule; which rules hold?'
            return self.unclear(question, grid.span, "variant")
        if plain and _REGIONS.search(text.raw):
            return self.unclear("The rules speak of regions, but the grid shows none; where are they?", grid.span)
        if not plain and len(labels) != size:
            question = f"The grid shows {len(labels)} regions for {size} rows; is the map complete?"
            return self.unclear(question, grid.span, "regions")
        queens = bool(_QUEENS.search(text.raw)) and not re.search(r"\bstars?\b", text.raw, re.I)
        mark = _mark(grid, queens)
        stars = _stars(text.raw, grid, mark)
        if stars is None:
            question = "How many stars belong in each row, column and region?"
            return self.unclear(question, grid.span, "count")
        return self.found(_problem(Drawn(grid.signs, mark), stars), grid.span, block=grid.source)

    def addressed(self, address: Address) -> Problem:
        """The number of stars, then the regions, numbered in reading order."""
        count, slash, body = address.body.partition("/")
        if address.saved or not slash or not count.isdecimal() or address.columns != address.rows:
            raise BadPuzzle("it should hold the number of stars and a square map", hint="copy the whole address")
        labels, rest = map_of(body, address.columns, address.rows)
        finished(rest)
        if len({label for row in labels for label in row}) != address.rows:
            raise BadPuzzle("it has not as many regions as rows", hint="copy the whole address")
        return _problem(Drawn(tuple(tuple(str(label + 1) for label in row) for row in labels), "*"), int(count))

    def form(self, words: str, candidate: Candidate[Problem]) -> Form | None:
        """ "[[A(1,1)(2,5)\\nB(1,3)(3,2)]]": the stars of each region behind its letter."""
        if candidate.puzzle is None or not re.search(r"\bA:?\s*\(\s*(?:1|0|row)", words):
            return None
        return Form("regions", wrap="brackets" if "[[" in words else "", base=0 if re.search(r"\bA:?\(0", words) else 1)

    def write(self, candidate: Candidate[Problem], answer: Values, form: Form) -> str:
        if form.name != "regions" or candidate.puzzle is None:
            return super().write(candidate, answer, form)
        base, look = 1 if form.base is None else form.base, candidate.puzzle.look
        stars: dict[str, str] = {}
        for r, c in self.marked(candidate.puzzle, answer):
            stars[look.signs[r][c]] = stars.get(look.signs[r][c], "") + f"({r + base},{c + base})"
        told = "\n".join(label + stars[label] for label in sorted(stars))
        return f"[[{told}]]" if form.wrap == "brackets" else told

    def make(self, rng: random.Random, size: int) -> Problem | None:
        open_ = Drawn(((".",) * size,) * size, "*")
        values = generate.fill(_problem(open_, 1), rng)
        if values is None:
            return None
        stars = self.marked(_problem(open_, 1), values)

        def other(labels: Labels) -> set[Cell] | None:
            puzzle = _problem(_lettered(labels), 1)
            found = search.solve(puzzle, limit=2).solutions
            return next((at for each in found if (at := set(self.marked(puzzle, each))) != set(stars)), None)

        labels = carved(rng, size, size, [[at] for at in stars], other)
        return None if labels is None else _problem(_lettered(labels), 1)

    def render(self, puzzle: Problem) -> str:
        stars = puzzle.look.more
        board = "\n".join(" ".join(row) for row in self.signs(puzzle, {}))
        return f"Star battle, {stars} star{'s' if stars != 1 else ''} in each row, column and region:\n{board}"


def _stars(text: str, grid: Grid, mark: str) -> int | None:
    """Stars a line: what the text says, one for Queens; else the only number that has a solution at all."""
    told = {number(next(filter(None, match.groups()))) for match in _PER_LINE.finditer(text)}
    told |= {number(match[1]) for match in _ANY_NUMBER.finditer(text)} if told else set()
    told |= {int(key[1]) for match in _ELSEWHERE.finditer(text) for key, said in match.groupdict().items() if said}
    if len(told) == 1:
        return told.pop()
    if not told and mark in "Q👑":
        return 1
    size = len(grid.signs)
    able = [k for k in range(1, size // 4 + 2) if search.solve(_problem(Drawn(grid.signs, mark), k), limit=1).solutions]
    return able[0] if not told and len(able) == 1 else None


def _mark(grid: Grid, queens: bool) -> str:
    """The sign for a star: the drawing's own, else one it does not use."""
    own = [sign for row in grid.signs for sign in row if sign and sign in _STARS and _is_plain(grid.signs)]
    coloured = any(sign and ord(sign[0]) > 0x2600 for row in grid.signs for sign in row)
    usual = ("👑" if coloured else "Q") if queens else ("⭐" if coloured else "*")
    return own[0] if own else mark_for(grid.signs, usual)


def _lettered(labels: Labels) -> Drawn:
    return Drawn(tuple(tuple(chr(65 + label) for label in row) for row in labels), "*", 1)


def _problem(look: Drawn, stars: int) -> Problem:
    """Rows, columns and regions by the signs of the drawing; blocked cells hold no star."""
    signs, size = look.signs, len(look.signs)
    plain = _is_plain(signs)
    given = {cell(r, c): 1 for r, row in enumerate(signs) for c, s in enumerate(row) if plain and s and s in _STARS}
    blocked = [
        cell(r, c)
        for r, row in enumerate(signs)
        for c, sign in enumerate(row)
        if (sign in _BLOCKED if plain else not sign)
    ]
    board = Board.grid(size, size, (0, 1), given)
    lines = [(f"row {i + 1}", line) for i, line in enumerate(rows(size, size))]
    lines += [(f"column {i + 1}", line) for i, line in enumerate(columns(size, size))]
    if not plain:
        lines += [(f"region {label}", line) for label, line in regions(signs).items()]
    rules: list[Rule] = [exactly(line, 1, stars, f"{stars} in {where}") for where, line in lines]
    if blocked:
        rules.append(exactly(blocked, 1, 0, "blocked cells stay empty"))
    for r, row in enumerate(rows(size, size)):
        for c, here in enumerate(row):
            for i, j in around(r, c, size, size, diagonal=True):
                if (i, j) > (r, c):
                    rules.append(Count((here, cell(i, j)), (1,), high=1, label=f"{here} and {cell(i, j)} touch"))
    return Problem(board, tuple(rules), look._replace(more=stars))


def _is_plain(signs: Sequence[Sequence[str]]) -> bool:
    """Whether a drawing shows no regions, only open, blocked and starred cells."""
    return {sign for row in signs for sign in row} <= _OPEN | _BLOCKED | frozenset(_STARS)


STAR_BATTLE = StarBattle()
