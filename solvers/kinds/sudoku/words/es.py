"""Words of rules of sudokus: Spanish."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "row": "filas?|renglones",
    "column": "columnas?",
    "box": r"cajas?|bloques?|regi(?:ón|ones)|cuadros?|recuadros?|subcuadr\w+",
    "diagonal": "diagonales|diagonal(?: principal)?|líneas diagonales",
    "cell": "casillas?|celdas?",
    "digit": "dígitos?|números?|cifras?",
    "different": "diferentes?|distint[oa]s?|únic[oa]s?|una (?:sola )?vez",
    "repeat": r"rep[ei]t\w*|repetici\w+|dos veces|duplicad\w+",
    "counts": "cuentan?|valen|aplican?",
    "notcounts": "no (?:cuentan?|importan?|aplican?|valen)",
    "less": "menor que",
    "more": "mayor que",
    "not": "ignora(?:r|ndo)?|no|sin|ningun[oa]?|ningún|nunca|ni|tampoco",
    "must": "deben?|tienen? que|ha(?:n|y) (?:de|que)|pueden?",
    "same": "iguales|igual|mism[oa]s?|idéntic[oa]s",
    "touch": r"toca\w*|vecin[oa]s?|adyacentes?|contigu[oa]s?|junt[oa]s",
    "orthogonal": r"ortogonal\w*|horizontal\w*|vertical\w*",
    "diagonally": (
        "en diagonal|diagonalmente|ni (?:siquiera )?(?:en diagonal|por (?:una )?esquina)|movimiento (?:de|del) rey"
    ),
    "knight": "(?:salto|movimiento|jugada)s? (?:de|del) caballo|caballo",
    "consecutive": "consecutiv[oa]s?",
    "even": "(?:números?|cifras?|dígitos?) par(?:es)?|pares",
    "odd": "(?:números?|cifras?|dígitos?) impar(?:es)?|impares|impar",
    "corners": "(?:cuatro )?esquinas|casillas de las (?:cuatro )?esquinas",
    "centre": "(?:casilla|celda) (?:central|del centro)|centro",
    "centres": (
        "(?:casillas? |celdas? )?(?:centrales|central|del centro|centros) (?:de cada|de los|"
        "de todos los) (?:bloques?|cajas?)"
    ),
    "samepos": "misma posición",
    "sum": "suman?|suma(?: de| es)?",
    "is": r"es|son|ser|contien\w+|contener|estar|vale",
    "colour": r"color\w*|gris\w*|marcad\w*|azul\w*",
    "only": "solo|sólo|solamente|únicamente",
    "both": "dos|ambas|grandes|principales|largas",
    "high": "filas de alto|de alto|filas|alto",
    "wide": "columnas de ancho|de ancho|columnas|ancho",
    "ask": r"qué|cuál(?:es)?|dame|da la|dime|muestra\w*|respuesta|solución|escrib\w*|imprim\w*|por qué|cuánt\w+",
    "talk": r"normalmente|ayer|gusta\w*|periódico",
    "filler": (
        "el|la|los|las|un|una|unos|de|del|y|o|e|en|a|al|con|para|por|que|se|este|esta|cada|tod[oa]s?|también|"
        r"además|adicionalmente|más|resuelv\w*|resolver|sudokus?|cuadrícula|tablero|reglas?|ha|donde|cuatro|tres|"
        r"nueve|sus|su|lo|haber|aparecer|entre|sí|extra|puede|restricción|condición|regla|ninguna|como|usual\w*"
    ),
}
"""Concept -> the words that stand for it, as a regular expression."""
