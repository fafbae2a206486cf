"""Sums and least values of segments of unequal length, without a loop over the segments.

Segments are ranked by length and their members laid out position by position: first the first member of every segment,
then the second of every one that has two, and so on. So each position is one addition over whole arrays. What the
longest few have left over lies at the end, segment by segment.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

FEW = 4
"""Fewer segments than this are summed up one by one."""


class Segments:
    """How `len(owner)` members, of which member k belongs to segment `owner[k]`, are laid out."""

    def __init__(self, owner: Ints, count: int) -> None:
        lengths = np.bincount(owner, minlength=count)
        self.ranked = np.argsort(-lengths, kind="stable")
        """Rank to segment."""
        self.rank = np.empty(count, dtype=np.int64)
        self.rank[self.ranked] = np.arange(count)
        self.lengths = lengths[self.ranked]
        by_rank = np.argsort(self.rank[owner], kind="stable")
        starts = np.cumsum(self.lengths) - self.lengths
        self.slices: list[slice] = []
        parts, end, position = [by_rank[:0]], 0, 0
        while (having := int((self.lengths > position).sum())) >= FEW:
            parts.append(by_rank[starts[:having] + position])
            self.slices.append(slice(end, end + having))
            end, position = end + having, position + 1
        self.tails: list[slice] = []
        for rank in range(having):
            parts.append(by_rank[starts[rank] + position : starts[rank] + self.lengths[rank]])
            self.tails.append(slice(end, end + len(parts[-1])))
            end += len(parts[-1])
        self.laid = np.concatenate(parts)
        """The members in the order in which they are laid out."""
        self.of_laid = self.rank[owner[self.laid]]
        """The rank of the segment of every member, as laid out."""

    def add_each(self, members: Array, values: Array) -> None:
        """Add to each member (laid out) the value of its segment (by rank), in place."""
        for here in self.slices:
            members[here] += values[: here.stop - here.start]
        for rank, here in enumerate(self.tails):
            members[here] += values[rank]

    def sums(self, members: Array, out: Array) -> None:
        """Sum of every segment, by rank."""
        self._reduce(np.add, members, out)

    def least(self, members: Array, out: Array) -> None:
        """Least value of every segment, by rank; 0 of one without members."""
        self._reduce(np.minimum, members, out)

    def _reduce(self, operation: np.ufunc, members: Array, out: Array) -> None:
        first = self.slices[0].stop if self.slices else 0
        out[:first] = members[:first]
        out[first:] = 0
        for here in self.slices[1:]:
            held = out[: here.stop - here.start]
            operation(held, members[here], out=held)
        for rank, here in enumerate(self.tails):
            if here.stop > here.start:
                left = operation.reduce(members[here], axis=0)
                out[rank] = operation(out[rank], left) if self.slices else left
