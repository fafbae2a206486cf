"""The base install: every verb without torch, litellm and the other extras, whose imports are blocked here.

What needs an extra says so in one line with the command that installs it; everything else works.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.extras import BRINGS, missing

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"

BLOCKED = """
import json, sys
from importlib.machinery import PathFinder

class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.split(".")[0] in {packages!r} else super().find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = Without
from adapters.cli import run
for arguments in json.loads(sys.argv[1]):
    print("\\n====", run(arguments), "====", flush=True)
    print("====", file=sys.stderr, flush=True)
"""


def told(commands: list[list[str]], tmp_path: Path) -> list[tuple[int, str, str]]:
    """Exit code, output and error of every command, one after the other in one program without the extras."""
    code = BLOCKED.format(packages={package for packages in BRINGS.values() for package in packages})
    homes = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(commands)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, env={**os.environ, **homes},
    )  # fmt: skip
    parts = done.stdout.split("\n==== ")[1:]
    errors = done.stderr.split("====\n")
    starts = [done.stdout.split("\n==== ")[0], *(part.split(" ====\n", 1)[1] for part in parts)]
    assert len(parts) == len(commands), done.stderr
    return [(int(part.split(" ", 1)[0]), out, err) for part, out, err in zip(parts, starts, errors, strict=False)]


def test_puzzles_are_solved_read_measured_and_made(tmp_path: Path) -> None:
    sudoku, maze = str(EXAMPLES / "sudoku.txt"), str(EXAMPLES / "maze.txt")
    (tmp_path / "set.csv").write_text("puzzle\n1...3..2.4....1.\n")
    commands = {
        "verified  sudoku": ["solve", "--offline", "--no-exact", "--file", sudoku],
        "verified  maze": ["solve", "--offline", "--no-exact", "--file", maze],
        "verified  futoshiki": ["solve", "--offline", "--file", str(EXAMPLES / "futoshiki.txt")],
        "verified  rules": ["solve", "--offline", "--rules", str(EXAMPLES / "rulebook.json")],
        "cells in the text": ["parse", sudoku],
        "trm medium": ["route", sudoku],
        "puzzles_per_s": ["eval", "sudoku", str(tmp_path / "set.csv"), "--quiet"],
        "sudoku.safetensors": ["models"],
        'pip install "trm-router[llm]"': ["doctor"],
        "no calls": ["costs"],
        "_": ["generate", "futoshiki"],
        "#": ["generate", "maze"],
        "thinking": ["measure", "--help"],
        "proven": ["measure", "puzzles", "maze", "--size", "10", "-n", "2", "--quiet"],
        "declined": ["solve", "--offline", "what is the capital of France?"],
    }
    for (shown, command), (code, out, err) in zip(
        commands.items(), told(list(commands.values()), tmp_path), strict=True
    ):
        assert code == (3 if shown == "declined" else 0), (command, err)
        assert shown in out, (command, out)


def test_what_needs_an_extra_says_how_to_install_it(tmp_path: Path) -> None:
    commands = {
        "llm": [["solve", "--model", "openai/some-model", "what is the capital of France?"]],
        "serve": [["serve", "--port", "0"]],
        "onnx": [["export", "sudoku", "--out", str(tmp_path)]],
        "mcp": [["mcp"]],
        "train": [
            ["solve", "--offline", "--no-exact", "--engine", "torch", "--file", str(EXAMPLES / "sudoku.txt")],
            ["train", "maze", "--minutes", "0.01", "--out", str(tmp_path / "run")],
            ["ship", str(tmp_path)],
            ["measure", "thinking", "a=b.csv", "--keep", str(tmp_path / "kept.json")],
        ],
    }
    flat = [(extra, command) for extra, several in commands.items() for command in several]
    for (extra, command), (code, _, err) in zip(flat, told([c for _, c in flat], tmp_path), strict=True):
        assert code in (2, 3), (command, err)
        assert f'pip install "trm-router[{extra}]"' in err, command
        assert err.count("\n") == 1, err


def test_only_a_package_of_an_extra_is_told_so() -> None:
    told = missing(ModuleNotFoundError("No module named 'torch.nn'", name="torch.nn"))
    assert told is not None
    assert told.hint == 'pip install "trm-router[train]"'
    assert missing(ModuleNotFoundError("No module named 'router.nothing'", name="router.nothing")) is None
    assert missing(ModuleNotFoundError("nameless")) is None


@pytest.mark.parametrize("extra", BRINGS)
def test_every_extra_is_declared(extra: str) -> None:
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    named = " ".join(declared[extra]).replace("-", "_")
    assert all(package in named for package in BRINGS[extra] if package != "openai")
