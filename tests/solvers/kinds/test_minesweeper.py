"""Minesweeper: what is certain in public prompts and pasted boards, rechecked by enumeration; variants refused."""

from __future__ import annotations

import ast
import json
import random
import re
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from router.asking.message import Message
from solvers.base import BadPuzzle, Form
from solvers.kinds.minesweeper.kind import MINESWEEPER
from solvers.kinds.minesweeper.reading import Look, problem
from solvers.rules import counts
from solvers.rules.board import Board, Problem, cell, place
from solvers.rules.constraints import Different
from solvers.rules.exact import certain
from solvers.text.legend import legend, meaning
from solvers.text.source import Text

Numbers = tuple[tuple[int | None, ...], ...]


def possible(numbers: Numbers, at: tuple[int, int], value: int) -> bool:
    """Whether a layout fits the numbers with that value in one cell: number by number, every way to place its mines."""
    height, width = len(numbers), len(numbers[0])
    clues = []
    for r, c in product(range(height), range(width)):
        if numbers[r][c] is not None:
            near = [
                (y, x) for y in range(r - 1, r + 2) for x in range(c - 1, c + 2) if 0 <= y < height and 0 <= x < width
            ]
            clues.append((numbers[r][c], [p for p in near if numbers[p[0]][p[1]] is None]))

    def place_mines(known: dict[tuple[int, int], int]) -> bool:
        best: tuple[list[tuple[int, int]], int] | None = None
        for number, near in clues:
            free = [p for p in near if p not in known]
            need = (number or 0) - sum(known.get(p, 0) for p in near)
            if not 0 <= need <= len(free):
                return False
            forced = need in (0, len(free))
            if free and (best is None or (forced, -len(free)) > (best[1] in (0, len(best[0])), -len(best[0]))):
                best = (free, need)
        if best is None:
            return True
        free, need = best
        return any(place_mines({**known, **{p: int(p in m) for p in free}}) for m in combinations(free, need))

    return place_mines({at: value})


def recheck(puzzle: Problem, answer: dict[str, Any]) -> None:
    for name, said in answer.items():
        at = place(name)
        assert at is not None
        held = {value for value in (0, 1) if possible(puzzle.look.numbers, at, value)}
        assert {"mine": {1}, "safe": {0}, "?": {0, 1}}[said] == held, name


def enigmata(data: Path) -> list[dict[str, Any]]:
    lines = (data / "prompts/enigmata_generated_grid_prompts.jsonl").read_text().splitlines()
    return [row for line in lines if (row := json.loads(line))["task"] == "minesweeper"]


def judge(prompt: dict[str, Any]) -> bool:
    """Read, solved, proven, rechecked. True where the data set's own list, found by single numbers, is as long."""
    found = MINESWEEPER.read(Text(prompt["question"]))
    assert len(found) == 1
    assert not found[0].doubts
    puzzle = found[0].puzzle
    assert puzzle is not None
    (answer,) = MINESWEEPER.exact(puzzle, seconds=20).answers
    assert MINESWEEPER.verify(puzzle, answer) == ()
    recheck(puzzle, answer)
    written = MINESWEEPER.write(found[0], answer, Form("coordinates", base=0))
    told = {tuple(at) for at in prompt["answer"]}
    mines = set(ast.literal_eval(written)) if written.startswith("[") else set()
    assert told <= mines
    return told == mines


def test_public_prompts_with_hidden_cells(shared_data: Path) -> None:
    for prompt in enigmata(shared_data)[::15]:
        judge(prompt)


@pytest.mark.slow
def test_all_public_prompts_with_hidden_cells(shared_data: Path) -> None:
    same = [judge(prompt) for prompt in enigmata(shared_data)]
    assert len(same) == 45
    assert sum(same) == 14  # the others list only what one number alone gives away


