"""The graph: parts side by side, questions that wait, threads that outlive kill -9, everything bounded and proven."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pointers import NORVIG, pointer, signs, solved

from adapters.graph.app import Conversation
from adapters.graph.mixed_router import MixedRouter
from adapters.graph.nodes import answered
from adapters.models.fake import FakeModel
from router import Request, Router
from router.errors import ModelUnavailable, UsageError
from router.llm.ledger import Ledger
from router.llm.metered import MeteredModel, Retries
from router.llm.parts import PartPlan, SplitPlan, split, worth_splitting
from router.types import Message
from solvers.base import Solution
from solvers.exact import ExactSolver
from solvers.kinds import KINDS
from solvers.text.source import Text

pytest.importorskip("langgraph")
ROOT = Path(__file__).resolve().parents[2]
SMALL = ".4|.1\n1.|..\n--+--\n..|23\n.2|.."  # reasoning-gym, mini_sudoku
TWO = f"Solve both and write a haiku about the second:\n{NORVIG}\n\nand\n{SMALL}"
PLAN = SplitPlan(
    parts=[
        PartPlan(kind="puzzle", first_line=2, last_line=10, wish="", about=[]),
        PartPlan(kind="puzzle", first_line=13, last_line=17, wish="", about=[]),
        PartPlan(kind="open", first_line=0, last_line=0, wish="Write a haiku about the second sudoku.", about=[2]),
    ]
)
HAIKU = "Four small rows agree."


class Scripted:
    """Answers a model gives by what it is asked for; counts how often."""

    def __init__(self, **replies: Any) -> None:
        self.replies = replies
        self.asked: list[str] = []
        self.model = FakeModel([self._reply])

    def _reply(self, messages: Sequence[Message]) -> Any:
        first = messages[0].content
        purpose = "plan" if "You split" in first else "read" if "You locate" in first else "open"
        purpose = "rung" if "You solve puzzles" in first else purpose
        self.asked.append(purpose)
        return self.replies[purpose]


def talk(script: Scripted | None = None, *, path: Path | None = None, exact: Any = None, **more: Any) -> Conversation:
    router = Router(exact=exact or ExactSolver(), chat=script.model if script else None, **more)
    return Conversation(router, path=path)


def test_a_plain_puzzle_needs_no_model_and_no_plan() -> None:
    script = Scripted()
    turn = talk(script).send(NORVIG, thread="t")
    assert turn.receipt is not None
    assert (turn.receipt.status, turn.receipt.kind, script.asked) == ("verified", "sudoku", [])
    assert turn.receipt.solution == {"rows": solved()}
    assert turn.receipt.parts == ()


def test_a_mixed_request_is_split_solved_and_merged() -> None:
    script, ledger, events = Scripted(plan=PLAN, open=HAIKU), Ledger(), []
    turn = talk(script, ledger=ledger).send(TWO, thread="t", show=events.append)
    receipt = turn.receipt
    assert receipt is not None
    assert script.asked == ["plan", "open"]
    assert [(part.kind, part.status) for part in receipt.parts] == [
        ("sudoku", "verified"),
        ("sudoku", "verified"),
        ("open", "answered"),
    ]
    assert (receipt.status, receipt.kind) == ("answered", "mixed")
    assert receipt.parts[0].solution == {"rows": solved()}
    assert receipt.answer is not None
    assert "2. sudoku, lines 13-17, verified:" in receipt.answer
    assert HAIKU in receipt.answer
    assert [row["route"] for row in ledger.rows()] == ["plan", "open"]
    assert len({row["request"] for row in ledger.rows()}) == 1
    assert receipt.cost.usd == pytest.approx(sum(row["usd"] for row in ledger.rows()))
    told = script.model.prompts[1]
    assert "is solved: {'rows': [[2, 4, 3, 1]" in told[0].content
    nodes = [event["node"] for event in events if "node" in event]
    assert nodes[:3] == ["read", "gate", "plan"]
    assert nodes[-2:] == ["open", "reply"]
    assert nodes.count("verify") >= 2
    assert "".join(event["text"] for event in events if "text" in event) == HAIKU


def test_every_rule_in_the_message_counts_for_every_part() -> None:
    """The model's split cannot shed a rule: both grids are refused for the diagonal rule stated once at the end."""
    text = TWO + "\nBoth are diagonal sudokus: the diagonals hold every digit once, too."
    turn = talk(Scripted(plan=PLAN, open=HAIKU)).send(text, thread="t")
    assert turn.receipt is not None
    assert [part.status for part in turn.receipt.parts] == ["declined", "declined", "answered"]
    assert turn.receipt.status == "declined"


