"""Mazes by the thousand, as arrays: what a training run eats.

    tokens, distance = training_batch(np.random.default_rng(0), 64, 20, 20, KINDS)

Everything below is plain Python over numpy arrays that numba can compile. It is compiled on first use where numba is
installed, and runs as it stands (a few hundred times slower, with the same result) where it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

KINDS = ("backtracker", "prim", "kruskal", "walls", "loopy", "rooms", "hard")
WALL, OPEN, START, GOAL = 0, 1, 2, 3
HARD_SHARE = 0.122
"""Maze-Hard keeps a maze if its shortest path is longer than this share of all cells (110 of 900)."""


def _draw(state: Array, below: int) -> int:
    """Uniform integer in [0, below): L'Ecuyer's combined generator, which fits in int64 compiled or not."""
    state[0] = (state[0] * 40014) % 2147483563
    state[1] = (state[1] * 40692) % 2147483399
    mixed = (state[0] - state[1]) % 2147483562
    return int(mixed % below)


def _distances(cells: Array, row: int, col: int, out: Array, queue: Array) -> int:
    """Breadth-first distances from (row, col) into `out` (-1 unreachable). Returns how many cells were reached."""
    height, width = cells.shape
    out[:, :] = -1
    out[row, col] = 0
    queue[0] = row * width + col
    head, tail = 0, 1
    while head < tail:
        r = queue[head] // width
        c = queue[head] % width
        head += 1
        for step in range(4):
            nr, nc = r, c
            if step == 0:
                nr = r - 1
            elif step == 1:
                nr = r + 1
            elif step == 2:
                nc = c - 1
            else:
                nc = c + 1
            if 0 <= nr < height and 0 <= nc < width and cells[nr, nc] and out[nr, nc] < 0:
                out[nr, nc] = out[r, c] + 1
                queue[tail] = nr * width + nc
                tail += 1
    return tail


def _grow_tree(cells: Array, newest: int, state: Array, stack: Array) -> None:
    """Growing tree on every second cell. `newest` per cent of the picks take the newest cell: 100 is the recursive
    backtracker (long corridors), 0 is Prim (many short dead ends)."""
    height, width = cells.shape
    top, left = _draw(state, 2), _draw(state, 2)
    if height < 3:
        top = 0
    if width < 3:
        left = 0
    rows, cols = (height - top + 1) // 2, (width - left + 1) // 2
    cells[:, :] = 0
    first = _draw(state, rows * cols)
    cells[top + 2 * (first // cols), left + 2 * (first % cols)] = 1
    stack[0] = first
    size = 1
    while size > 0:
        pick = size - 1
        if _draw(state, 100) >= newest:
            pick = _draw(state, size)
        r, c = stack[pick] // cols, stack[pick] % cols
        turn = _draw(state, 4)
        grown = False
        for k in range(4):
            step = (turn + k) % 4
            nr, nc = r, c
            if step == 0:
                nr = r - 1
            elif step == 1:
                nr = r + 1
            elif step == 2:
                nc = c - 1
            else:
                nc = c + 1
            if 0 <= nr < rows and 0 <= nc < cols and cells[top + 2 * nr, left + 2 * nc] == 0:
                cells[top + 2 * nr, left + 2 * nc] = 1
                cells[top + r + nr, left + c + nc] = 1
                stack[size] = nr * cols + nc
                size += 1
                grown = True
                break
        if not grown:
            size -= 1
            stack[pick] = stack[size]


def _root(parent: Array, node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _kruskal(cells: Array, state: Array, parent: Array) -> None:
    """Kruskal on every second cell: walls are opened in random order where they join two trees."""
    height, width = cells.shape
    top, left = _draw(state, 2), _draw(state, 2)
    if height < 3:
        top = 0
    if width < 3:
        left = 0
    rows, cols = (height - top + 1) // 2, (width - left + 1) // 2
    cells[:, :] = 0
    edges = np.empty(2 * rows * cols, np.int64)
    count = 0
    for r in range(rows):
        for c in range(cols):
            cells[top + 2 * r, left + 2 * c] = 1
            parent[r * cols + c] = r * cols + c
            if c + 1 < cols:
                edges[count] = 2 * (r * cols + c)
                count += 1
            if r + 1 < rows:
                edges[count] = 2 * (r * cols + c) + 1
                count += 1
    for last in range(count - 1, -1, -1):
        pick = _draw(state, last + 1)
        edge = edges[pick]
        edges[pick] = edges[last]
        node = edge // 2
        other = node + (cols if edge % 2 else 1)
        a, b = _root(parent, node), _root(parent, other)
        if a != b:
            parent[a] = b
            r, c = node // cols, node % cols
            if edge % 2:
                cells[top + 2 * r + 1, left + 2 * c] = 1
            else:
                cells[top + 2 * r, left + 2 * c + 1] = 1


def _knock_out(cells: Array, per_mille: int, state: Array) -> None:
    """Open random walls that separate two open cells in a line: loops."""
    height, width = cells.shape
    for r in range(height):
        for c in range(width):
            if cells[r, c]:
                continue
            across = 0 < c < width - 1 and cells[r, c - 1] and cells[r, c + 1]
            down = 0 < r < height - 1 and cells[r - 1, c] and cells[r + 1, c]
            if (across or down) and _draw(state, 1000) < per_mille:
                cells[r, c] = 1


def _scatter(cells: Array, per_mille: int, state: Array) -> None:
    """Every cell is a wall with the given chance."""
    height, width = cells.shape
    for r in range(height):
        for c in range(width):
            cells[r, c] = 0 if _draw(state, 1000) < per_mille else 1


def _rooms(cells: Array, state: Array) -> None:
    """An open floor with a few straight walls, so that large rooms touch through gaps."""
    height, width = cells.shape
    _scatter(cells, _draw(state, 120), state)
    for _ in range(_draw(state, (height + width) // 4 + 2)):
        r, c = _draw(state, height), _draw(state, width)
        if _draw(state, 2):
            for k in range(c, min(width, c + 2 + _draw(state, width // 2 + 1))):
                cells[r, k] = 0
        else:
            for k in range(r, min(height, r + 2 + _draw(state, height // 2 + 1))):
                cells[k, c] = 0


def _carve(kind: int, cells: Array, state: Array, scratch: Array) -> None:
    """One wall layout of the given kind (index in KINDS) into `cells`."""
    height, width = cells.shape
    if kind == 0:
        _grow_tree(cells, 100 if _draw(state, 2) else 90, state, scratch)
    elif kind == 1:
        _grow_tree(cells, 50 * _draw(state, 2), state, scratch)
    elif kind == 2:
        _kruskal(cells, state, scratch)
    elif kind == 3:
        _scatter(cells, 300 + _draw(state, 201), state)
    elif kind == 4:
        if _draw(state, 2):
            _grow_tree(cells, 100, state, scratch)
        else:
            _kruskal(cells, state, scratch)
        _knock_out(cells, 20 + _draw(state, 280), state)
    elif kind == 5:
        _rooms(cells, state)
    else:
        _scatter(cells, 300 + _draw(state, 201), state)
    if (kind == 3 or kind == 5) and height > 4 and width > 4 and _draw(state, 2):
        cells[0, :] = 0
        cells[height - 1, :] = 0
        cells[:, 0] = 0
        cells[:, width - 1] = 0


def _random_open(cells: Array, state: Array) -> int:
    """Index of a random open cell, or -1."""
    height, width = int(cells.shape[0]), int(cells.shape[1])
    size = height * width
    for _ in range(64):
        at = _draw(state, size)
        if cells[at // width, at % width]:
            return at
    offset = _draw(state, size)
    for k in range(size):
        at = (offset + k) % size
        if cells[at // width, at % width]:
            return at
    return -1


def _place(kind: int, cells: Array, distance: Array, state: Array, queue: Array, need: int) -> int:
    """Choose the goal, leave its distances in `distance` and return a start that is at least `need` away, or -1."""
    width = cells.shape[1]
    goal = _random_open(cells, state)
    if goal < 0:
        return -1
    count = _distances(cells, goal // width, goal % width, distance, queue)
    end = queue[count - 1]
    if distance[end // width, end % width] < need:
        if kind != 6 or count < need:
            return -1
        # Rejecting every maze whose random goal lies too central would take minutes: try its far end first.
        count = _distances(cells, end // width, end % width, distance, queue)
        end = queue[count - 1]
        if distance[end // width, end % width] < need:
            return -1
    first = 0  # the queue is sorted by distance: cells from `first` on are far enough
    while distance[queue[first] // width, queue[first] % width] < need:
        first += 1
    pick = first + _draw(state, count - first)
    if _draw(state, 2):  # half of the starts lie further than usual: short paths teach little
        pick = max(pick, first + _draw(state, count - first))
    return int(queue[pick])


def _fill(kinds: Array, seeds: Array, tokens: Array, distance: Array, needs: Array) -> None:
    """Every maze of a batch, in place."""
    count, height, width = tokens.shape
    queue = np.empty(height * width, np.int64)
    scratch = np.empty(height * width, np.int64)
    for n in range(count):
        state = seeds[n]
        need = needs[n]
        start = -1
        tries = 0
        while start < 0:
            tries += 1
            if tries % 2000 == 0 and need > 1:
                need = max(1, need * 9 // 10)  # the size asked for hardly holds such a path
            if tries > 50000:
                tokens[n, :, :] = 1
            else:
                _carve(kinds[n], tokens[n], state, scratch)
            start = _place(kinds[n], tokens[n], distance[n], state, queue, need)
        for r in range(height):
            for c in range(width):
                if distance[n, r, c] == 0:
                    tokens[n, r, c] = 3
        tokens[n, start // width, start % width] = 2


_COMPILED = (
    "_draw", "_distances", "_grow_tree", "_root", "_kruskal", "_knock_out", "_scatter", "_rooms", "_carve",
    "_random_open", "_place", "_fill",
)  # fmt: skip


def _numba() -> ModuleType | None:
    try:
        import numba
    except ImportError:
        return None
    return numba


@cache
def _filler(compiled: bool) -> Any:
    """`_fill`, compiled where numba is installed (callees first, in a namespace of their own)."""
    numba = _numba() if compiled else None
    if numba is None:
        return _fill
    space: dict[str, Any] = {"np": np}
    for name in _COMPILED:
        plain = globals()[name]
        space[name] = numba.njit(FunctionType(plain.__code__, space, name, plain.__defaults__))
    return space["_fill"]


def training_batch(
    rng: np.random.Generator,
    count: int,
    height: int,
    width: int,
    kinds: Sequence[str] = KINDS,
    *,
    compiled: bool = True,
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int16]]:
    """`count` solvable mazes: tokens (count, H, W) with 0 wall, 1 open, 2 start, 3 goal, and the number of steps from
    every open cell to the goal (count, H, W), -1 where the goal cannot be reached.

    `kinds` are drawn evenly with replacement: name one twice to see it twice as often.
    """
    known = {name: index for index, name in enumerate(KINDS)}
    unknown = [kind for kind in kinds if kind not in known]
    if unknown or not kinds:
        raise ValueError(f"unknown kind of maze {unknown!r}; known: {', '.join(KINDS)}")
    if height < 1 or width < 1 or height * width < 2 or height * width > 40_000:
        raise ValueError(f"cannot draw mazes of {height!r}x{width!r}: 2 to 40000 cells are supported")
    drawn = np.array([known[kind] for kind in kinds], np.int64)[rng.integers(len(kinds), size=count)]
    seeds = rng.integers(1, 2147483398, size=(count, 2), dtype=np.int64)
    tokens = np.zeros((count, height, width), np.int8)
    distance = np.zeros((count, height, width), np.int16)
    needs = np.where(drawn == KINDS.index("hard"), int(HARD_SHARE * height * width) + 1, 1).astype(np.int64)
    _filler(compiled)(drawn, seeds, tokens, distance, needs)
    return tokens, distance
