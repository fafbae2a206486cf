"""The engine: proof at every step, freed places, pins that are never believed, deadlines; with scripted models."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from trm_tasks import SOLVED_4X4, TINY, Grid, ScriptedModel, sudoku_task, sure

from solvers.kinds.sudoku import SUDOKU
from trm import TinyRecursiveModel
from trm.engine import Engine, Plan, Trace
from trm.step import Output, State
from trm.torch_step import TorchGridStep

WRONG = np.full((4, 4), 1)


def engine(script: Callable[[Grid, int, float], Any], rows: int = 32) -> tuple[Engine, ScriptedModel]:
    model = ScriptedModel(script)
    return Engine(model, rows=rows), model


def puzzle(number: int) -> Grid:
    """An otherwise blank grid that carries a number, so that a script knows which puzzle it is."""
    grid = np.zeros((4, 4), np.int64)
    grid[0, 0] = number
    return grid


def solved_after(steps: dict[int, int]) -> Callable[[Grid, int, float], Any]:
    """Puzzle n is right from step `steps[n]` on."""
    return lambda tokens, age, _: sure(SOLVED_4X4 if age >= steps[int(tokens[0, 0])] else WRONG)


def right(job: int, answer: Grid) -> bool:
    return bool((answer == SOLVED_4X4).all())


def test_a_row_stops_at_the_step_that_proves_it() -> None:
    needs = {1: 3, 2: 1, 3: 7, 4: 99}
    e, model = engine(solved_after(needs))
    traces = e.run([puzzle(n) for n in needs], right, Plan(steps=8))
    assert [t.steps for t in traces] == [3, 1, 7, 0]
    assert [t.total_steps for t in traces] == [3, 1, 7, 8]
    assert [t.answer is not None for t in traces] == [True, True, True, False]
    assert traces[3].best is not None
    assert traces[3].best.tolist() == WRONG.tolist()
    assert [len(batch) for batch in model.batches] == [4, 3, 3, 2, 2, 2, 2, 1]


def test_waiting_rows_take_freed_places_at_once() -> None:
    needs = {1: 4, 2: 1, 3: 2, 4: 1}
    e, model = engine(solved_after(needs), rows=2)
    traces = e.run([puzzle(n) for n in needs], right, Plan(steps=9))
    assert [[int(t[0, 0]) for t in batch] for batch in model.batches] == [[1, 2], [1, 3], [1, 3], [1, 4]]
    assert [t.steps for t in traces] == [4, 1, 2, 1]


def test_results_come_in_order_whatever_the_sizes() -> None:
    six = np.zeros((6, 6), np.int64)
    e, _ = engine(lambda tokens, age, _: sure(np.full(tokens.shape, age)))
    grids = [puzzle(1), six, puzzle(2), six]
    traces = e.run(grids, lambda job, answer: bool(answer[0, 0] == job + 1), Plan(steps=4))
    assert [t.answer.shape for t in traces if t.answer is not None] == [(4, 4), (6, 6), (4, 4), (6, 6)]
    assert [t.steps for t in traces] == [1, 2, 3, 4]
    assert e.run([], right, Plan(steps=4)) == []


def steps_of(model: TinyRecursiveModel, grids: list[Grid], rows: int) -> tuple[list[Trace], dict[int, list[Any]]]:
    seen: dict[int, list[Any]] = {}
    e = Engine(TorchGridStep(model), rows=rows)
    traces = e.run(
        grids, lambda job, answer: False, Plan(steps=5), on_step=lambda j, s, a: seen.setdefault(j, []).append((s, a))
    )
    return traces, seen


@pytest.mark.parametrize("mixer", ["relational", "mlp", "attention"])
def test_batch_results_equal_single_results(mixer: str) -> None:
    torch.manual_seed(0)
    model = TinyRecursiveModel(TINY[mixer]).double()
    grids = list(sudoku_task().inputs)
    together, seen = steps_of(model, grids, 3)
    for i, grid in enumerate(grids):
        (alone,), alone_seen = steps_of(model, [grid], 1)
        assert alone.best is not None
        assert together[i].best is not None
        assert (alone.best == together[i].best).all()
        for (step, answer), (alone_step, alone_answer) in zip(seen[i], alone_seen[0], strict=True):
            assert step == alone_step
            assert (answer == alone_answer).all()


def test_on_step_shows_every_step_in_order() -> None:
    shown: list[tuple[int, int, bool]] = []
    e, _ = engine(solved_after({1: 2, 2: 3}))
    e.run([puzzle(1), puzzle(2)], right, Plan(5), on_step=lambda j, s, a: shown.append((j, s, right(j, a))))
    assert [s for j, s, _ in shown if j == 0] == [1, 2]
    assert [s for j, s, _ in shown if j == 1] == [1, 2, 3]
    assert [done for j, _, done in shown if j == 1] == [False, False, True]


def test_an_unchanged_answer_is_not_checked_twice_and_patience_ends_it() -> None:
    checked: list[int] = []

    def check(job: int, answer: Grid) -> bool:
        checked.append(int(answer[0, 0]))
        return False

    e, _ = engine(lambda tokens, age, _: sure(np.full((4, 4), min(age, 3))))
    (trace,) = e.run([puzzle(1)], check, Plan(steps=50, patience=4))
    assert checked == [1, 2, 3]
    assert trace.total_steps == 3 + 4


def test_restarts_are_noisy_and_capped() -> None:
    starts: list[float] = []

    def script(tokens: Grid, age: int, start: float) -> Any:
        if age == 1:
            starts.append(start)
        return sure(WRONG)

    e, _ = engine(script)
    (trace,) = e.run([puzzle(1)], right, Plan(steps=6, attempts=5, later_steps=3, width=2, noise=1.0))
    assert trace.answer is None
    assert trace.attempts == 5
    assert trace.total_steps == 6 + 4 * 3
    assert starts[0] == 0.0
    assert len(set(starts)) == 5


def test_a_noisy_restart_can_prove_what_the_first_trajectory_could_not() -> None:
    e, _ = engine(lambda tokens, age, start: sure(SOLVED_4X4 if start > 0.2 else WRONG))
    (trace,) = e.run([puzzle(1)], right, Plan(steps=2, attempts=30, later_steps=2, noise=1.0))
    assert trace.answer is not None
    assert trace.steps == 1
    assert 2 <= trace.attempts < 30


def test_the_same_seed_gives_the_same_search() -> None:
    def attempts(seed: int) -> int:
        e, _ = engine(lambda tokens, age, start: sure(SOLVED_4X4 if start > 1.5 else WRONG))
        e.reseed(seed)
        return e.run([puzzle(1)], right, Plan(steps=1, attempts=200, later_steps=1, width=1, noise=1.0))[0].attempts

    assert [attempts(s) for s in range(4)] == [attempts(s) for s in range(4)]
    assert len({attempts(s) for s in range(8)}) > 1


def test_no_puzzle_takes_more_rows_than_its_width() -> None:
    e, model = engine(lambda tokens, age, _: sure(WRONG), rows=16)
    e.run([puzzle(1), puzzle(2)], right, Plan(steps=1, attempts=40, later_steps=3, width=3, noise=1.0))
    counts = [[int(t[0, 0]) for t in batch] for batch in model.batches]
    assert max(batch.count(1) for batch in counts) == 3
    assert max(batch.count(2) for batch in counts) == 3


BLANKS = np.where(np.arange(16).reshape(4, 4) % 3 == 0, SOLVED_4X4, 0)


def drifting(tokens: Grid, age: int, _: float) -> Any:
    """A cell a step becomes known, row by row, and turns wrong two steps later. 0 is "nothing known yet"."""
    known = np.zeros(16, int)
    known[max(0, age - 2) : age] = SOLVED_4X4.flat[max(0, age - 2) : age]
    known[: max(0, age - 2)] = 3
    return known.reshape(4, 4)


class WaveModel(ScriptedModel):
    """Its output is the script's grid itself: the bits of a maze's answer."""

    def __init__(self, script: Callable[[Grid, int, float], Any]) -> None:
        super().__init__(script)
        self.first, self.bits = 0, True

    def __call__(self, tokens: Grid, state: State) -> Output:
        age = state.answer + 1
        self.batches.append([row.copy() for row in tokens])
        grids = [self.script(t, int(a[0]), 0.0) for t, a in zip(tokens, age, strict=True)]
        bits = (np.stack(grids)[..., None] >> np.arange(4)) & 1
        return Output(State(age, state.latent), bits - 0.5)


def wave(plan: Plan, check: Callable[[int, Grid], bool | None]) -> tuple[Trace, WaveModel]:
    model = WaveModel(drifting)
    (trace,) = Engine(model).run([puzzle(1)], check, plan)
    return trace, model


def test_a_kept_answer_does_not_drift() -> None:
    drifted, _ = wave(Plan(steps=20), right)
    assert drifted.answer is None
    kept, _ = wave(Plan(steps=20, keep_first=True), right)
    assert kept.answer is not None
    assert kept.answer.tolist() == SOLVED_4X4.tolist()
    assert kept.steps == 16


def test_a_whole_answer_that_is_wrong_ends_a_trajectory_that_keeps() -> None:
    def check(job: int, answer: Grid) -> bool | None:
        return None if answer.flat[5] else False

    kept, model = wave(Plan(steps=20, keep_first=True), check)
    assert (kept.answer, kept.total_steps) == (None, 6)
    assert len(model.batches) == 6
    assert kept.best is not None
    assert kept.best.flat[5] == SOLVED_4X4.flat[5]
    going_on, _ = wave(Plan(steps=20), check)
    assert going_on.total_steps == 20


def undecided(tokens: Grid, needed: int) -> Any:
    """Right once `needed` blanks are pinned rightly. Until then row 1, column 1 first is torn between a wrong digit
    (likelier) and the right one, and so on cell by cell; after a wrong pin nothing is sure any more."""
    pinned = (BLANKS == 0) & (tokens != 0)
    if (tokens[pinned] != SOLVED_4X4[pinned]).any():
        return np.full((4, 4, 4), 0.25)
    if pinned.sum() >= needed:
        return sure(SOLVED_4X4)
    p = sure(WRONG)
    torn = np.argwhere((BLANKS == 0) & (tokens == 0))[0]
    digit = SOLVED_4X4[tuple(torn)] - 1
    p[tuple(torn)] = 0.01
    p[tuple(torn)][(digit + 1) % 4] = 0.55
    p[tuple(torn)][digit] = 0.45
    return p


def check_sudoku(job: int, answer: Grid) -> bool:
    kind = SUDOKU.network.decode(BLANKS)
    decoded = SUDOKU.network.decode_answer(kind, answer)
    return decoded is not None and not SUDOKU.verify(kind, decoded)


def test_pins_find_what_one_trajectory_cannot() -> None:
    e, model = engine(lambda tokens, age, _: undecided(tokens, 3))
    (plain,) = e.run([BLANKS], check_sudoku, Plan(steps=4, attempts=20, later_steps=2))
    assert plain.answer is None
    (trace,) = e.run([BLANKS], check_sudoku, Plan(steps=4, attempts=20, later_steps=2, width=2, pins=True))
    assert trace.answer is not None
    assert trace.answer.tolist() == SOLVED_4X4.tolist()
    assert trace.steps == 4 + 2 + 2 + 1  # the whole way down: the parents' steps count
    assert trace.attempts <= 1 + 2 + 4 + 8  # all digits equally likely: at worst the whole tree
    for batch in model.batches:
        for tokens in batch:
            assert (tokens[BLANKS > 0] == BLANKS[BLANKS > 0]).all()  # a clue is never replaced


def test_each_child_pins_one_open_cell_and_the_likeliest_digit_comes_first() -> None:
    e, model = engine(lambda tokens, age, _: undecided(tokens, 99))
    e.run([BLANKS], lambda job, answer: False, Plan(steps=1, attempts=3, later_steps=1, width=1, pins=True, branches=2))
    first = model.batches[1][0]
    assert int((first != BLANKS).sum()) == 1
    cell = tuple(np.argwhere(first != BLANKS)[0])
    assert cell == tuple(np.argwhere(BLANKS == 0)[0])
    assert first[cell] == SOLVED_4X4[cell] % 4 + 1


def test_a_trajectory_may_pin_in_place_and_stays_one_trajectory() -> None:
    """The true digit is the likelier here, so that no other branch is needed."""

    def script(tokens: Grid, age: int, _: float) -> Any:
        if ((BLANKS == 0) & (tokens != 0)).sum() >= 2:
            return sure(SOLVED_4X4)
        p = sure(WRONG)
        torn = tuple(np.argwhere((BLANKS == 0) & (tokens == 0))[0])
        p[torn] = 0.1
        p[torn][SOLVED_4X4[torn] - 1] = 0.7
        return p

    e, model = engine(script)
    grid = BLANKS.copy()
    (trace,) = e.run([grid], check_sudoku, Plan(steps=20, pin_after=3, pin_every=2))
    assert trace.answer is not None
    assert (trace.attempts, trace.steps, trace.total_steps) == (1, 6, 6)  # pins after steps 3 and 5
    given = [int((batch[0] > 0).sum()) - int((BLANKS > 0).sum()) for batch in model.batches]
    assert given == [0, 0, 0, 1, 1, 2]
    assert (grid == BLANKS).all()  # the caller's grid is left alone


@pytest.mark.parametrize(
    ("carry", "expected"),
    [("no", [1, 2, 3, 1, 2, 1, 2]), ("parent", [1, 2, 3, 4, 5, 4, 5]), ("last", [1, 2, 3, 4, 5, 6, 7])],
)
def test_an_attempt_starts_afresh_or_from_its_parent_or_from_the_attempt_before(
    carry: Any, expected: list[int]
) -> None:
    """The third attempt is a sibling of the second: other pins, the same parent."""
    ages: list[int] = []

    def script(tokens: Grid, age: int, _: float) -> Any:
        ages.append(age)
        return undecided(tokens, 99)

    e, _ = engine(script)
    plan = Plan(steps=3, attempts=3, later_steps=2, width=1, pins=True, carry=carry)
    e.run([BLANKS], lambda job, answer: False, plan)
    assert ages == expected


def searched(attempts: int) -> list[list[list[list[int]]]]:
    """The batches of a search that never succeeds."""
    e, model = engine(lambda tokens, age, _: undecided(tokens, 4))
    plan = Plan(steps=1, attempts=attempts, later_steps=1, width=2, pins=True, branches=4)
    e.run([BLANKS], lambda job, answer: False, plan)
    return [[tokens.tolist() for tokens in batch] for batch in model.batches]


def test_what_can_never_come_up_is_forgotten_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    forgetting = searched(30)
    monkeypatch.setattr("trm.engine.heapq.nsmallest", lambda count, heap: sorted(heap))
    assert searched(30) == forgetting


def test_few_branches_wait_however_long_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 0

    def push(heap: list[Any], branch: Any) -> None:
        nonlocal most
        heapq_push(heap, branch)
        most = max(most, len(heap))

    heapq_push = heapq.heappush
    monkeypatch.setattr("trm.engine.heapq.heappush", push)
    searched(60)
    assert most > 10
    most = 0
    monkeypatch.setattr("trm.engine.WAITING", 6)
    assert sum(map(len, searched(60))) == 60
    assert most <= 6 + 4


def test_a_wrong_pin_is_never_proven() -> None:
    """A network that believes every pin and completes the grid consistently with it: the clues still decide."""
    other = np.concatenate(([0], [2, 1, 4, 3]))[SOLVED_4X4]  # a perfect grid, but of another puzzle

    def script(tokens: Grid, age: int, _: float) -> Any:
        p = sure(other)
        p[0, 1] = [0.4, 0.3, 0.2, 0.1]
        return p

    answers: list[Grid] = []

    def check(job: int, answer: Grid) -> bool:
        answers.append(answer)
        return check_sudoku(job, answer)

    e, _ = engine(script)
    (trace,) = e.run([BLANKS], check, Plan(steps=2, attempts=30, later_steps=2, pins=True, branches=3))
    assert trace.answer is None
    assert answers
    assert trace.attempts > 1


def test_a_deadline_stops_between_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count(0.0, 0.5)
    now = [0.0]
    monkeypatch.setattr("trm.engine.time", SimpleNamespace(monotonic=lambda: now[0]))

    def script(tokens: Grid, age: int, _: float) -> Any:
        now[0] = next(clock)
        return sure(WRONG)

    e, _ = engine(script)
    (trace,) = e.run([puzzle(1)], right, Plan(steps=1000), deadline=3.2)
    assert trace.answer is None
    assert trace.total_steps == 8  # after the step that ended at 3.5 the deadline had passed
    assert trace.seconds == 3.5
    (late,) = e.run([puzzle(1)], right, Plan(steps=1000), deadline=0.0)
    assert (late.total_steps, late.answer) == (0, None)


def test_every_puzzle_may_have_a_plan_of_its_own() -> None:
    e, _ = engine(solved_after({1: 3, 2: 3}))
    traces = e.run([puzzle(1), puzzle(2)], right, [Plan(steps=2), Plan(steps=4)])
    assert [t.steps for t in traces] == [0, 3]
