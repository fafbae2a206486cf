"""One kind of puzzle measured over a file: the same road that a pasted puzzle takes.

`proven` counts puzzles answered with a proof, `wrong` those whose proof a second, independent check rejects. With one
puzzle at a time (the default) p50 and p95 are what a person waits; `together` is for throughput.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.compare import rows
from adapters.show.progress import progress
from router.types import Receipt, Request
from solvers.base import BadPuzzle, Effort, Kind
from solvers.kinds import kind as kind_of
from solvers.measure import recheck

if TYPE_CHECKING:
    from router import Router

KEYS = (
    "n", "proven", "proven_first_step", "wrong", "unsolved", "declined", "exact_match",
    "p50_ms", "p95_ms", "puzzles_per_s", "steps_mean",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure and how hard to try."""

    kind: str
    file: Path
    limit: int | None = None
    where: str | None = None
    effort: str = "medium"
    exact: bool = True
    together: int = 1
    timeout: float | None = None
    seed: int = 0
    weights: Path | None = None


def measure(router: Router, plan: Plan, puzzles: list[rows.Row], *, quiet: bool = False) -> dict[str, Any]:
    """The counts over `puzzles`, in the form that --json prints."""
    from adapters.compose import warm

    kind = kind_of(plan.kind)
    requests = [
        Request(
            text=f"Solve this {kind.title}:\n\n{kind.render(row.puzzle)}",
            effort=Effort(plan.effort),
            exact=plan.exact,
            offline=True,
            seconds=plan.timeout,
            seed=plan.seed,
        )
        for row in puzzles
    ]
    warm(router, router.read(requests[0].text))
    receipts: list[Receipt] = []
    began = time.perf_counter()
    with progress(len(requests), f"eval {plan.kind}", quiet=quiet) as advance:
        for start in range(0, len(requests), plan.together):
            chunk = requests[start : start + plan.together]
            receipts += [reply.receipt for reply in router.handle_many(chunk)]
            advance(len(chunk))
    return counts(plan, puzzles, receipts, time.perf_counter() - began)


def by_network(receipt: Receipt) -> bool:
    """Did the network give the proven answer? (Not exact search, and not the gate that proves "no path".)"""
    return bool(receipt.route) and receipt.route[-1].steps is not None


def counts(plan: Plan, puzzles: list[rows.Row], receipts: list[Receipt], seconds: float) -> dict[str, Any]:
    """What became of the puzzles. Without exact search, only the network's own answers count as proven."""
    kind = kind_of(plan.kind)
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
        sum(not recheck.holds(plan.kind, row.puzzle, receipt.solution) for row, receipt in verified),
        sum(receipt.status == "unsolved" for receipt in receipts),
        len(pairs) - len(verified) - sum(receipt.status == "unsolved" for receipt in receipts),
        sum(r.status == "verified" and _same(kind, row, r) for row, r in stored) if stored else None,
        round(statistics.median(waits), 2),
        round(waits[min(len(waits) - 1, int(0.95 * len(waits)))], 2),
        round(len(pairs) / seconds, 2),
        round(statistics.fmean(trm_steps), 3) if trm_steps else None,
    )
    return dict(zip(KEYS, values, strict=True))


def _same(kind: Kind[Any, Any], row: rows.Row, receipt: Receipt) -> bool:
    """Whether the answer is the very one that the file stores."""
    try:
        return kind.same(row.puzzle, receipt.solution or {}, str(row.solution))
    except BadPuzzle:  # what is stored is no answer that can be read
        return False


def show(result: dict[str, Any]) -> None:
    """The same numbers for a person."""
    n = result["n"]
    for key, value in result.items():
        share = f"  {100 * value / n:.1f} %" if isinstance(value, int) and key != "n" else ""
        sys.stdout.write(f"{key:<18}{'-' if value is None else value:>10}{share}\n")
