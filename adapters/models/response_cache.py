"""A cache of model answers in SQLite. Off for open-ended text unless asked for: people expect fresh prose.

Keys are hashes of model, messages and schema, so no request text is stored; answers are stored without keys.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import BaseModel

from adapters.models.redaction import redact
from router.errors import UsageError
from router.types import Message


class ResponseCache:
    """Answers in the file `path`, each for `days` days."""

    def __init__(
        self,
        path: str | Path,
        *,
        open_ended: bool = False,
        days: float = 30.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.open_ended = open_ended
        self.path = str(path)
        self._seconds = days * 86_400
        self._clock = clock
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def get(self, model: str, messages: Sequence[Message], schema: type[BaseModel] | None) -> str | None:
        """The remembered answer, or None."""
        with self._lock:
            row = (
                self._db()
                .execute(
                    "SELECT text FROM answers WHERE key = ? AND stored > ?",
                    (_key(model, messages, schema), self._clock() - self._seconds),
                )
                .fetchone()
            )
            return None if row is None else str(row[0])

    def put(self, model: str, messages: Sequence[Message], schema: type[BaseModel] | None, text: str) -> None:
        """Remember an answer."""
        with self._lock:
            self._db().execute(
                "INSERT OR REPLACE INTO answers (key, text, stored) VALUES (?, ?, ?)",
                (_key(model, messages, schema), redact(text), self._clock()),
            )

    def _db(self) -> sqlite3.Connection:
        if self._connection is None:
            try:
                if self.path != ":memory:":
                    Path(self.path).parent.mkdir(parents=True, exist_ok=True)
                    Path(self.path).touch(mode=0o600)
                db = sqlite3.connect(self.path, timeout=10.0, isolation_level=None, check_same_thread=False)
                db.execute("PRAGMA journal_mode=WAL")
                db.execute(
                    "CREATE TABLE IF NOT EXISTS answers"
                    " (key TEXT PRIMARY KEY, text TEXT NOT NULL, stored REAL NOT NULL)"
                )
            except (OSError, sqlite3.Error) as exc:
                raise UsageError(
                    f"cannot open the answer cache {self.path!r}: {exc}", hint="delete the file; it is only a cache"
                ) from exc
            self._connection = db
        return self._connection


def _key(model: str, messages: Sequence[Message], schema: type[BaseModel] | None) -> str:
    shape = None if schema is None else schema.model_json_schema()
    whole = json.dumps([model, [[m.role, m.content, *m.pictures] for m in messages], shape], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()
