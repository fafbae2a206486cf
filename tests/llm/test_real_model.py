"""A real language model through litellm: what it answers, what it costs, and that it stops when it is told to."""

from __future__ import annotations

import _thread
import asyncio
import json
import threading
import time
from pathlib import Path

import pytest
from pointers import NORVIG, solved

from adapters.graph.mixed_router import MixedRouter
from adapters.models.settings import PriceSection
from router import Request, Router
from router.errors import BudgetExceeded, ModelRefused, ModelTimeout, Stopped
from router.llm.budget import Budget
from router.llm.ledger import Ledger
from router.llm.metered import Spend
from router.llm.stop import stoppable
from router.types import Completion, Message, Receipt
from solvers.exact import ExactSolver
from tests.local_model import NAME, Server

pytestmark = pytest.mark.llm

REST = 5.0
"""Seconds in which the server notices that nobody waits any more: it looks once a second, between two batches."""
PRICE = PriceSection(input_per_million=2.0, output_per_million=8.0).price()
LONG = "Write a long story about the sea, in at least two thousand words."
SMALL = ".4|.1\n1.|..\n--+--\n..|23\n.2|.."  # reasoning-gym, mini_sudoku
SMALL_SOLVED = [[2, 4, 3, 1], [1, 3, 4, 2], [4, 1, 2, 3], [3, 2, 1, 4]]


@pytest.fixture(autouse=True)
def at_rest(server: Server) -> None:
    """What an earlier test began is over."""
    assert server.idle_within(60.0)


def ask(text: str) -> list[Message]:
    return [Message(role="user", content=text)]


def routes(ledger: Ledger) -> list[tuple[str, str]]:
    return [(row["route"], row["outcome"]) for row in ledger.rows()]


# ---------------------------------------------------------------- open questions and their costs


@pytest.mark.parametrize(
    "text", ["What is the capital of France?", "Write a haiku about mazes.", "Who invented sudoku?"]
)
def test_open_text_is_one_call_and_waits_for_no_reader(server: Server, text: str) -> None:
    ledger = Ledger()
    router = MixedRouter(exact=ExactSolver(), chat=server.chat(ledger=ledger, max_output_tokens=32))
    receipt = router.handle(Request(text=text)).receipt
    assert (receipt.status, receipt.kind) == ("answered", "open")
    assert receipt.answer is not None
    assert receipt.answer.strip() != ""
    (row,) = ledger.rows()
    assert (row["route"], row["model"], row["usd"]) == ("open", NAME, None)
    assert 0 < row["tokens_out"] <= 32
    assert row["tokens_in"] > 0
    assert receipt.cost.usd is None
    assert (receipt.cost.tokens_in, receipt.cost.tokens_out) == (row["tokens_in"], row["tokens_out"])


def test_a_price_of_ones_own_is_counted_to_the_token(server: Server) -> None:
    ledger = Ledger()
    chat = server.chat(ledger=ledger, max_output_tokens=16, price=PRICE)
    cost = Router(chat=chat).handle(Request(text="What is the capital of France?")).receipt.cost
    assert cost.tokens_in is not None
    assert cost.tokens_out is not None
    assert cost.usd == pytest.approx(2e-6 * cost.tokens_in + 8e-6 * cost.tokens_out)
    (total,) = ledger.totals()
    assert (total.calls, total.unknown, total.usd) == (1, 0, pytest.approx(cost.usd))


def test_a_server_of_ones_own_on_this_machine_is_free(server: Server) -> None:
    receipt = (
        Router(chat=server.chat(name="hosted_vllm/smollm2", max_output_tokens=8)).handle(Request(text="Hi!")).receipt
    )
    assert receipt.status == "answered"
    assert receipt.cost.usd == 0.0
    assert receipt.cost.tokens_out is not None
    assert receipt.cost.tokens_out > 0


