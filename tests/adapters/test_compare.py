"""Comparisons: one judge for all, intervals over items, everything charged, lower bounds named as such."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from pointers import NORVIG, solved

from adapters.cli import compare as comparing
from adapters.cli import run as run_cli
from adapters.compare import live as compare
from adapters.compare import recorded as recordings
from adapters.compare.judging import Judge
from adapters.compare.report import Report, as_json, markdown, write
from adapters.compare.stats import Trial, by_system, oracle, summarise
from adapters.graph.mixed_router import MixedRouter
from adapters.models.fake import FakeModel
from router import Request, Router
from router.errors import ModelRateLimited, RouterError, UsageError
from router.llm.ledger import Ledger
from router.llm.metered import MeteredModel, Retries
from solvers.base import Effort
from solvers.exact import ExactSolver

MAZE = (
    "Navigate from '!' (start) to 'w' (goal):\n\n```\nyyyyyyyyy\nyyRRRRyyy\nyRRyyRyyy\nyRRRRRRRy\nyR!yyRRyy\n"
    "yyRyyRRRy\nyyyyRRRyy\nyRRRwRRRy\nyyyyyyyyy\n```\nLegend: 'y' = Wall, 'R' = Passage\n\nWhat is the minimum number "
    "of steps to reach the goal?\nGive only the number of steps as your final answer, no other text or formatting."
)  # reasoning-gym 0.1.25, maze; the answer is 9
GRID = "\n".join(" ".join(map(str, row)) for row in solved())


@pytest.mark.parametrize(
    ("request_text", "answer", "right"),
    [
        (MAZE, "9", True),
        (MAZE, "The answer is 9", True),
        (MAZE, "8", False),
        (MAZE, "", False),
        (NORVIG, GRID, True),
        (NORVIG, GRID.replace("4", "5", 1), False),
        (NORVIG, "I cannot solve this.", False),
        ("What is the capital of France?", "Paris", None),
    ],
)
def test_the_judge(request_text: str, answer: str, right: bool | None) -> None:
    assert Judge().right(request_text, answer) is right


HOUSES = (
    "This is a logic puzzle. There are 2 houses (numbered 1 on the left, 2 on the right), from the perspective of "
    "someone standing across the street from them. Each has a different person in them. They have "
    "different characteristics:\n"
    " - Each person has a unique name: alice, bob\n - The people keep different animals: cat, dog\n\n"
    "1. The cat lover is Bob.\n2. Alice is in the second house.\n\n"
    "What is Name of the person who lives in House 1?? Provide only the name of the person as your final answer."
)


@pytest.mark.parametrize(("answer", "right"), [("bob", True), ("It is Bob.", True), ("Alice", False), ("", False)])
def test_a_question_of_a_kinds_own_is_judged_by_its_answer(answer: str, right: bool) -> None:
    assert Judge().right(HOUSES, answer) is right


def trial(item: int, right: bool, *, usd: float | None = 0.01, system: str = "a", seconds: float = 1.0) -> Trial:
    return Trial(system, "g", str(item), right, usd, seconds)


def test_summaries_count_items_and_keep_unknown_costs_unknown() -> None:
    trials = [trial(0, True), trial(0, False), trial(0, True), trial(1, False)]
    whole = summarise("a", trials)
    assert (whole.items, whole.trials) == (2, 4)
    assert whole.right == pytest.approx(1 / 3)
    assert whole.low <= whole.right <= whole.high
    assert whole.usd == pytest.approx(0.01)
    assert whole.usd_per_right == pytest.approx(0.02 / (2 / 3))
    assert summarise("a", [*trials, trial(2, True, usd=None)]).usd is None
    assert summarise("a", [trial(0, False)]).usd_per_right is None


def test_intervals_are_those_of_a_coin() -> None:
    whole = summarise("a", [trial(item, item % 2 == 0) for item in range(100)])
    assert whole.right == 0.5
    assert 0.38 < whole.low < 0.42
    assert 0.58 < whole.high < 0.62


def test_the_oracle_takes_the_cheapest_right_answer() -> None:
    trials = [trial(0, True, usd=0.5), trial(0, True, usd=0.1, system="b"), trial(1, False, usd=0.2)]
    best = oracle(trials)
    assert [(t.item, t.right, t.usd) for t in best] == [("0", True, 0.1), ("1", False, 0.2)]


def recorded(tmp_path: Path) -> Path:
    rows = [
        {"model": "openai_o3-mini", "answer": "9", "chars": 400},
        {"model": "qwen_qwq-32b", "answer": "", "chars": 0},
        {"model": "unheard_of", "answer": "7", "chars": 100},
    ]
    path = tmp_path / "recorded.jsonl.gz"
    with gzip.open(path, "wt") as out:
        for row in rows:
            item = {"difficulty": "easy", "model": row["model"], "task": "maze", "item": 0, "question": MAZE}
            tries = [{"answer": row["answer"], "score": 1.0, "response_chars": row["chars"]}]
            out.write(json.dumps({**item, "expected_answer": "9", "completions": tries}) + "\n")
    return path


def test_recorded_answers_are_judged_and_priced_from_below(tmp_path: Path) -> None:
    found = list(recordings.items(recorded(tmp_path)))
    trials = recordings.recorded_trials(found, Judge())
    assert {t.system: t.right for t in trials} == {
        "openai_o3-mini": True,
        "unheard_of": False,
    }  # empty answers left out
    usd = {t.system: t.usd for t in trials}
    assert usd["openai_o3-mini"] == pytest.approx(len(MAZE) // 4 * 1.1e-6 + 100 * 4.4e-6)
    assert usd["unheard_of"] is None
    router = Router(exact=ExactSolver())
    ours = recordings.router_trials(
        found, Judge(), router, name="ours", exact=True, usd_per_hour=3600.0, effort=Effort.LOW
    )
    assert [(t.right, t.outcome) for t in ours] == [(True, "verified")]
    assert ours[0].usd == pytest.approx(ours[0].seconds)


def test_a_bad_row_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"task": "maze"}\n')
    with pytest.raises(UsageError, match="line 1"):
        list(recordings.items(path))
    with pytest.raises(UsageError, match="cannot read"):
        list(recordings.items(tmp_path / "none"))


def test_the_report_says_what_is_a_bound_and_what_is_unknown(tmp_path: Path) -> None:
    trials = [trial(0, True), trial(1, False), trial(0, True, system="b", usd=None), trial(1, True, system="ours")]
    report = Report("Title", trials, ["a note"], at_least=frozenset({"a"}), ours=frozenset({"ours"}))
    table = markdown(report)
    assert "| a | 50.0 % |" in table
    assert "| >= 10 | >= 0.02 |" in table
    assert "| unknown | unknown |" in table
    assert "- a note" in table
    pytest.importorskip("matplotlib")
    paths = write(report, tmp_path / "out")
    assert [path.name for path in paths] == [
        "table.md",
        "results.json",
        "cost_against_right.png",
        "break_even.png",
        "latency.png",
    ]
    assert all(path.stat().st_size > 500 for path in paths if path.suffix == ".png")
    assert json.loads(paths[1].read_text())["systems"] == as_json(report)["systems"]


def test_an_answer_called_verified_that_is_wrong_is_reported() -> None:
    report = Report("T", [Trial("router", "g", "0", False, 0.0, 1.0, "verified")], [])
    assert "router: 1 answers called verified that the judge rejects" in markdown(report)


def test_live_systems_are_charged_for_everything() -> None:
    wrong, right = [[[5] * 9 for _ in range(9)], solved()]
    told = iter([f'{{"working": "", "rows": {wrong}}}', f'{{"working": "", "rows": {right}}}'])

    def reply(messages: Any) -> str:
        return next(told) if "You solve puzzles" in messages[0].content else "I think it is 5."

    ledger = Ledger()
    baseline = MeteredModel([FakeModel([reply], name="cheap")], ledger=ledger)
    requests = [compare.Ask(NORVIG, "all", "1"), compare.Ask("What is the capital of France?", "all", "2")]
    router = Router(exact=ExactSolver(), chat=FakeModel(["Paris."], name="own"))
    plan = compare.Plan((baseline,), usd_per_hour=3600.0)
    judged, unjudged = compare.run(requests, plan, router, Router(exact=ExactSolver()))
    systems = by_system(judged)
    assert {name: [t.right for t in trials] for name, trials in systems.items()} == {
        "router": [True],
        "cheap": [False],
        "cheap + verifier": [True],
        "exact search": [True],
        "oracle": [True],
    }
    assert systems["router"][0].usd == pytest.approx(systems["router"][0].seconds)  # local time at $1 a second
    loop = sum(row["usd"] for row in ledger.rows() if row["route"] == "compare")
    assert systems["cheap"][0].usd is not None
    assert systems["cheap + verifier"][0].usd is not None
    assert loop > systems["cheap + verifier"][0].usd > systems["cheap"][0].usd
    assert {t.item for t in unjudged} == {"2"}


def test_a_dry_run_calls_nothing() -> None:
    model = FakeModel(["never"], usd_in=0.0, usd_out=1e-3, max_output_tokens=100)
    requests = [compare.Ask(NORVIG, "all", "1"), compare.Ask("hello", "all", "2")]
    listed = compare.expected(requests, compare.Plan((MeteredModel([model]),)))
    assert [(e.system, e.calls, e.usd) for e in listed] == [
        ("router", 9, None),  # two tries at the puzzle and one question, each made three times at the most
        ("fake/scripted", 6, pytest.approx(0.6)),
        ("fake/scripted + verifier", 9, pytest.approx(1.2)),
    ]
    assert model.prompts == []


@pytest.mark.parametrize("text", [NORVIG, "hello", NORVIG.replace(".", "z") + "\nsudoku", f"{NORVIG}\n\nand a poem"])
def test_no_run_makes_more_calls_than_the_dry_run_says(text: str) -> None:
    model = FakeModel([ModelRateLimited("slow down"), ModelRateLimited("slow down"), "no json at all"])
    chat = MeteredModel([model], retries=Retries(first_pause=0.0))
    (router, *_) = compare.expected([compare.Ask(text, "all", "1")], compare.Plan((chat,)))
    with suppress(RouterError):
        MixedRouter(chat=chat).handle(Request(text=text))
    assert 0 < len(model.prompts) <= router.calls


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "_routers", lambda: (Router(exact=ExactSolver()), Router(exact=ExactSolver())))
    out = tmp_path / "out"
    assert run_cli(["compare", "--recorded", str(recorded(tmp_path)), "--out", str(out), "--no-plots"]) == 0
    printed, told = capsys.readouterr()
    assert "| openai_o3-mini | 100.0 % |" in printed
    assert "wrote " in told
    assert run_cli(["compare", "-q", "--recorded", str(recorded(tmp_path)), "--out", str(out), "--no-plots"]) == 0
    assert capsys.readouterr().err == ""
    assert "`trm-router compare --recorded" in printed
    assert (out / "results.json").is_file()
    asks = tmp_path / "asks.jsonl"
    asks.write_text(json.dumps({"text": NORVIG}) + "\n")
    assert run_cli(["compare", str(asks), "--baseline", "openai/gpt-4o-mini", "--dry-run"]) == 0
    assert "openai/gpt-4o-mini: up to 3 calls, $0.01" in capsys.readouterr().out
    assert run_cli(["compare"]) == 2
    assert run_cli(["costs", "--since", "yesterday"]) == 2
    assert run_cli(["costs"]) == 0


def test_costs_show_what_is_unknown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger(clock=lambda: 1_795_000_000.0)
    for usd in (0.25, None):
        model = FakeModel(["a b"], usd_in=usd, usd_out=0.0)
        MeteredModel([model], ledger=ledger).complete([])
    monkeypatch.setattr("adapters.models.configured.default_ledger", lambda: ledger)
    assert run_cli(["costs"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split()[:4] == ["day", "route", "model", "calls"]
    assert "2026-11-18" in row
    assert "0.000000 + 1 unknown" in row
    assert run_cli(["costs", "--by", "model", "--json"]) == 0
    (total,) = json.loads(capsys.readouterr().out)
    assert (total["model"], total["calls"], total["unknown"]) == ("fake/scripted", 2, 1)
    assert (total["usd"], total["usd_known"]) == (None, 0.0)  # an unknown sum is never shown as 0


ARC = (
    "Find the common rule that maps an input grid to an output grid, given the examples below.\n\n"
    "Example 1:\nInput:  1 0 0 2\nOutput: 2 0 0 1\n\nExample 2:\nInput:  3 0 4 4\nOutput: 4 4 0 3\n\n"
    "Below is a test input grid. Predict the corresponding output grid.\n\nInput:\n5 6 0 0"
)


def test_where_nothing_can_be_proven_the_stored_answer_judges() -> None:
    judge = Judge()
    assert judge.right(ARC, "0 0 6 5") is None
    assert judge.right(ARC, "0 0 6 5", "0 0 6 5") is True
    assert judge.right(ARC, "5 6 0 0", "0 0 6 5") is False
    assert judge.right(ARC, "no idea", "0 0 6 5") is False
    assert judge.right(ARC, "0 0\n6 5 1", "0 0 6 5") is False
    assert judge.guessed(ARC, {"tests": [[[[0, 0, 6, 5]]]]}, "0 0 6 5")
    assert not judge.guessed(ARC, None, "0 0 6 5")
