"""The router as parts for LangChain and LangGraph: a chat model, a tool for agents, a node for a graph of messages.

from adapters.langchain_parts import PuzzleChat, PuzzleTool, puzzle_node
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.extras import extra

if TYPE_CHECKING:
    from adapters.langchain_parts.chat import PuzzleChat
    from adapters.langchain_parts.node import puzzle_node
    from adapters.langchain_parts.tool import PuzzleTool

__all__ = ["PuzzleChat", "PuzzleTool", "puzzle_node"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'adapters.langchain_parts' has no attribute {name!r}")
    with extra("langchain"):
        from adapters.langchain_parts import chat, node, tool

    return getattr({"PuzzleChat": chat, "PuzzleTool": tool, "puzzle_node": node}[name], name)
