"""docs/serve.md is true: its Python and curl run against a service, its commands exist, its tables name all paths."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from served import SOLVED, Served

from adapters.cli import run
from adapters.serve.settings import ALIASES

PAGE = (Path(__file__).parents[3] / "docs" / "serve.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?:<!-- test: (\w+) -->\n)?^```(\w+)\n(.*?)^```$", re.M | re.S)
BLOCKS = [(test, body) for test, _, body in BLOCK.findall(PAGE)]


def here(text: str, served: Served) -> str:
    return text.replace("http://127.0.0.1:8000", served.url)


@pytest.mark.parametrize("body", [body for test, body in BLOCKS if test == "python"])
def test_python_runs(served: Served, body: str) -> None:
    exec(compile(here(body, served), "docs/serve.md", "exec"), {})


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("body", [body for test, body in BLOCKS if test == "curl"])
def test_curl_runs(served: Served, body: str) -> None:
    done = subprocess.run(shlex.split(here(body, served)), capture_output=True, text=True, timeout=30, check=True)
    assert SOLVED.replace("\n", "\\n") in done.stdout


def test_commands_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line.split("#")[0] for test, body in BLOCKS if not test for line in body.splitlines()]
    commands = [shlex.split(line) for line in lines if line.startswith("trm-router")]
    assert len(commands) == 4
    for command in commands:
        assert run([*command[1:], "--help"]) == 0
    shown = capsys.readouterr().out
    for option in set(re.findall(r"(?<=`)--[a-z-]+", PAGE)):
        assert option in shown


def test_every_path_and_every_model_is_named(served: Served) -> None:
    paths = {getattr(route, "path", "") for route in served.app.routes}
    for path in paths - {"", "/v1/models/{name}"}:
        assert path in PAGE or path.removeprefix("/v1/messages") in PAGE
    for name in ALIASES:
        assert f"`{name}`" in PAGE
