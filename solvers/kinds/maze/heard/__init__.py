"""Terms of a way and questions about a maze, heard clause by clause: `hear(message, candidate)`.

A clause is understood where every word of it is known (`concepts`) and its concepts fit one reader. What a clause
leaves open (do rows count from 0 or from 1?) gives several readings, and only what is true of all is answered.
"""

# ruff: noqa: E501  tables of phrases are easier to compare on one line
from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from solvers.base import Candidate, Cell
from solvers.hooks import Words
from solvers.kinds.maze.heard.concepts import tagged
from solvers.kinds.maze.heard.hearing import Clause, Heard, Hearing
from solvers.kinds.maze.heard.questions_said import NAMING_ENDS, QUESTIONS
from solvers.kinds.maze.heard.terms_said import OF_ENDS, TERMS
from solvers.kinds.maze.rules import Maze
from solvers.text.patterns import lazily

__all__ = ["Heard", "hear", "states_a_rule"]

READERS = (*TERMS, *QUESTIONS)
_OF_ENDS = (*OF_ENDS, *NAMING_ENDS)

_TRIGGER = lazily(
    r"diagonal|biais|obliqu|schräg|über eck|eight|8[- ]|king|corner|NE|wrap|pac-?man|toro|opposite|side|border|edge|ränd|bord|lado|lato|without|avoid|never|ohne|"
    r"vermeid|meide|sans |évit|sin |evit|senza|sem |zonder|vermijd|bez |без|избега|camera|watch|kamera|guard|visit|collect|pick|pass|via|fetch|hol|sammel|besuch|"
    r"ramass|récup|prendre|cog|recog|recoj|prend|raccog|key|schlüssel|cl[ée]f?s?\b|llave|chiav|chave|sleutel|ключ|break|dynamite|spreng|bomb|linked|teleport|portal|"
    r"roll|slid|rutsch|gleit|turn|bend|kurve|abbieg|virage|giro|svolt|curva|bocht|zakręt|поворот|fac(?:es|ing)|longest|längst|plus long|más larg|più lung|mais (?:long|compr)|"
    r"langste|najdłuż|длинн|many|count|number|viele|anzahl|combien|nombre|cu[áa]nt|número|quant|numero|hoeveel|aantal|\bile\b|liczb|сколько|число|all |alle |tou[st]|"
    r"tod[oa]s|tutt|unique|eindeutig|nearest|nächst|slippery|manhattan|straight|luftlinie|wide|breit|tall|hoch|loop|dead|sackgasse|impasse|callej|coordinate|koordinat|"
    r"coord|matrix|back|zurück|retour|instead|battery|breath|fuel|energy|if |wenn|plus|second|minute|coin|goal|ziel|meta|sortie|[↑↓←→]{2}|[UDLR]{4}|my path|right right|"
    r"ななめ|斜|何通り|いくつ|避|最長|対角|多少|几|最长|对角",
    re.I,
)
"""A cheap look: without any of these no term is stated."""


_BINDING = frozenset(
    [
        "num",
        "not",
        "only",
        "if",
        "but",
        "save",
        "limit",
        "before",
        "must",
        "costs",
        "longer",
        "twice",
        "avoid",
        "visit",
        "dir",
        "turn",
        "shuts",
        "backfrom",
        "andback",
    ]
)
"""What makes a clause that no reader knows more than talk: beside changed terms nothing such is left over."""


_LIMITING = frozenset(["not", "only", "if", "but", "twice", "before", "must", "avoid", "possibly", "instead"])
"""What makes even a clause with unknown words more than talk: "but only once"."""


_TAKEN_BACK = lazily(
    r"\b(?:wrong|untrue|kidding|joking|a joke|a lie|mistake\w*|forget|ignore|never ?mind|scratch|actually|falsch|quatsch|scherz|gelogen|vergiss|"
    r"irrtum|faux|oublie\w*|erreur|blague|mentira|falso|olvida|broma|scherz\w+|dimentica|bugia|errore|esquece|brincadeira|onzin|grapje|żart\w*|шутка|неправда)\b|"
    r"間違|嘘|冗談|错|开玩笑",
    re.I,
)
"""What may take back what was said before."""


