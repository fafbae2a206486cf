"""The base in an environment of its own, as `make demo-light` builds it: small, without torch, and it solves."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST = 130e6
BROUGHT = ("pip", "setuptools", "pkg_resources", "_distutils_hack")
"""What an environment holds before anything is installed."""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_base_is_small_and_solves(tmp_path: Path) -> None:
    light = tmp_path / "light"
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "PIP_INDEX_URL", "LANG")}
    done = subprocess.run(
        ["make", "demo-light", f"LIGHT={light}"], cwd=ROOT, capture_output=True, text=True, timeout=800, env=clean
    )
    assert done.returncode == 0, done.stderr
    for proven in ("verified  sudoku", "verified  maze", "verified  futoshiki", "verified  rules"):
        assert proven in done.stdout
    (packages,) = (light / "lib").glob("python3*/site-packages")
    size = sum(
        path.stat().st_size
        for path in packages.rglob("*")
        if path.is_file() and path.relative_to(packages).parts[0].split("-")[0] not in BROUGHT
    )
    size += sum(path.stat().st_size for name in ("trm", "solvers", "router", "adapters")
                for path in (ROOT / name).rglob("*") if path.suffix in (".py", ".safetensors", ".json"))  # fmt: skip
    print(f"{size / 1e6:.1f} MB")
    assert size <= MOST
    heavy = [name for name in ("torch", "litellm", "langgraph", "fastapi") if (packages / name).exists()]
    assert heavy == []
