"""Replicas behind the front, without Ray: what dies is asked of another one, what comes back is proven by the front."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest

from adapters.cli import run
from adapters.serve.on_ray import TRIES, RaySolver, Replicas
from adapters.serve.replica import BEAT, Call, Replica, Told
from router import Request, Router
from router.errors import UsageError
from solvers.base import Busy, Effort
from solvers.exact import ExactSolver
from solvers.kinds import KINDS
from solvers.stop import stoppable
from solvers.watching import Belief, Watching

SUDOKU = KINDS["sudoku"]
PUZZLE = SUDOKU.generate(3)


class Died(Exception):
    """As when a replica is killed."""


def told_by(replica: Replica, call: Call) -> Iterator[Told]:
    """The replica's words, asked without an event loop of one's own."""
    loop = asyncio.new_event_loop()
    words = replica.solve(call)
    try:
        while True:
            try:
                yield loop.run_until_complete(anext(words))
            except StopAsyncIteration:
                return
    finally:
        loop.run_until_complete(words.aclose())
        loop.close()


@pytest.fixture(scope="module")
def replica() -> Replica:
    return Replica()


def test_a_replica_solves_and_says_steps_with_beliefs(replica: Replica) -> None:
    seen: list[Any] = []
    watching = Watching(lambda part, step, answer: seen.append((part, step)), lambda part, step, b: seen.append(b))
    solver = RaySolver(lambda call: told_by(replica, call), (Died,))
    (solution,) = solver.solve(SUDOKU, [PUZZLE], effort=Effort.LOW, on_step=watching)
    assert solution.answer is not None
    assert SUDOKU.verify(PUZZLE, solution.answer) == ()
    assert all(isinstance(each, Belief) or each[0] == 0 for each in seen)


def test_who_dies_is_replaced_by_another_one(replica: Replica) -> None:
    calls: list[Call] = []

    def ask(call: Call) -> Iterator[Told]:
        calls.append(call)
        if len(calls) == 1:
            raise Died
        yield Told("step", 0, 1, None)
        if len(calls) == 2:
            raise Died  # in the middle
        yield from told_by(replica, call)

    solver = RaySolver(ask, (Died,))
    (solution,) = solver.solve(SUDOKU, [PUZZLE], deadline=time.monotonic() + 60)
    assert solution.answer is not None
    assert (len(calls), solver.died) == (3, 2)
    assert calls[0].puzzles == calls[2].puzzles
    assert (calls[2].seconds or 99) < (calls[0].seconds or 0)


def test_replicas_that_always_die_lose_no_request() -> None:
    def ask(call: Call) -> Iterator[Told]:
        raise Died

    solver = RaySolver(ask, (Died,))
    wanted = Request(text="Solve this sudoku:\n" + SUDOKU.render(PUZZLE), seconds=20)
    solver_pauses = pytest.MonkeyPatch()
    solver_pauses.setattr("adapters.serve.on_ray.FIRST_PAUSE", 0.001)
    try:
        receipt = Router(solver, ExactSolver()).handle(wanted).receipt
    finally:
        solver_pauses.undo()
    assert solver.died == TRIES
    assert (receipt.status, receipt.route[-1].solver) == ("verified", "exact")
    assert receipt.route[0].outcome.startswith("error: RuntimeError")


def test_a_replica_that_lies_is_found_out() -> None:
    def ask(call: Call) -> Iterator[Told]:
        wrong = tuple(tuple(1 for _ in range(9)) for _ in range(9))
        from solvers.base import Solution

        yield Told("solved", solutions=(Solution("proven", wrong, "trm", Effort.LOW),))

    text = "Solve this sudoku:\n" + SUDOKU.render(PUZZLE)
    receipt = Router(RaySolver(ask, (Died,))).handle(Request(text=text)).receipt
    assert (receipt.status, receipt.answer) == ("unsolved", None)


def test_a_full_replica_is_busy_and_an_error_is_an_error() -> None:
    with pytest.raises(Busy):
        RaySolver(lambda call: iter([Told("beat"), Told("busy", message="full")]), ()).solve(SUDOKU, [PUZZLE])
    with pytest.raises(RuntimeError, match="ValueError: x"):
        RaySolver(lambda call: iter([Told("failed", message="ValueError: x")]), ()).solve(SUDOKU, [PUZZLE])
    with pytest.raises(RuntimeError, match="last word"):
        RaySolver(lambda call: iter([Told("beat")]), ()).solve(SUDOKU, [PUZZLE])


def test_a_request_that_is_stopped_lets_go_within_a_beat() -> None:
    ended = threading.Event()

    def ask(call: Call) -> Iterator[Told]:
        try:
            while True:
                time.sleep(BEAT / 10)
                yield Told("beat")
        finally:
            ended.set()

    with stoppable() as stop:
        threading.Timer(0.2, stop.set).start()
        (solution,) = RaySolver(ask, ()).solve(SUDOKU, [PUZZLE])
    assert solution.answer is None
    assert ended.wait(1)


def test_leaving_a_replica_stops_its_work(replica: Replica) -> None:
    hard = SUDOKU.generate(1)

    async def leave() -> str:
        words = replica.solve(Call("sudoku", (hard,), Effort.HIGH, steps=True))
        first = await anext(words)
        await words.aclose()
        return first.what

    assert asyncio.run(leave()) in ("beat", "step", "solved")


@pytest.mark.skipif(find_spec("ray") is not None, reason="ray is installed here")
def test_without_ray_one_line_names_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--ray"]) == 2
    assert capsys.readouterr().err == (
        "trm-router: the package 'ray' is not installed here (pip install \"trm-router[ray]\")\n"
    )
    assert run(["serve", "--replicas", "2"]) == 2


@pytest.mark.parametrize(("text", "found"), [("2", (2, 2)), ("1:8", (1, 8)), ("1:", (1, 1))])
def test_numbers_of_replicas(text: str, found: tuple[int, int]) -> None:
    replicas = Replicas.of(text)
    assert (replicas.least, replicas.most) == found


@pytest.mark.parametrize("text", ["0", "3:2", "x", ":", "-1"])
def test_what_is_no_number_of_replicas(text: str) -> None:
    with pytest.raises(UsageError):
        Replicas.of(text)
