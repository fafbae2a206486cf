"""One puzzle of rules made ready to be thought about: candidates, rows, and an edge where a candidate stands in a row.

Needs no torch; `trm.rule_graph` lays pieces beside one another for it, `trm.numpy_step` without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from trm.rows import Rows
from trm.rule_messages import Messages

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
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
    source: Rows
    entries: Ints
    """The entry of `source` that an edge is."""

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
            rows,
            order,
        )

    @cached_property
    def messages(self) -> Messages:
        """What its rows say to candidates; laid out when first asked for."""
        return Messages(self.source)

    def said(self, belief: Floats) -> tuple[Floats, Floats]:
        """The messages of its rows under `belief` (C,), as features: edges (E, 2) and rows (R, 1)."""
        edge, row = self.messages.said(belief).features()
        return edge[self.entries], row
