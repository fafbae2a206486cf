"""Clients that send too much, too slowly, nothing, or leave: refused or let go, and the service lives on."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from served import PUZZLE, Served

from adapters.serve.faults import of_error
from adapters.serve.limits import Gate, digest, keys_in
from adapters.serve.settings import ServeSettings, checked
from router import Router
from router.errors import BudgetExceeded, ModelRateLimited, ModelTimeout, Overloaded, Stopped, UsageError
from solvers.base import Effort, Kind, OnStep, Solution
from solvers.exact import ExactSolver
from solvers.stop import stopped

Start = Callable[..., Served]
CHAT = "/v1/chat/completions"
ASKED = {"model": "auto:offline", "messages": [{"role": "user", "content": PUZZLE}]}


class Thinker:
    """A solver that thinks until it is stopped or let go."""

    name = "thinker"

    def __init__(self) -> None:
        self.running, self.ended, self.go = 0, 0, threading.Event()

    def supports(self, kind: str, puzzle: Any) -> bool:
        return True

    def solve(
        self,
        kind: Kind[Any, Any],
        puzzles: Any,
        *,
        effort: Effort = Effort.MEDIUM,
        deadline: float | None = None,
        on_step: OnStep | None = None,
        seed: int = 0,
    ) -> list[Solution[Any]]:
        self.running += 1
        while not stopped() and not self.go.wait(0.02):
            pass
        self.running -= 1
        self.ended += 1
        return [Solution("unproven", None, self.name, effort) for _ in puzzles]


def until(true: Callable[[], bool], seconds: float = 3.0) -> float:
    """Seconds until it is true."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, "it did not come true"
        time.sleep(0.01)
    return time.monotonic() - began


@pytest.fixture
def connected(served: Served) -> Iterator[Callable[[], socket.socket]]:
    opened: list[socket.socket] = []

    def connect(port: int = served.port) -> socket.socket:
        opened.append(socket.create_connection(("127.0.0.1", port), timeout=10))
        return opened[-1]

    yield connect
    for each in opened:
        each.close()


def request(body: bytes) -> bytes:
    """A chat completion as it stands on the wire."""
    return b"POST %b HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: %d\r\n\r\n%b" % (CHAT.encode(), len(body), body)


def whole(wire: socket.socket) -> bytes:
    """One answer of `/health`."""
    said = b""
    while not said.endswith(b'"alive"}'):
        more = wire.recv(1000)
        assert more, f"closed after {said!r}"
        said += more
    return said


def alive(it: Served) -> bool:
    return bool(it.post(CHAT, ASKED).json()["receipt"]["status"] == "verified")


def test_a_hundred_megabytes_are_refused(served: Served) -> None:
    with served.client() as client:
        for content in (b"x" * 100_000_000, (b"x" * 1_000_000 for _ in range(20))):
            try:
                response = client.post(CHAT, content=content)
            except httpx.TransportError:  # the rest was not waited for
                continue
            assert response.status_code == 413
            assert response.json()["error"]["code"] == "request_too_large"
    assert alive(served)


def test_heads_that_are_bombs_are_refused(served: Served, connected: Callable[[], socket.socket]) -> None:
    for head in (b"x-a: " + b"b" * 1_000_000, b"".join(b"x-%d: b\r\n" % i for i in range(50_000)), b"\0" * 1000):
        wire = connected()
        try:
            wire.sendall(b"GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\n" + head + b"\r\n\r\n")
            said = wire.recv(100)
        except ConnectionError:
            continue
        assert said.startswith(b"HTTP/1.1 400")
    assert alive(served)


