"""Within one request a text is read once, however many stations look at it: plan, split, router, follow-up.

    with reading_once():            # whoever handles a request opens it; threads that copy its context share it
        read(text); read(text)      # the second one costs nothing

Nothing is kept beyond the request. A reading is frozen, so sharing it is safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

R = TypeVar("R")

_SEEN: ContextVar[dict[tuple[str, str], Any] | None] = ContextVar("reading_once", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """What is read inside is read once; inside another one nothing changes."""
    if _SEEN.get() is not None:
        yield
        return
    token = _SEEN.set({})
    try:
        yield
    finally:
        _SEEN.reset(token)


def once(what: str, text: str, work: Callable[[], R]) -> R:
    """The result of `work`, which depends on nothing but the text; from an earlier time of this request if there was
    one. `what` tells apart the works that are done on one text."""
    seen = _SEEN.get()
    if seen is None:
        return work()
    key = what, text
    if key not in seen:
        seen[key] = work()
    found: R = seen[key]
    return found
