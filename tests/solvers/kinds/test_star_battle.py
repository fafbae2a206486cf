"""Star battle: public prompts in the asked form, coloured regions, doubts, and a brute-force recheck."""

from __future__ import annotations

import json
import re
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from solvers.base import Candidate, Form
from solvers.kinds.star_battle import STAR_BATTLE
from solvers.rules.board import Problem
from solvers.text.source import Text


def prompts(data: Path) -> list[dict[str, Any]]:
    """Question and answer of every public star battle: rules and grid as a user would send them."""
    rows = [json.loads(line) for line in (data / "prompts/enigmata_generated_grid_prompts.jsonl").open()]
    rows += [json.loads(line) for line in (data / "prompts/korbench_prompts.jsonl").open()]
    return [row for row in rows if row.get("task") == "star_battle" or row.get("title") == "Star battle"]


def touching(stars: list[tuple[int, int]]) -> bool:
    return any(a != b and abs(a[0] - b[0]) < 2 and abs(a[1] - b[1]) < 2 for a in stars for b in stars)


def solved(text: str) -> tuple[Candidate[Problem], dict[str, Any]]:
    found = STAR_BATTLE.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts, found[0].doubts
    assert found[0].puzzle is not None
    answers = STAR_BATTLE.exact(found[0].puzzle).answers
    assert len(answers) == 1
    return found[0], answers[0]


def judge(row: dict[str, Any]) -> str:
    """ "asked", or "right" where the answer is the data set's own, or "other" where that one breaks the rules."""
    text = (row.get("rule") or "") + "\n" + row["question"]
    if STAR_BATTLE.read(Text(text))[0].doubts:
        return "asked"
    candidate, answer = solved(text)
    written = STAR_BATTLE.write(candidate, answer, STAR_BATTLE.form(text, candidate) or Form())
    stars = STAR_BATTLE.marked(candidate.puzzle, answer)  # type: ignore[arg-type]
    size = len(candidate.puzzle.look.signs)  # type: ignore[union-attr]
    assert sorted(r for r, _ in stars) == sorted(c for _, c in stars) == list(range(size))
    assert not touching(stars)
    if "".join(written.split()) == "".join(row["answer"].split()):
        return "right"
    labels = candidate.puzzle.look.signs  # type: ignore[union-attr]
    assert len({labels[r][c] for r, c in stars}) == size
    theirs = [(int(r), int(c)) for r, c in re.findall(r"\((\d+),(\d+)\)", row["answer"])]
    assert sorted(r for r, _ in theirs) != list(range(1, size + 1)) or touching(theirs)
    return "other"


def test_public_prompts(shared_data: Path) -> None:
    rows = prompts(shared_data)
    assert [judge(row) for row in rows if row["suite"] == rows[0]["suite"]][:5] == ["right"] * 5
    assert sorted(judge(row) for row in rows if row.get("title")) == ["asked", "other", "other", "right"]


@pytest.mark.slow
def test_all_public_prompts(shared_data: Path) -> None:
    told = [judge(row) for row in prompts(shared_data)]
    assert (told.count("right"), told.count("other"), told.count("asked")) == (38, 2, 1)


QUEENS = """Solve Queens (LinkedIn). One queen in each row, column and colour; none touch, not even diagonally.
🟥🟥🟥🟦🟦
🟥🟩🟥🟦🟦
🟩🟩🟩🟩🟦
🟨🟨🟩🟪🟪
🟨🟨🟨🟪🟪
"""


def test_coloured_regions() -> None:
    candidates = STAR_BATTLE.read(Text(QUEENS))
    assert [c.doubts for c in candidates] == [()]
    puzzle = candidates[0].puzzle
    assert puzzle is not None
    answer = STAR_BATTLE.exact(puzzle).answers[0]
    drawn = STAR_BATTLE.write(candidates[0], answer, Form())
    rows = QUEENS.splitlines()[1:]
    crowns = [(r, c) for r, line in enumerate(drawn.splitlines()) for c, sign in enumerate(line) if sign == "👑"]
    assert sorted(c for _, c in crowns) == list(range(5))
    assert len({rows[r][c] for r, c in crowns}) == 5
    assert not touching(crowns)
    assert all(sign in ("👑", rows[r][c]) for r, line in enumerate(drawn.splitlines()) for c, sign in enumerate(line))
    assert STAR_BATTLE.read_answer(puzzle, STAR_BATTLE.write(candidates[0], answer, Form("coordinates"))) == answer


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Star battle, two stars may touch diagonally, 1 star per row.", "variant"),
        ("Queens by colour region; no two queens on the same diagonal.", "variant"),
        ("Star battle with 1 star in each row and 2 stars in each column.", "count"),
    ],
)
def test_what_is_not_plain_is_asked_about(words: str, code: str) -> None:
    map_ = "A A B B\nA A B B\nC C D D\nC C D D"
    assert [d.code for c in STAR_BATTLE.read(Text(f"{words}\n{map_}")) for d in c.doubts] == [code]


def test_a_map_with_too_few_regions_or_none_is_asked_about() -> None:
    few = "Star battle, 1 star each row:\nA A A B\nA A B B\nC C C B\nC C C C"
    none = "STAR BATTLE\nPlace 1 star(s) in each row, column, and region\n" + ". . . .\n" * 4
    assert [d.code for c in STAR_BATTLE.read(Text(few)) for d in c.doubts] == ["regions"]
    assert [d.code for c in STAR_BATTLE.read(Text(none)) for d in c.doubts] == ["shape"]


def test_other_grids_are_none() -> None:
    board = "_ Q _ _\n_ _ _ _\nQ _ _ _\n_ _ Q _"
    assert STAR_BATTLE.read(Text(f"Queens, none on the colour of another:\n{board}")) == []
    assert STAR_BATTLE.read(Text("Starcraft battle map:\nA A B\nA B B\nC C C")) == []


def test_brute_force_agrees() -> None:
    for seed in range(4):
        puzzle = STAR_BATTLE.generate(seed, difficulty="easy")
        labels = puzzle.look.signs
        good = [
            p
            for p in permutations(range(5))
            if all(abs(p[i] - p[i + 1]) > 1 for i in range(4)) and len({labels[r][c] for r, c in enumerate(p)}) == 5
        ]
        stars = STAR_BATTLE.marked(puzzle, STAR_BATTLE.exact(puzzle).answers[0])
        assert [list(enumerate(p)) for p in good] == [stars]


def test_by_address() -> None:
    (candidate,) = STAR_BATTLE.read(Text("Solve https://puzz.link/p?starbattle/5/5/1/8h9g07s3"))
    assert candidate.doubts == ()
    assert candidate.puzzle is not None
    assert ["".join(row) for row in candidate.puzzle.look.signs] == ["11222", "11222", "11334", "55534", "55555"]
    answer = STAR_BATTLE.exact(candidate.puzzle).answers[0]
    assert STAR_BATTLE.marked(candidate.puzzle, answer) == [(0, 3), (1, 0), (2, 2), (3, 4), (4, 1)]
    for damaged in ("starbattle/5/5/1/8h9g", "starbattle/5/5/8h9g07s3", "starbattle/6/5/1/8h9g07s3"):
        found = STAR_BATTLE.read(Text(f"https://puzz.link/p?{damaged}"))
        assert [len(c.doubts) for c in found] == [1]
