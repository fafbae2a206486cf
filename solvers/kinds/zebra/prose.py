"""Small logic puzzles told in prose: who has what, who came in when, who lives where. Every sentence is read or none.

    told("Paul, Marie et Luc ont chacun un fruit : pomme, poire, kiwi. Paul n'a ni la pomme ni la poire. ...")

The first sentence says who there is and what there is to have; each further one must be a clue as a whole, in words of
`said`. One sentence that is neither clue nor question, and this is no puzzle of ours.
"""

# ruff: noqa: E501 - phrases are easier to compare on one line

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from typing import NamedTuple

from solvers.kinds.zebra import said as words
from solvers.kinds.zebra.setting import Attribute, Setting
from solvers.rules.conditions import Allowed, Forbidden
from solvers.rules.constraints import Difference, Different, Less, Same, Sum
from solvers.rules.rule import Rule

MOST = 1200
"""Characters of a puzzle told in prose."""
_NAME = r"[A-ZÀ-ÞŁŚŻŹĆ][a-zà-ÿąćęłńóśźż]+"
_NAMES = rf"{_NAME}(?:, {_NAME})*,? (?:and|und|et|y|e|i|en|oraz) {_NAME}|{_NAME}(?:, {_NAME})+"
_COUNT = (
    r"(?:two|three|four|five|six|zwei|drei|vier|fünf|sechs|deux|trois|quatre|cinq|six|dos|tres|cuatro|cinco|seis|due|tre|quattro|"
    r"cinque|sei|dois|três|quatro|twee|vijf|zes|dwa|dwoje|trzy|troje|trzech|cztery|czworo|czterech|pięć|pięciu|[2-6])"
)
_PEOPLE = r"(?:\w+ )?[^\W\d_]+"
_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_GATE = re.compile(_NAMES)
_PIECE = re.compile(rf"\s*,\s*(?:(?:{words.AND})\s+)?|\s+(?:{words.AND})\s+", re.I)
_ENDING = re.compile(r"(?:es|en|er|em|e|a|o|ę|ą|y|i|u|s)$")
_SIDES = (words.LEFT, words.RIGHT)
_VERB = "|".join(f"(?P<{group}>{verbs})" for group, verbs in words.VERBS.items() if group != "live")
_HAVING = re.compile(
    rf"(?:(?:{_COUNT} {_PEOPLE}[,:]? )?)(?P<names>{_NAMES}),? (?P<first>(?:{words.EACH}) )?(?:{_VERB})(?!\w)(?P<then> (?:{words.EACH}))?(?! no\b)"
    rf"(?P<noun> (?:(?:{words.ARTICLES}|an?|exactly|different|andere[sn]?|other|own|eigenes?|genau|ander)\s+)*(?:[^\W\d_]+|something different|etwas anderes|quelque chose de différent|algo diferente|qualcosa di diverso|iets anders|coś innego)\s*:)?\s*"
    rf"(?P<things>[^().:]+?)(?:,? ?(?P<last>\(?{words.EACH_ONE}\)?))?\s*[.]?"
)
_RACING = re.compile(
    rf"(?:(?:the )?{_COUNT} {_PEOPLE} (?i:{words.RAN}) (?i:{words.RACE})\s*:\s*(?P<names>{_NAMES})|"
    rf"(?:{_COUNT} {_PEOPLE}[,:]? )?(?P<those>{_NAMES}),? (?:(?i:{words.RAN}) (?i:{words.RACE})|(?:sind|haben) (?i:{words.RACE}) (?:gelaufen|gemacht|bestritten)))\s*[.]?",
)
_ROW = (
    r"(?:stand |are |stehen |se trouvent |sont |están |sono |estão |são |staan |stoją )?(?:in a row|next to each other|side by side|nebeneinander|in einer reihe|côte à côte|en rang|alignées|en fila|"
    r"una al lado de la otra|in fila|lado a lado|em fila|naast elkaar|op een rij|obok siebie|w rzędzie)"
)
_HOUSES = re.compile(
    rf"(?:there are |es gibt |il y a |hay |ci sono |há |er staan |er zijn )?{_COUNT} (?:houses|häuser|maisons|casas|case|huizen|domy|domów) {_ROW}\s*[:,]\s*(?P<things>[^().:]+?)\s*[.]?",
    re.I,
)
_LIVING = re.compile(
    rf"(?:(?i:in them|there|darin|dort|drin|es|y viven|ci|in queste|nelas|neles|daarin|er|w nich)\s+)?(?i:live|wohnen|leben|habitent|vivent|viven|vivono|abitano|moram|vivem|wonen|mieszkają)\s+(?P<names>{_NAMES})\s*[.]?|"
    rf"(?P<those>{_NAMES}) (?i:live|wohnen|leben|(?:y )?habitent|(?:y )?vivent|viven|vivono|abitano|moram|vivem|wonen|mieszkają)(?i: (?:in them|there|darin|dort|dans ces maisons|en ellas|lì|nelas|daarin|er|w nich))\s*[.]?"
)


