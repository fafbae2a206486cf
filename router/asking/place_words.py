"""Words for rows, columns, boxes and cells, for first and last, from the top and from the right, in eleven languages.

Only tables and the patterns made of them; `places` says what they add up to.
"""

from __future__ import annotations

import re

from solvers.text.corners import CORNERS
from solvers.text.patterns import lazily

__all__ = ["CORNERS"]

ROW = (
    r"rows?|lines?|zeilen?|reihen?|lignes?|rangées?|filas?|renglón|renglones|righe|riga|linhas?|rij(?:en)?|wiersz\w*|rz[ęą]d\w*|"
    r"строк\w*|ряд\w*"
)
COLUMN = r"columns?|cols?|spalten?|colonnes?|columnas?|colonn[ae]|colunas?|kolom(?:men)?|kolumn\w*|столб\w*|колон\w*"
BOX = (
    r"box(?:es)?|blocks?|block(?:s|es)?|blöcken?|sub-?grids?|regions?|squares?(?= (?:in|at) the)|kästchen|kasten|kästen|quadranten?|blocs?|carrés?|bloques?|"
    r"cajas?|cuadrantes?|riquadr[oi]|blocc\w*|blocos?|blok(?:ken)?|vak(?:ken)?|kwadrat\w*|квадрат\w*|блок\w*"
)
CELL = (
    r"cells?|squares?|fields?|digits?|numbers?|positions?|values?|entr(?:y|ies)|zellen?|felde?r?n?|ziffern?|zahl(?:en)?|cases?|"
    r"chiffres?|cellules?|casillas?|celdas?|cifras?|dígitos?|números?|casell[ae]|cifr[ae]|células?|casas?|algarismos?|vakjes?|"
    r"cel(?:len)?|cijfers?|pol[ae]|cyfr\w*|клетк\w*|ячейк\w*|цифр\w*|числ\w*"
)
NUMBERS = {
    1: r"first|erste[nrsm]?|premi[eè]re?|primer[oa]?|prim[oa]|primeir[oa]|eerste|pierwsz\w*|перв\w*|1(?:st|\.|ª|º|ère?|er)",
    2: r"second(?!s)|zweite[nrsm]?|deuxième|seconde?|segund[oa]|second[oa]|tweede|drug\w*|втор\w*|2(?:nd|\.|ª|º|e|ème)",
    3: r"third|dritte[nrsm]?|troisième|tercer[oa]?|terz[oa]|terceir[oa]|derde|trzeci\w*|трет\w*|3(?:rd|\.|ª|º|e|ème)",
    4: r"fourth|vierte[nrsm]?|quatrième|cuart[oa]|quart[oa]|vierde|czwart\w*|четвёрт\w*|четверт\w*|4(?:th|\.|ª|º|e|ème)",
    5: r"fifth|fünfte[nrsm]?|cinquième|quint[oa]|vijfde|piąt\w*|пят\w*|5(?:th|\.|ª|º|e|ème)",
    6: r"sixth|sechste[nrsm]?|sixième|sext[oa]|sest[oa]|zesde|szóst\w*|шест\w*|6(?:th|\.|ª|º|e|ème)",
    7: r"seventh|sieb(?:en)?te[nrsm]?|septième|séptim[oa]|settim[oa]|sétim[oa]|zevende|siódm\w*|седьм\w*|7(?:th|\.|ª|º|e|ème)",
    8: r"eighth|achte[nrsm]?|huitième|octav[oa]|ottav[oa]|oitav[oa]|achtste|ósm\w*|восьм\w*|8(?:th|\.|ª|º|e|ème)",
    9: r"ninth|neunte[nrsm]?|neuvième|noven[oa]|non[oa]|negende|dziewiąt\w*|девят\w*|9(?:th|\.|ª|º|e|ème)",
}
LAST = r"last|letzte[nrsm]?|derni[eè]re?|últim[oa]|ultim[oa]|laatste|ostatni\w*|последн\w*"
BEFORE_LAST = (
    r"second[- ](?:to[- ])?last|next[- ]to[- ]last|penultimate|last but one|vorletzte[nrsm]?|avant[- ]derni[eè]re?|penúltim[oa]|"
    r"penultim[oa]|voorlaatste|przedostatni\w*|предпоследн\w*"
)
MIDDLE = r"middle|cent(?:er|re|ral)|mittlere[nrsm]?|centrale?|du milieu|del medio|di mezzo|do meio|middelste|środkow\w*|средн\w*"
TOP = r"top|upper|topmost|uppermost|oberste[nrsm]?|obere[nrsm]?|du haut|superior|superiore|bovenste|górn\w*|верхн\w*"
BOTTOM = (
    r"bottom|lower|bottommost|lowest|unterste[nrsm]?|untere[nrsm]?|du bas|inferior|inferiore|onderste|doln\w*|нижн\w*"
)
LEFT = r"left|leftmost|linke[nrsm]?|linkeste|äußerste linke|de gauche|izquierd[oa]|sinistr[oa]|esquerd[oa]|linker|lew\w*|лев\w*"
RIGHT = r"right|rightmost|rechte[nrsm]?|de droite|derech[oa]|destr[oa]|direit[oa]|rechter|praw\w*|прав\w*"
FROM_END = (
    r"(?:,? ?(?:counting |counted )?from (?:the )?(?:bottom|below|right|end)(?! to\b)|von (?:unten|rechts|hinten)(?! nach\b)|(?:en partant|à partir|depuis)"
    r" (?:du bas|de la droite|le bas|la droite)|desde (?:abajo|la derecha)(?! (?:a|hacia|hasta)\b)|(?:dal basso|da destra)(?! (?:a|verso|in)\b)|(?:de baixo|da direita)(?! (?:para|a|até)\b| à)|"
    r"van (?:onderen|rechts)(?! naar\b)|снизу(?! вверх)|справа(?! налево)|od (?:dołu|prawej)(?! do\b))"
)
FROM_START = (
    r"(?:,? ?(?:counting |counted )?from (?:the )?(?:top|above|left)|von (?:oben|links)|(?:en partant|à partir|depuis) "
    r"(?:du haut|de la gauche|le haut|la gauche)|desde (?:arriba|la izquierda)|(?:dall'alto|da sinistra)|(?:de cima|da esquerda)|"
    r"van (?:boven|links)|сверху|слева|od (?:góry|lewej))"
)
SIDEWAYS = lazily(
    r"right|left|rechts|links|droite|gauche|derecha|izquierda|destra|sinistra|direita|esquerda|справа|слева|prawej|lewej",
    re.I,
)
"""Where rows are not counted from."""
UP_OR_DOWN = lazily(
    r"bottom|below|top|above|unten|oben|bas|haut|abajo|arriba|basso|alto|baixo|cima|onderen|boven|снизу|сверху|dołu|góry",
    re.I,
)
"""Where columns are not counted from."""
ORDINAL = "|".join(f"(?P<o{n}>{words})" for n, words in NUMBERS.items())
INDEX = (
    rf"(?:{ORDINAL}|(?P<penult>{BEFORE_LAST})|(?P<last>{LAST})|(?P<mid>{MIDDLE})|(?P<top>{TOP})|(?P<bottom>{BOTTOM})|"
    rf"(?P<left>{LEFT})|(?P<right>{RIGHT}))"
)
B, E = r"(?<![^\W_])", r"(?![^\W_])"
AXES = rf"(?:(?P<row>{ROW})|(?P<column>{COLUMN})|(?P<box>{BOX}))"
LINE_BEFORE = lazily(rf"{B}{INDEX}[ -](?:\dx\d[ -])?{AXES}{E}(?P<end> ?{FROM_END})?(?P<start> ?{FROM_START})?", re.I)
NUMBER_LIST = r"\d{1,2}(?:(?:\s*(?:,|and|&|und|et|y|e|en|i|и)\s*)\d{1,2}(?!\s*(?:st|nd|rd|th)\b))*"
LINE_AFTER = lazily(
    rf"{B}{AXES}\s*(?:no\.? ?|number |nr\.? ?|#)?(?:(?P<from>\d{{1,2}})\s*(?:to|through|thru|bis|à|a|al?|até|t/m|tot|do|по|[-–])\s*"
    rf"(?P<to>\d{{1,2}})|(?P<list>{NUMBER_LIST})){E}(?P<end> ?{FROM_END})?(?P<start> ?{FROM_START})?",
    re.I,
)
_CJK_DIGITS = "一二三四五六七八九"
_CJK_N = rf"(?:\d{{1,2}}|[{_CJK_DIGITS}](?![{_CJK_DIGITS}十]))"


