"""A drawing that its own words say is to be read another way: column by column, box by box, from the bottom; or with a
clue that is to be another one or none.

The signs change places in the text itself (or one sign is changed) and the text is read again, so that everything that
follows knows only grids as they are meant. A clause counts only where every word of it is known.
"""

# ruff: noqa: E501  tables of phrases are easier to compare on one line
from __future__ import annotations

import re
from dataclasses import dataclass
from math import isqrt
from typing import Any

from router.asking.message import Message
from router.asking.places import Places, Shape, places, shape_of
from solvers.base import Candidate, Cell
from solvers.kinds import KINDS

_ORDERS = {
    "columns": r"columns? by columns?|by columns?|column[- ]?wise|columns? first|columns?\s*\[\w+\]\s*\[\w+\]|columns?\s*=|is a column|are (?:the )?columns|spalten ?weise|spalte für spalte|ist eine spalte|"
               r"colonne par colonne|par colonnes?|est une colonne|columna por columna|por columnas?|es una columna|colonna per colonna|per colonne|è una colonna|coluna por coluna|é uma coluna|"
               r"kolom voor kolom|is een kolom|kolumna po kolumnie|по столбцам|столбец за столбцом|按列|逐列|列ごと",
    "boxes": r"box by box|box[- ]?wise|is (?:one|a) (?:\d ?x ?\d )?(?:box|block)|block by block|block ?weise|block für block|kästchen für kästchen|kasten für kasten|ist ein (?:block|kasten|kästchen)|bloc par bloc|"
             r"boîte par boîte|carré par carré|est un bloc|caja por caja|bloque por bloque|es una caja|es un bloque|riquadro per riquadro|blocco per blocco|è un (?:blocco|riquadro)|bloco por bloco|"
             r"caixa por caixa|blok voor blok|blok po bloku|по блокам|блок за блоком|逐宫|按宫|ブロックごと",
    "upwards": r"(?:from )?(?:the )?bottom (?:row )?(?:to (?:the )?top|upwards?|up)|bottom row first|first (?:line|row)(?: i (?:type|typed|write|wrote|give))? is the (?:lowest|bottom)(?: (?:row|line))?|von unten nach oben|de bas en haut|de abajo (?:hacia |a )?arriba|dal basso (?:verso l'|all')alto|de baixo para cima|"
               r"van onder(?:en)? naar boven|od dołu do góry|снизу вверх|从下(?:到|往)上|下から上",
}  # fmt: skip
_ARRANGED = tuple((name, re.compile(rf"(?<![^\W_])(?:{words})", re.I)) for name, words in _ORDERS.items())
_SAYS = re.compile(
    r"\b(?:written|listed|typed?|given|entered|noted|stored|copied|read|each|every|line|lines|rows (?:are|go|run|come)|puzzle|aufgeschrieben|geschrieben|notiert|angegeben|jede\w*|"
    r"écrit\w*|notée?s?|donnée?s?|listée?s?|chaque|escrit[oa]s?|dad[oa]s?|anotad[oa]s?|cada|scritt[oa]|dat[oa]|elencat[oa]|ogni|geschreven|genoteerd|gegeven|elke|zapisan\w*|podan\w*|каждая|записан\w*|дан\w*)\b|"
    r"写|给出|列出|書い|並べ",
    re.I,
)
_FORMULA = re.compile(r"columns?\s*[=\[]", re.I)
_EVERY = re.compile(
    r"\b(?:each|every|all|lines|rows|jede\w*|alle|zeilen|chaque|toutes|lignes|cada|todas|l[ií]neas|filas|ogni|tutte|righe|linhas|elke|regels|каждая)\b",
    re.I,
)
_WISHED = re.compile(
    r"[ \t,]*(?:please|pls|bitte|s'il (?:vous|te) pla[iî]t|svp|por favor|per favore|alstublieft|proszę|пожалуйста)",
    re.I,
)
""" "Written column by column, please" wishes for an answer, or tells of the drawing."""
_I_WRITE = re.compile(
    r"\b(?:i|we) (?:(?:always|usually|normally|mostly) )?(?:write|type|list|give|enter|note|copy)\b(?: (?:my|our|all|the) (?:grids?|puzzles?|boards?))?",
    re.I,
)
_IS_ONE = re.compile(r"^(?:is|are|ist|est|es|è|é)\b", re.I)
_A_LINE = re.compile(
    r"\b(?:lines?|rows?|zeilen?|reihen?|lignes?|l[ií]neas?|filas?|rig(?:a|he)|linhas?|regels?|rij(?:en)?|строка)\b",
    re.I,
)
_A_COLUMN = re.compile(r"column|spalte|colonne|columna|colonna|coluna|kolom|kolumn|столб|列", re.I)
_SIDES = re.compile(
    r"\b(?:(?P<t>top(?:most)?|oben|oberste\w*|haut|arriba|alto|cima|boven)|(?P<b>bottom|lowest|unten|unterste\w*|bas|abajo|basso|baixo|onder)|"
    r"(?P<l>left(?:most)?|links|gauche|izquierda|sinistra|esquerda)|(?P<r>right(?:most)?|rechts|droite|derecha|destra|direita))\b",
    re.I,
)
_USUAL = re.compile(r"(?:tb?|lr?)*")
"""From the top, from the left: any other direction is another order."""
_OF_THE_ANSWER = re.compile(
    r"\b(?:answers?|solutions?|results?|output|give|write|print|show|list|return|reply|want|need|fill\w*|solve|lösung\w*|antwort\w*|ergebnis\w*|ausgabe|ausgegeben|gib|schreib\w*|"
    r"zeig\w*|réponse|donne[zr]?|écri(?:s|vez|re)|respuesta|soluci\w+|dame|escrib[ea]|risposta|soluzion\w+|dammi|scriv[ia]|resposta|soluç\w+|antwoord|oplossing|geef|schrijf|not|nicht|pas|no|non|não|niet)\b",
    re.I,
)
_NEUTRAL = re.compile(
    r"(?:the|a|an|my|our|this|that|these|here|below|following|it|is|are|was|i|we|have|has|in|of|from|to|and|as|i\.?e\.?|i|e|so|so that|down|out|up|each|every|one|line|lines|row|rows|column|columns|box|boxes|block|"
    r"blocks|first|leftmost|topmost|left|right|top|bottom|read|written|listed|typed?|given|entered|noted|stored|copied|puzzle|grid|reading|order|then|with|at|down|\d ?x ?\d|x|y|"
    r"der|die|das|ist|sind|ein|eine|mein|dieses|hier|folgende\w*|rätsel|aufgeschrieben|geschrieben|notiert|angegeben|jede|zeile|spalte|block|von|links|nach|rechts|oben|unten|erste|zuerst|und|im|in|"
    r"le|la|les|un|une|mon|ma|ce|cette|voici|est|sont|grille|écrit\w*|notée?|donnée?|listée?|chaque|ligne|colonne|bloc|de|du|d|haut|en|bas|gauche|à|droite|première?|et|"
    r"el|los|las|una|mi|este|esta|es|son|escrit[oa]|dad[oa]|anotad[oa]|cada|línea|fila|columna|caja|bloque|arriba|abajo|izquierda|derecha|primera?|y|por|"
    r"il|lo|mio|questo|è|scritt[oa]|dat[oa]|elencat[oa]|ogni|riga|colonna|riquadro|blocco|da|alto|basso|sinistra|destra|prim[oa]|"
    r"o|os|as|um|uma|meu|é|linha|coluna|bloco|cima|baixo|esquerda|direita|primeir[oa]|het|een|mijn|deze|dit|is|geschreven|genoteerd|gegeven|elke|regel|rij|kolom|blok|boven|onder|links|rechts|eerste|en)",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:\.e)?|\d ?[x×] ?\d|\d+")
