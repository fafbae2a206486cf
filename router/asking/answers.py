"""Answers to typed asks: what needs the proven solution is written from it, what needs only the rules is worked out here.

Everything said here is computed by code from the puzzle that was read: a hint comes with the rules that force it, a
count is an enumeration that came to its end, "right" means that `verify` found nothing broken.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from router.asking import shape_words
from router.asking.ask import (
    Ask,
    Check,
    Claim,
    Count,
    Echo,
    Hint,
    Make,
    Own,
    Rate,
    Solve,
    Sure,
    Value,
    Why,
    Worked,
)
from router.asking.pieces import Piece, Untellable
from router.asking.places import CORNERS, Shape, shape_of
from router.asking.yes_no import yes_no
from solvers.base import BadPuzzle, Candidate, Cell, Form
from solvers.rules import hints
from solvers.rules.board import Problem, cell
from solvers.rules.exact import Search
from solvers.rules.generate import guesses
from solvers.rules.rule import listed
from solvers.text.write import grid

COUNTED = 10_000
"""Solutions counted at the most: beyond it "more than 10000" is said. Enumerating so many takes clingo about a second."""
LISTED = 100
"""Solutions written out at the most."""


AS_DRAWN = shape_words.Layout()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, what was proven about it, and the puzzle's solution where it is shown."""

    text: str
    check: str
    detail: str
    status: str = "verified"
    reason: str | None = None


def needs_nothing(ask: Ask) -> bool:
    """Whether this is answered from the puzzle as it stands, solvable or not."""
    if isinstance(ask, Own):
        return ask.worked_out
    return isinstance(ask, (Check, Echo, Make, Worked)) or (isinstance(ask, Value) and ask.given)


def needs_solution(ask: Ask) -> bool:
    """Whether the ladder must solve the puzzle before this can be answered."""
    if isinstance(ask, Solve):
        return not ask.every
    return isinstance(ask, (Own, Claim, Sure)) or (isinstance(ask, Value) and not ask.given)


def direct(
    kind: Any,
    candidate: Candidate[Any] | None,
    ask: Ask,
    layout: shape_words.Layout,
    text: str,
    *,
    seconds: float,
    seed: int = 0,
) -> Answer | None:
    """The answer to an ask that needs no solved puzzle; None where this kind cannot answer it."""
    if isinstance(ask, Make):
        return _make(kind, ask, seed)
    assert candidate is not None
    if isinstance(ask, Worked):
        done: Answer | None = ask.task.done(kind, candidate, text, seconds) if ask.task is not None else None
        return done
    if isinstance(ask, Own):
        return _worked_out(kind, candidate, ask, text)
    if isinstance(ask, Check):
        return _check(kind, candidate, ask, text, seconds)
    if isinstance(ask, (Echo, Value)):
        return _echo(kind, candidate, ask, layout)
    problem = kind.problem(candidate.puzzle)
    if problem is None:
        told = kind.hinted(candidate, ask.strength) if isinstance(ask, Hint) and not ask.cells else None
        return None if told is None else Answer(str(told.said), told.check, told.detail)
    return of_problem(kind, candidate, problem, ask, text, seconds, layout)


def of_problem(
    kind: Any,
    candidate: Candidate[Any],
    problem: Problem,
    ask: Ask,
    text: str,
    seconds: float,
    layout: shape_words.Layout = AS_DRAWN,
) -> Answer | None:
    """The answer from a board with rules: the puzzle's own, or one that the message changes."""
    if isinstance(ask, (Hint, Why)):
        said = _hint(problem, ask, seconds) if isinstance(ask, Hint) else _why(problem, ask, seconds)
        return None if said is None else replace(said, text=kind.worded(said.text, candidate.puzzle))
    if isinstance(ask, Rate):
        return _rate(problem, text)
    if isinstance(ask, Count) or (isinstance(ask, Solve) and ask.every):
        return _several(kind, candidate, problem, ask, seconds, layout)
    return None


def _worked_out(kind: Any, candidate: Candidate[Any], ask: Own, text: str) -> Answer | None:
    """What a kind says itself; a doubt that changes the answer is asked about."""
    told = kind.tell(ask.question, candidate)
    if told is None:
        return None
    said = told.said if isinstance(told.said, str) else yes_no(told.said, text)
    if not told.sure:
        return Answer("", told.check, told.detail, "declined", told.detail)
    return Answer(said, told.check, told.detail)


