"""What is asked of a way through a maze: whole or in part, as moves, words, arrows, cells or a number, there or back.

`read` takes the words it understood out of the message, so that what is left can be judged (`consume` takes the legend,
the ends and the plain request). A `Walk` writes its own answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from solvers.hooks import Words
from solvers.kinds.maze.heard import Heard
from solvers.kinds.maze.places import ends_at_corners, from_cell
from solvers.kinds.maze.rules import Maze, Path, moves, user_path
from solvers.kinds.maze.words import legend
from solvers.text.patterns import lazily

What = Literal["path", "moves", "coordinates", "steps", "yes_no"]


def _any(*patterns: str) -> re.Pattern[str]:
    return lazily("|".join(patterns), re.I)


DIRECTIONS = {  # in the order up, down, left, right
    "en": ("up", "down", "left", "right"), "compass": ("north", "south", "west", "east"),
    "de": ("oben", "unten", "links", "rechts"), "fr": ("haut", "bas", "gauche", "droite"),
    "es": ("arriba", "abajo", "izquierda", "derecha"), "it": ("su", "giù", "sinistra", "destra"),
    "pt": ("cima", "baixo", "esquerda", "direita"), "nl": ("omhoog", "omlaag", "links", "rechts"),
    "pl": ("góra", "dół", "lewo", "prawo"), "ru": ("вверх", "вниз", "влево", "вправо"),
    "cjk": ("上", "下", "左", "右"), "arrows": ("↑", "↓", "←", "→"),
    "UDLR": ("U", "D", "L", "R"), "NSWE": ("N", "S", "W", "E"), "WASD": ("W", "S", "A", "D"),
}  # fmt: skip
_LETTERS = {"UDLR": r"\b[UDLR](?:\W{1,5}(?:and |or )?[UDLR]){3}\b|\bUDLR\b|\bLRUD\b|\bLRDU\b|\b[UDLR]{4}\b(?= letters| moves)",
            "NSWE": r"\b[NESW](?:\W{1,5}(?:and |or )?[NESW]){3}\b|\bNESW\b|\bNSEW\b|\bNSWE\b", "WASD": r"\bWASD\b"}  # fmt: skip
_ARROWS = lazily(
    r"(?:\barrows?\b(?: like)?|\bpfeile?\w*|\bflèches?|\bflechas?|\bfrecce|стрелк\w*|箭头|矢印)?[ :]*(?:[↑↓←→]{2,}|[↑↓←→](?:[ ,/]+[↑↓←→]){2,})|\b(?:as|with|in|using) arrows\b|\b(?:als|mit|in) pfeilen?\b",
    re.I,
)
STEPS = _any(
    r"\bhow many\b[^.?!\n]{0,25}\b(?:steps?|moves?)\b(?: (?:at least|minimum|does it take|do i need|are there|is it|long))*|\bhow long\b[^.?!\n]{0,20}\b(?:steps?|moves?|path|route|way)\b|"
    r"\b(?:minimum |minimal |least |fewest |total |exact )?(?:number|count|total|amount) of (?:the )?(?:steps|moves)\b|\b(?:minimum|least|fewest|smallest|shortest|minimal)"
    r"(?: number of| possible)? (?:steps|moves)\b|\b(?:step|move) count\b|\b(?:path|route) length\b|\blength of (?:the |its |a )?(?:\w+ )?(?:path|route|way|solution)\b|"
    r"(?:^|[\n.:,;?!] *)(?:steps|moves)\s*\?|\bhow far (?:is it|do i have to (?:go|walk))\b|\bwie weit ist es\b",
    r"\bwie ?viele (?:schritte|züge)\b(?: mindestens| braucht man| brauche ich| sind es)*|\b(?:die )?(?:anzahl|zahl) (?:der )?(?:schritte|züge)\b(?: an)?|\bschrittzahl|\bwie lang ist\b",
    r"\bcombien (?:de |d')(?:pas|étapes|mouvements|coups|déplacements)\b|\bnombre (?:minimal |minimum )?(?:de |d')(?:pas|étapes|mouvements|coups|déplacements)",
    r"\bcu[áa]ntos (?:pasos|movimientos)\b(?: tiene| hay| son)*|\bn[úu]mero (?:m[íi]nimo )?de (?:pasos|movimientos)|\bquant[ei] (?:passi|mosse|passaggi)\b(?: ha| ci sono| servono)*|"
    r"\bnumero (?:minimo )?di (?:passi|mosse)|\bquantos (?:passos|movimentos)\b|\bn[úu]mero (?:m[íi]nimo )?de (?:passos|movimentos)|\bhoeveel (?:stappen|zetten)\b|\baantal stappen|"
    r"сколько (?:\w+ )?(?:шагов|ходов)|(?:число|количество) (?:шагов|ходов)|ile (?:kroków|ruchów)|(?:最短|最少)?(?:需要)?多少步|几步|幾步|步数|步數|最少.{0,6}步|(?:最短)?何歩|何手|歩数|手数|ステップ数",
)  # fmt: skip
_MOVES = _any(
    r"\b(?:give|tell|show|list|write|print|output|return|as|in|get)?\b ?(?:me )?(?:the |a |its )?(?:sequence |list |series |string )?(?:of )?(?:the )?(?:moves|directions|steps to take|movements)\b"
    r"(?: (?:as|in|with) (?:letters|words|a string))?|\bas (?:[UDLR/]+ )?letters\b|\bin words\b|\b(?:write|give) it as moves\b|"
    r"\b(?:write|give|tell|show|print|describe|say)(?: me)? (?:the |a )?(?:shortest )?(?:route|path|way|solution|it) (?:with|in|as|using) (?:the )?(?:words|directions)\b",
    r"\b(?:gib|nenn\w*|zeig\w*)? ?(?:mir )?(?:die )?züge\b|\b(?:gib|nenn\w*|zeig\w*|sag\w*|schreib\w*) (?:mir )?(?:bitte )?die (?:einzelnen )?schritte\b(?: (?:als liste|der reihe nach|nacheinander))?|\b(?:die|als|in) richtungen\b|\bdonne(?:-moi)? les (?:directions|mouvements)\b|\b(?:dime|dame) los (?:pasos|movimientos)\b|"
    r"\bdammi le (?:direzioni|mosse)\b|\bdê os movimentos\b|\bgeef de (?:zetten|stappen)\b|ходы|направления|移动(?:序列|步骤)|手順|用上下左右回答|上下左右で(?:答えて)?(?:ください)?|解き方",
)  # fmt: skip
_OUTPUT_IS_MOVES = lazily(
    r"\byour (?:final )?(?:output|answer|response) should be (?:a |the )?(?:sequence|list|string|series) of (?:the )?(?:moves|directions)\b",
    re.I,
)
"""What the output is outranks the sentence that calls for "the length of the shortest path"."""
_COORDINATES = _any(
    r"\b(?:as |the |give |list |with )*(?:the )?(?:path |way |route )?(?:as )?(?:a )?(?:list|sequence|series) of (?:the )?(?:\W\w+, ?\w+\W )?(?:coordinates|cells|squares|positions|points|pairs|tuples)\b"
    r"|\blist (?:every|each|all(?: of)?(?: the)?) (?:cells?|squares?|positions?) (?:on|of|along|in) (?:the )?(?:shortest )?(?:way|path|route|solution)\b(?: as [(\[]?(?:row ?, ?col(?:umn)?|r ?, ?c)[)\]]?)?"
    r"|\bas (?:\W\w+, ?\w+\W )?(?:coordinates|pairs|cells)\b|\blist of [(\[]\w+, ?\w+[)\]]|\bas coordinates\b|\b[(\[]\w+, ?\w+[)\]] pairs\b|\bsquares like [A-Z]\d\b|\bkoordinaten\b|\bcoordonnées\b|\bcoordenadas\b|\bcoordinate\b(?= d)|"
    r"\bcoördinaten\b|координат\w*|坐标|座標",
)
_BASE = _any(
    r"\b(?:both |counted |counting |starting |indexed |numbered )?(?:from|at) (?P<base>[01])\b|\b(?P<base2>[01])[- ](?:based|indexed)\b|\b(?:the )?top[- ]left (?:corner |cell |square )?is [(\[]?(?P<base3>[01]) ?, ?(?P=base3)\b[)\]]?"
)
_XY = _any(r"\bx is the column(?:,? (?:and )?y (?:is )?the row)?\b|\bcolumn first\b")
_RC = _any(r"\brow first\b|\brow,? then column\b")
_PART = _any(
    r"\b(?:what is |which (?:direction )?is |only |just |give me )*(?:the )?(?P<end>first|last) (?:move|step|direction)\b(?: before the (?:goal|exit|end))?(?! (?:must|may|can|should|shall|needs?|has|is(?: not|n't| to)|cannot|can't|takes|costs))(?: of| on)?|\bdirection is the (?P<end2>first|last) move\b(?: of)?|"
    r"\b(?:which|what) (?:way|direction)(?: (?:do|should|must|can|would|will) (?:i|you|we|one))?(?: have to| need to)?(?: go| move| turn| head| walk| start| step)?(?: in| out)? first\b|"
    r"\b(?:in welche richtung|wohin|welchen weg)(?: (?:muss|soll|sollte|gehe|geht|kann) (?:ich|man|es))?(?: (?:zuerst|als erstes|am anfang))(?: (?:gehen|laufen))?\b"
)
_AFTER = _any(r"\bwhere am i after (?P<n>\d+|one|two|three|four|five) (?:steps|moves)(?: (?:on|of|along))?")
_BACK = _any(
    r"\b(?:there and back|and back(?: to \w+)?|hin und zurück|aller[- ]retour|ida y vuelta|andata e ritorno)\b"
)
_TIMES = _any(r"\b(?:each|every) (?:step|move|square|cell) (?:takes|costs|lasts|is) (?P<n>\d+) ?(?P<unit>seconds?|minutes?|coins?|points?|m(?:etres?|eters?)?|cm|km|euros?|dollars?)\b(?: wide| long)?|"
              r"\b(?:jeder schritt (?:dauert|kostet)) (?P<n2>\d+) ?(?P<unit2>sekunden|minuten|euro|punkte)\b")  # fmt: skip
_TIMES_ASKED = _any(
    r"\bhow (?:long|many (?:seconds|minutes|coins|points|metres|meters|euros|dollars))\b(?: does| do i need| are| for)*|\bin met(?:re|er)s\b|\bwie lange brauche ich\b|\bwie viele (?:sekunden|minuten)\b|\btakes?\b|\btake\b"
)
_UNEVEN = _any(
    r"\b(?:first|last|second|third|other|next|remaining|erste\w*|letzte\w*)\b(?: (?:one|step|move|square|cell|schritt\w*)s?)?[^.?!\n]{0,12}(?:\b(?:takes?|costs?|dauert|kostet|is|are|free)\b|\d)|\bexcept\b"
)
"""Steps that do not all cost the same: no multiple of their number."""
_BOUND = _any(
    r"\b(?:in|within|has|have|needs?|takes?|exactly|using|is) (?:(?P<how>at most|at least|no more than|fewer than|less than|more than|longer than|shorter than|only|just|exactly) )?(?P<n>\d+|ten|twelve) (?:steps|moves)\b"
)
_ASKS = lazily(
    r"(?:^|[.!?:;\n]\s*)\s*(?:(?:so|and|but)\s+)?(?:is|are|can|could|does|do|did|am i right|is it true)\b[^.!\n]*\?",
    re.I,
)
_MARKED = lazily(
    r"\b(?:mit|with|using|as|con|avec|by)\s+(?!\d)(?:an? |the )?(?:herzen|hearts?|stars?|sternen|dots?|crosses|\w+)(?:\s+ein)?\s*[:(]?\s*(?P<sign>[^\w\s.,:;!?()])\)?",
    re.I,
)
_KEYS = lazily(r"\{[^{}\n]*\"(?:moves|path|steps|length|directions)\"[^{}\n]*\}")
_DRAW = _any(
    r"\b(?:draw|mark|trace|sketch|highlight|plot|show)\b[^.?!\n]{0,30}\b(?:path|route|way|solution|maze|map|it)\b|\bfill\w* in the path|\bzeichne\w*[^.?!\n]{0,30}(?:\bein\b)?|\beinzeichn\w*|\bmarkier\w*[^.?!\n]{0,20}|"
    r"\bdessin\w*[^.?!\n]{0,20}|\btrace\w*|\bdibuj\w*[^.?!\n]{0,20}|\bmarca\w*[^.?!\n]{0,20}|\bdisegna\w*[^.?!\n]{0,20}|\bdesenh\w*|\bteken\w*|нарису\w*|отметь\w*|画出|畫出|标出|標出|描いて|示して",
)
_EIGHT = lazily(r"\b(?:NE|NW|SE|SW)\b")
"""Eight directions are not ours to take."""
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "twelve": 12}
_SIGN = r"(?:the )?(?:\w{1,2}|start\w*|goal|exit|end|finish|entrance|destination|beginning|target|ziel\w*|ausgang|eingang|inicio|meta|salida|sortie|départ|arrivée|arrivo|partenza|traguardo)"
_NOT_BACK = r"(?!(?:the |la |el |il |le |l'|dem |der |das )?(?:goal|exit|end|finish|destination|target|meta|salida|ziel|ausgang|sortie|arrivée|arrivo|traguardo|uscita)\b)"
PLAIN = (
    _any(rf"\b(?:from|von|vom|de|da|du|dal|della|desde|van|from the) {_NOT_BACK}(?:la |el |il |le |dem |der |the )?{_SIGN}(?: {_SIGN})? ?(?:\([^)\n]{{0,20}}\) )?(?:to|nach|bis|zu|zum|zur|à|al?|até|naar|hasta|hacia) (?:la |el |il |le |dem |the )?{_SIGN}(?: {_SIGN})?\b"
         r"|从\s*\w\s*到\s*\w|\w\s*から\s*\w\s*(?:まで|への?)?|\bот \w до \w|\b[A-Z] to [A-Z]\b|\bto (?:the )?[A-Z]\b"),
    _any(r"\b(?:find|give(?: me)?|show(?: me)?|tell me|what(?:'s| is)|get|compute|determine|i (?:want|need)|output|print|return|navigate|walk|go|get|travel|move|escape|reach|finde\w*|gib|zeig\w*|trouve\w*|donne\w*|"
         r"encuentra|dame|cuál es|trova|dammi|qual è|encontre|vind|geef|найди|покажи)?\b ?(?:me )?(?:the |a |my |der |den |einen |le |un |el |il |o |um |de |het )*(?:shortest|quickest|fastest|best|optimal|kürzeste[nrsm]?|schnellste[nr]?|"
         r"plus court|más corto|più breve|mais curto|kortste|кратчайш\w+)? ?(?:possible |valid |legal )?(?:path|way|route|walk|weg|pfad|chemin|camino|percorso|cammino|caminho|pad|путь|way out|solution path)\b"
         r"(?: (?:le |la )?(?:plus court|más corto|più breve|mais curto))?(?: (?:through|in|of|out of|across|on|durch|im|dans|en|nel|no|in) (?:the |this|my |a |das |dem |diesem |dieses |ce |cet |este |questo |deze |dit |diesen )*(?:maze|labyrinth\w*|MAZE))?"),
    _any(r"(?:最短)(?:路径|经路|経路|路線)?(?:を)?(?:求めて|找)?|走出(?:这个|這個)?|(?:需要|请问|只回答数字|この|解いて|ください|まで|を|の|は)"),
    _any(r"\b(?:findest|findet|finde|siehst) (?:du|ihr|man)? ?(?:den|einen) (?:ausgang|weg)(?: (?:raus|hinaus|heraus))?\b"),
    _any(r"\b(?:bis )?zum (?:ziel|ausgang|ende)\b|\bsind es\b|\bbraucht man\b|\bdurchs labyrinth\b|\bdie kürzeste (?:lösung|route)\b|\bthe shortest (?:solution|answer)\b|\bshortest solution\b"),
    _any(r"\bto (?:get to |arrive at |come to )?(?:the )?(?:goal|exit|finish|destination|target)\b|\b(?:find|show me|know|see) (?:the|a|my|your|our) way (?:through|out)(?: of (?:it|this|there|here))?\b|\b(?:the )?way (?:through|out)\b"),
    _any(r"\bto reach (?:the )?(?:goal|exit|end|destination|target|\w)\b|\bwhat is\b|\blocated in the (?:top|bottom)[- ](?:left|right) corner at coordinates \(\d+, \d+\)|\bmoving only through open cells\b|\bavoid (?:the )?(?:fields|cells|squares) with (?:the )?value \d|"
         r"\byou may only move in four directions\b|\btherefore,? you need to\b|\byou have to\b"),
    _any(r"\bdoes (?:the |a |my )?(?:shortest |quickest |fastest |best )?(?:route|path|way|solution|walk)(?: [^?.!\n]{0,30}?)? (?:take|need|require|have)(?=\W*(?:$|\n))|"
         r"\bdoes (?:the |a )?(?:shortest |quickest |fastest |best )?(?:route|path|way|solution|walk) (?:take|need|require|have)\b"),
    _any(r"\b(?:solve|lös\w*|résou\w*|resuelv\w*|risolv\w*|resolv\w*|реши\w*)\b"),
    _any(r"\b(?:through|in|into|out of|inside|for) (?:the |this |my |a |that |following )*(?:\w+ )?(?:maze|labyrinth)\b|\b(?:im|in diesem|durch das|dans ce|en este|nel|in questo|nesse|neste|in dit) labyrinth?\w*"),
    _any(r"\bhow (?:do|can|should) i (?:walk|go|get|reach|escape)\b|\bwie komme ich\b|\bam (?:schnellsten|kürzesten)\b|\b(?:do not|don't|no|never|without) (?:move |moving |go |going )?diagonal(?:ly| moves?| steps?)?\b"),
    _any(r"\b(?:can|could) (?:you|anyone|we) (?:beat|improve(?: on)?) (?:my|his|her|our|their) \d+ (?:moves|steps)\b|\b(?:turn|picture|see|go over) \w+ (?:\w+ )?in (?:your|my) (?:head|mind)\b"),
    _any(r"\bno (?:\w+,? ?(?:and |or )?){1,6}(?=,? (?:just|only) a plain)|\bplain\b|\bonly the number\b|\bnumber only\b|\bjust the number\b|\bnur die zahl\b|\bgib nur\b|\bsolo el número\b|\bsolo il numero\b"),
)  # fmt: skip
_PIECE = lazily(r"[^,;:.!?\n。；，、]+")
_ORDER = lazily(
    r"\s*(?:and |then |but )?(?:find|go|walk|get|pick|pass|visit|collect|avoid|take|you|must|how|what|which|can|is|are|do|does|give|show|list|count|mark|draw|write|tell|print|output|return|solve|if|without|each|every)\b",
    re.I,
)
_ENDS = _any(
    r"\b(?:start(?:s|ing)?|begin\w*|goal|exit|end(?:s|ing)?|finish|enter|entrance|leave|destination|target|from|to|ziel|ausgang|eingang|départ|arrivée|inicio|meta|salida|起点|终点|终點|スタート|ゴール)\b"
    r"[^,;.!?\n]{0,25}(?:[(\[<]\s*(?:\w\s*=\s*)?\d+(?:\s*,\s*(?:\w\s*=\s*)?\d+\s*[)\]>])?|\brow\b(?: \d+(?:,? (?:and )?col(?:umn)?\.? \d+)?)?|\b(?:top|bottom|upper|lower)[- ](?:left|right)|\b(?:oben|unten) (?:links|rechts)|en (?:haut|bas) à|arriba|abajo|角)|"
    r"\b(?:row|column|x|y) is the (?:column|row)\b|\b(?:row|x) \d+ ?,?(?: and| /)? (?:column|col\.?|y) \d+|\bcells are \(|\bfrom \(\d+ ?, ?\d+\)|\bto \(\d+ ?, ?\d+\)|\(\d+ ?, ?\d+\)|\((?:row|column|x|y), ?(?:row|column|x|y)\b[^)\n]{0,20}\)|\borigin \(0 ?, ?0\)[^,;\n]{0,40}|"
    r"\b(?:rows and columns are |both |counted |counting )+(?:counted )?from [01]\b|\b[01]-based\b|\bto (?:\w+ )?row \d+(?:,? (?:and )?col(?:umn)?\.? \d+)?|\bcolumn \d+ \(counting from [01]\)|\bcounting from [01]\b",
)


@dataclass(frozen=True, slots=True)
class Walk:
    """What is wanted of the shortest way. `style` are the words for up, down, left, right ("" keeps the usual ones)."""

    what: What = "path"
    style: tuple[str, ...] = ()
    part: Literal["", "first", "last", "after"] = ""
    after: int = 0
    both_ways: bool = False
    factor: int = 1
    unit: str = ""
    bound: tuple[str, int] | None = None
    """("at most", n) ...: a yes-or-no question about the number of steps."""
    convention: str = ""
    keys: tuple[str, ...] = ()
    """Keys of a JSON object asked for."""
    mark: str = ""
    only_direction: str = ""
    heard: Heard | None = None
    """What was said beyond the plain way (`heard.hear`)."""

    @property
    def special(self) -> bool:
        """Whether it goes beyond the common forms (`forms.form` reads those)."""
        return bool(
            self.style
            or self.part
            or self.both_ways
            or self.unit
            or self.bound
            or self.keys
            or self.mark
            or self.convention
        )

    def words(self) -> str:
        """The question as understood."""
        whole = {"path": "the shortest way, drawn", "moves": "the moves of the shortest way", "coordinates": "the cells of the shortest way",
                 "steps": "the number of steps of the shortest way", "yes_no": "whether there is a way"}[self.what]  # fmt: skip
        if self.heard is not None and self.heard.said:
            terms = "; ".join(self.heard.said)
            if any(reading.sought == "longest" for reading in self.heard.readings):
                whole = whole.replace("the shortest way", "the longest way")
            return terms if self.heard.figure else f"{whole}; {terms}"
        if self.bound:
            return f"whether the shortest way has {self.bound[0]} {self.bound[1]} steps"
        part = {
            "": "",
            "first": ", only the first",
            "last": ", only the last",
            "after": f", the place after {self.after}",
        }[self.part]
        return (
            whole
            + part
            + (", there and back" if self.both_ways else "")
            + (f", {self.factor} {self.unit} each" if self.unit else "")
        )


_BY_WAY = lazily(
    r"\b(?:via|pasando|passando|passant|langs|przez|senza|sans|sin|sem|zonder|bez|ohne|without|avoid\w*|evita\w*|évit\w*)\b|через|без(?!оп)|经过|经由|通って|通る|避",
    re.I,
)
"""Where the way is to lead, or not: no end of it."""
_ELSEWHERE = lazily(
    r"\b(?:but|over|hop|jump|climb|remove|opposite|instead|if|were|would|wenn|wäre|falls|other (?:corner|end|side))\b|"
    rf"{_BY_WAY.pattern}|"
    r"\b(?:open|walls?|free|blocked|passable|frei\w*|wände?|mauern?)\b[^,;\n]{0,25}\b(?:in|on|at|of|von) (?:the )?(?:\w+ )?(?:row|column|col|line|part|half|corner|zeile|spalte)\b|"
    r"\b(?:in|on|at|of) (?:the )?(?:\w+ )?(?:row|column|col|line|part|half|corner|zeile|spalte)\b[^,;\n]{0,25}\b(?:open|walls?|free|blocked|passable|frei\w*|wände?|mauern?)\b",
    re.I,
)
"""No legend: another start or goal than the one that is drawn, or signs that mean something else in one place."""


_ARTICLE = lazily(
    r"(?<![^\W_])(?:[oae] (?:caminhos?|percursos?|rotas?|saídas?|inícios?|chegadas?|fim|paredes?|muros?|entradas?)|"
    r"[ie] (?:muri|passaggi|percorsi|corridoi|muros|paredes|caminos))(?![^\W_])",
    re.I,
)
"""An article (or "and") and its noun, "o caminho": no sign that means something."""


def consume(message: Words) -> None:
    """Take the legend, where the ends lie, and the plain request."""
    text = message.words
    spans = [(m.start(), m.end()) for m in _PIECE.finditer(text)]
    said = [
        mention.at
        for mention in legend(text, [])
        if text[mention.at : mention.at + 4].lower() != "from" and not _ARTICLE.match(text, max(0, mention.at - 2))
    ]
    for start, end in spans:
        if (
            any(start <= at < end for at in said)
            and len(text[start:end].split()) <= 12
            and not _ORDER.match(text[start:end])
            and not _ELSEWHERE.search(text[start:end])
        ):
            message.mark(start, end)
    for start, end in spans:
        if (
            len(text[start:end].split()) <= 14
            and not _ORDER.match(text[start:end])
            and not _BY_WAY.search(text[start:end])
            and ends_at_corners(text[start:end])
        ):
            message.mark(start, end)
    message.take(_ENDS)
    for pattern in PLAIN:
        message.take(pattern)


def read(message: Words) -> Walk | None:
    """The question, its words taken; None where nothing particular is asked."""
    text = message.words
    if _EIGHT.search(text):
        return None
    style, named = _style(message)
    walk: dict[str, Any] = {}
    if (part := message.first(_PART)) is not None:
        walk.update(what="moves", part=(part["end"] or part["end2"] or "first").lower())
    elif (after := message.first(_AFTER)) is not None:
        walk.update(what="coordinates", part="after", after=_number(after["n"]))
    times = None if _UNEVEN.search(text) else message.first(_TIMES)
    if times is not None:
        _take_the_unit(message, (times["unit"] or times["unit2"]).lower())
        walk.update(what="steps", factor=int(times["n"] or times["n2"]), unit=times["unit"] or times["unit2"])
    bound = _BOUND.search(text)
    if bound is not None and times is None and any(q.start() <= bound.start() < q.end() for q in _ASKS.finditer(text)):
        message.mark(bound.start(), bound.end())
        message.take(
            _any(
                r"\bcan i (?:get|go|make it|reach \w+)\b|\bcan (?:it|\w+) be (?:done|reached|solved)\b|\bam i right that\b|\bis it true that\b"
            )
        )
        how = (bound["how"] or "").lower()
        plain = "exactly" if re.match(r"\W*(?:has|have|is|exactly)\b", bound.group(), re.I) else "at most"
        return Walk("yes_no", bound=(how or plain, _number(bound["n"])))
    keys = message.first(_KEYS)
    if keys is not None:
        names = tuple(re.findall(r"\"(moves|path|steps|length|directions)\"\s*:", keys.group()))
        return Walk("moves" if "moves" in names or "directions" in names else "coordinates", style, keys=names)
    if "what" not in walk and _OUTPUT_IS_MOVES.search(text):
        message.take(STEPS)
        walk["what"] = "moves"
    if "what" not in walk:
        for what, pattern in (("steps", STEPS), ("coordinates", _COORDINATES), ("moves", _MOVES), ("path", _DRAW)):
            if message.take(pattern):
                walk["what"] = what
                break
    message.take(_MOVES if walk.get("what") == "moves" else STEPS if walk.get("what") == "steps" else _DRAW)
    if walk.get("what") == "coordinates":
        walk["convention"] = _convention(message)
    if (mark := message.first(_MARKED)) is not None:
        walk["mark"] = mark["sign"]
    if walk.get("what") == "steps" and message.first(_BACK) is not None:
        walk["both_ways"] = True
    if "what" not in walk and named:
        walk["what"] = "moves"
    return Walk(style=style, **walk) if walk else None


def _take_the_unit(message: Words, unit: str) -> None:
    """ "How many seconds?" where a price in seconds is told; minutes would be another question."""
    for asked in _TIMES_ASKED.finditer(message.words):
        other = re.search(r"(?:many|viele) (\w+)", asked.group(), re.I)
        if other is None or other[1].lower().rstrip("sn") == unit.rstrip("sn"):
            message.mark(asked.start(), asked.end())


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS[said.lower()]


def _convention(message: Words) -> str:
    base, xy, rc = message.first(_BASE), message.first(_XY), message.first(_RC)
    if base is None and xy is None and rc is None:
        return ""
    number = (base["base"] or base["base2"] or base["base3"]) if base is not None else "0"
    return ("xy" if xy is not None else "rc") + str(number)


def _style(message: Words) -> tuple[tuple[str, ...], bool]:
    """The words for the four directions, where the message lists them."""
    text = message.words
    arrows = message.first(_ARROWS)
    if arrows is not None:
        return DIRECTIONS["arrows"], True
    for name, pattern in _LETTERS.items():
        match = re.search(pattern, text)
        if match is not None:
            message.mark(match.start(), match.end())
            return DIRECTIONS[name], True
    for name in ("es", "fr", "it", "pt", "ru", "pl", "de", "nl", "en", "compass", "cjk"):
        found = list(_listed(text, DIRECTIONS[name]))
        if found:
            for start, end in found:
                message.mark(start, end)
            return DIRECTIONS[name], True
    return (), False


def _listed(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where all four words stand close together, as in "(up, down, left, right)"."""
    one = "|".join(words)
    gap = (
        r"[\s,/]*(?:and |or |und |oder |y |o |et |ou |e |и )?"
        if words[0].isascii() or len(words[0]) > 1
        else r"[,、/]?"
    )
    for match in re.finditer(
        rf"(?<![^\W_])(?:{one})(?:{gap}(?:{one})){{3}}(?![^\W_])"
        if len(words[0]) > 1
        else rf"(?:{one})(?:{gap}(?:{one})){{3}}",
        text,
        re.I,
    ):
        if all(word.lower() in match.group().lower() for word in words):
            yield match.span()


