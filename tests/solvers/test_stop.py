"""The stop switch ends every search within a second, and what was cut short is never called complete."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from solvers.exact import ExactSolver
from solvers.kinds.sudoku import SUDOKU, search
from solvers.rules import hints
from solvers.rules.board import Board, Problem
from solvers.rules.constraints import Different
from solvers.rules.exact import Search, certain, clash
from solvers.stop import Interrupted, over, stoppable, stopped, wait


def pigeons(count: int) -> Problem:
    """`count` cells, one value fewer, all different: no solution, and search cannot see it for a long time."""
    names = tuple(f"p{i}" for i in range(count))
    values = tuple(range(1, count))
    pairs = tuple(Different((a, b)) for i, a in enumerate(names) for b in names[:i])
    return Problem(Board(names, (values,) * count), pairs)


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    with stoppable() as stop:
        timer = threading.Timer(seconds, stop.set)
        timer.start()
        began = time.monotonic()
        yield
        assert time.monotonic() - began < seconds + 1.0
        assert stop.is_set()


def test_switches_nest() -> None:
    with stoppable() as outer:
        with stoppable() as inner:
            assert not stopped()
            outer.set()
            assert stopped()
            assert not inner.is_set()
        assert stopped()
    assert not stopped()


def test_a_wait_ends_with_the_stop() -> None:
    with stopped_after(0.05):
        wait(30)


def test_an_end_is_the_deadline_or_the_stop() -> None:
    assert not over(None)
    assert over(time.monotonic() - 1)
    assert not over(time.monotonic() + 60)


@pytest.mark.parametrize(
    "search_for",
    [
        lambda p: Search(p).solve(seconds=60).complete,
        lambda p: certain(p, seconds=60).complete,
        lambda p: clash(p, seconds=60),
        lambda p: hints.next_step(p, seconds=60),
    ],
)
def test_a_stop_ends_exact_search_and_reasons(search_for: Callable[[Problem], Any]) -> None:
    with stopped_after(0.2):
        assert not search_for(pigeons(13))


def test_a_stop_ends_the_listing_of_solutions() -> None:
    names = tuple(f"p{i}" for i in range(40))
    free = Problem(Board(names, ((1, 2),) * 40), ())
    with stopped_after(0.2):
        found = Search(free).solve(limit=10**7, seconds=60)
    assert 0 < len(found.solutions) < 10**7
    assert not found.complete


class Endless:
    """A SAT solver that is never done."""

    def conf_budget(self, _: int) -> None: ...

    def solve_limited(self, **_: Any) -> None:
        time.sleep(0.01)

    def add_clause(self, _: Any) -> None: ...


def test_a_stop_ends_the_search_for_a_sudoku_and_its_making(monkeypatch: pytest.MonkeyPatch) -> None:
    puzzle = SUDOKU.generate(1)
    grid = search._Grid(4, 4)
    monkeypatch.setattr(grid, "solver", Endless())
    monkeypatch.setattr(search, "_grid", lambda *_: grid)
    monkeypatch.setattr(search, "_Grid", lambda *_: grid)
    with stopped_after(0.1):
        assert search.solve(((0,) * 16,) * 16, 4, 4, 60.0) == ([], False)
    with stopped_after(0.1):
        assert ExactSolver().solve(SUDOKU, [puzzle])[0].outcome == "unproven"
    monkeypatch.setattr(Endless, "set_phases", lambda *_: None, raising=False)
    with stopped_after(0.1), pytest.raises(Interrupted):
        SUDOKU.generate(2, size=16)
