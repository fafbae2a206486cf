"""The setting of a zebra puzzle: how many houses there are, and the lists of what their people are, have and like.

A value is named "color: red": the attribute's own word, then the value as the list writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_ENTRY = re.compile(
    r"^[ \t]*(?:[-*•][ \t]*|\d{1,2}[.)][ \t]*)?\**(?P<label>[A-Za-z][^:*\n]{1,80}?)\**:\**"
    r"[ \t]*(?P<list>[^\n:]+?)\.?[ \t]*$",
    re.M,
)
_HOUSES = re.compile(r"\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ ){0,2}houses\b", re.I)
_COUNT = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TALK = frozenset(
    re.findall(
        r"\w+",
        "a accompanied all an are attribute attributes by certain different each every everybody everyone "
        "favorite favourite for had has have her his in is keep keeps kind list mother mothers names of on one "
        "own owns people person persons possible set something that the their them they to type types unique use "
        "uses which who with ",
    )
)
"""Words of a label that do not name its attribute."""
_VERBS = frozenset(
    {"is", "are", "and", "or", "lives", "has", "not", "nextto", "together"}
    | {f"{how}{side}" for how in ("directly", "beyond", "plain") for side in ("left", "right")}
)
"""What ends the words about a value."""
STEMS = {
    "brit": "british",
    "swede": "swedish",
    "dane": "danish",
    "sept": "september",
    "englishman": "english",
    "spaniard": "spanish",
    "frenchman": "french",
    "pole": "polish",
    "turk": "turkish",
    "finn": "finnish",
}
"""Values that sentences call by another word."""


class Attribute(NamedTuple):
    """One list: its short name, the words of its label, its values."""

    key: str
    hints: frozenset[str]
    values: tuple[str, ...]

    def cell(self, value: str) -> str:
        return f"{self.key}: {value}"


class Mention(NamedTuple):
    """A value spoken of: tokens [start, end) of a sentence."""

    start: int
    end: int
    attribute: Attribute
    value: str
    quality: int


@dataclass(frozen=True)
class Setting:
    """Houses 1 to `houses` from the left, and the attributes; `start` and `end` are the place of the lists."""

    houses: int
    attributes: tuple[Attribute, ...]
    start: int
    end: int
    sort: str = "houses"
    """What a place is: a house; the people's own one ("people"); a rank ("race"); a house without a number ("street");
    a house of a riddle whose values stand in its clues ("riddle")."""
    verb: str = ""
    """Of a puzzle in prose: the group of verbs that says who has what."""
    told: str = ""
    """Of a puzzle in prose: its words."""

    @property
    def names(self) -> Attribute | None:
        """The attribute that tells who somebody is."""
        return next((a for a in self.attributes if a.key in ("name", "names", "person", "people")), None)


def tokens(text: str) -> list[str]:
    """Words in small letters; hyphens join, a genitive is a word of its own."""
    plain = re.sub(r"(?<=\w)-(?=\w)", "", text.lower().replace("’", "'"))
    return re.findall(r"[a-z0-9à-ÿ]+", re.sub(r"'s\b", " s", plain))


def setting(raw: str) -> Setting | None:
    """The lists of one puzzle; None where there are none of equal length."""
    entries = [(match, _values(match["list"])) for match in _ENTRY.finditer(raw)]
    counted = _HOUSES.search(raw)
    if counted is None:
        return None
    said = counted[1].lower()
    houses = int(said) if said.isdigit() else _COUNT.index(said) + 2
    lists = [(match, values) for match, values in entries if len(values) == houses > 1]
    if len(lists) < 2:
        return None
    attributes: list[Attribute] = []
    for match, values in lists:
        words = [word for word in tokens(match["label"]) if word not in _TALK]
        key = " ".join(words[-3:]) or ("name" if "name" in match["label"].lower() else match["label"].lower().strip())
        hints = frozenset(words) | {word.rstrip("s") for word in words}
        if key in (a.key for a in attributes) or len(set(values)) < houses:
            return None
        attributes.append(Attribute(key, hints, values))
    return Setting(houses, tuple(attributes), lists[0][0].start(), lists[-1][0].end())


def _values(text: str) -> tuple[str, ...]:
    parts = re.split(r"\s*[,;]\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+", text.strip())
    return tuple(part.strip(" `\"'*_") for part in parts if part.strip(" `\"'*_"))


def mentions(words: Sequence[str], attributes: Sequence[Attribute]) -> list[Mention] | None:
    """The values that a sentence speaks of, in order; None where a word may be a value of two attributes."""
    found = sorted(_all(words, attributes), key=lambda m: (m.start - m.end, -m.quality))
    kept: list[list[Mention]] = []
    for one in found:
        same = next((group for group in kept if (group[0].start, group[0].end) == (one.start, one.end)), None)
        if same is not None:
            if one.quality == same[0].quality:
                same.append(one)
        elif all(one.end <= other[0].start or other[0].end <= one.start for other in kept):
            kept.append([one])
    kept.sort(key=lambda group: group[0].start)
    chosen = []
    for number, group in enumerate(kept):
        before = kept[number - 1][0].end if number else 0
        after = next((i for i in range(group[0].end, len(words)) if words[i] in _VERBS), len(words))
        near = set(words[before : group[0].start]), set(words[group[0].end : after])
        right: Mention | None = group[0] if len(group) == 1 else _hinted(group, near)
        if right is None:
            return None
        chosen.append(right)
    return chosen


def _hinted(group: Sequence[Mention], near: tuple[set[str], set[str]]) -> Mention | None:
    """Which attribute the words before, else those after, speak of; with neither it is somebody's name."""
    for words in near:
        scores = [len(words & one.attribute.hints) for one in group]
        if max(scores):
            return group[scores.index(max(scores))] if scores.count(max(scores)) == 1 else None
    return next((one for one in group if one.attribute.key == "name"), None)


def _all(words: Sequence[str], attributes: Sequence[Attribute]) -> Iterator[Mention]:
    for attribute in attributes:
        for value in attribute.values:
            wanted = "".join(tokens(value))
            other = STEMS.get(wanted)
            for start in range(len(words)):
                for end in range(start + 1, min(len(words), start + 5) + 1):
                    said = "".join(words[start:end])
                    quality = (
                        3
                        if said == wanted
                        else 2
                        if said in (other, wanted + "s", wanted + "es") or said + "s" == wanted
                        else 0
                    )
                    if not quality and end == start + 1 and min(len(said), len(wanted)) > 3:
                        quality = int(said.startswith(wanted) or wanted.startswith(said))
                    if quality:
                        yield Mention(start, end, attribute, value, quality)
