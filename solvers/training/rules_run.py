"""The network over rules trained from the command line: what `trm-router train rules` does, from nothing to a card.

The pool of puzzles is the folder `--data`; where it holds none, random mixes of rules are made first, for an eighth of
the minutes. Puzzles of kinds come from `python -m solvers.training.rules_pool`, before the run or during it.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from solvers.training.display import Display, counting
from solvers.training.recipe import BadOption, RunOptions, budget
from solvers.training.rules_pool import of_mixes, save, write
from solvers.training.rules_recipe import PoolSource, held_out_score
from solvers.training.runs import INTERRUPTED, Interrupt, events, unused, write_events
from solvers.training.ship import RULES_NETWORK, machine, ship, write_about
from trm.config import TrainConfig
from trm.rule_models import RULE_SIZES, RuleShape
from trm.rule_train import RuleTrainer

POOL = Path("runs/pool")
MINUTES = 60.0
PLACES = 32
FIRST_HELD = 900_000
"""The first seed of the mixes that show on the curves; what is measured for the record begins at 1,000,001."""


def train(options: RunOptions, command: str = "") -> int:
    """Train as asked; returns the exit code. Raises PuzzleError, CheckpointError, TrainingDiverged."""
    shape = _shape(options)
    given = {"learning_rate": 2e-3, "start_noise": 0.3, "checkpoint_minutes": 1.0, **budget(options, MINUTES)}
    config = TrainConfig(**{**given, "compile": False})
    writer = events(options)
    pool = options.data or POOL
    _fill(pool, options, config.minutes or MINUTES)
    trainer = RuleTrainer(shape, config, PoolSource(pool), options.out, places=options.batch or PLACES)
    if options.resume:
        trainer.resume()
    evaluate = held_out_score(_held(options))
    notes = {"data": sorted({path.name.split("-")[0] for path in pool.glob("*.npz")}), "command": command,
             "machine": machine("cpu", options.threads)}  # fmt: skip
    write_about(options.out, {"kind": RULES_NETWORK, "notes": notes})
    interrupt = Interrupt()
    with interrupt.watching(), Display(trainer, shown=not options.quiet) as display:
        for report in trainer.run(evaluate, evaluate_minutes=options.evaluate_minutes):
            display.update(report)
            if writer is not None:
                write_events(writer, report)
            if interrupt.asked:
                trainer.save()
                display.say(f"stopped at step {report.step} and saved; the same command with --resume goes on")
                return INTERRUPTED
        for folder in (options.out, options.ship):
            if folder is not None:
                display.say(f"weights: {ship(options.out, folder)}")
    return 0


def _shape(options: RunOptions) -> RuleShape:
    """The network asked for. Raises BadOption for it and for options that mean nothing here."""
    unused(options.out, options.resume)
    name = options.size or "rules-messages"
    if name not in RULE_SIZES:
        raise BadOption(f"no size {name!r} for {RULES_NETWORK}", hint=f"one of {', '.join(RULE_SIZES)}")
    foreign: dict[str, Any] = {"--grids": options.grids, "--exclude": options.exclude, "--grow": options.grow}
    for option, value in foreign.items():
        if value:
            raise BadOption(f"{option} does not go with {RULES_NETWORK}", hint="leave it out")
    if options.device != "cpu":
        raise BadOption(f"{RULES_NETWORK} is trained on the CPU, not on {options.device!r}", hint="--device cpu")
    if options.optimizer == "muon":
        raise BadOption(f"muon does not train {RULES_NETWORK}", hint="--optimizer adamw")
    return RULE_SIZES[name]


def _fill(pool: Path, options: RunOptions, minutes: float) -> None:
    """Random mixes of rules where there is nothing to learn from yet."""
    if any(pool.glob("*.npz")):
        return
    limit = minutes / 8
    with counting(f"random mixes of rules, {limit:.1f} minutes or", options.puzzles) as tick:
        made = (tick(1) or each for each in of_mixes(options.seed * FIRST_HELD // 9))
        write(made, pool, f"mix-{options.seed}", most=options.puzzles, minutes=limit)


def _held(options: RunOptions) -> Path:
    """The folder of the mixes that only measure, made once."""
    folder = options.cache / f"rules-held-{options.held_out}"
    if not (folder / "mix.npz").exists():
        with counting("held-out mixes", options.held_out) as tick:
            save(folder / "mix.npz", [tick(1) or each for each in islice(of_mixes(FIRST_HELD), options.held_out)])
    return folder
