"""How much thinking a sudoku set needs: share proven by the network alone against the supervision steps spent.

    trm-router measure thinking NAME=FILE.csv ... --plan high --to thinking.png --keep thinking.json

One line a set on standard output. A step counts for every trajectory that takes it, so the axis is computation, the
same on every machine. The plans `trajectory` and `pinning` are one trajectory of 64 steps, without restarts, copies or
search; the second fixes a cell itself when it is stuck. `revising` too is one trajectory of 64 steps, its state never
reset or set back, but it may take such a pin back. `backtracking` returns, with the pin, to the state before it.
Results are kept in the JSON file as they come, and a run that was stopped goes on from there.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from solvers.base import Effort, IntGrid, PuzzleError
from solvers.kinds.sudoku import SUDOKU
from solvers.kinds.sudoku.files import read_puzzles
from solvers.neural import shipped_cards
from solvers.training.display import counting
from trm.checkpoint import load_model, write_atomically
from trm.engine import Engine, Plan
from trm.torch_step import TorchGridStep

PLANS = {
    "trajectory": Plan(steps=64),
    "pinning": Plan(steps=64, pin_after=12, pin_every=4),
    "revising": Plan(steps=13, attempts=18, later_steps=3, width=1, pins=True, carry="last", branches=4),
    "backtracking": Plan(steps=13, attempts=18, later_steps=3, width=1, pins=True, carry="parent", branches=4),
    **{effort.value: Plan(**asdict(SUDOKU.network.plan(effort, 9, 9))) for effort in Effort},
}
TOGETHER = 32
"""Puzzles between two saves."""
ROWS = 8
"""Trajectories side by side."""
Result = dict[str, Any]


def think(engine: Engine, puzzles: Sequence[IntGrid], plan: Plan) -> list[Result]:
    """What became of each puzzle (tokens, (9, 9)): proven, attempts, supervision steps in all, seconds."""
    decoded = [SUDOKU.network.decode(puzzle) for puzzle in puzzles]

    def check(job: int, tokens: IntGrid) -> bool:
        answer = SUDOKU.network.decode_answer(decoded[job], tokens)
        return answer is not None and not SUDOKU.verify(decoded[job], answer)

    traces = engine.run(puzzles, check, plan)
    return [
        {
            "proven": trace.answer is not None,
            "attempts": trace.attempts,
            "total_steps": trace.total_steps,
            "seconds": round(trace.seconds, 4),
        }
        for trace in traces
    ]


def measure(engine: Engine, name: str, grids: npt.NDArray[np.uint8], plan: Plan, kept: list[Result], save: Any) -> None:
    """Go on where `kept` ends; `save()` after every few puzzles."""
    with counting(name, len(grids)) as progress:
        while len(kept) < len(grids):
            batch = grids[len(kept) : len(kept) + TOGETHER].reshape(-1, 9, 9).astype(np.int64)
            kept += think(engine, list(batch), plan)
            save()
            progress(len(batch))


def begun(path: Path, about: dict[str, str]) -> dict[str, list[Result]]:
    """Results kept at `path` by set. Raises PuzzleError if they are of another plan or of other weights."""
    kept: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {**about, "sets": {}}
    if {name: kept.get(name) for name in about} != about:
        raise PuzzleError(f"{str(path)!r} holds results of another plan or other weights", hint="another --keep")
    sets: dict[str, list[Result]] = kept["sets"]
    return sets


def summary(name: str, results: Sequence[Result]) -> str:
    """One line: counts, and quantiles of the steps spent (over all puzzles, proven or not)."""
    proven = sum(result["proven"] for result in results)
    steps = np.array([result["total_steps"] for result in results])
    quantiles = ", ".join(f"p{q} {np.percentile(steps, q):.0f}" for q in (50, 95))
    return f"{name}: {proven}/{len(results)} = {100 * proven / len(results):.1f} % proven, steps {quantiles}"


def draw(results: dict[str, list[Result]], picture: Path, title: str) -> None:
    """Write `picture` (PNG): share proven against steps spent, one line a set. Needs matplotlib."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 4.5), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    longest = max(result["total_steps"] for rows in results.values() for result in rows)
    for name, rows in results.items():
        steps = sorted(result["total_steps"] for result in rows if result["proven"])
        shares = [100 * (i + 1) / len(rows) for i in range(len(steps))]
        line = (*steps, longest), (*shares, shares[-1] if shares else 0.0)
        axes.step(*line, where="post", label=f"{name} (n={len(rows)})")
    axes.set(
        xscale="log", xlabel="supervision steps spent on a puzzle, all trajectories together", ylabel="proven, %",
        ylim=(0, 101), title=title,
    )  # fmt: skip
    axes.legend(loc="lower right")
    axes.grid(alpha=0.3)
    picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(picture, dpi=110)


def run(
    sets: Sequence[str],
    plan: str,
    keep: Path,
    *,
    to: Path | None = None,
    limit: int | None = None,
    weights: Path | None = None,
    threads: int = 1,
    compile: bool = False,
    bf16: bool = False,
) -> Iterator[tuple[str, list[Result], float]]:
    """(name, results, seconds) of each NAME=FILE, kept in `keep`; at the end the picture `to`.

    Raises PuzzleError and CheckpointError.
    """
    import torch

    torch.set_num_threads(threads)
    path = weights or Path(shipped_cards()["sudoku"]["path"])
    model = load_model(path)
    about = {"plan": plan, "weights": hashlib.sha256(path.read_bytes()).hexdigest()[:16]}
    results = begun(keep, about)
    engine = Engine(TorchGridStep(model, rows=ROWS, compile=compile, bf16=bf16), rows=ROWS)
    for name, _, file in (given.rpartition("=") for given in sets):
        kept = results.setdefault(name or Path(file).stem, [])
        grids = read_puzzles(file)[:limit]
        began = time.monotonic()
        measure(
            engine, name, grids, PLANS[plan], kept,
            lambda: write_atomically(keep, json.dumps({**about, "sets": results}).encode()),
        )  # fmt: skip
        yield name, kept, time.monotonic() - began
    if to is not None:
        draw(results, to, f"the network alone, plan {plan}")
