"""`train KIND|RULEBOOKS.jsonl`: puzzles, race, weights with a card; Ctrl-C and kill -9 break nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from adapters.cli import run
from solvers.kinds import KINDS
from solvers.networks import Networks
from solvers.rule_solver import RuleSolver
from solvers.rules import rulebook
from solvers.specialists import digest, examined, specialists
from solvers.training import specialist, specialist_puzzles, specialist_runner
from solvers.training.display import Display
from solvers.training.rules_pool import example
from solvers.training.runs import Interrupt
from solvers.training.verdict import Comparison
from trm.checkpoint import save_tensors
from trm.rows import reduced
from trm.rule_block import RuleConfig

ROOT = Path(__file__).resolve().parents[2]
MINUTES = "0.01"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small rulebooks, nearly none of which propagation settles."""
    rng = random.Random(3)
    problems: list[Any] = []
    while len(problems) < 17:
        made = KINDS["rules"].make(rng, 5)  # type: ignore[attr-defined]
        if made is not None and example(made, "rules") is not None:
            problems.append(made)
    path = tmp_path_factory.mktemp("books") / "seats.jsonl"
    lines = [json.dumps(rulebook.write(each)) for each in problems]
    lines[1] = json.dumps({"id": 7, "rulebook": json.loads(lines[1])})
    path.write_text("\n".join([*lines, ""]))
    return path


def tiny(path: Path, shape: RuleConfig = RuleConfig(16, 16)) -> Path:  # noqa: B008 - frozen
    """Untrained weights that a test can afford."""
    import torch

    torch.manual_seed(0)
    save_tensors(path, shape.build().state_dict(), {"config": shape.to_json()})
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny network over rules, and a home for specialists that is the test's own."""
    weights = tiny(tmp_path / "rules.safetensors")
    for module in ("solvers.specialists", "solvers.training.specialist", "solvers.training.specialist_runner"):
        monkeypatch.setattr(f"{module}.RULES", weights)
    monkeypatch.setattr(specialist, "home", lambda: tmp_path / "home")
    monkeypatch.setattr(specialist_puzzles, "FEWEST", 5)
    return tmp_path


