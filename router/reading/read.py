"""From a message to one typed puzzle, a question, a refusal, or "open": every grammar reads, then the words decide.

    read("Solve this sudoku, give me only the digit in row 3, column 5:\n53..7....\n6..195...")

Two puzzles, or a doubt of the grammar, become a question that names lines; nothing is guessed, and words inside a
message never change the rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from router.asking.account import language, without_stories
from router.asking.ask import Solve, Talk
from router.asking.closed import leftover
from router.asking.foreign import UNDERSTOOD, foreign
from router.asking.guards import closing, renounced
from router.asking.message import LETTER, Message
from router.asking.orders import more, order
from router.asking.understand import quoted, understand
from router.asking.wanted import any_solution, form_of
from router.asking.wishes import other_wish, turned
from router.reading.candidates import gather, lines
from router.reading.gate import Refusal, refusal
from router.reading.once import once, reading_once
from router.reading.rearranged import rearranged, unsettled
from router.reading.roles import PUZZLES, claimed, continues, roles_of
from router.reading.torn import another
from router.reading.typos import mended, whole_words
from router.tongues import in_english, order_in_english
from router.types import Reading
from solvers.base import Candidate, Span
from solvers.kinds import KINDS
from solvers.text.source import Text

_CHOICE = re.compile(
    rf"\b(?:solve|do|need|want|answer)\b(?: \w+){{0,2}} the (?P<which>first|second|third|last) (?:one|grid|"
    rf"{PUZZLES})\b|\b(?:only|just)\b(?: solve| do)? the (?P<kind>{PUZZLES})\b(?! and\b)",
    re.I,
)
_ALL = re.compile(r"\b(?:both|all of them|each of|all (?:two|three|four)|the other|the rest)\b", re.I)


def read(text: str) -> Reading:
    """What `text` is; never raises, and costs little where there is no grid."""
    with reading_once():
        return once("read", text, lambda: _settled(text))


def _settled(text: str) -> Reading:
    reading = _in_english(text, _read(text))
    if reading.candidate is None or reading.questions:
        return reading
    if not reading.unclear and reading.refusal is None:
        return reading if reading.left else _but_for_slips(text, reading)
    spans = [reading.candidate.span]
    better = mended(text, spans, KINDS[reading.kind]) if reading.unclear else whole_words(text, spans)
    again = _read(better) if better is not None else reading
    same = (
        again.candidate is not None
        and again.kind == reading.kind
        and again.candidate.puzzle == reading.candidate.puzzle
    )
    if again.unclear or again.refusal is not None or not same:
        return reading
    return again.model_copy(update={"candidate": reading.candidate})


def _in_english(text: str, reading: Reading) -> Reading:
    """The reading of the words said again in English, where every one of them is known in another language."""
    candidate = reading.candidate
    if candidate is None:
        if reading.kind != "open":
            return reading
        ordered = order_in_english(text, KINDS.values())
        again = _read(ordered) if ordered is not None else reading
        return again if again.candidate is None and again.kind != "open" else reading
    plain = not (reading.unclear or reading.questions or reading.left) and reading.refusal is None
    if plain and language(text[: candidate.span.start] + text[candidate.span.end :]) == "en":  # understood as it stands
        return reading
    spans = [c.span for c in gather(Text(text)).candidates]
    for only in ((), reading.unclear) if reading.unclear else ((),):
        better = in_english(text, spans, KINDS[reading.kind], candidate, only)
        again = _read(better.text) if better is not None else reading
        if better is None or again.unclear or again.refusal is not None or again.questions or again.left:
            continue
        meant = _meant(text, candidate, better.text, again) if candidate.puzzle is None and not only else candidate
        if meant is None or again.candidate is None or not _same(reading.kind, meant, again):
            continue
        notation = dict(again.candidate.notation)
        if again.form.name == "directions" and "words" not in notation:
            notation["words"] = better.ways
        return again.model_copy(update={"candidate": replace(meant, notation=notation)})
    return reading


def _meant(text: str, candidate: Candidate[Any], english: str, again: Reading) -> Candidate[Any] | None:
    """The puzzle as it was read beside English words, at its place in the user's own text."""
    other = again.candidate
    if other is None or other.look != candidate.look:
        return None
    start, end = other.span.start, other.span.end
    by = text.find(english[start:end]) - start
    if by + start < 0 or text.count(english[start:end]) != 1:
        return None
    cells = tuple(Span(cell.start + by, cell.end + by) for cell in other.cells)
    return replace(other, span=Span(start + by, end + by), cells=cells)


