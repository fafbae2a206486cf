"""Made-up zebra puzzles: lists, a solution, clues that hold, and the sentences that say them."""

from __future__ import annotations

import random
from collections.abc import Mapping

from solvers.kinds.zebra.setting import Attribute, Setting
from solvers.rules.conditions import Allowed, Forbidden
from solvers.rules.constraints import Difference, Different, Less, Same, Sum
from solvers.rules.rule import Rule

_LISTS = {
    "name": ("Alice", "Bob", "Carol", "David", "Emily"), "color": ("red", "green", "blue", "white", "yellow"),
    "pet": ("cat", "dog", "fish", "horse", "zebra"), "drink": ("tea", "coffee", "milk", "water", "juice"),
    "sport": ("tennis", "golf", "soccer", "hockey", "chess"),
}  # fmt: skip
MOST = min(map(len, _LISTS.values()))
"""The most houses there are values for."""


def draw(rng: random.Random, size: int) -> tuple[Setting, dict[str, int]]:
    """Lists of `size` values, and a house for each value."""
    chosen = ["name", *rng.sample(sorted(set(_LISTS) - {"name"}), min(size, len(_LISTS)) - 1)]
    attributes = tuple(Attribute(key, frozenset({key}), tuple(_LISTS[key][:size])) for key in chosen)
    at = {a.cell(v): n for a in attributes for n, v in enumerate(rng.sample(a.values, size), 1)}
    return Setting(size, attributes, 0, 0), at


def true(at: Mapping[str, int], rng: random.Random) -> Rule | None:
    """A random clue that holds."""
    a, b = rng.sample(sorted(at), 2)
    gap = at[b] - at[a]
    apart = a.split(":")[0] != b.split(":")[0]
    if gap == 0:
        return Same((a, b))
    choices: list[Rule] = [Less((a, b) if gap > 0 else (b, a))] if rng.random() < 0.3 else []
    if abs(gap) == 1:
        choices += [
            Difference((a, b), low=1, high=1),
            Sum((b, a) if gap > 0 else (a, b), low=1, high=1, weights=(1, -1)),
        ]
    elif abs(gap) == 2:
        choices.append(Difference((a, b), low=2, high=2))
    if rng.random() < 0.1:
        choices.append(Allowed((a,), ((at[a],),)))
    if apart and rng.random() < 0.1:
        choices.append(Different((a, b)))
    return rng.choice(choices) if choices else None


def sentence(each: Rule) -> str:
    """A clue in the words that are read back."""
    said = [
        f"{v.capitalize()}" if k == "name" else f"the person with the {k} {v}"
        for k, v in (n.split(": ", 1) for n in each.cells)
    ]
    first, last = said[0][0].upper() + said[0][1:], said[-1]
    if isinstance(each, Allowed):
        return f"{first} is in " + " or ".join(f"house {entry[0]}" for entry in each.tuples) + "."
    if isinstance(each, Forbidden) and len(each.cells) == 1:
        return f"{first} is not in house {each.tuples[0][0]}."
    if isinstance(each, Sum):
        return f"{last[0].upper()}{last[1:]} is directly left of {said[0]}."
    if isinstance(each, Less):
        return f"{first} is somewhere to the left of {last}."
    if isinstance(each, Difference):
        count = (each.low or 1) - 1
        between = f"There {'is one house' if count == 1 else f'are {count} houses'} between {said[0]} and {last}."
        return between if count else f"{first} and {last} are next to each other."
    if isinstance(each, Forbidden):
        return f"{first} is not next to {last}."
    return f"{first} is {'not ' if isinstance(each, Different) else ''}{last}."
