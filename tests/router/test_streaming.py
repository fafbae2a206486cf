"""Requests over asyncio: everybody gets their own answer, a stop ends the work soon, a slow reader holds nobody up."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing
from typing import Any

import numpy as np
import pytest

from adapters.models.fake import FakeModel
from router import Reply, Request, Router, Step, streaming
from router.errors import ModelUnavailable, Overloaded, Stopped
from router.llm.stop import stoppable
from router.streaming import Mailbox, Words
from router.types import Completion, Message, Receipt
from solvers.base import Busy, Effort, Kind, OnStep, Solution
from solvers.exact import ExactSolver
from solvers.stop import stopped, taking_turns

SUDOKU = "Solve this sudoku:\n1 . 3 .\n. 4 . 2\n2 . 4 .\n. 3 . 1\n"


class Thinker:
    """A solver that shows steps until it has made enough of them, or is stopped."""

    name = "thinker"

    def __init__(self, steps: int, pause: float = 0.0) -> None:
        self.steps, self.pause, self.made, self.seen = steps, pause, 0, threading.Event()

    def supports(self, kind: str, puzzle: Any) -> bool:
        del kind, puzzle
        return True

    def solve(
        self,
        kind: Kind[Any, Any],
        puzzles: Sequence[Any],
        *,
        effort: Effort = Effort.MEDIUM,
        deadline: float | None = None,
        on_step: OnStep | None = None,
        seed: int = 0,
    ) -> list[Solution[Any]]:
        del kind, deadline, seed
        while self.made < self.steps and not stopped():
            self.made += 1
            if on_step is not None:
                on_step(0, self.made, np.zeros((4, 4)))
            self.seen.set()
            time.sleep(self.pause)
        return [Solution("unproven", None, self.name, effort) for _ in puzzles]


class Echo(Router):
    """Its replies say the text and the thread; `during` is done in between."""

    def __init__(self, during: Callable[[Request], None] = lambda _: None) -> None:
        super().__init__()
        self.during, self.busy, self.crossed = during, set[str](), 0
        self.guard = threading.Lock()

    def handle(self, request: Request, *_more: Any, **_named: Any) -> Reply:
        thread = request.thread or request.text
        with self.guard:
            self.crossed += thread in self.busy
            self.busy.add(thread)
        try:
            self.during(request)
        finally:
            with self.guard:
                self.busy.discard(thread)
        receipt = Receipt(status="answered", kind="open", answer=f"{request.thread}/{request.text}")
        return Reply(receipt=receipt, reading=self.read(""))


def ask(text: str, thread: str | None = None) -> Request:
    return Request(text=text, thread=thread, effort=Effort.LOW)


def test_the_last_event_is_the_reply_and_the_steps_come_before_it() -> None:
    async def run() -> list[Any]:
        return [event async for event in Router(Thinker(3), ExactSolver()).stream(ask(SUDOKU))]

    events = asyncio.run(run())
    assert [event.step for event in events[:-1]] == [1, 2, 3]
    assert all(isinstance(event, Step) and event.part == 0 for event in events[:-1])
    assert events[-1].receipt.status == "verified"


def test_ahandle_calls_back_on_the_event_loop() -> None:
    async def run() -> tuple[Reply, set[int], int]:
        threads: set[int] = set()
        router = Router(Thinker(2), ExactSolver())
        reply = await router.ahandle(ask(SUDOKU), on_step=lambda *_: threads.add(threading.get_ident()))
        return reply, threads, threading.get_ident()

    reply, threads, own = asyncio.run(run())
    assert reply.receipt.status == "verified"
    assert threads == {own}


def test_thirty_at_once_on_several_threads_get_their_own_answers_in_order() -> None:
    order: dict[str, list[str]] = {}

    def during(request: Request) -> None:
        time.sleep(0.002)
        order.setdefault(str(request.thread), []).append(request.text)

    async def run() -> tuple[Echo, list[Reply]]:
        router = Echo(during)
        wishes = [ask(f"{i:02}", f"t{i % 4}") for i in range(30)]
        return router, await asyncio.gather(*(router.ahandle(wish) for wish in wishes))

    router, replies = asyncio.run(run())
    assert [reply.receipt.answer for reply in replies] == [f"t{i % 4}/{i:02}" for i in range(30)]
    assert router.crossed == 0
    assert all(texts == sorted(texts) for texts in order.values())


def test_one_thread_waits_over_event_loops_too() -> None:
    router = Echo(lambda _: time.sleep(0.02))

    async def some(first: int) -> list[Reply]:
        return await asyncio.gather(*(router.ahandle(ask(str(first + i), "one")) for i in range(4)))

    loops = [threading.Thread(target=lambda n=n: asyncio.run(some(n))) for n in (0, 10, 20)]
    for loop in loops:
        loop.start()
    for loop in loops:
        loop.join()
    assert router.crossed == 0


def test_cancelling_in_the_middle_of_steps_ends_them() -> None:
    thinker = Thinker(10**9, pause=0.01)

    async def run() -> None:
        task = asyncio.create_task(Router(thinker, ExactSolver()).ahandle(ask(SUDOKU)))
        while not (thinker.seen.is_set() or task.done()):
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    made = thinker.made
    time.sleep(0.05)
    assert thinker.made <= made + 1


def test_closing_the_iterator_ends_the_work() -> None:
    thinker = Thinker(10**9, pause=0.01)

    async def run() -> None:
        async with aclosing(Router(thinker).stream(ask(SUDOKU))) as events:
            async for event in events:
                assert isinstance(event, Step)
                break

    asyncio.run(run())
    made = thinker.made
    time.sleep(0.05)
    assert thinker.made <= made + 1


class Talker(FakeModel):
    """Streams a word every few milliseconds, without end."""

    said = 0

    def stream(self, messages: Sequence[Message], *, deadline: float | None = None) -> Iterator[str | Completion]:
        del messages, deadline
        while True:
            self.said += 1
            yield f"{self.said} "
            time.sleep(0.005)


def test_closing_in_the_middle_of_words_ends_the_models_stream() -> None:
    talker = Talker(["x"])

    async def run() -> str:
        async with aclosing(Router(chat=talker).stream(ask("Count without end."))) as events:
            heard = ""
            async for event in events:
                assert isinstance(event, Words)
                heard += event.text
                if len(heard) > 10:
                    break
        return heard

    assert asyncio.run(run()).startswith("1 2 3 ")
    said = talker.said
    time.sleep(0.05)
    assert talker.said <= said + 1


def test_who_leaves_while_waiting_for_a_turn_lets_the_next_one_in() -> None:
    begun = threading.Event()

    def during(request: Request) -> None:
        begun.set()
        time.sleep(0.1 if request.text == "first" else 0)

    async def run() -> list[str | None]:
        router = Echo(during)
        first, second, third = (
            asyncio.create_task(router.ahandle(ask(t, "one"))) for t in ("first", "second", "third")
        )
        while not (begun.is_set() or first.done()):
            await asyncio.sleep(0.005)
        second.cancel()
        return [(await task).receipt.answer for task in (first, third)]

    assert asyncio.run(run()) == ["one/first", "one/third"]


def test_a_slow_reader_misses_steps_but_no_words_and_holds_nobody_up() -> None:
    async def run() -> list[Any]:
        mailbox = Mailbox(unread=8)
        for i in range(1000):
            mailbox.step(0, i, None)
            mailbox.words(f"{i} ")
        mailbox.end(Reply(receipt=Receipt(status="answered", kind="open"), reading=Router().read("")))
        events = []
        while not isinstance(event := await mailbox.next(), Reply):
            events.append(event)
        return events

    events = asyncio.run(run())
    assert "".join(e.text for e in events if isinstance(e, Words)) == "".join(f"{i} " for i in range(1000))
    assert len(events) <= 9


def test_errors_of_the_request_reach_the_caller() -> None:
    async def run() -> None:
        await Router(chat=FakeModel([ModelUnavailable("down")])).ahandle(ask("Who wrote Faust?"))

    with pytest.raises(ModelUnavailable):
        asyncio.run(run())


def test_an_error_frees_the_thread() -> None:
    def during(request: Request) -> None:
        if request.text == "bad":
            raise ValueError("bad")

    async def run() -> list[Any]:
        router = Echo(during)
        return await asyncio.gather(
            *(router.ahandle(ask(t, "one")) for t in ("bad", "good", "bad", "good")), return_exceptions=True
        )

    assert [type(outcome) for outcome in asyncio.run(run())] == [ValueError, Reply, ValueError, Reply]


def test_an_error_of_a_callback_stops_the_work() -> None:
    thinker = Thinker(10**9, pause=0.01)

    def on_step(*_: Any) -> None:
        raise KeyError("reader")

    with pytest.raises(KeyError):
        asyncio.run(Router(thinker).ahandle(ask(SUDOKU), on_step=on_step))
    made = thinker.made
    time.sleep(0.05)
    assert thinker.made <= made + 1


def test_a_stopped_rung_is_not_called_a_failed_one() -> None:
    with stoppable() as stop:
        stop.set()
        with pytest.raises(Stopped):
            Router(Thinker(3), ExactSolver()).handle(ask(SUDOKU))


def test_whoever_waits_for_a_lock_sees_the_deadline() -> None:
    lock = threading.Lock()
    with lock, taking_turns(lock, time.monotonic() + 0.01) as mine:
        assert not mine
    with taking_turns(lock) as mine:
        assert mine
    assert not lock.locked()


def test_beyond_a_number_requests_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("router.streaming.MOST", 3)
    free = threading.Event()

    def during(_: Request) -> None:
        free.wait(5)

    async def run() -> list[Any]:
        router = Echo(during)
        tasks = [asyncio.create_task(router.ahandle(ask(str(n), f"t{n % 2}"))) for n in range(5)]
        await asyncio.sleep(0.05)
        free.set()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        return [*outcomes, await router.ahandle(ask("later"))]

    kinds = [type(outcome) for outcome in asyncio.run(run())]
    assert kinds == [Reply, Reply, Reply, Overloaded, Overloaded, Reply]


def test_a_stop_before_the_answer_is_given_takes_it_back() -> None:
    """Whoever left gets no answer, and what was cut short is never called one."""

    class Late(Thinker):
        def solve(self, kind: Kind[Any, Any], puzzles: Sequence[Any], **more: Any) -> list[Solution[Any]]:
            stop.set()
            return ExactSolver().solve(kind, puzzles)

    with stoppable() as stop, pytest.raises(Stopped):
        Router(Late(1), ExactSolver()).handle(ask(SUDOKU))


def test_random_cancellations_leave_no_request_behind_and_cross_no_answers() -> None:
    random = np.random.default_rng(0)

    async def run() -> tuple[Echo, list[Any]]:
        router = Echo(lambda _: time.sleep(0.003))
        tasks = [asyncio.create_task(router.ahandle(ask(f"{n}", f"t{n % 4}"))) for n in range(60)]
        for task in tasks:
            if random.random() < 0.4:
                await asyncio.sleep(float(random.random()) * 0.01)
                task.cancel()
        return router, await asyncio.gather(*tasks, return_exceptions=True)

    router, outcomes = asyncio.run(run())
    answers = {n: o.receipt.answer for n, o in enumerate(outcomes) if isinstance(o, Reply)}
    assert answers == {n: f"t{n % 4}/{n}" for n in answers}
    assert all(isinstance(outcome, Reply | asyncio.CancelledError) for outcome in outcomes)
    assert router.crossed == 0
    ends = time.monotonic() + 2
    while streaming._here.count and time.monotonic() < ends:
        time.sleep(0.01)
    assert streaming._here.count == 0
    assert streaming.turns_of(router)._last == {}


def test_rulebooks_are_stopped_and_refused_too() -> None:
    pair = ["a", "b"]
    rules = {"cells": pair, "values": [1, 2], "given": {"a": 1}, "rules": [{"rule": "different", "cells": pair}]}

    class Full(Thinker):
        def solve(self, *_: Any, **__: Any) -> list[Solution[Any]]:
            raise Busy("full", retry_after=3)

    assert Router().solve_rules(rules).receipt.status == "verified"
    with pytest.raises(Overloaded) as full:
        Router(Full(1)).solve_rules(rules, exact=False)
    assert full.value.retry_after == 3
    with stoppable() as stop:
        stop.set()
        with pytest.raises(Stopped):
            Router().solve_rules(rules)
