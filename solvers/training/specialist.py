"""A specialist over rules in one command: `trm-router train KIND|RULEBOOKS.jsonl --minutes M`.

Puzzles are made or read, a short race of candidates chooses size, cycles, augmentation and whether to start from the
network over rules or from nothing, and the winner trains on. Then both are judged on puzzles that nobody learnt from
or chose by, and only what beats the network over rules is put where solvers find it (`solvers.specialists`).

Minutes are those of the processor: a busy machine takes longer and trains no less.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from solvers.rule_solver import RULES
from solvers.specialists import PREFIX, digest, home
from solvers.training.display import Display
from solvers.training.race import Race, planned
from solvers.training.recipe import BadOption, RunOptions
from solvers.training.rules_pool import HELD_OUT
from solvers.training.rules_recipe import trajectory
from solvers.training.runs import INTERRUPTED, Interrupt
from solvers.training.ship import WEIGHTS, machine, picture, write_about
from solvers.training.specialist_puzzles import Puzzles, prepared
from solvers.training.specialist_runner import CHECKPOINT, Candidate, Runner, candidates
from solvers.training.verdict import Comparison, compared
from trm.checkpoint import load_tensors, save_tensors, write_atomically
from trm.rows import reduced
from trm.rule_block import RuleConfig, RuleNetwork
from trm.rule_models import load_rule_model
from trm.rule_piece import Piece

MINUTES = 10.0
MAKING = 1 / 6
"""Of the minutes, at most, for making puzzles."""
MOST_PUZZLES = 5000


def train(options: RunOptions, command: str = "") -> int:
    """Train as asked; returns the exit code. Raises PuzzleError, CheckpointError, TrainingDiverged."""
    _check(options)
    generalist = load_rule_model(RULES).config
    if not isinstance(generalist, RuleConfig):
        raise BadOption("the network over rules that is here is none to start from", hint="make train-rules")
    field = candidates(generalist, options.size)
    say = _silent if options.quiet else _say
    minutes = options.minutes or MINUTES
    puzzles = prepared(
        options.out / "puzzles", options.kind, seed=options.seed, most=min(options.puzzles, MOST_PUZZLES),
        held_out=options.held_out, minutes=MAKING * minutes,
    )  # fmt: skip
    say(f"puzzles: {puzzles.counts['train']} to learn from, {puzzles.counts['judged by']} to judge by")
    plan = planned((1 - MAKING) * minutes, len(field))
    interrupt = Interrupt()
    runner: Callable[[str], Runner] = lambda name: Runner(name, field[name], options, puzzles, plan.whole, interrupt)  # noqa: E731
    with interrupt.watching():
        race = Race(plan, tuple(field), runner, options.out / "race.json", say)
        winner = race.run()
        if winner is not None:
            say(f"chosen: {winner}")
            winner = winner if _trained(runner(winner), options, interrupt) else None
    if winner is None:
        say("stopped and saved; the same command with --resume goes on")
        return INTERRUPTED
    about = {
        "command": command, "machine": machine("cpu", options.threads), "chosen": winner,
        "race": [{"minutes": each.minutes, "losses": each.losses} for each in race.rounds],
    }  # fmt: skip
    return _finished(options, puzzles, field[winner], about, say)


def _check(options: RunOptions) -> None:
    """Options that mean nothing here, and a run that would overwrite another. Raises BadOption."""
    foreign: dict[str, Any] = {
        "--grids": options.grids, "--exclude": options.exclude, "--grow": options.grow, "--steps": options.steps,
        "--data": options.data, "--tensorboard": options.tensorboard,
    }  # fmt: skip
    for option, value in foreign.items():
        if value:
            raise BadOption(f"{option} does not go with a specialist over rules", hint="leave it out")
    if options.device != "cpu":
        raise BadOption(
            f"specialists over rules are trained on the CPU, not on {options.device!r}", hint="--device cpu"
        )
    if options.minutes is not None and not options.minutes > 0:
        raise BadOption(f"--minutes {options.minutes!r}", hint="more than 0")
    if options.optimizer == "muon":
        raise BadOption("muon does not train networks over rules", hint="--optimizer adamw")
    if options.ship == WEIGHTS and options.kind in HELD_OUT:
        raise BadOption(
            f"{options.kind!r} is held out: what is shipped has never learnt from it",
            hint="without --ship the specialist is yours alone",
        )
    if (options.out / "puzzles").exists() and not options.resume:
        raise BadOption(f"{str(options.out)!r} already holds a run", hint="--resume, or another --out")
    if not RULES.exists():
        raise BadOption("there is no network over rules to start from or to beat", hint="make train-rules")


def _trained(runner: Runner, options: RunOptions, interrupt: Interrupt) -> bool:
    """The winner's run to its end; False where it was interrupted."""
    chosen_by = [left.rows for each in runner.puzzles.chosen_by if (left := reduced(each.rows, each.given))]
    pieces = [Piece.of(rows) for rows in chosen_by]

    def evaluate(model: RuleNetwork) -> dict[str, float]:
        return {"held out": float(np.mean(trajectory(model, pieces, 16, batch=8)))}

    with Display(runner.trainer, shown=not options.quiet) as display:
        for report in runner.trainer.run(evaluate, evaluate_minutes=options.evaluate_minutes):
            display.update(report)
            if interrupt.asked:
                runner.trainer.save()
                return False
    return True


