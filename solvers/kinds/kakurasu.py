"""Kakurasu: cells to fill so that each row and column reaches its sum; a cell weighs its position in the line.

Read with the sums listed ("Row sums: [4, 5], column sums: ...") or standing at the end of each row and column.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import ClassVar

from solvers.base import Candidate, Form
from solvers.hooks import Words
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values, cell, columns, rows
from solvers.rules.constraints import Sum
from solvers.rules.marked import Drawn, MarkKind
from solvers.text.blocks import Block
from solvers.text.frames import Framed, framed, tail, take_told, told
from solvers.text.grids import grids
from solvers.text.plain import COMMON, PLACED, UNDONE, sizes
from solvers.text.source import Text
from solvers.text.terms import SHADED, WHITE, Terms

_EMPTY = frozenset("._0xX□☐⬜-?*") | {""}
_FILLED = frozenset("1#■⬛")
_SIZE = re.compile(r"\b(\d{1,2})\s*(?:x|×|by|\*)\s*(\d{1,2})\b", re.I)
_CHANGED = re.compile(
    r"[^.\n]*\b(?:weights? (?:are|is|of \w+) (?:squared?|doubled?|reversed|counted from the (?:right|bottom))|"
    r"from (?:right to left|bottom to top)|weights? start(?:s|ing)? (?:at|from) (?:0|zero|2|two)|"
    r"adjacent|touch\w*|connected)\b[^.\n]*",
    re.I,
)

_PLAIN = (
    r"|k[au]k[ua]rasu|input|black(?:en(?:ed)?|ed|ing)?|out|shade[ds]?|sums?|weight(?:s|ed)?|match(?:es)?|totals?|targets?|equals?|"
    r"points?|contribut\w+|i|j|ith|jth|1s|ones|corresponding|adds?|determined|calculated?|second|rectangular|arbitrary|"
    r"sizes?|1-based|attached|below|right|numerical|similarly|rules?|goal|either|must|column's|row's|cell's"
)


class Kakurasu(MarkKind):
    name, title = "kakurasu", "kakurasu"
    tasks = ("kukurasu",)
    names = re.compile(
        r"\bk[au]k[ua]rasu\b|sum of the weights of the (?:filled )?(?:black|shaded) cells|カクラス|index sums\b", re.I
    )
    says = "A filled cell adds its column number to its row's sum and its row number to its column's sum."
    marks = "1#■⬛"
    sizes: ClassVar = {"easy": 4, "medium": 6, "hard": 8}

    terms = Terms(marked=SHADED, open=WHITE)
    vocabulary = COMMON + _PLAIN
    denies = rf"{_CHANGED.pattern}|{UNDONE}|{PLACED}"

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        right, bottom = puzzle.look.more
        told = {str(n) for n in (*right, *bottom, *range(len(right) + 1), *range(len(bottom) + 1))}
        return sizes(len(right), len(bottom)) | told | {"0s", "1s"}

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        """What the reader has read is understood."""
        del candidate
        take_told(message)

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        found = self._listed(text) or [self._drawn(frame) for frame in _frames(text)]
        changed = _CHANGED.search(text.raw)
        if changed and found:
            question = f'"{changed.group().strip()}" changes the rules of kakurasu; how are the cells weighed?'
            return [self.unclear(question, candidate.span, "variant") for candidate in found]
        return found

    def _drawn(self, frame: Framed) -> Candidate[Problem]:
        signs = frame.body.texts
        wanted = [[int(n) for n in side] for side in (frame.right, frame.bottom)]
        return self.found(_problem(wanted[0], wanted[1], signs), frame.span, block=frame.body, form="margins")

    def _listed(self, text: Text) -> list[Candidate[Problem]]:
        lists = told(text)
        found = []
        for across, down, span in lists:
            shape = (len(across), len(down))
            size = _SIZE.search(text.raw)
            if size and shape != (int(size[1]), int(size[2])):
                question = f"The text says {size.group()}, but gives {shape[0]} row and {shape[1]} column sums; which?"
                found.append(self.unclear(question, span))
                continue
            drawn = [grid for grid in grids(text, least=2) if grid.shape == shape and _is_board(grid.signs)]
            if len(lists) == 1 and len(drawn) == 1 and isinstance(drawn[0].source, Block):
                found.append(self.found(_problem(across, down, drawn[0].signs), drawn[0].span, block=drawn[0].source))
            else:
                signs = drawn[0].signs if len(drawn) == 1 else ((".",) * len(down),) * len(across)
                found.append(self.found(_problem(across, down, signs), span, form="lists"))
        return found

    def form(self, words: str, candidate: Candidate[Problem]) -> Form | None:
        del candidate
        if not re.search(r"\bcoordinates of\b|list of coordinates", words, re.I):
            return None
        return Form("coordinates", base=1, wrap="fence" if re.search(r"code block", words, re.I) else "")

    def drawings(self, text: Text) -> Sequence[Block]:
        return [*text.blocks, *(frame.body for frame in _frames(text))]

    def render(self, puzzle: Problem) -> str:
        right, bottom = puzzle.look.more
        drawn = [[*row, str(total)] for row, total in zip(self.signs(puzzle, puzzle.board.clues), right, strict=True)]
        width = max(len(str(total)) for total in (*right, *bottom))
        table = [*drawn, [*map(str, bottom)]]
        return "Kakurasu:\n" + "\n".join(" ".join(sign.rjust(width) for sign in row) for row in table)

    def make(self, rng: random.Random, size: int) -> Problem | None:
        filled = [[rng.random() < 0.5 for _ in range(size)] for _ in range(size)]
        right = [sum(c + 1 for c in range(size) if row[c]) for row in filled]
        bottom = [sum(r + 1 for r in range(size) if filled[r][c]) for c in range(size)]
        problem = _problem(right, bottom, ((".",) * size,) * size)
        return problem if generate.unique(problem) else None


def _frames(text: Text) -> list[Framed]:
    """Boards with their sums on the right and below."""
    drawn = [frame for frame in framed(text) if all(frame.right) and all(frame.bottom) and frame.right and frame.bottom]
    drawn += [frame for block in text.blocks if (frame := tail(block)) is not None]
    return [frame for frame in drawn if _is_board(frame.body.texts)]


def _is_board(signs: Sequence[Sequence[str]]) -> bool:
    return all(sign in _EMPTY or sign in _FILLED for row in signs for sign in row)


def _problem(right: Sequence[int], bottom: Sequence[int], signs: Sequence[Sequence[str]]) -> Problem:
    height, width = len(right), len(bottom)
    given: Values = {
        cell(r, c): 1 for r, row in enumerate(signs) for c, sign in enumerate(row) if sign in _FILLED and sign
    }
    shown = {sign for row in signs for sign in row if sign}
    mark = next((sign for row in signs for sign in row if sign in _FILLED and sign), "#" if "█" in shown else "1")
    empty = tuple(tuple("." if sign == "" else sign for sign in row) for row in signs)
    rules = []
    for word, lines, sums in (("row", rows(height, width), right), ("column", columns(height, width), bottom)):
        for i, (line, total) in enumerate(zip(lines, sums, strict=True)):
            weights = tuple(range(1, len(line) + 1))
            label = f"the filled cells of {word} {i + 1}, weighed 1 to {len(line)}, add up to {total}"
            rules.append(Sum(line, low=total, high=total, weights=weights, label=label))
    return Problem(
        Board.grid(height, width, (0, 1), given), tuple(rules), Drawn(empty, mark, (tuple(right), tuple(bottom)))
    )


KAKURASU = Kakurasu()
