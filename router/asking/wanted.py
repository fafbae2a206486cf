"""What the words ask for: the grid, one cell, a drawn path, moves, a number, yes or no; and in what wrapping.

English first, and the common phrases of nine more languages. The grid itself is blanked out before these patterns see
the text. A form is only taken from words that ask for it; a rule ("each row holds ...") or a condition ("if there is
no path, say so") is no wish. Where nothing is asked, the
answer comes in the kind's first form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from solvers.base import Candidate, Cell, Form, Kind
from solvers.text.asked import REACHABLE, any_of
from solvers.text.patterns import lazily

_ONLY = any_of(
    r"\b(?:only|just|solely)\s+(?:with\s+)?(?:give|return|output|print|reply|respond|answer|the|your|a|"
    r"one)?\s*(?:with\s+)?(?:me\s+)?"
    r"(?:the\s+|your\s+|a\s+|one\s+)?(?:\w+\s+)?(?:number|answer|digit|result|solution|grid|moves?|path|steps|value|"
    r"json)\b",
    r"\b(?:nothing|no(?:thing)? (?:text|words?))\s+(?:else|but)\b|\bno (?:other |additional )?(?:text|explanations?|"
    r"words)\b|"
    r"\bwithout (?:any )?(?:explanation|comment|other text|additional text)s?\b|\bdo not (?:return|add|"
    r"include) anything\b",
    r"\bnur (?:die |das |den )?(?:zahl|antwort|ziffer|lösung|ergebnis|gitter|weg|schritte)\w*|\bohne erklärung",
    r"\b(?:uniquement|seulement|juste|rien que) (?:la |le |les )?(?:réponse|nombre|chiffre|grille|solution)|"
    r"\bsans explication",
    r"\b(?:solo|solamente|únicamente|sólo) (?:el |la |los )?(?:número|respuesta|dígito|solución|resultado)|"
    r"\bsin explicaci",
    r"\b(?:solo|soltanto|solamente) (?:il |la |lo )?(?:numero|risposta|cifra|soluzione|risultato)|\bsenza spiegazion",
    r"\b(?:apenas|só|somente) (?:o |a )?(?:número|resposta|dígito|solução|resultado)|\bsem explica",
    r"\balleen (?:het |de )?(?:getal|antwoord|cijfer|oplossing)|\bzonder uitleg",
    r"только (?:число|ответ|цифру|решение|сетку)|без (?:объяснений|пояснений)",
    r"(?:只|仅|僅)(?:需|要|给|給|回答|输出|輸出|返回|写|寫|告诉|告訴)|不要解释|不要解釋",
    r"(?:数字|答え|回答|解答|結果|盤面)(?:だけ|のみ)|説明(?:は)?(?:不要|なし)",
)

_ANY_SOLUTION = any_of(
    r"\b(?:multiple|several|more than one|many)\b[^.?!\n]{0,40}\b(?:any|either|one|first)\b",
    r"\bany (?:valid |correct |legal |possible |one )?(?:solution|completion|answer|"
    r"one)\b[^.?!\n]{0,30}\b(?:will do|works|suffices|"
    r"is fine|is ok|is acceptable|is enough|accepted|counts)\b",
    r"\b(?:give|find|return|provide|show|output|need|want)\b[^.?!\n]{0,20}\bany (?:valid |correct |legal |possible |"
    r"one )?(?:solution|completion)\b",
    r"\bmehrere[^.?!\n]{0,30}\b(?:eine|irgendeine)\b|\birgendeine lösung|\bbeliebige lösung",
    r"\bplusieurs[^.?!\n]{0,30}\bune\b|\bn'importe quelle solution|\bcualquier solución|\bqualsiasi soluzione|"
    r"\bqualquer solução",
    r"любое решение|任意一(?:个|個)?解|任何一(?:个|個)?解|どれか一つ|いずれか",
)  # fmt: skip

_UNIQUE = any_of(
    r"\b(?:is|does|has|have)\b[^.?!\n]{0,60}\b(?:unique|(?:exactly|only) one solution|a single solution|"
    r"one solution only)\b[^.!\n]{0,30}\?",
    r"\beindeutig\w*\b[^.!\n]{0,30}\?|\bunique\b[^.!\n]{0,20}\?|\bsolución única\b[^.!\n]{0,20}\?|"
    r"\búnica\b[^.!\n]{0,20}\?|"
    r"\bsoluzione unica\b[^.!\n]{0,20}\?|\bunieke\b[^.!\n]{0,25}\?|единственн\w+[^.!\n]{0,25}\?|唯一解?吗|是否唯一|"
    r"解は(?:一つ|唯一)",
)
_VALID = any_of(
    r"(?:^|[.!?:;,\n]\s*)(?:and |so |but )?(?:is|are|does|did)\s+(?:it|this|that|my|the|"
    r"i)\b[^.?!\n]{0,50}\b(?:valid|legal|correct(?:ly)?|consistent|solved right)\b[^.!\n]{0,30}\?",
    r"\b(?:gültig|korrekt|richtig)\b[^.!\n]{0,20}\?|\bvalide\b[^.!\n]{0,20}\?|\bválido\b[^.!\n]{0,20}\?|"
    r"\bvalido\b[^.!\n]{0,20}\?",
)
_COUNT = any_of(
    r"\bhow many (?:\w+ )?solutions\b|\bnumber of (?:\w+ )?solutions\b|\bwie ?viele lösungen|\bcombien de solutions|"
    r"\bcu[áa]ntas soluciones|"
    r"\bquante soluzioni|\bquantas soluções|\bhoeveel oplossingen|сколько (?:\w+ )?решений|多少(?:个|個)?解|几个解|"
    r"解(?:は|が)?いくつ",
)
_WORDS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
}
_N = r"(?:(?:no\.?|number|nr\.?|#)\s*)?(?P<{}>\d{{1,2}})"
_ORD = r"(?:(?P<{0}>\d{{1,2}})(?:st|nd|rd|th|\.|ª|º|e|ème)?|(?P<{0}w>" + "|".join(_WORDS) + r"))"
_ROW_WORD = r"(?:row|zeile|reihe|ligne|fila|riga|linha|rij|строк\w*|ряд\w*)"
_COLUMN_WORD = r"(?:col(?:umn)?|spalte|colonne|columna|colonna|coluna|kolom|столб\w*|колонк\w*)"
_GLUE = r"\s*(?:,|and|und|et|y|e|en|и|/|-)?\s*(?:the|der|die|in|of)?\s*"
_CELL = (
    lazily(r"\br(?P<r>\d{1,2}) ?c(?P<c>\d{1,2})\b(?!\s*(?:=|is\b|:))", re.I),
    lazily(rf"\b{_ROW_WORD}\s*{_N.format('r')}{_GLUE}{_COLUMN_WORD}\s*{_N.format('c')}", re.I),
    lazily(rf"\b{_COLUMN_WORD}\s*{_N.format('c')}{_GLUE}{_ROW_WORD}\s*{_N.format('r')}", re.I),
    lazily(rf"\b{_ORD.format('r')}\s+{_ROW_WORD}{_GLUE}{_ORD.format('c')}\s+{_COLUMN_WORD}", re.I),
    lazily(rf"\b{_ORD.format('c')}\s+{_COLUMN_WORD}{_GLUE}{_ORD.format('r')}\s+{_ROW_WORD}", re.I),
    lazily(r"第?\s*(?P<r>\d{1,2})\s*行\s*(?:目)?[的の、,]?\s*第?\s*(?P<c>\d{1,2})\s*列"),
    lazily(r"\b(?:cell|square|position|feld|zelle|case|casilla|celda|casella|cella|célula|cel|vakje|клетк\w*|"
        r"ячейк\w*)\s*\(?\s*(?P<r>\d{1,2})\s*,\s*(?P<c>\d{1,2})\s*\)?", re.I),
)  # fmt: skip
_LINES = (
    ("row", lazily(rf"\b(?:{_ROW_WORD}\s*{_N.format('n')}|{_ORD.format('m')}\s+{_ROW_WORD})", re.I)),
    ("column", lazily(rf"\b(?:{_COLUMN_WORD}\s*{_N.format('n')}|{_ORD.format('m')}\s+{_COLUMN_WORD})", re.I)),
    ("row", lazily(r"第\s*(?P<n>\d{1,2})\s*行")),
    ("column", lazily(r"第\s*(?P<n>\d{1,2})\s*列")),
)
_PLACE = (
    r"(?:(?:top|upper|bottom|lower)[- ]?(?:left|right)|"
    r"(?:top|upper|bottom|lower|left|right)?[- ]?(?:middle|cent(?:er|re)|central))"
)
_CORNER = lazily(
    rf"\b(?P<place>{_PLACE})(?:-?most)?[- ](?:cell|square|corner(?: cell)?|field|position|digit|number)\b", re.I
)
_BOX = lazily(
    rf"\b(?:(?P<place>{_PLACE}) (?:3 ?[x×] ?3 )?(?:box|block|region|subgrid)|"
    r"(?:box|block) (?:no\.? ?|number )?(?P<n>[1-9]))\b",
    re.I,
)
_EDGE = lazily(r"\b(?P<edge>top|first|bottom|last|left|leftmost|right|rightmost) (?:(?P<row>row)|col(?:umn)?)\b", re.I)
_ASKS = any_of(
    r"\?|？|\b(?:what|which|tell me|give me|show me|only|just|need|want|value of|goes in|belongs)\b",
    r"\b(?:welche|was|gib|nur|kommt)\b|\b(?:quel|quelle|donne|seulement)\b|\b(?:qué|cuál|dame|solo)\b|\b(?:quale|"
    r"cosa|dammi)\b|\b(?:qual|diga|apenas)\b|"
    r"\b(?:welk|wat|geef|alleen)\b|как(?:ая|ое|ой|ие)|что|только|什么|什麼|哪个|多少|填|何|どの",
)

_COORDINATES = any_of(
    r"\b(?:list|sequence|series|array|set) of (?:the )?(?:\w+ )?(?:coordinates?|positions|cells|squares|tuples|pairs)",
    r"\b(?:as|in|using|give|list|with|provide|return|output)\b(?: me)?(?: the| a)?(?: \w+)? (?:coordinates|positions)\b",
    r"\b(?:which|what) (?:cells|squares|positions|coordinates)\b",
    r"\bkoordinaten|\bcoordonnées|\bcoordenadas|\bcoördinaten|координат\w*|坐标|座標",
)
_FROM_ZERO = any_of(
    r"\b(?:0|zero)[- ](?:indexed|based)|\b(?:start|count|begin|number|index)\w*\b[^.\n]{0,30}\b(?:at|from|with) "
    r"(?:\(0, ?0\)|0\b|zero\b)",
    r"\((?:0, ?\d{1,2}|\d{1,2}, ?0)\)",
)
_FROM_ONE = any_of(
    r"\b(?:1|one)[- ](?:indexed|based)|\b(?:start|count|begin|number|index)\w*\b[^.\n]{0,30}\b(?:at|from|with) "
    r"(?:\(1, ?1\)|1\b|one\b)",
)

_TAG = lazily(
    r"(?:inside|within|between|in|using|enclose\w*|wrap\w*|put|surround\w*)\b[^.\n]{0,60}?<(?P<tag>answer|solution|"
    r"result|output|final_answer|final)>"
    r"|<(?P<tag2>answer|solution|result|final_answer|final)>[^<\n]{0,40}</(?P=tag2)>",
    re.I,
)
_PAIR_OF_TAGS = lazily(r"<begin_(?P<what>\w{1,20})>\W{1,3}and\W{1,3}<end_(?P=what)>", re.I)
_WRAPS: tuple[tuple[Literal["fence", "boxed", "json", "brackets"], re.Pattern[str]], ...] = (
    ("brackets", lazily(r"double square brackets|\[\[A B C,", re.I)),
    ("boxed", lazily(r"\\boxed\b")),
    ("json",
        lazily(r"\b(?:as|in|valid|return|output|format\w*)\b[^.\n]{0,25}\bjson\b|\bjson (?:list|array)\b|"
        r"\b(?:als|en|como|in) json\b", re.I)),
    (
        "json",
        lazily(
            r"\b(?:return|output|give|answer|respond|reply|format(?:ted)?|print|write|provide)\b[^.\n]{0,40}\bas an? "
            r"(?:python )?(?:2d |nested )?(?:list of lists|list|array|matrix)\b",
            re.I,
        ),
    ),
    ("fence", lazily(r"\b(?:with)?in an? code ?(?:block|fence)\b|\bcode block \(```\)", re.I)),
)  # fmt: skip


def _number(match: re.Match[str], *names: str) -> int | None:
    groups = match.groupdict()
    for name in names:
        if groups.get(name):
            return int(groups[name])
        if groups.get(name + "w"):
            return _WORDS[groups[name + "w"].lower()]
    return None


def _sentence(text: str, at: int, end: int) -> str:
    """The sentence around [at, end)."""
    start = max(text.rfind(mark, 0, at) for mark in ".!?\n;。！") + 1
    stops = [i for i in (text.find(mark, end) for mark in "?!\n;。？") if i >= 0]
    dot = lazily(r"\.(?:\s|$)").search(text, end)
    if dot:
        stops.append(dot.start())
    return text[start : min(stops) + 1 if stops else len(text)]


def _asked(words: str, match: re.Match[str]) -> bool:
    """Whether the sentence around a match asks for something."""
    return _ASKS.search(_sentence(words, match.start(), match.end())) is not None


def _cells(words: str, shape: tuple[int, int], boxes: Sequence[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """The cells that are asked for: single ones, or all of the one row, column or box that is named."""
    height, width = shape
    found: dict[int, Cell] = {}
    taken: list[tuple[int, int]] = []
    for pattern in _CELL:
        for match in pattern.finditer(words):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            row, column = _number(match, "r"), _number(match, "c")
            if row and column and row <= height and column <= width and _asked(words, match):
                found[match.start()] = (row - 1, column - 1)
    for match in _CORNER.finditer(words):
        if _asked(words, match):
            found[match.start()] = _corner(match, height, width)
    if found:
        return tuple(dict.fromkeys(found[at] for at in sorted(found)))
    lines = _lines(words, height, width)
    for match in _BOX.finditer(words):
        if _asked(words, match) and len(boxes) == 9:
            lines.add(boxes[_box(match) - 1])
    return lines.pop() if len(lines) == 1 else ()


def _lines(words: str, height: int, width: int) -> set[tuple[Cell, ...]]:
    """Rows and columns that are asked for."""
    rows = [tuple((r, c) for c in range(width)) for r in range(height)]
    columns = [tuple((r, c) for r in range(height)) for c in range(width)]
    found = set()
    for name, pattern in _LINES:
        among = rows if name == "row" else columns
        for match in pattern.finditer(words):
            number = _number(match, "n", "m")
            if number and number <= len(among) and _asked(words, match):
                found.add(among[number - 1])
    for match in _EDGE.finditer(words):
        if _asked(words, match):
            first = match["edge"].lower() in ("top", "first", "left", "leftmost")
            found.add((rows if match["row"] else columns)[0 if first else -1])
    return found


def _place(words: str) -> tuple[int, int]:
    """(0, 1 or 2 from the top, 0, 1 or 2 from the left) of "top left", "centre", "bottom middle" ..."""
    low = words.lower()
    row = 0 if "top" in low or "upper" in low else 2 if "bottom" in low or "lower" in low else 1
    column = 0 if "left" in low else 2 if "right" in low else 1
    return row, column


def _corner(match: re.Match[str], height: int, width: int) -> Cell:
    row, column = _place(match["place"])
    return (0, (height - 1) // 2, height - 1)[row], (0, (width - 1) // 2, width - 1)[column]


def _box(match: re.Match[str]) -> int:
    if match["n"]:
        return int(match["n"])
    row, column = _place(match["place"])
    return 3 * row + column + 1


def wrapping(words: str) -> Form:
    """What the answer must be put in, and nothing else: a form with `wrap` and `tag`."""
    pair = _PAIR_OF_TAGS.search(words)
    if pair:
        return Form(wrap="tag", tag=f"begin_{pair['what']}".lower())
    tag = _TAG.search(words)
    if tag:
        return Form(wrap="tag", tag=(tag["tag"] or tag["tag2"]).lower())
    return next((Form(wrap=name) for name, pattern in _WRAPS if pattern.search(words)), Form())


def any_solution(words: str) -> bool:
    """Whether the text says that one of several solutions will do."""
    return _ANY_SOLUTION.search(words) is not None


def form_of(words: str, kind: Kind[Any, Any], candidate: Candidate[Any]) -> Form:
    """How the answer is wanted; `words` is the text without its grids. The kind's own words come first."""
    wrap = wrapping(words)
    only = _ONLY.search(words) is not None
    own = kind.form(words, candidate)
    if own is None:
        own = _common(words, kind, candidate)
    if own.wrap:
        return replace(own, only=own.only or only)
    return replace(own, only=own.only or only, wrap=wrap.wrap, tag=wrap.tag)


def _common(words: str, kind: Kind[Any, Any], candidate: Candidate[Any]) -> Form:
    """The form asked for in words that no kind needs to know."""
    if kind.traits.unique and _COUNT.search(words):
        return Form("count")
    if kind.traits.unique and _UNIQUE.search(words):
        return Form("unique")
    shape = kind.shape(candidate)
    cells = _cells(words, shape, kind.boxes(candidate)) if shape is not None else ()
    if cells:
        return Form("cells", cells)
    if REACHABLE.search(words) or _VALID.search(words):
        return Form("yes_no")
    if "coordinates" in kind.forms and _COORDINATES.search(words):
        return Form("coordinates", base=_base(words))
    return Form(kind.forms[0], base=_base(words))


def _base(words: str) -> Literal[0, 1, None]:
    """What coordinates count from, where the words say so or their example holds a 0."""
    if _FROM_ZERO.search(words):
        return 0
    return 1 if _FROM_ONE.search(words) else None
