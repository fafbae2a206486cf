"""`trm-router --help` is quick: nothing heavy is loaded to print it."""

from __future__ import annotations

import subprocess
import sys
import time

HEAVY = ("torch", "litellm", "langgraph", "numba", "numpy", "rich", "prompt_toolkit", "pysat")
"""pydantic is not among them: typer itself loads it to print the defaults of a command's options."""


def fastest(code: str, tries: int = 3) -> float:
    """Seconds of the quickest run; the others met a busy machine."""
    times = []
    for _ in range(tries):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return min(times)


def test_help_loads_nothing_heavy() -> None:
    code = f"""
import sys
from adapters.cli import run
run(["--help"])
run(["solve", "--help"])
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stderr == "[]\n"
    assert "Usage:" in done.stdout


def test_help_is_quick() -> None:
    seconds = fastest('from adapters.cli import run; run(["--help"])')
    empty = fastest("pass")
    # 0.4 s on an idle machine; where even an empty interpreter is slow, a multiple of that says the same.
    assert seconds < max(0.4, 10 * empty), f"--help took {seconds:.2f} s, an empty interpreter {empty:.2f} s"
