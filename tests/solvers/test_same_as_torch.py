"""Networks on numpy and on torch over the same puzzles: the same tokens at every step, the same answers over rules.

A sample here; a thousand puzzles a network in the slow run. Sums come in another order, so that once in thousands of
steps a score that is nearly 0 falls on the other side: the slow run allows for that, and for what a search makes of it.
"""

from __future__ import annotations

import numpy as np
import pytest

from solvers.base import Effort
from solvers.kinds import KINDS
from solvers.neural import WEIGHTS
from solvers.rule_solver import RuleSolver
from solvers.steps import grid_step
from trm.step import read_tokens

RULES = ("minesweeper", "n_queens", "star_battle", "latin", "jigsaw", "kakurasu", "norinori", "skyscrapers")


def same_steps(name: str, count: int, steps: int) -> list[bool]:
    """Of every step of `count` trajectories, whether all tokens are the same; each goes on from its own state."""
    network = KINDS[name].network
    assert network is not None
    ours, theirs = (grid_step(WEIGHTS / f"{name}.safetensors", on) for on in ("numpy", "torch"))
    found = []
    for seed in range(count):
        tokens = network.encode(KINDS[name].generate(seed))[None].astype(np.int64)
        state, other = ours.start(tokens), theirs.start(tokens)
        for _ in range(steps):
            mine, their = ours(tokens, state), theirs(tokens, other)
            found.append(bool((read_tokens(mine.logits, ours) == read_tokens(their.logits, theirs)).all()))
            state, other = mine.state, their.state
    return found


def same_outcomes(count: int) -> list[bool]:
    """Of `count` puzzles of rules, whether both find the same."""
    ours, theirs = RuleSolver(), RuleSolver(arithmetic="torch")
    found: list[bool] = []
    for number in range(20 * count):
        kind = KINDS[RULES[number % len(RULES)]]
        puzzle = kind.generate(number // len(RULES))
        if not ours.settled(puzzle):
            (mine,), (their,) = (each.solve(kind, [puzzle], effort=Effort.MEDIUM) for each in (ours, theirs))
            found.append((mine.outcome, mine.answer) == (their.outcome, their.answer))
        if len(found) == count:
            break
    return found


@pytest.mark.parametrize("name", ["sudoku", "maze"])
def test_a_sample_over_grids(name: str) -> None:
    assert all(same_steps(name, 2, 5))


def test_a_sample_over_rules() -> None:
    assert same_outcomes(5) == [True] * 5


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sudoku", "maze"])
def test_a_thousand_over_grids(name: str) -> None:
    assert np.mean(same_steps(name, 1000, 16)) > 0.999


@pytest.mark.slow
def test_a_thousand_over_rules() -> None:
    assert np.mean(same_outcomes(1000)) > 0.99