class Prose(NamedTuple):
    """A setting, the clues as rules, and whether the places are only the people's own."""

    setting: Setting
    rules: tuple[Rule, ...]


class Values:
    """The values of a puzzle as sentences speak of them."""

    def __init__(self, attributes: Sequence[Attribute]) -> None:
        self.attributes = tuple(attributes)
        self.cells: dict[str, str] = {}
        for attribute in attributes:
            for value in attribute.values:
                key = value.lower() if attribute.key == "name" else _stem(value)
                if key in self.cells or len(key) < 2:
                    raise ValueError(value)
                self.cells[key] = attribute.cell(value)

    def find(self, word: str) -> str | None:
        """The cell of a value that a word names."""
        low = word.lower()
        return self.cells.get(low) or (None if low in _FUNCTION else self.cells.get(_stem(low)))


_FUNCTION = frozenset(
    re.findall(r"[^\W\d_]+", f"{words.ARTICLES} {words.WHO} {words.CAME} {words.BEFORE} {words.AFTER}")
)


def _stem(value: str) -> str:
    last = value.lower().split()[-1]
    bare = _ENDING.sub("", last)
    return bare if len(bare) > 1 else last


def told(raw: str) -> Prose | None:
    """The puzzle of a text; None where a sentence that asks nothing is no part of one."""
    if len(raw) > MOST or "?" not in raw or _GATE.search(raw) is None:
        return None
    sentences = list(_sentences(raw))
    intro = _setting(raw, sentences)
    if intro is None:
        return None
    setting, first = intro
    rules: list[Rule] = []
    end = setting.end
    for begin, stop in sentences[first:]:
        sentence = raw[begin:stop].strip()
        if sentence.endswith("?"):
            continue
        if re.fullmatch(words.NO_TIES, sentence.rstrip(".! ").lower()) and setting.sort == "race":
            end = stop
            continue
        if rules and _COURTESY.fullmatch(sentence):
            continue
        made = clue(sentence, setting)
        if not made:
            return None
        rules += made
        end = stop
    if not rules:
        return None
    return Prose(replace(setting, end=end), tuple(rules))


_COURTESY = re.compile(
    r"(?:thanks?(?: you)?|danke|merci|gracias|grazie|obrigad[oa]|bedankt|dank je|dzięki|please|bitte|(?:please )?solve (?:it|this)(?: please)?)[.! ]*",
    re.I,
)


def _sentences(raw: str) -> Iterator[tuple[int, int]]:
    at = 0
    for stop in [*(m.span() for m in _END.finditer(raw)), (len(raw), len(raw))]:
        if raw[at : stop[0]].strip():
            yield at, stop[0]
        at = stop[1]


