"""Public prompts through the whole router, offline, judged by checkers that share no code with what answered.

`right` is right and in the form that the prompt asks for; `form` is right in another form; `wrong` was called verified
and is neither. `none` is a puzzle without any answer, said to have none, where the checkers find none either.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from router import Request, Router
from router.types import Receipt
from solvers.measure.prompts import Case, otherwise

KEYS = ("n", "read", "verified", "right", "none", "form", "wrong", "declined", "p50_ms", "p95_ms")
WHOLE = "all"


@dataclass(slots=True)
class Tally:
    """What became of the prompts of one source."""

    n: int = 0
    read: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def add(self, outcome: str, receipt: Receipt) -> None:
        self.n += 1
        self.read += receipt.kind != "open"
        self.counts[outcome] += 1
        self.seconds.append(receipt.seconds)
        if outcome == "declined":
            self.reasons[receipt.reason or receipt.status] += 1

    def to_json(self) -> dict[str, Any]:
        waits = sorted(1000 * each for each in self.seconds)
        told = {key: self.counts[key] for key in ("right", "none", "form", "wrong", "declined")}
        verified = told["right"] + told["form"] + told["wrong"]
        times = (statistics.median(waits), waits[min(len(waits) - 1, int(0.95 * len(waits)))])
        values = (self.n, self.read, verified, *told.values(), *(round(each, 1) for each in times))
        return dict(zip(KEYS, values, strict=True)) | {"reasons": dict(self.reasons.most_common())}


def outcome(case: Case, receipt: Receipt) -> str:
    """right, form, wrong, none or declined."""
    if receipt.status == "verified":
        said = receipt.answer or ""
        if case.right(said):
            return "right"
        return "form" if any(case.right(each) for each in otherwise(said)) else "wrong"
    none = any(step.outcome == "no_solution" for step in receipt.route) or "no solution" in (receipt.reason or "")
    return "none" if none and case.none() else "declined"


def measure(router: Router, cases: Iterable[Case], advance: Callable[[int], None]) -> dict[str, dict[str, Any]]:
    """The counts of every source, and of all together."""
    tallies: dict[str, Tally] = {}
    for case in cases:
        receipt = router.handle(Request(text=case.text, offline=True)).receipt
        what = outcome(case, receipt)
        for source in (case.source, WHOLE):
            tallies.setdefault(source, Tally()).add(what, receipt)
        advance(1)
    whole = tallies.pop(WHOLE, None)
    return {name: tally.to_json() for name, tally in tallies.items()} | ({WHOLE: whole.to_json()} if whole else {})


def table(found: dict[str, dict[str, Any]]) -> str:
    """The counts as a table of Markdown, the reasons of what was declined below."""
    lines = [f"| source | {' | '.join(KEYS)} |", "|---" * (len(KEYS) + 1) + "|"]
    lines += [f"| {source} | {' | '.join(str(counts[key]) for key in KEYS)} |" for source, counts in found.items()]
    reasons = [
        f"- {source}, {count}: {reason}"
        for source, counts in found.items()
        if source != WHOLE
        for reason, count in counts["reasons"].items()
    ]
    return "\n".join([*lines, "", *reasons]).rstrip() + "\n"
