"""Sudoku as pure code: the grid, its rules and its symmetries.

Sizes 4 (2x2 boxes), 6 (2 rows x 3 columns), 9 (3x3) and 16 (4x4). Reading text begins in `text.py`; exact search and
the digging of new puzzles are in `search.py`; what a network sees is in `kind.py`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from solvers.base import BadPuzzle, Cell, Violation
from solvers.kinds.sudoku import search
from solvers.kinds.sudoku.search import unit_cells

Rows = tuple[tuple[int, ...], ...]

BOXES: Mapping[int, tuple[int, int]] = {4: (2, 2), 6: (2, 3), 9: (3, 3), 16: (4, 4)}
"""Box rows and box columns of each size."""


@dataclass(frozen=True, slots=True)
class Sudoku:
    """One grid of clues; 0 is a blank."""

    rows: Rows
    box_rows: int
    box_cols: int

    def __post_init__(self) -> None:
        n = len(self.rows)
        if BOXES.get(n) != (self.box_rows, self.box_cols):
            raise BadPuzzle(
                f"no sudoku has {n} rows with {self.box_rows!r}x{self.box_cols!r} boxes",
                hint="sizes are 4 (2x2), 6 (2x3), 9 (3x3) and 16 (4x4)",
            )
        for r, row in enumerate(self.rows):
            if len(row) != n:
                raise BadPuzzle(f"row {r + 1} has {len(row)} cells, not {n}", hint="every row is as long as the grid")
            for digit in row:
                if type(digit) is not int or not 0 <= digit <= n:
                    raise BadPuzzle(f"row {r + 1} holds {digit!r}", hint=f"cells are 1..{n}, or 0 for a blank")

    @property
    def size(self) -> int:
        return len(self.rows)


def sudoku(rows: Any) -> Sudoku:
    """A `Sudoku` from any sequence of rows of integers; the box shape follows from the size."""
    grid = tuple(tuple(int(digit) for digit in row) for row in rows)
    box_rows, box_cols = BOXES.get(len(grid), (0, 0))
    return Sudoku(grid, box_rows, box_cols)


def twice(flat: list[int], puzzle: Sudoku) -> list[Violation]:
    """Every digit that stands twice in a row, column or box; blanks do not count."""
    n = puzzle.size
    found = []
    for rule, cells in unit_cells(puzzle.box_rows, puzzle.box_cols):
        digits = [flat[cell] for cell in cells if flat[cell]]
        if len(set(digits)) == len(digits):
            continue
        for digit in sorted({d for d in digits if digits.count(d) > 1}):
            where = tuple(divmod(cell, n) for cell in cells if flat[cell] == digit)
            names = ", ".join(f"r{r + 1}c{c + 1}" for r, c in where)
            found.append(Violation(rule, where, f"{digit} stands twice in one {rule}: {names}"))
    return found


def check(puzzle: Sudoku) -> tuple[Violation, ...]:
    """Equal clues in a row, column or box, and blanks that no digit fits."""
    flat = [digit for row in puzzle.rows for digit in row]
    found = twice(flat, puzzle)
    if found:
        return tuple(found)
    n = puzzle.size
    seen: list[set[int]] = [set() for _ in flat]
    for _, cells in unit_cells(puzzle.box_rows, puzzle.box_cols):
        clues = {flat[cell] for cell in cells}
        for cell in cells:
            seen[cell] |= clues
    for cell, digit in enumerate(flat):
        if not digit and len(seen[cell] - {0}) == n:
            where = divmod(cell, n)
            found.append(Violation("cell", (where,), f"no digit fits r{where[0] + 1}c{where[1] + 1}"))
    return tuple(found)


def _shape_violations(puzzle: Sudoku, answer: Any) -> list[Violation]:
    """What keeps `answer` from being a grid of digits 1..n; the answer may be anything at all."""
    n = puzzle.size
    if not isinstance(answer, (tuple, list)) or len(answer) != n:
        return [Violation("cell", (), f"an answer has {n} rows")]
    found = []
    for r, row in enumerate(answer):
        if not isinstance(row, (tuple, list)) or len(row) != n:
            found.append(Violation("cell", tuple((r, c) for c in range(n)), f"row {r + 1} must have {n} cells"))
            continue
        for c, digit in enumerate(row):
            if type(digit) is not int or not 1 <= digit <= n:
                found.append(Violation("cell", ((r, c),), f"r{r + 1}c{c + 1} must be 1..{n}, not {digit!r:.20}"))
    return found


def verify(puzzle: Sudoku, answer: Any) -> tuple[Violation, ...]:
    """Every broken constraint of `answer`: shape, changed clues, rows, columns, boxes. Empty means proven."""
    found = _shape_violations(puzzle, answer)
    if found:
        return tuple(found)
    for r, (clues, digits) in enumerate(zip(puzzle.rows, answer, strict=True)):
        for c, (clue, digit) in enumerate(zip(clues, digits, strict=True)):
            if clue and clue != digit:
                found.append(Violation("clue", ((r, c),), f"r{r + 1}c{c + 1} is given as {clue}, not {digit}"))
    found.extend(twice([digit for row in answer for digit in row], puzzle))
    return tuple(found)


def partial(puzzle: Sudoku, answer: Rows) -> tuple[tuple[Violation, ...], tuple[Cell, ...]]:
    """What an answer that is not whole already breaks, and the cells it leaves open (0)."""
    empty = tuple((r, c) for r, row in enumerate(answer) for c, digit in enumerate(row) if digit == 0)
    found = [v for v in _shape_violations(puzzle, answer) if not (v.cells and set(v.cells) <= set(empty))]
    if found:
        return tuple(found), empty
    changed = [v for v in verify(puzzle, [[d or 1 for d in row] for row in answer]) if v.rule == "clue"]
    wrong = [v for v in changed if v.cells[0] not in empty]
    return (*wrong, *twice([digit for row in answer for digit in row], puzzle)), empty


def render(puzzle: Sudoku) -> str:
    """Rows of cells with box lines; `.` is a blank. Box lines make even a 4x4 unmistakable."""
    return draw(puzzle, puzzle.rows)


def draw(puzzle: Sudoku, rows: Rows) -> str:
    """Any rows of the puzzle's size in boxes."""
    width = len(str(puzzle.size))
    across = puzzle.box_cols
    rule = "+".join("-" * ((width + 1) * across + (1 if 0 < i < puzzle.size // across - 1 else 0))
                    for i in range(puzzle.size // across))  # fmt: skip
    lines = []
    for r, row in enumerate(rows):
        if r and r % puzzle.box_rows == 0:
            lines.append(rule)
        cells = [(str(digit) if digit else ".").rjust(width) for digit in row]
        lines.append(" | ".join(" ".join(cells[i : i + across]) for i in range(0, len(cells), across)))
    return "\n".join(lines)


def _shuffled_lines(rng: random.Random, size: int, block: int) -> list[int]:
    """An order of rows (or columns) that keeps bands together: bands shuffled, lines shuffled inside each."""
    bands = [list(range(start, start + block)) for start in range(0, size, block)]
    rng.shuffle(bands)
    for band in bands:
        rng.shuffle(band)
    return [line for band in bands for line in band]


def symmetry(puzzle: Sudoku, rng: random.Random) -> tuple[Sudoku, Callable[[Rows], Rows]]:
    """Digits, bands, stacks, rows, columns and (square boxes) the diagonal permuted; and the way back."""
    n = puzzle.size
    digits = [0, *rng.sample(range(1, n + 1), n)]
    row_order = _shuffled_lines(rng, n, puzzle.box_rows)
    column_order = _shuffled_lines(rng, n, puzzle.box_cols)
    transpose = puzzle.box_rows == puzzle.box_cols and rng.random() < 0.5
    source = tuple(zip(*puzzle.rows, strict=True)) if transpose else puzzle.rows
    moved = tuple(tuple(digits[source[r][c]] for c in column_order) for r in row_order)

    def undo(answer: Rows) -> Rows:
        back = [[0] * n for _ in range(n)]
        for i, r in enumerate(row_order):
            for j, c in enumerate(column_order):
                digit = digits.index(answer[i][j])
                if transpose:
                    back[c][r] = digit
                else:
                    back[r][c] = digit
        return tuple(tuple(row) for row in back)

    return Sudoku(moved, puzzle.box_rows, puzzle.box_cols), undo


def generate(seed: int, *, size: int = 9, clues: int | None = None, minimal: bool | None = None) -> Sudoku:
    """A puzzle with exactly one answer. `minimal` (default up to 9x9): no clue can be left out.

    `clues` stops the digging at that many; fewer than the grid allows gives a minimal puzzle instead.
    """
    if size not in BOXES:
        raise BadPuzzle(f"no sudoku of size {size!r}", hint="sizes are 4, 6, 9 and 16")
    box_rows, box_cols = BOXES[size]
    if clues is None:
        wanted_minimal = size <= 9 if minimal is None else minimal
        clues = 0 if wanted_minimal else round(size * size * 0.55)
    rng = random.Random(seed)
    full = search.full_grid(rng, box_rows, box_cols)
    return Sudoku(search.dig(rng, full, box_rows, box_cols, clues), box_rows, box_cols)


SHARES = {"easy": 0.5, "medium": 0.38, "hard": 0.0}
"""Of the cells, at least this share is given; 0 leaves no clue that can be spared."""
HARDEST_OF = 5
"""Draws among which a hard one is chosen, by what an exact solver has to guess."""


def graded(seed: int, difficulty: str, *, size: int = 9) -> Sudoku:
    """A puzzle with exactly one answer, as hard as asked."""
    if difficulty not in SHARES:
        raise BadPuzzle(f"no difficulty is called {difficulty!r}", hint=f"there are {', '.join(SHARES)}")
    if difficulty != "hard" or size > 9:  # taking every clue from a 16x16 that can be spared takes minutes
        return generate(seed, size=size, clues=round(max(SHARES[difficulty], 0.36 if size > 9 else 0) * size * size))
    from solvers.rules.board import Board, Problem, boxes, cell, lines
    from solvers.rules.constraints import Different
    from solvers.rules.generate import guesses

    def hardness(puzzle: Sudoku) -> int:
        given = {cell(r, c): digit for r, row in enumerate(puzzle.rows) for c, digit in enumerate(row) if digit}
        units = [*lines(size, size), *boxes(size, size, puzzle.box_rows, puzzle.box_cols)]
        return guesses(Problem(Board.grid(size, size, range(1, size + 1), given), tuple(map(Different, units))))

    return max((generate(seed * HARDEST_OF + i, size=size, clues=0) for i in range(HARDEST_OF)), key=hardness)


__all__ = [
    "BOXES",
    "Cell",
    "Rows",
    "Sudoku",
    "check",
    "draw",
    "generate",
    "graded",
    "partial",
    "render",
    "sudoku",
    "symmetry",
    "twice",
    "verify",
]
