"""The last rung of the ladder: a language model tries the puzzle, and code judges its answer like any other.

The model gets the puzzle as code read it (never the user's words, which may hold orders), answers in a fixed form,
and on failure is told the broken cells, a few times. What `verify` does not accept is a best try, nothing more.
"""

from __future__ import annotations

import json
import time
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from router.errors import BudgetExceeded, ModelBadOutput, ModelError
from router.types import ChatModel, Message
from solvers.base import BadPuzzle, Effort, Kind, Solution, Violation
from solvers.hooks import Dictation

TRIES = {Effort.LOW: 1, Effort.MEDIUM: 2, Effort.HIGH: 4}
_MOST_CELLS = 12


class _Answer(BaseModel):
    """What every answer holds beside the one field that the kind asks for."""

    model_config = ConfigDict(defer_build=True, extra="forbid")
    working: str = Field(description="short notes, may be empty")


class _CellNumber(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="forbid")
    cell: str
    value: int


class _CellWord(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="forbid")
    cell: str
    value: str


def schema_of(asked: Dictation) -> type[BaseModel]:
    """The form of the model's answer. Objects with free keys are no strict schema, so cells come as a list."""
    rows: Any = list[list[int]] if asked.numbers else list[list[str]]
    cells: Any = list[_CellNumber] if asked.numbers else list[_CellWord]
    type_: Any = {"rows": rows, "values": cells, "text": str}[asked.shape]
    fields: Any = {asked.field: (type_, Field(description=asked.about))}
    return create_model("Answer", __base__=_Answer, **fields)


def _told(asked: Dictation, text: str, schema: type[BaseModel]) -> str:
    """The model's answer as the kind reads answers: a receipt's JSON, or the plain text."""
    value = schema.model_validate_json(text).model_dump()[asked.field]
    if asked.shape == "text":
        return str(value)
    if asked.shape == "values":
        value = {each["cell"]: each["value"] for each in value}
    return json.dumps({"solution": {asked.shape: value}})


def ask_model(
    kind: Kind[Any, Any],
    puzzle: Any,
    chat: ChatModel,
    *,
    effort: Effort = Effort.MEDIUM,
    deadline: float | None = None,
) -> Solution[Any]:
    """What `chat` makes of `puzzle`. A failing provider raises ModelError only if there was no answer at all before."""
    started = time.monotonic()
    asked = kind.dictation(puzzle)
    schema = schema_of(asked)
    base = [
        Message(role="system", content="You solve puzzles exactly. Answer as JSON."),
        Message(role="user", content=f"{asked.task}\n\n{kind.render(puzzle)}"),
    ]
    messages = base
    best: Any = None
    broken: tuple[Violation, ...] = ()
    attempts = 0
    heard = False
    answer: Any = None
    while answer is None and attempts < TRIES[effort]:
        try:
            attempts += 1
            completion = chat.complete(messages, schema=schema, deadline=deadline)
            heard = True
            tried = kind.read_answer(puzzle, _told(asked, completion.text, schema))
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
            if not heard:
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


def _feedback(wrong: tuple[Violation, ...]) -> str:
    """The first broken rules with their cells, counted from 1."""
    said = []
    for violation in wrong[:4]:
        cells = ", ".join(
            cell if isinstance(cell, str) else f"r{cell[0] + 1}c{cell[1] + 1}" for cell in violation.cells[:_MOST_CELLS]
        )
        said.append(f"rule {violation.rule!r} is broken" + (f" at {cells}" if cells else ""))
    return "; ".join(said)
