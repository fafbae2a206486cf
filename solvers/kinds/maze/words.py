"""What the words around a maze say: is this about a maze at all, what its characters mean, where start and goal lie.

Nothing here looks at a grid. `legend(text)` collects sentences such as "'k' = Wall", "X are blocked", "walls (1)",
"`#` is your destination" or "from 'Q' to '@'"; `blocks.py` finds the grids and `text.py` joins the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from solvers.text.patterns import lazily

MAZE = lazily(
    r"\bmazes?\b|labyrinth|laberint|labirint|labirynt|лабиринт|迷宫|迷宮|迷路|めいろ|미로|doolhof|irrgarten|bludiště",
    re.I,
)
TRAVEL = lazily(
    r"\b(?:shortest|quickest|fastest)\s+(?:\w+\s+)?(?:path|route|way)|\b(?:path|route|way)\s+(?:from|to|through|"
    r"out)\b|"
    r"\bnavigate\b|\breach(?:es|ing)?\s+(?:the\s+)?(?:goal|exit|end|destination|target|finish)|\bget\s+from\b|"
    r"kürzeste|chemin|camino|percorso|caminho|kortste|кратчайш|путь|最短|路径|経路|\bfind\s+a\s+(?:valid\s+)?path\b",
    re.I,
)
OTHER_GAMES = lazily(
    r"\bsokoban|\bislands?\b|\bprovinces?\b|\boranges?\b|minesweeper|\bmines?\b|\bchess|\bknights?\b|\bqueens?\b|"
    r"tic[- ]tac|"
    r"game of life|rush hour|\bcars?\b|light[ -]?up|campsite|\btents?\b|word ?search|battleship|\bsudoku|nonogram|"
    r"\bvehicle|"
    r"\bbinary matrix\b|\b(?:input|output)(?: grid)?:|transformation|\bcrossword|connect four|\bcheckers\b|"
    r"\btsumego\b",
    re.I,
)
CODE_ASKED = lazily(
    r"\b(?:write|implement|create|build|develop|design|code|debug|fix|refactor|optimi[sz]e)\b"
    r"[^.\n]{0,70}\b(?:function|program|script|code|algorithm|class|method|solver|generator|implementation|app|game|"
    r"snippet)\b",
    re.I,
)
CODE_LINE = lazily(
    r"^[ \t]*(?:def \w|class \w+[:(]|import \w|from [\w.]+ import|#include|public (?:static|class|int)|"
    r"(?:async )?function \w*\(|(?:const|let|var) \w+ =|fn \w+\(|while .+:$|for .+:$|"
    r"for ?\(|return\b|if .+:$|if ?\(.+\{|"
    r"print\(|System\.out|\} else)",
    re.M,
)

_WAY = r"\b(?:up|down|left|right|north|south|east|west)(?:wards?)?\b"
_VARIANTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (why, lazily(pattern, re.I))
    for why, pattern in (
        (
            "moves have different costs, and only plain mazes (every step costs the same) are proven here",
            r"\bweight(?:s|ed)?\b|\bcosts?\b(?!\s+(?:of\s+|is\s+|exactly\s+)*(?:1|one|"
            r"the same)\b)[^.\n]{0,40}\b(?:cell|step|mov|ent|tile|terrain|path|pay)|"
            r"\b(?:cell|step|move|tile|terrain|movement|path|total|minimum|lowest|cheapest)\s+"
            r"costs?\b(?!\s+(?:of\s+|is\s+|exactly\s+)*(?:1|one|the same|equal)\b)|\bcheapest\b|"
            r"\b(?:mud|swamp|water|sand)\b[^.\n]{0,30}\b(?:cost|takes)\b|"
            r"\b(?:kostet|kosten|cuestan?|coûten?t?|costano?|custam?|стоит|стоят)\s+(?:\w+\s+)?(?!1\b)\d",
        ),
        (
            "diagonal moves are allowed, and only up, down, left and right are proven here",
            r"\bdiagonal\w*|对角|斜め|斜着|диагонал|\b(?:8|eight)[- ](?:direction|neighbo|connected|way)|"
            r"\bking'?s? moves?\b|\b(?:NE|NW|SE|SW)\b[^.\n]{0,12}\b(?:NE|NW|SE|SW|[NESW])\b",
        ),
        ("it has keys or doors", r"\bkeys?\b[^.\n]{0,60}\b(?:doors?|lock|open|collect|pick)|\blocked\b|\bdoors?\b"),
        ("it has teleporters", r"\bteleport\w*|\blinked\b|\bportals?\b|\bwormholes?\b|\bwarps?\b"),
        ("it has one-way passages", r"\bone[- ]way\b|\bconveyor"),
        (
            "several cells must be visited or several ends are allowed",
            r"\b(?:visit|collect|pick up|gather|eat|touch)\w*\s+(?:all|every|each)\b"
            r"(?!\s+\w+\s+(?:at most|only|just|no more than|not more than|exactly)?\s*(?:once|twice))|"
            r"\b(?:several|multiple|two|three|both|many)\s+(?:starts?|goals?|exits?|starting points|destinations|"
            r"targets)\b|"
            r"\b(?:any|either|nearest|closest)\s+(?:of\s+the\s+)?"
            r"(?:exits?|goals?)\b",
        ),
        (
            "it slides on ice",
            r"\bslid(?:e|es|ing)\b[^.\n]{0,50}\b(?:until|ice|wall)|\bice\b(?! creams?)|\brutsch\w*|\bresbal\w*|\bdesliz\w*|"
            r"\bscivol\w*|\bскольз\w*",
        ),
        (
            "its cells are not squares",
            r"\bhex(?:agonal)?[- ](?:grid|maze|cells?|tiles?|map|board)|\bhexagon|\bsechseck",
        ),
        ("its edges are joined", r"\btorus\b"),
        ("a chess piece moves in it", r"\b(?:knight|bishop|rook|queen)(?:'?s)? moves?\b|\blike a (?:chess )?knight\b"),
        (
            "the way back counts too",
            r"\bround[- ]?trip|\b(?:there|goal|exit|end|[A-Z]) and back\b|\bhin und zurück|\baller[- ]retour|"
            r"\bida y vuelta|\bandata e ritorno|\bida e volta|туда и обратно",
        ),
        (
            "only some directions are allowed",
            r"\b(?:only (?:ever )?(?:move|go|walk|step|travel)|(?:move|go|walk|step|travel) only) (?:to the )?"
            rf"{_WAY} (?:and|or) (?:to the )?{_WAY}(?!\s*(?:,|/|and|or)\s*(?:and |or )?{_WAY})|"
            r"\bnur nach (?:rechts|links|oben|unten) (?:und|oder) (?:nach )?(?:rechts|links|oben|unten)\b"
            r"(?!\s*(?:,|/|und|oder)\s*(?:nach )?(?:rechts|links|oben|unten))",
        ),
        (
            "walls may be broken or move",
            r"\b(?:break|remove|destroy|eliminate|pass|go|walk)\w*\s+(?:through\s+)?(?:at most|up to|one|exactly|"
            r"\d+)\s+(?:\w+\s+)?"
            r"(?:walls?|obstacles?)\b|\bmoving (?:walls?|obstacles?|enem)|"
            r"\b(?:guards?|monsters?|enem(?:y|ies)|ghosts?)\b[^.\n]{0,40}\b(?:mov|patrol|chas|avoid|catch)|"
            r"\bavoid\w*\s+(?:the\s+|all\s+)*(?:guards?|monsters?|enem(?:y|ies)|ghosts?)\b",
        ),
    )
)
_NEGATED = lazily(
    r"\b(?:no|not|never|without|cannot|can't|don'?t|doesn'?t|isn'?t|aren'?t|nor|disallow\w*|forbidden|excluding|"
    r"neither|"
    r"kein\w*|nicht|ohne|sin|sans|pas|senza|sem|não|niet|geen|без|не|нельзя)\b(?!\s+only)[^.;\n]{0,45}$|\b(?:non|"
    r"un)-?$|"
    r"不(?:能|可|得|允许)?[^。\n]{0,8}$",
    re.I,
)
_NEGATED_AT_ONCE = lazily(r"\b(?:no|not|without|non|never)\s+(?:any\s+)?$", re.I)
_NEGATED_AFTER = lazily(
    r"^\s*(?:\w+\s+){0,2}?(?:(?:is|are|does|do|may|can)\s*)?"
    r"(?:not\b|n't\b|\w+n't\b|cannot\b|never\b|forbidden\b|disallowed\b|prohibited\b|"
    r"nicht\b|verboten\b|prohibid|interdit|vietat|запрещ)|^[^。\n]{0,6}(?:不|できません|禁止)",
    re.I,
)
_ALLOWED_AFTER = lazily(
    r"^\s*(?:\w+\s+){0,2}?(?:is|are)\s+(?:also\s+)?(?:allowed|permitted|possible|legal|ok|okay|fine)\b", re.I
)


def variant(text: str) -> str | None:
    """Why this is no plain maze (diagonal moves, costs, keys ...), or None. "No diagonal moves" is plain."""
    for why, pattern in _VARIANTS:
        for match in pattern.finditer(text):
            before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 40]
            allowed = _ALLOWED_AFTER.match(after) and not _NEGATED_AT_ONCE.search(before)
            if allowed or not (_NEGATED.search(before) or _NEGATED_AFTER.match(after)):
                return why
    return None


_ROLES = {
    "wall": r"walls?|obstacles?|blocked|blocks?|barriers?|impassable|rocks?|bricks?|hedges?|closed|unwalkable|"
    r"obstructed|"
    r"obstructions?|not\s+(?:passable|walkable|open|traversable|free)|untraversable|forbidden|wände|wand|mauern?|mauer|murs?|paredes|pared|muros?|muri|"
    r"parede|"
    r"muur|muren|стен[аы]?|ścian[ay]?|racks?|shel(?:f|ves)|trees?|墙壁?|牆壁?|壁|"
    r"enem(?:y|ies)\s*\((?:you\s+)?(?:cannot|can't)\s+(?:be\s+)?(?:pass|enter)\w*\)|"
    r"avoid\w*\s+(?:the\s+)?(?:fields?|cells?|squares?|tiles?)\s+(?:with|of|marked|"
    r"containing)(?:\s+(?:the\s+)?value)?",
    "open": r"passages?|passageways?|paths?|pathways?|open|free|empty|floors?|corridors?|walkable|passable|roads?|"
    r"hallways?|halls?|traversable|clear|walkways?|wege?|gänge?|gang|frei|libres?|camino|pasillo|chemins?|couloirs?|"
    r"libero|"
    r"livre|caminho|corredor|vrij|gang|проход|свободн\w+|путь|libre|vacío|vide|vuoto|leer|leeg|aisles?|(?<=\()walk|linked|land|lawn|grass|通路|通道|道路?|(?<![迷経])路(?!径|徑)|空地|空",
    "start": r"start(?:ing)?(?:\s+(?:point|position|cell|location|square|node|tile))?|entrance|entry(?:\s+point)?|"
    r"origin|"
    r"beginning|begin|source|player|your\s+(?:current\s+)?position|robot|startpunkt|inicio|salida inicial|départ|"
    r"partenza|eingang|anfang|entrée|entrada|entrata|ingresso|ingang|вход|wejście|начало|mouse|hero|adventurer|explorer|"
    r"início|старт|起点|起點|入口|スタート|出発点?",
    "goal": r"goals?|ends?(?:ing)?(?:\s*(?:point|position|cell|location|square|node|tile))?|exits?|"
    r"finish(?:\s+(?:line|point))?|"
    r"destination(?:\s+(?:point|cell))?|targets?|treasure|cheese|way\s+out|ziel|meta|sortie|arrivée|arrivo|uscita|"
    r"fim|saída|salida|ausgang|uitgang|chegada|destino|traguardo|llegada|wyjście|цель|"
    r"einde|doel|финиш|выход|终点|終點|出口|ゴール|目的地",
}
_ROLE = lazily(
    "|".join(
        rf"(?P<{role}>{words})" if role == "x" else rf"(?<![a-z])(?P<{role}>{words})(?![a-z])"
        for role, words in _ROLES.items()
    ),
    re.I,
)
_NAMES = {
    "space": " ", "spaces": " ", "blank": " ", "blanks": " ", "whitespace": " ", "hash": "#", "hashes": "#",
    "hashtag": "#", "hashtags": "#", "pound": "#", "dot": ".", "dots": ".", "period": ".", "periods": ".",
    "asterisk": "*", "asterisks": "*", "star": "*", "zero": "0", "zeros": "0", "zeroes": "0", "one": "1", "ones": "1",
    "0s": "0", "1s": "1", "0's": "0", "1's": "1", "xs": "X", "x's": "X", "underscore": "_", "underscores": "_",
    "dash": "-", "dashes": "-", "hyphens": "-", "plus": "+", "os": "O", "o's": "O",
}  # fmt: skip
_CHAR = (
    r"(?:\(?(?P<quote{n}>[\"'`‘“«])(?P<quoted{n}>[^\n])[\"'`’”»]\)?|\*\*(?P<bold{n}>[^\s*])\*\*|\(?(?P<name{n}>\b(?:"
    + "|".join(sorted((re.escape(name) for name in _NAMES), key=len, reverse=True))
    + r")\b)\)?|(?<![^\s(\[{{,;:|=/-])(?P<bare{n}>[^\s\"'`()\[\]{{}},;])(?![^\s)\]}},;:|=.'\"-]))"
)
_LINK = (
    r"(?:=+>?|:|-+>|[-–—]|→|\||is|are|means?|meaning|represents?|representing|denotes?|marks?|stands?\s+for|"
    r"indicates?|for|as|being|ist|sind|est|sont|es|son|é|são|è|sono|is de|zijn|—)"
)
_FILL = (
    r"(?:(?:a|an|the|your|our|my|any|all|each|der|die|das|ein|eine|le|la|les|l|un|une|una|el|los|las|o|il|lo|gli|de|het|een|cell|cells|"
    r"square|squares|tile|tiles|character|symbol|both|it)\s+)*"
)
_BEFORE = lazily(
    _CHAR.replace("{n}", "").replace("{{", "{").replace("}}", "}")
    + rf"(?P<link>\s*\|?\s*{_LINK}?\s+|\s*{_LINK}\s*){_FILL}(?:[^\W\d_]{{2,12}} ?\((?=.{{0,1}}$))?[\"'`*_(]*$",
    re.I,
)
_AFTER = re.compile(
    rf"(?:\s+(?:cells?|squares?|tiles?|spaces?|points?|positions?|areas?))?[\"'`*_]*"
    r"(?P<link>\s*(?:is|are|=+|:|→|-+>|[-–—]\s|\||(?:is|are)?\s*(?:marked|represented|shown|denoted|indicated|drawn|"
    r"labelled|"
    r"labeled|given|displayed|symboli[sz]ed)\s+(?:with|by|as|using)(?:\s+(?:an?|the))?|as|by)\s*|\s*\(\s*|"
    r"\s+(?=[\"'`‘“]))"
    rf"{_FILL}" + _CHAR.replace("{n}", "").replace("{{", "{").replace("}}", "}"),
    re.I,
)
_LISTED = lazily(r"(?:[(,;|*:.、-]|\b(?:and|und|et|y|e|en|i|и))\s*$|^\s*$")
_VALUE = lazily(r"\s*(?P<bare>\d)\b")
_ME = lazily(
    r"\b(?i:i am|i'?m|you are|we are|we stand at|i stand at|i start at)\s+(?i:the |at (?:the )?|on (?:the )?)?[\"'`]?(?P<bare>[A-Z@*])[\"'`]?(?![\w'])(?! instead)"
)
_NAMED_END = lazily(
    rf"(?<![^\W_])(?:(?P<start>(?i:{_ROLES['start']}))|(?P<goal>(?i:{_ROLES['goal']})))\s+(?P<bare>[A-Z])(?![\w'’])(?!\s+(?:instead|is\b|ist\b|[a-z]{{4,}}\b)|\s*=)"
)
"""An end called by its sign: "from the goal G back to the start S"."""
_SCRIPT = {
    "wall": "墙壁|墙|牆|壁|障碍物?|障碍|障害物",
    "open": "通路|通道|道路|道|(?<![迷経])路(?!径|徑)|空地|空格|空|地板|床",
    "start": "起点|起點|入口|スタート地点|スタート|出発点|开始",
    "goal": "终点|終點|出口|ゴール地点|ゴール|目的地|目标",
}
"""Words for roles in scripts without spaces."""
_SCRIPT_ROLE = "|".join(f"(?P<{role}>{words})" for role, words in _SCRIPT.items())
_SIGN_FIRST = lazily(
    rf"(?<![A-Za-z0-9])[「『'\"]?(?P<sign>[^\s、。，,;；：:()（）「」一-龯ぁ-ん]|(?<![一-龯])[ァ-ヶ])[」』'\"]?\s*(?:は|が|是|为|為|表示|代表|＝|=|：|:|→)\s*(?:{_SCRIPT_ROLE})"
)
_ROLE_FIRST = lazily(
    rf"(?:{_SCRIPT_ROLE})\s*(?:は|が|是|为|為|用|＝|=|：|:|→)?\s*[「『'\"]?(?P<sign>[A-Za-z0-9#■□●○★☆.*@])[」』'\"]?(?![A-Za-z0-9])"
)
_PLACE = lazily(r"\d+\s*,\s*\d+\b(?!\s*(?:=|:|is\b|are\b|means?\b))")
"""Two numbers behind "start" or "goal" are where it lies ("start (0,0)"), not its sign."""
_FROM_TO = lazily(
    r"\bfrom\s+(?:the\s+)?(?:start(?:ing\s+point)?\s+)?"
    + _CHAR.replace("{n}", "1").replace("{{", "{").replace("}}", "}")
    + r"(?:\s*\([^)\n]{0,30}\))?\s+(?:\w+\s+){0,3}?to\s+(?:the\s+)?(?:\w+\s+)?"
    + _CHAR.replace("{n}", "2").replace("{{", "{").replace("}}", "}"),
    re.I,
)
_MARK = lazily(
    r"\b(?:mark|draw|show|indicate|trace|denote|fill|highlight|represent|replace|print)\w*\b[^.\n]{0,50}?\b(?:path|"
    r"route|way|"
    r"solution|steps?)\b[^.\n]{0,25}?\b(?:with|using|as|by)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?"
    + _CHAR.replace("{n}", "").replace("{{", "{").replace("}}", "}"),
    re.I,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """The text says that `char` is `role` ("wall", "open", "start", "goal"); `sure` if the character was quoted."""

    char: str
    role: str
    sure: bool
    at: int


def _char(match: re.Match[str], n: str = "") -> tuple[str, bool]:
    """The character a match names, and whether it was quoted."""
    groups = match.groupdict()
    for key in ("quoted", "bold"):
        if groups.get(key + n):
            return groups[key + n], True
    if groups.get("name" + n):
        return _NAMES[groups["name" + n].lower()], False
    return groups["bare" + n], False


def _trusted(char: str, sure: bool, link: str, *, ends: bool = False) -> bool:
    """A bare letter or an article is a legend entry only with a real link ("X = wall"; not "a wall")."""
    if sure or not char.isalpha() or len(char.encode()) > 2:
        return True
    link = link.strip()
    return bool(link) and not (not ends and char in "aAI" and link.lower() not in {"=", ":", "->", "→", "-", "|"})


def legend(text: str, skip: list[tuple[int, int]]) -> list[Mention]:
    """Every statement about a character's meaning outside the ranges in `skip` (the grids themselves)."""
    found: list[Mention] = []
    for match in _FROM_TO.finditer(text):
        for n, role in (("1", "start"), ("2", "goal")):
            char, sure = _char(match, n)
            if sure or not char.isalnum() or (char.isalpha() and char.isupper()):
                found.append(Mention(char, role, sure, match.start()))
    found += [Mention(m["bare"], "start", False, m.start()) for m in _ME.finditer(text)]
    for named in _NAMED_END.finditer(text):
        found.append(Mention(named["bare"], "start" if named["start"] else "goal", False, named.start()))
    found += _script(text)
    marks = [match.span() for match in _MARK.finditer(text)]
    for count, match in enumerate(_ROLE.finditer(text)):
        if count > 2000:
            break
        at = match.start()
        if any(a <= at < b for a, b in skip) or any(a <= at < b for a, b in marks):
            continue
        role = str(match.lastgroup)
        line = text.rfind("\n", 0, at) + 1
        start = max(line, at - 40)
        before = _BEFORE.search(text[start:at])
        if match.group().lower().startswith("avoid"):
            after = _VALUE.match(text, match.end())
        else:
            after = _AFTER.match(text[match.end() : match.end() + 60].split("\n")[0])
            if after and role in ("start", "goal") and _PLACE.match(text, match.end() + after.end() - 1):
                after = None
        stated = after is not None and "link" in after.re.groupindex and after["link"].strip() in (":", "=")
        if (
            before
            and not any(a <= start + before.start() < b for a, b in skip)
            and (before["link"].strip() or not stated)
        ):
            char, sure = _char(before)
            listed = _LISTED.search(text[start : start + before.start()]) is not None
            if _trusted(char, sure, before["link"]) or (char.isupper() and listed):
                found.append(Mention(char, role, sure, at))
                continue
        if after:
            char, sure = _char(after) if "link" in after.re.groupindex else (after["bare"], True)
            link = after["link"] if "link" in after.re.groupindex else "="
            ends = "link" in after.re.groupindex and text[match.end() + after.end() :][:1] in (",", ".", ";", "\n", "")
            if _trusted(char, sure, link if ends and link.strip() else "" if char in "aAI" else link, ends=ends):
                found.append(Mention(char, role, sure or link.strip() == "(", at))
    return found


def _script(text: str) -> list[Mention]:
    """Statements in scripts without spaces: "#是墙", "起点s", "■は壁"."""
    found: list[Mention] = []
    for pattern in (_SIGN_FIRST, _ROLE_FIRST):
        for match in pattern.finditer(text):
            role = next(name for name in _SCRIPT if match[name])
            if not any(match.start() < m.at < match.end() for m in found):
                found.append(Mention(match["sign"], role, True, match.start()))
    return found


def path_mark(text: str) -> str | None:
    """The character the user wants the path drawn with, if the text says so."""
    match = _MARK.search(text)
    return _char(match)[0] if match else None
