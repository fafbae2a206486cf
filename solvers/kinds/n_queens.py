"""N queens: queens on an n x n board, none of which attacks another, some of them given. Any valid board is an answer.

Read as a board of blanks and queens, or in words alone ("place 8 queens on a chessboard").
"""

# ruff: noqa: E501 - phrases are easier to compare on one line

from __future__ import annotations

import random
import re
from typing import ClassVar

from solvers.base import Candidate, Span, Traits
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values, cell, columns, rows
from solvers.rules.constraints import Count, exactly
from solvers.rules.marked import Drawn, MarkKind
from solvers.rules.rule import Rule
from solvers.text.grids import Grid, grids
from solvers.text.numbers import NUMBER, number
from solvers.text.plain import COMMON, PLACED, UNDONE, sizes, without_no
from solvers.text.source import Text
from solvers.text.terms import WHITE, Terms

_BLANKS = frozenset("._-·•□▢☐⬜⬛◻◼0+") | {""}
_QUEENS = "Qq♛♕👑"
_IN_WORDS = re.compile(
    rf"(?:(?:place|put|arrange|position|set|fit)\s+(?:the\s+)?{NUMBER}\s+(?:chess\s+|non-attacking\s+)?queens\s+(?:on|onto|in)\b"
    rf"(?:\s+an?)?(?:\s+(?:standard|regular|empty))?\s*(?:(\d+)\s*(?:x|×|by)\s*(\d+)\s*)?(?:chess\s*)?(?:board|grid)"
    rf"|(?:solve|solution (?:to|of|for)|answer (?:to|of|for))\s+(?:the\s+)?{NUMBER}[\s-]queens\b)",
    re.I,
)
_EIGHT = r"acht|huit|ocho|otto|oito|osiem|ośmiu|восемь|восьми|八|エイト"
_QUEEN = (
    r"(?:queens|damen|königinnen|dames|reinas|damas|regine|rainhas|koninginnen|hetman(?:y|ów|ami)|królow(?:e|ych)|"
    r"ферз(?:ей|я|ями|ях))"
)
_SOME = rf"(?P<some>\d{{1,2}}|{_EIGHT})"
_BOARD = (
    r"(?:an? |the |ein(?:e[mnr]?)? |dem |den |das |the |une? |le |la |el |il |lo |o |een |het |na )?(?:(?P<h>\d{1,2}) ?(?:x|×|by|auf|mal|na|на) ?(?P<w>\d{1,2})[- ]?)?"
    r"(?:(?:chess ?)?board|schach ?brett|brett|échiquier|plateau|tablero(?: de ajedrez)?|scacchiera|tabuleiro(?: de xadrez)?|"
    r"(?:schaak)?bord|szachownic[aęy]|plansz[aęy]|(?:шахматн\w+ )?доск[аеу])"
    r"(?: (?:de |di |van |von |o wymiarach |размером )?(?P<h2>\d{1,2}) ?(?:x|×|por|per|bij|na|на) ?(?P<w2>\d{1,2}))?"
)
_ELSEWHERE = re.compile(
    r"(?:(?:setze|stelle|platziere|placez?|mets|coloca(?:r)?|pon(?:er)?|sitúa|posiziona(?:re)?|disponi|metti|coloque|põe|plaats|zet|"
    r"umieść|ustaw(?:ić)?|rozmieść|расставь(?:те)?|поставь(?:те)?|размести(?:те)?|расставить|placer|setzen)\s*)?"
    rf"(?<!\w){_SOME} {_QUEEN} (?:be (?:placed|put|arranged) )?(?:auf|sur|en|sobre|su|em|no|op|na|на|on) {_BOARD}"
    r"(?: (?:zu )?(?:setzen|stellen|platzieren|plaatsen|zetten))?(?!\w)",
    re.I,
)
"""Queens on a board in another language than English, or in the passive."""
_CALLED = re.compile(
    r"^\W*(?:(?:please|bitte|solve|lös\w*|résou\w*|resuelv\w*|risolv\w*|resolv\w*|los|rozwiąż|реши\w*|解く|解决|请解|solution (?:of|to|for)|"
    r"me|mir|trouve\w*|find\w*|encuentra\w*|trova\w*|encontr\w+|zoek|znajdź|найди\w*|a|une?|eine|una|uma|een|solution|lösung|solución|soluzione|solução|oplossing|rozwiązanie|решение|au|du|für|zum|al|del|do|voor|для|the|das|le|la|el|il|o|het|den|i need|give me|show me)(?!\w)\s*)*"
    rf"(?:(?:problem[ea]?|problème|задач\w+|проблем\w+|zadanie)\s+(?:de las|de los|de|des|delle|das|dos|о|об|o)?\s*)?(?P<some>\d{{1,2}}|eight|{_EIGHT})[\s-]*(?:[个個]?皇后(?:问题|問題)?|・?クイーン(?:問題|パズル)?|{_QUEEN})"
    r"(?:[\s-]*(?:problems?|puzzles?|probleem|rätsel|op))?"
    r"(?:[\s,]*(?:please|thanks|thank you|bitte|danke|svp|s'il te plaît|por favor|gracias|per favore|grazie|obrigad[oa]|alsjeblieft|proszę|пожалуйста|спасибо|を?解いて(?:ください)?))*\W*$",
    re.I,
)
"""The puzzle by its name, and not a word besides that asks anything else."""
_ITS_COUNT = re.compile(
    r"^\W*(?:how many (?:different )?solutions (?:does|has|are there (?:to|for)) the|wie viele (?:verschiedene )?lösungen hat das|combien de solutions (?:a|y a-t-il (?:pour|à)) le|"
    r"cuántas soluciones tiene el|quante soluzioni ha il|quantas soluções tem o|hoeveel oplossingen heeft het|ile rozwiązań ma|сколько решений имеет)\s+"
    rf"(?P<name>(?:(?:problem[ea]?|problème|задач\w+|проблем\w+)\s+(?:de las|de los|de|des|delle|das|dos|о|об|o)?\s*)?(?P<some>\d{{1,2}}|eight|{_EIGHT})[\s-]*{_QUEEN}(?:[\s-]*(?:problems?|puzzles?|probleem|rätsel))?(?: have)?)\W*$",
    re.I,
)
"""How many solutions the puzzle has that is only named."""
_HOW_MANY_OTHERS = re.compile(
    r"(?:how many|wie ?viele?|combien|cu[áa]nt[oa]s|quant[iae]s?|hoeveel|(?<!\w)ile|сколько|сколькими)(?!\w)(?! (?:(?!\.)[^\s]+ ){0,2}?(?:ways|solutions|arten|möglichkeiten|wege|weisen|lösungen|façons|manières|"
    r"solutions|formas|maneras|soluciones|modi|soluzioni|maneiras|soluções|manieren|oplossingen|sposob\w+|rozwiązań|способ\w+|решений))",
    re.I,
)
"""A number of something else than ways is asked for."""
_PROGRAM = re.compile(
    r"\b(?:code|program(?:me)?|python|java(?:script)?|c\+\+|rust|algorithm|function|script|sql)\b", re.I
)
_HOW_MANY = re.compile(rf"\b{NUMBER}\s+(?:more\s+|other\s+)?queens?(?:\(s\))?", re.I)
_CHANGED = re.compile(
    r"[^.\n]*\b(?:toroidal|torus|modular|wraps? around|super-?queens?|amazons?|knights?|bishops?|rooks?|dominat\w+|"
    r"obstacles?|blocked|black queens|white queens|peace\w*|(?:each|every|"
    r"all)(?: of the)? queens? (?:must )?(?:attack|threaten)s?|attack exactly|attacks? at (?:most|least))\b[^.\n]*",
    re.I,
)

