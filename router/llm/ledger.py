"""The ledger: every call of a language model, failed and cached ones too, in one SQLite file.

A call is written before it is made (outcome "started", with its estimate) and completed when it ends, each in a
transaction of its own, so a killed process loses no finished call and an unfinished one stays visible. The check
against the budget and the entry are one transaction: two processes cannot spend the same dollar. An unknown price is
NULL, never 0. Days are UTC days. No text of a request and no key is ever stored.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from router.errors import UsageError
from router.llm.budget import Budget, Estimate, Spent, refuse_if_over
from router.types import Call

_SCHEMA = """
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY,
    started REAL NOT NULL,
    day TEXT NOT NULL,
    request TEXT NOT NULL,
    thread TEXT,
    route TEXT NOT NULL,
    model TEXT NOT NULL,
    estimate_usd REAL,
    outcome TEXT NOT NULL DEFAULT 'started',
    usd REAL,
    tokens_in INTEGER,
    tokens_out INTEGER,
    tokens_cached INTEGER,
    tokens_cache_write INTEGER,
    tokens_reasoning INTEGER,
    seconds REAL
);
CREATE INDEX IF NOT EXISTS calls_day ON calls (day);
CREATE INDEX IF NOT EXISTS calls_request ON calls (request);
CREATE INDEX IF NOT EXISTS calls_thread ON calls (thread);
"""
_VERSION = 1
GROUPS = ("day", "route", "model")
Group = Literal["day", "route", "model"]

# Known price first; a call without one (cut off, timed out, still running) counts with the most it can cost.
_CHARGED = "COALESCE(SUM(COALESCE(usd, estimate_usd, 0)), 0)"


@dataclass(frozen=True, slots=True)
class Entry:
    """Who makes a call and for what: `route` is the router's purpose (reading, plan, open, puzzle)."""

    request: str
    thread: str | None
    route: str
    model: str


@dataclass(frozen=True, slots=True)
class Total:
    """One line of `costs`. `usd` sums the known prices; `unknown` counts the calls whose price is not known."""

    group: tuple[str, ...]
    calls: int
    failed: int
    cached: int
    tokens_in: int
    tokens_out: int
    usd: float
    unknown: int
    seconds: float


class Ledger:
    """The ledger in `path`; ":memory:" keeps it for this object's life only."""

    def __init__(self, path: str | Path = ":memory:", *, clock: Callable[[], float] = time.time) -> None:
        self.path = str(path)
        self._clock = clock
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    def start(self, entry: Entry, estimate: Estimate, budget: Budget | None = None) -> int:
        """Enter a call that is about to be made; raises `BudgetExceeded`, and enters nothing, if it may not be."""
        with self._transaction() as db:
            if budget is not None and budget.limited:
                refuse_if_over(budget, self._spent(db, entry), estimate, entry.model)
            cursor = db.execute(
                "INSERT INTO calls (started, day, request, thread, route, model, estimate_usd) VALUES (?,?,?,?,?,?,?)",
                (self._clock(), self._today(), entry.request, entry.thread, entry.route, entry.model, estimate.usd),
            )
            return int(cursor.lastrowid or 0)

    def finish(self, number: int, call: Call) -> None:
        """Complete the entry `number` with what the call was."""
        with self._transaction() as db:
            db.execute(
                "UPDATE calls SET outcome=?, usd=?, tokens_in=?, tokens_out=?, tokens_cached=?, tokens_cache_write=?,"
                " tokens_reasoning=?, seconds=?, model=? WHERE id=?",
                (
                    call.outcome,
                    call.usd,
                    call.tokens_in,
                    call.tokens_out,
                    call.tokens_cached,
                    call.tokens_cache_write,
                    call.tokens_reasoning,
                    call.seconds,
                    call.model,
                    number,
                ),
            )

    def record(self, entry: Entry, call: Call) -> None:
        """Enter a call that is already over (an answer from the cache)."""
        with self._lock:
            self.finish(self.start(entry, Estimate(0, 0, call.usd)), call)

    def spent(self, entry: Entry) -> Spent:
        """What is charged so far to this entry's request and thread, and to today."""
        with self._lock:
            return self._spent(self._db(), entry)

    def totals(self, by: Sequence[Group] = ("day",), *, since: str | None = None) -> list[Total]:
        """Sums over the columns `by`, the newest day first; `since` is a day like "2026-11-22"."""
        if not by or any(column not in GROUPS for column in by):
            raise UsageError(f"cannot sum by {tuple(by)!r}", hint=f"choose from {', '.join(GROUPS)}")
        columns = ", ".join(by)
        order = ", ".join(f"{column} DESC" if column == "day" else column for column in by)
        with self._lock:
            rows = self._db().execute(
                f"SELECT {columns}, COUNT(*), SUM(outcome NOT IN ('ok', 'truncated', 'cached')),"
                " SUM(outcome = 'cached'), SUM(COALESCE(tokens_in, 0)), SUM(COALESCE(tokens_out, 0)),"
                " SUM(COALESCE(usd, 0)), SUM(usd IS NULL), SUM(COALESCE(seconds, 0))"
                f" FROM calls WHERE day >= ? GROUP BY {columns} ORDER BY {order}",
                (since or "",),
            )
            width = len(by)
            return [Total(tuple(map(str, row[:width])), *row[width:]) for row in rows]

    def rows(self, request: str | None = None) -> list[dict[str, Any]]:
        """The entries themselves, oldest first, of one request or of all."""
        with self._lock:
            db = self._db()
            where, values = ("", ()) if request is None else (" WHERE request = ?", (request,))
            cursor = db.execute(f"SELECT * FROM calls{where} ORDER BY id", values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def close(self) -> None:
        """Close the file; a later use opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _today(self) -> str:
        return datetime.fromtimestamp(self._clock(), UTC).strftime("%Y-%m-%d")

    def _spent(self, db: sqlite3.Connection, entry: Entry) -> Spent:
        def charged(column: str, value: str | None) -> float:
            if value is None:
                return 0.0
            return float(db.execute(f"SELECT {_CHARGED} FROM calls WHERE {column} = ?", (value,)).fetchone()[0])

        return Spent(charged("request", entry.request), charged("thread", entry.thread), charged("day", self._today()))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            db = self._db()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    def _db(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        try:
            if self.path != ":memory:":
                Path(self.path).parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self.path, timeout=10.0, isolation_level=None, check_same_thread=False)
            db.execute("PRAGMA journal_mode=WAL")
            found = int(db.execute("PRAGMA user_version").fetchone()[0])
            if found > _VERSION:
                raise UsageError(
                    f"the ledger {self.path!r} has version {found}, this program knows {_VERSION}",
                    hint="use a newer trm-router, or another ledger file",
                )
            db.executescript(_SCHEMA)
            db.execute(f"PRAGMA user_version={_VERSION}")
        except (OSError, sqlite3.Error) as exc:
            raise UsageError(
                f"cannot open the ledger {self.path!r}: {exc}", hint="check the path, or move a damaged file away"
            ) from exc
        return db