def cjk_number(said: str) -> int:
    """A number in figures or as one Chinese sign."""
    return int(said) if said.isascii() else _CJK_DIGITS.index(said) + 1


CJK_LINES = (
    lazily(r"最[后後](?:一|の)?(?P<row>行)(?P<end>)"),
    lazily(r"最[后後](?:一|の)?(?P<column>列)(?P<end>)"),
    lazily(rf"倒数第?\s*(?P<n>{_CJK_N})\s*(?P<row>行)(?P<end>)"),
    lazily(rf"倒数第?\s*(?P<n>{_CJK_N})\s*(?P<column>列)(?P<end>)"),
    lazily(rf"第?\s*(?P<n>{_CJK_N})\s*(?P<row>行)目?"),
    lazily(rf"第?\s*(?P<n>{_CJK_N})\s*(?P<column>列)目?"),
    lazily(rf"(?P<row>上)から\s*(?P<n>{_CJK_N})\s*(?:番目|行目|段目)"),
    lazily(rf"(?P<column>左)から\s*(?P<n>{_CJK_N})\s*(?:番目|列目)"),
    lazily(rf"(?P<row>下)から\s*(?P<n>{_CJK_N})\s*(?:番目|行目|段目)(?P<end>)"),
    lazily(rf"(?P<column>右)から\s*(?P<n>{_CJK_N})\s*(?:番目|列目)(?P<end>)"),
)
RC = lazily(r"(?<![^\W_])r(?P<r>\d{1,2}) ?c(?P<c>\d{1,2})(?![^\W_])", re.I)
INDEXED = lazily(r"\b[A-Za-z_]\w*\[(?P<r>\d{1,2})\]\s*\[(?P<c>\d{1,2})\]")
PAIR = lazily(
    rf"(?:{CELL}|at|position|coordinates?)\s*[(\[]\s*(?P<r>\d{{1,2}})\s*[,;]\s*(?P<c>\d{{1,2}})\s*[)\]]", re.I
)
CHESS = lazily(r"(?<![^\W_])(?P<letter>[A-P])(?P<n>\d{1,2})(?![^\W_])")
CHESS_ROWS = lazily(r"\brows?\b[^.\n]{0,30}\b(?:(?-i:A)|letters?)\b|\bletters? (?:are|for) (?:the )?rows?\b", re.I)
CHESS_COLUMNS = lazily(
    r"\bcol(?:umn)?s?\b[^.\n]{0,30}\b(?:(?-i:A)|letters?)\b|\bletters? (?:are|for) (?:the )?columns?\b", re.I
)
CENTRE = (
    r"(?:the )?(?:very )?(?:middle|cent(?:er|re)|central)(?: of)?(?: the)?|in der mitte|in die mitte|au (?:centre|milieu)|en el (?:centro|medio)|"
    r"al centro|no (?:centro|meio)|in het midden|в центре|w środku|正中间|正中|中央|真ん中"
)
DIAGONAL = lazily(
    rf"{B}(?:(?P<anti>anti-?diagonal|secondary diagonal|nebendiagonale)|"
    r"(?:main |long |haupt)?diagonal(?!ly|\s+(?:neighbo|adjacen|steps?|moves?|lines?))e?n?"
    r"(?P<dir>[^.?!\n]{0,40})?)",
    re.I,
)
COUNT_WORD = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "deux": 2,
    "trois": 3,
    "dos": 2,
    "tres": 3,
}
SOME = lazily(
    rf"(?P<which>first|last|erste[nr]?|letzte[nr]?) (?P<n>\d|{'|'.join(COUNT_WORD)}) (?:{CELL})\s*(?:of|in|from|der|des|von)(?: the)?\s*$",
    re.I,
)
NTH = lazily(
    rf"{INDEX}[ -](?:{CELL}|one)(?: is)?\s*(?:of|in|from|within|der|des|de|in der|im|von|nel|della|da|do|en)(?: (?:the|la|el|il|le|o|a))?\s*$",
    re.I,
)
THREE = lazily(r"\b(?:3|three)[- ]?digits?(?: number)?\b[^.?!\n]{0,40}$", re.I)
STEP = {"left": (0, -1), "right": (0, 1), "above": (-1, 0), "below": (1, 0), "up": (-1, 0), "down": (1, 0),
         "links": (0, -1), "rechts": (0, 1), "über": (-1, 0), "unter": (1, 0)}  # fmt: skip
