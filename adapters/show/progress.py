"""How longer work gets on: a bar on standard error, once it has taken two seconds, and only in a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0
"""Seconds that pass before anything is shown: whatever is quicker needs no bar."""


@contextmanager
def progress(
    total: int, label: str, *, patience: float = PATIENCE, quiet: bool = False
) -> Iterator[Callable[[int], None]]:
    """Yields the function that counts what is done."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    task = bar.add_task(label, total=total)
    began = time.monotonic()
    shown = False

    def advance(count: int) -> None:
        nonlocal shown
        bar.advance(task, count)
        if not shown and time.monotonic() - began > patience:
            shown = True
            bar.start()

    try:
        yield advance
    finally:
        if shown:
            bar.stop()
