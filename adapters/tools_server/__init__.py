"""Puzzles as MCP tools, over standard input and output or over HTTP: `server.py` holds the tools, `http.py` the app.

from adapters.tools_server import build_server, mounted
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.extras import extra

if TYPE_CHECKING:
    from adapters.tools_server.http import Mounted, mounted
    from adapters.tools_server.server import build_server

__all__ = ["Mounted", "build_server", "mounted"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'adapters.tools_server' has no attribute {name!r}")
    with extra("mcp"):
        from adapters.tools_server import http, server

    return getattr(server if name == "build_server" else http, name)
