"""Hints of mazes: the next step, proven, in the words and cells of the person, without the way."""

from __future__ import annotations

import re

import pytest

from router import Request, Router
from router.asking.ask import Hint
from solvers.kinds import KINDS
from solvers.kinds.maze.hint import hinted
from solvers.kinds.maze.rules import Maze, distances, shortest

ROWS = ("S.#", ".#.", "..G")
MAZE = Maze(tuple(tuple(sign != "#" for sign in row) for row in ROWS), (0, 0), (2, 2))
DRAWN = "+---+---+\n| S |   |\n+   +   +\n|     G |\n+---+---+"


def said(maze: Maze, strength: int) -> str:
    told = hinted(maze, strength)
    assert told is not None
    assert told.sure
    return str(told.said)


def test_three_strengths() -> None:
    assert said(MAZE, 1) == "look at the start, row 1, column 1: 1 of 2 ways out of it are shortest"
    assert said(MAZE, 2) == "from the start, row 1, column 1, go down first"
    assert said(MAZE, 3) == (
        "go down to row 2, column 1: from there it is 3 steps to the goal, instead of 4; right would be no nearer"
    )


def test_the_goal_beside_the_start_and_no_way_at_all() -> None:
    assert said(Maze(((True, True),), (0, 0), (0, 1)), 3) == ("go right to row 1, column 2: that is the goal")
    assert hinted(Maze(((True, False, True),), (0, 0), (0, 2)), 2) is None


@pytest.mark.parametrize("seed", range(12))
def test_the_step_is_the_first_of_a_shortest_way(seed: int) -> None:
    maze = KINDS["maze"].generate(seed)
    whole, left = shortest(maze), distances(maze)
    found = re.match(r"go \w+ to row (\d+), column (\d+): ", said(maze, 3))
    assert found is not None
    assert left[int(found[1]) - 1, int(found[2]) - 1] == whole - 1


def test_over_the_router_also_of_a_maze_with_walls_between_cells() -> None:
    receipt = Router().handle(Request(text="Give me a hint for this maze:\n" + "\n".join(ROWS), offline=True)).receipt
    assert (receipt.status, receipt.answer) == ("verified", "from the start, row 1, column 1, go down first")
    assert receipt.solution is None
    router = Router()
    reading = router.read(f"Solve this maze:\n{DRAWN}").model_copy(update={"ask": Hint(strength=3)})
    receipt = router.handle(Request(text=DRAWN, offline=True), reading=reading).receipt
    assert receipt.answer == "go down to row 2, column 1: from there it is 1 step to the goal, instead of 2"
