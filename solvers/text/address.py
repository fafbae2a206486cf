"""Addresses of puzzles on puzz.link, pzv.jp and their like, and the files those programs save.

    https://puzz.link/p?lightup/7/7/...     name, columns, rows, then the clues in a few dense codes

`addresses` finds them in a text; one small function a code turns the body into clues. Cells are counted row by row;
None is a cell without a clue, UNKNOWN a clue that is drawn as "?". Every function gives (clues, rest of the body) and
raises BadPuzzle where the body ends early or holds something else. `v:` in front of the size says that the rules
differ from the usual ones: such an address has `variant` set, and no kind may read it as its plain self.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from urllib.parse import unquote

from solvers.base import BadPuzzle, Span

UNKNOWN = -1
"""A clue whose number is not told ("?")."""
MOST = 50
"""Addresses looked at in one text."""
LARGEST = 200
"""Rows or columns of a puzzle."""
_LINK = re.compile(
    r"(?:https?://(?:[\w-]+\.)*[\w-]+(?::\d+)?/[\w./~-]*|(?<![\w./?=&-])(?:(?:[\w-]+\.)+\w+/)?p(?:\.html)?)"
    r"\?(?P<query>[a-zA-Z][\w+:-]*(?:/|%2F)[^\s<>\"'`|\\\]\[)^]*)"
)
_QUERY = re.compile(r"(?:m\+|[de]:)?(?P<name>[a-zA-Z][\w-]*)/(?P<flags>(?:[a-z]*:?/)*)(?P<columns>\d+)/(?P<rows>\d+)")
_MODE = re.compile(r"_(?:edit|play|test|w\d*)$")
_FILE = re.compile(r"pzprv3(?:\.\d)?[ \t]*(?:\r?\n|/)[ \t>]*(?P<name>[a-z][\w-]*)[ \t]*(?:\r?\n|/)", re.I)
_SQUARE = frozenset({"sudoku"})
"""Puzzles whose file holds one size only."""
_PUNCTUATION = ".,;:!?/"

Clues = list[int | None]


@dataclass(frozen=True, slots=True)
class Address:
    """One puzzle by its address or its saved file; `span` is its place in the text."""

    name: str
    columns: int
    rows: int
    body: str
    """What follows the size; for a saved file its lines."""
    span: Span
    flags: tuple[str, ...] = ()
    saved: bool = False
    """True for a saved file, whose body is lines of tokens."""

    @property
    def variant(self) -> bool:
        """Whether the address says that the rules are not the usual ones."""
        return any(flag.startswith("v") for flag in self.flags)

    @property
    def cells(self) -> int:
        return self.columns * self.rows

    @property
    def table(self) -> list[list[str]]:
        """The tokens of a saved file's lines."""
        return [line.split() for line in self.body.splitlines()]

    def written(self, top: int = 0) -> Clues:
        """The clues in a saved file's rows from `top` on; what a player put in is left out."""
        rows = self.table[top : top + self.rows]
        if len(rows) < self.rows or any(len(row) != self.columns for row in rows):
            raise BadPuzzle("the file has not as many rows and columns as it says", hint="copy the whole file")
        return [_of_file(token) for row in rows for token in row]


def addresses(text: str) -> list[Address]:
    """Every address and saved file in the text, each puzzle once."""
    found: list[Address] = []
    if "?" in text:
        found += [a for match in islice(_LINK.finditer(text), MOST) if (a := _link(match)) is not None]
    if "pzprv3" in text:
        found += [a for match in islice(_FILE.finditer(text), MOST) if (a := _saved(text, match)) is not None]
    kept: dict[tuple[object, ...], Address] = {}
    for one in found:
        kept.setdefault((one.name, one.columns, one.rows, one.body.strip("/."), one.flags), one)
    return sorted(kept.values(), key=lambda one: one.span.start)


