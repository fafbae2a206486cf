"""A router that takes mixed messages and remembers threads: the graph where it is needed, the plain path otherwise.

A lone puzzle never pays for the graph (importing it takes seconds). Used for it are: messages with several parts, if
a model may split them; questions of a thread that wait for an answer; and open-ended talk in a thread, which needs
its history. Threads lie in one SQLite file, so that a killed program goes on where it was.
"""

from __future__ import annotations

import sqlite3
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from adapters.graph.remembered import Remembered
from router import Request, Router
from router.asking.ask import Ask, Make, Sure
from router.errors import RouterError, UsageError
from router.llm.open_ended import NO_MODEL, OFFLINE
from router.llm.parts import Part, by_code, merged, worth_splitting
from router.llm.stop import raise_if_stopped
from router.llm.understanding import worth_asking
from router.reading.follow_up import LONG, corrected, corrects, follow_up
from router.reading.once import reading_once
from router.types import Reading, Receipt, Reply
from solvers.base import OnStep
from solvers.kinds import KINDS
from solvers.stop import taking_turns

if TYPE_CHECKING:
    from adapters.graph.app import Conversation, Turn


@dataclass(slots=True)
class _Turns:
    """The lock of a thread id, and how many requests hold it or wait for it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    here: int = 0


class MixedRouter(Router):
    """`threads` names the file of the threads; the other arguments are the router's own."""

    def __init__(self, *args: Any, threads: Path | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self._threads = threads
        self._talk: Conversation | None = None
        self._remembered = Remembered(threads)
        self._asked: dict[str, Ask] = {}
        self._aside: set[str] = set()
        """Threads whose last message was not about the puzzle: "is it right?" may mean what it said."""
        """Thread -> what was asked of its last puzzle last: a hint, say, of which one may want the value."""
        self._guard = threading.Lock()
        self._locks: dict[str, _Turns] = {}

    def handle(
        self,
        request: Request | str,
        on_step: OnStep | None = None,
        on_text: Callable[[str], None] | None = None,
        *,
        reading: Reading | None = None,
    ) -> Reply:
        """One message; a bare text is a request with nothing said about it. A question comes back as "declined" with
        the question as its reason; the next message of the same thread may answer it."""
        request = Request(text=request) if isinstance(request, str) else request
        if reading is not None:
            return super().handle(request, on_step, on_text, reading=reading)
        with reading_once():
            return self._handled(request, on_step, on_text)

    def _handled(self, request: Request, on_step: OnStep | None, on_text: Callable[[str], None] | None) -> Reply:
        thread = request.thread
        if thread is None:
            return self._one(request, on_step, on_text)
        with self._turn_of(thread):  # two requests of one thread would get each other's answers
            if self._answers(request.text, thread):
                return self._reply_to(request, self._conversation(thread).answer(request.text, thread=thread))
            return self._one(request, on_step, on_text)

    def handle_many(self, requests: Sequence[Request]) -> list[Reply]:
        """Like the router's; what holds several parts is split first. An error stays with its request."""
        mixed = [worth_splitting(request.text, self.read(request.text)) for request in requests]
        plain = iter(super().handle_many([r for r, several in zip(requests, mixed, strict=True) if not several]))
        return [
            self._split(request) if several else next(plain) for request, several in zip(requests, mixed, strict=True)
        ]

    def _split(self, request: Request) -> Reply:
        try:
            return self.handle(request)
        except RouterError as error:
            reason = f"{error}; {error.hint}" if error.hint else str(error)
            receipt = Receipt(status="declined", kind="mixed", reason=reason)
            return Reply(receipt=receipt, reading=self.read(request.text))

    def _one(
        self, request: Request, on_step: OnStep | None = None, on_text: Callable[[str], None] | None = None
    ) -> Reply:
        thread = request.thread
        reading = self.read(request.text)
        if thread is not None:
            reply = self._of_the_last(request, reading, thread, on_step)
            if reply is not None:
                return reply
            if reading.candidate is not None and reading.candidate.puzzle is not None:
                self._remembered.put(thread, request.text)
                self._asked.pop(thread, None)
                self._aside.discard(thread)
        if self._plain(request, reading):
            reply = super().handle(request, on_step, on_text)
            if thread is not None and isinstance(reading.ask, Make) and reply.receipt.answer is not None:
                self._remembered.put(thread, f"{KINDS[reading.kind].title}:\n{reply.receipt.answer}")
                self._asked[thread] = reading.ask
            if thread is not None and self.chat is not None and not request.offline:
                self._note(request.text, reply.receipt, thread)
            return reply
        parts = by_code(request.text) if not self._may_ask(request) and worth_splitting(request.text, reading) else []
        if len(parts) > 1 and self._clear(parts):
            return self._by_parts(request, reading, parts)
        # Only what is open as a whole is shown as it comes: of a mixed message the merged reply counts.
        show = _shown(on_step, on_text if reading.kind == "open" else None)
        turn = self._conversation(thread).send(request, thread=thread or uuid4().hex, show=show)
        return self._reply_to(request, turn)

    def _of_the_last(self, request: Request, reading: Reading, thread: str, on_step: OnStep | None) -> Reply | None:
        """The reply to a question about the thread's last puzzle, or to a correction of it; None for anything else."""
        if reading.kind != "open" and reading.candidate is not None:
            return None
        message = self._remembered.get(thread)
        if message is None:
            return None
        last = self.read(message)
        last = last.model_copy(update={"ask": self._asked.get(thread, last.ask)})
        if corrects(request.text):
            changed = corrected(request.text, message, last)
            if changed is None:
                reason = "which cell is meant otherwise, and what stands in it, was not understood: say it as r1c2 = 3"
                return Reply(receipt=Receipt(status="declined", kind=last.kind, reason=reason), reading=last)
            self._remembered.put(thread, changed)
            return super().handle(request.model_copy(update={"text": changed}), on_step)
        asked = follow_up(request.text, last)
        if asked is None or (isinstance(asked.ask, Sure) and thread in self._aside):
            self._aside.add(thread)
            self._keep_a_rule(thread, message, request.text, last)
            return None
        reply = super().handle(request, on_step, reading=asked)
        self._asked[thread] = asked.ask
        self._aside.discard(thread)
        if isinstance(asked.ask, Make) and reply.receipt.answer is not None:
            self._remembered.put(thread, f"{KINDS[asked.kind].title}:\n{reply.receipt.answer}")
        return reply

    def _keep_a_rule(self, thread: str, message: str, said: str, last: Reading) -> None:
        """What would change the puzzle if it stood beside it ("diagonals count too") is remembered with it."""
        if len(said) > LONG or "?" in said:
            return
        both = self.read(f"{said}\n\n{message}")
        if both.kind != last.kind or (both.refusal is not None and not both.unclear and last.refusal is None):
            self._remembered.put(thread, f"{said}\n\n{message}")

    def resume(self, thread: str, on_text: Callable[[str], None] | None = None) -> Receipt | None:
        """Finish what a killed program left unfinished in the thread, if anything."""
        if self._threads is None or not self._threads.exists():
            return None
        talk = self._conversation(thread)
        if not talk.unfinished(thread):
            return None
        return talk.resume(thread=thread, show=_shown(None, on_text)).receipt

    @contextmanager
    def _turn_of(self, thread: str) -> Iterator[None]:
        """One thread serves one request at a time; the others wait."""
        with self._guard:
            turns = self._locks.setdefault(thread, _Turns())
            turns.here += 1
        try:
            with taking_turns(turns.lock) as mine:
                if not mine:
                    raise_if_stopped()
                yield
        finally:
            with self._guard:
                turns.here -= 1
                if not turns.here:
                    del self._locks[thread]

    def _note(self, text: str, receipt: Receipt, thread: str) -> None:
        """Remember the turn; a store that cannot be written must not lose the answer."""
        try:
            self._conversation(thread).note(text, receipt, thread=thread)
        except (UsageError, sqlite3.Error) as error:
            warnings.warn(f"this turn is not remembered: {error}", stacklevel=2)

    def _clear(self, parts: Sequence[Part]) -> bool:
        """Whether every grid of the parts is read without a question."""
        readings = [self.read(part.text) for part in parts if part.kind == "puzzle"]
        return bool(readings) and all(r.candidate is not None and not r.questions for r in readings)

    def _by_parts(self, request: Request, reading: Reading, parts: Sequence[Part]) -> Reply:
        """Without a language model: every puzzle is solved, and a wish for words is said to need a model."""
        began = self.clock()
        puzzles = [part for part in parts if part.kind == "puzzle"]
        asked = [request.model_copy(update={"text": part.text, "thread": None}) for part in puzzles]
        replies = super().handle_many(asked)
        done = {part.number: reply.receipt for part, reply in zip(puzzles, replies, strict=True)}
        for part in parts:
            if part.kind == "open":
                reason = f"{part.wish!r} needs a language model: {OFFLINE if self.chat is not None else NO_MODEL}"
                done[part.number] = Receipt(status="declined", kind="open", reason=reason)
        return Reply(receipt=merged(parts, done, self.clock() - began), reading=reading)

    def _may_ask(self, request: Request) -> bool:
        return self.chat is not None and not request.offline

    def _plain(self, request: Request, reading: Reading) -> bool:
        """Whether the router alone can do it."""
        may_ask = self._may_ask(request)
        if worth_splitting(request.text, reading):
            if may_ask:
                return False
            parts = by_code(request.text)
            if len(parts) > 1 and self._clear(parts):
                return False
        if request.thread is None or not _graph_is_here():
            return True  # without the graph a question is asked all the same, and its answer is a new message
        if reading.questions:
            return may_ask and worth_asking(request.text, reading)  # a model's reading comes before a question
        return reading.kind != "open" or not may_ask or worth_asking(request.text, reading)

    def _answers(self, text: str, thread: str) -> bool:
        """Whether `text` settles the question that the thread waits with; otherwise it is a new message."""
        if self._talk is None and (self._threads is None or not self._threads.exists()):
            return False
        from adapters.graph.nodes import answered

        try:
            waiting = self._conversation(thread).waiting_text(thread)
        except (UsageError, sqlite3.Error):  # no store, no question that waits
            return False
        return waiting is not None and not self.read(answered(waiting, text)).questions

    def _conversation(self, thread: str | None) -> Conversation:
        """The conversation that keeps threads; messages without a thread get one in memory."""
        from adapters.graph.app import Conversation

        plain = Router(self.solver, self.exact, self.chat, self.ledger, self.clock, self.reader)
        if thread is None:
            return Conversation(plain)
        with self._guard:
            if self._talk is None:
                try:
                    self._talk = Conversation(plain, path=self._threads)
                except UsageError as error:  # no reason to lose an answer: this program remembers by itself
                    warnings.warn(f"threads are not kept on disk: {error}", stacklevel=2)
                    self._talk = Conversation(plain)
            return self._talk

    def _reply_to(self, request: Request, turn: Turn) -> Reply:
        reading = self.read(request.text)
        receipt = turn.receipt or Receipt(status="declined", kind=reading.kind, reason=turn.question, cost=turn.cost)
        return Reply(receipt=receipt, reading=reading)


@cache
def _graph_is_here() -> bool:
    """Whether langgraph is installed (extra `llm`), without importing it."""
    return find_spec("langgraph") is not None


def _shown(on_step: OnStep | None, on_text: Callable[[str], None] | None) -> Callable[[dict[str, Any]], None]:
    """The graph's events as the router's callbacks."""

    def show(event: dict[str, Any]) -> None:
        if "step" in event and on_step is not None:
            on_step(event["part"] - 1, event["step"], event["answer"])
        elif "text" in event and on_text is not None:
            on_text(event["text"])

    return show
