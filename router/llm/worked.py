"""Questions and changes that a language model named and code found in the words, worked out by exact search.

Worked(form, task=Told(uses, ask, layout))          an ask like the others; its answer is made and proven here
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from router.asking.answers import Answer, of_problem, written
from router.asking.ask import Ask, Check, Claim, Count, Hint, Rate, Solve, Value, Why
from router.asking.places import Shape, shape_of
from router.asking.shape_words import Layout
from router.asking.yes_no import yes_no
from router.llm.further_rules import Impossible, chosen, grid_of, needless, with_rules
from router.llm.term_words import TERMS
from router.llm.terms import Use
from solvers.base import BadPuzzle, Candidate, Cell
from solvers.rules import hints
from solvers.rules.board import Problem, cell
from solvers.rules.board import Value as Held
from solvers.rules.exact import Search


@dataclass(frozen=True, slots=True)
class Told:
    """What the rest of the message asks, with the terms that change the puzzle or ask something of their own."""

    uses: tuple[Use, ...]
    ask: Ask
    layout: Layout

    def words(self) -> str:
        """The question as understood."""
        own = next((TERMS[use.term].about for use in self.uses if TERMS[use.term].does == "ask"), self.ask.words())
        changes = [f"{use.said!r}" for use in self.uses if TERMS[use.term].does != "ask"]
        return own + (f", with {', '.join(changes)}" if changes else "")

    def done(self, kind: Any, candidate: Candidate[Any], text: str, seconds: float) -> Answer | None:
        """The answer, proven; None where this puzzle has none that can be told with certainty."""
        plain, shape = kind.problem(candidate.puzzle), shape_of(kind, candidate)
        if plain is None or shape is None:
            return None
        try:
            problem = with_rules(plain, self.uses, shape, kind.boxes(candidate))
        except BadPuzzle:
            return None
        except Impossible as exc:
            return self._none(kind, str(exc))
        asked = next((use for use in self.uses if TERMS[use.term].does == "ask"), None)
        if asked is not None and asked.term in _DRAWN:
            return _DRAWN[asked.term](Scene(asked, problem, kind, candidate, text, seconds))
        if asked is None and isinstance(self.ask, Count | Hint | Rate | Why):
            return of_problem(kind, candidate, problem, self.ask, text, seconds)
        if asked is None and (isinstance(self.ask, Check | Claim) or not isinstance(self.ask, Solve | Value)):
            return None
        return self._solved(asked, problem, shape, kind, candidate, text, seconds)

    def _solved(
        self,
        asked: Use | None,
        problem: Problem,
        shape: Shape,
        kind: Any,
        candidate: Candidate[Any],
        text: str,
        seconds: float,
    ) -> Answer | None:
        """From the solution that the terms leave."""
        found = chosen(problem, self.uses, shape, seconds)
        if not found.complete:
            return None
        if not found.solutions:
            return self._none(kind, "exact search over all fillings finds none")
        free = isinstance(self.ask, Solve) and self.ask.any_solution
        choosing = any(use.term in ("largest", "smallest", "in_order") for use in self.uses)
        if len(found.solutions) > 1 and not (free or (choosing and asked is None and isinstance(self.ask, Solve))):
            reason = f"this {kind.title} has more than one solution, so there is no single answer"
            return Answer("", "solutions", reason, "declined", reason)
        values = found.solutions[0]
        detail = "every rule was checked; " + (
            "exact search finds no second solution" if len(found.solutions) == 1 else "one of several such solutions"
        )
        if asked is not None:
            said = _of_solution(asked, grid_of(values, shape), problem, values)
            return None if said is None else Answer(said, "worked out", detail)
        answer = kind.from_values(candidate.puzzle, values)
        said = written(kind, candidate, answer, self.ask, self.layout, text)
        if said is None:
            said = kind.write(candidate, answer, self.ask.form)
        return Answer(said, "worked out", detail)

    def _none(self, kind: Any, why: str) -> Answer:
        changes = ", ".join(f"{use.said!r}" for use in self.uses if TERMS[use.term].does != "ask")
        reason = f"with {changes}, this {kind.title} has no solution: {why}" if changes else f"no solution: {why}"
        return Answer("", "no solution", reason, "declined", reason)


# ---------------------------------------------------------------- from the solution


def _of_solution(use: Use, signs: list[list[str]], problem: Problem, values: dict[str, Held]) -> str | None:
    groups = [[signs[r][c] for r, c in group] for group in use.groups]
    if use.term == "value":
        return "\n".join(" ".join(group) for group in groups)
    if not all(sign.isdecimal() for group in groups for sign in group):
        return None
    if use.term == "times":
        return str(int(groups[0][0]) * use.numbers[0])
    if use.term == "joined_sum":
        return str(sum(int("".join(group)) for group in groups)) if len(groups) > 1 else None
    if use.term == "larger":
        return _larger(use.cells, [int(sign) for group in groups for sign in group])
    if use.term == "picked":
        return _picked(use, [int(sign) for group in groups for sign in group])
    if use.term == "missing":
        of = use.numbers[0]
        return str(sum(v == of for v in values.values()) - sum(v == of for v in problem.board.clues.values()))
    return None


def _larger(cells: Sequence[Cell], held: Sequence[int]) -> str:
    one, other = (f"{cell(*place)} ({value})" for place, value in zip(cells, held, strict=True))
    if held[0] == held[1]:
        return f"they are equal: {one}, {other}"
    return one if held[0] > held[1] else other


def _picked(use: Use, held: Sequence[int]) -> str | None:
    parity = 0 if use.word == "even" else 1
    fitting = [value for value in held if value % 2 == parity]
    if len(use.numbers) == 2:
        low, high = sorted(use.numbers)
        within = [value for value in fitting if low <= value <= high]
        fitting = [value for value in fitting if low < value < high]
        if within != fitting:
            return None  # "between" may take its ends in or not
    elif use.numbers:
        return None
    return ", ".join(map(str, fitting)) or "none"


# ---------------------------------------------------------------- from the drawing as it stands


@dataclass(frozen=True, slots=True)
class Scene:
    """A question about the drawing, and what is drawn."""

    use: Use
    problem: Problem
    kind: Any
    candidate: Candidate[Any]
    text: str
    seconds: float


def _check(at: Scene) -> Answer | None:
    """A filled grid: whether it breaks no rule."""
    filled = at.problem.board.clues
    if any(name not in filled for name in at.problem.board.shown):
        return None
    broken = tuple(Problem(at.problem.board.with_given({}), at.problem.rules).broken(filled))
    detail = broken[0].detail if broken else "no rule is broken"
    return Answer(yes_no(not broken, at.text) + (f": {detail}" if broken else ""), "your answer", detail)


def _blanks(at: Scene) -> Answer | None:
    left = sum(name not in at.problem.board.clues for name in at.problem.board.shown)
    return Answer(str(left), "counted", "cells without a given value")


def _minimal(at: Scene) -> Answer | None:
    count = needless(at.problem, at.seconds)
    if count is None:
        return None
    total = len(at.problem.board.clues)
    said = yes_no(count == 0, at.text) + (
        "" if not count else f": each of {count} of the {total} clues could be left out"
    )
    return Answer(said, "every clue tried", "without each clue in turn, a second solution was searched for")


def _hint(at: Scene) -> Answer | None:
    return of_problem(
        at.kind, at.candidate, at.problem, Hint(strength=2 if at.use.term == "hint" else 3), at.text, at.seconds
    )


def _order(at: Scene) -> Answer | None:
    """The first placements, each forced by what stands before it."""
    known, lines = dict(at.problem.board.clues), []
    for _ in range(min(at.use.numbers[0], 12)):
        step = hints.next_step(at.problem, known, seconds=at.seconds / 2)
        if step is None:
            break
        known[step.cell] = step.value
        lines.append(f"{step.cell} = {step.value}")
    if len(lines) < at.use.numbers[0] or len(Search(at.problem).solve(limit=2, seconds=at.seconds).solutions) != 1:
        return None
    return Answer("\n".join(lines), "forced", "each by the rules and the cells before it")


_DRAWN = {"check": _check, "blanks": _blanks, "minimal": _minimal, "hint": _hint, "next": _hint, "order": _order}
