"""Sudoku answers that others give, read back: a filled grid as text, or one of our own receipts.

Reading is generous about form and never corrects content: a wrong digit is kept and judged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from solvers.base import BadPuzzle
from solvers.kinds.sudoku.rules import BOXES, Rows, Sudoku


def read_answer(puzzle: Sudoku, text: str) -> Rows:
    """The filled grid in `text`: JSON rows, or the last n rows of n signs when decoration is taken away."""
    size = len(puzzle.rows)
    given = _from_json(text)
    if given is not None and all(isinstance(row, list) and all(type(v) is int for v in row) for row in given):
        rows = tuple(tuple(row) for row in given)
    else:
        rows = _signs(text, size)
    if len(rows) != size or any(len(row) != size for row in rows):
        raise BadPuzzle(f"no {size}x{size} grid in the answer {text[:40]!r}", hint=f"give {size} rows of {size} digits")
    return rows


def _from_json(text: str) -> list[Any] | None:
    """The rows of a receipt, or the value itself, if the text is JSON that holds them."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for name in ("solution", "rows"):
        if isinstance(value, dict):
            value = value.get(name)
    return value if isinstance(value, list) else None


def _signs(text: str, size: int) -> Rows:
    """Grids of `size` in a row-wise reading of the text: the last one, since people show the puzzle first."""
    sign = re.compile(r"[0-9A-Za-z._?*]") if size < 10 else re.compile(r"\d+|[A-Za-z._?*]")
    values: list[list[int]] = []
    for line in text.splitlines():
        bare = re.sub(r"[|│┃║,;\[\]\"' \t]+", " " if size >= 10 else "", line)
        found = sign.findall(bare)
        if len(found) == size and not re.search(r"[A-Za-z]{3}", line):
            values.append([_value(f) for f in found])
    if len(values) >= size:
        return tuple(tuple(row) for row in values[-size:])
    run = re.findall(rf"(?<!\S)[0-9.]{{{size * size}}}(?!\S)", text) if size < 10 else []
    return tuple(tuple(_value(c) for c in run[-1][i : i + size]) for i in range(0, size * size, size)) if run else ()


def _value(sign: str) -> int:
    """A digit, or 0 (no digit, which `verify` rejects) for anything else."""
    if sign.isascii() and sign.isdigit():
        return int(sign)
    return int(sign, 36) if sign.isascii() and sign.isalnum() and sign.upper() <= "G" else 0


# ---------------------------------------------------------------- data files


def row(text: str) -> Sudoku:
    """A sudoku from its cells row by row: digits (letters from 10 on), `.` or `0` for a blank."""
    text = text.strip()
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


def same(solution: Mapping[str, Any], stored: str) -> bool:
    """Whether a receipt's solution is the one that a file stores, cell by cell."""
    flat = [value for line in solution.get("rows", ()) for value in line]
    return [int(c, 36) if c.isascii() and c.isalnum() else 0 for c in stored.strip()] == flat
