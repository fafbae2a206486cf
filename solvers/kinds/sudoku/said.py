"""The words in which the ordinary rules of a sudoku are told; a sentence of nothing else changes no rule."""

from __future__ import annotations

import re

VOCABULARY = (
    r"sud[oa]k[uo]s?|puzzles?|rows?|columns?|cols?|box(?:es)?|blocks?|sub-?grids?|sub-?squares?|regions?|squares?|grids?|boards?|"
    r"matrix|cells?|areas?|sections?|numbers?|digits?|values?|integers?|symbols?|contains?|containing|holds?|includes?|"
    r"including|fill(?:ed|s|ing)?|complete[ds]?|completely|place[ds]?|placing|put|appears?|occurs?|exactly|once|unique|uniquely|"
    r"distinct|different|repeat(?:s|ed|ing)?|repetitions?|duplicates?|duplicated|duplication|through|between|blanks?|empty|"
    r"dots?|zeros?|represent(?:s|ed|ing)?|denote[ds]?|marked|shown|indicate[ds]?|clues?|givens?|pre-?filled|hints?|partially|"
    r"some|rules?|constraints?|conditions?|standard|classic|normal|ordinary|regular|plain|usual|traditional|valid|solutions?|"
    r"solved?|solve|solving|solver|answers?|find|goal|objective|task|player|game|divided|subdivided|composed|consists?|made|up|"
    r"structure|range|board structure|number range|row rule|column rule|subgrid rule|rule|small(?:er)?|called|logic(?:al)?|"
    r"matrix|form|format|area|replace|non-?zero|positions?|act|serve|help|overall|provided|satisf(?:y|ies|ying)|following|"
    r"single|same|line|more|than|way|both|while|horizontal|vertical|respectively|numbered|x|l(?:eft)?|entire|whole|"
    r"zeile\w*|spalte\w*|reihe\w*|block\w*|kästchen|ziffer\w*|zahl(?:en)?|genau|einmal|enth\w+|jede\w*|normale?n?|regeln|"
    r"standard\w*|klassisch\w*|gelten|die|der|und|von|bis|ein|in|das"
)
"""English mostly: texts in other languages seldom say the rules again."""

DENIES = (
    r"\b(?:no|without|ignor\w+|not|except|forget)\b(?: \w+){0,2} (?:box|block|sub-?grid|region|row|column)|\bnot? (?:need|have to|"
    r"necessar)|\b(?:can|may) (?!not|only|never)(?:\w+ )?(?:repeat|appear (?:more|twice))|\bmore than once\b(?<!not more than once)|"
    r"\bother (?:digits|numbers)|\bonly (?:the )?(?:rows|columns|rule)"
)


def numbers(size: int, box_rows: int, box_columns: int) -> frozenset[str]:
    """Numbers that belong to an ordinary sudoku of this size."""
    plain = {str(n) for n in range(size + 1)} if size <= 4 else {"0", "1", str(size)}
    shapes = {
        f"{size}x{size}",
        f"{box_rows}x{box_columns}",
        f"{size}×{size}",
        f"{box_rows}×{box_columns}",
        str(size * size),
    }
    square = {str(box_rows), "2"} if box_rows == box_columns else set()
    return frozenset(plain | shapes | square | {str(box_rows * 0 + size)})


DRESS = re.compile(
    r"\\(?:begin|end)\{[^{}\n]*\}(?:\{[^{}\n]*\})?|\\hline|</?t(?:able|body|head|r|d|h)\b[^<>\n]{0,80}>|"
    r"(?:\b(?:zeros?|dots?|blanks?|underscores?|dashes)\b|(?<![\w])[0._*〇○□x-](?![\w]))\s*(?:=|is|are|means?|stands? for|marks?|für|steht für|ist|sind|pour|est|sont|es|son|è|sono|é|为|是|は|表示)"
    r"\s*(?:an? |the |die |les? )?(?:blanks?|empty|unknown|missing|leer\w*|vides?|vac[ií]\w+|vuot\w+|vazi\w+|leeg|пуст\w+|空\w*)(?: (?:cells?|squares?|fields?|spots?))?|汉字数字|漢数字|\b(?:the )?(?:digits|numbers) [01] ?(?:-|–|to|through) ?(?:9|16|6|4) are used\b|"
    r"\bwith pencil ?marks\b[^.\n]{0,40}|\b(?:git )?diff\b(?: of)?|\b(?:html|latex|ascii) table\b|\bocr of\b|\bscan\b",
    re.I,
)
"""How the drawing is dressed: it says nothing about the puzzle."""
FACTS_SAID = re.compile(
    r"[(\[]\s*(?:row|r|col(?:umn)?|c|x|y)\s*,\s*(?:row|r|col(?:umn)?|c|x|y)\s*[)\]](?:\s*=\s*\w+)?|"
    r"\b(?:rows?|cols?|columns?|indices|they|both)(?: and (?:rows?|cols?|columns?))? (?:start|count|begin|are counted|are numbered)\w*(?: at| from| with)? [01]\b|"
    r"\bletters? (?:are|is|name|mean|for) (?:the )?(?:rows?|columns?)\b|\b[01][- ](?:based|indexed)\b|\b(?:only )?(?:the )?givens?(?: cells)?(?: are| as)?\b",
    re.I,
)
"""How facts about cells are to be read."""
