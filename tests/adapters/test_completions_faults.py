"""A provider that misbehaves: every fault ends in the right error, in time, with the right sum, and shows no key."""

from __future__ import annotations

import logging
import sqlite3
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from misbehaving_server import Provider, serving
from pydantic import BaseModel

from adapters.models.completions import LiteLLMModel, ModelOptions
from adapters.models.fake import FakeModel
from adapters.models.prices import Price
from adapters.models.response_cache import ResponseCache
from router import Request, Router
from router.errors import (
    BudgetExceeded,
    ModelAuth,
    ModelBadOutput,
    ModelError,
    ModelRateLimited,
    ModelTimeout,
    ModelUnavailable,
)
from router.llm.ledger import Ledger
from router.llm.metered import MeteredModel, Retries, Spend
from router.types import Completion, Message

KEY = "sk-test-0123456789abcdefghijkl"
ASK = [Message(role="user", content="hi")]
PAID = pytest.approx(100 * 1e-6 + 10 * 2e-6)
PRICE = Price(1e-6, 2e-6)


class Value(BaseModel):
    value: int


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    pytest.importorskip("litellm")
    with serving() as provider:
        # The first call imports half of litellm: no test's clock should pay for it.
        ask(provider, "answer", seconds=100.0).complete(ASK)
        list(ask(provider, "answer", seconds=100.0).stream(ASK))
        yield provider


@pytest.fixture
def provider(running: Provider) -> Provider:
    running.requests.clear()
    running.bodies.clear()
    return running


def ask(provider: Provider, mode: str, *, seconds: float = 10.0, pause: float = 0.01, **more: object) -> MeteredModel:
    options = ModelOptions(
        api_base=provider.url(mode), api_key=KEY, price=PRICE, max_output_tokens=200, structured="schema"
    )
    return MeteredModel(
        [LiteLLMModel("openai/gpt-test", options)],
        spend=Spend(deadline=time.monotonic() + seconds),
        retries=Retries(times=2, first_pause=pause),
        **more,  # type: ignore[arg-type]
    )


def outcomes(model: MeteredModel) -> list[tuple[str, float | None]]:
    rows = model.ledger.rows(model.spend.request)
    assert [(c.outcome, c.usd) for c in model.spend.calls] == [(row["outcome"], row["usd"]) for row in rows]
    return [(row["outcome"], row["usd"]) for row in rows]


def test_a_good_answer_and_what_was_sent(provider: Provider) -> None:
    model = ask(provider, "answer")
    assert model.complete(ASK).text == "hello there"
    assert outcomes(model) == [("ok", PAID)]
    (body,) = provider.bodies
    assert (body["model"], body["max_tokens"], body["messages"]) == (
        "gpt-test",
        200,
        [{"role": "user", "content": "hi"}],
    )


@pytest.mark.parametrize("mode", ["slow", "drip"])
def test_silence_and_dripping_end_with_the_deadline(provider: Provider, mode: str) -> None:
    model = ask(provider, mode, seconds=0.6)
    started = time.monotonic()
    with pytest.raises(ModelTimeout):
        model.complete(ASK)
    assert time.monotonic() - started < 2.0
    assert outcomes(model) == [("timeout", None)]
    assert provider.requests[mode] == 1


def test_rate_limit_is_waited_for_and_counted(provider: Provider) -> None:
    model = ask(provider, "limited")
    started = time.monotonic()
    assert model.complete(ASK).text == "hello there"
    assert time.monotonic() - started >= 1.0
    assert outcomes(model) == [("rate_limited", 0.0), ("ok", PAID)]


def test_a_wait_beyond_the_deadline_fails_at_once(provider: Provider) -> None:
    model = ask(provider, "closed")
    with pytest.raises(ModelRateLimited, match="asks to wait 3600 s") as caught:
        model.complete(ASK)
    assert caught.value.retry_after == 3600
    assert provider.requests["closed"] == 1


def test_server_errors_make_exactly_our_own_tries(provider: Provider) -> None:
    model = ask(provider, "broken")
    with pytest.raises(ModelUnavailable, match="500"):
        model.complete(ASK)
    assert provider.requests["broken"] == 3  # one and two retries: neither litellm nor its client adds any
    assert outcomes(model) == [("unavailable", 0.0)] * 3


@pytest.mark.parametrize("mode", ["malformed", "html"])
def test_unreadable_responses_are_retried_and_their_cost_is_unknown(provider: Provider, mode: str) -> None:
    model = ask(provider, mode)
    with pytest.raises(ModelUnavailable, match="unreadable"):
        model.complete(ASK)
    assert outcomes(model) == [("unavailable", None)] * 3
    assert model.cost.usd is None


