"""States: what programs of one or two steps make of the inputs. Found breadth first, cheap first, equal ones once."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from solvers.kinds.arc.changes import Change, changes
from solvers.kinds.arc.counting import counting
from solvers.kinds.arc.panels import panelled
from solvers.kinds.arc.picks import picks
from solvers.kinds.arc.rays import rays
from solvers.kinds.arc.task import LARGEST, Grid, Task


@dataclass(frozen=True, eq=False)
class Reached:
    """A program's picture of every input (demonstrations first, then tests)."""

    name: str
    cost: float
    depth: int
    pictures: tuple[Grid, ...]

    def fits(self, shapes: Sequence[tuple[int, ...]]) -> bool:
        """Has it the outputs' shapes in every demonstration?"""
        return all(p.shape == shape for p, shape in zip(self.pictures, shapes, strict=False))

    def gives(self, outputs: Sequence[Grid]) -> bool:
        """Is it the output in every demonstration?"""
        return all(np.array_equal(p, out) for p, out in zip(self.pictures, outputs, strict=False))


def steps(task: Task) -> list[Change]:
    """Every single step for this task, cheap first."""
    ratios = {2, 3}
    for image, out in zip(task.inputs, task.outputs, strict=False):
        for a, b in zip(image.shape, out.shape, strict=True):
            if b > a and b % a == 0 and b // a <= 10:
                ratios.add(b // a)
    found = [
        *changes(task.background, task.colours, tuple(sorted(ratios))),
        *picks(task.background),
        *panelled(task.background),
        *rays(task.background, task.colours),
        *counting(task.background),
    ]
    return sorted(found, key=lambda change: change.cost)


def reach(task: Task, *, depth: int) -> Iterator[Reached]:
    """States in order of cost, the inputs themselves first; programs of at most `depth` steps."""
    first = Reached("the input", 0.0, 0, task.inputs)
    seen = {_key(first.pictures)}
    number = count()
    known = steps(task)
    yield first
    waiting = [(known[0].cost, next(number), 0, first)]  # a state waits with its cheapest step not yet taken
    while waiting:
        _, turn, taken, state = heapq.heappop(waiting)
        change = known[taken]
        if taken + 1 < len(known):
            heapq.heappush(waiting, (state.cost + known[taken + 1].cost, turn, taken + 1, state))
        pictures = _applied(state, change)
        if pictures is None or (key := _key(pictures)) in seen:
            continue
        seen.add(key)
        name = change.name if not state.depth else f"{state.name}, {change.name}"
        reached = Reached(name, state.cost + change.cost, state.depth + 1, pictures)
        yield reached
        if reached.depth < depth:
            heapq.heappush(waiting, (reached.cost + known[0].cost, next(number), 0, reached))


def _applied(state: Reached, change: Change) -> tuple[Grid, ...] | None:
    made = []
    for picture in state.pictures:
        out = change.apply(picture)
        if out is None or not out.size or max(out.shape) > LARGEST:
            return None
        made.append(np.ascontiguousarray(out, dtype=np.int8))
    return tuple(made)


def _key(pictures: tuple[Grid, ...]) -> bytes:
    return b"|".join(bytes(p.shape) + p.tobytes() for p in pictures)
