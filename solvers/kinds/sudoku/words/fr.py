"""Words of rules of sudokus: French."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "row": "lignes?|rangées?",
    "column": "colonnes?",
    "box": "blocs?|régions?|carrés?|boîtes?",
    "diagonal": "diagonales?(?: principales?)?",
    "cell": "cases?|cellules?",
    "digit": "chiffres?|nombres?|valeurs?",
    "different": r"différent\w*|distinct\w*|uniques?|une (?:seule )?fois",
    "repeat": r"répét\w*|répèt\w*|double|deux fois|doublons?",
    "counts": r"compt\w+|justes?|correctes?|valables?|valides?|s'appliqu\w+",
    "notcounts": r"(?:ne )?compt\w+ pas",
    "less": "(?:plus petit|inférieure?) (?:que|à)",
    "more": "(?:plus grand|supérieure?) (?:que|à)",
    "not": "ignor(?:e|er|ez|ant)|pas|ne|n'|sans|aucune?|jamais|ni",
    "must": "doivent|doit|peuvent|peut|devront",
    "same": "mêmes?|identiques?|égaux|égales?",
    "touch": r"touch\w+|voisin\w*|adjacent\w*|côte à côte",
    "orthogonal": r"orthogonal\w*|horizontal\w*|vertical\w*",
    "diagonally": (
        "en diagonale|diagonalement|même (?:en diagonale|par un coin)|par un coin|(?:coup|déplacement) (?:du|de) roi"
    ),
    "knight": "(?:saut|coup|mouvement|déplacement|pas)s? (?:du|de) cavalier|cavalier",
    "consecutive": r"consécuti\w+",
    "even": r"pair(?:e?s?)(?![^\W\d_])|(?:chiffres?|nombres?) pairs?",
    "odd": "impair(?:e?s?)|(?:chiffres?|nombres?) impairs?",
    "corners": "(?:quatre )?coins|cases? des (?:quatre )?coins",
    "centre": "case centrale|case du (?:centre|milieu)|centre(?: de la grille)?",
    "centres": (
        "(?:cases? |cellules? )?(?:centrales?|du centre|au centre|du milieu) (?:de chaque|des|"
        "de tous les) (?:blocs?|carrés?|régions?)"
    ),
    "samepos": "même (?:position|place)",
    "sum": r"somme(?: de| est)?|total(?: de)?|additionn\w+",
    "is": r"est|sont|être|contien\w+|vaut|valent|égal(?:e)? à",
    "colour": r"couleur\w*|gris\w*|marqué\w*|bleu\w*",
    "only": "que|seulement|uniquement",
    "both": "deux|grandes?|principales?",
    "high": "lignes? de haut|de haut(?:eur)?|haut(?:eur)?|lignes",
    "wide": "colonnes? de large|de large(?:ur)?|large(?:ur)?|colonnes",
    "ask": r"quels?|quelles?|donne\w*|affich\w*|réponse|solution|écri\w*|pourquoi|combien|explique\w*",
    "talk": "d'habitude|souvent|hier|aime|journal",
    "filler": (
        "chacune?|le|la|les|l'|un|une|des|du|de|d'|et|ou|aussi|également|en|dans|sur|par|à|au|aux|ce|cette|ces|chaque|"
        r"tous|toutes|tout|plus|outre|avec|pour|que|qu'|qui|dont|résou\w*|résol\w*|grille|règles?|où|sachant|se|"
        "s'|il|elle|y|avoir|est|supplémentaires?|contrainte|s'il (?:vous|te) (?:plaît|plait)|merci|ainsi|trois|"
        "quatre|neuf|usuelles?|habituelles?|entre|elles|eux|apparaître|figurer|autre|autres|deux"
    ),
}
"""Concept -> the words that stand for it, as a regular expression."""
