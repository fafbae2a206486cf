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

from trm.rows import Rows

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Piece:
    """One puzzle made ready to be laid beside others. Edges are sorted by candidate."""

    candidates: int
    rows: int
    candidate: Ints
    row: Ints
    by_row: Ints
    """The edges, sorted by row."""
    coefficient: Floats
    """Divided by the largest of its row, as are the bounds."""
    low: Floats
    high: Floats
    scale: Floats
    """What a row was divided by."""

    @classmethod
    def of(cls, rows: Rows) -> Piece:
        """The graph of a system of rows; each is divided by its largest coefficient."""
        order = np.argsort(rows.indices, kind="stable")
        row = rows.owner[order]
        scale = np.ones(rows.rows)
        np.maximum.at(scale, rows.owner, np.abs(rows.coefficients))
        return cls(
            rows.count,
            rows.rows,
            rows.indices[order],
            row,
            np.argsort(row, kind="stable"),
            (rows.coefficients[order] / scale[row]).astype(np.float32),
            (rows.low / scale).astype(np.float32),
            (rows.high / scale).astype(np.float32),
            scale.astype(np.float32),
        )


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

    def from_rows(self, values: Tensor) -> Tensor:
        """(R, d) to (E, d): every edge gets what its row says."""
        return _Spread.apply(values, self.row, self.by_row, self.row_starts)  # type: ignore[no-any-return,no-untyped-call]

    def from_candidates(self, values: Tensor) -> Tensor:
        """(C, d) to (E, d)."""
        return _Spread.apply(values, self.candidate, self.order, self.candidate_starts)  # type: ignore[no-any-return,no-untyped-call]

    def mean(self, messages: Tensor) -> Tensor:
        """(E, d) to (C, d): the mean over a candidate's edges."""
        total = _Gathered.apply(messages, self.candidate, self.order, self.candidate_starts)  # type: ignore[no-untyped-call]
        return total / self.degree.clamp(min=1)[:, None]  # type: ignore[no-any-return]

    def most(self, messages: Tensor) -> Tensor:
        """(E, d) to (C, d): the maximum over a candidate's edges."""
        return _Most.apply(messages, self.candidate, self.degree)  # type: ignore[no-any-return,no-untyped-call]

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


class _Spread(torch.autograd.Function):
    """values[index]; its gradient sums the segments."""

    @staticmethod
    def forward(ctx: Any, values: Tensor, index: Tensor, order: Tensor, starts: Tensor) -> Tensor:
        ctx.order, ctx.starts = order, starts
        return values.index_select(0, index)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None, None, None]:
        return _segments(grads[0].contiguous(), ctx.order, ctx.starts), None, None, None


class _Gathered(torch.autograd.Function):
    """The sum of every segment; its gradient spreads."""

    @staticmethod
    def forward(ctx: Any, values: Tensor, index: Tensor, order: Tensor, starts: Tensor) -> Tensor:
        ctx.index = index
        return _segments(values, order, starts)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None, None, None]:
        return grads[0].index_select(0, ctx.index), None, None, None


class _Most(torch.autograd.Function):
    """The maximum of every segment (0 of an empty one); edges that share it all get its gradient."""

    @staticmethod
    def forward(ctx: Any, values: Tensor, index: Tensor, degree: Tensor) -> Tensor:
        shape = (len(degree), values.shape[1])
        most = torch.zeros(shape, dtype=values.dtype, device=values.device)
        most.scatter_reduce_(0, index[:, None].expand_as(values), values, "amax", include_self=False)
        ctx.save_for_backward(values, most)
        ctx.index = index
        return most

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None, None]:
        values, most = ctx.saved_tensors
        first = values == most.index_select(0, ctx.index)
        return torch.where(first, grads[0].index_select(0, ctx.index), 0), None, None
