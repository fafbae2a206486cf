"""The service before replicas on Ray: how much one and two do, what a killed one loses, what a stop finishes; and a
simulation of more of them from the times that were measured.

PYTHONPATH=. runs/ray/bin/python -m tests.judges.scale_out --seconds 20

Every answer is checked by the rules of the very puzzle that its client sent, by code that shares nothing with the
service. Figures of more than two replicas are simulated, and say so.
"""

from __future__ import annotations

import argparse
import heapq
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CLIENTS = 16
SOLVED = (
    "812753649", "943682175", "675491283", "154237896", "369845721", "287169534", "521974368", "438526917", "796318452",
)  # fmt: skip
EASY, HARD = 36, 21
"""Clues."""
STARTS = 120.0
COUNTS = (1, 2, 4, 8, 16, 32, 64)
ROWS = 8
"""Calls a replica that autoscaling aims at, and so the clients per replica of the simulation."""


def puzzle(rng: random.Random, clues: int) -> list[str]:
    """A solved board under a random symmetry with some cells left: clues are chosen from one that has one solution."""
    digits = rng.sample("123456789", 9)
    bands = [3 * band + row for band in rng.sample(range(3), 3) for row in rng.sample(range(3), 3)]
    stacks = [3 * stack + column for stack in rng.sample(range(3), 3) for column in rng.sample(range(3), 3)]
    seed = GIVEN_HARD if clues == HARD else GIVEN_EASY
    return ["".join(digits[int(SOLVED[r][c]) - 1] if seed[r][c] != "." else "." for c in stacks) for r in bands]


GIVEN_HARD = (
    "8........", "..36.....", ".7..9.2..", ".5...7...", "....457..", "...1...3.", "..1....68", "..85...1.", ".9....4..",
)  # fmt: skip
GIVEN_EASY = (
    ".1.75.6.9", ".43.82..5", "..5...2.3", "15..37...", "...8.....", "2.71695.4", ".2..743..", "....26.1.", "..6..845.",
)  # fmt: skip


def wrong(given: Sequence[str], answer: str) -> str | None:
    """What is wrong with an answer, by the rules alone."""
    rows = [re.sub(r"\D", "", line) for line in answer.split("\n")]
    if [len(row) for row in rows] != [9] * 9:
        return "no 9x9"
    columns = ["".join(column) for column in zip(*rows, strict=True)]
    boxes = ["".join(rows[r + i][c + j] for i in range(3) for j in range(3)) for r in (0, 3, 6) for c in (0, 3, 6)]
    if any(sorted(line) != list("123456789") for line in (*rows, *columns, *boxes)):
        return "a rule is broken"
    kept = all(
        clue in (".", cell) for line, row in zip(given, rows, strict=True) for clue, cell in zip(line, row, strict=True)
    )
    return None if kept else "a clue is changed"


@dataclass
class Found:
    """What clients saw."""

    seconds: list[float] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    guard: threading.Lock = field(default_factory=threading.Lock)


def ask(port: int, given: Sequence[str], found: Found) -> None:
    """One request, checked."""
    text = "Solve this sudoku:\n" + "\n".join(given)
    body = json.dumps({"model": "trm", "messages": [{"role": "user", "content": text}]}).encode()
    began = time.monotonic()
    try:
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/v1/chat/completions", body, {"content-type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=120) as response:
            said = json.load(response)
        receipt = said["receipt"]
        fault = None if receipt["status"] == "verified" else f"{receipt['status']}: {receipt['reason']}"
        fault = fault or wrong(given, said["choices"][0]["message"]["content"])
        rungs = [rung["steps"] for rung in receipt["route"] if rung["steps"]]
    except Exception as error:
        fault, rungs = f"{type(error).__name__}: {error}", []
    with found.guard:
        found.seconds.append(time.monotonic() - began)
        found.steps += rungs
        found.lost += [fault] if fault else []


