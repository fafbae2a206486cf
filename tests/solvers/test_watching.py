"""How sure a network is, told only to those who ask: shares of a byte for every value of every cell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from solvers.base import Effort
from solvers.kinds import KINDS
from solvers.networks import shared
from solvers.rule_solver import RuleSolver
from solvers.serving import BatchingSolver
from solvers.watching import MOST, Belief, Watching

SUDOKU, MAZE, LATIN = KINDS["sudoku"], KINDS["maze"], KINDS["latin"]


class Watched:
    """Everything that is told, in order."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int, Any]] = []
        self.watching = Watching(self.step, self.held)

    def step(self, part: int, step: int, answer: Any) -> None:
        self.told.append(("step", step, answer))

    def held(self, part: int, step: int, belief: Belief) -> None:
        self.told.append(("belief", step, belief))

    @property
    def beliefs(self) -> list[Belief]:
        return [belief for what, _, belief in self.told if what == "belief"]


@pytest.mark.parametrize("solver", [shared(), BatchingSolver()], ids=["alone", "batching"])
def test_a_belief_comes_right_before_each_step(solver: Any) -> None:
    puzzle, watched = SUDOKU.generate(3), Watched()
    (solution,) = solver.solve(SUDOKU, [puzzle], effort=Effort.LOW, on_step=watched.watching)
    assert solution.answer is not None
    assert [what for what, _, _ in watched.told] == ["belief", "step"] * (len(watched.told) // 2)
    assert [step for _, step, _ in watched.told[::2]] == [step for _, step, _ in watched.told[1::2]]
    shares = watched.beliefs[-1].shares
    assert (shares.shape, shares.dtype, watched.beliefs[-1].first) == ((9, 9, 9), np.uint8, 1)
    assert np.abs(shares.astype(int).sum(-1) - 255).max() <= 5
    answer = watched.told[-1][2]
    assert (shares.argmax(-1) + 1 == answer).all()


def test_of_bits_it_is_told_how_sure_the_place_is() -> None:
    watched = Watched()
    shared().solve(MAZE, [MAZE.generate(1)], effort=Effort.LOW, on_step=watched.watching)
    assert watched.beliefs[0].shares.shape[-1] == 1
    assert watched.beliefs[0].shares.shape[:2] == watched.told[1][2].shape


def test_over_rules_candidates_are_named() -> None:
    watched = Watched()
    puzzle = LATIN.generate(1)  # single rows do not settle it
    solver = RuleSolver()
    solver.solve(LATIN, [puzzle], effort=Effort.LOW, on_step=watched.watching)
    belief = watched.beliefs[0]
    assert len(belief.candidates) == len(belief.shares) <= MOST
    given = dict(puzzle.board.clues)
    for (name, value), share in zip(belief.candidates, belief.shares, strict=True):
        if name in given:
            assert share == (255 if given[name] == value else 0)
    values = watched.told[1][2]
    assert values.shape == (len(puzzle.board.cells),)
    assert values.min() >= -1


def test_who_does_not_ask_is_told_steps_alone() -> None:
    steps: list[int] = []
    shared().solve(
        SUDOKU, [SUDOKU.generate(3)], effort=Effort.LOW, on_step=lambda part, step, answer: steps.append(step)
    )
    assert steps == list(range(1, len(steps) + 1))
    assert steps


def test_a_large_board_is_told_in_few_bytes() -> None:
    belief = Belief.of_grid(np.full((25, 25, 25), 0.04), 1, bits=False)
    assert belief.shares.shape == (25, 25, 1)
    assert int(belief.shares[0, 0, 0]) == 10