def test_without_a_model_two_puzzles_are_asked_about_and_the_answer_picks_one() -> None:
    conversation = talk()
    turn = conversation.send(f"Solve:\n{NORVIG}\n\nand\n{SMALL}", thread="t")
    assert turn.receipt is None
    assert turn.question is not None
    assert "two puzzles" in turn.question
    second = conversation.answer("the second one", thread="t")
    assert second.receipt is not None
    assert second.receipt.status == "verified"
    assert len(second.receipt.solution["rows"]) == 4  # type: ignore[index]
    with pytest.raises(UsageError, match="no open question"):
        conversation.answer("again", thread="t")


def test_questions_are_bounded() -> None:
    conversation = talk()
    turn = conversation.send(f"{NORVIG}\n\nand\n{SMALL}", thread="t")
    for _ in range(3):
        assert turn.question is not None
        turn = conversation.answer("hm", thread="t")
    assert turn.question is None
    assert turn.receipt is not None
    assert turn.receipt.status == "declined"


def test_the_network_thinks_once_about_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    solver = ExactSolver()
    asked: list[str] = []

    def solve(kind: Any, puzzles: Any, **options: Any) -> Any:
        asked.append(options["effort"])
        return [Solution("unproven", None, "trm", options["effort"]) for _ in puzzles]

    monkeypatch.setattr(solver, "solve", solve)
    receipt = talk(solver=solver).send(NORVIG, thread="t").receipt
    assert receipt is not None
    assert (receipt.status, asked) == ("verified", ["medium"])
    assert [rung.outcome for rung in receipt.route] == ["unproven", "proven"]


def test_the_last_rung_is_the_model_and_it_is_bounded() -> None:
    class Nothing(ExactSolver):
        def supports(self, kind: str, puzzle: Any) -> bool:
            return False

    wrong = [[5] * 9 for _ in range(9)]
    script = Scripted(rung=f'{{"working": "sure", "rows": {wrong}}}')
    turn = talk(script, exact=Nothing()).send(NORVIG, thread="t")
    assert turn.receipt is not None
    assert (turn.receipt.status, turn.receipt.answer) == ("unsolved", None)
    assert script.asked == ["rung", "rung"]
    right = Scripted(rung=f'{{"working": "", "rows": {solved()}}}')
    proven = talk(right, exact=Nothing()).send(NORVIG, thread="t").receipt
    assert proven is not None
    assert (proven.status, [rung.solver for rung in proven.route]) == ("verified", ["llm:fake/scripted"])


def test_what_only_a_model_can_read_is_still_solved_here() -> None:
    text = "Kannst du das Sudoku?\n" + NORVIG.replace(".", "z") + "\nDanke"
    point = pointer("sudoku", first_line=2, last_line=10, signs=signs(z="blank"))
    script = Scripted(read=point)
    receipt = talk(script).send(text, thread="t").receipt
    assert receipt is not None
    assert (receipt.status, receipt.kind, script.asked) == ("verified", "sudoku", ["read"])


def test_threads_remember_and_stay_apart(tmp_path: Path) -> None:
    script = Scripted(open="Blue.")
    conversation = talk(script, path=tmp_path / "threads.db")
    conversation.send("What colour is the sky?", thread="one")
    conversation.send("And at night?", thread="one")
    conversation.send("And at night?", thread="two")
    assert [m.content for m in script.model.prompts[1]] == ["What colour is the sky?", "Blue.", "And at night?"]
    assert [m.content for m in script.model.prompts[2]] == ["And at night?"]


def test_a_provider_that_fails_is_a_declined_part_and_the_puzzles_stand() -> None:
    script = Scripted(plan=PLAN, open=ModelUnavailable("down"))
    router = Router(exact=ExactSolver(), chat=MeteredModel([script.model], retries=Retries(times=0)))
    receipt = Conversation(router).send(TWO, thread="t").receipt
    assert receipt is not None
    assert [part.status for part in receipt.parts] == ["verified", "verified", "declined"]
    assert receipt.cost.usd is None


def test_offline_asks_no_model() -> None:
    script = Scripted()
    turn = talk(script).send(Request(text="Write a haiku.", offline=True), thread="t")
    assert turn.receipt is not None
    assert (turn.receipt.status, script.asked) == ("declined", [])


_CHILD = """
import sys, time
from pathlib import Path
sys.path[:0] = {tests!r}
from test_graph import PLAN, TWO, Scripted, talk
def stuck(*_):
    print("open", flush=True)
    time.sleep(60)
script = Scripted(plan=PLAN)
class Replies(dict):
    def __getitem__(self, name):
        return stuck() if name == "open" else PLAN
script.replies = Replies()
talk(script, path=Path({path!r})).send(TWO, thread="t")
"""


