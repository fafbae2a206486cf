"""A stop (Ctrl-C, a closed connection) ends calls, streams and the graph within a second; no further call begins."""

from __future__ import annotations

import _thread
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from misbehaving_server import Provider, serving
from pointers import NORVIG

from adapters.graph.mixed_router import MixedRouter
from adapters.models.completions import LiteLLMModel, ModelOptions
from adapters.models.fake import FakeModel
from router import Request, Router
from router.errors import ModelUnavailable, Stopped
from router.llm.metered import MeteredModel, Retries
from router.llm.stop import stoppable
from router.types import Message
from solvers.exact import ExactSolver

ASK = [Message(role="user", content="hi")]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    pytest.importorskip("litellm")
    pytest.importorskip("langgraph")
    with serving() as running:
        model(running, "answer").complete(ASK)
        MixedRouter(chat=model(running, "answer")).handle(Request(text=f"Solve this and add a poem:\n{NORVIG}"))
        running.requests.clear()
        yield running


def model(provider: Provider, mode: str) -> MeteredModel:
    return MeteredModel(
        [LiteLLMModel("openai/gpt-test", ModelOptions(api_base=provider.url(mode), api_key="k", structured="text"))],
        retries=Retries(times=2, first_pause=0.01),
    )


def interrupted(work: Any, after: float = 0.4) -> float:
    """Seconds from a Ctrl-C until the work is over."""
    pressed: list[float] = []

    def press() -> None:
        pressed.append(time.monotonic())
        _thread.interrupt_main()

    timer = threading.Timer(after, press)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        work()
    timer.join()
    return time.monotonic() - pressed[0]


@pytest.mark.parametrize("mode", ["slow", "stall", "drip"])
@pytest.mark.parametrize("text", [f"Solve this and add a poem:\n{NORVIG}", "Tell me about the sea.", NORVIG])
def test_an_interrupt_ends_everything_within_a_second(provider: Provider, mode: str, text: str) -> None:
    provider.requests.clear()
    router = MixedRouter(chat=model(provider, mode))
    pieces: list[str] = []
    assert interrupted(lambda: router.handle(Request(text=text, seconds=15.0), on_text=pieces.append)) < 1.0
    made = sum(provider.requests.values())
    time.sleep(0.4)
    assert made == sum(provider.requests.values()) == 1


def test_a_switch_stops_calls_that_run_and_those_to_come(provider: Provider) -> None:
    chat = model(provider, "slow")
    with stoppable() as stop:
        threading.Timer(0.2, stop.set).start()
        began = time.monotonic()
        with pytest.raises(Stopped):
            chat.complete(ASK, deadline=began + 15)
        assert time.monotonic() - began < 1.0
        with pytest.raises(Stopped):
            chat.complete(ASK)
    assert [call.outcome for call in chat.spend.calls] == ["abandoned"]


def test_a_stop_between_two_tries_makes_no_second_one() -> None:
    fake = FakeModel([ModelUnavailable("down")])
    with stoppable() as stop:
        chat = MeteredModel([fake], retries=Retries(times=5, first_pause=0.05))
        threading.Timer(0.02, stop.set).start()
        with pytest.raises(Stopped):
            Router(exact=ExactSolver(), chat=chat).handle(Request(text="hello"))
    assert len(fake.prompts) == 1