def _same(name: str, candidate: Candidate[Any], again: Reading) -> bool:
    """Whether the same puzzle was read; where it stands in the text may be part of it, so it is compared as shown."""
    other = again.candidate
    if other is None or again.kind != name or (candidate.puzzle is None) is not (other.puzzle is None):
        return False
    return candidate.puzzle == other.puzzle or KINDS[name].render(candidate.puzzle) == KINDS[name].render(other.puzzle)


def _but_for_slips(text: str, reading: Reading) -> Reading:
    """The reading of a text that was understood, unless a slip of the keyboard hid something that it asks for."""
    assert reading.candidate is not None
    if len(text) - (reading.candidate.span.end - reading.candidate.span.start) > LETTER:
        return reading
    better = mended(text, [reading.candidate.span], KINDS[reading.kind], loaded=True)
    if better is None:
        return reading
    again = _read(better)
    same = again.candidate is not None and again.candidate.puzzle == reading.candidate.puzzle
    if same and not again.unclear and again.refusal is None and not again.questions:
        return again.model_copy(update={"candidate": reading.candidate})
    words = [(a, b) for a, b in zip(text.split(), better.split(), strict=True) if a != b]
    slips = ", ".join(f"{said!r} for {meant!r}" for said, meant in words)
    unclear = again.unclear or tuple(said for said, _ in words)
    refusal = (
        f"this part was not understood: {quoted(unclear)} (a slip: {slips}?); leave it out, or say it in other words"
    )
    return reading.model_copy(update={"refusal": refusal, "unclear": unclear})


def _read(text: str, *, fresh: bool = True) -> Reading:
    found = gather(Text(text))
    if not found.candidates:
        wanted = order(text, KINDS.values())
        if wanted is not None:
            return Reading(kind=wanted[0], ask=wanted[1])
        if (besides := more(text, KINDS.values())) is not None:
            return _one_puzzle_only(*besides)
        return Reading(kind="open") if found.torn is None else found.torn
    if found.torn is not None:
        return found.torn
    roles = roles_of(text, found.candidates)
    puzzles = [candidate for candidate, role in zip(found.candidates, roles, strict=True) if role == "puzzle"]
    chosen = _chosen(puzzles)
    answers = [candidate for candidate, role in zip(found.candidates, roles, strict=True) if role == "answer"]
    if len(chosen) == 2 and continues(chosen[0], chosen[1]):
        answers, chosen = [chosen[1]], chosen[:1]
    named = chosen[0] if len(chosen) == 1 else _named(found.words, chosen)
    if named is None:
        return _which(text, chosen)
    message = Message(text, [candidate.span for candidate in found.candidates])
    meant = rearranged(text, named, message) if fresh and not answers else None
    if meant is not None:
        return _read(meant.text, fresh=False).model_copy(update={"noted": meant.note})
    lost = None if message.is_document else another(text, named, [candidate.span for candidate in found.candidates])
    lost = lost or (unsettled(message) if fresh else None)
    if lost is not None:
        return Reading(kind=named.kind, questions=(lost,))
    reading = _one(message, found.words, named, claimed(named, answers))
    if answers and isinstance(reading.ask, Solve) and reading.refusal is None and "?" in message.words:
        filled = lines(text, answers[-1])
        question = f"A filled grid stands in {filled}: is it to be checked, or is the puzzle to be solved?"
        return reading.model_copy(update={"questions": (*reading.questions, question)})
    return reading


def _one(message: Message, words: str, candidate: Candidate[Any], filled: Mapping[str, Any] | None) -> Reading:
    """The reading of the one puzzle: what is wanted, and whether it may be answered."""
    kind = KINDS[candidate.kind]
    form = form_of(words, kind, candidate)
    understood = understand(message, kind, candidate, form, claimed=filled)
    ask = understood.ask
    if isinstance(ask, Talk):
        return Reading(kind="open")
    told = without_stories(message)
    wish = other_wish(understood.rest) or turned(message.words)
    declined = Refusal(wish.why) if wish is not None else refusal(kind, candidate, told, told)
    left = leftover(message, kind.plain_numbers(candidate.puzzle) if candidate.puzzle is not None else ())
    shaped = bool(understood.layout.name)
    guarded = closing(message, ask, candidate, _unfilled(candidate, filled), shaped)
    closed = sorted({*left, *guarded}, key=lambda c: c.start)
    strange = tuple(map(message.quote, foreign(message))) if declined is None else ()
    if strange:
        declined = Refusal(f"this part was not understood: {quoted(strange)}; say it in other words, in {UNDERSTOOD}")
    if declined is None and understood.layout.name and not kind.traits.proof:
        declined = Refusal(
            f"the answer to this {kind.title} is written as its examples are, in no other layout "
            f"({understood.layout.name}); leave that out"
        )
    if declined is None and understood.layout.name == "words" and (language(message.words) or "en") != "en":
        declined = Refusal("digits are written out as words in English only; ask for digits, or for English words")
    kept_back = renounced(message, ask, shaped) if declined is None else None
    if kept_back is not None:
        declined = Refusal(
            f"the text says that it is not to be solved ({message.quote(kept_back)!r}), so nothing of the solution is "
            "given; ask for a hint, a check or a rating, or leave that out"
        )
    unclear = tuple(dict.fromkeys((*understood.unclear, *map(message.quote, closed)))) if declined is None else ()
    if strange:
        unclear = strange
    elif unclear:
        declined = Refusal(
            f"this part was not understood: {quoted(unclear)}; without it, {ask.words()} of this "
            f"{kind.title} would be answered: leave it out, or say it in other words"
        )
    questions = () if declined else tuple(dict.fromkeys(d.question for d in candidate.doubts if d.code != "told"))
    return Reading(
        kind=candidate.kind,
        candidate=candidate,
        form=ask.form,
        any_solution=(isinstance(ask, Solve) and ask.any_solution) or any_solution(words),
        ask=ask,
        layout=understood.layout,
        left=understood.left,
        questions=questions,
        refusal=declined.reason if declined else None,
        refusal_cells=declined.cells if declined else (),
        unclear=unclear,
    )


