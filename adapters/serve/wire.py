"""uvicorn, with patience that ends: a connection that sends no whole head in time is closed.

uvicorn bounds what comes between two requests, not a first head that never ends; a thousand such connections would
stay open for ever.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import h11
from uvicorn import Config, Server  # noqa: TID253  (this file is the server's)
from uvicorn.protocols.http.h11_impl import H11Protocol  # noqa: TID253

from adapters.serve.address import BACKLOG

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from adapters.serve.settings import ServeSettings


LINGER = 2.0
"""Seconds for which the rest of a request is taken after it was answered, so that its sender hears the answer."""


class Patient(H11Protocol):
    """HTTP/1.1 with a limit on the time that a head takes."""

    head_seconds = 10.0
    _head_timer: asyncio.TimerHandle | None = None
    _rest_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The time of the first head begins."""
        super().connection_made(transport)
        self._arm()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._disarm()
        if self._rest_timer is not None:
            self._rest_timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A head that came whole ends the wait; a piece of the next one begins one."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._disarm()
        elif self._head_timer is None:
            self._arm()

    def on_response_complete(self) -> None:
        """The next head has its own time, which uvicorn counts until its first byte."""
        super().on_response_complete()
        self._disarm()
        if self.conn.their_state is h11.SEND_BODY:  # answered before the body was whole: what comes is thrown away
            self._rest_timer = self.loop.call_later(min(LINGER, self.head_seconds), self._rest_is_late)

    def _arm(self) -> None:
        self._head_timer = self.loop.call_later(self.head_seconds, self._too_late)

    def _disarm(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _rest_is_late(self) -> None:
        if self.conn.our_state is h11.DONE and self.conn.their_state is h11.SEND_BODY:
            self._too_late()

    def _too_late(self) -> None:
        if not self.transport.is_closing():
            self.transport.abort()


def server(app: ASGIApp, settings: ServeSettings, **more: Any) -> Server:
    """The server, ready to run."""
    protocol = type("Patient", (Patient,), {"head_seconds": settings.head_seconds})
    return Server(
        Config(
            app,
            host=settings.host,
            port=settings.port,
            http=protocol,
            ws="none",
            loop="asyncio",
            lifespan="on",
            access_log=False,
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            backlog=BACKLOG,
            h11_max_incomplete_event_size=settings.header_bytes,
            timeout_keep_alive=settings.keep_alive,
            timeout_graceful_shutdown=settings.drain_seconds,
            **more,
        )
    )
