"""What recursion is worth over rules: three networks of one size, trained on the same puzzles for as long.

    python -m solvers.measure.recursion --pool runs/pool --minutes 4 --seeds 0 --out runs/recursion

Minutes are those of the processor, so that busy machines compare fairly; drawing puzzles counts, measuring does not.
Runs that `results.json` holds already are not made again: the same command goes on where it was interrupted.
The curves are mixes of rules above seed 1,000,000, solved in one trajectory; the table adds the held-out kinds.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from solvers.measure.rule_kinds import SEED, kind_of, puzzles
from solvers.rule_solver import known_of, linear_form, rows_of
from solvers.training.rules_pool import HELD_OUT
from solvers.training.rules_recipe import PoolSource, trajectory
from trm.checkpoint import write_atomically
from trm.config import TrainConfig
from trm.rows import reduced
from trm.rule_block import RuleNetwork
from trm.rule_models import RULE_SIZES
from trm.rule_piece import Piece
from trm.rule_train import RuleTrainer

NETWORKS: Mapping[str, str] = {
    "TRM": "rules-small", "HRM": "rules-hrm", "no recursion": "rules-plain",
}  # fmt: skip
STEPS, LAST_STEPS = 16, 32
"""Supervision steps of the trajectories on the curves, and of those in the table."""
LOOKS = 8
"""Points of a curve."""
EMA, WARMUP, RATE = 0.99, 50, 2e-3
"""Quicker than for a long run; the same for all networks, tuned for none."""

Sets = Mapping[str, Sequence[Piece | None]]


def sets(names: Sequence[str], n: int, first: int = SEED) -> Sets:
    """Up to `n` puzzles of each kind as propagation leaves them; None: it leaves nothing."""
    found: dict[str, list[Piece | None]] = {}
    for name in names:
        drawn = [linear_form(puzzle) for puzzle in puzzles(kind_of(name), n, frozenset(), 120.0, first)]
        lefts = [reduced(rows_of(source), known_of(source)) for source in drawn]
        found[name] = [Piece.of(left.rows) if len(left.open) else None for left in lefts if left is not None]
    return {name: pieces for name, pieces in found.items() if pieces}


def shares(model: RuleNetwork, measured: Sets, steps: int) -> dict[str, float]:
    """Of each set, the share solved in one trajectory; all that propagation settles included."""
    result = {}
    for name, pieces in measured.items():
        open_ = [piece for piece in pieces if piece is not None]
        settled = len(pieces) - len(open_)
        result[name] = (settled + sum(trajectory(model, open_, steps))) / len(pieces)
    return result


def trained(name: str, seed: int, minutes: float, pool: Path, out: Path, measured: Sets) -> dict[str, Any]:
    """One run: its curve, and what its averaged weights solve at the end."""
    shape = RULE_SIZES[NETWORKS[name]]
    config = TrainConfig(
        seed=seed, steps=10_000_000, minutes=minutes, learning_rate=RATE, warmup_steps=WARMUP, ema=EMA, start_noise=0.3,
        checkpoint_minutes=minutes,
    )  # fmt: skip
    source = PoolSource(pool)
    source.look()  # reading the files is no part of the time
    trainer = RuleTrainer(shape, config, source, out, clock=time.process_time)
    curve = {"mix": measured["mix"]}
    points = []
    for report in trainer.run(lambda model: shares(model, curve, STEPS), evaluate_minutes=minutes / LOOKS):
        if report.scores:
            points.append((round(report.seconds / 60, 2), round(100 * report.scores["mix"], 1)))
            say(f"{name} seed {seed}: {points[-1][0]:.2f} min, step {report.step}, mixes {points[-1][1]:.1f} %")
    end = {kind: round(100 * share, 1) for kind, share in shares(trainer.ema_model(), measured, LAST_STEPS).items()}
    return {
        "network": name, "seed": seed, "parameters": trainer.model.parameter_count(), "steps": trainer.step,
        "puzzles": trainer.fresh, "curve": points, "solved": end,
    }  # fmt: skip


def table(runs: Sequence[Mapping[str, Any]], measured: Sets) -> str:
    """What each network solves: the mean over seeds, the least and the most; and what propagation alone does."""
    plain = {name: 100 * float(np.mean([piece is None for piece in pieces])) for name, pieces in measured.items()}
    lines = ["network         runs  " + "  ".join(f"{name:>17s}" for name in measured)]
    rows: list[tuple[str, list[Mapping[str, float]]]] = [("propagation", [plain])]
    rows += [(name, [run["solved"] for run in runs if run["network"] == name]) for name in NETWORKS]
    for name, own in rows:
        if own:
            told = (_spread([each[kind] for each in own]) for kind in measured)
            lines.append(f"{name:14s} {len(own):5d}  " + "  ".join(f"{each:>17s}" for each in told))
    return "\n".join(lines) + "\n"


def _spread(shares_: Sequence[float]) -> str:
    """The mean, and between what it lies where there are several."""
    several = f" ({min(shares_):.1f}-{max(shares_):.1f})" if len(shares_) > 1 else ""
    return f"{np.mean(shares_):.1f}{several}"


def draw(runs: Sequence[Mapping[str, Any]], path: Path) -> None:
    """The curves in one picture, a colour a network, a line a seed."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.2), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    for k, name in enumerate(NETWORKS):
        for i, run in enumerate(each for each in runs if each["network"] == name):
            label = f"{name}, {run['parameters']:,} parameters" if i == 0 else None
            axes.plot(*zip(*run["curve"], strict=True), color=f"C{k}", marker="o", markersize=3, label=label)
    axes.set(xlabel="minutes of one CPU thread", ylabel="unseen mixes of rules solved, %", ylim=(0, 100))
    axes.grid(alpha=0.3)
    axes.legend(fontsize="small")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--pool", type=Path, default=Path("runs/pool"))
    add("--minutes", type=float, default=4.0, help="of the processor, each run")
    add("--seeds", type=int, nargs="+", default=[0])
    add("--n", type=int, default=60, help="puzzles a set")
    add("--kinds", nargs="*", default=["jigsaw", "norinori", "sudoku_variant", "tents", "kakurasu", "survo"])
    add("--networks", nargs="+", choices=list(NETWORKS), default=list(NETWORKS))
    add("--out", type=Path, default=Path("runs/recursion"), help="a folder: runs, results.json, recursion.png")
    chosen = parser.parse_args(arguments)
    measured = sets(["mix", *(kind for kind in chosen.kinds if kind in HELD_OUT)], chosen.n)
    results = chosen.out / "results.json"
    runs: list[dict[str, Any]] = json.loads(results.read_text()) if results.exists() else []
    done = {(run["network"], run["seed"]) for run in runs}
    for seed in chosen.seeds:
        for name in chosen.networks:
            size = NETWORKS[name]
            if (name, seed) in done:
                continue
            runs.append(trained(name, seed, chosen.minutes, chosen.pool, chosen.out / f"{size}-{seed}", measured))
            write_atomically(results, (json.dumps(runs, indent=2) + "\n").encode())
            draw(runs, chosen.out / "recursion.png")
    sys.stdout.write(table(runs, measured))


if __name__ == "__main__":
    main()
