"""Proof of a way under terms, apart from the search that found it: the walk is taken again step by step, and a second
search, which knows no queue and no order, shows that none is better.

`broken(maze, terms, way)` says what is wrong with a way, or nothing.
"""

from __future__ import annotations

from solvers.base import Cell
from solvers.kinds.maze.rules import Maze
from solvers.kinds.maze.terms import NAMES, Step, Terms
from solvers.kinds.maze.ways import Way

MOST = 600_000
"""Changes of a cost before the proof is given up."""


class _Walker:
    """One who keeps the terms: where he is, what he paid, what he met. Every step is checked as it is taken."""

    __slots__ = ("broken", "here", "looking", "maze", "met", "paid", "terms")

    def __init__(self, maze: Maze, terms: Terms) -> None:
        self.maze, self.terms = maze, terms
        self.here = maze.goal if terms.back else maze.start
        self.looking, self.met, self.broken, self.paid = terms.facing, frozenset({self.here}), 0, (0, 0)

    @property
    def arrived(self) -> bool:
        return self.here == (self.maze.start if self.terms.back else self.maze.goal) and self.terms.enough(self.met)

    def copy(self) -> _Walker:
        other = _Walker.__new__(_Walker)
        for name in self.__slots__:
            setattr(other, name, getattr(self, name))
        return other

    def _cell(self, row: int, column: int) -> Cell | None:
        height, width, (down, across) = self.maze.height, self.maze.width, self.terms.joined
        if down:
            row = (row + height) % height
        if across:
            column = (column + width) % width
        return (row, column) if 0 <= row < height and 0 <= column < width else None

    def _may_enter(self, cell: Cell | None) -> bool:
        if cell is None or cell in self.terms.shut:
            return False
        return cell in self.terms.opened or self.maze.open[cell[0]][cell[1]]

    def take(self, step: Step) -> bool:
        """One step; False where the terms forbid it."""
        name, terms = NAMES[step], self.terms
        if name in terms.barred or ("-" in name and not terms.slanted):
            return False
        price = 1
        if self.here in terms.slow[0]:
            price += terms.slow[1]
        if terms.turn and self.looking and self.looking != name:
            before = next(s for s, n in NAMES.items() if n == self.looking)
            price += terms.turn * (2 if before == (-step[0], -step[1]) else 1)
        corner = bool(self.looking) and self.looking != name
        target = self._cell(self.here[0] + step[0], self.here[1] + step[1])
        if not self._may_enter(target):
            if target is None or target in terms.shut or self.broken == terms.breaks:
                return False
            self.broken += 1
        assert target is not None
        entered = [target]
        if terms.rolls:
            goal = self.maze.start if terms.back else self.maze.goal
            while not (terms.rolls == "pass" and entered[-1] == goal):
                onward = self._cell(entered[-1][0] + step[0], entered[-1][1] + step[1])
                if not self._may_enter(onward) or onward in entered:
                    break
                assert onward is not None
                entered.append(onward)
        beyond = next((b if entered[-1] == a else a for a, b in terms.links if entered[-1] in (a, b)), None)
        if beyond is not None:
            entered.append(beyond)
        self.here, self.looking, self.met = entered[-1], name, self.met | set(entered)
        first = int(corner) if terms.sought == "turns" else sum(cell in terms.unloved for cell in entered)
        self.paid = (self.paid[0] + first, self.paid[1] + price)
        return True

    @property
    def key(self) -> tuple[Cell, str, frozenset[Cell], int]:
        looking = self.looking if self.terms.turn or self.terms.sought == "turns" else ""
        return self.here, looking, self.met & frozenset(self.terms.marks), self.broken


