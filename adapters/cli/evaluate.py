"""`eval KIND FILE`: a kind of puzzle measured over a file, by the same road that a pasted puzzle takes."""

from __future__ import annotations

import json as jsonlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.options import (
    AsJson,
    Effort,
    Engine,
    KindName,
    Limit,
    NoExact,
    Offline,
    Quiet,
    Seed,
    Timeout,
    Weights,
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("eval")(evaluate)


def evaluate(
    kind: KindName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV: puzzle[,solution] or question[,answer]; .gz too.")],
    limit: Limit = None,
    where: Annotated[str | None, typer.Option("--where", metavar="COND", help='Rows such as "rating<=4.5".')] = None,
    effort: Effort = "medium",
    no_exact: NoExact = False,
    offline: Offline = False,
    timeout: Timeout = None,
    together: Annotated[int, typer.Option("--together", min=1, help="Puzzles solved at once; 1: what one waits.")] = 1,
    seed: Seed = 0,
    weights: Weights = None,
    engine: Engine = None,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Measure a kind on a file: how many puzzles are proven, and how fast."""
    from adapters.compare import evaluation, rows
    from adapters.compose import build_router
    from solvers.kinds import kind as kind_of

    del offline  # no language model takes part in it
    kind_of(kind)  # a name that does not exist is said before the file is read
    plan = evaluation.Plan(kind, file, limit, where, effort, not no_exact, together, timeout, seed, weights)
    router = build_router(offline=True, weights={kind: weights} if weights else None, arithmetic=engine)
    found = rows.read(kind, file, limit=limit, where=where)
    result = evaluation.measure(router, plan, found, quiet=quiet)
    if json:
        sys.stdout.write(jsonlib.dumps(result) + "\n")
    else:
        evaluation.show(result)
    raise typer.Exit(4 if result["wrong"] else 0)
