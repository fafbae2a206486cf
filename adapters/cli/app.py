"""The command line, `trm-router`: what can be asked of it and with which options. The work is in its neighbours.

Nothing heavy is imported here, so that `--help` is quick; every command imports what it needs when it runs.
Another file adds commands by exposing `register(app)` and being named in `_register_others`.

Exit codes: see EXIT_CODES; an error nobody foresaw is 1.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli import failures
from adapters.cli.options import (
    AsJson,
    Batch,
    Budget,
    Commands,
    Effort,
    Engine,
    File,
    Model,
    NoExact,
    Offline,
    Quiet,
    Seed,
    Text,
    Texts,
    Thread,
    Timeout,
)  # fmt: skip

EXIT_CODES = (
    "Exit codes: 0 verified, supported (evidence, where no proof exists) or answered; 2 usage; 3 declined; "
    "4 unsolved; 5 the model provider failed; 130 interrupted."
)

app = typer.Typer(
    name="trm-router",
    help="Paste a puzzle: a tiny local model solves it and code proves the answer. The rest goes to a language model.",
    epilog=EXIT_CODES,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    cls=Commands,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib import metadata

        try:
            number = metadata.version("trm-router")
        except metadata.PackageNotFoundError:
            number = "(run from a checkout, not installed)"
        typer.echo(f"trm-router {number}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options before the command."""


