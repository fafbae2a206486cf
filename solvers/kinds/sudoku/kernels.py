"""Compiled sudoku search: candidates as bit masks, naked and hidden singles, then the cell with the fewest candidates.

Plain loops over integer arrays, because that is what numba compiles well. A grid is a row of `cells` masks; bit d-1
set means digit d is still possible. Shapes: `peers` (cells, p) and `units` (3n, n) hold cell numbers. Nothing here
allocates inside a search: the caller hands in one workspace (a named tuple).
Import this module inside functions only: it loads numba.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np

F = TypeVar("F", bound=Callable[..., Any])

Array = Any
"""Inside compiled code the dtypes are numba's business; at the edge `forge.py` types them."""


class Workspace(NamedTuple):
    """The shape of a grid as tables, and the scratch memory and random state of one search."""

    peers: Array
    """(cells, p) uint8: the cells that share a unit with a cell."""
    units: Array
    """(3n, n) uint8: the cells of each row, column and box."""
    inside: Array
    """(cells) int64: the units of each cell as a bit mask."""
    stack: Array
    """(cells + 2, cells) int32: candidates at each depth."""
    pending: Array
    """(cells + 1) int32: cells fixed but not yet propagated."""
    branch: Array
    """(cells + 2, 2) int32: at each depth the cell guessed and the values not tried yet."""
    found: Array
    """(2, cells) uint8: answers."""
    state: Array
    """(1) uint64: the random state."""


def workspace(peers: Array, units: Array) -> Workspace:
    """Fresh scratch memory for grids of this shape."""
    cells = len(peers)
    inside = np.zeros(cells, np.int64)
    for number, unit in enumerate(units):
        inside[unit] |= 1 << number
    return Workspace(
        peers,
        units,
        inside,
        np.zeros((cells + 2, cells), np.int32),
        np.zeros(cells + 1, np.int32),
        np.zeros((cells + 2, 2), np.int32),
        np.zeros((2, cells), np.uint8),
        np.ones(1, np.uint64),
    )


def compiled(function: F) -> F:
    """numba's decorator with the signature kept; the machine code is cached on disk beside this file."""
    return cast(F, numba.njit(cache=True, nogil=True, error_model="numpy")(function))


