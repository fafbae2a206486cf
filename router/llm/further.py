"""A message with terms that a language model named: the words that say them are taken out, the drawing is edited as
they say, and the grammars read what is left as if it had been sent so.

So nothing is lost: each clause is either what a term's own words say, or what the grammars understand; a clause that
held a term and holds anything loaded besides closes the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from router.asking.account import language, leftovers
from router.asking.ask import Count, Solve, Worked
from router.asking.light_words import says_nothing
from router.asking.message import Clause, Message
from router.asking.places import places, shape_of
from router.asking.understand import understand
from router.asking.wanted import form_of
from router.llm.term_words import LAYOUTS, TERMS
from router.llm.terms import Drawing, TermTold, Unsaid, Use, heard
from router.llm.worked import Told
from router.reading.candidates import gather
from router.reading.read import read
from router.types import Reading
from solvers.base import Candidate, Cell, Span
from solvers.kinds import KINDS
from solvers.text.source import Text

MOST = 12
"""Terms of one message."""
_WORD = re.compile(r"[^\W_]|[≠=<>+×*]")
_TURNS = re.compile(
    r"\d|n't\b|(?<![^\W_])(?:not|no|never|without|except|unless|instead|either|or|if|when|maybe|perhaps|possibly|probably|only|oder|entweder|"
    r"over|above|below|under|could(?! you)|can(?! you)|may|might|would(?! like)|"
    r"impossible|again|today|tonight|\w+day|vielleicht|wenn|nicht|kein\w*|ou|si|sauf|pas|peut-être|o|u|sin|no|quizás|se|senza|non|forse)(?![^\W_])",
    re.I,
)
"""What turns a statement into another one, light as the words may be."""
_LAID = re.compile(
    r"(?<![^\W_])(?:written|listed|typed|given|entered|noted|stored|copied|read|is|are|go|run|lines?|columns?\s*[=\[]|geschrieben|notiert|ist|sind|écrit\w*|notée?|est|sont|"
    r"escrit[oa]|es|está|son|scritt[oa]|è|sono)(?![^\W_])|=",
    re.I,
)
"""A clause that says how the drawing is laid out says that it is."""
_ANSWERED = re.compile(
    r"(?<![^\W_])(?:answers?|results?|output|print|give|write|return|reply|show|tell|want|need|please|bitte|antwort\w*|ausgabe|schreib\w*|gib|réponse|donne\w*|"
    r"écri\w*|respuesta|escrib\w*|dame|risposta|scriv\w*|dammi)(?![^\W_])",
    re.I,
)
"""A clause that says how the answer is to be written says nothing of the drawing."""


def read_further(text: str, told: Sequence[TermTold], reader: str, pointed: Callable[[], Candidate[Any]]) -> Reading:
    """The reading with these terms. Raises Unsaid where a quote does not say its term, or words remain."""
    if len(told) > MOST:
        raise Unsaid(f"{len(told)} terms; {MOST} at the most")
    drawn = _drawn(text, told, pointed)
    drawing = drawing_of(drawn)
    uses: list[Use] = []
    for each in told:
        use = heard(text, each, drawing)
        if any(_overlap(use.taken[0], other.taken[0]) for other in uses) or any(u.term == use.term for u in uses):
            raise Unsaid(f"the words {use.said!r} say one thing only once")
        uses.append(use)
    if sum(TERMS[use.term].does == "ask" for use in uses) > 1:
        raise Unsaid("more than one question")
    touched = [(use, _clauses(text, drawn, use)) for use in uses]
    for use, clauses in touched:
        if use.term in LAYOUTS and any(_ANSWERED.search(text[clause.start : clause.end]) for clause in clauses):
            raise Unsaid(f"{use.said!r} says how the answer is written, not how the grid is")
        if use.term in LAYOUTS and not any(_LAID.search(text[clause.start : clause.end]) for clause in clauses):
            raise Unsaid(f"{use.said!r} does not say that the grid is written so")
    left = _without(text, drawn, touched)
    edited = _edited(left, drawn, drawing, uses)
    found = _read(edited, drawn, uses)
    if found.refusal is not None:
        if any(_TURNS.search(left[each.start : each.end]) for _, clauses in touched for each in clauses):
            raise Unsaid("a sentence says more than its term")
        return found.model_copy(update={"reader": reader})
    _nothing_beside(edited, found, touched)
    return _asking(found, uses, reader)


def _drawn(text: str, told: Sequence[TermTold], pointed: Callable[[], Candidate[Any]]) -> Candidate[Any]:
    """The one plain drawing of the message, seen without the words that the terms rest on; where the grammars see no
    puzzle (a filled grid), the one that the model points at."""
    chars = list(text)
    for each in told:
        start = text.find(each.quote)
        if start >= 0:
            chars[start : start + len(each.quote)] = [c if c == "\n" else " " for c in each.quote]
    for words_left in (text, "".join(chars)):
        found = [c for c in gather(Text(words_left)).candidates if c.puzzle is not None and gridded(c)]
        if len(found) == 1:
            return found[0]
        if found:
            break
    else:
        drawn = pointed()
        if drawn.cells and gridded(drawn):
            return drawn
    raise Unsaid("there is not exactly one drawn grid")


def gridded(candidate: Candidate[Any]) -> bool:
    """Whether it is drawn on a grid whose rules are data."""
    shape = shape_of(KINDS[candidate.kind], candidate)
    return shape is not None and KINDS[candidate.kind].problem(candidate.puzzle) is not None


def drawing_of(drawn: Candidate[Any]) -> Drawing:
    """What stands in the cells."""
    kind = KINDS[drawn.kind]
    shape = shape_of(kind, drawn)
    problem = kind.problem(drawn.puzzle)
    assert shape is not None
    assert problem is not None
    signs = kind.signs_of(drawn, None)
    given = {
        (r, c): int(sign) for r, row in enumerate(signs) for c, sign in enumerate(row) if sign.isdecimal() and int(sign)
    }
    return Drawing(shape, given, max(map(len, problem.board.domains)))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _clauses(text: str, drawn: Candidate[Any], use: Use) -> list[Clause]:
    """The clauses that a quote touches."""
    listed = Message(text, [drawn.span]).clauses()
    return [clause for clause in listed if clause.start < use.span.end and use.span.start < clause.end]


def _without(text: str, drawn: Candidate[Any], touched: Sequence[tuple[Use, list[Clause]]]) -> str:
    """The message without the words that say the terms; a question's clauses go whole if nothing else is in them."""
    chars = list(text)
    for use, _ in touched:
        for span in use.taken:
            for at in range(span.start, span.end):
                if _WORD.match(text[at]) and not drawn.span.start <= at < drawn.span.end:
                    chars[at] = " "
    left = "".join(chars)
    shape = shape_of(KINDS[drawn.kind], drawn)
    for use, clauses in touched:
        if TERMS[use.term].does != "ask":
            if shape is not None and any(places(left[each.start : each.end], shape) for each in clauses):
                raise Unsaid(f"the sentence of {use.said!r} names more cells")
            continue
        for clause in clauses:
            said = left[clause.start : clause.end]
            if _more(said, text[clause.start : clause.end], KINDS[drawn.kind].names):
                raise Unsaid(f"{text[clause.start : clause.end]!r} says more than {use.term!r}")
            chars[clause.start : clause.end] = [c if c == "\n" else " " for c in said]
    return "".join(chars)


