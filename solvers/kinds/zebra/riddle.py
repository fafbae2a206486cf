"""Einstein's riddle as it is passed on: the houses are introduced in a sentence, the values stand in the clues alone.

Each clue is two descriptions and what joins them ("The man who smokes Blends lives next to the one who keeps cats."). A
description says of which sort its value is: "the Brit", "the red house", "the person who keeps birds". The question may
bring the one value that no clue names. A sentence that is none of this, and the riddle is not ours to read.
"""

# ruff: noqa: E501 - phrases are easier to compare on one line

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from solvers.kinds.zebra.asks import Ask
from solvers.kinds.zebra.clues import ORDINALS, house
from solvers.kinds.zebra.setting import Attribute, Setting
from solvers.rules.conditions import Allowed
from solvers.rules.constraints import Difference, Less, Same, Sum
from solvers.rules.rule import Rule

MOST = 4000
"""Characters of a riddle."""
_COUNT = r"(?P<n>two|three|four|five|six|zwei|drei|vier|fünf|sechs|[2-6])"
_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
}
_HOUSES = re.compile(
    rf"\b(?:there are|in a street there are|on a street there are|in a row there are|imagine) {_COUNT} (?:\w+ )?houses\b",
    re.I,
)
_INTRO = re.compile(
    r"(?:there|are|is|houses?|in|on|a|an|the|row|street|next|to|each|every|other|of|different|differently|colou?rs?|coloured|colored|painted|painting|with|owners?|owned|by|who|and|has|have|had|"
    r"nationality|nationalities|drinks?|beverages?|cigarettes?|cigars?|brands?|smokes?|pets?|animals?|keeps?|person|people|persons|man|men|live|lives|these|this|their|its|own|certain|type|kind|one|all|"
    r"no|same|any|them|which|that|house|numbered|kept|unique|five|own|favou?rite|hobby|hobbies|job|jobs|car|cars|sport|sports|inhabitant|inhabitants|inhabited|he|she|or|as|here|clues?|hints?|facts?|"
    r"you|know|following|following|are|below|we|given|puzzle|riddle|einstein's|einstein|zebra|classic|famous|logic|solve|can|please|this|it)"
)
_DENYING = re.compile(
    r"\bno\b(?! (?:two |owners? |one )?(?:of them )?(?:\w+ )?(?:have|has|with|share|keep|the same)\b)", re.I
)
_VERBS = {
    "pet": r"keeps?|raises?|breeds?|owns?|has|rears?",
    "drink": r"drinks?",
    "smoke": r"smokes?",
    "food": r"eats?",
    "sport": r"plays?",
    "car": r"drives?",
}
_VERB = "|".join(verbs for verbs in _VERBS.values())
_WORDS = r"[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*)?"
_SOMEBODY = r"(?:man|person|one|owner|woman|guy|neighbou?r|inhabitant|occupant)"
_COLOURS = frozenset(
    [
        "red",
        "green",
        "white",
        "yellow",
        "blue",
        "ivory",
        "black",
        "brown",
        "orange",
        "purple",
        "pink",
        "grey",
        "gray",
        "violet",
        "beige",
        "turquoise",
        "gold",
        "silver",
    ]
)


class Riddle(NamedTuple):
    """The setting and the clues as rules."""

    setting: Setting
    rules: tuple[Rule, ...]


class _Said(NamedTuple):
    """A value and its sort, or the number of a house."""

    key: str
    value: str = ""
    place: int = 0


_COURTESY = re.compile(r"(?:please |thanks?|thank you|solve|this|it|me|\W)+", re.I)


