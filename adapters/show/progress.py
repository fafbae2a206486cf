"""How longer work gets on: a bar on standard error, once it has taken two seconds, and only in a terminal."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0
"""Seconds that pass before anything is shown: whatever is quicker needs no bar."""


@contextmanager
def progress(
    total: int, label: str, *, patience: float = PATIENCE, quiet: bool = False
) -> Iterator[Callable[[int], None]]:
    """Yields the function that counts what is done."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    task = bar.add_task(label, total=total)
    later = threading.Timer(patience, bar.start)  # also where the first piece of work does not end
    later.daemon = True
    later.start()
    try:
        yield lambda count: bar.advance(task, count)
    finally:
        later.cancel()
        later.join()
        bar.stop()
