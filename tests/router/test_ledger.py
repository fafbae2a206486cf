"""The ledger and the metered model: every try counted, limits kept before the call, nothing lost to kill -9."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from adapters.models.fake import Cut, FakeModel
from router.errors import (
    BudgetExceeded,
    ModelAuth,
    ModelBadOutput,
    ModelRateLimited,
    ModelTimeout,
    ModelUnavailable,
    UsageError,
)
from router.llm.budget import Budget, Estimate
from router.llm.ledger import Entry, Ledger
from router.llm.metered import MeteredModel, Retries, Spend, Tools, metered
from router.types import Call, Completion, Message

ASK = [Message(role="user", content="one two three")]  # three words: three tokens for the fake


class Clock:
    """Time that passes only when someone sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    @property
    def tools(self) -> Tools:
        return Tools(clock=self, sleep=self.sleep, rng=random.Random(0))


def call(usd: float | None = 0.5, outcome: str = "ok") -> Call:
    return Call(model="m", usd=usd, tokens_in=10, tokens_out=5, seconds=1.5, outcome=outcome)


def entry(request: str = "r1", thread: str | None = None, route: str = "open", model: str = "m") -> Entry:
    return Entry(request, thread, route, model)


def test_totals_keep_unknown_prices_apart() -> None:
    ledger = Ledger()
    for number, usd in enumerate([0.25, None, 0.5]):
        ledger.finish(ledger.start(entry(f"r{number}"), Estimate(1, 1, usd)), call(usd))
    ledger.record(entry("r9", route="reading"), call(0.0, "cached"))
    ledger.finish(ledger.start(entry("r8"), Estimate(1, 1, 0.1)), call(0.0, "rate_limited"))
    (day,) = ledger.totals(["day"])
    assert (day.calls, day.failed, day.cached, day.unknown) == (5, 1, 1, 1)
    assert day.usd == 0.75
    assert day.tokens_in == 50
    assert {total.group: total.calls for total in ledger.totals(["route"])} == {("open",): 4, ("reading",): 1}


def test_totals_refuse_a_column_they_do_not_have() -> None:
    with pytest.raises(UsageError, match="usd; DROP"):
        Ledger().totals(["usd; DROP TABLE calls"])  # type: ignore[list-item]


@pytest.mark.parametrize("scope", ["request", "thread", "day"])
def test_each_budget_refuses_before_the_call(scope: str) -> None:
    model = FakeModel(["ok"], usd_in=0.0, usd_out=0.01, max_output_tokens=10)  # a call may cost 0.10, costs 0.01
    ledger = Ledger()
    budget = Budget(**{f"{scope}_usd": 0.115})
    for turn in range(4):
        same = scope == "request"
        spend = Spend(budget=budget, thread="t" if scope != "day" else None, request="r" if same else f"r{turn}")
        metered_model = MeteredModel([model], ledger=ledger, spend=spend)
        if turn < 2:
            assert metered_model.complete(ASK).text == "ok"
        else:
            with pytest.raises(BudgetExceeded, match=f"of the {scope}'s"):
                metered_model.complete(ASK)
    assert len(model.prompts) == 2
    assert len(ledger.rows()) == 2


def test_day_budget_starts_anew_the_next_day() -> None:
    now = [1_000_000_000.0]
    ledger = Ledger(clock=lambda: now[0])
    budget = Budget(day_usd=1.0)
    ledger.finish(ledger.start(entry(), Estimate(1, 1, 0.9), budget), call(0.9))
    with pytest.raises(BudgetExceeded):
        ledger.start(entry("r2"), Estimate(1, 1, 0.9), budget)
    now[0] += 86_400
    assert ledger.start(entry("r3"), Estimate(1, 1, 0.9), budget) == 2


def test_unknown_price_is_refused_under_a_budget_and_stays_unknown_without() -> None:
    model = FakeModel(["ok"], usd_in=None)
    with pytest.raises(BudgetExceeded, match="price of model 'fake/scripted' is unknown"):
        metered(model, None, budget_usd=1.0).complete(ASK)
    assert model.prompts == []
    free = metered(model, None)
    free.complete(ASK)
    assert free.cost.usd is None
    assert free.cost.tokens_in == 3


