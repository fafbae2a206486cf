"""Places among the meanings of a sentence: "the first cell of the third row" becomes r3c1, whatever the language.

Only what is certain is put together; a number, a side or a line that belongs to no place stays as it is, and no request
takes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from router.asking.places import Shape
from router.tongues.tongue import Word

LINES = {"ROW": "row", "COL": "column", "BOX": "box"}
_SIDES = {"TOP": "row", "BOTTOM": "row", "LEFT": "column", "RIGHTSIDE": "column"}
_FROM = {"FROMTOP": ("row", False), "FROMBOTTOM": ("row", True), "FROMLEFT": ("column", False), "FROMRIGHT": ("column", True)}  # fmt: skip
_WHICH = frozenset({"ORD", "NUM", "LAST", "PENULT", "MID", *_SIDES})
_NTH = frozenset({"ORD", "LAST", "PENULT"})


@dataclass(frozen=True, slots=True)
class _Line:
    """Row, column or box number `index` (from 0)."""

    axis: str
    index: int


def spots(words: Sequence[Word], shape: Shape | None, *, spaced: bool) -> list[Word] | None:
    """The words with every place as one word PLACE; None where a place lies outside of the grid."""
    if shape is None:
        return list(words)
    reader = _Reader([word for word in words if word.means != "LIGHT"], shape, spaced)
    return reader.read()


class _Reader:
    def __init__(self, words: list[Word], shape: Shape, spaced: bool) -> None:
        self.words = [part for word in words for part in _parts(word)]
        self.shape, self.spaced = shape, spaced
        self.outside = False

    def read(self) -> list[Word] | None:
        found: list[Word] = []
        at = 0
        while at < len(self.words):
            place, end = self._cell(at)
            if place is None:
                found.append(self.words[at])
                at += 1
            else:
                found.append(Word("PLACE", place))
                at = end
        return None if self.outside else found

    def _is(self, at: int, *means: str) -> bool:
        return at < len(self.words) and self.words[at].means in means

    def _cell(self, at: int) -> tuple[str | None, int]:
        """The place that begins here, as it is said in English."""
        if self._is(at, "AT"):
            row, column = (int(n) for n in self.words[at].value.split())
            return self._named(row - 1, column - 1), at + 1
        nth, middle = self._nth(at)  # "the last cell of the row", "the last digit in row 3"
        if nth is not None and not self._is(middle, "CELL", "VALUE"):
            nth = None
        if nth is not None:
            line, end = self._line(middle + 1)
            if line is None or line.axis == "box":
                return None, at
            size = self.shape.columns if line.axis == "row" else self.shape.rows
            index = _position(nth, size)
            return None if index is None else self._crossed(line, index), end
        corner, end = self._corner(at)
        if corner is not None:
            return corner, end
        line, end = self._line(at)
        if line is None:
            return None, at
        if line.axis == "box":
            return f"box {line.index + 1}", end
        skipped = end
        while self._is(skipped, "CELL", "AND"):
            skipped += 1
        other, after = self._line(skipped)
        if other is not None and {line.axis, other.axis} == {"row", "column"} and not self._is(skipped - 1, "AND"):
            first, second = (line, other) if line.axis == "row" else (other, line)
            return self._named(first.index, second.index), after + self._is(after, "CELL")
        nth, after = self._nth(end)
        if nth is not None and self._is(after, "CELL", "VALUE"):
            size = self.shape.columns if line.axis == "row" else self.shape.rows
            index = _position(nth, size)
            return None if index is None else self._crossed(line, index), after + 1
        return f"{line.axis} {line.index + 1}", end

    def _crossed(self, line: _Line, index: int) -> str:
        return self._named(line.index, index) if line.axis == "row" else self._named(index, line.index)

    def _named(self, row: int, column: int) -> str:
        if not (0 <= row < self.shape.rows and 0 <= column < self.shape.columns):
            self.outside = True
        return f"r{row + 1}c{column + 1}"

    def _nth(self, at: int) -> tuple[Word | None, int]:
        """ "the first", "the last one": the place of a cell in its line."""
        if self._is(at, *_NTH) or (not self.spaced and self._is(at, "NUM")):
            return self.words[at], at + 1
        return None, at

    def _line(self, at: int) -> tuple[_Line | None, int]:
        """A row, column or box: "the third row", "row 3", "row 2 from the bottom"."""
        start = at
        counted = self.words[at].means if self._is(at, *_FROM) else ""
        if counted:
            at += 1
        if counted and self._is(at, "NUM", "ORD"):  # 左から2列目, 上から3番目
            axis, backwards = _FROM[counted]
            said = at + 1
            if self._is(said, *LINES) and LINES[self.words[said].means] != axis:
                return None, start
            return self._at(axis, self.words[at], backwards), said + self._is(said, *LINES)
        if self._is(at, *_WHICH) and self._is(at + 1, *LINES):
            word, axis = self.words[at], LINES[self.words[at + 1].means]
            if word.means == "NUM" and self.spaced:  # "3 rows" is a number of rows
                return None, start
            if word.means in _SIDES and _SIDES[word.means] != axis:
                return None, start
            stop, counts = self._counted(at + 2, axis)
            return self._at(axis, word, counts == "end"), stop
        if self._is(at, *LINES) and self._is(at + 1, *_WHICH) and not counted:
            axis, word = LINES[self.words[at].means], self.words[at + 1]
            if self.spaced or word.means != "NUM":
                if word.means in _SIDES and _SIDES[word.means] != axis:
                    return None, start
                stop, counts = self._counted(at + 2, axis)
                return self._at(axis, word, counts == "end"), stop
        return None, start

    def _counted(self, at: int, axis: str) -> tuple[int, str]:
        """ "... from the bottom" behind a line."""
        if self._is(at, *_FROM) and _FROM[self.words[at].means][0] == axis:
            return at + 1, "end" if _FROM[self.words[at].means][1] else "start"
        return at, "start"

    def _at(self, axis: str, word: Word, end: bool) -> _Line | None:
        size = self._size(axis)
        index = _position(word, size)
        if index is None:
            self.outside = True
            return None
        return _Line(axis, size - 1 - index if end else index)

    def _size(self, axis: str) -> int:
        if axis == "box":
            box = self.shape.box
            return (self.shape.rows // box[0]) * (self.shape.columns // box[1]) if box else 0
        return self.shape.rows if axis == "row" else self.shape.columns

    def _corner(self, at: int) -> tuple[str | None, int]:
        """A corner, the middle, or the box that stands there."""
        means: list[str] = []
        end = at
        while self._is(end, "TOP", "BOTTOM", "LEFT", "RIGHTSIDE", "MID", "CORNER", "CELL", "BOX") and len(means) < 5:
            means.append(self.words[end].means)
            end += 1
        kinds = [word for word in means if word in ("CORNER", "CELL", "BOX")]
        sides = [word for word in means if word not in ("CORNER", "CELL", "BOX")]
        if not sides or len(sides) > 2 or len(set(sides)) < len(sides) or len(set(kinds)) < len(kinds):
            return None, at
        vertical = [side for side in sides if side in ("TOP", "BOTTOM")]
        across = [side for side in sides if side in ("LEFT", "RIGHTSIDE")]
        if len(vertical) > 1 or len(across) > 1:
            return None, at
        if "BOX" in kinds:
            place = self._box(vertical, across, sides)
            return (None, at) if place is None or "CELL" in kinds else (place, end)
        if vertical and across:
            return self._named(0 if vertical[0] == "TOP" else self.shape.rows - 1,
                               0 if across[0] == "LEFT" else self.shape.columns - 1), end  # fmt: skip
        if sides == ["MID"] and "CELL" in kinds and self.shape.rows % 2 and self.shape.columns % 2:
            return self._named(self.shape.rows // 2, self.shape.columns // 2), end
        return None, at

    def _box(self, vertical: list[str], across: list[str], sides: list[str]) -> str | None:
        box = self.shape.box
        if box is None:
            return None
        down, wide = self.shape.rows // box[0], self.shape.columns // box[1]
        if len(sides) == 1 and "MID" not in sides:  # "the upper box": which of them?
            return None
        if (not vertical and not down % 2) or (not across and not wide % 2):
            return None
        row = down // 2 if not vertical else 0 if vertical[0] == "TOP" else down - 1
        column = wide // 2 if not across else 0 if across[0] == "LEFT" else wide - 1
        return f"box {row * wide + column + 1}"


def _parts(word: Word) -> list[Word]:
    """The two sides that one word names ("linksboven")."""
    both = {"TOPLEFT": ("TOP", "LEFT"), "TOPRIGHT": ("TOP", "RIGHTSIDE"), "BOTTOMLEFT": ("BOTTOM", "LEFT"),
            "BOTTOMRIGHT": ("BOTTOM", "RIGHTSIDE")}.get(word.means)  # fmt: skip
    return [word] if both is None else [Word(side) for side in both]


def _position(word: Word, size: int) -> int | None:
    """The place (from 0) among `size` that a word names."""
    if word.means in ("ORD", "NUM"):
        index = int(word.value) - 1
        return index if 0 <= index < size else None
    if word.means in ("LAST", "BOTTOM", "RIGHTSIDE"):
        return size - 1
    if word.means == "PENULT":
        return size - 2
    if word.means == "MID":
        return size // 2 if size % 2 else None
    return 0
