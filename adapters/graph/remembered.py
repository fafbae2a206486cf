"""The last puzzle of each thread, in the file of the threads: what "now only row 3" is about, also after a restart."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

_TABLE = "create table if not exists last_puzzle (thread text primary key, message text not null)"


class Remembered:
    """Thread -> the message that held its last puzzle. Without a file it is forgotten with the program."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._here: dict[str, str] = {}

    def put(self, thread: str, message: str) -> None:
        """Remember the message."""
        self._here[thread] = message
        if self._path is None:
            return
        with suppress(OSError, sqlite3.Error):  # a file that cannot be written must not lose an answer
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._write(self._path, thread, message)

    def _write(self, path: Path, thread: str, message: str) -> None:
        with closing(sqlite3.connect(path, timeout=5)) as file, file:
            file.execute(_TABLE)
            file.execute("insert or replace into last_puzzle values (?, ?)", (thread, message))

    def get(self, thread: str) -> str | None:
        """The message with the thread's last puzzle, if there was one."""
        if thread in self._here or self._path is None or not self._path.exists():
            return self._here.get(thread)
        row = None
        with suppress(OSError, sqlite3.Error), closing(sqlite3.connect(self._path, timeout=5)) as file, file:
            file.execute(_TABLE)
            row = file.execute("select message from last_puzzle where thread = ?", (thread,)).fetchone()
        return None if row is None else str(row[0])
