"""What a comparison is made of (trials) and what is said of them: shares with bootstrap intervals, cost, quantiles.

Intervals resample items, not trials: three tries at one puzzle are not three puzzles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Trial:
    """One system's try at one item. `usd` None: unknown. `seconds` None: not recorded."""

    system: str
    group: str
    item: str
    right: bool
    usd: float | None
    seconds: float | None
    outcome: str = "answered"


@dataclass(frozen=True, slots=True)
class Summary:
    """One system on some items. Costs are in dollars; None where a part of them is unknown."""

    system: str
    items: int
    trials: int
    right: float
    low: float
    high: float
    usd: float | None
    """A request, on average."""
    usd_per_right: float | None
    """All that was spent, failures included, over the right answers; None if there are none."""
    p50: float | None
    p95: float | None
    claimed_wrong: int
    """Answers called verified that the judge rejects."""


def summarise(system: str, trials: Sequence[Trial], *, seed: int = 0) -> Summary:
    """The summary of one system's trials (at least one)."""
    by_item: dict[tuple[str, str], list[Trial]] = {}
    for trial in trials:
        by_item.setdefault((trial.group, trial.item), []).append(trial)
    shares = np.array([sum(t.right for t in item) / len(item) for item in by_item.values()])
    rng = np.random.default_rng(seed)
    means = shares[rng.integers(0, len(shares), size=(RESAMPLES, len(shares)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    # A request's cost is the mean over its tries, so that items with three tries do not weigh three times.
    costs = [_mean([t.usd for t in item]) for item in by_item.values()]
    known = [cost for cost in costs if cost is not None]
    whole = sum(known) if len(known) == len(costs) else None
    seconds = [t.seconds for t in trials if t.seconds is not None]
    return Summary(
        system=system,
        items=len(by_item),
        trials=len(trials),
        right=float(shares.mean()),
        low=float(low),
        high=float(high),
        usd=None if whole is None else whole / len(costs),
        usd_per_right=whole / float(shares.sum()) if whole is not None and shares.sum() > 0 else None,
        p50=float(np.quantile(seconds, 0.5)) if seconds else None,
        p95=float(np.quantile(seconds, 0.95)) if seconds else None,
        claimed_wrong=sum(t.outcome == "verified" and not t.right for t in trials),
    )


def by_system(trials: Iterable[Trial]) -> dict[str, list[Trial]]:
    """The trials of each system, in order of appearance."""
    systems: dict[str, list[Trial]] = {}
    for trial in trials:
        systems.setdefault(trial.system, []).append(trial)
    return systems


def oracle(trials: Sequence[Trial], *, name: str = "oracle") -> list[Trial]:
    """For each item the cheapest right try of any system of known price; a wrong one where none is right.

    Not a system one can have: it knows beforehand who will be right. It bounds what choosing could reach.
    """
    items: dict[tuple[str, str], list[Trial]] = {}
    for trial in trials:
        items.setdefault((trial.group, trial.item), []).append(trial)
    best = []
    for (group, item), tries in items.items():
        priced = [t for t in tries if t.usd is not None and t.right] or [t for t in tries if t.usd is not None]
        if priced:
            chosen = min(priced, key=lambda t: t.usd or 0.0)
            best.append(Trial(name, group, item, chosen.right, chosen.usd, chosen.seconds, chosen.outcome))
    return best


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known and len(known) == len(values) else None
