"""Optional parts of the installation: a missing one is an error of one line that names the command to install it.

with extra("mcp"):
    from mcp.server import MCPServer
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from router.errors import UsageError

OURS = ("adapters", "router", "solvers", "trm")


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Imports inside need the extra `name` of this package."""
    try:
        yield
    except ModuleNotFoundError as exc:
        missing = (exc.name or "").split(".")[0]
        if missing in OURS:
            raise
        raise UsageError(
            f"the package {missing!r} is not installed here", hint=f'pip install "trm-router[{name}]"'
        ) from exc
