"""Rows of empty boxes: kept as rows, told from the padding of tall boxes and from borders."""

from __future__ import annotations

import pytest

from solvers.text.source import Text

RULE = "+---+---+---+\n"
EMPTY = "|   |   |   |\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (EMPTY + "| 1 |   | 2 |\n| 3 |   |   |\n", [("", "", ""), ("1", "", "2"), ("3", "", "")]),
        ("| 1 |   | 2 |\n" + EMPTY + "| 3 |   |   |\n", [("1", "", "2"), ("", "", ""), ("3", "", "")]),
        (RULE + EMPTY + RULE + "| 1 |   | 2 |\n" + RULE, [("", "", ""), ("1", "", "2")]),
        ((RULE + EMPTY + "| 1 |   | 2 |\n" + EMPTY) * 2 + RULE, [("1", "", "2")] * 2),
        ((RULE + "| 1 |   | 2 |\n") * 2 + RULE, [("1", "", "2")] * 2),
    ],
)
def test_rows_of_empty_boxes(text: str, rows: list[tuple[str, ...]]) -> None:
    (block,) = Text(text).blocks
    assert list(block.texts) == rows


def test_padding_of_bands_is_no_row() -> None:
    (block,) = Text("| 1 2 | 3 4 |\n|     |     |\n| 3 4 | 1 2 |\n").blocks
    assert block.texts == (("1", "2", "3", "4"), ("3", "4", "1", "2"))
