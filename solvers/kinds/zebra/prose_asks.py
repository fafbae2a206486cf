"""Questions about a logic puzzle told in prose: who has it, what somebody has, who came in where, the whole order."""

# ruff: noqa: E501 - phrases are easier to compare on one line

from __future__ import annotations

import re

from solvers.kinds.zebra import said as words
from solvers.kinds.zebra.asks import Ask
from solvers.kinds.zebra.prose import form
from solvers.kinds.zebra.setting import Setting

WHOLE = Ask(None)
"""Everything is asked for."""


def asked(question: str, setting: Setting) -> Ask | None:
    """What a question about a puzzle told in prose asks for; None where it is not understood whole."""
    question = re.sub(r"[\s\0]+", " ", question.replace("’", "'")).strip()
    bare = question.strip(" .!?¿").lower()
    if setting.sort == "race" and re.fullmatch(words.WON, bare):
        return Ask("name", house=1)
    if setting.sort == "race" and re.fullmatch(words.ORDER, bare):
        return WHOLE
    verbs = words.VERBS.get(setting.verb, r"(?!)")
    if re.fullmatch(
        rf"(?:and |so |so,? )?(?:{words.WHO}) (?:{verbs}) (?:{words.WHAT_ALL})|(?:{words.WHO}) (?:{verbs})[^§]* (?:where|wo|où)",
        bare,
    ):
        return WHOLE
    found = form(question, setting)
    if found is None or len(found.cells) + len(found.places) != 1:
        return None
    said = re.sub(r"^(?:and|so|und|also|et|y|e|en|i),? ", "", found.said)
    at = f"(?:{words.AT})*"
    if (
        found.places
        and setting.sort != "people"
        and re.fullmatch(rf"(?:{words.WHO}) (?:{words.CAME}|lives in|habite(?: dans)?) {at}#{words.PLACE}", said)
    ):
        return Ask("name", house=found.places[0])
    if not found.cells:
        return None
    cell = found.cells[0]
    person = cell.startswith("name: ")
    if not person and re.fullmatch(
        rf"(?:{words.WHO}) (?:{verbs}) §|§ (?:{words.BELONGS}) (?:whom|wem)|wem gehört §|à qui est §|a chi appartiene §",
        said,
    ):
        return Ask("name", cell=cell)
    if person and setting.sort == "race" and re.fullmatch(words.WHICH_PLACE, said):
        return Ask(None, cell=cell)
    other = next((a.key for a in setting.attributes if a.key != "name"), None)
    if (
        person
        and other
        and re.fullmatch(
            rf"(?:what|which \w+) (?:does|did) § (?:{verbs})|(?:{words.WHAT}) ?(?:{verbs}) §|in which (?:{words.HOUSE}) does § live|in welchem (?:{words.HOUSE}) wohnt §|(?:what|which) colou?r is §'s house|dans quelle (?:{words.HOUSE}) habite §",
            said,
        )
    ):
        return Ask(other, cell=cell)
    return None
