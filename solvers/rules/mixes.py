"""Random mixes of rules that belong to no kind of puzzle, with one solution each.

A solution is drawn first, then rules that hold in it: groups, sums, weights, orders, counts, differences, tables, over
cells chosen at random. They join one at a time, each because another solution was still there that breaks it, until
none is left. The network over rules learns from these, so that it learns rules and not kinds.

Seeds above `HELD_OUT` are for measuring only.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

from solvers.base import BadPuzzle
from solvers.rules import conditions
from solvers.rules import constraints as rule_
from solvers.rules.board import Board, Problem, Value
from solvers.rules.exact import Search
from solvers.rules.generate import fill, thin
from solvers.rules.rule import Literal, Rule
from solvers.rules.shapes import Visible

HELD_OUT = 1_000_000
"""Seeds above this are never trained on."""

Solution = Mapping[str, int]
Draw = Callable[[random.Random, list[str], Solution, list[int]], Rule | None]


def mix(seed: int, *, cells: int | None = None, values: int | None = None) -> Problem:
    """A random rulebook with exactly one solution; the same seed and sizes give the same one."""
    if (cells is not None and cells < 8) or (values is not None and values < 2):
        raise BadPuzzle(f"no mix has {cells!r} cells of {values!r} values", hint="at least 8 cells of 2 values")
    rng = random.Random(seed)
    for _ in range(50):
        made = _STYLES[rng.choices(range(len(_STYLES)), _SHARES)[0]](rng, cells, values)
        if made is not None:
            return made
    raise BadPuzzle(f"no mix was found for seed {seed!r}, {cells!r} cells", hint="choose another seed or size")


def sums(seed: int) -> Problem:
    """A random rulebook of sums, plain and weighted, with exactly one solution: of these the mixes hold too few."""
    rng = random.Random(seed)
    for _ in range(50):
        made = _summed(rng)
        if made is not None:
            return made
    raise BadPuzzle(f"no sums were found for seed {seed!r}", hint="choose another seed")


# ---------------------------------------------------------------------- single rules that hold in a solution


def _some(rng: random.Random, cells: list[str], least: int, most: int) -> list[str]:
    return rng.sample(cells, min(len(cells), rng.randint(least, most)))


def _bounds(rng: random.Random, number: int, slack: int) -> tuple[int | None, int | None]:
    """Exactly this number, mostly; else a bound or two that it keeps."""
    sort = rng.random()
    if sort < 0.6:
        return number, number
    low, high = number - rng.randint(0, slack), number + rng.randint(0, slack)
    return (low, None) if sort < 0.75 else (None, high) if sort < 0.9 else (low, high)


def _different(rng: random.Random, cells: list[str], solution: Solution, values: list[int]) -> Rule | None:
    chosen: dict[int, str] = {}
    wanted = rng.randint(2, max(2, len(values)))
    for name in rng.sample(cells, len(cells)):
        chosen.setdefault(solution[name], name)
        if len(chosen) == wanted:
            break
    return rule_.Different(tuple(chosen.values())) if len(chosen) > 1 else None


def _sum(rng: random.Random, cells: list[str], solution: Solution, values: list[int]) -> Rule:
    chosen = _some(rng, cells, 2, 5 if len(values) > 2 else 8)
    number = sum(solution[name] for name in chosen)
    low, high = _bounds(rng, number, 1 + len(values) // 3)
    return rule_.Sum(tuple(chosen), low=low, high=high)


def _weighted(rng: random.Random, cells: list[str], solution: Solution, values: list[int]) -> Rule:
    chosen = _some(rng, cells, 2, 4 if len(values) > 2 else 9)
    sort = rng.random()
    if sort < 0.4:
        weights = [rng.randint(1, 9) for _ in chosen]
    elif sort < 0.7:
        weights = rng.sample(range(1, len(chosen) + 3), len(chosen))
    else:
        weights = [rng.choice((-3, -2, -1, 1, 1, 2, 3)) for _ in chosen]
    number = sum(w * solution[name] for w, name in zip(weights, chosen, strict=True))
    low, high = _bounds(rng, number, 3)
    return rule_.Sum(tuple(chosen), weights=tuple(weights), low=low, high=high)


def _long(rng: random.Random, cells: list[str], solution: Solution, values: list[int]) -> Rule:
    chosen = _some(rng, cells, max(2, len(cells) // 4), max(3, len(cells) * 3 // 4))
    if rng.random() < 0.5:
        low, high = _bounds(rng, sum(solution[name] for name in chosen), 2)
        return rule_.Sum(tuple(chosen), low=low, high=high)
    return _counted(rng, chosen, solution, values)


def _counted(rng: random.Random, chosen: list[str], solution: Solution, values: list[int]) -> Rule:
    counted = rng.sample(values, 1 if len(values) < 4 or rng.random() < 0.7 else 2)
    number = sum(solution[name] in counted for name in chosen)
    low, high = _bounds(rng, number, 1)
    return rule_.Count(tuple(chosen), tuple(counted), low=low, high=high)


def _count(rng: random.Random, cells: list[str], solution: Solution, values: list[int]) -> Rule:
    return _counted(rng, _some(rng, cells, 2, 9), solution, values)


def _less(rng: random.Random, cells: list[str], solution: Solution, _: list[int]) -> Rule | None:
    chosen = sorted(_some(rng, cells, 2, 2 if rng.random() < 0.8 else 4), key=solution.__getitem__)
    rising = all(solution[a] < solution[b] for a, b in pairwise(chosen))
    return rule_.Less(tuple(chosen)) if rising else None


def _difference(rng: random.Random, cells: list[str], solution: Solution, _: list[int]) -> Rule:
    a, b = rng.sample(cells, 2)
    low, high = _bounds(rng, abs(solution[a] - solution[b]), 1)
    return rule_.Difference((a, b), low=low, high=high)


def _same(rng: random.Random, cells: list[str], solution: Solution, _: list[int]) -> Rule | None:
    a = rng.choice(cells)
    others = [name for name in cells if name != a and solution[name] == solution[a]]
    return rule_.Same((a, rng.choice(others))) if others else None


def _table(rng: random.Random, cells: list[str], solution: Solution, values: list[int]) -> Rule:
    chosen = tuple(_some(rng, cells, 2, 3))
    true = tuple(solution[name] for name in chosen)
    if rng.random() < 0.5:
        every = [entry for entry in product(values, repeat=len(chosen)) if entry != true]
        others = rng.sample(every, min(len(every), rng.randint(1, 7)))
        return conditions.Allowed(chosen, tuple(sorted([true, *others])))
    banned = {tuple(rng.choice(values) for _ in chosen) for _ in range(rng.randint(1, 6))} - {true}
    return conditions.Forbidden(chosen, tuple(sorted(banned)) or (tuple(v for v in _other(true, values)),))


def _other(true: tuple[int, ...], values: list[int]) -> tuple[int, ...]:
    return (next(v for v in values if v != true[0]), *true[1:])


def _literal(rng: random.Random, name: str, solution: Solution, values: list[int], *, true: bool) -> Literal:
    value = solution[name] if rng.random() < 0.5 else rng.choice(values)
    return Literal(name, value, (value == solution[name]) is true)


def _if(rng: random.Random, cells: list[str], solution: Solution, values: list[int]) -> Rule:
    chosen = _some(rng, cells, 2, 4)
    if rng.random() < 0.5:
        true = rng.randrange(len(chosen))
        found = [_literal(rng, n, solution, values, true=i == true or rng.random() < 0.4) for i, n in enumerate(chosen)]
        return conditions.any_of(found)
    when = [_literal(rng, n, solution, values, true=rng.random() < 0.6) for n in chosen[:-1]]
    applies = all(literal.true(solution) for literal in when)
    return conditions.implies(when, [_literal(rng, chosen[-1], solution, values, true=applies or rng.random() < 0.5)])


def _conditional(rng: random.Random, cells: list[str], solution: Solution, values: list[int]) -> Rule:
    chosen = _some(rng, cells, 3, 6)
    rule = _counted(rng, chosen[1:], solution, values)
    assert isinstance(rule, rule_.Count)
    when = (_literal(rng, chosen[0], solution, values, true=True),)
    return rule_.Count(rule.cells, rule.values, when, low=rule.low, high=rule.high)


def _visible(rng: random.Random, cells: list[str], solution: Solution, _: list[int]) -> Rule:
    chosen = _some(rng, cells, 3, 6)
    seen, highest = 0, -1
    for name in chosen:
        if solution[name] > highest:
            seen, highest = seen + 1, solution[name]
    return Visible(tuple(chosen), low=seen, high=seen)


def _product(rng: random.Random, cells: list[str], solution: Solution, values: list[int]) -> Rule | None:
    chosen = _some(rng, cells, 2, 3)
    target = 1
    for name in chosen:
        target *= solution[name]
    return rule_.Product(tuple(chosen), target=target) if min(values) > 0 else None


_MANY: Mapping[Draw, int] = {
    _different: 6, _sum: 4, _weighted: 3, _long: 2, _count: 3, _less: 4, _difference: 3, _same: 1, _table: 3, _if: 2,
    _conditional: 1, _visible: 1, _product: 1,
}  # fmt: skip
_BINARY: Mapping[Draw, int] = {_count: 8, _weighted: 5, _long: 2, _sum: 2, _table: 2, _if: 4, _same: 1, _conditional: 2}


# ------------------------------------------------------------------------------------------- whole rulebooks


@dataclass(frozen=True)
class _Taste:
    """What one rulebook is made of: a few sorts of rules, not all, so that rulebooks differ from one another."""

    draws: tuple[Draw, ...]
    weights: tuple[int, ...]
    givens: float
    """Chance that a needed rule is a given cell instead."""

    @classmethod
    def draw(cls, rng: random.Random, sorts: Mapping[Draw, int]) -> _Taste:
        every = list(sorts)
        kept: list[Draw] = []
        while len(kept) < min(rng.randint(1, 5), len(every)):
            found = rng.choices(every, [sorts[d] for d in every])[0]
            if found not in kept:
                kept.append(found)
        return cls(tuple(kept), tuple(rng.randint(1, 4) for _ in kept), rng.choice((0.0, 0.1, 0.3, 0.6)))

    def rule(self, rng: random.Random, cells: list[str], solution: Solution, values: list[int]) -> Rule | None:
        return rng.choices(self.draws, self.weights)[0](rng, cells, solution, values)


def _many_valued(rng: random.Random, cells: int | None, values: int | None) -> Problem | None:
    count = values or rng.choice((3, 3, 4, 4, 5, 5, 6, 7, 8, 9))
    most = max(12, 240 // count)
    number = cells or rng.randint(8, min(most, 60))
    return _free(rng, number, list(range(1, count + 1)), _Taste.draw(rng, _MANY))


def _binary(rng: random.Random, cells: int | None, values: int | None) -> Problem | None:
    if values not in (None, 2):
        return None
    share = rng.choice((0.2, 0.35, 0.5, 0.5))
    return _free(rng, cells or rng.randint(12, 90), [0, 1], _Taste.draw(rng, _BINARY), share=share)


def _free(
    rng: random.Random, number: int, values: list[int], taste: _Taste, *, share: float | None = None
) -> Problem | None:
    """No structure at all: rules over whichever cells."""
    names = [f"x{i + 1}" for i in range(number)]
    solution = {n: int(rng.random() < share) if share is not None else rng.choice(values) for n in names}
    board = Board(tuple(names), (tuple(values),) * number)
    return _pressed(rng, Problem(board, ()), solution, values, taste)


def _grouped(rng: random.Random, cells: int | None, values: int | None) -> Problem | None:
    """Cells dealt into groups of different values, several times over, with some further rules or none."""
    count = values or rng.choice((4, 4, 5, 5, 6, 6, 7, 8, 9))
    sets = max(2, round((cells or count * rng.randint(3, count)) / count))
    names = [f"x{i + 1}" for i in range(count * sets)]
    rules: list[Rule] = []
    for _ in range(rng.choice((2, 2, 3))):
        dealt = rng.sample(names, len(names))
        rules += [rule_.Different(tuple(dealt[i : i + count])) for i in range(0, len(dealt), count)]
    if rng.random() < 0.3:
        del rules[rng.randrange(len(rules))]
    problem = Problem(Board(tuple(names), (tuple(range(1, count + 1)),) * len(names)), tuple(rules))
    found = fill(problem, rng, seconds=1.0)
    if found is None:
        return None
    solution = {name: int(value) for name, value in found.items()}
    if rng.random() < 0.4:
        return thin(problem, solution, rng)
    return _pressed(rng, problem, solution, list(range(1, count + 1)), _Taste.draw(rng, _MANY))


def _placed(rng: random.Random, cells: int | None, values: int | None) -> Problem | None:
    """A few marks on many cells: exactly so many in each group, never two that touch in a random network."""
    if values not in (None, 2):
        return None
    number = cells or rng.randint(16, 80)
    names = [f"x{i + 1}" for i in range(number)]
    size = rng.randint(4, 9)
    rules: list[Rule] = []
    for _ in range(rng.choice((1, 2, 2, 3))):
        dealt = rng.sample(names, number)
        marks = 1 if rng.random() < 0.7 else 2
        rules += [rule_.exactly(dealt[i : i + size], 1, marks) for i in range(0, number - size + 1, size)]
    for _ in range(rng.randint(number // 2, number * 2)):
        rules.append(rule_.Count(tuple(rng.sample(names, rng.choice((2, 2, 3, 4)))), (1,), high=1))
    for _ in range(rng.choice((0, 0, number // 3))):
        rules.append(rule_.Count(tuple(rng.sample(names, 3)), (1,), low=1, high=2))
    problem = Problem(Board(tuple(names), ((0, 1),) * number), tuple(rules))
    for _ in range(8):  # too tight: fewer rules
        found = fill(problem, rng, seconds=0.5)
        if found is not None:
            solution = {name: int(value) for name, value in found.items()}
            return _pressed(rng, problem, solution, [0, 1], _Taste.draw(rng, _BINARY))
        problem = Problem(problem.board, tuple(r for r in problem.rules if rng.random() < 0.75))
    return None


def _summed(rng: random.Random) -> Problem | None:
    """Cells dealt into sets, once or several times over, each with its sum, plain or weighted; then further sums.
    Sometimes the cells of other sets all differ."""
    values = [0, 1] if rng.random() < 0.4 else list(range(1, rng.choice((3, 4, 5, 6, 9)) + 1))
    names = [f"x{i + 1}" for i in range(rng.randint(9, 45 if len(values) < 5 else 20))]
    solution = {name: rng.choice(values) for name in names}
    rules: list[Rule] = []
    if len(values) > 2 and rng.random() < 0.4:
        for part in _dealt(rng, names, len(values)):
            solution |= zip(part, rng.sample(values, len(part)), strict=True)
            rules.append(rule_.Different(tuple(part)))
    for _ in range(rng.choice((0, 1, 2, 2, 3))):
        weighted = rng.random() < 0.5
        for part in _dealt(rng, names, rng.randint(3, 7)):
            weights = rng.sample(range(1, len(part) + 2), len(part)) if weighted else [1] * len(part)
            number = sum(w * solution[name] for w, name in zip(weights, part, strict=True))
            rules.append(rule_.Sum(tuple(part), weights=tuple(weights), low=number, high=number))
    taste = _Taste((_sum, _weighted, _long), (2, 3, 1), rng.choice((0.0, 0.1, 0.3)))
    board = Board(tuple(names), (tuple(values),) * len(names))
    return _pressed(rng, Problem(board, tuple(rules)), solution, values, taste)


def _dealt(rng: random.Random, names: list[str], size: int) -> list[list[str]]:
    """All cells in random sets of this size; what is left over, unless it is one cell, is the last."""
    order = rng.sample(names, len(names))
    parts = [order[i : i + size] for i in range(0, len(order), size)]
    return parts if len(parts[-1]) > 1 else parts[:-1]


_STYLES = (_many_valued, _binary, _grouped, _placed)
_SHARES = (4, 3, 3, 2)


def _pressed(
    rng: random.Random, problem: Problem, solution: dict[str, int], values: list[int], taste: _Taste
) -> Problem | None:
    """Rules and givens joined to `problem` until `solution` is its only one; None where they did not suffice."""
    names = list(problem.board.cells)
    pool: list[Rule] = []
    for _ in range(6 * len(names)):
        if len(pool) < 3 * len(names) and (rule := taste.rule(rng, names, solution, values)) is not None:
            pool.append(rule)
    search = Search(Problem(problem.board, (*problem.rules, *pool)), guarded=True)
    base = len(problem.rules)
    chosen, given = list(range(base)), dict[str, Value]()
    left = list(range(base, base + len(pool)))
    for _ in range(4 * len(names)):
        found = search.solve(given, limit=2, seconds=2.0, rules=chosen)
        other = next((s for s in found.solutions if any(s[n] != solution[n] for n in names)), None)
        if other is None:
            if not found.complete:
                return None
            kept = [search.problem.rules[k] for k in sorted(chosen)]
            board = problem.board.with_given({n: given[n] for n in names if n in given})
            return Problem(board, tuple(kept))
        apart = [n for n in names if other[n] != solution[n]]
        breaking = [] if rng.random() < taste.givens else [k for k in left if search.problem.rules[k].broken(other)]
        if breaking:
            for k in breaking[:1]:
                chosen.append(k)
                left.remove(k)
        else:
            name = rng.choice(apart)
            given[name] = solution[name]
    return None