@compiled
def below(state: Array, bound: int) -> int:
    """A random integer in [0, bound): xorshift64*, the high bits."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    high = (x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(33)
    # int64 first: numba turns uint64 % int64 into floating point.
    return int(np.int64(high)) % bound


@compiled
def count_bits(mask: int) -> int:
    n = 0
    while mask:
        mask &= mask - 1
        n += 1
    return n


@compiled
def digit_of(mask: int) -> int:
    """The digit of a one-bit mask; 0 for an empty one."""
    n = 0
    while mask:
        mask >>= 1
        n += 1
    return n


@compiled
def propagate(cand: Array, work: Workspace, waiting: int, dirty: int) -> bool:
    """Naked and hidden singles until nothing moves; False on a contradiction.

    `work.pending[:waiting]` are the cells just fixed; every cell enters it once, when its mask becomes a single bit.
    `dirty` has a bit for each unit to search for hidden singles, the rest being known to have none.
    """
    peers, units, inside, pending = work.peers, work.units, work.inside, work.pending
    size = units.shape[1]
    full = (1 << size) - 1
    while True:
        while waiting:
            waiting -= 1
            cell = pending[waiting]
            bit = cand[cell]
            for k in range(peers.shape[1]):
                p = peers[cell, k]
                m = cand[p]
                if m & bit:
                    m ^= bit
                    if m == 0:
                        return False
                    cand[p] = m
                    dirty |= inside[p]
                    if m & (m - 1) == 0:
                        pending[waiting] = p
                        waiting += 1
        u = -1
        later = 0
        while dirty:
            u += 1
            if dirty & 1 == 0:
                dirty >>= 1
                continue
            dirty >>= 1
            once = 0
            twice = 0
            fixed = 0
            for k in range(size):
                m = cand[units[u, k]]
                twice |= once & m
                once |= m
                if m & (m - 1) == 0:
                    fixed |= m
            if once != full:
                return False
            hidden = once & ~twice & ~fixed
            if hidden:
                for k in range(size):
                    cell = units[u, k]
                    only = cand[cell] & hidden
                    if only:
                        if only & (only - 1):
                            return False
                        cand[cell] = only
                        later |= inside[cell]
                        pending[waiting] = cell
                        waiting += 1
        if waiting == 0:
            return True
        dirty = later


@compiled
def fewest(cand: Array) -> int:
    """The first open cell with the fewest candidates, or -1 when every cell is fixed."""
    best = -1
    least = 99
    for cell in range(cand.shape[0]):
        m = cand[cell]
        rest = m & (m - 1)
        if rest:
            rest &= rest - 1
            if rest == 0:
                return cell
            n = 2 + count_bits(rest)
            if n < least:
                best = cell
                least = n
    return best


@compiled
def search(work: Workspace, limit: int, most: int, randomly: bool) -> tuple[int, int]:
    """Depth-first from the propagated `stack[0]`: (answers up to `limit`, or -1 after `most` guesses; guesses).

    A guess is one value tried in one open cell. Answers go to `found` as digits. `randomly` tries values in random
    order, which draws a random answer; otherwise the lowest first, so that a rating is a pure function.
    """
    stack, branch, found = work.stack, work.branch, work.found
    guesses = 0
    count = 0
    level = 0
    arrived = True
    while True:
        if arrived:
            cell = fewest(stack[level])
            if cell < 0:
                for i in range(stack.shape[1]):
                    found[count, i] = digit_of(stack[level, i])
                count += 1
                if count >= limit:
                    return count, guesses
                branch[level, 1] = 0
            else:
                branch[level, 0] = cell
                branch[level, 1] = stack[level, cell]
        while level >= 0 and branch[level, 1] == 0:
            level -= 1
        if level < 0:
            return count, guesses
        if guesses >= most:
            return -1, guesses
        left = branch[level, 1]
        if randomly:
            for _ in range(below(work.state, count_bits(left))):
                left &= left - 1
        bit = left & -left
        branch[level, 1] ^= bit
        guesses += 1
        stack[level + 1, :] = stack[level]
        cell = branch[level, 0]
        stack[level + 1, cell] = bit
        work.pending[0] = cell
        arrived = propagate(stack[level + 1], work, 1, work.inside[cell])
        if arrived:
            level += 1


@compiled
def load(puzzle: Array, spare: int, work: Workspace) -> bool:
    """Fill the bottom of the stack from the clues (0 is a blank) and propagate; False if the clues contradict.

    The clue in cell `spare` (-1: none) is turned around: its cell may hold any digit but that.
    """
    cand = work.stack[0]
    size = work.units.shape[1]
    full = (1 << size) - 1
    waiting = 0
    for cell in range(cand.shape[0]):
        cand[cell] = full
        if puzzle[cell]:
            bit = 1 << (puzzle[cell] - 1)
            cand[cell] = full ^ bit if cell == spare else bit
            if cell != spare:
                work.pending[waiting] = cell
                waiting += 1
    return propagate(cand, work, waiting, (1 << work.units.shape[0]) - 1)


@compiled
def solve_one(puzzle: Array, work: Workspace, limit: int, most: int, randomly: bool) -> tuple[int, int]:
    """`search` from the clues."""
    if not load(puzzle, -1, work):
        return 0, 0
    return search(work, limit, most, randomly)


@compiled
def removable(puzzle: Array, cell: int, work: Workspace, most: int) -> bool:
    """Is the answer still unique without this clue? Searches only for answers with another digit in the cell.

    False when `most` guesses did not settle it: an unproven removal is not made.
    """
    n = 0
    if load(puzzle, cell, work):
        n, _ = search(work, 1, most, False)
    if n == 0:
        puzzle[cell] = 0
    return n == 0


@compiled
def minimise(puzzle: Array, order: Array, keep: int, work: Workspace, most: int) -> None:
    """Take clues away in this order while the answer stays unique and more than `keep` are left."""
    clues = 0
    for i in range(puzzle.shape[0]):
        if puzzle[i]:
            clues += 1
    for i in range(order.shape[0]):
        if clues > keep and puzzle[order[i]] and removable(puzzle, order[i], work, most):
            clues -= 1
