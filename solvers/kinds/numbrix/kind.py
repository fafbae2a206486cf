"""Numbrix, hidato and zip: one path through all cells, a number a step.

Numbrix steps to the sides, hidato also diagonally. Zip gives only the order of some waypoints, and walls that no step
crosses. Before the board is built, each cell's numbers are cut down to those that the givens can reach from it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import ClassVar

from solvers.base import Candidate, Form
from solvers.hooks import Words
from solvers.kinds.numbrix.board import Look, problem, walk, with_given
from solvers.kinds.numbrix.reading import VARIANT, WALL, Unclear, read
from solvers.rules import generate
from solvers.rules.board import Problem, Values, cell, place
from solvers.rules.kind import RuleKind
from solvers.text import write
from solvers.text.grids import grids
from solvers.text.plain import COMMON, UNDONE, sizes
from solvers.text.source import Text
from solvers.text.terms import Terms

_ORDER = r"consecutive|successive|sequential|in (?:ascending |numerical )?order|in sequence|one by one|differ\w* by 1"
_BESIDE = r"adjacent|neighbou?r|connect|next to|path|horizontal|touch"

_WORDS = (
    r"|numbrix|hidato|hidoku|zip|linkedin|snake|paths?|continuous|single|consecutive|successive|sequential|sequence|order|"
    r"ascending|adjacent|neighbou?rs?|neighbou?ring|connect(?:s|ed|ing)?|next|horizontal(?:ly)?|vertical(?:ly)?|"
    r"diagonal(?:ly)?|orthogonal(?:ly)?|directions?|steps?|moves?|visit(?:s|ed|ing)?|pass(?:es|ing)?|goes|walls?|cross(?:es)?|"
    r"waypoints?|create|missing|integers?|differ(?:ing|s)?|like|etc|hint|continuous|chain|draw|stands?|may|another"
)


class Numbrix(RuleKind):
    name, title = "numbrix", "numbrix"
    names = re.compile(
        rf"numbrix|hidato|hidoku|number snake|\bzip\b(?! codes?)|数蛇|(?:{_ORDER})[^.\n]{{0,80}}(?:{_BESIDE})|"
        rf"(?:{_BESIDE})[^.\n]{{0,80}}(?:{_ORDER})",
        re.I,
    )
    says = "Every number stands beside the next one, so that the numbers make one path through all cells."
    forms = ("grid", "path")
    sizes: ClassVar[Mapping[str, int]] = {"easy": 4, "medium": 5, "hard": 6}

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        found = []
        for grid in grids(text):
            words = text.raw[: grid.span.start] + "\n" + text.raw[grid.span.end :]
            try:
                look = read(grid, words, text.raw[grid.span.start : grid.span.end])
            except Unclear as open_point:
                found.append(self.unclear(open_point.question, grid.span, open_point.code))
            else:
                if look is not None:
                    found.append(self.found(problem(look), grid.span, block=grid.source))
        return found

    def form(self, words: str, candidate: Candidate[Problem]) -> Form | None:
        del candidate
        asked = r"\b(?:list|sequence|order) of (?:the )?(?:coordinates|cells|positions)\b|\bcoordinates of the path\b"
        return Form("path") if re.search(asked, words, re.I) else None

    # ------------------------------------------------------------------ asking

    terms = Terms(numbers=True, whole=r"path|chain|trail|pfad|weg|kette")
    vocabulary = COMMON + _WORDS
    denies = (
        rf"{VARIANT.pattern}|{UNDONE}|\b(?:starts?|ends?|begins?|finish\w*|stops?)\b[^.\n]*"
        r"\b(?:top|bottom|left|right|corners?|cent\w+|middle|rows?|columns?|edges?|borders?)\b|"
        r"\b(?:rows?|columns?|corners?)\b[^.\n]*\b(?:contains?|holds?|starts?|ends?|is|are|must)\b"
    )

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        height, width = puzzle.board.shape or (0, 0)
        return sizes(height, width) | {str(len(puzzle.board.cells)), "2", "3", str(len(puzzle.look.waypoints))}

    def told_numbers(self, puzzle: Problem) -> dict[str, str]:
        """Zip numbers its waypoints alone; steps to the sides are no rule of hidato."""
        look: Look = puzzle.look
        numbers = {} if look.waypoints else {"n": str(len(puzzle.board.cells))}
        return numbers if look.diagonal or look.waypoints else {**numbers, "straight": ""}

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        """Walls told by their cells are understood."""
        if candidate.puzzle is not None and candidate.puzzle.look.walls:
            message.take(WALL)

    # ------------------------------------------------------------------ telling

    def signs(self, puzzle: Problem, values: Values) -> list[list[str]]:
        inside = puzzle.board.domain
        return [
            [str(values.get(n, ".")) if (n := cell(r, c)) in inside else sign for c, sign in enumerate(row)]
            for r, row in enumerate(puzzle.look.signs)
        ]

    def write(self, candidate: Candidate[Problem], answer: Values, form: Form) -> str:
        if form.name == "path":
            steps = sorted(answer, key=lambda name: int(answer[name]))
            return write.cells([at for name in steps if (at := place(name)) is not None], form)
        return super().write(candidate, answer, form)

    def render(self, puzzle: Problem) -> str:
        look: Look = puzzle.look
        called = "Zip" if look.waypoints else "Hidato" if look.diagonal else "Numbrix"
        given = dict(zip(look.waypoints, range(1, 999), strict=False)) or puzzle.board.clues
        walls = [" and ".join(f"({r + 1}, {c + 1})" for r, c in map(_at, pair)) for pair in look.walls]
        told = "\n\nWalls between " + ", ".join(walls) + "." if walls else ""
        return f"{called}:\n{write.grid(self.signs(puzzle, given), Form())}{told}"

    # ------------------------------------------------------------------ making

    def generate(self, seed: int, *, difficulty: str = "medium", size: int | None = None) -> Problem:
        made = super().generate(seed, difficulty=difficulty, size=size)
        look: Look = made.look
        return problem(look if look.waypoints else with_given(look, made.board.clues))

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """Mostly numbrix; now and then hidato, or zip with as few walls and waypoints as keep it unique."""
        sort = rng.choice(("numbrix", "numbrix", "hidato", "zip"))
        path = [cell(*at) for at in walk(size, size, rng, diagonal=sort == "hidato")]
        look = Look(((".",) * size,) * size, diagonal=sort == "hidato")
        if sort != "zip":
            thin = generate.thin(problem(look), {name: step for step, name in enumerate(path, 1)}, rng)
            return problem(with_given(look, thin.board.clues))
        ends = {0, len(path) - 1}
        for stops in range(size, len(path)):
            chosen = sorted(ends | set(rng.sample(range(1, len(path) - 1), min(stops, len(path) - 2))))
            made = problem(look._replace(waypoints=tuple(path[i] for i in chosen)))
            if generate.unique(made):
                return made
        return None


def _at(name: str) -> tuple[int, int]:
    at = place(name)
    assert at is not None
    return at


NUMBRIX = Numbrix()
