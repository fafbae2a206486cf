"""`verify`: a puzzle and an answer to it, each a file, a text or standard input; code says whether the answer holds."""

from __future__ import annotations

import json as jsonlib
import re
import sys
from pathlib import Path
from typing import Any

from adapters.cli import inputs
from adapters.cli.parse import exit_code
from adapters.show.display import clean, console
from router.errors import UsageError
from solvers.base import Violation

_FILE_NAME = re.compile(r"\S+\.(?:txt|md|csv|json|jsonl|log)", re.I)
"""What is meant as a file, though there is none of that name."""


def verify(puzzle: str, answer: str, *, json: bool) -> int:
    """Print what the rules say. Exit code 0: the answer holds; 4: it does not; 3: no puzzle could be read."""
    if puzzle == answer == "-":
        raise UsageError("both PUZZLE and ANSWER are - (standard input)", hint="give one of them as a file")
    from router.answers import read_answer
    from router.reading.read import read
    from solvers.kinds import kind as kind_of

    reading = read(text_of(puzzle))
    if reading.candidate is None or reading.candidate.puzzle is None or exit_code(reading):
        reason = reading.refusal or " ".join(reading.questions) or "no puzzle was found in PUZZLE"
        return report(reading.kind, None, reason, (), json=json)
    found = reading.candidate.puzzle
    violations = kind_of(reading.kind).verify(found, read_answer(found, text_of(answer)))
    return report(reading.kind, not violations, None, violations, json=json)


def text_of(argument: str) -> str:
    """What the argument means: `-`, the name of a file that exists, or the text itself."""
    if argument == "-":
        return inputs.message("-", None)
    if "\n" not in argument and len(argument) < 1024 and Path(argument).is_file():
        return inputs.message(None, Path(argument))
    if _FILE_NAME.fullmatch(argument):
        raise UsageError(f"cannot read {argument!r}: no such file", hint="check the path, or give the text itself")
    return inputs.checked(argument, "the argument")


def report(kind: str, holds: bool | None, reason: str | None, violations: tuple[Violation, ...], *, json: bool) -> int:
    """The verdict, for a person or as JSON."""
    code = {True: 0, False: 4, None: 3}[holds]
    if json:
        value: dict[str, Any] = {
            "status": {0: "verified", 4: "wrong", 3: "declined"}[code],
            "kind": kind,
            "reason": reason,
            "violations": [
                {"rule": v.rule, "cells": [list(cell) for cell in v.cells], "detail": v.detail} for v in violations
            ],
        }
        sys.stdout.write(jsonlib.dumps(value) + "\n")
        return code
    out = console()
    if holds:
        out.print(f"verified  the answer keeps every rule of this {kind}")
    elif reason is not None:
        out.print(f"declined  {clean(reason)}")
    else:
        out.print(f"wrong     {len(violations)} rule{'s' if len(violations) != 1 else ''} broken")
        for violation in violations[:20]:
            cells = " ".join(f"r{row + 1}c{column + 1}" for row, column in violation.cells[:9])
            out.print(f"{violation.rule:<10}{cells}  {clean(violation.detail)}".rstrip())
    return code
