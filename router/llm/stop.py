"""Stopping a request from outside: a switch that every call of a language model looks at before and while it waits.

with stoppable() as stop:      # in the thread that handles the request; threads that copy its context see it too
    ...
stop.set()                     # from anywhere: running calls end within a moment, no further one begins
"""

from __future__ import annotations

from router.errors import Stopped
from solvers.stop import stoppable, stopped, wait

__all__ = ["pause", "raise_if_stopped", "stoppable", "stopped"]


def raise_if_stopped() -> None:
    """Raise Stopped where the request at hand was stopped."""
    if stopped():
        raise Stopped("this request was stopped", hint="send it again")


def pause(seconds: float) -> None:
    """Wait, but not beyond the stop. Raises Stopped."""
    wait(seconds)
    raise_if_stopped()
