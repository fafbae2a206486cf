"""Clauses that ask of a maze something else than its shortest way, or say what a step costs and how far one gets."""

# ruff: noqa: E501  tables of phrases are easier to compare on one line
from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from solvers.kinds.maze.heard.hearing import Clause, counts_up
from solvers.text.patterns import lazily


def _count(said: Clause) -> bool:
    if (
        said.fits("way short", "howmany req different")
        and not said.has("length")
        and (said.has("howmany") or (_COUNT.match(said.text) is not None and _WAYS.search(said.text) is not None))
    ):
        return said.told.ask("count", "how many shortest ways there are")
    return False


_COUNT = lazily(
    r"\W*(?:\w+: *)?(?:please )?(?:count|zähle?|compte|cuenta|conta|conte|tel|policz|посчитай)(?![^\W_])", re.I
)
_WAYS = lazily(
    r"\b(?:paths|routes|ways|walks|wege|pfade|chemins|trajets|caminos|rutas|recorridos|percorsi|cammini|caminhos|percursos|paden|ścieżki|drogi|пути|маршруты)\b",
    re.I,
)
"""Several ways are counted; of one, its steps may be meant."""


def _list(said: Clause) -> bool:
    if said.fits("way short all", "different") and not said.has("howmany"):
        return said.told.ask("list", "all shortest ways")
    return False


def _unique(said: Clause) -> bool:
    return (
        said.asks
        and said.fits("way short unique")
        and said.told.ask("unique", "whether there is only one shortest way")
    )


def _reach(said: Clause) -> bool:
    """ "Can I reach G?", asked beside terms or limits."""
    told = said.told
    wanted = told.start if any(one.back for one in told.readings) else told.goal
    exists = said.fits("way", "within") and not said.has("short") and _EXISTS.search(said.text) is not None
    if not (said.asks and (said.fits("reach", "within before limit num step cell") or exists)):
        return False
    if said.has("limit") or said.has("num"):
        if not said.has("reach") or len(said.numbers) != 1 or not (said.has("step") or said.has("cell")):
            return False
        told.limit = (said.numbers[0], "step")
    if not said.whole or (said.ends and wanted not in said.ends):
        return False
    if said.has("before") and said.numbers and not said.has("limit"):
        return False  # "before step 8": in 7?
    told.reach = True
    if said.has("limit") or told.limit or told.special:
        return told.note("whether the goal can be reached")
    return True


_EXISTS = lazily(
    r"\bis there\b|\bgibt es\b|\by a-t-il\b|\bhay\b|\bc'è\b|\besiste\b|\bexiste\b|\bhá\b|\bis er\b|\bczy (?:jest|istnieje)|есть ли|существует ли",
    re.I,
)


def _make_it(said: Clause) -> bool:
    """ "Do I make it from S to G?" """
    if not (
        said.asks
        and said.told.limit
        and re.search(r"make it|manage|schaffe|arrive|llego|arrivo|consigo", said.text, re.I)
    ) or set(said.core):
        return False
    said.told.reach = True
    return said.told.note("whether the goal can be reached")


def _limit(said: Clause) -> bool:
    """ "My battery is good for 11 moves", "the door shuts after 30 seconds"."""
    if said.asks or len(said.numbers) != 1:
        return False
    if said.fits("limit num", "step cell only within unit"):
        unit = "step" if said.has("step") else "cell" if said.has("cell") else unit_of(said)
    elif said.fits("shuts num unit"):
        unit = unit_of(said)
    else:
        return False
    if not unit or said.told.limit is not None:
        return False
    said.told.limit = (said.numbers[0], unit)
    return said.told.note(f"at most {said.numbers[0]} {unit}s")


