"""Mazes: their rules, how they are written and answered, how a network is trained. `MAZE` loads when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from solvers.kinds.maze.kind import MAZE

__all__ = ["MAZE"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'solvers.kinds.maze' has no attribute {name!r}")
    from solvers.kinds.maze import kind

    return getattr(kind, name)
