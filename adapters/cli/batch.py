"""`solve --batch`: many messages, a receipt a line, each written as soon as it is there.

A run that was stopped loses what it was working on and nothing else; with `--out FILE` the same command goes on after
the last whole line of FILE.
"""

from __future__ import annotations

import json as jsonlib
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from adapters.cli import failures, inputs
from adapters.cli.solve import EXIT_CODES, Options, by_rules
from adapters.logs import keep
from router.errors import RouterError, UsageError
from router.types import Receipt
from solvers.base import PuzzleError

if TYPE_CHECKING:
    from router import Router

Receipts = Generator[tuple[inputs.Row, Receipt], None, None]

CHUNK = 64
"""The most messages solved together: they share the network's batches."""
PATIENCE = 1.0
"""Seconds that messages solved together may take before the next ones are fewer: so much work can be lost."""


def solve_batch(file: Path, options: Options, *, out: Path | None = None, jobs: int = 1, quiet: bool = False) -> int:
    """One receipt a line, in the order of the rows, with the row's id; the exit code is that of the worst row."""
    from adapters.show.progress import progress

    rows = list(inputs.batch(file))
    with _written(out, rows) as (stream, worst, first):
        done = first
        try:
            # A bar on the terminal that the lines go to would be written over.
            with (
                progress(len(rows), "solve", quiet=quiet or stream.isatty()) as advance,
                closing(_receipts(rows[first:], options, jobs)) as receipts,
            ):
                advance(first)
                for row, receipt in receipts:
                    said = receipt.model_dump(mode="json")
                    stream.write(jsonlib.dumps(said if row.id is None else {"id": row.id, **said}) + "\n")
                    stream.flush()
                    keep("batch", row.text if row.text is not None else jsonlib.dumps(row.rulebook), receipt)
                    worst = max(worst, EXIT_CODES[receipt.status])
                    done += 1
                    advance(1)
        except KeyboardInterrupt:
            hint = "the same command goes on there" if out is not None else "with --out FILE it can go on later"
            failures.say(f"stopped; {done} of {len(rows)} rows are written", hint=hint)
            return failures.INTERRUPTED
    return worst


def _receipts(rows: Sequence[inputs.Row], options: Options, jobs: int) -> Receipts:
    """Rows with their receipts, in order: in this process, or side by side in others."""
    if jobs > 1 and len(rows) > 1:
        from adapters.cli.jobs import SideBySide

        return SideBySide(rows, options, jobs, CHUNK, PATIENCE).receipts()
    return _in_turn(options.router(), rows, options)


def _in_turn(router: Router, rows: Sequence[inputs.Row], options: Options) -> Receipts:
    """Few together where they are slow, many where they are quick."""
    size, first = 1, 0
    while chunk := rows[first : first + size]:
        began = time.monotonic()
        yield from together(router, chunk, options)
        first += len(chunk)
        size = min(2 * size, CHUNK) if time.monotonic() - began < PATIENCE else max(size // 2, 1)


def together(router: Router, rows: Sequence[inputs.Row], options: Options) -> Iterator[tuple[inputs.Row, Receipt]]:
    """Rows that share the network's batches."""
    messages = [options.request(row.text) for row in rows if row.text is not None]
    replies = iter(router.handle_many(messages))
    for row in rows:
        yield row, next(replies).receipt if row.text is not None else _alone(router, row, options)


def _alone(router: Router, row: inputs.Row, options: Options) -> Receipt:
    """A rulebook, or a line that is nothing: an error stays with its line."""
    if row.wrong is not None:
        return Receipt(status="declined", kind="open", reason=row.wrong)
    try:
        return by_rules(router, row.rulebook, options, row.solutions)
    except (PuzzleError, RouterError) as exc:
        return Receipt(status="declined", kind="rules", reason=f"{exc} ({exc.hint})")


@contextmanager
def _written(out: Path | None, rows: Sequence[inputs.Row]) -> Iterator[tuple[TextIO, int, int]]:
    """Where lines go, the worst exit code of those that are there already, and how many they are."""
    if out is None:
        yield sys.stdout, 0, 0
        return
    try:
        with out.open("a+", encoding="utf-8") as stream:
            stream.seek(0)
            text = stream.read()
            whole = text[: text.rfind("\n") + 1]
            if len(whole) < len(text):  # the last run ended in the middle of a line
                stream.truncate(len(whole.encode()))
            codes = [_code(line, rows, number, out) for number, line in enumerate(whole.splitlines())]
            yield stream, max(codes, default=0), len(codes)
    except (OSError, UnicodeDecodeError) as exc:
        reason = (getattr(exc, "strerror", None) or type(exc).__name__).lower()
        raise UsageError(f"--out {str(out)!r}: {reason}", hint="check the path and your rights") from exc


def _code(line: str, rows: Sequence[inputs.Row], number: int, out: Path) -> int:
    """The exit code of a line that an earlier run wrote. Raises UsageError where it answers another batch."""
    try:
        said: Any = jsonlib.loads(line)
    except ValueError:
        said = None
    known = isinstance(said, dict) and said.get("status") in EXIT_CODES and number < len(rows)
    if not known or said.get("id") != rows[number].id:
        raise UsageError(
            f"--out {str(out)!r}: line {number + 1} does not answer this batch",
            hint="name a new file, or move that one away",
        )
    return EXIT_CODES[said["status"]]
