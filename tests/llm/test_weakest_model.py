"""Whatever a real weak model says, no wrong answer is called verified: a sample; `make judge-llm` runs them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from told_in_words import GUESTS

from adapters.graph.mixed_router import MixedRouter
from router import Request
from router.llm.ledger import Ledger
from router.llm.understanding import holds_board
from solvers.exact import ExactSolver
from tests.judges.weakest_model import Line, calls_for, prompts, requests, shuffled, sweep
from tests.local_model import Server

pytestmark = [pytest.mark.llm, pytest.mark.timeout(1800)]

SEATS = "Anna = 3 Ben = 4 Cleo = 1 Dan = 8 Eve = 9 Finn = 2 Gus = 7 Hana = 6 Ivo = 5 June = 10"


def nothing_worse(lines: list[Line]) -> None:
    assert [line.id for line in lines if line.worse] == []


def test_a_sample_of_requests_that_need_a_model(server: Server, shared_data: Path) -> None:
    asked = [task for task in shuffled(requests(shared_data)) if calls_for(task.text)][:4]
    lines = list(sweep(asked, server, None, seconds=300.0))
    nothing_worse(lines)
    assert [call for line in lines for call in line.calls if call[:2] == ("reading", "ok")] != []


def test_prompts_that_no_grammar_has_read(server: Server, shared_data: Path) -> None:
    """The model must point at the grid itself: it is read rightly, or it is not answered."""
    drawn = [task for task in prompts(shared_data, 40, "blind") if holds_board(task.text)][::12][:3]
    lines = list(sweep(drawn, server, None, blind=True, seconds=240.0))
    nothing_worse(lines)
    assert [line for line in lines if any(route == "reading" for route, *_ in line.calls)] != []


def test_public_prompts_need_no_call(server: Server, shared_data: Path) -> None:
    lines = list(sweep(prompts(shared_data, 40), server, None))
    assert {(line.verdict, line.calls) for line in lines} <= {("right", ()), ("none", ()), ("declined", ())}


def test_rules_in_words_are_proven_or_declined(server: Server) -> None:
    ledger = Ledger()
    router = MixedRouter(exact=ExactSolver(), chat=server.chat(ledger=ledger, max_output_tokens=300))
    receipt = router.handle(Request(text=GUESTS, seconds=60.0)).receipt
    assert ledger.rows()[0]["route"] == "reading"
    assert receipt.status in ("declined", "unsolved", "verified")
    if receipt.status == "verified":
        assert (receipt.answer or "").split() == SEATS.split()
