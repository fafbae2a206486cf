"""Slant: public prompts, whose numbers force loops that their own rule forbids; pasted boards; all small fillings."""

from __future__ import annotations

import json
import random
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from solvers.base import Form
from solvers.kinds.slant import SLANT, Look, _problem
from solvers.rules.board import Problem, cell
from solvers.text.source import Text


def closes_a_loop(rows: list[list[int]]) -> bool:
    """Whether the drawn diagonals hold a circle: peel off ends until none is left."""
    links = set()
    for r, row in enumerate(rows):
        for c, way in enumerate(row):
            links.add(((r, c + 1), (r + 1, c)) if way == 1 else ((r, c), (r + 1, c + 1)))
    while True:
        ends = [corner for link in links for corner in link]
        kept = {link for link in links if all(ends.count(corner) > 1 for corner in link)}
        if kept == links:
            return bool(links)
        links = kept


def touching(rows: list[list[int]], r: int, c: int) -> int:
    near = ((r - 1, c - 1, -1), (r - 1, c, 1), (r, c - 1, 1), (r, c, -1))
    return sum(0 <= y < len(rows) and 0 <= x < len(rows[0]) and rows[y][x] == way for y, x, way in near)


def right(rows: list[list[int]], clues: Any, *, loops: bool = False) -> bool:
    counted = all(
        clue is None or touching(rows, r, c) == clue for r, row in enumerate(clues) for c, clue in enumerate(row)
    )
    return counted and (loops or not closes_a_loop(rows))


def read(text: str) -> Problem:
    (found,) = SLANT.read(Text(text))
    assert not found.doubts
    assert found.puzzle is not None
    return found.puzzle


def enigmata(data: Path) -> list[dict[str, Any]]:
    lines = (data / "prompts/enigmata_generated_grid_prompts.jsonl").read_text().splitlines()
    return [row for line in lines if (row := json.loads(line))["task"] == "slant"]


def judge(prompt: dict[str, Any]) -> None:
    """The stored answer keeps the numbers and closes a loop; nothing else keeps the numbers, so there is no solution.

    Once the text allows loops, the stored answer is the only one, written in the signs 1 and -1 that it asks for.
    """
    text = prompt["question"]
    puzzle = read(text)
    assert right(prompt["answer"], puzzle.look.clues, loops=True)
    assert closes_a_loop(prompt["answer"])
    nothing = SLANT.exact(puzzle)
    assert nothing.complete
    assert nothing.answers == ()
    (found,) = SLANT.read(Text(text + "\nLoops are allowed."))
    assert found.puzzle is not None
    (answer,) = SLANT.exact(found.puzzle).answers
    assert SLANT.verify(found.puzzle, answer) == ()
    written = SLANT.write(found, answer, Form())
    assert [list(map(int, line.split())) for line in written.splitlines()] == prompt["answer"]


def test_public_prompts(shared_data: Path) -> None:
    for prompt in enigmata(shared_data)[::7]:
        judge(prompt)


@pytest.mark.slow
def test_all_public_prompts(shared_data: Path) -> None:
    prompts = enigmata(shared_data)
    assert len(prompts) == 35
    for prompt in prompts:
        judge(prompt)


@pytest.mark.parametrize(
    "text",
    [
        "Slant:\n\n1 . 1\n. 4 .\n. . 1",
        "gokigen naname\n```\n1.1\n.4.\n..1\n```",
        "slant [[1, null, 1], [null, 4, null], [null, null, 1]]",
        "Here is a Slant:\n| 1 | . | 1 |\n|---|---|---|\n| . | 4 | . |\n| . | . | 1 |",
        "https://puzz.link/p?gokigen/2/2/66eg1",
    ],
)
def test_pasted_boards(text: str) -> None:
    puzzle = read(text)
    (answer,) = SLANT.exact(puzzle).answers
    assert SLANT.verify(puzzle, answer) == ()
    assert SLANT.signs(puzzle, answer) == [["\\", "/"], ["/", "\\"]]


def test_signs_are_those_of_the_text() -> None:
    (found,) = SLANT.read(Text("Slant, write L for / and R for \\:\n. . .\n. 4 .\n. . ."))
    assert found.puzzle is not None
    (answer,) = SLANT.exact(found.puzzle).answers
    assert SLANT.write(found, answer, Form()) == "R L\nL R"
    assert SLANT.read_answer(found.puzzle, "R L\nL R") == answer
    assert SLANT.read_answer(found.puzzle, "\\/\n/\\") == answer
    assert SLANT.write(found, answer, Form(wrap="brackets")) == "[[R L,L R]]"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Slant, but exactly one loop must be there.\n. . .\n. 4 .\n. . .", "variant"),
        ("Slant: some cells may be left empty.\n. . .\n. 4 .\n. . .", "variant"),
        ("https://puzz.link/p?gokigen/9/9/4bg", "shape"),
    ],
)
def test_changed_rules_and_broken_addresses_are_asked_about(text: str, code: str) -> None:
    (found,) = SLANT.read(Text(text))
    assert found.puzzle is None
    assert found.doubts[0].code == code


def test_other_grids_are_no_slant() -> None:
    for text in ("Slant my text, please.\nIt is short.", "Slant:\n5 6 7\n1 2 3\n4 5 6", "1 . 1\n. 4 .\n. . 1"):
        assert SLANT.read(Text(text)) == []


def test_small_boards_against_every_filling() -> None:
    rng = random.Random(3)
    fillings = [[list(flat[:3]), list(flat[3:])] for flat in product((1, -1), repeat=6)]
    for _ in range(20):
        start = rng.choice(fillings)
        clues = tuple(tuple(touching(start, r, c) if rng.random() < 0.4 else None for c in range(4)) for r in range(3))
        puzzle = _problem(Look(clues))
        wanted = [rows for rows in fillings if right(rows, clues)]
        for rows in fillings:
            answer = {cell(r, c): way for r, row in enumerate(rows) for c, way in enumerate(row)}
            assert (SLANT.verify(puzzle, answer) == ()) is (rows in wanted)
        assert len(SLANT.exact(puzzle).answers) == min(2, len(wanted))
