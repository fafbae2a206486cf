"""`costs`: what language models have cost so far, summed from the ledger."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(costs)


def costs(
    by: Annotated[str, typer.Option("--by", metavar="COLUMNS", help="Any of day,route,model.")] = "day,route,model",
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="Like 2026-11-22 (UTC).")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON list.")] = False,
) -> None:
    """Sum the ledger: calls, tokens, dollars and seconds; an unknown price is said, not counted as 0."""
    from adapters.models.configured import default_ledger

    columns = [column.strip() for column in by.split(",") if column.strip()]
    totals = default_ledger().totals(columns, since=day(since))  # type: ignore[arg-type]
    rows = [
        {
            **dict(zip(columns, total.group, strict=True)),
            "calls": total.calls,
            "failed": total.failed,
            "cached": total.cached,
            "tokens_in": total.tokens_in,
            "tokens_out": total.tokens_out,
            "usd": None if total.unknown else total.usd,
            "usd_known": total.usd,
            "unknown": total.unknown,
            "seconds": total.seconds,
        }
        for total in totals
    ]
    if json:
        sys.stdout.write(jsonlib.dumps(rows) + "\n")
        return
    if not rows:
        sys.stdout.write("no calls yet\n")
        return
    _table(rows)


def day(text: str | None) -> str | None:
    """A day as it is stored. Raises UsageError."""
    from datetime import date

    from router.errors import UsageError

    try:
        return None if text is None else date.fromisoformat(text).isoformat()
    except ValueError as exc:
        raise UsageError(f"--since {text!r} is no day", hint="write it like 2026-11-22") from exc


_FORMATS: dict[str, Callable[[Any], str]] = {
    "usd_known": lambda value: f"{value:.6f}",
    "seconds": lambda value: f"{value:.1f}",
}


def _table(rows: list[dict[str, Any]]) -> None:
    """Columns, aligned. Prices that are not known stand beside the sum of those that are."""
    shown = []
    for row in rows:
        cells = {
            name.removesuffix("_known"): _FORMATS.get(name, str)(value)
            for name, value in row.items()
            if name not in ("usd", "unknown")
        }
        if row["unknown"]:
            known = row["calls"] - row["unknown"]
            cells["usd"] = (f"{cells['usd']} + " if known else "") + f"{row['unknown']} unknown"
        shown.append(cells)
    widths = {name: max(len(name), *(len(row[name]) for row in shown)) for name in shown[0]}
    for row in [{name: name for name in widths}, *shown]:
        sys.stdout.write("  ".join(row[name].ljust(width) for name, width in widths.items()).rstrip() + "\n")
