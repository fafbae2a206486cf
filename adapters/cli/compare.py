"""`compare`: what language models are worth beside the router, live or recorded."""

from __future__ import annotations

import json as jsonlib
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from adapters.cli.options import AsJson, Quiet

if TYPE_CHECKING:
    from adapters.compare.report import Report
    from router import Router
    from solvers.base import Effort


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(compare)


def compare(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help='Requests to run live, one {"text": ...} a line.')
    ] = None,
    recorded: Annotated[
        Path | None, typer.Option("--recorded", metavar="FILE", help="Recorded model answers to replay instead.")
    ] = None,
    baseline: Annotated[
        list[str] | None, typer.Option("--baseline", metavar="MODEL", help="A plain model to compare with; repeatable.")
    ] = None,
    tasks: Annotated[
        str | None,
        typer.Option("--tasks", metavar="NAMES", help="Tasks of the recording; all known kinds if left out."),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of table, numbers, plots.")] = Path(
        "runs/compare"
    ),
    effort: Annotated[
        Literal["low", "medium", "high"], typer.Option("--effort", help="The router's effort.")
    ] = "medium",
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Only the first N items of each task.")] = None,
    local_rate: Annotated[
        float, typer.Option("--local-rate", min=0.0, metavar="USD", help="Charged an hour of this machine.")
    ] = 0.05,
    model: Annotated[str | None, typer.Option("--model", metavar="NAME", help="The router's own model.")] = None,
    no_plots: Annotated[bool, typer.Option("--no-plots", help="Table and JSON only.")] = False,
    json: AsJson = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only estimate what a live run would cost.")] = False,
    quiet: Quiet = False,
) -> None:
    """Compare the router with plain language models, live or recorded: right answers, cost, time."""
    from router.errors import UsageError
    from solvers.base import Effort as Efforts

    if (file is None) == (recorded is None):
        raise UsageError("compare needs FILE or --recorded FILE", hint="one of the two")
    if dry_run and recorded is not None:
        raise UsageError("--dry-run is for live runs; replaying costs nothing", hint="leave it out")
    charge = _Charge(Efforts(effort), local_rate)
    report: Report | None
    if recorded is not None:
        report = _recorded(recorded, None if tasks is None else tuple(tasks.split(",")), charge, limit, quiet=quiet)
    else:
        assert file is not None
        report = _live(file, baseline or [], model, charge, limit, dry_run=dry_run)
    if report is None:
        return
    from adapters.compare.report import as_json, markdown, write

    for path in write(report, out, plots=not no_plots):
        if not quiet:
            sys.stderr.write(f"wrote {path}\n")
    sys.stdout.write(jsonlib.dumps(as_json(report)) + "\n" if json else markdown(report))


class _Charge:
    """How hard the router tries and what this machine's time is worth."""

    def __init__(self, effort: Effort, usd_per_hour: float) -> None:
        self.effort = effort
        self.usd_per_hour = usd_per_hour

    @property
    def note(self) -> str:
        return f"this machine's seconds are charged at ${self.usd_per_hour:g} an hour; effort {self.effort.value}"


