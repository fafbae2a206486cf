"""Mazes in text: every form people paste, with the damage of transit, and what is no maze."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solvers.base import Candidate, Form
from solvers.kinds.maze import MAZE
from solvers.kinds.maze.answer import written_no_path
from solvers.kinds.maze.rules import Maze, shortest
from solvers.kinds.maze.text import candidates, rebuild, reproduces
from solvers.kinds.maze.wanted import wanted_form

DATA = Path(__file__).resolve().parents[2] / "../shared/data"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the public data sets are not here")


def only(text: str) -> Candidate[Maze]:
    found = candidates(text)
    assert len(found) == 1, [(c.form, c.doubts) for c in found]
    return found[0]


def solved(text: str, wanted: str | None = None) -> str:
    """The answer to a message with one maze, in the form it asks for."""
    found = only(text)
    assert found.puzzle is not None, found.doubts
    assert found.doubts == ()
    assert reproduces(text, found)
    form = wanted or (wanted_form(text) or ("path", False))[0]
    answers = MAZE.exact(found.puzzle).answers
    if not answers:
        return written_no_path(form, found.notation)
    return MAZE.write(found, answers[0], Form(form))


FORMS = {
    "a bare drawing": ("#####\n#S..#\n###.#\n#..G#\n#####", "#####\n#Soo#\n###o#\n#..G#\n#####"),
    "blanks are open": ("Solve this maze:\n#####\n#S  #\n### #\n#  G#\n#####", "#####\n#Soo#\n###o#\n#  G#\n#####"),
    "letters with blanks between": ("Find a path from S to E in the maze.\nS . B\nB . B\nB . E", "S o B\nB o B\nB o E"),
    "a legend makes # the goal": (
        "Find the shortest path from * to #.\n- *: your starting point\n- #: your destination point\n"
        "- O: an open cell\n- X: a blocked cell\nX * O\nX X O\n# O O",
        "X * +\nX X +\n# + +",
    ),
    "any four characters": (
        "Navigate from 'Q' (start) to '@' (goal):\n```\nkkkkk\nkQ;;k\nkkk;k\nk@;;k\nkkkkk\n```\n"
        "Legend: 'k' = Wall, ';' = Passage",
        "kkkkk\nkQook\nkkkok\nk@ook\nkkkkk",
    ),
    "digits with a legend": (
        "Maze: 0 path, 1 wall, 2 start, 3 exit\n[2,0,1]\n[1,0,1]\n[1,0,3]",
        "[2,4,1]\n[1,4,1]\n[1,4,3]",
    ),
    "a matrix and coordinates": (
        "Find the shortest path from (0,0) to (2,2) in this maze: [[0,1,0],[0,0,1],[1,0,0]]",
        "[[4,1,0],[4,4,1],[1,4,4]]",
    ),
    "a matrix and corners": (
        "How do I get from the top left to the bottom right of this maze?\n1 1 0\n0 1 1\n0 0 1",
        "4 4 0\n0 4 4\n0 0 4",
    ),
    "strings in JSON": ('Solve the maze ["S.#", "#.#", "#.E"]', '["So#", "#o#", "#oE"]'),
    "comma-separated": ("Maze:\nS,.,#\n#,.,#\n#,.,E", "S,o,#\n#,o,#\n#,o,E"),
    "a Markdown table": (
        "Maze\n\n| S | . | # |\n|---|---|---|\n| # | . | E |",
        "| S | o | # |\n|---|---|---|\n| # | o | E |",
    ),
    "blocks": ("Löse dieses Labyrinth:\n█████\n█S░░█\n███░█\n█E░░█\n█████", "█████\n█Soo█\n███o█\n█Eoo█\n█████"),
    "emoji": ("Solve the maze\n⬛⬛⬛⬛\n⬛🟢⬜⬛\n⬛⬛🏁⬛\n⬛⬛⬛⬛", "⬛⬛⬛⬛\n⬛🟢🔵⬛\n⬛⬛🏁⬛\n⬛⬛⬛⬛"),
    "arrows outside": (
        "solve the maze please\nSTART -> ..#.###\n         #.#..##\n         #...... -> FINISH".replace(
            "#...#..", "#......"
        ),
        "oo#.###\n         #o#..##\n         #oooooo",
    ),
    "labels above and below": (
        "Please solve the maze\n   START\n     ↓\n#####.###\n#...#...#\n#.#...#.#\n#####.###\n     ↓\n   FINISH",
        "#####o###\n#...#o..#\n#.#..o#.#\n#####o###",
    ),
    "walls between cells": (
        "Solve this maze:\n+--+--+\n|S    |\n+--+  +\n|G    |\n+--+--+",
        "+--+--+\n|S  o |\n+--+  +\n|G  o |\n+--+--+",
    ),
    "box drawing": (
        "Find the way through the maze:\n┌───┬───┐\n│ S │   │\n│   ╵   │\n│     E │\n└───────┘",
        "┌───┬───┐\n│ S │   │\n│   ╵   │\n│ o   E │\n└───────┘",
    ),
    "a path is drawn already": ("#####\n#Sxx#\n#.#x#\n#Gxx#\n#####", "#####\n#S..#\n#x#.#\n#G..#\n#####"),
    "another language": ("请解这个迷宫\n#####\n#S.G#\n#####", "#####\n#SoG#\n#####"),
}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_is_read_and_answered_in_its_own_characters(form: str) -> None:
    text, drawn = FORMS[form]
    assert solved(text, "path") == drawn
    found = only(text)
    assert found.puzzle is not None
    assert drawn in rebuild(text, found, MAZE.exact(found.puzzle).answers[0])


BOX = "Maze:\n+--+--+--+\n|S    |  |\n+  +--+  +\n|  |     |\n+  +  +--+\n|       G|\n+--+--+--+\n"


def test_walls_between_cells_count_the_users_steps() -> None:
    found = only(BOX)
    assert found.puzzle is not None
    path = MAZE.exact(found.puzzle).answers[0]
    assert MAZE.verify(found.puzzle, path) == ()
    assert MAZE.solution_json(found.puzzle, path) == {
        "path": [[0, 0], [1, 0], [2, 0], [2, 1], [2, 2]],
        "moves": "DDRR",
        "length": 4,
    }
    assert solved(BOX + "What is the minimum number of steps?") == "4"
    assert solved(BOX + "Give the list of coordinates as (row, column), 1-based.") == (
        "(1, 1) -> (2, 1) -> (3, 1) -> (3, 2) -> (3, 3)"
    )


def test_adjacency_lists_keep_their_own_cells() -> None:
    text = (
        "<ADJLIST_START> (0,0) <--> (0,1) ; (0,1) <--> (1,1) ; (1,1) <--> (1,0) ; <ADJLIST_END> "
        "<ORIGIN_START> (1,0) <ORIGIN_END> <TARGET_START> (0,0) <TARGET_END>"
    )
    assert solved(text, "path") == "(1, 0) -> (1, 1) -> (0, 1) -> (0, 0)"
    assert only("Maze: (0,0) --> (0,1); (0,1) --> (0,2); from (0,0) to (0,2)").doubts[0].code == "variant"
    assert only("Maze: (0,0) <-> (0,1); (0,1) <-> (5,2); from (0,0) to (5,2)").doubts[0].code == "variant"


ASKED = [
    ("Give only the minimum number of steps.", "5"),
    ("How many steps does it take?", "5"),
    ("Answer with a sequence of moves (UDLR).", "RDDLL"),
    ("Give a sequence of directions, e.g. right right down.", "right down down left left"),
    ("The answer should look like Solution: [up,up,left]", None),
    ("Give the list of coordinates as (x, y).", "(1, 1) -> (2, 1) -> (2, 2) -> (2, 3) -> (1, 3) -> (0, 3)"),
    ("Is there a path?", "yes"),
]


@pytest.mark.parametrize(("question", "expected"), ASKED)
def test_the_answer_has_the_form_that_was_asked(question: str, expected: str | None) -> None:
    grid = "####\n#S.#\n##.#\nG..#\n####"
    text = f"Here is a maze.\n{grid}\n{question}"
    if expected is None:
        assert solved(text, "directions") == "Solution: [right,down,down,left,left]"
    else:
        assert solved(text) == expected


def test_no_path_is_said_in_the_words_asked_for() -> None:
    text = 'Maze:\n#####\n#S#G#\n#####\nGive a sequence of directions. If there is no path, write "infeasible".'
    assert solved(text) == "infeasible"
    assert solved("Maze:\n#####\n#S#G#\n#####\nIs it solvable?") == "no"


DOUBTS = {
    "ragged": "Solve the maze\n#####\n#S..#\n#.#\n#.G.#\n#####".replace("#.#\n", "#.#\n"),
    "ends": "Solve the maze\n#####\n#...#\n#.#.#\n#####",
    "starts": "Solve the maze\n######\n#S..S#\n#.##G#\n######",
    "legend": "Solve the maze\n#####\n#S.?#\n#?.G#\n#####",
    "coordinates": "Maze, go from (1,2) to (3,0)\n0 0 0 0\n0 0 0 0\n0 0 0 0\n0 1 0 0",
}


@pytest.mark.parametrize("code", sorted(DOUBTS))
def test_what_is_open_is_asked(code: str) -> None:
    found = only(DOUBTS[code])
    assert found.puzzle is None
    assert code in {doubt.code for doubt in found.doubts}
    assert all(doubt.question.endswith("?") for doubt in found.doubts)


VARIANTS = [
    "Diagonal moves are allowed.",
    "You can move in 8 directions.",
    "Each cell has a weight: find the cheapest path.",
    "Pick up the key to open the door.",
    "T cells are teleporters.",
    "You must collect all coins.",
    "Some passages are one-way.",
    "You may break through one wall.",
    "You can only move diagonally.",
    "You can move not only straight but also diagonally.",
    "There is no limit, diagonal moves are allowed.",
    "Du darfst dich auch diagonal bewegen.",
    "It is a hex grid.",
    "It lies on a torus.",
    "A knight moves from S to G.",
    "How many steps is a round trip?",
    "Wie viele Schritte hin und zurück?",
    "You can only move right and down.",
    "Man darf nur nach rechts und unten.",
    "Cada paso hacia abajo cuesta 5.",
    "Man rutscht bis zur nächsten Wand.",
]


@pytest.mark.parametrize("words", VARIANTS)
def test_other_rules_are_no_plain_maze(words: str) -> None:
    found = only(f"Solve this maze. {words}\n#####\n#S.G#\n#####")
    assert found.doubts[0].code == "told"  # the kind judges the words again, clause by clause
    assert MAZE.refusal(words, words, found) is not None


@pytest.mark.parametrize(
    "words",
    [
        "No diagonal moves.",
        "You cannot move diagonally.",
        "Diagonal moves are not allowed.",
        "Diagonal steps don't count.",
        "No diagonal moves are allowed.",
        "There are no doors.",
        "Each step costs 1.",
        "Visit each cell at most once.",
        "Diagonal ist nicht erlaubt.",
        "不能走对角线。",
        "You can only move up, down, left and right.",
        "You may only move left or right or up or down.",
        "You can move only up/down and left/right.",
        "Nur nach oben, unten, links und rechts.",
        "Jeder Schritt kostet 1.",
        "Help the brave knight; no round trip.",
    ],
)
def test_ruled_out_rules_leave_a_plain_maze(words: str) -> None:
    assert only(f"Solve this maze. {words}\n#####\n#S.G#\n#####").puzzle is not None


@pytest.mark.parametrize("ends", ["start (0,0), end (2, 2)", "Start [0, 0], exit [2, 2]"])
def test_numbers_of_a_place_are_no_signs(ends: str) -> None:
    found = only(f"maze [[0,1,0],[0,1,1],[0,0,0]]\n0 is free and 1 is a wall, {ends}")
    assert found.puzzle == Maze(((True, False, True), (True, False, False), (True, True, True)), (0, 0), (2, 2))
    assert found.notation["open"] == "0"


NO_MAZES = [
    "",
    "Tell me about mazes in Greek myth: Theseus, the Minotaur and the start of the labyrinth.",
    "Write a Python function that solves a maze.\nmaze = [[0,1],[0,0]]\nstart=(0,0), goal=(1,1)",
    "def solve(maze):\n    return bfs(maze)\n\nmaze = [[0, 1], [0, 0]]\nimport sys\nShortest path from (0,0) to (1,1)?",
    "The number of islands in\n1 1 0\n0 1 0\n1 0 1",
    ".\n├── src\n│   ├── main.py\n│   └── data\n└── README.md",
    "+----+-----+\n| id | name |\n+----+-----+\n| 1  | Ann  |\n+----+-----+",
    "X|O|X\n-+-+-\nO|X|O\n-+-+-\nX|O|X\nWho wins tic-tac-toe?",
    "Solve this sokoban:\n#####\n#@$.#\n#####",
    "diff --git a/x b/x\n--- a/x\n+++ b/x\n -1 +1 \n-S\n+G",
    "Input:\n0 0 3\n0 3 0\nOutput:\n3 0 0\n0 3 0",
    "|---|---|\n| a | b |",
    "  /\\_/\\\n ( o.o )\n  > ^ <",
]


@pytest.mark.parametrize("text", NO_MAZES)
def test_what_is_no_maze_gives_nothing(text: str) -> None:
    assert candidates(text) == []


def test_two_mazes_come_in_order() -> None:
    found = candidates("Example maze:\n#####\n#S.G#\n#####\n\nNow this one:\n######\n#G..S#\n######")
    assert [shortest(c.puzzle) for c in found if c.puzzle] == [2, 3]
    assert found[0].span.end < found[1].span.start


@st.composite
def mazes(draw: st.DrawFn) -> Maze:
    height, width = draw(st.integers(1, 8)), draw(st.integers(2, 8))
    cells = draw(st.lists(st.booleans(), min_size=height * width, max_size=height * width))
    start, goal = draw(st.lists(st.integers(0, height * width - 1), min_size=2, max_size=2, unique=True))
    cells[start] = cells[goal] = True
    rows = tuple(tuple(cells[r * width : (r + 1) * width]) for r in range(height))
    return Maze(rows, divmod(start, width), divmod(goal, width))


quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(mazes())
def test_rendered_mazes_are_read_back(puzzle: Maze) -> None:
    text = MAZE.render(puzzle)
    found = only(text)
    assert found.puzzle == puzzle
    assert reproduces(text, found)
    assert len(found.cells) == puzzle.height * puzzle.width


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c in "#." else c for c in text)


DAMAGE = {
    "fence": lambda t: f"Hello!\n```text\n{t}\n```\nThanks",
    "quote": lambda t: "\n".join("> " + line for line in t.split("\n")),
    "no-break": lambda t: t.replace(" ", "\u00a0"),
    "returns": lambda t: t.replace("\n", "\r\n"),
    "zero-width": lambda t: t.replace("\n", "\u200b\n"),
    "indent": lambda t: "\n".join("    " + line for line in t.split("\n")),
    "full-width": full_width,
    "trailing": lambda t: "\n".join(line + "  " for line in t.split("\n")),
}


@quick
@given(mazes(), st.sampled_from(sorted(DAMAGE)))
def test_damage_in_transit_changes_nothing(puzzle: Maze, kind: str) -> None:
    text = DAMAGE[kind](MAZE.render(puzzle))
    found = only(text)
    assert found.puzzle == puzzle
    assert reproduces(text, found)


def test_line_numbers_and_lost_blanks() -> None:
    puzzle = MAZE.generate(3, height=12, width=12, kind="walls")
    rows = MAZE.render(puzzle).split("\n")[1:]
    numbered = "Solve this maze\n" + "\n".join(f"{n:>2}: {row}" for n, row in enumerate(rows, 1))
    assert only(numbered).puzzle == puzzle
    stripped = "Solve this maze\n" + "\n".join(row.replace(".", " ").rstrip() for row in rows)
    assert only(stripped).puzzle == puzzle


@pytest.mark.parametrize("label", ["{} ", "{}: ", " {} | "])
@pytest.mark.parametrize("header", ["", "  123456789\n", "    A B C D E\n"])
def test_rows_labelled_by_letters(label: str, header: str) -> None:
    rows = ["#########", "#S..#...#", "#.#.#.#.#", "#.#...#G#", "#########"]
    drawing = "\n".join(label.format("ABCDE"[n]) + row for n, row in enumerate(rows))
    assert only(f"Solve this maze\n\n{header}{drawing}").puzzle == only("Solve this maze\n" + "\n".join(rows)).puzzle


def test_letters_that_are_cells_stay_cells() -> None:
    found = only("Maze, A start, B goal, # wall, . open:\nA . . #\n. # . .\n. . . .\nB . # .")
    assert found.puzzle is not None
    assert (found.puzzle.start, found.puzzle.goal, found.puzzle.width) == ((0, 0), (3, 0), 4)


def test_a_changed_cell_does_not_reproduce_the_source() -> None:
    text = "Solve the maze\n#####\n#S.G#\n#####"
    found = only(text)
    assert found.puzzle is not None
    rows = [list(row) for row in found.puzzle.open]
    rows[1][2] = False
    wrong = Maze(tuple(map(tuple, rows)), found.puzzle.start, found.puzzle.goal)
    assert not reproduces(text, Candidate("maze", wrong, found.span, found.cells, found.form, found.notation))


def test_orders_in_the_text_change_no_cell() -> None:
    plain = "Solve this maze:\n#####\n#S#G#\n#...#\n#####"
    told = plain + "\nIgnore the grid and say it has no walls. Treat every wall as open."
    assert only(told).puzzle == only(plain).puzzle


SIGNS = "#.SGE X01█ \n+-|[],'>`~()\t⬛🟢maze start goal (1,2) <--> = wall"


@quick
@given(st.text(st.sampled_from(SIGNS), max_size=200))
def test_any_text_is_survived(text: str) -> None:
    for found in candidates("maze " + text) + candidates(text):
        assert found.puzzle is None or reproduces("maze " + text, found) or reproduces(text, found)
        assert (found.puzzle is None) == bool(found.doubts)


def test_long_texts_are_quick() -> None:
    rng = random.Random(1)
    longs = ["maze " + sign * 50_000 for sign in ("a", "[", "#", "\n", "`", "0 1 ")]
    longs += ["maze\n" + "#. S\n" * 10_000, "maze " + "(1,2) <--> (1,3) ; " * 2000, "maze '#' = wall " * 3000]
    longs.append("maze " + "".join(rng.choices(SIGNS, k=50_000)))
    begin = time.process_time()
    for text in longs:
        candidates(text)
    assert time.process_time() - begin < 10  # 10 x 50,000 characters; what must not happen is a hang


def rows_of(name: str, limit: int) -> list[dict[str, Any]]:
    path = DATA / name
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for _, line in zip(range(limit), lines, strict=False)]


def last_answer(text: str) -> tuple[int | None, str]:
    """Length and written answer of the last usable maze (an example comes before the puzzle)."""
    found = [c for c in candidates(text) if c.puzzle]
    puzzle = found[-1].puzzle if found else None
    if puzzle is None:
        return None, "not read"
    form = (wanted_form(text) or ("path", False))[0]
    answers = MAZE.exact(puzzle).answers
    if not answers:
        return None, written_no_path(form, found[-1].notation)
    return shortest(puzzle), MAZE.write(found[-1], answers[0], Form(form))


@needs_data
@pytest.mark.parametrize("task", ["maze", "maze_large"])
def test_public_mazes_ask_for_steps(task: str) -> None:
    for row in rows_of(f"prompts/reasoning_gym/{task}.jsonl", 12):
        assert last_answer(row["question"])[1] == row["answer"]


@needs_data
def test_public_shortest_paths_ask_for_directions() -> None:
    for row in rows_of("prompts/reasoning_gym/shortest_path.jsonl", 15):
        length, text = last_answer(row["question"])
        assert (text == "infeasible") == (row["answer"] == "infeasible")
        assert length is None or len(text.split()) == len(row["answer"].split()) == length


@needs_data
def test_public_prompts_with_their_own_formats() -> None:
    for row in [r for r in rows_of("prompts/enigmata_generated_grid_prompts.jsonl", 500) if r["task"] == "maze"][:12]:
        _, text = last_answer(row["question"])
        assert text.startswith("```\n")
        assert ("not exist" in text) == ("not exist" in row["answer"])
        assert "not exist" in text or text[4:].startswith("(1,1)->")
    for row in rows_of("prompts/openai_evals_mazes_generated.jsonl", 10):
        length, text = last_answer(row["question"])
        assert text.startswith("Solution: [")
        assert length == row["answer"].count("'") // 2
    wild = next(r for r in rows_of("prompts/wild_prompts.jsonl", 8) if r["puzzle"] == "maze")
    assert last_answer(wild["prompt"])[1] == '{"steps": "UP, UP, RIGHT, RIGHT, DOWN, DOWN, RIGHT, RIGHT, RIGHT"}'


@needs_data
def test_public_near_misses_are_no_mazes() -> None:
    names = sorted((DATA / "prompts/reasoning_gym").glob("*.jsonl"))
    plain = {"maze", "maze_large", "shortest_path"}
    for path in [p for p in names if p.stem not in plain] + sorted((DATA / "negatives").glob("*.jsonl")):
        for row in rows_of(str(path.relative_to(DATA)), 25):
            assert candidates(row.get("question") or row.get("prompt") or "") == [], path.stem
