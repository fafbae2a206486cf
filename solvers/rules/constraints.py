"""The rules there are: one small frozen class each. Rules about lines and networks of cells stand in `shapes`.

DESIGN names the JSON fields; here `is`, `at_least` and `at_most` have become `low` and `high`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import comb, prod
from typing import ClassVar

from solvers.base import BadPuzzle
from solvers.rules.board import Board, Value, Values
from solvers.rules.conditions import pairs
from solvers.rules.rule import Bounded, Candidates, Literal, Row, Rule, conditional, listed, row

SETS = 5000
"""Sets of different numbers looked through for a sum."""
FEW_SETS = 16
"""Sets that the search may choose among: no sum of digits from 1 to 9 has more than 12."""


@dataclass(frozen=True)
class Different(Rule):
    """No two cells hold the same."""

    name: ClassVar[str] = "different"

    def broken(self, values: Values) -> tuple[str, ...]:
        held = [values[name] for name in self.cells if name in values]
        if len(set(held)) == len(held):
            return ()
        return tuple(name for name in self.cells if name in values and held.count(values[name]) > 1)

    def linear(self, of: Candidates) -> list[Row]:
        by_value: dict[Value, list[int]] = {}
        for name in self.cells:
            for value, index in of.of(name).items():
                by_value.setdefault(value, []).append(index)
        if len(by_value) < len(self.cells):
            return [Row((), (), 1, None)]  # fewer values than cells
        every = 1 if len(by_value) == len(self.cells) else None  # as many values as cells: each is used
        return [row([(i, 1) for i in found], every, 1) for found in by_value.values() if every or len(found) > 1]

    def sentence(self) -> str:
        return f"{listed(self.cells)} are all different"


@dataclass(frozen=True)
class Same(Rule):
    """All cells hold the same."""

    name: ClassVar[str] = "same"

    def broken(self, values: Values) -> tuple[str, ...]:
        held = [name for name in self.cells if name in values]
        return tuple(held) if len({values[name] for name in held}) > 1 else ()

    def linear(self, of: Candidates) -> list[Row]:
        return [r for a, b in pairwise(self.cells) for r in pairs(of, a, b, lambda u, v: u == v)]

    def sentence(self) -> str:
        return f"{listed(self.cells)} are equal"


@dataclass(frozen=True)
class Sum(Bounded):
    """The weighted sum of the cells, bounded; with `when`, only while those literals hold.

    With `different` no two of the cells hold the same, whatever `when` says: told in one rule, the few sets of numbers
    that make the sum can be searched (a run of two that adds up to 17 is 8 and 9).
    """

    name: ClassVar[str] = "sum"
    numbers: ClassVar[bool] = True
    weights: tuple[int, ...] = ()
    when: tuple[Literal, ...] = ()
    different: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.weights and len(self.weights) != len(self.cells):
            raise BadPuzzle(
                f"a sum over {len(self.cells)} cells has {len(self.weights)} weights", hint="one weight a cell"
            )

    def _weighted(self) -> Iterable[tuple[str, int]]:
        return zip(self.cells, self.weights or (1,) * len(self.cells), strict=True)

    def broken(self, values: Values) -> tuple[str, ...]:
        if self.different and (twice := Different(self.cells).broken(values)):
            return twice
        if any(name not in values for name in self.cells) or not all(literal.true(values) for literal in self.when):
            return ()
        total = sum(weight * int(values[name]) for name, weight in self._weighted())
        return () if self.within(total) else self.cells

    def linear(self, of: Candidates) -> list[Row]:
        terms, least, most = [], 0, 0
        for name, weight in self._weighted():
            held = [(index, weight * int(value)) for value, index in of.of(name).items()]
            terms += held
            least += min(c for _, c in held)
            most += max(c for _, c in held)
        rows = conditional(terms, self.low, self.high, least, most, self.when, of)
        return rows + Different(self.cells).linear(of) + self._sets(of) if self.different else rows

    def _sets(self, of: Candidates) -> list[Row]:
        """Numbers in every set with this sum, numbers in none, and one of the sets where they are few."""
        if self.weights or self.when or self.low != self.high or self.low is None:
            return []
        held: dict[int, list[tuple[int, int]]] = {}
        for name in self.cells:
            for value, index in of.of(name).items():
                held.setdefault(int(value), []).append((index, 1))
        if comb(len(held), len(self.cells)) > SETS:
            return []
        sets = [chosen for chosen in combinations(sorted(held), len(self.cells)) if sum(chosen) == self.low]
        used = [sum(value in chosen for chosen in sets) for value in held]
        rows = [row(terms, None, 0) for terms, n in zip(held.values(), used, strict=True) if not n]
        rows += [row(terms, 1, 1) for terms, n in zip(held.values(), used, strict=True) if n == len(sets)]
        if 1 < len(sets) <= FEW_SETS:
            helpers = [of.helper(f"{self.cells[0]}..{self.cells[-1]} hold {listed(chosen)}") for chosen in sets]
            rows.append(row([(i, 1) for i in helpers], 1, 1))
            for value, terms in held.items():
                holding = [(i, -1) for i, chosen in zip(helpers, sets, strict=True) if value in chosen]
                if 0 < len(holding) < len(sets):
                    rows.append(row([*terms, *holding], 0, 0))
        return rows

    def mentions(self) -> Iterable[Literal]:
        return self.when

    def sentence(self) -> str:
        parts = [name if weight == 1 else f"{weight} x {name}" for name, weight in self._weighted()]
        return (
            f"{listed(parts)} add up to {self.bound()}"
            + _when(self.when)
            + (", all different" if self.different else "")
        )


@dataclass(frozen=True)
class Product(Rule):
    """The product of positive cells."""

    name: ClassVar[str] = "product"
    numbers: ClassVar[bool] = True
    target: int = field(kw_only=True)

    def fits(self, board: Board) -> None:
        super().fits(board)
        if self.target < 1 or any(int(value) < 1 for name in self.cells for value in board.domain[name]):
            raise BadPuzzle("rule 'product': it multiplies positive numbers only", hint="leave out 0 and below")

    def broken(self, values: Values) -> tuple[str, ...]:
        if any(name not in values for name in self.cells):
            return ()
        return () if prod(int(values[name]) for name in self.cells) == self.target else self.cells

    def linear(self, of: Candidates) -> list[Row]:
        rows = []
        left, factor, primes = self.target, 2, []
        while left > 1:
            factor = factor if factor * factor <= left else left
            if left % factor == 0:
                primes.append(factor)
                while left % factor == 0:
                    left //= factor
            factor += 1
        for name in self.cells:
            never = [(index, 1) for value, index in of.of(name).items() if self.target % int(value)]
            rows += [row(never, None, 0)] if never else []
        for prime in primes:  # a product is right when each prime factor is there often enough
            terms = [(i, _power(int(v), prime)) for name in self.cells for v, i in of.of(name).items()]
            wanted = _power(self.target, prime)
            rows.append(row(terms, wanted, wanted))
        return rows

    def sentence(self) -> str:
        return f"the product of {listed(self.cells)} is {self.target}"


@dataclass(frozen=True)
class Count(Bounded):
    """How many of the cells hold one of `values`; with `when`, only while those literals hold."""

    name: ClassVar[str] = "count"
    values: tuple[Value, ...] = ()
    when: tuple[Literal, ...] = ()

    def broken(self, values: Values) -> tuple[str, ...]:
        if not all(literal.true(values) for literal in self.when):
            return ()
        known = [name for name in self.cells if name in values]
        found = sum(values[name] in self.values for name in known)
        empty = len(self.cells) - len(known)
        over = self.high is not None and found > self.high
        under = self.low is not None and found + empty < self.low
        return tuple(known) if over or under else ()

    def linear(self, of: Candidates) -> list[Row]:
        terms, least, most = [], 0, 0
        for name in self.cells:
            candidates = of.of(name)
            held = [(candidates[value], 1) for value in self.values if value in candidates]
            terms += held
            least += len(held) == len(candidates)
            most += bool(held)
        return conditional(terms, self.low, self.high, least, most, self.when, of)

    def mentions(self) -> Iterable[Literal]:
        return self.when

    def sentence(self) -> str:
        return f"{self.bound()} of {listed(self.cells)} hold {' or '.join(map(str, self.values))}" + _when(self.when)


@dataclass(frozen=True)
class Less(Rule):
    """A strictly rising chain of cells."""

    name: ClassVar[str] = "less"
    numbers: ClassVar[bool] = True

    def broken(self, values: Values) -> tuple[str, ...]:
        known = [(name, int(values[name])) for name in self.cells if name in values]
        for (a, u), (b, v) in pairwise(known):
            if u >= v:
                return (a, b)
        return ()

    def linear(self, of: Candidates) -> list[Row]:
        rows = []
        for a, b in pairwise(self.cells):
            low, high = of.of(a), of.of(b)
            for cut in sorted({int(v) for v in (*low, *high)}):
                above = [i for v, i in low.items() if int(v) >= cut]
                below = [i for v, i in high.items() if int(v) <= cut]
                if above and below:
                    rows.append(row([(i, 1) for i in above + below], None, 1))
        return rows

    def sentence(self) -> str:
        return " < ".join(self.cells)


@dataclass(frozen=True)
class _OfTwo(Bounded):
    """A bounded number made of two cells."""

    numbers: ClassVar[bool] = True

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.cells) != 2:
            raise BadPuzzle(f"rule {self.name!r} is about two cells, not {len(self.cells)}", hint="name two cells")

    def holds(self, a: int, b: int) -> bool:
        raise NotImplementedError

    def broken(self, values: Values) -> tuple[str, ...]:
        a, b = self.cells
        if a not in values or b not in values or self.holds(int(values[a]), int(values[b])):
            return ()
        return self.cells

    def linear(self, of: Candidates) -> list[Row]:
        a, b = self.cells
        return pairs(of, a, b, lambda u, v: self.holds(int(u), int(v)))


@dataclass(frozen=True)
class Difference(_OfTwo):
    """How far two cells are apart."""

    name: ClassVar[str] = "difference"

    def holds(self, a: int, b: int) -> bool:
        return self.within(abs(a - b))

    def sentence(self) -> str:
        return f"{self.cells[0]} and {self.cells[1]} differ by {self.bound()}"


@dataclass(frozen=True)
class Ratio(_OfTwo):
    """The larger of two positive cells divided by the smaller."""

    name: ClassVar[str] = "ratio"

    def fits(self, board: Board) -> None:
        super().fits(board)
        if any(int(value) < 1 for name in self.cells for value in board.domain[name]):
            raise BadPuzzle("rule 'ratio': it divides positive numbers only", hint="leave out 0 and below")

    def holds(self, a: int, b: int) -> bool:
        small, large = min(a, b), max(a, b)
        return (self.low is None or large >= self.low * small) and (self.high is None or large <= self.high * small)

    def sentence(self) -> str:
        return f"the larger of {self.cells[0]} and {self.cells[1]} is {self.bound()} times the smaller"


def exactly(cells: Iterable[str], value: Value, number: int, label: str = "") -> Count:
    """Exactly `number` of the cells hold `value`."""
    return Count(tuple(cells), (value,), low=number, high=number, label=label)


def total(cells: Iterable[str], number: int, label: str = "") -> Sum:
    """The cells add up to `number`."""
    return Sum(tuple(cells), low=number, high=number, label=label)


def _when(literals: tuple[Literal, ...]) -> str:
    return " if " + " and ".join(literal.words() for literal in literals) if literals else ""


def _power(number: int, prime: int) -> int:
    power = 0
    while number and number % prime == 0:
        number //= prime
        power += 1
    return power
