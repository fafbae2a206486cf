"""The words of a message: its text with the grids blanked out, cut into clauses, and what has been understood of it.

Readers look for what they know and take it: `message.take(pattern)`. What nobody took is judged by `account`.
Every offset is an offset of the user's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from router.asking.lexicon import ENGLISH, GERMAN, words
from router.asking.wildcards import own_words
from solvers.base import Span
from solvers.text.patterns import lazily

_STOP = re.compile(
    r"(?<=[!?！？。])|(?<=[.;:])(?=\s|$)|[\n\0]+|(?<=,)\s+(?=(?:but|aber|mais|pero|ma|mas|maar|но)\s)|(?<=，)(?=但)"
    r"|(?<=,)\s+(?=(?:what|which|how|can|could|would|will|please|tell|give|who|where|solve|bitte|kannst|könn\w*|was|welche\w*|wie|"
    r"peux|pouvez|quel\w*|puedes?|qué|cuál|puoi|qual\w*|pode|kun|kan|wat|pomóż\w*|можете|какой|какая|помогите)\b)|\s+(?=(?:and|so|und|also) (?:i|we|ich|wir)(?:'d)? (?:really |just )?(?:need|want|would like|like|brauche\w*|will|wollen|möchte\w*) (?:this|it|that|the (?:solution|answer)|dies|das|es|die lösung))|(?<=[，、])(?=请|能|怎|什么|哪)",
    re.I,
)
_TALK = lazily(
    r"(?:,|\s[-–—]|(?<=[a-zäöüß]))\s+(?:(?:and|but|as|since|because|cause|cuz|for|und|aber|weil|denn|da)\s+)?"
    r"(?P<talk>(?:(?:and|but|as|since|because|cause|cuz|und|aber|weil|denn|da)\s+)?(?:i(?:'|’)(?:m|ve|ll)|i (?:am|have|just|really|got|give|can't|cannot|can’t|don't|don’t|couldn't|keep|am|was)|we(?:'|’)(?:re|ve)|we (?:are|have|got|give|can't|cannot|keep)|"
    r"(?:my|our|his|her) (?:\w+ )?\w+(?:'s|’s)? (?:is|are|was|were|has|have|loves?|likes?|can't|cannot|gave|got|asked|keeps?|hurts?|aches?|spins?|is spinning|needs? (?:it|this|help)|wants? (?:it|this|to know|the answer))|"
    r"(?:he|she|they)(?:'s|’s|'re|’re| is| are| has| have| loves?| likes?| can't| gave| got| keeps?)|it(?:'s|’s| is) (?:been|driving|making|for|late|getting|too|so|really|very|killing)|"
    r"ich (?:bin|habe|hab|sitze|gebe|komme|kann|stecke|hänge|verzweifle|weiß|werde)|wir (?:sind|haben|sitzen|geben|kommen|können)|(?:mein|meine|unser|unsere) \w+ (?:ist|sind|hat|haben|kommt|kommen|wartet|liebt|mag)|"
    r"(?:er|sie) (?:ist|sind|hat|haben|kommt|kommen|wartet|liebt|lieben|mag))(?![^\W_]).*)",
    re.I | re.S,
)
"""Talk about oneself that follows a request in the same sentence."""
_LOADED = lazily(
    words(ENGLISH.nouns, GERMAN.nouns, ENGLISH.asks, GERMAN.asks).pattern
    + r"|(?<![^\W_])(?:not (?!sure|able|good|very|a |the |too|again|getting|been)|never|no (?!idea|clue|time|good|luck|longer|hope|one)|without|except|unless|instead|rather|other than|only|exactly|must|should|may|might|if|each|every|same|different|also|additionally|twice|extra|but|between|"
    r"before|after|twist\w*|hex\w*|letters?|buchstaben?|symbols?|symbole|emojis?|words?|wörter\w*|arrows?|pfeile?\w*|version|variant\w*|edition|style|mode|\w*one with|special|sonder\w*|extra\w*|zusatz\w*|hidden|secret|swap\w*|vertausch\w*|gegen|against|with (?!(?:it|this|that|them|me|him|her|us|my|our|his|their|the (?:kids|family|whole|rest))\b)|mit (?!(?:ihr|ihm|mir|uns|meine\w*|dem rätsel|den nerven)\b)|roman|backwards?|mirror\w*|reverse\w*|play|plays|use|uses|count|counts|treat|want|wants|need|needs|prefer|like (?:it|them|to)|mean|allow\w*|rules?|without|ohne|außer|statt|nie|nur|muss|soll|darf|jede\w*|gleich|auch|aber|spiel\w*|benutz\w*|nutz\w*|zähl\w*|will|möchte|brauch\w*|"
    r"\w*regel\w*)(?![^\W_])|\d|[\"'“„«:;=](?!\w{1,2}\b)",
    re.I,
)
"""What makes such talk more than talk."""
_NOT_A_LINE = re.compile(r"[^\n]")
_QUOTE_MARKS = re.compile(r"(?m)^[ \t]{0,3}(?:>[ \t]?)+(?=[^\W_]|[-*] )")
_STRETCH = re.compile(r"\n?[^\0]*\w[^\0]*")
HOLE = "\0"
"""Stands for a character of a grid: no blank, so that patterns with runs of blanks stop at once."""
LETTER = 450
"""Characters of words up to which every word in a clause that asks must be understood."""
DOCUMENT = 700
"""Characters of words from which on a message is a document: the longest letter around a puzzle in the requests that
people wrote has 420, the shortest prompt that explains every rule 740."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence or part of one: [start, end) of the message."""

    start: int
    end: int


