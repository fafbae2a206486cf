"""A model provider on the loopback interface that misbehaves on demand, speaking OpenAI's wire format.

The path chooses the misbehaviour: base_url + "/slow" answers after a long time, "/cut" breaks its stream, and so on.
`requests` counts what really arrived.
"""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Provider:
    """The server's state: replies by path, what arrived, and the switch that ends endless answers."""

    def __init__(self) -> None:
        self.replies: dict[str, str] = {}
        self.requests: Counter[str] = Counter()
        self.bodies: list[dict[str, Any]] = []
        self.stopping = threading.Event()
        self.base = ""
        self.usage: dict[str, Any] | None = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}

    def url(self, mode: str) -> str:
        """The api_base that leads to `mode`."""
        return f"{self.base}/{mode}"


def completion(text: str, usage: dict[str, Any] | None, finish: str = "stop") -> dict[str, Any]:
    """A whole answer in OpenAI's format."""
    message = {"role": "assistant", "content": text}
    body: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "gpt-test",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
    }
    if usage is not None:
        body["usage"] = usage
    return body


def chunk(text: str | None, finish: str | None = None, usage: dict[str, Any] | None = None) -> bytes:
    """One server-sent event in OpenAI's format; `text` None is the closing event that carries the usage."""
    choices = [] if text is None else [{"index": 0, "delta": {"content": text}, "finish_reason": finish}]
    body: dict[str, Any] = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return b"data: " + json.dumps({**body, "choices": choices, "usage": usage}).encode() + b"\n\n"


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        mode = self.path.strip("/").split("/")[0]
        self.provider.requests[mode] += 1
        self.provider.bodies.append(body)
        try:
            getattr(self, f"mode_{mode}", self.mode_answer)(mode, body)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""

    def mode_answer(self, mode: str, body: dict[str, Any]) -> None:
        text = self.provider.replies.get(mode, "hello there")
        if body.get("stream"):
            self._stream([chunk(text), chunk("", "stop"), chunk(None, usage=self.provider.usage), b"data: [DONE]\n\n"])
        else:
            self._json(200, completion(text, self.provider.usage))

    def mode_tools(self, mode: str, body: dict[str, Any]) -> None:
        """Calls the first tool on offer; without one, fills a schema, or answers."""
        if body.get("response_format", {}).get("type") == "json_schema":
            self._json(200, completion('{"answer": 42}', self.provider.usage))
        elif body.get("tools") and body["messages"][-1]["role"] != "tool":
            reply = completion("", self.provider.usage, "tool_calls")
            function = {"name": body["tools"][0]["function"]["name"], "arguments": '{"location": "Bern"}'}
            call = {"id": "call_1", "type": "function", "function": function}
            reply["choices"][0]["message"] = {"role": "assistant", "content": None, "tool_calls": [call]}
            self._json(200, reply)
        else:
            self.mode_answer(mode, body)

    def mode_slow(self, mode: str, body: dict[str, Any]) -> None:
        self.provider.stopping.wait(20)

    def mode_drip(self, mode: str, body: dict[str, Any]) -> None:
        """A byte now and then: each read succeeds, the answer never ends."""
        self._head(200, "application/json", {"content-length": "1000000"})
        while not self.provider.stopping.wait(0.05):
            self.wfile.write(b" ")
            self.wfile.flush()

    def mode_limited(self, mode: str, body: dict[str, Any]) -> None:
        """429 once, asking for a second; then the answer."""
        if self.provider.requests[mode] == 1:
            self._json(429, {"error": {"message": "slow down", "type": "rate_limit"}}, {"retry-after": "1"})
        else:
            self.mode_answer(mode, body)

    def mode_closed(self, mode: str, body: dict[str, Any]) -> None:
        """429 for an hour."""
        self._json(429, {"error": {"message": "come back later"}}, {"retry-after": "3600"})

    def mode_broken(self, mode: str, body: dict[str, Any]) -> None:
        self._json(500, {"error": {"message": "internal error"}})

    def mode_unauthorised(self, mode: str, body: dict[str, Any]) -> None:
        """401, repeating the key it was given, as some providers do."""
        key = self.headers.get("authorization", "")
        self._json(401, {"error": {"message": f"bad key {key} at https://x.test/v1?key={key.split()[-1]}"}})

    def mode_malformed(self, mode: str, body: dict[str, Any]) -> None:
        self._raw(200, b'{"id": "chatcmpl-1", "choices": [{"ind')

    def mode_html(self, mode: str, body: dict[str, Any]) -> None:
        self._raw(200, b"<html>It works!</html>", "text/html")

    def mode_truncated(self, mode: str, body: dict[str, Any]) -> None:
        """A structured answer that stops at its length limit."""
        self._json(200, completion('{"value": 12', self.provider.usage, "length"))

    def mode_empty(self, mode: str, body: dict[str, Any]) -> None:
        self._json(200, completion("", self.provider.usage))

    def mode_cut(self, mode: str, body: dict[str, Any]) -> None:
        """Half a stream, then the connection closes."""
        self._head(200, "text/event-stream", {"transfer-encoding": "chunked"})
        data = chunk("half an ans")
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()
        self.close_connection = True

    def mode_early(self, mode: str, body: dict[str, Any]) -> None:
        """A stream that ends politely, without a finish reason."""
        self._stream([chunk("half an ans")])

    def mode_stall(self, mode: str, body: dict[str, Any]) -> None:
        """A stream that stops in the middle and stays open."""
        self._head(200, "text/event-stream", {})
        self.wfile.write(chunk("half an ans"))
        self.wfile.flush()
        self.provider.stopping.wait(20)

    def mode_endless(self, mode: str, body: dict[str, Any]) -> None:
        self._head(200, "text/event-stream", {})
        while not self.provider.stopping.is_set():
            self.wfile.write(chunk("and on " * 50))
            self.wfile.flush()
            time.sleep(0.001)

    def _stream(self, events: list[bytes]) -> None:
        self._head(200, "text/event-stream", {})
        for event in events:
            self.wfile.write(event)
            self.wfile.flush()

    def _json(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        self._raw(status, json.dumps(body).encode(), "application/json", headers)

    def _raw(
        self, status: int, data: bytes, kind: str = "application/json", headers: dict[str, str] | None = None
    ) -> None:
        self._head(status, kind, {"content-length": str(len(data)), **(headers or {})})
        self.wfile.write(data)

    def _head(self, status: int, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"content-type": kind, **headers}.items():
            self.send_header(name, value)
        self.end_headers()


@contextmanager
def serving() -> Iterator[Provider]:
    """A running provider; everything it holds open is let go at the end."""
    provider = Provider()
    handler = type("Handler", (_Handler,), {"provider": provider})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    provider.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.stopping.set()
        server.shutdown()
        server.server_close()
