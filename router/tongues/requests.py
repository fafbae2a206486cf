"""Which meanings make up which request: the same for every language. What fits none is not said again in English.

A request says what it needs and what it may hold besides; a meaning that is neither (another number, another wish)
makes it another request, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from router.tongues.tongue import Word

MAIN = frozenset({"count", "unique", "hint", "next", "why", "rate", "check", "claim", "value", "steps", "first", "way", "make", "exists", "how", "open"})  # fmt: skip
"""Requests of which a message holds one at the most."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence in English, and which request it is ("" for talk)."""

    request: str
    english: str


class Bag:
    """The meanings of one sentence, and whether it is a question."""

    def __init__(self, words: Sequence[Word], asked: bool) -> None:
        self.words = [word for word in words if word.means not in ("LIGHT", "TALK", "STAND", "HAS", "FILL")]
        self.exists = any(word.means == "HAS" for word in words)
        self.means = [word.means for word in self.words]
        if "JUST" in self.means:  # a word for "right" and for "only"
            right = asked and not {"GIVE", "WHAT", "FIND"} & set(self.means)
            self.means = [("RIGHT" if right else "ONLY") if one == "JUST" else one for one in self.means]
        self._join_route()
        self.asked = asked
        self.empty = not self.words

    def _join_route(self) -> None:
        """ "I begin at S and want to get to G" is a way from S to G."""
        order = [word for word in self.means if word in ("BEGIN", "SIGN", "GETOUT", "REACH")]
        if order in (["BEGIN", "SIGN", "GETOUT", "SIGN"], ["BEGIN", "SIGN", "REACH", "SIGN"]):
            start, goal = (word.value for word in self.words if word.means == "SIGN")
            self.words = [word for word in self.words if word.means not in ("BEGIN", "SIGN", "GETOUT", "REACH")]
            self.words.append(Word("ROUTE", f"{start} {goal}"))
            self.means = [word.means for word in self.words]

    def has(self, *means: str) -> bool:
        """Whether every one of these is there."""
        return all(one in self.means for one in means)

    def any(self, *means: str) -> bool:
        """Whether one of these is there."""
        return any(one in self.means for one in means)

    def only(self, *means: str) -> bool:
        """Whether nothing but these is there."""
        return set(self.means) <= set(means)

    def values(self, means: str) -> list[str]:
        """What the words of one meaning say."""
        return list(dict.fromkeys(word.value for word in self.words if word.means == means))

    @property
    def cell(self) -> str | None:
        """The one cell that is named."""
        places = self.values("PLACE")
        return places[0] if len(places) == 1 and places[0].startswith("r") and places[0][1].isdigit() else None


_IT = ("NAME", "PUZZLE", "THIS", "ONE", "SIZE")
_WANT = ("GIVE", "ONLY", "NOEXPL", "HELP", "FIND", "CAN")
_SHAPES = ("LINE", "TABLE")


def said(words: Sequence[Word], asked: bool, *, label: bool = False) -> Said | None:
    """The sentence in English; None where its meanings make up no request. A label stands over what it names."""
    bag = Bag(words, asked)
    if bag.empty:
        return Said("", "")
    if bag.means[-1] in ("AND", "OR"):  # "this one and yesterday's"
        return None
    if label and bag.has("MY") and bag.only("MY", "SOLUTION", "PUZZLE"):
        return Said("label", "My answer:")
    for request in _REQUESTS:
        found = request(bag)
        if found is not None:
            return _with_name(found, bag)
    return None


def _with_name(found: Said, bag: Bag) -> Said:
    """What the puzzle is called is kept: it tells which kind of puzzle is drawn."""
    titles = bag.values("NAME")
    if not titles or found.request == "make":
        return found
    size = "".join(f"{size} " for size in bag.values("SIZE")[:1])
    return Said(found.request, f"{found.english} This is a {size}{titles[0]}.".strip())


def _talk(bag: Bag) -> Said | None:
    if (
        not bag.asked
        and bag.only("HARD", "EASY", "MEDIUM", "ONLY", "HELP", "THIS", *_IT)
        and not bag.has("ONLY", "ONE")
    ):
        return Said("", "")
    if bag.asked and bag.has("HELP") and bag.only("HELP", "CAN", "SOLVE", "FULL", *_IT):
        return Said("solve", "Can you help me with this?")
    return None


