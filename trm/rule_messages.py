"""What a row says to a candidate: how likely the row holds with the candidate on, and with it off (sum-product).

A row's candidates fall into *blocks*: the values of a cell, of which exactly one is true, stand together, every other
candidate alone. Blocks are taken as independent, each option with its belief p. With the coefficient shifted so that
every block's least option is 0, the sum of a row is a product of polynomials; at the N-th roots of unity w^k

    block(k) = sum over options of p * w^(k c)         row without block b = product of all other blocks
    P(row | e on) = 1/N sum over k of (row without its block)(k) * w^(k c_e) * sum of w^(-k s) over s in [low, high]

is exact for N > max(high, largest sum - low): what is farther away cannot be taken for a sum within the bounds. Rows of
which at most or exactly one is true have a closed form, rows with larger sums the normal distribution.

Numbers of numpy alone, and no gradient: the networks with and without torch see the same.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from trm.rows import Bools, Ints, Rows, mixed

Floats = npt.NDArray[np.float64]
Waves = npt.NDArray[np.complex128]

EDGE_MESSAGES, ROW_MESSAGES = 2, 1
SIZES = (8, 16, 32, 96)
"""Numbers N of roots of unity; rows that need more are taken as normal."""
FLOOR = 0.01
"""No candidate is believed surer than this: a row would have nothing to say against it."""
FAINT = 1e-5
"""Added to every probability before its logarithm."""


class Said(NamedTuple):
    """Probabilities that a row holds: by entry with its candidate on and off, and by row."""

    on: Floats
    off: Floats
    row: Floats

    def features(self) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """By entry (E, 2) the log odds that on keeps the row and how likely it does; by row (R, 1) how likely it is
        kept. About -3 to 3."""
        on, off, row = (np.log(np.maximum(part, 0) + FAINT) for part in self)
        edge = np.stack(((on - off).clip(-6, 6) / 2, on.clip(-9, 0) / 3), 1)
        return edge.astype(np.float32), (row.clip(-9, 0) / 3)[:, None].astype(np.float32)


class Messages:
    """The rows of one system, laid out for their messages. Entries are in the order of `Rows`."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.grouped = rows.group >= 0
        self.groups = int(rows.group.max(initial=-1)) + 1
        self.picks = _Picks(rows)
        self.sums: list[_Waves | _Normal] = []
        blocks = _blocks(rows, np.flatnonzero(~self.picks.chosen))
        if blocks is not None:
            needed = np.maximum(np.maximum(blocks.high, blocks.low - 1), blocks.most - blocks.low) + 1
            least = 0
            for size in SIZES:
                chosen = (needed > least) & (needed <= size)
                if chosen.any():
                    self.sums.append(_Waves(blocks.of(chosen), size))
                least = size
            if (needed > least).any():
                self.sums.append(_Normal(blocks.of(needed > least)))

    def probabilities(self, belief: npt.NDArray[np.float32]) -> Floats:
        """Of every candidate; within a group they add up to 1."""
        p = belief.astype(np.float64).clip(FLOOR, 1 - FLOOR)
        if self.groups:
            group = self.rows.group[self.grouped]
            p[self.grouped] /= np.bincount(group, p[self.grouped], self.groups)[group]
        return p.clip(1e-6, 1 - 1e-6)

    def said(self, belief: npt.NDArray[np.float32]) -> Said:
        """What the rows say under `belief` (C,)."""
        p = self.probabilities(belief)[self.rows.indices]
        said = Said(np.ones(len(p)), np.ones(len(p)), np.ones(self.rows.rows))
        self.picks.tell(p, said)
        for part in self.sums:
            part.tell(p, said)
        return said


