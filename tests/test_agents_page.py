"""docs/agents.md: what can run here is run, the rest parses and names what exists; the examples of agents run."""

from __future__ import annotations

import json
import os
import re
import runpy
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "agents.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(<!-- test: run -->\n)?```(\w+)\n(.*?)```", PAGE, re.S)
RUN = [code for marked, kind, code in BLOCKS if marked]


def blocks(kind: str) -> list[str]:
    return [code for _, found, code in BLOCKS if found == kind]


@pytest.mark.parametrize("code", RUN, ids=["client", "langchain", "litellm"])
def test_what_can_run_here_runs(code: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    exec(compile(code, "agents.md", "exec"), {"__name__": "page"})
    assert "verified" in capfd.readouterr().out


def test_the_other_blocks_parse() -> None:
    for code in blocks("python"):
        compile(code, "agents.md", "exec")
    assert [list(json.loads(code)) for code in blocks("json")] == [["mcpServers"]]
    assert [list(tomllib.loads(code)) for code in blocks("toml")] == [
        ["mcp_servers"],
        ["model", "model_provider", "model_providers"],
    ]
    provider, tiers = [yaml.safe_load(code) for code in blocks("yaml")]
    whole: dict[str, Any] = yaml.safe_load((ROOT / "examples" / "litellm.yaml").read_text(encoding="utf-8"))
    assert whole["litellm_settings"] == provider["litellm_settings"]
    assert whole["model_list"][-1]["litellm_params"]["complexity_router_config"] == tiers["complexity_router_config"]


async def test_the_tools_it_names_are_those_there_are() -> None:
    from adapters.tools_server import build_server
    from router import Router

    tools = {tool.name for tool in await build_server(Router()).list_tools()}
    assert set(re.findall(r"^\| `(\w+)\(", PAGE, re.M)) == tools


def test_the_agent_pipeline_runs(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(ROOT / "examples" / "agent_pipeline.py"), run_name="__main__")
    out = capsys.readouterr().out
    assert "--- puzzle page: verified\n534678912\n" in out
    assert "--- reader's letter: verified\nno\n" in out
    assert "--- torn page: declined\nRow 4 has 3 cells, the others 4: what does row 4 hold?\n" in out
    assert "--- next issue: verified\nFutoshiki:\n" in out
    assert "--- headline: by the model\nThirty clues, one way home.\n" in out
    assert "3 puzzles proven without a call in" in out
    assert "1 call of the language model, $0.000019\nspared: 3 calls, at least $0.0" in out
