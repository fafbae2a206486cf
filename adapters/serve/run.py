"""`trm-router serve`: the service on its address until it is told to stop; requests that run are finished first."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.extras import extra
from adapters.serve.address import address, listening
from adapters.serve.settings import ServeSettings, checked
from adapters.serve.workers import Crew, Seat
from router.errors import UsageError
from solvers.serving import BatchingSolver, usable_cores
from solvers.steps import DEFAULT, Arithmetic

if TYPE_CHECKING:
    import socket

    from adapters.tools_server.http import Mounted
    from router import Router

DRAIN = 5.0
"""Seconds beyond its own patience that a worker has to end."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands behind the service."""

    model: str | None = None
    offline: bool = False
    engine: Arithmetic | None = None
    """None: numpy, and steps in bfloat16 where the machine is made for them."""
    workers: int = 1


def serve(settings: ServeSettings, parts: Parts | None = None, *, key_file: Path | None = None) -> int:
    """Serve until SIGTERM or Ctrl-C. Raises UsageError."""
    with extra("serve"):
        import prometheus_client  # noqa: F401
        import uvicorn  # noqa: F401

        from adapters.serve.limits import keys_in
    from adapters import compose

    parts = parts or Parts()
    known = checked(replace(settings, keys=keys_in(key_file)) if key_file is not None else settings)
    named = None if parts.offline else compose.configured_model(parts.model)
    if parts.workers == 1:
        place = listening(known)
        _announce(known, place, named)
        return _work(known, parts, place)
    if not hasattr(os, "fork"):
        raise UsageError("--workers needs a system with SO_REUSEPORT and Unix sockets", hint="leave it out")
    listening(known).close()  # taken by another program? two that share a port would not notice each other
    with listening(known, shared=True) as place:  # it keeps the port, and takes no connection
        each = replace(
            known,
            port=place.getsockname()[1],
            running=-(-known.running // parts.workers),
            waiting=-(-known.waiting // parts.workers),
        )
        _announce(known, place, named, f"{parts.workers} workers, ")
        return Crew(partial(_sit, each, parts), parts.workers, known.drain_seconds + DRAIN).run()


def _announce(settings: ServeSettings, place: socket.socket, model: str | None, how: str = "") -> None:
    where = address(replace(settings, port=place.getsockname()[1]))
    keys = f"{len(settings.keys)} keys" if settings.keys else "no key needed"
    sys.stderr.write(f"trm-router: serving on {where} ({how}{keys}; language model: {model or 'none'})\n")
    sys.stderr.flush()


def _sit(settings: ServeSettings, parts: Parts, seat: Seat) -> None:
    """One worker of several, in a process of its own."""
    with listening(settings, shared=True) as place:
        sys.exit(_work(settings, parts, place, seat))


def _work(settings: ServeSettings, parts: Parts, place: socket.socket, seat: Seat | None = None) -> int:
    """The service on a socket."""
    from adapters import compose
    from adapters.serve.app import build_app
    from adapters.serve.wire import server

    router = compose.build_router(model=parts.model, offline=parts.offline)
    cores = max(1, usable_cores() // parts.workers)
    router.solver = networks = BatchingSolver(
        arithmetic=parts.engine or DEFAULT, quick=parts.engine is None, cores=cores
    )
    threading.Thread(target=_warm, args=(networks,), daemon=True).start()
    tools = _tools(router, alone=seat is None)
    running = server(build_app(router, settings, tools=tools, seat=seat), settings)
    try:
        running.run(sockets=[place])
    finally:
        networks.close()
    return 0 if running.started else 1


def _warm(networks: BatchingSolver) -> None:
    """Load the weights before somebody waits for them. What fails here fails again, with its message, when needed."""
    with suppress(Exception):
        networks.warm()


def _tools(router: Router, *, alone: bool) -> Mounted | None:
    """`/mcp`, where the extra for it is installed; who may call is decided at the service's own door. Beside other
    workers it keeps no sessions, for the next request may come to another one."""
    if find_spec("mcp") is None:
        return None
    from adapters.tools_server import build_server
    from adapters.tools_server.http import mounted

    return mounted(build_server(router), hosts=(), sessions=alone)
