"""Does a quote state this rule? Its names, numbers, directions and negations must be the rule's own, and no others.

Every word that can turn a rule into another one is looked for (before and after, next to, not, at least, each ...).
What the tables do not know is no proof, so a rule whose words cannot be read is not believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from router.llm import evidence
from router.llm.rule_told import RuleTold
from solvers.text.patterns import lazily


def _words(pattern: str) -> re.Pattern[str]:
    return lazily(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.I)


BEFORE = _words(
    r"(?:to the )?left(?: side)? of|before|earlier than|ahead of|in front of|precedes?|lower than|smaller than|less than|younger than|cheaper than|shorter than|fewer \w+ than|links (?:von|neben)|vor|à gauche d\w+|avant|a la izquierda de|antes (?:de|que)|a sinistra di|prima di"
)
AFTER = _words(
    r"(?:to the )?right(?: side)? of|after|later than|behind|follows?|higher than|greater than|larger than|more than|older than|dearer than|taller than|rechts (?:von|neben)|nach|hinter|à droite d\w+|après|a la derecha de|después (?:de|que)|a destra di|dopo"
)
BESIDE = _words(
    r"next(?: door)? to|beside|besides|adjacent|neighbou?rs?|neighbou?ring|next-door|side by side|immediate(?:ly)?|directly|right next|just (?:before|after|left|right)|together|consecutive|neben|nachbar\w*|direkt|unmittelbar|à côté d\w+|junto a|al lado de|accanto a"
)
NEXT = _words(
    r"the (?:next|following) (?:day|shift|morning)|next day|following day|day after|consecutive|in a row|successive|am nächsten tag|le lendemain|al día siguiente"
)
NOT = _words(
    r"not|n't|\w+n't|never|no|none|nor|neither|nobody|cannot|without|refuse[sd]?|avoids?|hates?|dislikes?|except|other than|instead|nicht|kein\w*|nie|ohne|pas|jamais|no|nunca|sin|non|mai|senza"
)
ATLEAST = _words(r"at least|no (?:fewer|less) than|minimum(?: of)?|or more|mindestens|au moins|al menos|almeno")
ATMOST = _words(
    r"at most|no more than|maximum(?: of)?|or (?:fewer|less)|up to|höchstens|au plus|como máximo|al massimo"
)
EACH = _words(
    r"each|every|everyone|everybody|all|any|anyone|nobody|no one|no two|no \w+|always|per|an? \w+ (?:who|that)|the \w+s|exactly one|jede\w*|alle\w*|chaque|tous|toutes|cada|todos|todas|ogni|tutti|tutte"
)
DIFFERENT = _words(
    r"different|distinct|unique|own|no two|one each|one per|exactly one|exactly once|once|each|every|verschieden\w*|eigene\w*|différent\w*|distint\w*|divers\w*"
)
BETWEEN = _words(r"between|apart|away|zwischen|entre|tra|fra")
ADD = _words(r"sums?|totals?|adds? up|together|plus|combined|summe|zusammen|somme|suma\w*|somma")
TIMES = _words(r"product|times|twice|double|half|multipl\w+|ratio")
IF = _words(r"if|when|whenever|who|that|after|then|wenn|falls|si|quand|se|quando")
TRICKY = _words(
    r"unless|only|either|neither|except|vice versa|respectively|opposite|than the (?:sum|number)|but not|or both|sometimes|maybe|perhaps|round table|circular|in a circle|runde\w* tisch"
)
"""Words whose sense no table of this file settles."""
END = _words(r"(?:an?|one|either|the) ends?(?: seat| of the (?:row|table|bench|line))?|(?:the )?outer(?:most)? \w+")
MIDDLE = _words(r"middle|cent(?:er|re)|central|mitte|mittlere\w*|milieu|centro|medio")
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_OR = _words(r"or|oder|ou|o|u")


def mentioned(part: str, said: str) -> list[int]:
    """Where a name stands in some words; a day also by its beginning ("Mon")."""
    low = part.casefold()
    day = next((day for day in _DAYS if len(low) >= 3 and day.startswith(low)), None)
    pattern = re.escape(part) + r"(?:'?s|s'|es)?" if day is None else rf"{day}s?|{day[:3]}"
    return [match.start() for match in re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", said, re.I)]


@dataclass(frozen=True)
class Axes:
    """The names of the cells, cut into parts: "Ann Monday" has two, a person and a day."""

    cells: tuple[str, ...]

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        cut = {name: tuple(re.split(r"[ _/-]+", name.strip())) for name in self.cells}
        even = len({len(parts) for parts in cut.values()}) == 1
        return cut if even else {name: (name,) for name in self.cells}

    @cached_property
    def axes(self) -> tuple[tuple[str, ...], ...]:
        count = len(next(iter(self.parts.values())))
        return tuple(tuple(dict.fromkeys(parts[axis] for parts in self.parts.values())) for axis in range(count))


@dataclass(frozen=True)
class Quote:
    """One quote and what stands in it."""

    said: str
    axes: Axes
    values: tuple[int | str, ...]

    @cached_property
    def names(self) -> tuple[frozenset[str], ...]:
        """For each axis the parts that are named."""
        return tuple(frozenset(part for part in axis if mentioned(part, self.said)) for axis in self.axes.axes)

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers, those that are part of a name left out; the middle and the ends are numbers too."""
        left = self.said
        for axis in self.axes.axes:
            for part in axis:
                if not part.isdecimal():
                    left = re.sub(rf"(?<![^\W_]){re.escape(part)}(?![^\W_])", " ", left, flags=re.I)
        left = re.sub(
            r"\b(?:no one|one of|the one|one (?:who|that)|each one|one another|no two)\b", " ", left, flags=re.I
        )
        listed = evidence.numbers(left)
        whole = [value for value in self.values if isinstance(value, int)]
        if whole and MIDDLE.search(left) and len(whole) % 2:
            listed.append(sorted(whole)[len(whole) // 2])
        return tuple(listed)

    @cached_property
    def held(self) -> frozenset[int | str]:
        """The values that are words and named here, and what "at one end" means."""
        words = {value for value in self.values if isinstance(value, str) and mentioned(value, self.said)}
        whole = [value for value in self.values if isinstance(value, int)]
        return frozenset(words | ({min(whole), max(whole)} if whole and END.search(self.said) else set()))

    @property
    def order(self) -> list[str]:
        """The named parts of the first axis in the order of their first mention."""
        named = [part for axis, parts in zip(self.axes.axes, self.names, strict=True) for part in axis if part in parts]
        return sorted(dict.fromkeys(named), key=lambda part: mentioned(part, self.said)[0])

    # ------------------------------------------------------------------ one rule

    def problem(self, rule: RuleTold) -> str | None:
        """Why the words do not state this rule, or None."""
        if TRICKY.search(self.said):
            return "it says more than can be checked"
        beyond = self._cells(rule)
        if beyond is not None:
            return beyond
        check = {
            "given": self._given, "different": self._different, "same": self._same, "less": self._less,
            "difference": self._difference, "sum": self._sum, "count": self._count, "product": self._product,
            "ratio": self._product, "allowed": self._allowed, "forbidden": self._forbidden, "if": self._if,
        }[rule.rule]  # fmt: skip
        return check(rule)

    def _cells(self, rule: RuleTold) -> str | None:
        """The rule's cells are those that the quote names, or belong to what it says of each."""
        cells = rule.named
        unknown = next((name for name in cells if name not in self.axes.parts), None)
        if not cells or unknown is not None:
            return f"no cell is called {unknown!r}" if unknown else "it names no cell"
        for number, axis in enumerate(self.axes.axes):
            used = list(dict.fromkeys(self.axes.parts[name][number] for name in cells))
            named = self.names[number]
            if named:
                if not set(used) <= named:
                    return f"it does not speak of {next(part for part in used if part not in named)}"
                continue
            counted = rule.rule == "count" and set(used) == set(axis)
            if not EACH.search(self.said) and not counted:
                return f"it does not name {used[0]}"
            places = sorted(axis.index(part) for part in used)
            follow = NEXT.search(self.said) and places == list(range(places[0], places[0] + len(places)))
            if not (len(used) == 1 and len(self.axes.axes) > 1) and set(used) != set(axis) and not follow:
                return f"it speaks of all, not of {', '.join(used[:4])} alone"
        return None

    @property
    def _directed(self) -> bool:
        return bool(BEFORE.search(self.said) or AFTER.search(self.said))

    def _plain(self, *, numbers: Sequence[int] = (), beside: bool = False, denied: bool = False) -> str | None:
        """No number, direction, neighbourhood or negation beyond those that the rule holds."""
        extra = [number for number in self.numbers if number not in numbers]
        if extra:
            return f"it speaks of {extra[0]} too"
        if not beside and (self._directed or BESIDE.search(self.said) or BETWEEN.search(self.said)):
            return "it says where, relative to another"
        if bool(NOT.search(self.said)) is not denied:
            return "it denies something" if not denied else "it denies nothing"
        if not denied and (ATLEAST.search(self.said) or ATMOST.search(self.said)):
            return "it gives a bound"
        return None

    def _given(self, rule: RuleTold) -> str | None:
        if len(rule.cells) != 1 or len(rule.values) != 1 or _OR.search(self.said):
            return "one cell has one value"
        (value,) = rule.values
        if isinstance(value, int):
            return self._plain(numbers=[value]) if value in self.numbers else f"it does not say {value}"
        return self._plain() if self.held == {value} else f"it does not say {value!r}"

    def _different(self, rule: RuleTold) -> str | None:
        if len(rule.cells) < 2:
            return "one cell alone differs from none"
        denied = bool(
            re.search(
                r"\b(?:not|never|n't|\w+n't)\b[^.]*\b(?:same|share|equal)\b|\bno (?:two|one|\w+)\b", self.said, re.I
            )
        )
        if not denied and not DIFFERENT.search(self.said):
            return "it does not say that they differ"
        if self._directed or BESIDE.search(self.said):
            return "it says where, relative to another"
        sizes = {len(self.values), len(rule.cells), 1, 2}
        if any(number not in sizes for number in self.numbers):
            return "it gives a number"
        return None if denied or not NOT.search(self.said) else "it denies something"

    def _same(self, rule: RuleTold) -> str | None:
        return self._plain() if len(rule.cells) >= 2 else "one cell alone"

    def _less(self, rule: RuleTold) -> str | None:
        if NOT.search(self.said) or self.numbers or BETWEEN.search(self.said):
            return "it says more than an order"
        return self._ordered(rule.cells)

    def _ordered(self, cells: Sequence[str]) -> str | None:
        """The cells rise in the direction that the words say."""
        before, after = bool(BEFORE.search(self.said)), bool(AFTER.search(self.said))
        if before is after or len(self.axes.axes) != 1:
            return "it gives no one direction"
        named = self.order
        if len(named) != len(cells) or len(set(named)) != len(set(cells)):
            return "it names others too"
        return None if list(cells) == (named if before else named[::-1]) else "it says the opposite order"

    def _difference(self, rule: RuleTold) -> str | None:
        low, high = rule.bounds
        if len(rule.cells) != 2:
            return "a difference is of two cells"
        beside = bool(BESIDE.search(self.said))
        if NOT.search(self.said):
            wrong = not (beside and (low, high) == (2, None)) or self.numbers or self._directed
            return "it denies something else" if wrong else None
        if low != high or low is None:
            return "a difference is exact"
        if beside and not self.numbers:
            return None if low == 1 else "neighbours differ by 1"
        if beside or self._directed:
            return "it says more than a distance"
        between = re.search(r"\bbetween\b", self.said, re.I)
        return (
            None
            if BETWEEN.search(self.said) and self.numbers == ((low - 1) if between else low,)
            else "it gives another distance"
        )

    def _sum(self, rule: RuleTold) -> str | None:
        low, high = rule.bounds
        if sorted(rule.weights) == [-1, 1] and len(rule.cells) == 2 and low == high and low:
            first = [name for name, weight in zip(rule.cells, rule.weights, strict=True) if weight * low < 0]
            second = [name for name, weight in zip(rule.cells, rule.weights, strict=True) if weight * low > 0]
            step = self.numbers == (abs(low),) if self.numbers else bool(BESIDE.search(self.said)) and abs(low) == 1
            if (
                NOT.search(self.said)
                or not step
                or ATLEAST.search(self.said)
                or ATMOST.search(self.said)
                or BETWEEN.search(self.said)
            ):
                return "it gives another distance"
            return self._ordered([*first, *second])
        if rule.weights or not ADD.search(self.said) or self._directed:
            return "it is no plain sum"
        return self._bounded(low, high)

    def _bounded(self, low: int | None, high: int | None) -> str | None:
        least, most = bool(ATLEAST.search(self.said)), bool(ATMOST.search(self.said))
        wanted = {number for number in (low, high) if number is not None}
        if set(self.numbers) != wanted and not (wanted == {0} and NOT.search(self.said) and not self.numbers):
            return f"it does not say {', '.join(map(str, sorted(wanted)))} alone"
        if (least, most) != ((True, False) if high is None else (False, True) if low is None else (False, False)):
            return "it gives another bound"
        if wanted != {0} and not least and not most and NOT.search(self.said):
            return "it denies something"
        return None

    def _count(self, rule: RuleTold) -> str | None:
        if self._directed or BESIDE.search(self.said):
            return "it says where, relative to another"
        words = {value for value in rule.values if isinstance(value, str)}
        if not words or words != {value for value in self.held if isinstance(value, str)}:
            return "it counts something else"
        return self._bounded(*rule.bounds)

    def _product(self, rule: RuleTold) -> str | None:
        return (
            self._plain(numbers=[rule.exactly or 0])
            if TIMES.search(self.said) and rule.exactly in self.numbers
            else "it is no product"
        )

    def _allowed(self, rule: RuleTold) -> str | None:
        if len(rule.cells) != 1:
            return "only one cell's values can be checked"
        told = set(self.numbers) | set(self.held)
        if set(rule.values) != told or (len(told) > 1 and not (_OR.search(self.said) or END.search(self.said))):
            return "it allows other values"
        return self._plain(numbers=[value for value in rule.values if isinstance(value, int)])

    def _forbidden(self, rule: RuleTold) -> str | None:
        whole = [value for value in rule.values if isinstance(value, int)]
        told = set(self.numbers) | set(self.held)
        if not rule.values or set(rule.values) != told:
            return "it forbids other values"
        return self._plain(numbers=whole, denied=True)

    def _if(self, rule: RuleTold) -> str | None:
        held = [*rule.when, *rule.then]
        if not (rule.when and rule.then and IF.search(self.said)) or self.numbers or BETWEEN.search(self.said):
            return "it is no plain condition"
        if {each.value for each in held} != set(self.held):
            return "it speaks of other values"
        denied = [each for each in held if each.denied]
        if bool(denied) != bool(NOT.search(self.said)) or any(each.denied for each in rule.when):
            return "it denies something else"
        when, then = (
            min((mentioned(str(each.value), self.said) or [-1])[0] for each in side) for side in (rule.when, rule.then)
        )
        return None if when <= then else "it says it the other way round"
