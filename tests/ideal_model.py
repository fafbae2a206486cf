"""An ideal reader: a model that answers the structured reading call as somebody would who understands every request.

    model = ideal(row)                   # a ChatModel for one of the practice requests

It may say only what the closed JSON allows. What a perfect reader sees in the requests that the grammars leave over
is noted below by clause: the term, the clauses that say it, the cells and the numbers. No answer is noted anywhere.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from adapters.models.fake import FakeModel
from router import Request, Router
from router.asking.message import Message as Words
from router.reading.candidates import gather
from router.types import Message
from solvers.exact import ExactSolver
from solvers.text.source import Text
from tests.judges.meaning import JUDGE, judge_at
from tests.worst_models import grid_lines

Seen = tuple[str, tuple[int, ...], tuple[str, ...], tuple[int, ...]]
"""Term, clauses that say it (from 0), cells, numbers."""


def _t(term: str, clauses: Sequence[int] | int, cells: str = "", numbers: Sequence[int] = ()) -> Seen:
    where = (clauses,) if isinstance(clauses, int) else tuple(clauses)
    return term, where, tuple(filter(None, cells.split(", "))), tuple(numbers)


_BLUE = "r1c1, r2c4, r3c7, r4c2, r5c5, r6c8, r7c3, r8c6, r9c9"
NOTES: Mapping[str, list[Seen]] = {
    "inv6/27": [_t("forbidden", -2, "r1c3", [4])],
    "inv4/79": [_t("given", 0, "r1c3", [1]), _t("fault", 1)],
    "inv2/24": [_t("given", (1, 2), "r1c5", [9])],
    "inv2/26": [_t("given", (1, 2), "r1c5", [6])],
    "inv2/28": [_t("erase", 0, "r9c9", [9])],
    "inv2/47": [_t("given", 0, "r2c2, r2c3", [3, 4])],
    "inv2/31": [_t("values", 0, "", [2, 10])],
    "inv2/20": [_t("odd_apart", 1)],
    "inv2/2": [_t("apart", 1)],
    "inv2/23": [_t("different", (1, 2), _BLUE)],
    "inv2/17": [_t("sum", 1, "r1c1, r1c2, r1c3", [15])],
    "inv1/15": [_t("columns", (0, 1))],
    "inv1/14": [_t("columns", 0)],
    "inv1/28": [_t("boxes", 0)],
    "inv4/61": [_t("upward", (0, 1))],
    "inv4/63": [_t("turned", (0, 1))],
    "inv6/39": [_t("box_shape", 1, "", [3, 2])],
    "inv6/40": [_t("box_shape", 0, "", [3, 2])],
    "inv2/7": [_t("diagonals", 1)],
    "inv2/44": [_t("given", 0, "row 4", [3, 2, 1, 4])],
    "inv2/43": [_t("in_order", 1)],
    "inv2/41": [_t("largest", 1, "row 1")],
    "inv2/40": [_t("smallest", 1, "r1c3"), _t("in_order", (2, 3))],
    "inv4/65": [_t("joined_sum", 0, "row 1, row 9")],
    "inv4/77": [_t("times", 0, "r1c3", [2])],
    "inv4/71": [_t("picked", 0, "row 2", [3, 5])],
    "inv1/70": [_t("larger", 0, "r1c3, r1c4")],
    "inv1/75": [_t("value", 0, "main diagonal")],
    "inv2/69": [_t("blanks", 0)],
    "inv1/71": [_t("missing", 0, "", [5])],
    "inv2/67": [_t("minimal", (0, 1))],
    "inv2/46": [_t("exact", 1)],
    "inv2/77": [_t("hint", 0)],
    "inv2/87": [_t("next", 0)],
    "inv1/76": [_t("order", (0, 1), "", [5])],
    "inv2/58": [_t("check", 0)],
    "inv2/54": [_t("check", 0)],
}

DRAWN: Mapping[str, tuple[str, int, int, Mapping[str, str]]] = {
    "inv1/2": ("sudoku", 2, 10, {"_": "blank", "I": "1", "S": "5", "B": "8"}),
    "inv1/19": ("sudoku", 2, 10, {".": "blank"}),
    "inv3/26": ("maze", 3, 7, {"1": "wall", "0": "open"}),
}
"""Where a drawing stands that the grammars cannot read: kind, lines, and what its signs mean."""


def ideal(row: Mapping[str, Any]) -> FakeModel:
    """The reader for one request."""

    def reply(messages: Sequence[Message]) -> str:
        head = messages[0].content
        if "You locate" in head:
            return json.dumps(_pointer(row))
        return "I do not know."

    return FakeModel([reply], name="fake/ideal", max_output_tokens=10_000)


def _pointer(row: Mapping[str, Any]) -> dict[str, Any]:
    text = row["text"]
    found = gather(Text(text)).candidates
    clauses = list(Words(text, [each.span for each in found]).clauses())
    terms = []
    for term, where, cells, numbers in NOTES.get(row["id"], ()):
        quote = text[clauses[where[0]].start : clauses[where[-1]].end]
        terms.append({"term": term, "quote": quote, "cells": list(cells), "numbers": list(numbers)})
    start, end = grid_lines(text.split("\n"))
    kind, first, last, signs = DRAWN.get(row["id"], ("sudoku", start + 1 if end else 0, end, {}))
    return {
        "kind": kind, "first_line": first, "last_line": last, "rows": 0, "columns": 0,
        "signs": [{"symbol": symbol, "means": means} for symbol, means in signs.items()],
        "facts": [],
        "cells": [], "values": [], "rules": [], "ask": {"what": "solution", "cells": [], "value": "", "quote": ""},
        "placed": [], "terms": terms,
    }  # fmt: skip


def judged(
    requests: Path, judge: Path = JUDGE, only: frozenset[str] = frozenset()
) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(verdict, row, receipt) of each request (or `only` of some), read with the ideal reader; exact search answers."""
    module, found = judge_at(judge), []
    for line in requests.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if only and row["id"] not in only:
            continue
        router = Router(exact=ExactSolver(), chat=ideal(row))
        receipt = json.loads(router.handle(Request(text=row["text"])).receipt.model_dump_json())
        found.append((str(module.judge(row, receipt)), row, receipt))
    return found


def main() -> None:
    """Print the counts, and what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("requests", type=Path)
    parser.add_argument("--show", nargs="*", default=[])
    told = parser.parse_args()
    results = judged(told.requests)
    for verdict, row, receipt in results:
        if verdict in told.show:
            said = (receipt["answer"] or receipt["reason"] or "").replace("\n", "/")
            print(f"{verdict} {row['id']} {row['cls']}: {row['text'][:90]!r} -> {receipt['status']} {said[:200]}")
    counts = Counter(verdict for verdict, *_ in results)
    print(", ".join(f"{counts[name]} {name}" for name in ("right", "honest", "refused", "wrong")))


if __name__ == "__main__":
    main()
