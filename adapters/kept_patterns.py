"""Compiled regular expressions, kept on disk between runs: compiling them took half of a cold `solve`.

    keep_patterns()         # once, by the program; `re.compile` is the quicker for it from then on

What is kept is the code that Python's own compiler made, under the very expression and flags, in a file for this very
interpreter. A file that is damaged or cannot be read or written costs time, nothing else.
"""

from __future__ import annotations

import atexit
import hashlib
import marshal
import os
import re
import sys
import tempfile
from array import array
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MOST = 6000
"""Expressions in the file; one that would hold more begins anew with those of this run. All of ours are some 2,000."""
_KEPT_FLAGS = re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE | re.ASCII | re.UNICODE
"""With others (a locale, debugging) the code is not a matter of expression and flags alone."""

Entry = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, groups, names to groups, groups to names: what `_sre.compile` takes."""


def keep_patterns(path: Path | None = None) -> None:
    """From now on `re` looks into the file before it compiles, and the file learns what was compiled at the end."""
    compiler: Any = getattr(re, "_compiler", None)
    wanted = ("_sre", "_parser", "_code", "compile", "MAGIC")
    if compiler is None or not all(hasattr(compiler, name) for name in wanted):
        return  # an interpreter that is arranged otherwise compiles for itself
    kept = KeptPatterns(path or _usual(compiler), compiler, compiler.compile)
    compiler.compile = kept.compile
    atexit.register(kept.save)


def _usual(compiler: Any) -> Path:
    from platformdirs import user_cache_path

    version = f"{sys.implementation.cache_tag}-{sys.hexversion:x}-{compiler.MAGIC}-{compiler._sre.CODESIZE}"
    return user_cache_path("trm-router", appauthor=False) / f"patterns-{version}.bin"


@dataclass
class KeptPatterns:
    """The file, and the compiler that it stands before."""

    path: Path
    compiler: Any
    otherwise: Callable[[Any, int], re.Pattern[Any]]
    _known: dict[tuple[str, int], Entry] | None = None
    _fresh: dict[tuple[str, int], Entry] = field(default_factory=dict)

    def compile(self, expression: Any, flags: int = 0) -> re.Pattern[Any]:
        """As `re._compiler.compile`."""
        if type(expression) is not str or flags & ~int(_KEPT_FLAGS):
            return self.otherwise(expression, flags)
        key = expression, int(flags)
        if self._known is None:
            self._known = loaded(self.path)
        entry = self._known.get(key) or self._fresh.get(key)
        if entry is None:
            entry = self._fresh[key] = self._compiled(expression, int(flags))
        final, code, groups, names, numbers = entry
        made: re.Pattern[Any] = self.compiler._sre.compile(
            expression, final, array("I", code).tolist(), groups, names, numbers
        )
        return made

    def _compiled(self, expression: str, flags: int) -> Entry:
        """What `re._compiler.compile` does, with its parts in hand."""
        parsed = self.compiler._parser.parse(expression, flags)
        code = self.compiler._code(parsed, flags)
        state = parsed.state
        numbers: list[str | None] = [None] * state.groups
        for name, number in state.groupdict.items():
            numbers[number] = name
        final = int(flags | state.flags)
        return final, array("I", code).tobytes(), state.groups - 1, dict(state.groupdict), tuple(numbers)

    def save(self) -> None:
        """Write what is new, all at once, readable by its owner."""
        if not self._fresh:
            return
        together = {**loaded(self.path), **self._fresh}  # another run may have saved meanwhile
        if len(together) > MOST:
            together = self._fresh
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(packed(together))
                os.replace(name, self.path)
            except BaseException:
                os.unlink(name)
                raise
        self._fresh = {}


def packed(entries: Mapping[tuple[str, int], Entry]) -> bytes:
    """The file's content: a digest, and what it is of."""
    content = marshal.dumps(dict(entries))
    return hashlib.sha256(content).digest() + content


def loaded(path: Path) -> dict[tuple[str, int], Entry]:
    """The entries of the file; none where it is not there, or is not what was written."""
    try:
        raw = path.read_bytes()
    except OSError:
        return {}
    digest, content = raw[:32], raw[32:]
    if hashlib.sha256(content).digest() != digest:
        return {}
    found = marshal.loads(content)
    return found if isinstance(found, dict) else {}
