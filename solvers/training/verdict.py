"""Two networks over rules on the same puzzles: which needs fewer nodes of the search, and is it more than luck?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from typing import Any

from solvers.steps import rule_step
from solvers.training.rules_pool import Example
from trm.rows import reduced
from trm.rule_engine import RuleEngine
from trm.rule_plan import RulePlan

STEPS, NODES = 32, 10
"""A trajectory of so many supervision steps, then a search of so many pins."""
BUDGETS = (0, 1, NODES)
LUCK = 0.05
"""A specialist serves where an outcome as one-sided is less likely than this between two that are equally good."""
SIDE_BY_SIDE = 16


@dataclass(frozen=True, slots=True)
class Comparison:
    """Nodes each needed, puzzle by puzzle; None: not proven within `NODES`."""

    specialist: tuple[int | None, ...]
    generalist: tuple[int | None, ...]

    @property
    def fewer(self) -> int:
        return sum(_needed(a) < _needed(b) for a, b in zip(self.specialist, self.generalist, strict=True))

    @property
    def more(self) -> int:
        return sum(_needed(a) > _needed(b) for a, b in zip(self.specialist, self.generalist, strict=True))

    @property
    def chance(self) -> float:
        """Of an outcome at least as one-sided, if both were equally good (sign test, both sides)."""
        return sign_test(self.fewer, self.more)

    @property
    def better(self) -> bool:
        """Fewer nodes, by more than luck, and no fewer puzzles."""
        return (
            self.fewer > self.more
            and self.chance < LUCK
            and share(self.specialist, NODES) >= share(self.generalist, NODES)
        )

    def to_json(self) -> dict[str, Any]:
        """For the card."""
        proven = {
            name: {f"nodes_{budget}": round(100 * share(needed, budget), 1) for budget in BUDGETS}
            for name, needed in (("specialist", self.specialist), ("generalist", self.generalist))
        }
        return {
            "puzzles": len(self.specialist), "proven": proven, "fewer": self.fewer, "more": self.more,
            "chance": round(self.chance, 6), "better": self.better,
        }  # fmt: skip


def share(needed: Sequence[int | None], nodes: int) -> float:
    """Of the puzzles, those proven with at most so many nodes."""
    return sum(each is not None and each <= nodes for each in needed) / max(1, len(needed))


def sign_test(wins: int, losses: int) -> float:
    """The chance of so uneven a split of wins and losses, or a more uneven one, where both are as likely."""
    n = wins + losses
    tail: float = sum(comb(n, k) for k in range(min(wins, losses) + 1)) / 2**n
    return min(1.0, 2 * tail)


def nodes_needed(weights: Path, examples: Sequence[Example]) -> tuple[int | None, ...]:
    """Nodes until all rows hold, for every puzzle. Raises CheckpointError."""
    engine = RuleEngine(rule_step(weights), rows=SIDE_BY_SIDE)
    found: list[int | None] = []
    puzzles = []
    for each in examples:
        left = reduced(each.rows, each.given)
        puzzles.append((each.rows, each.given if left is None else left.known))
    traces = engine.run(
        puzzles,
        lambda k, true: not examples[k].rows.broken(true).any(),
        RulePlan(steps=STEPS, nodes=NODES),
        seed=0,
    )
    for trace in traces:
        found.append(trace.nodes if trace.solved else None)
    return tuple(found)


def compared(specialist: Path, generalist: Path, examples: Sequence[Example]) -> Comparison:
    """Both on the same puzzles. Raises CheckpointError."""
    return Comparison(nodes_needed(specialist, examples), nodes_needed(generalist, examples))


def _needed(nodes: int | None) -> int:
    return NODES + 1 if nodes is None else nodes
