"""The tiny recursive model over rules: a vector a candidate, messages to the rows it stands in and back.

The same recursion as `trm.model` (z = f(x + y + z) n times, then y = f(y + z), deep supervision, halting), but f is a
message passing block that knows no kind of puzzle, no positions and no values: only candidates, linear rows and their
bounds. It commutes with every renaming, so one set of weights serves every puzzle whose rules have a linear form.

Once a supervision step, every row works out how far it is from its bounds under the answer so far, and every edge what
would be left if its candidate were on or off: exact bound propagation, softened, for the network to use as it likes.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from trm.layers import Linear, rms_norm
from trm.model import State
from trm.rule_graph import Graph
from trm.rule_messages import EDGE_MESSAGES, ROW_MESSAGES

ROW_FEATURES, EDGE_FEATURES = 18, 8
SURE, DOUBTFUL = 0.8, 0.2
"""Beliefs above the first count as on, below the second as off, between them in part."""


@dataclass(frozen=True, slots=True)
class RuleConfig:
    """Shape of one network over rules."""

    hidden: int = 64
    inner: int = 64
    """Width of messages, and inside the SwiGLU."""
    inner_cycles: int = 4
    """Updates of the latent z per supervision step [n]."""
    edge_features: bool = True
    row_features: bool = True
    messages: bool = False
    """Whether rows and edges also see what each row says to its candidates by sum-product (`trm.rule_messages`)."""

    def to_json(self) -> dict[str, Any]:
        return {"mixer": "rules", **asdict(self)}

    def build(self) -> RuleNetwork:
        """A network of this shape with random weights."""
        return RuleModel(self)


RULE_SIZES: dict[str, RuleConfig] = {
    "rules-narrow": RuleConfig(48, 64),
    "rules-small": RuleConfig(64, 64),
    "rules-messages": RuleConfig(64, 64, messages=True),
    "rules-wide": RuleConfig(96, 128),
    "rules-broad": RuleConfig(160, 192),
}


class RuleOutput(NamedTuple):
    """Result of one supervision step: logits (C,) that a candidate is true, halt (puzzles,) that all are right."""

    state: State
    logits: Tensor
    halt: Tensor


class Terms(NamedTuple):
    """What rows and edges add to the messages; the same for all passes of a supervision step."""

    row: Tensor  # (R, m)
    edge: Tensor  # (E, m)


class RuleBlock(nn.Module):
    """The one network f: candidates to rows, rows to edges, edges to candidates, then a SwiGLU. d hidden, m inner."""

    def __init__(self, config: RuleConfig) -> None:
        super().__init__()
        hidden, inner = config.hidden, config.inner
        self.config = config
        self.rows_in = Linear(2 * hidden, inner)
        self.row_features = nn.Linear(ROW_FEATURES + config.messages * ROW_MESSAGES, inner)
        self.row_out = Linear(inner, inner)
        self.edge_features = nn.Linear(EDGE_FEATURES + 1 + config.messages * EDGE_MESSAGES, inner)
        self.own = Linear(hidden, 3 * inner)  # what a candidate says along its edges, and its part of gate and up
        self.messages = Linear(2 * inner, 2 * inner)
        self.down = Linear(inner, hidden)

    def terms(self, row: Tensor, edge: Tensor) -> Terms:
        """Features to what they add, once a supervision step."""
        if not self.config.row_features:
            row = torch.cat((torch.zeros_like(row[:, :-4]), row[:, -4:]), 1)  # bounds and size stay
        if not self.config.edge_features:
            edge = torch.cat((torch.zeros_like(edge[:, :-1]), edge[:, -1:]), 1)  # the coefficient stays
        return Terms(self.row_features(row), self.edge_features(edge))

    def forward(self, h: Tensor, graph: Graph, terms: Terms) -> Tensor:
        means = torch.cat((graph.of_rows(h, graph.share), graph.of_rows(h, graph.weighted_share)), 1)  # (R, 2 d)
        row = self.row_out(F.silu(self.rows_in(means) + terms.row))  # (R, m)
        along, own = self.own(h).tensor_split((self.config.inner,), dim=1)  # (C, m), (C, 2 m)
        gate, up = (own + self.messages(graph.passed(row, along, terms.edge))).chunk(2, -1)
        return rms_norm(h + self.down(F.silu(gate) * up))


class RuleNetwork(nn.Module):
    """What every network over rules has besides its blocks: how candidates begin, and how they are read.

    `forward` is one supervision step from a graph and a state; what happens in it is what the networks differ in.
    """

    recursive = True
    """Whether a second step says more than the first."""
    messages = False
    """Whether rows and edges see what rows say."""
    candidate: nn.Parameter

    def __init__(self, hidden: int, **blocks: nn.Module) -> None:
        super().__init__()
        self.hidden = hidden
        self.candidate = nn.Parameter(torch.randn(hidden))  # x: every open candidate begins alike
        for name, block in blocks.items():
            self.add_module(name, block)
        self.head = nn.Linear(hidden, 1)
        self.halt_head = nn.Linear(hidden, 1)
        nn.init.zeros_(self.halt_head.weight)
        nn.init.constant_(self.halt_head.bias, -3.0)
        for name in ("answer_start", "latent_start"):  # fixed, not learned
            self.register_buffer(name, nn.init.trunc_normal_(torch.empty(hidden)))

    def start(self, count: int, *, noise: float = 0.0, generator: torch.Generator | None = None) -> State:
        """The first state of `count` candidates. `noise` > 0 makes every start, and so every restart, different."""
        shape = (count, self.hidden)
        answer = self.get_buffer("answer_start").expand(shape).clone()
        latent = self.get_buffer("latent_start").expand(shape).clone()
        if noise:
            latent += noise * torch.randn(shape, generator=generator).to(latent)
        return State(answer, latent)

    def seen(self, answer: Tensor, graph: Graph) -> tuple[Tensor, Tensor]:
        """The features of rows and edges under what `answer` believes."""
        with torch.no_grad():
            belief = torch.sigmoid(self.head(answer)[:, 0].float())
            row, edge = features(belief, graph)
            if self.messages:
                edge_said, row_said = graph.said(belief)
                row, edge = torch.cat((row_said, row), 1), torch.cat((edge_said, edge), 1)
            return row, edge

    def read(self, answer: Tensor, state: State, graph: Graph) -> RuleOutput:
        """What an answer says, and the state to go on from."""
        halt = self.halt_head(graph.puzzle_mean(answer))[:, 0]
        return RuleOutput(State(*(part.detach() for part in state)), self.head(answer)[:, 0], halt)

    def parameter_count(self) -> int:
        """Number of trained parameters."""
        return sum(p.numel() for p in self.parameters())


class RuleModel(RuleNetwork):
    """The tiny recursive model: one block used for both updates, the gradient through a whole supervision step."""

    block: RuleBlock

    def __init__(self, config: RuleConfig) -> None:
        super().__init__(config.hidden, block=RuleBlock(config))
        self.config = config
        self.messages = config.messages

    def forward(self, graph: Graph, state: State) -> RuleOutput:
        """One supervision step."""
        terms = self.block.terms(*self.seen(state.answer, graph))
        y, z = state
        for _ in range(self.config.inner_cycles):
            z = self.block(z + y + self.candidate, graph, terms)
        y = self.block(y + z, graph, terms)
        return self.read(y, State(y, z), graph)


def features(belief: Tensor, graph: Graph) -> tuple[Tensor, Tensor]:
    """How far rows (R, ...) and edges (E, ...) are from their bounds under `belief` (C,). Integers' units and shares.

    `least` and `most` are what a row's sum can still become when beliefs above `SURE` count as on and below `DOUBTFUL`
    as off; for an edge the same without its own candidate: with nothing believed this is exact bound propagation.
    """
    on = ((belief - SURE) / (1 - SURE)).clamp(0, 1)
    may = (belief / DOUBTFUL).clamp(0, 1)
    coefficient = graph.coefficient
    above, below = coefficient.clamp(min=0), coefficient.clamp(max=0)
    stacked = torch.stack((belief, on, may), 1)
    plus, minus = graph.of_rows(stacked, above), graph.of_rows(stacked, below)
    total, least, most = plus[:, 0] + minus[:, 0], plus[:, 1] + minus[:, 2], plus[:, 2] + minus[:, 1]
    spread = graph.of_rows((belief * (1 - belief))[:, None], coefficient.square())[:, 0].sqrt()
    low, high, scale = graph.low, graph.high, graph.scale
    under, over, room, need = low - total, total - high, high - least, most - low
    row = torch.stack(
        (
            under.clamp(-4, 4), over.clamp(-4, 4), room.clamp(-4, 4), need.clamp(-4, 4),
            (low - least).clamp(-4, 4), (most - high).clamp(-4, 4),
            (under * scale).clamp(-1, 1), (over * scale).clamp(-1, 1),
            (room * scale).clamp(-1, 1), (need * scale).clamp(-1, 1),
            (under / (spread + 0.1)).clamp(-3, 3), (over / (spread + 0.1)).clamp(-3, 3), spread.clamp(max=4),
            scale.log(),
            (low / 3).clamp(-4, 4), (high / 3).clamp(-4, 4), graph.size.float().log(), ((high - low) / 3).clamp(max=4),
        ),
        1,
    )  # fmt: skip
    index, owner = graph.candidate, graph.row
    fewest = above * on[index] + below * may[index]
    largest = above * may[index] + below * on[index]
    without_least, without_most = room[owner] + fewest, need[owner] - largest
    slack = torch.stack(
        (without_least - coefficient, without_most + coefficient, without_most, without_least), 1
    )  # on fits under high, on reaches low, off reaches low, off fits under high
    unit = (slack * scale[owner][:, None]).clamp(-1, 1)
    return row, torch.cat((slack.clamp(-3, 3), unit, coefficient[:, None]), 1)
