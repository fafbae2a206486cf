"""Requests over asyncio through the router with threads and the graph: own answers, one at a time a thread, a stop."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from adapters.graph.mixed_router import MixedRouter
from adapters.models.fake import FakeModel
from router import Reply, Request, Words
from router.errors import Stopped
from router.llm.stop import stoppable
from router.types import Completion, Message
from solvers.exact import ExactSolver
from solvers.kinds.sudoku import SUDOKU

pytest.importorskip("langgraph")


class Parrot(FakeModel):
    """Says the last message again; where it is told to count, it does so without end."""

    most = busy = 0

    def stream(self, messages: Sequence[Message], *, deadline: float | None = None) -> Iterator[str | Completion]:
        asked = messages[-1].content
        counted = 0
        while "count" in asked.lower():
            counted += 1
            self.most = max(self.most, counted)
            yield f"{counted} "
            time.sleep(0.005)
        time.sleep(0.005)
        yield from super().stream(messages, deadline=deadline)


def parrot() -> Parrot:
    return Parrot([lambda messages: f"You said: {messages[-1].content}"])


def wish(number: int) -> tuple[Request, str]:
    """Request number n and what its answer must hold."""
    thread = f"t{number % 5}"
    if number % 3:
        return Request(text=f"Tell me about number {number}.", thread=thread), f"number {number}."
    puzzle = SUDOKU.generate(number, size=4)
    answer = SUDOKU.exact(puzzle).answers[0]
    return Request(text=f"Solve this sudoku:\n{SUDOKU.render(puzzle)}", thread=thread), str(answer)


def test_thirty_at_once_on_five_threads_get_their_own_answers(tmp_path: Path) -> None:
    router = MixedRouter(exact=ExactSolver(), chat=parrot(), threads=tmp_path / "threads.db")

    async def run() -> list[Reply]:
        return await asyncio.gather(*(router.ahandle(wish(n)[0]) for n in range(30)))

    for number, reply in enumerate(asyncio.run(run())):
        expected = wish(number)[1]
        if number % 3:
            assert reply.receipt.status == "answered"
            assert expected in str(reply.receipt.answer)
        else:
            assert reply.receipt.status == "verified"
            assert reply.receipt.solution is not None
            assert str(tuple(map(tuple, reply.receipt.solution["rows"]))) == expected
    assert router._locks == {}


@pytest.mark.parametrize("thread", [None, "t"])
def test_closing_in_the_middle_of_words_ends_the_graphs_stream(thread: str | None) -> None:
    chat = parrot()
    router = MixedRouter(exact=ExactSolver(), chat=chat)

    async def run() -> None:
        async with aclosing(router.stream(Request(text="Please count for ever.", thread=thread))) as events:
            async for event in events:
                assert isinstance(event, Words)
                if "5" in event.text:
                    break

    asyncio.run(run())
    assert chat.most >= 5
    time.sleep(1.0)
    said = chat.most
    time.sleep(0.1)
    assert chat.most == said


def test_a_stop_ends_a_wait_for_the_thread() -> None:
    router = MixedRouter(exact=ExactSolver(), chat=parrot())
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with router._turn_of("t"):
            held.set()
            free.wait(5)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    with stoppable() as stop:
        threading.Timer(0.1, stop.set).start()
        began = time.monotonic()
        with pytest.raises(Stopped):
            router.handle(Request(text="hello", thread="t"))
        assert time.monotonic() - began < 1.0
    free.set()
    holder.join()
    assert router._locks == {}


def test_cancelling_frees_the_thread_for_the_next_request() -> None:
    router = MixedRouter(exact=ExactSolver(), chat=parrot())

    async def run() -> Any:
        task = asyncio.create_task(
            router.ahandle(Request(text="Please count for ever.", thread="t"), on_text=lambda _: None)
        )
        await asyncio.sleep(0.5)
        task.cancel()
        began = time.monotonic()
        reply = await router.ahandle(Request(text="Tell me about cats.", thread="t"))
        return time.monotonic() - began, reply.receipt.answer

    took, answer = asyncio.run(run())
    assert took < 2.5
    assert "cats" in answer
