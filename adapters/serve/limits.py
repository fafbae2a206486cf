"""Who may come in and how much of it: keys, hosts, sizes, times, and how many requests are worked on at once.

No page of another site may use the service: cross-origin requests are refused, and on a loopback address without keys
the Host must be this machine's own name (a name that an attacker points at 127.0.0.1 is none).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from adapters.serve.faults import Fault
from adapters.serve.settings import ServeSettings, is_loopback
from router.errors import UsageError
from router.reading.once import reading_once

OPEN_PATHS = ("/health", "/health/ready", "/")
OPEN_FOLDER = "/page/"
"""What needs no key: it says nothing but that the service lives, and shows the page, which asks for the key itself."""
LEAST_KEY = 16
"""Characters of a key at the least."""
DISCARD = 2.0
"""Seconds for which a body that is too large is read on and thrown away, so that its sender hears the answer."""


def digest(key: str) -> str:
    """A key as it is kept."""
    return hashlib.sha256(key.encode()).hexdigest()


def keys_in(path: Path) -> frozenset[str]:
    """The keys of a file, one a line, hashed; lines with # are comments. Raises UsageError."""
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"cannot read the keys in {str(path)!r}: {exc}", hint="check the path") from exc
    keys = [line for line in lines if line and not line.startswith("#")]
    if not keys:
        raise UsageError(f"{str(path)!r} holds no key", hint="one key a line; `openssl rand -hex 24` makes one")
    if any(len(key) < LEAST_KEY for key in keys):
        raise UsageError(
            f"a key in {str(path)!r} is shorter than {LEAST_KEY} characters", hint="`openssl rand -hex 24` makes one"
        )
    return frozenset(map(digest, keys))


class Gate:
    """Places for requests that run, a queue of bounded length before them, first come first served."""

    def __init__(self, running: int, waiting: int) -> None:
        self._most, self._queue_most = running, waiting
        self.running = 0
        self._queue: deque[asyncio.Future[None]] = deque()

    @property
    def waiting(self) -> int:
        """Requests in the queue."""
        return len(self._queue)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place, held inside. Raises Fault 429 where the queue is full."""
        await self.enter()
        try:
            yield
        finally:
            self.leave()

    async def enter(self) -> bool:
        """Wait for a place; whoever got one must `leave`. Raises Fault 429."""
        if self.running < self._most:
            self.running += 1
            return True
        if len(self._queue) >= self._queue_most:
            message = f"{self.running} requests run and {self.waiting} wait; try again soon"
            raise Fault(429, message, kind="rate_limit_error", code="rate_limit_exceeded", retry_after=2.0)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await turn
            return True
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()  # the place was given in the moment of leaving
            elif turn in self._queue:
                self._queue.remove(turn)
            raise

    def leave(self) -> None:
        """Give the place to the next one."""
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)  # the place goes on to the next
                return
        self.running -= 1


async def body_of(request: Request, settings: ServeSettings) -> bytes:
    """The body, at most as large and as slow as allowed. Raises Fault 413 or 408."""
    named = request.headers.get("content-length", "")
    body = bytearray()
    large = named.isdigit() and int(named) > settings.body_bytes
    try:
        async with asyncio.timeout(DISCARD if large else settings.body_seconds):
            async for chunk in request.stream():
                if not large:
                    body += chunk
                if len(body) > settings.body_bytes:
                    raise _too_large(settings)
    except TimeoutError:
        if not large:
            message = f"the body did not arrive within {settings.body_seconds:.0f} seconds"
            raise Fault(408, message, code="request_timeout") from None
    except ClientDisconnect:
        raise Fault(400, "the client left while sending") from None
    if large:
        raise _too_large(settings)
    return bytes(body)


def _too_large(settings: ServeSettings) -> Fault:
    return Fault(413, f"the body is larger than {settings.body_bytes} bytes", code="request_too_large")


def _read_only(scope: Scope) -> Scope:
    """HEAD is a GET whose body the server leaves out; of tools, GET would open a stream."""
    if scope["method"] != "HEAD" or scope["path"].startswith("/mcp"):
        return scope
    return {**scope, "method": "GET"}


class Guard:
    """The doorkeeper, before anything else of a request is looked at."""

    def __init__(self, app: ASGIApp, settings: ServeSettings, said: Callable[[str, Fault], Mapping[str, Any]]) -> None:
        self._app = app
        self._settings = settings
        self._said = said

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, or say why not."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        fault = self._fault(scope)
        if fault is None:
            with reading_once(anew=True):  # a connection's callbacks may still have the context of its last request
                await self._app(_read_only(scope), receive, send)
            return
        body = json.dumps(self._said(scope["path"], fault)).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        if fault.status == 401:
            headers.append((b"www-authenticate", b"Bearer"))
        await send({"type": "http.response.start", "status": fault.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _fault(self, scope: Scope) -> Fault | None:
        headers = {name.lower(): value.decode("ascii", "replace") for name, value in scope["headers"]}
        host, origin = headers.get(b"host", ""), headers.get(b"origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return Fault(403, "requests of other sites' pages are not served", code="cross_origin")
        if not self._settings.keys:
            name = urlsplit(f"//{host}").hostname or ""
            if self._settings.loopback and not is_loopback(name):
                return Fault(403, f"this service is called {self._settings.host!r}, not {name!r}", code="unknown_host")
            return None
        if scope["path"] in OPEN_PATHS or scope["path"].startswith(OPEN_FOLDER):
            return None
        scheme, _, bearer = headers.get(b"authorization", "").partition(" ")
        key = headers.get(b"x-api-key") or (bearer.strip() if scheme.lower() == "bearer" else "")
        given = digest(key)
        if sum(hmac.compare_digest(given, known) for known in self._settings.keys) == 0:
            return Fault(401, "no valid API key was given", kind="authentication_error", code="invalid_api_key")
        return None