@pytest.mark.parametrize(
    ("mode", "message"),
    [
        ("truncated", "cut off at its length limit"),
        ("prose", "no JSON object"),
        ("wrong_schema", "value: Input should be a valid integer"),
    ],
)
def test_bad_structure_is_told_precisely_and_paid_for(provider: Provider, mode: str, message: str) -> None:
    provider.replies.update({"prose": "The value is twelve.", "wrong_schema": '{"value": "twelve"}'})
    model = ask(provider, mode)
    with pytest.raises(ModelBadOutput, match=message):
        model.complete(ASK, schema=Value)
    assert outcomes(model) == [("bad_output", PAID)]


def test_json_in_prose_is_found(provider: Provider) -> None:
    provider.replies["fenced"] = 'Sure {this is it}:\n```json\n{"value": 7}\n```\nAnything else?'
    assert ask(provider, "fenced").complete(ASK, schema=Value).text == '{"value": 7}'


def test_an_empty_answer_is_an_error(provider: Provider) -> None:
    model = ask(provider, "empty")
    with pytest.raises(ModelBadOutput, match="empty answer"):
        model.complete(ASK)
    assert outcomes(model) == [("bad_output", PAID)]


def test_a_stream_and_its_usage(provider: Provider) -> None:
    model = ask(provider, "answer")
    *pieces, last = list(model.stream(ASK))
    assert "".join(str(piece) for piece in pieces) == "hello there"
    assert isinstance(last, Completion)
    assert outcomes(model) == [("ok", PAID)]
    assert provider.bodies[0]["stream_options"] == {"include_usage": True}


@pytest.mark.parametrize("mode", ["cut", "early", "stall"])
def test_a_broken_stream_is_an_error_after_what_was_shown(provider: Provider, mode: str) -> None:
    model = ask(provider, mode, seconds=1.0)
    shown: list[str] = []
    started = time.monotonic()
    with pytest.raises(ModelTimeout if mode == "stall" else ModelUnavailable):
        shown.extend(str(piece) for piece in model.stream(ASK))
    assert "".join(shown) == "half an ans"
    assert time.monotonic() - started < 3.0
    assert provider.requests[mode] == 1  # shown once: no second try
    assert model.cost.usd is None


def test_endless_output_is_cut_at_its_limit(provider: Provider) -> None:
    model = ask(provider, "endless")
    *pieces, last = list(model.stream(ASK))
    assert 200 * 16 < sum(len(str(piece)) for piece in pieces) < 200 * 16 + 1000
    assert isinstance(last, Completion)
    assert last.call.outcome == "truncated"
    assert model.cost.usd is None  # a stream that was cut off does not say what it cost


def test_usage_that_was_not_reported_is_unknown_not_estimated(provider: Provider) -> None:
    reported, provider.usage = provider.usage, None
    try:
        model = ask(provider, "answer")
        model.complete(ASK)
        list(model.stream(ASK))
    finally:
        provider.usage = reported
    assert outcomes(model) == [("ok", None), ("ok", None)]
    assert model.cost.tokens_in is None


def test_nobody_there_costs_nothing() -> None:
    options = ModelOptions(api_base="http://127.0.0.1:9", api_key=KEY, price=PRICE)
    model = MeteredModel([LiteLLMModel("openai/gpt-test", options)], retries=Retries(times=0))
    with pytest.raises(ModelUnavailable, match="could not be reached"):
        model.complete(ASK)
    assert outcomes(model) == [("unavailable", 0.0)]


def test_unknown_model_names_are_one_clear_error() -> None:
    model = MeteredModel([LiteLLMModel("nonsense", ModelOptions(api_key=KEY))])
    with pytest.raises(ModelError, match="unknown model 'nonsense'") as caught:
        model.complete(ASK)
    assert "provider/model" in caught.value.hint
    assert model.cost.usd == 0.0


def test_a_budget_is_refused_before_anything_is_sent(provider: Provider) -> None:
    model = ask(provider, "answer")
    model.spend.budget = type(model.spend.budget)(request_usd=0.0001)
    with pytest.raises(BudgetExceeded):
        model.complete(ASK)
    assert provider.requests["answer"] == 0


async def test_async_sides(provider: Provider) -> None:
    model = ask(provider, "answer")
    assert (await model.acomplete(ASK)).text == "hello there"
    items = [item async for item in model.astream(ASK)]
    assert items[0] == "hello there"
    assert outcomes(model) == [("ok", PAID)] * 2


