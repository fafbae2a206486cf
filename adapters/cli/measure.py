"""`measure`: the shipped networks over generated puzzles, thinking against share proven, and reading of texts."""

from __future__ import annotations

import json as jsonlib
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from adapters.cli.options import AsJson, Commands, Effort, Engine, KindName, Limit, Quiet, Threads, Weights

measuring = typer.Typer(
    cls=Commands, rich_markup_mode=None, no_args_is_help=True, help="Measure networks and reading (numbers for a log)."
)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(measuring, name="measure")


@measuring.command()
def puzzles(
    kind: KindName,
    size: Annotated[int | None, typer.Option("--size", min=1, help="Side length; default: the kind's usual.")] = None,
    n: Annotated[int, typer.Option("--n", "-n", min=1, help="How many.")] = 100,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="What else the kind's generator takes; repeatable."),
    ] = None,
    effort: Effort = "medium",
    timeout: Annotated[
        float, typer.Option("--timeout", min=1e-9, metavar="SECONDS", help="At most so long a puzzle.")
    ] = 60.0,
    weights: Weights = None,
    threads: Threads = 1,
    engine: Engine = None,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Generated puzzles, solved by the network alone, one at a time: share proven, seconds."""
    from adapters.show.progress import progress
    from solvers.base import Effort as Efforts
    from solvers.measure import drawn, measured, network
    from solvers.steps import DEFAULT

    title, drawn_puzzles = drawn(kind, size, n, dict(_pair(text) for text in settings or ()))
    solver = network(kind, weights, threads, engine or DEFAULT)
    with progress(n, f"measure {kind}", quiet=quiet) as advance:
        found = measured(solver, kind, drawn_puzzles, Efforts(effort), timeout, advance)
    if json:
        sys.stdout.write(jsonlib.dumps({"kind": kind, "set": title, "effort": effort, **found.to_json()}) + "\n")
    else:
        sys.stdout.write(f"{title}, effort {effort}: {found}\n")


def _pair(text: str) -> tuple[str, str]:
    from router.errors import UsageError

    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise UsageError(f"--set {text!r} is not NAME=VALUE", hint="for example --set clues=30")
    return name, value


@measuring.command()
def thinking(
    sets: Annotated[
        list[str], typer.Argument(metavar="NAME=FILE...", help="CSV files with a column puzzle, or lines.")
    ],
    keep: Annotated[
        Path, typer.Option("--keep", metavar="FILE.json", help="Where results are kept; a stopped run goes on there.")
    ],
    plan: Annotated[str, typer.Option("--plan", help="How to think: an effort, or a plan of one trajectory.")] = "high",
    to: Annotated[Path | None, typer.Option("--to", metavar="OUT.png", help="Picture to draw.")] = None,
    limit: Limit = None,
    weights: Weights = None,
    threads: Threads = 1,
    compile: Annotated[bool, typer.Option("--compile", help="Compile the step: half a minute, then quicker.")] = False,
    bf16: Annotated[bool, typer.Option("--bf16", help="With --compile: bfloat16, for CPUs with AMX.")] = False,
    json: AsJson = False,
) -> None:
    """How much thinking sets of puzzles need: share proven against supervision steps."""
    from router.errors import UsageError
    from solvers.measure import thinking as measure
    from trm.checkpoint import CheckpointError

    if plan not in measure.PLANS:
        raise UsageError(f"no plan is called {plan!r}", hint=f"there are {', '.join(measure.PLANS)}")
    if bf16 and not compile:
        raise UsageError("--bf16 goes with --compile", hint="add --compile")
    given: dict[str, Any] = {"limit": limit, "weights": weights, "threads": threads, "compile": compile, "bf16": bf16}
    try:
        for name, results, seconds in measure.run(sets, plan, keep, to=to, **given):
            if json:
                proven = sum(result["proven"] for result in results)
                said = {"set": name, "plan": plan, "n": len(results), "proven": proven, "seconds": round(seconds, 1)}
                sys.stdout.write(jsonlib.dumps(said) + "\n")
            else:
                sys.stdout.write(f"{measure.summary(name, results)}; {seconds:.0f} s\n")
            sys.stdout.flush()
    except CheckpointError as exc:
        raise UsageError(str(exc), hint=exc.hint) from exc


@measuring.command()
def reading(
    data: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with prompts/ and negatives/.")],
    limit: Limit = None,
    json: AsJson = False,
) -> None:
    """Texts of public sources: puzzles found, false routes, routes that typing noise flips."""
    from router.errors import UsageError
    from router.reading.evaluate import evaluate

    if not data.is_dir():
        raise UsageError(f"no folder {str(data)!r}", hint="it holds prompts/ and negatives/")
    result = evaluate(data, limit=limit)
    sys.stdout.write(jsonlib.dumps(result) + "\n" if json else str(result) + "\n")


@measuring.command()
def prompts(
    data: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with prompts/.")],
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="WORDS", help="Only sources whose name holds it; repeatable."),
    ] = None,
    limit: Limit = None,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Public prompts through the whole router, offline: read, verified, right in the asked form, wrong, seconds."""
    from adapters.compare import prompts as judged
    from adapters.compose import build_router
    from adapters.show.progress import progress
    from router.errors import UsageError
    from solvers.measure.prompts import cases

    if not (data / "prompts").is_dir():
        raise UsageError(f"no folder {str(data / 'prompts')!r}", hint="name the folder that holds prompts/")
    seen: dict[str, int] = {}
    chosen = []
    for case in cases(data / "prompts"):
        seen[case.source] = seen.get(case.source, 0) + 1
        wanted = not source or any(words.lower() in case.source.lower() for words in source)
        if wanted and (limit is None or seen[case.source] <= limit):
            chosen.append(case)
    if not chosen:
        raise UsageError(f"no source holds {', '.join(source or ())!r}", hint=f"there are {', '.join(seen)}")
    with progress(len(chosen), "measure prompts", quiet=quiet) as advance:
        found = judged.measure(build_router(offline=True), chosen, advance)
    sys.stdout.write(jsonlib.dumps(found) + "\n" if json else judged.table(found))


@measuring.command()
def exact(
    kinds: Annotated[list[str] | None, typer.Argument(metavar="[KIND]...", help="Which kinds; default: all.")] = None,
    n: Annotated[int, typer.Option("--n", "-n", min=1, help="How many of each.")] = 20,
    difficulty: Annotated[str, typer.Option("--difficulty", help="How hard: easy, medium or hard.")] = "medium",
    making: Annotated[
        float, typer.Option("--making", min=0.0, metavar="SECONDS", help="Time for making the puzzles of a kind.")
    ] = 60.0,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Exact search over generated puzzles of every kind: milliseconds a puzzle, by the clock and of this process."""
    from adapters.show.progress import progress
    from solvers.kinds import every
    from solvers.measure.exact_rung import timed

    chosen = kinds or every()
    with progress(n * len(chosen), "measure exact", quiet=quiet) as advance:
        found = timed(chosen, n, difficulty, making, advance)
    if json:
        sys.stdout.write(jsonlib.dumps(found) + "\n")
        return
    keys = ("n", "unsolved", "wall_p50_ms", "wall_p95_ms", "cpu_p50_ms", "cpu_p95_ms")
    sys.stdout.write(f"| kind | {' | '.join(keys)} |\n" + "|---" * (len(keys) + 1) + "|\n")
    for name, counts in found.items():
        sys.stdout.write(f"| {name} | {' | '.join(str(counts[key]) for key in keys)} |\n")
