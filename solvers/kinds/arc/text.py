"""Reading tasks: the official JSON, or grids under "Input" and "Output" in digits, letters, colour names or emoji.

The last inputs without an output are the tests. Signs that are no digits stand for colours in order of the usual
names, or of how common they are; answers are written in the same signs, so which number stands for which is no matter.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from solvers.base import Candidate, Doubt, Span
from solvers.kinds.arc.literals import headed, literal, plain
from solvers.kinds.arc.task import LARGEST, Rows, Task, rows
from solvers.text.source import Text

Signs = list[list[str]]
Style = Literal["spaced", "compact", "list", "comma", "json"]

_IN = r"in(?:put)?s?|eingabe|entr[ée]e|entrada|ingresso|invoer|wej[śs]cie|вход\w*|before"
_OUT = r"out(?:put)?s?|ausgabe|sortie|salida|sa[íi]da|uscita|uitvoer|wyj[śs]cie|выход\w*|after"
_OF_TEST = (
    r"(?:(?:of|for|du|de|do|di|da|del|dla|van|voor|der|для) )?(?:the |la |le |het |de |den )?"
    r"(?:tests?|prueba|teste|prova|testu|теста|grids?|\d{1,2}|[A-D])"
)
_LABEL = re.compile(
    rf"^(?P<lead>[^\n:\[\]]{{0,40}}?)(?:(?<![^\W\d_])(?:tests?-?)?(?:(?P<input>{_IN})|(?P<output>{_OUT}))(?![^\W\d_])|"
    r"(?P<input_>输入|入力|問題|^\W*(?:tests?|prueba|prova|teste|тест|测试|テスト)(?=[ \d]*[:：*_ \t]*$))|"
    r"(?P<output_>输出|出力|答え))"
    rf"(?:[ _]*(?:{_OF_TEST}))*[ \t]*(?:\([^)\n]{{0,30}}\))?[ \t*_`]*(?:[:=：]|->|→|$)[ \t*_`]*(?P<rest>.*)$",
    re.I,
)
_ARROW = re.compile(r"\s*(?:->|=>|→|⇒|-->)\s*")
_SHAPE = re.compile(r"^\W*(?:shape|size|dimensions?)\W*(\d+)\s*[x×,]\s*(\d+)\W*$", re.I)
_FENCE = re.compile(r"^\s*(?:```\w*|~~~\w*)\s*$")
_NAMES = {
    name: colour
    for colour, names in enumerate(
        (
            "black", "blue", "red", "green", "yellow", "gray grey", "magenta fuchsia pink", "orange",
            "azure teal cyan lightblue sky", "maroon brown burgundy",
        )
    )
    for name in names.split()
}  # fmt: skip
_NAMES |= {"white": 10, "purple": 11, "violet": 11}
_LETTERS = frozenset("abcdefghij")
"""Small letters that stand for the ten colours; other lines of small letters are words."""
_EMOJI = "⬛🟦🟥🟩🟨⬜🟪🟧🟫⚫🔵🔴🟢🟡⚪🟣🟠🟤🔲🔳◻◼▪▫■□"
_EMOJI_ROW = re.compile(rf"^[\s{_EMOJI}\ufe0f]+$")


@dataclass(frozen=True, slots=True)
class Look:
    """How the answer is to be written: each colour's sign, and what stands between cells."""

    signs: tuple[str, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class _Part:
    """A labelled grid of signs; without signs an output that is left open."""

    output: bool
    signs: Signs
    start: int
    end: int
    style: Style


def read(text: Text) -> list[Candidate[Task]]:
    """The task in the text, if there is one: at least two demonstrations and a test."""
    raw = text.raw
    if len(raw) > 400_000:
        return []
    found = _official(raw)
    if found is not None:
        return [found]
    raw = plain(raw)
    parts = list(_parts(raw))
    paired = _paired([part for part in parts if part.signs])
    if paired is None:
        return []
    pairs, tests = paired
    span = Span(headed(raw, parts[0].start), parts[-1].end)
    table = _colours([part.signs for part in parts if part.signs])
    if table is None:
        return [_doubt(span, "these grids hold more than ten different signs; colours are 0 to 9")]
    look = Look(_signs(table), tests[-1].style)
    try:
        train = tuple((_rows(a.signs, table), _rows(b.signs, table)) for a, b in pairs)
        task = Task(train, tuple(_rows(test.signs, table) for test in tests))
    except ValueError as exc:
        return [_doubt(span, f"a grid of this task is not whole: {exc}")]
    return [Candidate("arc", task, span, (), "labelled", {}, (), look)]


def _doubt(span: Span, why: str) -> Candidate[Task]:
    return Candidate("arc", None, span, (), "labelled", {}, (Doubt("shape", f"{why}; can you send it again?"),), None)


def _official(raw: str) -> Candidate[Task] | None:
    """{"train": [{"input": .., "output": ..}], "test": [{"input": ..}]} as `literal` finds it."""
    found = literal(raw)
    if found is None:
        return None
    data, start, end = found
    span = Span(start, end)
    try:
        task = Task.of(data)
    except (ValueError, TypeError, KeyError) as exc:
        return _doubt(span, f"a grid of this task is not whole: {exc}")
    if not task.train or not task.tests:
        return _doubt(span, "a task has demonstrations and a test")
    return Candidate("arc", task, span, (), "official", {}, (), Look(tuple("0123456789"), "json"))


# ---- labelled grids ----------------------------------------------------------------------------------------------


def _parts(raw: str) -> Iterator[_Part]:
    """Every grid under a label of its own, in order; lines "row -> row" are an input and an output."""
    lines = list(_lines(raw))
    at = 0
    while at < len(lines):
        start, line = lines[at]
        at += 1
        across = _across(start, line)
        if across:
            yield from across
            continue
        label = _LABEL.match(line)
        if label is None:
            if _ARROW.fullmatch(line) or _cells(line) is not None:
                found, at = _around(lines, at - 1)
                yield from found
            continue
        first = [label["rest"]] if label["rest"].strip() else []
        if first and _cells(first[0]) is None and not first[0].lstrip().startswith("["):
            continue
        body, end, at = _body(lines, at, first, start + len(line))
        grid = _grid(body)
        if grid is not None:
            output = (label["output"] or label["output_"]) is not None
            yield _Part(output, [] if output and _left_open(grid[0]) else grid[0], start, end, grid[1])


def _left_open(signs: Signs) -> bool:
    """Whether nothing but question marks stands where an output would."""
    return {sign for row in signs for sign in row} == {"?"}


def _lines(raw: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in raw.split("\n"):
        yield at, line.rstrip("\r")
        at += len(line) + 1


def _body(lines: Sequence[tuple[int, str]], at: int, first: list[str], end: int) -> tuple[list[str], int, int]:
    """The rows that follow a label, where they end, and the next line."""
    body = list(first)
    while at < len(lines):
        start, line = lines[at]
        if _SHAPE.match(line) or _FENCE.match(line) or (not line.strip() and not body):
            at += 1
            continue
        if _cells(line) is None and not re.fullmatch(r"[\s\[\],]+", line or "x"):
            break
        if _ARROW.search(line):
            break
        body.append(line)
        end = start + len(line)
        at += 1
    return body, end, at


def _around(lines: Sequence[tuple[int, str]], at: int) -> tuple[list[_Part], int]:
    """Rows without a label: an input where a lone arrow follows, then its output unless left open."""
    before, end, after = _body(lines, at, [], lines[at][0])
    if not before or after >= len(lines) or not _ARROW.fullmatch(lines[after][1]):
        return [], max(after, at + 1)
    left = _grid(before)
    body, last, following = _body(lines, after + 1, [], lines[after][0])
    right = _grid(body)
    open_ = right is None or body[0].strip() in ("?", "_")
    parts = [] if left is None else [_Part(False, left[0], lines[at][0], last if open_ else end, left[1])]
    if right is not None and not open_:
        parts.append(_Part(True, right[0], lines[after][0], last, right[1]))
    return parts, following


def _across(start: int, line: str) -> list[_Part]:
    """ "1 0 0 -> 0 0 1": both sides rows, or the right one left open."""
    sides = _ARROW.split(line.split(":", 1)[-1] if ":" in line else line)
    if len(sides) != 2:
        return []
    open_ = not sides[1].strip(" ?_.")
    left, right = _grid([sides[0]]), None if open_ else _grid([sides[1]])
    if left is None or len(left[0][0]) < 2:
        return []
    parts = [_Part(False, left[0], start, start + len(line), left[1])]
    if right is not None:
        parts.append(_Part(True, right[0], start, start + len(line), right[1]))
    elif not open_:
        return []
    return parts


def _cells(line: str) -> list[str] | None:
    """A line's cells: spaced or bracketed tokens, emoji, or a run of digits; None for anything else."""
    bare = line.strip().strip("|").strip("`")
    if not bare:
        return None
    if _EMOJI_ROW.match(bare):
        return [char for char in bare if char in _EMOJI]
    tokens = [token for token in re.split(r"[\s,;|\[\](){}'\"]+", bare) if token]
    if not tokens:
        return None
    if len(tokens) == 1 and len(tokens[0]) > 1 and re.fullmatch(r"[\d.#_a-zA-Z]{2,}", tokens[0]):
        compact = tokens[0]
        signs = (
            not re.search(r"[a-z]{3}", compact) or re.search(r"[.#\d]", compact) is not None or set(compact) <= _LETTERS
        )
        if compact.isdigit() or (len(set(compact)) <= 10 and signs):
            return list(compact)
    if all(token.lower() in _NAMES for token in tokens):
        return [token.lower() for token in tokens]
    if all(len(token) == 1 for token in tokens):
        return tokens
    return None


def _grid(body: Sequence[str]) -> tuple[Signs, Style] | None:
    """The rows of a body and their style; a nested list may stand in one line."""
    joined = "\n".join(body).strip()
    if not joined:
        return None
    if joined.startswith(("[[", "[ [", "((", "[(", "([")):
        inner = re.findall(r"[\[(]([^\[\]()]*)[\])]", joined)
        nested = [_cells(each) for each in inner]
        return ([cells for cells in nested if cells], "json") if inner and all(nested) else None
    found = [cells for line in body if (cells := _cells(line)) is not None]
    if not found:
        return None
    first = body[0].strip()
    if first.startswith("["):
        return found, "list"
    if "," in first:
        return found, "comma"
    return found, "spaced" if re.search(r"\S\s+\S", first) or len(found[0]) == 1 else "compact"


def _paired(parts: Sequence[_Part]) -> tuple[list[tuple[_Part, _Part]], list[_Part]] | None:
    """Demonstrations and tests; None where the parts are no task."""
    pairs: list[tuple[_Part, _Part]] = []
    tests: list[_Part] = []
    at = 0
    while at < len(parts):
        if parts[at].output:
            return None
        if at + 1 < len(parts) and parts[at + 1].output:
            if tests:
                return None
            pairs.append((parts[at], parts[at + 1]))
            at += 2
        else:
            tests.append(parts[at])
            at += 1
    if len(pairs) < 2 or not tests:
        return None
    lines = all(len(part.signs) == 1 for part in (*(p for pair in pairs for p in pair), *tests))
    if lines and any(len(a.signs[0]) != len(b.signs[0]) for a, b in pairs):
        return None  # lists that functions are guessed from, not pictures
    return pairs, tests


# ---- signs and colours -------------------------------------------------------------------------------------------


def _colours(grids: Sequence[Signs]) -> dict[str, int] | None:
    """Sign to colour; None for more than ten."""
    counts = Counter(sign for grid in grids for row in grid for sign in row)
    if all(sign.isdigit() and len(sign) == 1 for sign in counts):
        return {str(n): n for n in range(10)}
    if len(counts) > 10:
        return None
    table = {sign: _NAMES[sign] for sign in counts if _NAMES.get(sign, 10) < 10}
    table |= {sign: int(sign) for sign in counts if sign.isdigit() and len(sign) == 1}
    if len(set(table.values())) < len(table):
        table = {}
    free = [n for n in range(10) if n not in table.values()]
    for sign, _ in counts.most_common():
        if sign not in table:
            table[sign] = free.pop(0)
    return table


def _signs(table: Mapping[str, int]) -> tuple[str, ...]:
    back = {colour: sign for sign, colour in table.items()}
    return tuple(back.get(colour, str(colour)) for colour in range(10))


def _rows(signs: Signs, table: Mapping[str, int]) -> Rows:
    return rows([[table[sign] for sign in row] for row in signs])


def written(grid: Rows, look: Look) -> str:
    """A grid in the user's own style."""
    lines = [[look.signs[cell] for cell in row] for row in grid]
    if look.style == "json":
        return "[" + ", ".join("[" + ", ".join(map(_quoted, row)) + "]" for row in lines) + "]"
    if look.style == "list":
        return "\n".join("[" + ", ".join(row) + "]" for row in lines)
    between = {"spaced": " ", "comma": ", ", "compact": ""}[look.style]
    return "\n".join(between.join(row) for row in lines)


def grids(text: str) -> list[Rows]:
    """The grids of an answer: nested lists, or rows parted by other lines. Raises ValueError for a torn one."""
    bare = text.strip()
    if bare.startswith(("[[", "((")):
        found = _grid([bare])
        return [] if found is None else [_digits(found[0])]
    out: list[Rows] = []
    body: list[str] = []
    for line in [*text.split("\n"), ""]:
        if _cells(line) is not None:
            body.append(line)
        elif body:
            found = _grid(body)
            out += [] if found is None else [_digits(found[0])]
            body = []
    return out


def _digits(signs: Signs) -> Rows:
    return rows([[int(sign) if sign.isdigit() else -1 for sign in row] for row in signs])


def _quoted(sign: str) -> str:
    return sign if sign.isdigit() else json.dumps(sign, ensure_ascii=False)


__all__ = ["LARGEST", "Look", "read", "written"]
