"""What happens while a request is answered, in the order in which a client may see it; `Done` is the last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from adapters.serve.boards import Board, Draft
from router.types import Receipt

Finish = Literal["stop", "length", "tool_calls"]


@dataclass(frozen=True, slots=True)
class Thought:
    """One line of thinking, newline included."""

    text: str


@dataclass(frozen=True, slots=True)
class Drawn(Thought):
    """A thought that is a picture: without words, only for protocols that ask for it (`Wish.draws`)."""

    board: Board


@dataclass(frozen=True, slots=True)
class ToConfirm(Thought):
    """A thought that is a board read from a picture, to be corrected and confirmed (`Wish.draws`)."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of the content."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call of a client's tool that the language model wants made. `arguments` is JSON, as the model wrote it."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of language models: 0 where none was asked, an estimate where the provider told nothing."""

    tokens_in: int = 0
    tokens_out: int = 0
    cached: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.tokens_in + self.tokens_out


@dataclass(frozen=True, slots=True)
class Done:
    """The end: everything together."""

    receipt: Receipt
    content: str
    thinking: str = ""
    calls: tuple[ToolCall, ...] = ()
    finish: Finish = "stop"
    usage: Usage = field(default_factory=Usage)


Event = Thought | Said | Done