def test_a_thread_goes_on_after_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "threads.db"
    code = _CHILD.format(tests=[str(ROOT / "tests"), str(ROOT / "tests" / "adapters")], path=str(path))
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ})
    assert child.stdout is not None
    assert child.stdout.readline() == b"open\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()

    class Counting(ExactSolver):
        calls = 0

        def solve(self, *args: Any, **more: Any) -> Any:
            Counting.calls += 1
            return super().solve(*args, **more)

    script = Scripted(plan=PLAN, open=HAIKU)
    turn = talk(script, path=path, exact=Counting()).resume(thread="t")
    assert turn.receipt is not None
    assert [part.status for part in turn.receipt.parts] == ["verified", "verified", "answered"]
    assert (Counting.calls, script.asked) == (0, ["open"])  # what was finished is not done again


def test_a_split_that_does_not_fit_is_repaired_or_dropped() -> None:
    wrong = PLAN.model_copy(update={"parts": [PLAN.parts[0].model_copy(update={"first_line": 90, "last_line": 99})]})
    words = PLAN.model_copy(update={"parts": [PLAN.parts[0].model_copy(update={"first_line": 1, "last_line": 1})]})
    model = FakeModel([wrong, PLAN])
    reading = Router().read(TWO)
    assert len(split(TWO, reading, model)) == 3
    assert "lines 90-99 do not exist" in model.prompts[1][-1].content
    stubborn = FakeModel([words])
    parts = split(TWO, reading, stubborn)  # the model's plan is given up, no part is
    assert [(part.kind, part.lines) for part in parts] == [("puzzle", (2, 10)), ("puzzle", (13, 17)), ("open", (0, 0))]
    assert parts[2].wish == "and write a haiku about the second"
    assert len(stubborn.prompts) == 2


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_plan_that_leaves_a_part_out_is_not_followed(lost: int) -> None:
    fewer = PLAN.model_copy(
        update={"parts": [part.model_copy(update={"about": []}) for i, part in enumerate(PLAN.parts) if i != lost]}
    )
    receipt = talk(Scripted(plan=fewer, open=HAIKU)).send(TWO, thread="t").receipt
    assert receipt is not None
    assert [part.status for part in receipt.parts] == ["verified", "verified", "answered"]
    assert receipt.cost.usd is not None
    assert receipt.cost.usd > 0
    assert len(receipt.cost.calls) == 3


def test_a_plan_that_fails_loses_no_part() -> None:
    script = Scripted(plan=ModelUnavailable("down"), open=HAIKU)
    router = Router(exact=ExactSolver(), chat=MeteredModel([script.model], retries=Retries(times=0)))
    receipt = Conversation(router).send(TWO, thread="t").receipt
    assert receipt is not None
    assert [part.status for part in receipt.parts] == ["verified", "verified", "answered"]
    assert receipt.cost.usd is None


def test_a_puzzle_part_is_never_answered_by_words_alone() -> None:
    text = f"Solve both:\n{NORVIG}\n\nand\n{SMALL.replace('4', 'q')}"
    plan = PLAN.model_copy(update={"parts": [PLAN.parts[0], PLAN.parts[1]]})
    receipt = talk(Scripted(plan=plan, open="1234", read=pointer())).send(text, thread="t").receipt
    assert receipt is not None
    assert all(part.status in ("verified", "declined") for part in (receipt.parts or (receipt,)))


def test_only_mixed_messages_are_worth_splitting() -> None:
    def worth(text: str) -> bool:
        return worth_splitting(text, Router().read(text))

    assert worth(TWO)
    assert worth(f"Solve this and write a haiku about it:\n{NORVIG}")
    assert not worth(f"Solve this:\n{NORVIG}")
    assert not worth("Write a haiku.")


def test_answers_to_questions() -> None:
    two = f"{NORVIG}\n\nand\n{SMALL}"
    kind = KINDS["sudoku"]
    assert len(kind.read(Text(answered(two, "the last")))[0].puzzle.rows) == 4
    assert len(kind.read(Text(answered(two, "1")))[0].puzzle.rows) == 9
    assert answered(two, "either, whatever") == two + "\n\neither, whatever"
    assert answered(two, NORVIG) == NORVIG


def test_the_drawing_in_the_docs_is_the_graph() -> None:
    """Regenerate with `python -m adapters.graph.app > docs/graph.md`."""
    from adapters.graph.app import page

    assert (ROOT / "docs" / "graph.md").read_text(encoding="utf-8") == page()


def mixed(script: Scripted | None, path: Path | None) -> MixedRouter:
    return MixedRouter(exact=ExactSolver(), chat=script.model if script else None, threads=path)


