"""The words in which rules of sudokus are said, a file for each of ten languages: concept -> what stands for it.

A rule is understood only where every word of its sentence is known here; so the fillers matter as much as the rest.
`concepts` joins the languages; at each place of a sentence the longest match wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from solvers.text.patterns import lazily

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "zh", "ja")
_JOINED = frozenset({"zh", "ja"})
"""Languages that set no blanks between words."""


@cache
def concepts() -> Mapping[str, re.Pattern[str]]:
    """Concept -> all its words; an apostrophe closes a French or Italian article."""
    found: dict[str, list[str]] = {}
    for language in ("every", *LANGUAGES):
        table: Mapping[str, str] = import_module(f"{__name__}.{language}").WORDS
        for concept, words in table.items():
            if language in _JOINED:
                ends = ""
            elif language == "every":
                ends = "(?![A-Za-zÀ-ɏА-я])"
            else:
                ends = r"(?:(?<=')|(?![^\W_]))"
            found.setdefault(concept, []).append(f"(?:{words}){ends}")
    return {concept: lazily("|".join(words), re.I) for concept, words in found.items()}
