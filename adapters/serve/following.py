"""What the last message is about: a puzzle of its own, the puzzle of an earlier message, or neither.

The service keeps nothing: the conversation comes whole with every request, so the earlier puzzle is read anew from the
message that held it, with the corrections made since. What a system prompt or an earlier message says of such puzzles
is read together with the puzzle, so that a rule told beforehand is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from adapters.graph.nodes import answered
from adapters.serve.conversation import Conversation, Turn
from router.asking.ask import Make
from router.reading.follow_up import corrected, corrects, follow_up
from router.types import Reading
from solvers.kinds import KINDS

Read = Callable[[str], Reading]

LONGEST = 100_000
"""Characters of a message that is read; nobody pastes a puzzle of that length."""
LATEST = 40
"""Messages that are looked through for an earlier puzzle."""
SHORT = 900
"""Characters up to which a system prompt is about the puzzles at hand; a longer one is an agent's manual."""
_ABOUT = re.compile(
    r"\b(?:puzzles?|grids?|boards?|cells?|rows?|columns?|diagonals?|box(?:es)?|blocks?|regions?|rules?|clues?|givens?|"
    r"digits?|numbers?|squares?|walls?|paths?|moves?)\b",
    re.I,
)
_ROLE = re.compile(r"^\W*(?:you(?:'re| are)|act as|your (?:name|role|job|task) is)\b", re.I)
_RULE = re.compile(r"\b(?:must|may|never|always|every|each|also|too|both|distinct|differ\w*|count|sum|treat)\b", re.I)
_MANNER = re.compile(r"^\W*(?:please )?(?:explain|describe|think|be|show your|walk|talk|help|greet)\b", re.I)
"""How to speak is no rule of a puzzle."""
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True, slots=True)
class Subject:
    """The text to be handled, and its reading where it follows up on an earlier puzzle."""

    text: str
    reading: Reading
    follows: bool = False
    """`reading` is of an earlier puzzle, asked about anew."""
    refusal: str | None = None
    """Why nothing may be answered: words of the message that correct a cell nobody can find, a rule told before."""

    @property
    def puzzle(self) -> bool:
        """Whether this is for the router's solvers."""
        return self.reading.kind != "open" or self.refusal is not None


def subject_of(conversation: Conversation, read: Read) -> Subject:
    """What the last message is about."""
    text, before, read = conversation.asked, conversation.before, _remembering(read)
    reading = read(text)
    if len(text) > LONGEST:
        return Subject(text, reading, refusal=f"the message is longer than {LONGEST} characters; send the puzzle alone")
    if reading.kind != "open" and reading.candidate is not None:
        return _with_rules_told(text, reading, before, read)
    if reading.kind != "open" or not text:
        return Subject(text, reading)
    joined = _settled(text, before, read)
    if joined is not None:
        return _with_rules_told(joined, read(joined), before, read)
    message, refused = _puzzle_before(before, read)
    if message is None:
        return Subject(text, reading)
    last = read(message)
    if corrects(text):
        changed = corrected(text, message, last)
        if changed is None:
            reason = "which cell is meant otherwise, and what stands in it, was not understood: say it as r1c2 = 3"
            return Subject(text, last, refusal=reason)
        return _with_rules_told(changed, read(changed), before, read)
    asked = follow_up(text, last)
    if asked is None:
        return Subject(text, reading)
    whole = _with_rules_told(message, last, before, read)
    if whole.refusal is not None or refused:
        return Subject(text, asked, refusal=whole.refusal or "a correction made before was not understood")
    again = follow_up(text, whole.reading)
    if again is None:
        return Subject(text, reading)
    return Subject(whole.text, again, follows=True)


def _remembering(read: Read) -> Read:
    """`read`, at most once a text, and only of texts that may be a person's."""
    found: dict[str, Reading] = {}

    def again(text: str) -> Reading:
        if text not in found:
            found[text] = read(text) if len(text) <= LONGEST else Reading(kind="open")
        return found[text]

    return again


def _settled(text: str, before: Sequence[Turn], read: Read) -> str | None:
    """The person's last two messages as one: the second half of one message, or the answer to a question about it."""
    place = next((i for i in reversed(range(len(before))) if before[i].role in ("user", "assistant")), None)
    first = next((turn.text for turn in reversed(before) if turn.role == "user"), None)
    if place is None or first is None:
        return None
    last = read(first)
    if before[place].role == "user":
        joined = f"{first}\n\n{text}"
        return joined if read(joined).candidate is not None else None
    if not last.questions or last.refusal is not None:
        return None
    joined = answered(first, text)
    found = read(joined)
    return joined if found.kind != "open" and not found.questions else None


def _puzzle_before(before: Sequence[Turn], read: Read) -> tuple[str | None, bool]:
    """The message with the last puzzle, corrections made in it; and whether one of them was not understood."""
    message: str | None = None
    lost = made = False
    kind = "open"
    for turn in before[-LATEST:]:
        if turn.role == "assistant":
            if made and any(char.isalnum() or char in ".#" for char in turn.text):
                message = f"{KINDS[kind].title}:\n{turn.text}"
            made = False
            continue
        if turn.role != "user":
            continue
        found = read(turn.text)
        made, kind = isinstance(found.ask, Make) and found.kind != "open", found.kind
        if found.candidate is not None and found.candidate.puzzle is not None:
            message, lost = turn.text, False
        elif message is not None and corrects(turn.text):
            changed = corrected(turn.text, message, read(message))
            message, lost = changed or message, changed is None
        elif message is not None and not made:
            again = follow_up(turn.text, read(message))
            made = again is not None and isinstance(again.ask, Make)
            kind = again.kind if again is not None else kind
    return message, lost


def _with_rules_told(text: str, reading: Reading, before: Sequence[Turn], read: Read) -> Subject:
    """The puzzle in `text` with what was said of such puzzles before it."""
    told = _told(before, reading, read)
    if not told:
        return Subject(text, reading)
    whole = f"{told}\n\n{text}"
    both = read(whole)
    if reading.refusal is None and both.refusal is not None:
        said = f"what was said before the puzzle ({told!r}) may change it: {both.refusal}"
        return Subject(text, reading, refusal=said)
    if both.candidate is None or both.candidate.puzzle is None or both.kind == "open":
        said = f"what was said before the puzzle ({told!r}) cannot be read together with it; send both in one message"
        return Subject(text, reading, refusal=said)
    return Subject(whole, both)


def _told(before: Sequence[Turn], reading: Reading, read: Read) -> str:
    """The sentences of system prompts, and of the messages since the last puzzle, that speak of such puzzles."""
    names = KINDS[reading.kind].names
    sentences: list[str] = []
    for turn in before:
        if turn.role == "user" and read(turn.text).candidate is not None:
            sentences = [s for s in sentences if s.startswith("\0")]  # it was about that one
            continue
        if turn.role not in ("system", "user", "client"):
            continue
        manual = turn.role == "client" or len(turn.text) > SHORT
        for match in _SENTENCE.finditer(turn.text):
            said = match[0].strip()
            rule, named = _RULE.search(said) is not None, names.search(said) is not None
            about = rule and named if manual else named or _ABOUT.search(said) is not None
            if not about or (not rule and (_ROLE.search(said) or _MANNER.search(said))):
                continue
            sentences.append(("\0" if turn.role != "user" else "") + said)
    return " ".join(s.removeprefix("\0") for s in sentences)