def test_a_budget_refuses_before_anything_is_sent(server: Server) -> None:
    ledger = Ledger()
    spend = Spend(Budget(request_usd=1e-6))
    chat = server.chat(ledger=ledger, spend=spend, max_output_tokens=16, price=PRICE)
    with pytest.raises(BudgetExceeded):
        Router(chat=chat).handle(Request(text="What is the capital of France?"))
    assert ledger.rows() == []


def test_words_cut_off_at_the_limit_are_said_to_be(server: Server) -> None:
    receipt = Router(chat=server.chat(max_output_tokens=8)).handle(Request(text=LONG)).receipt
    assert receipt.status == "answered"
    assert receipt.cost.calls[0].outcome == "truncated"
    assert receipt.cost.tokens_out == 8
    assert "cut off" in (receipt.reason or "")


def test_a_message_longer_than_the_model_can_take_is_a_plain_error_and_free(server: Server) -> None:
    ledger = Ledger()
    with pytest.raises(ModelRefused, match="context"):
        Router(chat=server.chat(ledger=ledger)).handle(Request(text="the sea and the sky " * 4000))
    (row,) = ledger.rows()
    assert (row["outcome"], row["usd"]) == ("refused", 0.0)


# ---------------------------------------------------------------- streams, stops, deadlines


def test_words_come_before_the_end(server: Server) -> None:
    began = time.monotonic()
    came: list[tuple[float, str]] = []
    router = Router(chat=server.chat(max_output_tokens=48))
    reply = router.handle(Request(text=LONG), on_text=lambda piece: came.append((time.monotonic() - began, piece)))
    took = time.monotonic() - began
    assert len(came) > 20
    assert came[0][0] < 0.6 * took
    assert "".join(piece for _, piece in came) == reply.receipt.answer
    assert reply.receipt.cost.tokens_out == 48


async def test_words_come_awaited_too(server: Server) -> None:
    chat = server.chat(max_output_tokens=16)
    pieces = [piece async for piece in chat.astream(ask(LONG))]
    end = pieces.pop()
    assert isinstance(end, Completion)
    assert "".join(map(str, pieces)) == end.text
    assert (await chat.acomplete(ask("Say hello."))).call.tokens_out is not None
    assert len(chat.cost.calls) == 2


def stopping(server: Server, text: str, after: float) -> float:
    """Seconds from the stop to the end of the request."""
    ledger = Ledger()
    router = MixedRouter(exact=ExactSolver(), chat=server.chat(ledger=ledger, max_output_tokens=1500))
    pressed: list[float] = []
    with stoppable() as stop:

        def press() -> None:
            pressed.append(time.monotonic())
            stop.set()

        timer = threading.Timer(after, press)
        timer.start()
        with pytest.raises(Stopped):
            router.handle(Request(text=text, seconds=120.0), on_text=lambda _: None)
        took = time.monotonic() - pressed[0]
        timer.join()
    made = len(ledger.rows())
    time.sleep(0.3)
    assert len(ledger.rows()) == made == 1
    assert ledger.rows()[0]["outcome"] == "abandoned"
    return took


@pytest.mark.parametrize(
    "text",
    [LONG, f"Solve this and write a poem about it:\n{NORVIG}", "Kannst du das Sudoku?\n" + "z4zz1zzz9\n" * 9],
    ids=["stream", "graph", "reading"],
)
def test_a_stop_ends_the_request_within_a_second_and_then_the_models_work(server: Server, text: str) -> None:
    assert stopping(server, text, 1.5) < 1.0
    assert server.idle_within(REST)


def test_an_interrupt_ends_the_request_within_a_second_and_then_the_models_work(server: Server) -> None:
    router = MixedRouter(exact=ExactSolver(), chat=server.chat(max_output_tokens=1500))
    pressed: list[float] = []

    def press() -> None:
        pressed.append(time.monotonic())
        _thread.interrupt_main()

    timer = threading.Timer(1.5, press)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        router.handle(Request(text=LONG), on_text=lambda _: None)
    assert time.monotonic() - pressed[0] < 1.0
    timer.join()
    assert server.idle_within(REST)


