"""What follows a puzzle in a conversation: "now only row 3", "how many steps?", "why?", "that first 3 should be a 1".

The last puzzle is read anew from its own message; the words that follow only say what else is wanted of it, or which
of its cells was meant otherwise. Whatever is not understood whole is no follow-up.
"""

from __future__ import annotations

import re
from dataclasses import replace
from zlib import crc32

from router.asking.account import language
from router.asking.ask import Claim, Hint, Make, Own, Solve, Sure, Talk, Value, Why, Worked
from router.asking.closed import SHORT
from router.asking.light_words import says_nothing
from router.asking.message import Message
from router.asking.place_words import NUMBERS
from router.asking.places import places, shape_of
from router.asking.shape_words import Layout
from router.asking.understand import understand
from router.asking.wanted import any_solution, form_of
from router.reading.read import reading_of
from router.tongues import in_english
from router.types import Reading
from solvers.base import Form, Span
from solvers.kinds import KINDS
from solvers.text.patterns import lazily

LONG = 240
"""Characters of a follow-up at the most."""
_WHY = lazily(
    r"\W*(?:but |and |und |et |y |e |please |bitte )*(?:why|how so|how come|explain(?: (?:it|that|this|why))?(?: to me)?(?: please)?|erklär(?:e)?(?: mir)?(?: (?:das|es))?(?: bitte)?|warum|wieso|pourquoi|por qué|perché|por quê|waarom|dlaczego|почему|为什么|なぜ)\W*",
    re.I,
)
_HINT = lazily(
    r"\W*(?:(?:and|ok|a|an|another|one|more|next|give me|please|und|noch|ein|einen|kleinen|weiteren|den nächsten|gib mir|bitte)[ ,]+)*(?:hint|tip|clue|tipp|hinweis|indice|pista|dica|подсказк\w|提示|ヒント)(?: please| bitte)?\W*",
    re.I,
)
_ONLY_ONE = lazily(
    r"\W*(?:(?:and|so|but|ok(?:ay)?)\b[\s,]*)*(?:is (?:it|this|that) (?:really )?(?:the only|a unique|the sole|the unique) (?:possible |valid |correct )?(?:solution|answer|one|way to solve it)|"
    r"ist (?:das|es) die einzige (?:mögliche )?lösung|est-ce la seule solution|c'est la seule solution|¿?es la única solución|è l'unica soluzione|é a única solução|is (?:dit|dat) de enige oplossing|"
    r"czy to jedyne rozwiązanie|это единственное решение|这是唯一的?解吗)\W*",
    re.I,
)
_AGAIN = lazily(
    r"\W*(?:(?:please|now|then|so|ok(?:ay)?)\b[\s,]*)*(?:solve (?:it|this|that|the puzzle)|löse? (?:es|das))(?: (?:now|again|please|jetzt|nochmal|bitte|for me))*\W*",
    re.I,
)
_WHOLE = lazily(
    r"\W*(?:(?:and|now|ok(?:ay)?|please|just|then|so|und|jetzt|bitte|nun|dann)[\s,]+)*(?:(?:tell me|give me|show me|i want|let me see|what(?:'s| is)|sag mir|gib mir|zeig mir)[\s,]+)?"
    r"(?:the |its |die |das )?(?:whole |full |complete |entire |final |ganze |komplette |volle )?(?:answer|solution|thing|lösung|ganze)(?: please| bitte| now| jetzt)*\W*",
    re.I,
)
_REPEAT = lazily(
    r"\W*(?:(?:please|can you|could you|kannst du|bitte|ok(?:ay)?)[\s,]+)*(?:show|print|give|send|repeat|post|say|write|zeig\w*|schreib\w*|sag\w*|wiederhol\w*)(?: (?:me|it|that|this|the (?:answer|solution)|mir|es|das|die lösung|bitte))*"
    r"(?: (?:again|once more|one more time|nochmal|noch einmal|noch mal))+(?:,? (?:please|bitte))?\W*|\W*(?:please |bitte )?(?:repeat|wiederhol\w*)(?: (?:that|it|das|es))?(?: please| bitte)?\W*",
    re.I,
)
_SURE = lazily(
    r"\W*(?:(?:and|but|so|ok(?:ay)?|hm+|und|aber)[\s,]+)*(?:(?:is|was) (?:it|that|this|the answer|the solution|your (?:answer|solution))(?: really| definitely| actually)? (?:right|correct|true|ok(?:ay)?)|are you (?:sure|certain)(?: about (?:that|it|this))?|"
    r"(?:is|was) (?:that|it) (?:really|sure|certain)|ist (?:das|es|die lösung|die antwort)(?: wirklich| auch| so)? (?:richtig|korrekt|sicher)|bist du (?:dir )?sicher|stimmt (?:das|es|die lösung)(?: wirklich| auch)?)\s*[?？]*\W*",
    re.I,
)
"""Whether the answer that was given is right."""
_MORE = lazily(
    r"\W*(?:(?:and|now|ok(?:ay)?|please|thanks|thank you|great|cool|too (?:easy|hard|difficult|simple)|that was (?:too )?(?:easy|hard|fun|good)|can (?:i|you)|could (?:i|you)|und|jetzt|bitte|danke|super|zu (?:leicht|schwer|einfach)|kannst du)[\s,.!]+)*"
    r"(?:(?:give|make|do|show|send|generate|create|get|have|want|need|i want|i'd like|let's (?:do|try)|mach\w*|gib\w*|erstell\w*|zeig\w*|ich (?:will|möchte|hätte gern))(?: (?:me|us|mir|uns|bitte))*[\s,]+)?"
    r"(?P<one>(?:an?other|one more|a new|a|a different|noch ein\w*|ein neue[sn]?|ein andere[sn]?|ein)(?: (?:bit|little|much|slightly|more|new|similar|different|etwas|viel))*)?[\s,]*(?:(?:but|just|aber|nur)[\s,]+)?(?:(?:a bit|a little|much|etwas|viel)[\s,]+)?"
    r"(?P<how>harder|more difficult|tougher|trickier|hard|difficult|easier|simpler|easy|schwierigere?[sn]?|schwerere?[sn]?|schwere[sn]?|leichtere?[sn]?|einfachere?[sn]?|leichte[sn]?)?[\s,]*(?:one|puzzle|of (?:these|those|them)|rätsel|davon)?"
    r"(?: (?:like (?:this|that|it)|wie (?:das|dieses)))?(?:,? (?:but|aber)(?: (?:a bit|etwas))? (?P<how2>harder|easier|schwerer|leichter|schwieriger|einfacher))?(?:[\s,]+(?:please|pls|thanks|bitte|danke|now|to solve|to try))*\W*",
    re.I,
)
"""Another puzzle of the kind, or another hint."""
_NO_SPACES = lazily(
    r"\W*(?:(?:and|now|please|the same|but|und|jetzt|bitte|aber)[\s,]+)*(?:without (?:any )?(?:the )?(?:spaces|blanks|gaps)|no spaces|ohne leerzeichen)(?: please| bitte)?\W*",
    re.I,
)
_ITS_VALUE = lazily(
    r"\W*(?:(?:and|so|ok(?:ay)?|now|but|then)\b[\s,]*)*(?:"
    r"(?:(?:what(?:'s| is)?|which is|tell me|give me|show me|say) )?(?:the|its|that|what|which) (?:right )?(?:value|number|digit|sign|letter)"
    r"(?: is it| is that| goes? there| is there| there| of it| then)?"
    r"|what goes (?:in )?there|what (?:is it|comes there|stands there)"
    r"|(?:und )?(?:der wert|die zahl|welche zahl|welcher wert)|et (?:la valeur|le chiffre)|y (?:el valor|el número)|e (?:il valore|o valor)"
    r")(?:,? (?:please|bitte))?\W*",
    re.I,
)
"""After a hint: what stands in the cell that it speaks of."""
_LEAD = lazily(
    r"^\W*(?:(?:and|now|ok(?:ay)?|then|so|what about|how about|und|jetzt|et|maintenant|y|ahora|e|ora|agora|en|nu|а|теперь)\b[\s,]*)+",
    re.I,
)
_CORRECTS = lazily(
    r"\b(?:should (?:be|have been|read)|is (?:really|actually)|was meant to be|must be|needs to be|ought to be|instead of|sollte|muss|devrait|debería|dovrebbe)\b",
    re.I,
)
_BECOMES = lazily(
    r"\b(?:be|been|read|really|actually|sein|être|ser|essere)\b(?: an?| eine?| un[ea]?| the)? (?P<value>\w{1,2}|blank|empty|leer|vide)\b",
    re.I,
)
_COMPARED = lazily(r"(?:hard|tough|tricki|easi|simpl)er|more|\w+er(?:e[sn]?)?$", re.I)
_HARDER = lazily(r"hard|more|tough|trick|schw|difficult", re.I)
_LEVELS = {
    "harder": {"easy": "medium", "medium": "hard", "hard": "hard", "": "hard"},
    "easier": {"easy": "easy", "medium": "easy", "hard": "medium", "": "easy"},
    "": {"easy": "easy", "medium": "medium", "hard": "hard"},
}
"""How hard another puzzle is, by how hard the last one was ordered."""
_ADDS = lazily(
    r"\b(?:with|without|too|also|as well|count|must|mit|ohne|auch|zählen|avec|sans|aussi|comptent|con|sin|también|cuentan|senza|anche|contano|com|sem|também|met|zonder|ook|z|bez|też|с|без|тоже)\b",
    re.I,
)
""" "Now with the diagonals too" asks for another puzzle, not for what stands there."""
_WITH = lazily(r"\W*(?:with|mit|avec|con|com|met|ze?|со?)\b", re.I)
""" "And with the diagonals?" too."""
_BESIDE = lazily(
    r"\W*(?:(?:(?:and )?(?:not|instead of|rather than|nicht|statt|no|non|pas|en vez de|invece di) (?:an? |the |eine? |un[ea]? )?(?P<old>\w{1,2})|sorry|my (?:mistake|bad|fault)|please|thanks?(?: you)?|"
    r"a typo|typo|there|actually|bitte|danke|merci|gracias|grazie)\W*)*",
    re.I,
)
"""What may follow the number that a cell is to hold: the wrong one, and manners."""
_NTH_SIGN = lazily(
    "(?:"
    + "|".join(f"(?P<o{n}>{words})" for n, words in NUMBERS.items())
    + r"|(?P<last>last))? ?(?P<sign>[\dA-Za-z]{1,2})\s*(?=should|is |was |must|needs|ought|sollte|muss)",
    re.I,
)


