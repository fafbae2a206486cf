"""Rules about lines of cells (`visible`, `runs`, `path`) and what hangs together (`connected`, `loop`, `acyclic`).

The last three have no linear form: the exact solver has reachability of its own for them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from solvers.base import BadPuzzle
from solvers.rules.board import Board, Value, Values, neighbours
from solvers.rules.rule import Bounded, Candidates, Literal, Row, Rule, listed, row

Edge = tuple[str, str]


def adjacency(cells: Iterable[str], edges: Iterable[Edge] = (), *, diagonal: bool = False) -> dict[str, list[str]]:
    """Cell -> its neighbours: along `edges` where there are any, else the grid's (orthogonal ones)."""
    among = frozenset(cells)
    given = tuple(edges)
    if not given:
        return {name: neighbours(name, among, diagonal=diagonal) for name in cells}
    near: dict[str, list[str]] = {name: [] for name in cells}
    for a, b in given:
        if a in near and b in near:
            near[a].append(b)
            near[b].append(a)
    return near


def parts(members: Iterable[str], near: Mapping[str, Iterable[str]]) -> list[set[str]]:
    """The connected parts of `members`."""
    left = dict.fromkeys(members)
    found = []
    while left:
        todo = [next(iter(left))]
        part = set(todo)
        del left[todo[0]]
        while todo:
            for other in near[todo.pop()]:
                if other in left:
                    del left[other]
                    part.add(other)
                    todo.append(other)
        found.append(part)
    return found


@dataclass(frozen=True)
class Visible(Bounded):
    """How many cells are seen from the start of the line: those higher than everything before them."""

    name: ClassVar[str] = "visible"
    numbers: ClassVar[bool] = True

    def broken(self, values: Values) -> tuple[str, ...]:
        if any(name not in values for name in self.cells):
            return ()
        seen, highest = 0, min((int(values[name]) for name in self.cells), default=0) - 1
        for name in self.cells:
            height = int(values[name])
            if height > highest:
                seen, highest = seen + 1, height
        return () if self.within(seen) else self.cells

    def linear(self, of: Candidates) -> list[Row]:
        """Step by step along the line: `hidden[v]` says that something of height v or more stood before."""
        rows: list[Row] = []
        seen: list[int] = []
        hidden: dict[int, int] = {}
        heights = sorted({int(v) for name in self.cells for v in of.of(name)})
        for position, name in enumerate(self.cells):
            here = {int(value): index for value, index in of.of(name).items()}
            if self.low is not None:  # too few higher ones are left behind it
                most = position + 1 + len(heights)
                late = [i for v, i in here.items() if most - bisect_right(heights, v) < self.low]
                rows += [Row((i,), (1,), None, 0) for i in late]
            plain = [index for v, index in here.items() if v not in hidden]
            if len(plain) == len(here):
                seen += plain
            else:
                helper = of.helper(f"{name} is seen")
                seen.append(helper)
                rows += [Row((helper, index), (1, -1), 0, None) for index in plain]
                for v, index in here.items():
                    if v in hidden:
                        rows.append(Row((helper, index, hidden[v]), (1, -1, 1), 0, None))
                        rows.append(Row((helper, index, hidden[v]), (1, 1, 1), None, 2))
            if position + 1 < len(self.cells):
                hidden = self._behind(of, name, here, heights, hidden, rows)
        return [*rows, Row(tuple(seen), (1,) * len(seen), self.low, self.high)]

    def _behind(
        self,
        of: Candidates,
        name: str,
        here: Mapping[int, int],
        heights: Sequence[int],
        hidden: Mapping[int, int],
        rows: list[Row],
    ) -> dict[int, int]:
        """`hidden` for the next cell: as before, or this one is so high, or higher still."""
        after: dict[int, int] = {}
        for v in reversed(heights):
            causes = [i for i in (hidden.get(v), here.get(v), after.get(v + 1)) if i is not None]
            higher = [i for w, i in after.items() if w > v]
            if v + 1 not in after and higher:  # heights with gaps
                causes.append(higher[-1])
            if not causes:
                continue
            helper = after[v] = of.helper(f"something of {v} or more up to {name}")
            rows += [Row((helper, i), (1, -1), 0, None) for i in causes]
            rows.append(Row((helper, *causes), (1,) + (-1,) * len(causes), None, 0))
        return after

    def sentence(self) -> str:
        return f"{self.bound()} are seen along {listed(self.cells)}"