def load(port: int, seconds: float, clues: int = EASY, clients: int = CLIENTS) -> tuple[Found, float]:
    """Clients that ask one after the other; what they saw, and how long it took until the last was answered."""
    found, ends, began = Found(), time.monotonic() + seconds, time.monotonic()

    def client(number: int) -> None:
        rng = random.Random(number)
        while time.monotonic() < ends:
            ask(port, puzzle(rng, clues), found)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found, time.monotonic() - began


# ---------------------------------------------------------------------- processes


@contextmanager
def serving(replicas: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The service with replicas, in a session of its own, so that what it began can be told from other programs."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "adapters.cli", "serve", "--ray", "--replicas", replicas, "--port", str(port)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.getcwd()}
    log = Path("runs/ray/serve.log").open("wb")  # noqa: SIM115  (the service writes on after this function)
    service = subprocess.Popen(command, env=environment, stderr=log, stdout=log, start_new_session=True)
    try:
        ends = time.monotonic() + STARTS
        while b"serving on" not in Path("runs/ray/serve.log").read_bytes():
            if service.poll() is not None or time.monotonic() > ends:
                sys.exit(f"blocked: Ray does not start here\n{Path('runs/ray/serve.log').read_text()[-2000:]}")
            time.sleep(0.5)
        yield service, port
    finally:
        if service.poll() is None:
            service.send_signal(signal.SIGTERM)
            try:
                service.wait(60)
            except subprocess.TimeoutExpired:
                service.kill()
        log.close()


def children(pid: int) -> list[int]:
    """All processes below one, as /proc tells."""
    below: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        below.setdefault(parent, []).append(int(path.parent.name))
    found, waiting = [], [pid]
    while waiting:
        mine = below.get(waiting.pop(), [])
        found += mine
        waiting += mine
    return found


def replicas_of(pid: int) -> list[int]:
    """The replicas' processes."""
    found = []
    for child in children(pid):
        try:
            if b"ServeReplica:trm-router" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
        except OSError:
            continue
    return found


def cpu(pids: Sequence[int]) -> float:
    """Processor seconds that they have used."""
    total = 0.0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


# ---------------------------------------------------------------------- what is measured


@dataclass(frozen=True)
class Measured:
    """One run: throughput, and what a puzzle costs the front and the replica."""

    replicas: int
    puzzles: int
    rate: float
    median: float
    slowest: float
    front: float
    replica: float
    steps: float
    lost: int


def measured(count: int, seconds: float) -> Measured:
    """The service with so many replicas under easy puzzles."""
    with serving(str(count)) as (service, port):
        load(port, 3.0)  # weights and caches
        workers = replicas_of(service.pid)
        before = cpu([service.pid]), cpu(workers)
        found, took = load(port, seconds)
        used = cpu([service.pid]) - before[0], cpu(workers) - before[1]
    for fault in found.lost[:5]:
        print(f"  lost: {fault}")
    answered = len(found.seconds)
    rate = (answered - len(found.lost)) / took
    return Measured(
        len(workers), answered, rate, statistics.median(found.seconds), max(found.seconds),
        used[0] / answered, used[1] / answered, statistics.mean(found.steps or [1]), len(found.lost),
    )  # fmt: skip


def killed(seconds: float) -> tuple[int, int, list[int]]:
    """Asked, lost, the replicas that were killed: one a few seconds into the load, another one later."""
    victims: list[int] = []
    with serving("2") as (service, port):
        load(port, 3.0)

        def kill() -> None:
            for wait in (seconds / 4, seconds / 4):
                time.sleep(wait)
                alive = replicas_of(service.pid)
                if alive:
                    os.kill(alive[0], signal.SIGKILL)
                    victims.append(alive[0])

        killer = threading.Thread(target=kill)
        killer.start()
        found, _ = load(port, seconds)
        killer.join()
    for fault in found.lost[:5]:
        print(f"  lost: {fault}")
    return len(found.seconds), len(found.lost), victims


def drained() -> tuple[int, int, int | None]:
    """Asked, lost, exit code: SIGTERM while requests run."""
    found = Found()
    with serving("1") as (service, port):
        load(port, 2.0)
        rngs = [random.Random(100 + number) for number in range(12)]
        threads = [threading.Thread(target=ask, args=(port, puzzle(rng, HARD), found)) for rng in rngs]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        service.send_signal(signal.SIGTERM)
        for thread in threads:
            thread.join()
        code = service.wait(60)
    for fault in found.lost[:5]:
        print(f"  lost: {fault}")
    return len(found.seconds), len(found.lost), code


# ---------------------------------------------------------------------- what is simulated


def simulated(replicas: int, fronts: int, of: Measured, *, seconds: float = 60.0, seed: int = 0) -> tuple[float, float]:
    """Puzzles a second and the 95th percentile of seconds: clients that ask one after the other, a front that works on
    one request at a time, the less laden of two replicas drawn, steps of all rows of a replica side by side."""
    rng, step = random.Random(seed), of.replica / max(1.0, of.steps)
    free = [0.0] * fronts
    events: list[tuple[float, int, str, Any]] = []
    rows: list[dict[int, int]] = [{} for _ in range(replicas)]
    fresh: list[list[int]] = [[] for _ in range(replicas)]
    """Rows that join at the next step."""
    thinking, began, waits, number = [False] * replicas, {}, [], 0

    def think(place: int, now: float) -> None:
        for row in fresh[place]:
            rows[place][row] = 1
            while rng.random() < 1 - 1 / max(1.0, of.steps):  # as many steps on average as were measured
                rows[place][row] += 1
        fresh[place].clear()
        thinking[place] = bool(rows[place])
        if rows[place]:
            heapq.heappush(events, (now + step * len(rows[place]), number, "step", place))

    for client in range(ROWS * replicas):
        heapq.heappush(events, (rng.random() * of.median, client, "ask", client))
    while events and events[0][0] < seconds:
        now, _, what, who = heapq.heappop(events)
        number += 1
        if what == "ask":
            began[who] = now
            front = min(range(fronts), key=free.__getitem__)
            free[front] = max(now, free[front]) + of.front
            heapq.heappush(events, (free[front], number, "arrive", who))
        elif what == "arrive":
            two = rng.sample(range(replicas), min(2, replicas))
            place = min(two, key=lambda each: len(rows[each]) + len(fresh[each]))
            fresh[place].append(who)
            if not thinking[place]:
                think(place, now)
        else:
            for row in rows[who]:
                rows[who][row] -= 1
            for row in [row for row, left in rows[who].items() if not left]:
                del rows[who][row]
                waits.append(now - began[row])
                heapq.heappush(events, (now, number, "ask", row))
                number += 1
            think(who, now)
    waits.sort()
    return len(waits) / seconds, waits[int(0.95 * (len(waits) - 1))] if waits else 0.0


def main() -> int:
    """Exit code 1 where anything was lost or wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    lost, runs = 0, []
    for count in (1, 2):
        run = measured(count, options.seconds)
        runs.append(run)
        lost += run.lost
        print(
            f"measured, {run.replicas} replica(s): {run.puzzles} puzzles, {run.rate:.1f}/s, median {run.median:.2f} s, "
            f"slowest {run.slowest:.2f} s; a puzzle costs the front {1000 * run.front:.1f} ms, replicas "
            f"{1000 * run.replica:.1f} ms of processor, {run.steps:.1f} steps; lost or wrong: {run.lost}"
        )
    asked, gone, victims = killed(options.seconds)
    print(f"kill -9 of {len(victims)} replicas under load: {asked} asked, lost or wrong: {gone}")
    stopped, unfinished, code = drained()
    print(f"SIGTERM while 12 requests run: {stopped} asked, lost or wrong: {unfinished}, exit code {code}")
    print("\nsimulated from the times of one replica (not measured):")
    print("replicas  one front: puzzles/s  p95 s   fronts as needed: puzzles/s  p95 s")
    for count in COUNTS:
        one, many = simulated(count, 1, runs[0]), simulated(count, count, runs[0])
        print(f"{count:>8}  {one[0]:>20.0f}  {one[1]:>5.2f}  {many[0]:>28.0f}  {many[1]:>5.2f}")
    return 1 if lost + gone + unfinished or len(victims) < 2 or code != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
