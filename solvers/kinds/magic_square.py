"""Magic squares: different whole numbers, every row, column and main diagonal adding up to the same sum.

The lines are equations, so linear algebra first works out all cells that follow from the given ones. What is left open
is searched: among the numbers the text names ("1 to 9"), else among the whole numbers around the given ones.
"""

# ruff: noqa: E501 - phrases are easier to compare on one line

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple

from solvers.base import Candidate, Exact, Violation
from solvers.rules.algebra import reduced
from solvers.rules.board import Board, Problem, Values, cell, diagonals, rows
from solvers.rules.board import lines as all_lines
from solvers.rules.constraints import Different, Sum
from solvers.rules.kind import Assignment, RuleKind
from solvers.rules.rule import Rule
from solvers.text.grids import grids
from solvers.text.numbers import choice
from solvers.text.plain import COMMON, PLACED, UNDONE, sizes
from solvers.text.source import Text
from solvers.text.terms import Terms

_BLANKS = frozenset("._xX□?*-0#") | {"", "None", "null"}
_SUM = re.compile(
    r"(?:magic (?:sum|constant|number|total)|(?:sums?|adds?|adding|totals?) (?:up )?to|sum (?:of|is)|equal(?:s| to)?)"
    r"(?: is| of| equals| be| the number)?\s*[:=]?\s*(-?\d+)\b(?!\s*[x×])",
    re.I,
)
_SUM_ELSEWHERE = re.compile(
    r"(?<![^\W_])(?:magische summe|summe|somme(?: magique)?|suma(?: mágica)?|somma(?: magica)?|soma(?: mágica)?|magische som|som|suma(?: magiczna)?|"
    r"(?:магическая )?сумма)(?: (?:ist|beträgt|est|es|è|é|is|wynosi|равна|von|de|di|van))? ?[:=]? ?(-?\d+)\b|(?:和|合計)(?:为|是|は|が)?[:：]?(\d+)",
    re.I,
)
"""The magic sum in another language than English."""
_FLAT = re.compile(
    r"semi-?magic|no diagonals|"
    r"diagonals? (?:need not|do(?:es)? not|don't|doesn't|are ignored|can be ignored)",
    re.I,
)
_DIFFERENT = re.compile(r"\b(?:different|distinct|unique|once|duplicate|repeat\w*|twice)\b", re.I)
_REPEATS = re.compile(r"(?:may|can|are allowed to) (?:be repeated|repeat|be used more than once|be equal)", re.I)
_CHANGED = re.compile(
    r"[^.\n]*\b(?:product|multiplicative|multiply|pan-?(?:diagonal|magic)|broken diagonals|bimagic|anti-?magic|"
    r"primes?|odd numbers|even numbers|squares of|fractions|decimals|concentric|bordered|hexagon|cube|star|modulo)\b"
    r"[^.\n]*",
    re.I,
)


FEW = 4
"""Squares that stand for endlessly many."""
SAMPLES = 3000
"""Draws of the cells that the equations leave open."""

_PLAIN = (
    r"|magic|sums?|equal|equals|add|adds|same|diagonals?|both|main|integers?|duplicate[ds]?|different|distinct|once|"
    r"constant|total|totals|filled|partially|used|repeated|appear|appears"
)


class Look(NamedTuple):
    """The sum where it is known, the numbers to be used where they are, and whether the diagonals count."""

    total: int | None = None
    numbers: tuple[int, ...] = ()
    diagonal: bool = True
    different: bool = True


