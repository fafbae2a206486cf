"""Answers to what was heard beyond the plain way: found by `ways`, proven by `proof`, and the same in every reading.

`tell(heard, walk, candidate)` gives text, or a truth value for yes or no, with what was proven; None where nothing
can be said with certainty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import isqrt, sqrt

from solvers.base import Candidate, Cell, Form
from solvers.hooks import Told
from solvers.kinds.maze import answer as answers
from solvers.kinds.maze.asks import DIRECTIONS, Walk, from_convention
from solvers.kinds.maze.heard import Heard
from solvers.kinds.maze.proof import broken, counted
from solvers.kinds.maze.rules import Maze
from solvers.kinds.maze.terms import FOUR, NAMES, Terms
from solvers.kinds.maze.ways import TooMuch, Way, best, every

_NONE = "There is no path from the start to the goal that keeps to this."
_ASKED = (
    "the text can be read in several ways that lead to different answers; say from what rows and columns are counted"
)


def tell(heard: Heard, walk: Walk, candidate: Candidate[Maze]) -> Told | None:
    """The answer that every reading of the text gives."""
    assert candidate.puzzle is not None
    try:
        found = [_tell(heard, walk, candidate, terms) for terms in heard.readings]
    except TooMuch:
        return None
    first = found[0]
    if first is None or any(one is None for one in found):
        return None
    if any(one is not None and one.said != first.said for one in found):
        return Told("", "several readings", _ASKED, sure=False)
    return first


def _tell(heard: Heard, walk: Walk, candidate: Candidate[Maze], terms: Terms) -> Told | None:
    maze = candidate.puzzle
    assert maze is not None
    if heard.figure == "saved":
        return _saved(maze, terms)
    if heard.figure in _FIGURES:
        said = _FIGURES[heard.figure](maze, heard)
        return None if said is None or not terms.plain else Told(said, "counted", "counted in the drawing")
    if heard.figure == "walk":
        return _walked(maze, heard) if terms.plain else None
    way = _proven(maze, terms)
    if isinstance(way, str):
        return None
    detail = "; ".join((*heard.said, "two searches of different kinds agree"))
    if heard.figure == "reach":
        within = heard.bound is None or (way is not None and way.cost[1] <= heard.bound)
        return Told(way is not None and within, "reachable", detail)
    if way is None:
        return Told(_NONE, "no path", detail)
    if heard.figure in ("count", "unique"):
        if terms.sought != "steps" or counted(maze, terms, way) != way.equal:
            return None
        said = str(way.equal) if heard.figure == "count" else way.equal == 1
        return Told(said, "number of shortest ways", detail)
    if heard.figure == "list":
        return _listed(maze, terms, walk, detail)
    if walk.what == "steps" or heard.scale != 1 or heard.offset or heard.less_manhattan:
        return _number(maze, heard, terms, way, detail)
    said = _written(maze, walk, terms, way, candidate)
    return None if said is None else Told(said, "path", detail)


def _proven(maze: Maze, terms: Terms) -> Way | str | None:
    """The best way, or None where it is proven that there is none; a string where the proof fails."""
    way = best(maze, terms)
    return broken(maze, terms, way) or way


def _number(maze: Maze, heard: Heard, terms: Terms, way: Way, detail: str) -> Told | None:
    if terms.sought == "turns" or _not_of_the_whole(heard, terms):
        return None
    number = Fraction(way.cost[1] if terms.sought == "steps" else way.length) * heard.scale + heard.offset
    if heard.less_manhattan:
        number -= _manhattan(maze)
    said = str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
    return Told(f"{said} {heard.unit}s" if heard.unit else said, "steps", detail)


def _not_of_the_whole(heard: Heard, terms: Terms) -> bool:
    """Whether a number of steps does not tell of the whole way."""
    return bool(terms.unloved) and heard.figure != ""


def _listed(maze: Maze, terms: Terms, walk: Walk, detail: str) -> Told | None:
    if not terms.plain:
        return None
    ways = every(maze, terms)
    if not ways or any(broken(maze, terms, way) for way in ways):
        return None
    lines = sorted(_moves(way, walk) for way in ways)
    return Told("\n".join(lines), "all shortest ways", f"{len(lines)} different ways, and no other; {detail}")


def _moves(way: Way, walk: Walk) -> str:
    words = walk.style or (DIRECTIONS["UDLR"])
    said = [words[list(FOUR.values()).index(step)] if step in FOUR.values() else NAMES[step] for step in way.steps]
    return ("" if all(len(word) == 1 for word in said) else ", ").join(said)


def _written(maze: Maze, walk: Walk, terms: Terms, way: Way, candidate: Candidate[Maze]) -> str | None:
    """The way in the form asked for; drawn where a drawing shows it without doubt."""
    if walk.part or walk.keys or walk.both_ways or walk.bound or walk.what == "yes_no" or walk.factor != 1:
        return None
    convention = walk.convention or candidate.notation.get("coordinates", "rc0")
    if walk.what == "coordinates":
        return ", ".join(f"({a}, {b})" for a, b in from_convention(way.cells, convention))
    if walk.what == "moves":
        return _moves(way, walk) if not terms.slanted else ", ".join(NAMES[step] for step in way.steps)
    if terms.slanted:
        counted = from_convention(way.cells, convention)
        return " -> ".join(f"({a}, {b})" for a, b in counted)
    plain = not (terms.rolls or terms.links or any(terms.joined) or terms.breaks) and len(set(way.cells)) == len(
        way.cells
    )
    if plain:
        notation = candidate.notation if not walk.mark else {**candidate.notation, "path": walk.mark}
        return answers.write(maze, way.cells, Form("path"), notation)
    return ", ".join(NAMES[step] for step in way.steps)


def _walked(maze: Maze, heard: Heard) -> Told | None:
    """Whether moves of the user's own lead from the start to the goal, through open cells only."""
    letters = heard.walked.translate(str.maketrans("↑↓←→", "UDLR"))
    if set(letters) & set("NSEW") and not set(letters) <= set("UDLR"):
        letters = letters.translate(str.maketrans("NSWE", "UDLR"))
    steps = dict(zip("UDLR", FOUR.values(), strict=True))
    if not set(letters) <= set(steps):
        return None
    here = maze.start
    for number, letter in enumerate(letters, 1):
        here = (here[0] + steps[letter][0], here[1] + steps[letter][1])
        if not (0 <= here[0] < maze.height and 0 <= here[1] < maze.width) or not maze.open[here[0]][here[1]]:
            return Told(False, "your moves", f"move {number} runs into a wall")
    if here != maze.goal:
        return Told(False, "your moves", f"they end at row {here[0]}, column {here[1]} (from 0), not at the goal")
    way = best(maze, Terms())
    if way is None or len(letters) != way.length:
        return None  # a way, but not a shortest one: which is asked is not said
    return Told(True, "your moves", "they lead through open cells to the goal, and no way is shorter")


