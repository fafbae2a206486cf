"""Networks as ONNX: written, run by onnxruntime, and judged by the puzzles they prove. Skips where onnx is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from adapters.cli import run


@pytest.mark.slow
@pytest.mark.parametrize("name", ["maze", "sudoku"])
def test_what_is_written_proves_the_same_puzzles(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for package in ("onnx", "onnxruntime", "onnxscript"):
        pytest.importorskip(package, reason="needs the extra `onnx`; `make export-onnx` has an environment with it")
    assert run(["export", name, "--int8", "-n", "5", "--out", str(tmp_path), "--json", "--quiet"]) == 0
    plain, small = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (tmp_path / plain["file"]).stat().st_size == plain["bytes"]
    assert plain["cells"] == 1.0
    assert plain["same"] == plain["puzzles"] == 5
    assert small["bytes"] < plain["bytes"] / 2
    assert small["proven"] >= 4
    assert small["cells"] > 0.95


def test_a_kind_without_a_network_of_its_own_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "futoshiki"]) == 3
    assert "no network of its own solves futoshiki" in capsys.readouterr().err
