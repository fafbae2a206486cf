"""`verify`: a puzzle and an answer to it, each a file, a text or standard input; code says whether the answer holds.

An answer may be whole or in part: blanks are no faults, they are still open.
"""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Sequence
from typing import Any

from adapters.cli import inputs
from adapters.show.display import clean, console
from router.claimed import SECONDS, Verdict, as_json, judged
from router.errors import UsageError
from solvers.kinds import kind

LISTED = 20
"""Broken rules and open cells that a person is told one by one."""
CODES = {"verified": 0, "partial": 4, "wrong": 4, "declined": 3}


def verify(puzzle: str, answer: str, *, json: bool, seconds: float | None = None, quiet: bool = False) -> int:
    """Print what the rules say. Exit code 0: the answer holds; 4: not, or not yet; 3: no puzzle could be read."""
    if puzzle == answer == "-":
        raise UsageError("both PUZZLE and ANSWER are - (standard input)", hint="give one of them as a file")
    texts = inputs.argument(puzzle, "PUZZLE"), inputs.argument(answer, "ANSWER")
    verdict = judged(*texts, SECONDS if seconds is None else seconds)
    if json:
        sys.stdout.write(jsonlib.dumps(as_json(verdict)) + "\n")
    elif quiet:
        sys.stdout.write(verdict.status + "\n")
    else:
        show(verdict)
    return CODES[verdict.status]


def named(cells: Sequence[Any], most: int) -> str:
    """Cells as people say them: r1c1, or a name."""
    shown = [c if isinstance(c, str) else f"r{c[0] + 1}c{c[1] + 1}" for c in cells[:most]]
    return " ".join(shown) + (f" and {len(cells) - most} more" if len(cells) > most else "")


def show(verdict: Verdict) -> None:
    """The verdict for a person."""
    out = console()
    count, left = len(verdict.violations), len(verdict.open)
    if verdict.status == "declined":
        out.print(f"declined  {clean(verdict.reason or '')}")
    elif verdict.status == "verified":
        out.print(f"verified  the answer keeps every rule of this {kind(verdict.kind).title}")
        if verdict.unique is False:
            out.print("note      this puzzle has several solutions; this is one of them")
    elif verdict.status == "partial":
        out.print(f"partial   no rule is broken so far; {left} cell{'s are' if left != 1 else ' is'} still open")
    else:
        out.print(f"wrong     {count} rule{'s' if count != 1 else ''} broken")
        for violation in verdict.violations[:LISTED]:
            detail = clean(violation.detail) or named(violation.cells, 9)
            out.print(f"{violation.rule:<10}{detail}".rstrip())
        if count > LISTED:
            out.print(f"          and {count - LISTED} more")
    if verdict.open:
        out.print(f"open      {named(verdict.open, LISTED)}")
