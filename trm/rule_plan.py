"""How long to think about a puzzle of rules, and what became of it. Needs no torch."""

from __future__ import annotations

from dataclasses import dataclass

from trm.rows import Bools


@dataclass(frozen=True, slots=True)
class RulePlan:
    """How long to think about one puzzle."""

    steps: int = 32
    """Supervision steps of a trajectory that starts afresh."""
    nodes: int = 0
    """Pins tried in all; 0 is one trajectory without search."""
    later_steps: int = 3
    """Supervision steps after a pin that the network was not sure of."""
    sure: float = 0.99
    """A candidate with this belief is pinned without thinking again."""
    leap: float = 0.99
    """All candidates with this belief are pinned together, which counts as one pin."""
    width: int = 1
    """Branches of one puzzle that think at the same time."""
    restart: int = 0
    """After so many pins a fresh start with noise joins the search; 0: never."""
    noise: float = 0.5


@dataclass(slots=True)
class RuleTrace:
    """What became of one puzzle."""

    solved: bool = False
    impossible: bool = False
    """Propagation, or a search that came to its end, shows that no assignment keeps all rows."""
    nodes: int = 0
    steps: int = 0
    """Supervision steps of all branches."""
    trajectories: int = 0
    best: Bools | None = None
    seconds: float = 0.0
