"""Linear rows over 0/1 candidates as flat arrays, and what plain bound propagation makes of them.

    low <= sum of coefficients * candidates <= high        for every row

`reduced` settles every candidate that a single row settles, again and again, and leaves the smaller system of what is
still open. The network starts from there, a search pins and reduces again, and the same function without a network is
the baseline that shows what the network adds. It draws conclusions only: nothing it settles is a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

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
        arrays = (np.array(a, dtype=np.int64) for a in (starts, indices, coefficients, lows, highs))
        return cls(count, *arrays)

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
        bounds = _mixed(self.low.astype(np.uint64)) + _mixed(_mixed(self.high.astype(np.uint64)))
        weight = _mixed(self.coefficients.astype(np.uint64))
        row = bounds
        for _ in range(6):
            row = bounds.copy()
            np.add.at(row, self.owner, _mixed(candidate[self.indices] * weight))
            fresh = _mixed(candidate)
            np.add.at(fresh, self.indices, _mixed(_mixed(row)[self.owner] * weight))
            candidate = fresh
        return int(_mixed(candidate).sum(dtype=np.uint64) ^ _mixed(row).sum(dtype=np.uint64))

    def broken(self, true: Bools) -> npt.NDArray[Any]:
        """The rows that an assignment breaks."""
        total = self.sums(true.astype(np.int64))
        return np.logical_or(total < self.low, total > self.high)


def _mixed(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
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
        live = np.bincount(owner, free, rows.rows) > 0  # entries of settled rows are of no more use
        if live.mean() < 0.5:
            return _rest(rows, known)


def _rest(rows: Rows, known: Ints) -> Ints | None:
    """Go on with the rows that still hold something open."""
    smaller = open_rows(rows, known)
    found = propagated(smaller.rows, np.full(len(smaller.open), OPEN)) if smaller is not None else None
    if smaller is None or found is None:
        return None
    known = known.copy()
    known[smaller.open] = found
    return known


def open_rows(rows: Rows, known: Ints) -> Reduced | None:
    """The rows over the open candidates alone; rows that hold in any case are left out. None: a row is broken."""
    free = known == OPEN
    number = np.cumsum(free) - 1
    settled = np.bincount(rows.owner, rows.coefficients * (known[rows.indices] == 1), rows.rows).astype(np.int64)
    keep = free[rows.indices]
    owner, coefficient = rows.owner[keep], rows.coefficients[keep]
    low, high = rows.low - settled, rows.high - settled
    least = np.bincount(owner, np.minimum(coefficient, 0), rows.rows).astype(np.int64)
    most = np.bincount(owner, np.maximum(coefficient, 0), rows.rows).astype(np.int64)
    if (least > high).any() or (most < low).any():
        return None
    wanted = (low > least) | (high < most)
    entries = wanted[owner]
    sizes = np.bincount(owner[entries], minlength=rows.rows)[wanted]
    starts = np.concatenate(([0], np.cumsum(sizes)))
    left = Rows(
        int(free.sum()),
        starts,
        number[rows.indices[keep][entries]],
        coefficient[entries],
        np.maximum(low, least)[wanted],
        np.minimum(high, most)[wanted],
    )
    return Reduced(known, np.flatnonzero(free), left)


def reduced(rows: Rows, given: Mapping[int, bool] | Ints | None = None) -> Reduced | None:
    """`rows` after propagation from what is given; None where that contradicts itself."""
    if isinstance(given, np.ndarray):
        known = given
    else:
        known = np.full(rows.count, OPEN, dtype=np.int64)
        for index, holds in (given or {}).items():
            known[index] = holds
    found = propagated(rows, known)
    return None if found is None else open_rows(rows, found)
