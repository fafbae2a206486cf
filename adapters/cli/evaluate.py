"""`eval sudoku|maze`: the same road that a pasted puzzle takes, measured over a file.

`proven` counts puzzles answered with a proof, `wrong` those whose proof a second, independent check rejects. With one
puzzle at a time (the default) p50 and p95 are what a person waits; `--batch` is for throughput.
"""

from __future__ import annotations

import json as jsonlib
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.compare import recheck, rows
from router.types import Receipt, Request
from solvers.base import Effort

if TYPE_CHECKING:
    from router import Router

KEYS = (
    "n", "proven", "proven_first_step", "wrong", "unsolved", "declined", "exact_match",
    "p50_ms", "p95_ms", "puzzles_per_s", "steps_mean",
)  # fmt: skip

CHECKS: dict[str, Callable[[Any, dict[str, Any] | None], bool]] = {
    "sudoku": recheck.sudoku,
    "maze": recheck.maze,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure and how hard to try."""

    kind: str
    file: Path
    limit: int | None = None
    where: str | None = None
    effort: str = "medium"
    exact: bool = True
    batch: int = 1
    seed: int = 0
    weights: Path | None = None


def run(plan: Plan, *, json: bool) -> int:
    """Measure, print, return the exit code: 0, or 4 if an answer called verified is wrong."""
    from adapters.compose import build_router

    router = build_router(offline=True, weights={plan.kind: plan.weights} if plan.weights else None)
    result = measure(router, plan, rows.read(plan.kind, plan.file, limit=plan.limit, where=plan.where))
    if json:
        sys.stdout.write(jsonlib.dumps(result) + "\n")
    else:
        show(result)
    return 4 if result["wrong"] else 0


def measure(router: Router, plan: Plan, puzzles: list[rows.Row]) -> dict[str, Any]:
    """The counts over `puzzles`, in the form that --json prints."""
    from adapters.compose import warm
    from solvers.kinds import kind as kind_of

    kind = kind_of(plan.kind)
    requests = [
        Request(
            text=f"Solve this {plan.kind}:\n\n{kind.render(row.puzzle)}",
            effort=Effort(plan.effort),
            exact=plan.exact,
            offline=True,
            seed=plan.seed,
        )
        for row in puzzles
    ]
    warm(router, router.read(requests[0].text))
    receipts: list[Receipt] = []
    began = time.perf_counter()
    with progress(len(requests), f"eval {plan.kind}") as advance:
        for start in range(0, len(requests), plan.batch):
            chunk = requests[start : start + plan.batch]
            receipts += [reply.receipt for reply in router.handle_many(chunk)]
            advance(len(chunk))
    return counts(plan, puzzles, receipts, time.perf_counter() - began)


def by_network(receipt: Receipt) -> bool:
    """Did the network give the proven answer? (Not exact search, and not the gate that proves "no path".)"""
    return bool(receipt.route) and receipt.route[-1].steps is not None


def counts(plan: Plan, puzzles: list[rows.Row], receipts: list[Receipt], seconds: float) -> dict[str, Any]:
    """What became of the puzzles. Without exact search, only the network's own answers count as proven."""
    pairs = list(zip(puzzles, receipts, strict=True))
    verified = [(w, r) for w, r in pairs if r.status == "verified" and (plan.exact or by_network(r))]
    steps = [receipt.route[-1].steps for _, receipt in verified if receipt.route]
    trm_steps = [count for count in steps if count is not None]
    stored = [(row, receipt) for row, receipt in pairs if row.solution]
    waits = sorted(1000 * receipt.seconds for receipt in receipts)
    values = (
        len(pairs),
        len(verified),
        sum(count == 1 for count in trm_steps),
        sum(not CHECKS[plan.kind](row.puzzle, receipt.solution) for row, receipt in verified),
        sum(receipt.status == "unsolved" for receipt in receipts),
        len(pairs) - len(verified) - sum(receipt.status == "unsolved" for receipt in receipts),
        sum(
            r.status == "verified" and recheck.exact_match(plan.kind, r.solution, str(row.solution))
            for row, r in stored
        )
        if stored
        else None,
        round(statistics.median(waits), 2),
        round(waits[min(len(waits) - 1, int(0.95 * len(waits)))], 2),
        round(len(pairs) / seconds, 2),
        round(statistics.fmean(trm_steps), 3) if trm_steps else None,
    )
    return dict(zip(KEYS, values, strict=True))


def show(result: dict[str, Any]) -> None:
    """The same numbers for a person."""
    n = result["n"]
    for key, value in result.items():
        share = f"  {100 * value / n:.1f} %" if isinstance(value, int) and key != "n" else ""
        sys.stdout.write(f"{key:<18}{'-' if value is None else value:>10}{share}\n")


@contextmanager
def progress(total: int, label: str, *, patience: float = 2.0) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error, once it has taken `patience` seconds, and only in a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    task = bar.add_task(label, total=total)
    began = time.monotonic()
    shown = False

    def advance(count: int) -> None:
        nonlocal shown
        bar.advance(task, count)
        if not shown and time.monotonic() - began > patience:
            shown = True
            bar.start()

    try:
        yield advance
    finally:
        if shown:
            bar.stop()
