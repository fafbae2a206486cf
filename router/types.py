"""What goes into the router and what comes out: Request, Reading, Receipt, Reply, and the ChatModel protocol.

The receipt is the same object in the CLI's --json, the Python API, HTTP and MCP. Unknown is None, never 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from router.asking.ask import Ask, Solve, Value
from router.asking.shape_words import Layout
from solvers.base import Candidate, Effort, Form

Place = tuple[int, int] | str
"""A cell: (row, column) from 0 in a grid, its name elsewhere."""
Status = Literal["verified", "supported", "unsolved", "declined", "answered"]


class Frozen(BaseModel):
    """Immutable, and unknown fields are an error."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Request(Frozen):
    """One message and how much may be spent on it."""

    text: str
    effort: Effort = Effort.MEDIUM
    exact: bool = True
    """May the exact solver be a rung of the ladder? (`--no-exact` is False.)"""
    offline: bool = False
    """Forbid every network call."""
    seconds: float | None = None
    """Deadline for the whole request; None means the effort's own default."""
    budget_usd: float | None = None
    thread: str | None = None
    seed: int = 0
    id: str | None = None
    """Calls of requests with the same id are one request for the ledger and its budget; None makes a new one."""


class Reading(Frozen):
    """What the text was understood to be, before anything is solved."""

    kind: str
    """A kind's name, or "open"."""
    candidate: Candidate[Any] | None = None
    form: Form = Form()
    """How the answer is to be written: which cells or which of the kind's forms, or "yes_no", "unique", "count"."""
    any_solution: bool = False
    """The text says that one of several solutions will do."""
    ask: Ask = Solve()
    """What is asked of it."""
    layout: Layout = Layout()
    """How rows of signs are to be laid out, where that is no form of the kind's own."""
    left: str = ""
    """What is to be written besides ("a haiku about it"): a language model's to do."""
    questions: tuple[str, ...] = ()
    """What must be asked before solving; not empty means the reading is ambiguous."""
    refusal: str | None = None
    """Why the gate declines this puzzle (variant rules, wrong size, contradictory clues), or None."""
    refusal_cells: tuple[Any, ...] = ()
    unclear: tuple[str, ...] = ()
    """The clauses of the message that nobody understood, in the user's words; the refusal quotes them."""
    noted: str = ""
    """How the drawing was read where its words say that it is meant otherwise ("column by column")."""
    reader: str = "grammar"
    """Who read it: "grammar" or "model NAME"."""
    told: tuple[str, ...] = ()
    """Rules that a model read from the words, each as it was read; what is proven holds for these rules."""
    confirm: str | None = None
    """A board put together from prose, to be shown for confirmation where a person is there to confirm it."""

    @property
    def wanted(self) -> str:
        """The form in words, for people: "grid", "cells r3c5", ..."""
        cells = " ".join(f"r{row + 1}c{column + 1}" for row, column in self.form.cells)
        if isinstance(self.ask, Value):
            cells = " ".join(f"r{row + 1}c{column + 1}" for group in self.ask.groups for row, column in group)
            return f"{'all but ' if self.ask.but else ''}cells {cells}"
        return f"{self.form.name or 'grid'} {cells}".strip()

    @property
    def only(self) -> bool:
        """The user wants the bare answer."""
        return self.form.only


class Check(Frozen):
    """One thing code checked about the answer."""

    name: str
    ok: bool
    detail: str = ""


class BrokenRule(Frozen):
    """A violation, as the receipt shows it."""

    rule: str
    cells: tuple[Place, ...]


class Rung(Frozen):
    """One rung of the ladder that was tried."""

    solver: str
    effort: str
    outcome: str
    seconds: float
    attempts: int
    steps: int | None = None


class Call(Frozen):
    """One call of a language model. `usd` None: the price is unknown."""

    model: str
    usd: float | None
    tokens_in: int | None
    tokens_out: int | None
    seconds: float
    outcome: str
    """ok, truncated, cached, rate_limited, timeout, unavailable, auth, refused, bad_output, cut, abandoned."""
    tokens_cached: int | None = Field(default=None, exclude=True)
    """Of `tokens_in`, those read from the provider's prompt cache (for the ledger; not shown in the receipt)."""
    tokens_cache_write: int | None = Field(default=None, exclude=True)
    tokens_reasoning: int | None = Field(default=None, exclude=True)
    """Of `tokens_out`, those the model thought with."""


class Cost(Frozen):
    """Money and tokens. No call costs exactly 0; an unknown price makes the sum None."""

    usd: float | None = 0.0
    tokens_in: int | None = 0
    tokens_out: int | None = 0
    calls: tuple[Call, ...] = ()

    @classmethod
    def of(cls, calls: Sequence[Call]) -> Cost:
        """The sum over `calls`; one unknown price or token count makes that sum unknown."""
        prices = [call.usd for call in calls]
        ins = [call.tokens_in for call in calls]
        outs = [call.tokens_out for call in calls]
        return cls(
            usd=None if None in prices else sum(p for p in prices if p is not None),
            tokens_in=None if None in ins else sum(n for n in ins if n is not None),
            tokens_out=None if None in outs else sum(n for n in outs if n is not None),
            calls=tuple(calls),
        )


class Receipt(Frozen):
    """What was answered, how it was proven, what was tried and what it cost (DESIGN section 4)."""

    status: Status
    kind: str
    asked: str | None = None
    """The question as it was understood, in words."""
    reader: str | None = Field(default=None, exclude_if=lambda reader: reader is None)
    """Who read the puzzle: "grammar" or "model NAME"; left out where nothing was read."""
    board: str | None = Field(default=None, exclude_if=lambda board: board is None)
    """The board as it was read, where a model read it."""
    answer: str | None = None
    solution: dict[str, Any] | None = None
    reason: str | None = None
    checks: tuple[Check, ...] = ()
    violations: tuple[BrokenRule, ...] = ()
    route: tuple[Rung, ...] = ()
    cost: Cost = Field(default_factory=Cost)
    seconds: float = 0.0
    parts: tuple[Receipt, ...] = Field(default=(), exclude_if=lambda parts: not parts)
    """A mixed request's parts, each with its own receipt; left out of the JSON where there is only one."""


class Reply(Frozen):
    """The receipt together with the reading it answers."""

    receipt: Receipt
    reading: Reading


class Message(Frozen):
    """One chat message."""

    role: Literal["system", "user", "assistant"]
    content: str
    pictures: tuple[str, ...] = Field(default=(), exclude_if=lambda pictures: not pictures)
    """data: URLs of pictures that belong to it (`router.pictures`); only for models that see."""


class Completion(Frozen):
    """A model's whole answer and what it cost."""

    text: str
    call: Call


class ChatModel(Protocol):
    """A language model: litellm behind an adapter, or a scripted fake."""

    @property
    def name(self) -> str: ...

    def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        deadline: float | None = None,
        max_tokens: int | None = None,
    ) -> Completion:
        """Answer whole, in at most `max_tokens`. With `schema`, the text is JSON of that schema. Raises ModelError."""
        ...

    def stream(self, messages: Sequence[Message], *, deadline: float | None = None) -> Iterator[str | Completion]:
        """Pieces of text, then one Completion as the last item. Raises ModelError."""
        ...
