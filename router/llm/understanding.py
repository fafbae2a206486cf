"""Reading with a language model, where the grammars are unsure: the model points, code copies and reads its quotes.

    reading = read_with_model(text, read(text), chat.on("reading"))

It is asked where clauses were left over, where a reading is in doubt, and where rules are told in words; never about
open text. One structured call with its own limits, one more if something does not fit or was not placed; then the
honest word. The message is shown with numbered lines between marks, as data: whatever it orders, the model can do no
more than point and quote, and what code cannot read in a quote is not believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from router.asking.places import Shape
from router.errors import ModelBadOutput
from router.llm import evidence, placing
from router.llm.calling import LONG_TOKENS, Asking, call_for, instructions
from router.llm.further import read_further
from router.llm.pointing import Misread, Pointer, Rules, candidate_of, pointable, pointed
from router.llm.terms import Unsaid
from router.llm.worded import Told, Unstated, looks_told, problem_of
from router.reading.candidates import gather, mentions
from router.reading.read import reading_of
from router.types import ChatModel, Message, Reading
from solvers.base import Candidate, Span
from solvers.kinds import KINDS
from solvers.text.source import Text

REPAIRS = 1
LONGEST = 40_000
"""Characters. Longer messages are not shown to the model."""
SHARE = 1 / 3
"""Of the time left that reading may take."""

_FACTS = re.compile(
    r"\br\d+c\d+\b.{0,400}\br\d+c\d+\b|"
    r"\bwalls?\b.{0,300}\b(?:start|from|entrance)\b.{0,300}\b(?:goal|exit|finish|end|to)\b.{0,200}\d",
    re.I | re.S,
)
"""A board told in words, though no kind is named."""
_PLACED = re.compile(
    r"\b(?:rows?|columns?|cells?|top|bottom|corner|zeile|spalte|ligne|colonne|fila|columna|riga|colonna)\b[^\n]{0,40}"
    r"\b(?:\d|one|two|three|four|five|six|seven|eight|nine)\b",
    re.I,
)
_CODE = re.compile(r"[<>{};=│─]|^\w+: ")
"""What stands in programs, pages and circuits, and in no drawing of a puzzle that the grammars do not know."""
_DRAWN = 3
"""Lines of one length that make a drawing."""


def worth_asking(text: str, first: Reading) -> bool:
    """Whether a model could improve on the grammars' reading: clauses left over, a doubt, or a puzzle told in words."""
    if len(text) > LONGEST:
        return False
    if first.refusal is not None:
        # what the words say, not what the clues do: where clues contradict each other no words help
        return first.candidate is not None and (bool(first.unclear) or not first.refusal_cells)
    if first.kind != "open":
        # which of several puzzles is meant is not for a model, and it can point at some kinds only
        if first.candidate is None:
            drawn = _drawing(text) >= 2 * _DRAWN
            return bool(first.questions) and drawn and _of_one_drawing(text)
        return bool(first.questions) and first.kind in pointable()
    return holds_board(text) or looks_told(text)


def _of_one_drawing(text: str) -> bool:
    """Whether at most one puzzle is there; scraps of one drawing with unreadable lines between them are one."""
    found = gather(Text(text)).candidates
    if len(found) < 2:
        return True
    whole = text[min(each.span.start for each in found) : max(each.span.end for each in found)]
    return all(each.puzzle is None for each in found) and all(line.strip() for line in whole.split("\n"))


def holds_board(text: str) -> bool:
    """Whether a message without a readable grid seems to hold one, drawn or told."""
    if _FACTS.search(text) is not None:
        return True
    named = any(KINDS[name].names.search(text) for name in pointable())
    drawn = _drawing(text)
    return drawn >= 2 * _DRAWN or (named and (drawn >= _DRAWN or _PLACED.search(text) is not None))