def follow_up(text: str, last: Reading) -> Reading | None:
    """What `text` wants of the puzzle read last; None where it is no question about it."""
    if last.candidate is not None and len(text) <= LONG:
        english = in_english(text, [], KINDS[last.kind], last.candidate)
        asked = _asked(english.text, last) if english is not None else None
        if asked is not None:
            return asked
    return _asked(text, last)


def _asked(text: str, last: Reading) -> Reading | None:
    """The same for words as they stand."""
    candidate = last.candidate
    if (
        candidate is None
        or candidate.puzzle is None
        or last.refusal is not None
        or isinstance(last.ask, Worked)
        or (isinstance(last.ask, Own) and last.ask.worked_out)  # terms of the question before would be lost
        or not text.strip()
        or len(text) > LONG
    ):
        return None
    if _WHY.fullmatch(text):
        return _with(last, Reading(kind=last.kind, ask=Why()))
    if _HINT.fullmatch(text):
        return _with(last, Reading(kind=last.kind, ask=Hint()))
    if (brief := _briefly(text, last)) is not None:
        return brief
    if _ONLY_ONE.fullmatch(text):
        form = Form("unique")
        return _with(last, Reading(kind=last.kind, ask=Claim(form, "unique"), form=form))
    if _AGAIN.fullmatch(text):
        return _with(last, Reading(kind=last.kind, ask=Solve()))
    if isinstance(last.ask, (Hint, Why)) and _ITS_VALUE.fullmatch(text):
        return _with(last, Reading(kind=last.kind, ask=Hint(strength=3)))
    kind = KINDS[last.kind]
    lead = _LEAD.match(text)
    words = text[lead.end() :] if lead is not None else text
    shape = shape_of(kind, candidate)
    named = shape is not None and places(words, shape) is not None
    bare = named and not re.search(r"[?？]", words)
    if (bare and _ADDS.search(words) is not None) or (named and _WITH.match(words) is not None):
        return None
    said = f"{words.rstrip(' .')}?" if bare else words
    message = Message(said)
    form = form_of(said, kind, candidate)
    understood = understand(message, kind, candidate, form)
    ask = understood.ask
    if understood.unclear or isinstance(ask, Talk) or understood.left:
        return None
    alone = reading_of(said, candidate, [Span(0, 0)])  # what closes the way beside a drawing closes it here
    whether = isinstance(ask, Own) and ask.words().startswith("whether")  # a bound on the steps is no bound on the way
    if alone.unclear or alone.kind != last.kind or (alone.refusal is not None and not whether):
        return None
    if isinstance(ask, Solve) and form.base is not None and "coordinates" in kind.forms:  # "the same with 0-based"
        ask = replace(ask, form=replace(form, name="coordinates"))
    if isinstance(ask, Solve) and not (
        ask.every or understood.layout.name or ask.form.wrap or ask.form.name not in ("", *kind.forms[:1])
    ):
        return None
    if not says_nothing(SHORT.sub(" ", understood.rest), language(text) or "en"):
        return None
    asked = Reading(kind=last.kind, ask=ask, form=ask.form, layout=understood.layout, any_solution=any_solution(text))
    return _with(last, asked)