async def test_a_closed_iterator_ends_the_models_work(server: Server) -> None:
    words = server.chat(max_output_tokens=1500).astream(ask(LONG))
    assert await anext(words)
    await words.aclose()  # type: ignore[attr-defined]
    assert await asyncio.to_thread(server.idle_within, REST)


@pytest.mark.parametrize("shown", [True, False])
def test_a_deadline_ends_a_call_that_is_at_work(server: Server, shown: bool) -> None:
    ledger = Ledger()
    router = Router(chat=server.chat(ledger=ledger, max_output_tokens=1500))
    began = time.monotonic()
    with pytest.raises(ModelTimeout):
        router.handle(Request(text=LONG, seconds=3.0), on_text=(lambda _: None) if shown else None)
    assert 2.5 < time.monotonic() - began < 4.0
    assert routes(ledger) == [("open", "timeout")]
    assert ledger.rows()[0]["usd"] is None
    assert server.idle_within(REST)


# ---------------------------------------------------------------- puzzles and words together


def test_a_puzzle_and_a_wish_for_words_are_both_answered_with_their_costs(server: Server) -> None:
    ledger = Ledger()
    chat = server.chat(ledger=ledger, max_output_tokens=32, price=PRICE)
    router = MixedRouter(exact=ExactSolver(), chat=chat, reader=server.model(price=PRICE))
    receipt = router.handle(
        Request(text=f"Solve both and write a haiku about the second:\n{NORVIG}\n\nand\n{SMALL}")
    ).receipt
    assert [part.kind for part in receipt.parts] == ["sudoku", "sudoku", "open"]
    assert [part.status for part in receipt.parts] == ["verified", "verified", "answered"]
    assert [part.solution for part in receipt.parts[:2]] == [{"rows": solved()}, {"rows": SMALL_SOLVED}]
    rows = ledger.rows()
    assert {row["route"] for row in rows} == {"plan", "open"}
    prices = [row["usd"] for row in rows]  # a plan that ran out of its share of the time has no known price
    assert receipt.cost.usd == (None if None in prices else pytest.approx(sum(prices)))
    (words,) = [row for row in rows if row["route"] == "open"]
    assert receipt.parts[2].cost.usd == pytest.approx(words["usd"])
    assert [part.cost.usd for part in receipt.parts[:2]] == [0.0, 0.0]


def test_the_last_rung_is_judged_like_any_other(server: Server) -> None:
    """With no solver but the model: what it claims is right, or it is not given as an answer."""
    ledger = Ledger()
    receipt = Router(chat=server.chat(ledger=ledger, max_output_tokens=120)).handle(Request(text=SMALL)).receipt
    assert {route for route, _ in routes(ledger)} == {"puzzle"}
    assert right_or_none(receipt)
    assert any(rung.solver == f"llm:{NAME}" for rung in receipt.route)


def right_or_none(receipt: Receipt) -> bool:
    if receipt.status == "verified":
        return receipt.solution == {"rows": SMALL_SOLVED}
    return receipt.status == "unsolved" and receipt.answer is None


# ---------------------------------------------------------------- from the command line


def test_the_command_line_and_its_ledger(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from adapters.cli import run as command

    config = tmp_path / "config.toml"
    config.write_text(
        f'model = "{NAME}"\n[models."{NAME}"]\napi_base = "{server.api_base}"\napi_key_env = "LOCAL_KEY"\n'
        'max_output_tokens = 24\nstructured = "schema"\n'
    )
    monkeypatch.setenv("TRM_ROUTER_CONFIG", str(config))
    monkeypatch.setenv("LOCAL_KEY", "none")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    def run(*arguments: str) -> tuple[int, str]:
        code = command(list(arguments))
        return code, capsys.readouterr().out

    code, out = run("solve", "--json", "What is the capital of France?")
    receipt = json.loads(out)
    assert (code, receipt["status"], receipt["cost"]["usd"]) == (0, "answered", None)
    assert receipt["cost"]["tokens_out"] > 0
    code, out = run("costs", "--json")
    assert code == 0
    (total,) = json.loads(out)
    assert (total["calls"], total["usd"], total["unknown"]) == (1, None, 1)
