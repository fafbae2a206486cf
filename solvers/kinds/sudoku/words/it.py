"""Words of rules of sudokus: Italian."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "row": "righe?|riga",
    "column": "colonn[ea]",
    "box": "riquadr[oi]|blocc(?:o|hi)|region[ei]|settor[ei]",
    "diagonal": "diagonal[ei](?: principal[ei])?",
    "cell": "casell[ae]|cell[ae]",
    "digit": "cifr[ae]|numer[oi]",
    "different": r"divers[eio]|distint[eio]|unic[hio]\w*|una (?:sola )?volta|differ\w+",
    "repeat": r"ripet\w+|due volte|doppi[oe]|duplicat\w+",
    "counts": "contano|conta|valgono",
    "notcounts": "non (?:contano|conta|valgono)",
    "less": "minore di",
    "more": "maggiore di",
    "not": "ignora(?:re|ndo)?|non|nessun[oa]?|senza|mai|né",
    "must": "dev(?:e|ono)|possono|può|debbono",
    "same": r"ugual[ei]|stess[aeio]|identic\w+",
    "touch": r"tocca\w*|adiacent[ei]|vicin[eio]",
    "orthogonal": r"ortogonal\w*|orizzontal\w*|vertical\w*",
    "diagonally": "in diagonale|diagonalmente|nemmeno (?:in diagonale|per un angolo)|mossa (?:del|di) re",
    "knight": "(?:mossa|salto) (?:del|di) cavallo|cavallo",
    "consecutive": "consecutiv[eio]",
    "even": "(?:cifre|numeri) pari|pari",
    "odd": "(?:cifre|numeri) dispari|dispari",
    "corners": "(?:quattro )?angoli|caselle (?:negli|degli) angoli",
    "centre": "casella central[ei]|casella al centro|centro",
    "centres": "(?:caselle |celle )?(?:centrali|al centro) (?:di ogni|dei) (?:riquadr[oi]|blocc(?:o|hi))",
    "samepos": "stessa posizione",
    "sum": "somma(?:no)?(?: di| è)?",
    "is": r"è|sono|essere|conten\w+|contiene|vale",
    "colour": r"color\w*|grigi\w*|blu",
    "only": "solo|soltanto|solamente",
    "both": "due|entrambe|grandi|principali|ambedue",
    "high": "righe di altezza|in altezza|alt[ei]|righe",
    "wide": "colonne di larghezza|in larghezza|largh[ei]|colonne",
    "ask": r"qual[ei]?|dammi|dimmi|mostra\w*|risposta|soluzione|scriv\w*|stampa|perché|quant\w+",
    "talk": "di solito|ieri|piace|giornale",
    "filler": (
        "il|lo|la|i|gli|le|l'|un|una|di|del|della|delle|dei|degli|e|ed|o|in|nel|nella|nelle|su|sul|sulle|sulla|a|"
        r"al|alle|ai|con|per|che|si|questo|questa|ogni|tutt[eio]|anche|inoltre|oltre|più|risolv\w*|sudoku|griglia|"
        r"schema|regol[ae]|dove|quattro|tre|nove|da|dal|come|loro|tra|due|aggiuntiv\w+|comparire|una volta|può|"
        "altra"
    ),
}
"""Concept -> the words that stand for it, as a regular expression."""
