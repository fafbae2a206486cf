"""Clauses that change the terms of a way: what may be entered, what must be met, what a step is and what it costs."""

# ruff: noqa: E501  tables of phrases are easier to compare on one line
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from solvers.base import Cell
from solvers.kinds.maze.heard.hearing import Clause, counts_up, goes_back
from solvers.kinds.maze.terms import FOUR
from solvers.text.patterns import lazily


def _diagonal(said: Clause) -> bool:
    if (said.has("howmany") or said.has("go")) and not said.has("may"):
        return False  # "how many steps diagonally": which of the steps are? "go diagonally": only so?
    return (said.states("diagonal", "step") or said.states("octet", "step")) and said.told.change(
        "diagonal steps too, also past the corners of walls", slanted=True
    )


def _wrap(said: Clause) -> bool:
    joined = (True, True)
    if said.states("leave return side", "opposite if num dir"):
        ways = set(said.directions)
        if not (said.has("opposite") or ways in ({"left", "right"}, {"up", "down"})) or said.numbers not in ([], [1]):
            return False
        joined = (not ways or ways <= {"up", "down"}, not ways or ways <= {"left", "right"})
    elif not said.states("wrap", "side dir opposite"):
        return False
    elif said.directions:
        joined = ({"up", "down"} <= set(said.directions), {"left", "right"} <= set(said.directions))
        if len(set(said.directions)) != 2 * sum(joined):
            return False
    return said.told.change("leaving one side comes in on the opposite one", joined=joined)


def _lines(said: Clause) -> list[frozenset[Cell]] | None:
    """The cells of the row or column that is named, for each base that the text leaves open; or of a sign."""
    told, maze = said.told, said.told.maze
    if said.has("row") != said.has("column") and len(said.numbers) == 1:
        lines = []
        for base in told.bases:
            line = said.numbers[0] - base
            across = said.has("row")
            if 0 <= line < (maze.height if across else maze.width):
                places = [(line, c) for c in range(maze.width)] if across else [(r, line) for r in range(maze.height)]
                lines.append(frozenset(places))
            else:
                return None
        return lines
    if said.signs and not said.numbers and not said.has("row") and not said.has("column"):
        return [frozenset(cell for sign in said.signs for cell in told.signs[sign])]
    return None


def _avoid(said: Clause) -> bool:
    """ "Without entering row 4", "avoid the T": cells that may not be entered; the ends may lie there."""
    if not (
        said.states("avoid", "not row column num sign but ever cell all must letter key step")
        or said.states("watch", "row column num all")
    ):
        return False
    if (
        said.has("avoid")
        and not said.has("not")
        and not re.search(
            r"avoid|vermeid|mei?de|évit|evit|vermijd|unik|избег|避|without|not |n't|never", said.text, re.I
        )
    ):
        return False  # "passer par" alone is the opposite
    if (said.has("not") or said.has("may")) and _AVOIDS.search(said.text) is not None:
        return False  # "do not avoid", "you may avoid": no such avoiding is a must
    lines = _lines(said)
    if lines is None:
        return False
    told = said.told
    if not said.has("avoid"):
        if _WATCHED.search(said.text) is None:
            return False
        told.watched, told.unseen = True, told.unseen or _UNSEEN.search(said.text) is not None
    ends = {told.maze.start, told.maze.goal}
    told.readings = [replace(one, shut=one.shut | (line - ends)) for one in told.readings for line in lines]
    return told.note("cells not to be entered: " + " ".join(said.text.split()))


_AVOIDS = lazily(r"avoid|vermeid|mei?de|évit|evit|vermijd|unik|избег|避", re.I)


def _rather_not(said: Clause) -> bool:
    """ "Avoid the letter T if possible": as few of them as can be."""
    if not said.states("avoid possibly", "sign letter but key all") or not said.signs:
        return False
    cells = frozenset(cell for sign in said.signs for cell in said.told.signs[sign])
    return said.told.change("as few of the named cells as possible", unloved=cells)


def _cannot_see(said: Clause) -> bool:
    """ "... that it cannot see": goes with what the camera watches."""
    if not (said.states("watch") and _UNSEEN.search(said.text) is not None and said.told.special):
        return False
    said.told.unseen = True
    return True


_WATCHED = lazily(
    r"watch|\bsees\b|observes|überwacht|bewacht|surveille|vigila|sorveglia|camera|kamera|caméra|cámara", re.I
)
_UNSEEN = lazily(r"(?:can't|cannot|not) see|unseen", re.I)


