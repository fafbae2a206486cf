"""A maze's answer in the form the user asked for and in the user's own characters.

Forms: "grid" and "path" (the user's drawing with the path in it), "moves" (letters, or the words the user named),
"directions" (words), "coordinates" (in the user's convention), "steps" (their number), "yes_no". Steps and coordinates
count the user's cells, also where walls lie between them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from solvers.base import Form, Span
from solvers.kinds.maze.places import from_cell
from solvers.kinds.maze.rules import Maze, Path, moves, user_path
from solvers.text.write import wrapped

_WORDS = ("up", "down", "left", "right")
_MARKS = "o*+x@~^"
_EMOJI = ("🔵", "🟡", "🟣")
_NO_PATH = "There is no path from the start to the goal."


def _directions(path: Path, words: Sequence[str]) -> list[str]:
    return [words["UDLR".index(letter)] for letter in moves(path)]


def _joined(parts: list[str], notation: Mapping[str, str], separator: str) -> str:
    """The parts with the user's separator; as a JSON list where the user asked for JSON."""
    if notation.get("json") == "list":
        return json.dumps(parts)
    return notation.get("separator", separator).join(parts)


_LEAD = re.compile(r"<\w+>|```\n|\\boxed\{")
_TAIL = re.compile(r"(?:</\w+>|\n```|\})\Z")


def write(puzzle: Maze, answer: Path, form: Form, notation: Mapping[str, str]) -> str:
    """The answer as asked. What the router puts around it (tags, a box, a code block) is not put there twice."""
    name = form.name or "path"
    if form.wrap == "json":
        return _json(puzzle, answer, "coordinates" if name in ("path", "grid") else name, notation)
    if form.wrap and "before" in notation:
        bare = {"before": _LEAD.sub("", notation["before"], count=1), "after": _TAIL.sub("", notation.get("after", ""))}
        notation = {**notation, **bare}
    return written(puzzle, answer, name, notation)


def _json(puzzle: Maze, answer: Path, name: str, notation: Mapping[str, str]) -> str:
    body = written(puzzle, answer, name, notation)
    if body[:1] in "[{" or name not in ("coordinates", "moves", "directions"):
        return body
    if name == "coordinates":
        return json.dumps([[int(a), int(b)] for a, b in re.findall(r"\(?\s*(\d+)\s*,\s*(\d+)\s*\)?", body)])
    words = re.findall(r"[^\s,;>\-]+", body)
    return json.dumps(words if len(words) > 1 else list(body))


def written(puzzle: Maze, answer: Path, wanted: str, notation: Mapping[str, str]) -> str:
    """The answer as text; `wanted` is one of grid, path, moves, directions, coordinates, steps, yes_no."""
    path = user_path(puzzle, answer)
    if wanted in ("grid", "path") and notation.get("listed"):
        wanted = "coordinates"  # an adjacency list has no picture to draw into
    if wanted == "steps":
        body = str(len(path) - 1)
    elif wanted == "yes_no":
        body = notation.get("yes", "yes")
    elif wanted == "moves":
        words = notation.get("words", "U,D,L,R").split(",")
        single = all(len(word) == 1 for word in words)
        body = _joined(_directions(path, words), notation, "" if single else ", ")
    elif wanted == "directions":
        words = notation.get("words", "").split(",") if notation.get("words") else list(_WORDS)
        words = words if any(len(word) > 1 for word in words) else list(_WORDS)
        body = _joined(_directions(path, words), notation, ", ")
    elif wanted == "coordinates":
        pairs = [from_cell(cell, notation.get("coordinates", "rc0")) for cell in path]
        if notation.get("json") == "list":
            body = json.dumps([list(pair) for pair in pairs])
        else:
            form = notation.get("pair", "(%d, %d)")
            body = notation.get("separator", " -> ").join(form % pair for pair in pairs)
    else:
        return drawn(puzzle, answer, notation)
    return notation.get("before", "") + body + notation.get("after", "")


_NO_PATH_SAID = re.compile(
    r"\b(?:no|not|impossible|cannot|can't|unreachable|unsolvable|infeasible|without)\b[^\n]{0,70}?"
    r"\b(?:write|output|return|say|print|answer|respond|reply|state|give|put)\b(?: (?:with|directly|only|simply|"
    r"just|back|the (?:word|string|number|value|phrase)))*\s*:?\s*"
    r"(?:```)?\s*(?:\"(?P<a>[^\"\n]{1,60})\"|'(?P<b>[^'\n]{1,60})'|`(?P<c>[^`\n]{1,60})`|(?P<d>-1|None|null|false|"
    r"IMPOSSIBLE|UNSOLVABLE|NO|infeasible|impossible|\[\])(?![\w-]))",
    re.I,
)
"""What the text wants to read where there is no way: 'If there is no path, write "infeasible"'."""


