"""What the words ask for: the grid, one cell, a drawn path, moves, a number, yes or no; and in what wrapping.

English first, and the common phrases of nine more languages. The grid itself is blanked out before these patterns see
the text. A form is only taken from words that ask for it; a rule ("each row holds ...") or a condition ("if there is
no path, say so") is no wish. Where nothing is asked, a sudoku is answered with its grid and a maze with the drawn path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """The form of the answer (see `Reading.wanted`), whether it must stand alone, and what it is put in."""

    form: str
    only: bool = False
    any_solution: bool = False
    wrap: str = ""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


_ONLY = _any(
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

_ANY_SOLUTION = _any(
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

_STEPS = _any(
    r"\bhow many\b[^.?!\n]{0,40}\b(?:steps?|moves?)\b|\bhow long\b[^.?!\n]{0,40}\b(?:steps?|moves?|path|route|way)\b",
    r"\b(?:number|count|total|amount) of (?:the )?(?:steps|moves)\b|\b(?:minimum|least|fewest|smallest|"
    r"shortest)(?: number of| possible)? (?:steps|moves)\b",
    r"\b(?:step|move) count\b|\b(?:path|route) length\b|\blength of (?:the |its |a )?(?:\w+ )?(?:path|route|way|"
    r"solution)\b|"
    r"\bdistance\b[^.?!\n]{0,30}\?",
    r"\bwie ?viele (?:schritte|züge)|\banzahl (?:der )?(?:schritte|züge)|\bschrittzahl|\bwie lang ist",
    r"\bcombien (?:de |d')(?:pas|étapes|mouvements|coups|déplacements)|\bnombre (?:minimal |minimum )?(?:de |"
    r"d')(?:pas|étapes|mouvements|coups|déplacements)",
    r"\bcu[áa]ntos (?:pasos|movimientos)|\bn[úu]mero (?:m[íi]nimo )?de (?:pasos|movimientos)",
    r"\bquant[ei] (?:passi|mosse|passaggi)|\bnumero (?:minimo )?di (?:passi|mosse)",
    r"\bquantos (?:passos|movimentos)|\bn[úu]mero (?:m[íi]nimo )?de (?:passos|movimentos)",
    r"\bhoeveel (?:stappen|zetten)|\baantal stappen",
    r"сколько (?:\w+ )?(?:шагов|ходов)|(?:число|количество) (?:шагов|ходов)",
    r"多少步|几步|幾步|步数|步數|最少.{0,6}步",
    r"何歩|何手|歩数|手数|ステップ数",
)
_REACHABLE = _any(
    r"(?:^|[.!?:;,\n]\s*)(?:please\s+)?(?:(?:tell me|say|check|decide|determine|find out|state)\s+)?(?:if|"
    r"whether)\s+(?:it|this|the (?:maze|puzzle|sudoku|grid|goal|exit)|there)\b"
    r"[^.?!\n]{0,50}\b(?:solvable|solved|reachable|reached|a (?:path|way|route|solution)|(?:has|have) (?:a|"
    r"any) solutions?)\b",
    r"(?:^|[.!?:;,\n]\s*)(?:and |so |but )?(?:is|are|does|do|can|could)\s+(?:(?:it|this|that|there|the|my|one|i|you|"
    r"we|someone)\b)[^.?!\n]{0,60}"
    r"\b(?:solvable|be solved|reachable|be reached|possible to (?:solve|reach|get|escape)|have (?:a|"
    r"any) (?:valid )?solutions?|"
    r"(?:a|any) (?:\w+ )?(?:path|way|route|solution)\b|reach|escape|get (?:from|to|out))\b[^.!\n]{0,80}\?",
    r"(?:^|\n)\s*(?:solvable|possible|reachable)(?: or not)?\s*\?|\byes or no\b|"
    r"\banswer (?:with )?(?:only )?[\"']?yes[\"']?(?:/| or )[\"']?no\b",
    r"\b(?:lösbar|erreichbar)\b[^.!\n]{0,20}\?|\bgibt es (?:überhaupt )?(?:eine lösung|einen weg|"
    r"einen pfad)[^.!\n]{0,60}\?|"
    r"\b(?:kann man|lässt sich)[^.!\n]{0,50}(?:lösen|erreichen)\s*\?|\bhat (?:es|das|"
    r"dieses)[^.!\n]{0,30}\beine lösung\s*\?",
    r"\b(?:soluble|résoluble|faisable|solvable)\b[^.!\n]{0,20}\?|\by a-t-il (?:une solution|un chemin)[^.!\n]{0,60}\?|"
    r"\best-ce qu'(?:il y a|il existe) (?:une solution|un chemin)[^.!\n]{0,60}\?|\bexiste-t-il (?:une solution|"
    r"un chemin)[^.!\n]{0,60}\?|"
    r"\ba-t-(?:il|elle) une solution[^.!\n]{0,40}\?",
    r"¿\s*(?:tiene solución|hay (?:un |alg[úu]n )?(?:camino|solución)|es (?:posible|resoluble|soluble)|"
    r"se puede (?:resolver|llegar))[^.!\n]{0,60}\?|"
    r"\btiene (?:alguna )?solución\s*\?",
    r"\b(?:è|e') (?:risolvibile|possibile risolver\w*)[^.!\n]{0,30}\?|\b(?:esiste|c'è) (?:una soluzione|"
    r"un (?:percorso|cammino))[^.!\n]{0,60}\?|"
    r"\bha (?:una )?soluzione\s*\?",
    r"\b(?:é|e) (?:solúvel|possível (?:resolver|chegar))[^.!\n]{0,40}\?|\b(?:existe|há) (?:uma solução|"
    r"um caminho)[^.!\n]{0,60}\?|\btem solução\s*\?",
    r"\boplosbaar\b[^.!\n]{0,20}\?|\bis er een (?:oplossing|pad|weg)[^.!\n]{0,60}\?",
    r"(?:решаем\w*|разрешим\w*)[^.!\n]{0,20}\?|(?:есть|существует|имеет)(?: ли)? (?:\w+ )?(?:решение|путь|"
    r"проход)[^.!\n]{0,60}\?|можно ли (?:\w+ )?(?:решить|дойти|пройти|добраться)",
    r"有解吗|有解嗎|有没有解|有沒有解|是否有解|是否可解|可解吗|能否到达|能到达吗|是否有路|有没有路|有路吗|"
    r"是否存在(?:路径|解)",
    r"解(?:は|が)(?:ありますか|存在しますか|あるか)|解けるかどうか|到達できますか|道(?:は|が)ありますか|"
    r"たどり着けますか",
)
_UNIQUE = _any(
    r"\b(?:is|does|has|have)\b[^.?!\n]{0,60}\b(?:unique|(?:exactly|only) one solution|a single solution|"
    r"one solution only)\b[^.!\n]{0,30}\?",
    r"\beindeutig\w*\b[^.!\n]{0,30}\?|\bunique\b[^.!\n]{0,20}\?|\bsolución única\b[^.!\n]{0,20}\?|"
    r"\búnica\b[^.!\n]{0,20}\?|"
    r"\bsoluzione unica\b[^.!\n]{0,20}\?|\bunieke\b[^.!\n]{0,25}\?|единственн\w+[^.!\n]{0,25}\?|唯一解?吗|是否唯一|"
    r"解は(?:一つ|唯一)",
)
_VALID = _any(
    r"(?:^|[.!?:;,\n]\s*)(?:and |so |but )?(?:is|are|does|did)\s+(?:it|this|that|my|the|"
    r"i)\b[^.?!\n]{0,50}\b(?:valid|legal|correct(?:ly)?|consistent|solved right)\b[^.!\n]{0,30}\?",
    r"\b(?:gültig|korrekt|richtig)\b[^.!\n]{0,20}\?|\bvalide\b[^.!\n]{0,20}\?|\bválido\b[^.!\n]{0,20}\?|"
    r"\bvalido\b[^.!\n]{0,20}\?",
)
_COUNT = _any(
    r"\bhow many (?:\w+ )?solutions\b|\bnumber of (?:\w+ )?solutions\b|\bwie ?viele lösungen|\bcombien de solutions|"
    r"\bcu[áa]ntas soluciones|"
    r"\bquante soluzioni|\bquantas soluções|\bhoeveel oplossingen|сколько (?:\w+ )?решений|多少(?:个|個)?解|几个解|"
    r"解(?:は|が)?いくつ",
)
_COORDINATES = _any(
    r"(?<!at )(?<!at the )(?<!located at )\b(?:coordinates|coords)\b(?! \()|\bcoordinate (?:list|pairs?|sequence)|"
    r"\b(?:list|sequence|series) of (?:the )?(?:cells|squares|positions|points)\b|\b(?:list|give|print|output|"
    r"return|name) (?:me )?(?:all )?the (?:cells|squares|positions)\b",
    r"\bkoordinaten|\bcoordonnées|\bcoordenadas|\bcoordinate\b(?= d)|\bcoördinaten|координат\w*|坐标|座標",
)
_DIRECTIONS = _any(
    r"\b(?:sequence|list|series) of (?:directions|instructions)\b|\bin words\b|\bdirections? (?:in|as) words\b|"
    r"\b(?:give|list|tell|write|print|output|return|show)\b"
    r"[^.?!\n]{0,25}\b(?:directions|instructions)\b|\bwhich way (?:do|should)\b|\bhow (?:do|can|should) i (?:walk|"
    r"go|get)\b|\bstep[- ]by[- ]step directions\b",
    r"\bin worten|\brichtungen|\bwegbeschreibung|\ben mots|\bdirections\b|\ben palabras|\bdirecciones|"
    r"\bindicaciones|\ba parole|\bdirezioni|\bdireções|"
    r"\bin woorden|\brichtingen|словами|направлени\w+|用文字|方向|言葉で",
)
_MOVES = _any(
    r"\b(?:sequence|list|series|string) of (?:moves|steps|letters)\b|\b(?:the|as|give|list|write|output|print|"
    r"return|which|what) (?:me )?(?:the |a )?moves\b|\bUDLR\b|\bU, ?D, ?L\b|"
    r"\bL, ?R, ?U\b|\bNSEW\b|\bU/D/L/R\b|\bmoves? (?:as|in) (?:letters|a string)\b",
    r"\bzüge\b|\bals buchstaben|\bmouvements\b|\bmovimientos\b|\bmosse\b|\bmovimentos\b|\bzetten\b|ходы|移动序列|"
    r"步骤|手順",
)
_DRAWN = _any(
    r"\b(?:draw|mark|trace|sketch|highlight|plot)\w*\b|\bshow\b[^.?!\n]{0,30}\b(?:path|route|way|solution|maze|map|"
    r"grid)\b|\bfill\w* in the path",
    r"\bzeichne\w*|\beinzeichn\w*|\bmarkier\w*|\bdessin\w*|\btrace\w*|\bdibuj\w*|\bmarca\w*|\bdisegna\w*|"
    r"\bdesenh\w*|\bteken\w*|нарису\w*|отметь\w*|画出|畫出|标出|標出|描いて|示して",
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
    re.compile(r"\br(?P<r>\d{1,2}) ?c(?P<c>\d{1,2})\b(?!\s*(?:=|is\b|:))", re.I),
    re.compile(rf"\b{_ROW_WORD}\s*{_N.format('r')}{_GLUE}{_COLUMN_WORD}\s*{_N.format('c')}", re.I),
    re.compile(rf"\b{_COLUMN_WORD}\s*{_N.format('c')}{_GLUE}{_ROW_WORD}\s*{_N.format('r')}", re.I),
    re.compile(rf"\b{_ORD.format('r')}\s+{_ROW_WORD}{_GLUE}{_ORD.format('c')}\s+{_COLUMN_WORD}", re.I),
    re.compile(rf"\b{_ORD.format('c')}\s+{_COLUMN_WORD}{_GLUE}{_ORD.format('r')}\s+{_ROW_WORD}", re.I),
    re.compile(r"第?\s*(?P<r>\d{1,2})\s*行\s*(?:目)?[的の、,]?\s*第?\s*(?P<c>\d{1,2})\s*列"),
    re.compile(r"\b(?:cell|square|position|feld|zelle|case|casilla|celda|casella|cella|célula|cel|vakje|клетк\w*|"
        r"ячейк\w*)\s*\(?\s*(?P<r>\d{1,2})\s*,\s*(?P<c>\d{1,2})\s*\)?", re.I),
)  # fmt: skip
_LINES = (
    ("row", re.compile(rf"\b(?:{_ROW_WORD}\s*{_N.format('n')}|{_ORD.format('m')}\s+{_ROW_WORD})", re.I)),
    ("column", re.compile(rf"\b(?:{_COLUMN_WORD}\s*{_N.format('n')}|{_ORD.format('m')}\s+{_COLUMN_WORD})", re.I)),
    ("row", re.compile(r"第\s*(?P<n>\d{1,2})\s*行")),
    ("column", re.compile(r"第\s*(?P<n>\d{1,2})\s*列")),
)
_PLACE = (
    r"(?:(?:top|upper|bottom|lower)[- ]?(?:left|right)|"
    r"(?:top|upper|bottom|lower|left|right)?[- ]?(?:middle|cent(?:er|re)|central))"
)
_CORNER = re.compile(
    rf"\b(?P<place>{_PLACE})(?:-?most)?[- ](?:cell|square|corner(?: cell)?|field|position|digit|number)\b", re.I
)
_BOX = re.compile(
    rf"\b(?:(?P<place>{_PLACE}) (?:3 ?[x×] ?3 )?(?:box|block|region|subgrid)|"
    r"(?:box|block) (?:no\.? ?|number )?(?P<n>[1-9]))\b",
    re.I,
)
_EDGE = re.compile(
    r"\b(?P<edge>top|first|bottom|last|left|leftmost|right|rightmost) (?:(?P<row>row)|col(?:umn)?)\b", re.I
)
_ASKS = _any(
    r"\?|？|\b(?:what|which|tell me|give me|show me|only|just|need|want|value of|goes in|belongs)\b",
    r"\b(?:welche|was|gib|nur|kommt)\b|\b(?:quel|quelle|donne|seulement)\b|\b(?:qué|cuál|dame|solo)\b|\b(?:quale|"
    r"cosa|dammi)\b|\b(?:qual|diga|apenas)\b|"
    r"\b(?:welk|wat|geef|alleen)\b|как(?:ая|ое|ой|ие)|что|только|什么|什麼|哪个|多少|填|何|どの",
)

_TAG = re.compile(
    r"(?:inside|within|between|in|using|enclose\w*|wrap\w*|put|surround\w*)\b[^.\n]{0,60}?<(?P<tag>answer|solution|"
    r"result|output|final_answer|final)>"
    r"|<(?P<tag2>answer|solution|result|final_answer|final)>[^<\n]{0,40}</(?P=tag2)>",
    re.I,
)
_WRAPS = (
    ("brackets", re.compile(r"double square brackets|\[\[A B C,", re.I)),
    ("boxed", re.compile(r"\\boxed\b")),
    ("json",
        re.compile(r"\b(?:as|in|valid|return|output|format\w*)\b[^.\n]{0,25}\bjson\b|\bjson (?:list|array)\b|"
        r"\b(?:als|en|como|in) json\b", re.I)),
    (
        "json",
        re.compile(
            r"\b(?:return|output|give|answer|respond|reply|format(?:ted)?|print|write|provide)\b[^.\n]{0,40}\bas an? "
            r"(?:python )?(?:2d |nested )?(?:list of lists|list|array|matrix)\b",
            re.I,
        ),
    ),
    ("fence", re.compile(r"\b(?:with)?in an? code ?(?:block|fence)\b|\bcode block \(```\)", re.I)),
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
    dot = re.compile(r"\.(?:\s|$)").search(text, end)
    if dot:
        stops.append(dot.start())
    return text[start : min(stops) + 1 if stops else len(text)]


def _asked(words: str, match: re.Match[str]) -> bool:
    """Whether the sentence around a match asks for something."""
    return _ASKS.search(_sentence(words, match.start(), match.end())) is not None


def _cell(words: str, size: int) -> str | None:
    """ "cell:r3c5" (or several: "cells:r1c3,r9c1"), "row:4", "column:2" or "box:1", where that is what is asked for."""
    cells: dict[int, str] = {}
    taken: list[tuple[int, int]] = []
    for pattern in _CELL:
        for match in pattern.finditer(words):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            row, column = _number(match, "r"), _number(match, "c")
            if row and column and row <= size and column <= size and _asked(words, match):
                cells[match.start()] = f"r{row}c{column}"
    for match in _CORNER.finditer(words):
        if _asked(words, match):
            cells[match.start()] = _corner(match, size)
    names = list(dict.fromkeys(cells[at] for at in sorted(cells)))
    if names:
        return f"cell:{names[0]}" if len(names) == 1 else "cells:" + ",".join(names)
    lines = set()
    for name, pattern in _LINES:
        for match in pattern.finditer(words):
            number = _number(match, "n", "m")
            if number and number <= size and _asked(words, match):
                lines.add(f"{name}:{number}")
    for match in _EDGE.finditer(words):
        if _asked(words, match):
            first = match["edge"].lower() in ("top", "first", "left", "leftmost")
            lines.add(f"{'row' if match['row'] else 'column'}:{1 if first else size}")
    for match in _BOX.finditer(words):
        if _asked(words, match) and size == 9:
            lines.add(f"box:{_box(match)}")
    return lines.pop() if len(lines) == 1 else None


def _place(words: str) -> tuple[int, int]:
    """(0, 1 or 2 from the top, 0, 1 or 2 from the left) of "top left", "centre", "bottom middle" ..."""
    low = words.lower()
    row = 0 if "top" in low or "upper" in low else 2 if "bottom" in low or "lower" in low else 1
    column = 0 if "left" in low else 2 if "right" in low else 1
    return row, column


def _corner(match: re.Match[str], size: int) -> str:
    row, column = _place(match["place"])
    ends = (1, (size + 1) // 2, size)
    return f"r{ends[row]}c{ends[column]}"


def _box(match: re.Match[str]) -> int:
    if match["n"]:
        return int(match["n"])
    row, column = _place(match["place"])
    return 3 * row + column + 1


def wrapping(words: str) -> str:
    """What the answer must be put in, or "" ("tag:answer", "brackets", "boxed", "json", "fence")."""
    tag = _TAG.search(words)
    if tag:
        return "tag:" + (tag["tag"] or tag["tag2"]).lower()
    return next((name for name, pattern in _WRAPS if pattern.search(words)), "")


def sudoku_form(words: str, size: int) -> Wanted:
    """What is wanted of a sudoku; `words` is the text without the grid."""
    if _COUNT.search(words):
        form = "count"
    elif _UNIQUE.search(words):
        form = "unique"
    else:
        form = _cell(words, size) or ("yes_no" if _REACHABLE.search(words) or _VALID.search(words) else "grid")
    return Wanted(form, bool(_ONLY.search(words)), bool(_ANY_SOLUTION.search(words)), wrapping(words))


def maze_form(words: str, known: tuple[str, bool] | None) -> Wanted:
    """What is wanted of a maze; `known` is what the maze's own grammar made of a prompt it recognises."""
    only, wrap = bool(_ONLY.search(words)), wrapping(words)
    if known is not None:
        form = "coordinates" if wrap == "json" and known[0] in ("path", "grid") else known[0]
        return Wanted(form, known[1] or only, True, wrap)
    for form, pattern in (
        ("yes_no", _REACHABLE),
        ("steps", _STEPS),
        ("coordinates", _COORDINATES),
        ("path", _DRAWN),
        ("directions", _DIRECTIONS),
        ("moves", _MOVES),
    ):
        if pattern.search(words):
            return Wanted(form, only, True, wrap)
    return Wanted("coordinates" if wrap == "json" else "path", only, True, wrap)
