"""From ranked answers to the one that is given: two grids a test at most, and the evidence counted."""

from __future__ import annotations

from solvers.kinds.arc.answer import Answer, Evidence
from solvers.kinds.arc.solve import solve
from solvers.kinds.arc.task import Grid, Rows, Task

CELL, CHANCE, STEP = 3, 8, 4
"""In bits: what a cell of an output says (ten colours); a margin against chance; what costing 1 more lets a program
choose from (some 300 programs cost up to 2, some 60,000 up to 4)."""


def induced(task: Task, *, seconds: float) -> Answer | None:
    """The best answer found within `seconds`, or None where no program reproduces every demonstration."""
    found = solve(task, seconds=seconds)
    if not found:
        return None
    tests: list[tuple[Rows, ...]] = []
    for number in range(len(task.tests)):
        grids = dict.fromkeys(_rows(each.grids[number]) for each in found)
        tests.append(tuple(grids)[:2])
    best = found[0]
    cells = sum(out.size for out in task.outputs)
    thin = CELL * cells < CHANCE + STEP * best.cost
    evidence = Evidence(best.programs, len(found), best.reproduced, len(task.train), best.words, thin)
    return Answer(tuple(tests), evidence)


def _rows(grid: Grid) -> Rows:
    return tuple(tuple(row) for row in grid.tolist())
