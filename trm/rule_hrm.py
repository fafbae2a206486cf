"""The hierarchical reasoning model (arXiv 2506.21734) over rules: the baseline with two networks at two time scales.

A fast network updates z_L several times for every update of z_H by a slow one; only the last update of each carries
gradient (the paper's one-step approximation of a fixed point). Both are the message passing block of `trm.rule_block`,
and features, starts and heads are its, so that only the recursion differs.

Of its halting, the score that everything is right is kept. The Q-learning of when to go on is left out: here a puzzle
is done as soon as all its rows hold, in training as in search, whatever the network says of it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch

from trm.model import State
from trm.rule_block import RuleBlock, RuleConfig, RuleNetwork, RuleOutput
from trm.rule_graph import Graph


@dataclass(frozen=True, slots=True)
class HrmRuleConfig:
    """Shape of one such network."""

    hidden: int = 45
    inner: int = 45
    slow_cycles: int = 2
    """Updates of z_H per supervision step [N]."""
    fast_cycles: int = 2
    """Updates of z_L for each of them [T]."""
    edge_features: bool = True
    row_features: bool = True

    def to_json(self) -> dict[str, Any]:
        return {"mixer": "rules-hrm", **asdict(self)}

    def build(self) -> RuleNetwork:
        """A network of this shape with random weights."""
        return HrmRuleModel(self)


class HrmRuleModel(RuleNetwork):
    """Two blocks. `State.answer` is z_H, `State.latent` is z_L."""

    fast: RuleBlock
    slow: RuleBlock

    def __init__(self, config: HrmRuleConfig) -> None:
        block = RuleConfig(
            config.hidden, config.inner, edge_features=config.edge_features, row_features=config.row_features
        )
        super().__init__(config.hidden, fast=RuleBlock(block), slow=RuleBlock(block))
        self.config = config

    def forward(self, graph: Graph, state: State) -> RuleOutput:
        """One supervision step."""
        seen = self.seen(state.answer, graph)
        slow, fast = state
        with torch.no_grad():
            terms = self.fast.terms(*seen), self.slow.terms(*seen)
            for cycle in range(self.config.slow_cycles):
                last = cycle == self.config.slow_cycles - 1
                for _ in range(self.config.fast_cycles - last):
                    fast = self.fast(fast + slow + self.candidate, graph, terms[0])
                if not last:
                    slow = self.slow(slow + fast, graph, terms[1])
        fast = self.fast(fast + slow + self.candidate, graph, self.fast.terms(*seen))
        slow = self.slow(slow + fast, graph, self.slow.terms(*seen))
        return self.read(slow, State(slow, fast), graph)