_TURNED = re.compile(
    r"\bupside[- ]down\b(?:[^.,;\n]{0,5}\brotated (?:by )?180 ?(?:°|degrees))?|\brotated (?:by )?180 ?(?:°|degrees)|\bauf dem kopf\b|\bà l'envers\b|\bal revés\b|\bcapovolto\b",
    re.I,
)
_RIGHT_WAY = re.compile(
    r"\b(?:right way (?:round|up)|richtig herum|à l'endroit|al derecho|dritto|the way it should be)\b", re.I
)
_CHANGED = re.compile(
    r"\b(?:is|should be|must be|reads?|be|ist|sollte|lautet|est|doit être|es|debe ser|è|deve essere|read)\b[\s:]*(?:an? |eine? |un[ea]? )?(?P<new>\w{1,2})\b,? (?:and )?(?:not|instead of|rather than|nicht|statt|anstatt|"
    r"et non(?: pas)?|pas|au lieu de|no|y no|en (?:vez|lugar) de|non|invece di|e non|não|em vez de|niet|in plaats van)(?: an?| the| eine?r?| un[ea]?)? (?P<old>\w{1,2})\b",
    re.I,
)
_LEFT_OUT = re.compile(
    r"\b(?:leave out|leav(?:e|ing) away|remove|delete|drop|ignore|without|erase|skip|lass|entferne?|ignoriere?|streiche?|ohne|enlève|retire|ignore|sans|quita|elimina|ignora|sin|togli|rimuovi|senza|"
    r"remova|ignore|sem|verwijder|negeer|zonder)\b(?: out)?(?: the| den| die| le| la| el| il| o| a| de| het)?(?: (?:clue|given|digit|number|hinweis|vorgabe|zahl|ziffer|indice|chiffre|pista|cifra|número|indizio|numero|dica|cijfer))?"
    r" (?P<old>\w{1,2})(?= (?:in|at|from|on|of|im|in der|aus|dans|à|de|en|nella|nel|em|na|no|van)\b)",
    re.I,
)
_BESIDE = re.compile(
    r"(?:in addition|additionally|also|correction|errata?|printed|below|above|the|grid|please|solve|puzzle|this|my|it|gives?|too|much|away|but|in|at|of|from|there|is|a|misprint|typo|corrected|clue|given|digit|number|"
    r"and|then|with|that|so|on|read|bitte|löse|das|im|in|der|die|den|und|korrektur|druckfehler|ein|ist|dort|aber|corrige\w*|corrección|dans|le|la|les|au|du|de|el|en|il|nel|nella|resuelve|résous|risolvi|por favor|pero|mais|ma)",
    re.I,
)


