"""Yes and no in the language of the question."""

from __future__ import annotations

import re

from router.asking.account import language

_SAID = {
    "en": ("yes", "no"), "de": ("ja", "nein"), "fr": ("oui", "non"), "es": ("sí", "no"), "it": ("sì", "no"), "pt": ("sim", "não"),
    "nl": ("ja", "nee"), "pl": ("tak", "nie"), "ru": ("да", "нет"), "ja": ("はい", "いいえ"), "zh": ("是", "否"),
}  # fmt: skip
_QUESTION = re.compile(r"[^.!?。？！\n]*(?:[?？]|吗|か。)")


def language_of(words: str) -> str:
    """The language of the question, or of all the words where none is asked; English where no table fits."""
    asked = " ".join(_QUESTION.findall(words)[:6]) or words[:2000]
    return language(asked) or language(words[:2000]) or "en"


def yes_no(value: bool, words: str) -> str:
    """ "yes" or "no"; `words` is the text without its grids."""
    said = _SAID[language_of(words)]
    return said[0] if value else said[1]
