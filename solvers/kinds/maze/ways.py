"""Ways under given terms: the best one, how many are as good, and all of them.

A state is where one stands, the direction (where turns count), which of the wanted cells were met and how many walls
were broken; Dijkstra's search over states finds the least cost. Costs are pairs: what matters first, then steps.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from solvers.base import Cell
from solvers.kinds.maze.rules import Maze
from solvers.kinds.maze.terms import FOUR, SLANTED, Step, Terms

MOST = 150_000
"""States looked at before nothing is said at all."""
LISTED = 60
"""Ways written out at the most."""
LONGEST = 300_000
"""Cells entered in search of a longest way."""

Cost = tuple[int, int]
State = tuple[Cell, Step | None, frozenset[Cell], int]


@dataclass(frozen=True, slots=True)
class Way:
    """A way: its steps, the cells they lead to (the start first), its cost, and how many are as good."""

    steps: tuple[Step, ...]
    cells: tuple[Cell, ...]
    cost: Cost
    equal: int = 1

    @property
    def length(self) -> int:
        return len(self.steps)


class TooMuch(Exception):
    """The search was given up: nothing is said."""


def ends(maze: Maze, terms: Terms) -> tuple[Cell, Cell]:
    """Where the way begins and ends."""
    return (maze.goal, maze.start) if terms.back else (maze.start, maze.goal)


def _directions(terms: Terms) -> list[Step]:
    named = {**FOUR, **(SLANTED if terms.slanted else {})}
    return [step for name, step in named.items() if name not in terms.barred]


def _wrapped(maze: Maze, terms: Terms, cell: Cell) -> Cell | None:
    row, column = cell
    if not 0 <= row < maze.height:
        if not terms.joined[0]:
            return None
        row %= maze.height
    if not 0 <= column < maze.width:
        if not terms.joined[1]:
            return None
        column %= maze.width
    return row, column


def _free(maze: Maze, terms: Terms, cell: Cell) -> bool:
    return cell not in terms.shut and (maze.open[cell[0]][cell[1]] or cell in terms.opened)


def _met(terms: Terms, met: frozenset[Cell], cells: list[Cell]) -> frozenset[Cell]:
    marks = frozenset(terms.marks).intersection(cells)
    return met | marks if marks - met else met


def _quarters(one: Step | None, other: Step) -> int:
    """Quarter turns from one direction to another."""
    if one is None or one == other:
        return 0
    return 2 if (one[0] + other[0], one[1] + other[1]) == (0, 0) else 1


def _after(maze: Maze, terms: Terms, state: State, step: Step) -> tuple[State, Cost] | None:
    """The state after one step, and what the step costs; None where it cannot be taken."""
    here, looking, met, broken = state
    goal = ends(maze, terms)[1]
    place = _wrapped(maze, terms, (here[0] + step[0], here[1] + step[1]))
    if place is None:
        return None
    if not _free(maze, terms, place):
        if broken >= terms.breaks or place in terms.shut:
            return None
        broken += 1
    passed = [place]
    while terms.rolls and not (terms.rolls == "pass" and place == goal):
        following = _wrapped(maze, terms, (place[0] + step[0], place[1] + step[1]))
        if following is None or not _free(maze, terms, following) or following in passed:
            break
        place = following
        passed.append(place)
    for one, other in terms.links:
        if place in (one, other):
            place = other if place == one else one
            passed.append(place)
            break
    turns = terms.turn or terms.sought == "turns"
    quarters = _quarters(looking, step) if turns else 0
    steps = 1 + terms.turn * quarters + (terms.slow[1] if here in terms.slow[0] else 0)
    first = min(quarters, 1) if terms.sought == "turns" else sum(cell in terms.unloved for cell in passed)
    return (place, step if turns else None, _met(terms, met, passed), broken), (first, steps)


def _begin(maze: Maze, terms: Terms) -> State:
    start = ends(maze, terms)[0]
    facing = FOUR[terms.facing] if terms.facing else None
    return start, facing if terms.turn or terms.sought == "turns" else None, _met(terms, frozenset(), [start]), 0


def best(maze: Maze, terms: Terms) -> Way | None:
    """A way of the least cost, and how many there are of that cost; None where no way keeps the terms."""
    if terms.sought == "longest":
        return _longest(maze, terms)
    found = _searched(maze, terms)
    if found is None:
        return None
    costs, before, finals = found
    ways = next(_back(before, finals[0]))
    return Way(ways[0], ways[1], costs[finals[0]], _number(before, finals))


def every(maze: Maze, terms: Terms) -> list[Way] | None:
    """All ways of the least cost, if they are few enough to be written out."""
    found = _searched(maze, terms)
    if found is None:
        return []
    costs, before, finals = found
    if _number(before, finals) > LISTED:
        return None
    return [Way(steps, cells, costs[final]) for final in finals for steps, cells in _back(before, final)]


_Before = dict[State, list[tuple[State, Step]]]


def _searched(maze: Maze, terms: Terms) -> tuple[dict[State, Cost], _Before, list[State]] | None:
    """Dijkstra's search: the costs, from where each state is reached at its cost, and the best states at the end."""
    begin, goal = _begin(maze, terms), ends(maze, terms)[1]
    costs: dict[State, Cost] = {begin: (0, 0)}
    before: _Before = {begin: []}
    queue: list[tuple[Cost, int, State]] = [((0, 0), 0, begin)]
    finals: list[State] = []
    done: set[State] = set()
    pushed = 0
    while queue:
        cost, _, state = heapq.heappop(queue)
        if state in done:
            continue
        if finals and cost > costs[finals[0]]:
            break
        done.add(state)
        if len(done) > MOST:
            raise TooMuch
        if state[0] == goal and terms.enough(state[2]):
            finals.append(state)
            continue
        for step in _directions(terms):
            following = _after(maze, terms, state, step)
            if following is None:
                continue
            there, more = following
            total = (cost[0] + more[0], cost[1] + more[1])
            known = costs.get(there)
            if known is None or total < known:
                costs[there], before[there] = total, [(state, step)]
                pushed += 1
                heapq.heappush(queue, (total, pushed, there))
            elif total == known and there not in done:
                before[there].append((state, step))
    return (costs, before, finals) if finals else None


