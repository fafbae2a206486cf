"""Importing is cheap: neither torch nor a provider's client is loaded until something needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("torch", "litellm", "langgraph", "numba", "matplotlib", "pysat", "openai", "safetensors")


def _loaded(code: str) -> list[str]:
    probe = f"{code}\nimport sys\nprint(' '.join(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.split()


def test_importing_the_packages_loads_nothing_heavy() -> None:
    kinds = "solvers.kinds.sudoku.kind, solvers.kinds.maze.kind"
    assert _loaded(f"import router, solvers, router.core, solvers.exact, solvers.neural, {kinds}") == []


def test_reading_and_the_exact_rung_need_no_torch() -> None:
    code = (
        "from router import Request, Router\n"
        "from solvers import ExactSolver\n"
        "text = 'Maze:\\n#####\\n#S.G#\\n#####'\n"
        "assert Router(exact=ExactSolver()).handle(Request(text=text)).receipt.status == 'verified'"
    )
    assert not {"torch", "litellm", "langgraph", "numba"} & set(_loaded(code))


@pytest.mark.parametrize("package", ["router", "solvers"])
def test_a_bare_package_import_loads_none_of_its_own_modules(package: str) -> None:
    probe = f"import {package}, sys\nprint(sum(m.startswith(('router.', 'solvers.')) for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "0"


def test_a_kind_is_imported_when_it_is_first_looked_up() -> None:
    probe = """
import sys
from solvers.kinds import KINDS

def loaded():
    return [name for name in KINDS if f"solvers.kinds.{name}" in sys.modules]

print(loaded(), "maze" in KINDS)
KINDS["maze"]
print(loaded())
KINDS.values()
print(loaded(), len(list(KINDS.values())), loaded())
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60)
    told = done.stdout.splitlines()
    assert told[:2] == ["[] True", "['maze']"]
    assert told[2].startswith("['maze'] ")  # the names alone import nothing; walking through the kinds does
    assert "'sudoku', 'maze'" in told[2]