def _link(match: re.Match[str]) -> Address | None:
    query, end = match["query"], match.end()
    shorter = re.sub(r"(?:%2[279])+$", "", query.rstrip(",;:!?*_"))
    end -= len(query) - len(shorter)
    query = re.split(r"[&#]", shorter, maxsplit=1)[0]
    if "%2f" in query.lower():  # a plain address may hold % as one of its codes
        query = unquote(query)
    head = _QUERY.match(query)
    if head is None or not (0 < int(head["columns"]) <= LARGEST and 0 < int(head["rows"]) <= LARGEST):
        return None
    rest = query[head.end() :]
    if rest and rest[0] != "/":
        return None
    flags = tuple(flag for flag in head["flags"].split("/") if flag)
    name = _MODE.sub("", head["name"].lower())
    return Address(name, int(head["columns"]), int(head["rows"]), rest[1:], Span(match.start(), end), flags)


def _saved(text: str, match: re.Match[str]) -> Address | None:
    """The lines after the header, up to an empty line or a code fence."""
    separator = "/" if match.group().rstrip(" \t").endswith("/") else "\n"
    end = text.find("\n", match.end()) if separator == "/" else len(text)
    sizes = 1 if match["name"].lower() in _SQUARE else 2
    kept: list[str] = []
    at = match.end()
    for line in text[match.end() : end if end >= 0 else len(text)].split(separator):
        if line.strip().startswith(("```", "~~~")):
            break
        if not line.strip(" \t\r>") and separator == "\n":
            if len(kept) != sizes:
                break
            at += len(line) + 1  # some files keep a line for notes after the sizes
            continue
        at += len(line) + 1
        kept.append(line.strip(" \t\r>"))
    numbers = [int(line) for line in kept[:sizes] if re.fullmatch(r"[1-9]\d{0,2}", line)]
    if len(numbers) < sizes or max(numbers) > LARGEST:
        return None
    body = "\n".join(kept[sizes:])
    span = Span(match.start(), min(at - 1, len(text)))
    return Address(match["name"].lower(), numbers[-1], numbers[0], body, span, saved=True)


def _of_file(token: str) -> int | None:
    if token in ("-", "?"):
        return UNKNOWN
    return int(token) if token.isdecimal() and len(token) < 6 else None


def finished(rest: str) -> None:
    """Raise unless all that is left of a body is the punctuation of the sentence around it."""
    if rest.strip(_PUNCTUATION):
        raise BadPuzzle(f"the address goes on after its last cell: {rest[:20]!r}", hint="check the size")


def _digits(text: str, at: int, length: int, base: int = 16) -> int:
    part = text[at : at + length]
    if len(part) < length or not part.isalnum():
        raise BadPuzzle(f"the address breaks off in a number: {text[at:][:8]!r}", hint="copy the whole of it")
    try:
        return int(part, base)
    except ValueError:
        raise BadPuzzle(f"{part!r} is no number in an address", hint="check that part of it") from None


def _gap(sign: str, first: str) -> int | None:
    """How many empty cells a letter stands for: `first` is one, the letters after it more."""
    return ord(sign) - ord(first) + 1 if first <= sign <= "z" else None


def _short(clues: Sequence[object], cells: int) -> BadPuzzle:
    return BadPuzzle(
        f"the address holds {len(clues)} of {cells} cells", hint="copy the whole address, with its last characters"
    )


def _ended(clues: Clues, cells: int, rest: str) -> tuple[Clues, str]:
    if len(clues) < cells:
        raise _short(clues, cells)
    if any(clue is not None for clue in clues[cells:]):
        raise BadPuzzle("the address holds more cells than its size", hint="check columns and rows")
    return clues[:cells], rest


def number10(body: str, cells: int) -> tuple[Clues, str]:
    """Digits are clues; `a` to `z` are 1 to 26 empty cells; `.` is "?"."""
    clues: Clues = []
    at = 0
    while len(clues) < cells and at < len(body):
        sign = body[at]
        gap = _gap(sign, "a")
        if sign == ".":
            clues.append(UNKNOWN)
        elif gap is not None:
            clues += [None] * gap
        else:
            clues.append(_digits(body, at, 1, 10))
        at += 1
    return _ended(clues, cells, body[at:])


