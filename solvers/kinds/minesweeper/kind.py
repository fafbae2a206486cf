"""Minesweeper: numbers count the mines in the eight cells around them; asked is what follows for the hidden cells.

A board seldom has one layout of mines. So an answer says of each hidden cell what holds in *every* layout: "mine",
"safe" or "?". clingo finds it; `solvers.rules.counts`, which shares no code with clingo, proves it cell by cell.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, NamedTuple

from solvers.base import BadPuzzle, Candidate, Cell, Exact, Form, Violation
from solvers.hooks import Words
from solvers.kinds.minesweeper import reading
from solvers.rules import counts, generate
from solvers.rules.board import Problem, Value, Values, cell, located, place
from solvers.rules.constraints import Count
from solvers.rules.exact import certain
from solvers.rules.kind import Assignment, RuleKind
from solvers.text import write
from solvers.text.blocks import Block, spliced
from solvers.text.grids import grids
from solvers.text.plain import COMMON, sizes
from solvers.text.source import Text
from solvers.text.terms import Terms

_SAFE = re.compile(r"\bsafe\b|\bno mine\b|\b(?:click|reveal|open)(?: on)? next\b", re.I)
_BOTH = re.compile(
    r"\bmines?\b[^.?!\n]*\b(?:and|or)\b[^.?!\n]*\bsafe|\bsafe\b[^.?!\n]*\b(?:and|or)\b[^.?!\n]*\bmines?\b", re.I
)
_LIST = re.compile(r"\b(?:list|coordinates?|positions?) of\b[^.\n]{0,40}\b(?:coordinates?|mines?|cells)\b", re.I)
_ZERO = re.compile(r"\b(?:0|zero)[- ](?:based|indexed)|\b(?:start|count|index)\w*[^.\n]{0,20}(?:\(0, ?0\)|\b0\b)", re.I)
_LINE = re.compile(r"^(mines|safe|open)\b([^:\n]*):(.*)", re.I | re.M)
_SAID = {"mines": "mine", "safe": "safe", "open": "?"}


_WANTS = re.compile(
    r"\b(?:where|which|what|find|list|show|mark|locate|determine|tell me|give me)\b[^.?!\n]*"
    r"\b(?:mines?|bombs?|safe|certain)\b[^.?!\n]*[.?!]?|[^.?!\n]*\b(?:0|1|zero|one)-(?:based|indexed)[^.?!\n]*",
    re.I,
)
_HIDDEN = (
    r"(?:(?:an? )?(?:hidden|unknown|unrevealed|covered|unopened)(?: (?:cells?|squares?))?|unbekannt|verdeckt|"
    r"inconnue?s?|cachée?s?|desconocid[oa]s?|ocult[oa]s?|sconosciut[oaie]|copert[oaie]|desconhecid[oa]s?|"
    r"onbekend|nieznan[ey]|неизвестн\w+|未知|不明)"
)
_MEANS = r"is|=|:|means|are|for|ist|sind|heißt|bedeutet|est|sont|es|son|è|sono|é|são|to|[-–—]|это|是|は"
_AT = r"(?:row|r)\s*(\d+)[,\s]*(?:and\s+)?(?:column|col|c)\s*(\d+)|\((\d+),\s*(\d+)\)"
_ONE = re.compile(
    rf"\bis (?:the )?(?:cell|square)?\s*(?:in|at)?\s*(?=[^?\n]*\b(mine|safe|bomb)\b)(?:{_AT})[^.?!\n]*\?", re.I
)
_LINE_NAMED = re.compile(r"\b(?:rows?|columns?|cols?|r\d|corners?|edges?|borders?|diagonals?)\b", re.I)
_HELD = re.compile(r"\b(?:an? )?(?:mine|safe|bomb)\b", re.I)
_PLAIN_WANT = re.compile(
    r"\b(?:the|all|of|hidden|unknown|covered|unopened|unrevealed|remaining|cells?|squares?|tiles?|are|is|mines?|bombs?|safe|certain(?:ly)?|located|have|hold|contain|"
    r"to (?:open|click|reveal)|(?:0|1|zero|one)-(?:based|indexed))\b",
    re.I,
)
"""What a wish for mines and safe cells may be told in; what else stands in it asks for more."""
_WORDS = (
    r"|mine(?:s|sweeper|field)?|bombs?|hidden|unknown|un(?:revealed|opened|covered)|reveal(?:s|ed)?|covered|adjacent|neighbou?rs?|"
    r"neighbou?ring|surround(?:s|ed|ing)?|around|eight|diagonal(?:ly|s)?|including|display(?:s|ed)?|count|click(?:s|ed|ing)?|avoid|"
    r"deduce|infer|determine[ds]?|definitively|certain|locations?|flag(?:s|ged)?|game|over|non-mine|numbered|either|may|touch(?:es|ing)?|"
    r"safe|open(?:ed)?|total|in all|our|where|located"
)


class Asked(NamedTuple):
    """What is asked of the board: a form, or whether one cell is a mine (safe)."""

    what: str
    at: Cell | None = None
    base: Literal[0, 1, None] = None

    @property
    def special(self) -> bool:
        return self.at is not None

    def words(self) -> str:
        if self.at is None:
            return f"what is certain about the hidden cells, as {self.what}"
        return f"whether row {self.at[0] + 1}, column {self.at[1] + 1} is {self.what}"


class Minesweeper(RuleKind):
    name, title = "minesweeper", "minesweeper"
    names = re.compile(
        r"mine ?-?sweep|\bmine ?field\b|\bmines\b|démineur|buscaminas|扫雷|踩地雷|マインスイーパ|сап[её]р", re.I
    )
    says = "A number says how many of the eight cells around it hold a mine; cells with a number hold none."
    forms = ("verdict", "coordinates", "safe", "grid")
    sizes: ClassVar[Mapping[str, int]] = {"easy": 5, "medium": 7, "hard": 8}

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        found = []
        for grid in grids(text, least=2):
            if reading.is_board(grid.signs):
                words = text.raw[: grid.span.start] + "\n" + text.raw[grid.span.end :]
                try:
                    problem, hidden = reading.read(grid.signs, words)
                except reading.Unclear as open_point:
                    code, question = open_point.args
                    found.append(self.unclear(question, grid.span, code))
                else:
                    notation = {"hidden": hidden, "mine": problem.look.mine}
                    found.append(self.found(problem, grid.span, block=grid.source, notation=notation))
        return found

    def form(self, words: str, candidate: Candidate[Problem]) -> Form | None:
        del candidate
        asks = [said for said in re.findall(r"[^.?!\n]+", words) if _SAFE.search(said)]
        base: Literal[0, None] = 0 if _ZERO.search(words) else None
        if asks and not any(map(_BOTH.search, asks)):
            return Form("safe", base=base)
        if reading.MARK.search(words):
            return Form("grid")
        if _LIST.search(words):  # a list of coordinates in a code block is no JSON
            return Form("coordinates", wrap="fence" if "```" in words else "", base=base)
        return None

    # ------------------------------------------------------------------ asking

    terms = Terms(
        marked=r"mines?|bombs?|minen?|bomben?",
        open=r"(?:safely )?(?:click(?:ed)?|open(?:ed)?|reveal(?:ed)?|uncover(?:ed)?|dig)(?: on)?(?: safely)?"
        r"(?: next| first| now)?|(?:gefahrlos |sicher )?(?:klicken|anklicken|aufdecken|öffnen)|"
        r"safe(?: to (?:click|open|step|dig|uncover|reveal|press)(?: on)?)?|clear|free of (?:mines|bombs)|"
        r"sicher|ungefährlich|gefahrlos|frei",
        unsure="?",
    )
    vocabulary = COMMON + _WORDS + r"|under|uses"
    denies = (
        rf"{reading.VARIANT.pattern}|\bnumbered (?:cells?|squares?) (?:may|can|could)\b|"
        r"\b(?:may|might|can) (?:also |each )?(?:contain|hold|have)\b|"
        r"\b(?:rows?|columns?|corners?|edges?|borders?|quadrants?)\b[^.\n]*\bmines?\b|\bmines?\b[^.\n]*\b(?:rows?|columns?|corners?)\b"
    )

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        height, width = len(puzzle.look.numbers), len(puzzle.look.numbers[0])
        total = {str(rule.low) for rule in puzzle.rules if isinstance(rule, Count) and rule.label == reading.ALL}
        return sizes(height, width) | frozenset("0123458") | total

    def problem(self, puzzle: Problem) -> None:  # type: ignore[override]
        """A layout is no answer here, so hints and counts of layouts are not given."""
        del puzzle

    def says_again(self, message: Words, candidate: Candidate[Problem]) -> None:
        """Its rule, and what the sign of hidden cells is: "?" ends no sentence there."""
        super().says_again(message, candidate)
        hidden = re.escape(candidate.notation.get("hidden") or "?")
        told = re.compile(rf"[\"'`]?{hidden}[\"'`]?\s*(?:{_MEANS})\s*{_HIDDEN}", re.I)
        for match in list(told.finditer(message.words)):
            message.mark(*match.span())

    def question(self, message: Words, candidate: Candidate[Problem]) -> Asked | None:
        message.take(reading.TOTAL)
        message.take(reading.MARK)
        match = message.first(_ONE)
        if match is not None:
            for said in (re.compile(_AT, re.I), _HELD):
                held = said.search(message.words, *match.span())
                if held is not None:
                    message.mark(*held.span())
            r, c = (int(n) for n in match.groups()[1:] if n)
            base = 0 if _ZERO.search(message.words) else 1
            return Asked("mine" if match[1].lower() != "safe" else "safe", (r - base, c - base))
        asked = message.take(_WANTS)
        for wish in asked:
            plain = list(_PLAIN_WANT.finditer(message.words, *wish.span()))
            told = _LINE_NAMED.search(message.words, *wish.span())  # of some cells only: another question
            for word in plain if told is None else ():
                message.mark(*word.span())
        form = self.form(message.words, candidate)
        return Asked(form.name if form else "verdict", base=form.base if form else None) if asked else None

    def said(self, question: Asked, candidate: Candidate[Problem], answer: Values) -> str | bool:
        if question.at is None:
            return self.write(candidate, answer, Form(question.what, base=question.base))
        held = answer.get(cell(*question.at), "safe")
        return held == question.what if held != "?" else "It may be either: the numbers fit a mine there, and none."

    # ------------------------------------------------------------------ proving

    def exact(self, puzzle: Problem, *, seconds: float = 5.0) -> Exact[Assignment]:
        """What holds in every layout; where one full layout is asked for and there are several, two of them."""
        found = certain(puzzle, seconds=seconds)
        if not found.solutions or not found.complete:
            return Exact((), found.complete)
        layouts = [found.values]
        if puzzle.look.whole and len(found.values) < len(puzzle.board.cells):
            layouts = [found.solutions[0], found.solutions[-1]]
        said: dict[Value, str] = {0: "safe", 1: "mine", -1: "?"}
        return Exact(tuple({n: said[layout.get(n, -1)] for n in puzzle.board.cells} for layout in layouts))

    def verify(self, puzzle: Problem, answer: Any) -> tuple[Violation, ...]:
        """A claim is proven when its opposite has no layout; "?" when there is a layout with and one without a mine."""
        if not isinstance(answer, Mapping) or set(answer) != set(puzzle.board.cells):
            return (Violation("cell", (), "an answer says mine, safe or ? of every hidden cell"),)
        wrong = [n for n, said in answer.items() if said not in ("mine", "safe", "?")]
        if wrong:
            return (Violation("cell", located(wrong), f"{wrong[0]} is said to be none of mine, safe and ?"),)
        possible = counts.possible(puzzle)
        if not all(possible.values()):
            return (Violation("layouts", (), "no layout of mines fits the numbers"),)
        right = {n: "?" if len(held) == 2 else "mine" if 1 in held else "safe" for n, held in possible.items()}
        return tuple(
            Violation("certain", located((n,)), f"{n} is {right[n]!r}, not {said!r}")
            for n, said in answer.items()
            if said != right[n]
        )

    def checks(self, puzzle: Problem, violations: Sequence[Violation]) -> list[tuple[str, bool, str]]:
        bad = violations[0].detail if violations else ""
        flags = f"; {len(puzzle.board.given)} flags are taken as mines" if puzzle.board.given else ""
        proven = (
            "the opposite of each certain cell fits no layout; each open cell has a layout with and one without a mine"
        )
        return [
            ("layouts", not bad, bad or f"a layout of mines fits all {len(puzzle.rules)} counts{flags}"),
            ("certain", not bad, bad or proven),
        ]

    # ------------------------------------------------------------------ telling

    def signs(self, puzzle: Problem, values: Values) -> list[list[str]]:
        marks: dict[Value, str] = {1: "F", "mine": puzzle.look.mine or "M", "safe": "S"}
        held = {name: marks.get(value, "?") for name, value in values.items()}
        rows = enumerate(puzzle.look.numbers)
        return [[held.get(cell(r, c), "?") if n is None else str(n) for c, n in enumerate(row)] for r, row in rows]

    def marked(self, puzzle: Problem, values: Values) -> list[Cell]:
        return _places(values, "mine")

    def render(self, puzzle: Problem) -> str:
        total = next((rule.low for rule in puzzle.rules if rule.label == reading.ALL), None)  # type: ignore[attr-defined]
        return f"Minesweeper, ? is hidden{'' if total is None else f', {total} mines'}:\n" + super().render(puzzle)

    def write(self, candidate: Candidate[Problem], answer: Values, form: Form) -> str:
        assert candidate.puzzle is not None
        groups = {said: _places(answer, said) for said in ("mine", "safe", "?")}
        if form.name == "cells":
            return write.named([(cell(r, c), str(answer.get(cell(r, c), "safe"))) for r, c in form.cells], form)
        if form.name in ("coordinates", "safe"):
            found = groups["mine" if form.name == "coordinates" else "safe"]
            return write.cells(found, form) if found else candidate.puzzle.look.nothing or "none"
        if form.name == "grid" or form.wrap == "brackets":
            return self._grid(candidate, answer, form)
        if form.wrap == "json":
            return json.dumps({name: json.loads(write.cells(groups[said], form)) for name, said in _SAID.items()})
        start = f" (row, column, from {0 if form.base == 0 else 1})"
        lines = [
            f"{name.capitalize()}{start}: {write.cells(groups[said], form)}"
            for name, said in _SAID.items()
            if groups[said] or name == "mines"
        ]
        return "\n".join(lines)

    def _grid(self, candidate: Candidate[Problem], answer: Values, form: Form) -> str:
        """The board with its mines marked; safe cells are marked too, unless the user named a sign for mines alone."""
        assert candidate.puzzle is not None
        hidden = candidate.notation.get("hidden", "?")
        kept = {"?": hidden, "S": hidden if candidate.puzzle.look.mine else "S"}
        signs = [[kept.get(sign, sign) for sign in row] for row in self.signs(candidate.puzzle, answer)]
        if not isinstance(candidate.look, Block) or form.wrap in ("json", "brackets"):
            return write.grid(signs, form)
        shown = zip(candidate.look.texts, signs, candidate.puzzle.look.numbers, strict=True)
        return spliced(
            candidate.look,
            [[s if n is None else t for t, s, n in zip(*row, strict=True)] for row in shown],
        )

    def partial(self, puzzle: Problem, answer: Values) -> tuple[tuple[Violation, ...], tuple[Any, ...]]:
        """Every hidden cell is a mine, safe, or left out as not determined: no answer is half of one."""
        return tuple(self.verify(puzzle, answer)), ()

    def read_answer(self, puzzle: Problem, text: str) -> Assignment:
        """The three lines that `write` gives, or a receipt's JSON."""
        found = self._from_json(puzzle, text) or {}
        for what, start, places in _LINE.findall(text):
            base = 0 if "from 0" in start else 1
            for r, c in re.findall(r"\((\d+), *(\d+)\)", places):
                found[cell(int(r) - base, int(c) - base)] = _SAID[what.lower()]
        if not found:
            raise BadPuzzle(f"no minesweeper answer in {text[:40]!r}", hint="give lines like 'Mines: (1, 2), (3, 4)'")
        return found

    # ------------------------------------------------------------------ making

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """Every hidden cell follows from the numbers; a number goes while that stays so."""
        places = [(r, c) for r in range(size) for c in range(size)]
        mines = set(rng.sample(places, size * size // 5))
        shown = [at for at in places if at not in mines]
        left = set(shown)
        if not generate.unique(reading.drawn(size, mines, left)):
            return None
        for at in rng.sample(shown, len(shown)):
            if len(left) > 1 and generate.unique(reading.drawn(size, mines, left - {at})):
                left.discard(at)
        return reading.drawn(size, mines, left)


def _places(values: Values, said: str) -> list[Cell]:
    return [at for name, value in values.items() if value == said and (at := place(name)) is not None]


MINESWEEPER = Minesweeper()
