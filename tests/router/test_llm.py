"""The router with a language model: what is asked, what is not, what it costs, and that only proof counts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from misbehaving_server import Provider, serving
from pointers import NORVIG, pointer, signs, solved

from adapters.models.completions import LiteLLMModel, ModelOptions
from adapters.models.fake import FakeModel
from adapters.models.prices import Price
from router import Request, Router
from router.errors import BudgetExceeded, ModelUnavailable
from router.llm.ledger import Ledger
from router.llm.metered import MeteredModel, Retries
from router.types import Message
from solvers.base import Effort, Solution
from solvers.exact import ExactSolver

HARD_TO_READ = "Kannst du das Sudoku?\n" + NORVIG.replace(".", "z") + "\nDanke"
POINT = pointer("sudoku", first_line=2, last_line=10, signs=signs(z="blank"))


def grid(rows: list[list[int]], working: str = "") -> str:
    return f'{{"working": "{working}", "rows": {rows}}}'


def one_cell_changed() -> list[list[int]]:
    rows = [list(row) for row in solved()]
    rows[4][4] = rows[4][4] % 9 + 1
    return rows


def test_plain_chat_makes_one_call_and_says_what_it_cost() -> None:
    model = FakeModel(["The sea is wide."])
    receipt = Router(chat=model).handle(Request(text="Write a line about the sea.")).receipt
    assert (receipt.status, receipt.kind, receipt.answer) == ("answered", "open", "The sea is wide.")
    assert len(model.prompts) == 1
    assert receipt.cost.usd == pytest.approx(6e-6 + 4 * 2e-6)
    assert [call.outcome for call in receipt.cost.calls] == ["ok"]


def test_a_puzzle_the_grammars_read_costs_nothing() -> None:
    model = FakeModel(["never asked"])
    receipt = Router(exact=ExactSolver(), chat=model).handle(Request(text=NORVIG)).receipt
    assert receipt.status == "verified"
    assert (receipt.cost.usd, receipt.cost.calls, model.prompts) == (0.0, (), [])


def test_a_pointed_puzzle_is_solved_locally_and_only_the_reading_is_paid() -> None:
    ledger = Ledger()
    model = FakeModel([POINT])
    receipt = Router(exact=ExactSolver(), chat=model, ledger=ledger).handle(Request(text=HARD_TO_READ)).receipt
    assert (receipt.status, receipt.kind) == ("verified", "sudoku")
    assert receipt.solution == {"rows": solved()}
    assert [row["route"] for row in ledger.rows()] == ["reading"]
    assert receipt.cost.usd is not None
    assert receipt.cost.usd > 0


def test_a_cheaper_reader_reads_from_the_same_purse() -> None:
    reader, answerer = FakeModel([POINT], name="small"), FakeModel(["never"], name="big")
    receipt = Router(exact=ExactSolver(), chat=answerer, reader=reader).handle(Request(text=HARD_TO_READ)).receipt
    assert [call.model for call in receipt.cost.calls] == ["small"]
    assert answerer.prompts == []


def test_a_puzzle_that_nobody_could_read_is_declined_not_answered() -> None:
    router = Router(chat=FakeModel(["Es ist schwer."]), reader=FakeModel([ModelUnavailable("down")], name="small"))
    router.chat = MeteredModel([router.chat], retries=Retries(times=0))  # type: ignore[list-item]
    receipt = router.handle(Request(text=HARD_TO_READ)).receipt
    assert (receipt.status, receipt.answer) == ("declined", None)
    assert "small could not be asked: down" in (receipt.reason or "")
    assert receipt.route[0].outcome.startswith("error: ModelUnavailable")
    assert [call.outcome for call in receipt.cost.calls] == ["unavailable"]


@pytest.mark.parametrize("text", ["Write a haiku about mazes", "Who invented sudoku?", "What is a jigsaw puzzle?"])
def test_open_text_never_waits_for_a_reader(text: str) -> None:
    model = FakeModel(["words"])
    receipt = Router(exact=ExactSolver(), chat=model).handle(Request(text=text)).receipt
    assert (receipt.status, len(receipt.cost.calls), len(model.prompts)) == ("answered", 1, 1)


def test_the_last_rung_is_asked_when_nothing_local_proves_it() -> None:
    ledger = Ledger()
    router = Router(chat=FakeModel([grid(one_cell_changed()), grid(solved())]), ledger=ledger)
    receipt = router.handle(Request(text=NORVIG)).receipt
    assert receipt.status == "verified"
    assert [(rung.solver, rung.outcome, rung.attempts) for rung in receipt.route] == [
        ("llm:fake/scripted", "proven", 2)
    ]
    assert [row["route"] for row in ledger.rows()] == ["puzzle", "puzzle"]


def test_a_confident_wrong_answer_is_unsolved() -> None:
    router = Router(chat=FakeModel([grid(one_cell_changed(), "verified, certain")]))
    receipt = router.handle(Request(text=NORVIG)).receipt
    assert (receipt.status, receipt.answer) == ("unsolved", None)
    assert receipt.violations
    assert len(receipt.cost.calls) == 2


def test_a_failing_model_leaves_a_puzzle_unsolved_not_raised() -> None:
    router = Router(chat=MeteredModel([FakeModel([ModelUnavailable("down")])], retries=Retries(times=0)))
    receipt = router.handle(Request(text=NORVIG)).receipt
    assert receipt.status == "unsolved"
    assert receipt.route[-1].outcome.startswith("error: ModelUnavailable: down")
    assert receipt.cost.usd is None


def test_budget_and_offline_forbid_the_call() -> None:
    model = FakeModel(["dear"], usd_out=0.01)
    router = Router(chat=model)
    with pytest.raises(BudgetExceeded):
        router.handle(Request(text="Write a line about the sea.", budget_usd=0.5))
    receipt = router.handle(Request(text="Write a line about the sea.", offline=True)).receipt
    assert receipt.status == "declined"
    assert model.prompts == []


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    pytest.importorskip("litellm")
    with serving() as running:
        # The first call imports half of litellm: no test's clock should pay for it.
        options = ModelOptions(running.url("answer"), "sk-test")
        LiteLLMModel("openai/gpt-test", options).complete([Message(role="user", content="hi")])
        yield running


@pytest.mark.parametrize(
    ("mode", "status", "outcomes", "cents"),
    [
        ("right", "verified", ["ok"], 0.012),
        ("one_cell", "unsolved", ["ok", "ok"], 0.024),
        ("confident", "unsolved", ["ok", "ok"], 0.024),
        ("wrong_schema", "unsolved", ["bad_output", "bad_output"], 0.024),
        ("truncated", "unsolved", ["bad_output", "bad_output"], 0.024),
        ("broken", "unsolved", ["unavailable"] * 3, 0.0),
        ("malformed", "unsolved", ["unavailable"] * 3, None),
        ("slow", "unsolved", ["timeout"], None),
    ],
)
def test_every_fault_ends_in_the_right_status(
    provider: Provider, mode: str, status: str, outcomes: list[str], cents: float | None
) -> None:
    """Over real HTTP: status, time and the ledger's sum, for a puzzle that only the model could solve."""
    provider.replies.update(
        {
            "right": grid(solved()),
            "one_cell": grid(one_cell_changed()),
            "confident": grid([[5] * 9] * 9, "I am certain and have verified it twice"),
            "wrong_schema": '{"answer": "see above"}',
        }
    )
    options = ModelOptions(
        api_base=provider.url(mode),
        api_key="sk-test-0123456789abcdefghijkl",
        price=Price(1e-6, 2e-6),
        structured="text",
    )
    model = MeteredModel([LiteLLMModel("openai/gpt-test", options)], retries=Retries(times=2, first_pause=0.01))
    started = time.monotonic()
    receipt = Router(chat=model).handle(Request(text=NORVIG, seconds=1.0 if mode == "slow" else 20.0)).receipt
    assert time.monotonic() - started < 5.0
    assert receipt.status == status
    assert (receipt.answer is not None) == (status == "verified")
    rows = model.ledger.rows()
    assert [row["outcome"] for row in rows] == outcomes == [call.outcome for call in receipt.cost.calls]
    assert receipt.cost.usd == (None if cents is None else pytest.approx(cents / 100))
    assert "sk-test" not in receipt.model_dump_json()


def test_a_slow_network_leaves_time_for_the_rungs_after_it() -> None:
    class Slow:
        name = "slow"

        def supports(self, kind: str, puzzle: object) -> bool:
            return True

        def solve(self, kind: object, puzzles: list[object], **more: Any) -> list[Solution[Any]]:
            time.sleep(max(0.0, more["deadline"] - time.monotonic()))
            return [Solution("unproven", None, "slow", more["effort"]) for _ in puzzles]

    router = Router(solver=Slow(), exact=ExactSolver())  # type: ignore[arg-type]
    receipt = router.handle(Request(text=NORVIG, seconds=2.0, effort=Effort.LOW)).receipt
    assert (receipt.status, next(rung.solver for rung in receipt.route)) == ("verified", "slow")


def test_in_a_batch_every_open_question_has_its_own_time() -> None:
    chat = FakeModel(["fine"], seconds=0.3)
    router = Router(chat=chat)
    replies = router.handle_many([Request(text=f"How is the weather, {i}?", seconds=0.5) for i in range(4)])
    assert [reply.receipt.status for reply in replies] == ["answered"] * 4