def _finished(
    options: RunOptions, puzzles: Puzzles, chosen: Candidate, about: Mapping[str, Any], say: Callable[[str], None]
) -> int:
    """Weights into the run's folder, judged; where they are better, also to where solvers look for them."""
    name = Path(options.kind).stem
    path = options.out / f"{PREFIX}{name}.safetensors"
    run = options.out / "race" / about["chosen"]
    tensors, meta = load_tensors(run / CHECKPOINT)
    weights = {key[4:]: value.half() for key, value in tensors.items() if key.startswith("ema.")}
    save_tensors(path, weights, {"config": meta["config"]})
    say("judging: the specialist and the network over rules on puzzles that neither learnt from")
    verdict = compared(path, RULES, puzzles.judged_by)
    card = {
        "serves": "specialist", "kind": puzzles.kind, "signatures": list(puzzles.signatures),
        "candidates": max(each.rows.count for each in puzzles.judged_by), "config": meta["config"],
        "weights": digest(path), "verdict": {"rival": digest(RULES), **verdict.to_json()},
        "parameters": sum(v.numel() for k, v in weights.items() if not k.endswith("_start")),
        "started from": "the network over rules" if chosen.from_rules else "nothing",
        "steps": meta["step"], "minutes": round(meta["seconds"] / 60, 1), "puzzles_seen": meta["fresh"],
        "puzzles": puzzles.counts, "seed": meta["train"]["seed"], **about,
    }  # fmt: skip
    write_atomically(path.with_suffix(".json"), (json.dumps(card, indent=2) + "\n").encode())
    picture(run / "log.jsonl", path.with_suffix(".png"), f"{name}: {card['parameters']:,} parameters")
    write_about(options.out, {"kind": name, "specialist": path.name})
    say(told(verdict))
    say(f"weights: {path}")
    if verdict.better:
        say(f"used from now on: {put(path, options.ship or home())}")
    return 0


def told(verdict: Comparison) -> str:
    """The verdict in a sentence."""
    said = verdict.to_json()
    own, other = said["proven"]["specialist"], said["proven"]["generalist"]
    shares = " · ".join(
        f"{label} {own[key]:.0f} % (network over rules {other[key]:.0f} %)"
        for label, key in (("one trajectory", "nodes_0"), ("1 node", "nodes_1"), ("10 nodes", "nodes_10"))
    )
    word = "better" if verdict.better else "not better: the network over rules goes on serving"
    return (
        f"{said['puzzles']} puzzles: {shares}; fewer nodes for {said['fewer']}, more for {said['more']} "
        f"(p = {said['chance']:.3f}): {word}"
    )


def put(path: Path, folder: Path) -> Path:
    """Copy weights, card and curves of a specialist into a folder, the card last: half a copy is never used."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix in (".safetensors", ".png", ".json"):
        if path.with_suffix(suffix).exists():
            write_atomically(folder / path.with_suffix(suffix).name, path.with_suffix(suffix).read_bytes())
    return folder / path.name


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _silent(line: str) -> None:
    del line
