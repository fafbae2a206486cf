"""Labels of a puzzle's lists in eleven languages: the rows, the columns, and the four sides that it is seen from."""

# ruff: noqa: E501 - phrases are easier to compare on one line

from __future__ import annotations

_SUMS = r"(?:sums?|sommes?|sumas?|somme|somas?|summen?|sommen|sum[ay]|сумм[аы]|totals?|totales|totali|clues?|indices|pistas|indizi|dicas|hinweise?|aanwijzingen|wskazówki|подсказки)"
_OF = r"(?:of|for|per|in|by|each|every|the|de|des|du|del|della|delle|di|da|das|dos|las|los|les|la|le|par|por|pro|je|jede[rn]?|chaque|cada|ogni|elke|voor|van|der|für|na|dla|w|każdym|każdej|wierszy|в|по|на|для|каждой|каждом|кажд\w+)"
_THINGS = r"(?:(?:number of |anzahl (?:der )?|nombre de |número de |numero di |aantal |liczba |число )?(?:tents?|zelte|tentes|tiendas|tende|tendas|barracas|tenten|namiot\w*|палат\w+|stars?|filled cells) )"
_BEFORE = rf"(?:(?:{_THINGS})?(?:{_SUMS} )?(?:{_OF} ){{0,3}})"
ROW = (
    rf"(?<![^\W_])(?:{_BEFORE})?(?:rows?|row ?sums?|zeilen?|reihen?|(?:zeilen|reihen)(?:summen|hinweise)|lignes?|filas?|rig(?:a|he)|linhas?|rij(?:en)?|rijsommen|wiersz(?:e|y|a|u|ach)?|строк\w*|ряд\w*)(?![^\W_])|"
    r"(?:各|每)?行(?:的|の)?(?:和|合計|合计|総和|数)?|横(?:の合計)?"
)
"""What stands before the numbers of the rows."""
COLUMN = (
    rf"(?<![^\W_])(?:{_BEFORE})?(?:columns?|cols?|column ?sums?|spalten?|spalten(?:summen|hinweise)|colonnes?|columnas?|colonn[ae]|colunas?|kolom(?:men)?|kolomsommen|kolumn(?:y|a|ie|ach)?|столб\w*|колон\w*)(?![^\W_])|"
    r"(?:各|每)?列(?:的|の)?(?:和|合計|合计|総和|数)?|縦(?:の合計)?"
)
"""And before those of the columns."""
_THE = r"(?:(?:from|view from|seen from|on|at|in|the|von|aus|dem|der|de|depuis|du|d'en|desde|el|la|le|da|do|dal|dall['’]|dalla|van|vanaf|vanuit|het|z|od|с|со|на|lado|parte|côté|seite|strony|kant|стороны) )*(?:dall['’]|l['’]|d['’]en )?"
SIDES = {
    "top": rf"{_THE}(?:top|north|above|oben|norden|haut|dessus|arriba|norte|alto|sopra|cima|boven(?:kant)?|noord(?:en)?|góry|góra|północy|сверху|верх\w*|север\w*)|从?上(?:方|面|边|邊|から|側)?|北",
    "left": rf"{_THE}(?:left|west|links|westen|gauche|ouest|izquierda|oeste|sinistra|ovest|esquerda|linker(?:kant)?|west(?:en)?|lewej|lewa|zachodu|слева|лев\w*|запад\w*)|从?左(?:方|面|边|邊|から|側)?|西",
    "right": rf"{_THE}(?:right|east|rechts|osten|droite|est|derecha|este|destra|direita|leste|rechter(?:kant)?|oost(?:en)?|prawej|prawa|wschodu|справа|прав\w*|восток\w*)|从?右(?:方|面|边|邊|から|側)?|東|东",
    "bottom": rf"{_THE}(?:bottom|south|below|unten|süden|bas|dessous|sud|abajo|sur|basso|sotto|baixo|sul|onder(?:kant)?|zuid(?:en)?|dołu|dół|południa|снизу|низ\w*|юг\w*)|从?下(?:方|面|边|邊|から|側)?|南",
}
"""The four sides, as a view from there or a list beside them is called."""
