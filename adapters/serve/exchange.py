"""One HTTP exchange, the same for every protocol: parse, find a place, answer or stream, count; stop if nobody listens.

A protocol is an `Api`: it parses what enters, and says events, answers and faults in its own shape.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Message, Receive, Scope, Send

from adapters.serve.answering import Answering, Plan, Wish
from adapters.serve.asked import Asked
from adapters.serve.events import Done, Event
from adapters.serve.faults import Fault, of_error
from adapters.serve.limits import Gate, body_of
from adapters.serve.metrics import Metrics
from adapters.serve.records import Record, Records
from adapters.serve.settings import ALIASES, Alias, ServeSettings
from adapters.serve.telemetry import Tracing
from adapters.serve.words import headers_of

T = TypeVar("T")

PEEK = 2.0
"""Seconds that a stream's head waits for the first event, so that an early failure still has a status of its own."""
BEAT = 15.0
"""Seconds of silence after which a comment keeps proxies and clients from giving up."""


class Writer(Protocol):
    """One answer in a protocol's order of events."""

    def begin(self) -> list[bytes]:
        """What comes before anything is known."""
        ...

    def event(self, event: Event) -> list[bytes]:
        """One event; `Done` closes everything."""
        ...

    def fault(self, fault: Fault) -> list[bytes]:
        """A failure in the middle."""
        ...


class Api(Protocol):
    """A protocol."""

    name: str

    def parse(self, raw: bytes) -> Asked:
        """The request. Raises Fault."""
        ...

    def whole(self, asked: Asked, done: Done) -> dict[str, Any]:
        """The answer in one piece."""
        ...

    def writer(self, asked: Asked) -> Writer:
        """The answer as a stream."""
        ...

    def fault(self, fault: Fault, request_id: str) -> dict[str, Any]:
        """A failure as the body of an answer."""
        ...


@dataclass(frozen=True, slots=True)
class Service:
    """What every exchange shares."""

    settings: ServeSettings
    answering: Answering
    gate: Gate
    metrics: Metrics
    records: Records
    tracing: Tracing


def alias_of(name: str) -> Alias:
    """The alias a request names. Raises Fault 404."""
    found = ALIASES.get(name)
    if found is None:
        known = ", ".join(map(repr, ALIASES))
        message = f"the model {name!r} does not exist here; there are {known}"
        raise Fault(404, message, code="model_not_found", param="model")
    return found


async def exchange(service: Service, api: Api, request: Request) -> Response:
    """Answer one request of `api`."""
    record = Record(api=api.name, id=f"req_{uuid4().hex}")
    record.watch(service.metrics)
    stack = AsyncExitStack()
    stack.callback(lambda: service.records.write(record))
    try:
        asked = api.parse(await body_of(request, service.settings))
        alias = alias_of(asked.model)
        record.model, record.stream, record.asked = alias.name, asked.stream, asked.conversation.asked
        span = stack.enter_context(service.tracing.span(record))
        if await unless_gone(request.receive, service.gate.enter()) is None:
            record.ended("gone")
            return Response(status_code=499)
        stack.callback(service.gate.leave)
        wish = Wish(alias, asked.effort, asked.seed, record.id, asked.draws)
        plan = await asyncio.to_thread(service.answering.plan, asked.conversation, wish)
        record.by = plan.by
        if asked.stream:
            response: Response = await _streamed(service, api, asked, plan, record, request, stack.pop_all())
        else:
            response = await _whole(service, api, asked, plan, record, request)
        del span
    except asyncio.CancelledError:
        record.ended("cancelled")
        raise
    except Exception as error:
        response = _failed(api, record, error)
    finally:
        await stack.aclose()
    response.headers["x-request-id"] = record.id
    return response


async def _whole(service: Service, api: Api, asked: Asked, plan: Plan, record: Record, request: Request) -> Response:
    done = await unless_gone(request.receive, gathered(service.answering.events(plan)))
    if done is None:
        record.ended("gone")
        return Response(status_code=499)
    record.done(done)
    return JSONResponse(api.whole(asked, done), headers=headers_of(done.receipt))


