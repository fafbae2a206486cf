"""Futoshiki: a Latin square with `<` and `>` between neighbours.

Read as drawn, with `< >` in the rows and `∧ ∨` (or `^ v`) between them, or as a grid with the inequalities listed
after it ("r1c1 < r1c2", "(1,2) > (2,2)").
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from solvers.base import Candidate
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values, cell, lines, neighbours
from solvers.rules.constraints import Different, Less
from solvers.rules.kind import RuleKind
from solvers.text.blocks import Block, Token
from solvers.text.lines import Line
from solvers.text.plain import COMMON, PLACED, UNDONE, sizes
from solvers.text.source import Text
from solvers.text.terms import Terms

_ROW = re.compile(r"[\s|]*(?:\d{1,2}|[_.?xX□*-])(?:[\s|,]*[<>＜＞]?[\s|,]*(?:\d{1,2}|[_.?xX□*-]))+[\s|]*")
_CELL = re.compile(r"\d{1,2}|[_.?xX□*-]|[<>＜＞]")
_BETWEEN = re.compile(r"[\s∧∨^vV˄˅⋀⋁|]*")
_AT = r"(?:r(\d+)c(\d+)|[(\[]\s*(\d+)\s*,\s*(\d+)\s*[)\]])"
_LISTED = re.compile(rf"{_AT}\s*([<>])\s*{_AT}")

Pair = tuple[str, str]
"""(smaller cell, larger cell)."""


class Futoshiki(RuleKind):
    name, title = "futoshiki", "futoshiki"
    names = re.compile(
        r"futoshiki|\bunequal\b|不等式|不等號|inequality (?:puzzle|sudoku|constraints?)|[∧∨].*\n.*\d.*[<>]", re.I
    )
    says = "Each row and column holds every number once, and the signs between cells hold."
    blank = "_"
    terms = Terms(numbers=True)
    vocabulary = (
        f"{COMMON}|futoshiki|horizontal(?:ly)?|vertical(?:ly)?|once|inequalit(?:y|ies)|greater|less|"
        "correct|same|above|just|latin"
    )
    denies = f"{UNDONE}|{PLACED}|\\bdiagonal"

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        found = []
        for block, pairs in _drawings(text.lines):
            signs = [[token.text for token in row] for row in block.rows]
            size = len(signs)
            given = {cell(r, c): int(s) for r, row in enumerate(signs) for c, s in enumerate(row) if s.isdigit()}
            pairs += _told(text.raw)
            wrong = next((f"{n} = {v}" for n, v in given.items() if not 1 <= v <= size), None)
            if wrong:
                question = f"A {size}x{size} futoshiki holds 1 to {size}, but {wrong}; is the grid complete?"
                found.append(self.unclear(question, block.span))
            else:
                found.append(self.found(_problem(size, given, pairs), block.span, block=block))
        return found

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        height, width = puzzle.board.shape or (0, 0)
        return sizes(height, width)

    def drawings(self, text: Text) -> list[Block]:
        return [block for block, _ in _drawings(text.lines)]

    def render(self, puzzle: Problem) -> str:
        size, pairs = len(self.signs(puzzle, {})), set(puzzle.look)
        written = []
        for r, row in enumerate(self.signs(puzzle, puzzle.board.clues)):
            across, below = row[0], ""
            for c in range(size):
                if c + 1 < size:
                    here, right = cell(r, c), cell(r, c + 1)
                    sign = "<" if (here, right) in pairs else ">" if (right, here) in pairs else " "
                    across += f" {sign} {row[c + 1]}"
                here, under = cell(r, c), cell(r + 1, c)
                below += ("∧" if (here, under) in pairs else "∨" if (under, here) in pairs else " ") + "   "
            written += [across, below.rstrip()]
        return "Futoshiki:\n" + "\n".join(written[:-1])

    def make(self, rng: random.Random, size: int) -> Problem | None:
        values = generate.fill(_problem(size, {}, []), rng)
        if values is None:
            return None
        inside = set(values)
        near = [(name, other) for name in values for other in neighbours(name, inside) if name < other]
        chosen = rng.sample(near, rng.randint(size, len(near) // 2))
        pairs = [(a, b) if int(values[a]) < int(values[b]) else (b, a) for a, b in chosen]
        return generate.thin(_problem(size, {}, pairs), values, rng)


def _problem(size: int, given: Values, pairs: list[Pair]) -> Problem:
    board = Board.grid(size, size, range(1, size + 1), given)
    rules = [Different(line) for line in lines(size, size)] + [Less(pair) for pair in dict.fromkeys(pairs)]
    return Problem(board, tuple(rules), tuple(pairs))


def _drawings(source: list[Line]) -> Iterator[tuple[Block, list[Pair]]]:
    """Square grids of rows, with the signs in and between them."""
    rows: list[tuple[Token, ...]] = []
    kept: list[Line] = []
    drawn: list[Line] = []
    pairs: list[Pair] = []
    for line in [*source, Line("end.", range(4), -1, 0, 0)]:
        if _ROW.fullmatch(line.text):
            row: list[Token] = []
            for match in _CELL.finditer(line.text):
                token = Token(match.group(), *match.span(), line.span(*match.span()))
                if token.text in "<>＜＞":
                    here, right = cell(len(rows), len(row) - 1), cell(len(rows), len(row))
                    pairs.append((here, right) if token.text in "<＜" else (right, here))
                else:
                    row.append(token)
            rows.append(tuple(row))
            kept.append(line)
        elif rows and _BETWEEN.fullmatch(line.text):
            for match in re.finditer(r"[∧∨^vV˄˅⋀⋁]", line.text):
                column = min(range(len(rows[-1])), key=lambda c: abs(rows[-1][c].start - match.start()))
                here, under = cell(len(rows) - 1, column), cell(len(rows), column)
                pairs.append((here, under) if match.group() in "∧^˄⋀" else (under, here))
        else:
            if len(rows) > 1 and all(len(row) == len(rows) for row in rows):
                last = drawn.index(kept[-1]) + 1
                yield Block(tuple(rows), tuple(kept), "spaced", tuple(drawn[:last])), pairs
            rows, kept, drawn, pairs = [], [], [], []
            continue
        drawn.append(line)


def _told(text: str) -> list[Pair]:
    """Inequalities listed in words, counted from 1."""
    found = []
    for match in _LISTED.finditer(text):
        a, b = match[1] or match[3], match[2] or match[4]
        c, d = match[6] or match[8], match[7] or match[9]
        here, there = cell(int(a) - 1, int(b) - 1), cell(int(c) - 1, int(d) - 1)
        found.append((here, there) if match[5] == "<" else (there, here))
    return found


FUTOSHIKI = Futoshiki()
