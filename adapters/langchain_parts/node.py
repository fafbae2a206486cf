"""The router's graph as a node of another graph of messages; its questions interrupt the whole, its threads are shared.

graph = StateGraph(MessagesState)
graph.add_node("puzzles", puzzle_node())
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from adapters.extras import extra
from adapters.serve.words import content_of, receipt_json
from router import Request, Router
from router.types import Receipt

Node = Callable[[dict[str, Any]], dict[str, Any]]


def puzzle_node(router: Router | None = None, *, language_model: str | None = None) -> Node:
    """A node that answers the last human message. A question of the router's is an interrupt of the graph around it,
    if that has a checkpointer: `Command(resume="the second one")` answers it."""
    if router is None:
        from adapters.compose import build_router

        router = build_router(model=language_model, offline=language_model is None)
    with extra("llm"):
        from adapters.graph.app import build_graph, opening

        graph = build_graph(router)  # without a checkpointer of its own it takes part in that of the graph around it

    def puzzles(state: dict[str, Any]) -> dict[str, Any]:
        request = Request(text=_asked(state["messages"]))
        found = graph.invoke(opening(request))
        receipt = Receipt.model_validate(found["receipt"])
        about = {"receipt": dict(receipt_json(receipt)), "model_name": "trm-router"}
        return {"messages": [AIMessage(content=content_of(receipt), response_metadata=about)]}

    return puzzles


def _asked(messages: list[BaseMessage]) -> str:
    """The text of the last human message."""
    last = next((message for message in reversed(messages) if isinstance(message, HumanMessage)), None)
    return last.text if last is not None else ""