def _told(bag: Bag) -> Said | None:
    """What stands around a wish: no explanation, no solution, one line, where the way begins."""
    if bag.only("NOEXPL", "GIVE"):
        return Said("form", "No explanation.")
    if bag.only("NOSPOIL", "NOEXPL"):
        return Said("form", "Do not tell me the solution.")
    if bag.only("LINE", "ONLY", "GIVE"):
        return Said("form", "In one line.")
    if bag.only("TABLE", "ONLY", "GIVE"):
        return Said("form", "As a table.")
    if bag.only("ARROWS", "ONLY", "GIVE"):
        return Said("form", "Use arrows.")
    if bag.only("ROUTE", "GETOUT", "THIS", "NAME", "AND", "MUST", "GIVE") and not bag.has("GETOUT", "GIVE"):
        return Said("route", f"From {_route(bag)}.") if len(bag.values("ROUTE")) == 1 else None
    return None


def _legend(bag: Bag) -> Said | None:
    """ "# are walls, S is the start"."""
    nouns = {"WALL": "a wall", "FREE": "an open cell", "START": "the start", "GOAL": "the goal"}
    told = [word for word in bag.words if word.means not in ("THIS", "NAME", "AND")]
    if not told or len(told) % 2 or bag.asked:
        return None
    parts = []
    for one, two in zip(told[::2], told[1::2], strict=True):
        sign, noun = (one, two) if one.means == "SIGN" else (two, one)
        if sign.means != "SIGN" or noun.means not in nouns:
            return None
        parts.append(f"{sign.value} is {nouns[noun.means]}")
    return Said("legend", f"{', '.join(parts)}.")


def _why(bag: Bag) -> Said | None:
    if not bag.has("WHY", "PLACE") or bag.cell is None:
        return None
    if not bag.only("WHY", "PLACE", "NUM", "VALUE", "CELL", "GIVE", "MUST", "RIGHT"):
        return None
    digits = bag.values("NUM")
    if len(digits) > 1:
        return None
    return Said("why", f"Why is {bag.cell} a {digits[0]}?" if digits else f"Why is {bag.cell} what it is?")


def _count(bag: Bag) -> Said | None:
    if not bag.has("SOLUTION"):
        return None
    besides = ("SOLUTION", "TOTAL", "POSSIBLE", "CAN", "GIVE", "ONLY", *_IT)
    if bag.has("HOWMANY") and bag.only("HOWMANY", *besides):
        return Said("count", "How many solutions are there?")
    if bag.asked and bag.any("SEVERAL", "ANOTHER") and bag.only("SEVERAL", "ANOTHER", *besides):
        return Said("unique", "Does it have more than one solution?")
    single = (
        bag.has("UNIQUE")
        or (bag.exists and bag.has("ONLY"))
        or (bag.has("ONE") and not bag.any("GIVE", "HELP", "FIND"))
    )
    if bag.asked and single and bag.only("UNIQUE", "RIGHT", *besides):
        return Said("unique", "Is the solution unique?")
    if bag.asked and (bag.exists or bag.has("POSSIBLE")) and bag.only("SOLUTION", "POSSIBLE", *_IT):
        return Said("exists", "Does it have a solution?")
    return None


def _hint(bag: Bag) -> Said | None:
    if bag.has("HINT"):
        besides = ("HINT", "SMALL", "NOSPOIL", "NEXT", "STEP", "AND", "UNIQUE", "ANOTHER", *_IT, *_WANT)
        if not bag.only(*besides):
            return None
        if bag.has("ANOTHER"):
            return Said("hint", "Another hint please.")
        return Said("hint", "Only a small hint, please." if bag.has("SMALL") else "Give me a hint.")
    if bag.has("NEXT") and bag.any("STEP", "CELL", "VALUE", "WHERE", "WHAT"):
        next_ones: tuple[str, ...] = ("NEXT", "STEP", "CELL", "VALUE", "WHAT", "WHERE", "LOGICAL", "SOLVE", "NOSPOIL", "WHY", "EXPLAIN", "AND", "MUST", *_IT, *_WANT)  # fmt: skip
        return Said("next", "What is the next step?") if bag.only(*next_ones) else None
    return None


def _rate(bag: Bag) -> Said | None:
    if not bag.any("LEVEL", "HARD", "EASY", "MEDIUM"):
        return None
    besides = ("LEVEL", "HARD", "EASY", "MEDIUM", "HOW", "WHAT", "OR", "NOSPOIL", *_IT, *_WANT)
    if not bag.only(*besides):
        return None
    if bag.asked or (bag.has("LEVEL") and bag.any("GIVE", "WHAT", "HOW")) or bag.has("HOW"):
        return Said("rate", "How hard is it?")
    return Said("", "")