_HINTS = re.compile(
    r"column|spalte|colonne|columna|colonna|coluna|kolom|kolumn|столб|列|box|block|bloc|carré|caja|bloque|riquadro|blok|блок|宫|ブロック|bottom|unten|bas |abajo|basso|baixo|onder|dołu|снизу|下|"
    r"upside|rotated|kopf|envers|revés|capovolto|not|instead|rather|statt|nicht|lieu|pas |vez |lugar |non |não|niet|plaats|leave|leav|remove|delete|drop|ignor|without|erase|skip|lass|entfern|"
    r"streich|ohne|enlève|retire|sans|quita|elimina|sin |togli|rimuovi|senza|remova|sem |verwijder|negeer|zonder|, no |pencil|candidat|notes|kandidat|notizen|possible digits",
    re.I,
)
"""A cheap look: without any of these nothing is said of how the drawing is meant."""
_PENCILLED = re.compile(
    r"(?:with |the |my |mit |avec |con |com |met )?(?:pencil ?marks?|candidates?|notes|possible digits|kandidaten|notizen|candidats?|candidatos?|candidati|kandidaat|kandydaci) "
    r"(?:are |stand |stehen |sont |están |sono )?(?:in|inside|within|between|entre|dans|tra|fra|tussen|w|em) (?:the |den |des )?(?:curly |square |round |geschweiften |eckigen |runden )?"
    r"(?:braces|brackets|parenthes[ei]s|klammern|accolades|crochets|parenthèses|llaves|corchetes|paréntesis|parentesi|graffe|chaves|parênteses|haakjes|accolades|nawiasach)",
    re.I,
)
_BRACKETED = re.compile(r"\{\d{1,9}\}|\[\d{1,9}\]|\(\d{1,9}\)")
_FIRST_OR_LAST = re.compile(
    r"\b(?:in |im |dans |en |nella |na )?(?:the |der |dem |la |le |el |l')?(?:(?P<first>(?:very )?first|ersten?|première|primera|prima|primeira)|(?P<last>(?:very )?last|letzten?|dernière|última|ultima)) "
    r"(?:cell|square|field|feld|kästchen|zelle|case|cellule|casilla|celda|casella|cella|casa|célula)\b",
    re.I,
)

