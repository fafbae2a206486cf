"""The page before Chromium and axe: the service with the shipped networks, slowed so that its thinking can be seen.

python -m tests.judges.page --python runs/page-judge/bin/python --shots runs/page-judge/shots
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from served import serving

from adapters.models.fake import FakeModel
from router import Router
from solvers.exact import ExactSolver
from solvers.networks import shared
from solvers.watching import Watching

HELD = 2
"""The step at which it waits long enough for a look, as `page_in_browser.py` knows."""
HELD_SECONDS = 20.0
STEP_SECONDS = 0.1
TRANSCRIPT = json.dumps({"kind": "sudoku", "rows": [list(row) for row in ("1...", "..4.", ".4..", "...2")]})
"""What the scripted model sees in every picture: a cell of it is wrong."""


class Slowly:
    """A solver that waits at one step; what it answers is its own."""

    def __init__(self, solver: Any) -> None:
        self._solver = solver
        self.name = solver.name

    def supports(self, kind: str, puzzle: Any) -> bool:
        return bool(self._solver.supports(kind, puzzle))

    def solve(self, kind: Any, puzzles: Sequence[Any], *, on_step: Any = None, **more: Any) -> list[Any]:
        def step(*told: Any) -> None:
            if on_step is not None:
                on_step(*told)
                time.sleep(HELD_SECONDS if told[1] == HELD else STEP_SECONDS)

        watched = Watching(step, on_step.held) if isinstance(on_step, Watching) else step
        solved: list[Any] = self._solver.solve(kind, puzzles, on_step=watched, **more)
        return solved


def main() -> int:
    """The browser's verdict is the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--python", required=True, help="an interpreter with playwright and axe-playwright-python")
    parser.add_argument("--shots", required=True, help="folder for pictures of every state")
    parser.add_argument("--only", help="one look by its name, like watched")
    options = parser.parse_args()
    browser = Path(__file__).with_name("page_in_browser.py")
    eyes = FakeModel([TRANSCRIPT], name="fake/eyes", sees=True)
    with serving(Router(Slowly(shared()), ExactSolver(), eyes=eyes)) as served:
        command = [options.python, str(browser), served.url, "--shots", options.shots]
        command += ["--only", options.only] if options.only else []
        return subprocess.run(command, timeout=900, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