def _check(bag: Bag) -> Said | None:
    besides = ("MY", "SOLUTION", "CHECK", "RIGHT", "IDID", "MISTAKE", "FULL", "GIVE", "HELP", "CAN", *_IT)
    if bag.has("MISTAKE") and bag.only("WHERE", "FIND", *besides):
        if bag.any("WHERE", "FIND"):
            return Said("check", "Where is the mistake in my answer?")
        return Said("check", "Is there a mistake in my answer?") if bag.asked or bag.has("CHECK") else None
    if not bag.only(*besides):
        return None
    if bag.has("CHECK") and bag.any("MY", "RIGHT", "SOLUTION"):
        return Said("check", "Is my answer right?")
    if bag.asked and bag.has("RIGHT") and bag.only("RIGHT", "THIS", "CAN"):
        return Said("check", "Is it right?")  # whose: something of the asker's own must stand there
    if bag.asked and bag.has("RIGHT") and bag.any("MY", "IDID", "THIS", "SOLUTION"):
        return Said("check", "Is my answer right?")
    if bag.asked and bag.only("IDID", "FULL"):
        return Said("check", "Is my answer right?")
    if bag.has("CHECK") and bag.only("CHECK", "GIVE", "HELP", "CAN", *_IT):
        return Said("check", "Is my answer right?")
    return None


def _claim(bag: Bag) -> Said | None:
    digits = bag.values("NUM")
    if not bag.asked or bag.cell is None or len(digits) != 1:
        return None
    if not bag.only("PLACE", "NUM", "VALUE", "CELL", "RIGHT", "GIVE", "CAN", "SOLUTION", "MUST", "SOLVE", "THIS"):
        return None
    return Said("claim", f"Is {bag.cell} a {digits[0]}?")


def _value(bag: Bag) -> Said | None:
    places = bag.values("PLACE")
    besides = ("PLACE", "WHAT", "VALUE", "CELL", "SOLUTION", "FULL", "AND", "INORDER", "REVERSE", "MUST", "SOLVE", *_IT, *_WANT)  # fmt: skip
    if bag.has("REVERSE"):
        single = (
            len(places) == 1 and places[0].startswith("row ") and bag.only(*besides) and not bag.any("INORDER", "SOLVE")
        )
        return Said("value", f"Only {places[0]}, from right to left.") if single else None
    if not places or not bag.only(*besides) or (bag.has("SOLVE") and not bag.has("WHAT")):
        return None
    if len(places) > 1 and not bag.has("AND"):  # "from row 1 to row 3"
        return None
    kinds = {place.split()[0] if " " in place else "cell" for place in places}
    if len(kinds) > 1 or (bag.has("INORDER") and kinds == {"box"}) or (bag.has("CELL") and kinds != {"cell"}):
        return None
    if bag.has("ONLY") or not bag.asked:
        return Said("value", f"Only {' and '.join(places)}, please.")
    return Said("value", f"What is in {' and in '.join(places)}?")


def _steps(bag: Bag) -> Said | None:
    many = bag.has("STEPS") or bag.has("HOWMANY", "STEP")
    if many and bag.only("STEPS", "HOWMANY", "STEP", "WAY", "SHORTEST", "LEAST", "ROUTE", "GETOUT", "MUST", "GIVE", "ONLY", "CAN", *_IT):  # fmt: skip
        return Said("steps", f"How many steps are there{_from(bag)}?")
    first = bag.has("FIRSTSTEP") or (bag.any("STEP", "DIRECTION") and bag.values("ORD") == ["1"])
    besides: tuple[str, ...] = ("FIRSTSTEP", "ORD", "STEP", "WHAT", "WHERE", "DIRECTION", "GIVE", "ONLY", "MUST", "ROUTE", "WAY", "SHORTEST", "GETOUT", *_IT)  # fmt: skip
    if bag.values("SIGN") == ["S"]:  # from the start, as it is drawn by default
        besides = (*besides, "SIGN", "BEGIN", "BASE")
    if first and bag.only(*besides) and bag.any("WHAT", "WHERE", "GIVE", "ONLY", "DIRECTION"):
        return Said("first", "What is the first step?")
    return None


