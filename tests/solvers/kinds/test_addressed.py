"""Sudokus by their address, and every kind's address: a message that holds one is read as that kind alone."""

from __future__ import annotations

import pytest

from solvers.kinds import KINDS
from solvers.kinds.sudoku.addressed import addressed
from solvers.text.source import Text

CLUES = "1o6h84k76h9j64i7h4k8h8i53j5h71k14h6o2"


def test_a_sudoku() -> None:
    (found,) = addressed(Text(f"Solve https://puzz.link/p?sudoku/9/9/{CLUES}."))
    assert found.puzzle is not None
    assert [found.puzzle.rows[0], found.puzzle.rows[8]] == [(1, *[0] * 8), (*[0] * 8, 2)]
    (found,) = KINDS["sudoku"].read(Text("pzprv3\nsudoku\n4\n1 . . .\n. . 2 .\n. 3 . .\n. . . 4\n"))
    assert found.puzzle.rows == ((1, 0, 0, 0), (0, 0, 2, 0), (0, 3, 0, 0), (0, 0, 0, 4))


@pytest.mark.parametrize("address", [f"v:/9/9/{CLUES}", f"9/9/{CLUES[:-1]}", "5/5/1g2v1z", "4/4/1n9n", "9/8/1zzz7l"])
def test_a_sudoku_that_is_asked_about(address: str) -> None:
    (found,) = addressed(Text(f"https://puzz.link/p?sudoku/{address}"))
    assert found.puzzle is None
    assert found.doubts


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("sudoku", f"sudoku/9/9/{CLUES}"),
        ("light_up", "akari/10/10/hcl.l.j.hb.hchbkclek.j.ha.hch.l.n.h"),
        ("hitori", "hitori/4/4/1123324343121234"),
        ("nurikabe", "nurikabe/10/10/m6w5g2l5p4n1i5v4g7rao"),
        ("slitherlink", "slither/10/10/ick8767djdh78agah261726787162ck5658chbbg8765d"),
    ],
)
def test_only_its_own_kind_reads_an_address(name: str, address: str) -> None:
    text = Text(f"Please solve http://pzv.jp/p.html?{address} for me")
    readers = [other for other, kind in KINDS.items() if kind.read(text)]
    assert readers == [name]
