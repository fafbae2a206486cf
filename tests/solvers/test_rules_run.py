"""`train rules`: from a pool of puzzles to weights, card and curves; Ctrl-C saves, --resume goes on."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adapters.cli import run
from solvers.rule_solver import RuleSolver
from solvers.rules.mixes import mix
from solvers.training import rules_run
from solvers.training.rules_pool import Example, load, save
from trm.checkpoint import load_tensors
from trm.curves import read_log
from trm.rows import OPEN, Rows


def puzzle(k: int, kind: str = "chain") -> Example:
    """Three times one of two candidates; a row over three of them tells which, and propagation alone does not."""
    rows = [([2 * i, 2 * i + 1], [1, 1], 1, 1) for i in range(3)]
    true = np.array([(k >> i) & 1 for i in range(3)])
    target = np.stack((1 - true, true), 1).ravel()
    sums = [([1, 3], [1, 2]), ([3, 5], [1, 1]), ([1, 5], [1, -1])]
    exact = [(i, c, v := int(np.dot(target[i], c)), v) for i, c in sums]
    given = np.full(6, OPEN)
    return Example(Rows.build(6, [*rows, *exact[1:]]), given, target, np.arange(6) // 2, kind)


@pytest.fixture
def arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A pool, held-out puzzles and a network that a test can afford."""
    from trm.rule_block import RuleConfig

    save(tmp_path / "pool" / "chain-0.npz", [puzzle(k) for k in range(8)])
    save(tmp_path / "cache" / "rules-held-2" / "mix.npz", [puzzle(2, "held-out"), puzzle(5, "held-out")])
    monkeypatch.setitem(rules_run.RULE_SIZES, "rules-messages", RuleConfig(16, 16, messages=True))
    return ["--data", str(tmp_path / "pool"), "--cache", str(tmp_path / "cache"), "--held-out", "2", "--rows", "4"]


def test_a_run_ends_in_weights_card_and_curves(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, to = tmp_path / "run", tmp_path / "weights"
    arguments += ["--steps", "3", "--out", str(out)]
    assert run(["train", "rules", *arguments, "--ship-to", str(to)]) == 0
    printed = capsys.readouterr().out
    assert "100% · step 3 · " in printed
    assert "held-out " in printed
    assert f"weights: {to / 'rules.safetensors'}" in printed
    for folder in (out, to):
        card = json.loads((folder / "rules.json").read_text())
        assert (card["serves"], card["steps"], card["seed"], card["data"]) == ("rules", 3, 0, ["chain"])
        assert card["command"].startswith("trm-router train rules --steps 3 --out ")
        assert list(card["scores"]) == ["held-out"]
        assert "norinori" in card["held_out"]
        assert (folder / "rules.png").exists()
    problem = mix(1_000_001)
    solver = RuleSolver(to / "rules.safetensors")
    assert solver.supports("mix", problem)
    assert run(["train", "rules", *arguments]) == 2
    assert "already holds a run (--resume, or another --out)" in capsys.readouterr().err
    assert run(["ship", str(out), "--to", str(tmp_path / "again")]) == 0
    assert (tmp_path / "again" / "rules.safetensors").read_bytes() == (to / "rules.safetensors").read_bytes()


def test_ctrl_c_saves_and_resume_goes_on(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    update = rules_run.Display.update

    def pressed(self: Any, report: Any) -> None:
        update(self, report)
        if report.step == 2:
            signal.raise_signal(signal.SIGINT)

    arguments += ["--steps", "5", "--out", str(tmp_path / "run")]
    monkeypatch.setattr(rules_run.Display, "update", pressed)
    assert run(["train", "rules", *arguments]) == 130
    assert "stopped at step 2 and saved; the same command with --resume goes on" in capsys.readouterr().out
    assert not (tmp_path / "run" / "rules.safetensors").exists()
    monkeypatch.setattr(rules_run.Display, "update", update)
    assert run(["train", "rules", *arguments, "--resume"]) == 0
    assert load_tensors(tmp_path / "run" / "training.safetensors")[1]["step"] == 5
    assert [record["step"] for record in read_log(tmp_path / "run" / "log.jsonl")] == [5]


def test_an_empty_pool_is_filled_with_random_mixes_first(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments[1] = str(tmp_path / "new")
    arguments += ["--puzzles", "2", "--steps", "1", "--out", str(tmp_path / "run"), "--size", "rules-plain"]
    assert run(["train", "rules", *arguments]) == 0
    (file,) = (tmp_path / "new").glob("*.npz")
    assert (file.name, [each.kind for each in load(file)]) == ("mix-0-000000.npz", ["mix", "mix"])
    card = json.loads((tmp_path / "run" / "rules.json").read_text())
    assert (card["config"]["mixer"], card["data"]) == ("rules-plain", ["mix"])
    assert "random mixes of rules" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--size", "relational-small"], "no size 'relational-small' for rules (one of rules-narrow, rules-small"),
        (["--grids", "4"], "--grids does not go with rules (leave it out)"),
        (["--exclude", "x.csv"], "--exclude does not go with rules"),
        (["--device", "cuda"], "rules is trained on the CPU, not on 'cuda' (--device cpu)"),
        (["--optimizer", "muon"], "muon does not train rules (--optimizer adamw)"),
        (["--steps", "0"], "--steps 0 (at least 1)"),
        (["--resume"], "no checkpoint at"),
    ],
)
def test_errors_are_one_line(
    more: list[str], said: str, arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = [] if "--steps" in more else ["--steps", "1"]
    assert run(["train", "rules", *arguments, *steps, *more, "--out", str(tmp_path / "run")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("trm-router: ")
    assert error.count("\n") == 1
    assert said in error