class MagicSquare(RuleKind):
    name, title = "magic_square", "magic square"
    names = re.compile(
        r"magic[- ]squares?\b|幻方|魔方[阵陣]|cuadrados? mágicos?|carrés? magiques?|magische[sn]? quadrat|"
        r"\brows?,? (?:each |every )?columns?,? and (?:each |the |both )?(?:two |both |main )?diagonals?\b[^.]{0,40}"
        r"\b(?:add|sum|total)",
        re.I,
    )
    says = "Different whole numbers; each row, each column and both diagonals have the same sum."
    sizes: ClassVar = {"easy": 3, "medium": 4, "hard": 5}

    terms = Terms(numbers=True)
    vocabulary = COMMON + _PLAIN
    denies = rf"{_CHANGED.pattern}|{UNDONE}|{PLACED}"

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        size = len(puzzle.look.numbers or puzzle.board.cells)
        told = {"0", *map(str, puzzle.look.numbers), *map(str, (puzzle.look.total,))}
        width = (puzzle.board.shape or (0, 0))[0]
        return sizes(width, width) | told | {str(size), *"123456789"}

    def told_numbers(self, puzzle: Problem) -> dict[str, str]:
        """The sum where it is told; what does not hold of a square that was read otherwise is left out."""
        look: Look = puzzle.look
        numbers = super().told_numbers(puzzle)
        numbers |= {} if look.total is None else {"total": str(look.total)}
        return numbers | ({"diagonal": ""} if look.diagonal else {}) | ({"different": ""} if look.different else {})

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        found = []
        changed = _CHANGED.search(text.raw)
        for grid in grids(text):
            signs = [sign for row in grid.signs for sign in row]
            blanks = {sign for sign in signs if sign in _BLANKS}
            blanks = blanks - {"0"} or blanks
            if not grid.square or not blanks or not all(s in blanks or s.lstrip("-").isdigit() for s in signs):
                continue
            size = len(grid.signs)
            if changed:
                question = f'"{changed.group().strip()}" changes the rules of a magic square; which rules hold?'
                found.append(self.unclear(question, grid.span, "variant"))
                continue
            given = {cell(i // size, i % size): int(s) for i, s in enumerate(signs) if s not in blanks}
            look = _look(text.raw, size)
            puzzle = _problem(size, given, look)
            question = _open(text.raw, puzzle)
            if question:
                found.append(self.unclear(question, grid.span, "numbers"))
            else:
                found.append(self.found(puzzle, grid.span, block=grid.source))
        return found

    def verify(self, puzzle: Problem, answer: Any) -> tuple[Violation, ...]:
        """Any whole numbers will do where the text names none, not only those that are searched."""
        if not puzzle.look.numbers and isinstance(answer, Mapping):
            board = puzzle.board
            told = {n: v for n, v in answer.items() if type(v) is int and n in board.domain}
            domains = tuple((*held, told.get(name, held[0])) for name, held in board.domain.items())
            puzzle = Problem(replace(board, domains=domains), puzzle.rules, puzzle.look)
        return puzzle.verify(answer)

    def exact(self, puzzle: Problem, *, seconds: float = 5.0) -> Exact[Assignment]:
        """One square among the searched numbers need not be the only one, none need not be the end."""
        found = super().exact(puzzle, seconds=seconds)
        open_cells = not puzzle.look.numbers and any(len(held) > 1 for held in puzzle.board.domains)
        return Exact(found.answers, complete=False) if open_cells and len(found.answers) < 2 else found

    def render(self, puzzle: Problem) -> str:
        look: Look = puzzle.look
        words = f"numbers {look.numbers[0]} to {look.numbers[-1]}" if look.numbers else "integers"
        return f"Magic square of {words}:\n{super().render(puzzle)}"

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """A square of every sort, scaled and moved; cells go while linear algebra still finds them again."""
        square = _square(size, rng)
        scale, shift = rng.choice((1, 1, 2, -2, 3, 4)), rng.randint(-30, 30)
        given: dict[str, int] = {
            cell(r, c): scale * v + shift for r, row in enumerate(square) for c, v in enumerate(row)
        }
        for name in rng.sample(sorted(given), len(given)):
            less = {other: value for other, value in given.items() if other != name}
            if not any(terms for _, terms in (_equations(size, less, Look()) or {}).values()):
                given = less
        return _problem(size, given, Look())


def _look(text: str, size: int) -> Look:
    numbers = choice(text)
    if numbers is None and re.search(rf"\b1\s*(?:to|-|–|\.\.\.?|through)\s*{size * size}\b", text):
        numbers = list(range(1, size * size + 1))
    if numbers is not None and len(set(numbers)) != size * size:
        numbers = None
    sums = {int(match[1]) for match in _SUM.finditer(text)}
    sums |= {int(match[1] or match[2]) for match in _SUM_ELSEWHERE.finditer(text)}
    if numbers is not None:
        sums.add(sum(numbers) // size)
    flat = _FLAT.search(text) is not None
    different = numbers is not None or _REPEATS.search(text) is None
    return Look(sums.pop() if len(sums) == 1 else None, tuple(sorted(numbers or ())), not flat, different)


def _open(text: str, puzzle: Problem) -> str:
    """What must be asked before the square can be filled; "" where nothing is open."""
    look: Look = puzzle.look
    found = [values[0] for values in puzzle.board.domains if len(values) == 1]
    cells = len(puzzle.board.cells)
    if look.numbers or (_REPEATS.search(text) and len(found) == cells):
        return ""
    if len(found) == cells:
        repeated = len(set(found)) < cells and _DIFFERENT.search(text) is None
        return "The only way to equal sums repeats a number; may numbers repeat?" if repeated else ""
    if "integer" in text.lower() or any(not 1 <= int(v) <= cells for v in puzzle.board.clues.values()):
        return ""
    return f"Is the square to hold the numbers 1 to {cells}, each once, or any whole numbers?"


def _lines(size: int, look: Look) -> list[tuple[str, ...]]:
    return all_lines(size, size) + (diagonals(size) if look.diagonal else [])


def _problem(size: int, given: Values, look: Look) -> Problem:
    lines = _lines(size, look)
    names = [name for row in rows(size, size) for name in row]
    rules: list[Rule] = []
    labels = [f"row {i + 1}" for i in range(size)] + [f"column {i + 1}" for i in range(size)]
    labels += ["the diagonal from the top left", "the diagonal from the top right"]
    for label, line in zip(labels, lines, strict=False):
        if look.total is not None:
            rules.append(Sum(line, low=look.total, high=look.total, label=f"{label} adds up to {look.total}"))
        elif line != lines[0]:
            weights = {name: (name in line) - (name in lines[0]) for name in (*line, *lines[0])}
            kept = tuple(name for name, weight in weights.items() if weight)
            signs = tuple(weights[name] for name in kept)
            rules.append(Sum(kept, low=0, high=0, weights=signs, label=f"{label} adds up to as much as row 1"))
    if look.different:
        rules.append(Different(tuple(names), label="all numbers are different"))
    values = look.numbers and set(given.values()) <= set(look.numbers) and dict.fromkeys(names, look.numbers)
    domain = values or _domains(size, given, look)
    return Problem(
        Board(tuple(names), tuple(tuple(domain[n]) for n in names), tuple(given.items()), (size, size)),
        tuple(rules),
        look,
    )


def _domains(size: int, given: Values, look: Look) -> dict[str, Sequence[int]]:
    """What each cell may hold: what follows from the equations, else the numbers of some squares that solve them.

    Where the equations leave something open there are endlessly many squares, so that a few stand for all.
    """
    known = {name: int(value) for name, value in given.items()}
    names = [name for row in rows(size, size) for name in row]
    low, high = min(known.values(), default=1), max(known.values(), default=1)
    room = max(size * size, high - low)
    wide = range(low - room, high + room + 1)
    system = _equations(size, known, look)
    if system is None:
        return {name: (known[name],) if name in known else wide for name in names}
    free = sorted({f for _, terms in system.values() for f in terms})
    rng = random.Random(0)
    found: list[dict[str, int]] = []
    for _ in range(SAMPLES if free else 1):
        chosen = {f: rng.choice(wide) * (size if f == "sum" else 1) for f in free}
        square = {n: constant + sum(k * chosen[f] for f, k in terms.items()) for n, (constant, terms) in system.items()}
        whole = all(value.denominator == 1 for value in square.values())
        if whole and not (free and look.different and len(set(square.values())) < len(names)):
            found.append({name: int(value) for name, value in square.items()})
            if len(found) == FEW:
                break
    if not found:
        return {name: (known[name],) if name in known else wide for name in names}
    return {name: tuple(sorted({square[name] for square in found})) for name in names}


Line = tuple[Fraction, dict[str, Fraction]]
"""A constant, and how often each free cell (or the "sum") is added to it."""


def _equations(size: int, given: Values, look: Look) -> dict[str, Line] | None:
    """Each cell in terms of free ones; None where the given numbers clash."""
    names = [name for row in rows(size, size) for name in row if name not in given]
    unknown = [*names, "sum"]
    width = len(unknown)
    table = []
    for line in _lines(size, look):
        equation = [Fraction(name in line) for name in unknown]
        equation[-1] = Fraction(-1)
        table.append([*equation, Fraction(-sum(int(given[name]) for name in line if name in given))])
    if look.total is not None:
        table.append([Fraction(0)] * (width - 1) + [Fraction(1), Fraction(look.total)])
    pivots = list(reduced(table, width))
    if any(row[width] and not any(row[:width]) for row in table):
        return None
    found: dict[str, Line] = {n: (Fraction(int(value)), {}) for n, value in given.items()}
    for i, name in enumerate(names):
        if i in pivots:
            row = table[pivots.index(i)]
            found[name] = (row[width], {unknown[c]: -row[c] for c in range(width) if c != i and row[c]})
        else:
            found[name] = (Fraction(0), {name: Fraction(1)})
    return found


def _square(size: int, rng: random.Random) -> list[list[int]]:
    """A magic square of 1 to size * size, turned and flipped: siamese, or for 4 mirrored pairs."""
    n = size
    if n == 4:
        grid = [[16, 3, 2, 13], [5, 10, 11, 8], [9, 6, 7, 12], [4, 15, 14, 1]]
    else:
        grid = [[n * ((r + c + 1 + n // 2) % n) + (r + 2 * c + 1) % n + 1 for c in range(n)] for r in range(n)]
    for _ in range(rng.randrange(4)):
        grid = [list(row) for row in zip(*grid[::-1], strict=True)]
    return [row[::-1] for row in grid] if rng.random() < 0.5 else grid


MAGIC_SQUARE = MagicSquare()
