"""Text in, proven answers out: `Router.handle(Request) -> Reply`. Names are looked up when first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from router.core import Router
    from router.errors import BudgetExceeded, ModelError, NoModel, RouterError, UsageError
    from router.llm.ledger import Ledger
    from router.reading.read import read
    from router.streaming import Step, Words
    from router.types import ChatModel, Completion, Cost, Message, Reading, Receipt, Reply, Request, Rung

_HOME = {
    "Router": "router.core",
    "Ledger": "router.llm.ledger",
    "read": "router.reading.read",
    "BudgetExceeded": "router.errors",
    "ModelError": "router.errors",
    "NoModel": "router.errors",
    "RouterError": "router.errors",
    "Step": "router.streaming",
    "UsageError": "router.errors",
    "Words": "router.streaming",
}

__all__ = [
    "BudgetExceeded",
    "ChatModel",
    "Completion",
    "Cost",
    "Ledger",
    "Message",
    "ModelError",
    "NoModel",
    "Reading",
    "Receipt",
    "Reply",
    "Request",
    "Router",
    "RouterError",
    "Rung",
    "Step",
    "UsageError",
    "Words",
    "read",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'router' has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "router.types")), name)
