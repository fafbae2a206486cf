"""The comparison of networks over rules: what it counts, its table, and a run of a second of each network."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from solvers.measure import recursion
from solvers.training.rules_pool import Example, save
from trm.rows import OPEN, Rows
from trm.rule_block import RuleConfig
from trm.rule_piece import Piece

SQUARE = Rows.build(4, [([0, 1], [1, 1], 1, 1), ([2, 3], [1, 1], 1, 1), ([1, 3], [1, 1], 1, 1)])


def test_what_propagation_settles_counts_as_solved_and_no_network_solves_the_impossible() -> None:
    torch.manual_seed(0)
    model = RuleConfig(16, 16).build()
    never = Piece.of(Rows.build(2, [([0, 1], [1, 1], 1, 1), ([0, 1], [1, 1], 2, 2)]))
    assert recursion.shares(model, {"a": [None, never, None, never], "b": [never]}, 2) == {"a": 0.5, "b": 0.0}


def test_the_table_is_the_mean_over_seeds() -> None:
    runs = [{"network": "HRM", "solved": {"mix": share}} for share in (20.0, 40.0)]
    lines = recursion.table(runs, {"mix": [None, Piece.of(SQUARE)]}).splitlines()
    assert [line.split() for line in lines[1:]] == [["propagation", "1", "50.0"], ["HRM", "2", "30.0", "(20.0-40.0)"]]


def test_three_networks_are_trained_and_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = np.array([1, 0, 0, 1])
    save(tmp_path / "pool" / "x.npz", [Example(SQUARE, np.full(4, OPEN), target, np.arange(4) // 2, "x")])
    monkeypatch.setattr(recursion, "sets", lambda names, n: {name: [None, Piece.of(SQUARE)] for name in names})
    arguments = ["--pool", str(tmp_path / "pool"), "--minutes", "0.003", "--seeds", "3", "--kinds", "tents", "maze"]
    recursion.main([*arguments, "--out", str(tmp_path)])
    written = (tmp_path / "results.json").read_bytes()
    recursion.main([*arguments, "--out", str(tmp_path)])
    assert (tmp_path / "results.json").read_bytes() == written  # nothing is made again
    runs = json.loads((tmp_path / "results.json").read_text())
    assert [(run["network"], run["seed"]) for run in runs] == [("TRM", 3), ("HRM", 3), ("no recursion", 3)]
    assert all(set(run["solved"]) == {"mix", "tents"} for run in runs)  # only what is held out
    assert all(run["steps"] > 0 and run["curve"] for run in runs)
    assert (tmp_path / "recursion.png").read_bytes().startswith(b"\x89PNG")
    assert "propagation        1" in capsys.readouterr().out
