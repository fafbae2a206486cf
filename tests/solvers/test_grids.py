"""Grids of signs: labels go, blank rows stay, examples within a rule and overlapping readings do not count."""

from __future__ import annotations

from solvers.text.blocks import spliced
from solvers.text.grids import grids
from solvers.text.source import Text


def signs(text: str) -> list[list[str]]:
    return [["".join(row) for row in grid.signs] for grid in grids(Text(text))]


def test_grids_in_every_drawing() -> None:
    for text in (
        "Here:\n_ A _\n_ _ _\n- B C\nThanks a lot!",
        "_A_\n___\n-BC",
        "  1 2 3\n1 _ A _\n2 _ _ _\n3 - B C",
        "   A B C\n  +-----+\n1 |_ A _|\n2 |_ _ _|\n3 |- B C|",
        "| | 1 | 2 | 3 |\n|---|---|---|---|\n| 1 | _ | A | _ |\n| 2 | _ | _ | _ |\n| 3 | - | B | C |",
        "1: _ A _\n2: _ _ _\n3: - B C",
        "1 2 3\n_ A _\n_ _ _\n- B C",
        '[["_","A","_"],["_","_","_"],["-","B","C"]]',
    ):
        assert signs(text) == [["_A_", "___", "-BC"]], text


def test_small_ragged_and_ruled_lines_are_no_grids() -> None:
    assert signs("like this:\n. *\n* .\nor\nA B C\nD E\nF G H I") == []
    assert signs("-----\nA B C\n-----\nD E F\n-----\nG H I\n-----") == [["ABC", "DEF", "GHI"]]


def test_labels_are_drawn_again() -> None:
    (grid,) = grids(Text("  1 2 3\n1 . A .\n2 . . .\n3 . B C"))
    assert spliced(grid.source, grid.signs) == "  1 2 3\n1 . A .\n2 . . .\n3 . B C"  # type: ignore[arg-type]