def answer(walk: Walk, puzzle: Maze, path: Path, drawn: str, notation: Mapping[str, str]) -> str | bool:
    """The answer; `drawn` is the maze with the path in it, `notation` how the text counts and what it puts between moves."""
    convention = notation.get("coordinates", "rc0")
    cells = user_path(puzzle, path)
    steps = len(cells) - 1
    if walk.bound is not None:
        return _bounded(walk.bound, steps)
    letters = moves(cells)
    if walk.part in ("first", "last"):
        letters = letters[:1] if walk.part == "first" else letters[-1:]
    told = tuple(notation.get("words", "").split(","))
    as_told = [word.lower() for word in told] == [word.lower() for word in walk.style]
    words = (told if as_told else walk.style) or (DIRECTIONS["en"] if walk.part else DIRECTIONS["UDLR"])
    said = [words["UDLR".index(letter)] for letter in letters]
    joined = notation.get("separator", "" if all(len(word) == 1 for word in said) else ", ").join(said)
    counted = from_convention(cells, walk.convention or convention)
    if walk.keys:
        made = {
            "moves": said,
            "directions": said,
            "length": steps,
            "steps": steps,
            "path": [list(pair) for pair in counted],
        }
        return json.dumps({key: made[key] for key in walk.keys}, ensure_ascii=False)
    if walk.what == "steps":
        total = steps * (2 if walk.both_ways else 1) * walk.factor
        return f"{total} {walk.unit}".rstrip()
    if walk.what == "moves":
        before, after = notation.get("before", ""), notation.get("after", "")
        if not before.startswith("{"):
            return joined
        return before.removesuffix("[") + (json.dumps(said) if notation.get("json") == "list" else joined) + after
    if walk.part == "after":
        place = counted[min(walk.after, steps)]
        kind = "column, row" if (walk.convention or convention).startswith("xy") else "row, column"
        return f"({place[0]}, {place[1]}) ({kind}, counted from {(walk.convention or convention)[-1]})"
    if walk.what == "coordinates":
        return ", ".join(f"({a}, {b})" for a, b in counted)
    return drawn