def told(raw: str) -> Riddle | None:
    """The riddle of a text; None where a sentence is no part of one."""
    counted = _HOUSES.search(raw)
    if len(raw) > MOST or counted is None:
        return None
    size = _NUMBERS.get(counted["n"].lower()) or int(counted["n"])
    facts: list[tuple[str, tuple[_Said, _Said], str]] = []
    start, end, questions = -1, 0, []
    for begin, stop in _sentences(raw):
        sentence = _bare(raw[begin:stop])
        if sentence.endswith("?"):
            questions.append(sentence)
            continue
        fact = _fact(sentence, size)
        if fact is not None:
            facts.append(fact)
            end = stop
        elif (facts or not _introduces(sentence, size)) and _COURTESY.fullmatch(sentence) is None:
            return None
        start = begin if start < 0 else start
    if len(facts) < 3:
        return None
    values: dict[str, dict[str, None]] = {}
    for _, pair, _ in facts:
        for said in pair:
            if said.key != "place":
                values.setdefault(said.key, {})[said.value] = None
    for question in questions:
        asked_of = _question(question)
        if asked_of is not None and asked_of.key != "place" and len(values.get(asked_of.key, {})) == size - 1:
            values[asked_of.key].setdefault(asked_of.value)
    if len(values) < 2 or any(len(held) != size for held in values.values()):
        return None
    everything = [value for held in values.values() for value in held]
    if len(set(everything)) != len(everything):
        return None
    lists = tuple(Attribute(key, frozenset({key}), tuple(held)) for key, held in values.items())
    setting = Setting(size, lists, start, end, "riddle")
    return Riddle(setting, tuple(_rule(*fact) for fact in facts))


