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


def named(values: Sequence[tuple[str, str]], form: Form) -> str:
    """ "r1c3=4, r2c1=7", or the bare sign of a single cell."""
    if form.wrap == "json":
        return json.dumps({name: int(v) if v.isdigit() else v for name, v in values})
    return values[0][1] if len(values) == 1 else ", ".join(f"{name}={value}" for name, value in values)


def wrapped(answer: str, form: Form) -> str:
    """`answer` in tags, a box or a code block; other wrappings are made where the answer is written."""
    if form.wrap == "tag":
        inside = f"\n{answer}\n" if "\n" in answer else answer
        return f"<{form.tag}>{inside}</{form.tag}>"
    if form.wrap == "boxed" and "\n" not in answer:
        return f"\\boxed{{{answer}}}"
    if form.wrap == "brackets" and not answer.startswith("[["):
        return f"[[{answer}]]"
    return f"```\n{answer}\n```" if form.wrap == "fence" else answer
