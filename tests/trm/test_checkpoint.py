"""Checkpoints survive kill -9, damage is named with a hint, and two processes end with one set of weights."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save
from test_train import assert_same, run
from trm_tasks import TINY, tiny_trainer

from trm.checkpoint import (
    CheckpointError,
    load_model,
    load_tensors,
    save_tensors,
    save_weights,
    write_atomically,
)
from trm.model import TinyRecursiveModel

pytestmark = pytest.mark.timeout(400)  # one test starts an interpreter with torch, which is slow on a busy machine
ROOT = Path(__file__).resolve().parents[2]


def tiny(mixer: str = "relational") -> TinyRecursiveModel:
    torch.manual_seed(4)
    return TinyRecursiveModel(TINY[mixer])


@pytest.mark.parametrize("mixer", TINY)
def test_shipped_weights_are_half_precision_with_a_card(mixer: str, tmp_path: Path) -> None:
    model = tiny(mixer)
    path = tmp_path / "new" / "tiny.safetensors"
    save_weights(path, model.state_dict(), model.config, {"kind": "sudoku", "seed": 7})
    card = json.loads(path.with_suffix(".json").read_text())
    assert (card["kind"], card["seed"], card["config"]["mixer"]) == ("sudoku", 7, mixer)
    tensors, _ = load_tensors(path)
    assert {value.dtype for value in tensors.values()} == {torch.float16}
    again = load_model(path)
    assert not again.training
    assert not any(p.requires_grad for p in again.parameters())
    for name, value in again.state_dict().items():
        assert torch.equal(value, model.state_dict()[name].half().float())


def test_a_training_checkpoint_loads_as_its_averaged_weights(tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path)
    run(trainer)
    model = load_model(trainer.path)
    assert torch.equal(model.head.weight, trainer.ema["head.weight"])
    assert not torch.equal(model.head.weight, trainer.model.head.weight)


def damaged(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    good = tmp_path / "good.safetensors"
    save_weights(good, tiny().state_dict(), TINY["relational"], {})
    data = good.read_bytes()
    for name, content in {"cut": data[:-40], "short": data[:20], "empty": b"", "pickle": b"\x80\x04" + data}.items():
        (tmp_path / name).write_bytes(content)
        yield tmp_path / name, "cannot read"
    tensors, meta = load_tensors(good)
    old = {"meta": json.dumps({**meta, "format": 0})}
    (tmp_path / "old").write_bytes(save(tensors, metadata=old))
    yield tmp_path / "old", "has format 0, this code reads 1"
    (tmp_path / "foreign").write_bytes(save(tensors))
    yield tmp_path / "foreign", "has format None"
    (tmp_path / "noise").write_bytes(save(tensors, metadata={"meta": "{"}))
    yield tmp_path / "noise", "cannot read"
    save_tensors(tmp_path / "bare", tensors, {})
    yield tmp_path / "bare", "does not fit: 'config'"
    config = {**TINY["relational"].to_json(), "hidden": 8}
    save_tensors(tmp_path / "other", tensors, {"config": config})
    yield tmp_path / "other", "does not fit"
    save_tensors(tmp_path / "unknown", tensors, {"config": {**config, "depth": 3}})
    yield tmp_path / "unknown", "does not fit"
    yield tmp_path / "missing", "no checkpoint at"


def test_damage_is_one_line_with_the_path_and_a_hint(tmp_path: Path) -> None:
    for path, said in damaged(tmp_path):
        with pytest.raises(CheckpointError) as caught:
            load_model(path)
        assert said in str(caught.value), path.name
        assert repr(str(path)) in str(caught.value)
        assert "\n" not in str(caught.value)
        assert caught.value.hint


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_kill_9_in_the_middle_of_a_write_loses_nothing(moment: str, tmp_path: Path) -> None:
    path = tmp_path / "training.safetensors"
    save_tensors(path, {"a": torch.arange(3)}, {"step": 1})
    before = path.read_bytes()
    child = os.fork()
    if not child:
        setattr(os, moment, lambda *args: os.kill(os.getpid(), signal.SIGKILL))
        write_atomically(path, b"half of a new checkpoint")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert path.read_bytes() == before
    tensors, meta = load_tensors(path)
    assert (tensors["a"].tolist(), meta["step"]) == ([0, 1, 2], 1)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_failed_write_leaves_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(tmp_path / "x", b"1")
    assert list(tmp_path.iterdir()) == []


CHILDREN = """
import os, signal, sys, threading, time
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
from trm_tasks import tiny_trainer
light = [name for name in ("pydantic", "litellm", "matplotlib", "typer") if name in sys.modules]
from solvers.training import runs
from solvers.kinds.sudoku import recipe
from solvers.kinds.maze import recipe as maze_recipe
light += [name for name in ("pydantic", "litellm", "matplotlib", "langgraph", "pysat") if name in sys.modules]
out = Path(sys.argv[1])
(out / "loaded").write_text(" ".join(light))

