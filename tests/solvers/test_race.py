"""The race of candidates: what it costs, who is left, and how it goes on after it was cut off."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from solvers.training.race import Race, planned
from solvers.training.verdict import Comparison, sign_test

LOSSES = {"a": 0.4, "b": 0.1, "c": 0.3, "d": 0.2}


@dataclass
class Runner:
    """Takes no time; is interrupted where it is told to be."""

    name: str
    had: dict[str, float]
    stop_at: tuple[str, float] | None = None

    def advance(self, minutes: float) -> bool:
        self.had[self.name] = minutes
        return self.stop_at != (self.name, minutes)

    def loss(self) -> float:
        return LOSSES[self.name]


@pytest.mark.parametrize("candidates", [1, 2, 3, 4, 7])
def test_a_race_costs_a_third_and_the_winner_gets_what_is_left(candidates: int) -> None:
    plan = planned(12.0, candidates)
    alive, spent, had = candidates, 0.0, 0.0
    for mark in plan.marks:
        spent += alive * (mark - had)
        alive, had = (alive + 1) // 2, mark
    assert alive == 1
    assert spent == pytest.approx(4.0 if candidates > 1 else 0.0)
    assert spent + plan.whole - had == pytest.approx(12.0)


def test_the_better_half_goes_on(tmp_path: Path) -> None:
    had: dict[str, float] = {}
    said: list[str] = []
    race = Race(planned(12.0, 4), list(LOSSES), lambda name: Runner(name, had), tmp_path / "race.json", said.append)
    assert race.run() == "b"
    assert [(list(each.losses), each.kept) for each in race.rounds] == [
        (["b", "d", "c", "a"], ("b", "d")),
        (["b", "d"], ("b",)),
    ]
    assert had["b"] == had["d"] == pytest.approx(3 * had["a"])
    assert said[0] == "race, round 1 of 2: a · loss 0.4000"
    assert len(said) == 6


def test_a_race_that_was_cut_off_goes_on_with_its_round(tmp_path: Path) -> None:
    plan, kept = planned(12.0, 4), tmp_path / "race.json"
    had: dict[str, float] = {}
    cut = Race(plan, list(LOSSES), lambda name: Runner(name, had, ("d", plan.marks[1])), kept)
    assert cut.run() is None
    assert [each["kept"] for each in json.loads(kept.read_text())] == [["b", "d"]]
    had.clear()
    assert Race(plan, list(LOSSES), lambda name: Runner(name, had), kept).run() == "b"
    assert had == {"b": plan.marks[1], "d": plan.marks[1]}  # the first round is not run again
    assert Race(plan, list(LOSSES), lambda name: pytest.fail(name), kept).run() == "b"


@pytest.mark.parametrize(
    ("wins", "losses", "chance"),
    [(0, 0, 1.0), (1, 0, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (3, 3, 1.0), (9, 1, 0.0215)],
)
def test_how_likely_an_outcome_is_by_luck(wins: int, losses: int, chance: float) -> None:
    assert sign_test(wins, losses) == pytest.approx(chance, abs=1e-3)
    assert sign_test(losses, wins) == sign_test(wins, losses)


def test_better_is_fewer_nodes_by_more_than_luck_and_no_puzzle_less() -> None:
    assert Comparison((0,) * 6, (1,) * 6).better
    assert not Comparison((0,) * 5, (1,) * 5).better  # five of five may be luck
    assert not Comparison((1,) * 6, (0,) * 6).better
    assert not Comparison((0,) * 8 + (None,), (1,) * 8 + (10,)).better  # one is not proven any more
    said = Comparison((0, 1, 7, None), (1, 1, None, 10)).to_json()
    assert said["proven"]["specialist"] == {"nodes_0": 25.0, "nodes_1": 50.0, "nodes_10": 75.0}
    assert (said["puzzles"], said["fewer"], said["more"]) == (4, 2, 1)
