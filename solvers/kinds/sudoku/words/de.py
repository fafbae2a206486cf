"""Words of rules of sudokus: German."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "row": "zeilen?|reihen?",
    "column": "spalten?",
    "box": "(?:blöcke?n?|block|boxe?n?|kästchen|kästen|unterquadrate?n?|teilquadrate?n?)",
    "diagonal": "diagonalen?|schrägen?|(?:haupt|neben)diagonalen?",
    "cell": "felder?n?|feld|zellen?|kästchen",
    "digit": "ziffern?|zahlen?|zahl",
    "different": r"verschieden\w*|unterschiedlich\w*|(?:genau |nur )?ein ?mal|je einmal|unterscheiden",
    "repeat": r"wiederhol\w*|doppelt|zwei ?mal|mehrfach|mehr als einmal",
    "counts": "zählen|gelten|gilt|zählt|stimmen",
    "notcounts": r"(?:zähl\w*|gelten|gilt) nicht|spielen keine rolle",
    "not": r"ignorier\w*|nicht|keine?[nrms]?|ohne|nie|niemals|weder|noch",
    "must": "müssen|muss|dürfen|darf|soll(?:en)?|kann|können",
    "same": "gleiche[nrs]?|dieselben?|selben?|identische?",
    "touch": r"berühren|benachbart\w*|nebeneinander|nachbar\w*|angrenzen\w*|aneinander",
    "orthogonal": "waagr?echt|senkrecht|horizontal|vertikal|orthogonal",
    "diagonally": (
        "diagonal|über eck|auch nicht (?:diagonal|über eck|an (?:einer|der) ecke)|an (?:den|einer) ecken?|"
        r"königszug\w*"
    ),
    "knight": r"springerzug\w*|rösselsprung|springer(?:abstand)?|pferdesprung",
    "consecutive": r"aufeinander ?folgend\w*|konsekutiv\w*",
    "even": "gerade[nr]?(?: (?:zahl|ziffer)(?:en|n)?)?",
    "odd": "ungerade[nr]?(?: (?:zahl|ziffer)(?:en|n)?)?",
    "corners": "(?:vier )?eck(?:felder?n?|zellen|en)",
    "centre": "mittlere[nrs]? (?:feld|zelle)|mittelfeld|zentrum",
    "centres": (
        "(?:felder|zellen)? ?in der mitte (?:jedes|aller|der) (?:blocks?|blöcke|boxen)|mitten? (?:jedes|aller|"
        "der) (?:blocks?|blöcke|boxen)"
    ),
    "samepos": "gleiche[nr]? (?:position|stelle)",
    "sum": "summe(?: von)?|ergeben(?: zusammen)?|zusammen|addieren sich zu",
    "less": "kleiner als",
    "more": "größer als",
    "is": "ist|sind|enthält|enthalten|sein|gleich|stehen|steht|vorkommen",
    "colour": r"farb\w*|grau\w*|markiert\w*|schattiert\w*|blau\w*|rot\w*",
    "only": "nur|ausschließlich",
    "both": "beide[nr]?|zwei|langen?|großen?",
    "high": "zeilen hoch|hoch|übereinander|zeilen",
    "wide": "spalten breit|breit|nebeneinander|spalten",
    "ask": r"was|welche[rs]?|gib|nenne?|zeige?|schreib\w*|antwort\w*|lösung\w*|ausgeben|ausgabe|warum|wie",
    "talk": "normalerweise|gern|gestern|liebe|zeitung|oft",
    "filler": (
        "kommt|kommen|vor|abstand|eines|einem|der|die|das|den|dem|des|ein|eine[nrsm]?|und|oder|auch|in|im|auf|an|am|zu|zum|mit|von|jede[nrsm]?|je|"
        "alle[nr]?|für|zusätzlich|außerdem|weiterhin|ferner|dabei|bei|diese[nrsm]?|löse?|lösen|bitte|sudokus?|"
        "rätsel|gitter|regeln?|sowie|als|dass|wobei|wo|es|sich|vier|drei|neun|üblichen?|normalen?|weitere[nr]?|"
        "zwischen|haben|werden|ist|dort|jeweils|voneinander|hier|einander"
    ),
}
"""Concept -> the words that stand for it, as a regular expression."""
