"""Slips of the keyboard in the words around a grid: "each nuumber", "the shotrest path".

Only a word that nobody here knows, and that one slip turns into a known one, is read as that. The mended text is used
where the text as it stands is not understood whole; grids are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from router.asking.account import language
from router.asking.lexicon import ENGLISH
from router.asking.light_words import LIGHT
from router.asking.restated import FUNCTION
from solvers.base import Kind, Span

SHORTEST = 4
"""Letters of a word that is looked at: shorter ones are too near to each other."""
MOST = 40
"""Unknown words that are looked at in one text."""
_LETTERS = "etaoinshrdlucmfwypvbgkqjxz"
_WORD = re.compile(r"(?<![\w'’-])[A-Za-z]{4,16}(?![\w'’])")
_PLAIN = (
    r"constraints?|horizontal|vertical|format(?:ted)?|response|respond|represent\w*|position|ensure|remember|given|following|puzzle|answer|"
    r"solution|matrix|spaces?|separat\w*|replac\w*|blanks?|minimum|maximum|through|reach|point|string|example|enclose|bracket\w*|contain\w*|weight\w*|"
    r"match|provide|mapping|cannot|different|connected|careful|understand|placing|place|task|find|valid|according|below|above|only|with|your|from"
)


@lru_cache(maxsize=64)
def _known(vocabulary: str, names: str) -> re.Pattern[str]:
    light = "|".join(re.escape(word) for word in LIGHT["en"].split())
    tables = (ENGLISH.nouns, ENGLISH.verbs, ENGLISH.asks, ENGLISH.limits, ENGLISH.common, FUNCTION, light, _PLAIN)
    return re.compile("|".join(f"(?:{part})" for part in (vocabulary, names, *tables)), re.I)


def mended(text: str, grids: Sequence[Span], kind: Kind[Any, Any]) -> str | None:
    """The text with its slips mended; None where there is none."""
    if language(text) != "en":
        return None
    known = _known(kind.vocabulary, kind.names.pattern)
    found: list[tuple[int, int, str]] = []
    looked = 0
    for match in _WORD.finditer(text):
        word = match.group()
        if any(span.start <= match.start() < span.end for span in grids) or known.fullmatch(word):
            continue
        looked += 1
        if looked > MOST:
            return None
        meant = next((one for one in _one_slip(word.lower()) if len(one) >= SHORTEST and known.fullmatch(one)), None)
        if meant is not None:
            found.append((match.start(), match.end(), meant))
    for start, end, meant in reversed(found):
        text = text[:start] + (meant.capitalize() if text[start].isupper() else meant) + text[end:]
    return text if found else None


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
