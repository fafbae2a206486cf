"""The router as a LangGraph: read, gate, plan, solve side by side, verify, escalate, open parts, reply; threads resume.

    talk = Conversation(router, path=Path("threads.db"))
    turn = talk.send("Solve both and write a haiku about the second: ...", thread="t1", show=print)
    if turn.question: turn = talk.answer("the second one", thread="t1")

This file is the graph and the conversation around it; the nodes' work is in `nodes.py`. Every puzzle part climbs its
own bounded ladder. langgraph takes seconds to import: this file does so only when a conversation is built.
"""

from __future__ import annotations

import os
import queue
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from adapters.extras import extra
from adapters.graph.nodes import Nodes, PartResult, PartState, Show, State, turn_of
from router import Request, Router
from router.errors import UsageError
from router.llm.stop import raise_if_stopped, stoppable
from router.types import Cost, Receipt

GRACE = 0.7
"""Seconds that a stopped graph is waited for."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a message led to: a receipt, or a question to be answered first."""

    receipt: Receipt | None
    question: str | None = None
    cost: Cost = field(default_factory=Cost)
    """Of what was asked of models before the question."""


def build_graph(router: Router, checkpointer: Any = None) -> Any:
    """The compiled graph; `checkpointer` keeps threads."""
    os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")
    with extra("llm"):
        from langgraph.graph import END, START, StateGraph

    nodes = Nodes(router)
    part: Any = StateGraph(PartState, output_schema=PartResult)
    for name in ("solve", "verify", "escalate", "finish"):
        part.add_node(name, getattr(nodes, name))
    part.add_edge(START, "solve")
    part.add_edge("solve", "verify")
    part.add_conditional_edges("verify", nodes.judged, ["escalate", "finish"])
    part.add_edge("escalate", "solve")
    part.add_edge("finish", END)

    graph: Any = StateGraph(State)
    for name in ("read", "gate", "plan", "ask", "open", "reply"):
        graph.add_node(name, getattr(nodes, name))
    graph.add_node("puzzle", part.compile())
    graph.add_edge(START, "read")
    graph.add_edge("read", "gate")
    graph.add_conditional_edges("gate", nodes.gated, ["ask", "plan"])
    graph.add_conditional_edges("plan", nodes.planned, ["ask", "puzzle", "open"])
    graph.add_edge("ask", "read")
    graph.add_edge("puzzle", "open")
    graph.add_edge("open", "reply")
    graph.add_edge("reply", END)
    return graph.compile(checkpointer=checkpointer)


def mermaid(graph: Any) -> str:
    """The drawing of the graph, parts' ladder included."""
    drawing: str = graph.get_graph(xray=1).draw_mermaid()
    return drawing


def opening(request: Request) -> State:
    """What the graph begins a message with; nothing of the turn before is left."""
    plain = request.model_copy(update={"id": request.id or uuid4().hex})
    return {
        "text": plain.text,
        "wish": plain.model_dump(mode="json", exclude={"text"}),
        "began": time.time(),
        "question": "",
        "asked": 0,
        "parts": [],
        "results": None,  # type: ignore[typeddict-item]
        "receipt": None,
    }


