"""A thank-you asks for nothing: it gets a friendly word, and needs no language model."""

from __future__ import annotations

import re

from solvers.text.patterns import lazily

_THANKS = (
    (r"(?:ok(?:ay)?|great|perfect|cool|nice|awesome|wonderful|many)?[ ,!.]*(?:thanks|thank you|thx|ty|cheers)(?: (?:a lot|so much|very much|again|for (?:the|your) help|for that))*", "You're welcome."),
    (r"(?:ok(?:ay)?|super|toll|perfekt|vielen|herzlichen)?[ ,!.]*(?:danke|dank|dankeschön)(?: (?:schön|sehr|dir|vielmals))*", "Gern geschehen."),
    (r"(?:ok|super|parfait)?[ ,!.]*merci(?: (?:beaucoup|bien))?", "Avec plaisir."),
    (r"(?:muchas |perfecto[ ,!.]*)?gracias", "De nada."),
    (r"(?:perfetto[ ,!.]*)?grazie(?: mille)?", "Prego."),
    (r"(?:muito )?obrigad[oa]", "De nada."),
    (r"bedankt|dank je(?: wel)?|dankjewel", "Graag gedaan."),
    (r"dziękuję(?: bardzo)?|dzięki", "Nie ma za co."),
    (r"(?:большое )?спасибо(?: большое)?", "Пожалуйста."),
    (r"(?:多)?谢谢(?:你|您)?|多谢", "不客气。"),
    (r"(?:どうも)?ありがとう(?:ございます|ございました)?", "どういたしまして。"),
)  # fmt: skip
_SAID = tuple((lazily(rf"\W*(?:{said})\W*", re.I), answer) for said, answer in _THANKS)
LONG = 60
"""Characters of a thank-you at the most."""


def courtesy(text: str) -> str | None:
    """What is said to a message that thanks and says nothing else; None for every other message."""
    if len(text) > LONG or "?" in text:
        return None
    return next((answer for said, answer in _SAID if said.fullmatch(text) is not None), None)