def none(form: Form, notation: Mapping[str, str], text: str) -> str:
    """ "There is no path" in the words that the text asks for."""
    asked = None if "no_path" in notation else _NO_PATH_SAID.search(text)
    named = next((group for group in asked.groups() if group), None) if asked else None
    return wrapped(named, form) if named else written_no_path(form.name, notation)


def written_no_path(wanted: str, notation: Mapping[str, str]) -> str:
    """What to say, in the asked form, once it is proven that no path leads to the goal."""
    body = notation.get("no_path", notation.get("no", "no") if wanted == "yes_no" else _NO_PATH)
    fenced = "```" in notation.get("before", "")
    return f"```\n{body}\n```" if fenced else body


def path_mark(notation: Mapping[str, str], used: set[str]) -> str:
    """The character to draw the path with: the user's, or one that the drawing does not use."""
    asked = notation.get("path", "")
    if len(asked) == 1:
        return asked
    if used and used <= set("0123456789"):
        return next(digit for digit in "456789*" if digit not in used)
    if any(ord(char) > 0x1F000 or char in "⬛⬜" for char in used):
        return next((sign for sign in _EMOJI if sign not in used), "*")
    return next((sign for sign in _MARKS if not {sign, sign.swapcase()} & used), "o")


def draw(source: str, cells: Sequence[Span], puzzle: Maze, path: Path, notation: Mapping[str, str]) -> str:
    """`source` with the path drawn over its cells (`cells` are offsets into `source`, row by row)."""
    width = puzzle.width
    used = {source[span.start : span.end].strip() or " " for span in cells if span.start < span.end}
    mark = path_mark(notation, {char for text in used for char in text})
    signs = notation.get("start", ""), notation.get("goal", "")
    wide = any(span.end - span.start > 1 and source[span.start : span.end].isspace() for span in cells)
    edits: dict[Span, str] = {}
    old = notation.get("drawn")
    if old:  # the path that was drawn already gives way
        floor = next(char for char in notation["open"] if char != old)
        edits = {span: floor for span in cells if source[span.start : span.end] == old}
    for row, col in path[::2] if puzzle.between and wide else path:
        span = cells[row * width + col]
        text = source[span.start : span.end]
        if (row, col) == puzzle.start and signs[0] and signs[0] in text:
            continue
        if (row, col) == puzzle.goal and signs[1] and signs[1] in text:
            continue
        if span.start < span.end:
            middle = (len(text) - 1) // 2
            edits[span] = mark if len(text) == 1 or not text.isspace() else text[:middle] + mark + text[middle + 1 :]
        else:  # a blank lost at the end of the row: write the row out as far as the path needs it
            first = col
            while first and cells[row * width + first - 1] == span:
                first -= 1
            lost = edits.get(span, "")
            edits[span] = (lost + " " * (col - first + 1))[: max(len(lost), col - first + 1)]
            edits[span] = edits[span][: col - first] + mark + edits[span][col - first + 1 :]
    parts: list[str] = []
    last = 0
    for span in sorted(edits, key=lambda s: s.start):
        parts += [source[last : span.start], edits[span]]
        last = span.end
    return "".join([*parts, source[last:]])


def packed(source: str, span: Span, cells: Sequence[Span]) -> dict[str, str]:
    """The drawing as notation: its text and where its cells are."""
    return {
        "source": source[span.start : span.end],
        "cells": " ".join(f"{cell.start - span.start},{cell.end - span.start}" for cell in cells),
    }


def drawn(puzzle: Maze, answer: Path, notation: Mapping[str, str]) -> str:
    """The user's drawing with the path; a plain one where the notation holds none."""
    source, packed_cells = notation.get("source"), notation.get("cells")
    if source is not None and packed_cells:
        pairs = [part.split(",") for part in packed_cells.split(" ")]
        return draw(source, [Span(int(a), int(b)) for a, b in pairs], puzzle, answer, notation)
    marks = {"wall": "#", "open": ".", "start": "S", "goal": "G", **notation}
    rows = [[(marks["open"] if cell else marks["wall"])[0] for cell in row] for row in puzzle.open]
    mark = path_mark(notation, {marks[role][0] for role in ("wall", "open", "start", "goal")})
    for row, col in answer:
        rows[row][col] = mark
    rows[puzzle.start[0]][puzzle.start[1]] = marks["start"][0]
    rows[puzzle.goal[0]][puzzle.goal[1]] = marks["goal"][0]
    return "\n".join("".join(row) for row in rows)
