"""The service without HTTP: the body of a chat completion in, its events out, for front doors in the same process.

    for event in Inside(router).events({"messages": [{"role": "user", "content": "Solve ..."}]}): ...

What is asked, what follows up on an earlier puzzle and what goes to the language model is decided as over HTTP.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing
from typing import Any

from adapters.serve.answering import Answering, Wish
from adapters.serve.events import Done, Event
from adapters.serve.faults import Fault
from adapters.serve.openai_chat import OpenAIChat
from adapters.serve.settings import ALIASES, Alias
from router.core import Router


class Inside:
    """Conversations over one router. Raises Fault for a body that is no request, and what the router raises."""

    def __init__(self, router: Router) -> None:
        self._answering = Answering(router)

    async def aevents(self, body: Mapping[str, Any]) -> AsyncGenerator[Event, None]:
        """The events of one answer, `Done` last; closing the iterator stops the work."""
        asked = OpenAIChat().parse(json.dumps({"model": "auto", **body}).encode())
        wish = Wish(alias_of(asked.model), asked.effort, asked.seed, asked.id)
        plan = await asyncio.to_thread(self._answering.plan, asked.conversation, wish)
        async with aclosing(self._answering.events(plan)) as events:
            async for event in events:
                yield event

    async def adone(self, body: Mapping[str, Any]) -> Done:
        """The whole answer."""
        async with aclosing(self.aevents(body)) as events:
            async for event in events:
                if isinstance(event, Done):
                    return event
        raise AssertionError("the events ended without Done")

    def events(self, body: Mapping[str, Any]) -> Iterator[Event]:
        """The same for callers without an event loop."""
        from adapters.models.background_loop import iterate

        return iterate(self.aevents(body))

    def done(self, body: Mapping[str, Any]) -> Done:
        """The whole answer, for callers without an event loop."""
        from adapters.models.background_loop import run

        return run(self.adone(body))


def alias_of(name: str) -> Alias:
    """What the name allows. Raises Fault for another name."""
    if name not in ALIASES:
        raise Fault(404, f"no model is called {name!r}; there are {', '.join(ALIASES)}", code="model_not_found")
    return ALIASES[name]
