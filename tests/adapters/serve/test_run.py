"""The service as a program: it is told to stop in the middle of an answer, and finishes it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

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


def test_sigterm_finishes_what_runs(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = {**os.environ, "TRM_ROUTER_CONFIG": str(tmp_path / "none.toml"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "adapters.cli", "serve", "--port", str(port), "--model", "none"]
    process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)
    url = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=url, timeout=30) as client:
            ends = time.monotonic() + 30
            while time.monotonic() < ends:
                try:
                    if client.get("/health/ready").status_code == 200:
                        break
                except httpx.TransportError:
                    time.sleep(0.1)
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
