"""What the characters of a block mean: the text's own legend first, then custom, then what the drawing itself proves.

A meaning is a role: "wall", "open", "start" or "goal". Custom is only followed where it is unmistakable (`#` and `.`,
`S` and `G`); a path that is drawn already is recognised because its cells lead from start to goal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from solvers.base import Cell
from solvers.kinds.maze import words as maze_words
from solvers.kinds.maze.blocks import Block
from solvers.kinds.maze.drawn import ADJACENCY, BOXES
from solvers.kinds.maze.places import Places, places
from solvers.kinds.maze.wanted import style

_WALLS = frozenset("#█▓▒■◼◾⬛🟫🧱Xx%")
_FLOORS = frozenset(" .·•∙_□◻◽⬜░")
STARTS = frozenset("S🟢🐭🚶🙂😀🤖▶")
GOALS = frozenset("GEF🏁🚩🎯🧀🏆⭐🔴")
_LONGEST_PROSE = 40_000


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the text says outside its grids."""

    prose: str
    maze: bool
    travel: bool
    other_game: bool
    code: bool
    mentions: tuple[maze_words.Mention, ...]
    places: Places
    variant: str | None
    mark: str | None
    style: Mapping[str, str]


def read_words(prose: str) -> Words:
    """Read legend, places and variants out of the text around the grids (of a book: its beginning and its end)."""
    if len(prose) > _LONGEST_PROSE:
        prose = prose[: _LONGEST_PROSE // 2] + "\n" + prose[-_LONGEST_PROSE // 2 :]
    maze = maze_words.MAZE.search(prose) is not None or ADJACENCY in prose
    return Words(
        prose,
        maze,
        maze_words.TRAVEL.search(prose) is not None,
        maze_words.OTHER_GAMES.search(prose) is not None,
        maze_words.CODE_ASKED.search(prose) is not None or len(maze_words.CODE_LINE.findall(prose)) > 1,
        tuple(maze_words.legend(prose, [])),
        places(prose),
        maze_words.variant(prose),
        maze_words.path_mark(prose),
        style(prose),
    )


def voted(symbols: set[str], words: Words) -> tuple[dict[str, str], list[str]]:
    """Roles from the legend, and the characters on which it contradicts itself."""
    votes: dict[str, Counter[str]] = {}
    for mention in words.mentions:
        char = mention.char
        if char not in symbols and char.swapcase() in symbols:
            char = char.swapcase()
        if char in symbols:
            votes.setdefault(char, Counter())[mention.role] += 3 if mention.sure else 1
    roles: dict[str, str] = {}
    torn: list[str] = []
    for char, count in votes.items():
        ranked = count.most_common(2)
        if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
            torn.append(char)
        else:
            roles[char] = ranked[0][0]
    return roles, torn


def customary(counts: Counter[str], roles: dict[str, str]) -> None:
    """Add what characters mean by custom, where the legend is silent."""
    taken = set(roles.values())
    free = [char for char in counts if char not in roles]
    for char in free:
        if char in _WALLS and not (char in "Xx%" and "#" in counts) and counts[char] > 1:
            roles[char] = "wall"
        elif char in _FLOORS:
            roles[char] = "open"
        elif (char in "+-|" and {"-", "|"} <= set(counts)) or char in BOXES:
            roles[char] = "wall"
    for role, names in (("start", STARTS), ("goal", GOALS)):
        fits = [char for char in free if char in names and char not in roles]
        if role not in taken and len(fits) == 1:
            roles[fits[0]] = role
    singles = {char for char in free if char not in roles and counts[char] == 1}
    if {"A", "B"} <= singles and not {"start", "goal"} & set(roles.values()):
        roles["A"], roles["B"] = "start", "goal"
    if "2" in free and "3" in free and counts["2"] == counts["3"] == 1 and not {"start", "goal"} & taken:
        roles["2"], roles["3"] = "start", "goal"
    if "O" in free and "O" not in roles and any(roles.get(x) == "wall" for x in "Xx#"):
        roles["O"] = "open"
    many = [char for char in counts if char not in roles and counts[char] > 2]
    known = set(roles.values())
    for role, other in (("wall", "open"), ("open", "wall")):
        # By elimination: one common character is left and only one of the two meanings is.
        if other in known and role not in known and len(many) == 1 and {"start", "goal"} <= known:
            roles[many[0]] = role


def placed(block: Block) -> list[tuple[Cell, str]]:
    return [((r, c), cell) for r, row in enumerate(block.rows) for c, cell in enumerate(row)]


def drawn_path(block: Block, roles: dict[str, str]) -> str | None:
    """The character of a path that is drawn already: its cells lead from start to goal in one line."""
    cells = dict(placed(block))
    ends = {role: [at for at, cell in cells.items() if roles.get(cell) == role] for role in ("start", "goal")}
    if len(ends["start"]) != 1 or len(ends["goal"]) != 1:
        return None
    for mark in {cell for cell in cells.values() if cell not in roles}:
        at, goal = ends["start"][0], ends["goal"][0]
        left = {cell for cell, char in cells.items() if char == mark} | {goal}
        size = len(left)
        while at != goal and left:
            near = [(at[0] + dr, at[1] + dc) for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0))]
            steps = [cell for cell in near if cell in left and (cell != goal or len(left) == 1)]
            if not steps:
                break
            at = steps[0]
            left.discard(at)
        if at == goal and not left and size > 1:
            return mark
    return None


def binary(block: Block, roles: dict[str, str], words: Words) -> list[dict[str, str]]:
    """The readings of 0 and 1 that the text leaves possible."""
    symbols = set(block.counts())
    if not {"0", "1"} <= symbols or ("0" in roles and "1" in roles):
        return [roles]
    for known, other in (("0", "1"), ("1", "0")):
        if known in roles and other not in roles and roles[known] in ("wall", "open"):
            return [{**roles, other: "open" if roles[known] == "wall" else "wall"}]
    border = {
        cell
        for r, row in enumerate(block.rows)
        for c, cell in enumerate(row)
        if (r in (0, len(block.rows) - 1) or c in (0, len(row) - 1)) and cell in "01"
    }
    both = [{**roles, "0": "open", "1": "wall"}, {**roles, "0": "wall", "1": "open"}]
    if len(border) == 1 and len(block.rows) > 2 and words.maze:
        return [both[0] if border == {"1"} else both[1]]
    return both
