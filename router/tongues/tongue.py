"""A language as a table: what its words and turns of phrase mean, one meaning each. What stands in no table is unknown.

    Tongue("fr", {"HINT": "indice|coup de pouce"}).meanings("un indice")

Words that change a question (not, except, without, before, also ...) are in no table but inside whole turns of phrase
("sans explication"), so a sentence that holds one is not said again in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

CELL_NOTATION = re.compile(r"(?<![^\W_])r(\d{1,2}) ?c(\d{1,2})(?![^\W_])", re.I)
LONGEST = 20
"""Signs of the longest phrase of a script without blanks."""
_MARKS = re.compile(r"[-'’ʼ:()«»\"“”„¿¡…*!?？！。.;·～~]+")
_SMILEYS = re.compile(r"[:;=]-?[)(DPp]+|\^\^|[\U0001F300-\U0001FAFF☀-➿]️?")
_SIGN = re.compile(r"(?<![^\W_])[A-Z](?![^\W_])|(?<![A-Za-z])[A-Z](?![A-Za-z])|#")
_NTH = re.compile(
    r"(\d{1,2})(?:\.(?= )|ª|º|°|-?(?:e|er|ère|re|ère|ème|eme|de|ste|я|й|ю|го|му|ей|ой|ом|м|е))(?![^\W_])", re.I
)
_NUMBER = re.compile(r"\d{1,3}")
_SIZE = re.compile(r"(\d{1,2}) ?[x×*] ?(\d{1,2})(?![\dA-Za-z])")


@dataclass(frozen=True, slots=True)
class Word:
    """What one word or turn of phrase means ("A|B": one of these); `value` is its number, sign or title."""

    means: str
    value: str = ""


@dataclass(frozen=True)
class Tongue:
    """One language: meaning -> its phrases, parted by bars; a star stands for any ending."""

    code: str
    says: Mapping[str, str]
    routes: str = r"(?!)"
    """A way "from S to G": a pattern with the groups `a` and `b`."""
    notation: str = r"(?!)"
    """A cell by letters ("L1C1"): a pattern with the groups `r` and `c`."""
    spaced: bool = True
    story: str = r"(?!)"
    """How somebody begins to tell of himself."""
    ways: str = ""
    """Up, down, left and right, in words."""

    @cached_property
    def _phrases(self) -> dict[str, str]:
        return _table((plain(phrase), means) for phrase, means in self._listed() if not phrase.endswith("*"))

    @cached_property
    def _stems(self) -> dict[str, str]:
        return _table((plain(phrase[:-1]), means) for phrase, means in self._listed() if phrase.endswith("*"))

    def _listed(self) -> Iterator[tuple[str, str]]:
        for means, phrases in self.says.items():
            if means != "ASKS":
                yield from ((phrase, means) for phrase in phrases.split("|") if phrase)

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        listed = "|".join(_spread(phrase) for phrase in sorted(self._phrases, key=len, reverse=True))
        return re.compile(rf"(?:{listed})" + (r"(?![^\W_])" if self.spaced else ""))

    @cached_property
    def _begun(self) -> re.Pattern[str]:
        listed = "|".join(_spread(stem) for stem in sorted(self._stems, key=len, reverse=True))
        return re.compile(rf"({listed})\w*") if listed else re.compile(r"(?!)()")

    @cached_property
    def _route(self) -> re.Pattern[str]:
        return re.compile(self.routes)

    @cached_property
    def _cell(self) -> re.Pattern[str]:
        return re.compile(self.notation, re.I)

    def meanings(self, said: str, titles: Mapping[str, str]) -> list[Word] | None:
        """What each word of `said` means, in order; None where one is unknown. `titles`: what kinds are called here."""
        said = _SMILEYS.sub(" ", said)
        found: list[Word] = []
        low, raw = plain(said, keep=True), said
        if not self.spaced:
            return self._fewest(raw, low, titles)
        at = 0
        while at < len(low):
            if low[at] in " ,、，":
                at += 1
                continue
            word, end = self._one(raw, low, at, titles)
            if word is None:
                return None
            found.append(word)
            at = end
        return found

    def _fewest(self, raw: str, low: str, titles: Mapping[str, str]) -> list[Word] | None:
        """Signs without blanks, cut into as few words as cover every one of them."""
        size = len(low)
        best: list[list[Word] | None] = [None] * size + [[]]
        for at in range(size - 1, -1, -1):
            if low[at] in " ,、，":
                best[at] = best[at + 1]
                continue
            for word, end in self._all(raw, low, at, titles):
                rest = best[end]
                here = best[at]
                if rest is not None and (here is None or len(rest) + 1 < len(here)):
                    best[at] = [word, *rest]
        return best[0]

    def _all(self, raw: str, low: str, at: int, titles: Mapping[str, str]) -> Iterator[tuple[Word, int]]:
        """Every word that may begin here, the longest first."""
        first, end = self._one(raw, low, at, titles)
        if first is not None:
            yield first, end
        for length in range(min(LONGEST, len(low) - at), 0, -1):
            means = self._phrases.get(low[at : at + length])
            if means is not None:
                yield meaning(means), at + length

    def but_for_talk(self, said: str) -> str:
        """`said` without what is light or talk in it; without blanks between words, only talk is certain."""
        low = plain(said, keep=True)
        mere = ("LIGHT", "TALK") if self.spaced else ("TALK",)
        kept: list[str] = []
        at = 0
        while at < len(low):
            start = at == 0 or not self.spaced or not low[at - 1].isalnum()
            word, end = self._one(said, low, at, {}) if start and low[at] not in " ,、，" else (None, at)
            if word is not None and word.means in mere:
                kept.append(" " * (end - at))
            else:
                kept.append(said[at])
                end = at + 1
            at = end
        return "".join(kept)

    def _one(self, raw: str, low: str, at: int, titles: Mapping[str, str]) -> tuple[Word | None, int]:
        for pattern, means in ((self._route, "ROUTE"), (self._cell, "AT"), (CELL_NOTATION, "AT")):
            match = pattern.match(raw, at)
            if match is not None:
                a, b = (match["a"], match["b"]) if means == "ROUTE" else match.groups()
                return Word(means, f"{a} {b}"), match.end()
        for called in sorted(titles, key=len, reverse=True):
            piece = self._phrases.get(called, "").startswith("P:")  # "mines" are a game, and what is asked for
            if low.startswith(called, at) and not piece:
                return Word("NAME", titles[called]), at + len(called)
        best: tuple[Word | None, int] = (None, at)
        sized = _SIZE.match(low, at)
        exact = self._exact.match(low, at)
        if sized is not None and (exact is None or exact.end() <= sized.end()):
            return Word("SIZE", f"{sized[1]}x{sized[2]}"), sized.end()
        if exact is not None:
            best = (meaning(self._phrases[_close(exact.group())]), exact.end())
        if exact is not None and exact.group()[0].isdigit():
            return best
        match = _NTH.match(raw, at)
        if match is not None and self.spaced:
            return Word("ORD", match[1]), match.end()
        match = _NUMBER.match(raw, at)
        if match is not None and (not self.spaced or not raw[match.end() : match.end() + 1].isalpha()):
            return Word("NUM", match.group()), match.end()
        begun = self._begun.match(low, at)
        light = best[0] is not None and best[0].means == "LIGHT"
        if begun is not None and begun.end() >= best[1] + (not light):
            best = (meaning(self._stems[_close(begun.group(1))]), begun.end())
        if best[0] is None:
            sign = _SIGN.match(raw, at)
            if sign is not None:
                return Word("SIGN", sign.group()), sign.end()
        return best


def meaning(means: str) -> Word:
    """ "o3" is the third, "n3" is three; "P:star" is a piece, "C:black" what a cell is, "SIGN:#" a sign called by its name."""
    name, _, value = means.partition(":")
    if value and "|" not in means:
        return Word({"P": "PIECE", "C": "COLOUR"}.get(name, name), value)
    if means[0] in "on" and means[1:].isdigit():
        return Word("ORD" if means[0] == "o" else "NUM", means[1:])
    return Word(means)


def _table(listed: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Phrase -> what it means, or may mean ("A|B"); what is light elsewhere is light only if it means nothing else."""
    found: dict[str, list[str]] = {}
    for phrase, means in listed:
        if means not in found.setdefault(phrase, []):
            found[phrase].append(means)
    return {
        phrase: "|".join(means if len(means) == 1 else [one for one in means if one != "LIGHT"])
        for phrase, means in found.items()
    }


def _spread(phrase: str) -> str:
    """A phrase, whatever blanks and commas part its words."""
    return re.escape(phrase).replace("\\ ", "[ ,]+")


def _close(said: str) -> str:
    """A phrase as it stands in the table."""
    return " ".join(re.split("[ ,]+", said))


def plain(said: str, *, keep: bool = False) -> str:
    """In lower case, with blanks for marks; `keep`: every character keeps its place."""
    low = "".join(char.lower() if len(char.lower()) == 1 else char for char in said)
    low = _MARKS.sub(lambda marks: " " * len(marks.group()), low.replace("\u00a0", " "))
    return low if keep else " ".join(low.split())
