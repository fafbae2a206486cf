"""Tents and trees: public prompts judged by a checker of its own, margins on every side, pairing as the text has it."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from solvers.base import Candidate, Form
from solvers.kinds.tents import TENTS
from solvers.rules.board import Problem
from solvers.text.source import Text

Place = tuple[int, int]


def prompts(data: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in (data / "prompts/enigmata_generated_grid_prompts.jsonl").open()]
    rows += [json.loads(line) for line in (data / "prompts/korbench_prompts.jsonl").open()]
    return [row for row in rows if row.get("task") == "campsite" or row.get("title") == "Campsite"]


def matched(trees: list[Place], tents: set[Place]) -> bool:
    """Whether each tree can have a tent of its own beside it, each tent its tree (plain augmenting search)."""
    owner: dict[Place, Place] = {}

    def place(tree: Place, seen: set[Place]) -> bool:
        for tent in tents:
            if abs(tent[0] - tree[0]) + abs(tent[1] - tree[1]) == 1 and tent not in seen:
                seen.add(tent)
                if tent not in owner or place(owner[tent], seen):
                    owner[tent] = tree
                    return True
        return False

    return len(trees) == len(tents) and all(place(tree, set()) for tree in trees)


def good(trees: list[Place], tents: set[Place], rows: list[int], columns: list[int]) -> bool:
    counts = all(sum(r == i for r, _ in tents) == n for i, n in enumerate(rows))
    counts = counts and all(sum(c == i for _, c in tents) == n for i, n in enumerate(columns))
    apart = all(max(abs(a[0] - b[0]), abs(a[1] - b[1])) > 1 for a, b in combinations(tents, 2))
    return counts and apart and not tents & set(trees) and matched(trees, tents)


def read(text: str) -> Candidate[Problem]:
    found = TENTS.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts, found[0].doubts
    return found[0]


def judge(row: dict[str, Any]) -> str:
    """How many answers there are and whether one of them is the data set's: each is proven by the checker above."""
    candidate = read((row.get("rule") or "") + "\n" + row["question"])
    assert candidate.puzzle is not None
    look, tree = candidate.puzzle.look, "T" if row.get("title") else "X"
    trees = [(r, c) for r, line in enumerate(look.signs) for c, sign in enumerate(line) if sign == tree]
    answers = TENTS.exact(candidate.puzzle).answers
    told = []
    for answer in answers:
        tents = set(TENTS.marked(candidate.puzzle, answer))
        assert good(trees, tents, *look.more)
        told.append(TENTS.write(candidate, answer, Form(wrap="brackets")).strip("[]").replace(",", "\n"))
    theirs = re.search(r"<begin_board>\n([^<]*?)\n<end_board>|\[\[([^\]]*)\]\]", row["answer"])
    assert theirs is not None
    other = theirs[1] or theirs[2].replace(",", "\n")
    rows = [line.split(" ") for line in other.splitlines()]
    tents = {(r, c) for r, line in enumerate(rows) for c, sign in enumerate(line) if sign == look.mark}
    assert good(trees, tents, *look.more) is (other in told)
    return f"{len(answers)} {'same' if other in told else 'other'}"


def test_public_prompts(shared_data: Path) -> None:
    rows = prompts(shared_data)
    assert {judge(row) for row in rows[:30:7]} == {"1 same"}
    told = [judge(row) for row in rows if row.get("title")]
    assert sorted(told) == ["1 other", "1 other", "1 other", "1 same"]  # three of its answers lack tents


@pytest.mark.slow
def test_all_public_prompts(shared_data: Path) -> None:
    told = [judge(row) for row in prompts(shared_data)]
    assert {how: told.count(how) for how in set(told)} == {"1 same": 32, "2 same": 3, "1 other": 3}


