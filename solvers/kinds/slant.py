"""Slant (gokigen naname): a diagonal in every cell; a number counts the diagonals that meet at its corner; no loops.

Read as the grid of corners, one row and column more than cells, or from an address. A cell holds 1 for "/" and -1 for
"\\"; the answer is drawn with the signs that the text gives them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from solvers.base import BadPuzzle, Candidate, Form, Traits
from solvers.hooks import Words
from solvers.rules import exact as search
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Value, Values, cell
from solvers.rules.constraints import Sum
from solvers.rules.kind import RuleKind
from solvers.rules.rule import Rule
from solvers.rules.shapes import Acyclic
from solvers.text import write
from solvers.text.address import Address, finished, four
from solvers.text.address import grid as table
from solvers.text.blocks import Block
from solvers.text.grids import grids
from solvers.text.plain import COMMON, sizes
from solvers.text.source import Text
from solvers.text.terms import Terms

_CLUE = re.compile(r"[0-4.?_*xX○◯-]?|None|null")
_LOOPS = re.compile(
    r"\b(?:loops?|cycles?) (?:are|is) (?:allowed|permitted|fine|ok)\b|\b(?:may|can) (?:form|close) loops\b", re.I
)
_VARIANT = re.compile(
    r"[^.\n]*\b(?:exactly (?:one|two|\d) loops?|(?:must|should) (?:all )?form (?:a |one )|"
    r"cells (?:may |can )?(?:stay|remain|are|be) (?:left )?empty|curve[ds]?|torus|wraps? around)\b[^.\n]*",
    re.I,
)
_IS = r"\s*(?:represents?|means?|is|stands? for|denotes?|for|[:=→]|->)\s*(?:an? |the )?[“\"'`‘]?"
_SIGN = r"(?<![\w-])(-?\d|[A-Z])[”\"'`’]?"
_SLASH = re.compile(rf"{_SIGN}{_IS}(?:/|forward|slash)|[“\"'`‘]?/[”\"'`’]?{_IS}(-?\d|[A-Z])\b", re.I)
_BACK = re.compile(rf"{_SIGN}{_IS}(?:\\|[”\"'`’]{{0,2}}\s*\(?back)|[“\"'`‘]?\\[”\"'`’]?{_IS}(-?\d|[A-Z])\b", re.I)

_WORDS = (
    r"|slants?|gokigen|naname|diagonals?|slash(?:es)?|forward|backslash(?:es)?|back|intersections?|intersect(?:s|ing)?|"
    r"meets?|touch(?:es|ing)?|corners?|vertex|vertices|loops?|closed|cycles?|connect(?:ed)?|top-left|bottom-right|"
    r"top-right|bottom-left|indicating|respectively|points?|drawn?|exactly|either|may|output|stands?"
)

Clues = Sequence[Sequence[int | None]]


class Look(NamedTuple):
    """The numbers by row of corners, the signs of the two diagonals, and whether loops are allowed."""

    clues: tuple[tuple[int | None, ...], ...]
    slash: str = "/"
    back: str = "\\"
    loops: bool = False


class Slant(RuleKind):
    name, title = "slant", "slant"
    names = re.compile(r"\bslant\b|gokigen|ごきげんななめ|diagonal lines? (?:meet|touch)|slalom puzzle", re.I)
    traits = Traits(sums=False)
    says = "Every cell holds one diagonal; a number counts those that meet at its corner; the diagonals close no loop."
    sizes: ClassVar[Mapping[str, int]] = {"easy": 4, "medium": 5, "hard": 6}
    links = re.compile("gokigen")
    terms = Terms(
        marked=r"(?:forward )?slash(?:es)?",
        open=r"back ?slash(?:es)?",
        whole=r"diagonals?|diagonal lines|slants|lines|diagonalen|schrägstriche|striche|linien",
    )
    vocabulary = COMMON + _WORDS
    denies = (
        rf"{_VARIANT.pattern}|{_LOOPS.pattern}|"
        r"\b(?:top|bottom|upper|lower)[ -](?:left|right) (?:cell|square|corner)|"
        r"\b(?:first|last|rows?|columns?)\b[^.\n]*[/\\]|"
        r"\bmust (?:all )?(?:be )?connect(?:ed)?\b(?![^\n]*\b(?:cycle|loop))"
    )

    def read(self, text: Text) -> list[Candidate[Problem]]:
        found = self.linked(text)
        if found or not text.says(self.names):
            return found
        words = text.raw
        changed = _VARIANT.search(words)
        slash, back = (
            next((g for g in m.groups() if g), "") if (m := p.search(words)) else "" for p in (_SLASH, _BACK)
        )
        for grid in grids(text, least=2):
            if not _is_board(grid.signs):
                continue
            if changed:
                question = f'This is not the plain rule of slant: "{changed.group().strip()}". Which rule holds?'
                found.append(self.unclear(question, grid.span, "variant"))
                continue
            clues = tuple(tuple(int(s) if s.isdigit() else None for s in row) for row in grid.signs)
            signs = (slash, back) if slash and back and slash != back else ("/", "\\")
            look = Look(clues, *signs, loops=_LOOPS.search(words) is not None)
            found.append(self.found(_problem(look), grid.span, form="corners"))
        return found

    def addressed(self, address: Address) -> Problem:
        if address.saved:
            raise BadPuzzle("saved slant files are not read", hint="paste the grid or its address")
        clues, rest = four(address.body, (address.columns + 1) * (address.rows + 1))
        finished(rest)
        rows = table([None if clue is None or clue < 0 else clue for clue in clues], address.columns + 1)
        return _problem(Look(tuple(map(tuple, rows))))

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        height, width = len(puzzle.look.clues) - 1, len(puzzle.look.clues[0]) - 1
        return sizes(height, width) | frozenset("01234")

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        del candidate
        for told in (_LOOPS, _SLASH, _BACK):
            message.take(told)

    def clash(self, puzzle: Problem) -> str | None:
        """What clashes; where only the rule against loops is in the way, what the numbers alone would leave."""
        said = super().clash(puzzle)
        bare = _problem(puzzle.look._replace(loops=True))
        found = () if puzzle.look.loops else search.solve(bare).solutions
        if said is None or len(found) != 1:
            return said
        drawn = " / ".join(" ".join(row) for row in self.signs(bare, found[0]))
        return f"{said} (were loops allowed, the numbers would leave one filling: {drawn})"

    def signs(self, puzzle: Problem, values: Values) -> list[list[str]]:
        look: Look = puzzle.look
        marks: dict[Value | None, str] = {1: look.slash, -1: look.back, None: self.blank}
        height, width = len(look.clues) - 1, len(look.clues[0]) - 1
        return [[marks[values.get(cell(r, c))] for c in range(width)] for r in range(height)]

    def value(self, sign: str, name: str, puzzle: Problem) -> Value | None:
        del name
        return {"/": 1, "\\": -1, puzzle.look.slash: 1, puzzle.look.back: -1, "╱": 1, "╲": -1}.get(sign)

    def render(self, puzzle: Problem) -> str:
        rows = [["." if clue is None else str(clue) for clue in row] for row in puzzle.look.clues]
        return "Slant (the numbers stand at the corners):\n" + write.grid(rows, Form())

    def draw(self, puzzle: Problem, values: Values, form: Form) -> str:
        signs = self.signs(puzzle, values)
        return write.grid(signs, form) if form.wrap in ("json", "brackets") else "\n".join(map(" ".join, signs))

    def drawings(self, text: Text) -> Sequence[Block]:
        return text.blocks

    def make(self, rng: random.Random, size: int) -> Problem | None:
        values = generate.fill(_problem(Look(((None,) * (size + 1),) * (size + 1))), rng)
        if values is None:
            return None
        corners = [[_touching(r, c, size, size) for c in range(size + 1)] for r in range(size + 1)]
        clues = [[sum(values[name] == way for name, way in near) for near in row] for row in corners]
        full = _problem(Look(tuple(map(tuple, clues))))
        thin = generate.thin_rules(full, rng, range(len(full.rules) - 1))
        kept = {rule.label for rule in thin.rules}
        left = (tuple(n if _label(n, r, c) in kept else None for c, n in enumerate(row)) for r, row in enumerate(clues))
        return _problem(Look(tuple(left)))


def _touching(r: int, c: int, height: int, width: int) -> list[tuple[str, int]]:
    """The cells around a corner, each with the diagonal that would touch it."""
    near = ((r - 1, c - 1, -1), (r - 1, c, 1), (r, c - 1, 1), (r, c, -1))
    return [(cell(y, x), way) for y, x, way in near if 0 <= y < height and 0 <= x < width]


def _label(clue: int, r: int, c: int) -> str:
    return f"{clue} diagonal{'' if clue == 1 else 's'} at corner {c + 1} of line {r + 1}"


def _problem(look: Look) -> Problem:
    height, width = len(look.clues) - 1, len(look.clues[0]) - 1
    rules: list[Rule] = []
    for r, row in enumerate(look.clues):
        for c, clue in enumerate(row):
            if clue is not None:  # each cell adds (1 + way * value) / 2
                cells, ways = zip(*_touching(r, c, height, width), strict=True)
                total = 2 * clue - len(cells)
                rules.append(Sum(cells, low=total, high=total, weights=ways, label=_label(clue, r, c)))
    board = Board.grid(height, width, (1, -1))
    links = []
    for r in range(height):
        for c in range(width):
            links.append((f"{r},{c + 1}", f"{r + 1},{c}", cell(r, c), 1))
            links.append((f"{r},{c}", f"{r + 1},{c + 1}", cell(r, c), -1))
    if not look.loops:
        rules.append(Acyclic(board.cells, tuple(links), label="the diagonals close no loop"))
    return Problem(board, tuple(rules), look)


def _is_board(signs: Sequence[Sequence[str]]) -> bool:
    flat = [sign for row in signs for sign in row]
    return all(_CLUE.fullmatch(sign) for sign in flat) and any(sign.isdigit() for sign in flat)


SLANT = Slant()
