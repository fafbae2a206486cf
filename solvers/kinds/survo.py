"""Survo: given numbers are placed into the empty cells so that every row and column adds up to its sum.

The sums stand at the end of the rows and columns: as margins, as cells of the matrix itself ("the last number in each
row and column is the sum of the others"), or listed in words. Where no numbers are given to choose from, they are 1, 2,
3, ... up to the number of cells, each once.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from solvers.base import Candidate, Span
from solvers.hooks import Words
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values, cell, columns, rows
from solvers.rules.constraints import Count, Different, Sum
from solvers.rules.kind import RuleKind
from solvers.rules.rule import Rule
from solvers.text.blocks import Block
from solvers.text.frames import Framed, framed, tail, take_told, told
from solvers.text.grids import grids
from solvers.text.matrices import Matrix
from solvers.text.numbers import choice
from solvers.text.plain import COMMON, PLACED, UNDONE, sizes
from solvers.text.source import Text
from solvers.text.terms import Terms

_BLANKS = frozenset("._xX□?*-0") | {"", "None"}
_TO_PLACE = re.compile(
    r"\b(?:you have |use |with )?the numbers? (?:from the set )?\[[^\]\n]*\]"
    r"(?: to place in(?:to)? the (?:empty|blank) cells)?",
    re.I,
)
_WITHIN = re.compile(
    r"last (?:number|element|value|entry|cell)s? (?:of|in) (?:each|every) row and (?:each )?column[^.]*\bsum\b", re.I
)
_CHANGED = re.compile(
    r"[^.\n]*\b(?:(?:can|may) be (?:used (?:more than once|repeatedly|twice)|repeated)|product|multipl\w+|difference|"
    r"diagonals?)\b[^.\n]*",
    re.I,
)

_PLAIN = (
    r"|survo|sums?|totals?|last|element|equals?|others?|sets?|used|once|only|matches|intended|pre-?filled|remaining|"
    r"specified|rectangular|end|adds?|elements|satisfy|conditions|could|may|\\d+\\*\\d+"
)


class Look(NamedTuple):
    """Sums of the rows and the columns that stand outside the cells; none where they are cells themselves."""

    right: tuple[int, ...] = ()
    bottom: tuple[int, ...] = ()


class Survo(RuleKind):
    name, title = "survo", "survo"
    names = re.compile(
        rf"\bsurvo\b|fill the remaining spaces with (?:a specified|the given|a given) set of numbers|{_WITHIN.pattern}",
        re.I,
    )
    says = "The given numbers fill the empty cells, each used once, and every row and column adds up to its sum."
    blank = "0"
    sizes: ClassVar = {"easy": 3, "medium": 4, "hard": 5}

    terms = Terms(numbers=True)
    vocabulary = COMMON + _PLAIN
    denies = rf"{_CHANGED.pattern}|{UNDONE}|{PLACED}"

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        height, width = puzzle.board.shape or (0, 0)
        held = {str(value) for values in puzzle.board.domains for value in values}
        return sizes(height, width) | held | {"0", *map(str, (*puzzle.look.right, *puzzle.look.bottom))}

    def told_numbers(self, puzzle: Problem) -> dict[str, str]:
        """And whether the sums stand beside the cells and under them."""
        beside = {"beside": ""} if puzzle.look.right and puzzle.look.bottom else {}
        return {**super().told_numbers(puzzle), **beside}

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        """What the reader has read is understood."""
        del candidate
        take_told(message)
        message.take(_TO_PLACE)

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        changed = _CHANGED.search(text.raw)
        found = []
        for signs, look, source, span in _boards(text):
            blanks = frozenset(sign for row in signs for sign in row if sign in _BLANKS)
            blanks = blanks - {"0"} or blanks
            if not blanks:
                continue
            if changed:
                question = f'"{changed.group().strip()}" changes the rules of survo; which rules hold?'
                found.append(self.unclear(question, span, "variant"))
                continue
            given = {cell(r, c): int(s) for r, row in enumerate(signs) for c, s in enumerate(row) if s not in blanks}
            numbers = choice(text.raw)
            size = len(signs) * len(signs[0])
            if numbers is None and (not look.right or not set(given.values()) <= set(range(1, size + 1))):
                found.append(self.unclear("Which numbers are to be placed into the empty cells?", span, "numbers"))
            elif numbers is not None and len(numbers) < size - len(given) and len(numbers) != size:
                question = f"There are {size - len(given)} empty cells but {len(numbers)} numbers; which are missing?"
                found.append(self.unclear(question, span, "numbers"))
            else:
                numbers = None if numbers is not None and sorted(numbers) == list(range(1, size + 1)) else numbers
                shape = (len(signs), len(signs[0]))
                found.append(self.found(_problem(shape, given, numbers, look), span, block=source))
        return found

    def drawings(self, text: Text) -> Sequence[Block]:
        return [*text.blocks, *(frame.body for block in text.blocks if (frame := tail(block)) is not None)]

    def render(self, puzzle: Problem) -> str:
        """The numbers to place, then the cells; sums that are no cells themselves stand at the right and below."""
        counts = [rule for rule in puzzle.rules if isinstance(rule, Count)]
        numbers = [v for rule in counts for v in rule.values * (rule.high or 1)]
        named = ", ".join(map(str, numbers or range(1, len(puzzle.board.cells) + 1)))
        signs = [list(row) for row in self.signs(puzzle, puzzle.board.clues)]
        if puzzle.look.right:
            signs = [[*row, str(total)] for row, total in zip(signs, puzzle.look.right, strict=True)]
            signs.append(list(map(str, puzzle.look.bottom)))
            head = f"Survo with the numbers [{named}]:"
        else:
            head = f"Survo with the numbers [{named}]; the last number of each row and column is the sum of the others:"
        return head + "\n" + "\n".join(" ".join(sign.rjust(2) for sign in row) for row in signs)

    def make(self, rng: random.Random, size: int) -> Problem | None:
        height, width = 3, size
        numbers = rng.sample(range(1, height * width + 1), height * width)
        grid = [numbers[r * width : (r + 1) * width] for r in range(height)]
        look = Look(tuple(map(sum, grid)), tuple(map(sum, zip(*grid, strict=True))))
        values: Values = {cell(r, c): grid[r][c] for r in range(height) for c in range(width)}
        return generate.thin(_problem((height, width), {}, None, look), values, rng)


Found = tuple[Sequence[Sequence[str]], Look, Block | Matrix, Span]


def _boards(text: Text) -> list[Found]:
    """Cells, sums outside them, the drawing and its place."""
    found: list[Found] = []
    within = text.says(_WITHIN)
    frames = [] if within else [*framed(text), *(f for block in text.blocks if (f := tail(block)) is not None)]
    for frame in frames:
        if frame.right and frame.bottom and all(frame.right) and all(frame.bottom) and _is_board(frame.body.texts):
            found.append((frame.body.texts, _look(frame), frame.body, frame.span))
    if found:
        return found
    lists = told(text)
    for grid in grids(text, least=2):
        if not _is_board(grid.signs):
            continue
        fitting = [t for t in lists if (len(t.rows), len(t.columns)) == grid.shape]
        if within:
            found.append((grid.signs, Look(), grid.source, grid.span))
        elif fitting:
            found.append((grid.signs, Look(fitting[0].rows, fitting[0].columns), grid.source, grid.span))
    return found


def _look(frame: Framed) -> Look:
    return Look(tuple(map(int, frame.right)), tuple(map(int, frame.bottom)))


def _is_board(signs: Sequence[Sequence[str]]) -> bool:
    return all(sign in _BLANKS or sign.lstrip("-").isdigit() for row in signs for sign in row)


def _problem(shape: tuple[int, int], given: Values, numbers: Sequence[int] | None, look: Look) -> Problem:
    """`numbers` fill the empty cells; None stands for 1, 2, 3, ... in all cells."""
    names = [name for row in rows(*shape) for name in row]
    empty = tuple(name for name in names if name not in given)
    if numbers is None:
        held = tuple(range(1, len(names) + 1))
        rules: list[Rule] = [Different(tuple(names), label=f"each of 1 to {len(names)} stands in one cell")]
        domains = (held,) * len(names)
    else:
        counted = Counter(numbers)
        exact = len(numbers) == len(empty)
        rules = [
            Count(empty, (v,), low=n if exact else None, high=n, label=f"{v} is placed {n} time{'s' * (n > 1)}")
            for v, n in sorted(counted.items())
        ]
        held = tuple(sorted(counted))
        domains = tuple(held if name not in given else (given[name],) for name in names)  # type: ignore[misc]
    for word, lines, sums in (("row", rows(*shape), look.right), ("column", columns(*shape), look.bottom)):
        for i, line in enumerate(lines):
            if sums:
                rules.append(Sum(line, low=sums[i], high=sums[i], label=f"{word} {i + 1} adds up to {sums[i]}"))
            else:
                label = f"the last number of {word} {i + 1} is the sum of the others"
                rules.append(Sum(line, low=0, high=0, weights=(*(1,) * (len(line) - 1), -1), label=label))
    return Problem(Board(tuple(names), domains, tuple(given.items()), shape), tuple(rules), look)


SURVO = Survo()
