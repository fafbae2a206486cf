"""What else the words may want of a grid: code, a new puzzle, a hint, a longest way. None of that is its solution.

A wish for words about the puzzle goes where open-ended text goes; a wish that changes what a right answer is (ways
that avoid cells, a limit of steps) is refused: the plain answer would be proven and still not be what was asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Wish:
    """Where such a message goes, and why."""

    route: Literal["open", "refuse"]
    why: str


_LANGUAGE = r"python|java(?:script)?|c\+\+|c#|rust|go|typescript|haskell|sql|prolog|matlab"
_OPEN = tuple(
    (why, re.compile(pattern, re.I))
    for why, pattern in (
        (
            "code",
            r"\b(?:write|implement|create|build|develop|code|design|debug|fix|refactor|need|want)\b(?:\s+(?:me|us|a|"
            r"an|the|some|my|short|small|simple|"
            rf"working|complete|full|efficient|{_LANGUAGE}))*\s+(?:code|program|script|function|class|solver|"
            rf"algorithm|implementation|app)\b|"
            r"\b(?:schreib\w*|écri\w*|escrib\w*|scriv\w*|escrev\w*|schrijf)\b[^.\n]{0,40}\b(?:programm?a?|code|"
            r"código|codice|skript|script|funktion)\b|"
            r"напиши\w* (?:\w+ )?(?:код|программ\w+|функци\w+)|写(?:一?个|一?段)?(?:程序|代码|函数)|(?:コード|"
            r"プログラム)を書",
        ),
        (
            "a new puzzle",
            r"\b(?:generate|create|make|design|invent|draw up)\b(?: me| us| up)? (?:a|an|another|one|two|three|some|"
            r"more|\d+)(?: (?:new|similar|other|more|harder|"
            r"easier|random|different))* (?:sudoku|maze|labyrinth|puzzle)s?\b",
        ),
        ("a translation", r"\btranslate\b[^.\n]{0,60}\b(?:to|into|from)\b"),
        (
            "a hint",
            r"\b(?:only|just|give me|need|want|one|small|little)\b[^.\n]{0,20}\bhints?\b|\bhints? only\b|\b(?:don't|"
            r"do not|without) (?:solv\w+|reveal\w*|spoil\w*|giv\w+ away)\b|"
            r"\bnicht lösen\b|\bnur (?:einen )?(?:tipp|hinweis)\b|"
            r"\b(?:what|which|show|give|find|tell|explain|only|just)\b[^.\n]{0,20}\bnext (?:\w+ )?(?:step|move|"
            r"deduction|placement)\b|\bnext logical\b",
        ),
        (
            "its difficulty",
            r"\bhow (?:hard|difficult|tough|easy)\b|\b(?:rate|estimate|judge|assess)\b[^.\n]{0,30}\bdifficulty\b|"
            r"\bwhat(?: is|'s)[^.\n]{0,20}\bdifficulty\b|"
            r"\bwie (?:schwer|schwierig)\b",
        ),
    )
)
_SIDE = r"right|left|up(?:wards?)?|down(?:wards?)?|north|south|east|west"
_OTHER_WAY = tuple(
    (why, re.compile(pattern, re.I))
    for why, pattern in (
        ("the longest way", r"\blongest\b[^.\n]{0,20}\b(?:path|route|way|walk)\b"),
        (
            "the number of ways",
            r"\bhow many\b(?: \w+){0,3} (?:paths|routes|ways)\b|\bnumber of (?:\w+ )?(?:paths|routes|ways)\b|"
            r"\ball (?:possible )?(?:paths|routes)\b",
        ),
        (
            "dead ends",
            r"\bdead[- ]ends?\b[^.\n]{0,20}(?:\?|$)|"
            r"\b(?:list|count|find|mark|show|fill)\b[^.\n]{0,20}\bdead[- ]ends?\b",
        ),
        (
            "a way with cells to avoid or to visit",
            r"\b(?:avoid\w*|without (?:using|entering|touching|crossing|passing)|not? (?:using|enter|touch|cross|"
            r"pass\w*) (?:through )?)\b[^.\n]{0,20}\b(?:row|column|col\.?|cell|corner)s?\b(?! (?:with|marked|"
            r"that are|of value))|"
            r"\bvia \(?\d|\bpass\w* through (?:the )?(?:cell|point|\(?\d)",
        ),
        (
            "a way of limited length",
            r"\b(?:at most|no more than|not more than|within|fewer than|less than|in under|exactly|up to|"
            r"maximum(?: of)?|max\.?) (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty) "
            r"(?:moves?|steps?|turns?)\b",
        ),
        (
            "a grid whose edges are joined",
            r"\bwrap\w*[- ]around\b|\btoroidal\b|\bedges? (?:are )?(?:connected|joined)\b",
        ),
        ("limited turns", r"\b(?:only|never|without|no|fewest|least|minimum(?: number of)?) (?:\w+ )?turn(?:s|ing)?\b"),
        (
            "the number of something other than the steps",
            r"\bhow many (?:\w+ ){0,3}(?:cells|squares|tiles|fields|rooms|walls|turns|corners|bends|junctions|times)\b|"
            r"\b(?:number|count|amount) of (?:\w+ ){0,2}(?:cells|squares|tiles|walls|turns|corners|bends|junctions)\b|"
            r"\bwie ?viele (?:\w+ ){0,2}(?:felder|zellen|kästchen|wände|abbiegungen)\b|"
            r"\bcombien (?:de |d')(?:\w+ )?(?:cases|cellules|carrés|murs|virages)\b|"
            r"\bcu[áa]nt[ao]s (?:casillas|celdas|paredes|giros)\b|\bquant[ei] (?:caselle|celle|muri|svolte)\b|"
            r"\bquant[ao]s (?:células|casas|paredes)\b|\bhoeveel (?:vakjes|cellen|muren)\b|"
            r"多少(?:个|個)?(?:格|单元|單元)|几个格|(?:何|いくつの)マス",
        ),
        (
            "only some of the moves",
            rf"\b(?:count|number of|how many)\b[^.\n]{{0,30}}\b(?:moves?|steps?) (?:(?:that )?(?:go|lead|are) )?(?:to "
            rf"the )?(?:{_SIDE})\b(?! to\b| until\b|,| or\b| and\b|/)|"
            rf"\b(?:count|number of|how many) (?:\w+ ){{0,2}}(?:{_SIDE}|diagonal|horizontal|vertical) "
            rf"(?:moves?|steps?)\b|"
            rf"\bhow (?:many times|often)\b",
        ),
        (
            "the way back",
            r"\bfrom (?:the )?(?:goal|exit|end|finish|target|destination|treasure)(?: \(?\w\)?)?(?: back)? to (?:the )?"
            r"(?:start|entrance|beginning|entry)|\b(?:in reverse|reverse(?:d)? (?:order|path|way|route|moves)|"
            r"(?:path|way|route|moves|maze|it) backwards?)\b|\bbackwards? from\b|"
            r"\bvo[nm] (?:ziel|ausgang|ende)\b[^.\n]{0,20}\bzu[mr]? (?:start|eingang|anfang)|\brückwärts\b|"
            r"\bde (?:la sortie|l'arrivée)\b[^.\n]{0,20}\b(?:au départ|à l'entrée)|\bà l'envers\b",
        ),
        (
            "another way than the shortest",
            r"\b(?:second|third|2nd|3rd|next)[- ](?:shortest|best|fastest)\b|\b(?:right|left)[- ]hand (?:rule|method|"
            r"wall)\b|\bwall[- ]follow\w*|\bfollow\w* the (?:left|right)\b[^.\n]{0,10}\bwall|"
            r"\bdepth[- ]first\b|\bdfs\b|\b(?:which|what) order\b[^.\n]{0,60}\b(?:visit|search|explor)\w*",
        ),
        (
            "another start or goal",
            r"\b(?:start|begin|enter|end|finish|exit|stop|goal)\w*\b[^.\n]{0,50}\binstead\b",
        ),
        (
            "a way of limited length",
            r"\b(?:stamina|energy|fuel|battery)\b[^.\n]{0,30}\b(?:steps?|moves?|cells?)\b|\b\d+ (?:\w+ of )?"
            r"(?:stamina|energy|fuel)\b|\b(?:step|move) (?:limit|budget)\b|\blimit of \d+ (?:moves|steps)\b|"
            r"\b(?:only|just) (?:(?:have|has|got|take|make|use|do|walk|move|go) )?(?:\d+|two|three|four|five|six|"
            r"seven|eight|nine|ten) (?:moves|steps)\b",
        ),
        (
            "moves of several cells",
            r"\b(?:each|every|one|a) (?:move|step|turn)\b[^.\n]{0,25}\b(?:two|three|four|[2-9]) (?:cells|squares|tiles)"
            r"\b|\b(?:jump|leap|hop|move|go|walk|step)s?\b (?:over )?(?:exactly )?(?:two|three|four|[2-9]) (?:cells|"
            r"squares|tiles)\b",
        ),
        (
            "something that moves or spreads",
            r"\b(?:guard|enem(?:y|ie)|monster|ghost|minotaur|zombie|wolf)s?\b[^.\n]{0,40}\b(?:mov|patrol|chas|walk|"
            r"follow)\w*|\b(?:moving|patrolling) (?:guard|enem|monster|ghost|wall|obstacle)\w*|"
            r"\b(?:fire|flood|water|lava|smoke|flames?)\b[^.\n]{0,30}\b(?:spread|rising|rises|grow|"
            r"expand)\w*|\bspreading fire\b",
        ),
        (
            "a way through every cell",
            r"\b(?:parcour|visit|travers|pass)\w*\b[^.\n]{0,20}\b(?:toutes les|chaque|tous les|todas las|cada|tutte le|"
            r"ogni|todas as|every|each|all(?: the)?) (?:open |free )?(?:case|cellule|carré|casilla|celda|casell|cell|"
            r"célula|casa|square|tile)\w*\b(?! (?:at most|only|no more|just))|"
            r"\bbesuch\w* (?:jede|alle)\w* (?:feld|zelle|kästchen)",
        ),
    )
)
_TURNED = re.compile(
    r"\b(?:rotate|transpose|mirror|flip|reflect)\b[^.\n]{0,40}\b(?:grid|maze|labyrinth|sudoku|puzzle|solution|answer|"
    r"result|board|it|this)\b|\b(?:rotated|transposed|mirrored|flipped) (?:grid|maze|sudoku|puzzle|solution|answer)\b|"
    r"\bby (?:90|180|270) ?(?:°|degrees)",
    re.I,
)
_NOT_SOLVED = tuple(
    (why, re.compile(pattern, re.I))
    for why, pattern in (
        (
            "a wrong clue",
            r"\b(?:one|some|two) of (?:the|my|these) (?:\w+ )?(?:clues?|givens?|digits?|numbers?)\b[^.\n]{0,20}\b(?:is|"
            r"are|must be) (?:wrong|incorrect|false)\b|\b(?:which|what) (?:\w+ ){0,2}(?:clue|given|digit|number)s?\b"
            r"[^.?\n]{0,30}\b(?:wrong|incorrect)\b|\bfind (?:the )?(?:wrong|incorrect) (?:clue|given|digit|number)",
        ),
        (
            "candidates",
            r"\b(?:what|which|list|give|show|tell)\b[^.\n]{0,30}\bcandidates?\b|\bpencil ?marks?\b|\b(?:which|what) "
            r"(?:digits|numbers|values) (?:can|could|may|might|are (?:possible|allowed))\b|"
            r"\b(?:what|which|list|give|show)\b[^.\n]{0,20}\bpossible (?:digits|values|numbers)\b",
        ),
        (
            "missing digits",
            r"\b(?:which|what) (?:digits?|numbers?|values?) (?:are|is) (?:still )?missing\b(?:(?!row|col)[^.\n]){0,20}"
            r"\b(?:row|col\w*|box|block|line)\b(?![^.\n?]{0,12}\b(?:row|col))|"
            r"\b(?:what|which|list)\b[^.\n]{0,15}\bmissing (?:digits|numbers|values)\b"
            r"[^.\n]{0,12}\b(?:row|column|box|block)\b",
        ),
        (
            "a number that is no digit of it",
            r"\bhow many (?:\w+ ){0,2}(?:clues|givens|hints|digits|numbers|cells|squares|empty|blank|times)\b|"
            r"\b(?:what|give|find|tell)\b[^.\n]{0,20}\bsum of\b",
        ),
    )
)
_CHANGED = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?:^|[.!?:;\n])(?:(?!\b(?:no|not|never|none|neither|cannot|can't|nor|without|if|whether)\b)[^.!?:;\n]){0,120}"
        r"\b(?:may|can|is allowed to|are allowed to)\b(?! not| only| never)(?:(?!\b(?:not|never|only)\b)[^.!?;\n])"
        r"{0,40}\b(?:twice|repeat(?:ed)?|more than once)\b",
        r"\b(?:r\d ?c\d|row \d\W{1,3}(?:and )?col(?:umn)? \d|\(\d, ?\d\))\s*(?:is not|isn't|≠|!=|must not be|cannot be|"
        r"can't be|may not be)\s*(?:an? )?\d",
    )
)
_ROWS_AND_COLUMNS = re.compile(
    r"\b(?:each|every|any|all|no|one|jede\w*|chaque|cada|ogni|elke)\b[^.\n]{0,30}\b(?:rows?|zeilen?|ligne|fila|riga|"
    r"linha|rij)\b[^.\n]{0,30}"
    r"\b(?:columns?|spalten?|colonne|columna|colonna|coluna|kolom)\b",
    re.I,
)
_BOXES = re.compile(
    r"\b(?:box|block|region|sub-?grid|sub-?square|square|quadrant|nonet|section|area|zone|group|house|kasten|"
    r"kästchen|block|quadrat|carré|bloc|caja|"
    r"bloque|cuadr\w+|riquadr\w+|bloco|vak|blok)\w*\b|\b[234] ?[x×] ?[234]\b|sud[oa]k[uo]|s[uo]d[uo]k[uo]|宫|宮|"
    r"ブロック|数独|數獨|судоку",
    re.I,
)


def other_wish(kind: str, words: str) -> Wish | None:
    """What `words` (the message without its grid) want besides or instead of the plain solution, or None."""
    for why, pattern in _OPEN:
        if pattern.search(words):
            return Wish("open", why)
    if _TURNED.search(words):
        return Wish(
            "refuse", "the text asks for a turned or mirrored grid; send it turned, and it is solved as it stands"
        )
    if kind == "maze":
        for why, pattern in _OTHER_WAY:
            if pattern.search(words):
                known = "only shortest ways are proven here; ask for the shortest way or its steps"
                return Wish("refuse", f"the text asks for {why}, and {known}")
    return _other_sudoku(words) if kind == "sudoku" else None


def _other_sudoku(words: str) -> Wish | None:
    """What is wanted of a sudoku besides its solution, or a rule that its solution need not keep."""
    for why, pattern in _NOT_SOLVED:
        if pattern.search(words):
            known = "only the solution and its cells are proven here; ask for the solution"
            return Wish("refuse", f"the text asks for {why}, and {known}")
    if any(pattern.search(words) for pattern in _CHANGED):
        return Wish("refuse", "the text changes the rules or the clues, and only a plain sudoku is proven here")
    if _ROWS_AND_COLUMNS.search(words) and not _BOXES.search(words):
        return Wish(
            "refuse",
            "the text names rows and columns but no boxes, so this may be a Latin square; say that it is a sudoku if"
            " it is",
        )
    return None
