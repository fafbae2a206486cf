"""Clause accounting: what nobody understood and still wants something is never ignored.

After the readers took their parts, a clause is mere talk if nothing loaded is left of it (`lexicon`): no part of a
puzzle, no order, no question. Otherwise it closes the way, quoted. Stories about the past are talk whatever they name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from router.asking.lexicon import LANGUAGES, words
from router.asking.light_words import says_nothing, unknown_words
from router.asking.message import HOLE, Clause, Message
from solvers.text.patterns import lazily

_SPACED = tuple(language for language in LANGUAGES if language.code not in ("zh", "ja"))
_CJK = tuple(language for language in LANGUAGES if language.code in ("zh", "ja"))
_HAN = lazily(r"[぀-ヿ一-鿿]")
_LOADED = {entry.code: words(entry.nouns, entry.limits, entry.asks) for entry in _SPACED}
_POLITE = lazily(
    r"^[\s\W]*(?:(?:and|then|so|but|also|please|und|dann|bitte|et|puis|y|por favor|e|poi|per favore|en|i)\b[\s,]*)+",
    re.I,
)
_AND = lazily(
    r"(?<![^\W_])(?:and|und|et|y|e|en|i|и|oraz|then|dann|puis|dan)\s+(?:tell|say|give|write|list|print|explain|describe|count|sag\w*|gib|schreib\w*|zähl\w*|nenne?|"
    r"erklär\w*|dis|donne\w*|écri\w*|compte\w*|expli\w*|dime|dame|escrib\w*|cuenta|dimmi|dammi|scriv\w*|conta|spiega\w*|diga|dê|escrev\w*|conte|zeg|geef|schrijf|tel|"
    r"podaj|powiedz|napisz|policz|скажи\w*|напиши\w*|посчитай\w*|объясни\w*)\s+\w",
    re.I,
)
"""What joins another order to one that was understood ("los op en zeg me ...")."""
_DOUBTS = lazily(
    r"\W*(?:(?:is (?:that|this|it) )?(?:possible|correct|true|right|really)|possibile|posible|possível|möglich|richtig|stimmt(?: das| es)?|vraiment|c'est vrai|verdad|vero|"
    r"verdade|klopt dat|prawda|правда|возможно)\s*[?？]\s*$",
    re.I,
)
"""A question about what was said before it."""
_NAME = lazily(r"\b(?:[A-Z][\w'-]*|[\w.+-]+@[\w-]+\.\w+|https?://\S+|\d[\d/:.,-]*)\b")
_WORD = lazily(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LETTER = lazily(r"[^\W\d_]")


_CHANGE = lazily(
    r"\b(?:diagonal(?:s|ly)?|knight|king'?s|thermo\w*|cages?|killer (?:sudoku|cages?|rules?)|even|odd|parity|consecutive|sandwich|doors?|keys?|locked|teleport\w*|"
    r"portals?|one-way|costs?|weights?|fuel|battery|slid(?:e|es|ing)|jump\w*|wrap\w*|opposite (?:side|edge)s?|corners?|instead of|"
    r"longest|second[- ]shortest|all (?:possible |the )?(?:paths|routes|solutions)|each (?:colou?r|letter) region|visit (?:all|every)|"
    r"0-based|zero-based|from the bottom|upside down|mirror\w*|rotat\w*|except(?:ion)?s?(?! handling)|hints? only|do not solve)\b",
    re.I,
)
_DENIED = lazily(r"\b(?:no|not|never|without|nor|cannot|can't|don't)\b(?:[^.;\n]{0,40})$", re.I)


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    language = next(entry for entry in LANGUAGES if entry.code == code)
    whole = code not in ("zh", "ja")
    start = lazily(rf"^[\W_]*(?:{language.verbs})" + (r"(?![^\W_])" if whole else ""), re.I)
    asks = (
        lazily(rf"^[\W_]*(?:{language.asks})" + (r"(?![^\W_])" if whole else ""), re.I)
        if whole
        else words(language.asks, whole=False)
    )
    past = lazily(rf"^[\W_]*(?:{language.past})", re.I)
    return words(language.nouns, whole=whole), words(language.limits, whole=whole), start, asks, past


@cache
def _everyday() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """Everyday words with the languages they belong to, and beginnings of such words."""
    found: dict[str, tuple[str, ...]] = {}
    stems: list[tuple[str, str]] = []
    for entry in _SPACED:
        for word in entry.common.split("|"):
            if word.endswith(r"\w*"):
                stems.append((word[:-3], entry.code))
            else:
                found[word] = (*found.get(word, ()), entry.code)
    return found, tuple(stems)


def language(text: str) -> str | None:
    """The language of some words, by its everyday words; None where there is no table for it."""
    if _HAN.search(text):
        return "ja" if re.search(r"[぀-ヿ]", text) else "zh"
    exact, stems = _everyday()
    scores = dict.fromkeys(_LOADED, 0)
    for word in _WORD.findall(text.lower()):
        for code in exact.get(word, ()):
            scores[code] += 1
        for stem, code in stems:
            scores[code] += word.startswith(stem)
    ranked = sorted(scores.values(), reverse=True)
    if ranked[0] == ranked[1]:  # a close call: what is said about puzzles counts too
        for code, pattern in _LOADED.items():
            scores[code] += len(pattern.findall(text))
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else None


def leftovers(
    message: Message, *, names: re.Pattern[str] | None = None, own: Callable[[str], bool] | None = None
) -> list[Clause]:
    """The clauses that want something which nobody understood, in order.

    A document (a prompt that explains the whole puzzle at length) says its plain rules in many ways: there only a
    clause that speaks of a change counts, not every clause that names a row. `own` tells words of the kind's own rules.
    """
    clauses = list(message.clauses())
    if message.is_document:
        return [clause for clause in clauses if _changes(message, clause)]
    whole = language(message.words) or "en"
    return [clause for clause in clauses if _any_wants(message, clause, _languages(message, clause, whole), names, own)]


def _languages(message: Message, clause: Clause, whole: str) -> set[str]:
    """The clause's own language and the message's ("come" is a word of three languages, "as" of two)."""
    return {language(message.words[clause.start : clause.end]) or whole, whole}


def without_stories(message: Message) -> str:
    """The words with the clauses that only tell a story blanked out; every offset stays."""
    chars = list(message.words)
    whole = language(message.words) or "en"
    for clause in message.clauses():
        said = message.words[clause.start : clause.end]
        if is_story(said, language(said) or whole):
            chars[clause.start : clause.end] = " " * (clause.end - clause.start)
    return "".join(chars).replace(HOLE, " ")


def is_story(said: str, code: str) -> bool:
    """Whether a clause tells of the past or of somebody's habits: such talk changes no puzzle."""
    return not said.rstrip().endswith(("?", "？")) and _patterns(code)[4].search(said) is not None


