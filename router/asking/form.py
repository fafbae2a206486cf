"""The answer as text, exactly in the form and wrapping that was asked for."""

from __future__ import annotations

import re
from typing import Any

from router.types import Reading
from solvers.base import Kind
from solvers.text.write import wrapped

_YES_NO = {
    "de": (re.compile(r"\b(?:ist|gibt|kann|lösbar|eine|der|das)\b", re.I), "ja", "nein"),
    "fr": (re.compile(r"\b(?:est|ce|une|le|y a|chemin)\b", re.I), "oui", "non"),
    "es": (re.compile(r"¿|\b(?:tiene|hay|es|una|el|se puede)\b", re.I), "sí", "no"),
    "it": (re.compile(r"\b(?:è|c'è|esiste|una|il|questo)\b", re.I), "sì", "no"),
    "pt": (re.compile(r"\b(?:é|há|tem|uma|este|existe)\b", re.I), "sim", "não"),
    "nl": (re.compile(r"\b(?:is er|een|deze|dit|oplosbaar)\b", re.I), "ja", "nee"),
    "ru": (re.compile(r"[а-яё]{2}", re.I), "да", "нет"),
    "ja": (re.compile(r"[ぁ-んァ-ン]"), "はい", "いいえ"),
    "zh": (re.compile(r"[一-鿿]"), "是", "否"),
}
_QUESTION = re.compile(r"[^.!?。？！\n]*[?？吗嗎か][^\n]{0,3}")
_ENGLISH = re.compile(r"\b(?:is|are|does|do|can|could|the|this|there|solvable|whether|yes)\b", re.I)


def _language(text: str) -> str:
    """The language of the yes-or-no question, "en" unless the words clearly say another."""
    asked = " ".join(_QUESTION.findall(text)[:6]) or text[:2000]
    for code in ("ja", "zh", "ru"):
        if _YES_NO[code][0].search(asked):
            return code
    if _ENGLISH.search(asked):
        return "en"
    scores = {code: len({m.group().lower() for m in words.finditer(asked)}) for code, (words, _, _) in _YES_NO.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= 1 else "en"


def yes_no(value: bool, found: Reading, text: str) -> str:
    """Yes or no in the language of the question."""
    grid = found.candidate
    words = text[: grid.span.start] + "\n" + text[grid.span.end :] if grid is not None else text
    code = _language(words)
    said = ("yes", "no") if code == "en" else _YES_NO[code][1:]
    return wrapped(str(said[0] if value else said[1]), found.form)


def render(kind: Kind[Any, Any], answer: Any, found: Reading, text: str) -> str:
    """The proven answer as asked: the kind writes it, and it is put into tags, a box or a code block here."""
    assert found.candidate is not None
    if found.form.name == "yes_no":
        return yes_no(True, found, text)
    return wrapped(kind.write(found.candidate, answer, found.form), found.form)
