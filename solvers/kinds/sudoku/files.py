"""Read sudokus from public files: CSV (plain or gzip) with a puzzle column, or one grid a line.

A puzzle is 81 characters row by row, `.` or `0` for a blank. A row that cannot be used raises BadData, which names
file and line; `skip` turns that into a count instead.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

import numpy as np
import numpy.typing as npt

from solvers.base import BadData
from solvers.kinds.sudoku.forged import read

Grids = npt.NDArray[np.uint8]

_VALUES = np.full(256, 255, np.uint8)
_VALUES[[ord("."), ord("0")]] = 0
_VALUES[[ord(str(digit)) for digit in range(1, 10)]] = range(1, 10)


_GRIDS = ("puzzle", "solution")


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
    records = list(_records(Path(path)))
    fine = [i for i, (_, record) in enumerate(records) if _right_length(record, cells)]
    puzzles, solutions = (_grids([records[i][1].get(name) or "." * cells for i in fine], cells) for name in _GRIDS)
    good = _sound(puzzles, solutions)
    kept = {i: row for row, i in enumerate(fine) if good[row]}
    rows: list[tuple[int, int, int, float]] = []
    bad: list[str] = []
    for i, (number, record) in enumerate(records):
        try:
            if i not in kept:
                _explain(record, cells)
            rating = float(record.get("rating") or "nan")
            rows.append((kept[i], number, int(record.get("guesses_mrv") or -1), rating))
        except ValueError as exc:
            reason = f"{Path(path).name}:{number}: {exc}"
            if not skip:
                raise BadData(reason, hint=f"a puzzle is {cells} characters, digits and '.' or '0'") from exc
            bad.append(reason)
    chosen = [row[0] for row in rows]
    return SudokuFile(
        puzzles[chosen].reshape(-1, cells),
        solutions[chosen].reshape(-1, cells),
        np.array([row[2] for row in rows], np.int32),
        np.array([row[3] for row in rows], np.float32),
        np.array([row[1] for row in rows], np.int64),
        tuple(bad),
    )


def read_puzzles(path: Path | str) -> Grids:
    """Only the puzzles of a file: .npz as the forge writes it, or whatever `read_csv` takes."""
    if str(path).endswith(".npz"):
        return read(Path(path)).puzzles
    return read_csv(path).puzzles


def _records(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, columns by lower-case name)."""
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as exc:
        why = str(getattr(exc, "strerror", None) or exc).lower()
        raise BadData(f"cannot read {str(path)!r}: {why}", hint="a CSV or text file, plain or gzip") from exc
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
            yield number, {name: field.strip() for name, field in zip(names, fields, strict=True)}


def _right_length(record: dict[str, str], cells: int) -> bool:
    lengths = [len(record[name]) for name in _GRIDS if record.get(name)]
    return "error" not in record and bool(record["puzzle"]) and all(length == cells for length in lengths)


def _grids(texts: list[str], cells: int) -> Grids:
    """(rows, cells) values; 255 for a character that is none."""
    joined = "".join(texts).encode("latin-1", "replace")
    return _VALUES[np.frombuffer(joined, np.uint8)].reshape(len(texts), cells)


def _sound(puzzles: Grids, solutions: Grids) -> npt.NDArray[np.bool_]:
    """Which rows have legal values and, where a solution is given, one that is legal and keeps the clues."""
    cells = puzzles.shape[1]
    side = math.isqrt(cells)
    legal = (puzzles <= side).all(axis=1)
    solved = ((puzzles == 0) | (puzzles == solutions)).all(axis=1)
    for _, lines in _units(solutions):
        solved &= (np.sort(lines, axis=2) == np.arange(1, side + 1)).all(axis=(1, 2))
    sound: npt.NDArray[np.bool_] = legal & (solved | (solutions == 0).all(axis=1))
    return sound


def _units(grids: Grids) -> Iterator[tuple[str, Grids]]:
    """Rows and columns, (count, n, n); boxes too at 81 cells, where their shape is not in doubt."""
    side = math.isqrt(grids.shape[1])
    square = grids.reshape(len(grids), side, side)
    yield "row", square
    yield "column", square.transpose(0, 2, 1)
    if side == 9:
        yield "box", grids.reshape(len(grids), 3, 3, 3, 3).transpose(0, 1, 3, 2, 4).reshape(len(grids), 9, 9)


def _explain(record: dict[str, str], cells: int) -> NoReturn:
    """Say why this row cannot be used."""
    if "error" in record:
        raise ValueError(record["error"])
    side = math.isqrt(cells)
    for name in _GRIDS:
        text = record.get(name) or ""
        if len(text) != cells and (text or name == "puzzle"):
            raise ValueError(f"{name} {text[:100]!r} has {len(text)} characters, not {cells}")
        wrong = next((i for i, char in enumerate(text) if _grids([char], 1)[0, 0] > side), None)
        if wrong is not None:
            raise ValueError(f"{name} has {text[wrong]!r} at character {wrong + 1}")
    puzzle, solution = (_grids([record[name]], cells)[0] for name in _GRIDS)
    if not solution.all():
        raise ValueError("the solution has blanks")
    for cell in np.flatnonzero((puzzle != 0) & (puzzle != solution)):
        raise ValueError(f"clue {puzzle[cell]} at character {cell + 1} is not in the solution")
    for name, lines in _units(solution[None]):
        for i, line in enumerate(lines[0]):
            if len(set(line.tolist())) < side:
                raise ValueError(f"the solution repeats a digit in {name} {i + 1}")
    raise ValueError("the solution is not legal")
