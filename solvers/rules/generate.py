"""New puzzles: a random solution, then clues taken away while it stays the only one.

Difficulty is measured by what the exact solver has to guess (its decisions until the solution is proven unique):
easy puzzles get a third of their spare clues back, hard ones are the hardest of several draws.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

from solvers.base import BadPuzzle
from solvers.rules.board import Board, Problem, Value, Values
from solvers.rules.exact import Search
from solvers.stop import interrupt

DRAWS = 200
"""Draws that may lead nowhere before it is given up."""
HARDEST_OF = 5
"""Draws among which a hard puzzle is chosen: each more costs as much and adds less."""
SPARE = 0.3
"""Share of the clues taken away that an easy puzzle gets back."""


def fill(problem: Problem, rng: random.Random, *, seconds: float = 5.0) -> dict[str, Value] | None:
    """A random solution of a board without (or with few) givens; None where there is none."""
    interrupt()
    found = Search(problem, seed=rng.randrange(2**31)).solve(limit=1, seconds=seconds)
    return found.solutions[0] if found.solutions else None


def thin(
    problem: Problem, values: Values, rng: random.Random, *, cells: Iterable[str] | None = None, most: int | None = None
) -> Problem:
    """`problem` with as few of `values` given as keep it unique: clues of `cells` go in random order.

    All shown cells start as given. `most` stops after that many were taken away.
    """
    search = Search(problem)
    given = {name: values[name] for name in (problem.board.shown if cells is None else cells)}
    order = sorted(given)
    rng.shuffle(order)
    taken = 0
    for name in order:
        if most is not None and taken >= most:
            break
        less = {other: value for other, value in given.items() if other != name}
        if only(search, less):
            given = less
            taken += 1
    return with_given(problem, given)


def only(search: Search, given: Values) -> bool:
    """Whether exactly one solution keeps these givens."""
    interrupt()
    found = search.solve(given, limit=2)
    return found.complete and len(found.solutions) == 1


def with_given(problem: Problem, given: Values) -> Problem:
    """The same problem with other givens."""
    ordered = {name: given[name] for name in problem.board.cells if name in given}
    return Problem(problem.board.with_given(ordered), problem.rules, problem.look)


def guesses(problem: Problem) -> int:
    """Decisions the exact solver makes until the solution is proven to be the only one."""
    return Search(problem).solve(limit=2).choices


def unique(problem: Problem) -> bool:
    """Whether the puzzle has exactly one solution."""
    return only(Search(problem), problem.board.clues)


def thin_rules(problem: Problem, rng: random.Random, removable: Iterable[int]) -> Problem:
    """`problem` without the rules (by number) that its uniqueness does not need, tried in random order."""
    search = Search(problem, guarded=True)
    kept = list(range(len(problem.rules)))
    order = list(removable)
    rng.shuffle(order)
    for number in order:
        less = [k for k in kept if k != number]
        found = search.solve(limit=2, rules=less)
        if found.complete and len(found.solutions) == 1:
            kept = less
    return Problem(problem.board, tuple(problem.rules[k] for k in kept), problem.look)


def generate(make: Callable[[random.Random, int], Problem | None], seed: int, size: int, difficulty: str) -> Problem:
    """A puzzle of `make` at the asked difficulty. Raises BadPuzzle where none is found, Interrupted where stopped."""
    rng = random.Random(seed)
    made: list[Problem] = []
    wanted = HARDEST_OF if difficulty == "hard" else 1
    for _ in range(DRAWS):
        interrupt()
        problem = make(rng, size)
        if problem is not None:
            made.append(problem)
            if len(made) == wanted:
                break
    if not made:
        raise BadPuzzle(f"no puzzle of size {size!r} was found in {DRAWS} draws", hint="choose another size or seed")
    chosen = max(made, key=guesses) if difficulty == "hard" else made[0]
    if difficulty == "easy":
        chosen = eased(chosen, rng)
    interrupt()  # a search that was cut short would have made another puzzle
    return chosen


def eased(problem: Problem, rng: random.Random) -> Problem:
    """The puzzle with some more of its solution given, where its kind gives cells at all."""
    board: Board = problem.board
    if not board.given:
        return problem
    found = Search(problem).solve(limit=1)
    interrupt()
    empty = [name for name in board.shown if name not in board.clues]
    if set(board.clues.values()) == {1} and set(board.domains) == {
        (0, 1)
    }:  # marks alone are given (queens): more of them
        empty = [name for name in empty if found.solutions[0][name] == 1]
    extra = rng.sample(empty, round(len(empty) * SPARE))
    return with_given(problem, {**board.clues, **{name: found.solutions[0][name] for name in extra}})
