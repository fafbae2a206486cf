"""What the person who starts the service decides; nothing in a request can change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from router.errors import UsageError

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """Addresses, keys and bounds: generous for people and agents, small beside a machine's memory."""

    host: str = "127.0.0.1"
    port: int = 8000
    keys: frozenset[str] = frozenset()
    """SHA-256 of the keys that are let in, in hex; empty lets in everybody who can reach the address."""
    log_texts: bool = False
    """Whether logs may hold what people asked and were answered."""
    body_bytes: int = 4 << 20
    """Most of a request's body; an agent's whole history fits."""
    header_bytes: int = 32 << 10
    head_seconds: float = 10.0
    """For a request's head, counted from when the connection could have sent it."""
    body_seconds: float = 30.0
    write_seconds: float = 30.0
    """A client that takes no byte for so long is let go."""
    keep_alive: int = 15
    running: int = 32
    """Requests that are worked on at once; the engine shares its steps between them."""
    waiting: int = 128
    """Requests that may wait for a place; further ones are told to come back."""
    most_seconds: float = 300.0
    """Deadline of any request, whatever effort it names."""
    drain_seconds: int = 30
    """What a stopping service grants to requests that run."""

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the address."""
        return is_loopback(self.host)


@dataclass(frozen=True, slots=True)
class Alias:
    """One name that a request may give as its model: what it allows."""

    name: str
    about: str
    offline: bool
    exact: bool


ALIASES: Mapping[str, Alias] = {
    alias.name: alias
    for alias in (
        Alias("auto", "puzzles solved here and proven, everything else by the language model", False, True),
        Alias("auto:offline", "puzzles solved here and proven, nothing leaves this machine", True, True),
        Alias("trm", "puzzles by the networks alone, without exact search, nothing leaves this machine", True, False),
    )
}


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine as only itself can reach it."""
    return host in LOOPBACK or host.startswith("127.")


def checked(settings: ServeSettings) -> ServeSettings:
    """The settings, if they are safe. Raises UsageError."""
    if not settings.loopback and not settings.keys:
        raise UsageError(
            f"--host {settings.host!r} can be reached by others, and no key is asked of them",
            hint="give --api-key-file FILE with one key a line, or serve on 127.0.0.1",
        )
    return settings
