"""Regular expressions that are compiled when they are first used: most of a vocabulary is never looked at.

Compiling takes far longer than importing what holds it, and a message of one kind needs few words of the others.
"""

from __future__ import annotations

import re
from typing import Any, cast


def lazily(expression: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, later. What it gives has the methods of a pattern, and is none for `re.search(it, ...)`."""
    return cast(re.Pattern[str], _Later(expression, flags))


class _Later:
    """Becomes a pattern when a method of one is asked for."""

    def __init__(self, expression: str, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copies and pickles look for these
            raise AttributeError(name)
        compiled = self.__dict__.setdefault("_compiled", None) or re.compile(self._expression, self._flags)
        self._compiled = compiled
        method = getattr(compiled, name)
        setattr(self, name, method)  # found without this detour from now on
        return method

    def __repr__(self) -> str:
        return f"lazily({self._expression!r})"
