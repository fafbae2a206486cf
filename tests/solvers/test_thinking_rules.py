"""Thinking over rules: steps until all rules hold, told once, drawn, and not measured again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from solvers.base import PuzzleError
from solvers.kinds import KINDS
from solvers.measure import thinking_rules
from solvers.measure.thinking_rules import STEPS, needed, shares
from solvers.rule_solver import RULES
from solvers.rules import rulebook

SETTLED = rulebook.read('{"cells": ["x", "y"], "values": [1, 2], "rules": [{"rule": "less", "cells": ["x", "y"]}]}')
IMPOSSIBLE = rulebook.read(
    '{"cells": ["x", "y", "z"], "values": [1, 2], "rules": [{"rule": "different", "cells": ["x", "y", "z"]}]}'
)


def test_steps_of_each_puzzle_count_once() -> None:
    assert shares([0, 1, 3, 32, None]) == [20.0, 40.0, 40.0, 60.0, 60.0, 60.0, 80.0]
    drawn = [SETTLED, IMPOSSIBLE, *(KINDS["futoshiki"].generate(seed) for seed in range(3))]
    found = needed(RULES, drawn)
    assert found[:2] == [0, None]
    assert all(steps is not None and steps <= STEPS[-1] for steps in found[2:])


def test_sets_are_measured_once_and_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib", reason="the picture needs matplotlib")
    keep, picture = tmp_path / "kept.json", tmp_path / "t.png"
    file = tmp_path / "s.csv"
    grid = "534678912672195348198342567859761423426853791713924856961537284287419635345286179"
    file.write_text("puzzle\n" + "." * 9 + grid[9:] + "\n")
    arguments = ["--n", "2", "--keep", str(keep), "--to", str(picture), "--kinds", "tents", "slitherlink"]
    thinking_rules.main([*arguments, "--sudoku", str(file)])
    printed = capsys.readouterr().out
    assert "tents (n=2): " in printed
    assert "slitherlink" not in printed  # no rows
    assert "| sudoku, specialist | 1 | " in printed
    assert picture.read_bytes().startswith(b"\x89PNG")
    kept = json.loads(keep.read_text())
    assert list(kept["sets"]) == ["tents", "sudoku, generalist", "sudoku, specialist"]
    kept["sets"]["tents"] = [7, None]
    keep.write_text(json.dumps(kept))
    thinking_rules.main(arguments)
    assert "| tents | 2 | 0 | 0 | 0 | 0 | 50 | 50 | 50 |" in capsys.readouterr().out
    with pytest.raises(PuzzleError, match="another n"):
        thinking_rules.main(["--n", "3", "--keep", str(keep), "--kinds"])
