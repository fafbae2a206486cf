"""Several processes behind one port, so that reading, proving and thinking use more than one core.

    trm-router serve --workers 2

Every worker is a whole service with engines of its own; the system gives it connections (SO_REUSEPORT). The first
process only watches: who dies is replaced, SIGTERM lets all of them finish. `/metrics` of any worker sums up all.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from router.errors import UsageError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

LOOK = 0.5
"""Seconds between two looks at the workers."""
YOUNG = 20.0
"""A worker that dies younger than this failed to start or to live."""
FAILURES = 5
"""Young deaths in a row after which the service gives up."""
PATIENCE = 1.0
"""Seconds that another worker has to say its numbers."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a worker sits: which one it is, and the folder in which all of them can be reached."""

    number: int
    room: Path

    @property
    def own(self) -> Path:
        """Where this worker says its numbers."""
        return self.room / f"{self.number}.sock"

    @asynccontextmanager
    async def open(self, numbers: Callable[[], bytes]) -> AsyncIterator[None]:
        """Say `numbers` to the other workers as long as it is open."""

        async def say(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with suppress(OSError):
                writer.write(numbers())
                await writer.drain()
            writer.close()

        self.own.unlink(missing_ok=True)  # of one that was killed
        server = await asyncio.start_unix_server(say, path=self.own)
        try:
            yield
        finally:
            server.close()
            self.own.unlink(missing_ok=True)

    async def others(self) -> list[bytes]:
        """The numbers of the other workers; who does not answer in time is left out."""
        paths = [path for path in sorted(self.room.glob("*.sock")) if path != self.own]
        found = await asyncio.gather(
            *(asyncio.wait_for(_heard(path), PATIENCE) for path in paths), return_exceptions=True
        )
        return [each for each in found if isinstance(each, bytes)]


async def _heard(path: Path) -> bytes:
    reader, writer = await asyncio.open_unix_connection(path)
    try:
        return await reader.read()
    finally:
        writer.close()


def summed(pages: Iterable[bytes]) -> bytes:
    """Pages for Prometheus as one: samples of one name and labels are added up, times of creation are the earliest."""
    headers: dict[str, list[str]] = {}
    samples: dict[str, dict[str, float]] = {}
    for page in pages:
        family = ""
        for line in page.decode().splitlines():
            if line.startswith("# "):
                family = line.split(" ", 3)[2]
                if line not in headers.setdefault(family, []):
                    headers[family].append(line)
                continue
            name, _, value = line.rpartition(" ")
            held = samples.setdefault(family, {})
            if name.partition("{")[0].endswith("_created"):
                held[name] = min(held.get(name, float(value)), float(value))
            else:
                held[name] = held.get(name, 0.0) + float(value)
    lines: list[str] = []
    for family, header in headers.items():
        lines += header
        lines += [f"{name} {value!r}" for name, value in samples.get(family, {}).items()]
    return "".join(f"{line}\n" for line in lines).encode()


@dataclass
class Crew:
    """The workers of a service, each running `work(seat)` in a process of its own."""

    work: Callable[[Seat], None]
    """Must be importable: it begins in a fresh interpreter."""
    count: int
    drain_seconds: float
    _ending: bool = False
    _alive: dict[int, tuple[SpawnProcess, float]] = field(default_factory=dict)

    def run(self) -> int:
        """Until SIGTERM or Ctrl-C, or until workers keep dying."""
        before = {each: signal.signal(each, self._end) for each in (signal.SIGTERM, signal.SIGINT)}
        failures = 0
        try:
            with tempfile.TemporaryDirectory(prefix="trm-router-", ignore_cleanup_errors=True) as room:
                for number in range(self.count):
                    self._begin(Seat(number, Path(room)))
                while not self._ending:
                    wait([process.sentinel for process, _ in self._alive.values()], LOOK)
                    for number, (process, began) in list(self._alive.items()):
                        if self._ending or process.is_alive():
                            continue
                        age = time.monotonic() - began
                        failures = failures + 1 if age < YOUNG else 1
                        sys.stderr.write(f"trm-router: worker {number} ended ({process.exitcode}) and is replaced\n")
                        if failures >= FAILURES:
                            raise UsageError(f"workers end as soon as they begin (exit code {process.exitcode})")
                        self._begin(Seat(number, Path(room)))
                return 0
        finally:
            self._finish()
            for each, handler in before.items():
                signal.signal(each, handler)

    def _begin(self, seat: Seat) -> None:
        process = get_context("spawn").Process(target=self.work, args=(seat,), name=f"worker-{seat.number}")
        process.start()
        self._alive[seat.number] = process, time.monotonic()

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._ending = True

    def _finish(self) -> None:
        """What runs is finished, for as long as is granted."""
        ends = time.monotonic() + self.drain_seconds
        for process, _ in self._alive.values():
            process.terminate()
        for process, _ in self._alive.values():
            process.join(max(0.1, ends - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()