def test_the_mixed_router_uses_the_graph_only_where_it_is_needed(tmp_path: Path) -> None:
    script = Scripted(plan=PLAN, open=HAIKU)
    router = mixed(script, tmp_path / "threads.db")
    lone = router.handle(Request(text=NORVIG))
    assert (lone.receipt.status, router._talk) == ("verified", None)
    pieces: list[str] = []
    reply = router.handle(Request(text=TWO), on_text=pieces.append)
    assert [part.status for part in reply.receipt.parts] == ["verified", "verified", "answered"]
    assert pieces == []  # the merged reply is shown whole
    assert router._talk is None  # no thread was asked for, so none is kept


SHORT = "53..7....\n6..195...\n.98....6\n8...6...3\n4..8.3..1\n7...2...6\n.6....28.\n...419..5\n....8..79"
"""A cell is missing in its third row, so it is not clear."""


def test_a_question_in_a_thread_is_answered_by_the_next_message_or_dropped(tmp_path: Path) -> None:
    path = tmp_path / "threads.db"
    two = f"{NORVIG}\n\nand\n{SHORT}"
    first = mixed(None, path).handle(Request(text=two, thread="t"))
    assert (first.receipt.status, "Which one" in str(first.receipt.reason)) == ("declined", True)
    again = mixed(None, path)  # another process, the same file
    picked = again.handle(Request(text="the first", thread="t"))
    assert (picked.receipt.status, len(picked.receipt.solution["rows"])) == ("verified", 9)  # type: ignore[index]
    again.handle(Request(text=two, thread="t"))
    other = again.handle(Request(text="never mind, what is the weather?", thread="t"))
    assert (other.receipt.status, other.receipt.kind) == ("declined", "open")


def test_without_a_model_clear_grids_are_solved_and_words_are_said_to_need_one() -> None:
    router = mixed(None, None)
    both = router.handle(Request(text=f"Solve both:\n{NORVIG}\n\nand\n{SMALL}")).receipt
    assert (both.status, [part.status for part in both.parts]) == ("verified", ["verified", "verified"])
    assert (both.cost.usd, router._talk) == (0.0, None)
    three = router.handle(Request(text=TWO)).receipt
    assert [part.status for part in three.parts] == ["verified", "verified", "declined"]
    assert "'and write a haiku about the second' needs a language model" in (three.parts[2].reason or "")


def test_a_batch_splits_too() -> None:
    script = Scripted(plan=PLAN, open=HAIKU)
    replies = mixed(script, None).handle_many([Request(text=NORVIG), Request(text=TWO), Request(text=SMALL)])
    assert [reply.receipt.status for reply in replies] == ["verified", "answered", "verified"]
    parts = replies[1].receipt.parts
    assert [part.status for part in parts] == ["verified", "verified", "answered"]
    assert len(replies[1].receipt.cost.calls) == 2


def test_one_thread_serves_one_request_at_a_time(tmp_path: Path) -> None:
    model = FakeModel([lambda messages: messages[-1].content.upper()], seconds=0.02)
    router = MixedRouter(exact=ExactSolver(), chat=model, threads=tmp_path / "threads.db")
    answers: dict[int, str | None] = {}

    def ask(number: int) -> None:
        answers[number] = router.handle(Request(text=f"say number {number}", thread="t")).receipt.answer

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(16)))
    assert answers == {number: f"SAY NUMBER {number}" for number in range(16)}


@pytest.mark.parametrize("damage", ["folder", "garbage"])
def test_a_store_that_cannot_be_used_loses_no_answer(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "threads.db"
    if damage == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"this is no database, but long enough to be taken for one" * 40)
    router = mixed(Scripted(plan=PLAN, open=HAIKU), path)
    with pytest.warns(UserWarning, match="threads are not kept"):
        puzzle = router.handle(Request(text=NORVIG, thread="t")).receipt
    assert puzzle.status == "verified"
    assert router.handle(Request(text="Write a haiku.", thread="t")).receipt.answer == HAIKU


def test_talk_in_a_thread_knows_what_was_solved_in_it(tmp_path: Path) -> None:
    script = Scripted(open="It has 17 clues.")
    router = mixed(script, tmp_path / "threads.db")
    assert router.handle(Request(text=NORVIG, thread="t")).receipt.status == "verified"
    pieces: list[str] = []
    reply = router.handle(Request(text="How many clues did it have?", thread="t"), on_text=pieces.append)
    assert ("".join(pieces), reply.receipt.answer) == ("It has 17 clues.", "It has 17 clues.")
    (prompt,) = script.model.prompts
    assert [m.role for m in prompt] == ["user", "assistant", "user"]
    assert prompt[0].content == NORVIG
    assert router.resume("t") is None
