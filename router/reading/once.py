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


class _Seen(dict[tuple[str, str], Any]):
    """What was read. Contexts are copied where callbacks are registered and may outlive the request: once it is over,
    nothing is in it and nothing comes in."""

    over = False


_SEEN: ContextVar[_Seen | None] = ContextVar("reading_once", default=None)


@contextmanager
def reading_once(*, anew: bool = False) -> Iterator[None]:
    """What is read inside is read once; inside another one nothing changes, unless it is to begin `anew`."""
    around = _SEEN.get()
    if around is not None and not around.over and not anew:
        yield
        return
    seen = _Seen()
    token = _SEEN.set(seen)
    try:
        yield
    finally:
        _SEEN.reset(token)
        seen.over = True
        seen.clear()


def once(what: str, text: str, work: Callable[[], R]) -> R:
    """The result of `work`, which depends on nothing but the text; from an earlier time of this request if there was
    one. `what` tells apart the works that are done on one text."""
    seen = _SEEN.get()
    if seen is None or seen.over:
        return work()
    key = what, text
    if key not in seen:
        seen[key] = work()
    found: R = seen[key]
    return found
