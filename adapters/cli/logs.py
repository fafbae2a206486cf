"""`logs`: what was asked and what was proven, newest first; kept only where the user switched that on."""

from __future__ import annotations

import json as jsonlib
import sys
from typing import Annotated, Any, Literal

import typer

from adapters.cli.options import AsJson, Quiet, kinds

_SHOWN = 72
"""Characters of a question in its line."""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("logs")(logs)


def logs(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="Only what holds all of these.")
    ] = None,
    n: Annotated[int, typer.Option("--n", "-n", min=1, help="How many, the newest first.")] = 20,
    status: Annotated[
        Literal["verified", "supported", "answered", "declined", "unsolved"] | None,
        typer.Option("--status", help="Only with this status."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Only of this kind.", autocompletion=kinds)
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="Like 2026-11-22 (UTC).")] = None,
    path: Annotated[bool, typer.Option("--path", help="Say where the file is, and whether anything is kept.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Delete everything that was kept.")] = False,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Show what was asked and what was proven; off until `[logs] enabled = true` or TRM_ROUTER_LOGS=1."""
    from adapters import logs as kept
    from adapters.cli.costs import day

    on = kept.enabled()
    how = "set TRM_ROUTER_LOGS=1, or enabled = true under [logs] in the file of `trm-router config path`"
    if path:
        sys.stdout.write(f"{kept.path()}\n")
        if not quiet:
            sys.stderr.write("on\n" if on else f"off: {how}\n")
        return
    if forget:
        count = kept.forget()
        sys.stdout.write(f"forgot {count} request{'s' if count != 1 else ''}\n")
        return
    entries = kept.found(kept.Wanted(tuple(words or ()), status, kind, day(since), n))
    if json:
        sys.stdout.write("".join(jsonlib.dumps(entry) + "\n" for entry in entries))
        return
    for entry in entries:
        _show(entry, quiet=quiet)
    if not entries and not quiet:
        sys.stderr.write("nothing found\n" if on else f"nothing found, and nothing is kept: {how}\n")


def _show(entry: dict[str, Any], *, quiet: bool) -> None:
    """One request: a line, then its answer."""
    from adapters.show.display import clean, console

    out = console()
    text = " ".join(clean(entry["text"]).split())
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
    out.print(
        f"{entry['time'][:16].replace('T', ' ')}  {entry['door']:<6}{entry['status']:<10}{entry['kind']}: {shown}"
    )
    if not quiet:
        for line in clean(entry["answer"] or entry["reason"] or "").splitlines():
            out.print(f"    {line}")
