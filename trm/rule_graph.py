"""Puzzles of any shape as one graph: candidates, rows, and an edge where a candidate stands in a row.

Nothing is padded: the puzzles of a batch lie end to end, and sums over the edges of a row or of a candidate are sums
of *segments*, forward and backward (a gather's gradient is a segment sum, and the other way round). On a CPU that is
many times as fast as scattering.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional as F

from trm.rule_piece import Piece


@dataclass(frozen=True)
class Graph:
    """A batch: C candidates, R rows and E edges of all its puzzles, end to end."""

    candidate: Tensor  # (E,) sorted
    row: Tensor  # (E,)
    by_row: Tensor  # (E,) edges sorted by row
    coefficient: Tensor  # (E,)
    low: Tensor  # (R,)
    high: Tensor  # (R,)
    scale: Tensor  # (R,)
    size: Tensor  # (R,) edges of every row
    degree: Tensor  # (C,) edges of every candidate
    puzzle: Tensor  # (C,) which puzzle a candidate belongs to
    row_puzzle: Tensor  # (R,)
    counts: tuple[int, ...]
    """Candidates of every puzzle."""
    pieces: tuple[Piece, ...] = ()

    @classmethod
    def batch(cls, pieces: Sequence[Piece], device: str | torch.device = "cpu") -> Graph:
        """Lay puzzles beside one another."""
        counts = [piece.candidates for piece in pieces]
        first = np.cumsum([0, *counts])
        first_row = np.cumsum([0, *(piece.rows for piece in pieces)])
        first_edge = np.cumsum([0, *(len(piece.row) for piece in pieces)])

        def joined(name: str, shift: npt.NDArray[Any] | None = None) -> Tensor:
            parts = [getattr(piece, name) for piece in pieces]
            if shift is not None:
                parts = [part + add for part, add in zip(parts, shift, strict=False)]
            return torch.from_numpy(np.concatenate(parts)).to(device)

        candidate, row = joined("candidate", first), joined("row", first_row)
        numbers = torch.arange(len(pieces), device=device)
        return cls(
            candidate,
            row,
            joined("by_row", first_edge),
            joined("coefficient"),
            joined("low"),
            joined("high"),
            joined("scale"),
            torch.bincount(row, minlength=int(first_row[-1])),
            torch.bincount(candidate, minlength=int(first[-1])),
            numbers.repeat_interleave(torch.tensor(counts, device=device)),
            numbers.repeat_interleave(torch.tensor([piece.rows for piece in pieces], device=device)),
            tuple(counts),
            tuple(pieces),
        )

    @cached_property
    def order(self) -> Tensor:
        """0 to E - 1."""
        return torch.arange(len(self.row), device=self.row.device)

    @cached_property
    def candidate_starts(self) -> Tensor:
        return self.degree.cumsum(0) - self.degree

    @cached_property
    def row_starts(self) -> Tensor:
        return self.size.cumsum(0) - self.size

    @cached_property
    def row_members(self) -> Tensor:
        """The candidates of all rows, row by row."""
        return self.candidate[self.by_row]

    @cached_property
    def share(self) -> Tensor:
        """(E,) 1 / size of the edge's row."""
        return 1.0 / self.size.clamp(min=1)[self.row]

    @cached_property
    def weighted_share(self) -> Tensor:
        """(E,) coefficient / size of the edge's row."""
        return self.coefficient * self.share

    @cached_property
    def puzzle_sizes(self) -> Tensor:
        return torch.tensor(self.counts, device=self.row.device)

    def of_rows(self, values: Tensor, weights: Tensor) -> Tensor:
        """(C, d) to (R, d): the weighted sum (weights by edge) of every row's candidates."""
        return _Product.apply(values, self, weights)  # type: ignore[no-any-return,no-untyped-call]

    def passed(self, row: Tensor, own: Tensor, edge: Tensor) -> Tensor:
        """What rows (R, m) say to candidates, silu(row + own + edge) along every edge: mean and maximum, (C, 2 m)."""
        return _Passed.apply(row, own, edge, self)  # type: ignore[no-any-return,no-untyped-call]

    def said(self, belief: Tensor) -> tuple[Tensor, Tensor]:
        """The messages of rows (see `trm.rule_messages`) as features: edges (E, 2) and rows (R, 1). No gradient."""
        held = np.split(belief.detach().float().cpu().numpy(), np.cumsum(self.counts)[:-1])
        parts = [piece.said(own) for piece, own in zip(self.pieces, held, strict=True)]
        edge, row = (torch.from_numpy(np.concatenate(each)).to(belief.device) for each in zip(*parts, strict=True))
        return edge, row

    def puzzle_mean(self, values: Tensor) -> Tensor:
        """(C, d) to (puzzles, d)."""
        total = torch.zeros(len(self.counts), values.shape[1], dtype=values.dtype, device=values.device)
        return total.index_add(0, self.puzzle, values) / self.puzzle_sizes[:, None]

    def broken(self, true: Tensor) -> Tensor:
        """(C,) booleans to (puzzles,): how many rows of each puzzle an assignment breaks."""
        with torch.no_grad():
            total = self.of_rows(true.float()[:, None], self.coefficient)[:, 0]
            bad = (total < self.low - 1e-3) | (total > self.high + 1e-3)
            return torch.zeros(len(self.counts), device=bad.device).index_add_(0, self.row_puzzle, bad.float())


