"""One event loop in a thread of its own, so that blocking callers get what only asyncio offers: real cancellation.

A call that runs past its deadline is cancelled, which closes its connection, however slowly its bytes drip in; a
blocking client's time-out counts only the silence between two reads.
"""

from __future__ import annotations

import asyncio
import atexit
import concurrent.futures
import queue
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from typing import Any, TypeVar

from router.llm.stop import raise_if_stopped

T = TypeVar("T")

_LOOK = 0.1
"""Seconds between two looks whether the request was stopped."""
_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` on the background loop and wait for it; an interrupt cancels it."""
    future = asyncio.run_coroutine_threadsafe(work, _running())
    try:
        while True:
            try:
                return future.result(timeout=_LOOK)
            except concurrent.futures.TimeoutError:
                if future.done():  # the work's own time-out
                    raise
                raise_if_stopped()
    except BaseException:
        future.cancel()
        raise


def iterate(source: AsyncIterator[T]) -> Iterator[T]:
    """The items of `source`, pumped on the background loop; closing the iterator closes the source."""
    items: queue.SimpleQueue[tuple[bool, T | BaseException | None]] = queue.SimpleQueue()

    async def pump() -> None:
        try:
            async for item in source:
                items.put((True, item))
        except asyncio.CancelledError:
            raise
        except BaseException as exc:
            items.put((False, exc))
        else:
            items.put((False, None))
        finally:
            close = getattr(source, "aclose", None)
            if close is not None:
                await close()

    future = asyncio.run_coroutine_threadsafe(pump(), _running())
    try:
        while True:
            try:
                good, item = items.get(timeout=_LOOK)
            except queue.Empty:
                raise_if_stopped()
                continue
            raise_if_stopped()
            if good:
                yield item  # type: ignore[misc]
            elif isinstance(item, BaseException):
                raise item
            else:
                return
    finally:
        future.cancel()


def _running() -> asyncio.AbstractEventLoop:
    global _loop
    with _lock:
        if _loop is None:
            _loop = asyncio.new_event_loop()
            thread = threading.Thread(target=_loop.run_forever, name="trm-router-calls", daemon=True)
            thread.start()
            atexit.register(_stop, _loop, thread)
        return _loop


def _stop(loop: asyncio.AbstractEventLoop, thread: threading.Thread) -> None:
    """At exit: end what still runs on the loop (litellm leaves a worker there), or asyncio complains about it."""

    async def end() -> None:
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=0.5)

    asyncio.run_coroutine_threadsafe(end(), loop).add_done_callback(lambda _: loop.call_soon_threadsafe(loop.stop))
    thread.join(1.0)
