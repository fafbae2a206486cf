"""Questions about one house or one person of a zebra puzzle: who lives where, who has what, and whether that is so.

Each word counts for what is asked to be said yes or no to; German questions are said again in English word by word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from solvers.kinds.zebra.clues import CARRIERS, ORDINALS, house
from solvers.kinds.zebra.setting import Setting, mentions, tokens

_AT = re.compile(
    r"\bhouse (?:number |no\.? ?|#)?(\d{1,2})\b|\b(" + "|".join(ORDINALS) + r"|last|middle) (?:house|one)\b", re.I
)
_NO_PLAIN_QUESTION = re.compile(
    r"\b(?:not|never|nobody|no one|none|left|right|beside|next|neighbou?rs?|between|before|after|counted|"
    r"counting|and|or|if|when|without|nicht|nie|kein\w*|niemand|links|rechts|neben|zwischen|und|oder|wenn|ohne|nur|"
    r"else|others?|than|directly|immediately|adjacent|how many|how far|only)\b|n't\b",
    re.I,
)
"""A question about one house that says this asks for something else too."""
_LEAD = re.compile(
    r"^[\s\W]*(?:(?:so|then|ok(?:ay)?|well|please|hi|hello|hey|now|also|dann|bitte|hallo|nun|tell me|can you tell me|"
    r"could you tell me|i want to know|i'd like to know|do you know|sag mir|kannst du mir sagen|weißt du)\b[\s,:]*)+",
    re.I,
)
_FINALLY = re.compile(r"\s*,? (?:please|then|anyway|thanks|thank you|bitte|denn|eigentlich|nun)(?=\W*$)", re.I)
_GERMAN = (
    (r"wem gehören|wem gehört", "who owns"), (r"in welchem haus|welches haus|wo", "which house"), (r"wer", "who"),
    (r"was für (?:ein|eine|einen)", "what"), (r"welche[nrms]?|was", "what"), (r"wohnt|lebt", "lives"),
    (r"trinkt", "drinks drink"), (r"raucht", "smokes"), (r"hat|besitzt|hält", "has"), (r"spielt", "plays"),
    (r"mag|liebt", "likes"), (r"ist", "is"), (r"isst", "eats"), (r"fährt", "drives"), (r"arbeitet", "works"),
    (r"hausnummer|haus nummer|haus nr\.?|haus", "house"), (r"ersten?", "first"), (r"zweiten?", "second"),
    (r"dritten?", "third"), (r"vierten?", "fourth"), (r"fünften?", "fifth"), (r"mittleren", "middle"),
    (r"letzten", "last"), (r"haustier|tier", "pet"), (r"getränk", "drink"), (r"farbe", "color"), (r"beruf", "job"),
    (r"im|in|am", "in"), (r"der|die|das|den|dem|ein|eine|einen", "the"),
)  # fmt: skip
_SPEAKS_GERMAN = re.compile(
    r"^\W*(?:wer|wem|wo|was|welche\w*|in welche\w*|wohnt|lebt|trinkt|hat|ist|besitzt|spielt)\b", re.I
)
_FRAME = frozenset(
    re.findall(
        r"\w+", "in the a at it true that s number of live drink who what which where whose with from play own eat used"
    )
)
_WHETHER = frozenset({"is", "does", "do", "has", "are", "lives", "drinks", "plays", "owns"})


class Ask(NamedTuple):
    """One thing asked for: the attribute (None: the number of the house) of a house or of whoever has a value; or
    whether a value is in the house that is named, or in that of another value."""

    attribute: str | None
    house: int = 0
    cell: str = ""
    other: str = ""
    whether: bool = False

    @property
    def special(self) -> bool:
        return True

    def words(self) -> str:
        whose = f"house {self.house}" if self.house else f"the house with {self.other or self.cell}"
        if self.whether:
            return f"whether {self.cell} is in {whose}"
        return f"{self.attribute} in {whose}" if self.attribute else f"the number of {whose}"


def asked(question: str, lists: Setting) -> Ask | None:
    """What a question asks for, if it is one of the plain ones."""
    question = _FINALLY.sub("", _LEAD.sub("", question.strip()))
    if _NO_PLAIN_QUESTION.search(question):
        return None
    if _SPEAKS_GERMAN.match(question):
        for german, english in _GERMAN:
            question = re.sub(rf"(?<!\w)(?:{german})(?!\w)", english, question, flags=re.I)
    words = tokens(question)
    place = _AT.search(question)
    number = house(place[1] or place[2], lists.houses) if place else None
    found = mentions(words, lists.attributes) or []
    told = [one for one in found if not (place and one.value.isdigit())]
    if words and words[0] in _WHETHER:
        return _whether(question, lists)
    if len(told) > 1 or (number is None) == (not told) or not _known(_AT.sub(" ", question), lists):
        return None
    cell = told[0].attribute.cell(told[0].value) if told else ""
    if told and re.search(r"\b(?:which|what) house\b|\bwhere\b|\bhouse number\b", question, re.I):
        return Ask(None, cell=cell)
    outside = [a for a in lists.attributes if not told or a != told[0].attribute]
    hinted = [a for a in outside if a.hints & set(words) or a.key in words]
    names = lists.names
    wanted = hinted[0] if len(hinted) == 1 else names if words[:1] == ["who"] and names in outside else None
    return Ask(wanted.key, number or 0, cell) if wanted is not None else None


def _whether(question: str, lists: Setting) -> Ask | None:
    """Two values, or one and a house, and no word besides that says anything."""
    place = _AT.search(question)
    number = house(place[1] or place[2], lists.houses) if place else None
    words = tokens(_AT.sub(" ", question))
    found = mentions(words, lists.attributes) or []
    if (place is not None and number is None) or len(found) != (1 if number else 2):
        return None
    if not _known(_AT.sub(" ", question), lists):
        return None
    cells = [one.attribute.cell(one.value) for one in found]
    if len(cells) == 2 and found[0].attribute == found[1].attribute:
        return None
    return Ask(None, number or 0, cells[0], "" if number else cells[1], whether=True)


def _known(question: str, lists: Setting) -> bool:
    """Whether each word is a value of the lists or only carries one."""
    words = tokens(question)
    for one in reversed(mentions(words, lists.attributes) or []):
        words[one.start : one.end] = []
    plain = CARRIERS | _FRAME | _WHETHER | frozenset[str]().union(*(a.hints for a in lists.attributes))
    return all(word in plain or word in {a.key for a in lists.attributes} for word in words)
