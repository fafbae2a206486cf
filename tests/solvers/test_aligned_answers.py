"""Answers written into the user's own drawing: columns stay under each other where numbers grow, nothing else moves."""

from __future__ import annotations

import pytest

from solvers.text.blocks import spliced
from solvers.text.source import Text

GROWN = [["10", "2"], ["3", "-44"]]


def written(drawing: str, signs: list[list[str]]) -> str:
    (block,) = Text(drawing).blocks
    return spliced(block.part(0, len(signs), 0, len(signs[0])) if len(block.rows) > len(signs) else block, signs)


@pytest.mark.parametrize(
    ("drawing", "answer"),
    [
        (". .\n. .", "10   2\n 3 -44"),
        ("   .   2\n   3   .", "  10   2\n   3 -44"),  # the room there was is used first
        ("12 .\n.  2", "10 2\n3  -44"),  # the user's columns began under each other
        (".,.\n.,.", "10,2\n3,-44"),  # no blanks between the cells: a form of its own
        ("17 .\n. 5", "10 2\n3 -44"),  # ragged as the user had it
    ],
)
def test_numbers_that_grow(drawing: str, answer: str) -> None:
    assert written(drawing, GROWN).split("\n")[0].split() == answer.split("\n")[0].split()
    assert written(drawing, GROWN) == answer


def test_single_signs_stay_where_they_stood() -> None:
    assert written("  . .   .\n  . 2   .", [["1", "2", "3"], ["4", "5", "6"]]) == "  1 2   3\n  4 5   6"
