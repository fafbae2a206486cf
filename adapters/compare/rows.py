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

from router.errors import UsageError, why
from solvers.base import BadData, PuzzleError
from solvers.kinds import kind as kind_of

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
        raise UsageError(f"cannot read {str(file)!r}: {why(exc)}", hint="check the file") from exc
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
                puzzle = kind_of(kind).row(text)
            except PuzzleError as exc:
                raise BadData(f"{place}: {exc}", hint=exc.hint or "correct or drop the row") from exc
            return Row(line, puzzle, record.get(solution_name) or None)
    raise BadData(f"{place}: no puzzle in this row", hint="correct or drop the row")
