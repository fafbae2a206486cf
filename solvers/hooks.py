"""What a kind may say beyond what it must, with the answer that fits most kinds.

`solvers.base.Kind` has these methods too. A kind overrides the few that matter to it: why a text is refused, what a
language model is asked, how an answer in its own form is judged, what a person sees while the network thinks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from solvers.text.terms import Terms

if TYPE_CHECKING:
    from solvers.base import Candidate, Cell, Form, Span
    from solvers.rules.board import Problem

P = TypeVar("P")
B = TypeVar("B", covariant=True)

Signs = Sequence[Sequence[str]]
"""A grid of signs, row by row."""

Said = tuple[str, bool, str]
"""One line of a receipt: (name, ok, detail)."""

Piece = tuple[str, str]
"""Text and the style it is shown in."""


class Words(Protocol):
    """The words of a message as far as a kind needs them (`router.asking.message.Message`)."""

    words: str
    """The text with its grids blanked out."""
    raw: str
    """The text as it came."""

    @property
    def is_document(self) -> bool:
        """Whether this is a prompt that explains the whole puzzle at length, rather than a letter around it."""
        ...

    def take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Every match; its characters count as understood."""
        ...

    def first(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, taken."""
        ...

    def mark(self, start: int, end: int) -> None:
        """These characters are understood."""
        ...

    def settle(self, start: int, end: int) -> None:
        """These characters are understood for good: no other reader sees them any more."""
        ...

    def spans(self) -> Sequence[tuple[int, int]]:
        """Where the clauses stand."""
        ...


class Question(Protocol):
    """A question in a kind's own terms."""

    @property
    def special(self) -> bool:
        """Whether no common form says the same."""
        ...

    def words(self) -> str:
        """The question as it was understood."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that a kind works out itself: text or a truth value, the name of what was proven, and how.

    Where the text can be read in several ways that lead to different answers, nothing is `sure`, and `detail` asks.
    """

    said: str | bool
    check: str
    detail: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Dictation:
    """How a language model is asked for an answer: the task in words, and the one field of its JSON."""

    task: str
    field: str = "rows"
    about: str = "the complete grid, row by row"
    shape: Literal["rows", "values", "text"] = "rows"
    """Rows of values, a list of cells with their values, or plain text."""
    numbers: bool = True
    """Values are whole numbers."""


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty board for a person to draw a puzzle on, sign by sign; `lead` and its rows are then a message."""

    name: str
    """As a person chooses it: "sudoku 9x9"."""
    lead: str
    example: tuple[tuple[str, ...], ...]
    """Rows of signs; the blank board has their size."""
    signs: tuple[tuple[str, str], ...]
    """(sign, what it means), as they may be put into a cell."""
    empty: str = "."
    """The sign of a cell in which nothing was put."""
    box: tuple[int, int] | None = None
    """Rows and columns of the boxes, where there are such."""
    once: tuple[str, ...] = ()
    """Signs that stand once on a board."""


class Pointing(Protocol[B]):
    """What a language model may point at in a text: what signs mean, and what a fact in words may say."""

    @property
    def about(self) -> str:
        """The kind in half a sentence, as the model is told."""
        ...

    @property
    def means(self) -> tuple[str, ...]:
        """What a sign may mean."""
        ...

    @property
    def empty(self) -> str:
        """The sign of a cell of which a text told in words says nothing."""
        ...

    def plain(self, token: str) -> bool:
        """Whether a token of a drawing needs no explanation."""
        ...

    def sign(self, meaning: str, token: str) -> str:
        """The sign that `build` knows, of a meaning (or of a plain token). Raises BadPuzzle."""
        ...

    def fact(self, value: str, size: int) -> str:
        """The sign of a value told in words, on a board with `size` rows. Raises BadPuzzle."""
        ...

    def build(self, signs: Signs) -> B:
        """The puzzle. Raises BadPuzzle."""
        ...

    def notation(self, text: str, legend: Mapping[str, str], span: Span, cells: Sequence[Span]) -> dict[str, str]:
        """The candidate's notation: sign -> meaning is the `legend`, `cells` are where the drawing's cells stand."""
        ...


class Hooks(Protocol[P]):
    """The defaults."""

    # ------------------------------------------------------------------ reading

    @property
    def tasks(self) -> tuple[str, ...]:
        """What public collections of prompts call it, besides its name."""
        return ()

    @property
    def pointing(self) -> Pointing[P] | None:
        """What a language model may point at; None where only the kind's own grammar reads it."""
        return None

    def refusal(self, text: str, words: str, candidate: Candidate[P]) -> str | None:
        """Why this text is not answered: other rules than the plain ones, or a wish that nobody here can prove.

        `words` is the text without its grids.
        """
        return None

    def shape(self, candidate: Candidate[P]) -> tuple[int, int] | None:
        """(rows, columns), where single cells of the answer can be asked for."""
        return None

    def boxes(self, candidate: Candidate[P]) -> Sequence[tuple[Cell, ...]]:
        """The boxes of the grid, left to right, top to bottom, where it has such."""
        return ()

    def clues(self, puzzle: P) -> Mapping[Any, Any]:
        """What is given, cell by cell."""
        return {}

    def filled(self, puzzle: P) -> bool:
        """Whether every cell is given already: somebody's answer, or an example of one."""
        return False

    # ------------------------------------------------------------------ asking

    @property
    def vocabulary(self) -> str:
        """Words (alternatives of a pattern) that tell the plain rules: a sentence of nothing else changes none."""
        return r"(?!)"

    @property
    def denies(self) -> str:
        """Turns of phrase (a pattern) that change a rule although every word is plain."""
        return r"(?!)"

    @property
    def terms(self) -> Terms:
        """What people call the things of this kind: questions are put together from these words."""
        return Terms()

    def says_again(self, message: Words, candidate: Candidate[P]) -> None:
        """Take what only says again what this very board has anyway: its rules, its numbers, a heading."""
        return

    def speaks_of(self, words: str) -> bool:
        """Whether words that nobody understood speak of rules, in languages that the vocabulary does not hold."""
        return False

    def plain_numbers(self, puzzle: P) -> frozenset[str]:
        """Numbers that the plain rules of such a puzzle name."""
        return frozenset({"1"})

    def question(self, message: Words, candidate: Candidate[P]) -> Question | None:
        """A question in this kind's own words; it takes from the message what it understood, the legend included."""
        return None

    def hears(self, message: Words, candidate: Candidate[P]) -> Question | None:
        """A question about changed terms, or one that no solution answers: `tell` works it out."""
        return None

    def tell(self, question: Any, candidate: Candidate[P]) -> Told | None:
        """The answer to what was heard; None where it cannot be told with certainty."""
        return None

    def said(self, question: Any, candidate: Candidate[P], answer: Any) -> str | bool:
        """The answer to a question of this kind about the solution; a truth value for yes or no."""
        return str(answer)

    def problem(self, puzzle: P) -> Problem | None:
        """The puzzle as a board with rules: hints, reasons and counts come from it. None where it has no such form."""
        return None

    @property
    def ruled(self) -> bool:
        """Whether its puzzles are boards with rules (`problem`)."""
        return type(self).problem is not Hooks.problem

    def signs_of(self, candidate: Candidate[P], answer: Any) -> list[list[str]]:
        """The answer (None: the puzzle as given) as rows of signs, in the user's signs (kinds with a `shape`)."""
        return []

    def from_values(self, puzzle: P, values: Mapping[str, Any]) -> Any:
        """The answer that a solution of `problem` stands for."""
        return values

    def hinted(self, candidate: Candidate[P], strength: int) -> Told | None:
        """The next step where the puzzle has no such form: where to look (1), what helps (2), the step itself (3)."""
        return None

    def worded(self, text: str, puzzle: P) -> str:
        """A sentence about cells, with the cells called as people call them."""
        return text

    # ------------------------------------------------------------------ proving

    def clash(self, puzzle: P) -> str | None:
        """For a puzzle without a solution: which of its clues cannot hold together, in words; None if unknown."""
        return None

    def none_found(self, puzzle: P) -> Said:
        """The check that proves that there is no solution."""
        return ("no solution", True, "exact search over all fillings finds none")

    def none(self, candidate: Candidate[P], form: Form, text: str) -> str | None:
        """ "There is none" as an answer in the words the text asks for; None where that is no answer."""
        return None

    # ------------------------------------------------------------------ supporting (kinds without proof)

    def induce(self, puzzle: P, *, seconds: float, seed: int = 0) -> Any | None:
        """An answer from examples, with what speaks for it; None where nothing does."""
        return None

    def evidence(self, answer: Any) -> list[Said]:
        """What speaks for an answer, line by line."""
        return []

    # ------------------------------------------------------------------ language models and other people's answers

    def dictation(self, puzzle: P) -> Dictation:
        """How a language model is asked to solve it."""
        raise NotImplementedError

    def judge(self, candidate: Candidate[P], form: Form, answer: str, request: str) -> bool | None:
        """Whether somebody's `answer` to `request` is right in a form of the kind's own; None where the common ways
        decide."""
        return None

    def same(self, puzzle: P, solution: Mapping[str, Any], stored: str) -> bool:
        """Whether a receipt's `solution` is the one that a file stores."""
        raise NotImplementedError

    def row(self, text: str) -> P:
        """A puzzle from one cell of a data file. Raises BadPuzzle."""
        raise NotImplementedError

    # ------------------------------------------------------------------ making

    @property
    def makes(self) -> Sequence[int]:
        """Side lengths that `generate` can make."""
        return ()

    # ------------------------------------------------------------------ showing

    def frame(self, puzzle: P, tokens: Any, width: int) -> list[list[Piece]] | None:
        """Lines of styled text: what the network holds at a step (`tokens`; None before the first).

        Each piece is a cell; what is "dim" lies between cells.
        """
        return None

    def blanks(self) -> Sequence[Blank]:
        """Boards that a person may draw a puzzle of this kind on."""
        return ()

    def picture(self, puzzle: P, solution: Mapping[str, Any]) -> list[list[str]] | None:
        """Rows of "wall", "open", "start", "goal", "trail" to be drawn as squares; None for kinds without a picture."""
        return None
