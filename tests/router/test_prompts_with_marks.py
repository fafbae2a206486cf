"""Whole prompts of the kinds that mark or colour cells: the asked form comes back; a changed rule is never answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from router import Request, Router
from solvers.exact import ExactSolver


@pytest.fixture(scope="module")
def router() -> Router:
    return Router(exact=ExactSolver())


def ask(router: Router, text: str) -> Any:
    return router.handle(Request(text=text, offline=True)).receipt


def test_public_prompts_are_answered_in_their_form(router: Router, shared_data: Path) -> None:
    rows = [json.loads(line) for line in (shared_data / "prompts/enigmata_generated_grid_prompts.jsonl").open()]
    rows += [json.loads(line) for line in (shared_data / "prompts/korbench_prompts.jsonl").open()]

    def first(task: str) -> dict[str, Any]:
        return next(row for row in rows if task in (row.get("task"), row.get("title")))

    for task, before, after in (
        ("star_battle", "<begin_board>\n", "\n<end_board>"),
        ("binario", "```\n", "\n```"),
        ("Star battle", "", ""),
    ):
        row = first(task)
        receipt = ask(router, (row.get("rule") or "") + "\n" + row["question"])
        assert receipt.status == "verified", receipt.reason
        assert receipt.answer == before + row["answer"].strip() + after
    row = first("campsite")
    tagged = row["answer"][row["answer"].index("<begin_board>") :].strip()
    assert ask(router, row["question"]).answer == tagged
    row = next(row for row in rows if row.get("title") == "Campsite" and "5\t0\t4" not in row["question"])
    receipt = ask(router, row["rule"] + "\n" + row["question"])
    assert receipt.status == "verified", receipt.reason
    assert receipt.answer.startswith("[[T X X X X X C X X X,C X X C T")


BOARD = "_ Q _ _\n_ _ _ _\n_ _ _ _\n_ _ _ _"
MAP = "A A B B B\nA A B B B\nA A C C D\nE E E C D\nE E E E E"
BITS = "0 0 _ 1\n_ _ 1 1\n_ 1 0 0\n1 1 0 _"
CAMP = "T . . 1\n. . . 0\n. T . 1\n0 1 1"
GRAPH = "A-B, B-C, A-C"


@pytest.mark.parametrize(
    "text",
    [
        f"Complete this 4x4 board with queens:\n{BOARD}\nNo two queens may attack each other.",
        f"Star battle with 1 star in each row, column and region; stars may not touch, not even diagonally.\n{MAP}",
        f"Solve this Takuzu: as many 0s as 1s in each row and column, no more than two alike adjacent.\n{BITS}",
        f"Solve this tents puzzle. T = tree. Each tree has its own tent next to it, tents never touch.\n{CAMP}",
        f"Color this graph with 3 colors so that adjacent vertices have different colors. Edges: {GRAPH}",
        "Place 8 queens on a chessboard so that no two attack each other.",
    ],
)
def test_plain_requests_are_answered(router: Router, text: str) -> None:
    receipt = ask(router, text)
    assert receipt.status == "verified", receipt.reason


@pytest.mark.parametrize(
    "text",
    [
        f"Complete this board with queens, each queen attacks another:\n{BOARD}\nn queens",
        f"n queens, but queens may share a diagonal:\n{BOARD}",
        f"n queens. The queen of the second row must be in column 4.\n{BOARD}",
        f"n queens. No two queens may share a row or column; diagonals do not matter.\n{BOARD}",
        f"Star battle with 1 star in each row and column. Stars in different regions are adjacent.\n{MAP}",
        f"Star battle, 1 star in each row, column and region. Region A has two stars.\n{MAP}",
        f"Star battle, 1 star each row; the first star is in the first column.\n{MAP}",
        f"Takuzu. Row 1 has more 0s than 1s.\n{BITS}",
        f"Takuzu, exactly three adjacent cells are the same in each row.\n{BITS}",
        f"Tents puzzle, T = tree. Tents are adjacent to other tents.\n{CAMP}",
        f"Tents puzzle, T = tree. Each tree has two tents next to it.\n{CAMP}",
        f"Tents puzzle, T = tree. A tent is diagonally next to its tree.\n{CAMP}",
        f"Color this graph with 3 colors, adjacent vertices have the same color. Edges: {GRAPH}",
        f"Color this graph with 3 colors. A and B have the same color. Edges: {GRAPH}",
        f"Color this graph with 3 colors; use color 1 only once. Edges: {GRAPH}",
        f"n queens; each queen attacks exactly one other queen.\n{BOARD}",
        f"n queens, with two queens in each row.\n{BOARD}",
        f"Star battle, 1 star in each row, column and region; stars may touch.\n{MAP}",
        f"Star battle, 1 star in each row and column, no star in region A.\n{MAP}",
        f"Takuzu with three alike in a row in each column.\n{BITS}",
        f"Takuzu; no row holds a 0 next to another 0.\n{BITS}",
        f"Tents puzzle, T = tree. No tent is next to a tree.\n{CAMP}",
        f"Tents puzzle, T = tree. Tents may touch.\n{CAMP}",
        f"Color this graph with 3 colors; no vertex has color 1. Edges: {GRAPH}",
        f"Color this graph with 3 colors; vertices A and B are not connected. Edges: {GRAPH}",
        f"Norinori. No region is divided by a domino.\n{MAP}",
        f"Norinori. Dominoes do not cross regions.\n{MAP}",
        f"Norinori, dominoes touch each other.\n{MAP}",
        f"Norinori. Each region has three shaded cells.\n{MAP}",
    ],
)
def test_changed_rules_are_not_answered(router: Router, text: str) -> None:
    receipt = ask(router, text)
    assert receipt.status in ("declined", "unsolved"), receipt.answer
    assert receipt.answer is None
