"""The work of the graph's nodes: plain functions over the router's own, from state to what changes in it.

The state is plain data, so that a checkpoint holds nothing but text and numbers: puzzles are read anew from the text
where they are needed, which costs less than a millisecond. What a node claims is verified from the user's text.
"""

from __future__ import annotations

import json
import operator
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Annotated, Any, TypedDict

from router import Request, Router
from router.core import SECONDS
from router.errors import RouterError, Stopped
from router.llm.metered import MeteredModel, metered
from router.llm.open_ended import cut_off
from router.llm.parts import Part, by_code, merged, open_messages, split, whole, worth_splitting
from router.llm.stop import raise_if_stopped
from router.llm.understanding import SHARE, worth_asking
from router.reading.candidates import gather
from router.reading.read import read
from router.types import Call, Completion, Cost, Message, Receipt
from solvers.kinds import KINDS
from solvers.text.source import Text

MOST_QUESTIONS = 3
HISTORY = 12
"""Messages of a thread that open-ended turns see."""

Show = Callable[[dict[str, Any]], None]
"""Called with events: {"node": ...}, {"part": n, "step": s, "answer": ...}, {"text": piece}."""


def gathered(old: list[Any], new: list[Any] | None) -> list[Any]:
    """Results of parallel parts add up; None empties the list at the start of a turn."""
    return [] if new is None else old + new


class State(TypedDict, total=False):
    """One thread. `wish` is the request without its text; `results` are (part number, receipt) of this turn."""

    text: str
    kind: str
    wish: dict[str, Any]
    began: float
    question: str
    asked: int
    parts: list[dict[str, Any]]
    results: Annotated[list[Any], gathered]
    history: Annotated[list[Any], operator.add]
    receipt: dict[str, Any] | None


class PartState(TypedDict, total=False):
    """One puzzle part on its ladder."""

    part: dict[str, Any]
    wish: dict[str, Any]
    began: float
    attempt: int
    tried: Annotated[list[Any], operator.add]
    proven: bool
    results: list[Any]


class PartResult(TypedDict):
    """What a part hands back to its thread."""

    results: list[Any]