def hear(message: Words, candidate: Candidate[Maze]) -> Heard | None:
    """The terms and the question of a letter, its clauses settled; None where nothing beyond the plain is said."""
    maze = candidate.puzzle
    if maze is None or maze.between or message.is_document or not _TRIGGER.search(message.words):
        return None
    told = _begin(message, candidate, maze)
    signs = frozenset(told.signs) | {told.start, told.goal}
    settled: list[tuple[int, int]] = []
    plain: list[tuple[int, int]] = []
    open_clause = False
    for start, end in message.spans():
        text = message.words[start:end]
        if "\0" in text or not any(char.isalpha() or char in "#" for char in text):
            continue
        clause = Clause(tuple(tagged(text, signs)), text, told)
        if not clause.words or any(word.concept == "?" for word in clause.words):
            loaded = not _LIMITING.isdisjoint(clause.core) or _TAKEN_BACK.search(text) is not None
            open_clause = open_clause or clause.asks or loaded
        elif _understood(clause):
            settled.append((start, end))
        elif _is_plain(clause):
            plain.append((start, end))
        else:
            open_clause = open_clause or clause.asks or ("=" not in text and not _BINDING.isdisjoint(clause.core))
    if not told.special or open_clause:
        return None
    heard = _joined(told)
    if heard is None:
        return None
    for span in plain:
        message.mark(*span)
    return replace(heard, spans=tuple(settled))


def _understood(clause: Clause) -> bool:
    """Whether a reader takes the clause, which speaks of the whole way or of ends that the reader knows of."""
    whole, doubts = clause.whole, clause.doubts
    return any(
        (whole or reader in _OF_ENDS) and not (doubts and reader in TERMS) and reader(clause) for reader in READERS
    )


def states_a_rule(clause: str) -> bool:
    """Whether a clause tells a rule rather than what is wanted: it asks nothing and gives no order."""
    return not clause.rstrip().endswith(("?", "？")) and _ORDER.search(clause) is None


_ORDER = lazily(
    r"\b(?:(?:the|die|les|los|le|os|de) (?:moves|steps|züge|schritte|pas|mouvements|pasos|movimientos|passi|mosse|passos|movimentos|zetten|stappen)|find|give|show|tell|list|write|print|how many|number of|path|route|way|gib|finde?|zeig\w*|weg|donne\w*|trouve\w*|chemin|dame|dime|encuentra|camino|"
    r"dammi|trova\w*|percorso|cammino|caminho|geef|vind|route|podaj|znajdź|найди\w*|дай\w*|путь)\b|経路|路径|求め|教え|请",
    re.I,
)


def _begin(message: Words, candidate: Candidate[Maze], maze: Maze) -> Hearing:
    """The signs of the drawing and how the text counts."""
    notation = candidate.notation
    at: dict[str, list[Cell]] = {}
    for n, span in enumerate(candidate.cells):
        sign = message.raw[span.start : span.end]
        if len(sign) == 1 and maze.open[n // maze.width][n % maze.width] and sign not in " .·_-":
            at.setdefault(sign, []).append(divmod(n, maze.width))
    start, goal = notation.get("start", "S")[:1], notation.get("goal", "G")[:1]
    signs = {sign: tuple(cells) for sign, cells in at.items() if sign not in (start, goal) and len(cells) <= 12}
    zero = re.search(r"\b(?:0|zero)-(?:based|indexed)|\b(?:from|at|ab|desde|da|à partir de) 0\b", message.words, re.I)
    one = re.search(r"\b(?:1|one)-(?:based|indexed)|\b(?:from|at|ab|desde|da|à partir de) 1\b", message.words, re.I)
    bases = (0,) if zero and not one else (1,) if one and not zero else (0, 1)
    return Hearing(maze, signs, start, goal, bases)


def _is_plain(clause: Clause) -> bool:
    """The plain request, or where the ends are."""
    core = set(clause.core)
    counted = clause.has("few") or clause.has("howmany")
    return (
        core <= {"step", "howmany", "few", "total", "atleast", "must"}
        and (clause.has("step") or not counted)
        and (clause.whole or clause.route in ("s", "g", "gs", "fs", "tg"))
    )


def _joined(told: Hearing) -> Heard | None:
    """Everything together; None where the parts make no question."""
    figure, bound, offset, scale, unit = told.figure, None, told.offset, told.scale, told.unit
    if told.reach and not figure:
        figure = "reach"
    if told.limit is not None:
        bound = _bound(told, figure)
        if bound is None:
            return None
        figure = "reach"
    elif told.price is not None:
        if told.price[1] != unit or figure:  # a price that nobody asks for
            return None
        scale *= told.price[0]
    elif unit:
        return None
    if (told.walked and figure != "walk") or told.watched != told.unseen:
        return None
    return Heard(
        tuple(dict.fromkeys(told.readings)), figure, told.direction, told.walked, bound, scale, offset, unit, told.less_manhattan, tuple(told.said)
    )  # fmt: skip


def _bound(told: Hearing, figure: str) -> int | None:
    """How many steps a limit allows ("30 seconds, and each step takes 3"); None where it says nothing of a way."""
    assert told.limit is not None
    most, unit = told.limit
    if figure != "reach":
        return None
    if unit in ("step", "cell"):
        return most
    if told.price is None or told.price[1] != unit or told.price[0] <= 0:
        return None
    return int(Fraction(most) / told.price[0])
