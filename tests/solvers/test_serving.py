"""The networks as a service: callers share batches, get their own answers, leave at once, and starve nobody."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from trm_tasks import SOLVED_4X4, Grid, ScriptedModel, sure

from router import Request, Router
from router.errors import Overloaded
from solvers.base import Busy, Effort
from solvers.engine_thread import EngineThread, Ticket
from solvers.kinds import KINDS
from solvers.kinds.sudoku import SUDOKU
from solvers.kinds.sudoku.rules import Sudoku, sudoku
from solvers.measure.serving import main as serving_measured
from solvers.serving import BatchingSolver
from solvers.stop import stoppable
from trm.side_by_side import SideBySide
from trm.step import Output, State

SIXTEEN = sudoku([[0] * 16 for _ in range(16)])


def four(number: int) -> Sudoku:
    """One of 24 different 4x4 puzzles: the digits of one puzzle renamed."""
    order = np.array([0, *np.random.default_rng(number).permutation(4) + 1])
    return sudoku(np.where(np.arange(16).reshape(4, 4) % 3 == 0, order[SOLVED_4X4], 0).tolist())


def solved(tokens: Grid) -> Grid:
    """The whole grid of one of `four`'s puzzles."""
    known = {int(a): int(b) for a, b in zip(SOLVED_4X4.flat, tokens.flat, strict=True) if b}
    missing = set(range(1, 5)) - set(known.values())
    full = {digit: known[digit] if digit in known else missing.pop() for digit in range(1, 5)}
    return np.array([[full[int(digit)] for digit in row] for row in SOLVED_4X4])


def at_once(tokens: Grid, age: int, _: float) -> Any:
    return sure(solved(tokens))


def hopeless(tokens: Grid, age: int, _: float) -> Any:
    """Right from step 3 on for 4x4 grids, never for larger ones."""
    if len(tokens) == 4:
        return sure(solved(tokens) if age >= 3 else np.ones((4, 4), np.int64))
    time.sleep(0.02)
    return np.full((*tokens.shape, len(tokens)), 1 / len(tokens))


def begun(solver: BatchingSolver) -> None:
    """Wait until the first network has made a step."""
    ends = time.monotonic() + 20
    while not (loads := solver.loads()) or not loads[0].steps:
        assert time.monotonic() < ends
        time.sleep(0.01)


@contextmanager
def serving(
    script: Callable[[Grid, int, float], Any] | ScriptedModel, monkeypatch: pytest.MonkeyPatch, **more: Any
) -> Iterator[BatchingSolver]:
    model = script if isinstance(script, ScriptedModel) else ScriptedModel(script)
    monkeypatch.setattr("solvers.neural.NeuralSolver._step", lambda *_: model)
    solver = BatchingSolver({"sudoku": "in memory"}, **{"cores": 1, **more})
    yield solver
    solver.close()


def test_many_callers_share_batches_and_get_their_own_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def slow(tokens: Grid, age: int, _: float) -> Any:
        time.sleep(0.0005)
        return sure(solved(tokens) if age >= 4 else np.ones((4, 4), np.int64))

    def watch(network: str, rows: int, seconds: float) -> None:
        assert network == "sudoku"
        assert seconds > 0
        sizes.append(rows)

    with serving(slow, monkeypatch, watch=watch) as solver, ThreadPoolExecutor(24) as pool:
        found = list(pool.map(lambda n: solver.solve(SUDOKU, [four(n)])[0], range(96)))
        (load,) = solver.loads()
    assert all(s.answer is not None and not SUDOKU.verify(four(n), s.answer) for n, s in enumerate(found))
    assert {solution.steps for solution in found} == {4}
    assert max(sizes) > 8
    assert (load.finished, load.left, load.puzzles, load.steps) == (96, 0, 0, len(sizes))