class _Picks:
    """Rows with coefficients 1 of which at most or exactly one is true, and with no two candidates of one cell, unless
    they are what makes the cell one: their candidates count as independent."""

    def __init__(self, rows: Rows) -> None:
        owner, group = rows.owner, rows.group[rows.indices]
        plain = np.bincount(owner, rows.coefficients != 1, rows.rows) == 0
        plain &= (rows.high == 1) & (rows.low >= 0)
        inside = np.flatnonzero((group >= 0) & plain[owner])
        of_cell = owner[inside] * (int(rows.group.max(initial=-1)) + 1) + group[inside]
        cells, counts = np.unique(of_cell, return_counts=True)
        twice = np.zeros(rows.rows, dtype=bool)
        twice[cells[counts > 1] // (int(rows.group.max(initial=-1)) + 1)] = True
        sizes = np.bincount(rows.group[rows.group >= 0], minlength=1)
        own = np.zeros(rows.rows, dtype=bool)  # all of one group, and nothing else
        whole = counts == sizes[cells % (len(sizes))]
        of_row = cells // len(sizes)
        own[of_row[whole & (counts == np.diff(rows.starts)[of_row])]] = True
        self.chosen: Bools = plain & (~twice | own)
        self.entries = np.flatnonzero(self.chosen[owner])
        self.number = np.flatnonzero(self.chosen)
        self.owner = (np.cumsum(self.chosen) - 1)[owner[self.entries]]
        self.none = np.where(rows.low[self.number] == 0, 1.0, 0.0)
        """Whether none may be true."""

    def tell(self, p: Floats, said: Said) -> None:
        p = p[self.entries]
        odds, off = p / (1 - p), 1 - p
        number = len(self.number)
        every = np.exp(np.bincount(self.owner, np.log(off), number))  # none of the row is on
        total = np.bincount(self.owner, odds, number) + self.none
        others = every[self.owner] / off
        said.on[self.entries] = others
        said.off[self.entries] = others * np.maximum(total[self.owner] - odds, 0)
        said.row[self.number] = every * total


class _Blocks(NamedTuple):
    """Rows as sequences of blocks. Entries stand block by block, blocks row by row; sums begin at 0."""

    entry: Ints  # (E,) its number in the system
    block: Ints  # (E,)
    coefficient: Ints  # (E,)
    row: Ints  # (B,)
    place: Ints  # (B,) which block of its row
    none: Ints  # (B,) the coefficient of "none of these"
    may: Floats  # (B,) 1 where none may be true
    number: Ints  # (R,) its number in the system
    low: Ints  # (R,)
    high: Ints  # (R,)
    most: Ints  # (R,) the largest sum

    def of(self, chosen: Bools) -> _Blocks:
        """Only the chosen rows."""
        block = chosen[self.row]
        entry = block[self.block]
        return _Blocks(
            self.entry[entry], (np.cumsum(block) - 1)[self.block[entry]], self.coefficient[entry],
            (np.cumsum(chosen) - 1)[self.row[block]], self.place[block], self.none[block], self.may[block],
            self.number[chosen], self.low[chosen], self.high[chosen], self.most[chosen],
        )  # fmt: skip


def _blocks(rows: Rows, number: Ints) -> _Blocks | None:
    """The rows of these numbers; None: there are none."""
    local = np.full(rows.rows, -1, dtype=np.int64)
    local[number] = np.arange(len(number))
    entry = np.flatnonzero(local[rows.owner] >= 0)
    if not len(entry):
        return None
    index, group = rows.indices[entry], rows.group[rows.indices[entry]]
    groups = int(rows.group.max(initial=-1)) + 1
    key = local[rows.owner[entry]] * (groups + rows.count) + np.where(group >= 0, group, groups + index)
    order = np.argsort(key, kind="stable")
    entry, index, group, key = entry[order], index[order], group[order], key[order]
    new = np.diff(key, prepend=-1) != 0
    first, block = np.flatnonzero(new), np.cumsum(new) - 1
    row, coefficient = local[rows.owner[entry[first]]], rows.coefficients[entry]
    group = group[first]
    sizes = np.bincount(rows.group + 1, minlength=groups + 1)
    may = (group < 0) | (np.diff(first, append=len(entry)) < sizes[group + 1])
    base = np.minimum.reduceat(coefficient, first)
    base = np.where(may, np.minimum(base, 0), base)
    coefficient, none = coefficient - base[block], np.where(may, -base, 0)
    most = np.maximum(np.maximum.reduceat(coefficient, first), none)
    shift = np.bincount(row, base, len(number)).astype(np.int64)
    largest = np.bincount(row, most, len(number)).astype(np.int64)
    low, high = rows.low[number] - shift, rows.high[number] - shift
    low, high = np.minimum(low.clip(0), largest + 1), np.minimum(high, largest)
    low, high = _together(low, high, _names(rows, index, block, coefficient, group, none, row))
    place = np.arange(len(first)) - np.searchsorted(row, row)
    return _Blocks(entry, block, coefficient, row, place, none, may.astype(np.float64), number, low, high, largest)


def _names(rows: Rows, index: Ints, block: Ints, coefficient: Ints, group: Ints, none: Ints, row: Ints) -> Ints:
    """A number a row that two rows share if their sums are the same but for a constant: normal form makes two rows of
    one sum, with other candidates left out (see `trm.rows`)."""
    own = mixed(np.arange(rows.count).astype(np.uint64))[index]
    absent = np.zeros(len(group), dtype=np.uint64)  # the names of what a block leaves out
    np.subtract.at(absent, block, own)
    whole = np.zeros(int(rows.group.max(initial=-1)) + 2, dtype=np.uint64)
    np.add.at(whole, rows.group + 1, mixed(np.arange(rows.count).astype(np.uint64)))
    absent = np.where(group >= 0, absent + whole[group + 1], mixed(absent))
    name = absent * none.astype(np.uint64)
    np.add.at(name, block, own * coefficient.astype(np.uint64))
    names = np.zeros(int(row.max()) + 1, dtype=np.uint64)
    np.add.at(names, row, name)
    return np.unique(names, return_inverse=True)[1]


def _together(low: Ints, high: Ints, name: Ints) -> tuple[Ints, Ints]:
    """The bounds of all rows of one name apply to each."""
    lows, highs = np.zeros_like(low), np.full_like(high, np.iinfo(np.int64).max)
    np.maximum.at(lows, name, low)
    np.minimum.at(highs, name, high)
    return lows[name], highs[name]


class _Waves:
    """Rows whose sums need no more than `size` roots of unity. Half of these suffice: the rest are conjugates."""

    def __init__(self, blocks: _Blocks, size: int) -> None:
        self.blocks = blocks
        half = np.arange(size // 2 + 1)
        roots = np.exp(2j * np.pi / size * np.arange(size))
        powers = roots[np.outer(np.arange(size), half) % size]  # (size, K)
        self.entry_wave: Waves = powers[blocks.coefficient % size]
        self.none_wave: Waves = powers[blocks.none % size]
        share = np.full(len(half), 2 / size)
        share[0] = share[-1] = 1 / size
        until = np.concatenate((np.zeros((1, len(half))), powers.conj().cumsum(0)))
        high = np.maximum(blocks.high, blocks.low - 1)
        self.window: Waves = share * (until[high + 1] - until[blocks.low])  # (R, K)
        self.first = np.searchsorted(blocks.block, np.arange(len(blocks.row)))
        self.length, self.number = int(blocks.place.max()) + 1, len(blocks.number)
        self.slot = blocks.place * self.number + blocks.row

    def tell(self, p: Floats, said: Said) -> None:
        blocks = self.blocks
        p = p[blocks.entry]
        none = blocks.may * np.maximum(1 - np.add.reduceat(p, self.first), 0)
        wave = np.add.reduceat(p[:, None] * self.entry_wave, self.first)  # (B, K)
        wave += none[:, None] * self.none_wave
        shape = (self.length, self.number, wave.shape[1])
        laid = np.ones((self.length * self.number, wave.shape[1]), dtype=np.complex128)
        laid[self.slot] = wave
        laid = laid.reshape(shape)
        rest, after = np.empty_like(laid), np.ones(shape[1:], dtype=np.complex128)
        rest[0] = self.window
        for k in range(1, self.length):
            np.multiply(rest[k - 1], laid[k - 1], out=rest[k])
        for k in range(self.length - 1, 0, -1):
            after *= laid[k]
            rest[k - 1] *= after
        held: Waves = rest.reshape(laid.shape[0] * laid.shape[1], -1)[self.slot]  # (B, K) all but the block itself
        whole = np.einsum("bk,bk->b", held, wave).real
        on = np.einsum("ek,ek->e", held[blocks.block], self.entry_wave).real
        said.on[blocks.entry] = on
        said.off[blocks.entry] = np.maximum(whole[blocks.block] - p * on, 0) / (1 - p)
        said.row[blocks.number[blocks.row]] = whole


class _Normal:
    """Rows with large sums: the normal distribution with the blocks' means and variances. Probabilities are relative
    to the largest that bounds so far apart could have."""

    def __init__(self, blocks: _Blocks) -> None:
        self.blocks = blocks

    def tell(self, p: Floats, said: Said) -> None:
        b = self.blocks
        p, number, rows = p[b.entry], len(b.row), len(b.number)
        none = b.may * np.maximum(1 - np.bincount(b.block, p, number), 0)
        mean = np.bincount(b.block, p * b.coefficient, number) + none * b.none
        square = np.bincount(b.block, p * b.coefficient**2, number) + none * b.none**2
        spread = np.maximum(square - mean**2, 0)
        means, spreads = np.bincount(b.row, mean, rows), np.bincount(b.row, spread, rows)
        left, width = (means[b.row] - mean)[b.block], np.sqrt((spreads[b.row] - spread).clip(0)[b.block] + 0.25)
        row = b.row[b.block]
        low, high = b.low[row] - 0.5, b.high[row] + 0.5
        other = (mean[b.block] - p * b.coefficient) / (1 - p)
        best = np.maximum(_normal((high - low) / (2 * width)) * 2 - 1, 1e-12)
        for out, centre in ((said.on, left + b.coefficient), (said.off, left + other)):
            out[b.entry] = (_normal((high - centre) / width) - _normal((low - centre) / width)).clip(0) / best
        width = np.sqrt(spreads + 0.25)
        low, high = b.low - 0.5, b.high + 0.5
        best = np.maximum(_normal((high - low) / (2 * width)) * 2 - 1, 1e-12)
        said.row[b.number] = (_normal((high - means) / width) - _normal((low - means) / width)).clip(0) / best


def _normal(x: Floats) -> Floats:
    """The normal distribution function, to about 3e-4."""
    x = x.clip(-8, 8)
    return 0.5 * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))
