"""What the words may want of a sudoku besides its solution, or instead of its rules: told, and not answered wrongly."""

from __future__ import annotations

import re

_NOT_SOLVED = tuple(
    (why, re.compile(pattern, re.I))
    for why, pattern in (
        (
            "a wrong clue",
            r"\b(?:one|some|two) of (?:the|my|these) (?:\w+ )?(?:clues?|givens?|digits?|numbers?)\b[^.\n]{0,20}\b(?:is|"
            r"are|must be) (?:wrong|incorrect|false)\b|\b(?:which|what) (?:\w+ ){0,2}(?:clue|given|digit|number)s?\b"
            r"[^.?\n]{0,30}\b(?:wrong|incorrect)\b|\bfind (?:the )?(?:wrong|incorrect) (?:clue|given|digit|number)",
        ),
        (
            "candidates",
            r"\b(?:what|which|list|give|show|tell)\b[^.\n]{0,30}\bcandidates?\b|"
            r"\b(?:add|list|give|show|fill in|write|need|want|all) (?:me )?(?:the |all )*(?:\w+ )?pencil ?marks?\b|"
            r"\b(?:which|what) (?:digits|numbers|values) (?:can|could|may|might|are (?:possible|allowed))\b|"
            r"\b(?:what|which|list|give|show)\b[^.\n]{0,20}\bpossible (?:digits|values|numbers)\b",
        ),
        (
            "missing digits",
            r"\b(?:which|what) (?:digits?|numbers?|values?) (?:are|is) (?:still )?missing\b(?:(?!row|col)[^.\n]){0,20}"
            r"\b(?:row|col\w*|box|block|line)\b(?![^.\n?]{0,12}\b(?:row|col))|"
            r"\b(?:what|which|list)\b[^.\n]{0,15}\bmissing (?:digits|numbers|values)\b"
            r"[^.\n]{0,12}\b(?:row|column|box|block)\b",
        ),
        (
            "a number that is no digit of it",
            r"\bhow many (?:\w+ ){0,2}(?:clues|givens|hints|digits|numbers|cells|squares|empty|blank|times)\b|"
            r"\b(?:what|give|find|tell)\b[^.\n]{0,20}\bsum of\b",
        ),
    )
)
_CHANGED = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?:^|[.!?:;\n])(?:(?!\b(?:no|not|never|none|neither|cannot|can't|nor|without|if|whether)\b)[^.!?:;\n]){0,120}"
        r"\b(?:may|can|is allowed to|are allowed to)\b(?! not| only| never)(?:(?!\b(?:not|never|only)\b)[^.!?;\n])"
        r"{0,40}\b(?:twice|repeat(?:ed)?|more than once)\b",
        r"\b(?:r\d ?c\d|row \d\W{1,3}(?:and )?col(?:umn)? \d|\(\d, ?\d\))\s*(?:is not|isn't|≠|!=|must not be|cannot be|"
        r"can't be|may not be)\s*(?:an? )?\d",
    )
)
_ROWS_AND_COLUMNS = re.compile(
    r"\b(?:each|every|any|all|no|one|jede\w*|chaque|cada|ogni|elke)\b[^.\n]{0,30}\b(?:rows?|zeilen?|ligne|fila|riga|"
    r"linha|rij)\b[^.\n]{0,30}"
    r"\b(?:columns?|spalten?|colonne|columna|colonna|coluna|kolom)\b",
    re.I,
)
_BOXES = re.compile(
    r"\b(?:box|block|region|sub-?grid|sub-?square|square|quadrant|nonet|section|area|zone|group|house|kasten|"
    r"kästchen|block|quadrat|carré|bloc|caja|"
    r"bloque|cuadr\w+|riquadr\w+|bloco|vak|blok)\w*\b|\b[234] ?[x×] ?[234]\b|sud[oa]k[uo]|s[uo]d[uo]k[uo]|宫|宮|"
    r"ブロック|数独|數獨|судоку",
    re.I,
)


def other(words: str) -> str | None:
    """Why the solution is not what `words` (the message without its grids) ask for, or None."""
    for why, pattern in _NOT_SOLVED:
        if pattern.search(words):
            return f"the text asks for {why}, and only the solution and its cells are proven here; ask for the solution"
    if any(pattern.search(words) for pattern in _CHANGED):
        return "the text changes the rules or the clues, and only a plain sudoku is proven here"
    if _ROWS_AND_COLUMNS.search(words) and not _BOXES.search(words):
        return (
            "the text names rows and columns but no boxes, so this may be a Latin square; say that it is a sudoku if"
            " it is"
        )
    return None
