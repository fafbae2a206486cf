"""What sharing batches gains over HTTP: easy 9x9 of many clients at once against one client, in the same run.

    python -m tests.judges.throughput --repeats 5

Two services stand side by side: as `trm-router serve` begins on any machine (one process, numpy), and with all that
this one can do (workers, bfloat16). Rounds alternate, so that a machine that is busy with other things is so for all.
Processor milliseconds a request, over all processes of a service, say what it costs whoever else is at work.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from solvers.base import Kind
from solvers.kinds import KINDS

CLUES = 34
READY = 90.0
"""Seconds that a service has to get ready, and as many to make its quicker steps."""


@dataclass
class Rounds:
    """What was measured of one way to ask."""

    name: str
    rates: list[float] = field(default_factory=list)
    """Requests a second."""
    costs: list[float] = field(default_factory=list)
    """Processor milliseconds a request."""

    def told(self) -> str:
        """One line."""
        spread = f"{min(self.rates):.1f} to {max(self.rates):.1f}"
        rate = f"{median(self.rates):6.1f} a second ({spread})"
        return f"{self.name:36s} {rate:30s} {median(self.costs):5.1f} processor ms each"


@contextmanager
def service(*options: str) -> Iterator[tuple[int, int]]:
    """A service that is ready: (port, process)."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "adapters.cli", "serve", "--offline", "--port", str(port), *options]
    settings = {"TRM_ROUTER_CONFIG": os.devnull, "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(command, env={**os.environ, **settings}, stderr=subprocess.DEVNULL)
    try:
        ends = time.monotonic() + READY
        while not ready(port):
            if time.monotonic() > ends or process.poll() is not None:
                raise RuntimeError("the service does not get ready")
            time.sleep(0.2)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def ready(port: int) -> bool:
    """Whether it solves and proves."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == 200
    except OSError:
        return False


def settled(pid: int) -> None:
    """Wait until it has nothing to do any more: its quicker steps are made."""
    ends, idle, last = time.monotonic() + READY, 0, processor(pid)
    while idle < 4 and time.monotonic() < ends:
        time.sleep(1.0)
        now = processor(pid)
        idle, last = (idle + 1 if now - last < 0.05 else 0), now


def processor(pid: int) -> float:
    """Processor seconds of a process and its children."""
    ticks = os.sysconf("SC_CLK_TCK")
    spent = 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:  # it has just ended
            continue
        if pid in (int(path.parent.name), int(fields[1])):
            spent += (int(fields[11]) + int(fields[12])) / ticks
    return spent


def ask(port: int, texts: Sequence[str]) -> None:
    """One client, one request after the other on one connection. Raises where an answer is not proven."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    for text in texts:
        body = json.dumps({"model": "trm", "messages": [{"role": "user", "content": text}]})
        connection.request("POST", "/v1/chat/completions", body, {"content-type": "application/json"})
        found = json.loads(connection.getresponse().read())
        if found["receipt"]["status"] != "verified":
            raise AssertionError(found)


def measure(rounds: Rounds, where: tuple[int, int], texts: Sequence[str], clients: int) -> None:
    """One round of so many clients."""
    port, pid = where
    failures: list[BaseException] = []

    def client(part: Sequence[str]) -> None:
        try:
            ask(port, part)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=client, args=(texts[number::clients],)) for number in range(clients)]
    spent, began = processor(pid), time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    rounds.rates.append(len(texts) / (time.monotonic() - began))
    rounds.costs.append(1000 * (processor(pid) - spent) / len(texts))


def main() -> int:
    """Measure and say it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--puzzles", type=int, default=192, help="a round of many clients; one client has a quarter")
    known = parser.parse_args()
    kind: Kind[Any, Any] = KINDS["sudoku"]
    texts = [f"Solve this sudoku:\n{kind.render(kind.generate(n, clues=CLUES))}" for n in range(known.puzzles)]
    alone = Rounds("one client, one process, numpy")
    quick_alone = Rounds(f"one client, {known.workers} workers")
    together = Rounds(f"{known.clients} clients, {known.workers} workers")
    plain_together = Rounds(f"{known.clients} clients, one process, numpy")
    with ExitStack() as stack:
        plain = stack.enter_context(service("--engine", "numpy"))
        quick = stack.enter_context(service("--workers", str(known.workers)))
        for where in (plain, quick):
            settled(where[1])
            measure(Rounds("first"), where, texts[: known.puzzles // 4], 8)
        for _ in range(known.repeats):
            few = texts[: known.puzzles // 4]
            measure(alone, plain, few, 1)
            measure(together, quick, texts, known.clients)
            measure(quick_alone, quick, few, 1)
            measure(plain_together, plain, texts, known.clients)
    for each in (alone, plain_together, quick_alone, together):
        print(each.told())
    for base in (alone, quick_alone):
        ratios = sorted(many / one for many, one in zip(together.rates, base.rates, strict=True))
        print(f"{together.name} against {base.name}: x{median(ratios):.2f} (x{ratios[0]:.2f} to x{ratios[-1]:.2f})")
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 0


if __name__ == "__main__":
    sys.exit(main())
