"""`solve`: one message or a batch of them through the router, shown to a person or printed as receipts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from adapters import compose
from adapters.cli import inputs
from router.errors import UsageError
from router.types import Receipt, Request
from solvers.base import Effort

if TYPE_CHECKING:
    from router import Router

EXIT_CODES = {"verified": 0, "answered": 0, "declined": 3, "unsolved": 4}

CHUNK = 64
"""Messages of a batch solved together; receipts appear after each chunk."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the options of the command line say, before a text is known."""

    effort: str = "medium"
    exact: bool = True
    offline: bool = False
    model: str | None = None
    seed: int = 0
    timeout: float | None = None
    budget: float | None = None

    def request(self, text: str) -> Request:
        """A router request for `text`."""
        return Request(
            text=text,
            effort=Effort(self.effort),
            exact=self.exact,
            offline=self.offline,
            seconds=self.timeout,
            budget_usd=self.budget,
            seed=self.seed,
        )

    def router(self) -> Router:
        """The router these options ask for; offline it still knows of a configured model, to say why none is asked."""
        return compose.build_router(model=self.model)


def solve(text: str | None, file: Path | None, options: Options, *, json: bool, png: Path | None, quiet: bool) -> int:
    """Solve one message, print it, and return the exit code."""
    from adapters.show import display

    message = inputs.message(text, file)
    if png is not None and png.suffix.lower() != ".png":
        raise UsageError(f"--png {str(png)!r} does not end in .png", hint="name a .png file")
    router = options.router()
    out = display.console()
    loading = compose.warm(router, router.read(message))
    if json or quiet or not out.is_terminal or out.is_dumb_terminal:
        reply = router.handle(options.request(message))
    else:
        from adapters.show.animation import handle_live

        reply = handle_live(router, options.request(message), out)
    if json:
        sys.stdout.write(display.receipt_json(reply.receipt) + "\n")
    else:
        if reply.reading.confirm is not None and not quiet:
            out.print(f"read from the words as:\n{display.clean(reply.reading.confirm)}\n")
        display.show(out, reply.receipt, source=display.source_of(message, reply.reading), quiet=quiet)
        if loading > 0.1 and not quiet:
            out.print(display.label("loading", f"the network, before that: {display.seconds(loading)}"))
    if png is not None:
        from adapters.show.png import draw_reply

        draw_reply(png, reply)
    return EXIT_CODES[reply.receipt.status]


def solve_batch(file: Path, options: Options) -> int:
    """One receipt a line, in the order of the rows; the exit code is that of the worst row."""
    from adapters.show import display

    router = options.router()
    worst = 0
    for receipt in _receipts(router, (options.request(text) for _, text in inputs.batch(file))):
        sys.stdout.write(display.receipt_json(receipt) + "\n")
        sys.stdout.flush()
        worst = max(worst, EXIT_CODES[receipt.status])
    return worst


def _receipts(router: Router, requests: Iterable[Request]) -> Iterator[Receipt]:
    """Receipts in order, solved in chunks so that puzzles share the network's batches."""
    rest = iter(requests)
    while chunk := list(islice(rest, CHUNK)):
        yield from (reply.receipt for reply in router.handle_many(chunk))