def test_a_hopeless_large_puzzle_starves_no_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small one waits for the large step at hand and then goes through without another."""
    model = ScriptedModel(hopeless)
    with serving(model, monkeypatch) as solver:
        for _ in range(3):
            threading.Thread(target=solver.solve, args=(SUDOKU, [SIXTEEN] * 2), daemon=True).start()
        begun(solver)
        before = len(model.batches)
        for n in range(6):
            assert solver.solve(SUDOKU, [four(n)])[0].outcome == "proven"
        sizes = [len(batch[0]) for batch in model.batches[before:]]
    assert sizes.count(4) == 6 * 3
    assert sizes.count(16) <= 6 * 2


def test_a_hopeless_puzzle_starves_none_of_its_own_size(monkeypatch: pytest.MonkeyPatch) -> None:
    hard = sudoku([[0] * 4 for _ in range(4)])

    def script(tokens: Grid, age: int, _: float) -> Any:
        return at_once(tokens, age, _) if (tokens > 0).sum() == 6 and tokens[0, 0] else np.full((4, 4, 4), 0.25)

    with serving(script, monkeypatch) as solver:
        hogs = [
            threading.Thread(target=solver.solve, args=(SUDOKU, [hard] * 20), kwargs={"effort": Effort.HIGH})
            for _ in range(3)
        ]
        for hog in hogs:
            hog.daemon = True
            hog.start()
        begun(solver)
        assert solver.solve(SUDOKU, [four(1)])[0].outcome == "proven"
        assert solver.loads()[0].finished == 1  # none of the sixty that came before it


def test_who_is_stopped_leaves_at_once_and_the_rows_are_free(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(hopeless, monkeypatch) as solver:
        took: list[float] = []

        def ask() -> None:
            with stoppable() as stop:
                threading.Timer(0.3, stop.set).start()
                began = time.monotonic()
                (solution,) = solver.solve(SUDOKU, [SIXTEEN], effort=Effort.HIGH)
                took.append(time.monotonic() - began)
                assert solution.answer is None

        asking = [threading.Thread(target=ask) for _ in range(4)]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
        assert len(took) == 4
        assert max(took) < 1.0
        time.sleep(0.5)
        (load,) = solver.loads()
        assert (load.puzzles, load.left) == (0, 4)


def test_a_deadline_ends_one_puzzle_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(hopeless, monkeypatch) as solver, ThreadPoolExecutor(2) as pool:
        late = pool.submit(solver.solve, SUDOKU, [SIXTEEN], deadline=time.monotonic() + 0.3)
        good = pool.submit(solver.solve, SUDOKU, [four(1)])
        assert good.result()[0].outcome == "proven"
        assert late.result()[0].outcome == "unproven"
        assert late.result()[0].seconds < 1.0


def test_a_full_house_is_said_so_and_comes_to_the_caller_of_the_router(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(hopeless, monkeypatch, most=2) as solver:
        hog = threading.Thread(target=solver.solve, args=(SUDOKU, [SIXTEEN] * 2), daemon=True)
        hog.start()
        begun(solver)
        with pytest.raises(Busy, match="2 puzzles run and wait") as busy:
            solver.solve(SUDOKU, [four(1)])
        assert 1 <= busy.value.retry_after <= 30
        text = f"Solve this sudoku:\n{SUDOKU.render(sudoku([[1, 0, 3, 0], [0, 4, 0, 2], [2, 0, 4, 0], [0, 3, 0, 1]]))}"
        with pytest.raises(Overloaded) as overloaded:
            Router(solver).handle(Request(text=text))
        assert overloaded.value.retry_after >= 1
        (reply,) = Router(solver).handle_many([Request(text=text)])
        assert reply.receipt.status == "declined"
        assert "not taken" in str(reply.receipt.reason)


def test_an_error_of_one_callers_callback_is_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def on_step(*_: Any) -> None:
        raise KeyError("display")

    with serving(hopeless, monkeypatch) as solver, ThreadPoolExecutor(8) as pool:
        bad = [pool.submit(solver.solve, SUDOKU, [four(n)], on_step=on_step) for n in range(4)]
        good = [pool.submit(solver.solve, SUDOKU, [four(n)]) for n in range(4)]
        assert [future.result()[0].outcome for future in good] == ["proven"] * 4
        for future in bad:
            with pytest.raises(KeyError):
                future.result()


def test_a_step_that_fails_fails_for_those_in_it_and_the_thread_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def script(tokens: Grid, age: int, _: float) -> Any:
        if len(tokens) == 16:
            raise MemoryError("too large")
        return at_once(tokens, age, _)

    with serving(script, monkeypatch) as solver:
        with pytest.raises(MemoryError):
            solver.solve(SUDOKU, [SIXTEEN])
        assert solver.solve(SUDOKU, [four(3)])[0].outcome == "proven"


def test_steps_are_shown_to_the_caller_they_belong_to(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: dict[int, list[int]] = {}

    def ask(number: int) -> None:
        def on_step(part: int, step: int, answer: Any) -> None:
            assert part == 0
            assert answer.shape == (4, 4)
            shown.setdefault(number, []).append(step)

        solver.solve(SUDOKU, [four(number)], on_step=on_step)

    with serving(hopeless, monkeypatch) as solver, ThreadPoolExecutor(6) as pool:
        list(pool.map(ask, range(12)))
    assert shown == {number: [1, 2, 3] for number in range(12)}


def test_the_same_seed_gives_the_same_search_whoever_else_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    tall = sudoku([[0] * 4 for _ in range(4)])
    with serving(lambda tokens, age, _: np.full((4, 4, 4), 0.25), monkeypatch) as solver, ThreadPoolExecutor(4) as pool:
        alone = solver.solve(SUDOKU, [tall], seed=5)[0].attempts
        together = [pool.submit(solver.solve, SUDOKU, [tall], seed=5) for _ in range(4)]
        assert {future.result()[0].attempts for future in together} == {alone}


def test_puzzles_of_the_network_over_rules_are_batched_too() -> None:
    kind = KINDS["skyscrapers"]
    puzzles = [kind.generate(seed, size=4) for seed in range(6)]
    solver = BatchingSolver()
    if not solver.supports(kind.name, puzzles[0]):
        pytest.skip("the weights of the network over rules are not there")
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda p: solver.solve(kind, [p])[0], puzzles))
    solver.close()
    proven = [(puzzle, s.answer) for puzzle, s in zip(puzzles, found, strict=True) if s.answer is not None]
    assert len(proven) >= 5
    assert all(not kind.verify(puzzle, answer) for puzzle, answer in proven)


def test_kinds_without_proof_are_answered_in_the_service_too() -> None:
    kind, solver = KINDS["arc"], BatchingSolver()
    puzzle = kind.generate(1)
    assert solver.supports(kind.name, puzzle)
    switch = threading.Event()
    switch.set()
    with stoppable(switch):
        assert solver.solve(kind, [puzzle])[0].outcome == "unproven"
    found = solver.solve(kind, [puzzle], deadline=time.monotonic() + 20)[0]
    solver.close()
    assert found.solver == "programs"
    assert found.outcome in {"supported", "unproven"}
    assert found.answer is None or not kind.verify(puzzle, found.answer)


def test_rows_are_shared_among_cores_and_stay_in_order() -> None:
    class Aged(ScriptedModel):
        """Needs a while, and says which puzzle it saw."""

        def __call__(self, tokens: Grid, state: State) -> Output:
            time.sleep(0.002 * len(tokens))
            return super().__call__(tokens, state)

    def script(tokens: Grid, age: int, _: float) -> Any:
        return sure(np.full((4, 4), tokens[0, 0] % 4 + 1))

    steps = [Aged(script) for _ in range(3)]
    shared = SideBySide(steps)
    tokens = np.zeros((20, 4, 4), np.int64)
    tokens[:, 0, 0] = np.arange(20)
    output = shared(tokens, shared.start(tokens))
    shared.close()
    alone = ScriptedModel(script)
    expected = alone(tokens, alone.start(tokens))
    assert np.array_equal(output.logits, expected.logits)
    assert np.array_equal(output.state.answer, expected.state.answer)
    assert all(step.batches for step in steps)


def test_an_error_on_another_core_is_not_lost() -> None:
    def script(tokens: Grid, age: int, _: float) -> Any:
        raise MemoryError("no room")

    shared = SideBySide([ScriptedModel(script) for _ in range(2)])
    tokens = np.zeros((4, 4, 4), np.int64)
    with pytest.raises(MemoryError):
        shared(tokens, shared.start(tokens))
    shared.close()


def test_a_closed_service_answers_honestly(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(at_once, monkeypatch) as solver:
        assert solver.solve(SUDOKU, [four(1)])[0].outcome == "proven"
        solver.close()
        assert solver.solve(SUDOKU, [four(2)])[0].outcome == "unproven"


class Counted:
    """A batch that takes a given time a step, in a clock that only the test moves."""

    def __init__(self, log: list[int]) -> None:
        self.log, self.running, self.jobs, self.rows = log, [0], list[Any](), 1

    def join(self, job: Any) -> None:
        self.jobs.append(job)
        self.size = int(job[0])

    def leave(self, job: Any) -> None:
        self.jobs.remove(job)

    def admit(self) -> bool:
        return bool(self.jobs)

    def advance(self) -> list[Any]:
        self.log.append(self.size)
        time.sleep(self.size / 1000)
        return []


def test_buckets_get_equal_time() -> None:
    log: list[int] = []
    thread: EngineThread[tuple[int, int]] = EngineThread("test", lambda: Counted(log), lambda job: job[0])
    ticket = Ticket(time.monotonic() + 0.6)
    thread.run([(2, 0), (40, 0)], ticket, lambda: False)
    thread.close()
    small, large = log.count(2) * 2, log.count(40) * 40
    assert large > 0
    assert 0.4 < small / large < 2.5


@pytest.mark.parametrize(("seconds", "expected"), [(0.05, range(2, 3)), (0.0, range(5, 25))])
def test_rows_are_as_many_as_a_step_has_time_for(
    monkeypatch: pytest.MonkeyPatch, seconds: float, expected: range
) -> None:
    rows: list[int] = []

    def script(tokens: Grid, age: int, _: float) -> Any:
        time.sleep(seconds)
        return sure(solved(tokens) if age >= 2 else np.ones((4, 4), np.int64))

    with serving(script, monkeypatch, watch=lambda _network, count, _seconds: rows.append(count)) as solver:
        assert all(s.answer for s in solver.solve(SUDOKU, [four(n) for n in range(24 if not seconds else 12)]))
    assert rows[0] == 4
    assert rows[2] in expected


def test_a_shipped_network_lets_go_of_a_large_puzzle_within_a_second() -> None:
    puzzle = SUDOKU.generate(0, size=16, clues=100)
    solver = BatchingSolver()
    if not solver.supports("sudoku", puzzle):
        pytest.skip("the weights are not there")
    solver.warm(["sudoku"])
    with stoppable() as stop:
        timer = threading.Timer(1.0, stop.set)
        timer.start()
        began = time.monotonic()
        (solution,) = solver.solve(SUDOKU, [puzzle], effort=Effort.HIGH)
        took = time.monotonic() - began
    assert solution.answer is None
    assert 1.0 <= took < 2.0
    solver.close()


def test_sharing_is_measured_against_one_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    if not BatchingSolver().supports("sudoku", SUDOKU.generate(0, size=4)):
        pytest.skip("the weights are not there")
    assert serving_measured(["sudoku", "--puzzles", "6", "--callers", "3", "--option", "size=4"]) == 0
    alone, together, ratio = capsys.readouterr().out.splitlines()
    assert alone.startswith("one at a time")
    assert alone.endswith("6 proven")
    assert together.endswith("6 proven")
    assert ratio.startswith("rate x")