_PLAIN = (
    r"|queens?|may|s|q|chess|boards?|chessboards?|job|attack(?:s|ing)?|threaten(?:s|ing)?|another|total|below|diagonals?|size|"
    r"same|share[sd]?|underscores?|output|input|none|non-attacking|onto|arrange|pre-placed|removed|legend"
)


class NQueens(MarkKind):
    name, title = "n_queens", "n-queens puzzle"
    names = re.compile(
        r"\bqueens\b(?=[\s\S]*(?:attack|threat|same (?:row|column|diagonal)))|\b(?:n|\d+|eight)[\s-]queens?\b|"
        r"no two queens|八皇后|皇后问题|\bdamen(?:problem)?\b|\breinas\b|\bdames\b(?=[\s\S]*échiquier)",
        re.I,
    )
    says = "No two queens share a row, a column or a diagonal."
    traits = Traits(unique=False)
    marks = _QUEENS
    sizes: ClassVar = {"easy": 6, "medium": 8, "hard": 12}

    terms = Terms(marked=r"queens?|damen?|königinn?(?:en)?", open=WHITE)
    vocabulary = COMMON + _PLAIN
    turns = (
        rf"{without_no('queens? (?:may|might|can)')}|{without_no('queens?[^,]*(?:attack|threaten|share)')}|"
        r"(?<!no )\btwo queens (?:in|on|per)|queens? (?:in|per|on) (?:each|every)"
    )
    denies = rf"{turns}|{_CHANGED.pattern}|{UNDONE}|{PLACED}"

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        size, given = len(puzzle.look.signs), len(puzzle.board.given)
        return sizes(size, size) | {str(size), str(size - given), str(given)}

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        drawn = [grid for grid in grids(text, least=4) if grid.square and _is_board(grid)]
        changed = _CHANGED.search(text.raw)
        if not drawn:
            return self._told(text, changed)
        found = []
        for grid in drawn:
            if changed:
                question = f'"{changed.group().strip()}" changes the rules of n queens; which rules hold?'
                found.append(self.unclear(question, grid.span, "variant"))
                continue
            size = len(grid.signs)
            queens = [(r, c) for r in range(size) for c in range(size) if grid.signs[r][c] in _QUEENS_SET]
            total = _total(text.raw, size, len(queens))
            if total is None:
                question = f"How many queens shall stand on the {size}x{size} board in the end?"
                found.append(self.unclear(question, grid.span, "count"))
                continue
            mark = grid.signs[queens[0][0]][queens[0][1]] if queens else _own_mark(grid)
            given = {cell(r, c): 1 for r, c in queens}
            found.append(
                self.found(_problem(size, total, given, Drawn(grid.signs, mark)), grid.span, block=grid.source)
            )
        return found

    def _told(self, text: Text, changed: re.Match[str] | None) -> list[Candidate[Problem]]:
        """A board in words alone."""
        match = _IN_WORDS.search(text.raw)
        if _PROGRAM.search(text.raw):
            return []
        if match is None:
            return self._told_elsewhere(text, changed)
        span = Span(*match.span())
        if changed:
            question = f'"{changed.group().strip()}" changes the rules of n queens; which rules hold?'
            return [self.unclear(question, span, "variant")]
        total = number(match[1] or match[4]) or 0
        height, width = (int(match[2]), int(match[3])) if match[2] else (8, 8) if match[1] else (total, total)
        if height != width or not 1 <= total <= height <= 30:
            return [self.unclear(f"Is it {total} queens on a {height}x{width} board?", span, "shape")]
        if match[1] and not match[2] and total != 8 and "n x n" not in text.raw:
            return [self.unclear(f"How large is the board for the {total} queens?", span, "shape")]
        look = Drawn(((".",) * width,) * height, "Q")
        return [self.found(_problem(height, total, {}, look), span, form="words")]

    def _told_elsewhere(self, text: Text, changed: re.Match[str] | None) -> list[Candidate[Problem]]:
        """A board in words of other languages, or only its name ("8 queens please")."""
        match = _ELSEWHERE.search(text.raw) or _CALLED.search(text.raw) or _ITS_COUNT.search(text.raw)
        if match is None:
            return []
        total = int(match["some"]) if match["some"].isdecimal() else 8
        told = {int(n) for key, n in match.groupdict().items() if key in ("h", "w", "h2", "w2") and n}
        sides = told or {8 if match.re is _ELSEWHERE else total}
        size = min(sides)
        span = Span(*match.span("name" if match.re is _ITS_COUNT else 0))
        if (
            changed
            or _HOW_MANY_OTHERS.search(text.raw)
            or len(sides) > 1
            or not 1 <= total <= size <= 30
            or (total != size and not told)
        ):
            return [self.unclear("How many queens on how large a board, and by which rules?", span, "shape")]
        return [self.found(_problem(size, total, {}, Drawn(((".",) * size,) * size, "Q")), span, form="words")]

    def make(self, rng: random.Random, size: int) -> Problem | None:
        look = Drawn(((".",) * size,) * size, "Q")
        empty = _problem(size, size, {}, look)
        values = generate.fill(empty, rng)
        if values is None:
            return None
        queens = [name for name, value in values.items() if value == 1]
        return generate.thin(empty, values, rng, cells=queens)

    def render(self, puzzle: Problem) -> str:
        board = "\n".join(" ".join(row) for row in self.signs(puzzle, puzzle.board.clues))
        return f"Complete the board to {len(puzzle.look.signs)} queens, none attacking another:\n{board}"


