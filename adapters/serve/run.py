"""`trm-router serve`: the service on its address until it is told to stop; requests that run are finished first."""

from __future__ import annotations

import platform
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
from solvers.base import Solver
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
    replicas: str | None = None
    """On Ray Serve: "2" or "1:8"; None: the networks are in this process."""


def serve(settings: ServeSettings, parts: Parts | None = None, *, key_file: Path | None = None) -> int:
    """Serve until SIGTERM or Ctrl-C. Raises UsageError."""
    with extra("serve"):
        import prometheus_client  # noqa: F401
        import uvicorn  # noqa: F401

        from adapters.serve.limits import keys_in
    from adapters import compose

    parts = parts or Parts()
    if parts.replicas is not None and parts.workers > 1:
        raise UsageError("--ray and --workers do not go together", hint="start more fronts with one RAY_ADDRESS")
    known = checked(replace(settings, keys=keys_in(key_file)) if key_file is not None else settings)
    named = None if parts.offline else compose.configured_model(parts.model)
    if parts.replicas is not None:
        return _on_ray(known, parts, named)
    if parts.workers == 1:
        place = listening(known)
        _announce(known, place, named)
        return _work(known, parts, place)
    if platform.system() != "Linux":
        raise UsageError("--workers needs Linux, which spreads connections over processes", hint="leave it out")
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


def _on_ray(settings: ServeSettings, parts: Parts, named: str | None) -> int:
    """The front before replicas; the port is taken first, so that a taken one is said at once."""
    from adapters.serve.on_ray import cluster

    assert parts.replicas is not None
    replicas = cluster(parts.replicas, parts.engine, settings.drain_seconds)
    with listening(settings) as place, replicas as networks:
        _announce(settings, place, named, f"replicas on Ray: {parts.replicas}, ")
        return _serve(settings, parts, place, networks)


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
    """The service on a socket, with the networks in this process."""
    cores = max(1, usable_cores() // parts.workers)
    networks = BatchingSolver(arithmetic=parts.engine or DEFAULT, quick=parts.engine is None, cores=cores)
    threading.Thread(target=_warm, args=(networks,), daemon=True).start()
    try:
        return _serve(settings, parts, place, networks, seat)
    finally:
        networks.close()


def _serve(
    settings: ServeSettings, parts: Parts, place: socket.socket, networks: Solver, seat: Seat | None = None
) -> int:
    """The front on a socket, until it is told to stop."""
    from adapters import compose, logs
    from adapters.serve.app import build_app
    from adapters.serve.records import Records
    from adapters.serve.wire import server

    router = compose.build_router(model=parts.model, offline=parts.offline)
    router.solver = networks
    tools = _tools(router, alone=seat is None)
    records = Records(texts=settings.log_texts, keep=partial(logs.keep, "serve") if logs.enabled() else None)
    running = server(build_app(router, settings, records=records, tools=tools, seat=seat), settings)
    running.run(sockets=[place])
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