_WHICH = r"first|leftmost|top|middle|cent(?:re|er|ral)|last|rightmost|bottom|erste\w*|oberste\w*|mittlere\w*|letzte\w*|unterste\w*"
_OF_A_ROW = re.compile(
    rf"\b(?:the |das |die )?(?P<cell>{_WHICH}) (?:cell|square|field|feld|kästchen|zelle) (?:of|in|der|in der) (?:the )?(?P<row>{_WHICH}) (?:row|zeile|reihe)\b",
    re.I,
)
_ONE_END = re.compile(r"first|left|top|erst|oberst", re.I)
_MIDDLE = re.compile(r"middle|cent|mittl", re.I)


@dataclass(frozen=True, slots=True)
class Rearranged:
    """The text as it is meant, letter for letter as long, and what was done, in words."""

    text: str
    note: str


def rearranged(text: str, candidate: Candidate[Any], message: Message) -> Rearranged | None:
    """What the words say of the drawing; None where they say nothing of the kind, or anything besides."""
    kind = KINDS[candidate.kind]
    if next(message.find(_HINTS), None) is None or message.is_document:
        return None
    kind.says_again(message, candidate)
    if not any(pattern.search(message.words) for _, pattern in _ARRANGED) and not (
        _TURNED.search(message.words)
        or _CHANGED.search(message.words)
        or _LEFT_OUT.search(message.words)
        or _PENCILLED.search(message.words)
    ):
        return None
    pencilled = _without_candidates(text, candidate, message)
    if pencilled is not None:
        return pencilled
    shape, side = shape_of(kind, candidate), isqrt(len(candidate.cells))
    if shape is None and side * side == len(candidate.cells):
        shape = Shape(side, side)
    if shape is None or len(candidate.cells) != shape.rows * shape.columns:
        return None
    signs = [text[span.start : span.end] for span in candidate.cells]
    if any(len(sign) != 1 for sign in signs):
        return None
    return _as_arranged(text, candidate, message, shape, signs) or _as_corrected(text, candidate, message, shape, signs)


