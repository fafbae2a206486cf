"""A second opinion on answers called verified: the rules once more, written without the puzzles' own code.

`eval` counts an answer that fails here as wrong. Slow and obvious on purpose.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import Any


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


def exact_match(kind: str, solution: dict[str, Any] | None, stored: str) -> bool:
    """Is the answer the very one that the file stores? (Mazes have many shortest paths; sudokus have one solution.)"""
    if solution is None:
        return False
    if kind == "sudoku":
        flat = [value for row in solution.get("rows", ()) for value in row]
        return [int(c, 36) if c.isascii() and c.isalnum() else 0 for c in stored.strip()] == flat
    lines = stored.strip("\r\n").splitlines()
    width = round(len(stored) ** 0.5) if len(lines) == 1 else max(map(len, lines))
    flat_cells = stored if len(lines) == 1 else "".join(line.ljust(width) for line in lines)
    marked = {divmod(i, width) for i, c in enumerate(flat_cells) if c in "oSG"}
    return marked == {tuple(cell) for cell in solution.get("path", ())}
