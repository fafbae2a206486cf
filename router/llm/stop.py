"""Stopping a request from outside: a switch that every call of a language model looks at before and while it waits.

with stoppable() as stop:      # in the thread that handles the request; threads that copy its context see it too
    ...
stop.set()                     # from anywhere: running calls end within a moment, no further one begins
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from router.errors import Stopped

_SWITCH: ContextVar[threading.Event | None] = ContextVar("stop", default=None)


@contextmanager
def stoppable(switch: threading.Event | None = None) -> Iterator[threading.Event]:
    """Make what is called inside stoppable by the switch."""
    own = switch or threading.Event()
    token = _SWITCH.set(own)
    try:
        yield own
    finally:
        _SWITCH.reset(token)


def stopped() -> bool:
    """Whether the request at hand was stopped."""
    switch = _SWITCH.get()
    return switch is not None and switch.is_set()


def raise_if_stopped() -> None:
    """Raise Stopped where the request at hand was stopped."""
    if stopped():
        raise Stopped("this request was stopped", hint="send it again")


def pause(seconds: float) -> None:
    """Wait, but not beyond the stop."""
    switch = _SWITCH.get()
    if switch is not None:
        switch.wait(seconds)
        raise_if_stopped()
