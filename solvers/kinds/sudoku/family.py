"""What the kinds beside plain sudoku share: a square, the rules that its text tells, and the puzzle they make.

A text is read once; which kind it is follows from what was told: no boxes makes a Latin square, cages a killer, a map
of regions a jigsaw, any other rule a sudoku variant. No rule told: none of these kinds (the plain sudoku has it).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from solvers.base import Candidate, Cell, Doubt, Form, Span
from solvers.hooks import Words
from solvers.kinds.sudoku.blocks import cut
from solvers.kinds.sudoku.cages import Cage, Cages, cages
from solvers.kinds.sudoku.clauses import Heard, hear
from solvers.kinds.sudoku.extra_rules import more_rules, possible, sentence
from solvers.kinds.sudoku.grid import Words as Names
from solvers.kinds.sudoku.squares import Map, Square, maps, squares
from solvers.kinds.sudoku.text import parse
from solvers.kinds.sudoku.told import Told
from solvers.rules.board import Board, Problem, Value, Values, boxes, cell, columns, rows
from solvers.rules.constraints import Different, total
from solvers.rules.exact import Search
from solvers.rules.kind import RuleKind
from solvers.rules.rule import Rule
from solvers.text.blocks import Block, spliced
from solvers.text.matrices import Matrix
from solvers.text.source import Text
from solvers.text.terms import Terms

USUAL: Mapping[int, tuple[int, int]] = {4: (2, 2), 6: (2, 3), 8: (2, 4), 9: (3, 3), 10: (2, 5), 12: (3, 4), 15: (3, 5),
                                        16: (4, 4)}  # fmt: skip
"""Rows and columns of the usual boxes of each size."""
PLAIN = frozenset({4, 6, 9, 16})
"""Sizes whose boxes nobody needs to tell."""


TRIES = 12
"""First rows tried under a set of rules: of nine digits one order in eight has no neighbours that follow each other."""


@dataclass(frozen=True)
class Look:
    """What a puzzle of this family was made of: boxes (or none), further rules, regions, cages, letters or digits."""

    size: int
    boxes: tuple[int, int] | None
    told: tuple[Told, ...] = ()
    regions: tuple[tuple[str, ...], ...] = ()
    cages: tuple[Cage, ...] = ()
    letters: bool = False


@dataclass(frozen=True)
class Read:
    """One reading: the kind it belongs to, and the puzzle or why there is none."""

    kind: str
    span: Span
    square: Square | None = None
    puzzle: Problem | None = None
    doubts: tuple[Doubt, ...] = ()
    understood: tuple[Span, ...] = ()
    """What else of the text belongs to the puzzle: its rules in words, its map."""


@dataclass(frozen=True)
class Seen:
    """What a candidate remembers: the drawing to write into, and what of the text was understood."""

    drawing: Block | Matrix | None
    understood: tuple[Span, ...]


# ---------------------------------------------------------------- from told rules to a puzzle


def problem(look: Look, given: Values) -> Problem:
    """The puzzle: rows, columns, boxes or regions, and whatever else was told."""
    n = look.size
    values: Sequence[Value] = [chr(65 + k) for k in range(n)] if look.letters else range(1, n + 1)
    board = Board.grid(n, n, values, given)
    made: list[Rule] = [Different(line, label=f"row {k + 1}") for k, line in enumerate(rows(n, n))]
    made += [Different(line, label=f"column {k + 1}") for k, line in enumerate(columns(n, n))]
    if look.boxes is not None:
        made += [Different(c, label=f"box {k + 1}") for k, c in enumerate(boxes(n, n, *look.boxes))]
    made += [Different(part, label=f"the region of {part[0]}") for part in look.regions]
    for told in look.told:
        made += more_rules(told, n, look.boxes)
    for cage in look.cages:
        made += [Different(cage.cells, label=f"the cage of {cage.cells[0]} repeats nothing")] * (len(cage.cells) > 1)
        made.append(total(cage.cells, cage.sum, label=f"the cage of {cage.cells[0]} adds up to {cage.sum}"))
    return Problem(board, tuple(made), look)


def solution(bare: Problem, rng: random.Random, size: int) -> dict[str, Value] | None:
    """A filling with a random first row and two random cells. (One whose every decision is random can take minutes
    under chess moves, and a time limit would make the draw depend on the machine.)"""
    search = Search(bare)
    for _ in range(TRIES):
        row = rng.sample(range(1, size + 1), size)
        given: dict[str, Value] = {cell(0, c): v for c, v in enumerate(row)}
        for _ in range(2):
            given[cell(rng.randrange(2, size), rng.randrange(size))] = rng.randint(1, size)
        found = search.solve(given, limit=1, seconds=20.0)
        if found.solutions:
            return found.solutions[0]
    return None


# ---------------------------------------------------------------- reading


@lru_cache(maxsize=4)
def readings(text: Text) -> tuple[Read, ...]:
    """Every puzzle of the family in the text, in order. A text is read once for all its kinds."""
    if len(text.raw) < 9 or (len(text.raw) > SHORT and not _SPOKEN.search(text.raw)):
        return ()
    if _says_no_rule(text):
        return ()
    found = squares(text)
    charts = maps(text)
    told_cages = cages(text, [s.span for s in found])
    if told_cages is not None and told_cages.span_of_map is not None:
        charts = [m for m in charts if m.span != told_cages.span_of_map]
    found = [s for s in found if not _is_chart(s, charts) and not (told_cages and told_cages.covers(s.span))]
    drawings = [s.span for s in found] + [m.span for m in charts] + list(told_cages.spans if told_cages else ())
    if told_cages is not None:
        return tuple(_killer(text, found, told_cages, drawings))
    words = Names(text.raw)
    if len(found) > MOST:
        return ()
    return tuple(r for s in found if (r := _one(text, s, charts, drawings, words)) is not None)


_WORDS_OF_A_REQUEST = (
    "sudoku solve this please the my me for can could you it here is help with puzzle hi hello hey thanks "
    "thank complete finish fill in out of grid a an i need bitte löse dieses das mein danke hallo kannst du "
    "mir résous ce svp merci bonjour stp peux tu résoudre resuelve este por favor gracias hola puedes risolvi "
    "questo per favore grazie ciao puoi resolva obrigado olá pode los deze op alsjeblieft dank je rozwiąż to "
    "proszę реши это пожалуйста спасибо"
)
_REQUEST = frozenset(_WORDS_OF_A_REQUEST.split())
_WORD = re.compile(r"[^\W\d_]+")


def _says_no_rule(text: Text) -> bool:
    """A cheap look: one grid of nine rows of nine and a bare request in a few words tell no rule."""
    parts = cut(text)
    if len(text.raw) > BARE or len(parts.plain) != 1 or parts.runs:
        return False
    entries = parts.plain[0].entries
    if len(entries) != 9 or any(entry.width != 9 for entry in entries):
        return False
    return all(word.lower() in _REQUEST for word in _WORD.findall(text.raw))


BARE = 400
"""Characters of a grid and a bare request at the most."""


def claims(text: Text, span: Span) -> bool:
    """Whether a grid is read here, so that it is no plain sudoku."""
    return any(r.span.start < span.end and span.start < r.span.end for r in readings(text))


def _is_chart(square: Square, charts: Sequence[Map]) -> bool:
    return any(m.span.start < square.span.end and square.span.start < m.span.end for m in charts)


def _one(text: Text, square: Square, charts: Sequence[Map], drawings: Sequence[Span], words: Names) -> Read | None:
    """The reading of one square; None for a plain sudoku, and for a square of which no rules are told."""
    n = square.size
    heard = hear(text.raw, square.span, drawings, n)
    chart = next((m for m in charts if len(m.labels) == n), None)
    if chart is not None and (heard.has("jigsaw") or words.sudoku(square.span)):
        if heard.has("noboxes") and (denied := _NO_REGIONS.search(text.raw)):
            return Read("jigsaw", square.span, square, None, (_not_understood(denied.group()),))
        title = _TITLE.search(text.raw[: chart.span.start])
        shown = Span(title.start() if title else chart.span.start, chart.span.end)
        found = _assemble(square, heard, "jigsaw", None, tuple(chart.parts.values()))
        return replace(found, understood=(*found.understood, shown))
    named = words.sudoku(square.span) or heard.has("hyper")
    if not named and (heard.told or heard.unclear):
        named = any(c.span.start < square.span.end and square.span.start < c.span.end for c in parse(text.raw))
    boxless = heard.has("latin") or heard.has("noboxes") or _only_lines(square, heard, words)
    if boxless and (named or heard.known or heard.has("latin")) and not _OTHERS.search(text.raw):
        return _assemble(square, heard, "latin", None) if n <= 12 else None
    if not (named or (heard.told and heard.boxes_said and heard.known)) or n not in USUAL:
        return None
    if heard.has("jigsaw"):
        question = "A jigsaw sudoku needs a map of its regions: a letter a cell, in a grid as large as the sudoku."
        return Read("jigsaw", square.span, square, None, (Doubt("variant", question),))
    return _variant(square, heard)


_NO_REGIONS = re.compile(
    r"\b(?:ignor\w+|no|without|drop|forget|not|skip)\b[^.\n]{0,20}\b(?:regions?|areas?|map)\b[^.\n]*", re.I
)
"""A map is drawn, and the text does without it: which of the two holds is asked."""
_TITLE = re.compile(
    r"(?:\b[^\W\d]{3,12} )?(?:\b[^\W\d]{2,4} )?\b(?:regions?|map|mapa|karte|gebiete|regiones|carte|区域|regionen)"
    r"[ \t]*[:=]\s*(?:```\s*)?$",
    re.I,
)
"""What stands over a map."""
_OTHERS = re.compile(
    r"futoshiki|kenken|calcu[dk]o|mathdoku|sky ?s?crap|towers? puzzle|takuzu|bina[ir]|kakur|magic square|survo|hitori|"
    r"\bclues\b.*\bvisible|n-?queens|star battle|nonogram|graeco|greco|orthogonal mate",
    re.I,
)
"""Puzzles whose grids are Latin squares with more rules, or look like them."""
_SPOKEN = re.compile(
    r"s[uo0]{1,2}[ -]?d+[ou0]{1,2}[kc]+[ou0]|судоку|数独|數獨|ナンプレ|latin|латинск|lateinisch|latijns|拉丁|ラテン|"
    r"killer|cage|jigsaw|windoku|diagonal|диагонал|对角|対角|rows?\b.*\bcol|col\w*\b.*\brow|zeile.*spalte|ligne.*colonne|fila.*columna|rig[ah].*colonn|"
    r"linha.*coluna|rij.*kolom|строк.*столб|行.*列",
    re.I | re.S,
)
"""What a long text of this family says at the least."""
SHORT = 1500
"""Characters of a text that is looked at in any case: a bare grid may carry a rule in any words."""
MOST = 12
"""Squares in one text; whoever pastes more wants a batch."""


def _only_lines(square: Square, heard: Heard, words: Names) -> bool:
    """Whether the text, which names no puzzle, states rows and columns as its rules and says nothing else at all."""
    return heard.lines_said and heard.known and not heard.boxes_said and not words.other(square.span)


def _variant(square: Square, heard: Heard) -> Read | None:
    n = square.size
    shape, question = _boxes(square, heard)
    told = [t for t in heard.told if t.what not in ("boxes", "size", "other", "killer", "latin", "noboxes", "windows")]
    if question and (n not in PLAIN or heard.told):
        options = (f"{shape[0]} rows by {shape[1]} columns", f"{shape[1]} rows by {shape[0]} columns")
        return Read("sudoku_variant", square.span, square, None, (Doubt("boxes", question, options=options),))
    if heard.has("killer"):
        return None
    if not told and shape == USUAL[n] and n in PLAIN:
        if not heard.unclear:
            return None
        return Read("sudoku_variant", square.span, square, None, (_not_understood(heard.unclear[0]),))
    return _assemble(square, heard, "sudoku_variant", shape)


def _boxes(square: Square, heard: Heard) -> tuple[tuple[int, int], str]:
    """The boxes' rows and columns, and a question where drawing and words leave it open or disagree."""
    n = square.size
    clear = {(t.number, t.other) for t in heard.told if t.what == "boxes"}
    named = {(t.number, t.other) for t in heard.told if t.what == "size"}
    drawn = square.boxes if square.boxes and square.boxes[0] * square.boxes[1] == n else None
    usual = USUAL[n]
    ask = f"Do the boxes of this {n}x{n} sudoku have {usual[0]} rows and {usual[1]} columns, or the other way round?"
    if len(clear) > 1 or (clear and drawn and drawn not in clear and min(drawn) > 1):
        return usual, ask
    if clear:
        return next(iter(clear)), ""
    if drawn and min(drawn) > 1:
        return drawn, ""
    if not named:
        return usual, "" if n in PLAIN else ask
    return usual, "" if named == {usual} else ask