def _setting(raw: str, sentences: Sequence[tuple[int, int]]) -> tuple[Setting, int] | None:
    """Who and what there is, and the first sentence behind it."""
    parts = [re.sub(r"\s+", " ", raw[a:b]).strip() for a, b in sentences[:3]]
    begin = sentences[0][0]
    having, racing, row = (pattern.fullmatch(_small(parts[0])) for pattern in (_HAVING, _RACING, _HOUSES))
    try:
        if racing:
            people = _names(racing["names"] or racing["those"])
            return _made("race", (people,), begin, sentences[0][1]), 1
        if having and (having["last"] or (having["noun"] and (having["first"] or having["then"]))):
            things = _things(having["things"])
            group = next(group for group in words.VERBS if group != "live" and having[group])
            return _made("people", (_names(having["names"]), ("thing", things)), begin, sentences[0][1], group), 1
        if row and len(parts) > 1 and (living := _LIVING.fullmatch(parts[1])) is not None:
            people = _names(living["names"] or living["those"])
            return _made("street", (people, ("color", _things(row["things"]))), begin, sentences[1][1], "live"), 2
    except ValueError:
        return None
    return None


def _small(sentence: str) -> str:
    """The first word in small letters where it counts people ("Three friends, ..."), so that it is no name."""
    return re.sub(rf"^(?:the )?{_COUNT} ", lambda m: m.group().lower(), sentence, flags=re.I)


def _names(said: str) -> tuple[str, tuple[str, ...]]:
    return "name", tuple(re.findall(_NAME, said))


def _things(said: str) -> tuple[str, ...]:
    pieces = [
        re.sub(rf"^(?:(?:{words.ARTICLES}|an?)\s+)+", "", piece.strip(), flags=re.I)
        for piece in _PIECE.split(said)
        if piece.strip()
    ]
    pieces = [re.sub(rf"\s+(?:{words.HOUSE})$", "", piece, flags=re.I) for piece in pieces]
    if any(not re.fullmatch(r"[^\W\d_]+", piece) for piece in pieces):
        raise ValueError(said)
    return tuple(pieces)


def _made(sort: str, lists: Sequence[tuple[str, tuple[str, ...]]], start: int, end: int, verb: str = "") -> Setting:
    """The setting; raises ValueError where the lists do not fit together."""
    size = len(lists[0][1])
    if not 2 <= size <= 6 or any(len(set(values)) != size for _, values in lists):
        raise ValueError(sort)
    attributes = tuple(Attribute(key, frozenset({key}), values) for key, values in lists)
    Values(attributes)
    return Setting(size, attributes, start, end, sort, verb)


# ---------------------------------------------------------------- clues


class Form(NamedTuple):
    """A sentence with its values and places taken out."""

    said: str
    cells: tuple[str, ...]
    places: tuple[int, ...]


def form(sentence: str, setting: Setting) -> Form | None:
    """The form of a sentence; None where a place is spoken of that there is not."""
    values = Values(setting.attributes)
    text = re.sub(r"\s+", " ", sentence.replace("’", "'")).strip(" .!?¿").lower() + " "
    places: list[tuple[int, int]] = []
    size = setting.houses
    for number, pattern in _places(size):
        found = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
        while (match := found.search(text)) is not None:
            if number is None:
                return None
            places.append((match.start(), number))
            text = text[: match.start()] + "#" + " " * (match.end() - match.start() - 1) + text[match.end() :]
    cells: list[str] = []

    def taken(match: re.Match[str]) -> str:
        cell = values.find(match.group())
        if cell is None:
            return match.group()
        cells.append(cell)
        return "§"

    text = re.sub(r"[^\W\d_]+", taken, text)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(
        rf"(?<!\w)(?:(?:{words.ARTICLES}|im|zum|vom) )+(?=§|#|(?:{words.HOUSE})\b)", lambda m: _kept(m.group()), text
    )
    text = re.sub(r"(?<=(?:tem|nem) )[oa] (?=§)", "", text)
    text = re.sub(r"(?<!^)(?<!§ )(?<!qui )(?<!\w)an? (?=§)", "", text)
    text = re.sub(r"(?<!\w)(?:l'|un')(?=§)", "", text)
    text = re.sub(rf"(?:\b(?:{words.HOUSE}) §|§ (?:{words.HOUSE})\b)", "§", text)
    text = re.sub(rf"# (?:{words.HOUSE})\b|\b(?:{words.HOUSE}) #", "#", text)
    return Form(text, tuple(cells), tuple(number for _, number in sorted(places)))


