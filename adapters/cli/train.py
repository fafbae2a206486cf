"""`train KIND` makes weights, `ship RUN` takes those of a run over. `rules` is the network over rules; a kind without a
recipe, or a file of rulebooks, gets a specialist of that network.

Several processes: `torchrun --nproc-per-node 4 -m adapters.cli train KIND --device cuda`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from adapters.cli.options import Quiet, Seed, Threads, kinds


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(train)
    app.command()(ship)


def train(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND|RULEBOOKS.jsonl",
            help="A kind of puzzle, or a file with a rulebook a line.",
            autocompletion=kinds,
        ),
    ],
    size: Annotated[str | None, typer.Option("--size", metavar="NAME", help="A size of network by name.")] = None,
    minutes: Annotated[float | None, typer.Option("--minutes", help="Time budget (the schedule follows it).")] = None,
    steps: Annotated[int | None, typer.Option("--steps", help="Step budget.")] = None,
    seed: Seed = 0,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder of the run; else runs/KIND.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from the checkpoint in --out.")] = False,
    threads: Threads = 1,
    device: Annotated[str, typer.Option("--device", help="cpu or cuda.")] = "cpu",
    batch: Annotated[
        int | None, typer.Option("--rows", metavar="N", help="Rows of the first pool; the others grow in proportion.")
    ] = None,
    learning_rate: Annotated[float | None, typer.Option("--learning-rate", help="Else the recipe's own.")] = None,
    optimizer: Annotated[Literal["adamw", "adam_atan2", "muon"] | None, typer.Option("--optimizer")] = None,
    grids: Annotated[str, typer.Option("--grids", metavar="N,N", help="Side lengths, where a kind has several.")] = "",
    puzzles: Annotated[
        int, typer.Option("--puzzles", min=1, help="Puzzles made for training, where the recipe makes them ahead.")
    ] = 50_000,
    hardness: Annotated[int, typer.Option("--hardness", help="Least guesses of the hard ones; 0: none.")] = 30,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Folder: train_*.csv.gz, or the pool for rules.")
    ] = None,
    cache: Annotated[Path, typer.Option("--cache", metavar="DIR", help="Keeps puzzles made.")] = Path("runs/data"),
    exclude: Annotated[
        list[Path] | None, typer.Option("--exclude", metavar="FILE", help="Puzzles kept out of training; repeatable.")
    ] = None,
    held_out: Annotated[int, typer.Option("--held-out", min=1, help="Puzzles a source that only measure.")] = 64,
    evaluate_minutes: Annotated[float, typer.Option("--evaluate-minutes", help="Minutes between two scores.")] = 5.0,
    grow: Annotated[
        Path | None, typer.Option("--grow", metavar="FILE", help="Start from a narrower network's weights, widened.")
    ] = None,
    bf16: Annotated[bool, typer.Option("--bf16", help="bf16 on a CPU too (on CUDA always): quicker with AMX.")] = False,
    no_compile: Annotated[bool, typer.Option("--no-compile", help="Do without torch.compile.")] = False,
    tensorboard: Annotated[bool, typer.Option("--tensorboard", help="TensorBoard events into OUT/events.")] = False,
    ship: Annotated[bool, typer.Option("--ship", help="Then replace the shipped weights.")] = False,
    ship_to: Annotated[Path | None, typer.Option("--ship-to", metavar="DIR", help="The same, into a folder.")] = None,
    quiet: Quiet = False,
) -> None:
    """Train the weights of a kind anew, or those for any rules (KIND rules); Ctrl-C saves, --resume goes on.

    Where a kind has no recipe of its own, a short race of candidates makes a specialist of the network over rules.
    """
    from router.errors import UsageError
    from solvers.training.recipe import RunOptions
    from solvers.training.ship import WEIGHTS

    try:
        sides = tuple(int(side) for side in grids.split(",") if side.strip())
    except ValueError as exc:
        raise UsageError(f"--grids {grids!r} are no side lengths", hint="for example --grids 4,9") from exc
    options = RunOptions(
        kind=kind, out=out or Path("runs") / Path(kind).stem, size=size, minutes=minutes, steps=steps, seed=seed,
        resume=resume, threads=threads, device=device, batch=batch, grids=sides, puzzles=puzzles, hardness=hardness,
        data=data, cache=cache, exclude=tuple(exclude or ()), held_out=held_out, learning_rate=learning_rate,
        optimizer=optimizer, evaluate_minutes=evaluate_minutes, compile=not no_compile, tensorboard=tensorboard,
        grow=grow, bf16=bf16, ship=ship_to or (WEIGHTS if ship else None), quiet=quiet,
    )  # fmt: skip
    raise typer.Exit(_trained(options, _said(context)))


def _trained(options: Any, command: str) -> int:
    from adapters.cli import failures
    from router.errors import UsageError
    from solvers.training import runs
    from trm.checkpoint import CheckpointError
    from trm.train import TrainingDiverged

    try:
        return runs.train(options, command)
    except CheckpointError as exc:
        raise UsageError(str(exc), hint=exc.hint) from exc
    except TrainingDiverged as exc:
        failures.say(str(exc), hint="a smaller --learning-rate, then --resume")
        return failures.UNEXPECTED
    finally:
        runs.leave_group()


def _said(context: typer.Context) -> str:
    """The command as it was given, for the card of the weights."""
    words = [f"trm-router {context.command.name}"]
    for parameter in context.command.params:
        value = context.params.get(parameter.name or "")
        source = context.get_parameter_source(parameter.name or "")
        if source is None or source.name != "COMMANDLINE":
            continue
        name = max(getattr(parameter, "opts", [""]), key=len) if parameter.param_type_name == "option" else ""
        for each in value if isinstance(value, list | tuple) else (value,):
            words += [name] * bool(name) + ([] if each is True else [str(each)])
    return " ".join(words)


def ship(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of the run.")],
    kind: Annotated[str | None, typer.Option("--kind", help="Needed where the folder has no run.json.")] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", help="Else where the shipped weights lie.")] = None,
) -> None:
    """Take the weights of a training run over, with card and curves."""
    from router.errors import UsageError
    from solvers.training import ship as shipping
    from trm.checkpoint import CheckpointError

    try:
        sys.stdout.write(f"{shipping.ship(run, to or shipping.WEIGHTS, kind=kind)}\n")
    except CheckpointError as exc:
        raise UsageError(str(exc), hint=exc.hint) from exc
