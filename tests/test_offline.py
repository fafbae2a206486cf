"""The guard in conftest.py works: the suite cannot reach the network, but can talk to itself."""

from __future__ import annotations

import os
import socket

import pytest


def test_foreign_addresses_are_refused() -> None:
    with pytest.raises(RuntimeError, match="offline"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(RuntimeError, match="offline"):
        socket.getaddrinfo("example.com", 80)


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        client.sendall(b"x")
        assert server.accept()[0].recv(1) == b"x"


def test_no_key_of_the_user_is_visible() -> None:
    assert [name for name in os.environ if name.endswith("_API_KEY")] == []
