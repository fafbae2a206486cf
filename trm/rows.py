"""Linear rows over 0/1 candidates as flat arrays, and what plain bound propagation makes of them.

    low <= sum of coefficients * candidates <= high        for every row

`reduced` settles every candidate that a single row settles, again and again, and leaves the smaller system of what is
still open. The network starts from there, a search pins and reduces again, and the same function without a network is
the baseline that shows what the network adds. It draws conclusions only: nothing it settles is a guess.

What is left is in a *normal form* in which single rows say more. Of a group (the values of a cell) exactly one is true:
where a row holds a whole group, its least coefficient can be taken out of the upper bound, and its largest out of the
lower one. So a sum becomes two rows, whose bounds are those of its cells and not of their candidates one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.floating[Any]]

OPEN = -1
"""A candidate of which nothing is known, beside 0 (false) and 1 (true)."""


@dataclass(frozen=True)
class Rows:
    """A system of rows in compressed form: row r has the entries `starts[r]` to `starts[r + 1]`."""

    count: int
    """Candidates."""
    starts: Ints
    indices: Ints
    coefficients: Ints
    low: Ints
    high: Ints
    group: Ints
    """The group of every candidate, of which exactly one is true; -1: none."""

    @classmethod
    def build(cls, count: int, rows: Iterable[tuple[Iterable[int], Iterable[int], int | None, int | None]]) -> Rows:
        """From (indices, coefficients, low, high); None is no bound."""
        starts, indices, coefficients, lows, highs = [0], list[int](), list[int](), list[int](), list[int]()
        for index, coefficient, low, high in rows:
            held = list(coefficient)
            indices += index
            coefficients += held
            starts.append(len(indices))
            lows.append(sum(c for c in held if c < 0) if low is None else low)
            highs.append(sum(c for c in held if c > 0) if high is None else high)
        return cls.of(count, *(np.array(a, dtype=np.int64) for a in (starts, indices, coefficients, lows, highs)))

    @classmethod
    def of(cls, count: int, starts: Ints, indices: Ints, coefficients: Ints, low: Ints, high: Ints) -> Rows:
        """With its groups: of each, a row says that exactly one is true. A candidate belongs to its first such row,
        if that finds all of its candidates still without one."""
        group = np.full(count, -1, dtype=np.int64)
        for number, k in enumerate(np.flatnonzero((low == 1) & (high == 1)).tolist()):
            here = slice(starts[k], starts[k + 1])
            if (coefficients[here] == 1).all() and (group[indices[here]] < 0).all():
                group[indices[here]] = number
        return cls(count, starts, indices, coefficients, low, high, group)

    @property
    def rows(self) -> int:
        return len(self.low)

    @cached_property
    def owner(self) -> Ints:
        """The row of every entry."""
        return np.repeat(np.arange(self.rows), np.diff(self.starts))

    def sums(self, values: npt.NDArray[np.float64] | Ints) -> npt.NDArray[np.float64]:
        """The sum of every row under values of the candidates."""
        return np.bincount(self.owner, self.coefficients * values[self.indices], self.rows).astype(np.float64)

    def fingerprint(self) -> int:
        """Equal for systems that differ only in the names and order of candidates and rows (and, rarely, for others).

        Colours are refined along the entries: a row's from its bounds and candidates, a candidate's from its rows.
        """
        candidate = np.ones(self.count, dtype=np.uint64)
        bounds = mixed(self.low.astype(np.uint64)) + mixed(mixed(self.high.astype(np.uint64)))
        weight = mixed(self.coefficients.astype(np.uint64))
        row = bounds
        for _ in range(6):
            row = bounds.copy()
            np.add.at(row, self.owner, mixed(candidate[self.indices] * weight))
            fresh = mixed(candidate)
            np.add.at(fresh, self.indices, mixed(mixed(row)[self.owner] * weight))
            candidate = fresh
        return int(mixed(candidate).sum(dtype=np.uint64) ^ mixed(row).sum(dtype=np.uint64))

    def broken(self, true: Bools) -> npt.NDArray[Any]:
        """The rows that an assignment breaks."""
        total = self.sums(true.astype(np.int64))
        return np.logical_or(total < self.low, total > self.high)


def mixed(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """64-bit numbers to others that look unrelated (the finalizer of splitmix64)."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@dataclass(frozen=True)
class Reduced:
    """What is left after propagation: `known` of all candidates (-1 is open), and the rows over the open ones."""

    known: Ints
    open: Ints
    """The open candidates, in order; candidate k of `rows` is `open[k]`."""
    rows: Rows

    def whole(self, true: Bools) -> Bools:
        """An assignment of the open candidates together with the known ones."""
        values: Bools = np.equal(self.known, 1)
        values[self.open] = true
        return values

    def believed(self, shares: Floats) -> Floats:
        """Probabilities of the open candidates together with what is known of the others."""
        values: Floats = np.asarray(self.known == 1, dtype=np.float64)
        values[self.open] = shares
        return values


