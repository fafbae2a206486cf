"""The sentences of a zebra puzzle as rules. Every word counts: a sentence not understood as a whole is no rule.

Values and houses in a sentence become M and H, words that only carry them are dropped, and what is left must be one of
a few forms, such as "M directlyleft M".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from solvers.kinds.zebra.setting import Attribute, Setting, mentions, tokens
from solvers.rules.conditions import Allowed, Forbidden
from solvers.rules.constraints import Difference, Different, Less, Same, Sum
from solvers.rules.rule import Rule

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
CARRIERS = frozenset(
    re.findall(
        r"\w+",
        "a also an and animal animals are arrangement as at being belongs birthday book books boquet born bouquet "
        "brand breeds called car child children cigar cigarette cigarettes cigars color colored colour coloured "
        "daughter does drink drinker drinking drinks driver drives drunk eat eater eating eats education enjoys "
        "enthusiast fan father favorite favors favourite flower flowers food genre gentleman guy hair has have "
        "height her his hobby home house in individual is its job keep keeper keeping keeps kind lady like likes "
        "liking live lives living love lover loves loving lunch man month mother music name named occupant "
        "occupation of on one only own owner owners owning owns partial people person persons pet pets phone "
        "phones plays prefers profession raises read reading reads rears resident resides s smoke smoked smoker "
        "smokes smoking smoothie smoothies son sport style styles that the their to trips type use user uses "
        "using vacation vacations vase very which who whom whose with woman works ",
    )
)
"""Words that only carry a value: "the person who keeps ..."."""
_BETWEEN = re.compile(r"\bthere (?:is|are) (?:exactly )?(one|two|three|four|\d) houses? between\b", re.I)
_EACH = re.compile(
    r"\bnext to each other\b|\bnext to one another\b|\bare neighbou?rs\b|\badjacent to each other\b", re.I
)
_OF = r"(?: (?:to|on))?(?: the)?(?: immediate)? (left|right)(?: side)? of\b"
_SAID = (
    (
        re.compile(rf"\b(?:directly|immediately|just){_OF}|\b(?:on|to) the immediate (left|right) of\b", re.I),
        r" directly\1\2 ",
    ),
    (re.compile(rf"\b(?:somewhere|anywhere|some ?place){_OF}", re.I), r" beyond\1 "),
    (re.compile(r"\b(?:(?:to|on) the )?(left|right)(?: side)? of\b", re.I), r" plain\1 "),
    (re.compile(r"\bnext(?: door)? to\b|\bbeside\b|\badjacent to\b|\ba neighbou?r of\b", re.I), " nextto "),
    (re.compile(r"\bis(?:n't| not)\b|\bdoes(?:n't| not)\b|\bnot\b", re.I), " not "),
)
"""What is said of two houses, the narrower first."""
_HOUSE = re.compile(
    r"\bhouse (?:number |no\.? ?|#)?(\d{1,2}|one|two|three|four|five|six)\b|"
    rf"\b({'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)|middle|cent(?:er|re)|last|leftmost|rightmost) "
    r"(?:house|position)\b",
    re.I,
)


class Unread(Exception):
    """A sentence that is not understood; its text."""


class Ambiguous(Unread):
    """ "Left of" may mean right beside or anywhere to the left."""


def house(said: str, houses: int) -> int | None:
    """The number that "third", "3rd", "middle" or "2" says."""
    said = said.lower()
    words = {**{word: i + 1 for i, word in enumerate(ORDINALS)}, "leftmost": 1, "last": houses, "rightmost": houses}
    words |= {word: i + 1 for i, word in enumerate(("one", "two", "three", "four", "five", "six"))}
    if said in ("middle", "center", "centre"):
        return houses // 2 + 1 if houses % 2 else None
    number = words.get(said, int(re.sub(r"\D", "", said) or 0))
    return number if 1 <= number <= houses else None


def rule(sentence: str, setting: Setting) -> Rule:
    """The rule that a sentence says. Raises Unread."""
    text = " " + sentence.strip().rstrip(".!") + " "
    places: list[int] = []
    apart = 0
    if match := _BETWEEN.search(text):
        apart = ("zero", "one", "two", "three", "four").index(match[1].lower()) if match[1].isalpha() else int(match[1])
        text = text[: match.start()] + " between " + text[match.end() :]
    text = _EACH.sub(" together ", text)
    for pattern, said in _SAID:
        text = pattern.sub(said, text)
    for match in _HOUSE.finditer(text):
        number = house(match[1] or match[2], setting.houses)
        if number is None:
            raise Unread(sentence)
        places.append(number)
    words = tokens(_HOUSE.sub(" atplace ", text))
    found = mentions(words, setting.attributes)
    if found is None:
        raise Unread(sentence)
    cells = [one.attribute.cell(one.value) for one in found]
    for one in reversed(found):
        words[one.start : one.end] = ["M"]
    form = " ".join(_left(words, setting.attributes)).replace("atplace", "H")
    made = _rule(form, cells, places, apart, sentence, setting.houses)
    same = len(found) == 2 and found[0].attribute == found[1].attribute
    if made is None or (same and (cells[0] == cells[1] or isinstance(made, Same))):
        raise Unread(sentence)
    return made


def _left(words: Sequence[str], attributes: Sequence[Attribute]) -> list[str]:
    hints = frozenset().union(*(a.hints for a in attributes))
    return [word for word in words if word not in CARRIERS and word not in hints]


def _rule(form: str, cells: Sequence[str], places: Sequence[int], apart: int, said: str, houses: int) -> Rule | None:
    pair = tuple(cells)
    if form in ("M H", "H M"):
        return Allowed(pair, ((places[0],),), label=said)
    if form == "M not H":
        return Forbidden(pair, ((places[0],),), label=said)
    if form in ("M H or H", "M either H or H"):
        return Allowed(pair, tuple((place,) for place in places), label=said)
    if form == "M M":
        return Same(pair, label=said)
    if form == "M not M":
        return Different(pair, label=said)
    if form in ("M M together", "M nextto M"):
        return Difference(pair, low=1, high=1, label=said)
    if form in ("M M not together", "M not nextto M"):
        return Forbidden(pair, tuple((a, b) for a in range(1, houses + 1) for b in (a - 1, a + 1)), label=said)
    if form == "between M M" and apart:
        return Difference(pair, low=apart + 1, high=apart + 1, label=said)
    if form in ("M directlyleft M", "M directlyright M"):
        left, right = pair if "left" in form else pair[::-1]
        return Sum((right, left), low=1, high=1, weights=(1, -1), label=said)
    if form in ("M beyondleft M", "M beyondright M"):
        return Less(pair if "left" in form else pair[::-1], label=said)
    if form in ("M plainleft M", "M plainright M"):
        raise Ambiguous(said)
    return None