def test_heads_and_bodies_that_never_end_are_let_go(start: Start, connected: Callable[[int], socket.socket]) -> None:
    it = start(Router(exact=ExactSolver()), head_seconds=0.3, body_seconds=0.3)
    silent, half, late = connected(it.port), connected(it.port), connected(it.port)
    half.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\n")
    late.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\n{")
    for wire in (silent, half):
        wire.settimeout(3)
        with suppress(ConnectionResetError):
            assert wire.recv(100) == b""
    assert late.recv(100).startswith(b"HTTP/1.1 408")
    again = connected(it.port)
    again.sendall(b"GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
    assert whole(again).startswith(b"HTTP/1.1 200")
    time.sleep(0.5)  # between two requests a connection may rest longer
    again.sendall(b"GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
    assert whole(again).startswith(b"HTTP/1.1 200")
    again.sendall(b"GET /health HTTP/1.1\r\n")
    with suppress(ConnectionResetError):
        assert again.recv(100) == b""
    assert alive(it)


@pytest.mark.parametrize("stream", [False, True])
def test_a_client_that_leaves_stops_the_work_within_a_second(start: Start, stream: bool) -> None:
    thinker = Thinker()
    it = start(Router(solver=thinker))
    body = json.dumps({**ASKED, "stream": stream}).encode()
    wire = socket.create_connection(("127.0.0.1", it.port))
    wire.sendall(request(body))
    until(lambda: thinker.running == 1)
    wire.close()
    assert until(lambda: thinker.ended == 1) < 1.0
    until(lambda: bool(it.lines()))
    assert it.lines()[0]["outcome"] == "gone"
    assert it.app.state.service.gate.running == 0


def test_more_than_may_wait_are_told_when_to_come_back(start: Start) -> None:
    thinker = Thinker()
    it = start(Router(solver=thinker, exact=ExactSolver()), running=1, waiting=1)
    answers: list[int] = []

    def ask() -> None:
        answers.append(it.post(CHAT, ASKED).status_code)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    threads[0].start()
    until(lambda: thinker.running == 1)
    threads[1].start()
    until(lambda: it.app.state.service.gate.waiting == 1)
    refused = it.post(CHAT, {**ASKED, "stream": True})
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "2"
    assert refused.json()["error"]["type"] == "rate_limit_error"
    with it.client() as client:
        assert "vllm:num_requests_waiting 1.0" in client.get("/metrics").text
        assert client.get("/health").status_code == 200
    thinker.go.set()
    for thread in threads:
        thread.join()
    assert answers == [200, 200]


@pytest.mark.parametrize(
    ("error", "status", "headers"),
    [
        (Overloaded("much to do", retry_after=7.2), 429, {"retry-after": "7"}),
        (BudgetExceeded("too dear", hint="raise it"), 429, {}),
        (ModelRateLimited("slow down", retry_after=30.0), 429, {"retry-after": "30"}),
        (ModelTimeout("late"), 504, {}),
        (Stopped("stopped"), 503, {}),
        (KeyError("secret"), 500, {}),
    ],
)
def test_errors_become_statuses(error: Exception, status: int, headers: dict[str, str]) -> None:
    fault = of_error(error)
    assert (fault.status, fault.headers) == (status, headers)
    assert "secret" not in fault.message


async def test_a_place_in_the_queue_is_given_up_by_who_leaves() -> None:
    gate = Gate(1, 5)
    inside, order = asyncio.Event(), list[str]()

    async def hold(name: str) -> None:
        async with gate.place():
            order.append(name)
            await inside.wait()

    tasks = [asyncio.create_task(hold(name)) for name in "abc"]
    await asyncio.sleep(0)
    assert (gate.running, gate.waiting) == (1, 2)
    tasks[1].cancel()
    await asyncio.sleep(0)
    inside.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == ["a", "c"]
    assert (gate.running, gate.waiting) == (0, 0)


def test_who_leaves_the_queue_is_noticed_there(start: Start) -> None:
    thinker = Thinker()
    it = start(Router(solver=thinker, exact=ExactSolver()), running=1, waiting=1)
    first = threading.Thread(target=lambda: it.post(CHAT, ASKED))
    first.start()
    until(lambda: thinker.running == 1)
    body = json.dumps(ASKED).encode()
    with socket.create_connection(("127.0.0.1", it.port)) as wire:
        wire.sendall(request(body))
        until(lambda: it.app.state.service.gate.waiting == 1)
    assert until(lambda: it.app.state.service.gate.waiting == 0) < 1.0
    thinker.go.set()
    first.join()
    assert it.app.state.service.gate.running == 0


KEY = "a-key-of-some-length"


def test_keys_are_asked_for_where_there_are_keys(start: Start) -> None:
    it = start(Router(exact=ExactSolver()), keys=frozenset({digest(KEY)}))
    assert it.post(CHAT, ASKED).status_code == 401
    assert it.post(CHAT, ASKED, headers={"authorization": "Bearer wrong"}).json()["error"]["code"] == "invalid_api_key"
    assert it.post(CHAT, ASKED, headers={"authorization": f"Bearer {KEY}"}).status_code == 200
    assert it.post("/v1/messages", ASKED).json()["error"]["type"] == "authentication_error"
    assert it.post("/v1/messages", {**ASKED, "max_tokens": 9}, headers={"x-api-key": KEY}).status_code == 200
    with it.client() as client:
        assert client.get("/health").status_code == 200
        assert client.get("/v1/models").status_code == 401
        assert client.get("/metrics").status_code == 401
    assert KEY not in it.log.getvalue()


def test_a_body_after_its_answer_is_not_taken_for_ever(start: Start, connected: Callable[[int], socket.socket]) -> None:
    it = start(Router(exact=ExactSolver()), keys=frozenset({digest(KEY)}), head_seconds=0.4)
    wire = connected(it.port)
    wire.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 1000\r\n\r\n{")
    assert wire.recv(1000).startswith(b"HTTP/1.1 401")
    began = time.monotonic()
    with suppress(OSError):  # reset, or a broken pipe
        while time.monotonic() - began < 10:
            wire.sendall(b" ")
            time.sleep(0.05)
    assert time.monotonic() - began < 3
    whole_body = connected(it.port)
    whole_body.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\n\r\n{")
    assert whole_body.recv(1000).startswith(b"HTTP/1.1 401")
    whole_body.sendall(b"}")
    time.sleep(0.2)
    whole_body.sendall(b"GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
    assert b'{"status":"alive"}' in whole(whole_body)


def test_pages_of_other_sites_are_refused(served: Served) -> None:
    for headers in ({"origin": "https://evil.test"}, {"origin": "null"}, {"host": "evil.test"}):
        response = served.post(CHAT, ASKED, headers=headers)
        assert response.status_code == 403
        assert "access-control-allow-origin" not in response.headers
    own = {"origin": served.url}
    assert served.post(CHAT, ASKED, headers=own).status_code == 200
    assert served.post(CHAT, ASKED, headers={"host": "localhost:1"}).status_code == 200


def test_an_address_that_others_reach_needs_keys(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "192.168.1.2", "::", "example.org"):
        with pytest.raises(UsageError, match="can be reached by others"):
            checked(ServeSettings(host=host))
    keys = tmp_path / "keys"
    keys.write_text(f"# mine\n{KEY}\n\n")
    assert checked(ServeSettings(host="0.0.0.0", keys=keys_in(keys))).keys == {digest(KEY)}
    keys.write_text("short\n")
    with pytest.raises(UsageError, match="shorter than 16"):
        keys_in(keys)
    with pytest.raises(UsageError, match="cannot read"):
        keys_in(tmp_path / "none")


def test_a_client_that_takes_nothing_is_let_go(start: Start) -> None:
    class Talker(Router):
        def handle(self, request: Any, on_step: Any = None, on_text: Any = None, *, reading: Any = None) -> Any:
            while not stopped() and on_text is not None:
                on_text("and on " * 1000)
                time.sleep(0.001)
            return super().handle(request, on_step)

    it = start(Talker(exact=ExactSolver()), write_seconds=0.5)
    body = json.dumps({**ASKED, "stream": True}).encode()
    with socket.create_connection(("127.0.0.1", it.port)) as wire:
        wire.sendall(request(body))
        until(lambda: bool(it.lines()), 10)
        assert it.lines()[0]["outcome"] == "slow"


@pytest.mark.slow
def test_a_thousand_idle_connections_hold_nobody_up(start: Start) -> None:
    it = start(Router(exact=ExactSolver()), head_seconds=2.0)
    idle = [socket.create_connection(("127.0.0.1", it.port)) for _ in range(1000)]
    began = time.monotonic()
    assert alive(it)
    assert time.monotonic() - began < 2.0
    until(lambda: len(it.server.server_state.connections) <= 1, 10)
    for wire in idle:
        wire.close()
    assert alive(it)