def written(
    kind: Any,
    candidate: Candidate[Any],
    answer: Any,
    ask: Ask,
    layout: shape_words.Layout,
    text: str,
) -> str | None:
    """The answer to an ask about the solution; None where the kind's own way of writing serves, or nothing does."""
    if isinstance(ask, Own):
        asked = ask.question
        own = asked.answered(kind, candidate, answer) if isinstance(asked, Piece) else None
        said = kind.said(asked, candidate, answer) if own is None else own
        return said if isinstance(said, str) else yes_no(said, text)
    if isinstance(ask, Sure):
        return f"{yes_no(True, text)}: {'every rule and clue holds' if kind.traits.proof else 'it fits what is shown'}"
    if isinstance(ask, Claim) and ask.what == "value" and ask.cell is not None:
        sign = kind.signs_of(candidate, answer)[ask.cell[0]][ask.cell[1]]
        return yes_no(sign == ask.value, text) + ("" if sign == ask.value else f": it is {sign}")
    shape = shape_of(kind, candidate)
    if isinstance(ask, Value):
        return value(kind.signs_of(candidate, answer), kind.signs_of(candidate, None), ask, layout, shape)
    if isinstance(ask, Solve) and (layout.name or layout.lead) and shape is not None:
        return shape_words.write(layout, kind.signs_of(candidate, answer), shape.box)
    return None


def value(
    rows: list[list[str]], given: list[list[str]], ask: Value, layout: shape_words.Layout, shape: Shape | None
) -> str:
    """The signs of the chosen cells: bare for one cell, a line for a line, rows for a box."""
    if ask.but:
        hidden = {place for group in ask.groups for place in group}
        kept = [[given[r][c] if (r, c) in hidden else s for c, s in enumerate(row)] for r, row in enumerate(rows)]
        return _grid(kept)
    if ask.total == "missing":
        left = [[rows[r][c] for r, c in group if given[r][c] != rows[r][c]] for group in ask.groups]
        return "\n".join(" ".join(sorted(group, key=lambda sign: (len(sign), sign))) or "nothing" for group in left)
    groups = [[rows[r][c] for r, c in group] for group in ask.groups]
    if ask.total:
        if ask.total != "sorted" and not all(is_number(sign) for group in groups for sign in group):
            raise Untellable(f"the {ask.total} of {ask.said}: there are no numbers in these cells")
        return ", ".join(_total(ask.total, group) for group in groups)
    if layout.name == "packed" and all(len(sign) == 1 for group in groups for sign in group):
        return "\n".join("".join(group) for group in groups)
    if layout.name == "csv":
        return "\n".join(",".join(group) for group in groups)
    if shape is not None and shape.box is not None and all(_is_box(group, shape) for group in ask.groups):
        width = shape.box[1]
        return "\n\n".join(_grid([g[i : i + width] for i in range(0, len(g), width)]) for g in groups)
    if len(groups) == 1 and len(groups[0]) > 1 and len({place[0] for place in ask.groups[0]} | {len(groups[0])}) > 2:
        single = _line(ask.groups[0])
        if not single and ask.said != CORNERS:  # these have an order that everybody reads
            return ", ".join(f"{cell(r, c)}={rows[r][c]}" for r, c in ask.groups[0])
    return _grid(groups)


def _is_box(group: Sequence[Cell], shape: Shape) -> bool:
    assert shape.box is not None
    return len(group) == shape.box[0] * shape.box[1] and len({r for r, _ in group}) == shape.box[0]


