"""The 0/1 linear form of a whole puzzle: candidates, rows over them, and which candidates the givens settle.

The exact solver, the uniqueness proof and the network read this; `Problem.verify` never does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from solvers.rules.board import Problem, Value, Values
from solvers.rules.rule import Candidates, Row, row


@dataclass(frozen=True)
class Program:
    """`candidates[i]` is (cell, value), or (what it means, 1) for helpers; `owners[k]` is the rule that row k is of.

    Owner -1 is the board itself: every cell holds exactly one value. `rest` are the rules without a linear form.
    """

    problem: Problem
    candidates: tuple[tuple[str, Value], ...]
    plain: int
    """Candidates before this number are cells' values, those from it on are helpers."""
    rows: tuple[Row, ...]
    owners: tuple[int, ...]
    rest: tuple[int, ...]

    @cached_property
    def index(self) -> dict[tuple[str, Value], int]:
        """(cell, value) -> candidate."""
        return {pair: i for i, pair in enumerate(self.candidates[: self.plain])}

    @cached_property
    def fixed(self) -> dict[int, bool]:
        """Candidate -> whether it is true, for every candidate of a given cell."""
        return {
            self.index[name, value]: value == given
            for name, given in self.problem.board.given
            for value in self.problem.board.domain[name]
        }

    def values(self, true: Iterable[int]) -> dict[str, Value]:
        """Cell -> value of the true candidates (helpers are left out)."""
        return dict(self.candidates[i] for i in true if i < self.plain)

    def true(self, values: Values) -> list[int]:
        """The candidates that an assignment makes true."""
        return [i for pair in values.items() if (i := self.index.get(pair)) is not None]


def program(problem: Problem) -> Program:
    """The linear form of `problem`."""
    board = problem.board
    of = Candidates(board)
    rows = [row([(i, 1) for i in of.of(name).values()], 1, 1) for name in board.cells]
    owners = [-1] * len(rows)
    rest = []
    for number, rule in enumerate(problem.rules):
        found = rule.linear(of)
        if found is None:
            rest.append(number)
        else:
            rows += found
            owners += [number] * len(found)
    return Program(problem, tuple(of.names), of.plain, tuple(rows), tuple(owners), tuple(rest))
