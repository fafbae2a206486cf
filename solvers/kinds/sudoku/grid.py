"""From cells found in a text to a typed sudoku: which size, digits and blanks are meant, and is it one at all?

Strict on purpose: a table of numbers taken for a sudoku is worse than a question. What the drawing leaves open
becomes a `Doubt`; what does not reproduce its own source is dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from solvers.base import BadPuzzle, Candidate, Doubt, Span
from solvers.kinds.sudoku.layout import faithful, template
from solvers.kinds.sudoku.rows import BLANKS, EMPTY_WORDS
from solvers.kinds.sudoku.rules import BOXES, Sudoku, check
from solvers.text.lines import normalised

_WORD = re.compile(r"s[uo0]{1,2}[ -]?d+[ou0]{1,2}[kc]+[ou0]|sudkou|sud[ou]k\b")
_FOREIGN_WORD = re.compile(
    "数独|數独|數獨|ナンプレ|ナンバープレース|すうどく|スドク|スードク|судоку|сyдоку|스도쿠|수도쿠|सुडोकु|سودوكو|سودوکو|סודוקו|ซูโดกุ"
)
_COMPARED = re.compile(
    r"(?:similar to|unlike|like (?:a |in )?|as in|such as|reminds me of|inspired by|variant of|ähnlich wie|comme)\W*$"
)
_BOXES = r"(?:box|block|sub-?grid|region|square|bloque|kasten|carr[ée])"
_BOX_WORD = re.compile(_BOXES)
_RULES = re.compile(r"\b(?:row|zeile|reihe|fila|ligne|riga|linha)\w*\b.{0,160}?\b" + _BOXES, re.DOTALL)
_OTHER = (
    "futoshiki", "minesweeper", "mine sweeper", "kakurasu", "kakuro", "magic square", "skyscraper", "sky scraper",
    "skycraper", "binario", "binairo", "takuzu", "kenken", "calcudoku", "nonogram", "hitori", "nurikabe",
    "latin square", "queens", "battleship", "survo", "game of life", "star battle", "campsite", "light up", "lightup",
    "akari", "slitherlink", "hashi", "bingo", "lotto", "lottery", "rotten", "island", " maze", "labyrinth", "heatmap",
    "heat map", "confusion matrix", "adjacency", "spreadsheet", "multiplication table",
)  # fmt: skip
_BEFORE, _AFTER = 3000, 1000
"""How far before and behind a grid a word still speaks about it."""

HEX0 = "0123456789ABCDEF"
HEX1 = "123456789ABCDEFG"
LETTERS = "ABCDEFGHIJKLMNOP"


class Words:
    """Where the text names sudoku, states its rules, or names another puzzle."""

    def __init__(self, text: str) -> None:
        lower = text.lower()
        if len(lower) != len(text):  # a few letters grow when lowered; offsets must not
            lower = text
        if not text.isascii():
            folded = normalised(lower)
            lower = folded if len(folded) == len(text) else lower
        places = [m.start() for m in _WORD.finditer(lower)]
        if not text.isascii():
            places += [m.start() for m in _FOREIGN_WORD.finditer(lower)]
        self._sudoku = sorted(at for at in places if not _COMPARED.search(lower[max(0, at - 24) : at]))
        self._text = lower
        self._rules: list[int] | None = None
        self.puzzles: list[Sudoku] = []
        """Open grids found so far."""

    def answers(self, puzzle: Sudoku) -> bool:
        """Whether a full grid keeps nearly all clues of an open one before it: somebody's answer, right or wrong."""
        for other in self.puzzles:
            if other.size == puzzle.size:
                pairs = [
                    (a, b) for r, s in zip(other.rows, puzzle.rows, strict=True) for a, b in zip(r, s, strict=True) if a
                ]
                if sum(a == b for a, b in pairs) >= 0.9 * len(pairs):
                    return True
        return False

    def sudoku(self, span: Span) -> bool:
        at = bisect_left(self._sudoku, span.start - _BEFORE)
        return at < len(self._sudoku) and self._sudoku[at] < span.end + _AFTER

    def other(self, span: Span) -> bool:
        around = self._text[max(0, span.start - _BEFORE) : span.end + _AFTER]
        return any(word in around for word in _OTHER)

    def rules(self, span: Span) -> bool:
        """Rows and boxes are spoken of before the grid, as in "each row, column and 2x2 box"."""
        if self._rules is None:
            spoken = _BOX_WORD.search(self._text) is not None
            self._rules = [m.start() for m in _RULES.finditer(self._text)] if spoken else []
        at = bisect_left(self._rules, span.start - _BEFORE)
        return at < len(self._rules) and self._rules[at] < span.start