@dataclass(frozen=True)
class Runs(Rule):
    """The cells that hold `value` stand in runs of these lengths, in this order, apart from each other."""

    name: ClassVar[str] = "runs"
    value: Value = 1
    lengths: tuple[int, ...] = ()

    def broken(self, values: Values) -> tuple[str, ...]:
        if any(name not in values for name in self.cells):
            return ()
        found, run = [], 0
        for name in self.cells:
            if values[name] == self.value:
                run += 1
            elif run:
                found.append(run)
                run = 0
        return () if tuple(found + [run] * bool(run)) == self.lengths else self.cells

    def mentions(self) -> Iterable[Literal]:
        return [Literal(name, self.value) for name in self.cells]

    def linear(self, of: Candidates) -> list[Row]:
        size, lengths = len(self.cells), self.lengths
        if sum(lengths) + len(lengths) - 1 > size:
            return [Row((), (), 1, None)]
        covers: list[list[int]] = [[] for _ in self.cells]
        starts: list[dict[int, int]] = []
        rows = []
        for k, length in enumerate(lengths):
            first = sum(lengths[:k]) + k
            last = size - sum(lengths[k:]) - (len(lengths) - k - 1)
            at = {p: of.helper(f"run {k + 1} of {self.cells[0]}.. starts at {p + 1}") for p in range(first, last + 1)}
            rows.append(row([(i, 1) for i in at.values()], 1, 1))
            for p, index in at.items():
                for q in range(p, p + length):
                    covers[q].append(index)
            if starts:  # the run before has ended, with a gap
                for p in at:
                    early = [i for q, i in at.items() if q <= p]
                    late = [i for q, i in starts[-1].items() if q + lengths[k - 1] + 1 > p]
                    if late:
                        rows.append(row([(i, 1) for i in early + late], None, 1))
            starts.append(at)
        for name, found in zip(self.cells, covers, strict=True):
            filled = of.get(name, self.value)
            if filled is not None:
                rows.append(row([(filled, 1), *((i, -1) for i in found)], 0, 0))
            elif found:
                rows.append(row([(i, 1) for i in found], None, 0))
        return rows

    def sentence(self) -> str:
        return f"runs of {listed(self.lengths) if self.lengths else 'nothing'} along {listed(self.cells)}"


@dataclass(frozen=True)
class Path(Rule):
    """Consecutive numbers are neighbours: a cell with k stands beside one with k + 1 (below `last`) and one with k - 1
    (above `first`)."""

    name: ClassVar[str] = "path"
    numbers: ClassVar[bool] = True
    first: int = 1
    last: int = field(kw_only=True)
    diagonal: bool = False
    edges: tuple[Edge, ...] = ()

    def broken(self, values: Values) -> tuple[str, ...]:
        near = adjacency(self.cells, self.edges, diagonal=self.diagonal)
        for name in self.cells:
            if name not in values:
                continue
            value = int(values[name])
            for wanted, needed in ((value + 1, value < self.last), (value - 1, value > self.first)):
                if needed and not any(values.get(other, wanted) == wanted for other in near[name]):
                    return (name,)
        return ()

    def linear(self, of: Candidates) -> list[Row]:
        near = adjacency(self.cells, self.edges, diagonal=self.diagonal)
        rows = []
        for name in self.cells:
            for value, index in of.of(name).items():
                number = int(value)
                for wanted, needed in ((number + 1, number < self.last), (number - 1, number > self.first)):
                    if needed:
                        beside = [i for other in near[name] if (i := of.get(other, wanted)) is not None]
                        rows.append(row([(index, 1), *((i, -1) for i in beside)], None, 0))
        return rows

    def sentence(self) -> str:
        return "consecutive numbers stand in neighbouring cells" + (", also diagonally" if self.diagonal else "")