def _drawing(text: str) -> int:
    """The most lines of one length that look drawn: single signs, or one run of them."""
    counts: dict[int, int] = {}
    for line in text.split("\n"):
        tokens = line.split()
        signs = len(tokens) >= 3 and all(len(token) == 1 for token in tokens)
        run = len(tokens) == 1 and len(tokens[0]) >= 4
        if len(tokens) == 2 and len(tokens[0]) <= 2 and tokens[0].isalnum() and not tokens[1].isalpha():
            tokens, run = tokens[1:], len(tokens[1]) >= 4  # a row with its label
        if _CODE.search(line):
            continue
        if signs or run:
            size = len(tokens) if signs else len(tokens[0])
            counts[size] = counts.get(size, 0) + 1
    return max(counts.values(), default=0)


def read_with_model(text: str, first: Reading, chat: ChatModel, *, deadline: float | None = None) -> Reading:
    """A better reading than `first` if the model can point at one; raises ModelError if the model cannot be asked."""
    call = _call(text, first)
    base = [Message(role="system", content=call.instructions), Message(role="user", content=_shown(text, first))]
    messages, problem, tokens = base, "", call.tokens
    best = first
    for _ in range(1 + REPAIRS):
        try:
            completion = chat.complete(messages, schema=call.schema, deadline=deadline, max_tokens=tokens)
            pointer = pointed(call.schema, completion.text)
            if pointer.kind == "none" and first.candidate is None:
                return first if not holds_board(text) else unread(first, "the model sees no puzzle in it")
            return _reading(text, first, pointer, chat.name)
        except placing.Unplaced as exc:
            problem, best = str(exc), exc.reading
        except ModelBadOutput as exc:
            if exc.cut and not exc.thought:  # the same again would be cut off again
                problem = str(exc)
                break
            problem, tokens = str(exc), LONG_TOKENS if exc.cut else tokens
        except (Misread, Unsaid, Unstated) as exc:
            problem = str(exc)
        except ValidationError as exc:
            problem = str(exc.errors(include_url=False)[0]["msg"])
        again = f"Your last answer was rejected: {problem}. Answer again, for the whole message."
        messages = [*base, Message(role="user", content=again)]
    return best if best.refusal is not None or best.questions else unread(first, problem)


def _call(text: str, first: Reading) -> Asking:
    """What this message needs to be asked."""
    return call_for(
        grid_read=first.candidate is not None and not first.questions,
        board=first.kind != "open" or holds_board(text),
        drawn=_drawing(text) >= _DRAWN,
        rules=looks_told(text),
    )


def _reading(text: str, first: Reading, pointer: Pointer, name: str) -> Reading:
    """What the model's answer makes of the message; raises where anything in it is not what the words say."""
    reader = f"model {name}"
    if pointer.terms:
        return read_further(text, pointer.terms, reader, lambda: candidate_of(text, pointer))
    if first.candidate is not None and not first.questions:
        return placing.placed(first, pointer, reader)
    if pointer.kind == "rules":
        return _of_rules(problem_of(text, pointer), reader)
    if pointer.kind == "none":
        raise Misread("the grid that the message holds belongs to some puzzle")
    candidate = candidate_of(text, pointer)
    spans = _facts(text, pointer) if candidate.form == "told" else []
    _named(text, candidate, spans)
    found = reading_of(text, candidate, spans)
    if spans:
        _nothing_lost(text, found, spans, Shape(pointer.rows, pointer.columns))
        found = found.model_copy(update={"confirm": KINDS[candidate.kind].render(candidate.puzzle)})
    if found.kind == "open":
        return found
    return placing.placed(found.model_copy(update={"reader": reader}), pointer, reader)


def _facts(text: str, pointer: Pointer) -> list[Span]:
    spans: list[Span] = []
    for fact in pointer.facts:
        span = evidence.found(text, fact.quote, spans)
        spans += [span] if span is not None else []
    return spans