def _recorded(path: Path, tasks: tuple[str, ...] | None, charge: _Charge, limit: int | None, *, quiet: bool) -> Report:
    from adapters.compare import recorded as rec
    from adapters.compare.judging import Judge
    from adapters.compare.report import Report
    from adapters.compare.stats import oracle

    found = list(rec.items(path, tasks))
    if limit is not None:
        found = [item for item in found if int(item.number) < limit]
    judge = Judge()
    trials = rec.recorded_trials(found, judge)
    models = frozenset(trial.system for trial in trials)
    best = oracle(trials, name="oracle over the models")
    ours = []
    full, exact_only = _routers()
    for name, router, exact in (
        ("router, TRM only (--no-exact)", full, False),
        ("router", full, True),
        ("exact search alone", exact_only, True),
    ):
        if name != "router" and not rec.provable(found):
            continue
        ours += rec.router_trials(
            found,
            judge,
            router,
            name=name,
            exact=exact,
            usd_per_hour=charge.usd_per_hour,
            effort=charge.effort,
            tick=_tick if sys.stderr.isatty() and not quiet else None,
        )
    prices = ", ".join(f"{name} at {rec.LIST_PRICES[name]}" for name in sorted(models) if name in rec.LIST_PRICES)
    chosen = "" if tasks is None else f" --tasks {','.join(tasks)}"
    command = f"trm-router compare --recorded {path}{chosen} --local-rate {charge.usd_per_hour:g}"
    notes = (
        f"command: `{command} --effort {charge.effort.value}{f' --limit {limit}' if limit else ''}`",
        "every answer, recorded or ours, is judged by the same code; any legal answer is right, also one that differs "
        "from the stored one (where no answer can be proven, only the stored one, and our best guess counts as an "
        "answer, as a model's does); models with three recorded tries count their mean",
        ">= marks a lower bound: visible characters at four to a token, no hidden reasoning, at one provider's list "
        f"price ({prices})",
        "not every model was recorded on every task and difficulty (-), so `all` is over different items; "
        "a model whose recorded answers to a task are all empty is left out there",
        charge.note + "; times were taken one request after the other on this machine, which may have been busy",
    )
    return Report(
        "Recorded language models and this router on the same prompts",
        ours + trials + best,
        notes,
        at_least=models | {"oracle over the models"},
        ours=frozenset(trial.system for trial in ours),
        overhead_usd=_reading_seconds(full) * charge.usd_per_hour / 3600,
    )


def _live(
    path: Path, baselines: list[str], model: str | None, charge: _Charge, limit: int | None, *, dry_run: bool
) -> Report | None:
    from adapters.compare import live
    from adapters.compare.report import Report
    from adapters.compose import build_router
    from adapters.models.configured import configured_chat

    requests = live.asks(path)[:limit]
    chats = [chats.answer for name in baselines if (chats := configured_chat(name)) is not None]
    plan = live.Plan(tuple(chats), usd_per_hour=charge.usd_per_hour, effort=charge.effort)
    if dry_run:
        sys.stdout.write("an estimate, nothing was called; the most each system's calls can cost:\n")
        for each in live.expected(requests, plan):
            usd = "depends on what is open-ended" if each.system == "router" else _usd(each.usd)
            sys.stdout.write(f"  {each.system}: up to {each.calls} calls, {usd}\n")
        return None
    exact_only = _routers()[1]
    router = build_router(model=model)
    judged, unjudged = live.run(requests, plan, router, exact_only)
    notes = (
        f"{len(requests)} requests of {path}; {len({t.item for t in unjudged})} of them are open-ended and not judged",
        "the router's cost holds its reading, repairs and failed tries; " + charge.note,
        "the oracle picks the cheapest right answer of all, beforehand: nobody can",
    )
    return Report(
        f"The router and plain language models on {path.name}",
        judged,
        notes,
        ours=frozenset({"router", "exact search", "oracle"}),
        overhead_usd=_reading_seconds(router) * charge.usd_per_hour / 3600,
    )


def _routers() -> tuple[Router, Router]:
    """(the whole local ladder, exact search alone); neither has a language model."""
    from adapters.compose import build_router
    from router import Router
    from solvers.exact import ExactSolver

    return build_router(offline=True), Router(exact=ExactSolver())


def _reading_seconds(router: Router) -> float:
    """What reading adds to a request without a puzzle, measured."""
    text = "Explain in three paragraphs why the sky is blue, and give two examples from daily life. " * 5
    started = time.perf_counter()
    for _ in range(20):
        router.read(text)
    return (time.perf_counter() - started) / 20


def _tick(name: str, done: int) -> None:
    """Progress on a terminal, overwritten by the next one."""
    sys.stderr.write(f"\r{name}: {done} prompts\x1b[K")
    sys.stderr.flush()


def _usd(usd: float | None) -> str:
    return "price unknown" if usd is None else f"${usd:.4f}"
