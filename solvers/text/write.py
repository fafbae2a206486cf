"""Answers as text: rows of signs, lists of cells, and the wrapping that was asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence

from solvers.base import Cell, Form


def grid(signs: Sequence[Sequence[str]], form: Form) -> str:
    """Rows of signs: a JSON list, `[[a b,c d]]`, or lines with the signs apart and in columns."""
    if form.wrap == "json":
        return json.dumps([[int(s) if s.lstrip("-").isdigit() else s for s in row] for row in signs])
    if form.wrap == "brackets":
        return "[[" + ",".join(" ".join(row) for row in signs) + "]]"
    width = max((len(sign) for row in signs for sign in row), default=1)
    return "\n".join(" ".join(sign.rjust(width) for sign in row).rstrip() for row in signs)


def cells(places: Sequence[Cell], form: Form, *, pair: str = "(%d, %d)") -> str:
    """Coordinates (row, column), counted from `form.base` (from 1 where the text does not say)."""
    base = 1 if form.base is None else form.base
    pairs = [(row + base, column + base) for row, column in places]
    if form.wrap == "json":
        return json.dumps([list(p) for p in pairs])
    return "[" + ", ".join(pair % p for p in pairs) + "]"


def chosen(places: Sequence[Cell], signs: Sequence[Sequence[str]], form: Form) -> str:
    """The cells that were asked for: one bare sign, a row or column as signs, a block as lines, others by name."""
    values = [signs[row][column] for row, column in places]
    rows, columns = list(dict.fromkeys(r for r, _ in places)), list(dict.fromkeys(c for _, c in places))
    block = len(rows) * len(columns) == len(places) and len(places) > 2
    if not block or (len(rows) == 1 and len(columns) < len(signs[0])) or (len(columns) == 1 and len(rows) < len(signs)):
        return named([(f"r{r + 1}c{c + 1}", value) for (r, c), value in zip(places, values, strict=True)], form)
    if len(rows) > 1 and len(columns) > 1:
        return grid([values[i : i + len(columns)] for i in range(0, len(values), len(columns))], form)
    if form.wrap == "json":
        return json.dumps([int(v) if v.isdigit() else v for v in values])
    return " ".join(values)


def named(values: Sequence[tuple[str, str]], form: Form) -> str:
    """ "r1c3=4, r2c1=7", or the bare sign of a single cell."""
    if form.wrap == "json":
        return json.dumps({name: int(v) if v.isdigit() else v for name, v in values})
    return values[0][1] if len(values) == 1 else ", ".join(f"{name}={value}" for name, value in values)


def wrapped(answer: str, form: Form) -> str:
    """`answer` in tags, a box or a code block; other wrappings are made where the answer is written."""
    if form.wrap == "tag":
        inside = f"\n{answer}\n" if "\n" in answer else answer
        end = f"end_{form.tag[6:]}" if form.tag.startswith("begin_") else f"/{form.tag}"
        return f"<{form.tag}>{inside}<{end}>"
    if form.wrap == "boxed" and "\n" not in answer:
        return f"\\boxed{{{answer}}}"
    if form.wrap == "brackets" and not answer.startswith("[["):
        return f"[[{answer}]]"
    return f"```\n{answer}\n```" if form.wrap == "fence" else answer