_LONGER = {"-": (2, 0), "+": (3, 0), "=": (3, 4096), "%": (3, 8192), "*": (4, 12240), "$": (5, 77776)}
"""Sign before a longer number: how many digits follow, and what is added."""


def _hexadecimal(body: str, at: int) -> tuple[int, int]:
    """The number at a place (one digit, or more after a sign) and where it ends; `.` is "?"."""
    sign = body[at]
    if sign == ".":
        return UNKNOWN, at + 1
    length, added = _LONGER.get(sign, (1, 0))
    start = at + (sign in _LONGER)
    return _digits(body, start, length) + added, start + length


def number16(body: str, cells: int) -> tuple[Clues, str]:
    """Hexadecimal digits are clues, `-` leads in two of them, `+` three; `g` to `z` are 1 to 20 empty cells."""
    clues: Clues = []
    at = 0
    while len(clues) < cells and at < len(body):
        gap = _gap(body[at], "g")
        if gap is not None:
            clues += [None] * gap
            at += 1
        else:
            number, at = _hexadecimal(body, at)
            clues.append(number)
    return _ended(clues, cells, body[at:])


def number36(body: str, cells: int) -> tuple[Clues, str]:
    """A clue in every cell: a character of base 36, two of them after `-`; `.` and `%` are "?"."""
    clues: Clues = []
    at = 0
    while len(clues) < cells and at < len(body):
        length = 2 if body[at] == "-" else 1
        at += body[at] == "-"
        clues.append(UNKNOWN if body[at : at + 1] in (".", "%") else _digits(body, at, length, 36))
        at += length
    return _ended(clues, cells, body[at:])


def four(body: str, cells: int) -> tuple[Clues, str]:
    """Clues 0 to 4: `0`-`4` alone, `5`-`9` with one empty cell after it, `a`-`e` with two; `g` to `z` as elsewhere."""
    clues: Clues = []
    at = 0
    while len(clues) < cells and at < len(body):
        gap = _gap(body[at], "g")
        if gap is not None:
            clues += [None] * gap
        elif body[at] == ".":
            clues.append(UNKNOWN)
        else:
            more, number = divmod(_digits(body, at, 1), 5)
            if more > 2:
                raise BadPuzzle(f"{body[at]!r} means nothing in an address of this puzzle", hint="check that part")
            clues += [number, *[None] * more]
        at += 1
    return _ended(clues, cells, body[at:])


