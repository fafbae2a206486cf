"""The seam between puzzles, solvers and the router, on one screen.

A `Kind` of puzzle is pure code that reads text and proves answers; its `Network`, if it has one of its own, translates
to and from the integers a network sees. A `Solver` turns puzzle instances into `Solution`s. Type parameters:
`P` is one puzzle instance (immutable, hashable), `A` one answer to it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from solvers.hooks import Hooks

if TYPE_CHECKING:
    from solvers.text.source import Text

P = TypeVar("P")
A = TypeVar("A")

Cell = tuple[int, int]
"""(row, column), both 0-based."""

IntGrid = npt.NDArray[np.int64]
"""Tokens of one puzzle, shape (height, width)."""


class Effort(StrEnum):
    """One dial for thinking time: `low` is one pass, `medium` (default) then searches, `high` for longer."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range [start, end) of character offsets into the user's original text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken constraint: the rule's name, the cells that break it, and a plain sentence."""

    rule: str
    cells: tuple[Any, ...]
    """(row, column) from 0 for cells of a grid, the name of any other cell."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the text leaves open. `question` is asked of the user; nothing is guessed."""

    code: str
    question: str
    cells: tuple[Cell, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """How an answer is to be written: which of the kind's forms, of which cells, in what wrapping."""

    name: str = ""
    """One of the kind's `forms`; "" is its first, the form for which nothing is said."""
    cells: tuple[Cell, ...] = ()
    """For "cells": the cells asked for, in order."""
    only: bool = False
    """The user wants the bare answer ("only the number")."""
    wrap: Literal["", "tag", "fence", "boxed", "json", "brackets"] = ""
    """What the answer must be put in; "brackets" is `[[a b c,d e f]]`."""
    tag: str = ""
    """The tag's name, for `wrap="tag"`."""
    base: Literal[0, 1, None] = None
    """What coordinates count from; None where the text does not say."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What a kind takes for an answer, where kinds differ."""

    unique: bool = True
    """Several solutions are no answer, unless the user says that any will do."""
    none_is_answer: bool = False
    """ "There is none" answers the question (a maze without a way); otherwise the clues must be wrong."""
    proof: bool = True
    """Whether `verify` proves. Where nobody can (a rule found from examples), answers are supported by `evidence`."""
    sums: bool = True
    """Its rules can be written as sums over cells, which is what the network over rules sees."""
    encloses: bool = False
    """Its text holds whole grids that are no puzzles of their own."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[P]):
    """One puzzle found in a text. Usable only if `puzzle` is set and `doubts` is empty.

    `cells` holds the source span of every cell, row by row. Cells the text does not hold (a trailing space lost
    in transit) have an empty span; a puzzle that is not drawn has none. `notation` maps roles to the user's own
    characters, e.g. {"blank": "."} or {"wall": "#", "open": " ", "start": "S", "goal": "G"}; `look` is whatever else
    the kind needs to write the answer as the puzzle was written. `form` names the grammar that read it.
    """

    kind: str
    puzzle: P | None
    span: Span
    cells: tuple[Span, ...]
    form: str
    notation: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    look: Any = None


@dataclass(frozen=True, slots=True)
class Exact(Generic[A]):
    """What an exact solver found: up to two answers. `complete` is False when it gave up (time or size)."""

    answers: tuple[A, ...]
    complete: bool = True


Outcome = Literal["proven", "supported", "unproven", "no_solution", "many_solutions", "unsupported"]


@dataclass(frozen=True, slots=True)
class Solution(Generic[A]):
    """What a solver made of one puzzle. `answer` is set only if `verify` accepted it; `best` is the closest try."""

    outcome: Outcome
    answer: A | None
    solver: str
    effort: Effort
    best: A | None = None
    violations: tuple[Violation, ...] = ()
    attempts: int = 1
    """Trajectories started (restarts, permutations and pins included)."""
    steps: int | None = None
    """Supervision steps of the network on the trajectory that proved it; None for solvers without steps."""
    seconds: float = 0.0


OnStep = Callable[[int, int, Any], None]
"""Called as (index of the puzzle, supervision step from 1, the network's output tokens (H, W)) for display."""


class Kind(Hooks[P], Protocol[P, A]):
    """A kind of puzzle: one file with these methods (most come from `solvers.rules.kind.RuleKind`) and one line in the
    registry. Nothing outside it knows its name. What most kinds leave as it is stands in `solvers.hooks`."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str:
        """How the kind is called in a sentence."""
        ...

    @property
    def names(self) -> re.Pattern[str]:
        """Words by which people call it or state its rules."""
        ...

    @property
    def says(self) -> str:
        """The plain rules in a sentence or two, for people and language models."""
        ...

    @property
    def forms(self) -> tuple[str, ...]:
        """Forms of its answers (`Form.name`), the usual one first."""
        ...

    @property
    def traits(self) -> Traits: ...

    @property
    def network(self) -> Network[P, A] | None:
        """What a network of its own sees; None for kinds served by the network over rules."""
        ...

    def read(self, text: Text) -> list[Candidate[P]]:
        """Every puzzle of this kind in the text, in order. Nothing for prose; never raises."""
        ...

    def form(self, words: str, candidate: Candidate[P]) -> Form | None:
        """A form that this kind's own words ask for (`words`: the text without its grids); None for the common ones."""
        ...

    def check(self, puzzle: P) -> tuple[Violation, ...]:
        """Contradictions visible in the puzzle itself (two equal clues in a row, ...)."""
        ...

    def verify(self, puzzle: P, answer: A) -> tuple[Violation, ...]:
        """Every broken constraint; empty means proven. Rejects an answer that changes a clue."""
        ...

    def partial(self, puzzle: P, answer: A) -> tuple[tuple[Violation, ...], tuple[Any, ...]]:
        """What an answer that is not whole already breaks, and the cells it leaves open."""
        ...

    def exact(self, puzzle: P, *, seconds: float = 5.0) -> Exact[A]:
        """Solve by classical search; tells none, one or several answers apart."""
        ...

    def checks(self, puzzle: P, violations: Sequence[Violation]) -> list[tuple[str, bool, str]]:
        """(name, ok, detail) of what `verify` checked, in a few plain lines."""
        ...

    def render(self, puzzle: P) -> str:
        """The plainest text form; `read` reads it back."""
        ...

    def write(self, candidate: Candidate[P], answer: A, form: Form) -> str:
        """The answer in the form the user asked for and in the user's own characters."""
        ...

    def solution_json(self, puzzle: P, answer: A) -> dict[str, Any]:
        """The receipt's `solution` object."""
        ...

    def read_answer(self, puzzle: P, text: str) -> A:
        """The answer that a text claims. Raises BadPuzzle where there is none."""
        ...

    def generate(self, seed: int, **options: Any) -> P:
        """A solvable puzzle; the same seed and options give the same puzzle."""
        ...


@dataclass(frozen=True, slots=True)
class Thinking:
    """How long a network thinks about one puzzle; `trm.engine.Plan` says what each field does."""

    steps: int
    attempts: int = 1
    later_steps: int = 16
    width: int = 8
    noise: float = 0.0
    pins: bool = False
    branches: int = 2
    carry: Literal["no", "parent", "last"] = "no"
    keep_first: bool = False
    patience: int | None = None


class Network(Protocol[P, A]):
    """What a network that was trained for one kind sees and says: integer tokens on a grid."""

    def plan(self, effort: Effort, height: int, width: int) -> Thinking:
        """How long to think about a grid of that size."""
        ...

    def turns(self, effort: Effort) -> int:
        """Symmetric copies tried, one after the other, when a puzzle as it stands was not proven."""
        ...

    def encode(self, puzzle: P) -> IntGrid:
        """Tokens for the network, shape (height, width)."""
        ...

    def decode(self, tokens: IntGrid) -> P:
        """Inverse of `encode`."""
        ...

    def encode_answer(self, puzzle: P, answer: A) -> IntGrid:
        """The network's target tokens, shape (height, width)."""
        ...

    def decode_answer(self, puzzle: P, tokens: IntGrid) -> A | None:
        """An answer read off the network's output tokens, or None where none can be read."""
        ...

    def symmetry(self, puzzle: P, rng: random.Random) -> tuple[P, Callable[[A], A]]:
        """An equivalent puzzle under a random symmetry, and the function that undoes it on an answer."""
        ...


class Solver(Protocol):
    """Anything that tries to solve puzzles: the local TRM, the exact solver, an LLM."""

    @property
    def name(self) -> str: ...

    def supports(self, kind: str, puzzle: Any) -> bool:
        """Whether this solver can try such a puzzle at all (size, box shape, weights present)."""
        ...

    def solve(
        self,
        kind: Kind[P, A],
        puzzles: Sequence[P],
        *,
        effort: Effort = Effort.MEDIUM,
        deadline: float | None = None,
        on_step: OnStep | None = None,
        seed: int = 0,
    ) -> list[Solution[A]]:
        """One `Solution` a puzzle, in order. `deadline` is a `time.monotonic()` value; late work stops unproven."""
        ...


class PuzzleError(Exception):
    """Base of the errors of this package. `hint` says what to do; the message is one line.

    PuzzleError
    ├── BadPuzzle       a puzzle or answer that is not of the right shape or alphabet
    ├── BadData         a data row that cannot be used; names file and line
    ├── WeightsMissing  no shipped or given checkpoint can do this
    └── Busy            a shared solver has too much to do
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class BadPuzzle(PuzzleError):
    """A puzzle or answer that is not of the right shape or alphabet."""


class BadData(PuzzleError):
    """A data row that cannot be used; the message names file and line."""


class WeightsMissing(PuzzleError):
    """No shipped or given checkpoint can do this."""


class Busy(PuzzleError):
    """So many puzzles run and wait that this one was not taken. `retry_after` says in how many seconds it may be."""

    def __init__(self, message: str, *, retry_after: float) -> None:
        super().__init__(message, hint=f"try again in {retry_after:.0f} s")
        self.retry_after = retry_after