def _not_understood(quote: str) -> Doubt:
    short = quote if len(quote) <= 160 else quote[:157] + "..."
    return Doubt("variant", f'I do not understand this as a rule of a sudoku: "{short}". Please say it another way.')


def _assemble(square: Square, heard: Heard, kind: str, shape: tuple[int, int] | None,
              parts: tuple[tuple[str, ...], ...] = ()) -> Read:  # fmt: skip
    """The puzzle of a square with what was told, or the first question there is to ask."""
    n = square.size
    skip = {"boxes", "size", "latin", "noboxes", "jigsaw", "killer", "windows"}
    told = tuple(t for t in heard.told if t.what not in skip)
    doubts = [_not_understood(quote) for quote in heard.unclear[:1]]
    if heard.has("windows") and not heard.has("hyper"):
        doubts.append(Doubt("variant", "Which cells do the further regions hold? Please list them."))
    if heard.has("other"):
        doubts.append(Doubt("variant", "The text names a further variant whose rules I cannot read here."))
    if parts and heard.has("latin"):
        doubts.append(Doubt("variant", "The text shows regions and says that there are none: which is right?"))
    if not parts and kind != "latin" and heard.has("noboxes"):
        doubts.append(Doubt("variant", "Do the boxes count or not?"))
    for t in told:
        why = possible(t, n, shape)
        if why:
            doubts.append(Doubt("variant", f"A rule cannot be put on this grid: {why}."))
    given, question = givens(square, letters=kind == "latin")
    if question:
        doubts.append(Doubt("digit", question))
    if doubts:
        return Read(kind, square.span, square, None, tuple(doubts))
    letters = any(isinstance(v, str) for v in given.values())
    look = Look(n, shape, _sorted(told), parts, (), letters)
    return Read(kind, square.span, square, problem(look, given), (), heard.understood)


