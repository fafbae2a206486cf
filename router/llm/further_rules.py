"""A puzzle on a grid with what its terms add: further rules, other values, other boxes, one of many solutions.

Every solution found here is proven by `Problem.verify`, as everywhere; that there is no better one is the exact
search's word.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from router.asking.places import Shape
from router.llm.term_words import TERMS
from router.llm.terms import Use
from solvers.base import BadPuzzle, Cell
from solvers.rules.board import Board, Problem, Value, around, boxes, cell, diagonals, rows
from solvers.rules.conditions import Forbidden
from solvers.rules.constraints import Different, total
from solvers.rules.exact import Search
from solvers.rules.rule import Rule


class Impossible(Exception):
    """The terms leave no solution, seen without any search; the message says why."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a search came to: solutions (two mean "several"), whether it came to its end."""

    solutions: tuple[dict[str, Value], ...]
    complete: bool


def with_rules(problem: Problem, uses: Sequence[Use], shape: Shape, groups: Sequence[tuple[Cell, ...]]) -> Problem:
    """The puzzle with the rules that the terms add; `groups` are its plain boxes. Raises Impossible."""
    for use in uses:
        if TERMS[use.term].does == "rule":
            problem = _ruled(problem, use, shape, groups)
    return problem


def _ruled(problem: Problem, use: Use, shape: Shape, groups: Sequence[tuple[Cell, ...]]) -> Problem:
    names = tuple(cell(*place) for place in use.cells)
    if use.term == "values":
        return _valued(problem, use, shape)
    if use.term == "box_shape":
        return _boxed(problem, use, shape, groups)
    made: list[Rule] = []
    if use.term == "forbidden":
        made = [Forbidden(names, tuples=((use.numbers[0],),), label=use.said)]
    elif use.term == "sum":
        made = [total(names, use.numbers[0], label=use.said)]
    elif use.term == "different":
        made = [Different(names, label=use.said)]
    elif use.term == "diagonals":
        if shape.rows != shape.columns:
            raise BadPuzzle("only a square has two long diagonals", hint="leave the rule out")
        made = [Different(line, label=use.said) for line in diagonals(shape.rows)]
    else:
        made = list(_neighbours(problem, use, shape))
    return replace(problem, rules=problem.rules + tuple(made))


def _neighbours(problem: Problem, use: Use, shape: Shape) -> list[Rule]:
    """Rules about cells next to each other: no equal values even at a corner, no two odd ones side by side."""
    made: list[Rule] = []
    for row in range(shape.rows):
        for column in range(shape.columns):
            for place in around(row, column, shape.rows, shape.columns, diagonal=use.term == "apart"):
                if place <= (row, column):
                    continue
                pair = (cell(row, column), cell(*place))
                if use.term == "apart":
                    made.append(Different(pair, label=use.said))
                else:
                    odd = [v for v in problem.board.domain[pair[0]] if isinstance(v, int) and v % 2]
                    made.append(Forbidden(pair, tuples=tuple((a, b) for a in odd for b in odd), label=use.said))
    return made


def _valued(problem: Problem, use: Use, shape: Shape) -> Problem:
    low, high = use.numbers
    if high - low + 1 != max(map(len, problem.board.domains)):
        raise Impossible(f"{low} to {high} are {high - low + 1} numbers, and each line takes {shape.columns}")
    given = problem.board.clues
    outside = [f"{name} is given as {value}" for name, value in given.items() if not low <= int(value) <= high]
    if outside:
        raise Impossible(f"{outside[0]}, which is not among {low} to {high}")
    board = Board.grid(shape.rows, shape.columns, range(low, high + 1), given)
    return replace(problem, board=board)


def _boxed(problem: Problem, use: Use, shape: Shape, groups: Sequence[tuple[Cell, ...]]) -> Problem:
    high, wide = use.numbers
    if high * wide != shape.columns or shape.rows % high or shape.columns % wide or not groups:
        raise BadPuzzle(f"boxes {high} high and {wide} wide do not fit", hint="say how the boxes lie")
    old = {frozenset(cell(*place) for place in group) for group in groups}
    kept = tuple(rule for rule in problem.rules if frozenset(rule.cells) not in old)
    if len(problem.rules) - len(kept) != len(old):
        raise BadPuzzle("the boxes of this puzzle are not plain", hint="say how the boxes lie")
    new = boxes(shape.rows, shape.columns, high, wide)
    return replace(problem, rules=kept + tuple(Different(part, label=f"box {k}") for k, part in enumerate(new, 1)))


def chosen(problem: Problem, uses: Sequence[Use], shape: Shape, seconds: float) -> Chosen:
    """The solutions that the terms leave, the best by the criteria first."""
    search, end = Search(problem), time.monotonic() + seconds
    order: list[tuple[str, bool]] = []
    for use in sorted((u for u in uses if u.term in ("largest", "smallest", "in_order")), key=_whole_last):
        places = use.cells if use.term != "in_order" else tuple(shape.all)
        order += [(cell(*place), use.term == "largest") for place in places]
    fixed = dict(problem.board.clues)
    for name, largest in order:
        if name in fixed:
            continue
        for value in sorted(problem.board.domain[name], key=_rank, reverse=largest):
            found = search.solve(fixed | {name: value}, limit=1, seconds=max(0.0, end - time.monotonic()))
            if not found.complete:
                return Chosen((), False)
            if found.solutions:
                fixed[name] = value
                break
        else:
            return Chosen((), True)
    last = search.solve(fixed, limit=2, seconds=max(0.0, end - time.monotonic()))
    proven = tuple(each for each in last.solutions if not problem.verify(each))
    return Chosen(proven, last.complete and len(proven) == len(last.solutions))


def _whole_last(use: Use) -> bool:
    """The order over the whole grid settles what the others leave."""
    return use.term == "in_order"


def _rank(value: Value) -> tuple[int, str]:
    return (value, "") if isinstance(value, int) else (0, value)


def needless(problem: Problem, seconds: float) -> int | None:
    """How many clues could each be left out and the solution stay the only one; None where that is not settled."""
    search, end = Search(problem), time.monotonic() + seconds
    clues = problem.board.clues
    whole = search.solve(limit=2, seconds=seconds)
    if not whole.complete or len(whole.solutions) != 1:
        return None
    count = 0
    for name, value in clues.items():
        rest = {other: held for other, held in clues.items() if other != name}
        found = search.solve(rest, limit=1, seconds=max(0.0, end - time.monotonic()), denied=[(name, value)])
        if not found.complete:
            return None
        count += not found.solutions
    return count


def grid_of(values: dict[str, Value], shape: Shape) -> list[list[str]]:
    """The values as rows of signs."""
    return [[str(values[name]) for name in row] for row in rows(shape.rows, shape.columns)]