def _kept(articles: str) -> str:
    """Prepositions that an article is part of stay."""
    return "".join({"im ": "im ", "zum ": "zum ", "vom ": "von "}.get(word + " ", "") for word in articles.split())


def _places(size: int) -> Iterator[tuple[int | None, str]]:
    yield 1, words.LEFTMOST
    yield size, words.RIGHTMOST
    for number, pattern in enumerate(words.ORDINALS, 1):
        yield (number if number <= size else None), pattern
    yield size, words.LAST
    yield ((size + 1) // 2 if size % 2 else None), words.MIDDLE


def clue(sentence: str, setting: Setting) -> list[Rule]:
    """The rules that a sentence says; none where it is not understood whole."""
    made = _clue(sentence, setting)
    if made:
        return made
    for match in re.finditer(r",? (?:and|but|und|aber|et|mais|y|pero|e|ma|mas|en|maar|i|ale) |; ?", sentence):
        both = [_clue(sentence[: match.start()], setting), _clue(sentence[match.end() :], setting)]
        if all(both):
            return [*both[0], *both[1]]
    return []


def _clue(sentence: str, setting: Setting) -> list[Rule]:
    found = form(sentence, setting)
    if found is None:
        return []
    said, cells, places = found
    label = sentence.strip()
    verbs = words.VERBS.get(setting.verb, r"(?!)")
    pair = cells[:2]
    keys = [cell.split(": ")[0] for cell in cells]
    one_of_each = len(set(keys)) == len(keys)
    if len(cells) == 2 and not places and one_of_each:
        if re.fullmatch(rf"§ (?:{verbs}) §|§ (?:{words.BELONGS}) §", said):
            return [Same(pair, label=label)]
        if re.fullmatch(
            rf"§ (?:{words.NOT_BEFORE}) (?:{verbs}) §|§ (?:{verbs}) (?:{words.NOT_AFTER}) §|§ (?:{verbs}) § (?:nicht|niet)|"
            rf"§ (?:n'|ne )(?:{verbs}) pas (?:de |d')?§|§ (?:{words.NOT_BELONGS}) §|§ (?:wohnt|lebt) nicht i[nm] §|§ woont niet in §|"
            r"§ (?:does not|doesn't) live in §|§ n'habite pas(?: dans)? §",
            said,
        ):
            return [Different(pair, label=label)]
    if len(cells) > 2 and not places and len(set(keys[1:])) == 1 and keys[0] != keys[1]:
        return _several(said, cells, verbs, label, setting)
    if setting.sort == "people":
        return []
    return _placed(said, cells, places, label, setting)


def _several(said: str, cells: Sequence[str], verbs: str, label: str, setting: Setting) -> list[Rule]:
    """Neither this nor that; this or that."""
    who, rest = cells[0], cells[1:]
    if len(rest) == 2 and re.fullmatch(
        rf"§ (?:{verbs}) (?:{words.NEITHER}) § (?:{words.NOR}) §|§ (?:n'|ne )(?:{verbs}) ni § ni §|"
        rf"§ (?:no|non|não|nie) (?:{verbs}) (?:(?:{words.NEITHER}) )?§ (?:{words.NOR}) §|"
        rf"§ (?:does not|doesn't) (?:{verbs}) § or §|§ (?:{verbs}) no § (?:and|or) no §|§ (?:{verbs}) keinen? § und keinen? §|§ (?:{verbs}) geen § en geen §",
        said,
    ):
        return [Different((who, cell), label=label) for cell in rest]
    if len(rest) == 2 and re.fullmatch(
        rf"§ (?:{verbs}) (?:either )?§ or §|§ (?:{verbs}) (?:entweder )?§ oder §|§ (?:{verbs}) (?:soit |ou )?§ (?:ou|soit) §|§ (?:{verbs}) (?:o )?§ o §|"
        rf"§ (?:{verbs}) (?:ou )?§ ou §|§ (?:{verbs}) (?:of )?§ of §|§ (?:{verbs}) (?:albo )?§ (?:albo|lub) §",
        said,
    ):
        key = rest[0].split(": ")[0]
        attribute = next(a for a in setting.attributes if a.key == key)
        others = [attribute.cell(v) for v in attribute.values if attribute.cell(v) not in rest]
        return [Different((who, cell), label=label) for cell in others]
    return []


def _placed(said: str, cells: Sequence[str], places: Sequence[int], label: str, setting: Setting) -> list[Rule]:
    """Where somebody is, and who is before, after, beside or between whom."""
    at, place = f"(?:{words.AT})*", words.PLACE
    if len(cells) == 1 and len(places) == 1:
        if re.fullmatch(rf"§ (?:{words.CAME}) {at}#{place}", said):
            return [Allowed(tuple(cells), ((places[0],),), label=label)]
        if re.fullmatch(rf"§ (?:{words.CAME_NOT}) {at}#{place}", said):
            return [Forbidden(tuple(cells), ((places[0],),), label=label)]
    if (
        len(cells) == 1
        and len(places) == 2
        and re.fullmatch(rf"§ (?:{words.CAME}) (?:either |entweder )?{at}# (?:or|oder|ou|o|of|lub) {at}#{place}", said)
    ):
        return [Allowed(tuple(cells), tuple((n,) for n in places), label=label)]
    if (
        len(cells) == 3
        and not places
        and re.fullmatch(rf"§ (?:{words.CAME}) (?:{words.BETWEEN}) § (?:{words.AND}) §", said)
    ):
        rows = tuple(
            p for p in permutations(range(1, setting.houses + 1), 3) if p[1] < p[0] < p[2] or p[2] < p[0] < p[1]
        )
        return [Allowed(tuple(cells), rows, label=label)]
    if len(cells) != 2 or places or cells[0] == cells[1]:
        return []
    pair = (cells[0], cells[1])
    if setting.sort == "race":
        for order, (left, right) in ((words.BEFORE, pair), (words.AFTER, pair[::-1])):
            if re.fullmatch(rf"§ (?:{words.CAME}) (?:{words.DIRECT}) (?:{order}) §(?: ins ziel)?", said):
                return [Sum((right, left), low=1, high=1, weights=(1, -1), label=label)]
            if re.fullmatch(
                rf"§ (?:{words.CAME}) (?:somewhere |sometime |irgendwann )?(?:{order}) §(?: ins ziel)?", said
            ):
                return [Less((left, right), label=label)]
        return []
    for side, (left, right) in zip(_SIDES, (pair, pair[::-1]), strict=True):
        if re.fullmatch(
            rf"§ (?:{words.CAME}) (?:(?:{words.DIRECT}) {side} {words.OF} §|{side} (?:neben|naast) §)", said
        ):
            return [Sum((right, left), low=1, high=1, weights=(1, -1), label=label)]
        if re.fullmatch(rf"§ (?:{words.CAME}) (?:somewhere|irgendwo|quelque part) {side} {words.OF} §", said):
            return [Less((left, right), label=label)]
    if re.fullmatch(rf"§ (?:{words.CAME}) (?:(?:{words.DIRECT}) )?(?:{words.NEXT}) §", said):
        return [Difference(pair, low=1, high=1, label=label)]
    if re.fullmatch(rf"§ (?:{words.CAME_NOT}) (?:(?:{words.DIRECT}) )?(?:{words.NEXT}) §", said):
        apart = tuple((a, b) for a in range(1, setting.houses + 1) for b in (a - 1, a + 1))
        return [Forbidden(pair, apart, label=label)]
    return []
