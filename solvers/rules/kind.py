"""A kind of puzzle whose rules are data: what such kinds share. A small kind is one file with a subclass of this.

    class Latin(RuleKind):
        name, title = "latin", "Latin square"
        names = re.compile(r"latin square", re.I)
        def read(self, text): ...                    # Text -> candidates, each a `Problem`
        def make(self, rng, size): ...               # a `Problem` with a unique solution

Proof, exact search, clashes, answers as text and their reading back all follow from the board and its rules. The
router asks a kind only for what `solvers.base.Kind` lists.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from solvers.base import BadPuzzle, Candidate, Cell, Doubt, Exact, Form, Span, Traits, Violation
from solvers.hooks import Dictation, Hooks, Words
from solvers.rules import exact as search
from solvers.rules import generate
from solvers.rules.board import Problem, Value, Values, cell, located, place
from solvers.rules.rule import listed
from solvers.text import write
from solvers.text.address import Address, named
from solvers.text.blocks import Block, spliced
from solvers.text.called import joined
from solvers.text.matrices import Matrix
from solvers.text.rule_words import SPEAKS
from solvers.text.rules_said import SAID
from solvers.text.saying_again import Again, filled, take_again
from solvers.text.source import Text

CLASH_SECONDS = 2.0
"""The most that looking for clashing clues may take: it only explains."""
Assignment = dict[str, Value]
"""An answer: cell -> value, hidden cells included."""


class RuleKind(Hooks[Problem]):
    """Implements `solvers.base.Kind` for boards with rules. Override what a kind does its own way."""

    name: ClassVar[str]
    title: ClassVar[str]
    """How the kind is called in a sentence ("a killer sudoku" is titled "killer sudoku")."""
    names: ClassVar[re.Pattern[str]]
    """Words by which people call it, or state its rules; a grid is read as this kind only where they occur."""
    says: ClassVar[str] = ""
    """The plain rules in a sentence or two, for people and language models."""
    forms: ClassVar[tuple[str, ...]] = ("grid",)
    """Forms of its answers, the usual one first; "cells" (single cells) is there for every kind."""
    traits: ClassVar[Traits] = Traits()
    blank: ClassVar[str] = "."
    sizes: ClassVar[Mapping[str, int]] = {"easy": 4, "medium": 5, "hard": 6}
    """Side length of generated puzzles by difficulty."""
    made: ClassVar[Sequence[int]] = ()
    """Side lengths that `generate` makes; () is from 3 to twice the hard one."""
    links: ClassVar[re.Pattern[str] | None] = None
    """Its names in addresses (puzz.link and its like), if there are any."""
    turns: ClassVar[str] = r"(?!)"
    """What changes a rule (a pattern, looked for sentence by sentence), however plain its words."""
    network: ClassVar[None] = None
    """No network of its own: the one over rules serves it."""

    def __init_subclass__(cls, **options: Any) -> None:
        """What a kind is called in further languages joins the names that it lists."""
        super().__init_subclass__(**options)
        if "names" in cls.__dict__:
            cls.names = joined(cls.names, cls.name)

    # ------------------------------------------------------------------ reading

    def read(self, text: Text) -> list[Candidate[Problem]]:
        """Every puzzle of this kind in the text; nothing for prose; never raises."""
        raise NotImplementedError

    def found(
        self,
        problem: Problem | None,
        span: Span,
        *,
        block: Block | Matrix | None = None,
        form: str = "block",
        notation: Mapping[str, str] | None = None,
        doubts: Sequence[Doubt] = (),
    ) -> Candidate[Problem]:
        """A candidate. `block` is the drawing whose tokens are the cells, row by row: the answer is written into it."""
        spans: tuple[Span, ...] = ()
        if isinstance(block, Block):
            spans = tuple(token.span for row in block.rows for token in row)
        elif block is not None:
            spans = tuple(span for row in block.spans for span in row)
        return Candidate(self.name, problem, span, spans, form, notation or {}, tuple(doubts), block)

    def linked(self, text: Text) -> list[Candidate[Problem]]:
        """The puzzles of this kind that the text gives by their address, or as a saved file."""
        found = []
        for one in named(text.addresses, self.links) if self.links else ():
            if one.variant:
                question = "The address says (v:) that its rules are not the usual ones; which rules hold?"
                found.append(self.unclear(question, one.span, "variant"))
                continue
            try:
                found.append(self.found(self.addressed(one), one.span, form="address"))
            except BadPuzzle as exc:
                question = f"The address of this {self.title} cannot be read: {exc}. Is it complete?"
                found.append(self.unclear(question, one.span))
        return found

    def addressed(self, address: Address) -> Problem:
        """The puzzle of an address; raises BadPuzzle where its body is damaged."""
        raise BadPuzzle(f"addresses of {self.title} puzzles are not read", hint="paste the grid")

    def says_again(self, message: Words, candidate: Candidate[Problem]) -> None:
        """Rules and headings in the user's words that this very board has anyway."""
        if candidate.puzzle is not None and self.name in SAID:
            take_again(message, filled(SAID[self.name], self.told_numbers(candidate.puzzle)))

    def speaks_of(self, words: str) -> bool:
        """Whether a word of rules stands there that is no word of every day."""
        return SPEAKS.search(words) is not None

    def _but_said_again(self, words: str, candidate: Candidate[Problem]) -> str:
        """The words without what only says again what the board has."""
        if candidate.puzzle is None or self.name not in SAID:
            return words
        again = Again(words)
        take_again(again, filled(SAID[self.name], self.told_numbers(candidate.puzzle)))
        return again.left

    def told_numbers(self, puzzle: Problem) -> dict[str, str]:
        """The board's numbers for the signs of `solvers.text.rules_said`; what does not hold of it is left out."""
        board = puzzle.board
        held = {value for name in board.shown for value in board.domain[name]} | set(board.clues.values())
        numbers = {} if board.given else {"none": ""}
        if held == set(range(1, len(held) + 1)):
            numbers["n"] = str(len(held))
        if board.shape is not None and board.shape[0] == board.shape[1]:
            numbers["size"] = str(board.shape[0])
        return numbers

    def refusal(self, text: str, words: str, candidate: Candidate[Problem]) -> str | None:
        """The first sentence that turns a rule round."""
        turned = re.compile(self.turns, re.I)
        for sentence in re.split(r"[.;!?\n]+", self._but_said_again(words, candidate)):
            if turned.search(sentence.strip()):
                return f'"{sentence.strip()}" is not the usual rule of this {self.title}, and so it is not answered'
        return None

    def unclear(self, question: str, span: Span, code: str = "shape") -> Candidate[Problem]:
        """A candidate that cannot be read safely: the question goes to the user."""
        return Candidate(self.name, None, span, (), "unclear", doubts=(Doubt(code, question),))

    def shape(self, candidate: Candidate[Problem]) -> tuple[int, int] | None:
        """(rows, columns) of a board that is a grid: its cells can be asked for one by one."""
        return candidate.puzzle.board.shape if candidate.puzzle is not None else None

    def clues(self, puzzle: Problem) -> Mapping[str, Value]:
        return puzzle.board.clues

    def filled(self, puzzle: Problem) -> bool:
        """Whether nothing is left to fill: somebody's answer, or an example of one."""
        return all(name in puzzle.board.clues for name in puzzle.board.shown)

    # ------------------------------------------------------------------ proving

    def check(self, puzzle: Problem) -> tuple[Violation, ...]:
        """Rules that the givens alone already break."""
        return tuple(puzzle.broken(puzzle.board.clues))

    def verify(self, puzzle: Problem, answer: Any) -> tuple[Violation, ...]:
        """Every broken rule; empty means proven."""
        return puzzle.verify(answer)

    def partial(self, puzzle: Problem, answer: Values) -> tuple[tuple[Violation, ...], tuple[Any, ...]]:
        """What an answer that is not whole already breaks, and the cells it leaves open."""
        return tuple(puzzle.broken(answer)), located(name for name in puzzle.board.shown if name not in answer)

    def exact(self, puzzle: Problem, *, seconds: float = 5.0) -> Exact[Assignment]:
        """Up to two answers by clingo."""
        found = search.solve(puzzle, seconds=seconds)
        return Exact(found.solutions, found.complete)

    def checks(self, puzzle: Problem, violations: Sequence[Violation]) -> list[tuple[str, bool, str]]:
        """(name, ok, detail) of what was checked, for the receipt: the givens, then one line for each sort of rule."""
        lines = []
        names = dict.fromkeys(rule.name for rule in puzzle.rules)
        for name, detail in (("given", "every clue stands where it stood"), *((n, "") for n in names)):
            broken = next((v for v in violations if v.rule in (name, "cell")), None)
            count = sum(rule.name == name for rule in puzzle.rules)
            good = detail or f"{count} rule{'s' if count != 1 else ''} hold{'s' if count == 1 else ''}"
            lines.append((name, broken is None, good if broken is None else broken.detail))
        return lines

    def clash(self, puzzle: Problem) -> str | None:
        """The smallest set of givens and rules that cannot hold together, in words."""
        found = search.clash(puzzle, seconds=CLASH_SECONDS)
        if found is None:
            return None
        said = [f"{name} = {value}" for name, value in found.given]
        said += [puzzle.rules[number].words() for number in found.rules]
        return listed(list(dict.fromkeys(said)), 8)

    # ------------------------------------------------------------------ asking

    def problem(self, puzzle: Problem) -> Problem:
        return puzzle

    def signs_of(self, candidate: Candidate[Problem], answer: Any) -> list[list[str]]:
        assert candidate.puzzle is not None
        return self.signs(candidate.puzzle, candidate.puzzle.board.clues if answer is None else answer)

    def from_values(self, puzzle: Problem, values: Mapping[str, Any]) -> Assignment:
        return dict(values)

    # ------------------------------------------------------------------ telling

    def signs(self, puzzle: Problem, values: Values) -> list[list[str]]:
        """The answer as rows of signs; an empty cell is `blank`. Kinds whose drawing is no plain grid override this."""
        shape = puzzle.board.shape
        if shape is None:
            return [[name, str(values.get(name, self.blank))] for name in puzzle.board.shown]
        return [[str(values.get(cell(r, c), self.blank)) for c in range(shape[1])] for r in range(shape[0])]

    def _cells(self, puzzle: Problem, values: Values) -> list[list[str]]:
        """Signs by row and column of the board, also where the drawing holds more than the cells."""
        shape, signs = puzzle.board.shape, self.signs(puzzle, values)
        if shape is None or (len(signs) == shape[0] and all(len(row) == shape[1] for row in signs)):
            return signs
        return RuleKind.signs(self, puzzle, values)

    def marked(self, puzzle: Problem, values: Values) -> list[Cell]:
        """The cells that an answer in the form "coordinates" lists: those holding 1."""
        return [at for name in puzzle.board.shown if values.get(name) == 1 and (at := place(name)) is not None]

    def render(self, puzzle: Problem) -> str:
        """The puzzle as plain text that `read` reads back."""
        return write.grid(self.signs(puzzle, puzzle.board.clues), Form())

    def draw(self, puzzle: Problem, values: Values, form: Form) -> str:
        """The solved puzzle where the text held no drawing to write into."""
        return write.grid(self.signs(puzzle, values), form)

    def write(self, candidate: Candidate[Problem], answer: Values, form: Form) -> str:
        """The answer in the asked form, in the user's own drawing where there is one; JSON and brackets included."""
        puzzle = candidate.puzzle
        assert puzzle is not None
        if form.name == "cells":
            return write.chosen(form.cells, self._cells(puzzle, answer), form)
        if form.name == "coordinates":
            return write.cells(self.marked(puzzle, answer), form)
        if form.wrap not in ("json", "brackets") and isinstance(candidate.look, Block):
            return spliced(candidate.look, self.signs(puzzle, answer))
        return self.draw(puzzle, answer, form)

    def form(self, words: str, candidate: Candidate[Problem]) -> Form | None:
        """A form that this kind's own words ask for, or None: the router knows the common ones."""
        del words, candidate
        return None

    def solution_json(self, puzzle: Problem, answer: Values) -> dict[str, Any]:
        """The receipt's `solution`: rows of values for a full grid, else cell -> value. Hidden cells are left out."""
        shape = puzzle.board.shape
        shown = {name: answer[name] for name in puzzle.board.shown}
        if shape is not None and len(shown) == shape[0] * shape[1]:
            return {"rows": [[shown[cell(r, c)] for c in range(shape[1])] for r in range(shape[0])]}
        return {"values": shown}

    def value(self, sign: str, name: str, puzzle: Problem) -> Value | None:
        """What a sign of somebody's answer means in a cell; None for a sign that means nothing there."""
        return next((value for value in puzzle.board.domain[name] if str(value) == sign), None)

    def read_answer(self, puzzle: Problem, text: str) -> Assignment:
        """The answer that `text` claims: a receipt's JSON, or a grid of signs. Hidden cells are worked out."""
        values = self._from_json(puzzle, text)
        if values is None:
            values = self._from_signs(puzzle, Text(text))
        if not values:
            raise BadPuzzle(f"no {self.title} answer in {text[:40]!r}", hint="give the filled grid, or cells as JSON")
        return self.completed(puzzle, values)

    def completed(self, puzzle: Problem, values: Values) -> Assignment:
        """`values` with hidden cells filled in as the rules allow; unchanged where they allow nothing."""
        if not puzzle.board.hidden:
            return dict(values)
        given = {**puzzle.board.clues, **values}
        found = search.Search(puzzle).solve(given, limit=1)
        hidden = puzzle.board.hidden
        worked_out = found.solutions[0] if found.solutions else {}
        return {**values, **{name: value for name, value in worked_out.items() if name in hidden}}

    def _from_json(self, puzzle: Problem, text: str) -> Assignment | None:
        try:
            given = json.loads(text)
        except (ValueError, RecursionError):
            return None
        given = given.get("solution", given) if isinstance(given, dict) else given
        if isinstance(given, dict) and isinstance(given.get("values"), dict):
            return {str(name): value for name, value in given["values"].items()}
        rows = given.get("rows") if isinstance(given, dict) else given
        if not (isinstance(rows, list) and all(isinstance(row, list) for row in rows)):
            return None
        return {cell(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row)}

    def drawings(self, text: Text) -> Sequence[Block]:
        """Grids of a text that may be somebody's answer."""
        return text.blocks

    def _from_signs(self, puzzle: Problem, text: Text) -> Assignment | None:
        """The last grid of the right shape, since people show the puzzle first."""
        shape = tuple(len(row) for row in self.signs(puzzle, puzzle.board.clues))
        for block in reversed(self.drawings(text)):
            for top in range(len(block.rows) - len(shape), -1, -1):
                rows = block.rows[top : top + len(shape)]
                if tuple(map(len, rows)) == shape:
                    return self.from_signs(puzzle, [[token.text for token in row] for row in rows])
        return None

    def from_signs(self, puzzle: Problem, signs: Sequence[Sequence[str]]) -> Assignment:
        """Values of a grid of signs; cells with a sign that means nothing stay empty."""
        found: Assignment = {}
        for r, row in enumerate(signs):
            for c, sign in enumerate(row):
                name = cell(r, c)
                value = self.value(sign, name, puzzle) if name in puzzle.board.domain else None
                if value is not None:
                    found[name] = value
        return found

    def dictation(self, puzzle: Problem) -> Dictation:
        """A full grid is asked for row by row, any other board cell by cell."""
        board = puzzle.board
        numbers = all(isinstance(value, int) for name in board.shown for value in board.domain[name])
        task = f"Solve this {self.title}. {self.says}".rstrip()
        if board.shape is not None and len(board.shown) == board.shape[0] * board.shape[1]:
            return Dictation(task, numbers=numbers)
        return Dictation(task, "values", "every cell by its name, with its value", "values", numbers)

    def same(self, puzzle: Problem, solution: Mapping[str, Any], stored: str) -> bool:
        """Whether a receipt's solution is the one that a file stores."""
        ours, theirs = (self.read_answer(puzzle, text) for text in (json.dumps(solution), stored))
        return all(ours.get(name) == theirs.get(name) for name in puzzle.board.shown)

    def row(self, text: str) -> Problem:
        """The one puzzle of a data file's cell, which may leave the kind's name out."""
        named = text if self.names.search(text) else f"{self.title}:\n{text}"
        found = [c.puzzle for c in self.read(Text(named)) if c.puzzle is not None and not c.doubts]
        if len(found) != 1:
            raise BadPuzzle(f"{len(found)} puzzles are read in {text[:40]!r}", hint=f"give one {self.title}")
        return found[0]

    # ------------------------------------------------------------------ making

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """A puzzle of about this size with one solution, as hard as it comes; None where the draw led nowhere."""
        raise NotImplementedError

    @property
    def makes(self) -> Sequence[int]:
        """Side lengths that `generate` can make."""
        return self.made or range(3, 2 * max(self.sizes.values()) + 1)

    def generate(self, seed: int, *, difficulty: str = "medium", size: int | None = None) -> Problem:
        """A puzzle with exactly one solution; the same seed and options give the same one. Raises Interrupted."""
        if difficulty not in self.sizes:
            raise BadPuzzle(f"no difficulty is called {difficulty!r}", hint=f"there are {', '.join(self.sizes)}")
        if size is not None and size not in self.makes:
            raise BadPuzzle(f"no {self.title} of size {size} is made here", hint=f"sizes are {ranged(self.makes)}")
        return generate.generate(self.make, seed, size or self.sizes[difficulty], difficulty)


def ranged(sizes: Sequence[int]) -> str:
    """Sizes in words: "3 to 8", or one by one where some between them are missing."""
    whole = len(sizes) > 2 and sizes[-1] - sizes[0] == len(sizes) - 1
    return f"{sizes[0]} to {sizes[-1]}" if whole else ", ".join(map(str, sizes))
