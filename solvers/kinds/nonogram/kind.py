"""Nonogram (picross, griddlers): each clue lists the runs of filled cells in a row or column, in order.

A cell holds 1 where it is filled. The answer is drawn with the signs that the text asks for, "#" and "." without such.
"""

# ruff: noqa: E501 - phrases are easier to compare on one line

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from solvers.base import BadPuzzle, Candidate, Form
from solvers.hooks import Words
from solvers.kinds.nonogram.reading import Clues, Told, clues
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Value, Values, cell, columns, rows
from solvers.rules.kind import RuleKind
from solvers.rules.rule import Rule
from solvers.rules.shapes import Runs
from solvers.text import write
from solvers.text.address import Address, finished, number16
from solvers.text.legend import legend, meaning
from solvers.text.plain import COMMON, UNDONE, sizes
from solvers.text.source import Text
from solvers.text.terms import SHADED, WHITE, Terms

_VARIANT = re.compile(
    r"[^.\n]*\b(?:colou?r(?:ed|s)?|any order|unordered|order (?:is|of \w+) (?:unknown|lost)|runs? may touch|"
    r"triddlers?|triangular|hexagon\w*|wraps? around|torus|one (?:clue|number) is wrong|connected|2 ?x ?2)\b[^.\n]*",
    re.I,
)
_SIGNS = {
    "empty": re.compile(r"^\W*(?:an? |the )?(?:empty|blank|white|un(?:filled|shaded)|not filled|off)", re.I),
    "filled": re.compile(r"^\W*(?:an? |the )?(?:fill|black|shade|on\b|painted|colou?red)", re.I),
}
_FILLED = frozenset("#■█⬛1●*X@")
_EMPTY = frozenset(".□⬜0○-_·xx ")


_WORDS = (
    r"|nonograms?|picross|griddlers?|hanjie|runs?|groups?|blocks?|consecutive|length|lengths|order|sequences?|filled|black|"
    r"white|shade[ds]?|picture|image|reveal(?:s|ed)?|gaps?|at|least|separated|separate|in|colou?r|horizontal|vertical|top|side"
)


class Look(NamedTuple):
    """The clues, and the signs of filled and empty cells."""

    rows: Clues
    columns: Clues
    filled: str = "#"
    empty: str = "."