def test_a_file_of_rulebooks_becomes_weights_with_a_card(
    books: Path, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = here / "run"
    monkeypatch.setattr(Comparison, "better", True)
    assert run(["train", str(books), "--minutes", MINUTES, "--held-out", "3", "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "puzzles: 11 to learn from, 3 to judge by\nrace, round 1 of 2: rules · loss " in printed
    assert "judging: the specialist and the network over rules" in printed
    assert f"used from now on: {here / 'home' / 'rules-seats.safetensors'}" in printed
    card = json.loads((out / "rules-seats.json").read_text())
    assert (card["serves"], card["kind"], card["puzzles"]["train"]) == ("specialist", "rules", 11)
    assert all("different" in each for each in card["signatures"])
    assert card["command"].startswith("trm-router train ")
    assert [len(each["losses"]) for each in card["race"]] == [4, 2]
    assert card["chosen"] in card["race"][1]["losses"]
    assert card["verdict"]["proven"].keys() == {"specialist", "generalist"}
    (special,) = specialists(folders=[here / "home"])
    puzzle = rulebook.read(books.read_text().splitlines()[5])
    assert Networks(special, RuleSolver()).pick("rules", puzzle) is special
    assert run(["train", str(books), "--out", str(out)]) == 2
    assert "already holds a run (--resume, or another --out)" in capsys.readouterr().err
    assert run(["ship", str(out), "--to", str(here / "again")]) == 0
    assert examined(here / "again" / "rules-seats.safetensors").card is not None


def test_what_is_not_better_stays_in_its_folder(
    books: Path, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Comparison, "better", False)
    out = here / "run"
    assert run(["train", str(books), "--minutes", MINUTES, "--held-out", "3", "--out", str(out)]) == 0
    assert "not better: the network over rules goes on serving" in capsys.readouterr().out
    assert not (here / "home").exists()
    assert examined(out / "rules-seats.safetensors").reason == "it was not better than the network over rules"


def test_ctrl_c_saves_and_resume_goes_on(
    books: Path, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    update = Display.update

    def pressed(self: Any, report: Any) -> None:
        update(self, report)
        signal.raise_signal(signal.SIGINT)

    arguments = ["train", str(books), "--minutes", MINUTES, "--held-out", "3", "--out", str(here / "run")]
    monkeypatch.setattr(Display, "update", pressed)
    assert run(arguments) == 130
    assert "stopped and saved; the same command with --resume goes on" in capsys.readouterr().out
    assert not list((here / "run").glob("*.safetensors"))
    monkeypatch.setattr(Display, "update", update)
    assert run([*arguments, "--resume"]) == 0
    printed = capsys.readouterr().out
    assert "race, round" not in printed  # it was over
    assert "weights: " in printed
    tiny(here / "rules.safetensors", RuleConfig(24, 16))  # another network over rules was installed
    assert run([*arguments, "--resume"]) == 0
    assert "judging: " in capsys.readouterr().out
    card = json.loads((here / "run" / "rules-seats.json").read_text())
    assert card["verdict"]["rival"] == digest(here / "rules.safetensors")


KILLED = """
import os, signal, sys
from pathlib import Path
from solvers.training import specialist, specialist_puzzles, specialist_runner
from solvers.training.display import Display
import solvers.specialists
for module in (solvers.specialists, specialist, specialist_runner):
    module.RULES = Path(sys.argv[1])
specialist_puzzles.FEWEST = 5
specialist.home = lambda: Path(sys.argv[1]).parent / "home"
loss, count = specialist_runner.Runner.loss, [0]
def last(self):
    count[0] += 1
    if count[0] == 6:  # in the second round
        os.kill(os.getpid(), signal.SIGKILL)
    return loss(self)
specialist_runner.Runner.loss = last
from adapters.cli import run
run(sys.argv[2:])
"""


def test_a_run_killed_with_9_goes_on(books: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["train", str(books), "--minutes", MINUTES, "--held-out", "3", "--out", str(here / "run")]
    command = [sys.executable, "-c", KILLED, str(here / "rules.safetensors"), *arguments]
    ended = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1"}, capture_output=True, check=False
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()[-500:]
    first = json.loads((here / "run" / "race.json").read_text())
    assert len(first) == 1
    assert run([*arguments, "--resume"]) == 0
    printed = capsys.readouterr().out
    assert "round 1" not in printed
    assert "race, round 2 of 2: " in printed
    assert json.loads((here / "run" / "race.json").read_text())[0] == first[0]
    assert examined(here / "run" / "rules-seats.safetensors").reason in (
        "",
        "it was not better than the network over rules",
    )


def test_a_kind_is_drawn_from_its_generator_without_doubles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(specialist_puzzles, "FEWEST", 5)
    options = {"seed": 0, "most": 6, "held_out": 2, "minutes": 1.0}
    puzzles = specialist_puzzles.prepared(tmp_path, "n_queens", **options)  # type: ignore[arg-type]
    assert (puzzles.kind, puzzles.counts) == ("n_queens", {"train": 6, "chosen by": 2, "judged by": 2})
    sets = (puzzles.train, puzzles.chosen_by, puzzles.judged_by)
    marks = [left.rows.fingerprint() for part in sets for each in part if (left := reduced(each.rows, each.given))]
    assert len(set(marks)) == len(marks) == 10
    again = specialist_puzzles.prepared(tmp_path, "n_queens", **options)  # type: ignore[arg-type]
    assert again == puzzles  # read, not made


def test_weights_of_the_network_over_rules_are_where_a_candidate_starts(books: Path, here: Path) -> None:
    from solvers.training.recipe import RunOptions
    from trm.rule_models import load_rule_model

    held = specialist_puzzles.prepared(here / "p", str(books), seed=0, most=9, held_out=3, minutes=1.0)
    field = specialist_runner.candidates(RuleConfig(16, 16), None)
    assert field["rules-thorough"].shape.inner_cycles == 6
    options = RunOptions(str(books), here / "run")
    runners = {
        name: specialist_runner.Runner(name, field[name], options, held, 1.0, Interrupt())
        for name in ("rules", "rules-thorough", "new-narrow")
    }
    began = load_rule_model(here / "rules.safetensors").state_dict()
    for name in ("rules", "rules-thorough"):
        state = runners[name].trainer.model.state_dict()
        assert all((state[key] == value).all() for key, value in began.items())
    assert runners["new-narrow"].trainer.model.hidden == 48
    assert 0.2 < runners["rules"].loss() < 2.0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["futoshiki", "--grids", "4"], "--grids does not go with a specialist over rules (leave it out)"),
        (["futoshiki", "--steps", "4"], "--steps does not go with a specialist over rules"),
        (["futoshiki", "--device", "cuda"], "specialists over rules are trained on the CPU, not on 'cuda'"),
        (
            ["futoshiki", "--size", "paper-mlp"],
            "no size 'paper-mlp' for a specialist (one of rules-narrow, rules-small",
        ),
        (["futoshiki", "--minutes", "0"], "--minutes 0.0 (more than 0)"),
        (["tents", "--ship"], "'tents' is held out: what is shipped has never learnt from it"),
        (["slitherlink"], "rules of 'slitherlink' have no linear form"),
        (["none.jsonl"], "cannot read 'none.jsonl'"),
    ],
)
def test_errors_are_one_line(more: list[str], said: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", *more, "--out", str(here / "run")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("trm-router: ")
    assert error.count("\n") == 1
    assert said in error


def test_a_line_that_is_no_rulebook_is_named(books: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = here / "bad.jsonl"
    path.write_text(books.read_text().splitlines()[0] + '\n{"cells": ["x"]}\n')
    assert run(["train", str(path), "--out", str(here / "run")]) == 2
    assert f"{path}, line 2: " in capsys.readouterr().err
    path.write_text(books.read_text().splitlines()[0] + "\n")
    assert run(["train", str(path), "--out", str(here / "run")]) == 2
    assert "1 puzzles of " in capsys.readouterr().err
