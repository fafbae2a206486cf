"""A kind's own words for what its cells hold: "tent", "shaded", "height", "vertex", "loop".

    Terms(marked="stars?|sterne?n?", open="empty|leer")

Questions are put together from these words and the router's table of what stands around them, so that a kind says what
its things are called and never how people ask. Each is an alternation of whole words, all languages in one.
"""

from __future__ import annotations

from dataclasses import dataclass

NEVER = r"(?!)"
SHADED = (
    r"black(?:ed)?(?: out)?|shade(?:d)?(?: in)?|dark(?:ened)?|fill(?:ed)?(?: in| out)?|colou?red(?: in)?|"
    r"blacken(?:ed)?|crossed out|"
    r"schwarze?[nrms]?|geschwärzt|schwärzen|einschwärzen|ausfüllen|ausgefüllt|ausmalen|ausgemalt|schattiert|dunkel|markiert"
)
"""What a cell is that a person fills, whatever the kind calls it."""
WHITE = (
    r"white|unshaded|unfilled|light|left blank|left white|blank|empty|"
    r"weiß\w*|weiss\w*|leer\w*|unausgefüllt|hell|frei\w*"
)
"""And one that stays as it is."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What people call the things of a kind."""

    marked: str = NEVER
    """What stands in the cells that an answer marks ("stars?"), or what these cells are ("shaded")."""
    open: str = NEVER
    """What the other cells are ("empty", "zeros?")."""
    held: str = NEVER
    """What the value of a cell is called ("height", "how tall", "colou?r")."""
    cells: str = NEVER
    """What its cells are called where they are no squares ("vertex", "letter")."""
    whole: str = NEVER
    """What is drawn as a whole ("loop", "picture")."""
    words: bool = False
    """Its cells are letters, and words of them stand for numbers."""
    numbers: bool = False
    """Its values are numbers that people ask for by themselves ("where is the 7?")."""
    unsure: str | None = None
    """The value of a cell that may be either way."""
