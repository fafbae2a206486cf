"""Claims of others are read as they stand, in every usual form, and judged by the rules."""

from __future__ import annotations

import json
from typing import Any

import pytest

from solvers.base import BadPuzzle
from solvers.kinds.maze import MAZE
from solvers.kinds.maze.rules import Maze, moves
from solvers.kinds.sudoku import SUDOKU
from solvers.kinds.sudoku.rules import Sudoku


@pytest.fixture(scope="module")
def grid() -> tuple[Sudoku, Any]:
    puzzle = SUDOKU.generate(1)
    return puzzle, SUDOKU.exact(puzzle).answers[0]


@pytest.fixture(scope="module")
def way() -> tuple[Maze, Any]:
    puzzle = MAZE.generate(1, height=7, width=9)
    return puzzle, MAZE.exact(puzzle).answers[0]


def drawn(maze: Maze, path: Any) -> str:
    cells = [["#", " "][is_open] for row in maze.open for is_open in row]
    for row, column in path:
        cells[row * maze.width + column] = "o"
    cells[maze.start[0] * maze.width + maze.start[1]] = "S"
    cells[maze.goal[0] * maze.width + maze.goal[1]] = "G"
    return "\n".join("".join(cells[i : i + maze.width]) for i in range(0, len(cells), maze.width))


def test_sudoku_forms(grid: tuple[Sudoku, Any]) -> None:
    puzzle, answer = grid
    for text in (
        "".join(str(v) for row in answer for v in row),
        "\n".join(" ".join(map(str, row)) for row in answer),
        "The answer is:\n\n" + "\n".join("| " + " | ".join(map(str, row)) + " |" for row in answer) + "\nDone!",
        str([list(row) for row in answer]),
        json.dumps({"status": "verified", "solution": {"rows": answer}}),
    ):
        assert SUDOKU.read_answer(puzzle, text) == answer


def test_the_last_of_two_grids_is_the_answer(grid: tuple[Sudoku, Any]) -> None:
    puzzle, answer = grid
    shown = "\n".join(" ".join(map(str, row)) for row in puzzle.rows)
    filled = "\n".join(" ".join(map(str, row)) for row in answer)
    assert SUDOKU.read_answer(puzzle, f"{shown}\n\nbecomes\n\n{filled}") == answer


def test_a_wrong_digit_is_kept_and_rejected(grid: tuple[Sudoku, Any]) -> None:
    puzzle, answer = grid
    text = "".join(str(v) for row in answer for v in row)
    wrong = SUDOKU.read_answer(puzzle, str(int(text[0]) % 9 + 1) + text[1:])
    assert wrong != answer
    assert SUDOKU.verify(puzzle, wrong)


def test_maze_forms(way: tuple[Maze, Any]) -> None:
    maze, path = way
    letters = moves(path)
    words = {"U": "up", "D": "Down", "L": "left", "R": "right"}
    arrows = letters.translate(str.maketrans("UDLR", "↑↓←→"))
    for text in (
        drawn(maze, path),
        f"```\n{drawn(maze, path)}\n```",
        letters,
        letters.lower(),
        arrows,
        " ".join(letters),
        letters.translate(str.maketrans("UDLR", "NSWE")),
        ", ".join(words[letter] for letter in letters),
        str(path),
        json.dumps({"path": path}),
    ):
        assert MAZE.read_answer(maze, text) == path, text


def test_a_step_through_a_wall_is_kept_and_rejected(way: tuple[Maze, Any]) -> None:
    maze, _ = way
    assert {v.rule for v in MAZE.verify(maze, MAZE.read_answer(maze, "UUUUUUUU"))} & {"wall", "bounds", "goal"}


@pytest.mark.parametrize("text", ["", "I cannot solve this.", "42", "{" * 5000, "[[1,2],[3"])
def test_no_answer_is_said(grid: tuple[Sudoku, Any], way: tuple[Maze, Any], text: str) -> None:
    kinds: tuple[tuple[Any, Any], ...] = ((SUDOKU, grid[0]), (MAZE, way[0]))
    for kind, puzzle in kinds:
        with pytest.raises(BadPuzzle) as caught:
            kind.read_answer(puzzle, text)
        assert caught.value.hint


def test_moves_of_a_maze_with_walls_between_cells() -> None:
    rows = ("#####", "#   #", "### #", "#   #", "#####")
    maze = Maze(tuple(tuple(c == " " for c in row) for row in rows), (1, 1), (3, 1), between=True)
    path = MAZE.read_answer(maze, "RDL")
    assert path == ((1, 1), (1, 2), (1, 3), (2, 3), (3, 3), (3, 2), (3, 1))
    assert MAZE.verify(maze, path) == ()
    assert MAZE.read_answer(maze, "(0,0) (0,1) (1,1) (1,0)") == path
