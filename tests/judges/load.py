"""Many clients at once for a while: is an answer lost, crossed with another's, or wrong, and does memory grow?

    python -m tests.judges.load --clients 200 --minutes 10

The service runs in a process of its own, with networks alone or with exact search by turns, over all protocols,
streaming or not. Every verified answer is checked by the rules of the very puzzle that this client sent, and no other
client has that one; a tenth of the clients leaves in the middle. Puzzles are made beforehand: a client that makes one
while its connection is open keeps the service waiting for a head, and is rightly let go. The exit code is 1 where
anything was lost, crossed or wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx

from solvers.base import Kind, PuzzleError
from solvers.kinds import KINDS

KIND_NAMES = ("sudoku", "sudoku", "maze", "futoshiki", "latin")
PATHS = ("/v1/chat/completions", "/v1/responses", "/v1/messages")
OWN = 3
"""Puzzles of every client, which asks them by turns."""
LEAVES = 0.1
"""Share of requests whose client goes away."""


@dataclass
class Tally:
    """What was seen."""

    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


@contextmanager
def service(port: int) -> Iterator[subprocess.Popen[str]]:
    """`trm-router serve`, ready."""
    settings = {"TRM_ROUTER_CONFIG": os.devnull, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "adapters.cli", "serve", "--port", str(port), "--model", "none"]
    command += ["--running", "64", "--waiting", "256"]
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, env={**os.environ, **settings}, stderr=log, text=True)
        try:
            while True:
                try:
                    if httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=30).status_code == 200:
                        break
                except httpx.TransportError:
                    time.sleep(0.2)
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def memory(process: subprocess.Popen[str]) -> float:
    """Resident megabytes."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def body(path: str, text: str, model: str, stream: bool) -> dict[str, Any]:
    """One request."""
    if path.endswith("responses"):
        return {"model": model, "input": text, "stream": stream}
    message = [{"role": "user", "content": text}]
    return {"model": model, "messages": message, "stream": stream, "max_tokens": 1000}


def receipt_in(path: str, said: str, stream: bool) -> dict[str, Any]:
    """The receipt in an answer, or in the last event that has one."""
    if not stream:
        found: dict[str, Any] = json.loads(said)["receipt"]
        return found
    events = [json.loads(line[6:]) for line in said.splitlines() if line.startswith("data: {")]
    bodies = [event.get("response", event) for event in events]
    return next(event["receipt"] for event in reversed(bodies) if "receipt" in event)


def puzzles_of(number: int) -> list[tuple[Kind[Any, Any], Any]]:
    """What one client asks."""
    rng = random.Random(number)
    kinds: list[Kind[Any, Any]] = [KINDS[rng.choice(KIND_NAMES)] for _ in range(OWN)]
    return [(kind, kind.generate(rng.randrange(1 << 30))) for kind in kinds]


async def client(
    number: int, own: list[tuple[Kind[Any, Any], Any]], http: httpx.AsyncClient, ends: float, tally: Tally
) -> None:
    """Ask until the time is over."""
    rng = random.Random(number)
    while time.monotonic() < ends:
        kind, puzzle = rng.choice(own)
        path, stream = rng.choice(PATHS), rng.random() < 0.5
        text = f"Solve this {kind.title}:\n{kind.render(puzzle)}"
        asked = body(path, text, rng.choice(("trm", "auto:offline")), stream)
        leaving = rng.uniform(0.01, 1.0) if rng.random() < LEAVES else None
        began = time.monotonic()
        try:
            async with asyncio.timeout(leaving):
                response = await http.post(path, json=asked)
        except TimeoutError:
            tally.outcomes["left"] += 1
            continue
        except httpx.TransportError as error:
            tally.outcomes["lost"] += 1
            tally.wrong.append(f"lost: {error!r}")
            continue
        tally.seconds.append(time.monotonic() - began)
        if response.status_code == 429:
            tally.outcomes["429"] += 1
            await asyncio.sleep(float(response.headers["retry-after"]))
            continue
        if response.status_code != 200:
            tally.outcomes["lost"] += 1
            tally.wrong.append(f"{response.status_code}: {response.text[:200]}")
            continue
        receipt = receipt_in(path, response.text, stream)
        tally.outcomes[receipt["status"]] += 1
        if receipt["status"] == "verified" and not right(kind, puzzle, receipt):
            tally.wrong.append(f"{text}\n{receipt}")


def right(kind: Kind[Any, Any], puzzle: Any, receipt: dict[str, Any]) -> bool:
    """Whether the answer keeps the rules of the puzzle that was sent."""
    try:
        claimed = kind.read_answer(puzzle, json.dumps({"solution": receipt["solution"]}))
    except PuzzleError:
        return False
    return not kind.verify(puzzle, claimed)


async def load(
    port: int, own: list[list[tuple[Kind[Any, Any], Any]]], seconds: float, process: subprocess.Popen[str]
) -> tuple[Tally, list[float]]:
    """All clients with their puzzles, and the memory meanwhile."""
    clients = len(own)
    tally, sizes = Tally(), list[float]()
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    ends = time.monotonic() + seconds

    async def weigh() -> None:
        while time.monotonic() < ends:
            sizes.append(memory(process))
            await asyncio.sleep(max(1.0, seconds / 60))

    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=300, limits=limits) as http:
        await asyncio.gather(weigh(), *(client(number, mine, http, ends, tally) for number, mine in enumerate(own)))
    return tally, sizes


def main() -> int:
    """Run it and say what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10.0)
    known = parser.parse_args()
    own = [puzzles_of(number) for number in range(known.clients)]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with service(port) as process:
        tally, sizes = asyncio.run(load(port, own, 60 * known.minutes, process))
        alive = process.poll() is None
    cuts = quantiles(tally.seconds, n=20)
    rate = len(tally.seconds) / known.minutes / 60
    print(
        f"{known.clients} clients, {known.minutes:g} minutes: {dict(tally.outcomes)}, wrong or lost {len(tally.wrong)}"
    )
    print(f"seconds: median {cuts[9]:.2f}, 95 % {cuts[18]:.2f}; answers a second {rate:.1f}")
    print("resident MB:", *(f"{size:.0f}" for size in sizes[:: max(1, len(sizes) // 12)]))
    for each in tally.wrong[:5]:
        print(each)
    return 0 if alive and not tally.wrong else 1


if __name__ == "__main__":
    sys.exit(main())