def _sorted(told: Sequence[Told]) -> tuple[Told, ...]:
    return tuple(dict.fromkeys(told))


def givens(square: Square, *, letters: bool = False) -> tuple[dict[str, Value], str]:
    """The given values, and a question where the signs are not those of one grid."""
    n = square.size
    signs = dict(square.filled())
    blanks = {s.lower().strip() for s in square.blanks}
    if len(blanks) > 1:
        shown = " ".join(sorted(b for b in blanks if b))
        return {}, f"The grid uses several signs that are no digits ({shown}): are all of them blanks?"
    if letters and signs and all(len(s) == 1 and s.isalpha() for s in signs.values()):
        given: dict[str, Value] = {name: sign.upper() for name, sign in signs.items()}
        odd = next((f"{k} = {v}" for k, v in given.items() if str(v) > chr(64 + n)), "")
    else:
        odd = next((f"{k} = {v}" for k, v in signs.items() if not (v.isdigit() and 1 <= int(v) <= n)), "")
        given = {} if odd else {name: int(sign) for name, sign in signs.items()}
    return given, f"A {n}x{n} grid holds 1 to {n}, but here {odd}. What should stand there?" if odd else ""


def _killer(text: Text, found: Sequence[Square], told: Cages, drawings: Sequence[Span]) -> Iterator[Read]:
    """One killer sudoku: its cages, and the grid with givens if there is one."""
    square = next((s for s in found if s.size == told.size or not told.size), None)
    n = told.size or (square.size if square else 0)
    spans = [*told.spans, *([square.span] if square else [])]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    doubts = [Doubt("cages", question) for question in told.questions]
    if n not in (4, 6, 8, 9):
        question = "How large is this killer sudoku? Please say so (4x4, 6x6, 9x9) or give every cell a cage."
        yield Read("killer", span, None, None, (*doubts, Doubt("size", question)))
        return
    heard = hear(text.raw, span, drawings, n)
    doubts += [_not_understood(quote) for quote in heard.unclear[:1]]
    shape, question = _boxes(square or Square((("",) * n,) * n, span), heard)
    if question:
        doubts.append(Doubt("boxes", question))
    extra = tuple(t for t in heard.told if t.what not in ("boxes", "size", "killer", "other", "windows"))
    if heard.has("other") or heard.has("noboxes") or heard.has("jigsaw") or heard.has("latin"):
        doubts.append(Doubt("variant", "The text names a further variant whose rules I cannot read here."))
    doubts += [Doubt("variant", f"A rule cannot be put here: {why}.") for t in extra if (why := possible(t, n, shape))]
    given, question = givens(square) if square else ({}, "")
    if question:
        doubts.append(Doubt("digit", question))
    doubts += [Doubt("cages", question) for question in told.wrong(n)]
    puzzle = None if doubts else problem(Look(n, shape, _sorted(extra), (), told.cages), given)
    yield Read("killer", span, square, puzzle, tuple(doubts), heard.understood)