def _line(group: Sequence[Cell]) -> bool:
    """Whether the cells lie evenly on one line (a row, a column, a diagonal)."""
    if len(group) < 3:
        return len({r for r, _ in group}) == 1 or len({c for _, c in group}) == 1
    steps = {(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(group)}
    return len(steps) == 1


def _grid(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(" ".join(row) for row in rows)


def is_number(sign: str) -> bool:
    """Whether a sign stands for a number, in whatever script."""
    return sign.isdecimal() or (len(sign) == 1 and not sign.isascii() and unicodedata.numeric(sign, None) is not None)


def as_number(sign: str) -> int:
    """The number that a sign of any script stands for."""
    return int(unicodedata.numeric(sign)) if len(sign) == 1 and not sign.isascii() else int(sign)


def _total(what: str, signs: Sequence[str]) -> str:
    if what == "sorted":
        return "".join(sorted(signs)) if all(len(s) == 1 for s in signs) else " ".join(sorted(signs, key=as_number))
    numbers = [as_number(sign) for sign in signs]
    product = 1
    for number in numbers:
        product *= number
    made = {"sum": sum(numbers), "product": product, "largest": max(numbers), "smallest": min(numbers)}
    return str(made[what])


def _make(kind: Any, ask: Make, seed: int) -> Answer:
    size = {} if ask.size is None else {"size": ask.size}
    try:
        puzzle = kind.generate(seed + ask.another, difficulty=ask.difficulty, **size)
    except (BadPuzzle, TypeError) as exc:
        said = f"no {kind.title} of that size is made here: {exc}"
        return Answer("", "made", said, "declined", said)
    proven = "with exactly one solution" if kind.traits.unique else "that can be solved"
    return Answer(kind.render(puzzle), "made", f"a {ask.difficulty} {kind.title} {proven}, seed {seed}")


def _echo(kind: Any, candidate: Candidate[Any], ask: Echo | Value, layout: shape_words.Layout) -> Answer | None:
    signs = kind.signs_of(candidate, None)
    if not signs:
        return None
    if isinstance(ask, Value):
        return Answer(value(signs, signs, ask, layout, None), "as given", "copied from the puzzle, not solved")
    if layout.name == "line":
        signs = [[layout.blank if sign == blank_of(signs) else sign for sign in row] for row in signs]
    shape = shape_of(kind, candidate)
    written = shape_words.write(layout, signs, shape.box if shape is not None else None)
    return None if written is None else Answer(written, "as given", "copied from the puzzle, not solved")


def blank_of(signs: list[list[str]]) -> str:
    """The sign of an empty cell: the one that is no letter and no digit but the zero."""
    return next((sign for row in signs for sign in row if not sign.isalnum() or sign == "0"), ".")


def _check(kind: Any, candidate: Candidate[Any], ask: Check, text: str, seconds: float) -> Answer | None:
    """Whether the values that the user filled in are right: all of them, or as far as they go."""
    problem = kind.problem(candidate.puzzle)
    if problem is None or not isinstance(ask.claimed, dict):
        return None
    left = sum(name not in ask.claimed for name in problem.board.shown)
    unfinished = f"; {left} cells are still empty" if left else ""
    wrong = _wrong(problem, ask.claimed, seconds)
    if wrong is None:
        same = ask.claimed == problem.board.clues
        said = ("no mistake" if ask.where else yes_no(not ask.faulty, text)) + (
            f" (so far{unfinished})" if left and not same else ""
        )
        return Answer(said, "your answer", "no rule is broken" + (f" so far{unfinished}" if left else ""))
    lead = "" if ask.where else yes_no(ask.faulty, text) + ": "
    return Answer(f"{lead}{wrong}{unfinished}", "your answer", wrong)


def _wrong(problem: Problem, values: dict[str, Any], seconds: float) -> str | None:
    """The cells that differ from the only solution; where there is no such, the rules that are broken."""
    clues = problem.board.clues
    if any(name not in clues for name in problem.board.shown):
        found = Search(problem).solve(limit=2, seconds=seconds)
        if found.complete and len(found.solutions) == 1:
            differ = [name for name, value in values.items() if found.solutions[0].get(name) != value]
            return f"{listed(differ, 12)} {'is' if len(differ) == 1 else 'are'} wrong" if differ else None
    mistake = hints.mistake(Problem(problem.board.with_given({}), problem.rules), values, seconds=seconds)
    return None if mistake is None else f"{mistake.detail}: {listed(mistake.cells, 8)}"


def _hint(problem: Problem, ask: Hint, seconds: float) -> Answer | None:
    step = _among(problem, ask, seconds) if ask.cells else hints.next_step(problem, seconds=seconds)
    if step is None:
        return None
    rules = "; ".join(problem.rules[number].words().rstrip(".") for number in step.rules[:3])
    rules = rules or "what is drawn leaves one value there"
    if ask.strength == 1:
        return Answer(f"Look at {step.cell}.", "forced", "the rules leave one value there")
    if ask.strength == 2:
        return Answer(f"Look at {step.cell}: {rules}.", "forced", "the rules leave one value there")
    return Answer(step.words(problem), "forced", "a smallest set of rules and cells that leaves no other value")


def _among(problem: Problem, ask: Hint, seconds: float) -> hints.Reason | None:
    """The easiest step in the cells that were asked about."""
    found = Search(problem).solve(limit=2, seconds=seconds)
    if len(found.solutions) != 1:
        return None
    values = found.solutions[0]
    names = [name for at in ask.cells if (name := cell(*at)) in problem.board.shown]
    left = [name for name in names if name not in problem.board.clues]
    if not left:
        raise Untellable(f"nothing is left to be filled in {ask.where}")
    share = seconds / len(left)
    reasons = (hints.why(problem, problem.board.clues, name, values[name], seconds=share) for name in left)
    return min((reason for reason in reasons if reason is not None), key=lambda reason: reason.size, default=None)


def _why(problem: Problem, ask: Why, seconds: float) -> Answer | None:
    found = Search(problem).solve(limit=2, seconds=seconds)
    if len(found.solutions) != 1:
        return None
    if ask.cell is None:
        step = hints.next_step(problem, seconds=seconds)
        return None if step is None else Answer(step.words(problem), "forced", "the first step; ask why for any cell")
    name = cell(*ask.cell)
    held = found.solutions[0][name]
    reason = hints.why(problem, problem.board.clues, name, held, seconds=seconds)
    if reason is None:
        return None
    premise = ""
    if ask.value and (ask.value != str(held)) is not ask.denied:
        premise = f"It is {held}. " if ask.denied else f"It is not {ask.value}. "
    how = "a smallest set of rules and clues that leaves no other value"
    return Answer(premise + reason.words(problem), "forced", how)


def _rate(problem: Problem, text: str) -> Answer:
    made = guesses(problem)
    level = "easy" if made < 10 else "medium" if made < 60 else "hard" if made < 400 else "very hard"
    if re.search(r"\b(?:1|one) (?:to|-|–) ?(?:10|ten)\b|/ ?10\b", text):
        return Answer(
            f"{min(10, 1 + round(math.log2(1 + made)))}",
            "rated",
            f"{level}: {made} decisions of an exact solver, on a logarithmic scale",
        )
    return Answer(
        f"{level}: an exact solver makes {made} decisions until its solution is proven", "rated", f"{made} decisions"
    )


def _several(
    kind: Any,
    candidate: Candidate[Any],
    problem: Problem,
    ask: Ask,
    seconds: float,
    layout: shape_words.Layout,
) -> Answer | None:
    every = ask.every if isinstance(ask, Solve) else 0
    limit = min(every, LISTED) if every > 0 else COUNTED
    found = Search(problem).solve(limit=limit, seconds=seconds)
    number = len(found.solutions)
    if not found.complete:
        return None
    if isinstance(ask, Count):
        more = number == COUNTED
        return Answer(
            f"more than {number - 1}" if more else str(number),
            "number of solutions",
            "every solution was enumerated" if not more else "counting stopped there",
        )
    if number < every or (every < 0 and number > LISTED):
        return None
    signs = [kind.signs_of(candidate, kind.from_values(candidate.puzzle, s)) for s in found.solutions]
    said = _listed(signs, ask.form, layout, shape_of(kind, candidate))
    detail = f"{number} different solutions" + (", and no other" if every < 0 else "")
    return None if said is None else Answer(said, "solutions", detail)


def _listed(grids: list[list[list[str]]], form: Form, layout: shape_words.Layout, shape: Shape | None) -> str | None:
    """Several solutions in the form that is asked for: a JSON list, one a line, or one below the other."""
    if form.wrap == "json":
        return "[" + ", ".join(grid(signs, form) for signs in grids) + "]"
    parts = [shape_words.write(layout, signs, shape.box if shape is not None else None) for signs in grids]
    return None if None in parts else ("\n" if layout.name == "line" else "\n\n").join(map(str, parts))
