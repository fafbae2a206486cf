"""One puzzle of rules as the network without torch sees it: candidates by rank, edges laid out for their candidates."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from trm.numpy_step.segments import Segments
from trm.rule_piece import Piece

Array = npt.NDArray[np.float32]

ROW_FEATURES, EDGE_FEATURES = 18, 9
SURE, DOUBTFUL = np.float32(0.8), np.float32(0.2)
DENSE = 64
"""A row's mean is a product of full matrices where at least one entry in so many is not 0."""


class RuleGraph:
    """Edges, rows and bounds of one puzzle; `trm.rule_graph` says what they mean."""

    def __init__(self, piece: Piece) -> None:
        self.along = Segments(piece.candidate, piece.candidates)
        laid = self.along.laid
        self.candidate, self.row = self.along.of_laid, piece.row[laid]
        self.coefficient, self.rows = piece.coefficient[laid], piece.rows
        self.low, self.high, self.scale = piece.low, piece.high, piece.scale
        self.size = np.bincount(self.row, minlength=piece.rows)
        self.share_of_candidate = (1 / self.along.lengths.clip(min=1)).astype(np.float32)
        self.plain = bool((self.coefficient == 1).all())
        """Both means of a row are the same."""
        share = (1 / self.size.clip(min=1)).astype(np.float32)[self.row]
        self._mean = _Product(self.row, self.candidate, share, piece.rows, piece.candidates)
        self._weighted = self._mean
        if not self.plain:
            weights = self.coefficient * share
            self._weighted = _Product(self.row, self.candidate, weights, piece.rows, piece.candidates)

    def means(self, h: Array) -> Array:
        """Of every row, the mean of its candidates."""
        return self._mean(h)

    def weighted_means(self, h: Array) -> Array:
        """Of every row, the mean of coefficient times candidate."""
        return self._weighted(h)

    def sums(self, weights: Array) -> Array:
        """Of every row, the sum over its edges."""
        return np.bincount(self.row, weights, self.rows).astype(np.float32)

    def holds(self, true: npt.NDArray[np.bool_]) -> bool:
        """Whether an assignment breaks no row."""
        total = self.sums(self.coefficient * true[self.candidate])
        return not bool(((total < self.low - 1e-3) | (total > self.high + 1e-3)).any())

    def said(self, piece: Piece, belief: Array) -> tuple[Array, Array]:
        """The messages of rows as features, rows and edges; `belief` by rank. The piece is not kept: who keeps graphs
        by their pieces would keep both for good."""
        own = np.empty_like(belief)
        own[self.along.ranked] = belief
        edge, row = piece.said(own)
        return row, edge[self.along.laid]

    def features(self, belief: Array) -> tuple[Array, Array]:
        """As `trm.rule_block.features`: how far rows and edges are from their bounds under `belief`."""
        on = ((belief - SURE) / (1 - SURE)).clip(0, 1)
        may = (belief / DOUBTFUL).clip(max=1)
        coefficient, owner, low, high, scale = self.coefficient, self.row, self.low, self.high, self.scale
        above, below = coefficient.clip(min=0), coefficient.clip(max=0)
        held, sure, possible = belief[self.candidate], on[self.candidate], may[self.candidate]
        fewest, largest = above * sure + below * possible, above * possible + below * sure
        total, least, most = self.sums(coefficient * held), self.sums(fewest), self.sums(largest)
        spread = np.sqrt(self.sums(coefficient * coefficient * held * (1 - held)))
        under, over, room, need = low - total, total - high, high - least, most - low
        row = np.stack(
            (
                under.clip(-4, 4), over.clip(-4, 4), room.clip(-4, 4), need.clip(-4, 4),
                (low - least).clip(-4, 4), (most - high).clip(-4, 4),
                (under * scale).clip(-1, 1), (over * scale).clip(-1, 1),
                (room * scale).clip(-1, 1), (need * scale).clip(-1, 1),
                (under / (spread + 0.1)).clip(-3, 3), (over / (spread + 0.1)).clip(-3, 3), spread.clip(max=4),
                np.log(scale),
                (low / 3).clip(-4, 4), (high / 3).clip(-4, 4), np.log(self.size), ((high - low) / 3).clip(max=4),
            ),
            axis=1,
        ).astype(np.float32)  # fmt: skip
        without_least, without_most = room[owner] + fewest, need[owner] - largest
        slack = np.stack(
            (without_least - coefficient, without_most + coefficient, without_most, without_least), axis=1
        )  # on fits under high, on reaches low, off reaches low, off fits under high
        unit = (slack * scale[owner][:, None]).clip(-1, 1)
        edge = np.concatenate((slack.clip(-3, 3), unit, coefficient[:, None]), axis=1)
        return row, edge.astype(np.float32)


class _Product:
    """A sparse matrix (rows by candidates) times values; written out in full where it is small or well filled."""

    def __init__(self, row: npt.NDArray[np.int64], candidate: npt.NDArray[np.int64], weights: Array, rows: int,
                 candidates: int) -> None:  # fmt: skip
        self.full: Array | None = None
        if rows * candidates <= DENSE * len(row):
            self.full = np.zeros((rows, candidates), dtype=np.float32)
            np.add.at(self.full, (row, candidate), weights)
            return
        self.segments = Segments(row, rows)
        self.members, self.weights = candidate[self.segments.laid], weights[self.segments.laid][:, None]

    def __call__(self, values: Array) -> Array:
        if self.full is not None:
            return self.full @ values
        held = values.take(self.members, axis=0)
        held *= self.weights
        out = np.empty((len(self.segments.ranked), values.shape[1]), dtype=np.float32)
        self.segments.sums(held, out)
        return out.take(self.segments.rank, axis=0)
