"""Numbers for Prometheus, and whether the service is fit: `/metrics`, `/health`, `/health/ready`.

Running and waiting requests go by vLLM's names, so that dashboards and autoscalers made for it work.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prometheus_client import Metric

    from adapters.serve.limits import Gate
    from adapters.serve.records import Record
    from router import Router
    from solvers.engine_thread import Load

_CELLS = [[f"r{row}c{column}" for column in range(1, 5)] for row in range(1, 5)]
_BOXES = [[_CELLS[i + a][j + b] for a in (0, 1) for b in (0, 1)] for i in (0, 2) for j in (0, 2)]
PROBE: dict[str, Any] = {
    "grid": {"rows": 4, "columns": 4},
    "values": [1, 2, 3, 4],
    "given": {"r1c1": 1, "r2c3": 3, "r3c2": 4, "r4c4": 2},
    "rules": [
        {"rule": "different", "cells": group} for group in (*_CELLS, *map(list, zip(*_CELLS, strict=True)), *_BOXES)
    ],
}
"""A 4x4 with one solution, as a rulebook."""
PROBE_SECONDS = 10.0
FRESH = 2.0
"""Seconds for which a finding holds: whoever asks often costs little."""


class Metrics:
    """Counters of this service alone."""

    def __init__(self, gate: Gate, router: Router) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self._registry = CollectorRegistry()
        own: dict[str, Any] = {"registry": self._registry}
        labels = ["api", "outcome", "status", "http"]
        self._requests = Counter("trm_router_requests", "Requests by how they ended.", labels, **own)
        self._seconds = Histogram(
            "trm_router_request_seconds",
            "Seconds from arrival to the last byte.",
            ["api", "by"],
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300),
            **own,
        )
        self._usd = Counter("trm_router_usd", "Known prices of the language models' calls, summed.", **own)
        self._unpriced = Counter("trm_router_unpriced_calls", "Calls of language models of unknown price.", **own)
        self._tokens = Counter("trm_router_tokens", "Tokens of language models.", ["direction"], **own)
        running = Gauge("vllm:num_requests_running", "Requests that are worked on.", **own)
        running.set_function(lambda: gate.running)
        waiting = Gauge("vllm:num_requests_waiting", "Requests that wait for a place.", **own)
        waiting.set_function(lambda: gate.waiting)
        self._registry.register(_Networks(router))

    def count(self, record: Record) -> None:
        """One request that ended."""
        status = record.receipt.status if record.receipt is not None else ""
        self._requests.labels(record.api, record.outcome, status, str(record.http)).inc()
        self._seconds.labels(record.api, record.by).observe(record.seconds)
        self._tokens.labels("in").inc(record.usage_in)
        self._tokens.labels("out").inc(record.usage_out)
        for call in record.receipt.cost.calls if record.receipt is not None else ():
            if call.usd is None:
                self._unpriced.inc()
            else:
                self._usd.inc(call.usd)

    def text(self) -> tuple[bytes, str]:
        """The page, and its content type."""
        from prometheus_client import generate_latest
        from prometheus_client.exposition import CONTENT_TYPE_LATEST

        return generate_latest(self._registry), CONTENT_TYPE_LATEST


class _Networks:
    """What the networks do now, where they are shared by all requests."""

    def __init__(self, router: Router) -> None:
        self._router = router

    def collect(self) -> Iterator[Metric]:
        """Called for every page."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        loads: Sequence[Load] = getattr(self._router.solver, "loads", tuple)()
        puzzles = GaugeMetricFamily("trm_router_network_puzzles", "Puzzles that run or wait.", labels=["network"])
        rows = GaugeMetricFamily("trm_router_network_rows", "Rows of the last step's batch.", labels=["network"])
        steps = CounterMetricFamily("trm_router_network_steps", "Steps made.", labels=["network"])
        seconds = CounterMetricFamily("trm_router_network_seconds", "Seconds spent in steps.", labels=["network"])
        for load in loads:
            gauges = ((puzzles, load.puzzles), (rows, load.rows))
            for family, value in (*gauges, (steps, load.steps), (seconds, load.seconds)):
                family.add_metric([load.network], value)
        yield from (puzzles, rows, steps, seconds)


class Fitness:
    """Whether a small puzzle is solved and proven here and now."""

    def __init__(self, router: Router) -> None:
        self._router = router
        self._lock = asyncio.Lock()
        self._found: tuple[float, str | None] | None = None

    async def why_not(self) -> str | None:
        """None where the service is fit, else the reason."""
        async with self._lock:
            if self._found is None or time.monotonic() - self._found[0] > FRESH:
                why = await asyncio.to_thread(self._probe)
                self._found = (time.monotonic(), why)
            return self._found[1]

    def _probe(self) -> str | None:
        try:
            receipt = self._router.solve_rules(PROBE, seconds=PROBE_SECONDS).receipt
        except Exception as error:  # whatever it is, the service is not fit
            return f"{type(error).__name__}: {error}"
        return None if receipt.status == "verified" else f"the probe ended {receipt.status}: {receipt.reason}"
