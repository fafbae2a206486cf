"""What was asked and what was proven, kept in one private SQLite file where the user wants that, and searchable.

Off unless the configuration says `[logs] enabled = true` or TRM_ROUTER_LOGS=1. Every entry is a transaction of its own,
so a killed program loses none that was made; a file that cannot be written never costs an answer.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.models.settings import data_path, load_settings
from router.errors import UsageError

if TYPE_CHECKING:
    from router.types import Receipt

VARIABLE = "TRM_ROUTER_LOGS"
OFF = ("", "0", "no", "off", "false")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS asked (
    id INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    door TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    answer TEXT,
    reason TEXT,
    receipt TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: all `words` stand in the question, the answer or the reason."""

    words: tuple[str, ...] = ()
    status: str | None = None
    kind: str | None = None
    since: str | None = None
    limit: int = 20


def path() -> Path:
    """Where the file is."""
    return data_path("logs.db")


def enabled(environ: Mapping[str, str] | None = None) -> bool:
    """Whether anything is kept: the variable says, else the configuration."""
    said = (os.environ if environ is None else environ).get(VARIABLE)
    return load_settings().logs.enabled if said is None else said.strip().lower() not in OFF


def keep(door: str, text: str, receipt: Receipt) -> None:
    """Enter one request, if anything is kept at all; `door` is the command it came by."""
    if not enabled():
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    entry = (now, door, text, receipt.kind, receipt.status, receipt.answer, receipt.reason)
    try:
        with _open(path()) as db:
            db.execute(
                "INSERT INTO asked (time, door, text, kind, status, answer, reason, receipt) VALUES (?,?,?,?,?,?,?,?)",
                (*entry, json.dumps(receipt.model_dump(mode="json"))),
            )
    except (sqlite3.Error, OSError) as exc:
        sys.stderr.write(f"trm-router: this was not kept in {str(path())!r}: {exc}\n")


def found(wanted: Wanted) -> list[dict[str, Any]]:
    """The entries, the newest first."""
    if not path().exists():
        return []
    conditions, values = [], []
    for word in wanted.words:
        like = "%" + word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        conditions.append(r"(text || ' ' || ifnull(answer, '') || ' ' || ifnull(reason, '')) LIKE ? ESCAPE '\'")
        values.append(like)
    for column, sign, value in (
        ("status", "=", wanted.status),
        ("kind", "=", wanted.kind),
        ("time", ">=", wanted.since),
    ):
        if value is not None:
            conditions.append(f"{column} {sign} ?")
            values.append(value)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    try:
        with _open(path()) as db:
            rows = db.execute(f"SELECT * FROM asked{where} ORDER BY id DESC LIMIT ?", (*values, wanted.limit))
            names = [column[0] for column in rows.description]
            return [{**dict(zip(names, row, strict=True)), "receipt": json.loads(row[-1])} for row in rows]
    except (sqlite3.Error, OSError, ValueError) as exc:
        raise UsageError(f"cannot read {str(path())!r}: {exc}", hint="move it away; a new one is made") from exc


def forget() -> int:
    """Delete everything that was kept; returns how many entries that were."""
    if not path().exists():
        return 0
    try:
        with _open(path()) as db:
            count = int(db.execute("SELECT COUNT(*) FROM asked").fetchone()[0])
            db.execute("DELETE FROM asked")
            db.commit()
            db.execute("VACUUM")  # else the texts would stay in the file's free pages
            return count
    except (sqlite3.Error, OSError) as exc:
        raise UsageError(f"cannot write {str(path())!r}: {exc}", hint="delete the file yourself") from exc


@contextmanager
def _open(file: Path) -> Iterator[sqlite3.Connection]:
    """The file, made readable by its owner only before anything is in it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
    os.chmod(file, 0o600)
    with closing(sqlite3.connect(file, timeout=5.0)) as db:
        db.execute("PRAGMA secure_delete = ON")
        db.execute(_SCHEMA)
        with db:
            yield db