def _way(bag: Bag) -> Said | None:
    formed = bag.any("ARROWS", "COORDS", "INWORDS")
    asked = bag.any("WAY", "SHORTEST", "GETOUT") or (bag.has("ROUTE") and (bag.any("HOW", "WHAT") or formed))
    if not asked and not (formed and bag.any("SOLUTION", "SOLVE")):
        return None
    besides: tuple[str, ...] = ("WAY", "SHORTEST", "GETOUT", "WHAT", "WHERE", "DIRECTION", "HOW", "ROUTE", "ARROWS", "COORDS", "INWORDS", "SOLVE", "SOLUTION", "MUST", "FULL", "LEAST", *_IT, *_WANT)  # fmt: skip
    sides = ("TOP", "BOTTOM", "LEFT", "RIGHTSIDE")
    if bag.has("INWORDS", *sides):
        besides = (*besides, *sides)
    axes = [one for one in bag.means if one in ("ROW", "COL")]
    base = bag.values("NUM")
    if bag.has("COORDS") and len(axes) in (0, 2) and (bag.has("BASE") or not base) and set(base) <= {"0", "1"}:
        besides = (*besides, "ROW", "COL", "BASE", "NUM")
    if not bag.only(*besides) or sum(bag.has(form) for form in ("ARROWS", "COORDS", "INWORDS")) > 1:
        return None
    if bag.exists and bag.asked and not bag.any("WHAT", "GIVE", "FIND", "HOW", "SHORTEST"):
        return Said("exists", f"Is there a path{_from(bag)}?") if bag.only("WAY", "ROUTE", "GETOUT", *_IT) else None
    if bag.has("CAN", "GETOUT") and bag.asked and not bag.any("HOW", "GIVE", "FIND", "WHAT"):
        between = len(bag.values("ROUTE")) == 1 and bag.only("CAN", "GETOUT", "ROUTE", "WAY", *_IT)
        return Said("exists", f"Is there a path{_from(bag)}?") if between else None
    if bag.has("COORDS"):
        order = {"ROW COL": " (row, column)", "COL ROW": " (column, row)"}.get(" ".join(axes), "")
        counted = f", counted from {base[0]}" if len(base) == 1 else ""
        return Said("way", f"Give the path{_from(bag)} as coordinates{order}{counted}.")
    shortest = "shortest " if bag.any("SHORTEST", "LEAST") else ""
    form = ", with arrows" if bag.has("ARROWS") else " in words" if bag.has("INWORDS") else ""
    return Said("way", f"{'Give' if bag.has('INWORDS') else 'Find'} the {shortest}path{_from(bag)}{form}.")


def _route(bag: Bag) -> str:
    start, goal = bag.values("ROUTE")[0].split()
    return f"{start} to {goal}"


def _from(bag: Bag) -> str:
    return f" from {_route(bag)}" if len(bag.values("ROUTE")) == 1 else ""


def _make(bag: Bag) -> Said | None:
    if not bag.has("MAKE", "NAME") or len(bag.values("NAME")) != 1:
        return None
    if (
        not bag.only("MAKE", "NEW", "ANOTHER", "HARD", "EASY", "MEDIUM", "GIVE", "CAN", *_IT)
        or len(bag.values("SIZE")) > 1
    ):
        return None
    levels = [word for name, word in (("HARD", "hard "), ("EASY", "easy "), ("MEDIUM", "medium ")) if bag.has(name)]
    return (
        None
        if len(levels) > 1
        else Said(
            "make",
            f"Make a new {''.join([*levels, *(size + ' ' for size in bag.values('SIZE'))])}{bag.values('NAME')[0]}.",
        )
    )


def _solve(bag: Bag) -> Said | None:
    besides: tuple[str, ...] = (
        "SOLVE",
        "SOLUTION",
        "FULL",
        "BLANKS",
        "LINE",
        "TABLE",
        "HARD",
        "EASY",
        "MEDIUM",
        "AND",
        *_IT,
        *_WANT,
    )
    if bag.has("SOLUTION"):
        besides = (*besides, "WHAT")
    if bag.any("PUZZLE", "NAME"):
        besides = (*besides, "NEXT")  # "the following puzzle"
    if bag.has("LINE") and set(bag.values("NUM")) <= {"16", "36", "81", "256"}:
        besides = (*besides, "NOSPACE", "NUM", "VALUE")  # "a line of 81 digits, without blanks": so it is written
    if not bag.only(*besides):
        return None
    wanted = (
        bag.any("SOLVE", "SOLUTION", "LINE", "TABLE")
        or bag.has("FULL")
        or (bag.has("BLANKS") and bag.any("GIVE", "HELP"))
    )
    if bag.asked and not bag.any("SOLVE", "GIVE", "FIND", "HELP", "WHAT", "CAN", "NOEXPL", "LINE", "TABLE"):
        return None
    if bag.asked and bag.exists and bag.has("SOLUTION"):  # whether there is one
        return None
    if not wanted or (bag.has("BLANKS", "ONLY")) or (bag.has("SOLUTION", "ONE") and bag.has("ONLY")):
        return None
    if bag.has("LINE", "TABLE"):
        return None
    form = " as one line" if bag.has("LINE") else " as a table" if bag.has("TABLE") else ""
    if form:
        return Said("solve", f"Give the solution{form}.")
    return Said("solve", "Only the solution, no explanation." if bag.any("ONLY", "NOEXPL") else "Solve it.")


