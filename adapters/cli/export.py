"""`export`: a shipped network for other runtimes, written and compared with ours on puzzles."""

from __future__ import annotations

import json as jsonlib
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from adapters.cli.options import AsJson, KindName, Quiet


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(export)


def export(
    network: KindName,
    format: Annotated[Literal["onnx"], typer.Option("--format", help="What to write.")] = "onnx",
    int8: Annotated[bool, typer.Option("--int8", help="Also with weights in 8 bits, a scale a channel.")] = False,
    size: Annotated[
        int | None, typer.Option("--size", min=2, help="Side of the grid, instead of the usual one.")
    ] = None,
    n: Annotated[int, typer.Option("--n", "-n", min=1, max=10_000, help="Puzzles to compare on.")] = 50,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write.")] = Path("runs/export"),
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write a network for other runtimes, and compare it with ours on puzzles."""
    from adapters.show.progress import progress
    from solvers.measure.exported import export as write

    del format  # there is one
    with progress(n * (1 + int8), f"export {network}", quiet=quiet) as advance:
        found = list(write(network, out, side=size, int8=int8, n=n, advance=advance))
    for each in found:
        sys.stdout.write((jsonlib.dumps(asdict(each)) if json else str(each)) + "\n")
