"""Tasks written as data: JSON, Python literals, assignments; tags and array(...) around grids; headings before them."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from typing import Any

_TRAIN, _TEST = ("train", "examples", "demonstrations"), ("test", "tests", "query")
_OPENS = re.compile(r"\{")
_ASSIGNED = re.compile(
    rf"(?<![\w\"'])(?P<name>{'|'.join((*_TRAIN, *_TEST))})(?:_pairs|_examples|_inputs?|ing)?[ \t]*[:=][ \t]*(?=[\[{{])"
)
_ARRAY = re.compile(r"(?:np\.|numpy\.)?array\((?=\s*\[)")
_ARRAY_END = re.compile(r"(?<=\])(?:\s*,\s*dtype\s*=\s*[\w.]+)?\s*\)")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z]+)(?:[ _-]?\d+)?>", re.I)
_HEADING = re.compile(r"[ \t]*[#*_ ]{0,6}(?:[^\W\d_]+[ ]?){1,3}(?:\d{1,2}|[A-D])?[ \t]*[:：.)]?[ \t*_]{0,4}$")


def literal(raw: str) -> tuple[Mapping[str, Any], int, int] | None:
    """The data of a task under its official names, and where it begins and ends; None where there is none.

    JSON or Python, alone or under the task's name, or the two lists assigned one after the other.
    """
    if not any(key in raw for key in _TRAIN):
        return None
    for match in list(_OPENS.finditer(raw))[:4]:
        found = _decoded(raw, match.start())
        if found is None:
            continue
        data, end = found
        if isinstance(data, dict) and not any(key in data for key in _TRAIN) and len(data) == 1:
            data = next(iter(data.values()))
        usual = _usual(data)
        if usual is not None:
            return usual, match.start(), end
    return _assigned(raw)


def _assigned(raw: str) -> tuple[Mapping[str, Any], int, int] | None:
    """`train = [...]` and `test = [...]`."""
    parts: dict[str, Any] = {}
    start = end = -1
    for match in list(_ASSIGNED.finditer(raw))[:8]:
        found = _decoded(raw, match.end())
        if found is None or match["name"] in parts or match.start() < end:
            continue
        parts[match["name"]], end = found
        start = match.start() if start < 0 else start
    usual = _usual(parts)
    return None if usual is None else (usual, start, end)


def _decoded(raw: str, start: int) -> tuple[Any, int] | None:
    """The value that begins at `start`, as JSON or as a Python literal, and its end."""
    try:
        return json.JSONDecoder().raw_decode(raw, start)
    except (ValueError, RecursionError):
        pass
    end = _closing(raw, start)
    if end is None:
        return None
    try:
        return ast.literal_eval(raw[start:end]), end
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None


def _closing(raw: str, start: int) -> int | None:
    """Past the bracket that closes the one at `start`."""
    depth = 0
    for at in range(start, len(raw)):
        depth += (raw[at] in "[{(") - (raw[at] in ")}]")
        if depth == 0:
            return at + 1
    return None


def _usual(data: Any) -> Mapping[str, Any] | None:
    """The two lists under their official names; None for other data."""
    if not isinstance(data, dict):
        return None
    train = next((data[key] for key in _TRAIN if key in data), None)
    test = next((data[key] for key in _TEST if key in data), None)
    if not isinstance(train, list | tuple) or not isinstance(test, list | tuple | dict):
        return None
    pairs = [{"input": each[0], "output": each[1]} if _is_pair(each) else each for each in train]
    single = isinstance(test, dict) or _is_grid(test)
    tests = [test] if single else test
    return {"train": pairs, "test": [each if isinstance(each, dict) else {"input": each} for each in tests]}


def _is_pair(each: Any) -> bool:
    return isinstance(each, list | tuple) and len(each) == 2 and all(map(_is_grid, each))


def _is_grid(data: Any) -> bool:
    rows = isinstance(data, list | tuple) and data and all(isinstance(row, list | tuple) for row in data)
    return bool(rows) and all(isinstance(cell, int) for row in data for cell in row)


def plain(raw: str) -> str:
    """The same text, letter for letter, with tags as labels and without the words around arrays."""

    def tag(match: re.Match[str]) -> str:
        name = match["name"].lower()
        shown = f"{name}:" if name in ("input", "output") and not match["end"] else ""
        return shown.ljust(len(match[0]))

    raw = _TAG.sub(tag, raw) if "<" in raw else raw
    if "array(" in raw:
        raw = _ARRAY_END.sub(_blank, _ARRAY.sub(_blank, raw))
    return raw


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def headed(raw: str, start: int) -> int:
    """Where the grids begin if a heading like "Example 1:" stands before the first: there."""
    before = raw[:start].rstrip()
    line = before.rfind("\n") + 1
    return line if _HEADING.match(before, line) and re.search(r"\d|[A-D]\b", before[line:]) else start
