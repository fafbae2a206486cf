"""Read sudokus from public files: CSV (plain or gzip) with a puzzle column, or one grid a line.

A puzzle is 81 characters row by row, `.` or `0` for a blank. A row that cannot be used raises BadData, which names
file and line; `skip` turns that into a count instead.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from solvers.base import BadData

Grids = npt.NDArray[np.uint8]

_VALUES = np.full(256, 255, np.uint8)
_VALUES[[ord("."), ord("0")]] = 0
_VALUES[[ord(str(digit)) for digit in range(1, 10)]] = range(1, 10)


class SudokuFile(NamedTuple):
    """One row a puzzle. `solutions` is zeros and `guesses` -1 where the file says nothing."""

    puzzles: Grids
    solutions: Grids
    guesses: npt.NDArray[np.int32]
    ratings: npt.NDArray[np.float32]
    """The file's `rating` column, NaN where there is none."""
    lines: npt.NDArray[np.int64]
    """Line number of each row in its file, from 1."""
    bad: tuple[str, ...] = ()
    """With `skip`, why each unusable row was left out."""


def read_csv(path: Path | str, *, cells: int = 81, skip: bool = False) -> SudokuFile:
    """Columns `puzzle`, and where present `solution`, `guesses_mrv` and `rating`; headers in any letter case.

    A file without such a header is read as one grid a line. Blank lines and lines opening with `#` are passed over.
    """
    rows: list[tuple[Grids, Grids, int, float, int]] = []
    bad: list[str] = []
    for number, record in _records(Path(path)):
        try:
            rows.append((*_row(record, cells), number))
        except ValueError as exc:
            reason = f"{Path(path).name}:{number}: {exc}"
            if not skip:
                raise BadData(reason, hint=f"a puzzle is {cells} characters, digits and '.' or '0'") from exc
            bad.append(reason)
    return SudokuFile(
        np.array([row[0] for row in rows], np.uint8).reshape(-1, cells),
        np.array([row[1] for row in rows], np.uint8).reshape(-1, cells),
        np.array([row[2] for row in rows], np.int32),
        np.array([row[3] for row in rows], np.float32),
        np.array([row[4] for row in rows], np.int64),
        tuple(bad),
    )


def read_puzzles(path: Path | str) -> Grids:
    """Only the puzzles of a file: .npz as the forge writes it, or whatever `read_csv` takes."""
    if str(path).endswith(".npz"):
        from solvers.datasets.sudoku_forge import read

        return read(Path(path)).puzzles
    return read_csv(path).puzzles


def _records(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, columns by lower-case name)."""
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as exc:
        raise BadData(f"cannot read {str(path)!r}: {exc}", hint="a CSV or text file, plain or gzip") from exc
    names = ["puzzle"]
    first = True
    for number, line in enumerate(io.StringIO(text), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        fields = next(csv.reader([line]))
        if first:
            first = False
            header = [field.strip().lower() for field in fields]
            if "puzzle" in header:
                names = header
                continue
        if len(fields) != len(names):
            yield number, {"error": f"{len(fields)} columns where the header has {len(names)}"}
        else:
            yield number, dict(zip(names, fields, strict=True))


def _row(record: dict[str, str], cells: int) -> tuple[Grids, Grids, int, float]:
    if "error" in record:
        raise ValueError(record["error"])
    puzzle = _grid(record["puzzle"], cells, "puzzle")
    solution = np.zeros(cells, np.uint8)
    if record.get("solution"):
        solution = _grid(record["solution"], cells, "solution")
        if not solution.all():
            raise ValueError("the solution has blanks")
        wrong = np.flatnonzero((puzzle != 0) & (puzzle != solution))
        if len(wrong):
            raise ValueError(f"clue {puzzle[wrong[0]]} at character {wrong[0] + 1} is not in the solution")
        _check_solution(solution)
    return puzzle, solution, int(record.get("guesses_mrv") or -1), float(record.get("rating") or "nan")


def _grid(text: str, cells: int, what: str) -> Grids:
    text = text.strip()
    if len(text) != cells:
        raise ValueError(f"{what} {text[:100]!r} has {len(text)} characters, not {cells}")
    side = int(cells**0.5)
    values = _VALUES[np.frombuffer(text.encode("latin-1", "replace"), np.uint8)]
    wrong = np.flatnonzero(values > side)
    if len(wrong):
        raise ValueError(f"{what} has {text[wrong[0]]!r} at character {wrong[0] + 1}")
    return values


def _check_solution(solution: Grids) -> None:
    """Rows and columns hold every digit once (boxes too, at 81 cells)."""
    side = int(len(solution) ** 0.5)
    grid = solution.reshape(side, side)
    views = {"row": grid, "column": grid.T}
    if side == 9:
        views["box"] = grid.reshape(3, 3, 3, 3).transpose(0, 2, 1, 3).reshape(9, 9)
    for name, lines in views.items():
        full = (np.sort(lines, axis=1) == np.arange(1, side + 1)).all(axis=1)
        if not full.all():
            raise ValueError(f"the solution repeats a digit in {name} {int(np.argmin(full)) + 1}")
