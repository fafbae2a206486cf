"""No kind takes another's grid: every kind's reader over the public prompts of every other kind, and over negatives.

`python tests/router/test_who_reads_what.py` prints the whole matrix as a table.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from router.reading.evaluate import Case, cases, route
from router.reading.read import read
from solvers.kinds import KINDS
from solvers.text.source import Text

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
needs_data = pytest.mark.skipif(not (DATA / "negatives").is_dir(), reason="../shared/data holds the public prompts")
FAMILIES = ({"sudoku", "sudoku_variant", "latin", "jigsaw", "killer"},)
"""Kinds that share a drawing: the rules told decide which of them a text means, so one may read for another."""


def readers(text: str) -> set[str]:
    """The kinds that take the text for a puzzle of theirs, without any doubt."""
    source = Text(text)
    return {
        name for name, kind in KINDS.items() if any(c.puzzle is not None and not c.doubts for c in kind.read(source))
    }


def strangers(case: Case) -> set[str]:
    """Readers that should have left the text alone."""
    allowed = {case.kind} | {name for family in FAMILIES if case.kind in family for name in family}
    return readers(case.text) - allowed


def sample(every: int, most: int) -> Iterator[Case]:
    """Every so manyth text of each source, and at most so many of it."""
    seen: Counter[str] = Counter()
    for case in cases(DATA):
        seen[case.source] += 1
        if seen[case.source] % every == 1 % every and seen[case.source] <= every * most:
            yield case


def check(found: Iterator[Case]) -> None:
    taken = [(case.source, strangers(case), case.text[:200]) for case in found]
    assert [each for each in taken if each[1]] == []


@needs_data
def test_no_reader_takes_another_kinds_prompt() -> None:
    check(sample(17, 2))


@needs_data
@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_no_reader_takes_any_prompt_of_another_kind() -> None:
    check(sample(1, 10_000))


@needs_data
def test_nothing_ordinary_is_routed() -> None:
    falsely = [case.text[:200] for case in sample(9, 30) if case.kind is None and route(read(case.text)) in KINDS]
    assert falsely == []


def matrix() -> str:
    """Who read how many prompts of whom, and how many went where."""
    n: Counter[str] = Counter()
    read_by: dict[str, Counter[str]] = defaultdict(Counter)
    routed: dict[str, Counter[str]] = defaultdict(Counter)
    strange: Counter[str] = Counter()
    for case in cases(DATA):
        n[case.source] += 1
        found = readers(case.text)
        read_by[case.source].update(found or {"none"})
        routed[case.source][route(read(case.text))] += 1
        strange[case.source] += bool(strangers(case))
    lines = ["| source | n | read by | routed to | strangers |", "|---|---|---|---|---|"]
    for source in n:
        told = [", ".join(f"{k} {v}" for k, v in each[source].most_common()) for each in (read_by, routed)]
        lines.append(f"| {source} | {n[source]} | {told[0]} | {told[1]} | {strange[source]} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(matrix() + "\n")
