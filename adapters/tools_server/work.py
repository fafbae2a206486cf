"""A tool's work: off the event loop, with progress while it lasts, and stopped where the client cancels or leaves."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager, suppress
from typing import Any, TypeVar

import anyio.to_thread
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError

from router import Request, Router
from router.errors import RouterError, Stopped
from router.llm.stop import stoppable
from router.streaming import Step, Words
from router.types import Reply
from solvers.base import PuzzleError

T = TypeVar("T")
BEAT = 2.0
"""Seconds after which a client hears that the work goes on, so that it does not give up."""
BETWEEN = 0.1
"""Seconds between two steps that are reported; a network takes up to thirty a second."""


class Progress:
    """Reports that only ever count up; most clients refuse any other."""

    def __init__(self, ctx: Context[Any, Any]) -> None:
        self._ctx = ctx
        self._count = 0
        self._last = 0.0
        self.saying = "working"

    async def say(self, message: str, *, between: float = 0.0) -> None:
        """One more report, unless the last one was less than `between` seconds ago."""
        self.saying = message
        now = time.monotonic()
        if now - self._last >= between:
            self._last, self._count = now, self._count + 1
            await self._ctx.report_progress(self._count, None, message)

    @asynccontextmanager
    async def beating(self) -> AsyncIterator[None]:
        """Say every now and then that the work goes on."""

        async def beat() -> None:
            with suppress(Exception):  # a client that does not listen any more
                while True:
                    await asyncio.sleep(BEAT)
                    await self.say(self.saying, between=BEAT / 2)

        task = asyncio.create_task(beat())
        try:
            yield
        finally:
            task.cancel()


async def followed(router: Router, request: Request, ctx: Context[Any, Any]) -> Reply:
    """A request through the router, its steps as progress."""
    progress = Progress(ctx)
    await progress.say("reading")
    with plain_error():
        async with progress.beating(), aclosing(router.stream(request)) as events:
            async for event in events:
                if isinstance(event, Reply):
                    return event
                if isinstance(event, Step):
                    await progress.say(f"thinking, step {event.step}", between=BETWEEN)
                elif isinstance(event, Words):
                    await progress.say("writing", between=BETWEEN)
    raise ToolError("the work ended without an answer (send it again)")


async def aside(work: Callable[[], T], ctx: Context[Any, Any]) -> T:
    """Plain work in a thread of its own; if the call is cancelled, its stop switch is set and it is left alone."""
    progress, stop = Progress(ctx), threading.Event()

    def stoppably() -> T:
        with stoppable(stop):
            return work()

    try:
        with plain_error():
            async with progress.beating():
                return await anyio.to_thread.run_sync(stoppably, abandon_on_cancel=True)
    finally:
        stop.set()


@contextmanager
def plain_error() -> Iterator[None]:
    """A designed error becomes the tool's error: one line with what to do."""
    try:
        yield
    except Stopped as error:
        raise ToolError("stopped") from error
    except (RouterError, PuzzleError) as error:
        line = f"{error} ({error.hint})" if error.hint else str(error)
        raise ToolError(" ".join(line.split())) from error
