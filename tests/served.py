"""The service on a loopback port, in a thread of its own."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from adapters.serve.app import build_app
from adapters.serve.records import Records
from adapters.serve.settings import ServeSettings
from adapters.serve.wire import server
from router import Router

PUZZLE = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2"
SOLVED = "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2"


@dataclass(frozen=True)
class Served:
    """A running service."""

    url: str
    port: int
    log: io.StringIO
    server: Any
    app: Any

    def client(self, **more: Any) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=30, **more)

    def post(self, path: str, body: Any, **more: Any) -> httpx.Response:
        with self.client() as client:
            return client.post(path, json=body, **more)

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.getvalue().splitlines()]


@contextmanager
def serving(router: Router, settings: ServeSettings | None = None, tools: Any = None) -> Iterator[Served]:
    known = settings or ServeSettings(port=0, drain_seconds=5)
    log = io.StringIO()
    app = build_app(router, known, records=Records(texts=known.log_texts, out=log), tools=tools)
    running = server(app, known)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    ends = time.monotonic() + 10
    while not running.started and time.monotonic() < ends:
        time.sleep(0.01)
    port = running.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(f"http://127.0.0.1:{port}", port, log, running, app)
    finally:
        running.should_exit = True
        thread.join(10)


def events(response: httpx.Response) -> list[tuple[str, Any]]:
    """Server-sent events: (name, data)."""
    found = []
    for block in response.text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        data = lines.get("data", "null")
        found.append((lines.get("event", ""), data if data == "[DONE]" else json.loads(data)))
    return found