def test_a_running_call_counts_with_its_estimate() -> None:
    ledger = Ledger()
    budget = Budget(day_usd=1.0)
    ledger.start(entry("running"), Estimate(1, 1, 0.7), budget)
    with pytest.raises(BudgetExceeded, match=r"\$0\.700000 of the day"):
        ledger.start(entry("second"), Estimate(1, 1, 0.7), budget)


def test_parallel_calls_cannot_overspend(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    done: list[int] = []

    def spend_one() -> None:
        ledger = Ledger(path)  # a connection of its own, as another process has
        try:
            done.append(ledger.start(entry(), Estimate(1, 1, 0.3), Budget(day_usd=1.0)))
        except BudgetExceeded:
            pass
        finally:
            ledger.close()

    threads = [threading.Thread(target=spend_one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 3


_CHILD = """
import sys
from router.llm.budget import Estimate
from router.llm.ledger import Entry, Ledger
from router.types import Call
ledger = Ledger(sys.argv[1])
while True:
    number = ledger.start(Entry("r", None, "open", "m"), Estimate(1, 1, 0.5))
    ledger.finish(number, Call(model="m", usd=0.25, tokens_in=1, tokens_out=1, seconds=0.0, outcome="ok"))
    print(number, flush=True)
"""


def test_kill_9_loses_no_finished_call(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    root = Path(__file__).resolve().parents[2]
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(path)], stdout=subprocess.PIPE, cwd=root, env={**os.environ}
    )
    assert child.stdout is not None
    finished = [int(child.stdout.readline()) for _ in range(20)]
    child.send_signal(signal.SIGKILL)
    finished += [int(line) for line in child.stdout.read().splitlines() if line]
    child.wait()
    child.stdout.close()
    rows = {row["id"]: row for row in Ledger(path).rows()}
    assert all(rows[number]["outcome"] == "ok" and rows[number]["usd"] == 0.25 for number in finished)
    unfinished = [row for row in rows.values() if row["outcome"] == "started"]
    assert len(unfinished) <= 1
    assert len(rows) - len(finished) <= 2  # the one under way, and one finished but not yet printed


def test_retries_wait_longer_each_time_and_every_try_is_entered() -> None:
    clock = Clock()
    model = FakeModel([ModelUnavailable("down"), ModelUnavailable("down"), "up"])
    ledger = Ledger()
    spend = Spend()
    asked = MeteredModel([model], ledger=ledger, spend=spend, tools=clock.tools)
    assert asked.complete(ASK).text == "up"
    assert [c.outcome for c in spend.calls] == ["unavailable", "unavailable", "ok"]
    assert [row["outcome"] for row in ledger.rows(spend.request)] == ["unavailable", "unavailable", "ok"]
    first, second = clock.slept
    assert 0.25 <= first <= 0.5 <= second <= 1.0
    assert spend.cost.usd is None  # what the failed tries cost is not known


def test_retry_after_is_honoured_or_the_error_is_raised_at_once() -> None:
    clock = Clock()
    limited = ModelRateLimited("slow down", retry_after=5.0)
    patient = MeteredModel([FakeModel([limited, "ok"])], tools=clock.tools, spend=Spend(deadline=clock.now + 60))
    assert patient.complete(ASK).text == "ok"
    assert 5.0 <= clock.slept[0] <= 5.1
    hurried = MeteredModel([FakeModel([limited, "ok"])], tools=clock.tools, spend=Spend(deadline=clock.now + 4))
    with pytest.raises(ModelRateLimited):
        hurried.complete(ASK)
    assert len(clock.slept) == 1


@pytest.mark.parametrize("error", [ModelAuth("no"), ModelBadOutput("not json")])
def test_what_a_retry_cannot_help_is_not_retried(error: Exception) -> None:
    model = FakeModel([error, "ok"])  # type: ignore[list-item]
    with pytest.raises(type(error)):
        MeteredModel([model], tools=Clock().tools).complete(ASK)
    assert len(model.prompts) == 1


def test_a_passed_deadline_refuses_the_call() -> None:
    model = FakeModel(["ok"])
    with pytest.raises(ModelTimeout, match="no time left"):
        MeteredModel([model], spend=Spend(deadline=0.0)).complete(ASK)
    assert model.prompts == []


def test_second_model_only_if_nothing_was_shown() -> None:
    once = Retries(times=0)
    spare = FakeModel(["spare answer"], name="spare")
    down = MeteredModel([FakeModel([ModelUnavailable("down")]), spare], retries=once)
    *pieces, last = list(down.stream(ASK))
    assert "".join(str(p) for p in pieces) == "spare answer"
    assert isinstance(last, Completion)
    assert last.call.model == "spare"

    cut = MeteredModel([FakeModel([Cut("half an")]), spare], tools=Clock().tools)
    shown: list[str] = []
    with pytest.raises(ModelUnavailable, match="after 7 characters"):
        shown.extend(str(piece) for piece in cut.stream(ASK))
    assert "".join(shown) == "half an"
    assert len(spare.prompts) == 1
    assert [c.outcome for c in cut.spend.calls] == ["unavailable"]


def test_an_abandoned_stream_is_in_the_ledger() -> None:
    asked = MeteredModel([FakeModel(["a long answer in words"])])
    stream = asked.stream(ASK)
    assert next(stream).__class__ is str
    stream.close()  # type: ignore[attr-defined]
    assert [row["outcome"] for row in asked.ledger.rows()] == ["abandoned"]
    assert asked.cost.usd is None


async def test_async_sides_agree_with_the_sync_ones() -> None:
    asked = MeteredModel([FakeModel([ModelUnavailable("x"), "hello there"])], retries=Retries(first_pause=0.001))
    assert (await asked.acomplete(ASK)).text == "hello there"
    items = [item async for item in asked.astream(ASK)]
    assert items[:-1] == ["hello ", "there"]
    assert [c.outcome for c in asked.spend.calls] == ["unavailable", "ok", "ok"]
    await asyncio.sleep(0)


class Answer(BaseModel):
    value: int


class Memory:
    """A cache in a dict."""

    def __init__(self, *, open_ended: bool = False) -> None:
        self.open_ended = open_ended
        self.kept: dict[str, str] = {}

    def get(self, model: str, messages: object, schema: type[BaseModel] | None) -> str | None:
        return self.kept.get(f"{model}{messages}{schema}")

    def put(self, model: str, messages: object, schema: type[BaseModel] | None, text: str) -> None:
        self.kept[f"{model}{messages}{schema}"] = text


def test_cached_answers_cost_nothing_but_are_entered() -> None:
    model = FakeModel(['{"value": 3}'])
    asked = MeteredModel([model], cache=Memory())
    texts = [asked.complete(ASK, schema=Answer).text for _ in range(2)]
    assert texts == ['{"value": 3}'] * 2
    assert [c.outcome for c in asked.spend.calls] == ["ok", "cached"]
    assert asked.spend.calls[1].usd == 0.0
    asked.complete(ASK)
    asked.complete(ASK)
    assert len(model.prompts) == 3  # open-ended text is not cached unless wanted


def test_rejected_structure_keeps_its_cost() -> None:
    asked = MeteredModel([FakeModel(['{"value": "many"}'])])
    with pytest.raises(ModelBadOutput):
        asked.complete(ASK, schema=Answer)
    assert asked.spend.calls[0].outcome == "bad_output"
    assert asked.cost.usd == pytest.approx(3e-6 + 2 * 2e-6)


def test_a_fresh_purse_for_each_request_keeps_the_limits() -> None:
    shared = MeteredModel([FakeModel(["ok"])], spend=Spend(budget=Budget(day_usd=5.0)))
    one, two = metered(shared, None), metered(shared, None, budget_usd=0.5, thread="t")
    assert one.spend.request != two.spend.request
    assert (one.spend.budget, two.spend.budget) == (Budget(day_usd=5.0), Budget(request_usd=0.5, day_usd=5.0))
    two.on("puzzle").complete(ASK)
    assert [row["route"] for row in shared.ledger.rows()] == ["puzzle"]
    assert two.cost.calls[0].outcome == "ok"


def test_a_damaged_ledger_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(UsageError, match="cannot open the ledger"):
        Ledger(path).totals()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=6))
def test_sum_is_unknown_exactly_if_one_price_is(prices: list[float | None]) -> None:
    spend = Spend(calls=[call(usd) for usd in prices])
    expected = None if None in prices else pytest.approx(sum(p for p in prices if p is not None))
    assert spend.cost.usd == expected
