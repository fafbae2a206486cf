"""Enigmata's prompts: the puzzle is in the row's metadata, the answer in a code block or between tags.

Of its stored answers, those of slant close loops that the prompt forbids, some of light_up break the prompt's rules,
and those of minesweeper list fewer mines than can be proven: the prompts' own rules judge, not the stored answers.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import Any

from solvers.measure import checkers as check
from solvers.measure.checkers import Place
from solvers.measure.prompts import Row, Said, fenced, listed, numbers, plain, tagged


def _puzzle(row: Row) -> Any:
    return row["metadata"]["question"]


def places(said: str, base: int) -> set[Place]:
    """[(1, 1), (2, 4)] in a code block, counted from `base`. Raises ValueError where one is named twice."""
    found = ast.literal_eval(fenced(said).strip())
    if len(set(found)) != len(found):
        raise ValueError("a cell is named twice")
    return {(int(r) - base, int(c) - base) for r, c in found}


def _boxed(height: int, width: int) -> Said:
    def right(row: Row, said: str) -> bool:
        clues, grid = [[str(n) for n in line] for line in _puzzle(row)], plain(fenced(said))
        return check.kept(clues, grid, "0") and check.boxes(numbers(grid), height, width)

    return right


def minesweeper(row: Row, said: str) -> bool:
    sure = check.sure_mines(_puzzle(row))
    if not sure:
        return "Unable to determine any mine locations." in fenced(said)
    return places(said, 0) == sure


def magic_square(row: Row, said: str) -> bool:
    clues = [["." if n is None else str(n) for n in line] for line in _puzzle(row)]
    grid = plain(fenced(said))
    given = {n for line in clues for n in line if n != "."}
    placed = [a for u, v in zip(clues, grid, strict=True) for c, a in zip(u, v, strict=True) if c == "."]
    return check.kept(clues, grid, ".") and check.magic(numbers(grid)) and not given & set(placed)


def maze(row: Row, said: str) -> bool:
    grid = _puzzle(row)
    free = {(r, c) for r, line in enumerate(grid) for c, sign in enumerate(line) if sign != "B"}
    start, goal = (0, 0), (len(grid) - 1, len(grid[0]) - 1)
    if check.shortest(free, start, goal) is None:
        return "not exist the path from start to end." in fenced(said)
    path = [(int(r) - 1, int(c) - 1) for r, c in re.findall(r"\((\d+), ?(\d+)\)", fenced(said))]
    return check.walks(path, free, start, goal)


def star_battle(row: Row, said: str) -> bool:
    clues, grid = plain(_puzzle(row)), tagged(said)
    return (
        check.kept(clues, grid, ".") and {s for line in grid for s in line} <= set("X.*") and check.stars(grid, "*", 1)
    )


def campsite(row: Row, said: str) -> bool:
    text = _puzzle(row)
    clues, grid = plain("\n".join(line for line in text.split("\n") if re.fullmatch(r"[.X ]+", line))), tagged(said)
    rows, cols = listed(text, "tents in each row"), listed(text, "tents in each column")
    total = listed(text, "total number of tents")
    counted = [sum(sign == "*" for line in grid for sign in line)] == total
    return check.kept(clues, grid, ".") and counted and check.camp(grid, "X", "*", rows, cols, pairs=True)


def skyscraper(row: Row, said: str) -> bool:
    clues, grid = _puzzle(row), numbers(plain(fenced(said)))
    columns = check.columns(grid)
    return check.latin(grid) and all(
        [check.seen(line[::way]) for line in lines] == clues[side]
        for side, lines, way in (("top", columns, 1), ("bottom", columns, -1), ("left", grid, 1), ("right", grid, -1))
    )


def binario(row: Row, said: str) -> bool:
    clues, grid = plain(_puzzle(row)), plain(fenced(said))
    return check.kept(clues, grid, "_") and check.balanced(numbers(grid))


def kakurasu(row: Row, said: str) -> bool:
    text = _puzzle(row)
    return check.weighed(places(said, 1), listed(text, "Row sums"), listed(text, "Column sums"))


def light_up(row: Row, said: str) -> bool:
    return check.lit(_puzzle(row).split("\n"), places(said, 0), ".")


def slant(row: Row, said: str) -> bool:
    return check.slanted(numbers(plain(fenced(said))), plain(_puzzle(row)))


def no_slant(row: Row) -> bool:
    """No filling at all obeys the numbers without closing a loop."""
    return not check.slantable(plain(_puzzle(row)))


TASKS: Mapping[str, Said] = {
    "minesweeper": minesweeper, "sudoku": _boxed(3, 3), "sudoku2": _boxed(2, 2), "magic_square": magic_square,
    "maze": maze, "star_battle": star_battle, "campsite": campsite, "skyscraper": skyscraper, "binario": binario,
    "kakurasu": kakurasu, "light_up": light_up, "slant": slant,
}  # fmt: skip
NONE: Mapping[str, Callable[[Row], bool]] = {"slant": no_slant}
