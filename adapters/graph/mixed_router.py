"""A router that takes mixed messages and remembers threads: the graph where it is needed, the plain path otherwise.

A lone puzzle never pays for the graph (importing it takes seconds). Used for it are: messages with several parts, if
a model may split them; questions of a thread that wait for an answer; and open-ended talk in a thread, which needs
its history. Threads lie in one SQLite file, so that a killed program goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from router import Request, Router
from router.llm.parts import worth_splitting
from router.llm.understanding import worth_asking
from router.types import Reading, Receipt, Reply
from solvers.base import OnStep

if TYPE_CHECKING:
    from adapters.graph.app import Conversation, Turn


class MixedRouter(Router):
    """`threads` names the file of the threads; the other arguments are the router's own."""

    def __init__(self, *args: Any, threads: Path | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self._threads = threads
        self._talk: Conversation | None = None

    def handle(
        self, request: Request, on_step: OnStep | None = None, on_text: Callable[[str], None] | None = None
    ) -> Reply:
        """One message. A question comes back as "declined" with the question as its reason; the next message of the
        same thread may answer it."""
        thread = request.thread
        if thread is not None and self._answers(request.text, thread):
            return self._reply_to(request, self._conversation(thread).answer(request.text, thread=thread))
        reading = self.read(request.text)
        if self._plain(request, reading):
            reply = super().handle(request, on_step, on_text)
            if thread is not None and self.chat is not None and not request.offline:
                self._conversation(thread).note(request.text, reply.receipt, thread=thread)
            return reply
        # Only what is open as a whole is shown as it comes: of a mixed message the merged reply counts.
        show = _shown(on_step, on_text if reading.kind == "open" else None)
        turn = self._conversation(thread).send(request, thread=thread or uuid4().hex, show=show)
        return self._reply_to(request, turn)

    def resume(self, thread: str, on_text: Callable[[str], None] | None = None) -> Receipt | None:
        """Finish what a killed program left unfinished in the thread, if anything."""
        if self._threads is None or not self._threads.exists():
            return None
        talk = self._conversation(thread)
        if not talk.unfinished(thread):
            return None
        return talk.resume(thread=thread, show=_shown(None, on_text)).receipt

    def _plain(self, request: Request, reading: Reading) -> bool:
        """Whether the router alone can do it."""
        may_ask = self.chat is not None and not request.offline
        if may_ask and worth_splitting(request.text, reading):
            return False
        if request.thread is None:
            return True
        if reading.questions:
            return may_ask and worth_asking(request.text, reading)  # a model's reading comes before a question
        return reading.kind != "open" or not may_ask or worth_asking(request.text, reading)

    def _answers(self, text: str, thread: str) -> bool:
        """Whether `text` settles the question that the thread waits with; otherwise it is a new message."""
        if self._talk is None and (self._threads is None or not self._threads.exists()):
            return False
        from adapters.graph.nodes import answered

        waiting = self._conversation(thread).waiting_text(thread)
        return waiting is not None and not self.read(answered(waiting, text)).questions

    def _conversation(self, thread: str | None) -> Conversation:
        """The conversation that keeps threads; messages without a thread get one in memory."""
        from adapters.graph.app import Conversation

        plain = Router(self.solver, self.exact, self.chat, self.ledger, self.clock, self.reader)
        if thread is None:
            return Conversation(plain)
        if self._talk is None:
            self._talk = Conversation(plain, path=self._threads)
        return self._talk

    def _reply_to(self, request: Request, turn: Turn) -> Reply:
        reading = self.read(request.text)
        receipt = turn.receipt or Receipt(status="declined", kind=reading.kind, reason=turn.question)
        return Reply(receipt=receipt, reading=reading)


def _shown(on_step: OnStep | None, on_text: Callable[[str], None] | None) -> Callable[[dict[str, Any]], None]:
    """The graph's events as the router's callbacks."""

    def show(event: dict[str, Any]) -> None:
        if "step" in event and on_step is not None:
            on_step(event["part"] - 1, event["step"], event["answer"])
        elif "text" in event and on_text is not None:
            on_text(event["text"])

    return show