def _visit(said: Clause) -> bool:
    """Signs to be met on the way: all of them, or at least so many."""
    told = said.told
    if not said.states("visit", "sign key must all num atleast before goal leave cell letter both way exactly"):
        return False
    if said.has("exactly") or said.has("may") or not (said.signs or said.has("key")):
        return False  # "you may visit K" is no must
    if any(a.concept == "before" and b.concept == "cell" for a, b in pairwise(said.words)):
        return False  # "as the first cell"
    signs = said.signs or list(told.signs)
    if len(set(signs)) != 1 or signs[0] not in told.signs:
        return False
    cells = frozenset(told.signs[signs[0]])
    numbers = said.numbers + ([2] if said.has("both") and re.search(r"\btwo\b", said.text, re.I) else [])
    several = len(cells) > 1
    if len(numbers) > 1 or (numbers and not said.has("atleast") and numbers[0] != len(cells)):
        return False
    if several and not numbers and not said.has("all"):
        return False  # "pick up a T": one, or all?
    least = numbers[0] if numbers else len(cells)
    if least > len(cells):
        return False
    return told.change(f"at least {least} of {signs[0]} on the way", meet=(*told.readings[0].meet, (cells, least)))


def _locked(said: Clause) -> bool:
    """ "Without the key the goal does not open": the only other sign of the drawing is to be met first."""
    told = said.told
    if len(told.signs) != 1 or len(next(iter(told.signs.values()))) != 1:
        return False
    twice = said.core["not"] == 2
    if not (said.states("not key", "opens open") and twice) and not said.states(
        "must visit key", "before leave sign opens"
    ):
        return False
    sign, cells = next(iter(told.signs.items()))
    return told.change(f"{sign} on the way", meet=((frozenset(cells), 1),))


def _break(said: Clause) -> bool:
    """ "One stick of dynamite that clears a single # cell"."""
    numbers = said.numbers
    if (
        not said.states("break wall", "num ever cell all atleast within exactly both")
        or said.has("atleast")
        or said.has("exactly")
        or said.has("all")
    ):
        return False
    if not numbers or len(set(numbers)) != 1 or not 1 <= numbers[0] <= 3:
        return False
    return said.told.change(f"up to {numbers[0]} wall may be broken", breaks=numbers[0])


def _links(said: Clause) -> bool:
    """ "The two cells marked P are linked, stepping on one puts you on the other"."""
    if not said.states("link sign", "both letter return cell open opposite") or len(set(said.signs)) != 1:
        return False
    cells = said.told.signs.get(said.signs[0], ())
    if len(cells) != 2:
        return False
    return said.told.change(f"the two {said.signs[0]} are one place", links=((cells[0], cells[1]),))


def _rolls(said: Clause) -> bool:
    if not said.states("roll until wall", "step all dir") or said.directions or said.has("may"):
        return False
    told = said.told
    told.readings = [replace(one, rolls=how) for one in told.readings for how in ("stop", "pass")]
    return told.note("a move goes on until a wall")


def _turn_costs(said: Clause) -> bool:
    """ "Every quarter turn costs 1, every step forward costs 1", "turning also takes one move", "it starts facing east"."""
    if not said.states("turn costs num", "quarter all step forward facing dir unit") or said.has("unit"):
        return False
    if said.route not in (_AT_THE_START if said.has("facing") else ("", "fstg", "fsg")):
        return False
    if said.directions and (not said.has("facing") or len(said.directions) != 1):
        return False
    if len(set(said.numbers)) != 1 or len(said.numbers) > (2 if said.has("forward") or said.core["step"] > 1 else 1):
        return False
    if not (
        said.has("quarter")
        or re.search(r"left or right|links oder rechts|à gauche ou à droite|a (?:la )?izquierda o", said.text, re.I)
    ):
        return False
    price = said.numbers[0] if len(said.numbers) == 1 else 1
    if len(said.numbers) == 2 and said.numbers != [1, 1]:
        return False
    return said.told.change(
        f"a quarter turn costs {price}", turn=price, facing=said.directions[0] if said.directions else ""
    )


_AT_THE_START = ("", "s", "fstg", "fsg")


def _facing(said: Clause) -> bool:
    return (
        said.states("facing dir")
        and len(said.directions) == 1
        and said.route in _AT_THE_START
        and said.told.change(f"facing {said.directions[0]}", facing=said.directions[0])
    )


def _few_turns(said: Clause) -> bool:
    return (
        said.states("few turn")
        and not said.asks
        and not said.has("short")  # the straightest of the shortest, or the shortest of the straightest?
        and not counts_up(said)
        and said.told.change("as few turns as possible, then as few steps", sought="turns")
    )


