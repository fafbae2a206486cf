"""A router that says what it is told to, for tests of the front ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from router.types import Check, Reading, Receipt, Reply, Request, Rung
from solvers.base import Candidate, Span
from solvers.kinds.maze.rules import Maze
from solvers.kinds.sudoku import SUDOKU
from solvers.kinds.sudoku.rules import Sudoku

GRID = "1...\n..3.\n.4..\n...2"
FILLED = "1324\n4231\n2413\n3142"
PUZZLE = Sudoku(((1, 0, 0, 0), (0, 0, 3, 0), (0, 4, 0, 0), (0, 0, 0, 2)), 2, 2)
MAZE_TEXT = "S #\n  G"
MAZE = Maze(((True, True, False), (True, True, True)), (0, 0), (1, 2))


def reading(text: str) -> Reading:
    """A 4x4 sudoku or a maze if its very text is in the message, otherwise open."""
    for kind, grid, puzzle in (("sudoku", GRID, PUZZLE), ("maze", MAZE_TEXT, MAZE)):
        start = text.find(grid)
        if start >= 0:
            cells = tuple(Span(start + i, start + i + 1) for i, c in enumerate(grid) if c != "\n")
            return Reading(
                kind=kind,
                candidate=Candidate(kind, puzzle, Span(start, start + len(grid)), cells, "rows", {"blank": "."}),
            )
    return Reading(kind="open")


class FakeRouter:
    """Answers sudokus, mazes and 'hello'; `fail` is raised by every request instead."""

    def __init__(self, fail: BaseException | None = None) -> None:
        self.fail = fail
        self.requests: list[Request] = []
        self.solver = None

    def read(self, text: str) -> Reading:
        return reading(text)

    def handle(
        self,
        request: Request,
        on_step: Callable[[int, int, Any], None] | None = None,
        on_text: Callable[[str], None] | None = None,
    ) -> Reply:
        self.requests.append(request)
        if self.fail is not None:
            raise self.fail
        found = reading(request.text)
        if "in words" in request.text:
            found = found.model_copy(update={"confirm": GRID})
        if on_step is not None and found.kind == "sudoku":
            on_step(0, 1, SUDOKU.network.encode(PUZZLE))
        if on_text is not None and "hello" in request.text:
            on_text("good ")
            on_text("\x1b[31mday")
        return Reply(receipt=receipt(request.text, found.kind), reading=found)

    def handle_many(self, requests: list[Request]) -> list[Reply]:
        return [self.handle(request) for request in requests]


def receipt(text: str, kind: str) -> Receipt:
    """What the fake answers."""
    if "give up" in text:
        return Receipt(status="unsolved", kind=kind, reason="nothing was proven")
    if kind == "sudoku":
        rung = Rung(solver="trm", effort="low", outcome="proven", seconds=0.02, attempts=1, steps=3)
        rows = [[int(c) for c in line] for line in FILLED.split("\n")]
        return Receipt(
            status="verified", kind=kind, answer=FILLED, solution={"rows": rows}, route=(rung,), seconds=0.031,
            checks=(Check(name="clues kept", ok=True), Check(name="rows", ok=True)),
        )  # fmt: skip
    if kind == "maze":
        solution = {"path": [[0, 0], [1, 0], [1, 1], [1, 2]], "moves": "DRR", "length": 3}
        return Receipt(status="verified", kind=kind, answer="DRR", solution=solution, seconds=0.004)
    if "hello" in text:
        return Receipt(status="answered", kind="open", answer="good \x1b[31mday", seconds=0.5)
    return Receipt(status="declined", kind="open", reason="no language model is configured")
