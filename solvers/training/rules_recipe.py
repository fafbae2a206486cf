"""Training of the network over rules from a pool of puzzles that may still be growing, and shipping its weights.

python -m solvers.training.rules_recipe --pool runs/pool --out runs/rules --minutes 60 [--resume]
python -m solvers.training.rules_recipe --out runs/rules --ship trm/weights/rules.safetensors
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from solvers.kinds import RULE_KINDS
from solvers.training.rules_pool import HELD_OUT, Example, load
from solvers.training.ship import picture
from trm.checkpoint import load_tensors, save_tensors, write_atomically
from trm.config import TrainConfig
from trm.model import State
from trm.rows import OPEN, Ints, open_rows, reduced
from trm.rule_block import RuleNetwork
from trm.rule_graph import Graph
from trm.rule_models import RULE_SIZES
from trm.rule_piece import Piece
from trm.rule_train import Drawn, RuleTrainer

SHARES: Mapping[str, float] = {"mix": 3.0, "sums": 1.5, "sudoku": 0.8}
"""How often a sort of puzzle is drawn; every kind that is not named here has `KIND_SHARE`, together at most `KINDS`."""
KIND_SHARE, KINDS = 0.7, 6.0
MOST_EDGES = 800
"""Puzzles with more entries are drawn only with enough revealed: the time goes further on small ones."""
ENOUGH = 60
"""A kind of which the pool holds fewer puzzles is drawn less often: it would learn them by heart."""
UNTOUCHED = 0.5
"""Share of the draws to which no propagation was applied."""
LOOK = 60.0
"""Seconds between two looks for new files of the pool."""


class PoolSource:
    """Draws from the files of a folder, half of the time with a random share of the solution revealed."""

    def __init__(self, folder: Path, *, only: Sequence[str] = (), shares: Mapping[str, float] = SHARES) -> None:
        self.folder, self.only, self.shares = folder, frozenset(only), shares
        self.examples: dict[str, list[Example]] = {}
        self._seen: set[Path] = set()
        self._looked = -LOOK

    def look(self) -> None:
        """Take in files that are new."""
        if time.monotonic() - self._looked < LOOK:
            return
        self._looked = time.monotonic()
        for path in sorted(set(self.folder.glob("*.npz")) - self._seen):
            self._seen.add(path)
            for each in load(path):
                if each.kind in HELD_OUT:
                    raise ValueError(f"{path} holds {each.kind!r}, which is held out")
                if not self.only or each.kind in self.only:
                    self.examples.setdefault(each.kind, []).append(each)
        if not self.examples:
            raise FileNotFoundError(f"no puzzles in {str(self.folder)!r}; make some: solvers.training.rules_pool")
        self._kinds = sorted(self.examples)
        others = sum(kind not in self.shares for kind in self._kinds)
        share = min(KIND_SHARE, KINDS / max(1, others))
        full = [min(1.0, len(self.examples[kind]) / ENOUGH) for kind in self._kinds]
        weights = np.array([self.shares.get(kind, share) for kind in self._kinds]) * full
        self._chances = weights / weights.sum()

    def draw(self, rng: np.random.Generator) -> Drawn:
        """The next puzzle: half of the draws as propagation leaves it, where it leaves anything, half untouched.

        The first are what the network is for; from the others it learns to propagate, which it needs for its beliefs.
        """
        self.look()
        while True:
            kind = self._kinds[rng.choice(len(self._kinds), p=self._chances)]
            held = self.examples[kind]
            each = held[rng.integers(len(held))]
            known = revealed(each, rng)
            left = open_rows(each.rows, known) if rng.random() < UNTOUCHED else reduced(each.rows, known)
            if left is not None and len(left.open) and len(left.rows.indices) <= MOST_EDGES:
                return Drawn(Piece.of(left.rows), each.target[left.open], kind)


def revealed(each: Example, rng: np.random.Generator, often: float = 0.5) -> Ints:
    """What is known: the givens, and in half of the draws a random share of cells or of single candidates."""
    known = each.given
    if rng.random() < 1 - often:
        return known
    share = rng.random() * 0.7
    if rng.random() < 0.7:
        chosen = (rng.random(each.cell.max() + 2) < share)[each.cell]  # helpers, -1, are the last: never
        chosen &= each.cell >= 0
    else:
        chosen = rng.random(len(known)) < share
    return np.where(chosen & (known == OPEN) & (each.target != OPEN), each.target, known)


def trajectory(model: RuleNetwork, pieces: Sequence[Piece], steps: int, *, batch: int = 32) -> list[bool]:
    """Whether each puzzle's rows all hold at some step of one trajectory."""
    import torch

    solved: list[bool] = []
    for first in range(0, len(pieces), batch):
        graph = Graph.batch(pieces[first : first + batch])
        state: State = model.start(len(graph.puzzle))
        done = torch.zeros(len(graph.counts), dtype=torch.bool)
        with torch.no_grad():
            for _ in range(steps):
                state, logits, _ = model(graph, state)
                done |= graph.broken(logits > 0) == 0
        solved += done.tolist()
    return solved


