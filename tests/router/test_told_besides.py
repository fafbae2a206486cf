"""What is told or wished beside a puzzle and read by nobody closes the way, quoted."""

from __future__ import annotations

import json

import pytest

from router import Request, Router
from router.types import Receipt
from solvers.exact import ExactSolver
from solvers.kinds import KINDS

ROUTER = Router(exact=ExactSolver())
SUDOKU = "53..7....\n6..195...\n.98....6.\n8...6...3\n4..8.3..1\n7...2...6\n.6....28.\n...419..5\n....8..79"
MAZE = "#########\n#S..#...#\n#.#.#.#.#\n#.#...#G#\n#########"
WITH_T = "#########\n#S.T#...#\n#.#.#.#.#\n#.#...#G#\n#########"


def ask(text: str) -> Receipt:
    return ROUTER.handle(Request(text=text)).receipt


def board(name: str) -> str:
    kind = KINDS[name]
    return f"{kind.title}:\n{kind.render(kind.generate(3, difficulty='easy'))}"


def closes(text: str, quoted: str) -> None:
    """The text is declined, and the reason quotes this."""
    receipt = ask(text)
    assert receipt.status == "declined", receipt.asked
    assert quoted in (receipt.reason or "")


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Labyrinth: der kürzeste Weg mit möglichst wenigen Kurven, als Züge.", "limited turns"),
        ("Le chemin de S à G dans ce labyrinthe avec le moins de virages.", "limited turns"),
        ("Maze: # marks open cells in row 2. How many steps?", "# marks open cells in row 2"),
        ("Maze: the first S is wrong. Moves?", "the first S is wrong"),
        ("Maze: shortest path from S to G, moves as letters. Do not start to go right.", "Do not start to go right"),
        ("Each step takes 2 seconds except the first. How many seconds from S to G in this maze?", "except the first"),
        ("Each step takes 2 seconds, the first 5. How many seconds from S to G in the maze?", "the first 5"),
        ("Each step takes 2 seconds. The first one takes 5. How many seconds from S to G in the maze?", "2 seconds"),
        ("In row 2 # is free. Maze, steps?", "In row 2 # is free"),
        ("The first move must not be right. Moves in the maze?", "The first move must not be right"),
    ],
)
def test_a_maze_with_something_besides(words: str, quoted: str) -> None:
    closes(f"{words}\n{MAZE}", quoted)


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Labyrinth, T frei: Meide T, wenn es geht. Wie viele Schritte von S nach G?", "Meide T"),
        ("Maze: T is a wall, but you may enter one T. How many steps from S to G?", "but you may enter one T"),
    ],
)
def test_a_maze_with_another_sign(words: str, quoted: str) -> None:
    closes(f"{words}\n{WITH_T}", quoted)


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Sudoku. . = 7", "= 7"),
        (". = 7", "= 7"),
        ("Each dot stands for a seven.", "Each dot stands for a seven"),
        ("1 and 2 are swapped.", "1 and 2 are swapped"),
        ("The 1s and 2s are swapped.", "The 1s and 2s are swapped"),
        ("All numbers are one too high. What is the first row?", "All numbers are one too high"),
        ("Alle Zahlen sind um eins zu hoch.", "zu hoch"),
        ("Solve this. One clue is wrong.", "One clue is wrong"),
        ("show your work", "show your work"),
        ("Solve it and show all working.", "show all working"),
        ("Solve this sudoku without spaces:", "without spaces"),
        ("Give me two sudokus", "two sudokus"),
        ("Row 3 without spaces", "without spaces"),
        ("Reply with ok only.", "Reply with ok only"),
        ("Say hello first.", "Say hello first"),
        ("I wrote the rows in the wrong order. Solve.", "in the wrong order"),
        ("I wrote it from right to left. Solve.", "from right to left"),
        ("A zero is a joker. Solve.", "A zero is a joker"),
    ],
)
def test_a_sudoku_with_something_besides(words: str, quoted: str) -> None:
    closes(f"{words}\n{SUDOKU}", quoted)


