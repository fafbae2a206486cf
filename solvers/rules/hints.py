"""Reasons: the next step that the rules force, why a cell must hold its value, and where a partial solution went wrong.

A reason is a smallest set of rules and known cells from which the value follows; it comes from the exact solver's
cores (`exact.clash` with the value denied), so it holds for any rules, also those nobody has a named technique for.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from solvers.rules.board import Problem, Value, Values
from solvers.rules.exact import Search, clash
from solvers.rules.program import Program
from solvers.rules.rule import listed
from solvers.stop import over, stopped

LOOKED_AT = 6
"""Cells whose reasons are compared before the shortest is told: those that propagation finds first."""


@dataclass(frozen=True)
class Reason:
    """`cell` must hold `value`, because these rules (by number) and known cells leave nothing else."""

    cell: str
    value: Value
    rules: tuple[int, ...]
    known: tuple[tuple[str, Value], ...]

    @property
    def size(self) -> int:
        """How much one has to look at: rules first, then cells."""
        return 10 * len(self.rules) + len(self.known)

    def words(self, problem: Problem) -> str:
        """The reason as a sentence or two."""
        rules = "; ".join(problem.rules[number].words().rstrip(".") for number in self.rules[:6])
        rules = rules or "what is drawn, which leaves no other value"
        more = f" and {len(self.rules) - 6} more rules" if len(self.rules) > 6 else ""
        told = [f"{name} = {value}" for name, value in self.known]
        because = f", with {listed(told, 10)}" if told else ""
        return f"{self.cell} = {self.value}, because of: {rules}{more}{because}"


@dataclass(frozen=True)
class Mistake:
    """Where filled-in values went wrong: cells that break a rule at once, or that no solution agrees with."""

    cells: tuple[str, ...]
    detail: str


def why(problem: Problem, known: Values, cell: str, value: Value, *, seconds: float = 5.0) -> Reason | None:
    """Why `cell` must hold `value` given `known`; None where it need not (or time ran out)."""
    for numbers in _circles(problem, cell):
        part = replace(problem, rules=tuple(problem.rules[number] for number in numbers))
        found = clash(part, given=known, denied=(cell, value), seconds=seconds)
        if found is not None:
            return Reason(cell, value, tuple(numbers[i] for i in found.rules), found.given)
    return None


def _circles(problem: Problem, cell: str) -> list[list[int]]:
    """Numbers of the rules about the cell, then of those about their cells, then of all: what is near is told first."""
    every = list(range(len(problem.rules)))
    near = [i for i in every if cell in problem.rules[i].cells]
    cells = {name for i in near for name in problem.rules[i].cells}
    wider = [i for i in every if not cells.isdisjoint(problem.rules[i].cells)]
    return [numbers for numbers in (near, wider, every) if numbers]


def next_step(problem: Problem, known: Values | None = None, *, seconds: float = 5.0) -> Reason | None:
    """The cell that follows from the least: the easiest next step. None where nothing is forced or all is filled.

    `known` are the values filled in so far, the board's givens included (default: the givens).
    """
    end = time.monotonic() + seconds
    values = dict(problem.board.clues if known is None else known)
    search = Search(problem)
    found = search.solve(values, limit=1, seconds=seconds)
    if not found.solutions:
        return None
    solution = found.solutions[0]
    best: Reason | None = None
    looked = 0
    for name in _easiest(search.program, values):
        if stopped() or looked >= LOOKED_AT or (best is not None and (best.size <= 20 or over(end))):
            break
        reason = why(problem, values, name, solution[name], seconds=max(0.2, end - time.monotonic()))
        if reason is None:
            continue
        looked += 1
        if best is None or reason.size < best.size:
            best = reason
    return best


def _easiest(program: Program, known: Values) -> list[str]:
    """Unknown shown cells, those first that bound propagation settles in the fewest rounds."""
    state: dict[int, bool] = {}
    for name, value in known.items():
        for other, index in _candidates(program, name):
            state[index] = other == value
    order: list[str] = []
    shown = [name for name in program.problem.board.shown if name not in known]
    left = dict.fromkeys(shown)
    for _ in range(4):
        if not _round(program, state):
            break
        for name in list(left):
            settled = [state.get(index) for _, index in _candidates(program, name)]
            if True in settled or settled.count(False) == len(settled) - 1:
                order.append(name)
                del left[name]
        if len(order) > 3 * LOOKED_AT:
            break
    return order + sorted(left, key=lambda name: _open(program, state, name))


def _candidates(program: Program, name: str) -> list[tuple[Value, int]]:
    return [(value, program.index[name, value]) for value in program.problem.board.domain[name]]


def _open(program: Program, state: Mapping[int, bool], name: str) -> int:
    return sum(index not in state for _, index in _candidates(program, name))


def _round(program: Program, state: dict[int, bool]) -> bool:
    """One round of bound propagation over all rows; whether it settled anything. New facts count a round later."""
    new: dict[int, bool] = {}
    for row in program.rows:
        least = most = 0
        free: list[tuple[int, int]] = []
        for index, c in zip(row.indices, row.coefficients, strict=True):
            if index in state:
                least += c * state[index]
                most += c * state[index]
            else:
                free.append((index, c))
                least += min(c, 0)
                most += max(c, 0)
        for index, c in free:
            low = row.low if row.low is not None else least - abs(c)
            high = row.high if row.high is not None else most + abs(c)
            on = least + max(c, 0) <= high and most + min(c, 0) >= low
            off = least - min(c, 0) <= high and most - max(c, 0) >= low
            if on != off:
                new[index] = on
    state.update(new)
    return bool(new)


def mistake(problem: Problem, filled: Values, *, seconds: float = 5.0) -> Mistake | None:
    """What is wrong with the values filled in so far (the givens need not be among them); None if nothing is.

    A broken rule is named at once; else the filled cells that differ from every solution of the puzzle, or, where no
    single one does, a smallest set that cannot stand together.
    """
    clues = problem.board.clues
    broken = next(iter(problem.broken({**clues, **filled})), None)
    if broken is not None:
        names = tuple(f"r{c[0] + 1}c{c[1] + 1}" if isinstance(c, tuple) else str(c) for c in broken.cells)
        return Mistake(names, broken.detail)
    search = Search(problem)
    if search.solve({**clues, **filled}, limit=1, seconds=seconds).solutions:
        return None
    wrong = tuple(
        name
        for name, value in filled.items()
        if name not in clues and not search.solve({**clues, name: value}, limit=1, seconds=seconds).solutions
    )
    if wrong:
        return Mistake(wrong, f"no solution has {listed([f'{filled[name]} in {name}' for name in wrong], 10)}")
    found = clash(problem, given={**clues, **filled}, seconds=seconds)
    if found is None:
        return None
    names = tuple(name for name, _ in found.given if name not in clues)
    return Mistake(names, "no solution holds all of these cells as they stand")
