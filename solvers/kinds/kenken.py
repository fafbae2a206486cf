"""KenKen (calcudoku): a Latin square in cages, each with a number and how its cells make it: + - * or /.

Read from lists of cages ("(1,1)(2,1): 5*", "14+: (1,1), (1,2)", JSON objects) or from a map of letters with a clue for
each letter. Numbers may repeat in a cage unless the text forbids it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import prod
from typing import ClassVar, NamedTuple

from solvers.base import Candidate, Span
from solvers.hooks import Words
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values, cell, lines, neighbours, place, regions, rows
from solvers.rules.conditions import Allowed
from solvers.rules.constraints import Difference, Different, Product, Ratio, total
from solvers.rules.kind import RuleKind
from solvers.rules.rule import Rule, listed
from solvers.text.grids import grids
from solvers.text.plain import COMMON, PLACED, UNDONE, sizes
from solvers.text.source import Text
from solvers.text.terms import Terms

_SIGN = {"−": "-", "–": "-", "x": "*", "X": "*", "×": "*", "·": "*", "÷": "/", "∶": "/"}
_WORDS = {"add": "+", "sum": "+", "sub": "-", "dif": "-", "mul": "*", "pro": "*", "div": "/", "quo": "/", "rat": "/"}
_OPERATOR = r"[+\-−–*xX×·/÷]"
_CELL = r"(?:[(\[]\s*\d{1,2}\s*,\s*\d{1,2}\s*[)\]]|[rR]\d{1,2}[cC]\d{1,2})"
_CELLS = rf"{_CELL}(?:[ \t,;&+-]*(?:and\s*)?{_CELL})*"
_BEFORE = re.compile(rf"({_CELLS})\s*[:=]\s*(\d{{1,6}})[ \t]*({_OPERATOR}?)(?![\d(])")
_AFTER = re.compile(rf"(?<!\d)(\d{{1,6}})[ \t]*({_OPERATOR}?)[ \t]*(?:[:=]|in|→|->)[ \t]*\[?({_CELLS})")
_OBJECT = re.compile(r"\{[^{}]*cells[^{}]*\}", re.I)
_FIELD = {
    "op": re.compile(rf"[\"']?op\w*[\"']?\s*:\s*[\"']?({_OPERATOR}|[a-z]{{3}})", re.I),
    "goal": re.compile(r"[\"']?(?:target|value|result|goal|number|total|sum)[\"']?\s*:\s*(\d{1,6})", re.I),
}
_LETTER = re.compile(
    rf"(?<![\w'])([A-Za-z]{{1,2}}|\d{{1,2}})\s*(?:[:=]|->|→)\s*(\d{{1,6}})[ \t]*({_OPERATOR}?)(?![\w(])"
)
_LEGEND = re.compile(r"\bOperations: [-+*/ ]+|e\.g\., ?|means that the sum of the numbers on the[^\n]* is \d+\.?")
_PAIR = re.compile(r"(\d{1,2})\D+(\d{1,2})")
_SIZE = re.compile(r"\b(\d{1,2})\s*(?:x|×|by|\*)\s*(\d{1,2})\b(?!\s*[:=])", re.I)
_ONCE = re.compile(
    r"(?:numbers?|digits?|values?) (?:with)?in (?:each|a|any|every|the same) (?:region|cage|block|group|area)s? "
    r"(?:cannot|can't|can not|must not|may not|should not|must be (?:unique|different))[^.\n]*|"
    r"no (?:repeats?|repeated \w+|duplicates?|number (?:may )?repeats?) (?:with)?in (?:a |each |any |the )?"
    r"(?:region|cage|block|group)[^.\n]*",
    re.I,
)
_CHANGED = re.compile(
    r"[^.\n]*\b(?:diagonals?|modulo|exponent\w*|powers? of|gcd|lcm|xor|bitwise|from 0 to|0 to \d|negative|"
    r"greater than|mystery|no-?op)\b[^.\n]*",
    re.I,
)

_PLAIN = (
    r"|ken-?ken|calcu-?dok[uo]|mathdoku|cages?|regions?|target|operators?|operations?|arithmetic|satisfy|repeats?|once|"
    r"appear|specified|equal|divided|nxn|sum|product|difference|quotient|requirements?|repeated|after|only|second|third"
)


class Cage(NamedTuple):
    """Cells, the number they make, and how ("" for a single cell)."""

    cells: tuple[str, ...]
    goal: int
    sign: str

    @property
    def words(self) -> str:
        return f"{listed(self.cells)}: {self.goal}{self.sign}"


class KenKen(RuleKind):
    name, title = "kenken", "KenKen"
    tasks = ("calcudoko",)
    names = re.compile(
        r"ken-?ken|calcu-?dok[uo]|mathdoku|kendoku|算独|"
        r"\b(?:region|cage)s?\b[^.]{0,60}\btarget (?:number|value)s? and (?:an? )?(?:arithmetic |mathematical )?operat",
        re.I,
    )
    says = "Every row and column holds each number once, and the numbers of a cage make its clue by its operation."
    sizes: ClassVar = {"easy": 4, "medium": 5, "hard": 6}

    terms = Terms(numbers=True)
    vocabulary = COMMON + _PLAIN
    denies = rf"{_CHANGED.pattern}|{UNDONE}|{PLACED}"

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        size = (puzzle.board.shape or (0, 0))[0]
        return sizes(size, size) | {str(n) for n in range(size * size + 1)} | {f"1-{size}"}

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        """What the reader has read is understood."""
        for told in (_LETTER, _ONCE, _LEGEND):
            message.take(told)
        for told in (_OBJECT, _BEFORE, _AFTER):  # a cage told apart from the others may be no cage: "r1c1 = 9"
            for match in told.finditer(message.words):
                if candidate.span.start <= match.start() < candidate.span.end:
                    message.mark(*match.span())

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        cages, spans = _cages(text)
        if not cages:
            return []
        span = _together(text.raw, spans)
        at = [spot for cage in cages for name in cage.cells if (spot := place(name)) is not None]
        size = max(max(spot) for spot in at) + 1
        told = {int(n) for match in _SIZE.finditer(text.raw[: min(s.start for s in spans)]) for n in match.groups()}
        question = _wrong(text.raw, cages, at, size, told)
        once = _ONCE.search(text.raw)
        if not question and once:
            question = next((_clash(cage, size, once.group()) for cage in cages if _clash(cage, size, "")), "")
        if question:
            changed = question.startswith('"') or question.endswith("left out?")
            return [self.unclear(question, span, "variant" if changed else "shape")]
        return [self.found(_problem(size, cages, _given(text, size), once=once is not None), span, form="cages")]

    def render(self, puzzle: Problem) -> str:
        once = (
            "Numbers in each cage cannot be repeated.\n"
            if len(puzzle.rules) > len(puzzle.look) + len(lines(*(puzzle.board.shape or (0, 0))))
            else ""
        )
        written = []
        for cage in puzzle.look:
            spots = [spot for name in cage.cells if (spot := place(name)) is not None]
            written.append("".join(f"({r + 1},{c + 1})" for r, c in spots) + f": {cage.goal}{cage.sign}")
        return f"KenKen, {len(written)} cages.\n{once}" + "\n".join(written)

    def make(self, rng: random.Random, size: int) -> Problem | None:
        values = generate.fill(
            Problem(Board.grid(size, size, range(1, size + 1)), tuple(map(Different, lines(size, size)))), rng
        )
        if values is None:
            return None
        left = {name for row in rows(size, size) for name in row}
        cages = []
        for name in rng.sample(sorted(left), len(left)):
            if name not in left:
                continue
            cage = [name]
            wanted = rng.choice((1, 2, 2, 2, 3, 3, 4))
            while len(cage) < wanted:
                near = sorted({n for c in cage for n in neighbours(c, left)} - set(cage))
                if not near:
                    break
                cage.append(rng.choice(near))
            left -= set(cage)
            cages.append(_spelled(tuple(sorted(cage)), [int(values[n]) for n in sorted(cage)], rng))
        problem = _problem(size, cages, {}, once=False)
        return problem if generate.unique(problem) else None


def _spelled(cells: tuple[str, ...], held: Sequence[int], rng: random.Random) -> Cage:
    if len(cells) == 1:
        return Cage(cells, held[0], "")
    high, low = max(held), min(held)
    signs = {"+": sum(held), "*": prod(held)}
    if len(cells) == 2:
        signs["-"] = high - low
        if high % low == 0:
            signs["/"] = high // low
    sign = rng.choice(sorted(signs))
    return Cage(cells, signs[sign], sign)


def _cages(text: Text) -> tuple[list[Cage], list[Span]]:
    """The cages of a text and where they stand."""
    found: list[tuple[list[tuple[int, int]], str, str, Span]] = []
    for match in _OBJECT.finditer(text.raw):
        goal, sign = _FIELD["goal"].search(match.group()), _FIELD["op"].search(match.group())
        inside = [_pair(m) for m in re.findall(_CELL, match.group())]
        if goal and inside:
            found.append((inside, goal[1], sign[1] if sign else "", Span(*match.span())))
    if not found:
        before, after = list(_BEFORE.finditer(text.raw)), list(_AFTER.finditer(text.raw))
        if len(before) >= len(after):
            found = [([_pair(c) for c in re.findall(_CELL, m[1])], m[2], m[3], Span(*m.span())) for m in before]
        else:
            found = [([_pair(c) for c in re.findall(_CELL, m[3])], m[1], m[2], Span(*m.span())) for m in after]
        while len(found) > 1 and len(found[0][0]) > 0 and found[0][0][0] in [p for f in found[1:] for p in f[0]]:
            found = found[1:]  # an example in the rules, told again below
    if len(found) > 1:
        base = 0 if any(0 in pair for cells, *_ in found for pair in cells) else 1
        return [
            Cage(tuple(cell(r - base, c - base) for r, c in cells), int(goal), _operator(sign))
            for cells, goal, sign, _ in found
        ], [span for *_, span in found]
    return _lettered(text)


def _together(text: str, spans: Sequence[Span]) -> Span:
    """The first of them, and those that follow with nothing between but blanks and stops: the list of cages."""
    whole = spans[0]
    for span in sorted(spans, key=lambda one: one.start):
        if span.start >= whole.end and re.search(r"\w", text[whole.end : span.start]) is None:
            whole = Span(whole.start, span.end)
    return whole


def _lettered(text: Text) -> tuple[list[Cage], list[Span]]:
    """A map of letters, and a clue for each of them."""
    for grid in grids(text, least=2):
        letters = regions(grid.signs)
        clues = {m[1]: m for m in _LETTER.finditer(text.raw) if m[1] in letters}
        if grid.square and len(letters) > 1 and len(clues) == len(letters) and not any(s.isdigit() for s in letters):
            cages = [Cage(letters[k], int(m[2]), _operator(m[3])) for k, m in clues.items()]
            return cages, [grid.span, *(Span(*m.span()) for m in clues.values())]
    return [], []


def _pair(said: str) -> tuple[int, int]:
    match = _PAIR.search(said)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _operator(sign: str) -> str:
    return _WORDS.get(sign.lower()[:3], _SIGN.get(sign, sign))


def _wrong(text: str, cages: Sequence[Cage], at: Sequence[tuple[int, int]], size: int, told: set[int]) -> str:
    """What must be asked about the cages; "" where they are plain."""
    changed = _CHANGED.search(text)
    if changed:
        return f'"{changed.group().strip()}" changes the rules of KenKen; which rules hold?'
    if len(set(at)) < len(at):
        return f"{cell(*max(at, key=at.count))} is in two cages; which is right?"
    if len(at) < size * size or (told and size not in told):
        missing = [name for row in rows(size, size) for name in row if place(name) not in set(at)]
        return (
            f"The cages leave out {listed(missing[:6])} of a {size}x{size} grid; is one missing?"
            if missing
            else (f"The cages fill a {size}x{size} grid; is that its size?")
        )
    unsigned = [cage for cage in cages if len(cage.cells) > 1 and not cage.sign]
    return f"By which operation do the cells of the cage {unsigned[0].words} make its number?" if unsigned else ""


def _clash(cage: Cage, size: int, rule: str) -> str:
    """A cage that cannot be filled with different numbers; "" where it can."""
    if any(_makes(held, cage) for held in combinations(range(1, size + 1), len(cage.cells))):
        return ""
    unfit = f"No {len(cage.cells)} different numbers fit {cage.words}"
    return f'{unfit}, yet the text says "{rule}"; is that rule to be left out?'


def _makes(held: Sequence[int], cage: Cage) -> bool:
    high = max(held)
    if cage.sign == "*":
        return prod(held) == cage.goal
    if cage.sign == "-":
        return 2 * high - sum(held) == cage.goal
    if cage.sign == "/":
        return high == cage.goal * (prod(held) // high)
    return sum(held) == cage.goal


def _given(text: Text, size: int) -> dict[str, int]:
    """Numbers in a drawing beside the list of cages."""
    boards = [grid for grid in grids(text, least=2) if grid.shape == (size, size)]
    plain = [b for b in boards if all(s.isdigit() or s[:1] in "._?" for row in b.signs for s in row)]
    if len(plain) != 1:
        return {}
    signs = [s for row in plain[0].signs for s in row]
    return {cell(i // size, i % size): int(s) for i, s in enumerate(signs) if s.isdigit() and 0 < int(s) <= size}


def _rules(cage: Cage, size: int) -> Iterator[Rule]:
    cells, goal = cage.cells, cage.goal
    if len(cells) == 1 or cage.sign == "+":
        yield total(cells, goal, cage.words)
    elif cage.sign == "*":
        yield Product(cells, target=goal, label=cage.words)
    elif len(cells) == 2:
        rule = Difference if cage.sign == "-" else Ratio
        yield rule(cells, low=goal, high=goal, label=cage.words)
    else:
        held = product(range(1, size + 1), repeat=len(cells))
        yield Allowed(cells, tuple(values for values in held if _makes(values, cage)), label=cage.words)


def _problem(size: int, cages: Sequence[Cage], given: Values, *, once: bool) -> Problem:
    rules: list[Rule] = [Different(line) for line in lines(size, size)]
    for cage in cages:
        rules += _rules(cage, size)
        if once and len(cage.cells) > 1:
            rules.append(Different(cage.cells, label=f"{listed(cage.cells)} are all different"))
    return Problem(Board.grid(size, size, range(1, size + 1), given), tuple(rules), tuple(cages))


KENKEN = KenKen()