@dataclass(frozen=True, slots=True)
class Drawn:
    """Cells as found: `size` rows of `size` symbols with their spans, and what was drawn around them."""

    symbols: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...]
    span: Span
    form: str
    boxed: bool = False
    """Lines separate the boxes of this size, on both axes."""
    doubts: tuple[Doubt, ...] = field(default=())
    reads: str = ""
    """Signs that stand for others in this drawing, in pairs ("一1二2")."""

    @property
    def size(self) -> int:
        return len(self.symbols)


@dataclass(frozen=True, slots=True)
class _Digits:
    """How the symbols are to be read: the symbol of each digit in order, or a doubt."""

    alphabet: tuple[str, ...]
    doubt: Doubt | None = None


def _alphabet(drawn: Drawn, used: set[str]) -> _Digits | None:
    """The digits this grid is written in, or None if the symbols are not those of one sudoku."""
    n = drawn.size
    numbers = tuple(str(d) for d in range(1, n + 1))
    blank = BLANKS | EMPTY_WORDS
    if used <= set(numbers) | blank:
        single = n == 16 and all(len(s) == 1 for s in used) and "G" not in used
        if not single:
            return _Digits(numbers)
    if n != 16:
        return None
    upper = {s.upper() for s in used - (blank - {"0"})}
    has_dots = any(s in blank and s not in "0Oo" for s in used)
    lower = any(s.islower() for s in used if s.isalpha() and s.upper() in HEX1)

    def written(alphabet: str) -> tuple[str, ...]:
        return tuple(alphabet.lower() if lower else alphabet)

    if upper <= set(HEX1) | {"0"} and ("G" in upper or ("0" in upper and not has_dots)):
        return _Digits(written(HEX1))
    if upper <= set(HEX0) and "0" in upper:
        return _Digits(written(HEX0))
    if upper <= set(HEX1):
        return _Digits(written(HEX1), Doubt("digits", _WHICH_HEX, options=("0 to F", "1 to G")))
    if upper <= set(LETTERS):
        return _Digits(tuple(LETTERS.lower() if lower else LETTERS))
    return None


_WHICH_HEX = "Neither 0 nor G stands in this 16x16 grid: are its digits 0 to F or 1 to G?"


def _values(drawn: Drawn, alphabet: tuple[str, ...]) -> list[list[int]] | None:
    """Rows of digits, 0 for blanks; None if a symbol is neither."""
    value = {symbol: i + 1 for i, symbol in enumerate(alphabet)}
    value.update({symbol.swapcase(): v for symbol, v in value.items() if symbol.isalpha()})
    rows = []
    for row in drawn.symbols:
        digits = []
        for symbol in row:
            digit = value.get(symbol)
            if digit is None:
                if symbol not in BLANKS and symbol not in EMPTY_WORDS:
                    return None
                digit = 0
            digits.append(digit)
        rows.append(digits)
    return rows


def _convincing(drawn: Drawn, puzzle: Sudoku, words: Words, blanks: set[str]) -> bool:
    """Whether this grid is a sudoku, by what it holds and by what is said around it."""
    n = drawn.size
    clues = [digit for row in puzzle.rows for digit in row if digit]
    distinct = len(set(clues))
    if words.sudoku(drawn.span):
        return distinct >= 2 or (not clues and bool(blanks - {"-", "_", "*", "x", "X", " "}))
    full = len(clues) == n * n
    if full and words.answers(puzzle):
        return True
    if n in (4, 6) and (len(clues) < 3 or distinct < 2 or not (drawn.boxed or words.rules(drawn.span))):
        return False
    if (n == 9 and (len(clues) < 14 or distinct < 7)) or (n == 16 and (len(clues) < 40 or distinct < 10)):
        return False
    broken = len([v for v in check(puzzle) if v.rule != "cell"])
    tolerated = 0 if full or n != 9 else 3 if drawn.boxed else 0 if blanks <= {"0"} else 2
    return broken <= tolerated and (drawn.boxed or not words.other(drawn.span))


