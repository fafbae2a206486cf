"""Is this text a right answer to that request? One judge for routers, models and recordings, and it is code.

A filled grid or a path is right if `verify` accepts it, a step count if breadth-first search agrees, "no path" if there
is none. Where the request holds no puzzle that can be judged, the verdict is None.
"""

from __future__ import annotations

import re
from typing import Any

from router.answers import read_answer
from router.asking.form import infeasible
from router.reading.read import read
from router.types import Reading
from solvers.base import BadPuzzle
from solvers.kinds import KINDS
from solvers.kinds.maze.rules import shortest, user_path

_NO_WAY = re.compile(r"infeasible|impossible|no path|not (?:possible|reachable)|unreachable|no solution", re.I)


class Judge:
    """Reads each request once and remembers its solution."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Reading, Any]] = {}

    def right(self, request: str, answer: str | None) -> bool | None:
        """Whether `answer` is right; None if the request cannot be judged."""
        reading, exact = self._solved(request)
        if reading.candidate is None or reading.candidate.puzzle is None:
            return None
        if answer is None or not answer.strip():
            return False
        puzzle = reading.candidate.puzzle
        if reading.wanted == "steps":
            return self._steps(puzzle, answer)
        if reading.kind == "maze" and exact is None:
            said = infeasible(reading, request).strip().lower()
            return answer.strip().strip("\"'`.").lower() == said.strip("\"'`.") or _NO_WAY.search(answer) is not None
        if reading.wanted.startswith("cell:") and exact is not None:
            row, column = (int(number) for number in re.findall(r"\d+", reading.wanted))
            digits = re.findall(r"\d+", answer)
            return bool(digits) and digits[-1] == str(exact[row - 1][column - 1])
        if reading.wanted not in ("grid", "path", "moves", "directions", "coordinates"):
            return None
        try:
            return not KINDS[reading.kind].verify(puzzle, read_answer(puzzle, answer))
        except BadPuzzle:
            return False

    def _steps(self, puzzle: Any, answer: str) -> bool:
        numbers = re.findall(r"-?\d+", answer)
        best = shortest(puzzle)
        if best is None:
            return _NO_WAY.search(answer) is not None or (bool(numbers) and numbers[-1] == "-1")
        exact = KINDS["maze"].exact(puzzle).answers[0]
        return bool(numbers) and int(numbers[-1]) == len(user_path(puzzle, exact)) - 1

    def _solved(self, request: str) -> tuple[Reading, Any]:
        if request not in self._known:
            reading = read(request)
            exact = None
            if reading.candidate is not None and reading.candidate.puzzle is not None:
                answers = KINDS[reading.kind].exact(reading.candidate.puzzle).answers
                exact = answers[0] if answers else None
            self._known[request] = (reading, exact)
        return self._known[request]
