"""Measuring share proven against steps: goes on where it stopped, counts every trajectory, draws a picture."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from trm_tasks import TINY

from adapters.cli import run
from solvers.kinds.sudoku import SUDOKU
from solvers.measure import thinking
from trm.engine import Engine
from trm.model import TinyRecursiveModel
from trm.torch_step import TorchGridStep

EASY = [SUDOKU.generate(seed, clues=45) for seed in range(3)]


def lines(path: Path) -> Path:
    path.write_text("\n".join("".join(str(d) for row in puzzle.rows for d in row) for puzzle in EASY) + "\n")
    return path


def test_easy_puzzles_are_proven_kept_and_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib", reason="the picture needs matplotlib")
    file, kept, picture = lines(tmp_path / "easy.txt"), tmp_path / "kept.json", tmp_path / "think.png"
    arguments = [f"easy={file}", "--plan", "medium", "--keep", str(kept), "--to", str(picture)]
    assert run(["measure", "thinking", *arguments]) == 0
    assert "easy: 3/3 = 100.0 % proven" in capsys.readouterr().out
    whole = json.loads(kept.read_text())
    first = whole["sets"]
    assert all(row["proven"] and row["total_steps"] >= row["attempts"] >= 1 for row in first["easy"])
    assert picture.read_bytes().startswith(b"\x89PNG")
    first["easy"][0]["attempts"] = 77
    kept.write_text(json.dumps({**whole, "sets": {"easy": first["easy"][:2]}}))
    assert run(["measure", "thinking", *arguments]) == 0
    again = json.loads(kept.read_text())["sets"]["easy"]
    assert [row["attempts"] for row in again] == [77, *(row["attempts"] for row in first["easy"][1:])]


def test_results_of_another_plan_are_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, kept = lines(tmp_path / "easy.txt"), tmp_path / "kept.json"
    assert run(["measure", "thinking", f"easy={file}", "--plan", "low", "--limit", "1", "--keep", str(kept)]) == 0
    before = kept.read_text()
    assert (
        run(["measure", "thinking", f"easy={file}", "--plan", "trajectory", "--limit", "1", "--keep", str(kept)]) == 2
    )
    assert "another plan" in capsys.readouterr().err
    assert kept.read_text() == before


def test_a_missing_file_is_one_line_with_a_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["measure", "thinking", f"x={tmp_path / 'none.csv'}", "--keep", str(tmp_path / "k.json")]) == 2
    assert "hint" not in (error := capsys.readouterr().err)
    assert error.startswith("trm-router: cannot read")


def test_one_trajectory_has_no_restarts_and_pins_in_place() -> None:
    from solvers.neural import shipped_cards
    from trm.checkpoint import load_model

    engine = Engine(TorchGridStep(load_model(Path(shipped_cards()["sudoku"]["path"]))))
    grid = np.array(EASY[0].rows, np.int64)
    for plan in ("trajectory", "pinning", "revising", "backtracking"):
        (result,) = thinking.think(engine, [grid], thinking.PLANS[plan])
        assert result["attempts"] == 1 or plan in ("revising", "backtracking")
        assert result["total_steps"] <= 64


@pytest.mark.parametrize("plan", ["trajectory", "pinning", "revising", "backtracking"])
def test_a_plan_of_one_trajectory_takes_64_steps_and_no_more(plan: str) -> None:
    """A network that is never right: every plan spends its whole budget."""
    model = TinyRecursiveModel(TINY["relational"])
    grid = np.zeros((4, 4), np.int64)
    (trace,) = Engine(TorchGridStep(model)).run([grid], lambda job, tokens: False, thinking.PLANS[plan])
    assert trace.total_steps == 64
    assert trace.attempts == (1 if plan in ("trajectory", "pinning") else 18)
