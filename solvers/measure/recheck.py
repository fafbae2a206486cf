"""A second opinion on answers called verified: the rules once more, written without the puzzles' own code.

`eval` counts an answer that fails here as wrong. Slow and obvious on purpose. Kinds whose rules are data need none:
their rules' own words judge, which share nothing with the program that the solvers see.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from solvers.base import BadPuzzle


def sudoku(puzzle: Any, solution: dict[str, Any] | None) -> bool:
    """Every row, column and box holds 1..n once, every clue is kept."""
    rows = (solution or {}).get("rows")
    n = len(puzzle.rows)
    if not isinstance(rows, list) or [len(row) for row in rows] != [n] * n:
        return False
    units = [list(row) for row in rows] + [[row[c] for row in rows] for c in range(n)]
    for top in range(0, n, puzzle.box_rows):
        for left in range(0, n, puzzle.box_cols):
            units.append([rows[top + i][left + j] for i in range(puzzle.box_rows) for j in range(puzzle.box_cols)])
    kept = all(clue in (0, rows[r][c]) for r, line in enumerate(puzzle.rows) for c, clue in enumerate(line))
    return kept and all(sorted(unit) == list(range(1, n + 1)) for unit in units)


def maze(puzzle: Any, solution: dict[str, Any] | None) -> bool:
    """The path goes from start to goal over open neighbours, and no breadth-first search finds a shorter one."""
    path = [tuple(cell) for cell in (solution or {}).get("path") or []]
    best = _distance(puzzle)
    if not path:
        return best is None  # "there is no path" was the answer
    if path[0] != tuple(puzzle.start) or path[-1] != tuple(puzzle.goal) or best is None:
        return False
    inside = all(0 <= r < len(puzzle.open) and 0 <= c < len(puzzle.open[0]) and puzzle.open[r][c] for r, c in path)
    steps = all(abs(a - c) + abs(b - d) == 1 for (a, b), (c, d) in pairwise(path))
    return inside and steps and len(path) - 1 == best


def _distance(puzzle: Any) -> int | None:
    free = {(r, c) for r, line in enumerate(puzzle.open) for c, is_open in enumerate(line) if is_open}
    seen = {tuple(puzzle.start): 0}
    queue = deque(seen)
    while queue:
        r, c = queue.popleft()
        for there in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
            if there in free and there not in seen:
                seen[there] = seen[(r, c)] + 1
                queue.append(there)
    return seen.get(tuple(puzzle.goal))


_SECOND: Mapping[str, Callable[[Any, dict[str, Any] | None], bool]] = {"sudoku": sudoku, "maze": maze}


def holds(kind: str, puzzle: Any, solution: dict[str, Any] | None) -> bool:
    """Whether a solution called verified is one."""
    second = _SECOND.get(kind)
    if second is not None:
        return second(puzzle, solution)
    from solvers.kinds import kind as kind_of

    judge = kind_of(kind)
    try:
        return not judge.verify(puzzle, judge.read_answer(puzzle, json.dumps(solution)))
    except BadPuzzle:
        return False