def _sentences(raw: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for stop in [*(m.span() for m in re.finditer(r"(?<=[.!?])\s+|\s*\n\s*", raw)), (len(raw), len(raw))]:
        if re.search(r"\w", raw[at : stop[0]]) and not re.fullmatch(r"\s*\d{1,2}[.)]\s*", raw[at : stop[0]]):
            found.append((at, stop[0]))
        elif re.fullmatch(r"\s*\d{1,2}[.)]\s*", raw[at : stop[0]]):
            continue  # "1." is the number of what follows
        at = stop[1]
    return found


def _bare(sentence: str) -> str:
    return (
        re.sub(r"\s+", " ", re.sub(r"^\s*(?:\d{1,2}[.):]|[-*•])\s*", "", sentence.replace("’", "'")))
        .strip()
        .rstrip(".!")
    )


def _introduces(sentence: str, size: int) -> bool:
    """Whether a sentence only says that there are houses, and that all is different in them."""
    plain = re.sub(r"\b(?:numbered )?(?:1 to \d |one to \w+ )?from left to right\b", " ", sentence.lower())
    words = re.findall(r"[^\W_][\w'-]*", plain)
    counts = {_NUMBERS.get(word) or int(word) for word in words if word in _NUMBERS or word.isdigit()}
    words = [word for word in words if word not in _NUMBERS and not word.isdigit()]
    if counts - {size} or ("same" in words) is not ("no" in words) or _DENYING.search(plain) is not None:
        return False
    return all(_INTRO.fullmatch(word) for word in words)


# ---------------------------------------------------------------- clues

_PLACE = rf"(?:the )?(?P<at>{'|'.join(ORDINALS[:6])}|middle|cent(?:er|re)|last|leftmost|rightmost) house|house (?:number |no\.? ?)?(?P<at2>\d)"
_FORMS = (
    (
        "beside",
        re.compile(
            r"(?P<a>.+?) (?:lives |is |stands |sits )?(?:directly |right |immediately )?(?:next to|next door to|beside) (?P<b>.+)",
            re.I,
        ),
    ),
    ("beside", re.compile(rf"(?P<a>.+?) has a neighbou?r (?P<b>who (?:{_VERB}) .+)", re.I)),
    (
        "left",
        re.compile(
            r"(?P<a>.+?) (?:lives |is |stands )?(?:immediately |directly |just )(?:to|on) the left of (?P<b>.+)", re.I
        ),
    ),
    ("left", re.compile(r"(?P<a>.+?) (?:lives |is |stands )?(?:on|to) the immediate left of (?P<b>.+)", re.I)),
    ("left", re.compile(r"(?P<a>.+?) (?:lives |is |stands )?(?:immediately|directly|just) left of (?P<b>.+)", re.I)),
    (
        "right",
        re.compile(
            r"(?P<a>.+?) (?:lives |is |stands )?(?:immediately |directly |just )(?:to|on) the right of (?P<b>.+)", re.I
        ),
    ),
    ("right", re.compile(r"(?P<a>.+?) (?:lives |is |stands )?(?:on|to) the immediate right of (?P<b>.+)", re.I)),
    ("right", re.compile(r"(?P<a>.+?) (?:lives |is |stands )?(?:immediately|directly|just) right of (?P<b>.+)", re.I)),
    ("before", re.compile(r"(?P<a>.+?) (?:lives |is |stands )?somewhere (?:to |on )?(?:the )?left of (?P<b>.+)", re.I)),
    ("same", re.compile(r"(?P<a>.+?) lives in (?P<b>.+? house|house .+)", re.I)),
    (
        "same",
        re.compile(r"(?P<b>[\w' -]+?) (?:is|are) (?:drunk|smoked|kept|played|eaten|driven) in (?P<a>.+? house)", re.I),
    ),
    ("same", re.compile(r"(?P<a>.+?) is (?P<b>.+? house)", re.I)),
)


def _fact(sentence: str, size: int) -> tuple[str, tuple[_Said, _Said], str] | None:
    """What joins the two descriptions of a clue, and these; None where it is none."""
    if re.search(r"\b(?:not|n't|never|or|either|neither|nor|if|unless|and|but|except|only)\b|n't\b|,", sentence, re.I):
        return None
    for split in re.finditer(rf" (?=(?:{_VERB}) )", sentence, re.I):
        a, b = _described(sentence[: split.start()], size), _described(sentence[split.end() :], size)
        if a is not None and b is not None and a.key != b.key:
            return "same", (a, b), sentence
    for how, pattern in _FORMS:
        match = pattern.fullmatch(sentence)
        if match is None:
            continue
        a, b = _described(match["a"], size), _described(match["b"], size)
        if how == "same" and re.search(r"\b(?:drunk|smoked|kept|played|eaten|driven) in\b", sentence):
            verb = re.search(r"\b(drunk|smoked|kept|played|eaten|driven) in\b", sentence)
            assert verb is not None
            key = {
                "drunk": "drink",
                "smoked": "smoke",
                "kept": "pet",
                "played": "sport",
                "eaten": "food",
                "driven": "car",
            }[verb[1]]
            b = _Said(key, _value(match["b"])) if re.fullmatch(_WORDS, match["b"]) else None
        if (
            a is None
            or b is None
            or a == b
            or (a.key == b.key and how == "same")
            or (a.key == "place" and b.key == "place")
        ):
            continue
        return how, (a, b), sentence
    return None


def _value(said: str) -> str:
    return re.sub(r"^(?:the|a|an|some) ", "", said.strip(), flags=re.I).lower()


def _described(said: str, size: int) -> _Said | None:
    """The value that a description names, with its sort."""
    said = said.strip()
    place = re.fullmatch(rf"(?:the )?(?:{_SOMEBODY} (?:in|of|living in|who lives in) )?(?:{_PLACE})", said, re.I)
    if place is not None:
        number = house(place["at"] or place["at2"], size)
        return _Said("place", "", number) if number else None
    inner = re.fullmatch(
        rf"the {_SOMEBODY} (?:in|of|living in|who lives in|who owns) (?P<house>the [\w-]+ house)|(?P<house2>the [\w-]+ house)'s {_SOMEBODY}",
        said,
        re.I,
    )
    if inner is not None:
        said = inner["house"] or inner["house2"]
    colour = re.fullmatch(r"(?:the |a )?(?P<colour>[\w-]+) (?:house|one)", said, re.I)
    if colour is not None and colour["colour"].lower() in _COLOURS:
        return _Said("color", colour["colour"].lower())
    if colour is not None:
        return None
    does = re.fullmatch(
        rf"(?:(?:the |a )?{_SOMEBODY} )?(?:who |that )?(?P<verb>{_VERB}) (?P<what>(?:the |an? )?{_WORDS}?)(?P<as> as (?:a )?pets?)?",
        said,
        re.I,
    )
    if does is not None:
        key = next(key for key, verbs in _VERBS.items() if re.fullmatch(verbs, does["verb"], re.I))
        if does["as"] and key != "pet":
            return None
        return None if does["what"].lower() in ("him", "her", "it") else _Said(key, _value(does["what"]))
    person = re.fullmatch(r"[Tt]he (?P<who>[A-Z][a-zäöü]+)(?: (?:man|person))?", said)
    return _Said("nationality", person["who"]) if person is not None else None


def _rule(how: str, pair: tuple[_Said, _Said], label: str) -> Rule:
    a, b = pair
    if "place" in (a.key, b.key):
        value, place = (b, a) if a.key == "place" else (a, b)
        cell = f"{value.key}: {value.value}"
        near = {"same": [place.place], "beside": [place.place - 1, place.place + 1]}
        sided = {"left": place.place - 1, "right": place.place + 1}
        if how in sided:
            turned = sided[how] if value is a else 2 * place.place - sided[how]
            return Allowed((cell,), ((turned,),), label=label)
        if how == "before":
            rows = [n for n in range(1, 10) if (n < place.place) == (value is a) and n != place.place]
            return Allowed((cell,), tuple((n,) for n in rows), label=label)
        return Allowed((cell,), tuple((n,) for n in near[how]), label=label)
    one, other = f"{a.key}: {a.value}", f"{b.key}: {b.value}"
    if how == "same":
        return Same((one, other), label=label)
    if how == "beside":
        return Difference((one, other), low=1, high=1, label=label)
    if how == "before":
        return Less((one, other), label=label)
    left, right = (one, other) if how == "left" else (other, one)
    return Sum((right, left), low=1, high=1, weights=(1, -1), label=label)


# ---------------------------------------------------------------- questions

_WHO = re.compile(
    rf"(?:so |and |now )?(?:who|which (?:person|man|one|owner)) (?P<verb>{_VERB}) (?P<what>(?:the |an? )?{_WORDS})",
    re.I,
)
_LIVES = re.compile(r"(?:so |and |now )?who lives in (?P<house>.+)", re.I)
_WHAT = re.compile(
    r"(?:what|which) (?P<what>pet|animal|drink|beverage|cigarettes?|brand|colou?r)? ?(?:does|is) (?P<who>the [A-Z][a-zäöü]+)(?:'s (?:house|pet|drink))?(?: (?P<verb>keep|have|own|drink|smoke|eat|play|drive))?",
    re.I,
)


def _question(question: str) -> _Said | None:
    """The value that a question speaks of."""
    bare = question.strip(" ?\0\t\n")
    match = _WHO.fullmatch(bare)
    return _described(f"{match['verb']} {match['what']}", 9) if match is not None else None


def asked(question: str, setting: Setting) -> Ask | None:
    """What a question about a riddle asks for; None where it is not understood whole."""
    bare = re.sub(r"[\s\0]+", " ", question).strip(" ?")
    who = next((a for a in setting.attributes if a.key == "nationality"), None)
    if who is None:
        return None
    if (lives := _LIVES.fullmatch(bare)) is not None:
        said = _described(lives["house"], setting.houses)
    elif (what := _WHAT.fullmatch(bare)) is not None:
        keys = [key for key, verbs in _VERBS.items() if what["verb"] and re.fullmatch(verbs, what["verb"], re.I)]
        key = keys[0] if keys else "color" if (what["what"] or "").lower().startswith("colo") else ""
        value = what["who"].split()[-1]
        known = value in who.values and any(a.key == key for a in setting.attributes)
        return Ask(key, cell=who.cell(value)) if known else None
    else:
        said = _question(bare)
    if said is None:
        return None
    if said.key == "place":
        return Ask("nationality", house=said.place)
    held = next((a for a in setting.attributes if a.key == said.key), None)
    return Ask("nationality", cell=held.cell(said.value)) if held is not None and said.value in held.values else None


__all__: Sequence[str] = ["Riddle", "asked", "told"]
