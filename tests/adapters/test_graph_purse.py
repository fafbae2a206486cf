"""What the graph's nodes spend: planning has its share of the time, no call is endless, and all stand in one ledger."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from pointers import NORVIG

from adapters.graph.mixed_router import MixedRouter
from adapters.models.fake import FakeModel
from router import Request
from router.errors import ModelTimeout
from router.llm.ledger import Ledger
from router.llm.metered import MeteredModel, Retries
from router.types import Completion, Message
from solvers.exact import ExactSolver

pytest.importorskip("langgraph")
TEXT = f"Solve this and write a poem about it:\n{NORVIG}"


class Slow:
    """A model that uses all the time it gets when it plans, and says when that would have ended."""

    name = "fake/slow"

    def __init__(self) -> None:
        self.left: list[tuple[str, float]] = []

    def complete(self, messages: Sequence[Message], *, deadline: float | None = None, **_: Any) -> Completion:
        self._note("plan", deadline)
        raise ModelTimeout("no plan in time")

    def stream(self, messages: Sequence[Message], *, deadline: float | None = None) -> Iterator[str | Completion]:
        self._note("open", deadline)
        yield from FakeModel(["a poem"]).stream(messages)

    def _note(self, route: str, deadline: float | None) -> None:
        self.left.append((route, float("inf") if deadline is None else deadline - time.monotonic()))


@pytest.mark.parametrize(("seconds", "whole"), [(30.0, 30.0), (None, 120.0)])
def test_a_plan_has_a_third_of_the_time_and_no_call_is_endless(seconds: float | None, whole: float) -> None:
    model = Slow()
    chat = MeteredModel([model], retries=Retries(times=0))
    receipt = MixedRouter(exact=ExactSolver(), chat=chat).handle(Request(text=TEXT, seconds=seconds)).receipt
    assert [part.status for part in receipt.parts] == ["verified", "answered"]
    assert [route for route, _ in model.left] == ["plan", "open"]
    assert model.left[0][1] == pytest.approx(whole / 3, abs=2.0)
    assert whole / 2 < model.left[1][1] <= whole


def test_a_plan_by_another_model_stands_in_the_same_ledger_and_budget() -> None:
    ledger = Ledger()
    chat = MeteredModel([FakeModel(["a poem"], name="fake/words")], ledger=ledger, retries=Retries(times=0))
    reader = FakeModel(["no plan"], name="fake/reader")
    receipt = MixedRouter(exact=ExactSolver(), chat=chat, reader=reader).handle(Request(text=TEXT)).receipt
    rows = [(row["route"], row["model"]) for row in ledger.rows()]
    assert rows == [("plan", "fake/reader"), ("plan", "fake/reader"), ("open", "fake/words")]
    assert len({row["request"] for row in ledger.rows()}) == 1
    assert receipt.cost.usd == pytest.approx(sum(row["usd"] for row in ledger.rows()))
