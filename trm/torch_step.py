"""The supervision step by torch, behind the protocols of `trm.step`: for bulk, CUDA and networks in training."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from trm.compiled import CompiledStep
from trm.layers import BLOCKS
from trm.model import Output as TorchOutput
from trm.model import State as TorchState
from trm.model import TinyRecursiveModel
from trm.rule_block import RuleNetwork
from trm.rule_graph import Graph
from trm.rule_piece import Piece
from trm.step import IntGrid, Output, RuleOutput, State


class TorchGridStep:
    """`compile` pays for hundreds of puzzles (see `trm.compiled`) and is made for `rows` at a time; `bf16` goes with
    it."""

    def __init__(self, model: TinyRecursiveModel, *, rows: int = 32, compile: bool = False, bf16: bool = False) -> None:
        self.model = model.eval()
        self.first, self.bits = BLOCKS[model.config.mixer].first, model.config.loss == "bits"
        self._step: Callable[[Tensor, TorchState], TorchOutput]
        self._step = CompiledStep(model, rows, bf16=bf16) if compile else model

    @torch.inference_mode()
    def start(self, tokens: IntGrid) -> State:
        return _arrays(self.model.start(torch.from_numpy(tokens)))

    @torch.inference_mode()
    def __call__(self, tokens: IntGrid, state: State) -> Output:
        device = self.model.embedding.device
        output = self._step(torch.from_numpy(tokens).to(device), _tensors(state, device))
        return Output(_arrays(output.state), output.logits.float().cpu().numpy())


class TorchRuleStep:
    """The network over rules by torch."""

    def __init__(self, model: RuleNetwork) -> None:
        self.model = model.eval()

    @torch.inference_mode()
    def start(self, count: int) -> State:
        return _arrays(self.model.start(count))

    @torch.inference_mode()
    def __call__(self, pieces: Sequence[Piece], state: State) -> RuleOutput:
        device = self.model.candidate.device
        graph = Graph.batch(pieces, device)
        output = self.model(graph, _tensors(state, device))
        whole = (graph.broken(output.logits > 0) == 0).tolist()
        return RuleOutput(_arrays(output.state), output.logits.float().cpu().numpy(), whole)


def _tensors(state: State, device: torch.device) -> TorchState:
    return TorchState(torch.from_numpy(state.answer).to(device), torch.from_numpy(state.latent).to(device))


def _arrays(state: TorchState) -> State:
    return State(state.answer.cpu().numpy(), state.latent.cpu().numpy())
