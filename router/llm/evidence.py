"""What the words of a message say, read by code: a model's quote is believed only as far as this reader agrees.

    found("Top left is 3.", "TOP LEFT is 3")          the span: same words, case and punctuation aside
    fact_problem(text, span, shape, (2, 4), "7")      None where the quote names row 3, column 5 and the number 7

Whatever is not read here is a problem, told in one sentence: the model hears it once, then the user does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from router.asking import place_words as say
from router.asking.places import Shape, places
from solvers.base import Cell, Span

WORD = re.compile(r"[぀-ヿ一-鿿]|(?:(?![぀-ヿ一-鿿])[^\W_])+|[<>=≤≥≠]")
"""Words, and the signs that change what is said; other punctuation may differ between a quote and its source."""
_NUMBER_WORDS = (
    "zero null cero zéro",
    "one eins ein eine un uno une um één",
    "two zwei deux dos due dois twee",
    "three drei trois tres tre três drie",
    "four vier quatre cuatro quattro quatro",
    "five fünf cinq cinco cinque vijf",
    "six sechs seis sei zes",
    "seven sieben sept siete sette sete zeven",
    "eight acht huit ocho otto oito",
    "nine neun neuf nueve nove negen",
    "ten zehn dix diez dieci dez tien",
    "eleven elf onze once undici",
    "twelve zwölf douze doce dodici",
)
NUMBERS = {word: number for number, words in enumerate(_NUMBER_WORDS) for word in words.split()}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, start=1)} | {
    f"{n}{end}": n for n in range(1, 41) for end in ("st", "nd", "rd", "th")
}
ROLES = {
    "wall": r"walls?|blocked|obstacles?|bricks?|mauern?|wand|wände|murs?|mur[oi]s?|pared(?:es)?|parede|stena|стен\w*|墙|壁",
    "open": r"open|free|floors?|passages?|empty|paths?|roads?|frei\w*|offen\w*|gang|libres?|vuot[oi]|lib(?:re|ero|eri)|通路|空",
    "start": r"starts?|begin\w*|from|entrance|entry|origin|départ|inicio|inizio|início|eingang|старт\w*|вход\w*|起点|入口",
    "goal": r"goals?|ends?|exits?|finish|target|destination|to|ziel\w*|ausgang|arrivée|sortie|meta|salida|uscita|fim|финиш\w*|выход\w*|终点|出口",
    "blank": r"blanks?|empty|unknown|missing|gaps?|holes?|leer\w*|lücken?|vides?|vac[íi]\w*|vuot\w*|пуст\w*|空",
}
"""What a sign or a cell may be, in the words that people use."""
CONVENTION = {"wall": "#█■▓wW", "open": ". _·oO ", "start": "SsA", "goal": "GgEeFBZ"}
"""Signs that mean what they mean although nobody says so."""
ALIKE = {"I": "1", "l": "1", "O": "0", "o": "0", "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2", "q": "9"}
"""Letters that a scan makes of digits, where it makes one of them only."""
_SCANNED = re.compile(
    r"\b(?:scan\w*|ocr\w*|photo\w*|picture|screenshot|camera|recogni[sz]ed|misread|gescannt|texterkennung|foto\w*|numéris\w+|escane\w+|scansion\w+)\b",
    re.I,
)
_LETTERS = re.compile(
    r"\b(?:letters?|signs?|symbols?|characters?|capitals?|alphabet\w*|non-?digits?|not? (?:a )?digits?|noise|garbage|unreadable|illegible|smudge\w*|dirt|unknown\w*|"
    r"buchstaben?|zeichen|unleserlich\w*|lettres?|signes?|illisibles?|letras?|signos?|ilegibles?|lettere|segni|liter\w*)\b|букв|знак|字母|文字",
    re.I,
)
_FLAGS = (say.ZERO, say.ONE, say.COLUMN_FIRST, say.CHESS_SAID, say.CHESS_ROWS, say.CHESS_COLUMNS)
_CELLS = (say.RC, say.INDEXED, say.PAIR)
_SIZE = re.compile(
    r"\b\d{1,3}\s?(?:x|×|by|\*|mal|por|par)\s?\d{1,3}\b|\b[01]-based\b|\b1\s?(?:-|–|to|bis|à|a)\s?\d{1,2}\b", re.I
)


def words_of(text: str) -> list[tuple[str, int, int]]:
    """The words of a text, folded, with their places."""
    return [(match.group().casefold(), *match.span()) for match in WORD.finditer(text)]


def found(text: str, quote: str, used: Iterable[Span] = ()) -> Span | None:
    """Where the quote stands, same words in the same order; not where another quote was found already."""
    wanted = [word for word, _, _ in words_of(quote)]
    if not wanted:
        return None
    there = words_of(text)
    taken = tuple(used)
    for at in range(len(there) - len(wanted) + 1):
        if all(there[at + i][0] == word for i, word in enumerate(wanted)):
            span = _with_brackets(text, there[at][1], there[at + len(wanted) - 1][2])
            if not any(span.start < other.end and other.start < span.end for other in taken):
                return span
    return None


def _with_brackets(text: str, start: int, end: int) -> Span:
    """A quote that begins with "(2,3" holds its brackets too."""
    return Span(start - (text[start - 1 : start] in ("(", "[")), end + (text[end : end + 1] in (")", "]")))


def numbers(said: str, *, ordinals: bool = True) -> list[int]:
    """The numbers that some words name, in order."""
    listed = []
    for word, _, _ in words_of(said):
        if word.isdecimal():
            listed.append(int(word))
        elif word in NUMBERS:
            listed.append(NUMBERS[word])
        elif ordinals and word in ORDINALS:
            listed.append(ORDINALS[word])
    return listed


def only(text: str, spans: Sequence[Span]) -> str:
    """The text with everything but the spans blanked out, and with what says how cells are counted."""
    kept = [" "] * len(text)
    told = [Span(*match.span()) for pattern in _FLAGS for match in pattern.finditer(text)]
    for span in (*spans, *told):
        kept[span.start : span.end] = text[span.start : span.end]
    return "".join(kept)


def cell_of(text: str, span: Span, shape: Shape) -> tuple[Cell | None, list[Span]]:
    """The one cell that a quote names, with the words that name it; None where it names none, several or all but one."""
    told = places(only(text, [span]), shape)
    if told is None or told.but or len(told.groups) != 1 or len(told.groups[0]) != 1:
        return None, []
    return told.groups[0][0], [Span(start, end) for start, end in told.spans]


def fact_problem(text: str, span: Span, shape: Shape, cell: Cell, value: str) -> str | None:
    """Why the quote does not say "cell = value", or None where it does: its place, its number or its word, no other."""
    quote = text[span.start : span.end]
    named, where = cell_of(text, span, shape)
    if named is None:
        return f"the quote {quote!r} does not name one cell by its row and column"
    if named != cell:
        return f"the quote {quote!r} speaks of row {named[0] + 1}, column {named[1] + 1}, not of row {cell[0] + 1}, column {cell[1] + 1}"
    rest = list(quote)
    for part in where:
        for at in range(max(part.start, span.start), min(part.end, span.end)):
            rest[at - span.start] = " "
    left = "".join(rest)
    if value.isdecimal():
        if numbers(left) != [int(value)]:
            return f"the quote {quote!r} does not say the value {value!r}"
        return None
    return None if _role(text, span) == value else f"the quote {quote!r} does not say {value!r}"


def _role(text: str, span: Span) -> str | None:
    """The role that the words give to what the quote names: the last one said before its end in the sentence."""
    start = max(text.rfind(mark, 0, span.start) for mark in ".!?\n;") + 1
    last: tuple[int, str] | None = None
    for role, pattern in ROLES.items():
        for match in re.finditer(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", text[start : span.end], re.I):
            if last is None or match.start() > last[0]:
                last = (match.start(), role)
    return None if last is None else last[1]


def sign_problem(words: str, symbol: str, means: str) -> str | None:
    """Why a sign cannot be believed to mean this, or None: the words say so, or everybody knows it.

    `words` is the message without the drawing.
    """
    if means.isdecimal():
        scanned = alike(symbol, means) and _SCANNED.search(words) is not None and not _spoken_of(words, symbol)
        return None if scanned else f"nothing in the message says that {symbol!r} means {means}"
    pattern = ROLES.get(means)
    if pattern is None:
        return None
    for role, said in ROLES.items():
        told = re.search(
            rf"(?<![^\W_]){re.escape(symbol)}['\"`»)]?\s*(?:=|:|->|→|is|are|means?|marks?|stands? for|for|ist|sind|est|es|è|é|-)"
            rf"\s*(?:an?|the|der|die|das|eine?|le|la|les|un[ea]?|el)?\s*(?:{said})(?![^\W_])"
            rf"|(?<![^\W_])(?:{said})\s*(?:cells?|squares?)?\s*(?:=|:|is|are|\()\s*['\"`«(]?{re.escape(symbol)}(?![^\W_])",
            words,
        )
        if told is not None and role != means and {role, means} != {"open", "blank"}:
            return f"the message says that {symbol!r} is {role}, not {means}"
        if told is not None:
            return None
    if means == "blank" or symbol in CONVENTION.get(means, ""):
        return None
    return f"nothing in the message says that {symbol!r} means {means}"


def _spoken_of(words: str, symbol: str) -> bool:
    """Whether the words say anything of the letter itself, or of letters: then a scan did not make it."""
    alone = rf"(?<![\w'’]){re.escape(symbol)}(?!\w)"
    if symbol == "I":  # "I took a photo" speaks of no sign
        alone = r"[\"'`‘“]I[\"'`’”]|(?<!\w)I\s*(?:is\b|=|means?\b|stands?\b|marks?\b|:|->|→|ist\b|est\b|es\b|è)"
    return re.search(alone, words) is not None or _LETTERS.search(words) is not None


def alike(symbol: str, means: str) -> bool:
    """Whether a sign is a letter that a scan makes of this digit."""
    return ALIKE.get(symbol) == means


def unclaimed(text: str, spans: Sequence[Span], allowed: Iterable[Cell], shape: Shape) -> str | None:
    """A cell or a number of the message that stands in no fact: nothing that was said may be lost."""
    rest = list(text)
    for span in spans:
        rest[span.start : span.end] = " " * (span.end - span.start)
    left = "".join(rest)
    may = frozenset(allowed)
    for pattern in _CELLS:
        for match in pattern.finditer(left):
            named, _ = cell_of(text, Span(*match.span()), shape)
            if named not in may:
                return f"{match.group()!r} stands in no fact"
            left = left[: match.start()] + " " * (match.end() - match.start()) + left[match.end() :]
    if may:
        return None
    bare = _SIZE.sub(lambda match: " " * len(match.group()), left)
    number = re.search(r"\d+", bare)
    return f"the number {number.group()} stands in no fact" if number is not None else None


def sentences(text: str) -> Iterator[Span]:
    """The sentences, by their full stops and line breaks."""
    at = 0
    for stop in [*re.finditer(r"[.!?。！？](?=\s|$)|\n+", text), None]:
        end = len(text) if stop is None else stop.end()
        if text[at:end].strip():
            yield Span(at, end)
        at = end