def _saved(maze: Maze, terms: Terms) -> Told | None:
    """How many steps another cell saves."""
    before, after = _proven(maze, replace(terms, opened=frozenset(), shut=frozenset())), _proven(maze, terms)
    if isinstance(before, str) or isinstance(after, str) or before is None or after is None:
        return None
    return Told(str(before.length - after.length), "steps", f"{before.length} before, {after.length} after")


# ---------------------------------------------------------------- figures of the drawing


def _manhattan(maze: Maze) -> int:
    return abs(maze.start[0] - maze.goal[0]) + abs(maze.start[1] - maze.goal[1])


def _straight(maze: Maze, _: Heard) -> str:
    square = (maze.start[0] - maze.goal[0]) ** 2 + (maze.start[1] - maze.goal[1]) ** 2
    root = isqrt(square)
    return str(root) if root * root == square else f"{sqrt(square):.2f}"


def _near(maze: Maze, cell: Cell) -> list[Cell]:
    found = []
    for down, right in FOUR.values():
        r, c = cell[0] + down, cell[1] + right
        if 0 <= r < maze.height and 0 <= c < maze.width and maze.open[r][c]:
            found.append((r, c))
    return found


def _cells(maze: Maze) -> list[Cell]:
    return [(r, c) for r, row in enumerate(maze.open) for c, is_open in enumerate(row) if is_open]


