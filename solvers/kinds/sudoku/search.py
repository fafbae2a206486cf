"""Exact sudoku search by SAT: none, one or several answers, and seeded puzzles that have exactly one.

Works on plain rows (0 = blank) of any box shape. One solver a grid shape and thread is kept warm with the rules of
sudoku; clues go in as assumptions, so a 9x9 costs a fraction of a millisecond. Whatever must be repeatable (which of
several answers, a generated puzzle) is taken from a fresh solver, because a warm one remembers earlier questions.
"""

from __future__ import annotations

import random
import threading
import time
import weakref
from functools import lru_cache
from itertools import combinations
from typing import Any

from solvers.stop import interrupt, over

Rows = tuple[tuple[int, ...], ...]

_CONFLICTS = 2000
"""Conflicts between two looks at the clock."""
_QUESTIONS = 2000
"""Questions to a warm solver before it is replaced: each leaves a retired clause behind."""

_warm = threading.local()


@lru_cache(maxsize=8)
def unit_cells(box_rows: int, box_cols: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Every (rule, flat cell indices) of a grid with such boxes: its rows, columns and boxes."""
    n = box_rows * box_cols
    rows = [("row", tuple(r * n + c for c in range(n))) for r in range(n)]
    columns = [("column", tuple(r * n + c for r in range(n))) for c in range(n)]
    boxes = [
        ("box", tuple((top + r) * n + left + c for r in range(box_rows) for c in range(box_cols)))
        for top in range(0, n, box_rows)
        for left in range(0, n, box_cols)
    ]
    return tuple(rows + columns + boxes)


@lru_cache(maxsize=8)
def _rules(box_rows: int, box_cols: int) -> list[list[int]]:
    """Clauses of the empty grid. Variable `cell * n + digit` (digit from 1): this cell holds this digit."""
    n = box_rows * box_cols
    clauses: list[list[int]] = []
    for cell in range(n * n):
        choices = [cell * n + d for d in range(1, n + 1)]
        clauses.append(choices)
        clauses.extend([-a, -b] for a, b in combinations(choices, 2))
    for _, cells in unit_cells(box_rows, box_cols):
        for d in range(1, n + 1):
            places = [cell * n + d for cell in cells]
            clauses.append(places)
            clauses.extend([-a, -b] for a, b in combinations(places, 2))
    return clauses


class _Grid:
    """A SAT solver that knows the rules of one grid shape."""

    def __init__(self, box_rows: int, box_cols: int) -> None:
        from pysat.solvers import Glucose4

        self.n = box_rows * box_cols
        self.solver: Any = Glucose4(bootstrap_with=_rules(box_rows, box_cols))
        weakref.finalize(self, self.solver.delete)  # also at exit, before pysat itself is torn down
        self.top = self.n**3
        self.questions = 0

    def _solve(self, assumptions: list[int], deadline: float) -> bool | None:
        long = False  # a search that takes long lets other threads run meanwhile
        while True:
            self.solver.conf_budget(_CONFLICTS)
            verdict: bool | None = self.solver.solve_limited(assumptions=assumptions, expect_interrupt=long)
            long = True
            if verdict is not None or over(deadline):
                return verdict

    def answers(self, flat: list[int], deadline: float, most: int = 2) -> tuple[list[list[int]], bool]:
        """Up to `most` completions of `flat` (0 = blank), and whether the search was finished."""
        n = self.n
        clues = [cell * n + d for cell, d in enumerate(flat) if d]
        blanks = [cell for cell, d in enumerate(flat) if not d]
        found: list[list[int]] = []
        self.top += 1
        self.questions += 1
        guard = self.top  # the blocking clauses below only bind while this literal is assumed
        finished = True
        while len(found) < most:
            verdict = self._solve([*clues, guard], deadline)
            if not verdict:
                finished = verdict is not None
                break
            model = self.solver.get_model()
            answer = flat.copy()
            for cell in blanks:
                base = cell * n
                answer[cell] = next(d for d in range(1, n + 1) if model[base + d - 1] > 0)
            found.append(answer)
            if not blanks:
                break
            self.solver.add_clause([-guard, *(-(cell * n + answer[cell]) for cell in blanks)])
        self.solver.add_clause([-guard])
        return found, finished


def _grid(box_rows: int, box_cols: int) -> _Grid:
    """This thread's warm solver for such a grid."""
    grids: dict[tuple[int, int], _Grid] | None = getattr(_warm, "grids", None)
    if grids is None:
        grids = _warm.grids = {}
    grid = grids.get((box_rows, box_cols))
    if grid is None or grid.questions >= _QUESTIONS:
        grid = grids[box_rows, box_cols] = _Grid(box_rows, box_cols)
    return grid


def _as_rows(flat: list[int], n: int) -> Rows:
    return tuple(tuple(flat[r * n : r * n + n]) for r in range(n))


def solve(rows: Rows, box_rows: int, box_cols: int, seconds: float) -> tuple[list[Rows], bool]:
    """Up to two completions of the grid, and whether the search was finished within `seconds`."""
    n = box_rows * box_cols
    flat = [d for row in rows for d in row]
    deadline = time.monotonic() + seconds
    found, finished = _grid(box_rows, box_cols).answers(flat, deadline)
    if len(found) > 1:  # which two were found depends on what the warm solver learnt: ask a fresh one
        again, _ = _Grid(box_rows, box_cols).answers(flat, deadline)
        found = again if len(again) == 2 else found
    return [_as_rows(answer, n) for answer in found], finished


def full_grid(rng: random.Random, box_rows: int, box_cols: int) -> Rows:
    """A random completed grid: the boxes of one diagonal at random, the rest by a solver with random leanings."""
    n = box_rows * box_cols
    while True:  # on a 4x4 one pair of diagonal boxes in three has no completion
        flat = [0] * (n * n)
        for k in range(min(n // box_rows, n // box_cols)):
            for i, d in enumerate(rng.sample(range(1, n + 1), n)):
                flat[(k * box_rows + i // box_cols) * n + k * box_cols + i % box_cols] = d
        grid = _Grid(box_rows, box_cols)
        grid.solver.set_phases([v if rng.random() < 1 / n else -v for v in range(1, n**3 + 1)])
        found, _ = grid.answers(flat, float("inf"), most=1)
        interrupt()
        if found:
            return _as_rows(found[0], n)


def dig(rng: random.Random, full: Rows, box_rows: int, box_cols: int, clues: int) -> Rows:
    """Blank cells in random order while the answer stays the only one and more than `clues` are left."""
    n = box_rows * box_cols
    flat = [d for row in full for d in row]
    left = n * n
    grid = _grid(box_rows, box_cols)
    for cell in rng.sample(range(n * n), n * n):
        if left <= clues:
            break
        digit, flat[cell] = flat[cell], 0
        answers, _ = grid.answers(flat, float("inf"))
        interrupt()
        if len(answers) == 1:
            left -= 1
        else:
            flat[cell] = digit
    return _as_rows(flat, n)
