"""Slips of the keyboard in the words around a grid: "each nuumber", "the shotrest path".

Only a word that nobody here knows, and that one slip turns into a known one, is read as that. The mended text is used
where the text as it stands is not understood whole, or where a slip hid a word that asks; grids are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from router.asking.account import language
from router.asking.lexicon import ENGLISH, LANGUAGES
from router.asking.light_words import LIGHT
from router.asking.restated import FUNCTION
from solvers.base import Kind, Span
from solvers.text.patterns import lazily

SHORTEST = 4
"""Letters of a word that is looked at: shorter ones are too near to each other."""
SURE = 6
"""Letters of a word that is hardly written by chance."""
MOST = 40
"""Unknown words that are looked at in one text."""
_LETTERS = "etaoinshrdlucmfwypvbgkqjxz"
_WORD = re.compile(r"(?<![\w'’-])[A-Za-z]{4,16}(?![\w'’])")
_PLAIN = (
    r"constraints?|horizontal|vertical|format(?:ted)?|response|respond|represent\w*|position|ensure|remember|given|following|puzzle|answer|"
    r"solution|matrix|spaces?|separat\w*|replac\w*|blanks?|minimum|maximum|through|reach|point|string|example|enclose|bracket\w*|contain\w*|weight\w*|"
    r"match|provide|mapping|cannot|different|connected|careful|understand|placing|place|task|find|valid|according|below|above|only|with|your|from"
)

_ORDINARY = (
    "were would could should been being before another other others more most less least some such ever even much "
    "many still twice again back last next once size line lines lead leads read rest best test wide tall half "
    "hold holds holding held here hers just keep kept kind knew late later leave left like live long look made "
    "main make meet mine mind miss mode mood moon near need nine note odds only open over pack page paid pair "
    "part pass past path paths pick plan play pose post pull push rail rain rank rate real ride ring rise road "
    "rock roll rolls root rule ruled runs safe sail sale sand save saves saved seat seed seem seen self sell send "
    "sent shot show shut sick sign site skip slow snow soft sold song soon sort spot star stay step stop sure "
    "swap take taken takes talk tell tens term text than them then they thin thing think those three tiny told "
    "tone took tool tour town tree trees trip true tune turn twin type unit unto upon used user vary vast very "
    "view vote wait wake walk walks want wants warm wash ways weak wear week well went west what when whole whom "
    "wife wild will wind wine wing wins wise wish woke wood word words wore work world worse worst worth write "
    "wrong wrote year yesterday zero zone where there their these while which whose high higher lower upper inner "
    "outer inside outside across along around behind beside beyond below under until unless since because though "
    "although however instead together apart against among battery bomb guard guards camera cost costs price coin "
    "coins fuel energy water fire lava river bridge door doors gate gates lock locks unlock double triple quarter "
    "knight knights king kings queen queens bishop rook night nights sight fight tight flight height eight mouse "
    "house horse loose course source force border older bolder folder holder hare pairs hairs stairs chair bill "
    "ball bell belt bold band bond bank bath both bite bits bus cave cake card care case cash cast coat code cold "
    "cool copy corn core crew crop dark date dawn days dead deal dear deep desk dial dice diet dish disk dozen "
    "draft drama drive drop dust dusk duty each earn ease east easy edge exam exit face fact fade fail fair fall "
    "fame farm fast fate fear feed feel feet file film fine firm fish flag flat flow fold food fool foot form "
    "fort four free fund gain game gang gear gift girl goal goat gold golf grey grow gulf hair hall hand hang "
    "hard harm hate head heal hear heat hell hero hide hill hire hole holy hook horn host hour hunt hurt idea "
    "inch iron item jail join jump jury lack lady lake lamp land lane lawn lazy leaf lean leap lend lens lift "
    "limb lime limit link lion list load loan loss lost loud luck lump lung mail mall mask mass mate meal mean "
    "meat melt menu mess mile milk mill roman woman numeral numerals spoken token broken backward backwards "
    "forward reverse inverse recorder record reward guess guest quest digital visual spiral third fourth fifth "
    "hint hints clue clues tip tips torus toroidal cylinder sphere globe moebius cube donut played playing solo stuck "
    "second secondly weigh weighs sixth seventh eighth ninth tenth single several various certain neither either"
)
"""Words that are spelt as they are meant, however near they are to one of ours ("were", "where")."""


_LOADED = lazily(
    rf"(?:{ENGLISH.nouns}|{ENGLISH.verbs}|{ENGLISH.limits}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|last)",
    re.I,
)
"""Words that may ask for something else than the plain answer."""
_SWAPPED = {
    "rwo": "row",
    "orw": "row",
    "rwos": "rows",
    "clo": "col",
    "ocl": "col",
    "bxo": "box",
    "obx": "box",
    "smu": "sum",
    "teh": "the",
    "adn": "and",
    "whats": "what's",
    "thats": "that's",
    **{
        f"{word}nt": f"{word}n't"
        for word in ("do", "does", "did", "is", "are", "was", "were", "could", "would", "should")
    },
    "cant": "can't",
    "wont": "won't",
    "havent": "haven't",
    "hasnt": "hasn't",
}
_SHORT_SLIP = lazily(rf"(?<![\w'’-])(?:{'|'.join(_SWAPPED)})(?![\w'’])", re.I)
"""Short words with two letters swapped, or without their apostrophe."""


@lru_cache(maxsize=64)
def _known(vocabulary: str, names: str) -> re.Pattern[str]:
    light = "|".join(re.escape(word) for word in (*LIGHT["en"].split(), *_ORDINARY.split()))
    tables = (ENGLISH.nouns, ENGLISH.verbs, ENGLISH.asks, ENGLISH.limits, ENGLISH.common, FUNCTION, light, _PLAIN)
    return re.compile("|".join(f"(?:{part})" for part in (vocabulary, names, *tables)), re.I)


@lru_cache(maxsize=1)
def _elsewhere() -> re.Pattern[str]:
    """Words that are known in another language: "ligne" is no slip of "line"."""
    spaced = [entry for entry in LANGUAGES if entry.code not in ("en", "zh", "ja")]
    tables = [
        t
        for e in spaced
        for t in (e.nouns, e.verbs, e.asks, e.limits, e.common, *map(re.escape, LIGHT.get(e.code, "").split()))
    ]
    return re.compile("|".join(f"(?:{part})" for part in tables if part), re.I)


def _sentence(text: str, at: int) -> str:
    """The sentence around a place."""
    start = max(text.rfind(stop, 0, at) for stop in ".!?\n") + 1
    end = min((n for n in (text.find(stop, at) for stop in ".!?\n") if n >= 0), default=len(text))
    return text[start:end]


def mended(text: str, grids: Sequence[Span], kind: Kind[Any, Any], *, loaded: bool = False) -> str | None:
    """The text with its slips mended; None where there is none. With `loaded`, only where one of
    them hid a word that may ask for something; names are let alone."""
    if language(text) != "en":
        return None
    known = _known(kind.vocabulary, kind.names.pattern)
    found: list[tuple[int, int, str]] = []
    looked = 0
    for match in _WORD.finditer(text):
        word = match.group()
        if (
            word.lower() in _SWAPPED
            or any(span.start <= match.start() < span.end for span in grids)
            or known.fullmatch(word)
        ):
            continue
        if loaded and word[0].isupper() and _sentence(text, match.start()).lstrip().find(word) > 0:
            continue  # a name
        if _elsewhere().fullmatch(word) or language(_sentence(text, match.start())) not in ("en", None):
            continue
        looked += 1
        if looked > MOST:
            return None
        meant = next((one for one in _one_slip(word.lower()) if len(one) >= SHORTEST and known.fullmatch(one)), None)
        if meant is not None and not (loaded and _rather_a_word(word.lower(), meant)):
            found.append((match.start(), match.end(), meant))
    found += _swapped(text, grids)
    if loaded and not any(_LOADED.fullmatch(meant) for _, _, meant in found):
        return None
    for start, end, meant in sorted(found, reverse=True):
        text = text[:start] + (meant.capitalize() if text[start].isupper() else meant) + text[end:]
    return text if found else None


def _swapped(text: str, grids: Sequence[Span]) -> list[tuple[int, int, str]]:
    return [
        (m.start(), m.end(), _SWAPPED[m.group().lower()])
        for m in _SHORT_SLIP.finditer(text)
        if not any(span.start <= m.start() < span.end for span in grids)
    ]


def whole_words(text: str, grids: Sequence[Span]) -> str | None:
    """The text with the apostrophes that were left out; None where none was."""
    found = _swapped(text, grids) if language(text) == "en" else []
    for start, end, meant in sorted(found, reverse=True):
        text = text[:start] + (meant.capitalize() if text[start].isupper() else meant) + text[end:]
    return text if found else None


def _rather_a_word(word: str, meant: str) -> bool:
    """Whether a word that no table holds may as well be a word of its own ("club", "weigh"): swapped letters are
    a slip for certain, another slip only in a long word."""
    return sorted(word) != sorted(meant) and len(meant) < SURE


def _one_slip(word: str) -> Iterator[str]:
    """Everything that one slip may have made of it: letters swapped, one too many, one missing, a wrong one."""
    for i in range(len(word) - 1):
        if word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
    for i in range(len(word) + 1):
        for letter in _LETTERS:
            yield word[:i] + letter + word[i:]
    for i in range(1, len(word)):
        for letter in _LETTERS:
            yield word[:i] + letter + word[i + 1 :]
