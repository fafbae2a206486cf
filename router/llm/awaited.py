"""Awaiting models of both sorts: those with an async side, and those without one.

asyncio is imported where something is awaited: it takes longer than reading a puzzle, and most programs never need it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

from pydantic import BaseModel

from router.types import ChatModel, Completion, Message


def limit(max_tokens: int | None) -> dict[str, Any]:
    """The limit as an argument, only where there is one: models written before it stay usable."""
    return {} if max_tokens is None else {"max_tokens": max_tokens}


async def pause(seconds: float) -> None:
    """Let others work meanwhile."""
    import asyncio

    await asyncio.sleep(seconds)


async def acomplete(
    model: ChatModel,
    messages: Sequence[Message],
    schema: type[BaseModel] | None,
    deadline: float | None,
    max_tokens: int | None,
) -> Completion:
    """The whole answer; a model without an async side runs in a thread."""
    own = getattr(model, "acomplete", None)
    if own is None:
        import asyncio

        return await asyncio.to_thread(model.complete, messages, schema=schema, deadline=deadline, **limit(max_tokens))
    completion: Completion = await own(messages, schema=schema, deadline=deadline, **limit(max_tokens))
    return completion


async def astream(
    model: ChatModel, messages: Sequence[Message], deadline: float | None
) -> AsyncIterator[str | Completion]:
    """Pieces and the completion; a model without an async side is iterated as it is."""
    own = getattr(model, "astream", None)
    if own is None:
        for item in model.stream(messages, deadline=deadline):
            yield item
        return
    async for item in own(messages, deadline=deadline):
        yield item