def _price(said: Clause) -> bool:
    """ "Each step takes 3 seconds (and the door shuts after 30)", "my robot does 2 steps per second"."""
    told, numbers = said.told, said.numbers
    if said.fits("all step costs num unit", "if shuts both") and len(numbers) == (2 if said.has("shuts") else 1):
        told.price = (Fraction(numbers[0]), unit_of(said))
        if said.has("shuts"):
            told.limit = (numbers[1], unit_of(said))
    elif said.fits("num step per unit", "reach") and len(numbers) == 1 and numbers[0]:
        told.price = (Fraction(1, numbers[0]), unit_of(said))
    else:
        return False
    return told.note("a price for each step")


def unit_of(said: Clause) -> str:
    units = {word.more.rstrip("sn") for word in said.words if word.concept == "unit"}
    return units.pop() if len(units) == 1 else ""


def _priced(said: Clause) -> bool:
    """ "How many coins for the shortest way?" """
    if not said.fits("howmany unit", "few step"):
        return False
    said.told.unit = unit_of(said)
    return bool(said.told.unit) and said.told.note(f"in {said.told.unit}s")


def _arithmetic(said: Clause) -> bool:
    """The number of steps and something done with it."""
    told = said.told
    asks_steps = said.has("step") and (said.has("howmany") or said.has("few"))
    if not asks_steps or told.offset or told.less_manhattan or told.scale != 1:
        return False
    extra = "howmany few step"
    side = _side(said)
    if said.fits("plus num", extra) and len(said.numbers) == 1 and side == "after":
        told.offset = said.numbers[0]
    elif said.fits("minus num", extra) and len(said.numbers) == 1 and side == "after":
        told.offset = -said.numbers[0]
    elif (said.fits("times num", extra) and len(said.numbers) == 1 and side) or (
        said.fits("people num", extra + " total eachgoes all must") and len(said.numbers) == 1 and (said.has("total"))
    ):
        told.scale = Fraction(said.numbers[0])
    elif said.fits("andback", extra):
        told.scale = Fraction(2)
    elif said.fits("counting", extra + " if cell") and _FROM_ONE.search(said.text) is not None:
        told.offset = 1
    elif said.fits("justbefore", extra) and _end_after(said, "justbefore") == "g":
        told.offset = -1
    elif said.fits("longer manhattan", extra + " distance"):
        told.less_manhattan = True
    else:
        return False
    return told.note("the number of steps, reckoned with")


_FROM_ONE = lazily(
    r"(?:counting|count|counted|including|inclusive(?: of)?|comprenant|incluyendo|incluid\w|compres\w|incluindo|(?:y )?compris\w*)(?: of)? (?:the |le |la |el |il |o |a |del? |du )?"
    r"(?:start|départ|inicio|partenza|início|S\b)|(?:start\w*|anfang|S)\b[^.,;?]{0,20}\b(?:counted|included|mitgezählt|mitzähl\w*|compris\w*|incluid\w|compres\w|meegeteld)|"
    r"as (?:step 1|step one|the first (?:step|one))",
    re.I,
)


def _side(said: Clause) -> str:
    """Where the number of a sum stands: right "after" its word, or "before" it with the steps behind ("3 times the
    number of steps"); "" elsewhere ("más de 3", "how many times 4 steps")."""
    at = next((n for n, word in enumerate(said.words) if word.concept in ("plus", "minus", "times")), -1)
    number = said.index("num")
    if at < 0 or number < 0:
        return ""
    first, second = sorted((said.words[at], said.words[number]), key=lambda word: word.start)
    between = said.text[first.start + len(first.text) : second.start]
    if between.strip():
        return ""
    if number > at:
        return "" if at and said.words[at - 1].concept == "howmany" else "after"
    return "before" if at + 1 < len(said.words) and said.words[at + 1].concept == "howmany" else ""


def _end_after(said: Clause, concept: str) -> str:
    """Which end is named next after a word."""
    following = said.words[said.index(concept) + 1 :][:1]
    return said.end(following[0]) if following else ""