def _briefly(text: str, last: Reading) -> Reading | None:
    """What a few words want that name nothing: the whole of it, the same again, another one, whether it is right."""
    if _WHOLE.fullmatch(text):
        return _with(last, Reading(kind=last.kind, ask=Solve()))
    if _REPEAT.fullmatch(text):
        return last
    grid = last.candidate is not None and shape_of(KINDS[last.kind], last.candidate) is not None
    if grid and _NO_SPACES.fullmatch(text) and isinstance(last.ask, Solve):
        return _with(last, Reading(kind=last.kind, ask=Solve(), layout=Layout("packed")))
    if _SURE.fullmatch(text) and isinstance(last.ask, Solve | Value | Own | Sure) and not last.any_solution:
        return _with(last, Reading(kind=last.kind, ask=Sure()))
    more = _MORE.fullmatch(text)
    if more is None:
        return None
    one, said = (more["one"] or "").strip().lower(), (more["how2"] or more["how"] or "").lower()
    if one in ("", "a", "ein") and _COMPARED.match(said) is None:
        return None  # "hard!" is a remark
    if isinstance(last.ask, Hint) and not said:
        return _with(last, Reading(kind=last.kind, ask=Hint()))
    was = last.ask.difficulty if isinstance(last.ask, Make) else ""
    level = _LEVELS["harder" if _HARDER.match(said) else "easier" if said else ""].get(was, "medium")
    return _with(last, Reading(kind=last.kind, ask=Make(difficulty=level, another=_number_of(last))))


