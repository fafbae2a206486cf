"""The tests run offline and alone: no socket leaves this machine, no key, setting or history of the user is seen."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path
from typing import Any

import pytest

# Before anything imports litellm, langgraph or torch. Without the first, litellm fetches its price list at import.
os.environ.update(
    {
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
        "DISABLE_AIOHTTP_TRANSPORT": "True",
        "LANGSMITH_TRACING": "false",
        "LANGCHAIN_TRACING_V2": "false",
        "LANGGRAPH_STRICT_MSGPACK": "true",
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }
)
os.environ.setdefault("OMP_NUM_THREADS", "1")
for name in list(os.environ):
    if name.endswith("_API_KEY") or name.startswith("TRM_ROUTER_") or name in {"FORCE_COLOR", "CLICOLOR_FORCE"}:
        del os.environ[name]

_HOME = tempfile.TemporaryDirectory(prefix="trm-router-tests-")
for name in ("CONFIG", "DATA", "STATE", "CACHE"):
    os.environ[f"XDG_{name}_HOME"] = str(Path(_HOME.name) / name.lower())

_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


class NetworkBlocked(RuntimeError):
    """A test tried to leave this machine."""


def _refuse_foreign(address: Any) -> None:
    host = address[0] if isinstance(address, tuple) else None
    if isinstance(host, bytes):
        host = host.decode()
    if isinstance(host, str) and not host.startswith(_LOOPBACK):
        raise NetworkBlocked(f"a test tried to reach {host!r}; the suite runs offline")


def _guarded(original: Any) -> Any:
    def connect(self: socket.socket, address: Any, *rest: Any) -> Any:
        _refuse_foreign(address)
        return original(self, address, *rest)

    return connect


for name in ("connect", "connect_ex"):
    setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))

_getaddrinfo = socket.getaddrinfo


def _local_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
    if host:
        _refuse_foreign((host,))
    return _getaddrinfo(host, *args, **kwargs)


socket.getaddrinfo = _local_getaddrinfo

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture
def shared_data() -> Path:
    """The folder of public data beside the checkout; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("public data not present: ../shared/data")
    return SHARED
