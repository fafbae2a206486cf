"""The kind `sudoku`: every method is a plain function of a neighbour."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from solvers.base import Candidate, Cell, Exact, Form, Traits, Violation
from solvers.hooks import Blank, Dictation, Hooks, Piece, Said, Words
from solvers.kinds.sudoku import answers, said, search, wishes
from solvers.kinds.sudoku.as_rules import as_rules
from solvers.kinds.sudoku.blanks import BLANKS
from solvers.kinds.sudoku.clauses import hear
from solvers.kinds.sudoku.family import claims
from solvers.kinds.sudoku.layout import render_answer, signs
from solvers.kinds.sudoku.network import SudokuNetwork
from solvers.kinds.sudoku.pointing import SudokuPointing
from solvers.kinds.sudoku.rules import BOXES, Rows, Sudoku, check, generate, graded, partial, render, twice, verify
from solvers.kinds.sudoku.text import read
from solvers.kinds.sudoku.variants import variant
from solvers.rules.board import Problem, cell
from solvers.text.source import Text
from solvers.text.terms import Terms

_CHECKS = (
    ("clues kept", ("clue", "cell"), "every clue stands where it stood"),
    ("rows", ("row", "cell"), "each digit once a row"),
    ("columns", ("column", "cell"), "each digit once a column"),
    ("boxes", ("box", "cell"), "each digit once a box"),
)
"""(name of the check, the rules that fail it, what it means)."""


class SudokuKind(Hooks[Sudoku]):
    """Implements `solvers.base.Kind`."""

    name = "sudoku"
    title = "sudoku"
    names = re.compile(
        r"s[uo0]{1,2}[ -]?d+[ou0]{1,2}[kc]+[ou0]|\bsud[oa]k[uo]|sudkou|sud[ou]k\b|数独|數独|數獨|ナンプレ|"
        r"ナンバープレース|"
        r"すうどく|スドク|スードク|судоку|сyдоку|스도쿠|수도쿠|सुडोकु|سودوكو|سودوکو|סודוקו|ซูโดกุ",
        re.I,
    )
    says = "Every row, column and box holds every number from 1 to the size once; the numbers given stay."
    forms: tuple[str, ...] = ("grid",)
    traits = Traits()
    network = SudokuNetwork()
    pointing = SudokuPointing()
    tasks = ("sudoku2", "sudoku9", "sudoku_hard", "mini_sudoku", "sudoko")

    # ------------------------------------------------------------------ reading

    def read(self, text: Text) -> list[Candidate[Sudoku]]:
        return [candidate for candidate in read(text) if not claims(text, candidate.span)]

    def form(self, words: str, candidate: Candidate[Sudoku]) -> Form | None:
        """None: the common words say it all."""
        return None

    def refusal(self, text: str, words: str, candidate: Candidate[Sudoku]) -> str | None:
        other = wishes.other(words)
        if other is not None:
            return other
        why = variant(text, candidate.span.start, candidate.span.end)
        if why is None:
            return None
        return (
            f"the text asks for a sudoku variant ({why}), and only plain sudoku rules are proven here; "
            "say that the plain rules apply, or leave the extra rule out"
        )

    def shape(self, candidate: Candidate[Sudoku]) -> tuple[int, int] | None:
        size = candidate.puzzle.size if candidate.puzzle is not None else max(BOXES)
        return size, size

    def boxes(self, candidate: Candidate[Sudoku]) -> Sequence[tuple[Cell, ...]]:
        size, _ = self.shape(candidate) or (9, 9)
        down, across = BOXES[size]
        return [
            tuple((top + i, left + j) for i in range(down) for j in range(across))
            for top in range(0, size, down)
            for left in range(0, size, across)
        ]

    def clues(self, puzzle: Sudoku) -> Mapping[Cell, int]:
        return {(r, c): digit for r, row in enumerate(puzzle.rows) for c, digit in enumerate(row) if digit}

    def filled(self, puzzle: Sudoku) -> bool:
        return all(all(row) for row in puzzle.rows)

    # ------------------------------------------------------------------ asking

    terms = Terms(numbers=True)
    vocabulary = said.VOCABULARY
    denies = said.DENIES

    def question(self, message: Words, candidate: Candidate[Sudoku]) -> None:
        """No question of its own; variants that are denied ("no diagonals") count as understood."""
        message.take(said.DRESS)
        if candidate.form == "facts":
            message.take(said.FACTS_SAID)
        if candidate.puzzle is not None:
            words = message.words.replace("\0", " ")
            for span in hear(words, candidate.span, [candidate.span], candidate.puzzle.size).understood:
                message.mark(span.start, span.end)

    def plain_numbers(self, puzzle: Sudoku) -> frozenset[str]:
        return said.numbers(puzzle.size, puzzle.box_rows, puzzle.box_cols)

    def problem(self, puzzle: Sudoku) -> Problem:
        return as_rules(puzzle)

    def signs_of(self, candidate: Candidate[Sudoku], answer: Any) -> list[list[str]]:
        assert candidate.puzzle is not None
        return signs(candidate.puzzle.rows if answer is None else answer, candidate.notation)

    def from_values(self, puzzle: Sudoku, values: Mapping[str, Any]) -> Rows:
        return tuple(tuple(values[cell(r, c)] for c in range(puzzle.size)) for r in range(puzzle.size))

    # ------------------------------------------------------------------ proving

    def check(self, puzzle: Sudoku) -> tuple[Violation, ...]:
        return check(puzzle)

    def verify(self, puzzle: Sudoku, answer: Rows) -> tuple[Violation, ...]:
        return verify(puzzle, answer)

    def partial(self, puzzle: Sudoku, answer: Rows) -> tuple[tuple[Violation, ...], tuple[Any, ...]]:
        return partial(puzzle, answer)

    def exact(self, puzzle: Sudoku, *, seconds: float = 5.0) -> Exact[Rows]:
        """Up to two answers by SAT; `complete` is False only if time ran out before the question was settled."""
        if twice([digit for row in puzzle.rows for digit in row], puzzle):
            return Exact(())
        found, finished = search.solve(puzzle.rows, puzzle.box_rows, puzzle.box_cols, seconds)
        return Exact(tuple(found), finished)

    def checks(self, puzzle: Sudoku, violations: Sequence[Violation]) -> list[Said]:
        lines = []
        for name, rules, meaning in _CHECKS:
            broken = next((v for v in violations if v.rule in rules), None)
            lines.append((name, broken is None, meaning if broken is None else broken.detail))
        return lines

    # ------------------------------------------------------------------ telling

    def render(self, puzzle: Sudoku) -> str:
        return render(puzzle)

    def write(self, candidate: Candidate[Sudoku], answer: Rows, form: Form) -> str:
        return render_answer(answer, form, candidate.notation)

    def solution_json(self, puzzle: Sudoku, answer: Rows) -> dict[str, Any]:
        return {"rows": [list(row) for row in answer]}

    def read_answer(self, puzzle: Sudoku, text: str) -> Rows:
        return answers.read_answer(puzzle, text)

    def dictation(self, puzzle: Sudoku) -> Dictation:
        return Dictation("Solve this sudoku. 0 and . are blanks; keep every given digit.")

    def same(self, puzzle: Sudoku, solution: Mapping[str, Any], stored: str) -> bool:
        return answers.same(solution, stored)

    def row(self, text: str) -> Sudoku:
        return answers.row(text)

    def frame(self, puzzle: Sudoku, tokens: Any, width: int) -> list[list[Piece]] | None:
        """The grid in boxes: clues in bold, what the network holds at this step in colour."""
        size = len(puzzle.rows)
        wide = len(str(size))
        bars = ["-" * (puzzle.box_cols * (wide + 1) + 1)] * (size // puzzle.box_cols)
        lines: list[list[Piece]] = []
        for r, row in enumerate(puzzle.rows):
            if r and r % puzzle.box_rows == 0:
                lines.append([("+".join(bars)[1:], "dim")])
            line: list[Piece] = []
            for c, clue in enumerate(row):
                if c and c % puzzle.box_cols == 0:
                    line.append(("| ", "dim"))
                value = int(clue or (tokens[r][c] if tokens is not None else 0))
                shown = str(value) if 1 <= value <= size else "."
                line.append((f"{shown:>{wide}} ", "bold" if clue else "cyan"))
            lines.append(line)
        return lines

    def blanks(self) -> Sequence[Blank]:
        return BLANKS

    # ------------------------------------------------------------------ making

    makes = tuple(BOXES)

    def generate(self, seed: int, *, difficulty: str | None = None, **options: Any) -> Sudoku:
        """`size`, `clues`, `minimal` as `rules.generate` takes them, or how hard it is to be."""
        return generate(seed, **options) if difficulty is None else graded(seed, difficulty, **options)


SUDOKU = SudokuKind()
