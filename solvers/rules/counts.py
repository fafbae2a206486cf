"""What a board of 0/1 cells under counting rules leaves possible, proven by SAT: the second way beside clingo.

possible(problem)["r1c1"]       # {0, 1}, {0} or {1}; empty where nothing fits
"""

from __future__ import annotations

from collections.abc import Iterator

from solvers.base import BadPuzzle
from solvers.rules.board import Problem
from solvers.rules.constraints import Count


def possible(problem: Problem) -> dict[str, set[int]]:
    """Cell -> the values it holds in some solution. Every solution used as a witness is checked rule by rule."""
    from pysat.solvers import Cadical153

    variables = {name: i for i, name in enumerate(problem.board.cells, 1)}
    held: dict[str, set[int]] = {name: set() for name in variables}
    with Cadical153(bootstrap_with=list(_clauses(problem, variables))) as solver:
        for name, index in variables.items():
            for value in (0, 1):
                if value in held[name] or not solver.solve(assumptions=[index if value else -index]):
                    continue
                model = set(solver.get_model())
                witness = {other: int(i in model) for other, i in variables.items()}
                if broken := problem.verify(witness):
                    raise AssertionError(f"the clauses allow what a rule forbids: {broken[0].detail}")
                for other, found in witness.items():
                    held[other].add(found)
    return held


def _clauses(problem: Problem, variables: dict[str, int]) -> Iterator[list[int]]:
    from pysat.card import CardEnc, EncType
    from pysat.formula import IDPool

    pool = IDPool(start_from=len(variables) + 1)
    for name, value in problem.board.given:
        yield [variables[name] if value else -variables[name]]
    for rule in problem.rules:
        if not isinstance(rule, Count) or rule.values != (1,) or rule.when:
            raise BadPuzzle(f"no count of ones: {rule.words()!r:.60}", hint="this proof is for counting rules alone")
        ones = [variables[name] for name in rule.cells]
        low, high = rule.low or 0, len(ones) if rule.high is None else rule.high
        if low > len(ones) or high < 0 or low > high:
            yield []
            continue
        if low > 0:
            yield from CardEnc.atleast(ones, low, vpool=pool, encoding=EncType.seqcounter).clauses
        if high < len(ones):
            yield from CardEnc.atmost(ones, high, vpool=pool, encoding=EncType.seqcounter).clauses