@pytest.mark.parametrize(
    "drawing",
    [
        "  | 0 1 1\n  +-----\n0 | T . .\n1 | . . .\n1 | . T .",
        "T . . 0\n. . . 1\n. T . 1\n0 1 1",
        "T . . 0\n. . . 1\n. T . 1\n0 1 1 2",
        "row counts: 0 1 1\ncolumn counts: 0 1 1\nT . .\n. . .\n. T .",
        "| T | . | . | 0 |\n| . | . | . | 1 |\n| . | T | . | 1 |\n| 0 | 1 | 1 |   |",
    ],
)
def test_numbers_on_any_side(drawing: str) -> None:
    puzzle = read(f"Tents and trees (T = tree):\n{drawing}").puzzle
    assert puzzle is not None
    assert puzzle.look.more == ((0, 1, 1), (0, 1, 1))
    assert puzzle.look.signs == (("T", ".", "."), (".", ".", "."), (".", "T", "."))


def test_emoji_and_the_own_drawing() -> None:
    candidate = read("Zelte (tents puzzle)\n🌲 ⬜ ⬜ 1\n⬜ ⬜ ⬜ 0\n⬜ 🌲 ⬜ 1\n0 1 1")
    assert candidate.puzzle is not None
    answers = TENTS.exact(candidate.puzzle).answers
    assert len(answers) == 1
    drawn = TENTS.write(candidate, answers[0], Form())
    assert drawn == "🌲 ⛺ ⬜ 1\n⬜ ⬜ ⬜ 0\n⬜ 🌲 ⛺ 1\n0 1 1"
    assert TENTS.read_answer(candidate.puzzle, drawn) == answers[0]
    assert TENTS.write(candidate, answers[0], Form("coordinates")) == "[(1, 2), (3, 3)]"


LOOSE = "T . T . 1\n. . . . 0\n. . . . 0\n0 1 0 0"


def test_pairing_as_the_text_has_it() -> None:
    plain = read(f"Tents: every tree has its own tent. T = tree\n{LOOSE}").puzzle
    beside = read(f"Tents: each tent must be next to a tree. T = tree\n{LOOSE}").puzzle
    strict = read(f"Tents: each tent must be adjacent to exactly one tree. T = tree\n{LOOSE}").puzzle
    assert plain is not None
    assert beside is not None
    assert strict is not None
    assert [len(TENTS.exact(puzzle).answers) for puzzle in (plain, beside, strict)] == [0, 1, 0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tents, two tents per tree:\nT . . 1\n. . . 0\n. T . 1\n0 1 1", "variant"),
        ("Tents:\nT . . 1\n. . . 0\n. T . 1\n0 1 2", "counts"),
        ("Tents:\nT T . 0\nT . . 0\n. . . 1\n0 1 0", "shape"),
        ("Tents:\nT . § 1\n. . . 0\n. T . 1\n0 1 1", "shape"),
    ],
)
def test_what_is_not_plain_is_asked_about(text: str, code: str) -> None:
    assert [d.code for c in TENTS.read(Text(text)) for d in c.doubts] == [code]


def test_other_grids_are_none() -> None:
    for text in (
        "We packed our tents and trees:\n1 2 3\n4 5 6\n7 8 9",
        "Tents puzzle:\n  1 2 3\n1 T . .\n2 . . .\n3 . T .",  # labels are no counts
        "Kakurasu:\n. . . 1\n. . . 2\n. . . 3\n1 2 3",
    ):
        assert TENTS.read(Text(text)) == []


def test_brute_force_agrees() -> None:
    for seed in range(3):
        puzzle = TENTS.generate(seed, size=4)
        signs = puzzle.look.signs
        trees = [(r, c) for r in range(4) for c in range(4) if signs[r][c] == "T"]
        free = [(r, c) for r in range(4) for c in range(4) if signs[r][c] != "T"]
        found = [set(tents) for tents in combinations(free, len(trees)) if good(trees, set(tents), *puzzle.look.more)]
        assert found == [set(TENTS.marked(puzzle, TENTS.exact(puzzle).answers[0]))]
