"""Whatever a model says, no wrong answer is called verified: the worst models over requests that people wrote.

A quick sample always; all 347 requests and 500 public prompts with `-m slow`. A request counts against the model only
if the answer without any model was not wrong too: what the grammars misread is measured elsewhere.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pointers import NORVIG, pointer, signs, solved
from worst_models import worst

from adapters.compare.prompts import outcome
from adapters.graph.mixed_router import MixedRouter
from adapters.models.fake import FakeModel
from router import Request, Router
from router.errors import RouterError
from router.llm.metered import MeteredModel, Retries
from router.llm.understanding import holds_board, worth_asking
from router.types import Receipt
from solvers.exact import ExactSolver
from solvers.measure.prompts import cases

MANNERS = ("random", "liar", "eager", "lawyer")


def rows_of(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "meaning" / "dev_requests.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def judge_of(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("judge_meaning", shared / "meaning" / "judge_meaning.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def handled(text: str, manner: str | None, seed: int) -> Receipt:
    model = None if manner is None else MeteredModel([worst(manner, seed)], retries=Retries(times=0))
    try:
        return Router(exact=ExactSolver(), chat=model).handle(Request(text=text, seconds=20.0)).receipt
    except RouterError as error:
        return Receipt(status="declined", kind="open", reason=str(error))


def receipt(text: str, manner: str | None, seed: int) -> dict[str, Any]:
    return handled(text, manner, seed).model_dump(mode="json")


def wrong(rows: list[dict[str, Any]], judge: Any, seeds: range) -> tuple[list[str], Counter[str]]:
    found, seen = [], Counter[str]()
    for row in rows:
        if judge.judge(row, receipt(row["text"], None, 0)) == "wrong":
            seen["wrong without a model"] += 1
            continue
        for manner in MANNERS:
            for seed in seeds:
                got = receipt(row["text"], manner, seed)
                seen[f"{manner}: {len(got['cost']['calls'])} calls"] += 1
                if judge.judge(row, got) == "wrong":
                    found.append(f"{row['id']} {manner} {seed}")
    return found, seen


def test_a_sample_of_requests(shared_data: Path) -> None:
    rows = rows_of(shared_data)
    asked = [row for row in rows if worth_asking(row["text"], Router().read(row["text"]))]
    found, _ = wrong(asked[::5] + rows[::29], judge_of(shared_data), range(1))
    assert found == []


@pytest.mark.slow
def test_all_requests(shared_data: Path) -> None:
    found, seen = wrong(rows_of(shared_data), judge_of(shared_data), range(3))
    print(dict(sorted(seen.items())))
    assert found == []


def wrong_prompts(shared: Path, most: int) -> tuple[list[str], Counter[str]]:
    """Public prompts that a worst model makes us answer wrongly, and how many calls each took."""
    everything = list(cases(shared / "prompts"))
    found, seen = [], Counter[str]()
    for number, case in enumerate(everything[:: max(1, len(everything) // most)][:most]):
        manner = MANNERS[number % len(MANNERS)]
        got = handled(case.text, manner, number)
        seen[f"{len(got.cost.calls)} calls, {got.status}"] += 1
        if outcome(case, got) == "wrong" and outcome(case, handled(case.text, None, 0)) != "wrong":
            found.append(f"{case.source} {manner} {number}")
    return found, seen


@pytest.mark.slow
def test_public_prompts(shared_data: Path) -> None:
    found, seen = wrong_prompts(shared_data, 500)
    print(dict(sorted(seen.items())))
    assert found == []


def test_no_open_answer_stands_for_a_puzzle(shared_data: Path) -> None:
    """A board that nobody could read is never answered by a model's own grid."""
    for text in ("Kannst du das Sudoku?\n" + "z4zz1zzz9\n" * 9, "A 4x4 sudoku: top left is 3, row 2, column 1 is 4."):
        assert holds_board(text)
        for manner in MANNERS:
            assert receipt(text, manner, 1)["status"] in ("declined", "unsolved")


def test_a_scan_is_read_rightly_or_not_at_all() -> None:
    """Letters that stand for digits are believed where a scan makes them so and nothing else is said of them."""
    drawn = "\n".join(" ".join(row).replace("5", "S").replace("8", "B") for row in NORVIG.replace(".", "_").split("\n"))
    seen = Counter[str]()
    for text in (f"sudoku scan:\n{drawn}", f"sudoku:\n{drawn}", f"a photo of a sudoku, B is 3:\n{drawn}"):
        for manner in MANNERS:
            for seed in range(12):
                got = handled(text, manner, seed)
                seen[got.status] += 1
                if got.status == "verified":
                    assert "scan" in text
                    assert got.solution == {"rows": solved()}
    assert seen.total() == 3 * len(MANNERS) * 12
    sure = pointer("sudoku", first_line=2, last_line=10, signs=signs(_="blank", S="5", B="8"))
    for head in (
        "I took a photo of my sudoku, solve it:",
        "a sudoku scan, B is 3:",
        "sudoku scan (letters are blanks):",
    ):
        chat = FakeModel([sure], max_output_tokens=10_000)
        got = Router(exact=ExactSolver(), chat=chat).handle(Request(text=f"{head}\n{drawn}")).receipt
        assert (got.status == "verified") is head.startswith("I took")


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("seed", range(4))
def test_no_part_is_lost_or_wrong_whatever_the_plan(manner: str, seed: int) -> None:
    pytest.importorskip("langgraph")
    small = ".4|.1\n1.|..\n--+--\n..|23\n.2|.."
    text = f"Solve both and write a haiku about the second:\n{NORVIG}\n\nand\n{small}"
    chat = MeteredModel([worst(manner, seed)], retries=Retries(times=0))
    receipt = MixedRouter(exact=ExactSolver(), chat=chat).handle(Request(text=text)).receipt
    assert [part.kind for part in receipt.parts] == ["sudoku", "sudoku", "open"]
    assert [part.status for part in receipt.parts[:2]] == ["verified", "verified"]
    assert receipt.parts[0].solution == {"rows": solved()}
    assert receipt.parts[1].solution == {"rows": [[2, 4, 3, 1], [1, 3, 4, 2], [4, 1, 2, 3], [3, 2, 1, 4]]}
