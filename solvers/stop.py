"""The switch that ends a request from outside, seen by everything that works for it: searches, steps, waits.

Whoever handles a request opens `stoppable()`; threads that copy its context see the switch too. What runs long asks
`stopped()` and then ends early, unproven, as at a deadline. Switches nest: an outer one stops what is inside.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from solvers.base import PuzzleError


class Interrupted(PuzzleError):
    """Something that cannot end early with an honest result, such as making a puzzle, was stopped."""


_SWITCHES: ContextVar[tuple[threading.Event, ...]] = ContextVar("stop", default=())

LOOK = 0.1
"""Seconds between two looks where a wait cannot be ended by the switch itself."""


@contextmanager
def stoppable(switch: threading.Event | None = None) -> Iterator[threading.Event]:
    """Make what is called inside stoppable by the switch, and still by those around it."""
    own = switch or threading.Event()
    token = _SWITCHES.set((*_SWITCHES.get(), own))
    try:
        yield own
    finally:
        _SWITCHES.reset(token)


def switches() -> tuple[threading.Event, ...]:
    """The switches of the request at hand, for work that another thread does for it."""
    return _SWITCHES.get()


def stopped() -> bool:
    """Whether the request at hand was stopped."""
    return any(switch.is_set() for switch in _SWITCHES.get())


def interrupt() -> None:
    """Raise Interrupted where the request at hand was stopped."""
    if stopped():
        raise Interrupted("this was stopped", hint="try again")


def over(deadline: float | None) -> bool:
    """Whether the request was stopped, or its deadline (`time.monotonic()`) has passed."""
    return (deadline is not None and time.monotonic() > deadline) or stopped()


class Late(threading.Event):
    """A switch that sets itself when its time is over."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._ends = time.monotonic() + seconds

    def is_set(self) -> bool:
        return super().is_set() or time.monotonic() > self._ends


def wait(seconds: float) -> None:
    """Wait, but not beyond the stop."""
    inner = _SWITCHES.get()
    ends = time.monotonic() + seconds
    while not stopped() and (left := ends - time.monotonic()) > 0:
        if inner:
            inner[-1].wait(min(left, LOOK))
        else:
            time.sleep(left)


@contextmanager
def taking_turns(lock: threading.Lock, deadline: float | None = None) -> Iterator[bool]:
    """Hold `lock` inside; False where the stop or the deadline (`time.monotonic()`) came before the turn did."""
    mine = lock.acquire(blocking=False)
    while not mine and not over(deadline):
        mine = lock.acquire(timeout=LOOK)
    try:
        yield mine
    finally:
        if mine:
            lock.release()
