"""The network over rules on generated puzzles of many kinds, beside plain propagation with the same search.

    python -m solvers.measure.rule_kinds --kinds tents,jigsaw --n 200 --pool runs/pool --json rules.json
    python -m solvers.measure.rule_kinds --sudoku dev_by_rating.csv --n 100

Each puzzle is tried four ways: one trajectory of 32 steps; the search of medium effort, one puzzle at a time; and
propagation without and with that search. Puzzles that are in the pool (the network learnt from them), or are the
same but for names and order, are passed over. Every answer is proven by the kind's own rules.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from solvers.base import Effort, PuzzleError
from solvers.kinds import RULE_KINDS
from solvers.rule_solver import RULES, RuleSolver, known_of, linear_form, rows_of, rule_plan
from solvers.rules import mixes
from solvers.rules.board import Problem
from solvers.rules.kind import RuleKind
from solvers.training.rules_pool import HELD_OUT, load, sudoku
from trm.rows import reduced
from trm.rule_plan import RulePlan

SEED = 1_000_001
"""The first seed of every measured set."""
BUDGETS = (0, 1, 10, 100)


class Mixes:
    """Random mixes of rules, as a kind."""

    name = "mix"

    def generate(self, seed: int, **_: Any) -> Problem:
        return mixes.mix(seed)

    def verify(self, puzzle: Problem, answer: Any) -> Any:
        return puzzle.verify(answer)


def kind_of(name: str) -> Any:
    """The kind called `name`; "mix" are random mixes of rules."""
    if name == "mix":
        return Mixes()
    module, attribute = RULE_KINDS[name]
    return getattr(import_module(module), attribute)


def puzzles(kind: Any, n: int, seen: frozenset[int], seconds: float, first: int = SEED) -> Iterator[Problem]:
    """Up to `n` puzzles of middle size that nothing was trained on, as long as there is time."""
    end, found = time.monotonic() + seconds, 0
    for seed in range(first, first + 20 * n):
        if found == n or time.monotonic() > end:
            return
        try:
            puzzle = kind.generate(seed)
        except PuzzleError:
            continue
        source = linear_form(puzzle)
        left = reduced(rows_of(source), known_of(source))
        if source.rest or left is None or (len(left.open) and left.rows.fingerprint() in seen):
            continue
        found += 1
        yield puzzle


def fingerprints(pool: Path | None) -> frozenset[int]:
    """What the network has learnt from."""
    files = sorted(pool.glob("*.npz")) if pool else []
    lefts = (reduced(each.rows, each.given) for path in files for each in load(path))
    return frozenset(left.rows.fingerprint() for left in lefts if left is not None)


def measured(kind: Any, drawn: Sequence[Problem], weights: Path) -> dict[str, Any]:
    """Percentages proven, by budget of nodes, and seconds of medium effort one at a time."""
    result: dict[str, Any] = {"n": len(drawn), "wrong": 0}

    # a kind whose answers say more than a solution (what is certain) is measured on its rules alone
    judge: Any = kind if type(kind).verify in (RuleKind.verify, Mixes.verify) else Mixes()

    def proven(solver: RuleSolver, batch: Sequence[Problem]) -> list[bool]:
        solved = solver.solve(judge, batch)
        result["wrong"] += sum(
            s.answer is not None and bool(p.verify(s.answer)) for p, s in zip(batch, solved, strict=True)
        )
        return [s.answer is not None for s in solved]

    def share(hits: Sequence[bool]) -> float:
        return round(100 * float(np.mean(hits)), 1)

    trajectory = RuleSolver(weights, plans={Effort.MEDIUM: RulePlan(steps=32)})
    result["trajectory"] = share(proven(trajectory, drawn))
    for label, network in (("network", True), ("propagation", False)):
        solver = RuleSolver(weights, network=network, plans={Effort.MEDIUM: rule_plan(Effort.MEDIUM)})
        solver.warm()
        nodes, seconds = [], []
        for puzzle in drawn:
            began = time.perf_counter()
            (done,) = proven(solver, [puzzle])
            seconds.append(time.perf_counter() - began)
            nodes.append(solver.traces[0].nodes if done else None)
        by_budget = {b: share([k is not None and k <= b for k in nodes]) for b in BUDGETS}
        result[label] = {
            **{f"nodes_{b}": v for b, v in by_budget.items()},
            "medium": share([k is not None for k in nodes]),
            "p50": round(float(np.median(seconds)), 4), "p95": round(float(np.percentile(seconds, 95)), 4),
        }  # fmt: skip
    return result


def line(name: str, r: dict[str, Any]) -> str:
    net, plain = r["network"], r["propagation"]
    return (
        f"{name:15s} n {r['n']:3d}  32 steps {r['trajectory']:5.1f}  nodes 0/1/10/100 "
        + " ".join(f"{net[f'nodes_{b}']:.0f}({plain[f'nodes_{b}']:.0f})" for b in BUDGETS)
        + f"  medium {net['medium']:.1f}({plain['medium']:.1f})  p50 {net['p50']:.3f} p95 {net['p95']:.3f} s  "
        + f"wrong {r['wrong']}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--kinds", default="all", help="names separated by commas; mix: random mixes; held-out: what nothing learnt")
    add("--n", type=int, default=100)
    add("--weights", type=Path, default=RULES)
    add("--pool", type=Path, help="the puzzles trained on, to be passed over")
    add("--seconds", type=float, default=120.0, help="time for making the puzzles of a kind")
    add("--sudoku", type=Path, help="instead of kinds, the first 9x9 sudokus of a file with a column puzzle")
    add("--json", type=Path)
    chosen = parser.parse_args(arguments)
    names = sorted({"mix", *RULE_KINDS} - {"rules"})
    if chosen.kinds == "held-out":
        names = [name for name in names if name in HELD_OUT]
    elif chosen.kinds != "all":
        names = chosen.kinds.split(",")
    if chosen.sudoku:
        with open(chosen.sudoku) as file:
            rows = list(islice(csv.DictReader(file), chosen.n))
        result = measured(Mixes(), [sudoku(row["puzzle"]) for row in rows], chosen.weights)
        sys.stdout.write(line(chosen.sudoku.stem, result) + "\n")
        return
    seen = fingerprints(chosen.pool)
    results: dict[str, Any] = {}
    for name in names:
        kind = kind_of(name)
        drawn = list(puzzles(kind, chosen.n, seen, chosen.seconds))
        if not drawn:
            continue  # rules without a linear form
        results[name] = measured(kind, drawn, chosen.weights)
        sys.stdout.write(line(name, results[name]) + (" (held out)" if name in HELD_OUT else "") + "\n")
        sys.stdout.flush()
        if chosen.json:
            chosen.json.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
