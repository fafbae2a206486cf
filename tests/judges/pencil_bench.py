"""Solves Pencil Puzzle Bench by the addresses of its puzzles alone, and lets its own engine judge the answers.

    make judge-ppbench          # own environment in runs/ppbench, needs Node; prints a table, fails below the floor

Each message is "Solve ADDRESS", through the whole router, offline. From the receipt's `solution` come the moves that a
player would make with the mouse; whether they complete the puzzle is for pzpr.js to say. The bench's own solutions
are never opened.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from adapters.compose import build_router
from router.types import Reply, Request

ENGINE = Path(__file__).with_name("pencil_engine.py")
FLOOR = 0.95

Solution = dict[str, Any]


def ones(solution: Solution) -> Iterator[str]:
    """A click on every cell that holds 1."""
    held = solution.get("values") or {
        f"r{r + 1}c{c + 1}": value for r, row in enumerate(solution["rows"]) for c, value in enumerate(row)
    }
    for name, value in held.items():
        if value == 1:
            row, column = map(int, name[1:].split("c"))
            yield f"mouse,left,{2 * column - 1},{2 * row - 1}"


def digits(solution: Solution) -> Iterator[str]:
    """Every cell chosen and its number typed; clues cannot be changed and take it as it is."""
    for r, row in enumerate(solution["rows"]):
        for c, value in enumerate(row):
            yield f"cursor,{2 * c + 1},{2 * r + 1}"
            yield f"key,{value}"


def edges(solution: Solution) -> Iterator[str]:
    """A stroke along every line of the loop."""
    for r, row in enumerate(solution["level"]):
        for c, on in enumerate(row):
            if on:
                yield f"mouse,left,{2 * c},{2 * r},{2 * c + 2},{2 * r}"
    for r, row in enumerate(solution["upright"]):
        for c, on in enumerate(row):
            if on:
                yield f"mouse,left,{2 * c},{2 * r},{2 * c},{2 * r + 2}"


MOVES: dict[str, Callable[[Solution], Iterator[str]]] = {
    "lightup": ones,
    "norinori": ones,
    "nurikabe": ones,
    "hitori": ones,
    "kurodoko": ones,
    "heyawake": ones,
    "sudoku": digits,
    "slither": edges,
}


def judged(python: str, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The engine's word on each list of moves."""
    told = "\n".join(json.dumps(one) for one in asked)
    done = subprocess.run([python, str(ENGINE)], input=told, capture_output=True, text=True, check=True, timeout=600)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--python", required=True, help="interpreter of the environment that holds ppbench")
    python = parser.parse_args().python
    listed = subprocess.run([python, str(ENGINE), "--list"], capture_output=True, text=True, check=True, timeout=600)
    puzzles = [line.split(" ", 1) for line in listed.stdout.splitlines()]
    router = build_router(offline=True)
    rows: dict[str, list[tuple[bool, float, float]]] = {}
    asked: list[tuple[str, Reply, dict[str, Any], float]] = []
    for name, address in puzzles:
        if name in MOVES:
            began = time.perf_counter()
            reply = router.handle(Request(text=f"Solve {address}", offline=True))
            seconds = time.perf_counter() - began
            verified = reply.receipt.status == "verified" and reply.receipt.solution is not None
            moves = list(MOVES[name](reply.receipt.solution)) if verified and reply.receipt.solution else []
            asked.append((name, reply, {"address": address, "moves": moves}, seconds))
    for (name, reply, question, seconds), told in zip(asked, judged(python, [q for _, _, q, _ in asked]), strict=True):
        exact = sum(rung.seconds for rung in reply.receipt.route if rung.solver == "exact")
        rows.setdefault(name, []).append((told["complete"], seconds, exact))
        if not told["complete"]:
            print(f"{question['address']}: {reply.receipt.status}, {reply.receipt.reason or told['broken'][:1]}")
    print(f"{'kind':10} {'right':>7} {'whole p50':>10} {'max':>8} {'exact p50':>10} {'max':>8}")
    for name, found in sorted(rows.items()):
        right, whole, exact_ = sum(f[0] for f in found), [f[1] for f in found], [f[2] for f in found]
        times = (
            f"{statistics.median(whole):9.3f}s {max(whole):7.3f}s {statistics.median(exact_):9.3f}s {max(exact_):7.3f}s"
        )
        print(f"{name:10} {right:3}/{len(found):<3} {times}")
    total = [f[0] for found in rows.values() for f in found]
    print(f"{'all':10} {sum(total):3}/{len(total)}")
    return 0 if len(rows) == len(MOVES) and sum(total) >= FLOOR * len(total) else 1


if __name__ == "__main__":
    sys.exit(main())
