"""Blocks of cells in a text: rows of single characters, however they are written, each cell with its source span.

Forms: "dense" (a row is a run of characters), "spaced" (blanks or tabs between cells), "csv", "table" (Markdown),
"list" ([0,1,0] rows) and "strings" (["S.#", "..G"]). What the characters mean is not decided here, so a block is only
a suggestion: most are thrown away by `text.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from solvers.base import Span
from solvers.text.lines import Line

MOST_SYMBOLS = 9
"""More different characters than this make no maze (walls may be drawn with + - |, plus start, goal, path)."""
LONGEST = 401


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of cells (perhaps of unequal length), each with its source span; `lines` are the numbers of the lines."""

    form: str
    rows: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[Span, ...], ...]
    lines: tuple[int, int]
    cut: bool = False
    """The text may have lost blanks at the very beginning of the first row."""
    convention: str = ""
    """How an adjacency list counts its cells."""
    odd: str = ""
    """Why this cannot be a plain maze."""

    @property
    def between(self) -> bool:
        """Lifted: walls lie between the user's cells (see `drawn.py`)."""
        return self.form in ("drawn", "adjacency")

    @property
    def span(self) -> Span:
        full = [span for row in self.spans for span in row]
        return Span(min(s.start for s in full), max(s.end for s in full))

    @property
    def width(self) -> int:
        return max(len(row) for row in self.rows)

    def counts(self) -> Counter[str]:
        return Counter(cell for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line read as a row: cells and the index of each in `line.text`."""

    line: Line
    cells: tuple[str, ...]
    at: tuple[int, ...]


_NUMBERED = re.compile(r"[ \t]*(\d{1,3})[ \t]*[:|.)\]](?:[ \t]|(?=\S))|[ \t]*(\d{1,3})[ \t]{1,3}(?=\S)")
_LETTERED = re.compile(r"[ \t]*([A-Z])[ \t]*[:|.)\]](?:[ \t]|(?=\S))|[ \t]*([A-Z])[ \t]{1,3}(?=\S)")
_HEADER = re.compile(r"[ \t]*(?:[01][ \t|]*)?1[ \t|]*2[ \t|]*3[ \t|0-9]*|[ \t]*A[ \t|]*B[ \t|]*C[ \t|A-Z]*")
"""Numbers or letters of the columns above a drawing."""
_LABEL = re.compile(
    r"^(?P<lead>[ \t]*(?:start|entrance|enter|entry|in|begin|exit|finish|end|goal|out)[ \t]*"
    r"(?:-*>|=*>|→|➜|⇒|➡|:|»)[ \t]*)|"
    r"(?P<tail>[ \t]*(?:-*>|=*>|→|➜|⇒|➡|<-+|←|«)[ \t]*(?:start|entrance|entry|begin|exit|finish|end|goal|out)[ \t]*)$",
    re.I,
)
_PROSE = re.compile(
    r"\b(?:walls?|open|paths?|start|goal|exit|end|finish|free|floor|empty|mazes?|legend|where|is|are|the|space)\b", re.I
)
_INFO = re.compile(r"[ \t]*(?:```|~~~)[ \t]*[\w+#.-]*[ \t]*$")
_RULE = re.compile(r"[ \t]*\|?[ \t:]*-{2,}[-| \t:]*$")


def unlabelled(line: Line) -> str:
    """The text with a START -> or -> FINISH beside the row blanked out (same length)."""
    text = line.text
    for match in _LABEL.finditer(text):
        a, b = match.span()
        text = text[:a] + " " * (b - a) + text[b:]
    return text


def _spaced(line: Line, text: str) -> _Row | None:
    """Cells separated by blanks."""
    cells = [(m.group(), m.start()) for m in re.finditer(r"\S+", text)]
    if len(cells) < 2 or any(len(cell) > 1 for cell, _ in cells):
        return None
    return _Row(line, tuple(c for c, _ in cells), tuple(a for _, a in cells))


def _separated(line: Line, text: str, mark: str) -> _Row | None:
    """Cells separated by commas, semicolons or bars; quotes around a cell are dropped."""
    a, b = len(text) - len(text.lstrip()), len(text.rstrip())
    if mark == "|":
        if b - a < 5 or text[a] != "|" or text[b - 1] != "|":
            return None
        a, b = a + 1, b - 1
    elif text[b - 1 : b] == mark:
        b -= 1
    cells: list[str] = []
    at: list[int] = []
    begin = a
    for part in text[a:b].split(mark):
        core = part.strip()
        shift = part.find(core) if core else 0
        if len(core) == 3 and core[0] == core[2] and core[0] in "'\"`":
            core, shift = core[1], shift + 1
        if not core and part and mark == "|":
            core = " "
        if len(core) != 1:
            return None
        cells.append(core)
        at.append(begin + shift)
        begin += len(part) + 1
    return _Row(line, tuple(cells), tuple(at)) if len(cells) >= 2 else None


def _readings(line: Line) -> dict[str, _Row]:
    """Every form this line could be a row of."""
    found: dict[str, _Row] = {}
    if len(line.text) > 6 * LONGEST:
        return found
    text = unlabelled(line)
    bare = text.strip()
    if not bare:
        return found
    for form, mark in (("table", "|"), ("csv", ","), ("csv", ";")):
        if mark in bare and form not in found:
            row = _separated(line, text, mark)
            if row:
                found[form] = row
    row = _spaced(line, text)
    if row:
        found["spaced"] = row
    end = len(text.rstrip())
    if len(set(bare)) <= MOST_SYMBOLS and end <= LONGEST + 40 and not _PROSE.search(bare):
        found["dense"] = _Row(line, tuple(text[:end]), tuple(range(end)))
    return found


def _unlettered(lines: list[Line]) -> list[Line]:
    """The lines without the letters in front of them, where four or more count from A ("B | #.#"), and without the
    columns' numbers above them."""
    for first in range(len(lines) - 3):
        run: list[re.Match[str]] = []
        while first + len(run) < len(lines) and len(run) < 26:
            match = _LETTERED.match(lines[first + len(run)].text)
            if match is None or (match[1] or match[2]) != chr(65 + len(run)):
                break
            run.append(match)
        if len(run) > 3 and len({bool(match[1]) for match in run}) == 1:
            bare = [_without(line, m.end()) for line, m in zip(lines[first:], run, strict=False)]
            above = lines[: first - 1] if first and _HEADER.fullmatch(lines[first - 1].text) else lines[:first]
            return [*above, *bare, *lines[first + len(run) :]]
    return lines


def _unnumbered(lines: list[Line]) -> list[Line]:
    """The lines without their numbers, where three or more are numbered one after the other ("12: ###")."""
    lines = _unlettered(lines)
    matches = [_NUMBERED.match(line.text) for line in lines]
    result = list(lines)
    first = 0
    for n in range(1, len(lines) + 1):
        here, last = matches[n] if n < len(lines) else None, matches[n - 1]
        if here and last and int(here[1] or here[2]) == int(last[1] or last[2]) + 1 and bool(here[1]) == bool(last[1]):
            continue
        run = matches[first:n]
        # "0 1 1" over "1 0 1" over "2 0 1" are cells, not numbers: without a colon it takes more rows to believe.
        if len(run) > 2 and run[0] and (run[0][1] or len(run) > 4):
            result[first:n] = [_without(line, m.end()) for line, m in zip(lines[first:n], run, strict=True) if m]
        first = n
    return result


def _without(line: Line, skip: int) -> Line:
    return Line(line.text[skip:], line.offsets[skip:], line.number, line.start, line.end, line.fence, line.fenced)


def unfenced(lines: list[Line]) -> list[Line]:
    """Lines of a drawing made of ` or ~ look like code fences: take them for content where their fence is no fence."""
    if not any(line.fence and line.text.strip(" \t`~") and not _INFO.match(line.text) for line in lines):
        return lines
    inside = False
    result: list[Line] = []
    for line in lines:
        fence = line.fence and (_INFO.match(line.text) is not None)
        result.append(Line(line.text, line.offsets, line.number, line.start, line.end, fence, inside and not fence))
        inside = inside != fence
    return result


def _paragraphs(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines without a blank line or a code fence between; an empty row inside a fence is kept."""
    result: list[list[Line]] = []
    run: list[Line] = []
    for n, line in enumerate(lines):
        if line.fence or not line.text.strip():
            inside = line.fenced and run and n + 1 < len(lines) and lines[n + 1].fenced and lines[n + 1].text.strip()
            if inside and not line.fence and len(run) > 2:
                run.append(line)
                continue
            if run:
                result.append(run)
            run = []
        elif run and run[-1].fenced != line.fenced:
            result.append(run)
            run = [line]
        else:
            run.append(line)
    return [part for part in ([*result, run] if run else result) if len(part) <= 2 * LONGEST]


def _block(form: str, rows: list[_Row], first_offset: int) -> Block:
    cut = form == "dense" and rows[0].line.offsets[rows[0].at[0]] <= first_offset and rows[0].cells[0] != " "
    return Block(
        form,
        tuple(row.cells for row in rows),
        tuple(tuple(row.line.span(i, i + 1) for i in row.at) for row in rows),
        (rows[0].line.number, rows[-1].line.number),
        cut,
    )


def _dedent(rows: list[_Row]) -> list[_Row]:
    """Drop the indentation that all rows share."""
    lead = min(next((i for i, cell in enumerate(row.cells) if cell != " "), 10**6) for row in rows)
    return [_Row(row.line, row.cells[lead:], row.at[lead:]) for row in rows] if 0 < lead < 10**6 else rows


def _dense_runs(rows: list[_Row]) -> list[list[_Row]]:
    """Split consecutive dense lines into grids: the commonest width names the alphabet, its neighbours may join."""
    result: list[list[_Row]] = []
    rest = rows
    while rest:
        widths = Counter(len(row.cells) for row in rest)
        width = max(widths, key=lambda w: (widths[w] * w, w))
        core = [n for n, row in enumerate(rest) if len(row.cells) == width]
        symbols = {cell for n in core for cell in rest[n].cells}
        while len(symbols - {" "}) > MOST_SYMBOLS and len(core) > 1:  # a line of prose as long as the rows
            rare = min(core, key=lambda n: len(set(rest[n].cells) & {c for m in core if m != n for c in rest[m].cells}))
            core.remove(rare)
            symbols = {cell for n in core for cell in rest[n].cells}
        symbols.add(" ")
        first = last = core[len(core) // 2]
        while first > 0 and _joins(rest[first - 1], symbols):
            first -= 1
        while last + 1 < len(rest) and _joins(rest[last + 1], symbols):
            last += 1
        result.append(rest[first : last + 1])
        if first:
            result.extend(_dense_runs(rest[:first]) if first < len(rest) and len(result) < 50 else [])
        rest = rest[last + 1 :]
    return sorted(result, key=lambda run: run[0].line.number)


def _joins(row: _Row, symbols: set[str]) -> bool:
    """Whether a line may belong to a drawing of these symbols (its own new ones, a start or a goal, are added)."""
    new = set(row.cells) - symbols
    if new and (len(new) > 2 or len(symbols | new) > MOST_SYMBOLS + 1):
        return False
    strange = sum(cell in new and cell.isalnum() for cell in row.cells)
    if (strange > 2 and strange * 3 > len(row.cells)) or not set(row.cells) & (symbols - {" "}):
        return False
    symbols |= new
    return True


def _full_rows(rows: list[_Row]) -> list[_Row]:
    """Give back the blanks at the end of dense rows, up to the width of the drawing, where the text still has them."""
    if not any(" " in row.cells for row in rows):
        return rows
    lengths = {row.at[0] + len(row.line.text[row.at[0] :]) if row.at else 0 for row in rows}
    ends = [row.at[-1] + 1 for row in rows if row.at]
    end = lengths.pop() if len(lengths) == 1 else max(ends)
    result: list[_Row] = []
    for row in rows:
        extra = range(row.at[-1] + 1, min(end, len(row.line.text))) if row.at else range(0)
        result.append(_Row(row.line, (*row.cells, *[" "] * len(extra)), (*row.at, *extra)))
    return result


def _same_width_runs(rows: list[_Row]) -> list[list[_Row]]:
    """Split consecutive spaced or separated lines where the number of cells changes for good; one odd row stays."""
    if len(rows) > 2:
        widths = Counter(len(row.cells) for row in rows)
        common, times = widths.most_common(1)[0]
        odd = [n for n, row in enumerate(rows) if len(row.cells) != common]
        if times >= 2 and len(odd) == 1 and abs(len(rows[odd[0]].cells) - common) <= 2 and times > len(odd):
            return [rows]
    result: list[list[_Row]] = []
    for row in rows:
        if result and len(result[-1][-1].cells) == len(row.cells):
            result[-1].append(row)
        else:
            result.append([row])
    return result


def _paragraph_blocks(paragraph: list[Line], first_offset: int) -> list[Block]:
    """The blocks of one run of lines, best form first where forms compete."""
    paragraph = _unnumbered(paragraph)
    readings = [_readings(line) if line.text.strip() else {"dense": _Row(line, (), ())} for line in paragraph]
    blocks: list[Block] = []
    taken: set[int] = set()
    for form in ("table", "csv", "spaced"):
        run: list[_Row] = []
        members: list[int] = []
        for n in range(len(paragraph) + 1):
            row = readings[n].get(form) if n < len(paragraph) and n not in taken else None
            if row:
                run.append(row)
                members.append(n)
                continue
            if form == "table" and run and n < len(paragraph) and _RULE.match(paragraph[n].text):
                continue
            if run and (len(run) > 1 or len(paragraph) == 1) and not _touches_dense(readings, members, run):
                taken.update(members)
                blocks.extend(_block(form, part, first_offset) for part in _same_width_runs(run))
            run, members = [], []
    dense: list[_Row] = []
    for n in range(len(paragraph) + 1):
        row = readings[n].get("dense") if n < len(paragraph) and n not in taken else None
        if row:
            dense.append(row)
        elif dense:
            for part in _dense_runs(dense):
                filled = _full_rows(_dedent(part))
                if any(r.cells for r in filled) and filled[0].cells:
                    blocks.append(_block("dense", filled, first_offset))
            dense = []
    return blocks


def _touches_dense(readings: list[dict[str, _Row]], members: list[int], run: list[_Row]) -> bool:
    """Rows that look spaced ("# # #") between dense rows of the same characters belong to a dense drawing."""
    symbols = {cell for row in run for cell in row.cells} | {" "}
    for n in (members[0] - 1, members[-1] + 1):
        near = readings[n].get("dense") if 0 <= n < len(readings) else None
        if near and "spaced" not in readings[n] and len(near.cells) >= 2 and _joins(near, set(symbols)):
            return True
    return False


_ITEM = re.compile(r"\s*(?:([\"'])([^\"'\n]*)\1|([^\s,\"'\[\]]))\s*(?:,|$|(?=\s))")
_INNER = re.compile(r"[\[{(]([^\[\]{}()]{1,2000})[\]})]")


def _items(body: str) -> list[tuple[str, int]] | None:
    """The scalars of one bracket with their positions, or None if one is longer than a cell (or unlike the others)."""
    found: list[tuple[str, int]] = []
    at = 0
    while at < len(body):
        match = _ITEM.match(body, at)
        if not match:
            return found if not body[at:].strip() else None
        found.append((match[2], match.start(2)) if match[1] else (match[3], match.start(3)))
        at = match.end()
        if at == match.start():
            return None
    return found


def list_blocks(lines: list[Line]) -> list[Block]:
    """Matrices written with brackets, over one line or many: [[0,1],[0,2]] or ["S.#", "..G"]."""
    flat = "\n".join(line.text for line in lines)
    offsets: list[int] = []
    for line in lines:
        offsets.extend(line.offsets)
        offsets.append(line.end)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    blocks: list[Block] = []
    rows: list[list[tuple[str, int]]] = []
    end, bounds = 0, (0, 0)

    def close() -> None:
        if 1 < len(rows) <= LONGEST or (rows and len(rows[0]) > 2):
            form = "list" if all(len(cell) == 1 for row in rows for cell, _ in row) else "strings"
            if form == "strings" and len(rows) == 1:
                cells = [[(c, a + i) for i, c in enumerate(text)] for text, a in rows[0]]
            elif form == "list":
                cells = rows
            else:
                return
            if all(cells):
                number = [max(0, bisect_right(starts, p) - 1) for p in bounds]
                blocks.append(
                    Block(
                        form,
                        tuple(tuple(c for c, _ in row) for row in cells),
                        tuple(tuple(Span(offsets[a], offsets[a] + 1) for _, a in row) for row in cells),
                        (number[0], number[1]),
                    )
                )

    for match in _INNER.finditer(flat):
        items = _items(match[1]) if match[0][0] == "[" else None
        if items is None or (len(items) == 2 and all(c.isdigit() for c, _ in items) and not rows):
            continue
        placed = [(c, match.start(1) + a) for c, a in items]
        gap = flat[end : match.start()]
        if rows and (len(gap) > 40 or gap.strip(" \t\n,[]")):
            close()
            rows = []
        if not rows:
            bounds = (match.start(), match.end())
        bounds = (bounds[0], match.end())
        if placed and len(rows) <= LONGEST:
            rows.append(placed)
        end = match.end()
    close()
    return blocks


def blocks(lines: list[Line], taken: set[int]) -> list[Block]:
    """Every block of cells outside the lines in `taken`, in the order of the text."""
    first_offset = next((line.start for line in lines if line.text.strip()), 0)
    found: list[Block] = []
    listed: list[Block] = []
    if any("[" in line.text for line in lines):
        listed = list_blocks(lines)
    inside = taken | {n for block in listed for n in range(block.lines[0], block.lines[1] + 1)}
    for paragraph in _paragraphs(lines):
        part: list[Line] = []
        for line in [*paragraph, None]:
            if line is not None and line.number not in inside:
                part.append(line)
            elif part:
                found.extend(_paragraph_blocks(part, first_offset))
                part = []
    return sorted([*found, *listed], key=lambda block: block.span.start)
