"""Messages in a language that no table knows: only one of known shape (a greeting, "solve", the kind's name) is answered.

foreign(message)  ->  the clauses that no table can read, in order
"""

from __future__ import annotations

import re
from functools import cache

from router.asking.account import is_story
from router.asking.lexicon import LANGUAGES, words
from router.asking.light_words import LIGHT
from router.asking.message import Clause, Message
from solvers.text.patterns import lazily

UNDERSTOOD = "English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Chinese and Japanese"
_SHAPES = (
    # Swedish, Norwegian, Danish, Finnish, Turkish, Czech, Hungarian, Romanian, Ukrainian, Greek, Korean
    "lös detta den här det tack snälla hej löse lösa hjälp mig med att kan du "
    "løs denne dette vennligst takk tak hei venligst hjelp hjælp meg mig å "
    "ratkaise tämä kiitos hei auta minua ratkaisemaan voitko "
    "çöz çözer misin lütfen bu bulmacayı teşekkürler merhaba yardım et "
    "vyřeš vyřešte prosím toto tohle ahoj děkuji díky pomoz mi vyřešit "
    "oldd meg kérlek ezt a köszönöm szia segíts megoldani "
    "rezolvă rezolvați te vă rog acest salut mulțumesc ajută mă să rezolv "
    "розв'яжи розв'яжіть це цю судоку будь ласка дякую привіт "
    "λύσε λύστε αυτό το παρακαλώ ευχαριστώ γεια σουντόκου"
)
SHAPE = frozenset(_SHAPES.split())
_KOREAN = lazily(r"이|스도쿠|를|을|풀어|해결해|주세요|줘|안녕하세요|감사합니다|부탁드립니다|좀|퍼즐|문제|[\s\W]")
_TOKEN = lazily(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ALPHABETS = frozenset("abcdefghijklmnopqrstuvwxyzäöüßàâæçéèêëîïôœùûÿáíñóúìòãõąćęłńśźżéëïöü'’-")
SHARE = 0.34
"""Of a message's words, what at least is known where a table fits."""


@cache
def _tables() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    light = frozenset(word for table in LIGHT.values() for word in table.split())
    spaced = [entry for entry in LANGUAGES if entry.code not in ("zh", "ja")]
    return light, tuple(words(entry.nouns, entry.verbs, entry.asks, entry.limits, entry.common) for entry in spaced)


def _known(token: str) -> bool:
    light, tables = _tables()
    token = token.lower().replace("’", "'")
    return (
        token in light
        or any(part in light for part in re.split("['-]", token) if len(part) > 1)
        or any(pattern.fullmatch(token) is not None for pattern in tables)
    )


def _roman(token: str) -> bool:
    return ord(token[0]) < 0x250 or 0x1E00 <= ord(token[0]) < 0x1F00


def _spaced(token: str) -> bool:
    """Whether a word stands in letters that some table with spaces is written in."""
    return _roman(token) or 0x400 <= ord(token[0]) < 0x530


def _readable(token: str) -> bool:
    return _spaced(token) or 0x3000 <= ord(token[0]) < 0xA000 or ord(token[0]) >= 0xF900


def foreign(message: Message) -> list[Clause]:
    """The clauses of a message that no table can read; none where it is of known shape or in a known language."""
    if not message.is_letter:
        return []
    said = [
        (clause, [match.group() for match in _TOKEN.finditer(message.words[clause.start : clause.end])])
        for clause in message.clauses()
    ]
    strange = [
        clause for clause, tokens in said if any(not _readable(token) and _KOREAN.sub("", token) for token in tokens)
    ]
    if strange:
        return strange
    found = []
    for clause, tokens in said:
        plain = [t for i, t in enumerate(tokens) if _spaced(t) and (t.islower() or i == 0)]
        unread = [t for t in plain if not _known(t) and not _taken(message, clause, t)]
        odd = [t for t in unread if t.lower() not in SHAPE]
        if any(_roman(t) and not _ALPHABETS.issuperset(t.lower()) for t in odd):
            return [clause]
        if odd and len(unread) >= 2 and len(plain) - len(unread) <= SHARE * len(plain):
            found.append(clause)
    lower = [t for _, tokens in said for t in tokens if t.islower()]
    known = sum(_known(t) for t in lower)
    return found if found and known <= SHARE * len(lower) + 1 and not _english(message) else []


def _english(message: Message) -> bool:
    return is_story(message.words.strip(), "en")


def _taken(message: Message, clause: Clause, token: str) -> bool:
    at = message.words.find(token, clause.start, clause.end)
    return at >= 0 and message.taken(at, at + len(token))
