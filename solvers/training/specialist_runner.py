"""The candidates of a specialist's race, and the run of one: what it starts from, learns from and is wrong by."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from solvers.rule_solver import RULES
from solvers.training.recipe import BadOption, RunOptions
from solvers.training.rules_pool import Example
from solvers.training.runs import Interrupt
from solvers.training.specialist_puzzles import KindSource, Mixture, Puzzles
from trm.checkpoint import load_tensors
from trm.config import TrainConfig
from trm.rows import reduced
from trm.rule_block import RuleConfig, RuleNetwork
from trm.rule_graph import Graph
from trm.rule_models import RULE_SIZES, load_rule_model
from trm.rule_piece import Piece
from trm.rule_train import RuleTrainer
from trm.tensor_file import misfit

EMA, WARMUP = 0.995, 30
"""Quicker than for a long run: a specialist has some hundred steps."""
ENTRIES, PLACES = 24_000, 32
"""Entries of the puzzles in progress: a step then takes about as long whatever the kind."""
CHECKPOINT = "training.safetensors"
LOSS_STEPS = 8
"""Supervision steps after which candidates are compared: enough to think, few enough to be cheap."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to train a specialist."""

    shape: RuleConfig
    from_rules: bool
    """Start with the weights of the network over rules."""
    rate: float
    mixture: Mixture


def candidates(generalist: RuleConfig, size: str | None) -> dict[str, Candidate]:
    """What races, by name. `size` leaves only those of that width. Raises BadOption."""
    thorough = replace(generalist, inner_cycles=generalist.inner_cycles + 2)
    found = {
        "rules": Candidate(generalist, True, 1e-3, Mixture()),
        "rules-thorough": Candidate(thorough, True, 1e-3, Mixture(0.25, 0.1)),
        "new": Candidate(thorough, False, 2e-3, Mixture()),
        "new-narrow": Candidate(RULE_SIZES["rules-narrow"], False, 2e-3, Mixture()),  # type: ignore[arg-type]
    }
    if size is None:
        return found
    wanted = RULE_SIZES.get(size)
    if not isinstance(wanted, RuleConfig):
        names = ", ".join(name for name, shape in RULE_SIZES.items() if isinstance(shape, RuleConfig))
        raise BadOption(f"no size {size!r} for a specialist", hint=f"one of {names}")
    same = {name: each for name, each in found.items() if each.from_rules and _width(each.shape) == _width(wanted)}
    return {
        **same,
        "new": Candidate(wanted, False, 2e-3, Mixture()),
        "new-whole": Candidate(wanted, False, 2e-3, Mixture(0.25, 0.1)),
    }


def _width(shape: RuleConfig) -> tuple[int, int]:
    return shape.hidden, shape.inner


class Runner:
    """Implements `Contestant`: one candidate's training run, from its checkpoint on where it has one."""

    def __init__(
        self, name: str, candidate: Candidate, options: RunOptions, puzzles: Puzzles, minutes: float, asked: Interrupt
    ) -> None:
        self.name, self.puzzles, self.interrupt = name, puzzles, asked
        config = TrainConfig(
            seed=options.seed, steps=10_000_000, minutes=minutes, warmup_steps=WARMUP, ema=EMA, start_noise=0.3,
            learning_rate=options.learning_rate or candidate.rate, bf16=options.bf16, compile=False,
            optimizer=options.optimizer or "adamw", checkpoint_minutes=0.5, threads=options.threads,  # type: ignore[arg-type]
        )  # fmt: skip
        folder = options.out / "race" / name
        self.trainer = RuleTrainer(
            _shape(folder / CHECKPOINT) or candidate.shape,
            config,
            KindSource(puzzles.train, candidate.mixture),
            folder,
            places=options.batch or _places(puzzles.train),
            clock=lambda: time.process_time() / options.threads,
        )
        if self.trainer.path.exists():
            self.trainer.resume()
        elif candidate.from_rules:
            self.trainer.adopt(load_rule_model(RULES).state_dict())

    def advance(self, minutes: float) -> bool:
        trainer = self.trainer
        if trainer.seconds < 60 * minutes:
            for _ in trainer.run():
                if self.interrupt.asked or trainer.seconds >= 60 * minutes:
                    break
            trainer.save()
        return not self.interrupt.asked

    def loss(self) -> float:
        return held_out_loss(self.trainer.ema_model(), self.puzzles.chosen_by)


def _shape(checkpoint: Path) -> RuleConfig | None:
    """What the run that is gone on with was begun as: the network over rules may have become another since."""
    if not checkpoint.exists():
        return None
    _, meta = load_tensors(checkpoint)
    with misfit(checkpoint):
        return RuleConfig(**{key: value for key, value in meta["config"].items() if key != "mixer"})


def _places(train: Sequence[Example]) -> int:
    """Puzzles in progress, fewer where they are large."""
    return int(np.clip(ENTRIES / max(1.0, float(np.mean([len(each.rows.indices) for each in train]))), 4, PLACES))


def held_out_loss(model: RuleNetwork, examples: Sequence[Example]) -> float:
    """What a candidate is wrong by after `LOSS_STEPS` steps of one trajectory: cross entropy, every puzzle the same."""
    import torch
    from torch.nn import functional as F

    total = 0.0
    for each in examples:
        left = reduced(each.rows, each.given)
        assert left is not None  # it has a solution
        graph = Graph.batch([Piece.of(left.rows)])
        state = model.start(left.rows.count)
        with torch.no_grad():
            for _ in range(LOSS_STEPS):
                state, logits, _ = model(graph, state)
        target = torch.from_numpy(each.target[left.open])
        scored = target >= 0
        total += float(F.binary_cross_entropy_with_logits(logits.float()[scored], target[scored].float()))
    return total / max(1, len(examples))
