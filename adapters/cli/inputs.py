"""Text from outside: an argument, a file, standard input, or a batch of JSON lines.

Everything a person can paste or pipe by mistake (a picture, a video, the wrong encoding) ends in one line that says
what is wrong and what to do, not in a traceback and not in a guess.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from router.errors import UsageError, why
from router.pictures import media_of

LIMIT = 8 * 1024 * 1024
"""Bytes of one message. A drawing of 200x200 cells is 40 kB; more than this is a mistake."""

BATCH_LIMIT = 256 * 1024 * 1024
"""Bytes of one batch file."""

_SHOWN = 60

_FILE_NAME = re.compile(r"\S+\.(?:txt|md|csv|json|jsonl|log)", re.I)
"""What is meant as a file, though there is none of that name."""

_PATH = re.compile(r"(?:~|\.{1,2})?(?:/[\w.+-]+)*/[\w.+-]*[a-z]{2}[\w.+-]*", re.I)
"""Likewise: one word with slashes between names."""


def short(value: str, limit: int = _SHOWN) -> str:
    """`value` with !r, cut to what fits an error line."""
    return repr(value if len(value) <= limit else value[:limit] + "...")


def message(text: str | None, file: Path | None, *, stdin: BinaryIO | None = None) -> str:
    """The one message to work on: TEXT, --file, or standard input (`-`, or a pipe when nothing else is given)."""
    if text is not None and text != "-" and file is not None:
        raise UsageError(f"both TEXT {short(text)} and --file {str(file)!r} are given", hint="give one of them")
    if text is not None and text != "-":
        return argument(text, "TEXT")
    if file is not None and str(file) != "-":
        return decoded(read_limited(file), str(file))
    stream = stdin if stdin is not None else sys.stdin.buffer
    if text is None and file is None and stream.isatty():
        raise UsageError("no text is given", hint="give it as an argument, with --file, or through a pipe")
    return decoded(limited(stream, "standard input"), "standard input")


def argument(given: str, name: str) -> str:
    """What an argument means: the text of a file where there is one of that name, else itself."""
    if given == "-":
        return message("-", None)
    if is_file(given):
        return decoded(read_limited(Path(given)), given)
    if _one_line(given) and os.path.isdir(given):  # not Path: a name that is too long is no folder
        raise UsageError(f"{given!r} is a folder", hint="name a file in it, or give the text itself")
    if _FILE_NAME.fullmatch(given) or _PATH.fullmatch(given):
        raise UsageError(f"cannot read {given!r}: no such file", hint="check the path, or give the text itself")
    return checked(given, name)


def _one_line(given: str) -> bool:
    return "\n" not in given and "\x00" not in given and len(given) < 1024 and bool(given.strip())


def is_file(given: str) -> bool:
    """Whether an argument names a file; also a pipe, such as the shell makes of <(...)."""
    if not _one_line(given):
        return False
    try:
        path = Path(given)
        return path.is_file() or path.is_fifo()
    except (OSError, ValueError):  # a text that cannot be a name
        return False


def several(given: Sequence[str]) -> list[tuple[str, str]]:
    """(name, text) of several files. Words that are no files were meant as one message, so they are refused."""
    strays = [name for name in given if not is_file(name)]
    if strays:
        raise UsageError(
            f"{short(strays[0])} is no file, and several arguments must be files",
            hint="put a message in quotes, or send it through a pipe",
        )
    return [(name, decoded(read_limited(Path(name)), name)) for name in given]


def read_limited(file: Path, limit: int = LIMIT) -> bytes:
    """The bytes of `file`, refused when it is missing, a folder or too large."""
    try:
        with file.open("rb") as stream:
            return limited(stream, str(file), limit)
    except OSError as exc:
        raise UsageError(f"cannot read {str(file)!r}: {why(exc)}", hint="check the path") from exc


def limited(stream: BinaryIO, name: str, limit: int = LIMIT) -> bytes:
    """All bytes of `stream`, or an error as soon as there are more than `limit`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        size = f"more than {limit // 1024 // 1024} MiB"
        raise UsageError(f"{name!r} holds {size}", hint="send one message; use --batch for many")
    return data


def decoded(data: bytes, name: str) -> str:
    """`data` as text: UTF-8, or UTF-16 with its byte-order mark. Anything else is refused, never repaired."""
    if media_of(data) is not None:
        raise UsageError(f"{name!r} is a picture", hint="trm-router solve FILE.png reads one, by the name of its file")
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


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a batch: a message or a rulebook, or why it is neither. `id` is handed back as it came."""

    number: int
    id: Any = None
    text: str | None = None
    rulebook: Any = None
    solutions: int = 1
    wrong: str | None = None


def batch(file: Path) -> Iterator[Row]:
    """Every row of a JSON-lines file of {"text": ...} or {"rulebook": ...}; `-` is standard input.

    A line that cannot be used is a row that says so: the others are worth as much as before.
    """
    name = "standard input" if str(file) == "-" else str(file)
    raw = limited(sys.stdin.buffer, name, BATCH_LIMIT) if str(file) == "-" else read_limited(file, BATCH_LIMIT)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raw = decoded(raw, name).encode()
    if not raw.strip():
        raise UsageError(f"{name!r} is empty", hint='every line is an object like {"text": "..."}')
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            yield _row(line, number)


def _row(line: bytes, number: int) -> Row:
    hint = 'every line is an object like {"text": "..."} or {"rulebook": {...}}'
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Row(number, wrong=f"line {number} is not JSON: {short(line.decode(errors='replace'))}; {hint}")
    if not isinstance(row, dict):
        return Row(number, wrong=f"line {number} is no object: {short(line.decode(errors='replace'))}; {hint}")
    known: dict[str, Any] = {"number": number, "id": row.get("id")}
    text, rulebook, solutions = row.get("text"), row.get("rulebook"), row.get("solutions", 1)
    if (text is None) == (rulebook is None):
        said = "both text and rulebook" if text is not None else "neither text nor rulebook"
        return Row(**known, wrong=f"line {number} has {said}; {hint}")
    if rulebook is not None:
        if type(solutions) is not int or not isinstance(rulebook, dict):
            return Row(**known, wrong=f"line {number}: a rulebook is an object, solutions a whole number")
        return Row(**known, rulebook=rulebook, solutions=solutions)
    if not isinstance(text, str):
        return Row(**known, wrong=f"line {number}: text is {short(str(text))}, no string; {hint}")
    try:
        return Row(**known, text=checked(text, f"line {number}"))
    except UsageError as exc:
        return Row(**known, wrong=f"{exc}; {exc.hint}")
