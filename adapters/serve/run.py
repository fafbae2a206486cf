"""`trm-router serve`: the service on its address until it is told to stop; requests that run are finished first."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.extras import extra
from adapters.serve.settings import ServeSettings, checked
from router.errors import UsageError
from solvers.serving import BatchingSolver

if TYPE_CHECKING:
    from adapters.tools_server.http import Mounted
    from router import Router


def serve(settings: ServeSettings, *, model: str | None = None, key_file: Path | None = None) -> int:
    """Serve until SIGTERM or Ctrl-C. Raises UsageError."""
    with extra("serve"):
        import prometheus_client  # noqa: F401

        from adapters.serve.app import build_app
        from adapters.serve.limits import keys_in
        from adapters.serve.wire import server
    from adapters import compose

    known = checked(replace(settings, keys=keys_in(key_file)) if key_file is not None else settings)
    router = compose.build_router(model=model)
    router.solver = networks = BatchingSolver()
    threading.Thread(target=_warm, args=(networks,), daemon=True).start()
    running = server(build_app(router, known, tools=_tools(router)), known)
    named = compose.configured_model(model)
    host = f"[{known.host}]" if ":" in known.host else known.host
    where = f"http://{host}:{known.port}"
    keys = f"{len(known.keys)} keys" if known.keys else "no key needed"
    sys.stderr.write(f"trm-router: serving on {where} ({keys}; language model: {named or 'none'})\n")
    try:
        running.run()
    except SystemExit:
        raise UsageError(f"cannot serve on {where}", hint="is the port taken? --port takes another") from None
    finally:
        networks.close()
    return 0 if running.started else 1


def _warm(networks: BatchingSolver) -> None:
    """Load the weights before somebody waits for them. What fails here fails again, with its message, when needed."""
    with suppress(Exception):
        networks.warm()


def _tools(router: Router) -> Mounted | None:
    """`/mcp`, where the extra for it is installed; who may call is decided at the service's own door."""
    if find_spec("mcp") is None:
        return None
    from adapters.tools_server import build_server
    from adapters.tools_server.http import mounted

    return mounted(build_server(router), hosts=())
