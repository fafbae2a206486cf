"""Text from outside: an argument, a file, standard input, or a batch of JSON lines.

Everything a person can paste or pipe by mistake (a picture, a video, the wrong encoding) ends in one line that says
what is wrong and what to do, not in a traceback and not in a guess.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from router.errors import UsageError

LIMIT = 8 * 1024 * 1024
"""Bytes of one message. A 200x200 maze is 40 kB; more than this is a mistake."""

BATCH_LIMIT = 256 * 1024 * 1024
"""Bytes of one batch file."""

_SHOWN = 60


def short(value: str, limit: int = _SHOWN) -> str:
    """`value` with !r, cut to what fits an error line."""
    return repr(value if len(value) <= limit else value[:limit] + "...")


def message(text: str | None, file: Path | None, *, stdin: BinaryIO | None = None) -> str:
    """The one message to work on: TEXT, --file, or standard input (`-`, or a pipe when nothing else is given)."""
    if text is not None and text != "-" and file is not None:
        raise UsageError(f"both TEXT {short(text)} and --file {str(file)!r} are given", hint="give one of them")
    if text is not None and text != "-":
        return checked(text, "TEXT")
    if file is not None and str(file) != "-":
        return decoded(read_limited(file), str(file))
    stream = stdin if stdin is not None else sys.stdin.buffer
    if text is None and file is None and stream.isatty():
        raise UsageError("no text is given", hint="give it as an argument, with --file, or through a pipe")
    return decoded(limited(stream, "standard input"), "standard input")


def read_limited(file: Path, limit: int = LIMIT) -> bytes:
    """The bytes of `file`, refused when it is missing, a folder or too large."""
    try:
        with file.open("rb") as stream:
            return limited(stream, str(file), limit)
    except OSError as exc:
        reason = (exc.strerror or type(exc).__name__).lower()
        raise UsageError(f"cannot read {str(file)!r}: {reason}", hint="check the path") from exc


def limited(stream: BinaryIO, name: str, limit: int = LIMIT) -> bytes:
    """All bytes of `stream`, or an error as soon as there are more than `limit`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        size = f"more than {limit // 1024 // 1024} MiB"
        raise UsageError(f"{name!r} holds {size}", hint="send one message; use --batch for many")
    return data


def decoded(data: bytes, name: str) -> str:
    """`data` as text: UTF-8, or UTF-16 with its byte-order mark. Anything else is refused, never repaired."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as exc:
        wrong = data[exc.start : exc.start + 1]
        raise UsageError(
            f"{name!r} is not {encoding.upper().removesuffix('-SIG')} text: byte {wrong!r} at offset {exc.start}",
            hint="save it as UTF-8",
        ) from exc
    return checked(text, name)


def checked(text: str, name: str) -> str:
    """`text` if it can be a message: not empty, no NUL, no stray bytes the terminal smuggled in."""
    if not text.strip():
        raise UsageError(f"{name!r} is empty", hint="paste a puzzle or a question")
    if "\x00" in text:
        raise UsageError(
            f"{name!r} is binary: a NUL character at offset {text.index(chr(0))}", hint="send plain text, not a file"
        )
    try:
        text.encode()
    except UnicodeEncodeError as exc:
        bad = text[exc.start]
        raise UsageError(f"{name!r} is not valid Unicode: {bad!r} at offset {exc.start}", hint="send UTF-8") from exc
    return text


def batch(file: Path) -> Iterator[tuple[int, str]]:
    """(line number, text) of every row of a JSON-lines file of {"text": ...}; `-` is standard input.

    The whole file is checked before the first row is given out: half a batch done before a bad row helps nobody.
    """
    name = "standard input" if str(file) == "-" else str(file)
    raw = limited(sys.stdin.buffer, name, BATCH_LIMIT) if str(file) == "-" else read_limited(file, BATCH_LIMIT)
    rows = [
        (number, _row(line, name, number))
        for number, line in enumerate(decoded(raw, name).split("\n"), start=1)
        if line.strip()
    ]
    yield from rows


def _row(line: str, name: str, number: int) -> str:
    where = f"{name}:{number}"
    hint = 'every line is an object like {"text": "..."}'
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as exc:
        raise UsageError(f"{where}: not JSON: {short(line)}", hint=hint) from exc
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise UsageError(f'{where}: no "text" string in {short(line)}', hint=hint)
    return checked(row["text"], where)
