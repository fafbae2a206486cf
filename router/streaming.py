"""A request over asyncio: the work in one of a few worker threads, its steps and words as events, a stop that ends it.

    reply = await router.ahandle(request)
    async for event in router.stream(request): ...      # Step and Words as they come; the last item is the Reply

Cancelling the task or closing the iterator sets the request's stop switch: the network, the searches, the graph and
the model's stream end within a second. A reader that is slow never holds the worker up.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing, suppress
from contextvars import copy_context
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from router.errors import Overloaded
from router.llm.stop import raise_if_stopped, stoppable
from router.types import Reply, Request
from solvers.base import OnStep
from solvers.watching import Belief, Watching

if TYPE_CHECKING:
    from router.core import Router

WORKERS = 64
"""Requests that are worked on at once; further ones wait for their turn."""
MOST = 320
"""Requests that are worked on or wait; beyond it they are refused."""
UNREAD = 64
"""Events that wait for a slow reader. Beyond it the oldest step is dropped and words are joined, never lost."""


@dataclass(frozen=True, slots=True)
class Step:
    """One supervision step of a network: what it would answer now."""

    part: int
    """The part of the message that it thinks about, from 0."""
    step: int
    """From 1."""
    answer: Any
    """The network's output tokens (H, W); over rules, for every cell the number of its value, or -1."""
    belief: Belief | None = None
    """How sure it is, where that was asked for."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a language model's text."""

    text: str


Event = Step | Words | Reply


class Turns:
    """First come, first served for each thread id, over any number of event loops; waiting takes no worker."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._last: dict[str, Future[None]] = {}

    def join(self, thread: str | None) -> tuple[Future[None] | None, Future[None]]:
        """The turn to wait for, and the own one, which whoever ends the work must finish with `leave`."""
        own: Future[None] = Future()
        if thread is None:
            return None, own
        with self._guard:
            before, self._last[thread] = self._last.get(thread), own
        return before, own

    def leave(self, thread: str | None, own: Future[None]) -> None:
        """The turn is over."""
        if thread is not None:
            with self._guard:
                if self._last.get(thread) is own:
                    del self._last[thread]
        own.set_result(None)


_TURNS: WeakKeyDictionary[Router, Turns] = WeakKeyDictionary()
_GUARD = threading.Lock()


def turns_of(router: Router) -> Turns:
    """The turns of a router's threads."""
    with _GUARD:
        return _TURNS.setdefault(router, Turns())


class Mailbox:
    """Events on their way from a worker thread to an event loop; putting one in never waits."""

    def __init__(self, unread: int = UNREAD) -> None:
        self._loop = asyncio.get_running_loop()
        self._arrived = asyncio.Event()
        self._guard = threading.Lock()
        self._unread = unread
        self._events: deque[Step | list[str]] = deque()
        self._end: Reply | BaseException | None = None
        self._belief: Belief | None = None

    def step(self, part: int, step: int, answer: Any) -> None:
        """An `on_step` of solvers."""
        with self._guard:
            if len(self._events) >= self._unread:
                self._make_room()
            held, self._belief = self._belief, None
            self._events.append(Step(part, step, answer, held))
        self._wake()

    def belief(self, part: int, step: int, belief: Belief) -> None:
        """Told right before its step, with which it goes."""
        del part, step
        self._belief = belief

    def words(self, text: str) -> None:
        """An `on_text` of models."""
        with self._guard:
            if len(self._events) >= self._unread:
                self._make_room()
            self._events.append([text])
        self._wake()

    def end(self, outcome: Reply | BaseException) -> None:
        """The last of all."""
        with self._guard:
            self._end = outcome
        self._wake()

    async def next(self) -> Event:
        """The next event; the Reply is the last. Raises what ended the work."""
        while True:
            with self._guard:
                if self._events:
                    first = self._events.popleft()
                    return Words("".join(first)) if isinstance(first, list) else first
                if isinstance(self._end, BaseException):
                    raise self._end
                if self._end is not None:
                    return self._end
                self._arrived.clear()
            await self._arrived.wait()

    def _make_room(self) -> None:
        """Drop the oldest step; words that are neighbours then become one piece."""
        place = next((i for i, event in enumerate(self._events) if isinstance(event, Step)), None)
        if place is not None:
            del self._events[place]
        right = 1 if place is None else place
        if 0 < right < len(self._events):
            before, after = self._events[right - 1], self._events[right]
            if isinstance(before, list) and isinstance(after, list):
                before.extend(after)
                del self._events[right]

    def _wake(self) -> None:
        with suppress(RuntimeError):  # the loop was closed: nobody reads any more
            self._loop.call_soon_threadsafe(self._arrived.set)


class _Here:
    """How many requests are here."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self.count = 0

    def enter(self) -> None:
        """Raises Overloaded."""
        with self._guard:
            if self.count >= MOST:
                raise Overloaded(f"{self.count} requests are worked on or wait", hint="try again in a moment")
            self.count += 1

    def leave(self) -> None:
        with self._guard:
            self.count -= 1


_here = _Here()


async def stream(
    router: Router, request: Request, *, steps: bool = True, words: bool = True, beliefs: bool = False
) -> AsyncGenerator[Event, None]:
    """The request's events, the Reply last; closing it stops the work. With `beliefs`, steps say how sure it is."""
    mailbox, stop = Mailbox(), threading.Event()
    shown: OnStep = Watching(mailbox.step, mailbox.belief) if beliefs else mailbox.step
    _here.enter()
    turns = turns_of(router)
    before, own = turns.join(request.thread)

    def leave(_done: Any = None) -> None:
        turns.leave(request.thread, own)
        _here.leave()

    def on_text(text: str) -> None:
        raise_if_stopped()
        mailbox.words(text)

    def work() -> None:
        with stoppable(stop):
            try:
                raise_if_stopped()
                mailbox.end(router.handle(request, shown if steps else None, on_text if words else None))
            except BaseException as error:
                mailbox.end(error)

    started = False
    try:
        if before is not None:
            await asyncio.shield(asyncio.wrap_future(before))
        future = _workers().submit(copy_context().run, work)
        started = True
        future.add_done_callback(leave)
        try:
            while not isinstance(event := await mailbox.next(), Reply):
                yield event
            yield event
        finally:
            stop.set()
            future.cancel()  # where it has not begun
    finally:
        if not started:  # the next one waits for the turn that this one waited for
            before.add_done_callback(leave) if before is not None else leave()


async def ahandle(
    router: Router, request: Request, on_step: OnStep | None, on_text: Callable[[str], None] | None
) -> Reply:
    """The Reply; the callbacks are called on the event loop."""
    async with aclosing(stream(router, request, steps=on_step is not None, words=on_text is not None)) as events:
        async for event in events:
            if isinstance(event, Reply):
                return event
            if isinstance(event, Words) and on_text is not None:
                on_text(event.text)
            elif isinstance(event, Step) and on_step is not None:
                on_step(event.part, event.step, event.answer)
    raise AssertionError("the stream ended without a reply")


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(WORKERS, thread_name_prefix="trm-router")
