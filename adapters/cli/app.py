"""The command line, `trm-router`: what can be asked of it and with which options. The work is in its neighbours.

Nothing heavy is imported here, so that `--help` is quick; every command imports what it needs when it runs.
Another file adds commands by exposing `register(app)` and being named in `_register_others`.

Exit codes: 0 verified or answered, 2 usage, 3 declined, 4 unsolved, 5 the model provider failed, 130 interrupted.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from adapters.cli import failures

EffortName = Literal["low", "medium", "high"]
PuzzleName = Literal["sudoku", "maze"]

app = typer.Typer(
    name="trm-router",
    help="Paste a puzzle: a tiny local model solves it and code proves the answer. The rest goes to a language model.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Text = Annotated[str | None, typer.Argument(metavar="[TEXT|-]", help="The message; - or a pipe reads standard input.")]
File = Annotated[Path | None, typer.Option("--file", "-f", metavar="F", help="Read the message from a file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on one line.")]
Batch = Annotated[
    Path | None, typer.Option("--batch", metavar="FILE.jsonl", help='One {"text": ...} a line; one object a line out.')
]
Effort = Annotated[EffortName, typer.Option("--effort", help="Thinking time: low is one pass, high searches long.")]
NoExact = Annotated[bool, typer.Option("--no-exact", help="Leave the exact solver out of the ladder.")]
Offline = Annotated[bool, typer.Option("--offline", help="Forbid every network call.")]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="Language model, in litellm's notation.")]
Seed = Annotated[int, typer.Option("--seed", help="Seed of restarts and symmetries.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print the answer only.")]
Budget = Annotated[float | None, typer.Option("--budget", min=0, metavar="USD", help="Most a message may cost.")]
Timeout = Annotated[float | None, typer.Option("--timeout", min=0.001, metavar="SECONDS", help="Deadline a message.")]


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
    text: Text = None,
    file: File = None,
    batch: Batch = None,
    json: AsJson = False,
    effort: Effort = "medium",
    no_exact: NoExact = False,
    offline: Offline = False,
    model: Model = None,
    seed: Seed = 0,
    timeout: Timeout = None,
    budget: Budget = None,
    png: Annotated[Path | None, typer.Option("--png", metavar="OUT.png", help="Also draw a maze and its path.")] = None,
    quiet: Quiet = False,
) -> None:
    """Solve the puzzle in a message and prove the answer, or answer with a language model."""
    from adapters.cli import solve as solving

    options = solving.Options(effort, not no_exact, offline, model, seed, timeout, budget)
    if batch is not None:
        if text is not None or file is not None or png is not None:
            raise failures.usage("--batch takes neither TEXT, --file nor --png", hint="put the texts into the batch")
        raise typer.Exit(solving.solve_batch(batch, options))
    raise typer.Exit(solving.solve(text, file, options, json=json, png=png, quiet=quiet))


@app.command()
def parse(text: Text = None, file: File = None, batch: Batch = None, json: AsJson = False) -> None:
    """Show what is read in a message, with the source marked; nothing is solved."""
    from adapters.cli import parse as parsing

    if batch is not None:
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
    answer: Annotated[str, typer.Argument(metavar="ANSWER", help="A file, a text, or - for standard input.")],
    json: AsJson = False,
) -> None:
    """Check an answer to a puzzle by its rules."""
    from adapters.cli import verify as verifying

    raise typer.Exit(verifying.verify(puzzle, answer, json=json))


@app.command()
def chat(
    effort: Effort = "medium",
    no_exact: NoExact = False,
    offline: Offline = False,
    model: Model = None,
    seed: Seed = 0,
    thread: Annotated[
        str | None, typer.Option("--thread", metavar="NAME", help="Go on with this conversation; kept under its name.")
    ] = None,
) -> None:
    """Talk: paste puzzles over several lines, watch the grid fill up."""
    from adapters.cli import chat as chatting
    from adapters.cli import solve as solving

    raise typer.Exit(chatting.chat(solving.Options(effort, not no_exact, offline, model, seed), thread))


evaluation = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Measure on a file of puzzles or on texts.")
app.add_typer(evaluation, name="eval")

DataFile = Annotated[Path, typer.Argument(metavar="FILE", help="CSV: puzzle[,solution] or question[,answer]; .gz too.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="Only the first N rows.")]
Where = Annotated[str | None, typer.Option("--where", metavar="COND", help='Only rows such as "rating<=4.5".')]
Together = Annotated[int, typer.Option("--batch", min=1, help="Puzzles solved together; 1 measures what one waits.")]
Weights = Annotated[Path | None, typer.Option("--weights", help="Another checkpoint than the shipped one.")]


@evaluation.command("sudoku")
def eval_sudoku(
    file: DataFile,
    limit: Limit = None,
    where: Where = None,
    effort: Effort = "medium",
    no_exact: NoExact = False,
    batch: Together = 1,
    seed: Seed = 0,
    weights: Weights = None,
    json: AsJson = False,
) -> None:
    """Sudokus of a CSV file: how many are proven, and how fast."""
    from adapters.cli import evaluate

    plan = evaluate.Plan("sudoku", file, limit, where, effort, not no_exact, batch, seed, weights)
    raise typer.Exit(evaluate.run(plan, json=json))


@evaluation.command("maze")
def eval_maze(
    file: DataFile,
    limit: Limit = None,
    where: Where = None,
    effort: Effort = "medium",
    no_exact: NoExact = False,
    batch: Together = 1,
    seed: Seed = 0,
    weights: Weights = None,
    json: AsJson = False,
) -> None:
    """Mazes of a CSV file: how many are proven legal and shortest, and how fast."""
    from adapters.cli import evaluate

    plan = evaluate.Plan("maze", file, limit, where, effort, not no_exact, batch, seed, weights)
    raise typer.Exit(evaluate.run(plan, json=json))


@evaluation.command("routing")
def eval_routing(
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help="Folder with prompts/ and negatives/.")] = Path(
        "../shared/data"
    ),
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Only the first N texts of a source.")] = None,
    json: AsJson = False,
) -> None:
    """Texts of public sources: puzzles found, false routes, and routes that typing noise flips."""
    from adapters.cli import routing

    raise typer.Exit(routing.run(data, limit, json=json))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def train(
    context: typer.Context,
    puzzle: Annotated[
        str, typer.Argument(metavar="sudoku|maze", help="Which specialist; the rest goes to its trainer.")
    ],
) -> None:
    """Train the shipped weights anew (`trm-router train sudoku --help` lists the trainer's options)."""
    from adapters.cli import train as training

    raise typer.Exit(training.run(puzzle, context.args))


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
    from adapters.cli import compare, costs

    costs.register(app)
    compare.register(app)


_register_others()


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; every error becomes one line on standard error."""
    try:
        result = app(arguments, standalone_mode=False)
    except BaseException as exc:
        return failures.exit_code(exc)
    return result if isinstance(result, int) else 0


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))
