"""`solve`: messages, files or a rulebook through the router, shown to a person or printed as receipts."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters import compose
from adapters.cli import failures, inputs
from adapters.logs import keep
from adapters.show.display import clean
from router.errors import RouterError, UsageError
from router.types import Receipt, Reply, Request
from solvers.base import Effort, PuzzleError

if TYPE_CHECKING:
    from router import Router
    from solvers.steps import Arithmetic

EXIT_CODES = {"verified": 0, "supported": 0, "answered": 0, "declined": 3, "unsolved": 4}


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
    thread: str | None = None

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
            thread=self.thread,
        )

    def router(self) -> Router:
        """The router these options ask for; offline it still knows of a configured model, to say why none is asked."""
        return compose.build_router(model=self.model, arithmetic=self.engine)


def solve(text: str | None, file: Path | None, options: Options, *, json: bool, png: Path | None, quiet: bool) -> int:
    """Solve one message, print it, and return the exit code."""
    message = inputs.message(text, file)
    _drawable(png)
    reply = _shown(options.router(), message, options, json=json, quiet=quiet)
    if png is not None:
        from adapters.show.png import draw_reply

        draw_reply(png, reply)
    return EXIT_CODES[reply.receipt.status]


def solve_picture(
    path: Path, words: str, options: Options, *, yes: bool, json: bool, png: Path | None, quiet: bool
) -> int:
    """Solve the puzzle in a picture once its board was confirmed: by the person, or beforehand with --yes."""
    from uuid import uuid4

    from adapters.cli import pictures
    from adapters.show import display
    from router.llm import seeing

    _drawable(png)
    router, request, out = options.router(), uuid4().hex, display.console()
    sight, receipt = pictures.look(router, path, words, options, request)
    right = True if yes or not sight.rows else pictures.asked(sight)
    if not sight.rows or not right:
        if right is False:
            receipt = receipt.model_copy(update={"reason": pictures.REFUSED})
        elif sight.rows:
            receipt = receipt.model_copy(update={"reason": f"{receipt.reason} --yes says so beforehand"})
        if json:
            sys.stdout.write(display.receipt_json(receipt) + "\n")
            return EXIT_CODES[receipt.status]
        if sight.rows and right is None and not quiet:
            out.print(f"read by {display.clean(sight.by)} from the picture:\n\n{display.clean(sight.board)}\n")
        display.show(out, receipt, quiet=quiet)
        return EXIT_CODES[receipt.status]
    who = "--yes" if yes else "the user"

    def told(found: Receipt) -> Receipt:
        return seeing.confirmed(found, sight.by, sight.board, how=who, cost=sight.cost)

    if yes and not json and not quiet:
        out.print(f"read by {display.clean(sight.by)} from the picture:\n\n{display.clean(sight.board)}\n")
    reply = _shown(router, sight.text, options, json=json, quiet=quiet, request=request, told=told)
    if png is not None:
        from adapters.show.png import draw_reply

        draw_reply(png, reply)
    return EXIT_CODES[reply.receipt.status]


def _drawable(png: Path | None) -> None:
    if png is not None and png.suffix.lower() not in (".png", ".svg"):
        raise UsageError(f"--png {str(png)!r} does not end in .png or .svg", hint="name a .png or an .svg file")


def solve_files(files: Sequence[str], options: Options, *, json: bool, quiet: bool) -> int:
    """Solve several files one after the other; the exit code is that of the worst. An error stays with its file."""
    texts = inputs.several(files)
    router = options.router()
    worst = 0
    for number, (name, text) in enumerate(texts):
        if not json:
            sys.stdout.write(("\n" if number else "") + f"== {clean(name)} ==\n")
            sys.stdout.flush()
        try:
            reply = _shown(router, text, options, json=json, quiet=quiet, file=name)
            worst = max(worst, EXIT_CODES[reply.receipt.status])
        except (RouterError, PuzzleError) as exc:
            worst = max(worst, failures.exit_code(exc))
    return worst


def _shown(
    router: Router,
    message: str,
    options: Options,
    *,
    json: bool,
    quiet: bool,
    file: str | None = None,
    request: str | None = None,
    told: Callable[[Receipt], Receipt] | None = None,
) -> Reply:
    """Solve one message and print what came of it; with `file`, its JSON says whose it is. `told` adds to the receipt
    what is known of the message itself; `request` is the id under which money was spent on it already."""
    from adapters.show import display

    out, asked = display.console(), options.request(message).model_copy(update={"id": request})
    loading = compose.warm(router, router.read(message))
    if json or quiet or not out.is_terminal or out.is_dumb_terminal:
        reply = router.handle(asked)
    else:
        from adapters.show.animation import handle_live

        reply = handle_live(router, asked, out)
    if told is not None:
        reply = reply.model_copy(update={"receipt": told(reply.receipt)})
    keep("solve", message, reply.receipt)
    if json:
        said = {} if file is None else {"file": file}
        sys.stdout.write(jsonlib.dumps(said | reply.receipt.model_dump(mode="json")) + "\n")
        sys.stdout.flush()
    else:
        if reply.reading.confirm is not None and not quiet:
            out.print(f"read from the words as:\n{display.clean(reply.reading.confirm)}\n")
        display.show(out, reply.receipt, source=display.source_of(message, reply.reading), quiet=quiet)
        if loading > 0.1 and not quiet:
            out.print(display.label("loading", f"the network, before that: {display.seconds(loading)}"))
    return reply


def solve_rules(rules: Path, options: Options, *, solutions: int, json: bool, quiet: bool) -> int:
    """Solve one rulebook (a file of JSON, or - for standard input) and return the exit code."""
    from adapters.show import display

    source = inputs.message("-" if str(rules) == "-" else None, None if str(rules) == "-" else rules)
    receipt = by_rules(options.router(), source, options, solutions)
    keep("rules", source, receipt)
    if json:
        sys.stdout.write(display.receipt_json(receipt) + "\n")
    else:
        display.show(display.console(), receipt, quiet=quiet)
    return EXIT_CODES[receipt.status]


def by_rules(router: Router, source: Any, options: Options, solutions: int) -> Receipt:
    """What the router makes of one rulebook."""
    return router.solve_rules(
        source,
        effort=options.effort,
        exact=options.exact,
        seconds=options.timeout,
        solutions=solutions,
        seed=options.seed,
    ).receipt
