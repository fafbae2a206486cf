"""A kind's own rules said again change nothing: sentences made wholly of the kind's plain vocabulary.

`Plain` is what a kind declares: the words its ordinary rules are told in, the numbers that belong to a puzzle of its
size, and turns of phrase that deny a rule although every word is plain ("without the boxes").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from router.asking.message import Message
from solvers.text.plain import COMMON

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W\d_]+)*")
_BULLET = re.compile(r"^\W*\d{1,2}[.)](?!\d)")
"""The number of a rule in a list ("4.Tents cannot touch")."""
SHORTEST = 4
"""Letters of a word that says something of a kind: shorter ones ("top", "up") are in everybody's mouth."""
FUNCTION = (
    r"the|a|an|of|in|on|to|is|are|be|and|or|with|that|this|these|which|it|its|as|for|from|by|at|there|here|so|such|"
    r"must|should|has|have|has to|will|can|each|every|all|any|into|given|following|your|you|i|we|one|two|first|also|only|"
    r"according|based|where|when|then|using|used|use|e|g|ie|please|now|called|known|means|means?|remember|note|make|sure|ensure|"
    r"need|needs|they|them|their|per|within|inside|out|some|other|no|not|cannot|without|does|do|if|my"
)


@dataclass(frozen=True)
class Plain:
    """The plain vocabulary of a kind: alternations of whole words, and what denies a rule."""

    vocabulary: str
    denies: str = r"(?!)"

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.vocabulary}|{FUNCTION})", re.I)

    @cached_property
    def _asks(self) -> re.Pattern[str]:
        return re.compile(
            r"\b(?:i|we) (?:only |just )*(?:need|want)|\bonly need|\b(?:rows?|columns?|cols?|box(?:es)?|cells?|blocks?) (?:no\.? ?|number )?[1-9]\b(?!\s*(?:-|to|through|by|x|×))",
            re.I,
        )

    @cached_property
    def _denies(self) -> re.Pattern[str]:
        return re.compile(self.denies, re.I)

    @cached_property
    def _common(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{COMMON}|{FUNCTION})", re.I)

    def own(self, text: str) -> bool:
        """Whether the text holds a word that belongs to this kind's rules and not to any puzzle's ("stars", "touch")."""
        return any(
            len(word) >= SHORTEST and self._word.fullmatch(word) is not None and self._common.fullmatch(word) is None
            for word in _WORD.findall(text)
        )

    def says_again(self, sentence: str, numbers: frozenset[str]) -> bool:
        """Whether every word of a sentence is plain, and every number belongs to such a puzzle."""
        sentence = _BULLET.sub("", sentence)
        if self._denies.search(sentence) or self._asks.search(sentence):
            return False
        return all(
            word in numbers if word[0].isdigit() else self._word.fullmatch(word) is not None
            for word in _WORD.findall(sentence)
        )


def restated(message: Message, plain: Plain, numbers: frozenset[str]) -> None:
    """Take every clause that only says the plain rules again."""
    for clause in message.clauses():
        if "?" not in message.words[clause.start : clause.end] and plain.says_again(
            message.words[clause.start : clause.end], numbers
        ):
            message.mark(clause.start, clause.end)
