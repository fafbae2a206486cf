"""A message with its words said again in English: only where every clause that asks is known word for word.

A clause that nobody knows is left out if it is mere talk in its own language (a story, no word that is loaded); if it
is not, nothing is said again, and the message is read as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from router.asking.account import is_story, language, loaded
from router.asking.closed import asks
from router.asking.message import Clause, Message
from router.asking.places import Shape, shape_of
from router.tongues.excepting import excepts, leaves_out
from router.tongues.requests import MAIN, Said, said
from router.tongues.spots import spots
from router.tongues.tables import TONGUES
from router.tongues.tongue import Tongue, Word, meaning, plain
from solvers.base import Candidate, Kind, Span

MOST = 450
"""Characters of words at the most: what is longer tells more than it asks."""
KNOWN = 3
"""One in so many words of talk at the least is one that the language's table knows."""
READINGS = 64
"""Ways to read words that mean several things."""
_WORD = re.compile(r"[^\W\d_]{2}|[぀-ヿ一-鿿]")
_NO_TALK = re.compile(r"[\d?？=<>+#]|(?<![A-Za-z])[A-Z](?![A-Za-z'’.])")
"""Numbers, signs and single letters: where they stand something is said of the drawing."""
_AGE = re.compile(r"\(\d{1,2}\)")
_COMMA = re.compile(r"[,，、]+(?=\s|[぀-ヿ一-鿿])")


@dataclass(frozen=True, slots=True)
class English:
    """A text said again, and the four directions as its own language calls them."""

    text: str
    ways: str


def in_english(
    text: str, spans: Sequence[Span], kind: Kind[Any, Any], candidate: Candidate[Any], only: Collection[str] = ()
) -> English | None:
    """`text` with the words around its grids in English; None where they are not known, or are English already.

    `only`: these clauses alone, as they are quoted; what the others say is understood as it stands.
    """
    message = Message(text, spans)
    if not message.is_letter:
        return None
    return _again(text, message, [kind], shape_of(kind, candidate), only)


def order_in_english(text: str, kinds: Iterable[Kind[Any, Any]]) -> str | None:
    """An order for a new puzzle, in English; None where the text is nothing but that in no table."""
    if len(text) > MOST:
        return None
    again = _again(text, Message(text), list(kinds), None)
    return again.text if again is not None else None


def _again(
    text: str, message: Message, kinds: Sequence[Kind[Any, Any]], shape: Shape | None, only: Collection[str] = ()
) -> English | None:
    clauses = [c for c in message.clauses() if _WORD.search(message.words[c.start : c.end])]
    whole = language(" ".join(message.words[c.start : c.end] for c in clauses))
    if only:
        clauses = [clause for clause in clauses if message.quote(clause) in only]
    said_again: dict[str, str] = {}
    for code, tongue in TONGUES.items():
        if whole is not None and (whole in _UNSPACED or not tongue.spaced) and code != whole:
            continue
        again = _in(tongue, text, message, clauses, kinds, shape, talks=code == whole and not only)
        if again is not None:
            said_again[code] = again
    if whole in said_again:
        return English(said_again[whole], TONGUES[whole].ways)
    if len(set(said_again.values())) != 1:
        return None
    code, again = said_again.popitem()
    return English(again, TONGUES[code].ways)


def _in(
    tongue: Tongue,
    text: str,
    message: Message,
    clauses: Sequence[Clause],
    kinds: Sequence[Kind[Any, Any]],
    shape: Shape | None,
    *,
    talks: bool,
) -> str | None:
    """The text in English if it is in this language; `talks`: words that its table does not know may be talk."""
    found: list[tuple[Clause, list[Said]]] = []
    for clause in clauses:
        sentences = _clause(message, clause, tongue, kinds, shape, talks=talks)
        if sentences is None:
            return None
        found.append((clause, sentences))
    asked = {sentence.request for _, sentences in found for sentence in sentences}
    if len(asked & MAIN) > 1 or not asked & {*MAIN, "solve", "form"}:
        return None
    return _written(text, found)


