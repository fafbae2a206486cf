"""Sudoku: its rules, how it is written and answered, how its network is trained. `SUDOKU` loads when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from solvers.kinds.sudoku.kind import SUDOKU

__all__ = ["SUDOKU"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'solvers.kinds.sudoku' has no attribute {name!r}")
    from solvers.kinds.sudoku import kind

    return getattr(kind, name)