def _segments(values: Tensor, index: Tensor, starts: Tensor, weights: Tensor | None = None) -> Tensor:
    """Sums of `weights * values[index]`, segment by segment."""
    return torch.embedding_bag(values, index, starts, mode=0, per_sample_weights=weights)[0]


class _Product(torch.autograd.Function):
    """A sparse matrix (rows by candidates, entries `weights`) times values, without writing out the edges."""

    @staticmethod
    def forward(ctx: Any, values: Tensor, graph: Graph, weights: Tensor) -> Tensor:
        ctx.graph, ctx.weights = graph, weights
        return _segments(values, graph.row_members, graph.row_starts, weights[graph.by_row])

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None, None]:
        graph: Graph = ctx.graph
        return _segments(grads[0].contiguous(), graph.row, graph.candidate_starts, ctx.weights), None, None


class _Passed(torch.autograd.Function):
    """Messages along the edges, all in one: written out once forward and once backward. Edges that share the maximum
    all get its gradient."""

    @staticmethod
    def forward(ctx: Any, row: Tensor, own: Tensor, edge: Tensor, graph: Graph) -> Tensor:
        inside = row.index_select(0, graph.row)
        inside += own.index_select(0, graph.candidate)
        inside += edge
        message = F.silu(inside)
        mean = _segments(message, graph.order, graph.candidate_starts) / graph.degree.clamp(min=1)[:, None]
        most = torch.zeros_like(mean)
        most.scatter_reduce_(0, graph.candidate[:, None].expand_as(message), message, "amax", include_self=False)
        ctx.graph = graph
        ctx.save_for_backward(inside, message, most)
        return torch.cat((mean, most), 1)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        inside, message, most = ctx.saved_tensors
        graph: Graph = ctx.graph
        mean_grad, most_grad = grads[0].chunk(2, 1)
        grad = torch.empty_like(
            message
        )  # 1 where a message is the largest: written as numbers, far quicker than a mask
        torch.eq(message, most.index_select(0, graph.candidate), out=grad)
        grad *= most_grad.contiguous().index_select(0, graph.candidate)
        grad += (mean_grad / graph.degree.clamp(min=1)[:, None]).index_select(0, graph.candidate)
        grad = torch.ops.aten.silu_backward(grad, inside)
        return (
            _segments(grad, graph.by_row, graph.row_starts),
            _segments(grad, graph.order, graph.candidate_starts),
            grad,
            None,
        )