def _as_arranged(
    text: str, candidate: Candidate[Any], message: Message, shape: Shape, signs: list[str]
) -> Rearranged | None:
    names = KINDS[candidate.kind].names
    said: dict[str, list[tuple[int, int]]] = {}
    for clause in message.clauses():
        words = names.sub(" ", message.words[clause.start : clause.end].replace("\0", " "))
        words = _I_WRITE.sub("written", words)
        for name, pattern in _ARRANGED:
            if _states(name, pattern, words) and _WISHED.match(message.words, clause.end) is None:
                said.setdefault(name, []).append((clause.start, clause.end))
        if _TURNED.search(words) and all(_NEUTRAL.fullmatch(word) for word in _WORD.findall(_TURNED.sub(" ", words))):
            said.setdefault("turned", []).append((clause.start, clause.end))
    if len(said) != 1:
        return None
    name, spans = next(iter(said.items()))
    if name == "turned":
        right = _RIGHT_WAY.search(message.words)
        if right is None:
            return None
        spans.append(right.span())
    order = _order(name, KINDS[candidate.kind].boxes(candidate), shape)
    if order is None:
        return None
    chars = list(text)
    for (row, column), sign in zip(order, signs, strict=True):
        chars[candidate.cells[row * shape.columns + column].start] = sign
    return Rearranged(_blanked("".join(chars), spans, candidate), f"the drawing read {_NOTES[name]}")


def _states(name: str, pattern: re.Pattern[str], words: str) -> bool:
    """Whether a clause says this of the whole drawing, and nothing besides: "the first line is a column", "by columns
    from right to left" say something else."""
    match = pattern.search(words)
    if (
        match is None
        or words.rstrip().endswith(("?", "？"))
        or not all(map(_NEUTRAL.fullmatch, _WORD.findall(pattern.sub(" ", words))))
    ):
        return False
    rest = pattern.sub(" ", words)
    if not (_SAYS.search(rest) or _FORMULA.match(match.group())):
        return False
    if _IS_ONE.match(match.group()) and not _EVERY.search(rest):
        return False
    if re.search(r"\bthen\b", rest, re.I) and not _SIDES.search(rest):  # "columns first, then rows"
        return False
    sides = "".join(next(key for key, value in side.groupdict().items() if value) for side in _SIDES.finditer(rest))
    return _USUAL.fullmatch(sides) is not None and not (name == "upwards" and _A_COLUMN.search(rest))


def unsettled(message: Message) -> str | None:
    """The question about a clause that may say how the drawing is to be read, and that `rearranged` did not take."""
    if message.is_document or next(message.find(_HINTS), None) is None:
        return None
    for clause in message.clauses():
        words = _I_WRITE.sub("written", message.words[clause.start : clause.end].replace("\0", " "))
        if not any(char.isalpha() for char in message.left_at(clause)):  # the kind's own rules, said again
            continue
        for _, pattern in _ARRANGED:
            match = pattern.search(words)
            if match is None or _OF_THE_ANSWER.search(words):
                continue
            rest = pattern.sub(" ", words)
            said = _A_LINE.search(rest) if _IS_ONE.match(match.group()) else _SAYS.search(rest) or _A_LINE.search(rest)
            if said:
                quote = " ".join(words.split())
                return f"How is the grid to be read, row by row or otherwise? {quote!r} does not say it clearly enough."
    return None


_NOTES = {
    "columns": "column by column",
    "boxes": "box by box",
    "upwards": "from the bottom row up",
    "turned": "turned by 180 degrees",
}


def _order(name: str, boxes: Any, shape: Shape) -> list[Cell] | None:
    """The cells in the order in which they are written."""
    rows, columns = shape.rows, shape.columns
    if name == "columns":
        return [(r, c) for c in range(columns) for r in range(rows)] if rows == columns else None
    if name == "upwards":
        return [(r, c) for r in reversed(range(rows)) for c in range(columns)]
    if name == "turned":
        return [(r, c) for r in reversed(range(rows)) for c in reversed(range(columns))]
    cells = [cell for box in boxes for cell in box]
    return cells if len(set(cells)) == rows * columns else None


def _without_candidates(text: str, candidate: Candidate[Any], message: Message) -> Rearranged | None:
    """A grid whose candidates stand in brackets, and says so: those cells are empty."""
    said = _PENCILLED.search(message.words)
    if said is None:
        return None
    grid = text[candidate.span.start : candidate.span.end]
    bare = _BRACKETED.sub(lambda marks: "." + " " * (len(marks.group()) - 1), grid)
    if bare == grid:
        return None
    changed = text[: candidate.span.start] + bare + text[candidate.span.end :]
    return Rearranged(_blanked(changed, [said.span()], candidate), "candidates in brackets taken for empty cells")


