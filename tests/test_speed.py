"""Reading, gate and check are quick: their time as a multiple of a fixed loop of plain Python, timed in the same run.

Absolute times say more about the machine than about the code; the ratio hardly changes between machines. The loop
takes about 1 ms on one core of a 2020s server, so a ratio of 3 is about 3 ms. `pytest tests/test_speed.py -s` prints.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from router.reading.read import read
from solvers.kinds import kind as kind_of
from solvers.kinds.maze import MAZE
from solvers.kinds.sudoku import SUDOKU

SUDOKU_CEILING = 5.0
"""3.9 measured; 2.9 of them are reading, in which every word of a short message is accounted for."""
MAZE_CEILING = 30.0


def loop() -> int:
    """The yardstick: 25,000 rounds of integer arithmetic."""
    total = 0
    for i in range(25_000):
        total = (total * 31 + i) & 0xFFFF
    return total


def best_of(*works: Callable[[], object], tries: int = 25) -> list[float]:
    """Seconds of the quickest of some tries of each, taken in turns: the others met another process."""
    best = [float("inf")] * len(works)
    for _ in range(tries):
        for index, work in enumerate(works):
            began = time.perf_counter()
            work()
            best[index] = min(best[index], time.perf_counter() - began)
    return best


def test_the_loop_is_what_it_is() -> None:
    assert loop() == 43220


@pytest.mark.parametrize(
    ("kind", "text", "ceiling"),
    [
        ("sudoku", f"Please solve this sudoku:\n\n{SUDOKU.render(SUDOKU.generate(5))}\n\nThanks!", SUDOKU_CEILING),
        (
            "maze",
            f"Solve this maze:\n\n{MAZE.render(MAZE.generate(5, height=30, width=30, kind='walls'))}",
            MAZE_CEILING,
        ),
    ],
)
def test_read_gate_verify(kind: str, text: str, ceiling: float, record_property: Callable[[str, object], None]) -> None:
    puzzle = kind_of(kind)
    first = read(text)
    assert (first.kind, first.questions, first.refusal) == (kind, (), None)
    assert first.candidate is not None
    answer = puzzle.exact(first.candidate.puzzle).answers[0]

    def work() -> None:
        candidate = read(text).candidate
        assert candidate is not None
        assert puzzle.verify(candidate.puzzle, answer) == ()

    yardstick, taken = best_of(loop, work)
    ratio = taken / yardstick
    record_property("ratio", ratio)
    print(f"{kind}: read + gate + verify {1000 * taken:.2f} ms, loop {1000 * yardstick:.2f} ms, ratio {ratio:.2f}")
    assert ratio < ceiling
