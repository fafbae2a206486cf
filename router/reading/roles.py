"""Which of several grids is the puzzle: the others are examples of the format, or somebody's answer.

What is said in front of a grid tells ("for example:"), and what it holds: a filled grid that keeps another grid's clues
is an answer to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from solvers.base import Candidate
from solvers.kinds import KINDS
from solvers.text.patterns import lazily

PUZZLES = "|".join(["puzzle", *(re.escape(name).replace("_", "[ _-]?") for name in KINDS if name != "rules")])
"""What a puzzle is called, as alternatives of a pattern."""

LEAD = 320
"""Characters in front of a grid that can say what it is."""

_EXAMPLE = lazily(
    r"\b(?:examples?|e\.g\.|for instance|such as|formatted (?:like|as)|sample|template|illustration|beispiel\w*|"
    r"z\.\s?b\.|exemples?|par ex\.|"
    r"ejemplos?|p\. ?ej\.|esemp\w+|exemplos?|voorbeeld\w*|bijv\.)(?![^\W\d_])|например|пример|例如|比如|示例|例|"
    r"たとえば",
    re.I,
)
_PUZZLE = lazily(
    r"\b(?:here(?:'s| is| are)|now|this is|below is|following (?:is|grid|"
    rf"{PUZZLES})|solve|solving|find|your (?:task|turn|grid|{PUZZLES})|"
    rf"the (?:actual|real|current|given) |(?:grid|input|question|problem|task|board|{PUZZLES})\s*:|given\b|"
    r"hier (?:ist|kommt)|löse?|"
    r"voici|résou\w*|aquí|resuelv\w*|ecco|risolv\w*|aqui|resolv\w*|hier is|los (?:deze|dit|op))|вот|реши\w*|求解|"
    r"请解|以下|如下|解いて|次の",
    re.I,
)
_NOW = lazily(
    r"\b(?:now|actual|real|your (?:own|turn|puzzle|task)|solve (?:this|these|the following|it|mine)|jetzt|nun|"
    r"maintenant|ahora|adesso|agora|nu)\b|"
    r"теперь|现在|現在|では",
    re.I,
)
"""Turns a line that speaks of an example to the puzzle itself."""
_EXAMPLE_END = lazily(r"<example-end>|</examples?>|example[- ]end", re.I)
_EXAMPLE_TAGS = lazily(r"<examples?>.{0,6000}?(?:</examples?>|<example-end>)", re.I | re.S)
_ANSWER = lazily(
    r"\b(?:answer|solution|solved|result|output|response|lösung|antwort|solution|réponse|solución|respuesta|"
    r"soluzione|risposta|solução|resposta|"
    r"oplossing|antwoord)\w*\b[^\n]{0,40}\n?\s*$|(?:решени|ответ)\w*[^\n]{0,30}\n?\s*$|(?:答案|解答|回答|"
    r"答え)[^\n]{0,20}\n?\s*$",
    re.I,
)


def roles_of(text: str, candidates: Sequence[Candidate[Any]]) -> list[str]:
    """The part each grid plays: "puzzle", "example" or "answer". A lone grid is the puzzle, whatever is said of it."""
    if len(candidates) == 1:
        return ["puzzle"]
    roles = []
    inside = [match.span() for match in _EXAMPLE_TAGS.finditer(text)]
    for index, candidate in enumerate(candidates):
        if any(start <= candidate.span.start < end for start, end in inside):
            roles.append("example")
            continue
        start = max(candidate.span.start - LEAD, candidates[index - 1].span.end if index else 0)
        roles.append(_role(text[start : candidate.span.start], candidate, candidates))
    if "puzzle" not in roles:  # "for example these two": none of them is more of an example than the other
        roles = ["puzzle" if role == "example" else role for role in roles]
    if "puzzle" not in roles:
        roles = ["puzzle"] * len(roles)
    shown = [c.puzzle for c, role in zip(candidates, roles, strict=True) if role == "example" and c.puzzle is not None]
    again = ["example" if c.puzzle in shown else role for c, role in zip(candidates, roles, strict=True)]
    return again if "puzzle" in again else roles


def _role(lead: str, candidate: Candidate[Any], everyone: Sequence[Candidate[Any]]) -> str:
    if _full(candidate):
        if any(_answers(candidate, other) for other in everyone if other is not candidate):
            return "answer"
        if _ANSWER.search(lead[-90:]):
            return "answer"
    ended = max((m.end() for m in _EXAMPLE_END.finditer(lead)), default=0)
    lead = lead[ended:]
    example = max((m.end() for m in _EXAMPLE.finditer(lead)), default=-1)
    if example < 0:
        return "puzzle"
    same_line, _, below = lead[example:].partition("\n")
    return "puzzle" if _NOW.search(same_line) or _PUZZLE.search(below) else "example"


def _full(candidate: Candidate[Any]) -> bool:
    """Whether no cell is left to fill (it may be somebody's answer)."""
    return candidate.puzzle is not None and KINDS[candidate.kind].filled(candidate.puzzle)


def _answers(full: Candidate[Any], other: Candidate[Any]) -> bool:
    """Whether `full` keeps most clues of the open grid `other`: a (right or wrong) answer to it."""
    if other.kind != full.kind or other.puzzle is None or full.puzzle is None or _full(other):
        return False
    kind = KINDS[full.kind]
    clues, filled = kind.clues(other.puzzle), kind.clues(full.puzzle)
    kept = sum(filled.get(cell) == value for cell, value in clues.items())
    return kind.shape(other) == kind.shape(full) and kept >= 0.8 * len(clues)


def continues(first: Candidate[Any], second: Candidate[Any]) -> bool:
    """Whether the second grid is the first one, filled in further (rightly or wrongly)."""
    if first.kind != second.kind or first.puzzle is None or second.puzzle is None:
        return False
    kind = KINDS[first.kind]
    clues, filled = kind.clues(first.puzzle), kind.clues(second.puzzle)
    kept = sum(filled.get(cell) == value for cell, value in clues.items())
    return kind.shape(first) == kind.shape(second) and len(filled) > len(clues) and kept >= 0.9 * len(clues) > 0


def claimed(puzzle: Candidate[Any], answers: Sequence[Candidate[Any]]) -> dict[str, Any] | None:
    """Cell -> value of the user's own answer: a grid that answers the puzzle, or the puzzle's own grid where no cell of
    it is left to fill."""
    kind = KINDS[puzzle.kind]
    of_kind = [candidate for candidate in answers if candidate.kind == puzzle.kind and candidate.puzzle is not None]
    grid = of_kind[-1].puzzle if of_kind else puzzle.puzzle
    if grid is None or kind.problem(puzzle.puzzle) is None:
        return None
    if not of_kind and not kind.clues(grid):
        return None
    return {
        cell if isinstance(cell, str) else f"r{cell[0] + 1}c{cell[1] + 1}": v for cell, v in kind.clues(grid).items()
    }
