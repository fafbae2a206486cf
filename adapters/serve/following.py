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
from adapters.serve.standing import only_form
from router.asking.ask import Make, Own, Sure
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
    r"\b(?:puzzles?|grids?|boards?|cells?|rows?|columns?|diagonals?|box(?:es)?|blocks?|regions?|rules?|clues?|givens|"
    r"digits?|numbers?|squares?|walls?|paths?|moves?|steps?|neighbou?r\w*|adjacent\w*|consecutive\w*|knight\w*|kings?|odd|even|"
    r"touch\w*|sums?|cages?|thermo\w*|arrows?|corners?|edges?|toroidal|wrap\w*|variants?|versions?|dots?|legend|swapped|hints?|solutions?)\b",
    re.I,
)
_ABOUT_ELSEWHERE = re.compile(
    r"diagonal|schräg|en biais|obliqu|диагонал|对角|對角|対角|\b(?:zeile|spalte|block|blöcke|kästchen|ziffer|zahl|"
    r"feld|wand|wänd|mauer|punkt|rätsel|regel|gitter|schritt|züge|"
    r"nachbar|tipp|hinweis|lösung|"
    r"lignes?\b|colonne|blocs?\b|cases?\b|carré|chiffre|nombre|murs?\b|grille|règle|casse-tête|voisin|indice|"
    r"filas?\b|columna|bloque|caja|casilla|celda|cifra|número|pared|regla|cuadrícula|rompecabezas|vecin|pista|pasos?\b|"
    r"righe|riga\b|colonn|riquadr|casell|numer[oi]\b|mur[oi]\b|griglia|regol|vicin|passi\b|"
    r"linha|coluna|bloco|casas?\b|célula|parede|grade\b|regra|vizinh|dica|passos?\b|rijen|rij\b|kolom|vakje|cijfer|getal|muur|muren|rooster|puzzel|"
    r"wiersz|kolumn|cyfr|liczb|ścian|reguł|zasad|строк|столб|цифр|числ|клет|стен|правил|сетк)|行|列|宫|宮|格|数字|规则|規則|ルール|壁|墙|マス|ブロック",
    re.I,
)
"""The same in other languages."""
_ROLE = re.compile(
    r"^\W*(?:you(?:'re| are)|act as|your (?:name|role|job|task) is|"
    r"(?:the )?users? (?:will )?(?:sends?|gives?|asks?|posts?|pastes?) (?:you )?"
    r"(?:\w+ )?\w+\W*$)",
    re.I,
)
_RULE = re.compile(r"\b(?:must|may|never|always|every|each|also|too|both|distinct|differ\w*|count|sum|treat)\b", re.I)
_TO_THE_MODEL = re.compile(r"\b(?:you|yours?|answers?|respon\w+|repl\w+|users?|tools?|instructions?|prompt)\b", re.I)
_MANNER = re.compile(r"^\W*(?:please )?(?:explain|describe|think|be|show your|walk|talk|help|greet)\b", re.I)
"""How to speak is no rule of a puzzle."""
_LASTING = re.compile(
    r"\b(?:from (?:now|here) on|from this point|henceforth|hereafter|always|in (?:the )?future|(?:all|every|each|any) "
    r"(?:of )?(?:my|the|these|those|other|following|next|future|further|coming)|(?:next|following|other|later) "
    r"(?:ones?|puzzles?|grids?|boards?)|remember|same (?:rules?|goes|applies))\b",
    re.I,
)
"""What is said for more than the puzzle at hand."""
_CODE = re.compile(r"\bcode ?(?:blocks?|fences?)\b", re.I)
"""No block of a puzzle."""
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
        return _with_rules_told(text, reading, History.of(before, read), read)
    if reading.kind != "open" or not text:
        return Subject(text, reading)
    history = History.of(before, read)
    joined = _settled(text, before, read)
    if joined is not None:
        return _with_rules_told(joined, read(joined), history, read)
    message = history.message
    if message is None:
        return Subject(text, reading)
    last = read(message)
    if corrects(text):
        changed = corrected(text, message, last)
        if changed is None:
            reason = "which cell is meant otherwise, and what stands in it, was not understood: say it as r1c2 = 3"
            return Subject(text, last, refusal=reason)
        return _with_rules_told(changed, read(changed), history, read)
    asked = follow_up(text, last)
    if asked is None:
        return Subject(text, reading)
    whole = _with_rules_told(message, last, history, read)
    if whole.refusal is not None or history.lost:
        return Subject(text, asked, refusal=whole.refusal or "a correction made before was not understood")
    again = follow_up(text, whole.reading)
    if again is None or (isinstance(again.ask, Sure) and history.aside):
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