class Conversation:
    """Threads of messages through the graph, kept in the SQLite file `path` (None: in memory)."""

    def __init__(self, router: Router, *, path: Path | None = None) -> None:
        os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")
        with extra("llm"):
            from langgraph.checkpoint.memory import InMemorySaver
            from langgraph.checkpoint.sqlite import SqliteSaver

        if path is None:
            self._graph = build_graph(router, InMemorySaver())
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # it holds what people wrote
            db = sqlite3.connect(path, check_same_thread=False, timeout=10.0)
            saver = SqliteSaver(db)
            saver.setup()
            db.execute("BEGIN IMMEDIATE")  # a file that cannot be written is known before anything is paid for
            db.rollback()
        except (OSError, sqlite3.Error) as exc:
            raise UsageError(f"cannot open the threads in {str(path)!r}: {exc}", hint="check the path") from exc
        self._graph = build_graph(router, saver)

    def send(self, request: Request | str, *, thread: str, show: Show | None = None) -> Turn:
        """A new message in the thread."""
        wish = Request(text=request) if isinstance(request, str) else request
        return self._run(opening(wish.model_copy(update={"thread": thread})), thread, show)

    def answer(self, text: str, *, thread: str, show: Show | None = None) -> Turn:
        """The answer to the question the thread waits with."""
        from langgraph.types import Command

        if self.question(thread) is None:
            raise UsageError(f"thread {thread!r} has no open question", hint="send a message instead")
        return self._run(Command(resume=text), thread, show)

    def resume(self, *, thread: str, show: Show | None = None) -> Turn:
        """Go on where the thread was cut off (a killed process); what was finished is not done again."""
        return self._run(None, thread, show) if self.unfinished(thread) else self._turn(thread)

    def unfinished(self, thread: str) -> bool:
        """Whether the thread was cut off in the middle of its work (not: waits for the user)."""
        return bool(self._graph.get_state(_config(thread)).next) and self.question(thread) is None

    def waiting_text(self, thread: str) -> str | None:
        """The message whose question the thread waits with, or None."""
        if self.question(thread) is None:
            return None
        return str(self._graph.get_state(_config(thread)).values["text"])

    def note(self, text: str, receipt: Receipt, *, thread: str) -> None:
        """Remember a turn that was answered without the graph."""
        self._graph.update_state(_config(thread), {"history": turn_of(text, receipt)}, as_node="reply")

    def question(self, thread: str) -> str | None:
        """The question that the thread waits with, or None."""
        snapshot = self._graph.get_state(_config(thread))
        waiting = [held.value["question"] for task in snapshot.tasks for held in task.interrupts]
        return str(waiting[0]) if waiting else None

    def mermaid(self) -> str:
        """The graph as a drawing."""
        return mermaid(self._graph)

    def _run(self, given: Any, thread: str, show: Show | None) -> Turn:
        """Run the graph in a thread of its own: an interrupt then stops it, its streams and all further calls at once,
        instead of waiting until its nodes are done."""
        events: queue.SimpleQueue[dict[str, Any] | BaseException | None] = queue.SimpleQueue()

        def work() -> None:
            try:
                for event in self._events(given, thread):
                    events.put(event)
            except BaseException as error:
                events.put(error)
            else:
                events.put(None)

        with stoppable(threading.Event()) as stop:
            worker = threading.Thread(target=copy_context().run, args=(work,), daemon=True)
            worker.start()
            try:
                while (event := _next(events)) is not None:
                    if isinstance(event, BaseException):
                        raise event
                    if show is not None:
                        show(event)
            except BaseException:
                stop.set()
                worker.join(GRACE)
                raise
            worker.join()
        return self._turn(thread)

    def _events(self, given: Any, thread: str) -> Iterator[dict[str, Any]]:
        # Each step is on disk before the next begins; the default writes behind and can lose one to kill -9.
        how: dict[str, Any] = {"stream_mode": ["updates", "custom"], "subgraphs": True, "durability": "sync"}
        for _where, mode, data in self._graph.stream(given, _config(thread), **how):
            if mode == "custom":
                yield data
            else:
                yield from ({"node": node} for node in data if not node.startswith("__"))

    def _turn(self, thread: str) -> Turn:
        question = self.question(thread)
        values = self._graph.get_state(_config(thread)).values
        row = values.get("receipt")
        spent = [call for _, part in values.get("results") or [] for call in Receipt.model_validate(part).cost.calls]
        return Turn(None if row is None or question else Receipt.model_validate(row), question, Cost.of(spent))


def _next(events: queue.SimpleQueue[Any]) -> Any:
    """The next event. Short waits, so that an interrupt and a stop from outside are seen."""
    while True:
        raise_if_stopped()
        with suppress(queue.Empty):
            return events.get(timeout=0.1)


def _config(thread: str) -> dict[str, Any]:
    return {"configurable": {"thread_id": thread}, "recursion_limit": 60}


def page() -> str:
    """docs/graph.md: `python -m adapters.graph.app > docs/graph.md`."""
    drawing = mermaid(build_graph(Router()))
    return f"""# The graph

Generated from `adapters/graph/app.py`; a test keeps it true. Dotted lines are decisions. The box is the ladder of
one puzzle part: every part of a message has its own, side by side. `ask` waits for the user; the thread is kept, also
if the process dies, and goes on where it was.

```mermaid
{drawing.strip()}
```
"""


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