class Message:
    """What was said around the grids, and which parts of it somebody has understood."""

    def __init__(self, raw: str, grids: Iterable[Span] = ()) -> None:
        words = raw
        for span in grids:
            hole = _NOT_A_LINE.sub(HOLE, words[span.start : span.end])
            words = words[: span.start] + hole + words[span.start + len(hole) :]
        words = _QUOTE_MARKS.sub(lambda marks: " " * len(marks.group()), words)
        self.raw = raw
        self.words = words
        self.stretches = [m.span() for m in _STRETCH.finditer(words)] if HOLE in words else [(0, len(words))]
        """Where words stand, between the grids: no pattern looks across a grid."""
        self._taken = bytearray(len(raw))
        self._cut: tuple[str, tuple[Clause, ...]] | None = None
        self.left_to_write = ""
        """A wish for something written besides, in the user's words."""
        self.unanswered: list[str] = []
        """Questions beside the one that is answered, in the user's words."""

    def take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Every match; their characters count as understood."""
        found = list(self.find(pattern))
        for match in found:
            self._mark_words(match)
        return found

    def first(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, taken."""
        match = next(self.find(pattern), None)
        if match is not None:
            self._mark_words(match)
        return match

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every match, in order; nothing is taken."""
        for start, end in self.stretches:
            yield from pattern.finditer(self.words, start, end)

    @property
    def understood(self) -> bytes:
        """Which characters somebody has understood so far."""
        return bytes(self._taken)

    def fresh(self, pattern: re.Pattern[str], before: bytes) -> re.Match[str] | None:
        """The first match of which nothing was understood `before`, taken."""
        for match in self.find(pattern):
            if not any(before[at] and self.words[at].isalnum() for at in range(*match.span())):
                self._mark_words(match)
                return match
        return None

    def _mark_words(self, match: re.Match[str]) -> None:
        """What the pattern's own words matched is understood; what its open places matched is not."""
        for start, end in own_words(match) if self.is_letter else [match.span()]:
            self.mark(start, end)

    def mark(self, start: int, end: int) -> None:
        """[start, end) is understood."""
        start, end = max(0, start), min(end, len(self._taken))
        if start >= end:
            return
        self._taken[start:end] = b"\x01" * (end - start)

    def settle(self, start: int, end: int) -> None:
        """[start, end) is understood for good: no later reader sees these words."""
        self.mark(start, end)
        self.words = self.words[:start] + _NOT_A_LINE.sub(" ", self.words[start:end]) + self.words[end:]

    def spans(self) -> list[tuple[int, int]]:
        """Where the clauses stand."""
        return [(clause.start, clause.end) for clause in self.clauses()]

    def taken(self, start: int, end: int) -> bool:
        """Whether any of [start, end) is understood."""
        return 1 in self._taken[start:end]

    @property
    def is_document(self) -> bool:
        """Whether this is a prompt that explains the whole puzzle at length, rather than a letter around it."""
        return len(" ".join(self.words.replace(HOLE, " ").split())) > DOCUMENT

    @cached_property
    def is_letter(self) -> bool:
        """Whether people wrote this around a puzzle: short enough for every word of it to matter."""
        return len(" ".join(self.words.replace(HOLE, " ").split())) < LETTER

    @property
    def rest(self) -> str:
        """The words that nobody took, at their places."""
        return "".join(
            " " if taken and char != "\n" else char for char, taken in zip(self.words, self._taken, strict=True)
        )

    def left(self, clause: Clause) -> str:
        """What nobody understood of a clause; a bar stands where something was taken out."""
        parts, last = [], 0
        for i in range(clause.start, clause.end):
            if self._taken[i]:
                if last == 0:
                    parts.append(" | ")
                last = 1
            else:
                parts.append(self.words[i])
                last = 0
        return "".join(parts)

    def left_at(self, clause: Clause) -> str:
        """What nobody understood of a clause, at its places: blanks stand for the rest."""
        words, taken = self.words, self._taken
        return "".join(" " if taken[i] else words[i] for i in range(clause.start, clause.end))

    def clauses(self) -> Iterator[Clause]:
        """The clauses in order; empty ones are left out."""
        if self._cut is None or self._cut[0] is not self.words:
            self._cut = (self.words, tuple(self._clauses()))
        return iter(self._cut[1])

    def _clauses(self) -> Iterator[Clause]:
        at = 0
        for stop in _STOP.finditer(self.words):
            yield from self._parts(at, stop.start())
            at = stop.end()
        yield from self._parts(at, len(self.words))

    def _parts(self, start: int, end: int) -> Iterator[Clause]:
        """A clause of a letter without the talk that follows it ("solve it, I've been at it for an hour"): that is one of
        its own, unless it names a part of a puzzle, a number, a limit or a wish."""
        text = self.words[start:end]
        for match in _TALK.finditer(text) if self.is_letter else ():
            tail = text[match.start("talk") :]
            if _LOADED.search(tail) is None and re.search(r"\w", text[: match.start()]) is not None:
                yield from self._clause(start, start + match.start())
                yield from self._clause(start + match.start("talk"), end)
                return
        yield from self._clause(start, end)

    def _clause(self, start: int, end: int) -> Iterator[Clause]:
        text = self.words[start:end]
        if text.strip():
            lead = len(text) - len(text.lstrip())
            yield Clause(start + lead, start + len(text.rstrip()))

    def quote(self, clause: Clause, most: int = 90) -> str:
        """The clause in the user's own words, cut where it is long."""
        said = " ".join(self.raw[clause.start : clause.end].split())
        return said if len(said) <= most else said[: most - 1].rstrip() + "…"