def test_public_prompt_for_one_layout(shared_data: Path) -> None:
    rows = map(json.loads, (shared_data / "prompts/korbench_prompts.jsonl").read_text().splitlines())
    (prompt,) = [row for row in rows if row["title"] == "Minesweeper"]
    (found,) = MINESWEEPER.read(Text(f"{prompt['rule']}\n{prompt['question']}"))
    assert found.puzzle is not None
    (answer,) = MINESWEEPER.exact(found.puzzle).answers
    assert MINESWEEPER.write(found, answer, Form(wrap="brackets")) == prompt["answer"]


@pytest.mark.parametrize(
    ("text", "form", "written"),
    [
        ("Minesweeper. Where are the mines?\n\n1 1 1\n1 ? 1\n1 1 1", Form("coordinates"), "[(2, 2)]"),
        ("Minesweeper\n```\n1■1\n1■1\n```\nwhich cell is safe?", Form("safe"), "none"),
        ("minesweeper, which cell is safe?\n1F1\n1#1\n##0", Form("safe"), "[(2, 2), (3, 1), (3, 2)]"),
        ("Minesweeper: . is open, # is hidden\n. . . .\n. 1 1 1\n. 1 # #", Form("grid"), ". . . .\n. 1 1 1\n. 1 M S"),
        ("| 1 | ? |\n|---|---|\n| 1 | ? |\nMines: 2. Mark mines with *.", Form("grid"), None),
        ("  1 2 3\n1 0 1 .\n2 1 2 .\n3 . . .\nminesweeper with 3 mines", Form("coordinates", base=0), None),
    ],
)
def test_pasted_boards(text: str, form: Form, written: str | None) -> None:
    found = MINESWEEPER.read(Text(text))
    assert len(found) == 1, found
    assert not found[0].doubts, found[0].doubts
    puzzle = found[0].puzzle
    assert puzzle is not None
    answers = MINESWEEPER.exact(puzzle).answers
    if written is None:
        assert all(MINESWEEPER.verify(puzzle, answer) == () for answer in answers)
    else:
        assert MINESWEEPER.verify(puzzle, answers[0]) == ()
        assert MINESWEEPER.write(found[0], answers[0], form) == written


def test_the_number_of_mines_counts() -> None:
    board = "Minesweeper{}\n1 ? ?\n? ? ?\n"
    (open_,) = MINESWEEPER.read(Text(board.format(".")))
    (told,) = MINESWEEPER.read(Text(board.format(", 3 mines in all.")))
    (left,) = MINESWEEPER.read(Text("Minesweeper, mines left: 2\n1 F ?\n? ? ?\n"))
    assert open_.puzzle is not None
    assert told.puzzle is not None
    assert left.puzzle is not None
    assert MINESWEEPER.exact(open_.puzzle).answers[0]["r1c3"] == "?"
    assert MINESWEEPER.exact(told.puzzle).answers[0]["r1c3"] == "mine"
    assert MINESWEEPER.exact(left.puzzle).answers[0]["r2c3"] == "mine"
    assert (
        MINESWEEPER.checks(left.puzzle, ())[0][2] == "a layout of mines fits all 2 counts; 1 flags are taken as mines"
    )


def test_false_claims_are_not_proven() -> None:
    (found,) = MINESWEEPER.read(Text("Minesweeper:\n1 ? ?\n? ? ?\n"))
    puzzle = found.puzzle
    assert puzzle is not None
    (answer,) = MINESWEEPER.exact(puzzle).answers
    assert set(answer.values()) == {"?"}
    for said in ("mine", "safe"):
        assert MINESWEEPER.verify(puzzle, {**answer, "r1c3": said})[0].rule == "certain"
    impossible = problem(Look(((3, None),)), {}, None)
    assert MINESWEEPER.exact(impossible).answers == ()
    assert MINESWEEPER.verify(impossible, {"r1c2": "mine"})[0].rule == "layouts"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Minesweeper, but the edges wrap around.\n1 ? ?\n? ? ?", "variant"),
        ("Minesweeper where diagonal neighbours do not count\n1 ? ?\n? ? ?", "variant"),
        ("Minesweeper\n1 ? .\n? . ?", "signs"),
        ("Minesweeper, 3 mines. There are 4 mines in all.\n1 ? ?\n? ? ?", "mines"),
        ("Minesweeper\n0 0 5\n0 0 0\n0 0 ?", "number"),
    ],
)
def test_what_is_open_is_asked(text: str, code: str) -> None:
    (found,) = MINESWEEPER.read(Text(text))
    assert found.puzzle is None
    assert [doubt.code for doubt in found.doubts] == [code]