def _longest(said: Clause) -> bool:
    if counts_up(said) or set(said.numbers) - {1} or said.has("twice") is not said.has("not") or said.has("short"):
        return False
    if said.states("long", "not twice cell num avoid ever") and said.has("way"):
        return said.told.change("a longest way that enters no cell twice", sought="longest")
    return (
        said.states("not twice", "cell num avoid")
        and all(one.sought == "longest" for one in said.told.readings)
        and said.told.note("no cell twice")
    )


def _slow(said: Clause) -> bool:
    """ "T is slippery: you need two moves to leave it"."""
    numbers = said.numbers + ([2] if said.has("both") and re.search(r"\btwo\b", said.text, re.I) else [])
    if (
        not said.states("slow sign leaveit step", "open but num both must costs key")
        or len(set(said.signs)) != 1
        or len(numbers) != 1
    ):
        return False
    cells = frozenset(said.told.signs.get(said.signs[0], ()))
    return bool(cells) and said.told.change(
        f"leaving {said.signs[0]} takes {numbers[0]} moves", slow=(cells, numbers[0] - 1)
    )


def _barred(said: Clause) -> bool:
    """ "Without ever going up": with the question whether it can be done, or as a term."""
    if (
        not said.states("not dir", "ever go reach step turn toward")
        or len(set(said.directions)) != 1
        or said.has("turn")
        or said.core["not"] != 1
    ):
        return False
    if not (said.has("go") or said.has("step")):
        return False
    told = said.told
    if said.has("reach"):
        told.reach = True
    way = said.directions[0]
    return told.change(f"never {way}", barred=told.readings[0].barred | {way})


def _back(said: Clause) -> bool:
    """ "The moves from the goal back to the start"."""
    if not goes_back(said) or counts_up(said) or not said.states("from", "step howmany backfrom few"):
        return False
    return said.told.change("from the goal to the start", back=True)


def _starts_there(said: Clause) -> bool:
    """ "If I start at G instead"."""
    if not said.states("start instead", "if") or said.ends != [said.told.goal]:
        return False
    return said.told.change("from the goal to the start", back=True)


def _if_wall(said: Clause) -> bool:
    """ "If the cell to the right of S were a wall, could I reach G?", "if the wall in column 4 of row 1 were open"."""
    told, maze = said.told, said.told.maze
    if not said.states("if", "beside wall open row column num sign reach save howmany step cell") or not said.has("if"):
        return False
    if said.has("beside"):
        number_of = said.index("beside")
        after = [word for word in said.words[number_of + 1 :] if word.concept == "sign"]
        if not after or not said.is_end(after[0]) or said.numbers:
            return False
        ways = {
            "right": "right",
            "left": "left",
            "above": "up",
            "below": "down",
            "under": "down",
            "rechts": "right",
            "links": "left",
            "über": "up",
            "unter": "down",
        }
        step = FOUR[ways[said.words[number_of].more]]
        base = maze.start if after[0].text == told.start else maze.goal
        cells = [(base[0] + step[0], base[1] + step[1])]
    elif said.has("row", "column") and len(said.numbers) == 2:
        row, column = said.numbers if said.index("row") < said.index("column") else said.numbers[::-1]
        cells = [(row - base, column - base) for base in told.bases]
    else:
        return False
    if any(not (0 <= r < maze.height and 0 <= c < maze.width) for r, c in cells):
        return False
    turned = [word.concept for word in said.words if word.concept in ("open", "wall")]
    if not turned:
        return False
    becomes = turned[-1]  # "the open cell ... were a wall", "the wall ... were open"
    cells = [(r, c) for r, c in cells if maze.open[r][c] is not (becomes == "open")]
    if not cells:
        return False
    if becomes == "wall" and (not said.has("beside") or any(cell in (maze.start, maze.goal) for cell in cells)):
        return False
    if said.has("reach"):
        told.reach = True
    if said.has("save"):
        if not said.has("howmany", "step") or told.figure:
            return False
        told.figure = "saved"
    told.readings = [
        replace(one, **({"opened": one.opened | {cell}} if becomes == "open" else {"shut": one.shut | {cell}}))  # type: ignore[arg-type]
        for one in told.readings
        for cell in cells
    ]
    return told.note(f"with another {becomes} cell")


TERMS: tuple[Callable[[Clause], bool], ...] = (
    _diagonal, _wrap, _rather_not, _avoid, _cannot_see, _locked, _visit, _break, _links, _rolls, _turn_costs, _facing,
    _few_turns, _longest, _slow, _barred, _back, _starts_there, _if_wall,
)  # fmt: skip
OF_ENDS = (_locked, _facing, _turn_costs, _back, _starts_there, _if_wall)
"""Readers that know of ends besides those of the whole way."""
