"""Specialists are used for what their card names, where the file is what the card says, and never otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from solvers import specialists
from solvers.kinds import KINDS
from solvers.networks import Networks
from solvers.rule_solver import RULES, RuleSolver
from solvers.rules import rulebook
from solvers.serving import BatchingSolver
from solvers.specialists import Specialist, digest, examined, found, signature

FUTOSHIKI = KINDS["futoshiki"]
PUZZLE: Any = FUTOSHIKI.generate(5, difficulty="easy")
BOOK = rulebook.read('{"cells": ["x", "y"], "values": [1, 2], "rules": [{"rule": "less", "cells": ["x", "y"]}]}')
BOTH = rulebook.read(
    '{"cells": ["x", "y"], "values": [1, 2], "rules": [{"rule": "different", "cells": ["x", "y"]},'
    ' {"rule": "less", "cells": ["x", "y"]}]}'
)


def put(folder: Path, name: str = "futoshiki", config: Any = None, **changes: Any) -> Path:
    """The network over rules as if it were a specialist, with a card."""
    from trm.checkpoint import load_tensors, save_tensors

    path = folder / f"rules-{name}.safetensors"
    tensors, meta = load_tensors(RULES)
    save_tensors(path, tensors, {"config": config or meta["config"]})
    verdict = {"rival": digest(RULES), "puzzles": 8, "fewer": 8, "more": 0, "chance": 0.01, "better": True}
    card = {
        "serves": "specialist", "kind": name, "candidates": 500, "config": meta["config"], "weights": digest(path),
        "verdict": verdict, "steps": 7,
    }  # fmt: skip
    path.with_suffix(".json").write_text(json.dumps({**card, **changes}))
    return path


def test_it_takes_the_puzzles_of_its_card_before_the_network_over_rules(tmp_path: Path) -> None:
    path = put(tmp_path)
    (special,) = specialists.specialists(folders=[tmp_path])
    networks = Networks(special, RuleSolver())
    assert special.card.verdict.fewer == 8
    assert networks.pick("futoshiki", PUZZLE) is special
    assert networks.pick("latin", PUZZLE) is networks.solvers[1]
    (solution,) = networks.solve(FUTOSHIKI, [PUZZLE])
    assert solution.outcome == "proven"
    assert not FUTOSHIKI.verify(PUZZLE, solution.answer)
    small = examined(put(tmp_path, candidates=10))
    assert small.card is not None
    assert not Specialist(path, small.card).supports("futoshiki", PUZZLE)  # larger than what it was measured on


def test_rulebooks_are_told_by_the_sorts_of_their_rules(tmp_path: Path) -> None:
    assert (signature(BOOK), signature(BOTH)) == ("less", "different+less")
    path = put(tmp_path, "seating", kind="rules", signatures=["different+less"])
    card = examined(path).card
    assert card is not None
    assert [card.fits("rules", each) for each in (BOOK, BOTH, "text")] == [False, True, False]
    assert not card.fits("futoshiki", BOTH)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"weights": "0" * 16}, "the weights are not the ones of its card"),
        ({"config": {"mixer": "rules", "hidden": 8}}, "the network is not the one of its card"),
        ({"verdict": {"better": True}}, "its card cannot be read: verdict.rival: field required"),
        ({"candidates": 0}, "its card cannot be read: candidates: "),
        ({"serves": "rules"}, "its card cannot be read: serves: "),
    ],
)
def test_a_card_that_does_not_fit_is_a_reason_not_to_use_it(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    each = examined(put(tmp_path, **changes))
    assert each.card is None
    assert each.reason.startswith(reason)
    assert specialists.specialists(folders=[tmp_path]) == []


def test_only_what_beat_the_very_network_that_is_here_is_used(tmp_path: Path) -> None:
    verdict = {"rival": digest(RULES), "puzzles": 8, "fewer": 1, "more": 0, "chance": 1.0, "better": False}
    assert examined(put(tmp_path, verdict=verdict)).reason == "it was not better than the network over rules"
    other = {**verdict, "better": True, "rival": "0" * 16}
    assert examined(put(tmp_path, verdict=other)).reason.endswith("is not the one it was compared with")


def test_damage_is_passed_over_and_the_network_over_rules_serves(tmp_path: Path) -> None:
    path = put(tmp_path)
    path.write_bytes(path.read_bytes()[:1000])
    assert [each.card for each in found([tmp_path])] == [None]
    path.unlink()
    assert [each.reason for each in found([tmp_path])] == ["it cannot be read: FileNotFoundError"]
    path = put(tmp_path)
    path.with_suffix(".json").write_text("{")
    assert [each.card for each in found([tmp_path])] == [None]
    assert list(found([tmp_path / "none"])) == []


def test_tensors_of_another_shape_are_found_when_they_are_first_needed(tmp_path: Path) -> None:
    config = json.loads(RULES.with_suffix(".json").read_text())["config"]
    path = put(tmp_path, config={**config, "hidden": 32})
    card = json.loads(path.with_suffix(".json").read_text())
    path.with_suffix(".json").write_text(json.dumps({**card, "config": {**config, "hidden": 32}}))
    (special,) = specialists.specialists(folders=[tmp_path])
    networks = Networks(special, RuleSolver())
    assert networks.pick("futoshiki", PUZZLE) is networks.solvers[1]
    assert networks.solve(FUTOSHIKI, [PUZZLE])[0].outcome == "proven"


def test_the_service_uses_it_in_a_thread_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path)
    monkeypatch.setattr(specialists, "home", lambda: tmp_path)
    solver = BatchingSolver()
    try:
        (solution,) = solver.solve(FUTOSHIKI, [FUTOSHIKI.generate(11)])
        assert solution.outcome == "proven"
        assert [load.network for load in solver.loads()] in (["rules-futoshiki"], [])
        solver.warm(["futoshiki"])
        assert "rules-futoshiki" in [load.network for load in solver.loads()]
    finally:
        solver.close()


def test_the_doctor_says_which_are_used_and_why_others_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from adapters.cli.doctor import _specialists

    put(tmp_path)
    put(tmp_path, "latin", weights="0" * 16)
    monkeypatch.setattr(specialists, "home", lambda: tmp_path)
    said = [(each.name, each.state, each.detail) for each in _specialists()]
    path = tmp_path / "rules-latin.safetensors"
    assert said == [
        ("futoshiki trm", "ok", f"{tmp_path / 'rules-futoshiki.safetensors'}: better than the network over rules"),
        ("rules-latin", "optional", f"{path} is not used: the weights are not the ones of its card"),
    ]
