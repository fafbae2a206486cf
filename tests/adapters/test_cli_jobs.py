"""A batch shared among processes: order and ids kept, nothing lost where one is killed, nothing left where it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from adapters.cli import run
from solvers.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
SUDOKU = KINDS["sudoku"]
SMALL = [SUDOKU.render(SUDOKU.generate(seed, size=4)) for seed in range(4)]
RULES = {"cells": ["a", "b"], "values": [1, 2], "rules": [{"rule": "less", "cells": ["a", "b"]}]}


def rows(count: int) -> list[dict[str, Any]]:
    """Sudokus, with a rulebook and lines that are nothing between them."""
    found: list[dict[str, Any]] = []
    for number in range(count):
        text = f"Solve this sudoku:\n{SMALL[number % 4]}"
        found.append({"id": f"row {number}", "text": text})
    found[1] = {"id": 1, "rulebook": RULES}
    found[2] = {"id": None, "neither": 1}
    found[3] = {"id": {"a": [3]}, "text": "who wrote Faust?"}
    return found


def written(path: Path, count: int) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows(count)))
    return path


def started(source: Path, out: Path, *, jobs: int = 2) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "adapters.cli", "solve", "--batch", str(source), "--out", str(out)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "TRM_ROUTER_MODEL": "none"}
    return subprocess.Popen(
        [*command, "--jobs", str(jobs), "--quiet"], cwd=ROOT, env=environment, stderr=subprocess.PIPE
    )


def workers(pid: int) -> list[int]:
    """The processes of a batch: what it spawned, without multiprocessing's own tracker."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            said = (path.parent / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if parent == pid and b"spawn_main" in said:
            found.append(int(path.parent.name))
    return found


def until(what: Any, seconds: float = 60.0) -> None:
    ends = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ends, "it did not happen in time"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def lines(path: Path) -> int:
    return path.read_text().count("\n") if path.exists() else 0


def test_the_same_receipts_in_the_same_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRM_ROUTER_MODEL", "none")
    source = written(tmp_path / "rows.jsonl", 12)
    alone = run(["solve", "--batch", str(source), "--quiet"])
    first = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    together = run(["solve", "--batch", str(source), "--quiet", "--jobs", "2"])
    second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert alone == together == 3
    assert [line.get("id") for line in second] == [row["id"] for row in rows(12)]
    for mine, its in zip(first, second, strict=True):
        assert {key: mine.get(key) for key in ("id", "status", "kind", "answer", "reason")} == {
            key: its.get(key) for key in ("id", "status", "kind", "answer", "reason")
        }


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_a_process_that_is_killed_loses_no_row(tmp_path: Path) -> None:
    source, out = written(tmp_path / "rows.jsonl", 150), tmp_path / "out.jsonl"
    batch = started(source, out)
    until(lambda: lines(out) > 5)
    mine = workers(batch.pid)
    assert len(mine) == 2
    os.kill(mine[0], signal.SIGKILL)
    assert batch.wait(240) == 3
    found = [json.loads(line) for line in out.read_text().splitlines()]
    assert [line.get("id") for line in found] == [row["id"] for row in rows(150)]
    assert {line["status"] for line in found[4:]} == {"verified"}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_when_it_ends_its_processes_end_and_it_can_go_on(tmp_path: Path, how: signal.Signals) -> None:
    source, out = written(tmp_path / "rows.jsonl", 150), tmp_path / "out.jsonl"
    batch = started(source, out)
    until(lambda: lines(out) > 5)
    mine = workers(batch.pid)
    batch.send_signal(how)
    code = batch.wait(20)
    assert code == (130 if how == signal.SIGINT else -signal.SIGKILL)
    if how == signal.SIGINT:
        assert batch.stderr is not None
        assert b"of 150 rows are written" in batch.stderr.read()
    until(lambda: not any(alive(pid) for pid in mine), 10)
    before = out.read_text()
    assert started(source, out).wait(240) == 3
    assert out.read_text().startswith(before[: before.rfind("\n") + 1])
    assert [json.loads(line).get("id") for line in out.read_text().splitlines()] == [row["id"] for row in rows(150)]


def test_jobs_are_of_a_batch(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["solve", "--jobs", "2", "1..."]) == 2
    assert "give --batch" in capsys.readouterr().err
