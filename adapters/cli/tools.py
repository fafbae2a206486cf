"""`mcp`: the router as tools for hosts of the Model Context Protocol, over standard input and output or HTTP."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from adapters.cli.options import Model


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("mcp")(serve_tools)


def serve_tools(
    http: Annotated[bool, typer.Option("--http", help="Serve HTTP at /mcp instead of standard input.")] = False,
    host: Annotated[str, typer.Option("--host", help="With --http: the address, loopback only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="With --http.")] = 8010,
    model: Model = None,
) -> None:
    """Serve the puzzle tools to MCP hosts; no language model is asked unless --model names one."""
    from router.errors import UsageError

    if http and host not in ("127.0.0.1", "localhost", "::1"):
        raise UsageError(
            f"--host {host!r} can be reached from outside, and these tools ask for no key",
            hint="use loopback, or `trm-router serve` with --api-key-file, which has /mcp too",
        )
    from adapters.tools_server import build_server

    server = build_server(model=model)
    if not http:
        server.run()
        return
    from adapters.extras import extra

    with extra("serve"):
        import uvicorn
    from adapters.tools_server.http import PATH, app

    shown = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"MCP at http://{shown}:{port}{PATH}\n")
    uvicorn.run(app(server), host=host, port=port, log_level="warning")
