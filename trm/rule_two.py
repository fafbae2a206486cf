"""Over rules, a tiny recursive model whose f is two blocks one after the other, not one: what an ablation compares."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from torch import Tensor

from trm.model import State
from trm.rule_block import RuleBlock, RuleConfig, RuleNetwork, RuleOutput, Terms
from trm.rule_graph import Graph


@dataclass(frozen=True, slots=True)
class TwoBlockConfig:
    """Shape of one such network; as it stands, with as many parameters as one block of 64."""

    hidden: int = 45
    inner: int = 45
    inner_cycles: int = 4
    edge_features: bool = True
    row_features: bool = True

    def to_json(self) -> dict[str, Any]:
        return {"mixer": "rules-two", **asdict(self)}

    def build(self) -> RuleNetwork:
        """A network of this shape with random weights."""
        return TwoBlockModel(self)


class TwoBlockModel(RuleNetwork):
    """As `RuleModel`, with a deeper f."""

    first: RuleBlock
    second: RuleBlock

    def __init__(self, config: TwoBlockConfig) -> None:
        block = RuleConfig(
            config.hidden, config.inner, edge_features=config.edge_features, row_features=config.row_features
        )
        super().__init__(config.hidden, first=RuleBlock(block), second=RuleBlock(block))
        self.config = config

    def forward(self, graph: Graph, state: State) -> RuleOutput:
        """One supervision step."""
        seen = self.seen(state.answer, graph)
        terms = self.first.terms(*seen), self.second.terms(*seen)
        y, z = state
        for _ in range(self.config.inner_cycles):
            z = self._passed(z + y + self.candidate, graph, terms)
        y = self._passed(y + z, graph, terms)
        return self.read(y, State(y, z), graph)

    def _passed(self, h: Tensor, graph: Graph, terms: tuple[Terms, Terms]) -> Tensor:
        return self.second(self.first(h, graph, terms[0]), graph, terms[1])  # type: ignore[no-any-return]