def _named(text: str, candidate: Candidate[Any], spans: Sequence[Span]) -> None:
    """The kind is the one that the words name; where they name none, a plain drawing of it reads as that kind."""
    chars = list(text)
    for span in spans or [candidate.span]:
        chars[span.start : span.end] = " " * (span.end - span.start)
    named = mentions("".join(chars))
    if candidate.kind in named:
        mine = named[candidate.kind]
        others = [name for name, each in named.items() if not all(_within(span, mine.at) for span in each.at)]
        if others:
            raise Misread(f"the message speaks of a {KINDS[others[0]].title} too")
        return
    if named:
        raise Misread(
            f"the message speaks of a {KINDS[next(iter(named))].title}, not of a {KINDS[candidate.kind].title}"
        )
    if spans and candidate.kind != "rules" and not _FACTS.search(text):
        raise Misread(f"nothing says that this is a {KINDS[candidate.kind].title}")
    drawn = [found.kind for found in gather(Text(KINDS[candidate.kind].render(candidate.puzzle))).candidates]
    if not spans and drawn != [candidate.kind]:
        raise Misread(f"nothing says that this grid is a {KINDS[candidate.kind].title}")


def _within(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a mention is one of these, or part of one: "sudoku" is called a Latin square by no one else."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _nothing_lost(text: str, found: Reading, spans: Sequence[Span], shape: Shape) -> None:
    groups = getattr(found.ask, "groups", ())
    asked = [cell for group in groups for cell in group]
    single = getattr(found.ask, "cell", None)
    lost = evidence.unclaimed(text, spans, asked + ([single] if single is not None else []), shape)
    if lost is not None:
        raise Misread(f"{lost}: every cell that the message speaks of is a fact or is asked for")


def _of_rules(told: Told, reader: str) -> Reading:
    whole = Span(min(span.start for span in told.spans), max(span.end for span in told.spans))
    candidate: Candidate[Any] = Candidate("rules", told.problem, whole, (), "told")
    return Reading(
        kind="rules",
        candidate=candidate,
        reader=reader,
        told=told.rules,
        confirm="\n".join(f"- {rule}" for rule in told.rules),
    )


def unread(first: Reading, problem: str) -> Reading:
    """There seems to be a puzzle, but nothing that was pointed at holds: ask the user, never guess."""
    if first.questions or first.refusal is not None:
        return first
    question = (
        f"This seems to hold a puzzle, but it cannot be read safely ({problem}). "
        "Can you send it as a plain grid, or its rules one by one?"
    )
    return Reading(kind="rules", questions=(question,))


def _shown(text: str, first: Reading) -> str:
    """The message with numbered lines, and the clauses that were not understood."""
    numbered = "\n".join(f"{number}| {line}" for number, line in enumerate(text.split("\n"), start=1))
    shown = f"<message>\n{numbered}\n</message>"
    if first.unclear:
        shown += f"\nThe grid was read. Not understood: {placing.listed(first.unclear)}"
    elif first.refusal is not None:
        shown += f"\nThe grid was read, but not the words: {first.refusal}"
    return shown


def second_opinion(text: str, problem: Any, chat: ChatModel, *, deadline: float | None = None) -> Told:
    """The rules once more, from the text alone, over the same names: a second formalisation, checked like the first."""
    from solvers.rules import rulebook  # its forms take a tenth of a second to make

    book = rulebook.write(problem)
    names = {"cells": list(problem.board.cells), "values": book["values"]}
    task = (
        "Formalise this puzzle independently, as careful as a lawyer. Read the message from its last sentence to its "
        f'first. kind is "rules"; use exactly these names: {names}.'
    )
    numbered = _shown(text, Reading(kind="open"))
    head = Message(role="system", content=instructions(Rules))
    messages = [head, Message(role="user", content=f"{numbered}\n{task}")]
    completion = chat.complete(messages, schema=Rules, deadline=deadline, max_tokens=LONG_TOKENS)
    pointer = pointed(Rules, completion.text)
    if list(pointer.cells) != names["cells"] or list(pointer.values) != names["values"]:
        raise Unstated("it names other cells or values")
    return problem_of(text, pointer)
