"""The tools over streamable HTTP at /mcp: an app of its own, or routes that another app serves beside its own.

tools = mounted(build_server(router))
app.router.routes.extend(tools.routes)
async with tools.running(): ...             # in the app's lifespan
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from adapters.tools_server.server import ToolsServer

PATH = "/mcp"
LARGEST_BODY = 2 * 1024 * 1024
"""Bytes of one request: the longest text or rulebook as JSON, and room for its escapes."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Mounted:
    """The tools in another ASGI app; its lifespan must be inside `running`, once."""

    routes: tuple[BaseRoute, ...]
    server: ToolsServer

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serves sessions as long as it is open."""
        async with self.server.session_manager.run():
            yield


def mounted(server: ToolsServer, *, hosts: Sequence[str] = LOOPBACK, sessions: bool = True) -> Mounted:
    """Routes for another app. `hosts` are the names under which it may be called: a page that resolves a foreign name
    to this machine is refused. An empty list leaves that to the app around it. Without `sessions` every request stands
    for itself, and a doubt is an answer instead of a question in between."""
    return Mounted(tuple(app(server, hosts=hosts, sessions=sessions).routes), server)


def app(server: ToolsServer, *, hosts: Sequence[str] = LOOPBACK, sessions: bool = True) -> Starlette:
    """The tools as an ASGI app of their own."""
    names = [name for host in hosts for name in (host, f"{host}:*")]
    origins = [f"{scheme}://{name}" for scheme in ("http", "https") for name in names]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=bool(hosts), allowed_hosts=names, allowed_origins=origins
    )
    return server.streamable_http_app(
        streamable_http_path=PATH,
        max_request_body_size=LARGEST_BODY,
        transport_security=security,
        stateless_http=not sessions,
    )
