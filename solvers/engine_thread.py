"""One thread that runs a network for all who call: between any two steps puzzles join its batches and leave them.

A bucket is the batch of one size. The bucket that had the least time takes the next step; one that begins counts from
where the least served stands, so it neither waits for the others nor makes up for the time before it came.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

J = TypeVar("J", bound=Hashable)

LOOK = 0.1
"""Seconds between two looks of a caller whether it was stopped."""
GRACE = 0.5
"""Seconds after its deadline that a caller still waits for the step at hand."""

STEP = 0.1
"""Seconds that a step is to take: who joins, leaves or has the next turn waits for the one at hand."""
LEAST_ROWS, FIRST_ROWS, MOST_ROWS = 2, 4, 32
"""Rows of a batch: at least, before it is known how long one takes, and at most."""

Watch = Callable[[str, int, float], None]
"""Called after every step as (network, rows, seconds)."""


class Batch(Protocol[J]):
    """`trm.engine.Batch` and `trm.rule_search.RuleBatch`."""

    rows: int
    """How many may run; set from how long a row takes."""

    @property
    def running(self) -> Sequence[Any]: ...

    def join(self, job: J) -> None: ...

    def leave(self, job: J) -> None: ...

    def admit(self) -> bool: ...

    def advance(self) -> list[J]: ...


@dataclass(frozen=True, slots=True)
class Load:
    """What a network does now, and what it has done since it began."""

    network: str
    puzzles: int
    """Here now: they run or wait."""
    rows: int
    """Trajectories of the last step."""
    buckets: int
    """Sizes of puzzles that take turns."""
    steps: int
    finished: int
    left: int
    """Puzzles whose caller went away or whose time ran out."""
    seconds: float
    """Spent in steps."""


class Ticket:
    """One call: its puzzles are over when it is done; its caller may leave before."""

    def __init__(self, deadline: float | None) -> None:
        self.deadline = deadline
        self.open = 0
        self.done = threading.Event()
        self.left = False
        self.error: Exception | None = None

    def late(self) -> bool:
        """Nobody waits for it any more."""
        return self.left or (self.deadline is not None and time.monotonic() > self.deadline)

    def guarded(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """`call` from the network's thread: an error ends this call alone."""

        def safe(*arguments: Any) -> Any:
            if self.left:
                return False
            try:
                return call(*arguments)
            except Exception as error:
                self.fail(error)
                return False

        return safe

    def fail(self, error: Exception) -> None:
        """The caller is told."""
        self.error, self.left = self.error or error, True
        self.done.set()


@dataclass(slots=True, eq=False)
class _Bucket(Generic[J]):
    size: Hashable
    batch: Batch[J]
    service: float
    number: int
    jobs: dict[J, Ticket]


