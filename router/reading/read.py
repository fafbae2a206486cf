"""From a message to one typed puzzle, a question, a refusal, or "open": every grammar reads, then the words decide.

    read("Solve this sudoku, give me only the digit in row 3, column 5:\\n53..7....\\n6..195...")

Grids beside the puzzle are told apart by what is said in front of them (an example of the format, somebody's answer)
and by what they hold (a filled grid that keeps another grid's clues is an answer to it). Two puzzles, or a doubt of
the grammar, become a question that names lines; nothing is guessed, and words inside a message never change the rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from router.asking.wanted import Wanted, maze_form, sudoku_form
from router.asking.wishes import other_wish
from router.reading.gate import Refusal, refusal
from router.types import Reading
from solvers.base import Candidate
from solvers.kinds import KINDS

LEAD = 320
"""Characters in front of a grid that can say what it is."""

_EXAMPLE = re.compile(
    r"\b(?:examples?|e\.g\.|for instance|such as|formatted (?:like|as)|sample|template|illustration|beispiel\w*|"
    r"z\.\s?b\.|exemples?|par ex\.|"
    r"ejemplos?|p\. ?ej\.|esemp\w+|exemplos?|voorbeeld\w*|bijv\.)(?![^\W\d_])|например|пример|例如|比如|示例|例|"
    r"たとえば",
    re.I,
)
_PUZZLE = re.compile(
    r"\b(?:here(?:'s| is| are)|now|this is|below is|following (?:is|puzzle|maze|sudoku|grid)|solve|solving|find|"
    r"your (?:puzzle|maze|task|turn|grid|sudoku)|"
    r"the (?:actual|real|current|given) |(?:puzzle|maze|sudoku|grid|input|question|problem|task|board)\s*:|given\b|"
    r"hier (?:ist|kommt)|löse?|"
    r"voici|résou\w*|aquí|resuelv\w*|ecco|risolv\w*|aqui|resolv\w*|hier is|los (?:deze|dit|op))|вот|реши\w*|求解|"
    r"请解|以下|如下|解いて|次の",
    re.I,
)
_NOW = re.compile(
    r"\b(?:now|actual|real|your (?:own|turn|puzzle|task)|solve (?:this|these|the following|it|mine)|jetzt|nun|"
    r"maintenant|ahora|adesso|agora|nu)\b|"
    r"теперь|现在|現在|では",
    re.I,
)
"""Turns a line that speaks of an example to the puzzle itself."""
_EXAMPLE_END = re.compile(r"<example-end>|</examples?>|example[- ]end", re.I)
_EXAMPLE_TAGS = re.compile(r"<examples?>.{0,6000}?(?:</examples?>|<example-end>)", re.I | re.S)
_ANSWER = re.compile(
    r"\b(?:answer|solution|solved|result|output|response|lösung|antwort|solution|réponse|solución|respuesta|"
    r"soluzione|risposta|solução|resposta|"
    r"oplossing|antwoord)\w*\b[^\n]{0,40}\n?\s*$|(?:решени|ответ)\w*[^\n]{0,30}\n?\s*$|(?:答案|解答|回答|"
    r"答え)[^\n]{0,20}\n?\s*$",
    re.I,
)
_CHOICE = re.compile(
    r"\b(?:solve|do|need|want|answer)\b(?: \w+){0,2} the (?P<which>first|second|third|last)(?: (?:one|puzzle|sudoku|"
    r"maze|grid))\b|"
    r"\b(?:only|just)\b(?: solve| do)? the (?:(?P<kind>sudoku|maze)\b(?! and\b))",
    re.I,
)
_ALL = re.compile(r"\b(?:both|all of them|each of|all (?:two|three|four)|the other|the rest)\b", re.I)
_NAMED: Mapping[str, re.Pattern[str]] = {
    "sudoku": re.compile(r"s[uo0]{1,2}[ -]?d+[ou0]{1,2}[kc]+[ou0]|数独|數獨|ナンプレ|судоку|스도쿠", re.I),
    "maze": re.compile(
        r"\bma[iy]?zes?\b|labyrint|laberint|labirint|лабиринт|迷宫|迷宮|迷路|미로|doolhof|irrgarten|"
        r"\bshortest (?:path|route|way)|\bexit\b",
        re.I,
    ),
}
"""Words that tell kinds apart where their grammars read the same characters."""


@dataclass(frozen=True, slots=True)
class Found:
    """One grid of the text and its part in it: "puzzle", "example" or "answer"."""

    candidate: Candidate[Any]
    role: str


def read(text: str) -> Reading:
    """What `text` is; never raises, and costs little where there is no grid."""
    candidates = [candidate for kind in KINDS.values() for candidate in kind.parse(text)]
    if not candidates:
        return Reading(kind="open")
    candidates, torn = _apart(text, sorted(candidates, key=lambda c: (c.span.start, c.span.end)))
    if torn is not None:
        return torn
    chosen = _chosen([found.candidate for found in _roles(text, candidates) if found.role == "puzzle"])
    named = chosen[0] if len(chosen) == 1 else _named(_without(text, candidates), chosen)
    return _which(text, chosen) if named is None else _one(text, named, candidates)


def _one(text: str, candidate: Candidate[Any], others: list[Candidate[Any]]) -> Reading:
    """The reading of the one puzzle: what is wanted, and whether it may be answered."""
    kind = KINDS[candidate.kind]
    words = _without(text, others)
    wish = other_wish(candidate.kind, words)
    if wish is not None and wish.route == "open":
        return Reading(kind="open")
    wanted = _wanted(text, words, candidate)
    declined = Refusal(wish.why) if wish is not None else refusal(kind, candidate, text)
    questions = () if declined else tuple(dict.fromkeys(doubt.question for doubt in candidate.doubts))
    return Reading(
        kind=candidate.kind,
        candidate=candidate,
        wanted=wanted.form,
        only=wanted.only,
        any_solution=wanted.any_solution,
        wrap=wanted.wrap,
        questions=questions,
        refusal=declined.reason if declined else None,
        refusal_cells=declined.cells if declined else (),
    )


def _wanted(text: str, words: str, candidate: Candidate[Any]) -> Wanted:
    if candidate.kind == "maze":
        from solvers.kinds.maze.text import wanted_form

        return maze_form(words, wanted_form(text))
    return sudoku_form(words, len(candidate.puzzle.rows) if candidate.puzzle is not None else 16)


def _without(text: str, grids: list[Candidate[Any]]) -> str:
    """The words: each grid becomes one line break; of a very long text the parts next to the grids."""
    parts, at = [], 0
    for grid in grids:
        parts.append(text[at : grid.span.start])
        at = max(at, grid.span.end)
    parts.append(text[at:])
    return "\n".join(part if len(part) <= 8000 else part[:4000] + "\n" + part[-4000:] for part in parts)


# ---------------------------------------------------------------- several grids


def _apart(text: str, found: list[Candidate[Any]]) -> tuple[list[Candidate[Any]], Reading | None]:
    """Candidates that do not overlap: the likelier kind of each clash, or a question where the words do not say."""
    kept: list[Candidate[Any]] = []
    for candidate in found:
        if not kept or kept[-1].span.end <= candidate.span.start:
            kept.append(candidate)
            continue
        rival = kept[-1]
        if rival.kind == candidate.kind:
            if _length(candidate) > _length(rival):
                kept[-1] = candidate
            continue
        winner = _likelier(text, rival, candidate)
        if winner is None:
            question = f"Is the grid in {_lines(text, rival)} a {rival.kind} or a {candidate.kind}?"
            return kept, Reading(kind=rival.kind, candidate=rival, questions=(question,))
        kept[-1] = winner
    return kept, None


def _likelier(text: str, first: Candidate[Any], second: Candidate[Any]) -> Candidate[Any] | None:
    """The candidate whose kind the words near it name; else the one without doubts; else None."""
    near = text[max(0, first.span.start - 2000) : second.span.end + 1000]
    named = [c for c in (first, second) if _NAMED[c.kind].search(near)]
    if len(named) == 1:
        return named[0]
    clean = [c for c in (first, second) if c.puzzle is not None and not c.doubts]
    return clean[0] if len(clean) == 1 else None


def _roles(text: str, candidates: list[Candidate[Any]]) -> list[Found]:
    """The part each grid plays. A lone grid is the puzzle, whatever stands in front of it."""
    if len(candidates) == 1:
        return [Found(candidates[0], "puzzle")]
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
    roles = again if "puzzle" in again else roles
    return [Found(candidate, role) for candidate, role in zip(candidates, roles, strict=True)]


def _role(lead: str, candidate: Candidate[Any], everyone: list[Candidate[Any]]) -> str:
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
    """Whether this is a filled sudoku grid (it may be somebody's answer)."""
    puzzle = candidate.puzzle
    return candidate.kind == "sudoku" and puzzle is not None and all(all(row) for row in puzzle.rows)


def _answers(full: Candidate[Any], other: Candidate[Any]) -> bool:
    """Whether `full` keeps most clues of the open grid `other`: a (right or wrong) answer to it."""
    if other.kind != full.kind or other.puzzle is None or full.puzzle is None or _full(other):
        return False
    pairs = [
        (clue, digit)
        for clues, digits in zip(other.puzzle.rows, full.puzzle.rows, strict=False)
        for clue, digit in zip(clues, digits, strict=False)
        if clue
    ]
    kept = sum(clue == digit for clue, digit in pairs)
    return len(other.puzzle.rows) == len(full.puzzle.rows) and kept >= 0.8 * len(pairs)


def _chosen(puzzles: list[Candidate[Any]]) -> list[Candidate[Any]]:
    """The same puzzle quoted twice counts once."""
    kept: list[Candidate[Any]] = []
    for candidate in puzzles:
        if not any(c.kind == candidate.kind and c.puzzle is not None and c.puzzle == candidate.puzzle for c in kept):
            kept.append(candidate)
    return kept


def _named(words: str, puzzles: list[Candidate[Any]]) -> Candidate[Any] | None:
    """The puzzle that the words choose without doubt ("solve only the maze", "just the second one"), or None."""
    if _ALL.search(words):
        return None
    said = {(match["which"] or match["kind"]).lower() for match in _CHOICE.finditer(words)}
    if len(said) != 1:
        return None
    which = said.pop()
    if which in KINDS:
        fitting = [candidate for candidate in puzzles if candidate.kind == which]
        return fitting[0] if len(fitting) == 1 else None
    index = {"first": 0, "second": 1, "third": 2, "last": -1}[which]
    return puzzles[index] if index < len(puzzles) else None


def _which(text: str, puzzles: list[Candidate[Any]]) -> Reading:
    """The question which of several puzzles is meant."""
    named = [f"a {c.kind} in {_lines(text, c)}" for c in puzzles[:6]]
    listed = ", ".join(named[:-1]) + " and " + named[-1] + (" and more" if len(puzzles) > 6 else "")
    count = {2: "two", 3: "three", 4: "four"}.get(len(puzzles), str(len(puzzles)))
    question = f"The text holds {count} puzzles: {listed}. Which one is meant? Send it alone."
    return Reading(kind=puzzles[0].kind, questions=(question,))


def _lines(text: str, candidate: Candidate[Any]) -> str:
    first = text.count("\n", 0, candidate.span.start) + 1
    last = first + text.count("\n", candidate.span.start, max(candidate.span.start, candidate.span.end - 1))
    return f"line {first}" if first == last else f"lines {first}-{last}"


def _length(candidate: Candidate[Any]) -> int:
    return candidate.span.end - candidate.span.start