def bits(body: str, count: int, *, width: int = 5) -> tuple[list[bool], str]:
    """Yes or no, five to a character in base 32, the first bit the highest."""
    length = -(-count // width)
    if len(body) < length:
        raise _short(body, length)
    found: list[bool] = []
    for at in range(length):
        number = _digits(body, at, 1, 2**width)
        found += [bool(number >> shift & 1) for shift in reversed(range(width))]
    return found[:count], body[length:]


def borders(body: str, columns: int, rows: int) -> tuple[list[list[bool]], list[list[bool]], str]:
    """Lines between cells: for each row those right of its cells, then those below the cells, then what is left."""
    upright, rest = bits(body, (columns - 1) * rows)
    level, rest = bits(rest, columns * (rows - 1))
    right = [upright[r * (columns - 1) : (r + 1) * (columns - 1)] for r in range(rows)]
    return right, [level[r * columns : (r + 1) * columns] for r in range(rows - 1)], rest


def regions(body: str, columns: int, rows: int) -> tuple[list[list[int]], str]:
    """The rooms that borders make: labels from 0, in reading order of the rooms' first cells."""
    right, below, rest = borders(body, columns, rows)
    return rooms(right, below), rest


def rooms(right: Sequence[Sequence[bool]], below: Sequence[Sequence[bool]]) -> list[list[int]]:
    """Labels of the parts that lines between cells leave together."""
    rows, columns = len(right), len(right[0]) + 1
    labels = [[-1] * columns for _ in range(rows)]
    label = 0
    for start in ((r, c) for r in range(rows) for c in range(columns)):
        if labels[start[0]][start[1]] >= 0:
            continue
        todo = [start]
        labels[start[0]][start[1]] = label
        while todo:
            r, c = todo.pop()
            near = [(r, c + 1)] * (c + 1 < columns and not right[r][c]) + [(r, c - 1)] * (c > 0 and not right[r][c - 1])
            near += [(r + 1, c)] * (r + 1 < rows and not below[r][c]) + [(r - 1, c)] * (r > 0 and not below[r - 1][c])
            for y, x in near:
                if labels[y][x] < 0:
                    labels[y][x] = label
                    todo.append((y, x))
        label += 1
    return labels


def room_number16(body: str, labels: Sequence[Sequence[int]]) -> tuple[dict[int, int], str]:
    """Numbers of rooms, in reading order of the rooms' first cells: label -> number, rooms without one left out."""
    count = 1 + max(max(row) for row in labels)
    clues, rest = number16(body, count)
    return {label: number for label, number in enumerate(clues) if number is not None}, rest


def circles(body: str, cells: int) -> tuple[Clues, str]:
    """Three cells to a character in base 27: none, 1 (white) or 2 (black)."""
    length = -(-cells // 3)
    if len(body) < length:
        raise _short(body, length)
    found: Clues = []
    for at in range(length):
        number = _digits(body, at, 1, 27)
        found += [(number // place % 3) or None for place in (9, 3, 1)]
    return found[:cells], body[length:]


Arrow = tuple[int, int]
"""(direction: 0 none, 1 up, 2 down, 3 left, 4 right; number or UNKNOWN)."""


def arrow_number16(body: str, cells: int) -> tuple[list[Arrow | None], str]:
    """Numbers with a direction: `0`-`4` and a digit, `5`-`9` and two digits, `-`, direction and three digits."""
    clues: list[Arrow | None] = []
    at = 0
    while len(clues) < cells and at < len(body):
        sign = body[at]
        gap = _gap(sign, "a")
        if gap is not None:
            clues += [None] * gap
            at += 1
            continue
        long = sign == "-"
        more, way = divmod(_digits(body, at + long, 1, 10), 5)
        length = 3 if long else 1 + more
        start = at + 1 + long
        if body[start : start + 1] == ".":
            clues.append((way, UNKNOWN))
            at = start + 1
        else:
            clues.append((way, _digits(body, start, length)))
            at = start + length
    if len(clues) < cells:
        raise _short(clues, cells)
    if any(clue is not None for clue in clues[cells:]):
        raise BadPuzzle("the address holds more cells than its size", hint="check columns and rows")
    return clues[:cells], body[at:]


def margin16(body: str, columns: int, rows: int) -> tuple[tuple[Clues, Clues, Clues, Clues], str]:
    """Numbers around the grid, coded as `number16`: above, below, left, right."""
    clues, rest = number16(body, 2 * (columns + rows))
    cuts = (0, columns, 2 * columns, 2 * columns + rows, 2 * (columns + rows))
    above, below, left, right = (clues[a:b] for a, b in pairwise(cuts))
    return (above, below, left, right), rest


def marks(body: str, places: int) -> tuple[list[bool], str]:
    """Marks at crossings: a character of base 36 passes over so many places and marks the next; `.` passes over 36."""
    found = [False] * places
    at = place = 0
    while at < len(body) and place < places and (body[at] == "." or body[at].isalnum()):
        place += 36 if body[at] == "." else _digits(body, at, 1, 36)
        if body[at] != ".":
            if place >= places:
                raise BadPuzzle("the address marks a place outside its grid", hint="check columns and rows")
            found[place] = True
            place += 1
        at += 1
    return found, body[at:]


def grid(clues: Sequence[int | None], columns: int) -> list[list[int | None]]:
    """Clues row by row."""
    return [list(clues[at : at + columns]) for at in range(0, len(clues), columns)]


def named(found: Sequence[Address], names: re.Pattern[str]) -> Iterator[Address]:
    """The addresses of one kind of puzzle: those whose name the pattern matches wholly."""
    for one in found:
        if names.fullmatch(one.name):
            yield one
