"""The service as a program: how it begins, in one process or several, and how it ends in the middle of an answer."""

from __future__ import annotations

import os
import platform
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from adapters import logs

CHAT = "/v1/chat/completions"
HARD = "Solve this sudoku:\n" + "\n".join(
    (
        "8........",
        "..36.....",
        ".7..9.2..",
        ".5...7...",
        "....457..",
        "...1...3.",
        "..1....68",
        "..85...1.",
        ".9....4..",
    )
)


EASY = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2"


def program(tmp_path: Path, port: int, *options: str) -> subprocess.Popen[str]:
    env = {**os.environ, "TRM_ROUTER_CONFIG": str(tmp_path / "none.toml"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "adapters.cli", "serve", "--port", str(port), "--engine", "numpy", *options]
    return subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def ready(client: httpx.Client) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            if client.get("/health/ready").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the service does not get ready")


def test_sigterm_finishes_what_runs(tmp_path: Path) -> None:
    port = free_port()
    process = program(tmp_path, port, "--model", "none")
    url = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=url, timeout=30) as client:
            ready(client)
            asked = {"model": "trm", "messages": [{"role": "user", "content": HARD}], "stream": True}
            with client.stream("POST", CHAT, json=asked) as response:
                lines = response.iter_lines()
                said = [next(lines)]
                process.send_signal(signal.SIGTERM)
                said += list(lines)
        process.wait(20)
    finally:
        process.kill()
    assert said[-2] == "data: [DONE]"
    assert '"status": "verified"' in said[-4]
    assert process.returncode in (0, -signal.SIGTERM, 128 + signal.SIGTERM)


def test_a_taken_port_is_one_line_and_nothing_is_announced(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for options in ((), ("--workers", "2")) if platform.system() == "Linux" else ((),):
            process = program(tmp_path, port, "--offline", *options)
            _, said = process.communicate(timeout=30)
            assert process.returncode == 2
            assert said.splitlines() == [
                f"trm-router: cannot serve on http://127.0.0.1:{port}: the port is taken (--port takes another)"
            ]


def answered_by(url: str) -> str:
    with httpx.Client(base_url=url, timeout=30) as client:  # a connection of its own
        asked = {"model": "trm", "messages": [{"role": "user", "content": EASY}]}
        return str(client.post(CHAT, json=asked).json()["choices"][0]["message"]["content"])


@pytest.mark.skipif(platform.system() != "Linux", reason="only Linux spreads connections over processes")
def test_several_workers_are_one_service_and_a_killed_one_is_replaced(tmp_path: Path) -> None:
    port = free_port()
    process = program(tmp_path, port, "--offline", "--workers", "2")
    url = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=url, timeout=30) as client:
            ready(client)
        assert [answered_by(url) for _ in range(6)] == ["1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2"] * 6
        assert workers_say(url) == 6
        first = children(process.pid)
        os.kill(first[0], signal.SIGKILL)
        ends = time.monotonic() + 60
        while len(now := children(process.pid)) < 2 or first[0] in now:
            assert time.monotonic() < ends
            time.sleep(0.1)
        for _ in range(3):
            with httpx.Client(base_url=url, timeout=30) as client:
                ready(client)
        assert answered_by(url).startswith("1 3 2 4")
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0
    assert f"serving on {url} (2 workers, no key needed; language model: none)" in said
    assert "worker 0 ended (-9) and is replaced" in said or "worker 1 ended (-9) and is replaced" in said


def workers_say(url: str) -> float:
    """Requests of all workers, as any of them counts; once both live."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        text = httpx.get(f"{url}/metrics").text
        counted = [line for line in text.splitlines() if line.startswith("trm_router_requests_total")]
        if counted and (total := sum(float(line.split()[-1]) for line in counted)) >= 6:
            return total
        time.sleep(0.2)
    return 0.0


def children(pid: int) -> list[int]:
    """The workers: children that run one of them, not the helper of multiprocessing."""
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if "spawn_main" in line]


def test_what_was_asked_is_kept_where_that_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("TRM_ROUTER_LOGS", "1")
    port = free_port()
    process = program(tmp_path, port, "--offline")
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            ready(client)
            head = client.head("/")
            assert (head.status_code, head.content) == (200, b"")
            assert client.head("/health").status_code == 200
            assert client.head(CHAT).status_code == 405
        answered_by(f"http://127.0.0.1:{port}")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    finally:
        process.kill()
    (entry,) = logs.found(logs.Wanted())
    assert (entry["door"], entry["text"], entry["status"]) == ("serve", EASY, "verified")