@dataclass(frozen=True, slots=True)
class History:
    """What was said before: the message with the last puzzle, corrections made in it."""

    said: Sequence[Turn]
    message: str | None = None
    lost: bool = False
    """A correction was not understood."""
    used: frozenset[int] = frozenset()
    """Messages that asked about a puzzle or corrected it: they are no rules of the next one."""

    @property
    def aside(self) -> bool:
        """Whether the user's last message was not about the puzzle: "is it right?" may mean what it said."""
        place = max((n for n, turn in enumerate(self.said) if turn.role == "user"), default=-1)
        return place >= 0 and place not in self.used and self.said[place].text != self.message

    @classmethod
    def of(cls, before: Sequence[Turn], read: Read) -> History:
        """Read the messages anew, in their order."""
        message: str | None = None
        lost, made, ordered, used = False, None, -1, set[int]()
        for place, turn in list(enumerate(before))[-LATEST:]:
            if turn.role == "assistant":
                if made is not None and any(char.isdigit() or char in "#" for char in turn.text):
                    message, lost = f"{KINDS[made].title}:\n{turn.text}", False
                    used.add(ordered)
                made = None
            if turn.role != "user":
                continue
            found = read(turn.text)
            made = found.kind if isinstance(found.ask, Make) and found.kind != "open" else None
            if made is not None:
                ordered = place  # an order only where a puzzle is given for it
            elif found.candidate is not None and found.candidate.puzzle is not None:
                message, lost = turn.text, False
            elif message is not None and corrects(turn.text):
                changed = corrected(turn.text, message, read(message))
                message, lost = changed or message, lost or changed is None
                used |= {place} if changed is not None else set()
            elif message is not None and (again := follow_up(turn.text, read(message))) is not None:
                changed_terms = isinstance(again.ask, Own) and again.ask.worked_out
                used |= set() if changed_terms else {place}  # "diagonal moves are fine too" holds for what follows
                ordered = place
                made = again.kind if isinstance(again.ask, Make) else None
        return cls(before, message, lost, frozenset(used))


def _with_rules_told(text: str, reading: Reading, history: History, read: Read) -> Subject:
    """The puzzle in `text` with what was said of such puzzles before it."""
    told = _told(history, reading, read)
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


def _told(history: History, reading: Reading, read: Read) -> str:
    """The sentences that speak of such puzzles, in system prompts and in messages that were not about another one."""
    names = KINDS[reading.kind].names
    lasting: list[str] = []
    latest: list[str] = []
    for place, turn in enumerate(history.said):
        if place in history.used or turn.role not in ("system", "user", "client"):
            continue
        of_puzzle = turn.role == "user" and read(turn.text).candidate is not None
        if of_puzzle:
            latest = []  # what was said until then was about this one
        manual = turn.role == "client" or len(turn.text) > SHORT
        for match in _SENTENCE.finditer(turn.text):
            said = match[0].strip()
            if turn.role == "system" and only_form(said):
                continue  # the operator's form of every answer is no rule (`standing`)
            said_of = _CODE.sub(" ", said)
            rule, named = _RULE.search(said) is not None, names.search(said) is not None
            other = not manual and _ABOUT_ELSEWHERE.search(said_of) is not None
            about = rule and named if manual else named or other or _ABOUT.search(said_of) is not None
            if not manual and not of_puzzle:
                about = about or (rule and (turn.role == "user" or _TO_THE_MODEL.search(said) is None))
            if not about or (not rule and (_ROLE.search(said) or _MANNER.search(said))):
                continue
            if turn.role != "user" or _LASTING.search(said) is not None:
                lasting.append(said)
            elif not of_puzzle:
                latest.append(said)
    return " ".join([*lasting, *latest])
