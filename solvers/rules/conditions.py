"""Rules that name values: tables of what cells may hold together, and conditions between cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from solvers.base import BadPuzzle
from solvers.rules.board import Value, Values
from solvers.rules.rule import Candidates, Literal, Row, Rule, condition, listed, row


@dataclass(frozen=True)
class _Table(Rule):
    """Combinations of values of the cells, in order."""

    tuples: tuple[tuple[Value, ...], ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        for entry in self.tuples:
            if len(entry) != len(self.cells):
                raise BadPuzzle(
                    f"rule {self.name!r}: {list(entry)!r:.60} has {len(entry)} values for {len(self.cells)} cells",
                    hint="one value a cell, in order",
                )

    def _held(self, values: Values) -> tuple[Value | None, ...]:
        return tuple(values.get(name) for name in self.cells)


@dataclass(frozen=True)
class Allowed(_Table):
    """The cells hold one of the tuples."""

    name: ClassVar[str] = "allowed"

    def broken(self, values: Values) -> tuple[str, ...]:
        held = self._held(values)
        fits = any(all(h is None or h == e for h, e in zip(held, entry, strict=True)) for entry in self.tuples)
        return () if fits else tuple(name for name in self.cells if name in values)

    def linear(self, of: Candidates) -> list[Row]:
        if len(self.cells) == 2:
            allowed = set(self.tuples)
            return pairs(of, self.cells[0], self.cells[1], lambda u, v: (u, v) in allowed)
        possible = [
            entry
            for entry in dict.fromkeys(self.tuples)
            if all(of.get(name, value) is not None for name, value in zip(self.cells, entry, strict=True))
        ]
        if len(self.cells) == 1:
            never = [(i, 1) for v, i in of.of(self.cells[0]).items() if (v,) not in possible]
            return [row(never, None, 0)] if never else []
        chosen = [of.helper(f"{self.cells[0]}..{self.cells[-1]} = {entry}") for entry in possible]
        rows = [row([(i, 1) for i in chosen], 1, 1)]
        for position, name in enumerate(self.cells):
            for value, index in of.of(name).items():
                using = [i for i, entry in zip(chosen, possible, strict=True) if entry[position] == value]
                rows.append(row([(index, 1), *((i, -1) for i in using)], 0, 0))
        return rows

    def sentence(self) -> str:
        shown = listed(["(" + ", ".join(map(str, entry)) + ")" for entry in self.tuples], 6)
        return f"{listed(self.cells)} hold one of {shown}" if self.tuples else f"{listed(self.cells)} hold nothing"


@dataclass(frozen=True)
class Forbidden(_Table):
    """The cells hold none of the tuples."""

    name: ClassVar[str] = "forbidden"

    def broken(self, values: Values) -> tuple[str, ...]:
        return self.cells if self._held(values) in self.tuples else ()

    def linear(self, of: Candidates) -> list[Row]:
        rows = []
        for entry in self.tuples:
            found = [of.get(name, value) for name, value in zip(self.cells, entry, strict=True)]
            if None not in found:
                rows.append(row([(i, 1) for i in found if i is not None], None, len(found) - 1))
        return rows

    def sentence(self) -> str:
        shown = listed(["(" + ", ".join(map(str, entry)) + ")" for entry in self.tuples], 6) if self.tuples else "()"
        return f"{listed(self.cells)} never hold {shown}"


@dataclass(frozen=True)
class If(Rule):
    """When all of `when` hold, all of `then` do."""

    name: ClassVar[str] = "if"
    when: tuple[Literal, ...] = ()
    then: tuple[Literal, ...] = ()

    def broken(self, values: Values) -> tuple[str, ...]:
        if not all(literal.true(values) for literal in self.when):
            return ()
        wrong = [literal.cell for literal in self.then if literal.true(values) is False]
        return tuple(dict.fromkeys([literal.cell for literal in self.when] + wrong)) if wrong else ()

    def linear(self, of: Candidates) -> list[Row]:
        signed, constant = condition(self.when, of)
        if signed is None:
            return []
        rows = []
        for literal in self.then:  # (literals of `when` that hold) - (this one) <= len(when) - 1
            after, base = condition((literal,), of)
            bound = len(self.when) - 1 - constant + base
            rows.append(row([*signed, *((i, -s) for i, s in after or [])], None, bound))
        return rows

    def mentions(self) -> Iterable[Literal]:
        return (*self.when, *self.then)

    def sentence(self) -> str:
        when = " and ".join(literal.words() for literal in self.when)
        return f"if {when} then {' and '.join(literal.words() for literal in self.then)}"


@dataclass(frozen=True)
class AnyOf(Rule):
    """At least one of the literals holds."""

    name: ClassVar[str] = "any"
    of: tuple[Literal, ...] = ()

    def broken(self, values: Values) -> tuple[str, ...]:
        return self.cells if all(literal.true(values) is False for literal in self.of) else ()

    def linear(self, of: Candidates) -> list[Row]:
        terms, constant = [], 0
        for literal in self.of:
            signed, base = condition((literal,), of)
            terms += signed or []
            constant += base
        return [row(terms, 1 - constant, None)]

    def mentions(self) -> Iterable[Literal]:
        return self.of

    def sentence(self) -> str:
        return " or ".join(literal.words() for literal in self.of)


def cells_of(literals: Iterable[Literal]) -> tuple[str, ...]:
    """The cells that literals speak of, each once."""
    return tuple(dict.fromkeys(literal.cell for literal in literals))


def implies(when: Iterable[Literal], then: Iterable[Literal], label: str = "") -> If:
    """An `If` whose cells are those of its literals."""
    before, after = tuple(when), tuple(then)
    return If(cells_of((*before, *after)), before, after, label=label)


def any_of(literals: Iterable[Literal], label: str = "") -> AnyOf:
    """An `AnyOf` whose cells are those of its literals."""
    given = tuple(literals)
    return AnyOf(cells_of(given), given, label=label)


def pairs(of: Candidates, a: str, b: str, holds: Callable[[Value, Value], bool]) -> list[Row]:
    """Each value of one cell needs a fitting value of the other, both ways round."""
    rows = []
    for here, there, fits in ((a, b, holds), (b, a, lambda v, u: holds(u, v))):
        for value, index in of.of(here).items():
            partners = [i for other, i in of.of(there).items() if fits(value, other)]
            if len(partners) < len(of.of(there)):
                rows.append(row([(index, 1), *((i, -1) for i in partners)], None, 0))
    return rows