def _as_corrected(
    text: str, candidate: Candidate[Any], message: Message, shape: Shape, signs: list[str]
) -> Rearranged | None:
    """One clue that is to be another, or none, where the old one stands in the cell that is named."""
    names = KINDS[candidate.kind].names
    changes: list[tuple[int, str, str, tuple[int, int]]] = []
    for clause in message.clauses():
        words = message.words[clause.start : clause.end]
        match = _CHANGED.search(words) or _LEFT_OUT.search(words)
        chosen = (places(words, shape) or _outermost(words, shape)) if match is not None else None
        if match is None or chosen is None or len(chosen.groups) != 1 or chosen.but:
            continue
        old = match["old"]
        fitting = [row * shape.columns + column for row, column in chosen.groups[0]]
        fitting = [index for index in fitting if signs[index] == old]
        new = match.groupdict().get("new") or candidate.notation.get("blank", ".")
        taken = [match.span(), *chosen.spans]
        rest = "".join(" " if any(a <= n < b for a, b in taken) else char for n, char in enumerate(words))
        rest = names.sub(" ", rest)
        if len(fitting) != 1 or len(new) != 1 or any(not _BESIDE.fullmatch(w) for w in re.findall(r"\w+", rest)):
            continue
        changes.append((fitting[0], old, new, (clause.start, clause.end)))
    if len(changes) != 1:
        return None
    index, old, new, span = changes[0]
    spans = [span]
    for clause in message.clauses():  # "the 7 there is a misprint" tells it again
        words = message.words[clause.start : clause.end]
        told = re.search(rf"\b{re.escape(old)}\b", words) and all(
            _BESIDE.fullmatch(word) or word == old for word in re.findall(r"\w+", words)
        )
        if told or re.fullmatch(
            r"\W*(?:correction|errata?|korrektur|corrección|correzione)\b[\w ]{0,30}:", words, re.I
        ):
            spans.append((clause.start, clause.end))
    at = candidate.cells[index].start
    changed = text[:at] + new + text[at + 1 :]
    row, column = divmod(index, shape.columns)
    note = f"r{row + 1}c{column + 1} {'is ' + new if new.isalnum() and new != '0' else 'is empty'}, not {old}"
    return Rearranged(_blanked(changed, spans, candidate), note)


def _outermost(words: str, shape: Shape) -> Places | None:
    """The first or the last cell of all, or the first, middle or last one of the first, middle or last row."""
    inner = _OF_A_ROW.search(words)
    match = inner or _FIRST_OR_LAST.search(words)
    if match is None:
        return None
    if inner is not None:
        at = [0 if _ONE_END.match(inner[name]) else 1 if _MIDDLE.match(inner[name]) else 2 for name in ("cell", "row")]
        if (at[0] == 1 and shape.columns % 2 == 0) or (at[1] == 1 and shape.rows % 2 == 0):
            return None
        cell = (at[1] * (shape.rows - 1) // 2, at[0] * (shape.columns - 1) // 2)
    else:
        cell = (0, 0) if match["first"] else (shape.rows - 1, shape.columns - 1)
    return Places(((cell,),), match.group(), (match.span(),))


def _blanked(text: str, spans: list[tuple[int, int]], candidate: Candidate[Any]) -> str:
    """The text with these clauses blanked out, but for the drawing and what the kind is called in them."""
    chars = list(text)
    names = KINDS[candidate.kind].names
    kept = {n for match in names.finditer(text) for n in range(match.start(), match.end())}
    for start, end in spans:
        for n in range(start, end):
            if not candidate.span.start <= n < candidate.span.end and n not in kept and chars[n] != "\n":
                chars[n] = " "
    return "".join(chars)