@app.command()
def solve(
    text: Texts = None,
    file: File = None,
    batch: Batch = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.jsonl", help="With --batch: write there; goes on if stopped.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=256, help="With --batch: processes that share it.")] = 1,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="FILE", help="Solve a rulebook: JSON in a file, or - for a pipe.")
    ] = None,
    solutions: Annotated[
        int | None, typer.Option("--solutions", min=1, metavar="N", help="With --rules: list up to N solutions.")
    ] = None,
    json: AsJson = False,
    effort: Effort = "medium",
    no_exact: NoExact = False,
    offline: Offline = False,
    model: Model = None,
    seed: Seed = 0,
    timeout: Timeout = None,
    budget: Budget = None,
    png: Annotated[
        Path | None,
        typer.Option("--png", metavar="OUT", help="Also draw the board with its answer: OUT.png or OUT.svg."),
    ] = None,
    engine: Engine = None,
    thread: Thread = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Of a picture: take the board as the model reads it, unasked.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Solve the puzzle in a message or a picture and prove the answer, or answer with a language model."""
    from adapters.cli import pictures
    from adapters.cli import solve as solving

    options = solving.Options(effort, not no_exact, offline, model, seed, timeout, budget, engine, thread)
    if thread is not None and (batch or rules or len(text or ()) > 1):
        raise failures.usage("--thread is a conversation of single messages", hint="leave it out, or send one message")
    if sum(source is not None for source in (batch, rules)) + (bool(text) or file is not None) > 1:
        raise failures.usage("a message, --rules and --batch do not go together", hint="give one of them")
    if batch is not None:
        if png is not None:
            raise failures.usage("--batch draws no picture", hint="leave --png out")
        from adapters.cli.batch import solve_batch

        raise typer.Exit(solve_batch(batch, options, out=out, jobs=jobs, quiet=quiet))
    if jobs > 1:
        raise failures.usage("--jobs are processes of a batch", hint="give --batch FILE.jsonl")
    if out is not None:
        raise failures.usage("--out keeps the answers of a batch", hint="give --batch FILE.jsonl")
    if rules is not None:
        if png is not None:
            raise failures.usage("--rules draws no picture", hint="leave --png out")
        raise typer.Exit(solving.solve_rules(rules, options, solutions=solutions or 1, json=json, quiet=quiet))
    if solutions is not None:
        raise failures.usage("--solutions lists the solutions of a rulebook", hint="give --rules FILE")
    picture = pictures.given(text or (), file)
    if picture is not None:
        code = solving.solve_picture(*picture, options, yes=yes, json=json, png=png, quiet=quiet)
        raise typer.Exit(code)
    if yes:
        raise failures.usage("--yes confirms the board of a picture", hint="name a PNG, JPEG or WebP, or leave it out")
    if text is not None and len(text) > 1:
        if file is not None or png is not None:
            raise failures.usage("several files go with neither --file nor --png", hint="leave it out")
        raise typer.Exit(solving.solve_files(text, options, json=json, quiet=quiet))
    one = text[0] if text else None
    raise typer.Exit(solving.solve(one, file, options, json=json, png=png, quiet=quiet))


@app.command()
def parse(
    text: Text = None,
    file: File = None,
    batch: Batch = None,
    json: AsJson = False,
    offline: Offline = False,
) -> None:
    """Show what is read in a message, with the source marked; nothing is solved."""
    from adapters.cli import parse as parsing

    del offline  # reading by code never leaves this machine
    if batch is not None:
        if text is not None or file is not None:
            raise failures.usage("a message and --batch do not go together", hint="give one of them")
        raise typer.Exit(parsing.parse_batch(batch))
    raise typer.Exit(parsing.parse(text, file, json=json))


@app.command()
def route(
    text: Text = None,
    file: File = None,
    explain: Annotated[bool, typer.Option("--explain", help="Also say why, rung by rung.")] = False,
    json: AsJson = False,
    effort: Effort = "medium",
    no_exact: NoExact = False,
    offline: Offline = False,
    model: Model = None,
) -> None:
    """Say where a message would go, without solving it."""
    from adapters.cli import parse as parsing
    from adapters.cli import solve as solving

    options = solving.Options(effort, not no_exact, offline, model)
    raise typer.Exit(parsing.route(text, file, options, explain=explain, json=json))


@app.command()
def verify(
    puzzle: Annotated[str, typer.Argument(metavar="PUZZLE", help="A file, a text, or - for standard input.")],
    answer: Annotated[str, typer.Argument(metavar="ANSWER", help="The same; blanks may be left open.")],
    json: AsJson = False,
    timeout: Timeout = None,
    quiet: Quiet = False,
) -> None:
    """Check an answer to a puzzle by its rules, whole or in part."""
    from adapters.cli import verify as verifying

    raise typer.Exit(verifying.verify(puzzle, answer, json=json, seconds=timeout, quiet=quiet))


@app.command()
def chat(
    effort: Effort = "medium",
    no_exact: NoExact = False,
    offline: Offline = False,
    model: Model = None,
    seed: Seed = 0,
    timeout: Timeout = None,
    budget: Budget = None,
    engine: Engine = None,
    thread: Thread = None,
) -> None:
    """Talk: paste puzzles over several lines, watch the grid fill up."""
    from adapters.cli import chat as chatting
    from adapters.cli import solve as solving

    options = solving.Options(effort, not no_exact, offline, model, seed, timeout, budget, engine)
    raise typer.Exit(chatting.chat(options, thread))


@app.command()
def models(json: AsJson = False) -> None:
    """List the weights that are shipped: data, steps, measured scores."""
    from adapters.cli import doctor

    raise typer.Exit(doctor.models(json=json))


@app.command("doctor")
def doctor_command(json: AsJson = False) -> None:
    """Say what works here, what is missing and how to get it."""
    from adapters.cli import doctor

    raise typer.Exit(doctor.doctor(json=json))


def _register_others() -> None:
    """Commands that live in other files, in the order in which --help lists them."""
    from adapters.cli import (
        compare,
        config,
        costs,
        evaluate,
        export,
        generate,
        kinds,
        logs,
        measure,
        serve,
        tools,
        train,
    )

    for module in (kinds, generate, evaluate, measure, train, export, costs, logs, config, compare, serve, tools):
        module.register(app)


_register_others()


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; every error becomes one line on standard error."""
    try:
        result = app(arguments, prog_name="trm-router", standalone_mode=False)
    except BaseException as exc:
        return failures.exit_code(exc)
    return result if isinstance(result, int) else 0


def main() -> None:
    """The console script."""
    from adapters.kept_patterns import keep_patterns

    keep_patterns()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some reads every installed package
    sys.exit(run(sys.argv[1:]))
