"""Light up (akari): bulbs on open cells light every open cell; no bulb shines on another; numbers count bulbs beside.

Read as drawn (black cells `#`, numbers 0 to 4), or by its address on puzz.link and its like.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import ClassVar

from solvers.base import BadPuzzle, Candidate, Cell, Form, Traits
from solvers.hooks import Words
from solvers.rules import generate
from solvers.rules.board import Board, Problem, around, cell
from solvers.rules.constraints import Count, exactly
from solvers.rules.marked import Drawn, MarkKind, mark_for
from solvers.rules.rule import Rule
from solvers.text import address
from solvers.text.address import Address, Clues
from solvers.text.grids import Grid, grids
from solvers.text.source import Text
from solvers.text.terms import Terms

Signs = Sequence[Sequence[str]]
_OPEN = frozenset("._·•□▢☐⬜◻ ") | {""}
_BLACK = frozenset("#■⬛◼█XxB")
_BULBS = "L💡*"
_CHANGED = re.compile(
    r"[^.\n]*(?:diagonal|wrap(?:s|ping)? around|toroid|colou?red|mirror|transparent|"
    r"not (?:every|all|each) (?:\w+ )*(?:cells?|squares?) (?:need|must|ha)|may remain (?:dark|unlit)|stay dark|"
    r"(?:bulbs?|lights?) (?:may|can|are allowed to) (?:see|shine on|illuminate|light) (?:each|one another|other)|"
    r"at (?:most|least) (?:that|as) many|range of|up to \w+ cells|exactly \w+ bulbs in)[^.\n]*",
    re.I,
)
_LEGEND = re.compile(
    r"(?<!\S)[\"'`(]?[._·-][\"'`)]?\s*(?:is|are|=|means)\s*(?:an? )?(?:white|open|empty)"
    r"(?: (?:cells?|squares?))?(?![^\W_])|"
    r"(?<!\S)[\"'`(]?[#X■][\"'`)]?\s*(?:is|are|=|means)\s*(?:an? )?(?:black|walls?)(?: (?:cells?|squares?))?(?![^\W_])",
    re.I,
)
"""What the signs are that mean the same wherever this puzzle is drawn."""
_TURNED = re.compile(
    r"(?<!\S)[\"'`(]?[._][\"'`)]?\s*(?:is|are|=|means)\s*(?:an? )?(?:black|walls?|dark|blocked|shut|solid|"
    r"(?:light )?bulbs?|lamps?)|"
    r"(?<!\S)[\"'`(]?#[\"'`)]?\s*(?:is|are|=|means)\s*(?:an? )?(?:white|open|empty|floor|lit|(?:light )?bulbs?|lamps?)",
    re.I,
)
"""And what none of them is."""


class LightUp(MarkKind):
    name, title = "light_up", "light-up puzzle"
    terms = Terms(
        marked=r"bulbs?|light ?bulbs?|lamps?|lights?|lampen?|glühbirnen?|birnen?|lichter",
        whole=r"light(?: it| this| everything| the (?:grid|room|board))? up",
    )
    names = re.compile(
        r"light[\s-]?up\b(?=[\s\S]*(?:puzzle|bulb|akari|#|\d))|(?<=solve this )light[\s-]?up\b|"
        r"(?<=solve the )light[\s-]?up\b|(?<=a )light[\s-]?up\b|\bakari\b|bijutsukan|美术馆|数灯",
        re.I,
    )
    links = re.compile(r"lightup|akari|bijutsukan")
    says = "Bulbs light up every open cell, no bulb shines on another, and each number counts the bulbs beside it."
    forms = ("grid", "coordinates")
    marks = _BULBS
    traits = Traits(unique=False)  # boards without numbers are common, and any placement that keeps the rules will do
    sizes: ClassVar = {"easy": 5, "medium": 6, "hard": 7}

    def read(self, text: Text) -> list[Candidate[Problem]]:
        found = self.linked(text)
        if found or not text.says(self.names):
            return found
        return [one for grid in grids(text) if (one := self._one(text, grid)) is not None]

    def _one(self, text: Text, grid: Grid) -> Candidate[Problem] | None:
        """A grid whose every sign means something here, with open and black cells both."""
        used = {sign for row in grid.signs for sign in row}
        shut = {sign for sign in used if sign in _BLACK or re.fullmatch(r"\d{1,2}", sign)}
        dashes = used & {"-", "0"} if not used & _OPEN else set()  # the sign of open cells where nothing else is
        if used - shut - _OPEN - dashes - set(_BULBS) or not used & (_OPEN | dashes) or used <= {"0", "1"}:
            return None
        if "0" in dashes:
            return self.unclear("Is 0 an open cell here, or a black one without bulbs beside it?", grid.span, "sign")
        if changed := _CHANGED.search(text.raw):
            question = f'"{changed.group().strip()}" is not the usual rule; which rules hold?'
            return self.unclear(question, grid.span, "variant")
        if turned := _TURNED.search(text.raw):
            question = f'"{turned.group().strip()}": which signs are open cells, and which are black ones?'
            return self.unclear(question, grid.span, "sign")
        if wrong := sorted(sign for sign in shut if sign.isdecimal() and int(sign) > 4):
            return self.unclear(f"A black cell has four sides, but one says {wrong[0]}; what is meant?", grid.span)
        if len(shut & _BLACK) > 1:
            two = " and ".join(sorted(shut & _BLACK))
            return self.unclear(f"Which of {two} is a black cell, and what is the other?", grid.span, "sign")
        signs = tuple(tuple("." if sign in dashes else sign for sign in row) for row in grid.signs)
        own = next((sign for sign in _BULBS if sign in used), None)
        return self.found(_problem(signs, own or mark_for(signs, "L")), grid.span, block=grid.source)

    def says_again(self, message: Words, candidate: Candidate[Problem]) -> None:
        """Its rules, and what its signs are: "." ends no sentence there."""
        super().says_again(message, candidate)
        for match in list(_LEGEND.finditer(message.words)) if candidate.puzzle is not None else ():
            message.mark(*match.span())

    def form(self, words: str, candidate: Candidate[Problem]) -> Form | None:
        """A list of coordinates in a code block is no JSON; as everywhere else, the text says what they count from."""
        del candidate
        if (
            not re.search(r"\bcoordinates of (?:the )?(?:light )?bulbs\b", words, re.I)
            or "code block" not in words.lower()
        ):
            return None
        return Form("coordinates", base=0 if "(0, 0)" in words else 1, wrap="fence")

    def addressed(self, address_: Address) -> Problem:
        if address_.saved:
            clues = address_.written()
        else:
            clues, rest = address.four(address_.body, address_.cells)
            address.finished(rest)
        return _problem(_drawn(clues, address_.columns), "L")

    def make(self, rng: random.Random, size: int) -> Problem | None:
        signs = [["#" if rng.random() < 0.22 else "." for _ in range(size)] for _ in range(size)]
        values = generate.fill(_problem(signs, "L"), rng)
        if values is None:
            return None
        shut = [(r, c) for r in range(size) for c in range(size) if signs[r][c] == "#"]
        for r, c in shut:
            signs[r][c] = str(sum(values.get(cell(*near), 0) == 1 for near in around(r, c, size, size)))
        if not shut or not generate.unique(_problem(signs, "L")):
            return None
        for r, c in rng.sample(shut, len(shut)):  # numbers that are not needed go
            kept, signs[r][c] = signs[r][c], "#"
            if not generate.unique(_problem(signs, "L")):
                signs[r][c] = kept
        return _problem(signs, "L")


def _drawn(clues: Clues, columns: int) -> list[list[str]]:
    if any(clue is not None and clue > 4 for clue in clues):
        raise BadPuzzle("a black cell has four sides, and one says more", hint="check the address")
    return [["." if n is None else "#" if n < 0 else str(n) for n in row] for row in address.grid(clues, columns)]


def _problem(signs: Signs, mark: str) -> Problem:
    height, width = len(signs), len(signs[0])
    black = {(r, c) for r, row in enumerate(signs) for c, s in enumerate(row) if s in _BLACK or s.isdecimal()}
    inside = [(r, c) for r in range(height) for c in range(width) if (r, c) not in black]
    given = {cell(r, c): 1 for r, c in inside if signs[r][c] in _BULBS and signs[r][c]}
    if not inside:
        raise BadPuzzle("no cell is open", hint="check the grid")
    board = Board.grid(height, width, (0, 1), given, only=[cell(*at) for at in inside])
    open_ = set(inside)
    rules: list[Rule] = []
    for at in inside:
        across, down = _line(at, open_, (0, 1)), _line(at, open_, (1, 0))
        rules.append(Count(tuple(dict.fromkeys(across + down)), (1,), low=1, label=f"{cell(*at)} is lit"))
        for line in (across, down):
            if line[0] == cell(*at) and len(line) > 1:
                rules.append(Count(line, (1,), high=1, label=f"one bulb at most from {line[0]} to {line[-1]}"))
    for r, c in sorted(black):
        if signs[r][c].isdecimal():
            beside = [cell(*near) for near in around(r, c, height, width) if near in open_]
            told = f"{signs[r][c]} beside the number in {cell(r, c)}"
            if beside:
                rules.append(exactly(beside, 1, int(signs[r][c]), told))
            elif signs[r][c] != "0":
                rules.append(Count((cell(*inside[0]),), (1,), low=2, label=told))  # cannot be
    return Problem(board, tuple(rules), Drawn(tuple(map(tuple, signs)), mark))


def _line(at: Cell, open_: set[Cell], step: Cell) -> tuple[str, ...]:
    """The open cells that a bulb lights along one direction and its opposite, from end to end."""
    r, c = at
    while (r - step[0], c - step[1]) in open_:
        r, c = r - step[0], c - step[1]
    found = []
    while (r, c) in open_:
        found.append(cell(r, c))
        r, c = r + step[0], c + step[1]
    return tuple(found)


LIGHT_UP = LightUp()
