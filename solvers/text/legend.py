"""What a text says of the signs of its grid: "? = hidden", "`#` means a wall", "empty cells are marked ."

legend("F: flag, . is an open cell")                # {"F": "flag", ".": "an open cell"}
meaning(legend(words), {"hidden": pattern, ...})    # {"?": "hidden"}
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_SIGN = (
    r"(?:[\"'`“‘(](?P<quoted>-?[^\s\"'`“”‘’()])[\"'`”’)]"
    r"|(?P<sign>-\d|[^\w\s\"'`“”‘’(),:.;]️?|\.(?!\s*$)|[B-HJ-Z_\d]|[AI](?=\s*[:=])))"
)
_VERBS = r"(?:means?|is|are|marks?|for|represents?|denotes?|stands? for|indicates?|being)"
_SAID = re.compile(
    rf"(?<![\w.\"'`“]){_SIGN}(?:\s*(?:[:=→]|->)\s*|\s+{_VERBS}\s+)(?P<what>(?:(?! and )[^\n.;,]){{3,60}})", re.M
)
_THINGS = r"(?:cells?|squares?|tiles?|spaces?|positions?|points?|mines?|flags?|walls?|blanks?|holes?)"
_BY = r"(?:are|is|as|=|:|with|by|(?:(?:are|is) )?(?:\w+ed|shown|written|given) (?:as|by|with|using))"
_TURNED = re.compile(
    rf"(?P<what>(?:[\w-]+ ){{0,3}}{_THINGS})\s*{_BY}\s+(?:an? |the (?:sign|letter|symbol) )?{_SIGN}(?![\w'’])", re.I
)


def legend(words: str) -> dict[str, str]:
    """Sign -> what is said of it, the first time it is."""
    told: dict[str, str] = {}
    for pattern in (_SAID, _TURNED):
        for match in pattern.finditer(words):
            told.setdefault(match["quoted"] or match["sign"], match["what"].strip())
    return told


def meaning(told: Mapping[str, str], meanings: Mapping[str, re.Pattern[str]]) -> dict[str, str]:
    """Sign -> the first meaning whose pattern occurs in what is said of it; other signs are left out."""
    found = {}
    for sign, said in told.items():
        name = next((name for name, pattern in meanings.items() if pattern.search(said)), None)
        if name is not None:
            found[sign] = name
    return found