async def _streamed(
    service: Service, api: Api, asked: Asked, plan: Plan, record: Record, request: Request, stack: AsyncExitStack
) -> Response:
    events = service.answering.events(plan)
    stack.push_async_callback(events.aclose)
    first = asyncio.ensure_future(anext(events))
    try:
        if await unless_gone(request.receive, asyncio.wait({first}, timeout=PEEK)) is None:
            record.ended("gone")
            await _end(first)
            await stack.aclose()
            return Response(status_code=499)
        if first.done() and first.exception() is not None:
            await first
    except BaseException as error:
        await _end(first)
        if isinstance(error, Exception):
            record.failed(error)  # before the log's line is written
        await stack.aclose()
        raise
    return EventStream(_lines(api.writer(asked), events, first, record), stack, record, service.settings.write_seconds)


async def _end(task: asyncio.Future[Any]) -> None:
    """Cancel it and wait until it is over."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _lines(
    writer: Writer, events: AsyncGenerator[Event, None], first: asyncio.Future[Event], record: Record
) -> AsyncIterator[bytes]:
    """The stream as bytes; comments while nothing happens."""
    for line in writer.begin():
        yield line
    upcoming = first
    try:
        while True:
            while not upcoming.done():
                await asyncio.wait({upcoming}, timeout=BEAT)
                if not upcoming.done():
                    yield b": thinking\n\n"
            event = upcoming.result()
            if isinstance(event, Done):
                record.done(event)
            for line in writer.event(event):
                yield line
            if isinstance(event, Done):
                return
            upcoming = asyncio.ensure_future(anext(events))
    except Exception as error:
        record.failed(error)
        for line in writer.fault(of_error(error)):
            yield line
    finally:
        await _end(upcoming)


class EventStream(Response):
    """Server-sent events. Ends the work when the client leaves, or takes nothing any more."""

    media_type = "text/event-stream"

    def __init__(self, lines: AsyncIterator[bytes], stack: AsyncExitStack, record: Record, write_seconds: float):
        self.status_code = 200
        self.background = None
        self.init_headers({"cache-control": "no-cache", "x-accel-buffering": "no"})
        self._lines = lines
        self._stack = stack
        self._record = record
        self._write_seconds = write_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the end, or until nobody listens."""
        del scope
        try:
            if await unless_gone(receive, self._send(send)) is None:
                self._record.ended("gone")
        except TimeoutError:
            self._record.ended("slow")
            raise ConnectionAbortedError("the client takes nothing") from None
        finally:
            await self._lines.aclose()  # type: ignore[attr-defined]
            await self._stack.aclose()

    async def _send(self, send: Send) -> bool:
        async def put(message: Message) -> None:
            async with asyncio.timeout(self._write_seconds):
                await send(message)

        await put({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async for line in self._lines:
            await put({"type": "http.response.body", "body": line, "more_body": True})
        await put({"type": "http.response.body", "body": b"", "more_body": False})
        return True


async def gathered(events: AsyncGenerator[Event, None]) -> Done:
    """Only the end."""
    async with aclosing(events):
        async for event in events:
            if isinstance(event, Done):
                return event
    raise AssertionError("the events ended without Done")


async def unless_gone(receive: Receive, work: Awaitable[T]) -> T | None:
    """The work's result, or None where the client left first; the work is then cancelled."""
    task = asyncio.ensure_future(work)
    gone = asyncio.create_task(_gone(receive))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return await task
        return None
    finally:
        for each in (task, gone):
            each.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _gone(receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _failed(api: Api, record: Record, error: Exception) -> Response:
    fault = record.failed(error)
    headers = {**fault.headers, "x-trm-status": "error"} | ({"connection": "close"} if fault.status == 413 else {})
    return JSONResponse(api.fault(fault, record.id), status_code=fault.status, headers=headers)
