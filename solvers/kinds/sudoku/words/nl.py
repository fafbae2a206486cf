"""Words of rules of sudokus: Dutch."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "row": "rij(?:en)?",
    "column": "kolom(?:men)?",
    "box": "blok(?:ken)?|vak(?:ken)?|hokken",
    "diagonal": r"diagona(?:al|len)(?:lijn\w*)?",
    "cell": "cel(?:len)?|vakjes?|hokjes?",
    "digit": "cijfers?|getal(?:len)?",
    "different": r"verschillend\w*|uniek\w*|(?:precies |maar )?(?:één|een) ?(?:keer|maal)|éénmaal",
    "repeat": r"herhaa?l\w*|dubbel|twee keer|vaker voorkomen",
    "counts": "tellen|gelden|telt|kloppen",
    "notcounts": "tellen niet|gelden niet",
    "less": "kleiner dan",
    "more": "groter dan",
    "not": "negeer|niet|geen|zonder|nooit",
    "must": "moet(?:en)?|mag|mogen|kan|kunnen",
    "same": "gelijke?|zelfde|dezelfde|hetzelfde|identieke",
    "touch": r"raken|aangrenzend\w*|naast elkaar|buur\w*",
    "orthogonal": "orthogonaal|horizontaal|verticaal",
    "diagonally": r"diagonaal|ook niet diagonaal|zelfs niet diagonaal|koningszet\w*",
    "knight": r"paardensprong\w*|paard",
    "consecutive": r"opeenvolgend\w*",
    "even": "even(?: (?:cijfers?|getal(?:len)?))",
    "odd": "oneven(?: (?:cijfers?|getal(?:len)?))?",
    "corners": "(?:vier )?hoek(?:en|cellen|vakjes|punten)",
    "centre": "middelste (?:cel|vakje)",
    "centres": (
        "middelste (?:cel(?:len)?|vakjes?) van (?:elk|ieder|alle) (?:blok(?:ken)?)|midden van (?:elk|ieder) blok"
    ),
    "samepos": "dezelfde (?:plaats|positie)",
    "sum": "som(?: van)?|optellen tot|samen|opgeteld",
    "is": "is|zijn|bevat(?:ten)?|staan|staat",
    "only": "alleen|enkel",
    "both": "beide|twee|lange|grote|hoofd",
    "high": "rijen hoog|hoog|rijen",
    "wide": "kolommen breed|breed|kolommen",
    "ask": "wat|welke?|geef|toon|schrijf|antwoord|oplossing|waarom|hoe(?:veel)?",
    "talk": "meestal|gisteren|graag|krant|houd",
    "filler": (
        "de|het|een|en|of|ook|in|op|aan|te|tot|met|van|elk|elke|ieder|iedere|alle|voor|bovendien|daarnaast|"
        "verder|bij|deze|dit|los|oplossen|alsjeblieft|sudoku|puzzel|rooster|regels?|als|dat|waarbij|waar|er|zich|"
        "vier|drie|negen|dan|ook nog|elkaar|voorkomen|om|gewone"
    ),
}
"""Concept -> the words that stand for it, as a regular expression."""
