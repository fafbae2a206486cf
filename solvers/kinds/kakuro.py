"""Kakuro: runs of different digits from 1 to 9 that add up to their clues.

Read as a grid whose black cells hold the clues ("17\\6": 17 down, 6 across), drawn, as a table or as lists, or as
a grid of black and white cells with the runs listed after it ("(1,2) → 19"). A run list alone will do as well.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from solvers.base import BadPuzzle, Candidate, Span
from solvers.hooks import Words
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values, cell, place
from solvers.rules.constraints import Different, Sum
from solvers.rules.exact import Search
from solvers.rules.kind import RuleKind
from solvers.rules.rule import Rule, listed
from solvers.text.address import Address, finished
from solvers.text.grids import Grid, grids
from solvers.text.plain import COMMON, PLACED, UNDONE, sizes
from solvers.text.source import Text
from solvers.text.terms import Terms

_CLUE = re.compile(r"(\d{1,2})?\s*([\\/]{1,2})\s*(\d{1,2})?")
_BLACK = frozenset("#■█⬛XxB*▓▪") | {"\\", "/", "\\\\", "XX", "##", " "}
_WHITE = frozenset("._0□?⬜") | {"", "None", "null", "__"}
_ARROW = re.compile(
    r"[(\[]\s*(\d{1,2})\s*,\s*(\d{1,2})\s*[)\]]\s*(→|↓|->|across|down|right|horizontal|vertical)\s*[:=]?\s*(\d{1,2})\b"
    r"(?:\s*[(\[]\s*(\d{1,2})\s*cells)?",
    re.I,
)
_CELL = r"(?:[(\[]\s*\d{1,2}\s*,\s*\d{1,2}\s*[)\]]|r\d{1,2}c\d{1,2})"
_RUN = re.compile(rf"({_CELL}(?:[ \t,;+&-]*(?:to\s*)?{_CELL})+)\s*(?:[:=]|sums? to|is)\s*(\d{{1,2}})\b", re.I)
_ACROSS_FIRST = re.compile(
    r"(?:across|right|horizontal|row)(?: sum| clue| total)?\s*[\\/]\s*(?:down|vertical|col)", re.I
)
_CHANGED = re.compile(
    r"[^.\n]*\b(?:(?:digits?|numbers?) (?:may|can) (?:be )?repeat\w*|product|multipl\w+|difference|hexadecimal|"
    r"(?:digits?|numbers?) (?:from )?(?:0|1) (?:to|through|-) (?:[0-8]|1\d)\b|cross-?product)[^.\n]*",
    re.I,
)

_PLAIN = (
    r"|kakuro|cross|sums?|runs?|adds?|black|white|repeats?|horizontal|vertical|stay|across|down|once|different|distinct|"
    r"total|appear|appears|entry|entries|only|used|block|blocks"
)


class Run(NamedTuple):
    """Cells in a line, and their sum where it is told."""

    cells: tuple[str, ...]
    total: int | None


class Look(NamedTuple):
    """The signs of the drawing, row by row; "" in white cells. `runs` have their clues outside the drawing."""

    signs: tuple[tuple[str, ...], ...]
    runs: tuple[Run, ...]
    inside: bool = True


class Kakuro(RuleKind):
    name, title = "kakuro", "kakuro"
    names = re.compile(r"kakk?uro|cross[- ]?sums?\b|カックロ|数和|какуро", re.I)
    says = "Each run of white cells holds different digits from 1 to 9 that add up to its clue."
    links = re.compile("kakuro")
    sizes: ClassVar = {"easy": 4, "medium": 6, "hard": 8}

    terms = Terms(open=r"white|empty|blank|leer\w*|weiß\w*|weiss\w*")
    vocabulary = COMMON + _PLAIN
    denies = rf"{_CHANGED.pattern}|{UNDONE}|{PLACED}"

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        told = {str(run.total) for run in puzzle.look.runs}
        height, width = puzzle.board.shape or (0, 0)
        return sizes(height, width) | told | {"1", "9", "1-9", "17", "6"}

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        """What the reader has read is understood."""
        del candidate
        message.take(_ARROW)
        message.take(_RUN)

    def read(self, text: Text) -> list[Candidate[Problem]]:
        linked = self.linked(text)
        if not text.says(self.names):
            return linked
        found = linked + (self._drawn(text) or self._listed(text))
        changed = _CHANGED.search(text.raw)
        if changed:
            question = f'"{changed.group().strip()}" changes the rules of kakuro; which rules hold?'
            return [self.unclear(question, candidate.span, "variant") for candidate in found]
        return found

    def _drawn(self, text: Text) -> list[Candidate[Problem]]:
        """Grids that hold their clues."""
        found = []
        for grid in grids(text, least=2):
            if not any(_CLUE.fullmatch(s) and any(c.isdigit() for c in s) for row in grid.signs for s in row):
                continue
            question, runs = _runs(grid, _ACROSS_FIRST.search(text.raw) is not None)
            if question:
                found.append(self.unclear(question, grid.span))
            else:
                found.append(
                    self.found(
                        _problem(Look(_bare(grid.signs), tuple(runs)), _known(grid)), grid.span, block=grid.source
                    )
                )
        return found

    def _listed(self, text: Text) -> list[Candidate[Problem]]:
        """Runs in words, beside a grid of black and white cells or alone."""
        arrows, runs = list(_ARROW.finditer(text.raw)), list(_RUN.finditer(text.raw))
        if len(arrows) + len(runs) < 2:
            return []
        boards = [
            grid
            for grid in grids(text, least=2)
            if all(s in _BLACK | _WHITE or s.isdigit() for row in grid.signs for s in row)
        ]
        board = boards[0] if len(boards) == 1 else None
        spans = [match.span() for match in (*arrows, *runs)]
        span = board.span if board else Span(*spans[0])
        told = [_arrow(match, board) for match in arrows] + [_between(match) for match in runs]
        if any(run is None for run in told):
            return [self.unclear("Where does each run of the list end?", span)]
        kept = [run for run in told if run is not None]
        if board is None:
            spots = [spot for run in kept for name in run.cells if (spot := place(name)) is not None]
            white = set(spots)
            signs = tuple(
                tuple("" if (r, c) in white else "#" for c in range(max(c for _, c in spots) + 1))
                for r in range(max(r for r, _ in spots) + 1)
            )
            return [self.found(_problem(Look(signs, tuple(kept), False), {}), span, form="runs")]
        signs = _bare(board.signs)
        if any(
            signs[spot[0]][spot[1]] if spot[0] < len(signs) and spot[1] < len(signs[0]) else True
            for run in kept
            for name in run.cells
            if (spot := place(name)) is not None
        ):
            return [self.unclear("A run of the list goes through a black cell; is the grid complete?", span)]
        whole = [Run(run.cells, next((k.total for k in kept if k.cells == run.cells), None)) for run in _white(signs)]
        if any(k.cells not in {run.cells for run in whole} for k in kept):
            return [self.unclear("A run of the list is not one of the grid; from where to where does it go?", span)]
        puzzle = _problem(Look(signs, tuple(r for r in whole if len(r.cells) > 1 or r.total), False), _known(board))
        return [self.found(puzzle, span, block=board.source, form="runs")]

    def addressed(self, address: Address) -> Problem:
        """Letters from k on are white cells; two signs are the clues down and across; those of the border come last."""
        if address.saved:
            raise BadPuzzle("saved files of kakuro are not read", hint="send the address")
        body, at, cells = address.body, 0, address.cells
        black: dict[int, tuple[int, int]] = {}
        index = 0
        while index < cells and at < len(body):
            sign = body[at]
            if "k" <= sign <= "z":
                index += ord(sign) - ord("k") + 1
            else:
                black[index] = (0, 0) if sign == "." else (_number(body, at), _number(body, at + 1))
                at, index = at + (1 if sign == "." else 2) - 1, index + 1
            at += 1
        height, width = address.rows, address.columns
        signs = [["#"] * (width + 1)] + [["#"] + [""] * width for _ in range(height)]
        for spot, clues in black.items():
            signs[spot // width + 1][spot % width + 1] = "\\".join(str(clue or "") for clue in clues)
        edges = [(0, c + 1) for c in range(width) if c not in black]
        edges += [(r + 1, 0) for r in range(height) if r * width not in black]
        for (r, c), k in zip(edges, range(at, at + len(edges)), strict=True):
            clue = str(_number(body, k) or "")
            signs[r][c] = f"{clue}\\" if r == 0 else f"\\{clue}"
        finished(body[at + len(edges) :])
        question, runs = _clued(signs, across_first=False)
        if question or index != cells:
            raise BadPuzzle(question or "the address ends early", hint="copy the whole address")
        return _problem(Look(tuple(map(tuple, signs)), tuple(runs)), {})

    def signs(self, puzzle: Problem, values: Values) -> list[list[str]]:
        return [
            [sign or str(values.get(cell(r, c), self.blank)) for c, sign in enumerate(row)]
            for r, row in enumerate(puzzle.look.signs)
        ]

    def render(self, puzzle: Problem) -> str:
        return "Kakuro:\n" + super().render(puzzle)

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """Black cells at random, digits that fit, clues from them, and digits given while there are two ways."""
        black = {(r, c) for r in range(1, size) for c in range(1, size) if rng.random() < 0.3}
        signs = tuple(tuple("#" if not r or not c or (r, c) in black else "" for c in range(size)) for r in range(size))
        signs = _without_singles(signs)
        runs = _white(signs)
        if not runs or any(len(run.cells) > 9 for run in runs):
            return None
        values = generate.fill(_problem(Look(signs, tuple(runs)), {}), rng)
        if values is None:
            return None
        clued = tuple(Run(run.cells, sum(int(values[name]) for name in run.cells)) for run in runs)
        problem = _problem(Look(_spelled(signs, clued), clued), {})
        search = Search(problem)
        given: Values = {}
        while len(found := search.solve(given, limit=2).solutions) == 2:
            told = rng.choice([name for name in values if found[0][name] != found[1][name]])
            given = {**given, told: values[told]}
        return generate.with_given(problem, given) if generate.only(search, given) else None


def _number(body: str, at: int) -> int:
    """A sign of an address: 0 to 9, a to j are 10 to 19, A and on are 20 and on; - is none."""
    sign = body[at : at + 1]
    if not sign.isalnum() and sign != "-":
        raise BadPuzzle("the address breaks off", hint="copy the whole of it")
    return 0 if sign == "-" else int(sign, 36) + 10 * sign.isupper()


def _without_singles(signs: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The cells that stand alone in a direction turned black, until none does."""
    while True:
        alone = {run.cells[0] for run in _white(signs) if len(run.cells) == 1}
        if not alone:
            return signs
        signs = tuple(
            tuple("#" if cell(r, c) in alone else sign for c, sign in enumerate(row)) for r, row in enumerate(signs)
        )


