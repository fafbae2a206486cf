"""Puzzles from a CSV file, plain or gzipped: `puzzle[,solution]` or `question[,answer]`. Bad rows are named by line."""

from __future__ import annotations

import csv
import gzip
import io
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from router.errors import UsageError
from solvers.base import BadData, PuzzleError

COLUMNS = (("puzzle", "solution"), ("question", "answer"))

_WHERE = re.compile(r"\s*(\w+)\s*(<=|>=|==|<|>)\s*(-?\d+(?:\.\d+)?)\s*")
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One puzzle of a file, and the stored solution where the file has one."""

    line: int
    puzzle: Any
    solution: str | None


def read(kind: str, file: Path, *, limit: int | None = None, where: str | None = None) -> list[Row]:
    """The first `limit` rows that satisfy `where` (like "rating<=4.5")."""
    wanted = _condition(where)
    rows: list[Row] = []
    for line, record in _records(file):
        if wanted is not None and not wanted(record, f"{file}:{line}"):
            continue
        rows.append(_row(kind, record, file, line))
        if limit is not None and len(rows) >= limit:
            break
    if not rows:
        raise BadData(f"{str(file)!r} holds no puzzle" + (f" with {where!r}" if where else ""), hint="check the file")
    return rows


def _records(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, record with lower-case column names). Spaces inside cells stay: a maze may begin with them."""
    try:
        raw = gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb")  # noqa: SIM115 (closed below)
        with raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
            reader = csv.DictReader(text)
            names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
            if not any(first in names for first, _ in COLUMNS):
                raise BadData(
                    f"{file}:1: no column 'puzzle' or 'question', only {', '.join(map(repr, names[:6])) or 'nothing'}",
                    hint="the first line names the columns: puzzle[,solution] or question[,answer]",
                )
            reader.fieldnames = names
            for record in reader:
                yield reader.line_num, {k: v for k, v in record.items() if isinstance(k, str) and isinstance(v, str)}
    except FileNotFoundError as exc:
        raise UsageError(f"no file {str(file)!r}", hint="check the path") from exc
    except (OSError, EOFError) as exc:
        raise UsageError(f"cannot read {str(file)!r}: {exc.__class__.__name__}", hint="check the file") from exc
    except (UnicodeDecodeError, csv.Error) as exc:
        raise BadData(f"{str(file)!r} is not a CSV file of text: {exc}", hint="save it as UTF-8 CSV") from exc


def _condition(where: str | None) -> Callable[[dict[str, str], str], bool] | None:
    if where is None:
        return None
    match = _WHERE.fullmatch(where)
    if match is None:
        raise UsageError(f"--where {where!r} is not COLUMN<=NUMBER", hint='for example --where "rating<=4.5"')
    column, compare, bound = match[1].lower(), _COMPARE[match[2]], float(match[3])

    def holds(record: dict[str, str], place: str) -> bool:
        try:
            return compare(float(record[column]), bound)
        except (KeyError, ValueError) as exc:
            raise BadData(f"{place}: no number in column {column!r}", hint="check --where and the row") from exc

    return holds


def _row(kind: str, record: dict[str, str], file: Path, line: int) -> Row:
    place = f"{file}:{line}"
    for puzzle_name, solution_name in COLUMNS:
        if puzzle_name in record:
            text = record[puzzle_name]
            try:
                puzzle = sudoku(text.strip()) if kind == "sudoku" else maze(text)
            except PuzzleError as exc:
                raise BadData(f"{place}: {exc}", hint=exc.hint or "correct or drop the row") from exc
            return Row(line, puzzle, record.get(solution_name) or None)
    raise BadData(f"{place}: no puzzle in this row", hint="correct or drop the row")


def sudoku(text: str) -> Any:
    """A sudoku from its cells row by row: digits (letters from 10 on), `.` or `0` for a blank."""
    from solvers.base import BadPuzzle
    from solvers.kinds.sudoku.rules import BOXES, Sudoku

    size = round(len(text) ** 0.5)
    if size * size != len(text) or size not in BOXES:
        raise BadPuzzle(f"{len(text)} cells in {text[:40]!r}", hint="16, 36, 81 or 256 cells are a sudoku")
    values = [0 if c in ".0" else int(c, 36) if c.isascii() and c.isalnum() else -1 for c in text]
    for value, char in zip(values, text, strict=True):
        if not 0 <= value <= size:
            raise BadPuzzle(f"{char!r} is no digit of a {size}x{size} sudoku", hint="use . or 0 for a blank")
    cells = iter(values)
    rows = tuple(tuple(next(cells) for _ in range(size)) for _ in range(size))
    return Sudoku(rows, *BOXES[size])


def maze(text: str) -> Any:
    """A maze from its cells: `#` wall, `S`, `G`, anything else open; lines, or one string of a square."""
    from solvers.base import BadPuzzle
    from solvers.kinds.maze.rules import Maze

    lines = text.strip("\r\n").splitlines()
    if len(lines) == 1:
        side = round(len(text) ** 0.5)
        if side * side != len(text):
            raise BadPuzzle(f"{len(text)} cells are no square: {text[:40]!r}", hint="or put a newline after each row")
        lines = [text[i : i + side] for i in range(0, len(text), side)]
    found = {c: [(r, line.index(c)) for r, line in enumerate(lines) if c in line] for c in "SG"}
    if any(len(cells) != 1 for cells in found.values()) or "".join(lines).count("S") + "".join(lines).count("G") != 2:
        raise BadPuzzle(f"not exactly one S and one G in {lines[0][:40]!r}...", hint="S is the start, G the goal")
    strange = sorted(set("".join(lines)) - set("# SGo."))
    if strange:
        raise BadPuzzle(f"{strange[0]!r} in a maze", hint="use # for walls, space for open cells, S, G")
    return Maze(tuple(tuple(c != "#" for c in line) for line in lines), found["S"][0], found["G"][0])
