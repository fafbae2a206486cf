"""What a person sees while a run goes on: a progress bar on a terminal, plain lines elsewhere (a log file)."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Protocol, Self

from trm.train import Progress

LINE_SECONDS = 30.0
"""Pause between two plain lines."""


class Run(Protocol):
    """A training run: how much of its budget is used, 0 to 1."""

    def progress(self) -> float: ...


def summary(report: Progress, loss: float) -> str:
    """One step in one line."""
    parts = [
        f"step {report.step}",
        f"{report.seconds / 60:.1f} min",
        f"loss {loss:.4f}",
        f"rate {report.learning_rate:.2e}",
        f"puzzles {report.fresh}",
        *(f"{name} {share:.0%}" for name, share in sorted(report.solved.items())),
    ]
    return " · ".join(parts)


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how a longer piece of work gets on; yields the function that counts what is done."""
    if not sys.stdout.isatty():
        sys.stderr.write(f"{what}: {total}\n")
        yield lambda made: None  # noqa: ARG005 - nothing to show between the lines of a log
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns) as bar:
        task = bar.add_task(what, total=total)
        yield lambda made: bar.advance(task, made)


class Display:
    """A context manager: `update` after every step, `say` for lines that stay."""

    def __init__(self, trainer: Run, *, shown: bool = True) -> None:
        self.trainer = trainer
        self.shown = shown
        self.bar: Any = None
        self.task: Any = None
        self.loss: float | None = None
        self.last = -LINE_SECONDS

    def __enter__(self) -> Self:
        if self.shown and sys.stdout.isatty():
            from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as Bar

            self.bar = Bar(TaskProgressColumn(), BarColumn(24), TimeElapsedColumn(), TextColumn("{task.description}"))
            self.bar.start()
            self.task = self.bar.add_task("first step", total=1.0)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self.bar is not None:
            self.bar.stop()

    def update(self, report: Progress) -> None:
        """Show a step; held-out scores stay on the screen."""
        self.loss = report.loss if self.loss is None else 0.98 * self.loss + 0.02 * report.loss
        if not self.shown:
            return
        done = self.trainer.progress()
        if self.bar is not None:
            self.bar.update(self.task, completed=done, description=summary(report, self.loss))
        elif done >= 1 or report.scores or time.monotonic() - self.last >= LINE_SECONDS:
            self.last = time.monotonic()
            self.say(f"{done:4.0%} · {summary(report, self.loss)}")
        if report.scores:
            self.say("       " + " · ".join(f"{name} {score:.1%}" for name, score in report.scores.items()))

    def say(self, line: str) -> None:
        """A line that stays."""
        if not self.shown:
            return
        if self.bar is not None:
            self.bar.console.print(line, markup=False, highlight=False)
        else:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