def test_no_key_anywhere(
    provider: Provider, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """The provider repeats the key in its error; it is in no error, traceback, log, receipt, ledger or cache."""
    provider.replies["leak"] = f'{{"value": 3, "key": "{KEY}"}}'
    ledger = Ledger(tmp_path / "ledger.db")
    cache = ResponseCache(tmp_path / "cache.db")
    caplog.set_level(logging.INFO)
    model = ask(provider, "unauthorised", ledger=ledger, cache=cache)
    with pytest.raises(ModelAuth) as caught:
        model.complete(ASK)
    ask(provider, "leak", ledger=ledger, cache=cache).complete(ASK, schema=Value)
    everything = "".join(traceback.format_exception(caught.value)) + str(caught.value) + caught.value.hint
    everything += caplog.text + "".join(capfd.readouterr()) + model.cost.model_dump_json()
    assert "refused the key" in everything
    for path in tmp_path.iterdir():
        everything += path.read_bytes().decode("latin-1")
    assert KEY not in everything
    with sqlite3.connect(tmp_path / "cache.db") as db:
        assert db.execute("SELECT text FROM answers").fetchone() == ('{"value": 3, "key": "***"}',)


def missing_key(monkeypatch: pytest.MonkeyPatch) -> LiteLLMModel:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    return LiteLLMModel("openai/gpt-test")


def test_a_missing_key_is_one_error_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    model = MeteredModel([missing_key(monkeypatch)], retries=Retries(times=2, first_pause=0.01))
    with pytest.raises(ModelAuth, match="OPENAI_API_KEY is not set"):
        model.complete(ASK)
    with pytest.raises(ModelAuth, match="OPENAI_API_KEY is not set"):
        list(model.stream(ASK))
    assert outcomes(model) == [("auth", 0.0)] * 2


@pytest.mark.parametrize("mode", ["unauthorised", "unknown", "empty"])
def test_the_next_model_is_asked_where_one_has_no_key_no_name_or_no_words(provider: Provider, mode: str) -> None:
    provider.replies["empty"] = " "
    first, second = ask(provider, mode), ask(provider, "answer")
    both = MeteredModel([*first.models, *second.models], retries=Retries(times=1, first_pause=0.01))
    assert both.complete(ASK).text == "hello there"
    assert [item for item in both.stream(ASK) if isinstance(item, str)] == ["hello there"]


def test_a_call_has_its_own_output_limit(provider: Provider) -> None:
    model = ask(provider, "answer")
    model.complete(ASK, max_tokens=60)
    model.complete(ASK, max_tokens=6000)
    model.complete(ASK)
    assert [body["max_tokens"] for body in provider.bodies] == [60, 200, 200]


def test_loading_the_library_is_not_taken_from_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(FakeModel):
        def prepare(self) -> None:
            if not self.prompts:
                time.sleep(2.0)

    receipt = Router(chat=Slow(["hello"])).handle(Request(text="hi there", seconds=1.5)).receipt
    assert (receipt.status, receipt.answer) == ("answered", "hello")


def test_an_answer_that_was_cut_off_says_so(provider: Provider) -> None:
    provider.replies["truncated"] = "Once upon a"
    shown: list[str] = []
    for mode, on_text in (("truncated", None), ("endless", shown.append)):
        request = Request(text="A tale, please.")
        receipt = Router(chat=ask(provider, mode)).handle(request, on_text=on_text).receipt
        assert receipt.status == "answered"
        assert "cut off" in (receipt.reason or "")
        assert [(check.name, check.ok) for check in receipt.checks] == [("whole", False)]


@pytest.mark.filterwarnings("ignore:this call")
@pytest.mark.parametrize("damage", ["folder", "garbage"])
def test_a_ledger_that_cannot_be_written_loses_no_answer(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "ledger.db"
    if damage == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"no database at all, whatever its name may say about it" * 30)
    chat = MeteredModel([FakeModel(["words"])], ledger=Ledger(path))
    receipt = Router(chat=chat).handle(Request(text="hello there")).receipt
    assert (receipt.answer, len(receipt.cost.calls)) == ("words", 1)
    with pytest.raises(BudgetExceeded, match="ledger cannot be written"):
        Router(chat=chat).handle(Request(text="hello there", budget_usd=1.0))


def test_a_ledger_that_fails_after_the_call_loses_no_answer() -> None:
    class Broken(Ledger):
        def finish(self, *_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

    chat = MeteredModel([FakeModel(["words"])], ledger=Broken())
    with pytest.warns(UserWarning, match="disk is full"):
        receipt = Router(chat=chat).handle(Request(text="hello there")).receipt
    assert (receipt.answer, len(receipt.cost.calls)) == ("words", 1)