def propagated(rows: Rows, known: Ints) -> Ints | None:
    """`known` with everything added that single rows settle; None where a row can no longer hold."""
    known = known.copy()
    owner, index, coefficient = rows.owner, rows.indices, rows.coefficients
    size = np.abs(coefficient)
    positive = coefficient > 0
    while True:
        state = known[index]
        free = state == OPEN
        settled = coefficient * (state == 1)
        least = np.bincount(owner, settled + np.where(free & ~positive, coefficient, 0), rows.rows)
        most = np.bincount(owner, settled + np.where(free & positive, coefficient, 0), rows.rows)
        room, need = rows.high - least, most - rows.low
        if room.min(initial=0) < 0 or need.min(initial=0) < 0:
            return None
        over, under = size > room[owner], size > need[owner]
        never = free & np.where(positive, over, under)
        always = free & np.where(positive, under, over)
        if not (never.any() or always.any()):
            return known
        off, on = index[never], index[always]
        known[off] = 0
        known[on] = 1
        if (known[off] == 1).any():
            return None


def open_rows(rows: Rows, known: Ints) -> Reduced | None:
    """The rows over the open candidates alone, in normal form; without those that always hold. None: one is broken."""
    free = known == OPEN
    number = np.cumsum(free) - 1
    settled = np.bincount(rows.owner, rows.coefficients * (known[rows.indices] == 1), rows.rows).astype(np.int64)
    keep = free[rows.indices]
    held = _Held(
        rows.owner[keep], number[rows.indices[keep]], rows.coefficients[keep], rows.low - settled, rows.high - settled
    )
    left = _needed(_normal(held, rows.group[free]), rows.group[free])
    return None if left is None else Reduced(known, np.flatnonzero(free), left)


class _Held(NamedTuple):
    """Rows while they are worked on: entries in order of their owners."""

    owner: Ints
    indices: Ints
    coefficients: Ints
    low: Ints
    high: Ints


FAR = 1 << 40
"""Farther than any sum: no bound."""


