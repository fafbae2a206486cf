"""How much thinking each kind needs over rules: share proven against supervision steps of one trajectory.

    python -m solvers.measure.thinking_rules --n 60 --keep runs/thinking-rules.json --to docs/thinking-rules.png
    python -m solvers.measure.thinking_rules --kinds --sudoku dev_by_rating.csv --n 100 --keep FILE.json

No search and no restart: a trajectory of 32 steps, and the first step at which all rules hold. Step 0 is what plain
propagation settles. With `--sudoku` the file's 9x9 sudokus are a set of their own, thought about by the network over
rules and by the sudokus' own network. Sets that the kept file holds already are not measured again.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from solvers.base import PuzzleError
from solvers.kinds import RULE_KINDS
from solvers.measure.rule_kinds import fingerprints, kind_of, puzzles
from solvers.rule_solver import RULES, known_of, linear_form, rows_of
from solvers.rules.board import Problem
from solvers.specialists import digest
from solvers.steps import rule_step
from solvers.training.rules_pool import HELD_OUT, sudoku
from trm.checkpoint import write_atomically
from trm.rows import reduced
from trm.rule_engine import RuleEngine
from trm.rule_plan import RulePlan

STEPS = (0, 1, 2, 4, 8, 16, 32)
"""Where shares are told; the last is how long a trajectory is."""
SIDE_BY_SIDE = 16
Needed = list[int | None]
"""Steps of each puzzle; None: not proven by then."""


def needed(weights: Path, drawn: Sequence[Problem]) -> Needed:
    """Supervision steps until all rows hold. Raises CheckpointError."""
    engine = RuleEngine(rule_step(weights), rows=SIDE_BY_SIDE)
    found: dict[int, int | None] = {}
    rest = []
    for k, puzzle in enumerate(drawn):
        source = linear_form(puzzle)
        rows = rows_of(source)
        left = reduced(rows, known_of(source))
        if left is not None and not len(left.open):
            found[k] = 0
        elif left is not None:
            rest.append((k, (rows, left.known)))
    held = [rows for _, (rows, _) in rest]
    plan = RulePlan(steps=STEPS[-1])
    traces = engine.run([each for _, each in rest], lambda k, true: not held[k].broken(true).any(), plan, seed=0)
    found.update({k: trace.steps if trace.solved else None for (k, _), trace in zip(rest, traces, strict=True)})
    return [found.get(k) for k in range(len(drawn))]


def needed_by_grids(grids: Sequence[str]) -> Needed:
    """The same for sudokus' own network."""
    from solvers.measure.thinking import ROWS, think
    from solvers.neural import shipped_cards
    from trm.checkpoint import load_model
    from trm.engine import Engine, Plan
    from trm.torch_step import TorchGridStep

    model = load_model(Path(shipped_cards()["sudoku"]["path"]))
    tokens = [np.array([int(c) if c.isdigit() else 0 for c in grid]).reshape(9, 9) for grid in grids]
    results = think(Engine(TorchGridStep(model, rows=ROWS), rows=ROWS), tokens, Plan(steps=STEPS[-1]))
    return [each["total_steps"] if each["proven"] else None for each in results]


def shares(steps: Needed) -> list[float]:
    """Percentages proven within each of `STEPS`."""
    return [round(100 * sum(k is not None and k <= most for k in steps) / len(steps), 1) for most in STEPS]


def table(results: Mapping[str, Needed]) -> str:
    """Markdown: a kind a line."""
    lines = ["| kind | n | " + " | ".join(map(str, STEPS)) + " |", "|---" * (len(STEPS) + 2) + "|"]
    for name, steps in results.items():
        lines.append(f"| {name} | {len(steps)} | " + " | ".join(f"{share:.0f}" for share in shares(steps)) + " |")
    return "\n".join(lines) + "\n"


def draw(results: Mapping[str, Needed], picture: Path) -> None:
    """A small picture a kind, so that twenty lines do not lie on one another."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    columns = 5
    height = -(-len(results) // columns)
    figure = Figure(figsize=(11, 1.7 * height + 0.4), layout="constrained")
    FigureCanvasAgg(figure)
    places = figure.subplots(height, columns, sharex=True, sharey=True, squeeze=False).ravel()
    for axes, (name, steps) in zip(places, results.items(), strict=False):
        told = shares(steps)
        axes.axhline(told[0], color="0.6", linestyle=":")  # propagation alone
        axes.plot(range(len(STEPS)), told, marker="o", markersize=3, color="C1" if name in HELD_OUT else "C0")
        axes.set_title(f"{name} (n={len(steps)})" + (" held out" if name in HELD_OUT else ""), fontsize="small")
        axes.set(ylim=(-3, 103), xticks=range(len(STEPS)), xticklabels=STEPS)
        axes.grid(alpha=0.3)
    for axes in places[len(results) :]:
        axes.set_axis_off()
    figure.supxlabel("supervision steps of one trajectory", fontsize="small")
    figure.supylabel("proven, %", fontsize="small")
    picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(picture, dpi=100)


def begun(keep: Path, weights: Path, n: int) -> dict[str, Needed]:
    """What is kept, if it is of these weights. Raises PuzzleError."""
    about = {"weights": digest(weights), "n": n}
    held: dict[str, Any] = json.loads(keep.read_text()) if keep.exists() else {**about, "sets": {}}
    if any(held.get(name) != value for name, value in about.items()):
        raise PuzzleError(f"{str(keep)!r} holds results of other weights or another n", hint="another --keep")
    sets: dict[str, Needed] = held["sets"]
    return sets


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--kinds", nargs="*", default=sorted({"mix", *RULE_KINDS} - {"rules"}))
    add("--n", type=int, default=60, help="puzzles a set")
    add("--seconds", type=float, default=60.0, help="time for making the puzzles of a kind")
    add("--pool", type=Path, help="the puzzles trained on, to be passed over")
    add("--sudoku", type=Path, help="a file of 9x9 sudokus with a column puzzle")
    add("--weights", type=Path, default=RULES)
    add("--keep", type=Path, required=True, help="JSON: results as they come")
    add("--to", type=Path, help="the picture")
    chosen = parser.parse_args(arguments)
    results = begun(chosen.keep, chosen.weights, chosen.n)

    def keep(name: str, steps: Needed) -> None:
        results[name] = steps
        about = {"weights": digest(chosen.weights), "n": chosen.n, "sets": results}
        write_atomically(chosen.keep, json.dumps(about).encode())
        sys.stdout.write(f"{name} (n={len(steps)}): {shares(steps)}\n")
        sys.stdout.flush()

    seen = fingerprints(chosen.pool)
    for name in chosen.kinds:
        if name not in results:
            drawn = list(puzzles(kind_of(name), chosen.n, seen, chosen.seconds))
            if drawn:  # else its rules have no linear form
                keep(name, needed(chosen.weights, drawn))
    if chosen.sudoku is not None:
        with open(chosen.sudoku) as file:
            grids = [row["puzzle"] for row in islice(csv.DictReader(file), chosen.n)]
        if "sudoku, generalist" not in results:
            keep("sudoku, generalist", needed(chosen.weights, [sudoku(grid) for grid in grids]))
        if "sudoku, specialist" not in results:
            keep("sudoku, specialist", needed_by_grids(grids))
    sys.stdout.write(table(results))
    if chosen.to is not None:
        draw(results, chosen.to)


if __name__ == "__main__":
    main()
