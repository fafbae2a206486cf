"""`eval routing`: puzzles found and false routes over public texts, source by source."""

from __future__ import annotations

import json as jsonlib
import sys
from pathlib import Path

from router.errors import UsageError


def run(data: Path, limit: int | None, *, json: bool) -> int:
    """Measure and print; the work is in router.reading.evaluate."""
    if not data.is_dir():
        raise UsageError(f"no folder {str(data)!r}", hint="it holds prompts/ and negatives/")
    from router.reading.evaluate import evaluate

    result = evaluate(data, limit=limit)
    sys.stdout.write(jsonlib.dumps(result) + "\n" if json else str(result) + "\n")
    return 0
