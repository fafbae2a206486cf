"""Loss, accuracy and learning rate of a run as one picture, drawn from its log. Needs matplotlib (extra `train`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def read_log(path: Path) -> list[Record]:
    """The lines of a run's `log.jsonl`; half a line at the end (a killed run) is passed over."""
    records = []
    for line in path.read_text().splitlines() if path.exists() else []:
        try:
            records.append(json.loads(line))
        except ValueError:
            continue
    return records


def smooth(values: list[float], weight: float = 0.8) -> list[float]:
    """Exponential mean, so that a noisy loss shows its trend."""
    result = values[:1]
    for value in values[1:]:
        result.append(weight * result[-1] + (1 - weight) * value)
    return result


def draw(log: Path, picture: Path, title: str) -> None:
    """Write `picture` (PNG): loss, share solved in training and on held-out sets, learning rate, over minutes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    records = read_log(log)
    minutes = [record["seconds"] / 60 for record in records]
    figure = Figure(figsize=(9, 8), layout="constrained")
    FigureCanvasAgg(figure)
    loss, solved, rate = figure.subplots(3, 1, sharex=True, height_ratios=(3, 4, 1.5))
    losses = [record["loss"] for record in records]
    loss.plot(minutes, losses, color="0.8", linewidth=0.8)
    loss.plot(minutes, smooth(losses), color="C0")
    loss.set(ylabel="loss", title=title)
    if losses and min(losses) > 0:
        loss.set_yscale("log")
    for name in sorted({name for record in records for name in record["solved"]}):
        points = [(m, r["solved"][name]) for m, r in zip(minutes, records, strict=True) if name in r["solved"]]
        solved.plot(*zip(*points, strict=True), linewidth=1, alpha=0.6, label=f"training {name}")
    for name in sorted({name for record in records for name in record["scores"]}):
        points = [(m, r["scores"][name]) for m, r in zip(minutes, records, strict=True) if name in r["scores"]]
        solved.plot(*zip(*points, strict=True), marker="o", markersize=4, label=name)
    solved.set(ylabel="share solved", ylim=(-0.02, 1.02))
    if solved.has_data():
        solved.legend(fontsize="small")
    rate.plot(minutes, [record["learning_rate"] for record in records], color="C1")
    rate.set(ylabel="learning rate", xlabel=f"minutes ({records[-1]['step'] if records else 0} steps)")
    for axes in (loss, solved, rate):
        axes.grid(alpha=0.3)
    picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(picture, dpi=110)
