"""What a model that points would say, and the puzzle it is asked about."""

from __future__ import annotations

from router.llm.pointing import Pointer, Sign
from solvers.kinds import KINDS
from solvers.text.source import Text

NORVIG = """4.....8.5
.3.......
...7.....
.2.....6.
....8.4..
....1....
...6.3.7.
5..2.....
1.4......"""  # P. Norvig, pytudes, "top95", first line


NOTHING = {"what": "solution", "cells": [], "value": "", "quote": ""}


def pointer(kind: str = "none", **more: object) -> Pointer:
    fields: dict[str, object] = {
        "kind": kind,
        "first_line": 0,
        "last_line": 0,
        "signs": [],
        "rows": 0,
        "columns": 0,
        "facts": [],
        "cells": [],
        "values": [],
        "rules": [],
        "ask": NOTHING,
        "placed": [],
    }
    return Pointer.model_validate({**fields, **more})


def signs(**means: str) -> list[Sign]:
    return [Sign.model_validate({"symbol": symbol, "means": what}) for symbol, what in means.items()]


def solved() -> list[list[int]]:
    kind = KINDS["sudoku"]
    (candidate,) = kind.read(Text(NORVIG))
    return [list(row) for row in kind.exact(candidate.puzzle).answers[0]]
