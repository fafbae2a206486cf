"""The last rung of the ladder: a language model tries the puzzle, and code judges its answer like any other.

The model gets the puzzle as code read it (never the user's words, which may hold orders), answers in a fixed form,
and on failure is told the broken cells, a few times. What `verify` does not accept is a best try, nothing more.
"""

from __future__ import annotations

import time
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from router.answers import read_answer
from router.errors import BudgetExceeded, ModelBadOutput, ModelError
from router.types import ChatModel, Message
from solvers.base import BadPuzzle, Effort, Puzzle, Solution, Violation

TRIES = {Effort.LOW: 1, Effort.MEDIUM: 2, Effort.HIGH: 4}
_MOST_CELLS = 12


class GridAnswer(BaseModel):
    """A filled grid."""

    model_config = ConfigDict(extra="forbid")
    working: str = Field(description="short notes, may be empty")
    rows: list[list[int]] = Field(description="the complete grid, row by row")


class MovesAnswer(BaseModel):
    """A way through a maze."""

    model_config = ConfigDict(extra="forbid")
    working: str = Field(description="short notes, may be empty")
    moves: str = Field(description="one letter a step: U, D, L or R")


_ASKS: dict[str, tuple[type[GridAnswer] | type[MovesAnswer], str]] = {
    "sudoku": (GridAnswer, "Solve this sudoku. 0 and . are blanks; keep every given digit."),
    "maze": (MovesAnswer, "Find a shortest way from S to G. Steps go up, down, left or right through open cells."),
}


def ask_model(
    kind: Puzzle[Any, Any],
    puzzle: Any,
    chat: ChatModel,
    *,
    effort: Effort = Effort.MEDIUM,
    deadline: float | None = None,
) -> Solution[Any]:
    """What `chat` makes of `puzzle`. A failing provider raises ModelError only if there was no answer at all before."""
    started = time.monotonic()
    schema, task = _ASKS[kind.name]
    base = [
        Message(role="system", content="You solve puzzles exactly. Answer as JSON."),
        Message(role="user", content=f"{task}\n\n{kind.render(puzzle)}"),
    ]
    messages = base
    best: Any = None
    broken: tuple[Violation, ...] = ()
    attempts = 0
    answer: Any = None
    while answer is None and attempts < TRIES[effort]:
        try:
            attempts += 1
            completion = chat.complete(messages, schema=schema, deadline=deadline)
            tried = _answer(puzzle, schema.model_validate_json(completion.text))
            wrong = tuple(kind.verify(puzzle, tried))
            if not wrong:
                answer = tried
                break
            if best is None or len(wrong) < len(broken):
                best, broken = tried, wrong
            told = _feedback(wrong)
        except (BadPuzzle, ValidationError, ModelBadOutput) as exc:
            told = f"that was no usable answer: {str(exc).splitlines()[0]}"
        except (BudgetExceeded, ModelError):
            if best is None:
                raise
            break
        messages = [*base, Message(role="user", content=f"Your last answer was wrong: {told}. Answer again.")]
    return Solution(
        outcome="proven" if answer is not None else "unproven",
        answer=answer,
        solver=f"llm:{chat.name}",
        effort=effort,
        best=best,
        violations=() if answer is not None else broken,
        attempts=attempts,
        seconds=time.monotonic() - started,
    )


def supported(kind: str) -> bool:
    """Whether this rung has a form of answer for puzzles of `kind`."""
    return kind in _ASKS


def _answer(puzzle: Any, given: GridAnswer | MovesAnswer) -> Any:
    if isinstance(given, GridAnswer):
        return tuple(tuple(row) for row in given.rows)
    return read_answer(puzzle, given.moves)


def _feedback(wrong: tuple[Violation, ...]) -> str:
    """The first broken rules with their cells, counted from 1."""
    said = []
    for violation in wrong[:4]:
        cells = ", ".join(f"r{row + 1}c{column + 1}" for row, column in violation.cells[:_MOST_CELLS])
        said.append(f"rule {violation.rule!r} is broken" + (f" at {cells}" if cells else ""))
    return "; ".join(said)