_QUEENS_SET = frozenset(_QUEENS)


def _is_board(grid: Grid) -> bool:
    return all(sign in _BLANKS or sign in _QUEENS_SET for row in grid.signs for sign in row)


def _own_mark(grid: Grid) -> str:
    return "👑" if any(sign in "⬜⬛" for row in grid.signs for sign in row if sign) else "Q"


def _total(text: str, size: int, given: int) -> int | None:
    """Queens on the finished board: as many as rows unless the text asks for fewer; None where it is unclear."""
    told = {number(match[1]) for match in _HOW_MANY.finditer(text)} - {2, None}  # "no two queens"
    if not told or told <= {size, size - given, given}:
        return size
    return told.pop() if len(told) == 1 and not given else None


def _problem(size: int, total: int, given: Values, look: Drawn) -> Problem:
    board = Board.grid(size, size, (0, 1), given)
    full = total == size
    rules: list[Rule] = []
    for word, found in (("row", rows(size, size)), ("column", columns(size, size))):
        for i, line in enumerate(found):
            label = f"{'exactly' if full else 'at most'} one queen in {word} {i + 1}"
            rules.append(Count(line, (1,), low=1 if full else 0, high=1, label=label))
    for line in _diagonals(size):
        rules.append(Count(line, (1,), high=1, label=f"at most one queen on the diagonal from {line[0]} to {line[-1]}"))
    if not full:
        rules.append(exactly(board.cells, 1, total, f"{total} queens in all"))
    return Problem(board, tuple(rules), look)


def _diagonals(size: int) -> list[tuple[str, ...]]:
    """Every diagonal of two cells or more, both ways."""
    found = []
    for d in range(1 - size, size):
        falling = tuple(cell(r, r - d) for r in range(size) if 0 <= r - d < size)
        rising = tuple(cell(r, size - 1 - r + d) for r in range(size) if 0 <= size - 1 - r + d < size)
        found += [line for line in (falling, rising) if len(line) > 1]
    return found


N_QUEENS = NQueens()