def loaded(said: str, code: str) -> bool:
    """Whether words of that language name a part of a puzzle, give an order or ask, whatever else they tell."""
    nouns, _, start, asks, _ = _patterns(code)
    rest = _POLITE.sub("", said)
    return nouns.search(rest) is not None or start.search(rest) is not None or asks.search(rest) is not None


def opens_with_order(said: str, code: str) -> bool:
    """Whether a clause begins with an order or a question word of that language."""
    _, _, start, asks, _ = _patterns(code)
    rest = _POLITE.sub("", said)
    return start.search(rest) is not None or asks.search(rest) is not None


def _changes(message: Message, clause: Clause) -> bool:
    left = message.left(clause)
    return any(not _DENIED.search(left[: match.start()]) for match in _CHANGE.finditer(left))


def _any_wants(
    message: Message,
    clause: Clause,
    codes: set[str],
    names: re.Pattern[str] | None,
    own: Callable[[str], bool] | None,
) -> bool:
    """Whether a clause wants something in one of its languages; words that are light in one of them want nothing."""
    left = message.left(clause)
    rest = names.sub(" ", left) if names is not None else left
    said = message.words[clause.start : clause.end]
    if not unknown_words(rest, codes) and (_DOUBTS.match(said) is None or message.taken(clause.start, clause.end)):
        return False
    return any(_wants(message, clause, code, names, own) for code in codes)


def _wants(
    message: Message,
    clause: Clause,
    code: str,
    names: re.Pattern[str] | None,
    own: Callable[[str], bool] | None,
) -> bool:
    left = message.left(clause)
    if not _LETTER.search(left.replace("|", "")):
        return False
    said = message.words[clause.start : clause.end]
    nouns, limits, start, asks, _ = _patterns(code)
    if is_story(said, code):
        return False
    if _DOUBTS.match(said) is not None and not message.taken(clause.start, clause.end):
        return True
    rest = names.sub(" ", left) if names is not None else left
    rest = _POLITE.sub("", rest)
    if says_nothing(rest, code):
        return False
    if nouns.search(rest) or (own is not None and own(left)):
        return True
    opens = not message.taken(clause.start, clause.start + 1)
    words_left = len(rest.replace("|", " ").split())
    if (
        said.rstrip().endswith(("?", "？"))
        and ("|" not in left or opens)
        and (words_left > 1 or len(said.split()) == 1)
    ):
        return True
    if _AND.search(left) is not None:
        return True
    if opens and words_left > 1 and (start.search(rest) or asks.search(rest)):
        return True
    limit = limits.search(rest) is not None or said.rstrip().endswith(("?", "？"))
    number = re.search(r"\d", rest) is not None
    return limit and number
