"""A LangChain tool for agents: the person's text in, the proven answer out, the receipt as the message's artifact."""

from __future__ import annotations

from typing import Any, Literal

from langchain_core.tools import BaseTool, ToolException
from pydantic import BaseModel, Field, PrivateAttr

from adapters.serve.words import content_of, receipt_json
from router import Request, Router
from router.errors import RouterError
from router.types import Receipt
from solvers.base import Effort


class PuzzleArguments(BaseModel):
    """What an agent passes on."""

    text: str = Field(
        min_length=1,
        max_length=200_000,
        description="The whole message as the person wrote it, grid, rules and question included. Do not retype it.",
    )
    effort: Literal["low", "medium", "high"] = Field(default="medium", description="Thinking time.")


class PuzzleTool(BaseTool):
    """`language_model` names one that may read what the grammars cannot; without it nothing leaves this machine."""

    name: str = "solve_puzzle"
    description: str = (
        "Solve a logic puzzle that stands in a text and prove the answer by its rules, or answer a question about it "
        "(one cell, uniqueness, a hint, whether an answer is right). Trust only an answer whose status is verified."
    )
    args_schema: type[BaseModel] = PuzzleArguments
    response_format: Literal["content", "content_and_artifact"] = "content_and_artifact"
    handle_tool_error: Any = True
    language_model: str | None = None
    router: Any = Field(default=None, exclude=True, repr=False)
    _built: Router | None = PrivateAttr(default=None)

    def _behind(self) -> Router:
        if self._built is None:
            from adapters.compose import build_router

            self._built = self.router or build_router(model=self.language_model, offline=self.language_model is None)
        return self._built

    def _run(self, text: str, effort: str = "medium") -> tuple[str, dict[str, Any]]:
        try:
            return _told(self._behind().handle(Request(text=text, effort=Effort(effort))).receipt)
        except RouterError as error:
            raise _failed(error) from error

    async def _arun(self, text: str, effort: str = "medium") -> tuple[str, dict[str, Any]]:
        try:
            reply = await self._behind().ahandle(Request(text=text, effort=Effort(effort)))
        except RouterError as error:
            raise _failed(error) from error
        return _told(reply.receipt)


def _told(receipt: Receipt) -> tuple[str, dict[str, Any]]:
    """The answer and its status for the model; the receipt for the program."""
    return f"{receipt.status}\n{content_of(receipt)}", dict(receipt_json(receipt))


def _failed(error: RouterError) -> ToolException:
    return ToolException(f"{error} ({error.hint})" if error.hint else str(error))