def _figures(said: Clause) -> bool:
    """Numbers and statements about the drawing itself."""
    told = said.told
    for figure, words, fits in (
        ("manhattan", "the Manhattan distance of the ends", said.fits("manhattan", "distance howmany both")),
        ("straight", "the straight distance of the ends", said.fits("straight", "distance cell howmany")),
        ("size", "its width and height", said.fits("wide tall", "howmany")),
        ("loops", "whether there are loops", said.asks and said.fits("loops", "ever")),
        ("deadends", "how many dead ends there are", said.fits("howmany deadend", "only")),
        ("nearest dead end", "the steps to the nearest dead end", said.fits("howmany step meeting deadend") and told.start in said.ends),
        ("walls", "how many wall cells there are", said.fits("howmany wall", "cell total")),
        ("open", "how many open cells there are", said.fits("howmany open cell", "total")),
        ("cells", "how many cells there are", said.fits("howmany cell total")),
        ("matrix", "the maze as 0 and 1, not solved", said.fits("matrix", "convert num unsolved toward open wall") and sorted(said.numbers) == [0, 1]),
    ):  # fmt: skip
        if fits and not said.has("way") and said.route in _OF_FIGURES.get(figure, ("",)) and not said.has("may"):
            return told.ask(figure, words)  # type: ignore[arg-type]
    if said.fits("coords", "cell") and said.route in ("s", "g") and not said.has("way") and said.asks:
        end = "goal" if said.route == "g" else "start"
        return told.ask(end, f"where the {end} is")  # type: ignore[arg-type]
    if said.has("may") or not said.whole or said.route in ("g", "tg"):
        return False  # "how many steps can I go right from S?" is no question about a way to the goal
    if (
        said.fits("step dir", "howmany only toward way")
        and len(set(said.directions)) == 1
        and (said.has("howmany") or counts_up(said))
    ):
        told.direction = said.directions[0]
        return told.ask("direction", f"how many steps of a shortest way go {told.direction}")
    if said.fits("turn howmany") and said.asks:
        return told.ask("turns", "how many turns a shortest way has")
    return False


_OF_FIGURES = {
    "manhattan": ("", "fsg", "sg", "fstg", "fgs", "gs", "fgts"),
    "straight": ("fsg", "sg", "fstg", "fgs", "gs", "fgts", ""),
    "nearest dead end": ("s", "fs"),
}
"""The ends that may be named in a question about the drawing, where there are any."""


def _unsolved(said: Clause) -> bool:
    """ "Do not solve it": goes with a question about the drawing."""
    return said.fits("unsolved") or said.fits("only", "aux")


def _walked(said: Clause) -> bool:
    """Moves of the user's own, and whether they lead to the goal."""
    told = said.told
    moves = [word.text for word in said.words if word.concept == "moves"]
    if set(said.core) == {"dir"} and len(said.directions) >= 3 and not said.asks:
        told.walked = "".join({"up": "U", "down": "D", "left": "L", "right": "R"}[way] for way in said.directions)
        return True
    if len(moves) == 1 and said.fits("moves") and not said.asks:
        told.walked = moves[0]
        return True
    if (
        len(moves) == 1
        and said.asks
        and (said.fits("moves", "correct solution reach") and (said.has("correct") or said.has("reach")))
        and said.whole
    ):
        told.walked = moves[0]
        return told.ask("walk", "whether your moves lead to the goal")
    if told.walked and said.asks and (said.fits("reach") or said.fits("correct", "solution")) and said.whole:
        return told.ask("walk", "whether your moves lead to the goal")
    return False


def _moves_named(said: Clause) -> bool:
    """ "Allowed moves:" in front of the eight directions."""
    return said.fits("step may") and said.text.rstrip().endswith(":") and said.told.note("the moves named")


QUESTIONS: tuple[Callable[[Clause], bool], ...] = (
    _walked, _count, _list, _unique, _figures, _arithmetic, _priced, _price, _limit, _reach, _make_it, _unsolved,
    _moves_named,
)  # fmt: skip
NAMING_ENDS = (_figures, _reach, _arithmetic, _make_it)
"""Readers that look themselves at which ends are named."""