RELATIVE = lazily(
    rf"(?:(?P<n>\d|one|{'|'.join(COUNT_WORD)}|next|directly|immediately|just|right)?\s*(?:{CELL}|steps?|places?)?\s*(?:directly |immediately |just )?"
    r"(?:to the )?(?P<way>left|right|above|below|up|down|links|rechts|über|unter)(?:wards?)?(?: of| from| von)?|neighbou?rs?(?: cell)?"
    r" (?:to the |on the )?(?P<way2>left|right|above|below)(?: of)?)(?: the)?(?: cell(?: at| in)?)?\s*$",
    re.I,
)
REVERSED = lazily(
    r"(?:read |written )?(?:from )?right[- ]to[- ]left|backwards?|in reverse|reversed|von rechts nach links|rückwärts|de droite à gauche|"
    r"de derecha a izquierda|da destra a sinistra|de trás|справа налево|从右到左|右から左",
    re.I,
)
ZERO = lazily(
    r"\b(?:0|zero|null)[- ]?(?:based|indexed|indices|basiert\w*)|(?:index\w*|count\w*|number\w*|start\w*|begin\w*|both|rows and columns|"
    r"coordinates|gezählt|indizes)[^.\n]{0,30}(?:from|at|with|ab|bei|von|desde|da|à partir de) ?(?:0|zero|null)\b|\bpython (?:index\w*|style)|"
    r"\bfrom 0\b|下标从0|0から|从0开始",
    re.I,
)
ONE = lazily(
    r"\b(?:1|one)[- ]?(?:based|indexed)|(?:count\w*|index\w*|start\w*|both|from)[^.\n]{0,20}(?:from|at) (?:1|one)\b",
    re.I,
)
COLUMN_FIRST = lazily(
    r"[(\[]\s*(?:col(?:umn)?|x|spalte|colonne|columna)\s*,\s*(?:row|y|zeile|ligne|fila)\s*[)\]]|\bx is (?:the )?col|column first",
    re.I,
)
BUT = lazily(
    r"(?:\b(?:except|excluding|apart from|other than|all but|every \w+ but|everything but|but not|besides|do(?: not|n't) show(?: me)?|without|"
    r"leave out|omit|skip|hide|außer|bis auf|ohne|sauf|excepté|excepto|salvo|tranne|eccetto|exceto|behalve|oprócz|кроме)\b|除了)"
    r"(?: for)?(?: the)?\s*$",
    re.I,
)
SEVERAL = lazily(
    rf"{B}(?P<which>first|last|top|bottom|left|right|upper|lower|erste[nr]?|letzte[nr]?|obere[nr]?|obersten|untere[nr]?|untersten|linken|rechten) (?P<n>\d|{'|'.join(COUNT_WORD)}) (?:(?P<row>{ROW})|(?P<column>{COLUMN})){E}(?!\s*(?:,|and|or|und|oder)\s*(?:the |die )?(?:{ROW}|{COLUMN}){E})",
    re.I,
)
"""The first two rows."""
FOUR_CORNERS = lazily(
    rf"{B}(?:(?:the )?(?:four|4|all(?: the)?(?: four)?) corners?(?: {CELL})?|the corners|corner (?:cells|squares|digits|numbers)|(?:die |alle )?(?:vier|4) ecken|alle ecken|eckfelder){E}"
    r"(?! (?:of|in|from|des|der|vom|von|im|in der) (?!(?:the |this |my |dem )?(?:solution|grid|puzzle|solved|finished|whole|board|lösung|gitter\w*|rätsel\w*)(?![^\W_])))",
    re.I,
)
CHESS_SAID = lazily(
    r"\b(?:in this \w+,? )?(?:the )?(?:rows?|columns?|cols?) (?:are|is|go(?:es)?)[^.\n;]{0,40}\b(?:(?-i:A)|letters?)\b[^.\n;]{0,60}|\b(?:and )?columns? 1 to \d+",
    re.I,
)
"""What letters and numbers of cells stand for."""