def _number(before: _Before, finals: list[State]) -> int:
    """How many ways lead to the states at the end."""
    counts: dict[State, int] = {}
    stack = list(finals)
    while stack:
        state = stack[-1]
        if state in counts:
            stack.pop()
            continue
        waiting = [earlier for earlier, _ in before[state] if earlier not in counts]
        if waiting:
            stack.extend(waiting)
            continue
        counts[state] = sum(counts[earlier] for earlier, _ in before[state]) if before[state] else 1
        stack.pop()
    return sum(counts[final] for final in finals)


def _back(before: _Before, final: State) -> Iterator[tuple[tuple[Step, ...], tuple[Cell, ...]]]:
    """The ways to a state: their steps and their cells."""
    stack: list[tuple[State, tuple[Step, ...], tuple[Cell, ...]]] = [(final, (), (final[0],))]
    while stack:
        state, steps, cells = stack.pop()
        if not before[state]:
            yield steps, cells
        for earlier, step in before[state]:
            stack.append((earlier, (step, *steps), (earlier[0], *cells)))


def _longest(maze: Maze, terms: Terms) -> Way | None:
    """A longest way that enters no cell twice, by trying all; a branch that cannot beat the best is left out."""
    start, goal = ends(maze, terms)
    steps = _directions(terms)
    best_path: list[Cell] = []
    equal, tried = 0, 0
    path, seen = [start], {start}

    def near(cell: Cell) -> Iterator[Cell]:
        for step in steps:
            place = _wrapped(maze, terms, (cell[0] + step[0], cell[1] + step[1]))
            if place is not None and _free(maze, terms, place) and place not in seen:
                yield place

    def room(cell: Cell) -> int:
        """Cells that can still be entered, 0 where the goal is none of them."""
        found, wave = {cell}, [cell]
        while wave:
            at = wave.pop()
            if at != goal:
                for place in near(at):
                    if place not in found:
                        found.add(place)
                        wave.append(place)
        return len(found) if goal in found else 0

    branches = [near(start)]
    while branches:
        place = next(branches[-1], None)
        if place is None:
            branches.pop()
            seen.discard(path.pop())
            continue
        tried += 1
        if tried > LONGEST:
            raise TooMuch
        if place == goal:
            if len(path) + 1 > len(best_path):
                best_path, equal = [*path, goal], 1
            elif len(path) + 1 == len(best_path):
                equal += 1
            continue
        space = room(place)
        if not space or len(path) + space < len(best_path):
            continue
        path.append(place)
        seen.add(place)
        branches.append(near(place))
    if not best_path:
        return None
    taken = tuple((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(best_path))
    return Way(taken, tuple(best_path), (len(taken), len(taken)), equal)
