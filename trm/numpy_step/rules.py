"""The network over rules without torch, one puzzle at a time: the arithmetic of `trm.rule_block`, arranged for numpy.

Candidates are ranked by how many rows they stand in (see `trm.numpy_step.segments`). Whatever goes through a silu is
computed with a minus sign, which is taken out again by the weights that come after it: silu(v) = -(-v) / (1 + exp(-v)).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from trm.numpy_step.arithmetic import add_and_normalise
from trm.numpy_step.rule_graph import EDGE_FEATURES, ROW_FEATURES, RuleGraph
from trm.rule_messages import EDGE_MESSAGES, ROW_MESSAGES
from trm.rule_piece import Piece
from trm.step import RuleOutput, State, sigmoid
from trm.tensor_file import expect

Array = npt.NDArray[np.float32]


class NumpyRuleStep:
    """Implements `trm.step.RuleStep`. Not thread-safe."""

    def __init__(self, config: Mapping[str, Any], tensors: Mapping[str, Array]) -> None:
        hidden, inner = int(config["hidden"]), int(config["inner"])
        shapes = {"rows_in": (inner, 2 * hidden), "row_out": (inner, inner), "own": (3 * inner, hidden)}
        shapes |= {"messages": (2 * inner, 2 * inner), "down": (hidden, inner)}
        self._messages_too = bool(config.get("messages", False))
        more_row, more_edge = (ROW_MESSAGES, EDGE_MESSAGES) if self._messages_too else (0, 0)
        shapes |= {"row_features": (inner, ROW_FEATURES + more_row)}
        shapes |= {"edge_features": (inner, EDGE_FEATURES + more_edge)}
        expect(tensors, {f"block.{name}.weight": shape for name, shape in shapes.items()})
        expect(tensors, dict.fromkeys(("answer_start", "latent_start", "candidate"), (hidden,)))
        expect(tensors, {"head.weight": (1, hidden), "head.bias": (1,)})
        self._inner = inner
        self._cycles = int(config["inner_cycles"])
        self._candidate, self._head = tensors["candidate"], (tensors["head.weight"][0], tensors["head.bias"][0])
        self._starts = tensors["answer_start"], tensors["latent_start"]
        self._row, self._row_bias = _features(tensors, "row", 4 if not config["row_features"] else None)
        self._edge, self._edge_bias = _features(tensors, "edge", 1 if not config["edge_features"] else None)
        rows_in = -tensors["block.rows_in.weight"].T  # its silu is taken out by row_out, whose own minus stays
        self._mean_in, self._weighted_in = (np.ascontiguousarray(part) for part in np.split(rows_in, 2))
        self._plain_in = self._mean_in + self._weighted_in
        self._row_out = np.ascontiguousarray(tensors["block.row_out.weight"].T)
        own = tensors["block.own.weight"].T.copy()
        own[:, : 2 * inner] *= -1  # along the edges, and the gate
        self._own = own
        messages = -tensors["block.messages.weight"].T.copy()
        messages[:, :inner] *= -1
        self._messages = messages
        self._down = np.ascontiguousarray(-tensors["block.down.weight"].T)
        self._graphs: WeakKeyDictionary[Piece, RuleGraph] = WeakKeyDictionary()

    def start(self, count: int) -> State:
        answer, latent = (np.tile(start, (count, 1)) for start in self._starts)
        return State(answer, latent)

    def __call__(self, pieces: Sequence[Piece], state: State) -> RuleOutput:
        answer, latent = np.empty_like(state.answer), np.empty_like(state.latent)
        logits, whole, first = np.empty(len(answer), dtype=np.float32), [], 0
        with np.errstate(over="ignore"):  # exp(-v) of a v far below 0: its silu is 0
            for piece in pieces:
                graph = self._graphs.get(piece)
                if graph is None:
                    graph = self._graphs[piece] = RuleGraph(piece)
                here = slice(first, first + piece.candidates)
                order = graph.along.ranked
                y, z = state.answer[here][order], state.latent[here][order]
                self._think(graph, piece, y, z)
                scores = y @ self._head[0] + self._head[1]
                answer[here][order], latent[here][order], logits[here][order] = y, z, scores
                whole.append(graph.holds(scores > 0))
                first = here.stop
        return RuleOutput(State(answer, latent), logits, whole)

    def _think(self, graph: RuleGraph, piece: Piece, y: Array, z: Array) -> None:
        """One supervision step in place; candidates by rank."""
        belief = sigmoid(y @ self._head[0] + self._head[1]).astype(np.float32)
        row, edge = graph.features(belief)
        if self._messages_too:
            row_said, edge_said = graph.said(piece, belief)
            row, edge = np.concatenate((row_said, row), axis=1), np.concatenate((edge_said, edge), axis=1)
        row, edge = row @ self._row + self._row_bias, edge @ self._edge + self._edge_bias
        both = y + self._candidate
        for _ in range(self._cycles):
            z += both
            self._f(z, graph, row, edge)
        y += z
        self._f(y, graph, row, edge)

    def _f(self, h: Array, graph: RuleGraph, row_term: Array, edge_term: Array) -> None:
        """The one network, in place."""
        if graph.plain:
            row = graph.means(h) @ self._plain_in
        else:
            row = graph.means(h) @ self._mean_in
            row += graph.weighted_means(h) @ self._weighted_in
        row += row_term
        row /= 1 + np.exp(row)
        row = row @ self._row_out
        own = h @ self._own
        along, mixed = own[:, : self._inner], own[:, self._inner :]
        message = row.take(graph.row, axis=0)
        graph.along.add_each(message, along)
        message += edge_term
        spare = np.exp(message)
        spare += 1
        message /= spare
        heard = np.empty((len(h), 2 * self._inner), dtype=np.float32)
        mean, most = heard[:, : self._inner], heard[:, self._inner :]
        graph.along.sums(message, mean)
        mean *= graph.share_of_candidate[:, None]
        graph.along.least(message, most)
        mixed += heard @ self._messages
        gate, up = np.split(mixed, 2, axis=1)
        said = gate * up
        said /= 1 + np.exp(gate)
        add_and_normalise(h, said @ self._down)


def _features(tensors: Mapping[str, Array], name: str, only: int | None) -> tuple[Array, Array]:
    """Weights and bias of a linear layer, with the sign of what goes into a silu; `only` its last inputs count."""
    weight = -tensors[f"block.{name}_features.weight"].T
    if only is not None:
        weight[:-only] = 0
    return np.ascontiguousarray(weight), -tensors[f"block.{name}_features.bias"]
