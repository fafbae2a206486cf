"""ARC tasks from a file: share answered right, and how often answers with which evidence were right.

    python -m solvers.measure.arc arc_agi_1_training.json.gz --n 40 --skip 360 --seconds 60
    python -m solvers.measure.arc one_d_arc.json.gz --n 450 --skip 451 --seconds 10 --table

Tasks come in the order of their names' SHA-256, so that --skip and --n part a file the same way everywhere. A task
counts where every test is right: by the first grid (pass@1) or one of the two (pass@2).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from solvers.kinds.arc.answer import FEW, Answer
from solvers.kinds.arc.answers import induced
from solvers.kinds.arc.task import Rows, Task, rows


def tasks(path: Path) -> dict[str, Any]:
    """A file's tasks in the order of their names' SHA-256."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    found = json.loads(raw)
    return {name: found[name] for name in sorted(found, key=lambda name: hashlib.sha256(name.encode()).hexdigest())}


def right(answer: Answer | None, wanted: Sequence[Rows], grids: int) -> bool:
    """Is one of the first `grids` grids right in every test?"""
    if answer is None:
        return False
    return all(want in each[:grids] for each, want in zip(answer.tests, wanted, strict=True))


def class_of(answer: Answer) -> str:
    """The cell of `answer.TABLE` that an answer falls into."""
    found = answer.evidence
    assert found is not None
    few = "one answer" if found.distinct == 1 else f"2 to {FEW}" if found.distinct <= FEW else f"more than {FEW}"
    return f"{few}, {'all' if found.reproduced == found.demonstrations else 'not all'} foretold"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--n", type=int, default=40)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--table", action="store_true", help="how often answers with which evidence were right")
    parser.add_argument("--show", action="store_true", help="one line a task")
    chosen = parser.parse_args(arguments)
    first = second = answered = 0
    table: dict[str, list[int]] = {}
    took: list[float] = []
    for name, data in list(tasks(chosen.file).items())[chosen.skip : chosen.skip + chosen.n]:
        task, wanted = Task.of(data), [rows(pair["output"]) for pair in data["test"]]
        began = time.monotonic()
        answer = induced(task, seconds=chosen.seconds)
        took.append(time.monotonic() - began)
        one, two = right(answer, wanted, 1), right(answer, wanted, 2)
        first, second, answered = first + one, second + two, answered + (answer is not None)
        if answer is not None:
            counts = table.setdefault(class_of(answer), [0, 0])
            counts[0] += 1
            counts[1] += one
        if chosen.show:
            words = answer.evidence.words if answer is not None and answer.evidence is not None else "none"
            _say(f"{name} {'right' if one else 'second' if two else 'wrong'} {took[-1]:.1f} s {words:.120}")
    n, took = len(took), sorted(took)
    _say(f"{chosen.file.name}: n {n}, pass@1 {first} ({first / n:.1%}), pass@2 {second} ({second / n:.1%})")
    _say(f"answered {answered}; seconds p50 {took[n // 2]:.1f}, p95 {took[int(n * 0.95)]:.1f}, most {took[-1]:.1f}")
    if chosen.table:
        for kind, (seen, good) in sorted(table.items()):
            _say(f"  {kind}: {good} of {seen} right")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
