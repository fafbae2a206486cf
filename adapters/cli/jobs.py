"""`solve --batch --jobs N`: the rows of a batch shared among processes, their receipts in the order of the rows.

Every process has a router of its own and asks for rows as it finishes some. One that dies is replaced, and its rows are
given to another one; a row under which processes die twice is declined and the others go on. When the command ends,
however it ends, its processes do.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from adapters.cli import inputs
from adapters.cli.solve import Options
from router.errors import RouterError, UsageError
from router.types import Receipt
from solvers.base import PuzzleError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

MOST_DEATHS = 2
"""Of processes under one row."""
AHEAD = 4
"""Times `jobs` that chunks may be ahead of the row that is written next: finished rows that wait are lost at a kill."""
DIED = "the process that worked on this died {times} times; the other rows of the batch were not touched by it"


@dataclass(eq=False)
class _Worker:
    """One process, and the rows that it works on."""

    process: SpawnProcess
    line: Connection
    rows: tuple[int, ...] = ()
    began: float = 0.0
    size: int = 1
    """Rows that it is given next: more while they are quick."""


@dataclass
class SideBySide:
    """The processes of one batch."""

    rows: Sequence[inputs.Row]
    options: Options
    jobs: int
    most: int
    """Rows that are given at once at the most."""
    patience: float
    """Seconds that rows given together may take before the next ones are fewer."""
    _workers: list[_Worker] = field(default_factory=list)
    _again: deque[int] = field(default_factory=deque)
    """Rows whose process died."""
    _deaths: dict[int, int] = field(default_factory=dict)
    _done: dict[int, Receipt] = field(default_factory=dict)
    _next: int = 0

    def receipts(self) -> Generator[tuple[inputs.Row, Receipt], None, None]:
        """Rows with their receipts, in order. Raises UsageError where a process cannot even begin."""
        try:
            for written, row in enumerate(self.rows):
                while written not in self._done:
                    self._hand_out(written)
                    self._listen()
                yield row, self._done.pop(written)
        finally:
            for worker in self._workers:
                worker.process.terminate()
            for worker in self._workers:
                worker.process.join(2.0)
                if worker.process.is_alive():
                    worker.process.kill()
                worker.line.close()

    def _hand_out(self, written: int) -> None:
        """Rows for everybody who has none."""
        while len(self._workers) < min(self.jobs, len(self.rows)):
            self._workers.append(self._begun())
        for worker in self._workers:
            if not worker.rows and (rows := self._rows_for(worker, written)):
                worker.rows, worker.began = rows, time.monotonic()
                try:
                    worker.line.send([self.rows[number] for number in rows])
                except OSError:
                    continue  # it died: `_listen` sees it

    def _rows_for(self, worker: _Worker, written: int) -> tuple[int, ...]:
        if self._again:
            return (self._again.popleft(),)  # alone, so that the row that kills is found
        if self._next - written > AHEAD * self.jobs * self.most:
            return ()
        first, self._next = self._next, min(len(self.rows), self._next + worker.size)
        return tuple(range(first, self._next))

    def _listen(self) -> None:
        """What some process says, or that it says nothing any more."""
        ready = wait([worker.line for worker in self._workers])
        for worker in [worker for worker in self._workers if worker.line in ready]:
            try:
                said = worker.line.recv()
            except (EOFError, OSError):
                self._buried(worker)
                continue
            if isinstance(said, _Failed):
                raise UsageError(said.message, hint=said.hint)
            self._done.update(zip(worker.rows, said, strict=True))
            quick = time.monotonic() - worker.began < self.patience
            worker.size = min(2 * worker.size, self.most) if quick else max(worker.size // 2, 1)
            worker.rows = ()

    def _buried(self, worker: _Worker) -> None:
        """Another process takes the place of one that died, and its rows are worked on again."""
        worker.process.join()
        worker.line.close()
        for number in worker.rows:
            self._deaths[number] = self._deaths.get(number, 0) + 1
            if self._deaths[number] < MOST_DEATHS:
                self._again.append(number)
            else:
                reason = DIED.format(times=MOST_DEATHS)
                self._done[number] = Receipt(status="declined", kind="open", reason=reason)
        if not worker.rows:
            raise UsageError(f"a process of --jobs ended by itself (exit code {worker.process.exitcode})")
        self._workers[self._workers.index(worker)] = self._begun()

    def _begun(self) -> _Worker:
        context = get_context("spawn")
        mine, its = context.Pipe()
        process = context.Process(target=_work, args=(its, self.options), name="trm-router-batch", daemon=True)
        process.start()
        its.close()  # so that its end is closed when it dies
        return _Worker(process, mine)


@dataclass(frozen=True, slots=True)
class _Failed:
    """Why a process cannot work at all."""

    message: str
    hint: str


def _work(line: Connection, options: Options) -> None:
    """One process: rows in, receipts out, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command, which ends its processes
    threading.Thread(target=_orphaned, daemon=True).start()
    from adapters.cli.batch import together

    try:
        router: Any = options.router()
    except (RouterError, PuzzleError) as error:
        line.send(_Failed(str(error), error.hint))
        return
    while True:
        try:
            rows: list[inputs.Row] = line.recv()
        except (EOFError, OSError):
            return
        line.send([receipt for _, receipt in together(router, rows, options)])


def _orphaned() -> None:
    """End with the command, also where that was killed."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