def held_out_score(folder: Path, most: int = 96) -> Any:
    """An `evaluate` for the trainer: the share of a folder's puzzles, by kind, solved in one trajectory of 16 steps."""
    pieces: dict[str, list[Piece]] = {}
    for path in sorted(folder.glob("*.npz")):
        for each in load(path):
            left = reduced(each.rows, each.given)
            if left is not None and len(pieces.setdefault(each.kind, [])) < most:
                pieces[each.kind].append(Piece.of(left.rows))

    def evaluate(model: RuleNetwork) -> dict[str, float]:
        return {kind: float(np.mean(trajectory(model, found, 16))) for kind, found in pieces.items()}

    return evaluate


def ship(run: Path, path: Path, notes: Mapping[str, Any]) -> None:
    """The averaged weights of a run in half precision, with a card and curves."""
    tensors, meta = load_tensors(run / "training.safetensors")
    weights = {k[4:]: v.half() for k, v in tensors.items() if k.startswith("ema.")}
    save_tensors(path, weights, {"config": meta["config"]})
    parameters = sum(v.numel() for k, v in weights.items() if not k.endswith("_start"))
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    card = {
        "config": meta["config"], "serves": "rules", "parameters": parameters, "steps": meta["step"],
        "minutes": round(meta["seconds"] / 60, 1), "puzzles_seen": meta["fresh"], "seed": meta["train"]["seed"],
        "commit": commit.stdout.strip(), "held_out": sorted(HELD_OUT & set(RULE_KINDS)), **notes,
    }  # fmt: skip
    write_atomically(path.with_suffix(".json"), (json.dumps(card, indent=2) + "\n").encode())
    picture(run / "log.jsonl", path.with_suffix(".png"), f"{path.stem}: {parameters:,} parameters")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--pool", type=Path, default=Path("runs/pool"))
    add("--held", type=Path, help="a folder of puzzles that only measure")
    add("--out", type=Path, default=Path("runs/rules"))
    add("--size", choices=RULE_SIZES, default="rules-messages")
    add("--only", nargs="+", default=[], help="kinds to train on (the random mixes are called mix); default all")
    add("--minutes", type=float, default=60.0)
    add("--steps", type=int, default=10_000_000)
    add("--places", type=int, default=32, help="puzzles in progress at the same time")
    add("--rate", type=float, default=2e-3)
    add("--seed", type=int, default=0)
    add("--resume", action="store_true")
    add("--fp32", action="store_true", help="no bf16, for CPUs that do not multiply it in hardware")
    add("--adopt", type=Path, help="begin with the averaged weights of another run's checkpoint")
    add("--ship", type=Path, help="write the weights of --out here, with a card, and stop")
    add("--notes", type=json.loads, default={}, help="JSON for the card: data, scores")
    chosen = parser.parse_args(arguments)
    if chosen.ship:
        ship(chosen.out, chosen.ship, chosen.notes)
        return
    train = TrainConfig(
        seed=chosen.seed, minutes=chosen.minutes, steps=chosen.steps, learning_rate=chosen.rate, start_noise=0.3,
        bf16=not chosen.fp32, checkpoint_minutes=1.0,
    )  # fmt: skip
    source = PoolSource(chosen.pool, only=chosen.only)
    trainer = RuleTrainer(RULE_SIZES[chosen.size], train, source, chosen.out, places=chosen.places)
    if chosen.resume and trainer.path.exists():
        trainer.resume()
    elif chosen.adopt:
        tensors, _ = load_tensors(chosen.adopt)
        trainer.adopt({k[4:]: v for k, v in tensors.items() if k.startswith("ema.")})
    evaluate = held_out_score(chosen.held) if chosen.held else None
    for report in trainer.run(evaluate):
        if report.scores or report.step % 100 == 0:
            held = Counter({kind: len(found) for kind, found in source.examples.items()})
            _say(report, held)


def _say(report: Any, held: Counter[str]) -> None:
    outcomes = {k: round(v, 2) for k, v in report.solved.items()}
    sys.stdout.write(
        f"step {report.step} minutes {report.seconds / 60:.1f} loss {report.loss:.4f} rate {report.learning_rate:.1e} "
        f"solved {outcomes} pool {sum(held.values())} {report.scores or ''}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