def _normal(held: _Held, group: Ints) -> _Held:
    """Whole groups lose their least coefficient under an upper bound, their largest over a lower one."""
    owner, indices, coefficients, low, high = held
    inside = group[indices] if len(group) else indices
    most = int(group.max(initial=-1)) + 1
    key = np.where(inside < 0, owner * (most + 1) + most, owner * (most + 1) + inside)
    order = np.argsort(key, kind="stable")
    first = np.flatnonzero(np.diff(key[order], prepend=-1))
    if not len(first):
        return held
    of_key = key[order][first]
    number, part = of_key // (most + 1), of_key % (most + 1)
    sizes = np.bincount(group[group >= 0], minlength=most + 1)
    count = np.diff(first, append=len(order))
    least = np.minimum.reduceat(coefficients[order], first)
    largest = np.maximum.reduceat(coefficients[order], first)
    alone = np.bincount(number, minlength=len(low))[number] == 1
    own = alone & (low[number] == 1) & (high[number] == 1) & (least == 1) & (largest == 1)  # what makes it a group
    whole = (part < most) & (count == sizes[part]) & ~own
    if not whole.any():
        return held
    least, largest = np.where(whole, least, 0), np.where(whole, largest, 0)
    entry = np.empty(len(order), dtype=np.int64)  # the key of every entry
    entry[order] = np.repeat(np.arange(len(first)), count)
    down = np.bincount(number, least, len(low)).astype(np.int64)
    up = np.bincount(number, largest, len(low)).astype(np.int64)
    split = np.bincount(number, least != largest, len(low)) > 0
    second = split[owner]
    again = np.cumsum(split) - 1 + len(low)
    return _Held(
        np.concatenate((owner, again[owner[second]])),
        np.concatenate((indices, indices[second])),
        np.concatenate((coefficients - least[entry], (coefficients - largest[entry])[second])),
        np.concatenate((np.where(split, -FAR, low - down), (low - up)[split])),
        np.concatenate((high - down, np.full(int(split.sum()), FAR))),
    )


def _needed(held: _Held, group: Ints) -> Rows | None:
    """Without zeros, common factors and rows that hold in any case; None where a row cannot hold."""
    keep = held.coefficients != 0
    owner, indices, coefficients = held.owner[keep], held.indices[keep], held.coefficients[keep]
    number = len(held.low)
    least = np.bincount(owner, np.minimum(coefficients, 0), number).astype(np.int64)
    most = np.bincount(owner, np.maximum(coefficients, 0), number).astype(np.int64)
    if (least > held.high).any() or (most < held.low).any():
        return None
    wanted = (held.low > least) | (held.high < most)
    entries = wanted[owner]
    sizes = np.bincount(owner[entries], minlength=number)[wanted]
    starts = np.concatenate(([0], np.cumsum(sizes)))
    low, high = np.maximum(held.low, least)[wanted], np.minimum(held.high, most)[wanted]
    coefficients = coefficients[entries]
    if len(sizes):
        factor = np.gcd.reduceat(np.abs(coefficients), starts[:-1])
        coefficients = coefficients // np.repeat(factor, sizes)
        low, high = -(-low // factor), high // factor
        if (low > high).any():
            return None
    return Rows(len(group), starts, indices[entries], coefficients, low, high, group)


def refined(left: Reduced | None) -> Reduced | None:
    """`left` after propagation and normal form in turns, until neither brings anything; None: a contradiction."""
    while left is not None:
        found = propagated(left.rows, np.full(len(left.open), OPEN, dtype=np.int64))
        if found is None:
            return None
        if (found == OPEN).all():
            return left
        left = _composed(left, found)
    return None


def _composed(left: Reduced, found: Ints) -> Reduced | None:
    """`left` once `found` is known of its open candidates."""
    inner = open_rows(left.rows, found)
    if inner is None:
        return None
    known = left.known.copy()
    known[left.open] = found
    return Reduced(known, left.open[inner.open], inner.rows)


def pinned(left: Reduced, candidate: int | Ints, holds: int) -> Reduced | None:
    """`left` with one more open candidate known, or several, and all that follows; None: a contradiction."""
    known = np.full(len(left.open), OPEN, dtype=np.int64)
    known[candidate] = holds
    found = propagated(left.rows, known)
    return None if found is None else refined(_composed(left, found))


def reduced(rows: Rows, given: Mapping[int, bool] | Ints | None = None) -> Reduced | None:
    """`rows` after propagation from what is given; None where that contradicts itself."""
    if isinstance(given, np.ndarray):
        known = given
    else:
        known = np.full(rows.count, OPEN, dtype=np.int64)
        for index, holds in (given or {}).items():
            known[index] = holds
    found = propagated(rows, known)
    return None if found is None else refined(open_rows(rows, found))
