"""What may be said around any puzzle without changing it: the plain request, politeness, how and in what the answer goes.

The asks proper (cells, checks, claims, hints) are read first, by readers of their own; a kind's own rules said again are
the kind's to know (`restates`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from router.asking.lexicon import ENGLISH
from router.asking.message import Message
from solvers.text.patterns import lazily

_THIS = r"(?:the|this|that|my|our|your|these|following|given|below|above|a|an|one|another|attached)"
_ADJ = rf"(?:(?#free)(?:(?!(?:{ENGLISH.nouns}|to|so|if|when|that|which|without)\b)\w+[- ]){{0,4}}?)"
_THING = r"(?:puzzles?|riddles?|teasers?|brain ?teasers?|grids?|boards?|ones?|it|this|that|problems?|tasks?|squares?(?= below| puzzle)|matrix|image|picture|map|game|instance|cells?(?= below)|blanks?|gaps?|rest|empty (?:cells|spots|squares|spaces)|missing (?:digits|numbers|values|cells))"
_SOLVE = r"(?:solve|complete|finish|fill(?: it| this| them)?(?: in| out| up)?|work out|crack|do|figure out|find|give(?: me)?|show(?: me)?|tell me|get|want|need|provide|return|output|print|what(?:'s| is)|have|compute|determine|post|send(?: me)?)"
PLAIN = (
    # the plain request: "please solve this extreme sudoku for me"
    lazily(
        rf"\b(?:{_SOLVE})\b(?: me)?(?: (?:all|both|for))?(?: (?:{_THIS}))*(?: of)?(?: (?:{_THIS}))* {_ADJ}(?:NAME|{_THING})\b(?: (?:for me|below|above|please|here))*",
        re.I,
    ),
    lazily(
        rf"\b(?:the |a |its |your |full |final |complete(?:d)? |correct |whole |finished |solved |valid |unique )*(?:solutions?|answers?|results?|solved (?:NAME|{_THING})|(?:NAME|{_THING}))(?: (?:of|to|for|is|in) (?:{_THIS}) {_ADJ}(?:NAME|{_THING}))?",
        re.I,
    ),
    lazily(
        r"\b(?:no|without|skip(?:ping)?|don'?t (?:need|want|give)|not) (?:any )?(?:hints?|explanations?|steps|comments?|commentary|(?:other |additional )?(?:text|words)|code|working|tricks?|guess\w*|cheat\w*)\b(?: (?:only|please|needed))*",
        re.I,
    ),
    lazily(r"\bsolve\b|\bsolving\b|\bsolved\b|\bcomplete\b|\bfill(?:ed)? (?:it |this )?in\b", re.I),
    lazily(
        r"\b(?:please|thanks?(?: you)?(?: a lot| in advance| so much)?|hi|hello|hey|dear \w+|cheers|kind regards|regards|best(?: wishes| regards)?(?=\W*(?:\n|$))|sorry|good (?:morning|day|evening))\b",
        re.I,
    ),
    lazily(
        r"\bcan(?:not|'?t| you| anyone| someone| somebody| i| we)?\b|\bcould you\b|\bwould you\b|\bhow would you solve\b",
        re.I,
    ),
    lazily(
        r"(?:この|を|解いて|解き?|ください|下さい|お願いします|して|教えて|答えを?|出力|は\s*[?？]|请|解(?:这个|這個|一下)?|这个|帮我|填完|完成|把|直接|谢谢)+|"
        r"\b(?:kannst|könntest|könnt ihr|bitte|löse?n?|ausfüllen|lös\w*|du's|du|mir|das|pourriez-vous|peux-tu|pouvez-vous|compléter|résoudre|cette grille de|s'il vous plaît|s'il te plaît|merci|"
        r"alguien|ayudas?|ayúdame|me completas|completa\w*|resuelve\w*|resolver|puedes|podrías|por favor|porfa|hola|gracias|puoi|risolvi\w*|completa\w*|per favore|grazie|pode|resolve\w*|obrigad\w|kun je|los op|oplossen|"
        r"invullen|alsjeblieft|rozwiąż|proszę|реши\w*|помоги\w*|пожалуйста|solo|resuelto|resuelta|gelösten?|résolue?|risolt[oa])\b",
        re.I,
    ),
    lazily(
        r"\bat (?:no (?:extra |additional )?|all )costs?(?: to (?:you|me|us))?\b|\bfor the life of me\b|\bin a row\b|\bby the way\b|\bon my own\b|\bstep by step\b|"
        r"\bhow (?:hard|difficult|easy) (?:is|was|can) it (?:be )?to (?:read|type|see|copy) (?:this|that|it)\b\??|\bno (?:strings|worries|rush|hurry|problem)\b|\bas an? (?:warm-?up|favou?r|present|gift|surprise|treat|challenge|test|starter)\b|\bonce and for all\b|\bafter all\b|\ball by myself\b",
        re.I,
    ),
    # how it looks when it is done
    lazily(
        r"\b(?:show me |tell me |i(?:'d| would) (?:like|love) to (?:see|know) |(?:to )?see )?(?:what|how) (?:does |would |will |should |is )?(?:(?:it|this|that)|(?:the |this |my )?(?:finished |solved |completed? |final |whole |full )*(?:NAME|puzzle|grid|board|picture|thing|solution))(?: (?:is|are))?"
        r"(?: (?:should|would|will|is supposed to|does))?(?: looks?(?: like)?)(?: (?:when|once) (?:it is|it's|i am|i'm|we are) (?:done|finished|solved|complete|through))?(?: (?:solved|finished|completed|filled in|filled out|in the end|at the end))?\b|"
        r"\bwie (?:das|es|dieses|die|der)(?: (?:NAME|rätsel|gitter|bild|lösung|fertige|gelöste|ganze))*(?: (?:am ende|fertig|gelöst|ausgefüllt|komplett|richtig))*(?: auszusehen hat| aussieht| aussehen (?:soll|muss|würde))(?:,? wenn es (?:fertig|gelöst) ist)?\b|"
        r"\bwie sieht (?:das|es|dieses|die|der)(?: (?:NAME|rätsel|gitter|bild|lösung|fertige|gelöste|ganze))*(?: (?:am ende|fertig|gelöst|ausgefüllt|komplett))* aus\b|\bwas kommt (?:da(?:bei)? |am ende )?(?:he)?raus\b",
        re.I,
    ),
    lazily(r"\b(?:stuck|help(?: me| us)?(?: out)?(?: with)?|go|ready)\b", re.I),
)
_ODD = r"(?!\w*(?:revers|except|mirror|rotat|upside|transpos|column by column|backward|right to left|bottom to top|0-based|zero-based))"
FORMS = (
    # what the sign of an empty cell is
    lazily(
        r"\b(?:where|with|and) (?:the |a |an )?[\"'`]?(?:[\w.*?-]{1,2}|zeros?|dots?|blanks?|underscores?|dashes)[\"'`]? (?:is|are|=|means?|marks?|represents?|denotes?|stands? for) (?:an? |the |for )*"
        r"(?:unknowns?|blanks?|empty|missing|unfilled|open)\w*(?: (?:cells?|squares?|spaces?|numbers?|digits?|values?))?(?: to (?:figure out|fill(?: in)?|find|solve))?",
        re.I,
    ),
    lazily(r"汉字数字|漢数字|漢字の数字|[〇○零0点.．_](?:为|為|表示|是|代表|は)(?:空格|空白|空|未知)(?:です)?"),
    # whose answer stands below
    lazily(
        r"(?m:^)\W*(?:(?:the )?(?:answer|solution|attempt|output|result)s? (?:of|by|from) [\w-]+(?: \w+)?|[\w-]+(?:'s|’s) (?:answer|solution|attempt|output))\s*:",
        re.I,
    ),
    # what is given stays: it always does
    lazily(
        r"\b(?:do not|don't|never|please don't|without) (?:change|alter|overwrite|modify|chang\w+|alter\w+)(?: the| my| any| of)* "
        r"(?:r\d{1,2}c\d{1,2}|clues?|givens?|given (?:numbers|digits|cells)|numbers?|digits?)(?:,? (?:it|that|they|those) (?:is|are) (?:right|correct|fine|given))?",
        re.I,
    ),
    lazily(
        r"\b(?:please )?(?:use|using|with|in|inside|within|put (?:it|the answer|your answer) (?:in|inside))? ?(?:an? )?\\boxed(?:\{[^{}\n]*\})?",
        re.I,
    ),
    # how the answer is laid out, "as the puzzle" or in rows apart by spaces: what we do anyway
    lazily(
        rf"(?:^|(?<=[.!?:\n]))\s*(?:please )?(?:ensure|make sure|format|respond|reply|present|write|your (?:final )?(?:answer|output|response) (?:should|must|has|follows))\b"
        rf"(?:{_ODD}[^.\n])*\b(?:format(?:ted)?|same (?:format|form|way|layout)|as the puzzle|separat\w+|spaces)\b(?:{_ODD}[^.\n])*",
        re.I,
    ),
    lazily(
        r"\b(?:give|return|output|provide|print|write|state|report)\b[^.\n]{0,20}\bonly\b[^.\n]{0,40}\bas (?:your |the )?(?:final )?answer\b|\bno (?:other|additional|extra) (?:text|words?|output)(?: or formatting)?\b|"
        r"\b(?:do not|don't) (?:return|add|include|write|output|print) (?:anything|any \w+) (?:else|other)[^.\n]{0,30}|\b(?:return|respond|answer|give)[^.\n]{0,30}\b(?:in )?(?:the )?following (?:json )?(?:structure|format|form|way)\b:?|"
        r"(?m:^\s*</?\w+>\s*$)|\bkey:|\breturn json:?|(?m:^\s*\"[^\n]*\"\s*,?\s*$)|\bpresent consecutive steps(?: in the)? following way",
        re.I,
    ),
    lazily(
        r"\b(?:in|as|using|with|inside|within|into|put|wrap\w*|enclosed?|formatted|format(?:ting)?)\b[^.\n]{0,60}\b(?:json|code ?blocks?|code ?fences?|csv|markdown|latex|html|(?:double )?(?:square )?brackets?|<\w+>|\\boxed\S*|tags?|grid format|same format|table|list of lists|python list|2d (?:list|array)|array|matrix|text|string)\b[^.\n]{0,40}",
        re.I,
    ),
    lazily(r"\b(?:als|im|in) (?:json|csv|markdown|latex|html)(?:-?(?:format|liste|tabelle|array|datei))?\b", re.I),
)


_FORM_WORDS = lazily(
    r"(?<![^\W_])(?:answers?|your|my|the|a|an|it|final|reply|response|output|solution|result|solved|complete[d]?|put|give|return|respond|write|print|present|in|inside|"
    r"within|as|with|using|of|lists?|double|single|square|curly|brackets?|tags?|block|format(?:ted)?|form|only|nothing|else|text|exactly|and|for|please|row|col(?:umn)?|"
    r"path|json|wrapped|enclosed|like|this|ensure|that|make|sure|array|valid|rows|lines?)(?![^\W_])|\[+\s*(?:row|r|x|y),\s*(?:col(?:umn)?|c|x|y)\s*\][^\n.?!]{0,8}|\[\[[^\]\n]{0,40}\]\]",
    re.I,
)
"""What the open places of a form may hold."""


def consume(message: Message, names: re.Pattern[str], restates: tuple[re.Pattern[str], ...] = ()) -> None:
    """Take everything plain."""
    for pattern in restates:
        message.take(pattern)
    for pattern in FORMS:
        for match in message.take(pattern):
            for word in _FORM_WORDS.finditer(message.words, *match.span()):
                message.mark(*word.span())
    for pattern in _named(names.pattern):
        message.take(pattern)
    for called in list(message.find(names)):
        end = called.end()
        while end < len(message.words) and message.words[end].isalpha() and end - called.end() < 3:
            end += 1  # "des Sudokus"
        message.mark(called.start(), end)


@lru_cache(maxsize=256)
def _named(names: str) -> tuple[re.Pattern[str], ...]:
    """The plain requests with what the kind is called filled in."""
    return tuple(lazily(pattern.pattern.replace("NAME", f"(?:{names})"), re.I) for pattern in PLAIN)