def broken(maze: Maze, terms: Terms, way: Way | None) -> str:
    """What is wrong with a way, or with saying that there is none; "" where nothing is."""
    if way is not None:
        walker = _Walker(maze, terms)
        for number, step in enumerate(way.steps):
            if not walker.take(step):
                return f"step {number + 1} is not allowed"
            if walker.here != way.cells[number + 1]:
                return f"step {number + 1} does not lead where it was said to lead"
        if not walker.arrived:
            return "the way does not end as it must"
        if terms.sought == "longest":
            return _no_longer(maze, terms, way)
        if walker.paid != way.cost:
            return f"the way costs {walker.paid}, not {way.cost}"
    floor = _least(maze, terms)
    said = way.cost if way is not None else None
    return "" if floor == said else f"a second search finds {floor}, not {said}"


def _least(maze: Maze, terms: Terms) -> tuple[int, int] | None:
    """The least cost, by lowering costs until none can be lowered any more."""
    begin = _Walker(maze, terms)
    lowest = {begin.key: (0, 0)}
    waiting, changes = [begin], 0
    found: tuple[int, int] | None = None
    while waiting:
        following: list[_Walker] = []
        for walker in waiting:
            if lowest[walker.key] < walker.paid:
                continue
            if walker.arrived:
                found = walker.paid if found is None else min(found, walker.paid)
                continue
            for step in NAMES:
                other = walker.copy()
                if not other.take(step) or (found is not None and other.paid >= found):
                    continue
                known = lowest.get(other.key)
                if known is None or other.paid < known:
                    lowest[other.key] = other.paid
                    following.append(other)
                    changes += 1
        if changes > MOST:
            return (-1, -1)
        waiting = following
    return found


def counted(maze: Maze, terms: Terms, way: Way) -> int | None:
    """How many ways are as cheap as this one, step by step and forgetting what is already dearer; None beyond `MOST`.

    The search counts along the edges it kept; this counts walkers by what they paid.
    """
    begin = _Walker(maze, terms)
    waiting: dict[tuple[object, tuple[int, int]], tuple[_Walker, int]] = {(begin.key, begin.paid): (begin, 1)}
    number = changes = 0
    while waiting:
        following: dict[tuple[object, tuple[int, int]], tuple[_Walker, int]] = {}
        for walker, ways in waiting.values():
            if walker.arrived:
                number += ways if walker.paid == way.cost else 0
                continue
            for step in NAMES:
                other = walker.copy()
                if not other.take(step) or any(a > b for a, b in zip(other.paid, way.cost, strict=True)):
                    continue
                at = (other.key, other.paid)
                known = following.get(at)
                following[at] = (other, ways + (known[1] if known is not None else 0))
                changes += 1
        if changes > MOST:
            return None
        waiting = following
    return number


def _no_longer(maze: Maze, terms: Terms, way: Way) -> str:
    """Whether a way enters no cell twice and none is longer: all ways are walked from the other end."""
    if len(set(way.cells)) != len(way.cells) or way.cost[0] != len(way.steps):
        return "a cell is entered twice"
    start, goal = (maze.goal, maze.start) if terms.back else (maze.start, maze.goal)
    longest, tried = 0, 0
    seen: list[Cell] = [goal]
    following = [_open_beside(maze, terms, goal)]
    while following:
        if not following[-1]:
            following.pop()
            seen.pop()
            continue
        cell = following[-1].pop()
        if cell in seen:
            continue
        tried += 1
        if tried > MOST:
            return "too many ways to walk them all"
        if cell == start:
            longest = max(longest, len(seen))
            continue
        seen.append(cell)
        following.append(_open_beside(maze, terms, cell))
    return "" if longest == len(way.steps) else f"a second search finds {longest} steps"


def _open_beside(maze: Maze, terms: Terms, cell: Cell) -> list[Cell]:
    """The cells from which one step leads to this one."""
    near = []
    for (down, right), name in NAMES.items():
        place = (cell[0] - down, cell[1] - right)
        inside = 0 <= place[0] < maze.height and 0 <= place[1] < maze.width
        if name in terms.barred or ("-" in name and not terms.slanted) or not inside or place in terms.shut:
            continue
        if maze.open[place[0]][place[1]] or place in terms.opened:
            near.append(place)
    return near
