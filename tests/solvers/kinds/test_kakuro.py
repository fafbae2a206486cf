"""Kakuro: grids with their clues inside, lists of runs, addresses; what does not fit together is asked about."""

from __future__ import annotations

import json
from itertools import product

import pytest

from solvers.base import Form
from solvers.kinds.kakuro import KAKURO
from solvers.text.source import Text


def answers(text: str, form: Form | None = None) -> list[str]:
    found = KAKURO.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts, found[0].doubts
    assert found[0].puzzle is not None
    proven = KAKURO.exact(found[0].puzzle).answers
    assert all(KAKURO.verify(found[0].puzzle, answer) == () for answer in proven)
    return [KAKURO.write(found[0], answer, form or Form()) for answer in proven]


def test_grids_with_clues() -> None:
    assert answers("Kakuro:\n#   17\\  16\\\n\\17  .   .\n\\16 . .") == ["#   17\\  16\\\n\\17  8   9\n\\16 9 7"]
    table = "kakuro\n|    | 4\\ | 3\\ |\n|----|----|----|\n| \\3 |    |    |\n| \\4 |    |    |"
    rows = [line.split("|")[2:4] for line in answers(table)[0].splitlines()[2:]]
    assert rows == [["  1 ", "  2 "], ["  3 ", "  1 "]]
    nested = "kakuro " + json.dumps([["#", "4\\", "3\\"], ["\\3", 0, 0], ["\\4", 0, 0]])
    assert json.loads(answers(nested, Form(wrap="json"))[0])[1:] == [["\\3", 1, 2], ["\\4", 3, 1]]
    assert answers("kakuro\n#   4/  3/\n/3  .   .\n/4 . .") == ["#   4/  3/\n/3  1   2\n/4 3 1"]


CHUK = """KAKURO RULES:
- Fill white cells with 1-9
- Runs must sum to clue (→ horizontal, ↓ vertical)
- No repeats within a run
- Black cells (■) stay empty

  | 1 | 2 | 3 |
  +---+---+---+
1 | ■ | . | . |
  +---+---+---+
2 | . | . | . |
  +---+---+---+
3 | . | . | ■ |
  +---+---+---+

Clues:
  (1,2) → 16 (2 cells)
  (2,1) → 6 (3 cells)
  (3,1) → 11 (2 cells)
  (2,1) ↓ 3 (2 cells)
  (1,2) ↓ 19 (3 cells)
  (1,3) ↓ 11 (2 cells)
"""


def test_lists_of_runs() -> None:
    """The first in the words of chuk-puzzles-gym."""
    assert [line[3:14] for line in answers(CHUK)[0].splitlines() if line[0] in "123"] == [
        " ■ | 7 | 9 ",
        " 1 | 3 | 2 ",
        " 2 | 9 | ■ ",
    ]
    assert answers("kakuro runs: (1,1)-(1,2): 3, (2,1)-(2,2): 4, (1,1)-(2,1): 4, (1,2)(2,2): 3") == ["1 2\n3 1"]


def test_addresses() -> None:
    assert answers("https://puzz.link/p?kakuro/2/2/n4334") == [" # 4\\ 3\\\n\\3  1  2\n\\4  3  1"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kakuro\n#   4\\  3\\\n\\3  .   .\n#  . .", "shape"),
        ("kakuro\n#   4\\  3\\\n\\3  .   .\n\\4  . Z", "shape"),
        ("kakuro, digits may repeat\n#   4\\  3\\\n\\3  .   .\n\\4  . .", "variant"),
    ],
)
def test_what_is_not_plain_is_asked_about(text: str, code: str) -> None:
    assert [doubt.code for found in KAKURO.read(Text(text)) for doubt in found.doubts] == [code]


def test_other_texts_are_no_boards() -> None:
    for text in (
        "#   4\\  3\\\n\\3  .   .\n\\4  . .",
        "Kakuro: 17\\6 means 17 down, 6 across.",
        "kakuro\n1 2 3\n4 5 6\n7 8 9",
    ):
        assert KAKURO.read(Text(text)) == []


def test_brute_force_agrees() -> None:
    for down, across in (
        ((4, 3), (3, 4)),
        ((17, 16), (17, 16)),
        ((10, 10), (10, 10)),
        ((5, 6), (4, 7)),
        ((3, 3), (3, 4)),
    ):
        count = sum(
            a != b and c != d and a != c and b != d and (a + c, b + d) == down and (a + b, c + d) == across
            for a, b, c, d in product(range(1, 10), repeat=4)
        )
        text = f"kakuro\n# {down[0]}\\ {down[1]}\\\n\\{across[0]} . .\n\\{across[1]} . ."
        assert len(answers(text)) == min(2, count)