@pytest.mark.parametrize(
    ("name", "words", "quoted"),
    [
        ("tents", "Tents come in pairs.", "Tents come in pairs"),
        ("tents", "One tree has no tent. Solve.", "One tree has no tent"),
        ("tents", "Use ^ for tents.", "Use ^ for tents"),
        ("jigsaw", "Regions don't matter, just solve it.", "was not understood: \"Regions don't matter"),
        ("killer", "The cages don't matter, it's a normal sudoku. Solve.", "cages don't matter"),
        ("latin", "Row 2 only, as letters.", "as letters"),
        ("rules", "Bob sits on seat 6. Solve.", "Bob sits on seat 6"),
        ("rules", "Solve with Ann on seat 1.", "Ann on seat 1"),
        ("numbrix", "Solve it in reverse: 1 becomes 25.", "1 becomes 25"),
    ],
)
def test_another_kind_with_something_besides(name: str, words: str, quoted: str) -> None:
    closes(f"{words}\n\n{board(name)}", quoted)


MIRROR = {
    "train": [
        {"input": [[1, 0, 0], [2, 0, 0]], "output": [[0, 0, 1], [0, 0, 2]]},
        {"input": [[0, 3, 4], [0, 0, 5]], "output": [[4, 3, 0], [5, 0, 0]]},
    ],
    "test": [{"input": [[6, 0, 0], [0, 7, 0]]}],
}


@pytest.mark.parametrize("words", ["Predict the output. Dreh das Ergebnis.", "Reply with ok only.", "Say hello first."])
def test_a_task_of_examples_with_something_besides(words: str) -> None:
    closes(f"{words}\n{json.dumps(MIRROR)}", words.split(". ")[-1])


def test_steps_of_one_price() -> None:
    receipt = ask(f"Each step takes 2 seconds. How many seconds from S to G in this maze?\n{MAZE}")
    assert (receipt.status, receipt.answer) == ("verified", "24 seconds")


@pytest.mark.parametrize("words", ["Solve this: one line without spaces", "as an 81-character string without spaces"])
def test_one_line_has_no_spaces(words: str) -> None:
    answer = ask(f"{words}\n" + "\n".join(" ".join(row) for row in SUDOKU.splitlines())).answer or ""
    assert len(answer) == 81
    assert answer.startswith("534678912672195348")


@pytest.mark.parametrize(
    "words",
    [
        "Please solve this sudoku.",
        "Dots are empty cells. Solve it.",
        "Each dot stands for an empty cell.",
        "The first row?",
    ],
)
def test_the_plain_is_answered(words: str) -> None:
    assert ask(f"{words}\n{SUDOKU}").status == "verified"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Please solve this sudoku for me. Gvie the fourth rwo.", "values of row 4"),
        ("Please solve this sudoku for me. Give the fourht row.", "values of row 4"),
        ("Plaese solev this sudoku thnaks", "the solution"),
        ("My friend Marlowe of the club weighs in. Solve it, second to none.", None),
    ],
)
def test_a_slip_hides_no_ask(words: str, asked: str | None) -> None:
    receipt = ask(f"{words}\n{SUDOKU}")
    if asked is None:  # no slips: nothing is said of any
        assert "slip" not in (receipt.reason or "")
    else:
        assert receipt.status == "verified"
        assert (receipt.asked or "").startswith(asked)


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Please solve this sudoku for me. The diagnoals count too.", "diagnoals"),
        ("Please solve this sudoku for me. The conrers are odd.", "conrers"),
    ],
)
def test_a_slip_in_a_rule_closes(words: str, quoted: str) -> None:
    closes(f"{words}\n{SUDOKU}", quoted)


@pytest.mark.parametrize(
    ("words", "board", "quoted"),
    [
        ("It is played on a torus. Sudoku:", SUDOKU, "torus"),
        ("Red is 3. Solve the sudoku.", SUDOKU, "Red is 3"),
        ("Maze: you may only walk on weekdays. How many steps?", MAZE, "only walk on weekdays"),
    ],
)
def test_a_rule_in_a_plain_sentence_closes(words: str, board: str, quoted: str) -> None:
    closes(f"{words}\n{board}", quoted)
