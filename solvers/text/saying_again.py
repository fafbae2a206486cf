"""A kind's own rules and headings in the user's words: parts of a clause that say nothing but what the board has anyway.

A part stands between stops ("4x4 killer sudoku (digits 1-4, no givens)") and must match a phrase as a whole; the numbers
in it are those of the board, as `filled` puts them into the phrase. A clause that denies anything besides keeps all its
parts: "except", "not" and their like may take back what the phrase says.
"""

# ruff: noqa: E501 - phrases are easier to compare on one line

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from solvers.hooks import Words
from solvers.text.patterns import lazily

_AND = (
    r"and|und|et|y|e|en|i|oraz|и|so that|such that|so|where|with|sodass|so dass|wobei|mit|de sorte que|tels? que|où|avec|de modo que|"
    r"tal que|de forma que|donde|con|dove|in modo che|così che|onde|com|zodat|zo dat|waarbij|met|tak aby|tak żeby|aby|tak,? by|"
    r"gdzie|z|так,? чтобы|чтобы|где|с"
)
_LACKING = re.compile(r"(?<=\s)(?=(?:without|ohne|sans|sin|senza|sem|zonder|bez|без)\s)", re.I)
"""Where a part begins that says what must not be: "... on a board without attacking each other"."""
_LACKS = re.compile(r"\s*(?:without|ohne|sans|sin|senza|sem|zonder|bez|без)\s", re.I)
_ASKS = re.compile(r"(?<![,(:;\s])(?<![,(:;]\s)\s*[?？]\s*$")
"""A question's end; behind a comma or a colon the mark is a sign of the board ("..., ? is unknown")."""
_STOP = r"[,;:.!?()\[\]（）、，。：；！？–—\n\0…-]"
_EDGE = rf"(?=\s*(?:{_STOP}|\s(?:{_AND})(?!\w))|\s*$)"
_NEXT = re.compile(rf"(?:\s*{_STOP}+|(?<=\s)(?=(?:{_AND})(?!\w)))\s*(?:(?:{_AND})(?!\w)\s*)*", re.I)
_FIRST = re.compile(rf"[\s,]*(?:(?:{_AND})(?!\w)[\s,]*)+", re.I)
_JOINT = re.compile(rf"(?<!\w)(?:(?:{_AND})(?!\w)\s*)+$", re.I)
"""The word that joins a part to what stands before it belongs to the part."""
_DENIES = lazily(
    r"(?<![^\W_])(?:not|n't|no|never|without|except\w*|unless|but|instead|ignor\w+|however|neither|nor|wrong|false|old|other|forget|drop|skip|cannot|can't|don't|doesn't|isn't|aren't|"
    r"nicht|kein\w*|ohne|außer|statt|aber|nie|sondern|ne|n'|pas|sans|sauf|mais|jamais|aucun\w*|oubli\w+|sin|salvo|excepto|pero|nunca|ningun\w*|"
    r"senza|tranne|ma|non|mai|nessun\w*|não|sem|exceto|mas|nenhum\w*|niet|geen|zonder|behalve|maar|nooit|nie|bez|oprócz|ale|żad\w+|"
    r"не|без|кроме|но|нет|никогда)(?![^\W_])|n['’]t\b|不|没|無|无|除|但|ない|なし|ません|以外",
    re.I,
)


@lru_cache(maxsize=256)
def _whole(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{phrases}){_EDGE}", re.I)


def filled(phrases: str, numbers: Mapping[str, str]) -> str:
    """Phrases with the board's numbers in the place of their signs ("<n>"); a sign without a number matches nothing."""
    return re.sub(r"<(\w+)>", lambda sign: numbers.get(sign[1], r"(?!)"), phrases)


def parts(clause: str, phrases: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a clause stand that are phrases as a whole."""
    pattern, at = _whole(phrases), 0
    first = _FIRST.match(clause)
    starts = [
        len(clause) - len(clause.lstrip(" \t¿¡*•-")),
        *(stop.end() for stop in _NEXT.finditer(clause)),
        *(at.end() for at in _LACKING.finditer(clause)),
    ]
    starts = sorted({*starts, first.end()} if first else set(starts))
    for start in starts:
        if start >= at and (match := pattern.match(clause, start)) is not None and match.end() > start:
            yield start, match.end()
            at = match.end()


class Again:
    """Bare words in the place of a message: sentence by sentence, what was taken is blank."""

    def __init__(self, words: str) -> None:
        self.words = self.left = words

    def spans(self) -> list[tuple[int, int]]:
        """Where the sentences stand."""
        return [match.span() for match in re.finditer(r"[^.;!?\n]+", self.words)]

    def mark(self, start: int, end: int) -> None:
        """Blank [start, end)."""
        self.left = self.left[:start] + " " * (end - start) + self.left[end:]


def take_again(message: Words | Again, phrases: str) -> None:
    """Take what only says again what holds; of a clause that denies anything besides, and of one behind it, nothing."""
    denied = False
    for start, end in message.spans():
        said = message.words[start:end]
        found = list(parts(said, phrases))
        rest = list(said)
        for first, last in found:
            rest[first:last] = " " * (last - first)
        left = "".join(rest)
        asks = _ASKS.search(said) is not None and not re.search(r"\w", left)
        if asks and _LACKS.match(said):  # it ends a question whose middle is the puzzle: "[8 queens] without ...?"
            asks = not message.words[:start].rstrip(" ").endswith("\0")
        if not (denied or asks or _DENIES.search(left)):
            for first, last in found:
                joint = _JOINT.search(said, 0, first)
                message.mark(start + (joint.start() if joint else first), start + last)
        denied = said.rstrip().endswith((":", "：")) and _DENIES.search(left) is not None


__all__ = ["Again", "filled", "parts", "take_again"]
