"""Tents and trees (Campsite): every tree has a tent of its own beside it, no two tents touch, numbers count tents.

The numbers stand on the margins or are listed. Whose tent is whose is said by hidden cells: one for each tree holds the
cell of its tent. Where a text only asks that each tent stands beside a tree, nothing is paired.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, NamedTuple

from solvers.base import Candidate
from solvers.hooks import Words
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Value, around, cell, columns, rows
from solvers.rules.constraints import Count, exactly
from solvers.rules.marked import Drawn, MarkKind, mark_for
from solvers.rules.rule import Literal, Rule
from solvers.text.blocks import Block
from solvers.text.frames import framed, take_told, told
from solvers.text.grids import Grid, grids
from solvers.text.plain import COMMON, PLACED, UNDONE, sizes, without_no
from solvers.text.source import Text
from solvers.text.terms import WHITE, Terms

_TREES, _TENTS, _OPEN = frozenset("Tt🌲🌳🎄🌴"), frozenset("*⛺🏕^▲△AC"), frozenset("._-·□⬜◻🟩🟫0XxO") | {""}
_THING = r"(?P<what>trees?|tents?|(?:empty )?(?:spaces?|cells?|squares?))"
_SIGN = r"[`'\"“‘(]?(?P<sign>[A-Za-z#*^@.+🌲🌳🎄🌴⛺_-])[`'\"”’)]?"
_LEGEND = (
    re.compile(rf"{_THING} (?:\w+ ){{0,3}}(?:by|as|with|=|is|are) [`'\"](?P<sign>[^`'\"\s])[`'\"]", re.I),
    re.compile(
        rf"(?<![\w`'\"]){_SIGN}(?:, which represents|\s*[=:]| represents| means| is| are)\s+(?:the |an? )?"
        rf"(?:position of )?(?:the |an? )?{_THING}",
        re.I,
    ),
    re.compile(rf"\b(?P<sign>[A-Z]) \(for {_THING}\)"),
)
_PAIRED = re.compile(
    r"associated|paired|attached|belongs? to|match(?:ed|es)|one[- ]to[- ]one|own (?:tree|tent)|"
    r"(?:each|every) tree|tree (?:has|must have|needs|gets)|one tent (?:per|for each|for every)",
    re.I,
)
_BESIDE = re.compile(r"tents?\b[^.\n]{0,40}\b(?:adjacent|next|beside|touching)\b[^.\n]{0,20}\btree", re.I)
_STRICT = re.compile(r"exactly one tent (?:orthogonally )?(?:adjacent|next)|adjacent to exactly one tree", re.I)
_CHANGED = re.compile(
    r"[^.\n]*(?:(?:two|2|three|3) tents (?:per|for|beside|next to|adjacent)|(?:two|2|three|3) trees\b|"
    r"at least one tent|"
    r"tents (?:may|can) (?:touch|be adjacent)(?! to)|"
    r"diagonal\w* (?:\w+ ){0,3}(?:allowed|fine)|tree[^.\n]{0,40}or diagonal|toroid|wraps? around)[^.\n]*",
    re.I,
)
_ONE = re.compile(r"(?:only one|unique|exactly one|single) (?:unique )?solution|solution is unique", re.I)
_TOTAL = re.compile(r"total (?:number of )?tents\s*[:=]?\s*(\d+)", re.I)

_LISTS = re.compile(
    r"tents (?:in|per|for) each (?:row|column)\s*[:=]\s*[\d ,]+|(?:row|column) \w+\s*[:=]\s*\[?[\d ,]+\]?", re.I
)
_PLAIN = (
    r"|tents?|may|trees?|campsites?|campers?|t|c|total|tasked|associated|adjacent|next|beside|horizontal(?:ly)?|vertical(?:ly)?|"
    r"diagonal(?:ly)?|orthogonal(?:ly)?|always|another|touch(?:es|ing)?|match(?:es)?|indications?|paired|attached|belongs?|"
    r"neither|nor|either|above|below|numerical|corresponding|edges?|required|player|change|only|more|than|but|locations?|some|"
    r"own|even|unique|total|notations?|response|final|followed|wrapped|wrap|tags?"
)


class Site(NamedTuple):
    """What a text shows: the grid, and how many tents belong in each row and column (None: not told)."""

    grid: Grid
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]


class Tents(MarkKind):
    name, title = "tents", "tents puzzle"
    tasks = ("campsite",)
    names = re.compile(
        r"\btents\b|\bcampsites?\b|⛺|テント|zeltlager|zelte und bäume|帐篷",
        re.I,
    )
    says = (
        "Every tree has a tent of its own beside it, no two tents touch; numbers count the tents in rows and columns."
    )
    marks = "*⛺🏕^▲△AC"
    sizes: ClassVar = {"easy": 5, "medium": 7, "hard": 9}

    terms = Terms(marked=r"tents?|zelte?n?|⛺", open=WHITE)
    vocabulary = COMMON + _PLAIN
    turns = (
        rf"{without_no('tents? (?:may|might|can) (?:touch|be (?:adjacent|next) to (?:an)?other)')}|"
        rf"{without_no('(?:adjacent|next) to (?:an)?other tents?')}|{without_no('diagonally')}|"
        rf"{without_no('tents?[^,]*touch')}|"
        r"\bno tents? (?:\w+ )+(?:a|any|its) trees?\b|\bnot (?:be )?(?:next|adjacent|beside)(?: to)? (?:a |any |"
        r"its )?trees?\b"
    )
    denies = rf"{turns}|{_CHANGED.pattern}|{UNDONE}|{PLACED}"

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        right, under = puzzle.look.more
        return sizes(len(right), len(under)) | {str(sum(n for n in right if n is not None))}

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        """The numbers of the rows and columns, and their total, were read."""
        del candidate
        message.take(_TOTAL)
        message.take(_LISTS)
        take_told(message)

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        found, places = [], set()
        for site in _sites(text):
            candidate = self._one(text, site)
            if candidate is not None and site.grid.span.start not in places:
                places.add(site.grid.span.start)
                found.append(candidate)
        return found

    def _one(self, text: Text, site: Site) -> Candidate[Problem] | None:
        meant = _legend(text.raw)
        held = {sign for row in site.grid.signs for sign in row}
        trees = {s for s in held if meant.get(s) == "tree"} or {s for s in held & _TREES if s not in meant}
        tents = {s for s in held if meant.get(s) == "tent"} or {s for s in held & _TENTS - trees if s not in meant}
        strange = {s for s in held - trees - tents if s not in _OPEN and meant.get(s) != "open"}
        if not trees or len(strange) > 2:
            return None
        span = site.grid.span
        if strange:
            return self.unclear(f"What does {min(strange)!r} mean in the grid: a tree, a tent or an empty cell?", span)
        changed = _CHANGED.search(text.raw)
        if changed:
            question = f'"{changed.group().strip()}" is not the usual rule; which rules hold?'
            return self.unclear(question, span, "variant")
        sums = [sum(side) if None not in side else None for side in (site.rows, site.columns)]  # type: ignore[arg-type]
        total = int(match[1]) if (match := _TOTAL.search(text.raw)) else None
        if len({number for number in (*sums, total) if number is not None}) > 1:
            question = f"The rows count {sums[0]} tents and the columns {sums[1]}; are all numbers there?"
            return self.unclear(question, span, "counts")
        own = next((s for s, what in meant.items() if what == "tent"), None)
        usual = "⛺" if any(s in "🌲🌳🎄🌴" for s in trees) else "A"
        mark = own or min(tents, default=mark_for(site.grid.signs, usual))
        look = Drawn(site.grid.signs, mark, (site.rows, site.columns))
        pairing = "each" if _STRICT.search(text.raw) else "own"
        if pairing == "own" and _BESIDE.search(text.raw) and not _PAIRED.search(text.raw):
            pairing = "beside"
        problem = _problem(look, frozenset(trees), frozenset(tents), pairing)
        if pairing == "beside" and problem and _ONE.search(text.raw) and not generate.unique(problem):
            # One solution is promised and the rules as told leave several: the usual pairing was taken for granted.
            problem = _problem(look, frozenset(trees), frozenset(tents), "own")
        if problem is None:
            return self.unclear("A tree has no free cell beside it for its tent; is the grid complete?", span)
        return self.found(problem, span, block=site.grid.source)

    def drawings(self, text: Text) -> list[Block]:
        sites = [site.grid.source for site in _sites(text)] + [grid.source for grid in grids(text)]
        return [source for source in sites if isinstance(source, Block)]

    def make(self, rng: random.Random, size: int) -> Problem | None:
        places = [(r, c) for r in range(size) for c in range(size)]
        rng.shuffle(places)
        signs = [["."] * size for _ in range(size)]
        tents: list[tuple[int, int]] = []
        for r, c in places:  # a tent where none touches, a tree beside it where there is room
            free = [(i, j) for i, j in around(r, c, size, size) if signs[i][j] == "."]
            if signs[r][c] == "." and free and all(max(abs(r - i), abs(c - j)) > 1 for i, j in tents):
                free = [at for at in free if at not in tents]
                if free and len(tents) < size * size // 5:
                    i, j = rng.choice(free)
                    signs[i][j] = "T"
                    tents.append((r, c))
        counts = tuple(sum(r == k for r, _ in tents) for k in range(size))
        under = tuple(sum(c == k for _, c in tents) for k in range(size))
        look = Drawn(tuple(map(tuple, signs)), "A", (counts, under))
        problem = _problem(look, frozenset("T"), frozenset(), "own")
        return problem if problem is not None and generate.unique(problem) else None

    def render(self, puzzle: Problem) -> str:
        right, under = ([("?" if n is None else str(n)) for n in side] for side in puzzle.look.more)
        board = "\n".join(" ".join([*row, n]) for row, n in zip(puzzle.look.signs, right, strict=True))
        return f"Tents and trees (T = tree):\n{board}\n{' '.join(under)}"


def _sites(text: Text) -> Iterator[Site]:
    lists: list[tuple[tuple[int, ...], tuple[int, ...]]] = [(one.rows, one.columns) for one in told(text)]
    down = next((numbers for label, numbers, _ in text.labelled if re.search(r"\brows?\b", label, re.I)), None)
    across = next((numbers for label, numbers, _ in text.labelled if re.search(r"\bcol", label, re.I)), None)
    for one in [*lists, (down, across)] if down and across else lists:
        yield from (Site(grid, *one) for grid in grids(text, least=2) if grid.shape == (len(one[0]), len(one[1])))
    for frame in framed(text):
        body, side, line = frame.body, frame.right or frame.left, frame.bottom or frame.top
        if side and line:
            yield Site(Grid(body.texts, body, body.span), _numbers(side), _numbers(line))
    for block in text.blocks:
        yield from _margined(block)


def _margined(block: Block) -> Iterator[Site]:
    """Rows with a number at one end, and a line of numbers above or under them."""
    texts, top = block.texts, 0
    while top < len(texts):
        width = len(texts[top])
        bottom = top + 1
        while bottom < len(texts) and len(texts[bottom]) == width:
            bottom += 1
        under = texts[bottom] if bottom < len(texts) else ()
        last = bottom
        if bottom - top > 2 and all(map(_counts, texts[bottom - 1][:-1])) and _counts(texts[bottom - 1][-1] or "?"):
            under, last = texts[bottom - 1][:-1], bottom - 1  # the corner is there, too
        over = texts[top - 1] if top else ()
        line = next((side for side in (under, over) if len(side) == width - 1 and all(map(_counts, side))), None)
        column = next((at for at in (width - 1, 0) if all(_counts(row[at]) for row in texts[top:last])), None)
        if line is not None and column is not None and width > 2 and last - top > 1:
            ends = tuple(row[column] for row in texts[top:last])
            drawn = block.drawn or block.lines
            body = replace(block.part(top, last, int(column == 0), width - int(column > 0)), drawn=drawn)
            labels = [[str(n) for n in range(first, first + len(side))] for side in (ends, line) for first in (0, 1)]
            if list(ends) not in labels or list(line) not in labels:
                yield Site(Grid(body.texts, body, body.span), _numbers(ends), _numbers(line))
        top = bottom


def _counts(sign: str) -> bool:
    return sign == "?" or sign.isdecimal()


def _numbers(side: Sequence[str]) -> tuple[int | None, ...]:
    return tuple(int(sign) if sign.isdecimal() else None for sign in side)


def _legend(text: str) -> dict[str, str]:
    """Sign -> "tree", "tent" or "open", where the text says so."""
    meant: dict[str, str] = {}
    for pattern in _LEGEND:
        for match in pattern.finditer(text):
            what = match["what"].lower()
            meant.setdefault(match["sign"], what[:4] if what.startswith(("tree", "tent")) else "open")
    return meant


def _problem(look: Drawn, trees: frozenset[str], tents: frozenset[str], pairing: str) -> Problem | None:
    """`pairing`: each tree has its "own" tent; "each" tree is beside one tent and each tent beside one tree; or a tent
    just stands "beside" a tree. None where a tree has no room for its tent."""
    signs = look.signs
    height, width = len(signs), len(signs[0])
    at = [(r, c) for r in range(height) for c in range(width)]
    wood = {place for place in at if signs[place[0]][place[1]] in trees}
    free = [place for place in at if place not in wood]
    given = {cell(r, c): 1 for r, c in free if signs[r][c] in tents}
    board = Board.grid(height, width, (0, 1), given, only=[cell(*place) for place in free])
    rules: list[Rule] = []
    for word, lines, counts in zip(
        ("row", "column"), (rows(height, width), columns(height, width)), look.more, strict=True
    ):
        for i, (line, count) in enumerate(zip(lines, counts, strict=True)):
            there = [name for name in line if name in board.domain]
            if count is not None and there:
                rules.append(exactly(there, 1, count, f"{count} in {word} {i + 1}"))
            elif count:
                return None
    for place in free:
        for other in around(*place, height, width, diagonal=True):
            if other > place and other not in wood:
                pair = (cell(*place), cell(*other))
                rules.append(Count(pair, (1,), high=1, label=f"{pair[0]} and {pair[1]} touch"))
    beside = {place: [t for t in around(*place, height, width) if t in wood] for place in free}
    bare = [cell(*place) for place in free if (len(beside[place]) != 1 if pairing == "each" else not beside[place])]
    if bare:
        rules.append(exactly(bare, 1, 0, "every tent stands beside a tree"))
    if pairing == "beside":
        return Problem(board, tuple(rules), look)
    hidden: dict[str, Sequence[Value]] = {}
    for tree in sorted(wood):
        room = [cell(*place) for place in around(*tree, height, width) if place not in wood]
        if not room:
            return None
        if pairing == "each":
            rules.append(exactly(room, 1, 1, f"one tent beside the tree at {cell(*tree)}"))
        else:
            hidden[f"tent of {cell(*tree)}"] = room
    if pairing == "own":
        for place in free:
            name, links = cell(*place), tuple(f"tent of {cell(*tree)}" for tree in beside[place])
            for tent in (0, 1) if links else ():
                label = f"a tent at {name} belongs to one tree" if tent else f"without a tent at {name} no tree owns it"
                rules.append(
                    Count((*links, name), (name,), low=tent, high=tent, when=(Literal(name, tent),), label=label)
                )
        board = board.with_hidden(hidden)
    return Problem(board, tuple(rules), look)


TENTS = Tents()
