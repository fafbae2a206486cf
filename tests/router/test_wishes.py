"""Wishes other than the plain solution: they go elsewhere or are refused, and ordinary phrases do not trigger them."""

from __future__ import annotations

import pytest
from tests_data_router import GRID, MAZE, SOLVED

from router import Request, Router
from router.asking.wishes import other_wish
from router.reading.read import read
from solvers.exact import ExactSolver
from solvers.kinds.maze import wishes as maze_wishes
from solvers.kinds.sudoku import wishes as sudoku_wishes


@pytest.mark.parametrize(
    "words",
    [
        "Write Python code that solves this sudoku:",
        "Can you implement a solver for this sudoku in Rust?",
        "Translate the caption of this sudoku to German:",
        "Schreib mir ein Programm für dieses Sudoku:",
    ],
)
def test_words_about_a_puzzle_are_open_ended(words: str) -> None:
    assert read(f"{words}\n{GRID}").kind == "open"
    receipt = Router(exact=ExactSolver()).handle(Request(text=f"{words}\n{GRID}")).receipt
    assert receipt.status == "declined"
    assert "but none was found" not in (receipt.reason or "")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Generate another sudoku like this one:", "a new medium puzzle"),
        ("Sudoku: give me a hint only, don't solve it.", "a hint"),
        ("Sudoku: what is the next logical step?", "the next step and why"),
        ("How hard is this sudoku?", "how hard the puzzle is"),
    ],
)
def test_words_about_a_puzzle_that_code_answers(words: str, asked: str) -> None:
    receipt = Router(exact=ExactSolver()).handle(Request(text=f"{words}\n{GRID}")).receipt
    assert (receipt.status, receipt.kind, receipt.asked) == ("verified", "sudoku", asked)
    assert receipt.solution is None


@pytest.mark.parametrize(
    "words",
    [
        "How many different paths lead from S to G in this maze?",
        "Solve this maze from S to G in at most 5 moves.",
        "How many cells does the path contain, including start and end?",
        "Wie viele Felder hat der Weg im Labyrinth?",
        "How many times do you turn in this maze?",
        "List the moves in reverse order.",
        "Find the second shortest path in this maze.",
        "Solve the maze with the right-hand rule.",
        "In which order does depth-first search visit the cells of this maze?",
        "Solve the maze, but start at row 3, column 5 instead of S.",
        "Maze: you have stamina for 5 steps. Get from S to G.",
        "Maze: you can only take 5 steps. From S to G.",
        "Maze: each move jumps two cells. From S to G.",
        "Maze with a guard who patrols the corridor: from S to G.",
        "Fire spreads one cell each step in this maze; escape from S to G.",
        "Visit every cell of this maze.",
        "Parcours toutes les cases de ce labyrinthe.",
    ],
)
def test_other_ways_through_a_maze_are_refused(words: str) -> None:
    reading = read(f"{words}\n{MAZE}")
    assert reading.kind == "maze"
    assert "only shortest ways are proven" in (reading.refusal or "")


def test_a_turned_grid_is_refused() -> None:
    assert "turned" in (read(f"Rotate this maze by 90 degrees, then solve it.\n{MAZE}").refusal or "")
    assert "turned" in (read(f"Sudoku: transpose the solution.\n{GRID}").refusal or "")


@pytest.mark.parametrize(
    "words",
    [
        "One of the clues in this sudoku is wrong, which?",
        "In this sudoku a row may contain a digit twice.",
        "Sudoku: what are the candidates of r1c3?",
        "Sudoku: which digits can go in row 1, column 3?",
        "Sudoku: r1c3 is not 4.",
        "Sudoku: which digits are missing from row 1?",
        "Sudoku: how many cells are empty?",
    ],
)
def test_a_sudoku_whose_plain_solution_is_not_what_is_asked(words: str) -> None:
    reading = read(f"{words}\n{GRID}")
    assert reading.refusal is not None or reading.kind == "sudoku_variant"  # r1c3 is not 4: a rule that is proven


def test_rows_and_columns_without_boxes_are_not_taken_for_a_sudoku() -> None:
    reading = read(f"Fill the grid so that each row and each column contains 1-9 exactly once.\n{GRID}")
    assert "Latin square" in (reading.refusal or "")
    plain = read(f"Fill the grid so that each row, column and 3x3 box contains 1-9 exactly once.\n{GRID}")
    assert plain.refusal is None


@pytest.mark.parametrize(
    "words",
    [
        "Explain your reasoning step by step, then give the solved sudoku.",
        "Please solve this sudoku for my daughter, she likes coding.",
        "Solve the puzzle below. Generate the final grid.",
        "You may move up, down, left, or right. Find the shortest path and avoid the walls.",
        "Mark the path; avoid cells marked with #.",
        "No row may contain a digit twice. A digit can appear only once in a row and cannot be repeated in a column.",
        "Fill in the missing digits. Which digit is missing in row 1, column 3?",
        "If one clue contradicts another, say so.",
        "A monster guards the maze: escape! Each step goes to one of the four next cells, never backwards.",
        "Visit each cell at most once.",
        "Start at S, end at G. You can only move up, down, left and right, one cell a move, and use BFS.",
        "How many steps does the shortest path have?",
        "How many moves (up, down, left, right) are needed? Count the moves up to the goal.",
        "How long is the shortest route? Find the path from the start to the exit.",
        "",
    ],
)
def test_ordinary_phrases_are_no_other_wish(words: str) -> None:
    assert other_wish(words) is None
    assert sudoku_wishes.other(words) is None
    assert maze_wishes.other(words) is None


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Sudoku: just tell me the number in the middle cell?", "5"),
        ("Sudoku: which digit is in the top right corner?", "2"),
        ("Sudoku: what's the top-left 3x3 box?", "5 3 4\n6 7 2\n1 9 8"),
        ("Sudoku: what is the last row?", "3 4 5 2 8 6 1 7 9"),
        ("Sudoku: what goes in row 1 column 3 and in row 9 column 1?", "r1c3=4, r9c1=3"),
        ("Is this a valid sudoku?", "yes"),
    ],
)
def test_parts_of_a_sudoku(words: str, answer: str) -> None:
    assert Router(exact=ExactSolver()).handle(Request(text=f"{words}\n{GRID}")).receipt.answer == answer


@pytest.mark.parametrize(("grid", "answer"), [(SOLVED, "yes"), (SOLVED.replace("534678912", "534678921"), "no")])
def test_is_it_correct(grid: str, answer: str) -> None:
    receipt = Router(exact=ExactSolver()).handle(Request(text=f"Is this sudoku solved correctly?\n{grid}")).receipt
    assert (receipt.status, (receipt.answer or "").split(":")[0]) == ("verified", answer)
    assert answer == "yes" or "r1c8 and r4c8" in (receipt.answer or "")


def test_coordinates_as_json() -> None:
    text = f'Solve this maze from S to G. Reply in JSON as {{"path": [[row, col], ...]}}\n{MAZE}'
    receipt = Router(exact=ExactSolver()).handle(Request(text=text)).receipt
    assert receipt.answer == '{"path": [[1, 1], [1, 2], [1, 3], [2, 3], [3, 3], [3, 4], [3, 5], [4, 5]]}'
