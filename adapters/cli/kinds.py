"""`kinds`: every kind of puzzle, who solves it, in which sizes it is made, and its rules in a line."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from adapters.cli.options import AsJson, Quiet


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("kinds")(kinds)


def kinds(
    name: Annotated[
        str | None, typer.Argument(metavar="[WORD]", help="Only kinds whose name or title holds it.")
    ] = None,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """List every kind of puzzle: who solves it, which sizes are made, its rules in a line."""
    from solvers.kinds import KINDS, kind

    every = [told(KINDS[each]) for each in KINDS]
    wanted = (name or "").lower().replace("_", " ")
    chosen = [each for each in every if wanted in each["name"].replace("_", " ") or wanted in each["title"].lower()]
    if not chosen:
        kind(name or "")  # says which kind may be meant
    if json:
        sys.stdout.write("".join(jsonlib.dumps(each) + "\n" for each in chosen))
        return
    if quiet:
        sys.stdout.write("".join(f"{each['name']}\n" for each in chosen))
        return
    from adapters.show.display import console

    out = console()
    wide = max(len(each["name"]) for each in chosen) + 2
    for each in chosen:
        out.print(
            f"{each['name']:<{wide}}{each['title']}; {', '.join(each['solvers'])}; sizes {each['made'] or 'vary'}"
        )
        out.print(f"{'':<{wide}}{each['rules']}", style="dim")


def told(kind: Any) -> dict[str, Any]:
    """What there is to say of a kind."""
    usual = getattr(kind, "sizes", None)
    return {
        "name": kind.name,
        "title": kind.title,
        "solvers": solvers(kind),
        "made": ranged(kind.makes),
        "sizes": {"made": [*kind.makes], **({} if usual is None else {"usual": dict(usual)})},
        "rules": kind.says,
    }


def solvers(kind: Any) -> list[str]:
    """Who is asked, in the order of the ladder."""
    if not kind.traits.proof:
        return ["search for a rule, supported by the examples"]
    if kind.network is not None:
        return ["network of its own", "exact search"]
    return [*(["network over rules"] * kind.traits.sums), "exact search"]


def ranged(sizes: Sequence[int]) -> str:
    """Sizes as a person reads them."""
    from solvers.rules.kind import ranged as words

    return words(sizes) if sizes else ""