class Nodes:
    """Parts are solved side by side; solvers that are not made for several threads take turns by themselves."""

    def __init__(self, router: Router) -> None:
        self.router = router

    # ---------------------------------------------------------------- the thread

    def read(self, state: State) -> State:
        """What the grammars see."""
        return {"kind": self.router.read(state["text"]).kind}

    def gate(self, state: State) -> State:
        """What must be asked before anything is solved; refusals are the parts' own business."""
        reading = self.router.read(state["text"])
        return {"question": " ".join(reading.questions) if reading.refusal is None else ""}

    def gated(self, state: State) -> str:
        """ask, where only the user can help; otherwise plan."""
        unsure = state["question"] and state["asked"] < MOST_QUESTIONS
        return "ask" if unsure and not self._may_ask_model(state["wish"]) else "plan"

    def plan(self, state: State) -> State:
        """One part, or the parts a model sees; a plan that leaves the question open leads to asking."""
        text = state["text"]
        reading = self.router.read(text)
        parts = whole(text, reading)
        calls: list[Call] = []
        if worth_splitting(text, reading) and self._may_ask_model(state["wish"]):
            purse = self._purse(state, "plan")
            try:
                parts = split(text, reading, purse)
            except Stopped:
                raise
            except RouterError:  # code splits as far as it can; the failed call is in the ledger and the cost
                parts = by_code(text) or whole(text, reading)
            calls = list(purse.cost.calls)
        results = (
            [[0, Receipt(status="answered", kind="plan", cost=Cost.of(calls)).model_dump(mode="json")]] if calls else []
        )
        return {"parts": [asdict(part) for part in parts], "results": results}

    def planned(self, state: State) -> Any:
        """Ask if the only part is still unclear; otherwise every puzzle part at once, or straight to the open ones."""
        from langgraph.types import Send

        parts = [_part(row) for row in state["parts"]]
        unclear = len(parts) == 1 and parts[0].kind == "puzzle" and state["question"]
        if unclear and state["asked"] < MOST_QUESTIONS and not self._model_reads(state):
            return "ask"
        puzzles = [part for part in parts if part.kind == "puzzle"]
        if not puzzles:
            return "open"
        shared = {"wish": state["wish"], "began": state["began"], "attempt": 0}
        return [Send("puzzle", {"part": asdict(part), **shared}) for part in puzzles]

    def ask(self, state: State) -> State:
        """Stop here until the user answers; the answer joins the message, or picks one of its puzzles."""
        from langgraph.types import interrupt

        answer = str(interrupt({"question": state["question"]}))
        return {"text": answered(state["text"], answer), "asked": state["asked"] + 1, "question": ""}

    def open(self, state: State) -> State:
        """The open parts, each told what was proven about its puzzles; streamed."""
        from langgraph.config import get_stream_writer

        show = get_stream_writer()
        done = {number: Receipt.model_validate(row) for number, row in state["results"]}
        history = [Message.model_validate(row) for row in state.get("history", [])[-HISTORY:]]
        results = []
        for part in (_part(row) for row in state["parts"]):
            if part.kind == "open" and part.number not in done:
                receipt = self._open_part(part, done, history, state, show)
                results.append([part.number, receipt.model_dump(mode="json")])
        return {"results": results}

    def reply(self, state: State) -> State:
        """One receipt, and the turn in the thread's history."""
        done = {number: Receipt.model_validate(row) for number, row in state["results"]}
        planning = done.pop(0, None)
        receipt = merged([_part(row) for row in state["parts"]], done, time.time() - state["began"])
        if planning is not None:
            calls = (*planning.cost.calls, *receipt.cost.calls)
            receipt = receipt.model_copy(update={"cost": Cost.of(calls)})
        return {"receipt": receipt.model_dump(mode="json"), "history": turn_of(state["text"], receipt)}

    # ---------------------------------------------------------------- one puzzle part

    def solve(self, state: PartState) -> PartState:
        """The rung for this attempt: everything local with the asked effort, then the language model."""
        from langgraph.config import get_stream_writer

        show = get_stream_writer()
        number = state["part"]["number"]
        wish = _request(state, state["part"]["text"])

        def on_step(_index: int, step: int, answer: Any) -> None:
            show({"part": number, "step": step, "answer": answer})

        raise_if_stopped()
        rung = self._rungs(state["wish"])[state["attempt"]]
        mine = self.router
        if rung == "model":
            # What could not be read may be solved here once a model has pointed at it; the rest was tried already.
            unread = state["tried"][-1]["status"] == "declined"
            local = (mine.solver, mine.exact) if unread else (None, None)
            reply = Router(*local, mine.chat, mine.ledger, reader=mine.reader).handle(wish, on_step)
            if reply.receipt.status == "answered":  # words of a model are no proof, and this part is a puzzle
                said = (
                    "this part seems to hold a puzzle, but none that could be read and proven; send it as a plain grid"
                )
                told = {"status": "declined", "answer": None, "reason": said}
                reply = reply.model_copy(update={"receipt": reply.receipt.model_copy(update=told)})
        else:
            reply = Router(mine.solver, mine.exact).handle(wish.model_copy(update={"offline": True}), on_step)
        return {"tried": [reply.receipt.model_dump(mode="json")]}

    def verify(self, state: PartState) -> PartState:
        """Code looks once more, from the text alone: is what the last rung claims true?"""
        receipt = Receipt.model_validate(state["tried"][-1])
        return {"proven": receipt.status == "verified" and self._holds(state["part"]["text"], receipt)}

    def judged(self, state: PartState) -> str:
        """Done, or one rung up while there is one."""
        last = state["tried"][-1]
        more = state["attempt"] + 1 < len(self._rungs(state["wish"]))
        return "escalate" if more and not state["proven"] and last["status"] in ("unsolved", "declined") else "finish"

    def escalate(self, state: PartState) -> PartState:
        """One rung up; what was declined only a model's reading can change."""
        rungs = self._rungs(state["wish"])
        declined = state["tried"][-1]["status"] == "declined"
        return {"attempt": len(rungs) - 1 if declined else state["attempt"] + 1}

    def finish(self, state: PartState) -> PartState:
        """The last receipt with everything that was tried and spent on the way."""
        tried = [Receipt.model_validate(row) for row in state["tried"]]
        last = tried[-1]
        if last.status == "verified" and not state["proven"]:
            last = last.model_copy(
                update={"status": "unsolved", "answer": None, "solution": None, "reason": "the answer did not verify"}
            )
        whole_way = last.model_copy(
            update={
                "route": tuple(rung for receipt in tried for rung in receipt.route),
                "cost": Cost.of([call for receipt in tried for call in receipt.cost.calls]),
                "seconds": sum(receipt.seconds for receipt in tried),
            }
        )
        return {"results": [[state["part"]["number"], whole_way.model_dump(mode="json")]]}

    # ---------------------------------------------------------------- what they share

    def _rungs(self, wish: dict[str, Any]) -> list[str]:
        return ["local"] + (["model"] if self._may_ask_model(wish) else [])

    def _may_ask_model(self, wish: dict[str, Any]) -> bool:
        return self.router.chat is not None and not wish.get("offline")

    def _model_reads(self, state: State) -> bool:
        """A model may still read what the grammars could not: the part's last rung lets it point."""
        reading = self.router.read(state["text"])
        several = reading.candidate is None and bool(reading.questions)
        return self._may_ask_model(state["wish"]) and not several and worth_asking(state["text"], reading)

    def _purse(self, state: State, route: str) -> MeteredModel:
        """What a node may spend, on the answering model's ledger whoever is asked. Planning must leave time for the
        work, and no call is without an end where the request names none."""
        assert self.router.chat is not None
        wish = _request(state, "")
        purse = metered(
            self.router.chat,
            self.router.ledger,
            budget_usd=wish.budget_usd,
            thread=wish.thread,
            route=route,
            request=wish.id,
        )
        reader = self.router.reader if route == "plan" else None
        if reader is not None:
            purse = purse.on(route, getattr(reader, "models", (reader,)))
        purse.prepare()
        left = wish.seconds if wish.seconds is not None else SECONDS[wish.effort]
        purse.spend.deadline = time.monotonic() + left * (SHARE if route == "plan" else 1.0)
        return purse

    def _open_part(
        self, part: Part, done: dict[int, Receipt], history: Sequence[Message], state: State, show: Show
    ) -> Receipt:
        wish = _request(state, part.wish)
        told_in_words = len(state["parts"]) == 1 and worth_asking(part.wish, self.router.read(part.wish))
        if told_in_words or not self._may_ask_model(state["wish"]):
            return self._handled(wish, part.number, show)
        began = time.monotonic()
        purse = self._purse(state, "open")
        text, outcome = "", "ok"
        try:
            for item in purse.stream(open_messages(part, done, history)):
                raise_if_stopped()
                if isinstance(item, Completion):
                    text, outcome = item.text, item.call.outcome
                else:
                    show({"part": part.number, "text": item})
        except Stopped:
            raise
        except RouterError as error:
            return _failed(error, purse.cost, time.monotonic() - began)
        seconds = time.monotonic() - began
        return Receipt(
            status="answered", kind="open", answer=text, cost=purse.cost, seconds=seconds, **cut_off(outcome)
        )

    def _handled(self, wish: Request, number: int, show: Show) -> Receipt:
        """A lone message through the router itself: it may turn out to be a puzzle told in words."""
        try:
            return self.router.handle(wish, on_text=lambda piece: show({"part": number, "text": piece})).receipt
        except Stopped:
            raise
        except RouterError as error:
            return _failed(error, Cost(usd=None, tokens_in=None, tokens_out=None), 0.0)

    def _holds(self, text: str, receipt: Receipt) -> bool:
        """Whether the receipt's solution keeps the rules of the puzzle in `text`; statements stand on their checks."""
        if receipt.solution is None or receipt.kind not in KINDS:
            return all(check.ok for check in receipt.checks)
        candidate = self.router.read(text).candidate
        if candidate is None or candidate.puzzle is None:
            return True  # a model pointed at it: the router has verified it against what it copied
        kind = KINDS[receipt.kind]
        claimed = kind.read_answer(candidate.puzzle, json.dumps({"solution": receipt.solution}))
        return not kind.verify(candidate.puzzle, claimed)