@dataclass(frozen=True)
class Connected(Rule):
    """The cells that hold one of `values` hang together, orthogonally or along `edges`."""

    name: ClassVar[str] = "connected"
    values: tuple[Value, ...] = ()
    edges: tuple[Edge, ...] = ()

    def broken(self, values: Values) -> tuple[str, ...]:
        near = adjacency(self.cells, self.edges)
        inside = [name for name in self.cells if name in values and values[name] in self.values]
        open_cells = [name for name in self.cells if name not in values]  # may still join what is apart
        found = [part & set(inside) for part in parts([*inside, *open_cells], near)]
        apart = sorted((part for part in found if part), key=len)
        return tuple(sorted(apart[0])) if len(apart) > 1 else ()

    def linear(self, of: Candidates) -> None:
        return None

    def sentence(self) -> str:
        return f"the cells with {' or '.join(map(str, self.values))} are all connected"


@dataclass(frozen=True)
class Loop(Rule):
    """The cells that hold `value` form one closed loop: each has two such neighbours, and all hang together."""

    name: ClassVar[str] = "loop"
    value: Value = 1
    edges: tuple[Edge, ...] = ()

    def broken(self, values: Values) -> tuple[str, ...]:
        near = adjacency(self.cells, self.edges)
        on = {name for name in self.cells if values.get(name) == self.value}
        for name in sorted(on):
            more = sum(other in on for other in near[name])
            may = sum(other not in values for other in near[name])
            if more > 2 or more + may < 2:
                return (name,)
        if any(name not in values for name in self.cells):
            return ()
        found = parts(sorted(on), near)
        return tuple(sorted(found[0])) if len(found) > 1 else () if found else self.cells

    def linear(self, of: Candidates) -> None:
        return None

    def sentence(self) -> str:
        return f"the cells with {self.value} form one closed loop"


@dataclass(frozen=True)
class Acyclic(Rule):
    """Links that are there while a cell holds a value (`(node, node, cell, value)`) never close a circle."""

    name: ClassVar[str] = "acyclic"
    links: tuple[tuple[str, str, str, Value], ...] = ()

    def broken(self, values: Values) -> tuple[str, ...]:
        near: dict[str, list[tuple[str, str]]] = {}
        parent: dict[str, str] = {}

        def top(node: str) -> str:
            while parent.setdefault(node, node) != node:
                node = parent[node] = parent[parent[node]]
            return node

        for a, b, name, value in self.links:
            if values.get(name) != value:
                continue
            if top(a) == top(b):
                return tuple(dict.fromkeys((*_way(near, a, b), name)))
            parent[top(a)] = top(b)
            near.setdefault(a, []).append((b, name))
            near.setdefault(b, []).append((a, name))
        return ()

    def linear(self, of: Candidates) -> None:
        return None

    def mentions(self) -> Iterable[Literal]:
        return [Literal(name, value) for _, _, name, value in self.links]

    def fits(self, board: Board) -> None:
        super().fits(board)
        if not self.links:
            raise BadPuzzle("rule 'acyclic' has no links", hint="give [node, node, cell, value] for each")

    def sentence(self) -> str:
        return "the links close no circle"


def _way(near: Mapping[str, list[tuple[str, str]]], start: str, goal: str) -> list[str]:
    """The cells whose links lead from one node to another in a forest."""
    came: dict[str, tuple[str, str]] = {start: ("", "")}
    todo = [start]
    for node in todo:
        if node == goal:
            break
        for other, name in near.get(node, ()):
            if other not in came:
                came[other] = (node, name)
                todo.append(other)
    found = []
    while goal in came and came[goal][1]:
        goal, name = came[goal]
        found.append(name)
    return found