def candidate(text: str, drawn: Drawn, words: Words) -> Candidate[Sudoku] | None:
    """The reading of a drawn grid: a puzzle, a doubt about it, or nothing."""
    if any(doubt.code == "pencil_marks" for doubt in drawn.doubts):
        return None if words.other(drawn.span) and not words.sudoku(drawn.span) else refused(drawn)
    used = {symbol for row in drawn.symbols for symbol in row}
    digits = _alphabet(drawn, used)
    values = _values(drawn, digits.alphabet) if digits else None
    if digits is None or values is None:
        return _wrong_digits(drawn, used, words)
    box_rows, box_cols = BOXES[drawn.size]
    try:
        puzzle = Sudoku(tuple(tuple(row) for row in values), box_rows, box_cols)
    except BadPuzzle:
        return None
    blanks = {s for s, v in zip((s for r in drawn.symbols for s in r), (v for r in values for v in r), strict=True)
              if not v}  # fmt: skip
    if not _convincing(drawn, puzzle, words, blanks):
        return None
    doubts = list(drawn.doubts)
    if digits.doubt:
        doubts.append(digits.doubt)
    if len({s.replace("O", "0").replace("o", "0").replace("…", ".").lower().strip() for s in blanks}) > 2:
        listed = " ".join(sorted(s for s in blanks if s.strip()))
        doubts.append(
            Doubt("blanks", f"The grid uses several signs that are no digits ({listed}): are all of them blanks?")
        )
    found = Candidate(
        kind="sudoku",
        puzzle=puzzle,
        span=drawn.span,
        cells=drawn.spans,
        form=drawn.form,
        notation=_notation(text, drawn, puzzle, digits.alphabet, blanks),
        doubts=tuple(doubts),
    )
    if not faithful(text, found):
        return None
    if not all(all(row) for row in puzzle.rows):
        words.puzzles.append(puzzle)
    return found


def _notation(text: str, drawn: Drawn, puzzle: Sudoku, alphabet: tuple[str, ...], blanks: set[str]) -> dict[str, str]:
    """What `render_answer` needs to answer in the user's own form: blanks, digits, layout."""
    plain = [s for s in blanks if s.strip()]
    counts = {s: sum(row.count(s) for row in drawn.symbols) for s in plain}
    notation = {"blank": max(sorted(counts), key=lambda s: counts[s]) if counts else " ", "form": drawn.form}
    notation["blanks"] = "\n".join(sorted(blanks))
    if drawn.size == 16 and len(alphabet[9]) == 1:
        notation["digits"] = "".join(alphabet)
    else:
        clues = [
            text[s.start : s.end] for s, d in zip(drawn.spans, (d for r in puzzle.rows for d in r), strict=True) if d
        ]
        if clues and all("０" < clue <= "９" for clue in clues):
            notation["digits"] = "".join(chr(0xFF10 + d) for d in range(1, drawn.size + 1))
        elif clues and all("一" <= clue <= "鿿" for clue in clues):
            notation["digits"] = "一二三四五六七八九"
        elif "\u20e3" in text[drawn.span.start : drawn.span.end + 2]:
            notation["keycaps"] = "1"
    if drawn.reads:
        notation["reads"] = drawn.reads
    if drawn.form != "facts":
        notation["template"] = template(text, drawn.span, drawn.spans)
    return notation


def _wrong_digits(drawn: Drawn, used: set[str], words: Words) -> Candidate[Sudoku] | None:
    """A grid that is meant as a sudoku but holds numbers it cannot hold: say which, guess nothing."""
    n = drawn.size
    odd = {s for s in used if s.isdigit() and not 0 <= int(s) <= n}
    if not odd or not (words.sudoku(drawn.span) or drawn.boxed) or words.other(drawn.span):
        return None
    if any(s not in odd and s not in BLANKS and s not in EMPTY_WORDS and not s.isdigit() for s in used):
        return None
    cells = tuple((r, c) for r, row in enumerate(drawn.symbols) for c, s in enumerate(row) if s in odd)
    if len(cells) > n:  # a matrix of other numbers, not a slip of the pen
        return None
    where = ", ".join(f"r{r + 1}c{c + 1} = {drawn.symbols[r][c]}" for r, c in cells[:4])
    question = f"A {n}x{n} sudoku holds 1 to {n}, but here {where}. What should stand there?"
    return refused(drawn, Doubt("digit", question, cells))


def refused(drawn: Drawn, *doubts: Doubt) -> Candidate[Sudoku]:
    """A grid that is seen but not usable."""
    return Candidate(
        "sudoku", None, drawn.span, drawn.spans, drawn.form, {"form": drawn.form}, (*drawn.doubts, *doubts)
    )