def _more(left: str, whole: str, names: re.Pattern[str]) -> bool:
    """Whether the words left of a clause say anything: a number, a turn of sense, or any word that is not light."""
    rest = names.sub(" ", left)
    if _TURNS.search(rest):
        return True
    codes = {"en", language(whole) or "en"}
    return not any(says_nothing(rest, code) for code in codes)


def _edited(text: str, drawn: Candidate[Any], drawing: Drawing, uses: Sequence[Use]) -> str:
    """The message with its drawing as the terms say it is meant."""
    edits = [use for use in uses if TERMS[use.term].does == "edit"]
    if not edits:
        return text
    shape = drawing.shape
    if len(drawn.cells) != shape.rows * shape.columns or any(span.start == span.end for span in drawn.cells):
        raise Unsaid("the drawing cannot be edited cell by cell")
    spans = {(i // shape.columns, i % shape.columns): span for i, span in enumerate(drawn.cells)}
    signs = {place: text[span.start : span.end] for place, span in spans.items()}
    blank = next((sign for place, sign in signs.items() if place not in drawing.given), ".")
    turned = [use for use in edits if use.term not in ("given", "erase")]
    if len(turned) > 1 or (turned and len(edits) > 1):
        raise Unsaid("the drawing is changed in more than one way")
    if turned:
        signs = {place: signs[_source(turned[0].term, place, drawing)] for place in signs}
    for use in edits:
        if use.term == "given":
            signs |= {place: str(number) for place, number in zip(use.cells, use.numbers, strict=True)}
        elif use.term == "erase":
            place = use.cells[0]
            if place not in drawing.given or (use.numbers and use.numbers[0] != drawing.given[place]):
                raise Unsaid(f"no such clue stands in row {place[0] + 1}, column {place[1] + 1}")
            signs[place] = blank
    chars = list(text)
    for place, span in spans.items():
        if len(signs[place]) != span.end - span.start:
            raise Unsaid("the signs of the drawing are not all of one width")
        chars[span.start : span.end] = signs[place]
    return "".join(chars)


def _source(term: str, place: Cell, drawing: Drawing) -> Cell:
    """Where the sign stands in the drawing that belongs in this place."""
    row, column = place
    rows, columns = drawing.shape.rows, drawing.shape.columns
    if term == "upward":
        return rows - 1 - row, column
    if term == "turned":
        return rows - 1 - row, columns - 1 - column
    if rows != columns:
        raise Unsaid("only a square can be written so")
    if term == "columns":
        return column, row
    if drawing.shape.box is None:
        raise Unsaid("the puzzle has no boxes")
    high, wide = drawing.shape.box
    box = row // high * (columns // wide) + column // wide
    return box, row % high * wide + column % wide


def _read(text: str, drawn: Candidate[Any], uses: Sequence[Use]) -> Reading:
    """What the grammars make of the rest; a filled grid of which only its rightness is asked is no puzzle to them."""
    if any(use.term == "check" for use in uses):
        message = Message(text, [drawn.span])
        understood = understand(message, KINDS[drawn.kind], drawn, form_of(text, KINDS[drawn.kind], drawn))
        if understood.unclear or len(uses) > 1:
            raise Unsaid("more is asked than whether the grid is right")
        return Reading(kind=drawn.kind, candidate=drawn)
    found = read(text)
    if found.candidate is None or found.candidate.puzzle is None or not gridded(found.candidate):
        raise Unsaid("without these words no puzzle is read")
    supposed = any(use.term in ("given", "erase") for use in uses)
    if found.refusal is not None and found.refusal_cells and supposed:
        return found  # the clues as they are told contradict each other, and that is said
    if found.refusal is not None or found.questions or found.unclear:
        raise Unsaid(f"besides these terms: {found.refusal or found.questions[0]}")
    return found


def _nothing_beside(text: str, found: Reading, touched: Sequence[tuple[Use, list[Clause]]]) -> None:
    """The clauses that held a term hold nothing loaded besides, once the grammars took what they understand."""
    assert found.candidate is not None
    message = Message(text, [found.candidate.span])
    kind = KINDS[found.kind]
    shape = shape_of(kind, found.candidate)
    assert shape is not None
    size = re.compile(rf"(?<!\d)(?:{shape.rows} ?[x×] ?{shape.columns}|{shape.rows}er)(?![^\W_])")
    understand(message, kind, found.candidate, form_of(message.words.replace("\0", " "), kind, found.candidate))
    if list(leftovers(message, names=kind.names)):
        raise Unsaid("a clause is left over")
    for _, clauses in touched:
        for clause in clauses:
            left = size.sub(" ", message.left(clause))
            if _more(left, text[clause.start : clause.end], kind.names):
                raise Unsaid(f"what of {left.replace('|', ' ').split()!r}?")


def _asking(found: Reading, uses: Sequence[Use], reader: str) -> Reading:
    """The reading with its question; edits are in the drawing already."""
    more = tuple(use for use in uses if TERMS[use.term].does != "edit")
    shown = KINDS[found.kind].render(found.candidate.puzzle) if found.candidate is not None else None
    meant = "; ".join(use.said for use in uses if TERMS[use.term].does == "edit")
    read_so = found.model_copy(update={"reader": reader, "confirm": shown, "noted": meant or found.noted})
    if any(use.term == "exact" for use in uses) and not (len(more) == 1 and isinstance(found.ask, Count)):
        raise Unsaid("the number of solutions is not asked")
    if not more:
        return read_so
    if any(TERMS[use.term].does == "ask" for use in more) and type(found.ask) is not Solve:
        raise Unsaid("more than one thing is asked")
    form = replace(found.form, name="", cells=())
    task = Told(tuple(uses), found.ask, found.layout)
    return read_so.model_copy(update={"ask": Worked(form, task), "form": form})
