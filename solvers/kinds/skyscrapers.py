"""Skyscrapers: a Latin square of heights; a clue beside a line tells how many are seen from there.

Read as drawn, with the clues on the four sides, as four lists with their names ("top: 2 1 3"), or as four lines of
clues alone, whose order the text must tell or which follow the words "the input clues are" (top, left, right, bottom).
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from solvers.base import BadPuzzle, Candidate, Span
from solvers.hooks import Words
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values, cell, columns, rows
from solvers.rules.constraints import Different
from solvers.rules.kind import RuleKind
from solvers.rules.rule import Rule
from solvers.rules.shapes import Visible
from solvers.text.address import Address, finished, margin16, number16
from solvers.text.blocks import Block
from solvers.text.frames import Framed, framed, ring
from solvers.text.grids import Grid, grids
from solvers.text.labels import SIDES
from solvers.text.plain import COMMON, PLACED, UNDONE, sizes
from solvers.text.source import Text
from solvers.text.terms import Terms

_BLANKS = frozenset("._xX□?*-0") | {"", "None"}
_SIDES = ("top", "left", "right", "bottom")
_LIST = r"\s*[\[(]?\s*(?P<list>(?:\d{1,2}|[._?-])(?:[ \t]*[, \t][ \t]*(?:\d{1,2}|[._?-]))+)"
_CLUES = (
    r"(?:\b(?:(?:the|die|les|las|los|le|i|gli|as|os|de) )?(?:clues?|hints?|hinweise?|indices|pistas|indizi|dicas|"
    r"aanwijzingen|wskazówki|подсказки) )?"
)
_TOLD = (
    re.compile(
        rf"{_CLUES}(?:(?:seen |viewed )?(?:from|on|at) (?:the )?)?\b"
        r"(?:(?P<top>top|north|above)|(?P<left>left|west)|(?P<right>right|east)|(?P<bottom>bottom|south|below))\b"
        rf"[^\[\]\n:\d]{{0,40}}[:=]?{_LIST}",
        re.I,
    ),
    re.compile(
        rf"{_CLUES}(?<![^\W_])(?:{'|'.join(f'(?P<{side}>{said})' for side, said in SIDES.items())})(?![^\W_])"
        rf"(?: \([^)\n\d]{{1,30}}\))?\s*[:=：]{_LIST}",
        re.I,
    ),
)
"""A list of one side: in English with words between, in any language right behind the name of the side."""
_FOUR = re.compile(r"\bclues are:?\s*\n\s*((?:[ \t]*\d+(?:[ \t]+\d+)*[ \t]*\n?){4})", re.I)
_EXAMPLE = re.compile(r"\bexample[^\n]*:\s*$", re.I)
_CHANGED = re.compile(
    r"[^.\n]*\b(?:sums? of (?:the )?(?:visible|seen)|sum-skyscrapers?|diagonals?|parks?|empty (?:lots?|cells?)|"
    r"same height|may repeat|ascend\w* or descend\w*|knight|haido)\b[^.\n]*",
    re.I,
)

Clues = Mapping[str, Sequence[int | None]]

_PLAIN = (
    r"|sky-?s?crapers?|buildings?|heights?|visible|visibility|seen|see|directions?|tall(?:er|est)?|short(?:er)?|block(?:s|ed)?|"
    r"hid(?:e|es|den|ing)|behind|once|outside|around|border|edges?|sides?|view(?:ed)?|looking|represents?|different|distinct|"
    r"repeat(?:s|ed)?|once|appears?|line|ones"
)


class Skyscrapers(RuleKind):
    name, title = "skyscrapers", "skyscrapers puzzle"
    tasks = ("skyscraper",)
    names = re.compile(
        r"sky-?s?crapers?\b|摩天|wolkenkratzer|hochhäuser|gratte-ciel|rascacielos|"
        r"\bbuildings? (?:are |is )?(?:visible|seen)|"
        r"\btowers\b(?=[\s\S]*\b(?:visible|seen|see)\b)",
        re.I,
    )
    says = (
        "Every row and column holds each height once; a clue tells how many are seen, as taller ones hide shorter ones."
    )
    links = re.compile("skyscrapers")
    sizes: ClassVar = {"easy": 4, "medium": 5, "hard": 6}

    terms = Terms(
        held=r"heights?|how (?:tall|high)|tall|buildings?|skyscrapers?|towers?|houses?|"
        r"höhe|wie hoch|hoch|gebäudes?|hochhaus|haus|turm",
        numbers=True,
    )
    vocabulary = COMMON + _PLAIN
    denies = rf"{_CHANGED.pattern}|{UNDONE}|{PLACED}"

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        size = (puzzle.board.shape or (0, 0))[0]
        return sizes(size, size) | {str(n) for n in range(size + 1)} | {f"{a}-{size}" for a in "01"}

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        """What the reader has read is understood."""
        del candidate
        for pattern in _TOLD:
            message.take(pattern)
        message.take(_FOUR)

    def read(self, text: Text) -> list[Candidate[Problem]]:
        linked = self.linked(text)
        if not text.says(self.names):
            return linked
        found = linked + self._four(text) + self._told(text)
        drawn = _frames(text)
        if found or len(drawn) > 1:
            drawn = [
                f for f in drawn if not _EXAMPLE.search(text.raw[: f.body.lines[0].start].rstrip(" \n`[]|+-0123456789"))
            ]
        found += [self._drawn(frame) for frame in drawn]
        changed = _CHANGED.search(text.raw)
        if changed:
            question = f'"{changed.group().strip()}" changes the rules of skyscrapers; which rules hold?'
            return [self.unclear(question, candidate.span, "variant") for candidate in found]
        return sorted(found, key=lambda candidate: candidate.span.start)

    def addressed(self, address: Address) -> Problem:
        size = address.rows
        if address.saved or address.columns != size:
            raise BadPuzzle("only addresses of square boards are read", hint="send the clues as text")
        (top, bottom, left, right), rest = margin16(address.body, size, size)
        inside, rest = number16(rest, address.cells) if rest.strip("/") else ([None] * address.cells, rest)
        finished(rest)
        given = {cell(i // size, i % size): v for i, v in enumerate(inside) if v is not None and v > 0}
        sides = zip(_SIDES, (top, left, right, bottom), strict=True)
        return _problem(size, given, {side: [c if c and c > 0 else None for c in line] for side, line in sides})

    def _four(self, text: Text) -> list[Candidate[Problem]]:
        match = _FOUR.search(text.raw)
        lists = [[int(n) for n in line.split()] for line in match[1].strip().splitlines()] if match else []
        if len(lists) != 4 or len({len(line) for line in lists}) != 1 or len(lists[0]) < 2 or match is None:
            return []
        clues = {side: [n or None for n in line] for side, line in zip(_SIDES, lists, strict=True)}
        return [self.found(_problem(len(lists[0]), {}, clues), Span(*match.span(1)), form="lists")]

    def _told(self, text: Text) -> list[Candidate[Problem]]:
        """Lists that name their side."""
        lists: dict[str, Sequence[int | None]] = {}
        spans = []
        for match in (found for pattern in _TOLD for found in pattern.finditer(text.raw)):
            side = next(side for side in _SIDES if match[side])
            if side in lists:
                continue
            lists[side] = [int(n) or None if n.isdigit() else None for n in re.findall(r"\d+|[._?-]", match["list"])]
            spans.append(match.span())
        if len(lists) < 2 or len({len(line) for line in lists.values()}) != 1:
            return []
        size = len(next(iter(lists.values())))
        span = Span(*spans[0])
        boards = [grid for grid in grids(text) if grid.shape == (size, size) and _is_board(grid.signs, size)]
        if len(boards) != 1:
            return [self.found(_problem(size, {}, lists), span, form="lists")]
        board: Grid = boards[0]
        return [self.found(_problem(size, _given(board.signs), lists), board.span, block=board.source)]

    def _drawn(self, frame: Framed) -> Candidate[Problem]:
        clues = {side: [int(s) or None if s else None for s in getattr(frame, side)] for side in _SIDES}
        puzzle = _problem(len(frame.body.rows), _given(frame.body.texts), clues)
        return self.found(puzzle, frame.span, block=frame.body, form="margins")

    def drawings(self, text: Text) -> Sequence[Block]:
        return [*text.blocks, *(frame.body for frame in _frames(text))]

    def render(self, puzzle: Problem) -> str:
        clues = dict(zip(_SIDES, puzzle.look, strict=True))
        signs = {side: [str(clue or ".") for clue in line] for side, line in clues.items()}
        lines = [
            ["", *signs["top"], ""],
            *(
                [signs["left"][r], *row, signs["right"][r]]
                for r, row in enumerate(self.signs(puzzle, puzzle.board.clues))
            ),
            ["", *signs["bottom"], ""],
        ]
        bar = "  +" + "---+" * len(clues["top"])
        written = ["    " + "   ".join(lines[0][1:-1]), bar]
        for row in lines[1:-1]:
            written += [f"{row[0]} | {' | '.join(row[1:-1])} | {row[-1]}", bar]
        return "Skyscrapers:\n" + "\n".join([*written, "    " + "   ".join(lines[-1][1:-1])])

    def make(self, rng: random.Random, size: int) -> Problem | None:
        values = generate.fill(_problem(size, {}, {}), rng)
        if values is None:
            return None
        clues: dict[str, list[int | None]] = {side: [] for side in _SIDES}
        for side, lines in _views(size).items():
            for line in lines:
                heights = [int(values[name]) for name in line]
                clues[side].append(sum(height > max(heights[:i], default=0) for i, height in enumerate(heights)))
        full = generate.thin(_problem(size, {}, clues), values, rng)
        thin = generate.thin_rules(full, rng, range(2 * size, len(full.rules)))
        kept = set(thin.rules)
        for side, lines in _views(size).items():
            clues[side] = [
                c if _rule(side, i, line, c or 1) in kept else None
                for i, (line, c) in enumerate(zip(lines, clues[side], strict=True))
            ]
        return _problem(size, full.board.clues, clues)


def _rule(side: str, number: int, line: tuple[str, ...], clue: int) -> Visible:
    word = "column" if side in ("top", "bottom") else "row"
    return Visible(line, low=clue, high=clue, label=f"{clue} of {word} {number + 1} are seen from the {side}")


def _frames(text: Text) -> list[Framed]:
    drawn = list(framed(text))
    known = [frame.body.span for frame in drawn]
    rings = [frame for block in text.blocks if (frame := ring(block)) is not None]
    drawn += [r for r in rings if all(r.body.span.end <= k.start or k.end <= r.body.span.start for k in known)]
    return [f for f in drawn if f.shape[0] == f.shape[1] and _is_board(f.body.texts, f.shape[0])]


def _is_board(signs: Sequence[Sequence[str]], size: int) -> bool:
    return all(s in _BLANKS or (s.isdigit() and 0 < int(s) <= size) for row in signs for s in row)


def _given(signs: Sequence[Sequence[str]]) -> dict[str, int]:
    return {cell(r, c): int(s) for r, row in enumerate(signs) for c, s in enumerate(row) if s not in _BLANKS}


def _views(size: int) -> dict[str, list[tuple[str, ...]]]:
    """The lines of cells as they are seen from each side."""
    across, down = rows(size, size), columns(size, size)
    return {
        "top": down,
        "left": across,
        "right": [line[::-1] for line in across],
        "bottom": [line[::-1] for line in down],
    }


def _problem(size: int, given: Values, clues: Clues) -> Problem:
    rules: list[Rule] = [Different(line) for line in rows(size, size) + columns(size, size)]
    look = []
    for side, lines in _views(size).items():
        told = tuple(clues.get(side) or (None,) * size)
        look.append(told)
        rules += [_rule(side, i, line, c) for i, (line, c) in enumerate(zip(lines, told, strict=True)) if c]
    return Problem(Board.grid(size, size, range(1, size + 1), given), tuple(rules), tuple(look))


SKYSCRAPERS = Skyscrapers()