class Nonogram(RuleKind):
    name, title = "nonogram", "nonogram"
    names = re.compile(
        r"nonogram|picross|griddlers?\b|hanjie|paint[- ]by[- ]numbers?|pic-a-pix|japanese crossword|"
        r"お絵かきロジック|イラストロジック|数织|数織|японск\w* кроссворд|logimage|logigraphes?\b",
        re.I,
    )
    says = "Each clue lists the runs of filled cells of its row or column, in order, with gaps between them."
    forms = ("grid", "coordinates")
    sizes: ClassVar[Mapping[str, int]] = {"easy": 5, "medium": 8, "hard": 10}

    def read(self, text: Text) -> list[Candidate[Problem]]:
        found = self.linked(text)
        if found or not text.says(self.names):
            return found
        told = clues(text.raw, text.lines)
        if told is None:
            return []
        words = text.raw[: told.span.start] + "\n" + text.raw[told.span.end :]
        return [self._candidate(told, words)]

    def _candidate(self, told: Told, words: str) -> Candidate[Problem]:
        if changed := _VARIANT.search(words):
            question = f'This is not the plain rule of nonograms: "{changed.group().strip()}". Which rule holds?'
            return self.unclear(question, told.span, "variant")
        totals = [sum(map(sum, side)) for side in (told.rows, told.columns)]
        if totals[0] != totals[1]:
            question = f"The rows' clues add up to {totals[0]}, the columns' to {totals[1]}; which number is wrong?"
            return self.unclear(question, told.span, "clues")
        size = re.search(r"\b(\d{1,2}) ?(?:[x×*]|by) ?(\d{1,2})\b", words)
        if size and sorted(map(int, size.groups())) != sorted((len(told.rows), len(told.columns))):
            question = (
                f"The text says {size.group()}, but there are {len(told.rows)} rows and {len(told.columns)} columns?"
            )
            return self.unclear(question, told.span, "size")
        signs = {said: sign for sign, said in meaning(legend(words), _SIGNS).items()}
        look = Look(told.rows, told.columns)
        if len(signs) == 2:
            look = look._replace(filled=signs["filled"], empty=signs["empty"])
        return self.found(problem(look), told.span, form="clues")

    def addressed(self, address: Address) -> Problem:
        """Each line's clue is told from the grid outwards, columns first."""
        if address.saved:
            raise BadPuzzle("saved nonogram files are not read", hint="send the clues or the address")
        deep, wide = (address.rows + 1) // 2, (address.columns + 1) // 2
        numbers, rest = number16(address.body, address.columns * deep + address.rows * wide)
        finished(rest)
        starts = [(i * deep, deep) for i in range(address.columns)]
        starts += [(address.columns * deep + i * wide, wide) for i in range(address.rows)]
        lines = [tuple(n for n in reversed(numbers[at : at + length]) if n) for at, length in starts]
        return problem(Look(tuple(lines[address.columns :]), tuple(lines[: address.columns])))

    # ------------------------------------------------------------------ asking

    links = re.compile("nonogram")
    terms = Terms(marked=SHADED, open=WHITE, whole=r"pictures?|image|motif|bild|bildes|motiv")
    vocabulary = COMMON + _WORDS
    denies = (
        rf"{_VARIANT.pattern}|{UNDONE}|\b(?:first|second|third|last|top|bottom|left|right|rows? \d+|columns? \d+)\b[^.\n]*"
        r"\b(?:empty|filled|black|white|shaded|contains?)\b|\bat (?:least|most)\b[^.\n]*\b(?:two|2|three|3)\b"
    )

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        return sizes(len(puzzle.look.rows), len(puzzle.look.columns))

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        """The signs it is to be drawn with are understood."""
        if candidate.puzzle is None:
            return
        message.take(re.compile(r"\bof (?:the |all (?:the )?)?(?:filled|black|shaded) (?:cells|squares)\b", re.I))
        look: Look = candidate.puzzle.look
        for sign, what in (
            (look.filled, r"(?:filled|black|shaded|on)"),
            (look.empty, r"(?:empty|blank|white|unfilled|off)"),
        ):
            said = rf"(?:\b(?:use|with|and|where|write|put)\b)?\W*{re.escape(sign)}\W+(?:\w+ ){{0,2}}?{what}\b"
            message.take(re.compile(rf"{said}(?: cells?| squares?)?", re.I))

    # ------------------------------------------------------------------ telling

    def signs(self, puzzle: Problem, values: Values) -> list[list[str]]:
        look: Look = puzzle.look
        marks: dict[Value | None, str] = {1: look.filled, 0: look.empty, None: "?"}
        return [[marks[values.get(cell(r, c))] for c in range(len(look.columns))] for r in range(len(look.rows))]

    def draw(self, puzzle: Problem, values: Values, form: Form) -> str:
        plain = form.wrap == "json" and puzzle.look[2:] == Look((), ())[2:]
        bare = Problem(puzzle.board, (), puzzle.look._replace(filled="1", empty="0")) if plain else puzzle
        return write.grid(self.signs(bare, values), form)

    def value(self, sign: str, name: str, puzzle: Problem) -> Value | None:
        look: Look = puzzle.look
        if sign in (look.filled, look.empty):
            return int(sign == look.filled)
        return 1 if sign in _FILLED else 0 if sign in _EMPTY else None

    def render(self, puzzle: Problem) -> str:
        def line(side: Clues) -> str:
            return " / ".join(" ".join(map(str, clue)) or "0" for clue in side)

        return f"Nonogram:\nRows: {line(puzzle.look.rows)}\nColumns: {line(puzzle.look.columns)}"

    # ------------------------------------------------------------------ making

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """A random picture, taken if its clues say all of it."""
        filled = [[rng.random() < 0.55 for _ in range(size)] for _ in range(size)]
        made = problem(Look(tuple(map(_runs, filled)), tuple(map(_runs, zip(*filled, strict=True)))))
        return made if generate.unique(made) else None


def _runs(line: object) -> tuple[int, ...]:
    text = "".join("#" if on else "." for on in line)  # type: ignore[attr-defined]
    return tuple(len(run) for run in re.findall("#+", text))


def problem(look: Look) -> Problem:
    """One rule for every row and column."""
    height, width = len(look.rows), len(look.columns)
    rules: list[Rule] = []
    for word, lines, side in (
        ("row", rows(height, width), look.rows),
        ("column", columns(height, width), look.columns),
    ):
        for i, (line, clue) in enumerate(zip(lines, side, strict=True), 1):
            label = f"{word} {i} has runs of {' '.join(map(str, clue)) or 'nothing'}"
            rules.append(Runs(line, 1, clue, label=label))
    return Problem(Board.grid(height, width, (0, 1)), tuple(rules), look)


NONOGRAM = Nonogram()
