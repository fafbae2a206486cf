"""One rule of a puzzle: what it says, what breaks it, and its rows over 0/1 candidates.

A candidate is `cell = value`. `broken` looks at values and is what proves an answer; `linear` gives rows for the exact
solver and the network. The two are written apart, so that each checks the other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from solvers.base import BadPuzzle
from solvers.rules.board import Board, Value, Values


class Row(NamedTuple):
    """low <= sum of coefficients[i] * candidate indices[i] <= high; None is no bound."""

    indices: tuple[int, ...]
    coefficients: tuple[int, ...]
    low: int | None
    high: int | None


def row(terms: Iterable[tuple[int, int]], low: int | None, high: int | None) -> Row:
    """A row from (candidate, coefficient) pairs; equal candidates are added up, zeros left out."""
    total: dict[int, int] = {}
    for index, coefficient in terms:
        total[index] = total.get(index, 0) + coefficient
    kept = [(index, coefficient) for index, coefficient in total.items() if coefficient]
    return Row(tuple(i for i, _ in kept), tuple(c for _, c in kept), low, high)


class Candidates:
    """Numbers every `cell = value` of a board from 0, and further helper candidates after them."""

    def __init__(self, board: Board) -> None:
        self.names: list[tuple[str, Value]] = []
        self._of: dict[str, dict[Value, int]] = {}
        for name, values in zip(board.cells, board.domains, strict=True):
            self._of[name] = {value: len(self.names) + i for i, value in enumerate(values)}
            self.names.extend((name, value) for value in values)
        self.plain = len(self.names)

    def of(self, name: str) -> Mapping[Value, int]:
        """Value -> candidate of one cell."""
        return self._of[name]

    def get(self, name: str, value: Value) -> int | None:
        """The candidate `name = value`; None where the cell cannot hold that value."""
        return self._of[name].get(value)

    def helper(self, what: str) -> int:
        """A candidate that is no cell's value; what it stands for is fixed by the rows that name it."""
        self.names.append((what, 1))
        return len(self.names) - 1


@dataclass(frozen=True)
class Literal:
    """`cell` holds `value`, or with `holds=False` does not."""

    cell: str
    value: Value
    holds: bool = True

    def true(self, values: Values) -> bool | None:
        """Whether it holds; None while the cell is empty."""
        return (values[self.cell] == self.value) is self.holds if self.cell in values else None

    def words(self) -> str:
        return f"{self.cell} is {'' if self.holds else 'not '}{self.value}"


@dataclass(frozen=True)
class Rule(ABC):
    """A rule over `cells`. Subclasses are frozen data; their JSON form is in `rulebook`."""

    name: ClassVar[str]
    numbers: ClassVar[bool] = False
    """Whether every value of its cells must be an integer."""
    cells: tuple[str, ...]
    label: str = field(default="", kw_only=True, compare=False)
    """The sentence a kind gives this rule ("row 3"); without it the rule speaks for itself."""

    def __post_init__(self) -> None:
        if not self.cells:
            raise BadPuzzle(f"a rule {self.name!r} names no cells", hint="list the cells it is about")

    @abstractmethod
    def broken(self, values: Values) -> tuple[str, ...]:
        """The cells that break it; empty while it may still hold (cells without a value are left out of `values`)."""

    @abstractmethod
    def linear(self, of: Candidates) -> list[Row] | None:
        """Its rows over candidates; None if it has no linear form."""

    @abstractmethod
    def sentence(self) -> str:
        """The rule in plain words."""

    def words(self) -> str:
        return self.label or self.sentence()

    def mentions(self) -> Iterable[Literal]:
        """Values it speaks of, to be checked against the board where it comes from outside."""
        return ()

    def fits(self, board: Board) -> None:
        """Raise BadPuzzle where the board lacks a cell, or a cell holds something that is no number."""
        for name in self.cells:
            if name not in board.domain:
                raise BadPuzzle(f"rule {self.name!r}: no cell is called {name!r:.60}", hint="name cells of the board")
            if self.numbers and not all(isinstance(value, int) for value in board.domain[name]):
                raise BadPuzzle(
                    f"rule {self.name!r}: {name} may hold something that is no number", hint="it needs whole numbers"
                )
        for literal in self.mentions():
            if literal.cell not in board.domain:
                raise BadPuzzle(f"rule {self.name!r}: no cell is called {literal.cell!r:.60}", hint="name a cell")
            if literal.value not in board.domain[literal.cell]:
                raise BadPuzzle(
                    f"rule {self.name!r}: {literal.cell} never holds {literal.value!r:.60}",
                    hint="name one of the cell's values",
                )


@dataclass(frozen=True)
class Bounded(Rule):
    """A rule about a number that is `low` at least and `high` at most; None is no bound."""

    low: int | None = field(default=None, kw_only=True)
    high: int | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.low is None and self.high is None:
            raise BadPuzzle(f"a rule {self.name!r} has no number", hint="give is, at_least or at_most")

    def within(self, number: int) -> bool:
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)

    def bound(self) -> str:
        """The bound in words: "exactly 5", "at least 2", "2 to 4"."""
        if self.low == self.high:
            return f"exactly {self.low}"
        if self.high is None:
            return f"at least {self.low}"
        return f"at most {self.high}" if self.low is None else f"{self.low} to {self.high}"


def conditional(
    terms: Sequence[tuple[int, int]],
    low: int | None,
    high: int | None,
    least: int,
    most: int,
    when: Sequence[Literal],
    of: Candidates,
) -> list[Row]:
    """Rows for `low <= sum <= high` under a condition; `least` and `most` bound the sum whatever happens."""
    if not when:
        return [row(terms, low, high)]
    signed, constant = condition(when, of)
    if signed is None:
        return []
    rows = []
    if low is not None and least < low:  # sum >= low - (low - least) * (number of conditions that fail)
        slack = low - least
        rows.append(row([*terms, *((i, -slack * s) for i, s in signed)], low - slack * (len(when) - constant), None))
    if high is not None and most > high:
        slack = most - high
        rows.append(row([*terms, *((i, slack * s) for i, s in signed)], None, high + slack * (len(when) - constant)))
    return rows


def condition(when: Sequence[Literal], of: Candidates) -> tuple[list[tuple[int, int]] | None, int]:
    """How many of the literals hold, as terms plus a constant; no terms (None) where they can never all hold."""
    signed: list[tuple[int, int]] = []
    constant = 0
    for literal in when:
        index = of.get(literal.cell, literal.value)
        if index is None:
            if literal.holds:
                return None, 0
            constant += 1
        elif literal.holds:
            signed.append((index, 1))
        else:
            signed.append((index, -1))
            constant += 1
    return signed, constant


def listed(names: Sequence[object], most: int = 12) -> str:
    """ "a, b and c"; a long list is cut."""
    if not names:
        return "nothing"
    if len(names) > most:
        return ", ".join(map(str, names[:most])) + f" and {len(names) - most} more"
    return ", ".join(map(str, names[:-1])) + " and " + str(names[-1]) if len(names) > 1 else str(names[0])
