"""Ordered rules: "beside red: blue; else in a row with green: green; else the input". Each exception is a layer's case.

Where no product of conditions explains all cells, exceptions are taken one after the other: a case of a layer in which
one source is right for every cell that is left, until one source is right for all the rest. Which exception took a
cell is a condition like others, so such a rule is chosen, weighed and left out as others are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solvers.kinds.arc.condition import CONDITION, Condition

Matrix = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

EXCEPTIONS = 3
"""More exceptions than this are learnt by heart, not understood."""
BRANCHES = 6
"""How many first exceptions are followed; those that mend most cells of the best source."""
LAYERS = 160
"""How many conditions give cases, the most telling."""
MENDED = 2
"""An exception that mends fewer cells is chance."""


@dataclass(frozen=True, eq=False)
class _Cases:
    """Every case of every condition: which cells are in it."""

    train: Matrix  # (cells, cases)
    tests: Mask  # (test cells, cases)
    owner: npt.NDArray[np.int64]
    """The condition of each case."""


@dataclass(frozen=True, eq=False)
class _Partly:
    """Some exceptions, in order; which cells none of them took."""

    taken: tuple[int, ...]
    train: Mask
    tests: Mask


def ordered(found: Sequence[Condition], wrong: Matrix, costs: npt.NDArray[np.float64]) -> list[Condition]:
    """Conditions whose cases are a rule's exceptions and the rest. `wrong` (sources, cells), `costs` (sources,)."""
    if not found:
        return []
    cases = _cases(found)
    made: dict[bytes, Condition] = {}
    level = [_Partly((), np.ones(len(cases.train), bool), np.ones(len(cases.tests), bool))]
    for _ in range(EXCEPTIONS):
        following: list[_Partly] = []
        for state in level:
            ends, goes_on = _exceptions(state, cases, wrong, costs)
            for case in ends:
                whole = _condition(found, cases, (*state.taken, case))
                made.setdefault(whole.train.tobytes() + whole.tests.tobytes(), whole)
            following += [_after(state, cases, case) for case in goes_on]
        if made:
            break
        level = following[: BRANCHES * 2]
    return list(made.values())


def _cases(found: Sequence[Condition]) -> _Cases:
    train, tests, owner = [], [], []
    for number, each in enumerate(found):
        values = np.arange(each.cases)
        train.append(each.train[:, None] == values)
        tests.append(each.tests[:, None] == values)
        owner += [number] * each.cases
    return _Cases(np.concatenate(train, 1).astype(np.float32), np.concatenate(tests, 1), np.array(owner))


def _exceptions(
    state: _Partly, cases: _Cases, wrong: Matrix, costs: npt.NDArray[np.float64]
) -> tuple[list[int], list[int]]:
    """Cases after which one source is right for the rest, and the best of those after which exceptions are left."""
    left, inside = wrong[:, state.train], cases.train[state.train]
    errors = left @ inside  # (sources, cases)
    counts = inside.sum(0)
    pure = (errors.min(0) == 0) & (counts > 0) & (counts < len(inside))
    total = left.sum(1)
    ends = pure & ((total[:, None] - errors).min(0) == 0)
    if ends.any():
        return np.flatnonzero(ends).tolist()[:40], []
    order = np.lexsort((costs, total))[:2]  # the sources that are right most often, as what the rest may be
    mended = errors[order].max(0) * pure
    best = np.argsort(-mended, kind="stable")[: BRANCHES * 4]
    chosen: dict[bytes, int] = {}
    for case in best.tolist():
        if mended[case] >= MENDED:
            chosen.setdefault(inside[:, case].tobytes(), case)
    return [], list(chosen.values())[:BRANCHES]


def _after(state: _Partly, cases: _Cases, case: int) -> _Partly:
    return _Partly((*state.taken, case), state.train & (cases.train[:, case] == 0), state.tests & ~cases.tests[:, case])


def _condition(found: Sequence[Condition], cases: _Cases, taken: Sequence[int]) -> Condition:
    """The number of the exception that took a cell, for every cell; the rest comes last."""
    train = np.full(len(cases.train), len(taken))
    tests = np.full(len(cases.tests), len(taken))
    for number in reversed(range(len(taken))):
        train[cases.train[:, taken[number]] > 0] = number
        tests[cases.tests[:, taken[number]]] = number
    used = [found[cases.owner[case]] for case in taken]
    name = "; else ".join(dict.fromkeys(each.name for each in used))
    cost = sum(each.cost for each in used) + CONDITION * (len(taken) - 1)
    return Condition(f"first {name}", cost, train, tests, len(taken) + 1)


def telling(found: Sequence[Condition], told: Sequence[float]) -> Iterator[Condition]:
    """The conditions that explain most cells, cheap first among equals."""
    order = sorted(range(len(found)), key=lambda i: told[i] - 0.02 * found[i].cost, reverse=True)
    return (found[i] for i in order[:LAYERS] if told[i] > 0)
