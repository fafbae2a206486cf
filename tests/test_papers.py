"""The papers beside the code say what the code says: version and licence, the command of the checks, what is kept."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_citation_names_this_version_and_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    said = dict(re.findall(r"^([\w-]+): (.+)$", (ROOT / "CITATION.cff").read_text(), re.M))
    assert (said["title"], said["version"], said["license"]) == (
        project["name"], project["version"], project["license"],
    )  # fmt: skip
    assert said["cff-version"] == "1.2.0"


def test_the_workflow_runs_the_command_that_is_run_by_hand() -> None:
    workflow = (ROOT / ".github" / "workflows" / "check.yml").read_text()
    assert re.findall(r"- run: (.+)", workflow) == ["make check PYTHON=python"]
    assert re.search(r"^check: install$", (ROOT / "Makefile").read_text(), re.M)
    least = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"].removeprefix(">=")
    assert f'"{least}"' in workflow
    assert "contents: read" in workflow


def test_what_security_promises_is_there() -> None:
    said = (ROOT / "SECURITY.md").read_text()
    for option, file in (("--forget", "adapters/cli/logs.py"), ("--api-key-file", "adapters/cli/serve.py")):
        assert option in said
        assert option in (ROOT / file).read_text()
