"""What somebody says that a cell holds, to be said yes or no to: "is r1c3 a 4?", "I put a 7 in r1c1, am I on the right track?"."""

from __future__ import annotations

import re

from router.asking.account import language
from router.asking.ask import Claim
from router.asking.message import HOLE, Message
from router.asking.places import Places
from solvers.base import Form
from solvers.kinds import KINDS
from solvers.text.patterns import lazily

_IS_VALUE = lazily(
    r"(?:\bis\b|\bist\b|\best\b|\bes\b|\bè\b|\bé\b|=|\bgehört\b|\bgoes\b|\bbelongs\b|\bsteht\b|\bva\b|\bkommt\b|\bhoort\b|\bstoi\b|\bстоит\b)\s*(?:it true that|it a|an?|the|eine?|un[ea]?)?\s*(?P<v>\d{1,2})\b|(?P<v2>\d{1,2})\s*(?:right|correct|in|at|richtig|steht|stimmt)\b",
    re.I,
)
_QUESTION = lazily(r"[?？]|\b(?:is it true|tell me (?:if|whether)|check (?:if|whether))\b|吗|か[。？?]?", re.I)
_DOUBTED = lazily(
    r"\W*(?:(?:is|was) (?:that|this|it|he|she) (?:right|correct|true)|(?:is that )?(?:right|correct|true)|stimmt (?:das|es)|richtig|c'est (?:vrai|juste)|es (?:verdad|correcto|cierto)|"
    r"è (?:vero|giusto)|é verdade|está certo|klopt (?:dat|het)|(?:czy )?to prawda|это (?:верно|правда)|hat (?:er|sie) recht|is he right|is she right)\s*[?？]|对吗|本当",
    re.I,
)
_TAG = lazily(
    r",\s*(?:right|correct|isn't it|is it|no|oder|nicht wahr|richtig|n'est-ce pas|non|verdad|cierto|vero|giusto|certo|né|toch|prawda|верно|да)\s*[?？]\s*$",
    re.I,
)
_DENIED = lazily(r"n't\b|\bnot\b|\bnever\b|\bnicht\b|\bpas\b|\bkein\b", re.I)
_EITHER = lazily(r"\d+\W+(?:(?:or|oder|ou|o|of|czy|lub|albo|или|oppure)\b|还是|或)|\d+\W*ですか、?\s*\d", re.I)
_ENTERED_WORDS = (
    "i i've i'd ive we we've have has had got just put puts place placed wrote write written entered filled fill chose chosen guessed guess think believe reckon say said "
    "would decided a an the in at into as for so far only there then now already that it is goes should must be number digit value cell square box my first hi hello ok okay and well "
    "ich wir habe hab haben eine einen ein die den das der eingetragen eingesetzt geschrieben hingeschrieben gesetzt stehen steht da dort bisher nur jetzt schon bereits glaube denke "
    "meine würde dass ist kommt gehört muss feld zelle kästchen zahl ziffer also hier sagen tippe auf als und"
)
_ENTERED = frozenset(_ENTERED_WORDS.split())
"""Words in which somebody tells the one number that he put into a cell."""
NEAR = 200
"""Characters behind a cell in which it is asked whether that is right."""
_MINE = lazily(r"(?<![^\W_])(?:i|i've|ive|we|we've|ich|wir)(?![^\W_])", re.I)
_RIGHT_SO = lazily(
    r"\W*(?:(?:so|and|but|please|tell me|also|und|oder)[ ,:]+)*(?:(?:am i|are we) (?:(?:still )?on (?:the right|a good) (?:track|path|way)|right|correct|good|ok(?:ay)?|doing (?:ok(?:ay)?|fine|well|it right|this right))"
    r"|(?:is|was) (?:that|this|it)(?: one)? (?:right|correct|ok(?:ay)?|good|fine|true|wrong|a mistake)|does (?:that|this|it) (?:work|fit|look (?:right|ok(?:ay)?|good))|(?:right|correct|ok(?:ay)?)"
    r"|bin ich (?:(?:damit |da )?auf dem richtigen weg|richtig)|ist (?:das|es|die)(?: so)?(?: richtig| korrekt| okay| falsch)|stimmt (?:das|es|die)|liege ich (?:damit )?richtig|passt das|richtig)"
    r"(?: (?:so far|there|here|so|bisher|damit|oder nicht|or not|or wrong))*\s*[?？]",
    re.I,
)
"""What asks whether it is right."""
_WRONG = lazily(r"(?<![^\W_])(?:wrong|mistake|falsch)(?![^\W_])", re.I)
_TOKEN = lazily(r"[^\W_]+(?:['’][^\W\d_]+)?")


def entered(message: Message, chosen: Places | None, form: Form) -> Claim | None:
    """One number that somebody put into one cell, and whether that is right."""
    if chosen is None or chosen.but or [len(group) for group in chosen.groups] != [1]:
        return None
    start, end = chosen.spans[0][0], chosen.spans[-1][1]
    left = max(message.words.rfind(mark, 0, start) for mark in ".!?\n;\0") + 1
    if _MINE.search(message.words, left) is None:
        return None
    hole = message.words.find(HOLE, end)
    stop = min(len(message.words) if hole < 0 else hole, end + NEAR)
    asked = next(
        (m for m in _RIGHT_SO.finditer(message.words, end, stop) if _between(message.words[end : m.start()])), None
    )
    if asked is None or _WRONG.search(asked.group()) is not None:
        return None
    told = list(message.words[left : asked.start()])
    for a, b in chosen.spans:
        told[max(0, a - left) : b - left] = " " * (b - max(a, left))
    words = "".join(told).lower().replace("’", "'")
    tokens = _TOKEN.findall(words)
    numbers = [token for token in tokens if token.isdigit()]
    if len(numbers) != 1 or _MINE.search(words) is None or not _ENTERED.issuperset(set(tokens) - set(numbers)):
        return None
    message.mark(left, asked.end())
    return Claim(form, "value", chosen.groups[0][0], numbers[0])


