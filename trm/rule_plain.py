"""A plain feed-forward network over rules: the baseline without recursion.

As many blocks in a row as the tiny recursive model applies its one block in a supervision step, each with weights of
its own, and narrower, so that both have as many parameters. It sees rows and edges with nothing believed, where the
features are exact bound propagation, and answers in one pass: the state is only where it starts, and a second step says
the same.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch

from trm.model import State
from trm.rule_block import RuleBlock, RuleConfig, RuleNetwork, RuleOutput, features
from trm.rule_graph import Graph


@dataclass(frozen=True, slots=True)
class PlainRuleConfig:
    """Shape of one such network."""

    hidden: int = 28
    inner: int = 28
    blocks: int = 5
    edge_features: bool = True
    row_features: bool = True

    def to_json(self) -> dict[str, Any]:
        return {"mixer": "rules-plain", **asdict(self)}

    def build(self) -> RuleNetwork:
        """A network of this shape with random weights."""
        return PlainRuleModel(self)


class PlainRuleModel(RuleNetwork):
    """Blocks one after the other."""

    recursive = False

    def __init__(self, config: PlainRuleConfig) -> None:
        block = RuleConfig(
            config.hidden, config.inner, edge_features=config.edge_features, row_features=config.row_features
        )
        super().__init__(config.hidden, **{f"block_{k}": RuleBlock(block) for k in range(config.blocks)})
        self.config = config

    def forward(self, graph: Graph, state: State) -> RuleOutput:
        """The one pass."""
        seen = features(torch.full_like(graph.puzzle, 0.5, dtype=torch.float32), graph)
        h = state.latent + self.candidate
        for k in range(self.config.blocks):
            block = self.get_submodule(f"block_{k}")
            assert isinstance(block, RuleBlock)
            h = block(h, graph, block.terms(*seen))
        return self.read(h, state, graph)