# ---------------------------------------------------------------- what the kinds share


SUDOKU = (
    r"s[uo0]{1,2}[ -]?d+[ou0]{1,2}[kc]+[ou0]|\bsud[oa]k[uo]|sudkou|sud[ou]k\b|数独|數独|數獨|ナンプレ|ナンバープレース|"
    r"すうどく|スドク|スードク|судоку|сyдоку"
)
"""A puzzle of this family may bear no other name than "sudoku": its rules say what it is."""


class Family(RuleKind):
    """A kind of this family: it reads what `readings` gives to its name, and writes into the user's own square."""

    def read(self, text: Text) -> list[Candidate[Problem]]:
        found = []
        for reading in readings(text):
            if reading.kind != self.name:
                continue
            square = reading.square
            block = square.look if square is not None else None
            form = "unclear" if reading.puzzle is None else "grid"
            one = self.found(reading.puzzle, reading.span, block=block, form=form, doubts=reading.doubts)
            found.append(replace(one, look=Seen(block, reading.understood)))
        return found

    terms = Terms(numbers=True)

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        """No question of its own; the rules and the map that were read count as understood."""
        for span in candidate.look.understood if isinstance(candidate.look, Seen) else ():
            message.mark(span.start, span.end)

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        """How large the square is."""
        n = puzzle.look.size
        return super().plain_numbers(puzzle) | {f"{n}{by}{n}" for by in "x×*"}

    def told_numbers(self, puzzle: Problem) -> dict[str, str]:
        """Boxes are said to be as high as wide; others are read with the rules."""
        box = puzzle.look.boxes
        numbers = super().told_numbers(puzzle)
        return numbers | ({"box": str(box[0])} if box is not None and box[0] == box[1] else {})

    def write(self, candidate: Candidate[Problem], answer: Values, form: Form) -> str:
        look = candidate.look.drawing if isinstance(candidate.look, Seen) else candidate.look
        candidate = replace(candidate, look=look)
        if isinstance(look, Block) and len(look.rows) == 1 and form.name in ("", "grid") and not form.wrap:
            puzzle = candidate.puzzle
            assert puzzle is not None
            return spliced(look, [[sign for row in self.signs(puzzle, answer) for sign in row]])
        if isinstance(look, Block) and len(look.rows) == 1:
            candidate = replace(candidate, look=None)
        return super().write(candidate, answer, form)

    def render(self, puzzle: Problem) -> str:
        look = puzzle.look
        grid = drawn(self.signs(puzzle, puzzle.board.clues), look.boxes)
        said = " ".join(sentence(told) for told in look.told)
        return "\n\n".join(part for part in (self.opening(puzzle), said, grid, self.closing(puzzle)) if part)

    def opening(self, puzzle: Problem) -> str:
        """The first sentence of a rendered puzzle: it names the kind."""
        n = puzzle.look.size
        return f"{n}x{n} {self.title}."

    def closing(self, puzzle: Problem) -> str:
        """What stands after the grid."""
        return ""

    def marked(self, puzzle: Problem, values: Values) -> list[Cell]:
        return []


def drawn(signs: Sequence[Sequence[str]], box: tuple[int, int] | None) -> str:
    """Rows of signs, with lines between the boxes where there are any."""
    wide = max(len(sign) for row in signs for sign in row)
    across = box[1] if box else len(signs)
    lines = []
    for r, row in enumerate(signs):
        parts = [" ".join(s.rjust(wide) for s in row[c : c + across]) for c in range(0, len(row), across)]
        if r and box and r % box[0] == 0:
            lines.append("-+-".join("-" * len(part) for part in parts))
        lines.append(" | ".join(parts))
    return "\n".join(lines)


__all__ = ["Family", "Look", "Read", "drawn", "problem", "readings", "sentence", "solution"]
