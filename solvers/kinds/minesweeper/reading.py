"""A minesweeper board in a text, and what the text says of it: which sign is hidden, how many mines, what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from solvers.base import Cell
from solvers.rules.board import Board, Problem, Values, around, cell
from solvers.rules.constraints import exactly
from solvers.text.legend import legend, meaning

ALL = "all mines"
"""The label of the rule that counts the mines of the whole board."""
VARIANT = re.compile(
    r"[^.\n]*\b(?:wraps? (?:a?round|from|over)|toroid\w*|torus|hexagon\w*|orthogonal\w*|(?:four|4) neighbou?rs|"
    r"not diagonal\w*|diagonal\w* (?:\w+ )?(?:do not|don't) count|(?:numbers?|clues?) (?:\w+ )?(?:lies?|lying|wrong)|"
    r"liars?|knight'?s?|two mines (?:in|per)|multiple mines|within (?:two|2|three|3))\b[^.\n]*",
    re.I,
)
TOTAL = re.compile(
    r"\b(\d{1,3}) (?:(?:hidden|total|remaining|undiscovered) )?(?:mines|bombs)\b"
    r"(?! (?:around|adjacent|near|next|touch|surround|in (?:its|the) (?:eight|8|neigh|adj|surr)))"
    r"|\b(?:mines|bombs)(?: left| remaining| in total| total)?\s*[:=]\s*(\d{1,3})\b"
    r"|\b(?:total|number) (?:number )?of (?:mines|bombs)(?: is|:| =) (\d{1,3})\b",
    re.I,
)
MARK = re.compile(
    r"\b(?:replace|mark|label|denote)\b[^.\n]{0,40}? (?:with|as|by|using) (?:an? )?[\"'`]?(?P<sign>[^\s\"'`.])(?!\w)",
    re.I,
)
_NOTHING = re.compile(
    r"\b(?:no solution|cannot|can't|no mines?|none)\b[^\n]{0,80}:\s*\n```\w*\n(?P<said>[^\n`]{2,80})\n```", re.I
)
_CERTAIN = re.compile(r"certain|definit|determin|deduc|guarante|logic|\bsafe|\bsure\b|provabl|\bmust\b|follows", re.I)
_WHOLE = re.compile(r"\ball (?:of )?(?:the )?(?:squares|cells|mines|positions|locations)\b", re.I)
_MEANINGS = {
    "hidden": re.compile(r"unknown|unrevealed|not (?:yet )?(?:revealed|opened)|hidden|covered|unopened|closed", re.I),
    "mine": re.compile(r"flag|mine|bomb", re.I),
    "zero": re.compile(r"empty|blank|revealed|open|zero", re.I),
}
_HIDDEN = frozenset(".?#■□▢⬜⬛█-_XxN*oO~") | {"-2", "-1", "", "None"}
_FLAGS = frozenset({"F", "f", "🚩", "⚑", "P", "!"})


class Look(NamedTuple):
    """Numbers by row (None: hidden), the user's sign of a mine, whether one full layout is asked for, and what is to be
    said where no mine is certain."""

    numbers: tuple[tuple[int | None, ...], ...]
    mine: str = ""
    whole: bool = False
    nothing: str = ""


class Unclear(Exception):
    """The text leaves something open: (code, question)."""


def is_board(rows: Sequence[Sequence[str]]) -> bool:
    """Numbers up to 8 and signs for the rest, with some of either."""
    signs = [sign for row in rows for sign in row]
    fits = all(sign in _HIDDEN or sign in _FLAGS or (sign.isdigit() and int(sign) <= 8) for sign in signs)
    return fits and any(sign.isdigit() for sign in signs) and any(sign in _HIDDEN for sign in signs)


def read(rows: Sequence[Sequence[str]], words: str) -> tuple[Problem, str]:
    """The board and the sign of a hidden cell. Raises Unclear."""
    if changed := VARIANT.search(words):
        raise Unclear(
            "variant",
            f'Plain minesweeper counts the eight cells around a number; what does "{changed.group().strip()}" change?',
        )
    signs = {sign for row in rows for sign in row if not sign.isdigit()}
    told = meaning({s: said for s, said in legend(words).items() if s in signs}, _MEANINGS)
    flags = {s for s in signs if told.get(s, "mine" if s in _FLAGS else "") == "mine"}
    zeros = {s for s in signs if told.get(s) == "zero"}
    hidden = signs - zeros - flags
    if len(hidden) != 1:
        raise Unclear("signs", f"Which sign marks a hidden cell: {' or '.join(sorted(map(repr, signs)))}?")
    numbers = tuple(tuple(int(s) if s.isdigit() else 0 if s in zeros else None for s in row) for row in rows)
    given: Values = {cell(r, c): 1 for r, row in enumerate(rows) for c, s in enumerate(row) if s in flags}
    mark, nothing = MARK.search(words), _NOTHING.search(words)
    whole = _WHOLE.search(words) is not None and _CERTAIN.search(words) is None
    look = Look(numbers, mark["sign"] if mark else min(flags, default=""), whole, nothing["said"] if nothing else "")
    return problem(look, given, _total(words, len(given))), hidden.pop()


def _total(words: str, flags: int) -> int | None:
    totals = set()
    for match in TOTAL.finditer(words):
        left = re.search(r"left|remain", match.group(), re.I) is not None
        totals.add(int(next(filter(None, match.groups()))) + flags * left)
    if len(totals) > 1:
        raise Unclear("mines", f"How many mines are there in all: {' or '.join(map(str, sorted(totals)))}?")
    return totals.pop() if totals else None


def problem(look: Look, given: Values, total: int | None) -> Problem:
    """A 0/1 board of the hidden cells, a count for each number beside some of them, and one for all mines if told."""
    height, width = len(look.numbers), len(look.numbers[0])
    hidden = [cell(r, c) for r, row in enumerate(look.numbers) for c, n in enumerate(row) if n is None]
    inside = set(hidden)
    rules = [] if total is None else [exactly(hidden, 1, total, ALL)]
    for r, row in enumerate(look.numbers):
        for c, number in enumerate(row):
            near = [n for at in around(r, c, height, width, diagonal=True) if (n := cell(*at)) in inside]
            if number is not None and near:
                rules.append(exactly(near, 1, number, f"the {number} at row {r + 1}, column {c + 1}"))
            elif number:
                raise Unclear(
                    "number", f"Row {r + 1}, column {c + 1} shows {number}, with no hidden cell around it; is it right?"
                )
    return Problem(Board.grid(height, width, (0, 1), given, only=hidden), tuple(rules), look)


def drawn(size: int, mines: Iterable[Cell], shown: Iterable[Cell]) -> Problem:
    """The board that shows the numbers of some cells."""
    held, seen = set(mines), set(shown)
    rows = tuple(
        tuple(
            sum(at in held for at in around(r, c, size, size, diagonal=True)) if (r, c) in seen else None
            for c in range(size)
        )
        for r in range(size)
    )
    return problem(Look(rows), {}, len(held))
