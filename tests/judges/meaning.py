"""How requests are understood without a model: right, honest, refused, wrong, by the judge beside them.

    python -m tests.judges.meaning REQUESTS.jsonl [--judge judge_meaning.py] [--half seen] [--show wrong refused]

The judge is a file with `judge(row, receipt)`; by default the one in the folder of the practice requests.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from router import Request, Router
from solvers.exact import ExactSolver

JUDGE = Path(__file__).parents[3] / "shared" / "data" / "meaning" / "judge_meaning.py"


def judge_at(path: Path) -> ModuleType:
    """The judge in a file."""
    spec = importlib.util.spec_from_file_location("judge_meaning", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(
    requests: Path, judge: Path = JUDGE, half: str | None = None
) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(verdict, row, receipt) of each request; the answers come from exact search alone."""
    module, router = judge_at(judge), Router(exact=ExactSolver())
    found = []
    for line in requests.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if half is None or row.get("half") == half:
            receipt = json.loads(router.handle(Request(text=row["text"])).receipt.model_dump_json())
            found.append((str(module.judge(row, receipt)), row, receipt))
    return found


def main() -> None:
    """Print the counts, the score and what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("requests", type=Path)
    parser.add_argument("--judge", type=Path, default=JUDGE)
    parser.add_argument("--half")
    parser.add_argument("--show", nargs="*", default=[])
    told = parser.parse_args()
    results = judged(told.requests, told.judge, told.half)
    for verdict, row, receipt in results:
        if verdict in told.show:
            said = (receipt["answer"] or receipt["reason"] or "").replace("\n", "/")
            print(f"{verdict} {row['id']} {row['cls']}: {row['text'][:90]!r} -> {receipt['status']} {said[:160]}")
    counts = Counter(verdict for verdict, *_ in results)
    score = (counts["right"] + counts["honest"] / 2) / max(1, len(results))
    print(
        ", ".join(f"{counts[name]} {name}" for name in ("right", "honest", "refused", "wrong")) + f"; score {score:.3f}"
    )


if __name__ == "__main__":
    main()