def _bare(signs: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Signs of black cells; "" for white ones. A corner that a table leaves empty is black."""
    bare = [
        ["" if s in _WHITE or (s.isdigit() and len(s) == 1) else s.replace("\\\\", "\\") for s in row] for row in signs
    ]
    if not signs[0][0] and bare[0][1] and bare[1][0]:
        bare[0][0] = " "
    return tuple(map(tuple, bare))


def _known(grid: Grid) -> dict[str, int]:
    return {cell(r, c): int(s) for r, row in enumerate(grid.signs) for c, s in enumerate(row) if s in list("123456789")}


def _white(signs: Sequence[Sequence[str]]) -> list[Run]:
    """Every run of white cells, across and then down, single cells included."""
    found = []
    lines = [[(r, c) for c in range(len(signs[0]))] for r in range(len(signs))]
    for line in (*lines, *map(list, zip(*lines, strict=True))):
        run: list[str] = []
        for r, c in [*line, (-1, -1)]:
            if r >= 0 and not signs[r][c]:
                run.append(cell(r, c))
            elif run:
                found.append(Run(tuple(run), None))
                run = []
    return found


def _runs(grid: Grid, across_first: bool) -> tuple[str, list[Run]]:
    """The runs with the clues that stand in front of them; what must be asked, if the two do not fit."""
    signs = _bare(grid.signs)
    unknown = [s for row in signs for s in row if s and s not in _BLACK and s != "-" and not _CLUE.fullmatch(s)]
    if unknown:
        return f"What does {unknown[0]!r} mean in this kakuro?", []
    slash = any("/" in s and "\\" not in s for row in signs for s in row)
    found = [_clued(signs, turned) for turned in ((across_first, not across_first) if slash else (across_first,))]
    fitting = [runs for question, runs in found if not question and all(_possible(run) for run in runs)]
    if len(fitting) > 1 and fitting[0] != fitting[1] and not across_first:
        return 'Does "a/b" in a black cell give the sum down first, or the sum across?', []
    return ("", fitting[0]) if fitting else found[0]


def _clued(signs: Sequence[Sequence[str]], across_first: bool) -> tuple[str, list[Run]]:
    runs = []
    used = set()
    for run in _white(signs):
        (r, c), last = place(run.cells[0]) or (0, 0), place(run.cells[-1]) or (0, 0)
        single = len(run.cells) == 1
        for across in (True, False) if single else (r == last[0],):
            before = (r, c - 1) if across else (r - 1, c)
            match = _CLUE.fullmatch(signs[before[0]][before[1]]) if min(before) >= 0 else None
            said = (match[1] if across == across_first else match[3]) if match else None
            if said:
                used.add((before, across))
                if Run(run.cells, int(said)) not in runs:
                    runs.append(Run(run.cells, int(said)))
            elif not single:
                return f"The run {listed(run.cells)} has no sum; what is it?", []
    for r, row in enumerate(signs):
        for c, sign in enumerate(row):
            match = _CLUE.fullmatch(sign)
            for across in (True, False) if match else ():
                said = match[1] if across == across_first else match[3]  # type: ignore[index]
                if said and int(said) and ((r, c), across) not in used:
                    return f"The clue {sign} in {cell(r, c)} has no run {'to its right' if across else 'below it'}.", []
    return "", runs


def _possible(run: Run) -> bool:
    n = len(run.cells)
    return run.total is None or (n < 10 and n * (n + 1) // 2 <= run.total <= n * (19 - n) // 2)


def _arrow(match: re.Match[str], board: Grid | None) -> Run | None:
    """A run that starts at a cell; its length is told, or the grid tells it."""
    r, c = int(match[1]) - 1, int(match[2]) - 1
    down = match[3].lower() in ("↓", "down", "vertical")
    if match[5]:
        length = int(match[5])
    elif board is not None:
        here = [run for run in _white(_bare(board.signs)) if run.cells[0] == cell(r, c)]
        fitting = [run for run in here if len(run.cells) > 1 and (run.cells[1] == cell(r + 1, c)) is down]
        length = len(fitting[0].cells) if fitting else 1
    else:
        return None
    return Run(tuple(cell(r + i * down, c + i * (not down)) for i in range(length)), int(match[4]))


def _between(match: re.Match[str]) -> Run:
    """A run by its cells, or by its first and last one."""
    spots = [
        (int(a), int(b)) for a, b in re.findall(r"(\d{1,2})\D+(\d{1,2})", " ".join(re.findall(_CELL, match[1], re.I)))
    ]
    (r, c), (s, d) = spots[0], spots[-1]
    if len(spots) == 2 and (r == s or c == d):
        spots = [(r + i * (s > r), c + i * (d > c)) for i in range(max(s - r, d - c) + 1)]
    return Run(tuple(cell(r - 1, c - 1) for r, c in spots), int(match[2]))


def _spelled(signs: Sequence[Sequence[str]], runs: Sequence[Run]) -> tuple[tuple[str, ...], ...]:
    """The signs with the clues of the runs put into the black cells in front of them."""
    told: dict[tuple[int, int], list[str]] = {}
    for run in runs:
        (r, c), last = place(run.cells[0]) or (0, 0), place(run.cells[-1]) or (0, 0)
        across = r == last[0]
        told.setdefault((r, c - 1) if across else (r - 1, c), ["", ""])[across] = str(run.total)
    return tuple(
        tuple("\\".join(told[r, c]) if (r, c) in told else sign for c, sign in enumerate(row))
        for r, row in enumerate(signs)
    )


def _problem(look: Look, given: Values) -> Problem:
    height, width = len(look.signs), len(look.signs[0])
    white = [cell(r, c) for r, row in enumerate(look.signs) for c, sign in enumerate(row) if not sign]
    rules: list[Rule] = []
    for run in look.runs:
        if run.total is not None:
            label = f"{listed(run.cells)} are different and add up to {run.total}"
            rules.append(Sum(run.cells, low=run.total, high=run.total, different=True, label=label))
        elif len(run.cells) > 1:
            rules.append(Different(run.cells))
    return Problem(Board.grid(height, width, range(1, 10), given, only=white), tuple(rules), look)


KAKURO = Kakuro()