def _one_puzzle_only(name: str, clause: str) -> Reading:
    """An order for more than one plain puzzle."""
    reason = (
        f"this part was not understood: {clause!r}; one new puzzle (a {KINDS[name].title}) is made at a time, easy, "
        "medium or hard and with one solution: ask for that, or say it in other words"
    )
    return Reading(kind=name, refusal=reason, unclear=(clause,))


def _unfilled(candidate: Candidate[Any], filled: Mapping[str, Any] | None) -> bool:
    """Whether no answer of the asker's own stands in the text: a grid with cells left to fill and nothing besides."""
    kind = KINDS[candidate.kind]
    if candidate.puzzle is None or kind.filled(candidate.puzzle):
        return False
    return filled is None or len(filled) == len(kind.clues(candidate.puzzle))


def reading_of(text: str, candidate: Candidate[Any], told: Sequence[Span] = ()) -> Reading:
    """The reading of a puzzle that was found by other means than a grammar; its own words are `told` if it is not
    drawn. Every other clause is accounted for as always."""
    spans = list(told) or [candidate.span]
    chars = list(text)
    for span in spans:
        chars[span.start : span.end] = [char if char == "\n" else " " for char in chars[span.start : span.end]]
    return _one(Message(text, spans), "".join(chars), candidate, None)


# ---------------------------------------------------------------- several puzzles


def _chosen(puzzles: Sequence[Candidate[Any]]) -> list[Candidate[Any]]:
    """The same puzzle quoted twice counts once."""
    kept: list[Candidate[Any]] = []
    for candidate in puzzles:
        if not any(c.kind == candidate.kind and c.puzzle is not None and c.puzzle == candidate.puzzle for c in kept):
            kept.append(candidate)
    return kept


def _named(words: str, puzzles: Sequence[Candidate[Any]]) -> Candidate[Any] | None:
    """The puzzle that the words choose without doubt ("solve only the maze", "just the second one"), or None."""
    if _ALL.search(words):
        return None
    said = {(match["which"] or match["kind"]).lower() for match in _CHOICE.finditer(words)}
    if len(said) != 1:
        return None
    which = said.pop()
    index = {"first": 0, "second": 1, "third": 2, "last": -1}.get(which)
    if index is not None:
        return puzzles[index] if index < len(puzzles) else None
    fitting = [candidate for candidate in puzzles if re.sub("[ _-]", "_", which) == candidate.kind]
    return fitting[0] if len(fitting) == 1 else None


def _which(text: str, puzzles: Sequence[Candidate[Any]]) -> Reading:
    """The question which of several puzzles is meant."""
    titles = [KINDS[candidate.kind].title for candidate in puzzles[:6]]
    article = ["an" if title[0] in "AEIOUaeiou" or title.startswith("n-") else "a" for title in titles]
    named = [f"{a} {title} in {lines(text, c)}" for a, title, c in zip(article, titles, puzzles, strict=False)]
    listed = ", ".join(named[:-1]) + " and " + named[-1] + (" and more" if len(puzzles) > 6 else "")
    count = {2: "two", 3: "three", 4: "four"}.get(len(puzzles), str(len(puzzles)))
    question = f"The text holds {count} puzzles: {listed}. Which one is meant? Send it alone."
    return Reading(kind=puzzles[0].kind, questions=(question,))
