"""What happens when a command fails: one line on standard error with what to do, and the exit code. Never a traceback.

`TRM_ROUTER_DEBUG=1` shows the traceback of an unexpected error.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from typer import Abort, Exit
from typer.exceptions import TyperException

if TYPE_CHECKING:
    from router.errors import UsageError

USAGE, DECLINED, PROVIDER, UNEXPECTED, INTERRUPTED, PIPE = 2, 3, 5, 1, 130, 141


def usage(message: str, *, hint: str = "") -> UsageError:
    """A usage error, to be raised (imported late: the errors' package is not needed for --help)."""
    from router.errors import UsageError

    return UsageError(message, hint=hint)


def exit_code(exc: BaseException) -> int:
    """Tell the person what went wrong and return the exit code for it."""
    if isinstance(exc, Exit):
        return exc.exit_code
    if isinstance(exc, KeyboardInterrupt | Abort):
        return INTERRUPTED
    if isinstance(exc, SystemExit):
        return exc.code if isinstance(exc.code, int) else UNEXPECTED
    if isinstance(exc, BrokenPipeError):
        # The reader (`head`) has left. Without this, the interpreter complains while flushing at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE
    if isinstance(exc, TyperException):
        return _usage_of_options(exc)
    return _designed(exc)


def _usage_of_options(exc: TyperException) -> int:
    """An unknown option, a missing argument: the parser's own message, on one line."""
    if type(exc).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{exc}\n")
        return USAGE
    context = getattr(exc, "ctx", None)
    path = context.command_path if context is not None else "trm-router"
    line = getattr(exc, "format_message", exc.__str__)().rstrip(".")
    say(line, hint=f"see `{path} --help`")
    return int(getattr(exc, "exit_code", USAGE))


def _designed(exc: BaseException) -> int:
    from router.errors import BudgetExceeded, ModelError, RouterError
    from solvers.base import PuzzleError, WeightsMissing

    if isinstance(exc, ModuleNotFoundError):
        from adapters.extras import missing

        exc = missing(exc) or exc
    if isinstance(exc, RouterError | PuzzleError):
        say(str(exc), hint=exc.hint)
        if isinstance(exc, ModelError | BudgetExceeded):
            return PROVIDER
        return DECLINED if isinstance(exc, WeightsMissing) else USAGE
    if os.environ.get("TRM_ROUTER_DEBUG"):
        raise exc
    if isinstance(exc, OSError) and exc.filename is not None:
        say(f"{exc.filename!r}: {(exc.strerror or type(exc).__name__).lower()}", hint="check the path and your rights")
        return USAGE
    say(f"unexpected {type(exc).__name__}: {exc}", hint="a bug; TRM_ROUTER_DEBUG=1 shows where")
    return UNEXPECTED


def say(message: str, *, hint: str = "") -> None:
    """One line on standard error, whatever the message holds."""
    from adapters.show.display import clean

    line = f"trm-router: {message}" + (f" ({hint})" if hint else "")
    sys.stderr.write(" ".join(clean(line).split()) + "\n")
