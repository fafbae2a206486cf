"""Short package names can clash with other software: what is imported here is ours, and what is locked is complete."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["trm", "solvers", "router", "adapters"])
def test_the_packages_are_ours(name: str) -> None:
    file = importlib.import_module(name).__file__
    assert file is not None
    assert Path(file) == ROOT / name / "__init__.py"


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_locked_with_hashes() -> None:
    locked = {normal(name) for name in re.findall(r"^([A-Za-z0-9_.-]+)==", LOCK, re.MULTILINE)}
    extras = PROJECT["optional-dependencies"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installed = re.search(r"^EXTRAS := (.+)$", makefile, re.MULTILINE)
    assert installed is not None
    needed = PROJECT["dependencies"] + [text for extra in installed[1].split() for text in extras[extra]]
    wanted = {normal(re.split(r"[<>=!;\[ ]", text)[0]) for text in needed}
    assert wanted - locked == {"torch"}
    entries = re.split(r"^(?=[A-Za-z])", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) > 100
    assert [entry[:40] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_names_no_host_and_no_path() -> None:
    assert re.findall(r"https?://|file:|--(?:index|find|extra|trusted)\S*|/\w+/", LOCK) == []


def test_make_installs_the_pinned_torch_first() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "TORCH := torch==2.13.0\n" in makefile
    assert makefile.index('$(PIP) "$(TORCH)"') < makefile.index("--requirement requirements.lock")
    assert [d for d in PROJECT["dependencies"] if d.startswith(("torch", "litellm", "langgraph"))] == []
    assert "torch>=2.13.0" in PROJECT["optional-dependencies"]["train"]