def _pieces(bag: Bag) -> Said | None:
    """What lies where: "where are the mines?", "which cells are black?"."""
    pieces, colours, places = bag.values("PIECE"), bag.values("COLOUR"), bag.values("PLACE")
    if len(pieces) + len(colours) != 1 or len(places) > 1:
        return None
    besides = ("PIECE", "COLOUR", "MUST", "CAN", "GIVE", "CELL", *_IT)
    where = f" in {places[0]}" if places else ""
    if pieces and not bag.has("CELL"):
        piece = pieces[0]
        if not places and bag.any("WHERE", "FIND") and bag.only("WHERE", "FIND", "SOLVE", *besides):
            return Said("value", f"Where are the {piece}s?")
        if bag.has("HOWMANY") and bag.only("HOWMANY", "PLACE", "TOTAL", *besides):
            return Said("value", f"How many {piece}s are there{where}?")
        if bag.asked and bag.cell is not None and bag.only("PLACE", "RIGHT", *besides):
            return Said("claim", f"Is there a {piece} in {bag.cell}?")
    if colours and not places and bag.any("WHAT", "WHERE") and bag.only("WHAT", "WHERE", "SOLUTION", *besides):
        return Said("value", f"Which cells are {colours[0]}?")
    if colours and bag.asked and bag.cell is not None and bag.only("PLACE", "RIGHT", *besides):
        return Said("claim", f"Is {bag.cell} {colours[0]}?")
    return None


def _who(bag: Bag) -> Said | None:
    """ "Who lives in house 3?"."""
    numbers = [*bag.values("NUM"), *bag.values("ORD")]
    if not (bag.asked and bag.has("WHO", "HOUSE") and len(numbers) == 1):
        return None
    return (
        Said("value", f"Who lives in house {numbers[0]}?")
        if bag.only("WHO", "LIVE", "HOUSE", "NUM", "ORD", "VALUE")
        else None
    )


def _letters(bag: Bag) -> Said | None:
    """What letters stand for, and which picture comes out."""
    signs = [sign for sign in bag.values("SIGN") if sign.isalpha()]
    besides = ("LETTER", "EACH", "WORTH", "VALUE", "WHAT", "HOWMANY", "GIVE", "SOLVE", "FIND", "SIGN", *_IT)
    if (
        bag.any("LETTER", "SIGN")
        and bag.any("WORTH", "VALUE")
        and (bag.asked or bag.any("GIVE", "FIND"))
        and bag.only(*besides)
    ):
        if len(signs) == 1 and len(bag.values("SIGN")) == 1 and not bag.has("EACH"):
            return Said("value", f"What digit is {signs[0]}?")
        if not signs and bag.has("LETTER") and not bag.values("SIGN"):
            return Said("value", "What digits do the letters stand for?")
    if (
        bag.has("PICTURE")
        and bag.any("WHAT", "GIVE")
        and bag.only("PICTURE", "WHAT", "GIVE", "SOLUTION", "GETOUT", *_IT)
    ):
        return Said("solve", "What picture is it?")
    return None


def _how(bag: Bag) -> Said | None:
    if bag.has("HOW", "SOLVE") and bag.only("HOW", "SOLVE", "CAN", "GIVE", "MUST", *_IT):
        return Said("how", "How do I solve this?")
    return None


_REQUESTS: tuple[Callable[[Bag], Said | None], ...] = (
    _talk, _told, _legend, _make, _why, _count, _hint, _check, _claim, _value, _pieces, _who, _letters, _steps, _rate, _way, _how, _solve,
)  # fmt: skip
