"""Puzzles and what solves them. Names are looked up when first used, so `import solvers` loads nothing heavy."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from solvers.base import (
        BadData,
        BadPuzzle,
        Candidate,
        Doubt,
        Effort,
        Exact,
        Kind,
        PuzzleError,
        Solution,
        Solver,
        Span,
        Violation,
        WeightsMissing,
    )
    from solvers.exact import ExactSolver
    from solvers.kinds import KINDS, kind
    from solvers.neural import NeuralSolver

_HOME = {"ExactSolver": "solvers.exact", "NeuralSolver": "solvers.neural", "KINDS": "solvers.kinds"}

__all__ = [
    "KINDS",
    "BadData",
    "BadPuzzle",
    "Candidate",
    "Doubt",
    "Effort",
    "Exact",
    "ExactSolver",
    "Kind",
    "NeuralSolver",
    "PuzzleError",
    "Solution",
    "Solver",
    "Span",
    "Violation",
    "WeightsMissing",
    "kind",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'solvers' has no attribute {name!r}")
    home = "solvers.kinds" if name == "kind" else _HOME.get(name, "solvers.base")
    return getattr(import_module(home), name)