def _between(words: str) -> bool:
    """Whether this ends the sentence in which a cell is named, and nothing more."""
    return re.fullmatch(r"[^.!?\n;\0]*[.!,;:\n-]*\s*", words) is not None


def claim(message: Message, chosen: Places | None, form: Form) -> Claim | None:
    """ "Is r1c3 a 4?": one cell and one number in a question that asks yes or no."""
    if chosen is None or len(chosen.groups) != 1 or len(chosen.groups[0]) != 1 or chosen.but:
        return None
    start, end = chosen.spans[0]
    sentence_start = max(message.words.rfind(mark, 0, start) for mark in ".!?\n;") + 1
    stop = re.search(r"[.!?？\n]", message.words[end:])
    sentence_end = end + stop.end() if stop else len(message.words)
    sentence = message.words[sentence_start:sentence_end]
    opens = re.match(
        r"[\s¿]*(?:is|are|would|could|can|ist|est|es|è|é|does|do|gehört|steht|kommt|va|czy|klopt het)\b|\s*tell me (?:if|whether)|\s*stimmt es|"
        r"\s*(?:est-ce que|est-il vrai|правда ли|верно ли|これは本当)",
        sentence,
        re.I,
    )
    value = _IS_VALUE.search(
        message.words[sentence_start:start] + " " * (end - start) + message.words[end:sentence_end]
    )
    doubted = None if opens is not None else _DOUBTED.match(message.words, sentence_end)
    if doubted is None and _TAG.search(sentence) is not None:
        doubted = _TAG.search(sentence)
    if value is None or (doubted is None and (opens is None or not _QUESTION.search(sentence))):
        return None
    denied = (
        _DENIED.search(sentence) is not None
        or len(re.findall(r"\d+", _without(sentence, start, end, sentence_start))) > 1
    )
    if doubted is not None and denied:  # another claim than "this cell holds that"
        return None
    if _EITHER.search(_without(sentence, start, end, sentence_start)) is not None:  # "a 4 or a 5": no yes answers that
        return None
    if not _plainly(sentence, [(a - sentence_start, b - sentence_start) for a, b in chosen.spans]):
        return None
    message.mark(sentence_start, sentence_end)
    if doubted is not None and doubted.string is message.words:
        message.mark(*doubted.span())
    return Claim(form, "value", chosen.groups[0][0], value["v"] or value["v2"])


_REPORTED = lazily(
    r"^.*?(?<![^\W_])(?:says?|said|thinks?|thought|claims?|claimed|believes?|told me|sure|bet|sagt\w*|meint\w*|behauptet\w*|glaubt?e?|denkt?e?)(?![^\W_])(?:,? (?:that|dass))?,?",
    re.I | re.S,
)
"""Who says so."""
_TELL = lazily(
    r"^\W*(?:(?:so|and|but|please|can you|could you|ok(?:ay)?|also|und|bitte|kannst du)[\s,]+)*(?:tell me|say|check|see|verify|know|confirm|sag\w*|prüf\w*)(?: mir)?[\s,]+",
    re.I,
)
_HERE = lazily(
    r"(?<![^\W_])(?:in|of|im)\s+(?:(?:this|the|my|diesem|dieser|dem|der|meinem)\s+)?(?P<thing>[^\W\d_]+)", re.I
)
"""In which puzzle."""
_CLAIM_WORDS = (
    "is are does do would could can it true that the a an right correct in at of be really actually definitely this cell square field box digit number value go goes belong belongs stand stands there "
    "fit supposed to my or not here if whether i think so s one must should have has contain hold holds correctly placed ist es wahr dass richtig steht stehen gehört kommt stimmt eine ein einen die der das da dort "
    "wirklich hin feld zelle zahl ziffer dem den im auf an ob tatsächlich muss sein no yes isn't oder nicht hat"
)
_CLAIMS = frozenset(_CLAIM_WORDS.split())
"""Words of a claim about one cell in English and German; other languages have tables of their own."""


def _plainly(sentence: str, places: list[tuple[int, int]]) -> bool:
    """Whether an English or German sentence claims that a cell holds a number, and says nothing besides."""
    code = language(sentence)
    if code not in ("en", "de"):
        return True
    words = list(sentence)
    for start, end in places:
        words[max(0, start) : end] = " " * (end - max(0, start))
    left = _TELL.sub(" ", _REPORTED.sub(" ", "".join(words)))
    left = _HERE.sub(lambda here: " " if _is_puzzle(here["thing"]) else here.group(), left)
    return all(token.isdigit() or token in _CLAIMS for token in _TOKEN.findall(left.lower().replace("’", "'")))


def _is_puzzle(thing: str) -> bool:
    """Whether a word calls the whole puzzle; "the given grid" is not what is to be solved."""
    return thing.lower() in ("puzzle", "rätsel") or any(kind.names.fullmatch(thing) for kind in KINDS.values())


def _without(sentence: str, start: int, end: int, at: int) -> str:
    """A sentence that begins `at` without [start, end) of the message."""
    return sentence[: start - at] + " " * (end - start) + sentence[end - at :]
