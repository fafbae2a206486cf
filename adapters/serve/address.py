"""Where the service listens: taken before anything is loaded or announced, so that a taken port is one line."""

from __future__ import annotations

import errno
import socket

from adapters.serve.settings import ServeSettings
from router.errors import UsageError

BACKLOG = 1024
"""Connections that may wait to be taken."""


def listening(settings: ServeSettings, *, shared: bool = False) -> socket.socket:
    """A socket bound to the address, port 0 being any that is free. `shared`: other processes of this service may bind
    it too. Raises UsageError."""
    where = address(settings)
    try:
        family, _, _, _, place = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if shared:
                made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            made.bind(place)
            if not shared:
                made.listen(BACKLOG)
        except BaseException:
            made.close()
            raise
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(f"cannot serve on {where}: the port is taken", hint="--port takes another") from error
        raise UsageError(f"cannot serve on {where}: {error.strerror or error}") from error
    return made


def address(settings: ServeSettings) -> str:
    """As people write it."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"