def _dead_ends(maze: Maze) -> tuple[set[Cell], set[Cell]]:
    """Open cells with one open neighbour: without the ends, and with them."""
    found = {cell for cell in _cells(maze) if len(_near(maze, cell)) == 1}
    return found - {maze.start, maze.goal}, found


def _count_dead_ends(maze: Maze, _: Heard) -> str | None:
    inner, whole = _dead_ends(maze)
    return str(len(inner)) if len(inner) == len(whole) else None  # whether the ends count is not said


def _nearest_dead_end(maze: Maze, _: Heard) -> str | None:
    """Steps from the start; the goal in a dead end counts or not, so both must agree."""
    inner, whole = _dead_ends(maze)
    away, wave, seen = 0, [maze.start], {maze.start}
    found: dict[str, int] = {}
    while wave:
        for name, ends_ in (("inner", inner), ("whole", whole - {maze.start})):
            if name not in found and ends_.intersection(wave):
                found[name] = away
        away += 1
        wave = list({near for cell in wave for near in _near(maze, cell)} - seen)
        seen.update(wave)
    return str(found["inner"]) if "inner" in found and found["inner"] == found.get("whole") else None


def _loops(maze: Maze, _: Heard) -> bool | None:
    """Whether walls stand free of each other: more passages between cells than a tree of them has."""
    cells = _cells(maze)
    seen: set[Cell] = set()
    parts = 0
    for cell in cells:
        if cell in seen:
            continue
        parts += 1
        wave = [cell]
        seen.add(cell)
        while wave:
            for near in _near(maze, wave.pop()):
                if near not in seen:
                    seen.add(near)
                    wave.append(near)
    passages = sum(len(_near(maze, cell)) for cell in cells) // 2
    return passages > len(cells) - parts


def _place(maze: Maze, heard: Heard) -> str:
    row, column = maze.goal if heard.figure == "goal" else maze.start
    return f"row {row}, column {column} (counted from 0)"


def _spread(maze: Maze, value: Callable[[Way], int]) -> str | None:
    """A number that every shortest way has."""
    ways = every(maze, Terms())
    if not ways or any(broken(maze, Terms(), way) for way in ways):
        return None
    values = {value(way) for way in ways}
    return str(values.pop()) if len(values) == 1 else None


def _towards(maze: Maze, heard: Heard) -> str | None:
    step = FOUR[heard.direction]
    return _spread(maze, lambda way: way.steps.count(step))


def _turns(maze: Maze, _: Heard) -> str | None:
    return _spread(maze, lambda way: sum(a != b for a, b in pairwise(way.steps)))


_FIGURES: dict[str, Callable[[Maze, Heard], str | bool | None]] = {
    "manhattan": lambda maze, _: str(_manhattan(maze)),
    "straight": _straight,
    "size": lambda maze, _: f"{maze.width} wide and {maze.height} tall",
    "cells": lambda maze, _: str(maze.width * maze.height),
    "open": lambda maze, _: str(len(_cells(maze))),
    "walls": lambda maze, _: str(maze.width * maze.height - len(_cells(maze))),
    "deadends": _count_dead_ends,
    "nearest dead end": _nearest_dead_end,
    "loops": _loops,
    "start": _place,
    "goal": _place,
    "matrix": lambda maze, _: "\n".join(" ".join("01"[not cell] for cell in row) for row in maze.open),
    "direction": _towards,
    "turns": _turns,
}
