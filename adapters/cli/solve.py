"""`solve`: one message or a batch of them through the router, shown to a person or printed as receipts."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters import compose
from adapters.cli import inputs
from router.errors import RouterError, UsageError
from router.types import Receipt, Request
from solvers.base import Effort, PuzzleError

if TYPE_CHECKING:
    from router import Router
    from solvers.steps import Arithmetic

EXIT_CODES = {"verified": 0, "supported": 0, "answered": 0, "declined": 3, "unsolved": 4}

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
    engine: Arithmetic | None = None

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
        return compose.build_router(model=self.model, arithmetic=self.engine)


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


def solve_rules(rules: Path, options: Options, *, solutions: int, json: bool, quiet: bool) -> int:
    """Solve one rulebook (a file of JSON, or - for standard input) and return the exit code."""
    from adapters.show import display

    source = inputs.message("-" if str(rules) == "-" else None, None if str(rules) == "-" else rules)
    receipt = _by_rules(options.router(), source, options, solutions)
    if json:
        sys.stdout.write(display.receipt_json(receipt) + "\n")
    else:
        display.show(display.console(), receipt, quiet=quiet)
    return EXIT_CODES[receipt.status]


def _by_rules(router: Router, source: Any, options: Options, solutions: int) -> Receipt:
    return router.solve_rules(
        source,
        effort=options.effort,
        exact=options.exact,
        seconds=options.timeout,
        solutions=solutions,
        seed=options.seed,
    ).receipt


def solve_batch(file: Path, options: Options) -> int:
    """One receipt a line, in the order of the rows, with the row's id; the exit code is that of the worst row."""
    router = options.router()
    worst = 0
    rows = inputs.batch(file)
    while chunk := list(islice(rows, CHUNK)):
        for row, receipt in zip(chunk, _receipts(router, chunk, options), strict=True):
            said = receipt.model_dump(mode="json")
            sys.stdout.write(jsonlib.dumps(said if row.id is None else {"id": row.id, **said}) + "\n")
            worst = max(worst, EXIT_CODES[receipt.status])
        sys.stdout.flush()
    return worst


def _receipts(router: Router, rows: Sequence[inputs.Row], options: Options) -> list[Receipt]:
    """Receipts in order; messages are solved together, so that puzzles share the network's batches."""
    replies = iter(router.handle_many([options.request(row.text) for row in rows if row.text is not None]))
    return [next(replies).receipt if row.text is not None else _alone(router, row, options) for row in rows]


def _alone(router: Router, row: inputs.Row, options: Options) -> Receipt:
    """A rulebook, or a line that is nothing: an error stays with its line."""
    if row.wrong is not None:
        return Receipt(status="declined", kind="open", reason=row.wrong)
    try:
        return _by_rules(router, row.rulebook, options, row.solutions)
    except (PuzzleError, RouterError) as exc:
        return Receipt(status="declined", kind="rules", reason=f"{exc} ({exc.hint})")
