"""`generate`: new puzzles of a kind, each with exactly one answer; the same seed gives the same puzzles.

What it prints can be piped on: `trm-router generate KIND | trm-router solve`, or with `--json` into `solve --batch -`.
"""

from __future__ import annotations

import json as jsonlib
import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from adapters.cli.options import AsJson, KindName, Quiet, Seed

if TYPE_CHECKING:
    from solvers.base import Kind


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(generate)


def generate(
    kind: KindName,
    difficulty: Annotated[
        Literal["easy", "medium", "hard"], typer.Option("--difficulty", "-d", help="How much it takes to solve it.")
    ] = "medium",
    n: Annotated[int, typer.Option("--n", "-n", min=1, max=10_000, help="How many.")] = 1,
    seed: Seed = 0,
    size: Annotated[int | None, typer.Option("--size", min=1, help="Side length, instead of the usual one.")] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.001, metavar="SECONDS", help="At most so long a puzzle.")
    ] = 120.0,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Make new puzzles, each with one answer; the same seed makes the same."""
    from adapters.show.progress import progress
    from solvers.kinds import kind as kind_of

    made_by = kind_of(kind)
    sized: dict[str, Any] = {} if size is None else {"size": size}
    with progress(n, f"generate {kind}", quiet=quiet) as advance:
        for number in range(seed, seed + n):
            puzzle = made(made_by, number, timeout, difficulty=difficulty, **sized)
            text = headed(made_by.render(puzzle), made_by.title)
            if json:
                said = {"id": f"{kind}-{difficulty}-{number}", "kind": kind, "difficulty": difficulty, "text": text}
                sys.stdout.write(jsonlib.dumps(said) + "\n")
            else:
                sys.stdout.write(("\n" if number > seed else "") + text + "\n")
            sys.stdout.flush()
            advance(1)


def made(kind: Kind[Any, Any], number: int, seconds: float, **options: Any) -> Any:
    """A puzzle of the kind, made in so many seconds. Raises UsageError where they are too few."""
    from router.errors import UsageError
    from solvers.stop import Interrupted, Late, stoppable

    try:
        with stoppable(Late(seconds)):
            return kind.generate(number, **options)
    except Interrupted as exc:
        told = f"no {kind.title} was made in {seconds:g} s"
        raise UsageError(told, hint="give a smaller --size, another --seed or more --timeout") from exc


def headed(text: str, title: str) -> str:
    """The puzzle under its kind's name, where it does not say it itself."""
    return (
        text
        if title.lower().removesuffix(" puzzle") in text[:80].lower()
        else f"{title[0].upper()}{title[1:]}:\n\n{text}"
    )
