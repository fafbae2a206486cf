"""Rulebooks: puzzles whose rules come with them, as a JSON object in the text (see `solvers.rules.rulebook`).

{"cells": ["Ann", "Bob"], "values": [1, 2], "rules": [{"rule": "less", "cells": ["Ann", "Bob"]}]}
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from typing import Any

from solvers.base import BadPuzzle, Candidate, Form, Span, Violation
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values
from solvers.rules.constraints import Difference, Different, Less, Sum
from solvers.rules.kind import Assignment, RuleKind
from solvers.rules.reasons import told
from solvers.rules.rule import Rule
from solvers.text import write
from solvers.text.source import Text

CHECKS = 20
"""Rules that a receipt names one by one; the rest are counted."""
NAMES = ("Ann", "Bob", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana", "Ivo", "June")

_OPENS = re.compile(r"\{\s*\"")
_MARKS = re.compile(r"\"rules\"\s*:\s*\[\s*\{[^{}]*\"rule\"\s*:")
"""What a rulebook cannot do without; other JSON is none."""
_TOLD = re.compile(r"^[ \t>*-]*(\S[^=:\n]*?)[ \t]*[=:][ \t]*(\S.*?)[ \t]*$", re.M)
TRIES = 20
"""Braces at which an object may begin: each is read to its end."""


class Rulebooks(RuleKind):
    name, title = "rules", "rulebook"
    names = re.compile(r"rule ?books?|[\"']rules[\"']\s*:", re.I)
    says = "The rules are those that the rulebook lists."
    sizes = {"easy": 4, "medium": 6, "hard": 8}  # noqa: RUF012 - as the base class has it

    def read(self, text: Text) -> list[Candidate[Problem]]:
        found: list[Candidate[Problem]] = []
        if not _MARKS.search(text.raw):
            return found
        from solvers.rules import rulebook

        for span, given in _objects(text.raw):
            try:
                problem = rulebook.read(given)
            except BadPuzzle as exc:
                found.append(self.unclear(f"The rulebook cannot be used: {exc} ({exc.hint}).", span))
            else:
                found.append(self.found(problem, span, form="rulebook"))
        return found

    def checks(self, puzzle: Problem, violations: Sequence[Violation]) -> list[tuple[str, bool, str]]:
        """The givens, then each rule in words; those beyond the first are counted."""
        wrong = next((v.detail for v in violations if v.rule in ("given", "cell")), None)
        lines = [("given", wrong is None, wrong or "every given value stands")]
        broken = {v.detail for v in violations}
        told_of = [rule for rule in puzzle.rules if rule.words() in broken] or list(puzzle.rules)
        lines += [(rule.name, rule.words() not in broken, told(rule)) for rule in told_of[:CHECKS]]
        if len(puzzle.rules) > CHECKS:
            lines.append(("all rules", not violations, f"{len(puzzle.rules)} rules checked, {CHECKS} at most listed"))
        return lines

    def solution_json(self, puzzle: Problem, answer: Values) -> dict[str, Any]:
        return {"values": {name: answer[name] for name in puzzle.board.shown}}

    def signs(self, puzzle: Problem, values: Values) -> list[list[str]]:
        """Rows where the cells make up a whole grid, else a line for each cell."""
        shape = puzzle.board.shape
        if shape is not None and len(puzzle.board.shown) == shape[0] * shape[1]:
            return super().signs(puzzle, values)
        return [[name, "=", str(values.get(name, self.blank))] for name in puzzle.board.shown]

    def draw(self, puzzle: Problem, values: Values, form: Form) -> str:
        signs = self.signs(puzzle, values)
        whole = not any(row[1:2] == ["="] for row in signs)
        if whole:
            return write.grid(signs, form)
        if form.wrap == "json":
            return json.dumps(self.solution_json(puzzle, values)["values"])
        return "\n".join(" ".join(row) for row in signs)

    def render(self, puzzle: Problem) -> str:
        from solvers.rules import rulebook

        return json.dumps(rulebook.write(puzzle))

    def _from_signs(self, puzzle: Problem, text: Text) -> Assignment | None:
        """Lines like `Ann = 4` or `Ann: 4`, else a grid."""
        found: Assignment = {}
        for name, sign in _TOLD.findall(text.raw):
            value = self.value(sign, name, puzzle) if name in puzzle.board.domain else None
            if value is not None:
                found[name] = value
        return found or super()._from_signs(puzzle, text)

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """Who sits where in a row: as few rules as make it one way only."""
        people = NAMES[:size]
        seats = dict(zip(people, rng.sample(range(1, size + 1), size), strict=True))
        rules: list[Rule] = [Different(people, label="one seat each")]
        for _ in range(4 * size):
            a, b = sorted(rng.sample(people, 2), key=seats.__getitem__)
            apart, together = seats[b] - seats[a], seats[a] + seats[b]
            rules.append(
                rng.choice(
                    (
                        Less((a, b), label=f"{a} sits left of {b}"),
                        Difference((a, b), low=apart, high=apart),
                        Difference((a, b), low=2, label=f"{a} and {b} are no neighbours")
                        if apart > 1
                        else Difference((a, b), high=1, label=f"{a} and {b} are neighbours"),
                        Sum((a, b), low=together, high=together),
                    )
                )
            )
        problem = Problem(Board(people, (tuple(range(1, size + 1)),) * size), tuple(rules))
        return generate.thin_rules(problem, rng, range(1, len(rules))) if generate.unique(problem) else None


def _objects(raw: str) -> Iterator[tuple[Span, str]]:
    """The JSON objects of the text that say to be rulebooks, and what was meant as one but is no JSON."""
    if not _MARKS.search(raw):
        return
    decoder, at, first, any_found = json.JSONDecoder(), 0, -1, False
    for _ in range(TRIES):
        opened = _OPENS.search(raw, at)
        if opened is None:
            break
        first = opened.start() if first < 0 else first
        try:
            found, end = decoder.raw_decode(raw, opened.start())
        except (ValueError, RecursionError):
            at = opened.end()
            continue
        at = end
        if isinstance(found.get("rules"), list) and any(isinstance(r, dict) and "rule" in r for r in found["rules"]):
            any_found = True
            yield Span(opened.start(), end), raw[opened.start() : end]
    end = raw.rfind("}") + 1
    if not any_found and 0 <= first < end:
        yield Span(first, end), raw[first:end]


RULEBOOKS = Rulebooks()
