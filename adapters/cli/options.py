"""Options that mean the same in every command that has them, and a list of commands whose help is not cut.

Nothing heavy is imported here: `--help` needs this file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

EffortName = Literal["low", "medium", "high"]

Text = Annotated[
    str | None, typer.Argument(metavar="[TEXT|FILE|-]", help="The message, a file that holds it, or - for a pipe.")
]
Texts = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TEXT|FILE...|-]", help="The message, files that hold one each, or - for a pipe."),
]
File = Annotated[Path | None, typer.Option("--file", "-f", metavar="F", help="Read the message from a file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Batch = Annotated[
    Path | None, typer.Option("--batch", metavar="FILE.jsonl", help='One {"text": ...} a line; one object a line out.')
]
Effort = Annotated[EffortName, typer.Option("--effort", help="Thinking time: low is one pass, high searches long.")]
NoExact = Annotated[bool, typer.Option("--no-exact", help="Leave the exact solver out of the ladder.")]
Offline = Annotated[bool, typer.Option("--offline", help="Forbid every network call.")]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="Language model, in litellm's notation.")]
Thread = Annotated[
    str | None, typer.Option("--thread", metavar="NAME", help="Go on with this conversation; kept under its name.")
]
Seed = Annotated[int, typer.Option("--seed", help="Seed of everything that is drawn.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print what was asked for only: no receipt, no progress.")]
Budget = Annotated[float | None, typer.Option("--budget", min=0, metavar="USD", help="Most a message may cost.")]
Timeout = Annotated[float | None, typer.Option("--timeout", min=0.001, metavar="SECONDS", help="Deadline a message.")]
Engine = Annotated[
    Literal["numpy", "torch", "bf16"] | None,
    typer.Option("--engine", help="What networks run on; torch and bf16 need the extra train."),
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="Only the first N rows.")]
Threads = Annotated[int, typer.Option("--threads", min=1, help="CPU threads; more than free cores is far slower.")]
Weights = Annotated[Path | None, typer.Option("--weights", metavar="FILE", help="Others than the shipped weights.")]


def kinds(incomplete: str) -> list[str]:
    """Names of kinds that begin so, for the shell's Tab."""
    from solvers.kinds import every

    return [name for name in every() if name.startswith(incomplete)]


KindName = Annotated[
    str,
    typer.Argument(
        metavar="KIND",
        help="A kind of puzzle; a name that is none lists them all.",
        autocompletion=kinds,
    ),
]


class Commands(TyperGroup):
    """Commands listed with their whole first sentence, over several lines where it is long."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        rows = [
            (name, command.get_short_help_str(1000))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None and not command.hidden
        ]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)
