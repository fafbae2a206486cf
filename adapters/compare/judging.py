"""Is this text a right answer to that request? One judge for routers, models and recordings, and it is code.

An answer is right if `verify` accepts it, asked-for cells and what a question of the kind's own asks for if the exact
solution has them, and what a kind answers in a form of its own if the kind says so. Answers of kinds without proof are
right if they are the stored ones. Where the request holds no puzzle that can be judged, the verdict is None.
"""

from __future__ import annotations

import re
from typing import Any

from router.asking.ask import Own
from router.reading.read import read
from router.types import Reading
from solvers.base import BadPuzzle
from solvers.kinds import KINDS
from solvers.text.write import wrapped

_SIGN = re.compile(r"\w+")


def _signs(text: str) -> list[str]:
    """The words and numbers of an answer, capitals aside."""
    return _SIGN.findall(text.casefold())


class Judge:
    """Reads each request once and remembers its solution."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Reading, Any]] = {}

    def right(self, request: str, answer: str | None, stored: str | None = None) -> bool | None:
        """Whether `answer` is right; None if the request cannot be judged.

        `stored` is the expected answer where there is one; only kinds without proof need it.
        """
        reading, exact = self._solved(request)
        if reading.candidate is None or reading.candidate.puzzle is None:
            return None
        kind, form = KINDS[reading.kind], reading.form
        if not kind.traits.proof and stored is None:
            return None
        if answer is None or not answer.strip():
            return False
        if not kind.traits.proof:
            assert stored is not None
            try:
                given = kind.read_answer(reading.candidate.puzzle, answer)
            except BadPuzzle:
                return False
            return kind.same(reading.candidate.puzzle, kind.solution_json(reading.candidate.puzzle, given), stored)
        own = kind.judge(reading.candidate, form, answer, request)
        if own is not None:
            return own
        if exact is not None and (form.name == "cells" or isinstance(reading.ask, Own)):
            said = _signs(wrapped(kind.write(reading.candidate, exact, form), form))
            count = len(form.cells) or len(said)
            return _signs(answer)[-count:] == said[-count:]
        if form.name not in kind.forms:
            return None
        try:
            return not kind.verify(reading.candidate.puzzle, kind.read_answer(reading.candidate.puzzle, answer))
        except BadPuzzle:
            return False

    def guessed(self, request: str, solution: dict[str, Any] | None, stored: str) -> bool:
        """Whether an unproven best guess of a kind without proof is the stored answer."""
        candidate = self._solved(request)[0].candidate
        if solution is None or candidate is None or candidate.puzzle is None or KINDS[candidate.kind].traits.proof:
            return False
        return KINDS[candidate.kind].same(candidate.puzzle, solution, stored)

    def _solved(self, request: str) -> tuple[Reading, Any]:
        if request not in self._known:
            reading = read(request)
            exact = None
            if reading.candidate is not None and reading.candidate.puzzle is not None:
                answers = KINDS[reading.kind].exact(reading.candidate.puzzle).answers
                exact = answers[0] if answers else None
            self._known[request] = (reading, exact)
        return self._known[request]