def rank(number):
    os.environ.update(RANK=str(number), WORLD_SIZE="2", MASTER_ADDR="127.0.0.1", MASTER_PORT=sys.argv[2])
    from trm.train import join_processes
    assert join_processes("cpu") == "cpu"
    trainer = tiny_trainer(out / "both", steps=5, minutes=60.0)
    if number:
        import trm.train
        from types import SimpleNamespace
        # a clock so quick that, were it asked, this process would stop after its first step
        trm.train.time = SimpleNamespace(monotonic=lambda: 1e9 * time.monotonic())
    reports = list(trainer.run(lambda model: {{"score": 1.0}}))
    assert len(reports) == 5, reports
    trainer.out = out / f"rank{{number}}"
    trainer.save()
    os._exit(0)

def endless():
    for _ in tiny_trainer(out / "killed", steps=14, checkpoint_minutes=0.0).run():
        time.sleep(0.05)
    os._exit(0)

children = []
for start in (lambda: rank(0), lambda: rank(1), endless):
    child = os.fork()
    if not child:
        try:
            start()
        except BaseException as error:
            (out / f"failed{{len(children)}}").write_text(repr(error))
        os._exit(1)
    children.append(child)
for _ in range(6000):
    if (out / "killed" / "training.safetensors").exists():
        break
    time.sleep(0.05)
time.sleep(0.1)
os.kill(children[2], signal.SIGKILL)
print([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])
"""


@pytest.fixture(scope="module")
def children(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One interpreter that forks two processes of a group and a run that is killed with -9 as it trains.

    Forked from a process that has never run autograd, which saves importing torch three times.
    """
    import socket

    out = tmp_path_factory.mktemp("children")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = CHILDREN.format(root=str(ROOT), tests=str(ROOT / "tests"))
    done = subprocess.run(
        [sys.executable, "-c", script, str(out), str(port)], capture_output=True, text=True, timeout=350, check=False
    )
    failures = [path.read_text() for path in out.glob("failed*")]
    assert done.stdout.strip() == "[0, 0, -9]", (done.stdout, done.stderr[-2000:], failures)
    return out


def test_training_needs_no_pydantic_litellm_or_matplotlib(children: Path) -> None:
    assert (children / "loaded").read_text() == ""


def test_two_processes_train_one_model_on_different_puzzles(children: Path) -> None:
    (one, one_meta), (two, two_meta) = (load_tensors(children / f"rank{r}" / "training.safetensors") for r in (0, 1))
    assert one_meta["step"] == two_meta["step"] == 5
    rows = len(one["rows.0.age"])
    assert one_meta["fresh"] == two_meta["fresh"] >= 2 * rows  # the puzzles of both
    shared = [name for name in one if name.startswith(("model.", "ema.", "optimizer."))]
    assert len(shared) > 30
    assert [name for name in shared if not torch.equal(one[name], two[name])] == []
    assert not torch.equal(one["rows.0.inputs"], two["rows.0.inputs"])
    log = (children / "both" / "log.jsonl").read_text().splitlines()
    assert [json.loads(line)["step"] for line in log] == [5]  # one process writes


def test_a_run_killed_with_9_goes_on_bit_for_bit(children: Path, tmp_path: Path) -> None:
    resumed = tiny_trainer(children / "killed", steps=14)
    resumed.resume()
    assert 1 <= resumed.step < 14
    run(resumed)
    whole = tiny_trainer(tmp_path, steps=14, checkpoint_minutes=0.0)
    run(whole)
    resumed.train = whole.train
    assert_same(whole, resumed)
    assert not [path for path in whole.out.iterdir() if path.suffix == ".tmp"]


def test_a_process_beside_the_first_draws_its_own_puzzles_after_a_resume(children: Path) -> None:
    trainer = tiny_trainer(children / "both", steps=9)
    trainer.rank = 1
    trainer.resume(children / "rank0" / "training.safetensors")
    _, meta = load_tensors(children / "rank0" / "training.safetensors")
    assert trainer.rng.bit_generator.state != meta["rng"]
    assert bool(trainer.rows[0].stale.all())


@pytest.mark.slow
def test_torchrun_runs_the_entry_point(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    command += [
        "-m",
        "solvers.training.runs",
        "maze",
        "--steps",
        "3",
        "--no-compile",
        "--batch",
        "4",
        "--held-out",
        "2",
    ]
    began = time.monotonic()
    environment: dict[str, Any] = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "run")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "run" / "maze.safetensors").exists()
    assert done.stdout.count("weights:") == 1
    assert time.monotonic() - began < 600