def _number_of(last: Reading) -> int:
    """A number of the last puzzle's own, so that another one is another."""
    assert last.candidate is not None
    return 1 + crc32(repr(last.candidate.puzzle).encode()) % 100_000


def _with(last: Reading, asked: Reading) -> Reading:
    return last.model_copy(
        update={
            "ask": asked.ask,
            "form": asked.form,
            "layout": asked.layout,
            "any_solution": asked.any_solution or last.any_solution,
            "left": "",
        }
    )


def corrects(text: str) -> bool:
    """Whether the words say that a cell was meant otherwise."""
    return len(text) <= LONG and _CORRECTS.search(text) is not None


def corrected(text: str, message: str, last: Reading) -> str | None:
    """The last message with the one cell changed that `text` corrects; None where it does not say which, or to what."""
    candidate = last.candidate
    becomes = _BECOMES.search(text)
    if candidate is None or becomes is None or len(set(candidate.cells)) < len(candidate.cells):
        return None
    beside = _BESIDE.fullmatch(text, becomes.end())
    if beside is None or re.search(r"[?？]", text):
        return None  # a question, or more than a correction
    value = becomes["value"].lower()
    sign = candidate.notation.get("blank", ".") if value in ("blank", "empty", "leer", "vide") else value
    shape = shape_of(KINDS[last.kind], candidate)
    signs = [message[span.start : span.end] for span in candidate.cells]
    if shape is None or len(signs) != shape.rows * shape.columns or len(sign) != 1:
        return None
    chosen = places(text[: becomes.start()], shape)
    if chosen is not None and len(chosen.groups) == 1 and len(chosen.groups[0]) == 1:
        row, column = chosen.groups[0][0]
        index: int | None = row * shape.columns + column
    else:
        index = _nth(text, signs)
    if index is None:
        return None
    if beside["old"] not in (None, signs[index]):
        return None
    span = candidate.cells[index]
    return message[: span.start] + sign + message[span.end :]


def _nth(text: str, signs: list[str]) -> int | None:
    """The cell of "that first 3": the only one with this sign, or the one counted in reading order."""
    match = _NTH_SIGN.search(text)
    if match is None:
        return None
    at = [index for index, sign in enumerate(signs) if sign == match["sign"]]
    number = next((n for n in NUMBERS if match[f"o{n}"]), None)
    if match["last"] and at:
        return at[-1]
    if number is None:
        return at[0] if len(at) == 1 else None
    return at[number - 1] if number <= len(at) else None