def from_sign(start: str) -> re.Pattern[str]:
    """Where the way begins anyway: "from S" and no other end behind it."""
    return re.compile(
        rf"\b(?i:from|at|von|ab|bei|desde|de|da|depuis|van|vanaf|od|от|из) (?i:the )?(?i:start |square |cell )?{re.escape(start)}(?=\W*(?:$|\n|[.?!,]))"
    )


def without_bound(words: str) -> str:
    """The words without a bound that is asked about: "in at most 12 steps?" is a question, no other way."""
    bound = _BOUND.search(words)
    if bound is None or not any(q.start() <= bound.start() < q.end() for q in _ASKS.finditer(words)):
        return words
    return words[: bound.start()] + " " * (bound.end() - bound.start()) + words[bound.end() :]


def _bounded(bound: tuple[str, int], steps: int) -> bool:
    """Whether a shortest way of so many steps keeps the bound (a longer one always exists: one may go back and forth)."""
    how, number = bound
    return {
        "exactly": steps == number,
        "at least": steps >= number,
        "more than": steps > number,
        "longer than": steps > number,
        "shorter than": steps < number,
        "less than": steps < number,
        "fewer than": steps < number,
    }.get(how, steps <= number)


def from_convention(cells: Path, convention: str) -> list[tuple[int, int]]:
    """Cells as the text counts them ("rc0", "xy1", ...)."""
    return [from_cell(cell, convention or "rc0") for cell in cells]
