"""Which cells of a grid the words name: tokens first (a row, a column, a box, one cell), then what they add up to.

    places("the last row read from right to left", Shape(9, 9, (3, 3)))     # one group: r9c9 ... r9c1
    places("0-based, row 2, column 4", ...)                                 # one group: r3c5

Index base, axis order and origin are read from the words too. Nothing is chosen where the words leave two readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from router.asking import place_words as say
from solvers.base import Candidate, Cell, Kind


@dataclass(frozen=True, slots=True)
class Shape:
    """Rows, columns and, where there are any, the rows and columns of a box."""

    rows: int
    columns: int
    box: tuple[int, int] | None = None

    @property
    def all(self) -> list[Cell]:
        return [(r, c) for r in range(self.rows) for c in range(self.columns)]


def shape_of(kind: Kind[Any, Any], candidate: Candidate[Any]) -> Shape | None:
    """The grid in which cells of an answer can be named; None where there is none."""
    size = kind.shape(candidate)
    if size is None:
        return None
    boxes = kind.boxes(candidate)
    box = (len({r for r, _ in boxes[0]}), len({c for _, c in boxes[0]})) if boxes else None
    return Shape(size[0], size[1], box)


def numbers_of(kind: Kind[Any, Any], candidate: Candidate[Any]) -> frozenset[str]:
    """Numbers that say nothing new of such a puzzle: those of its plain rules, and its own size ("6x6")."""
    if candidate.puzzle is None:
        return frozenset()
    size = kind.shape(candidate)
    return kind.plain_numbers(candidate.puzzle) | ({"x".join(map(str, size))} if size else frozenset())


@dataclass(frozen=True, slots=True)
class Places:
    """What the words chose: groups of cells, each in the order asked for, and how it was understood."""

    groups: tuple[tuple[Cell, ...], ...]
    said: str
    spans: tuple[tuple[int, int], ...]
    but: bool = False
    """Everything except these cells."""
    base: int = 1


@dataclass(frozen=True, slots=True)
class _Token:
    """One thing named in the text. `kind`: row, column, box, cell, diagonal."""

    kind: str
    start: int
    end: int
    indices: tuple[int, ...] = ()
    cell: Cell | None = None
    some: tuple[int, ...] = field(default=())
    """For a line or box: only these of its cells."""
    more: tuple[tuple[int, int], ...] = ()
    """Where else in the text it is spoken of."""
    corners: tuple[Cell, ...] = ()


def base_of(words: str) -> int:
    """What indices count from, as the words say; 1 where they say nothing."""
    return 0 if say.ZERO.search(words) and not say.ONE.search(words) else 1


@lru_cache(maxsize=16)  # several readers look at the same words
def places(words: str, shape: Shape) -> Places | None:
    """The cells that the words name, or None where they name none, or none for certain."""
    base = base_of(words)
    tokens = _joined(_tokens(words, shape, base), words, shape)
    refined = [_refined(token, words, shape) for token in tokens]
    kept = [token for token in refined if token is not None]
    if not kept or len(kept) < len(refined):
        return None
    groups: list[tuple[Cell, ...]] = []
    for token in kept:
        found = _cells(token, shape)
        if found is None:
            return None
        groups += found
    reversed_ = say.REVERSED.search(words)
    spans = [(token.start, token.end) for token in kept]
    if reversed_ is not None:
        groups = [group[::-1] for group in groups]
        spans.append(reversed_.span())
    spans += [span for token in kept for span in token.more]
    told = (say.ZERO, say.ONE, say.COLUMN_FIRST, say.CHESS_SAID)
    spans += [match.span() for pattern in told for match in pattern.finditer(words)]
    but = say.BUT.search(words[: kept[0].start])
    if but is not None:
        spans.append(but.span())
    if all(len(group) == 1 for group in groups):
        groups = [tuple(cell for group in groups for cell in group)]
    said = ", ".join(dict.fromkeys(_named(token) for token in kept)) + (" read backwards" if reversed_ else "")
    return Places(tuple(groups), ("all but " if but else "") + said, tuple(spans), but is not None, base)


CORNERS = "the four corners"
_ENGLISH_A = re.compile(r"(?:row|column|col|box|block)\b[^a-z]*\ba\b.*", re.I)
"""An English noun, its number, and the article of what follows."""


def _index(match: re.Match[str], size: int, *, end: bool) -> int | None:
    """The position (from 0) that an index phrase names among `size`."""
    groups = match.groupdict()
    for n in say.NUMBERS:
        if groups.get(f"o{n}"):
            return _at(n - 1, size, end)
    if groups.get("penult"):
        return size - 2
    if groups.get("last") or groups.get("bottom") or groups.get("right"):
        return size - 1
    if groups.get("top") or groups.get("left"):
        return 0
    return size // 2 if groups.get("mid") and size % 2 else None


def _at(index: int, size: int, end: bool) -> int | None:
    index = size - 1 - index if end else index
    return index if 0 <= index < size else None


def _axis(match: re.Match[str]) -> str:
    return next(name for name in ("row", "column", "box") if match.groupdict().get(name))


def _counts_along(match: re.Match[str], axis: str) -> bool:
    """Whether "from the right" behind a line is about counting such lines: rows have no right, a last line no end."""
    where = "".join(part or "" for part in (match["end"], match["start"]))
    if not where:
        return True
    named = match.groupdict()
    if axis == "box" or any(named.get(name) for name in ("penult", "last", "mid", "top", "bottom", "left", "right")):
        return False
    return (say.SIDEWAYS if axis == "row" else say.UP_OR_DOWN).search(where) is None


def _size(axis: str, shape: Shape) -> int:
    if axis == "box":
        return (shape.rows // shape.box[0]) * (shape.columns // shape.box[1]) if shape.box else 0
    return shape.rows if axis == "row" else shape.columns


def _tokens(words: str, shape: Shape, base: int) -> list[_Token]:
    found: list[_Token] = []

    def add(token: _Token) -> None:
        if not any(token.start < other.end and other.start < token.end for other in found):
            found.append(token)

    for match in say.RC.finditer(words):
        cell = _inside(int(match["r"]) - base, int(match["c"]) - base, shape)
        add(_Token("cell", *match.span(), cell=cell))
    for match in say.INDEXED.finditer(words):  # a program's notation counts from 0
        add(_Token("cell", *match.span(), cell=_inside(int(match["r"]), int(match["c"]), shape)))
    for match in say.PAIR.finditer(words):
        r, c = int(match["r"]) - base, int(match["c"]) - base
        r, c = (c, r) if say.COLUMN_FIRST.search(words) else (r, c)
        add(_Token("cell", *match.span(), cell=_inside(r, c, shape)))
    _chess(words, shape, add)
    _named_places(words, shape, add)
    for match in say.SEVERAL.finditer(words):
        _several(match, shape, add)
    for match in say.FOUR_CORNERS.finditer(words):
        bottom, right = shape.rows - 1, shape.columns - 1
        add(_Token("corners", *match.span(), corners=((0, 0), (0, right), (bottom, 0), (bottom, right))))
    for match in say.LINE_BEFORE.finditer(words):
        axis = _axis(match)
        if not _counts_along(match, axis):
            continue
        index = _index(match, _size(axis, shape), end=bool(match["end"]))
        if index is not None:
            add(_Token(axis, *match.span(), (index,)))
    for match in say.LINE_AFTER.finditer(words):
        axis = _axis(match)
        if not _counts_along(match, axis):
            continue
        size = _size(axis, shape)
        if match["from"] and _ENGLISH_A.fullmatch(match.group()):  # "column 2 a 3" is no range
            index = _at(int(match["from"]) - base, size, False)
            if index is not None:
                add(_Token(axis, match.start(), match.end("from"), (index,)))
            continue
        if match["from"]:
            numbers = list(range(int(match["from"]), int(match["to"]) + 1))
        else:
            numbers = [int(n) for n in re.findall(r"\d+", match["list"])]
        indices = [_at(n - base, size, match["end"] is not None) for n in numbers]
        if indices and None not in indices:
            add(_Token(axis, *match.span(), tuple(i for i in indices if i is not None)))
    for pattern in say.CJK_LINES:
        for match in pattern.finditer(words):
            axis = "row" if match.groupdict().get("row") else "column"
            index = _at(
                say.cjk_number(match.groupdict().get("n") or "1") - base, _size(axis, shape), "end" in match.groupdict()
            )
            if index is not None:
                add(_Token(axis, *match.span(), (index,)))
    return sorted(found, key=lambda token: token.start)


def _several(match: re.Match[str], shape: Shape, add: Callable[[_Token], None]) -> None:
    """The first or last rows or columns, as many as are said."""
    said = match["n"].lower()
    count = int(said) if said.isdigit() else say.COUNT_WORD[said]
    axis = "row" if match["row"] else "column"
    size = _size(axis, shape)
    if 1 < count <= size:
        first = re.match(r"first|top|upper|left|erst|ober|link", match["which"], re.I) is not None
        add(_Token(axis, *match.span(), tuple(range(count) if first else range(size - count, size))))


def _inside(row: int, column: int, shape: Shape) -> Cell | None:
    return (row, column) if 0 <= row < shape.rows and 0 <= column < shape.columns else None


def _chess(words: str, shape: Shape, add: Callable[[_Token], None]) -> None:
    """A letter and a number, where the words say what the letters are."""
    letters_rows, letters_columns = say.CHESS_ROWS.search(words), say.CHESS_COLUMNS.search(words)
    if bool(letters_rows) == bool(letters_columns):
        return
    for match in say.CHESS.finditer(words):
        letter, number = ord(match["letter"]) - ord("A"), int(match["n"]) - 1
        cell = _inside(letter, number, shape) if letters_rows else _inside(number, letter, shape)
        add(_Token("cell", *match.span(), cell=cell))
    for said in (letters_rows, letters_columns):
        if said is not None:
            span = said.span()
            add(_Token("said", *span))


def _named_places(words: str, shape: Shape, add: Callable[[_Token], None]) -> None:
    """Diagonals, corners, the centre, and boxes named by where they lie."""
    for match in say.DIAGONAL.finditer(words):
        falling = not match["anti"] and not re.search(
            r"(?:right|rechts)[^.]{0,12}(?:to|nach)[^.]{0,12}(?:left|links)", match["dir"] or "", re.I
        )
        if shape.rows == shape.columns:
            add(_Token("diagonal", *match.span(), (0 if falling else 1,)))
    for (row, column), pattern in say.CORNERS:
        for match in re.finditer(
            rf"{say.B}(?:(?P<lead>(?:3 ?[x×] ?3[- ])?(?:{say.BOX}))(?: (?:in|at|on|im|in der|ganz|unten|oben|the))*? )?(?:(?:esquina|angolo|canto|coin|hoek|róg|угол|угл\w+|corner) )?(?:{pattern}){say.E}(?:-?most)?[ -]?(?:(?P<box>(?:3 ?[x×] ?3 )?(?:{say.BOX}))|(?:corner ?)?(?:{say.CELL}|corner|ecke|coin|esquina|angolo|canto|hoek)?)",
            words,
            re.I,
        ):
            if (match["box"] or match["lead"]) and shape.box:
                last = _size("box", shape) - 1
                across = shape.columns // shape.box[1]
                number = (0 if row == 0 else last - across + 1) + (0 if column == 0 else across - 1)
                add(_Token("box", *match.span(), (number,)))
            else:
                add(_Token("cell", *match.span(), cell=(row % shape.rows, column % shape.columns)))
    for match in re.finditer(
        rf"{say.B}(?:{say.CENTRE})[ -]?(?:(?P<box>(?:3 ?[x×] ?3 )?(?:{say.BOX}))|(?P<cell>{say.CELL})|)",
        words,
        re.I,
    ):
        after = words[match.end() : match.end() + 12]
        boxes = _size("box", shape)
        if match["box"] or re.search(rf"(?:{say.BOX})[ ,]*(?:in |at )?(?:the )?$", words[: match.start()], re.I):
            if boxes % 2:
                add(_Token("box", *match.span(), (boxes // 2,)))
        elif re.match(rf"(?:{say.ROW}|{say.COLUMN})\b", after, re.I) is None and shape.rows % 2 and shape.columns % 2:
            add(_Token("centre", *match.span(), cell=(shape.rows // 2, shape.columns // 2)))


def _joined(tokens: list[_Token], words: str, shape: Shape) -> list[_Token]:
    """A row beside a column is a cell; a line beside a box says which of the two is meant by nothing: both stay."""
    result: list[_Token] = []
    for token in tokens:
        last = result[-1] if result else None
        if last is not None and last.kind == "box" and _open(words[last.start : token.start]):
            result[-1] = replace(last, end=token.end)  # "block 5 (rows 4-6, ...)": the box explained
            continue
        if last is not None and last.kind == "said":  # what letters and numbers stand for is no place
            result.append(replace(token, kind="said") if token.kind in ("row", "column") else token)
            continue
        if token.kind == "centre":
            if last is not None and last.kind == "box" and shape.box and shape.box[0] * shape.box[1] % 2:
                middle = (shape.box[0] * shape.box[1] // 2,)
                result[-1] = replace(last, some=middle, more=((token.start, token.end),))
                continue
            token = replace(token, kind="cell")
        if (
            last is not None
            and {last.kind, token.kind} == {"row", "column"}
            and len(last.indices) == len(token.indices) == 1
        ):
            between = words[last.end : token.start]
            if len(between) <= 24 and re.fullmatch(
                r"[\s,;:、の的(]*(?:(?:and|und|et|y|e|en|i|и|of|in|der|die|the|la|le|el|il|de|at|da|do|na|no|в)\b[\s,]*){0,3}",
                between,
                re.I,
            ):
                row, column = (last, token) if last.kind == "row" else (token, last)
                cell = _inside(row.indices[0], column.indices[0], shape)
                result[-1] = _Token("cell", last.start, token.end, cell=cell)
                continue
        result.append(token)
    return [token for token in result if token.kind != "said"]


def _open(text: str) -> bool:
    """Whether a bracket was opened and not closed."""
    return text.count("(") > text.count(")")


def _refined(token: _Token, words: str, shape: Shape) -> _Token | None:
    """A token with what stands in front of it: "the second cell of box 9", "two cells to the left of r5c5"."""
    before = words[: token.start]
    if token.kind == "cell":
        if token.cell is None:
            return None
        digits = say.THREE.search(before)
        if digits is not None and token.cell[1] == 0:
            row = tuple((token.cell[0], c) for c in range(3))
            return replace(token, kind="row", indices=(row[0][0],), cell=None, some=(0, 1, 2))
        match = say.RELATIVE.search(before)
        if match is not None and (match["way"] or match["way2"]):
            step = say.STEP[(match["way"] or match["way2"]).lower()]
            said = (match["n"] or "").lower()
            times = int(said) if said.isdigit() else say.COUNT_WORD.get(said, 1)
            moved = _inside(token.cell[0] + times * step[0], token.cell[1] + times * step[1], shape)
            return None if moved is None else replace(token, start=match.start(), cell=moved)
        return token
    if token.kind == "corners":
        return token
    size = len((_cells(token, shape) or [()])[0])
    some = say.SOME.search(before)
    if some is not None:
        count = int(some["n"]) if some["n"].isdigit() else say.COUNT_WORD[some["n"].lower()]
        first = some["which"].lower().startswith(("first", "erst"))
        return replace(token, start=some.start(), some=tuple(range(count) if first else range(size - count, size)))
    nth = say.NTH.search(before)
    if nth is not None:
        index = _index(nth, size, end=False)
        return None if index is None else replace(token, start=nth.start(), some=(index,))
    return token


def _cells(token: _Token, shape: Shape) -> list[tuple[Cell, ...]] | None:
    """The groups of cells a token stands for; None where it lies outside."""
    if token.kind == "corners":
        return [token.corners]
    if token.kind == "cell":
        return None if token.cell is None else [(token.cell,)]
    groups: list[tuple[Cell, ...]] = []
    for index in token.indices:
        if token.kind == "row":
            cells = tuple((index, c) for c in range(shape.columns))
        elif token.kind == "column":
            cells = tuple((r, index) for r in range(shape.rows))
        elif token.kind == "diagonal":
            cells = tuple((i, i if index == 0 else shape.columns - 1 - i) for i in range(shape.rows))
        else:
            assert shape.box is not None
            height, width = shape.box
            across = shape.columns // width
            top, left = index // across * height, index % across * width
            cells = tuple((top + i, left + j) for i in range(height) for j in range(width))
        groups.append(tuple(cells[i] for i in token.some) if token.some else cells)
    return groups


def _named(token: _Token) -> str:
    """A token in plain words, counted from 1."""
    if token.cell is not None:
        return f"r{token.cell[0] + 1}c{token.cell[1] + 1}"
    if token.corners:
        return CORNERS
    which = ("main diagonal", "other diagonal") if token.kind == "diagonal" else None
    some = f" (cells {', '.join(str(i + 1) for i in token.some)})" if token.some else ""
    return ", ".join(which[i] if which else f"{token.kind} {i + 1}" for i in token.indices) + some
