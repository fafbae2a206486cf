"""What the service writes down of each request: one line of JSON, without what was asked unless that is wanted."""

from __future__ import annotations

import json
import sys
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

from adapters.serve.events import Done
from adapters.serve.faults import Fault, of_error

if TYPE_CHECKING:
    from adapters.serve.metrics import Metrics
    from router.types import Receipt

LONGEST = 4000
"""Characters of a text in the log."""


@dataclass(slots=True)
class Record:
    """One request, filled in on its way."""

    api: str
    id: str
    model: str = ""
    stream: bool = False
    by: str = ""
    asked: str = ""
    http: int = 200
    outcome: str = "open"
    """"answered", "error", "gone" (the client left), "slow" (it took nothing any more), "cancelled"."""
    error: str = ""
    receipt: Receipt | None = None
    usage_in: int = 0
    usage_out: int = 0
    began: float = field(default_factory=time.monotonic)
    _metrics: Metrics | None = None
    _fault: Fault | None = None

    def watch(self, metrics: Metrics) -> None:
        """Whoever counts."""
        self._metrics = metrics

    def done(self, done: Done) -> None:
        """It was answered."""
        self.receipt, self.outcome = done.receipt, "answered"
        self.usage_in, self.usage_out = done.usage.tokens_in, done.usage.tokens_out

    def ended(self, outcome: str) -> None:
        """It ended otherwise."""
        if self.outcome == "open":
            self.outcome = outcome

    def failed(self, error: BaseException) -> Fault:
        """It failed; what the client is told."""
        if self._fault is None:
            self._fault = of_error(error)
            self.outcome, self.http = "error", self._fault.status
            self.error = f"{type(error).__name__}: {' '.join(str(error).split())}"
            if self._fault.status == 500:
                places = traceback.extract_tb(error.__traceback__)[-4:]
                self.error += " at " + " < ".join(f"{place.name}:{place.lineno}" for place in places)
        return self._fault

    @property
    def seconds(self) -> float:
        """Since it came."""
        return time.monotonic() - self.began

    def shown(self, *, texts: bool) -> dict[str, Any]:
        """The line of the log."""
        line: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "id": self.id,
            "api": self.api,
            "model": self.model,
            "stream": self.stream,
            "outcome": self.outcome,
            "http": self.http,
            "seconds": round(self.seconds, 4),
        }
        if self.receipt is not None:
            line |= {"by": self.by, "status": self.receipt.status, "kind": self.receipt.kind}
            line |= {"usd": self.receipt.cost.usd, "solvers": [rung.solver for rung in self.receipt.route]}
        if self.error:
            fault = self._fault
            line["error"] = self.error[:LONGEST] if texts or fault is None or fault.status == 500 else fault.code
        if texts:
            line["asked"] = self.asked[:LONGEST]
            line["answer"] = (self.receipt.answer or self.receipt.reason or "")[:LONGEST] if self.receipt else ""
        return line

    def count(self) -> None:
        """Into the metrics."""
        if self._metrics is not None:
            self._metrics.count(self)


class Records:
    """The log. `keep` is told what was asked and proven, in a thread of its own: a disk must not hold up others."""

    def __init__(
        self, *, texts: bool = False, out: TextIO | None = None, keep: Callable[[str, Receipt], None] | None = None
    ) -> None:
        self._texts = texts
        self._out = out
        self._lock = threading.Lock()
        self._keep = keep
        self._keeping = ThreadPoolExecutor(1, thread_name_prefix="trm-logs")

    def write(self, record: Record) -> None:
        """One line; a log that cannot be written must not lose an answer."""
        record.count()
        if self._keep is not None and record.receipt is not None:
            self._keeping.submit(self._keep, record.asked, record.receipt)
        line = json.dumps(record.shown(texts=self._texts), ensure_ascii=False, default=str)
        with self._lock:
            try:
                print(line, file=self._out or sys.stderr, flush=True)
            except (OSError, ValueError):
                return
