"""What the words may want of a maze other than a shortest way: told, and not answered wrongly."""

from __future__ import annotations

import re
from collections.abc import Mapping

from solvers.text.patterns import lazily

_SIDE = r"right|left|up(?:wards?)?|down(?:wards?)?|north|south|east|west"
_OTHER_WAY = tuple(
    (why, lazily(pattern, re.I))
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
        (
            "limited turns",
            r"\b(?:only|never|without|no|few(?:est)?|least|minimum(?: number of)?) (?:\w+ )?(?:turn(?:s|ing)?|bends|"
            r"corners|curves)\b|\b(?:wenig\w*|ohne|kein\w*) (?:\w+ )?(?:kurven?|abbieg\w*|ecken|wendungen|"
            r"richtungswechsel\w*)\b|\b(?:moins de|sans|peu de|aucun) (?:virages?|tournants?|détours?)\b|"
            r"\b(?:menos|sin|pocos) (?:giros?|curvas?|vueltas?)\b|\b(?:meno|senza|poche) (?:curve|svolte)\b|"
            r"\b(?:menos|sem|poucas) (?:curvas?|viragens)\b|\b(?:weinig|minst|zonder) (?:mogelijk )?bochten\b",
        ),
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
            "a way without some directions",
            rf"\b(?:never|don't|do not|cannot|can't|must not|may not|without(?: ever)?) (?:go(?:ing)?|mov(?:e|ing)|"
            rf"step(?:ping)?|walk(?:ing)?|run(?:ning)?) (?:to the )?(?:{_SIDE})\b",
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
            "signs that change places",
            r"\b(?:swapped|interchanged|exchanged|switched(?: (?:places|round|around))?|change places|"
            r"the other way (?:round|around)|vertauscht|umgekehrt|inversée?s|échangée?s|interverti(?:e)?s|"
            r"intercambiad[oa]s|al revés|scambiat[ei]|invertit[ei]|trocad[oa]s|omgewisseld|verwisseld|zamienione|"
            r"переставлены|поменяны)\b|入れ替|互换|对调",
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


def other(words: str) -> str | None:
    """Why a shortest way is not what `words` (the message without its grids) ask for, or None."""
    return next((told(why) for why, pattern in _OTHER_WAY if pattern.search(words)), None)


def told(why: str) -> str:
    """The reason, as it is given."""
    return f"the text asks for {why}, and only shortest ways are proven here; ask for the shortest way or its steps"


def turns_round(words: str, notation: Mapping[str, str]) -> bool:
    """Whether the words begin at the sign of the goal, or end at that of the start, as the drawing has them."""
    start, goal = (re.escape(notation.get(end, "")) for end in ("start", "goal"))
    if len(notation.get("start", "")) != 1 or len(notation.get("goal", "")) != 1 or not (start + goal).isalpha():
        return False
    there = (
        rf"(?i:\b(?:from|von|vom|depuis|desde|dal?|van|от)) (?:the |{_AN_END} )?{goal}\b[^.?!\n]{{0,20}}?"
        rf"(?i:\b(?:to|nach|zum?|à|al?|até|naar|до)) (?:the |{_AN_END} )?{start}\b"
    )
    begins = (
        rf"(?i:\b(?:start|begin|enter)(?:s|ing)?) (?:at|in|from|on) {goal}\b(?!\w)|"
        rf"(?i:\b(?:end|finish|leave)(?:s|ing)?) (?:at|in|on) {start}\b(?!\w)"
    )
    return re.search(f"{there}|{begins}", words) is not None


def elsewhere(words: str, notation: Mapping[str, str]) -> bool:
    """Whether the words lead from or to a letter that is no end of the drawing: "how many steps from S to K?"."""
    ends = notation.get("start", "") + notation.get("goal", "")
    if len(ends) != 2 or not ends.isalpha():
        return False
    return any(not {sign for sign in match.groups() if sign} <= set(ends) for match in _TO_A_LETTER.finditer(words))


_TO = r"(?i:to|nach|zum?|bis|à|jusqu'à|al?|hasta|até|fino a|naar|tot|do|до|к) (?:(?i:the|das|la|le|el|il|o) )?"
_TO_A_LETTER = lazily(
    rf"\b(?i:from|von|vom|depuis|de|desde|dal?|van|od|от|из) ([A-Z]) {_TO}([A-Z])(?![\w'’.=])|"
    r"\b(?i:between|zwischen|entre|tra|fra|tussen|między|между) ([A-Z]) (?i:and|und|et|y|e|en|i|и) ([A-Z])(?![\w'’.=])|"
    r"\b(?i:way|path|route|steps|moves|far|get|walk|reach|weg|schritte|pas|chemin|pasos|camino|passi|percorso|passos|caminho|stappen|kroków|шагов)"
    rf" (?:(?i:is it|are there) )?(?:{_TO})?(?!I )([A-Z])(?![\w'’.=])|"
    r"([A-Z])から ?([A-Z])(?:まで|への|へ)|[从從]([A-Z])到([A-Z])"
)


_AN_END = r"(?i:start\w*|goal|exit|ziel|ausgang|inicio|meta|salida|départ|arrivée|sortie|inizio|arrivo|uscita)"