class EngineThread(Generic[J]):
    """`run` may be called from any number of threads."""

    def __init__(
        self,
        name: str,
        batch_of: Callable[[], Batch[J]],
        size_of: Callable[[J], Hashable],
        watch: Watch | None = None,
    ) -> None:
        self.name, self._batch_of, self._size_of, self._watch = name, batch_of, size_of, watch
        self._wake = threading.Condition()
        self._arrived: list[tuple[J, Ticket]] = []
        self._buckets: dict[Hashable, _Bucket[J]] = {}
        self._thread: threading.Thread | None = None
        self._closed = False
        self._rows = self._steps = self._finished = self._left = self._made = 0
        self._seconds = 0.0
        self._row_seconds: dict[Hashable, float] = {}
        self.seconds_each = 1.0
        """How long a puzzle is here, averaged with the latest weighing most."""

    def run(self, jobs: Sequence[J], ticket: Ticket, stopped: Callable[[], bool]) -> None:
        """Until the jobs are over, or the ticket is late, or `stopped`. Raises what a job's callbacks raised."""
        if not jobs:
            return
        began = time.monotonic()
        with self._wake:
            if self._closed:
                return
            ticket.open = len(jobs)
            self._arrived += [(job, ticket) for job in jobs]
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name=f"trm-{self.name}", daemon=True)
                self._thread.start()
            self._wake.notify()
        while not ticket.done.wait(LOOK):
            waited_enough = ticket.deadline is not None and time.monotonic() > ticket.deadline + GRACE
            if waited_enough or stopped():
                ticket.left = True
                break
        if ticket.error is not None:
            raise ticket.error
        self.seconds_each += 0.1 * (time.monotonic() - began - self.seconds_each)

    def load(self) -> Load:
        """For metrics; a glance, not a snapshot of one moment."""
        buckets = list(self._buckets.values())
        here = sum(len(bucket.jobs) for bucket in buckets) + len(self._arrived)
        done = (self._steps, self._finished, self._left, self._seconds)
        return Load(self.name, here, self._rows, len(buckets), *done)

    def close(self) -> None:
        """End the thread after the step at hand; who waits gets what there is."""
        with self._wake:
            self._closed = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()

    # ---- the thread ------------------------------------------------------------------------------------------

    def _serve(self) -> None:
        while True:
            with self._wake:
                while not (self._arrived or self._buckets or self._closed):
                    self._rows = 0
                    self._wake.wait()
                arrived, self._arrived = self._arrived, []
                closed = self._closed
            for job, ticket in arrived:
                self._join(job, ticket)
            if closed:
                for bucket in list(self._buckets.values()):
                    self._let_go(bucket, list(bucket.jobs))
                self._buckets.clear()
                return
            for bucket in self._buckets.values():
                self._let_go(bucket, [job for job, ticket in bucket.jobs.items() if ticket.late()])
            self._buckets = {size: bucket for size, bucket in self._buckets.items() if bucket.jobs}
            if self._buckets:
                self._advance(min(self._buckets.values(), key=lambda bucket: (bucket.service, -bucket.number)))

    def _join(self, job: J, ticket: Ticket) -> None:
        size = self._size_of(job)
        bucket = self._buckets.get(size)
        if bucket is None:
            self._made += 1
            least = min((other.service for other in self._buckets.values()), default=0.0)
            bucket = self._buckets[size] = _Bucket(size, self._batch_of(), least, self._made, {})
            self._set_rows(bucket)
        bucket.jobs[job] = ticket
        bucket.batch.join(job)

    def _advance(self, bucket: _Bucket[J]) -> None:
        """One step of one bucket; if it fails, it fails for those in it alone."""
        began = time.monotonic()
        over, self._rows = [], 0
        try:
            if bucket.batch.admit():
                self._rows = len(bucket.batch.running)
                over = bucket.batch.advance()
        except Exception as error:
            for ticket in bucket.jobs.values():
                ticket.fail(error)
            self._left += len(bucket.jobs)
            bucket.jobs.clear()
            return
        took = time.monotonic() - began
        bucket.service += took
        self._seconds += took
        self._steps += 1
        if self._rows:
            known = self._row_seconds.get(bucket.size, took / self._rows)
            self._row_seconds[bucket.size] = known + 0.3 * (took / self._rows - known)
            self._set_rows(bucket)
        self._finished += len(over)
        for job in over:
            _over(bucket.jobs.pop(job))
        if self._watch is not None:
            with suppress(Exception):  # what only watches must not cost an answer
                self._watch(self.name, self._rows, took)

    def _set_rows(self, bucket: _Bucket[J]) -> None:
        """As many as a step of about STEP seconds has room for."""
        row = self._row_seconds.get(bucket.size)
        wanted = FIRST_ROWS if row is None else int(STEP / max(row, 1e-9))
        bucket.batch.rows = min(MOST_ROWS, max(LEAST_ROWS, wanted))

    def _let_go(self, bucket: _Bucket[J], jobs: Sequence[J]) -> None:
        """Jobs whose time has run out, or whose caller is gone."""
        for job in jobs:
            bucket.batch.leave(job)
            self._left += 1
            _over(bucket.jobs.pop(job))


def _over(ticket: Ticket) -> None:
    ticket.open -= 1
    if not ticket.open:
        ticket.done.set()