def test_other_grids_are_no_minefields() -> None:
    for text in (
        "A sudoku of a friend of mine:\n5 3 . .\n. 7 . 1\n6 . . 9\n. 9 8 .",
        "Minesweeper is fun.\n\n1 2 3\n4 5 6",
        "The mines are closed.\n\nA B C\nD E F",
    ):
        assert MINESWEEPER.read(Text(text)) == []


def test_small_boards_against_every_layout() -> None:
    rng = random.Random(5)
    for _ in range(25):
        mines = {(r, c) for r in range(3) for c in range(4) if rng.random() < 0.3}
        rows = []
        for r in range(3):
            numbers = [sum((y, x) in mines for y in range(r - 1, r + 2) for x in range(c - 1, c + 2)) for c in range(4)]
            rows.append(tuple(n if (r, c) not in mines and rng.random() < 0.5 else None for c, n in enumerate(numbers)))
        if not any(n is not None for row in rows for n in row) or not any(n is None for row in rows for n in row):
            continue
        puzzle = problem(Look(tuple(rows)), {}, None)
        (answer,) = MINESWEEPER.exact(puzzle).answers
        recheck(puzzle, answer)
        assert MINESWEEPER.verify(puzzle, answer) == ()


def test_certain_values_and_their_witnesses() -> None:
    free = Board.grid(1, 3, (0, 1), {"r1c1": 1})
    found = certain(Problem(free, ()))
    assert found.complete
    assert found.values == {"r1c1": 1}
    assert {solution["r1c2"] for solution in found.solutions} == {0, 1}
    clash = Problem(Board.grid(1, 2, (0,)), (Different((cell(0, 0), cell(0, 1))),))
    assert certain(clash).solutions == ()
    with pytest.raises(BadPuzzle, match="no count of ones"):
        counts.possible(clash)


def test_legends() -> None:
    told = legend("F: flag, `.` is an open cell\n-2: unknown\nHidden squares are shown as X. A is for apple.")
    assert told == {"F": "flag", ".": "an open cell", "-2": "unknown", "X": "Hidden squares"}
    assert meaning(told, {"hidden": re.compile("unknown|hidden", re.I)}) == {"-2": "hidden", "X": "hidden"}


BOARD = "1 1 1 0\n1 ? 2 1\n? ? ? ?"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("is the cell in row 2, column 2 a mine?", True),
        ("is r2c2 safe?", False),
        ("is (3,1) safe?", True),
        ("is (3, 3) a mine?", "It may be either: the numbers fit a mine there, and none."),
        ("where are the mines?", "Mines (row, column, from 1): [(2, 2)]\nSafe"),
        ("which cells are safe? 0-based, please", "[(2, 0), (2, 1)]"),
    ],
)
def test_questions_about_a_board(words: str, answer: str | bool) -> None:
    text = f"Minesweeper, {words}\n{BOARD}"
    (found,) = MINESWEEPER.read(Text(text))
    assert found.puzzle is not None
    (values,) = MINESWEEPER.exact(found.puzzle).answers
    asked = MINESWEEPER.question(Message(text, (found.span,)), found)
    assert asked is not None
    assert asked.words()
    said = MINESWEEPER.said(asked, found, values)
    assert said == answer or (isinstance(answer, str) and str(said).startswith(answer))
