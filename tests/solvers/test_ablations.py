"""Ablations: every variant is trained, the table shows them beside propagation, and what is there is not made again."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from solvers.measure import ablations
from solvers.rules import mixes
from solvers.training.rules_pool import HELD_OUT, Example, save
from trm.rows import OPEN, Rows
from trm.rule_piece import Piece

SQUARE = Rows.build(4, [([0, 1], [1, 1], 1, 1), ([2, 3], [1, 1], 1, 1), ([1, 3], [1, 1], 1, 1)])


def test_choices_are_not_made_by_what_is_kept_for_the_record() -> None:
    assert ablations.FIRST + 20 * 1000 < mixes.HELD_OUT
    assert not HELD_OUT & {*ablations.TRAINED, *ablations.NO_MIXES}
    assert "mix" not in ablations.NO_MIXES


def test_variants_are_trained_once_and_stand_in_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = np.array([1, 0, 0, 1])
    for kind in ("mix", "minesweeper"):
        example = Example(SQUARE, np.full(4, OPEN), target, np.arange(4) // 2, kind)
        save(tmp_path / "pool" / f"{kind}.npz", [example])
    monkeypatch.setattr(ablations, "sets", lambda names, n, first: {name: [None, Piece.of(SQUARE)] for name in names})
    names = ["without row features", "random mixes alone", "minesweeper alone", "d 32"]
    arguments = ["--pool", str(tmp_path / "pool"), "--minutes", "0.002", "--kinds", "killer", "--out", str(tmp_path)]
    ablations.main([*arguments, "--variants", names[0], names[1]])
    ablations.main([*arguments, "--variants", *names])
    runs = json.loads((tmp_path / "results.json").read_text())
    assert [run["variant"] for run in runs] == names
    assert all(run["steps"] > 0 and set(run["solved"]) == {"mix", "killer"} for run in runs)
    lines = (tmp_path / "table.md").read_text().splitlines()
    assert lines[0] == "| variant | parameters | steps | mix (2) | killer (2) |"
    assert lines[2] == "| propagation alone | - | - | 50.0 | 50.0 |"
    assert lines[3].startswith("| without row features | 47,106 | ")
    assert capsys.readouterr().out.count("without row features: ") == 1
