"""Which form of answer the words around a maze ask for: English first, and the common phrases of nine more languages.

What the maze's own prompts say (`wanted.wanted_form`) comes first; where nothing is asked, the path is drawn.
"""

from __future__ import annotations

from solvers.base import Form
from solvers.kinds.maze.wanted import wanted_form
from solvers.text.asked import REACHABLE, any_of

_STEPS = any_of(
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
_COORDINATES = any_of(
    r"(?<!at )(?<!at the )(?<!located at )\b(?:coordinates|coords)\b(?! \()|\bcoordinate (?:list|pairs?|sequence)|"
    r"\b(?:list|sequence|series) of (?:the )?(?:cells|squares|positions|points)\b|\b(?:list|give|print|output|"
    r"return|name) (?:me )?(?:all )?the (?:cells|squares|positions)\b",
    r"\bkoordinaten|\bcoordonnées|\bcoordenadas|\bcoordinate\b(?= d)|\bcoördinaten|координат\w*|坐标|座標",
)
_DIRECTIONS = any_of(
    r"\b(?:sequence|list|series) of (?:directions|instructions)\b|\bin words\b|\bdirections? (?:in|as) words\b|"
    r"\b(?:give|list|tell|write|print|output|return|show)\b"
    r"[^.?!\n]{0,25}\b(?:directions|instructions)\b|\bwhich way (?:do|should)\b|\bhow (?:do|can|should) i (?:walk|"
    r"go|get)\b|\bstep[- ]by[- ]step directions\b",
    r"\bin worten|\brichtungen|\bwegbeschreibung|\ben mots|\bdirections\b|\ben palabras|\bdirecciones|"
    r"\bindicaciones|\ba parole|\bdirezioni|\bdireções|"
    r"\bin woorden|\brichtingen|словами|направлени\w+|用文字|方向|言葉で",
)
_MOVES = any_of(
    r"\b(?:sequence|list|series|string) of (?:moves|steps|letters)\b|\b(?:the|as|give|list|write|output|print|"
    r"return|which|what) (?:me )?(?:the |a )?moves\b|\bUDLR\b|\bU, ?D, ?L\b|"
    r"\bL, ?R, ?U\b|\bNSEW\b|\bU/D/L/R\b|\bmoves? (?:as|in) (?:letters|a string)\b",
    r"\bzüge\b|\bals buchstaben|\bmouvements\b|\bmovimientos\b|\bmosse\b|\bmovimentos\b|\bzetten\b|ходы|移动序列|"
    r"步骤|手順",
)
_DRAWN = any_of(
    r"\b(?:draw|mark|trace|sketch|highlight|plot)\w*\b|\bshow\b[^.?!\n]{0,30}\b(?:path|route|way|solution|maze|map|"
    r"grid)\b|\bfill\w* in the path",
    r"\bzeichne\w*|\beinzeichn\w*|\bmarkier\w*|\bdessin\w*|\btrace\w*|\bdibuj\w*|\bmarca\w*|\bdisegna\w*|"
    r"\bdesenh\w*|\bteken\w*|нарису\w*|отметь\w*|画出|畫出|标出|標出|描いて|示して",
)
_FORMS = (
    ("yes_no", REACHABLE),
    ("steps", _STEPS),
    ("coordinates", _COORDINATES),
    ("path", _DRAWN),
    ("directions", _DIRECTIONS),
    ("moves", _MOVES),
)


def form(words: str) -> Form:
    """The form asked for; `words` is the text without its grids."""
    known = wanted_form(words)
    if known is not None:
        return Form(known[0], only=known[1])
    return Form(next((name for name, pattern in _FORMS if pattern.search(words)), "path"))
