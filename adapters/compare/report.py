"""A comparison on paper: a Markdown table, the numbers as JSON, three plots, and the notes to read them by."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from adapters.compare.stats import Summary, Trial, by_system, summarise
from router.errors import UsageError


@dataclass(frozen=True, slots=True)
class Report:
    """Trials and the notes without which their numbers mislead."""

    title: str
    trials: Sequence[Trial]
    notes: Sequence[str]
    at_least: frozenset[str] = frozenset()
    """Systems whose costs are lower bounds."""
    ours: frozenset[str] = frozenset()
    """Systems that run here, drawn apart in the plots."""
    overhead_usd: float = 0.0
    """What routing adds to a request that turns out to be open-ended."""


def write(report: Report, folder: Path, *, plots: bool = True) -> list[Path]:
    """table.md, results.json and the plots in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "table.md", folder / "results.json"]
    written[0].write_text(markdown(report), encoding="utf-8")
    written[1].write_text(json.dumps(as_json(report), indent=1) + "\n", encoding="utf-8")
    return written + (_plots(report, folder) if plots else [])


def markdown(report: Report) -> str:
    """The table: right answers a group, all together with its interval, cost and time."""
    systems = by_system(report.trials)
    groups = list(dict.fromkeys(trial.group for trial in report.trials))
    head = [
        "system",
        *groups,
        "all [95 % interval]",
        "n",
        "$ per 1000 requests",
        "$ per right answer",
        "p50 s",
        "p95 s",
    ]
    rows = []
    for system, trials in systems.items():
        cells = []
        for group in groups:
            part = [trial for trial in trials if trial.group == group]
            cells.append(_percent(summarise(system, part).right) if part else "-")
        whole = summarise(system, trials)
        bound = ">= " if system in report.at_least else ""
        interval = f"{_percent(whole.right)} [{_percent(whole.low)}, {_percent(whole.high)}]"
        rows.append(
            [
                system,
                *cells,
                interval,
                str(whole.items),
                bound + _dollars(None if whole.usd is None else 1000 * whole.usd),
                bound + _dollars(whole.usd_per_right) if whole.right else "none right",
                _seconds(whole.p50),
                _seconds(whole.p95),
            ]
        )
    lines = [f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows]]
    notes = "\n".join(f"- {note}" for note in [*report.notes, *_warnings(systems)])
    return f"# {report.title}\n\n" + "\n".join(lines) + f"\n\n{notes}\n"


def as_json(report: Report) -> dict[str, Any]:
    """Every number of the table and every trial."""
    systems = by_system(report.trials)
    return {
        "title": report.title,
        "notes": list(report.notes),
        "python": platform.python_version(),
        "cost_is_lower_bound": sorted(report.at_least),
        "systems": [asdict(summarise(system, trials)) for system, trials in systems.items()],
        "groups": [
            {"group": group, **asdict(summarise(system, part))}
            for system, trials in systems.items()
            for group, part in _by_group(trials).items()
        ],
        "trials": [asdict(trial) for trial in report.trials],
    }


def _by_group(trials: Sequence[Trial]) -> dict[str, list[Trial]]:
    groups: dict[str, list[Trial]] = {}
    for trial in trials:
        groups.setdefault(trial.group, []).append(trial)
    return groups


def _warnings(systems: dict[str, list[Trial]]) -> list[str]:
    wrong = {name: count for name, t in systems.items() if (count := summarise(name, t).claimed_wrong)}
    return [f"{name}: {count} answers called verified that the judge rejects" for name, count in wrong.items()]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _dollars(usd: float | None) -> str:
    return "unknown" if usd is None else f"{usd:.4g}"


def _seconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.3g}"


# ---------------------------------------------------------------- plots


def _plots(report: Report, folder: Path) -> list[Path]:
    try:
        import matplotlib
    except ImportError as exc:
        hint = "pip install 'trm-router[train]', or --no-plots"
        raise UsageError("the plots need matplotlib; table and numbers are written", hint=hint) from exc

    matplotlib.use("Agg")
    summaries = [summarise(system, trials) for system, trials in by_system(report.trials).items()]
    paths = [folder / "cost_against_right.png", folder / "break_even.png", folder / "latency.png"]
    _cost_plot(report, summaries, paths[0])
    _break_even_plot(report, summaries, paths[1])
    _latency_plot(report, paths[2])
    return paths


def _figure(title: str, x: str, y: str) -> tuple[Any, Any]:
    from matplotlib import colormaps, pyplot

    figure, axes = pyplot.subplots(figsize=(9, 5), layout="constrained")
    axes.set_prop_cycle(color=colormaps["tab20"].colors)  # type: ignore[attr-defined]  # more systems than ten
    axes.set_title(title, fontsize=10)
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.grid(visible=True, alpha=0.3)
    return figure, axes


def _save(figure: Any, path: Path) -> None:
    from matplotlib import pyplot

    figure.savefig(path, dpi=130)
    pyplot.close(figure)


def _cost_plot(report: Report, summaries: Sequence[Summary], path: Path) -> None:
    figure, axes = _figure(report.title, "$ per 1000 requests (log)", "right answers, %, with 95 % interval")
    axes.set_xscale("log")
    for each in summaries:
        if not each.usd:
            continue
        bars = [[100 * (each.right - each.low)], [100 * (each.high - each.right)]]
        style = "s" if each.system in report.ours else "o"
        bound = " (cost at least)" if each.system in report.at_least else ""
        axes.errorbar(1000 * each.usd, 100 * each.right, yerr=bars, fmt=style, capsize=3, label=each.system + bound)
    axes.legend(fontsize=7, loc="center left", bbox_to_anchor=(1.0, 0.5))
    _save(figure, path)


def _break_even_plot(report: Report, summaries: Sequence[Summary], path: Path) -> None:
    """Saved per 1000 requests by routing puzzles locally, against the share of puzzles in the traffic."""
    figure, axes = _figure(report.title, "share of puzzles in the traffic, %", "$ saved per 1000 requests by routing")
    local = next((each for each in summaries if each.system in report.ours and each.usd is not None), None)
    if local is not None and local.usd is not None:
        shares = [share / 100 for share in range(101)]
        for each in summaries:
            if each.system in report.ours or each.usd is None:
                continue
            saved = [1000 * (s * (each.usd - local.usd) - (1 - s) * report.overhead_usd) for s in shares]
            axes.plot([100 * s for s in shares], saved, label=each.system)
        axes.axhline(0.0, color="black", linewidth=0.8)
        axes.set_yscale("symlog", linthresh=0.001)
        axes.legend(fontsize=7, loc="center left", bbox_to_anchor=(1.0, 0.5))
    _save(figure, path)


def _latency_plot(report: Report, path: Path) -> None:
    figure, axes = _figure(report.title, "seconds (log)", "requests answered by then, %")
    axes.set_xscale("log")
    for system, trials in by_system(report.trials).items():
        seconds = sorted(trial.seconds for trial in trials if trial.seconds is not None)
        if seconds:
            axes.step(seconds, [100 * (i + 1) / len(seconds) for i in range(len(seconds))], where="post", label=system)
    if axes.lines:
        axes.legend(fontsize=7)
    _save(figure, path)
