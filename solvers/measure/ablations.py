"""What each part of the network over rules and of its data is worth: one small run for each part left out or changed.

    python -m solvers.measure.ablations --pool runs/pool --minutes 2 --out runs/ablations

Minutes are those of the processor, and all runs have the same seed, so a part that makes steps slower pays for it. What
is measured was never trained on, and is not the held-out kinds either: choices may be made by it. Runs that
`results.json` holds already are not made again: the same command goes on where it was interrupted.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from solvers.kinds import RULE_KINDS
from solvers.measure.recursion import EMA, LAST_STEPS, RATE, WARMUP, Sets, say, sets, shares
from solvers.training.rules_pool import HELD_OUT
from solvers.training.rules_recipe import PoolSource
from trm.checkpoint import write_atomically
from trm.config import TrainConfig
from trm.rule_block import RuleConfig
from trm.rule_models import RULE_SIZES, RuleShape
from trm.rule_train import RuleTrainer

FIRST = 700_001
"""The first seed of what is measured: above all that pools hold, below what is kept for the record."""
TRAINED = ("futoshiki", "killer", "minesweeper", "n_queens", "star_battle")
MIXES_EACH = 2
"""Mixes measured for each puzzle of a kind: they are all kinds of rules at once."""
NO_MIXES = tuple(sorted({*RULE_KINDS, "sudoku"} - HELD_OUT))


@dataclass(frozen=True)
class Variant:
    """A network and its puzzles; () are those of every sort in the pool."""

    shape: RuleShape
    only: tuple[str, ...] = ()


BASE = RuleConfig(64, 64)
VARIANTS: Mapping[str, Variant] = {
    "as shipped: d 64, 4 cycles, all data": Variant(BASE),
    "without row features": Variant(replace(BASE, row_features=False)),
    "without edge features": Variant(replace(BASE, edge_features=False)),
    "without random mixes": Variant(BASE, NO_MIXES),
    "random mixes alone": Variant(BASE, ("mix",)),
    "minesweeper alone": Variant(BASE, ("minesweeper",)),
    "star battle alone": Variant(BASE, ("star_battle",)),
    "d 32": Variant(RuleConfig(32, 32)),
    "d 48": Variant(RuleConfig(48, 48)),
    "d 96": Variant(RuleConfig(96, 96)),
    "6 cycles": Variant(replace(BASE, inner_cycles=6)),
    "two blocks of d 45": Variant(RULE_SIZES["rules-two"]),
}


def run(name: str, seed: int, minutes: float, pool: Path, out: Path, measured: Sets) -> dict[str, Any]:
    """Train one variant, and measure what its averaged weights solve in one trajectory."""
    variant = VARIANTS[name]
    config = TrainConfig(
        seed=seed, steps=10_000_000, minutes=minutes, learning_rate=RATE, warmup_steps=WARMUP, ema=EMA, start_noise=0.3,
        checkpoint_minutes=minutes,
    )  # fmt: skip
    source = PoolSource(pool, only=variant.only)
    source.look()  # reading the files is no part of the time
    trainer = RuleTrainer(variant.shape, config, source, out, clock=time.process_time)
    losses = [report.loss for report in trainer.run()]
    solved = {kind: round(100 * share, 1) for kind, share in shares(trainer.ema_model(), measured, LAST_STEPS).items()}
    last = losses[-max(1, len(losses) // 10) :]
    return {
        "variant": name, "seed": seed, "minutes": minutes, "parameters": trainer.model.parameter_count(),
        "steps": trainer.step, "puzzles": trainer.fresh, "loss": round(sum(last) / len(last), 4), "solved": solved,
    }  # fmt: skip


def table(runs: Sequence[Mapping[str, Any]], measured: Sets) -> str:
    """The runs as Markdown, and what propagation alone settles."""
    lines = [
        "| variant | parameters | steps | " + " | ".join(f"{k} ({len(p)})" for k, p in measured.items()) + " |",
        "|---|" + "---|" * (len(measured) + 2),
    ]
    settled = {kind: 100 * sum(piece is None for piece in pieces) / len(pieces) for kind, pieces in measured.items()}
    lines.append("| propagation alone | - | - | " + " | ".join(f"{settled[kind]:.1f}" for kind in measured) + " |")
    for each in runs:
        solved = " | ".join(f"{each['solved'][kind]:.1f}" for kind in measured)
        lines.append(f"| {each['variant']} | {each['parameters']:,} | {each['steps']:,} | {solved} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--pool", type=Path, default=Path("runs/pool"))
    add("--minutes", type=float, default=2.0, help="of the processor, each run")
    add("--seed", type=int, default=0)
    add("--n", type=int, default=60, help="puzzles a kind; twice as many mixes")
    add("--kinds", nargs="*", default=TRAINED, help="measured beside the mixes")
    add("--variants", nargs="+", choices=list(VARIANTS), default=list(VARIANTS))
    add("--out", type=Path, default=Path("runs/ablations"), help="a folder: runs, results.json, table.md")
    chosen = parser.parse_args(arguments)
    measured = {**sets(["mix"], MIXES_EACH * chosen.n, FIRST), **sets(chosen.kinds, chosen.n, FIRST)}
    results = chosen.out / "results.json"
    runs: list[dict[str, Any]] = json.loads(results.read_text()) if results.exists() else []
    done = {(each["variant"], each["seed"], each["minutes"]) for each in runs}
    for name in chosen.variants:
        if (name, chosen.seed, chosen.minutes) in done:
            continue
        folder = chosen.out / f"{list(VARIANTS).index(name):02d}-{chosen.seed}"
        runs.append(run(name, chosen.seed, chosen.minutes, chosen.pool, folder, measured))
        write_atomically(results, (json.dumps(runs, indent=2) + "\n").encode())
        write_atomically(chosen.out / "table.md", table(runs, measured).encode())
        say(f"{name}: {runs[-1]['steps']} steps, {runs[-1]['solved']}")
    sys.stdout.write(table(runs, measured))


if __name__ == "__main__":
    main()