_UNSPACED = frozenset(code for code, tongue in TONGUES.items() if not tongue.spaced)
_AKIN = ("fr", "es", "it", "pt")
"""Languages that a few words do not tell apart."""


def _written(text: str, found: Sequence[tuple[Clause, Sequence[Said]]]) -> str:
    """The text with each clause in place of which something is said in English."""
    parts: list[str] = []
    at = 0
    for clause, sentences in found:
        parts += [text[at : clause.start], " ".join(s.english for s in sentences if s.english)]
        at = clause.end
    return "".join([*parts, text[at:]])


def _clause(
    message: Message,
    clause: Clause,
    tongue: Tongue,
    kinds: Sequence[Kind[Any, Any]],
    shape: Shape | None,
    *,
    talks: bool,
) -> list[Said] | None:
    """What a clause says, in English; an empty list for talk, None where it is not known."""
    told = message.words[clause.start : clause.end]
    titles = _titles(told, kinds)
    asked = told.rstrip().endswith(("?", "？")) or (not tongue.spaced and _asks(told, tongue))
    whole = _sentence(told, tongue, titles, shape, asked=asked)
    if whole is not None:
        return [whole]
    parts = [part for part in _COMMA.split(told) if part.strip()]
    found: list[Said] = []
    for part in parts:
        one = _sentence(part, tongue, titles, shape, asked=asked) if len(parts) > 1 else None
        if one is None and not (talks and _talks(part, tongue)):
            return None
        found += [one] if one is not None else []
    return found


def _talks(part: str, tongue: Tongue) -> bool:
    """Whether nothing here can change a question: no loaded word, no exception (but in a story), no number."""
    rest = tongue.but_for_talk(part)
    codes = _AKIN if tongue.code in _AKIN else (tongue.code,)
    if leaves_out(part) or _NO_TALK.search(_AGE.sub(" ", part)):
        return False
    if is_story(part, tongue.code) or re.match(rf"\W*(?:{tongue.story})", part, re.I) is not None:
        return True
    known = len(part.split()) - len(rest.split())
    if tongue.spaced and KNOWN * known < len(part.split()):  # another language, for all we know
        return False
    return not any(loaded(rest, code) or excepts(rest, code) for code in codes) and not asks(part, {tongue.code})


def _asks(told: str, tongue: Tongue) -> bool:
    """Whether a sentence without a question mark asks: its last sign says so."""
    return re.search(tongue.says.get("ASKS", "(?!)"), told.rstrip("。.！! ")) is not None


def _sentence(told: str, tongue: Tongue, titles: Mapping[str, str], shape: Shape | None, *, asked: bool) -> Said | None:
    words = tongue.meanings(told, titles)
    if words is None or prod(len(word.means.split("|")) for word in words) > READINGS:
        return None
    found: set[Said] = set()
    label = told.rstrip().endswith((":", "："))
    for means in product(*(word.means.split("|") for word in words)):
        one_way = [Word(m, word.value) if word.value else meaning(m) for m, word in zip(means, words, strict=True)]
        placed = spots(one_way, shape, spaced=tongue.spaced)
        one = said(placed, asked, label=label) if placed is not None else None
        if one is not None:
            found.add(one)
    some = {one for one in found if one.request} or found
    return some.pop() if len(some) == 1 else None  # what may mean two things is not said again


def _titles(told: str, kinds: Sequence[Kind[Any, Any]]) -> dict[str, str]:
    """What kinds are called in these words, to the end of the word ("sudokus"), and their English titles."""
    found: dict[str, str] = {}
    for kind in kinds:
        for named in kind.names.finditer(told):
            end = named.end()
            while end < len(told) and told[end].isalpha() and ord(told[end]) < 0x3000 and end - named.end() < 4:
                end += 1
            called = plain(told[named.start() : end])
            if called:
                found.setdefault(called, kind.title)
    return found
