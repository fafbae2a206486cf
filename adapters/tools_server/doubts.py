"""A text that can be read in several ways: the question for the person, and the text as it stands after the answer."""

from __future__ import annotations

from typing import Any, Literal

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.resolve import Elicit
from mcp_types.version import is_version_at_least
from pydantic import BaseModel, Field, create_model

from adapters.graph.nodes import answered
from router.llm.parts import by_code, worth_splitting
from router.reading.candidates import gather
from router.reading.read import read
from router.types import Reading
from solvers.text.source import Text

ASKS_IN_ANSWERS = "2026-07-28"
"""From this revision on a question travels in the tool's answer; before it, the server sends a request of its own."""
NAMED = ("first", "second", "third")
"""Of so many puzzles one can be chosen from a list; more are named in words."""


class Said(BaseModel):
    """What the person answered; empty where nothing had to be asked."""

    answer: str = Field(default="", max_length=2000, description="Your answer.")


def question(text: str, ctx: Context[Any, Any]) -> Elicit[Said] | Said:
    """Nothing to ask where the text is clear, or where this client cannot put a question to anybody."""
    if not _can_ask(ctx):
        return Said()
    reading = read(text)
    if not reading.questions or _all_clear(text, reading):
        return Said()
    return Elicit(" ".join(reading.questions), _choice(text) if reading.candidate is None else _words())


def settled(text: str, answer: str) -> str:
    """The text with the question answered."""
    return answered(text, answer) if answer.strip() else text


def _can_ask(ctx: Context[Any, Any]) -> bool:
    able = ctx.client_capabilities
    asks = able.elicitation if able is not None else None
    if asks is None or (asks.form is None and asks.url is not None):
        return False
    version = ctx.protocol_version
    return (version is not None and is_version_at_least(version, ASKS_IN_ANSWERS)) or ctx.session.can_send_request


def _all_clear(text: str, reading: Reading) -> bool:
    """Whether there are several puzzles, each of them clear: then each is solved, and nobody need choose."""
    if reading.candidate is not None or not worth_splitting(text, reading):
        return False
    puzzles = [read(part.text) for part in by_code(text) if part.kind == "puzzle"]
    return len(puzzles) > 1 and all(one.candidate is not None and not one.questions for one in puzzles)


def _choice(text: str) -> type[Said]:
    """Which of several puzzles, from a list where it is short."""
    count = len(gather(Text(text)).candidates)
    if not 2 <= count <= len(NAMED):
        return _words()
    names: Any = Literal[NAMED[:count]]
    return create_model("Which", __base__=Said, answer=(names, Field(description="Which puzzle is meant?")))


def _words() -> type[Said]:
    return create_model("Words", __base__=Said, answer=(str, Field(max_length=2000, description="Your answer.")))
