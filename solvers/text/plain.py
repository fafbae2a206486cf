"""Words in which any grid puzzle explains itself: a sentence of these and a kind's own words changes no rule.

A kind joins its own alternatives to `COMMON` for its `vocabulary`, and says in `denies` which turns of phrase change a
rule although every word in them is plain.
"""

from __future__ import annotations

COMMON = (
    r"puzzles?|grids?|boards?|matrix|cells?|squares?|tiles?|spaces?|positions?|rows?|columns?|cols?|numbers?|values?|digits?|"
    r"contains?|containing|holds?|holding|fill(?:ed|s|ing)?|completed?|completely|place[ds]?|placing|put|exactly|unique|"
    r"through|between|blanks?|empty|dots?|zeros?|represent(?:s|ed|ing)?|denote[ds]?|mark(?:s|ed)?|shown?|shows|indicate[ds]?|"
    r"indicating|clues?|givens?|pre-?filled|hints?|partially|rules?|constraints?|standard|classic|normal|ordinary|regular|"
    r"usual|valid|solutions?|solve[ds]?|solving|answers?|find|goal|objective|task|player(?:'s)?|players|games?|played|playing|"
    r"play|consists?|consisting|composed|several|made|up|form(?:ed|s)?|format(?:ted)?|examples?|entire|whole|number|already|"
    r"provided|current|state|lists?|coordinates?|how|many|range|ranges|know|logic(?:al)?|type|name|n|m|x|replac(?:e[ds]?|ing)|"
    r"letters?|symbols?|signs?|characters?|text|lines?|left|right|top|bottom|start|starts|starting|end|ends|ending|problem"
)


def sizes(height: int, width: int) -> frozenset[str]:
    """Numbers that tell how large a grid is."""
    both = {f"{a}{by}{b}" for a, b in ((height, width), (width, height)) for by in "x×*"}
    return frozenset({"1", str(height), str(width), str(height * width), *both})


UNDONE = (
    r"\b(?:need not|needn't|needs? no|requires? no|(?:do|does) not (?:have|need|matter|count|apply)|"
    r"don't|doesn't|except|ignor\w+|unless)\b"
)
"""Turns of phrase that take a rule back."""
PLACED = (
    r"\b(?:rows?|columns?|cols?|cells?|positions?)\s*(?:number\s*)?\d|\br\d+c\d|[(\[]\d+,\s*\d+[)\]]|"
    r"\b(?:first|second|third|fourth|last|top|bottom|left|right)(?:most)?\s+(?:rows?|columns?|cells?)\b|"
    r"\b\d+ (?:is|goes|must|stands|at)\b"
)
"""A place or a number that is spoken of by itself: such a sentence may tell a clue, however plain its words."""


def without_no(words: str) -> str:
    """A pattern for a sentence that speaks of `words` and denies nothing: "queens attack each other" turns the rule
    "no two queens attack each other" round."""
    denial = (
        r"\b(?:no|not|none|non|nor|never|neither|nobody|cannot|can't|don't|without|avoid|apart|prohibited|forbidden)\b"
    )
    return rf"^(?![\s\S]*{denial})[\s\S]*\b(?:{words})"