def turn_of(text: str, receipt: Receipt) -> list[dict[str, str]]:
    """One turn as a thread remembers it."""
    said = receipt.answer or receipt.reason or ""
    return [{"role": "user", "content": text}, {"role": "assistant", "content": said}]


def answered(text: str, answer: str) -> str:
    """The message after its question was answered: a number or ordinal picks a puzzle, other words are added."""
    grids = gather(Text(text)).candidates
    if read(answer).candidate is not None:
        return answer  # a new, clear puzzle takes the place of the unclear message
    chosen = _choice(answer, len(grids))
    if len(grids) < 2 or chosen is None:
        return f"{text}\n\n{answer}"
    kept = sorted(grids, key=lambda candidate: candidate.span.start)
    for index in reversed(range(len(kept))):
        if index != chosen:
            span = kept[index].span
            text = text[: span.start] + text[span.end :]
    return text


_ORDINALS = ({"first", "1st", "top"}, {"second", "2nd"}, {"third", "3rd"})
_NUMBERS = ({"1", "one"}, {"2", "two"}, {"3", "three"})


def _choice(answer: str, count: int) -> int | None:
    """Which of `count` grids the answer means; an ordinal counts before a number ("the second one")."""
    words = set(answer.lower().replace(".", " ").replace(",", " ").split())
    if "last" in words and count:
        return count - 1
    for names in (_ORDINALS, _NUMBERS):
        found = [index for index, name in enumerate(names[:count]) if name & words]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _part(row: dict[str, Any]) -> Part:
    return Part(**{**row, "about": tuple(row["about"]), "lines": tuple(row["lines"])})


def _request(state: State | PartState, text: str) -> Request:
    """The request for `text` with the seconds that are left of the whole."""
    wish = {**state["wish"], "text": text}
    if wish.get("seconds") is not None:
        wish["seconds"] = max(0.01, wish["seconds"] - (time.time() - state["began"]))
    return Request.model_validate(wish)


def _failed(error: RouterError, cost: Cost, seconds: float) -> Receipt:
    reason = f"{error}; {error.hint}" if error.hint else str(error)
    return Receipt(status="declined", kind="open", reason=reason, cost=cost, seconds=seconds)
