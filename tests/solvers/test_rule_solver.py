"""The network over rules as a solver: what it gives is proven, whatever the weights. Mixes have one solution."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from solvers.base import BadPuzzle, Effort
from solvers.kinds.futoshiki import FUTOSHIKI
from solvers.rule_solver import RULES, RuleSolver, known_of, linear_form, rows_of, rule_plan
from solvers.rules import exact, mixes
from solvers.rules.board import Board, Problem
from solvers.rules.constraints import Different, total
from solvers.rules.shapes import Connected
from solvers.training.rules_pool import HELD_OUT, example, load, of_kind, save
from trm.checkpoint import save_tensors
from trm.rows import reduced
from trm.rule_block import RuleConfig, RuleModel
from trm.rule_engine import RuleEngine
from trm.rule_plan import RulePlan
from trm.rule_search import spoken

EASY = [FUTOSHIKI.generate(seed) for seed in range(4)]
PUZZLES = [made for seed in range(40) if example(made := mixes.mix(seed, cells=10, values=4), "mix") is not None][:4]
"""Small, and propagation alone does not solve them."""


@pytest.fixture(scope="module")
def untrained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights that know nothing: whatever comes out proven is due to the search and the proof."""
    torch.manual_seed(0)
    config = RuleConfig(16, 16, 2)
    path = tmp_path_factory.mktemp("weights") / "rules.safetensors"
    save_tensors(path, RuleModel(config).state_dict(), {"config": config.to_json()})
    return path


def test_search_finds_the_only_solution_even_with_weights_that_know_nothing(untrained: Path) -> None:
    solver = RuleSolver(untrained, plans={Effort.MEDIUM: RulePlan(steps=2, nodes=4000, later_steps=1)})
    for puzzle, solution in zip(PUZZLES, solver.solve(FUTOSHIKI, PUZZLES), strict=True):
        assert solution.outcome == "proven"
        assert solution.answer == FUTOSHIKI.exact(puzzle).answers[0]


def test_low_effort_is_one_trajectory(untrained: Path) -> None:
    solutions = RuleSolver(untrained).solve(FUTOSHIKI, PUZZLES, effort=Effort.LOW)
    assert all(s.attempts == 1 for s in solutions)
    assert all(s.answer is None or not FUTOSHIKI.verify(p, s.answer) for p, s in zip(PUZZLES, solutions, strict=True))


def test_what_single_rows_settle_needs_no_search(untrained: Path) -> None:
    solver = RuleSolver(untrained)
    assert all(s.outcome == "proven" for s in solver.solve(FUTOSHIKI, EASY, effort=Effort.LOW))
    assert all(trace.steps == 0 for trace in solver.traces)


def test_plain_propagation_with_the_same_search() -> None:
    solver = RuleSolver(network=False, plans={Effort.MEDIUM: RulePlan(nodes=4000)})
    solutions = solver.solve(FUTOSHIKI, PUZZLES)
    assert [s.solver for s in solutions] == ["propagation"] * 4
    assert [s.answer for s in solutions] == [FUTOSHIKI.exact(p).answers[0] for p in PUZZLES]
    assert all(trace.steps == 0 for trace in solver.traces)
    assert all(trace.nodes > 0 for trace in solver.traces)


def test_an_answer_the_kind_refuses_is_not_given(untrained: Path) -> None:
    class Strict:
        name = "strict"

        def verify(self, puzzle: Any, answer: Any) -> tuple[str, ...]:
            return ("never",)

    plans = {Effort.MEDIUM: RulePlan(steps=2, nodes=50, later_steps=1)}
    for solver in (RuleSolver(untrained, plans=plans), RuleSolver(network=False, plans=plans)):
        solution = solver.solve(Strict(), PUZZLES[:1])[0]
        assert solution.outcome == "unproven"
        assert solution.answer is None
        assert solver.traces[0].nodes < 50 or not solver.traces[0].solved  # nor is it searched for any further


def test_givens_that_contradict_a_row_are_seen_without_a_search() -> None:
    puzzle = Problem(Board.grid(1, 2, (1, 2), {"r1c1": 1, "r1c2": 1}), (Different(("r1c1", "r1c2")),))
    solver = RuleSolver(network=False)
    assert solver.solve(FUTOSHIKI, [puzzle])[0].answer is None
    assert solver.traces[0].impossible


def test_a_search_that_comes_to_its_end_shows_that_nothing_fits() -> None:
    cells = ("a", "b", "c")
    board = Board(cells, ((1, 2),) * 3)
    rules = (Different(("a", "b")), Different(("b", "c")), Different(("a", "c")))
    solver = RuleSolver(network=False, plans={Effort.MEDIUM: RulePlan(nodes=100)})
    assert solver.solve(FUTOSHIKI, [Problem(board, rules)])[0].outcome == "unproven"
    assert solver.traces[0].impossible
    solver.solve(FUTOSHIKI, [Problem(board, (total(cells, 4),))])
    assert not solver.traces[0].impossible


def test_a_deadline_in_the_past_gives_nothing_but_says_so(untrained: Path) -> None:
    began = time.monotonic()
    solutions = RuleSolver(untrained).solve(FUTOSHIKI, PUZZLES, deadline=began - 1)
    assert all(s.outcome == "unproven" for s in solutions)
    assert time.monotonic() - began < 2


