"""Norinori: the public prompt in its own form, coloured maps, refusals, and a brute-force recheck."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import pytest

from solvers.base import Form
from solvers.kinds.norinori import NORINORI
from solvers.text.source import Text

Place = tuple[int, int]


def near(a: Place, b: Place) -> bool:
    return abs(a[0] - b[0]) + abs(a[1] - b[1]) == 1


def good(shaded: set[Place], labels: list[str]) -> bool:
    """Plain check: two in each region, each with exactly one shaded neighbour."""
    held = [labels[r][c] for r, c in shaded]
    two = all(held.count(label) == 2 for label in {sign for row in labels for sign in row})
    return two and all(sum(near(a, b) for b in shaded) == 1 for a in shaded)


def test_public_prompt(shared_data: Path) -> None:
    rows = [json.loads(line) for line in (shared_data / "prompts/korbench_prompts.jsonl").open()]
    (row,) = (row for row in rows if row["title"] == "Norinori")
    text = row["rule"] + "\n" + row["question"]
    (candidate,) = NORINORI.read(Text(text))
    assert candidate.puzzle is not None
    answers = NORINORI.exact(candidate.puzzle).answers
    assert len(answers) == 1
    form = NORINORI.form(text, candidate)
    assert form == Form("dominoes", wrap="brackets", base=1)
    written = NORINORI.write(candidate, answers[0], form)
    labels = ["".join(line.split("\t")) for line in row["question"].splitlines() if re.fullmatch(r"(\w\t)+\w", line)]

    def pairs(told: str) -> list[list[Place]]:
        found = [[int(n) - 1 for n in re.findall(r"\d+", pair)] for pair in told.strip("[]").split("),(")]
        return [[(a, b), (c, d)] for a, b, c, d in found]

    assert re.fullmatch(r"\[\[(\(\d,\d\)\(\d,\d\),?)+\]\]", written)
    assert all(near(*pair) for pair in pairs(written))
    assert good({at for pair in pairs(written) for at in pair}, labels)
    theirs = {at for pair in pairs(row["answer"]) for at in pair}
    assert not good(theirs, labels)  # the data set leaves region K, two cells, without a domino
    assert len(theirs - {at for pair in pairs(written) for at in pair}) == 2


def test_coloured_map() -> None:
    rows = ["🟥🟥🟦🟦", "🟥🟥🟦🟦", "🟩🟩🟨🟨", "🟩🟩🟨🟨"]
    (candidate,) = NORINORI.read(Text("Norinori\n" + "\n".join(rows)))
    assert candidate.puzzle is not None
    answer = {
        name: int(name in ("r1c2", "r1c3", "r2c1", "r3c1", "r2c4", "r3c4", "r4c2", "r4c3"))
        for name in candidate.puzzle.board.cells
    }
    assert NORINORI.verify(candidate.puzzle, answer) == ()
    drawn = NORINORI.write(candidate, answer, Form())
    assert drawn.splitlines()[0] == "🟥⬛⬛🟦"
    assert NORINORI.read_answer(candidate.puzzle, drawn) == answer
    assert NORINORI.read_answer(candidate.puzzle, NORINORI.write(candidate, answer, Form("dominoes"))) == answer
    assert NORINORI.write(candidate, answer, Form("dominoes", base=0)).startswith("(0,1)(0,2),(1,0)(2,0)")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Norinori, dominoes may touch:\nA A B\nA A B\nA A B", "variant"),
        ("Norinori with exactly three cells in each region:\nA A B\nA A B\nA A B", "variant"),
        ("Norinori:\nA A B\nA A A\nA A A", "regions"),
    ],
)
def test_what_is_not_plain_is_asked_about(text: str, code: str) -> None:
    assert [d.code for c in NORINORI.read(Text(text)) for d in c.doubts] == [code]


def test_other_grids_are_none() -> None:
    assert NORINORI.read(Text("Two regions of letters:\nA A B\nA A B\nA A B")) == []
    assert NORINORI.read(Text("Norinori is fun. I am in.\n. . .\n. . .\n. . .")) == []


def test_brute_force_agrees() -> None:
    puzzle = NORINORI.generate(1, size=4)
    labels = ["".join(row) for row in puzzle.look.signs]
    by_region = {s: [(r, c) for r in range(4) for c in range(4) if labels[r][c] == s] for s in set("".join(labels))}
    found: list[set[Place]] = [set()]
    for cells in by_region.values():
        found = [shaded | set(pair) for shaded in found for pair in combinations(cells, 2)]
    answer = NORINORI.exact(puzzle).answers[0]
    assert [shaded for shaded in found if good(shaded, labels)] == [set(NORINORI.marked(puzzle, answer))]