def test_what_it_supports(untrained: Path, tmp_path: Path) -> None:
    joined = Problem(Board.grid(2, 2, (0, 1)), (Connected(("r1c1", "r1c2", "r2c1", "r2c2"), (1,)),))
    assert RuleSolver(untrained).supports("futoshiki", PUZZLES[0])
    assert not RuleSolver(untrained).supports("rules", joined)  # no rows for what hangs together
    assert not RuleSolver(untrained).supports("sudoku", "no problem")
    assert not RuleSolver(tmp_path / "none.safetensors").supports("futoshiki", PUZZLES[0])


def test_the_same_puzzles_side_by_side_and_alone(untrained: Path) -> None:
    plan = RulePlan(steps=2, nodes=60, later_steps=1)
    together = RuleSolver(untrained, plans={Effort.MEDIUM: plan})
    alone = RuleSolver(untrained, plans={Effort.MEDIUM: plan})
    answers = [s.answer for s in together.solve(FUTOSHIKI, PUZZLES)]
    assert answers == [alone.solve(FUTOSHIKI, [p])[0].answer for p in PUZZLES]


def test_a_restart_does_not_lose_the_search(untrained: Path) -> None:
    plan = RulePlan(steps=2, nodes=4000, later_steps=1, restart=5)
    solution = RuleSolver(untrained, plans={Effort.MEDIUM: plan}).solve(FUTOSHIKI, PUZZLES[:1])[0]
    assert solution.outcome == "proven"


def test_plans_grow_with_effort() -> None:
    low, medium, high = (rule_plan(effort) for effort in (Effort.LOW, Effort.MEDIUM, Effort.HIGH))
    assert low.nodes == 0 < medium.nodes < high.nodes


def test_a_network_is_read_group_by_group() -> None:
    logits = np.array([-2.0, -1.0, 0.5, 0.7, 0.1, -0.1], dtype=np.float32)
    assert spoken(np.array([3, 3, 0, 0, -1, -1]), logits).tolist() == [False, True, False, True, True, False]
    assert spoken(np.full(6, -1), logits).tolist() == (logits > 0).tolist()


def test_engine_without_puzzles() -> None:
    assert RuleEngine(None).run([], lambda _job, _true: True, RulePlan()) == []


# ---------------------------------------------------------------------------------------------------------- mixes


@pytest.mark.parametrize("seed", range(6))
def test_a_mix_has_one_solution_and_comes_out_the_same_again(seed: int) -> None:
    problem = mixes.mix(seed)
    assert problem == mixes.mix(seed)
    found = exact.solve(problem)
    assert found.complete
    assert len(found.solutions) == 1
    assert problem.verify(found.solutions[0]) == ()


def test_a_mix_of_the_asked_size() -> None:
    problem = mixes.mix(3, cells=12, values=4)
    assert len(problem.board.cells) == 12
    assert all(len(domain) == 4 for domain in problem.board.domains)


@pytest.mark.parametrize("seed", range(6))
def test_a_mix_of_sums_has_one_solution(seed: int) -> None:
    problem = mixes.sums(seed)
    assert problem == mixes.sums(seed)
    assert len(exact.solve(problem, limit=2).solutions) == 1
    assert {rule.name for rule in problem.rules} <= {"sum", "count", "different"}
    assert "sum" in {rule.name for rule in problem.rules}


def test_mixes_differ() -> None:
    names = {rule.name for seed in range(12) for rule in mixes.mix(seed).rules}
    assert len(names) >= 6


# ----------------------------------------------------------------------------------------------------------- pool


def test_examples_survive_a_file_and_their_targets_keep_every_row(tmp_path: Path) -> None:
    made = [each for seed in range(12) if (each := example(mixes.mix(seed), "mix")) is not None]
    assert made  # some are too easy: propagation solves them
    save(tmp_path / "a.npz", made)
    for old, new in zip(made, load(tmp_path / "a.npz"), strict=True):
        assert old.kind == new.kind
        assert np.array_equal(old.target, new.target)
        assert np.array_equal(old.rows.indices, new.rows.indices)
        left = reduced(new.rows, new.given)
        assert left is not None
        assert len(left.open)
        if (new.target >= 0).all():
            assert not new.rows.broken(new.target == 1).any()


def test_what_propagation_solves_is_no_example() -> None:
    board = Board(("a", "b"), ((1, 2, 3),) * 2)
    assert example(Problem(board, (total(("a", "b"), 6),)), "mix") is None


def test_held_out_kinds_are_never_made() -> None:
    assert {"tents", "jigsaw", "survo", "kakurasu", "norinori", "sudoku_variant"} <= HELD_OUT
    with pytest.raises(ValueError, match="held out"):
        next(of_kind("survo", 0))


def test_mixes_say_what_does_not_exist() -> None:
    with pytest.raises(BadPuzzle):
        mixes.mix(0, cells=30, values=1)


# ------------------------------------------------------------------------------------------------ shipped weights


@pytest.mark.skipif(not RULES.exists(), reason="no weights are shipped yet")
def test_the_shipped_weights_solve_what_they_never_saw() -> None:
    puzzles = [FUTOSHIKI.generate(1_000_001 + k) for k in range(6)]
    solver = RuleSolver()
    solutions = solver.solve(FUTOSHIKI, puzzles)
    assert [s.outcome for s in solutions] == ["proven"] * 6
    source = linear_form(puzzles[0])
    assert len(known_of(source)) == rows_of(source).count == len(source.candidates)
