"""KOR-Bench's puzzles: the answer stands in double brackets; the puzzle is read off the question's fixed layout."""

from __future__ import annotations

import re
from collections.abc import Mapping

from solvers.measure import checkers as check
from solvers.measure.prompts import Row, Said, bracketed, comma_rows, lines_of, numbers


def _lines(row: Row, sign: str) -> list[list[str]]:
    return [line.split() for line in lines_of(row["question"], sign)]


def sudoku(row: Row, said: str) -> bool:
    clues, grid = _lines(row, r"[X\d](?:\s+[X\d]){8}"), comma_rows(said)
    return check.kept(clues, grid, "X") and check.boxes(numbers(grid), 3, 3)


def kakurasu(row: Row, said: str) -> bool:
    drawn, grid = _lines(row, r"[X\d]+(?:\s+[X\d]+)+"), comma_rows(said)
    rows, cols = [int(line[-1]) for line in drawn[:-1]], [int(n) for n in drawn[-1]]
    black = {(r, c) for r, line in enumerate(grid) for c, sign in enumerate(line) if sign == "1"}
    shaped = check.shape(grid) == (len(cols),) * len(rows) and {s for line in grid for s in line} <= {"1", "X"}
    return shaped and check.weighed(black, rows, cols)


def survo(row: Row, said: str) -> bool:
    """Numbers 1..cells, each once, with the sums beside and below."""
    drawn, grid = _lines(row, r"[X\d]+(?:\s+[X\d]+)+"), comma_rows(said)
    clues = [line[:-1] for line in drawn[:-1]]
    filled = numbers(grid)
    across = [sum(line) for line in filled] == [int(line[-1]) for line in drawn[:-1]]
    down = [sum(line) for line in check.columns(filled)] == [int(n) for n in drawn[-1]]
    once = sorted(n for line in filled for n in line) == list(range(1, sum(map(len, filled)) + 1))
    return check.kept(clues, grid, "X") and across and down and once


def campsite(row: Row, said: str) -> bool:
    """The text asks for a tent beside a tree, not for pairs."""
    drawn, grid = _lines(row, r"[XT\d]+(?:\s+[XT\d]+)+"), comma_rows(said)
    clues = [line[:-1] for line in drawn[:-1]]
    rows, cols = [int(line[-1]) for line in drawn[:-1]], [int(n) for n in drawn[-1]]
    return check.kept(clues, grid, "X") and check.camp(grid, "T", "C", rows, cols, pairs=False)


def star_battle(row: Row, said: str) -> bool:
    """A(1,1)(2,5), a line a region in alphabetical order."""
    regions = [[sign for sign in line.split() if sign] for line in lines_of(row["question"], r"[A-Z](?:\s+[A-Z])+")]
    named = re.search(r"(\d+) star", row["question"])
    found: list[tuple[str, list[tuple[int, int]]]] = []
    for line in bracketed(said).split("\n"):
        match = re.fullmatch(r"([A-Z])((?:\(\d+,\d+\))+)", line.strip())
        if match is None:
            return False
        found.append((match[1], [(int(r) - 1, int(c) - 1) for r, c in re.findall(r"\((\d+),(\d+)\)", match[2])]))
    each = int(named[1]) if named else len(found[0][1])
    ordered = [name for name, _ in found] == sorted({s for line in regions for s in line})
    inside = all(regions[r][c] == name for name, cells in found for r, c in cells)
    sorted_ = all(cells == sorted(cells) for _, cells in found)
    at = {cell for _, cells in found for cell in cells}
    grid = [["*" if (r, c) in at else "." for c in range(len(line))] for r, line in enumerate(regions)]
    return ordered and inside and sorted_ and check.stars(grid, "*", each, regions)


def minesweeper(row: Row, said: str) -> bool:
    """Numbers as they were, A where mines are: exactly the sure ones, which explain every number."""
    drawn, grid = _lines(row, r"[X\d](?:\s+[X\d])+"), comma_rows(said)
    counts = [[-1 if sign == "X" else int(sign) for sign in line] for line in drawn]
    mines = {(r, c) for r, line in enumerate(grid) for c, sign in enumerate(line) if sign == "A"}
    return check.kept(drawn, grid, "X") and mines == check.sure_mines(counts)


def calcudoku(row: Row, said: str) -> bool:
    """A Latin square whose cages come out: + and * over all, - and ÷ between two, the larger first."""
    grid = numbers(comma_rows(said))
    for cells, target, sign in re.findall(r"((?:\(\d,\d\))+):\s*(\d+)\s*([-+*÷/]?)", row["question"]):
        held = sorted(grid[int(r) - 1][int(c) - 1] for r, c in re.findall(r"\((\d),(\d)\)", cells))
        product = 1
        for n in held:
            product *= n
        low, high = held[0], held[-1]
        made = {"+": sum(held), "*": product, "-": high - low, "": low}.get(sign, high / low)
        if made != int(target) or len(set(held)) != len(held):
            return False
    return check.latin(grid)


def norinori(row: Row, said: str) -> bool:
    regions = _lines(row, r"[A-Z](?:\s+[A-Z])+")
    pairs = []
    for pair in re.split(r",(?=\(\d+,\d+\)\()", bracketed(said)):
        match = re.fullmatch(r"\((\d+),(\d+)\)\((\d+),(\d+)\)", pair.strip())
        if match is None:
            return False
        a, b, c, d = (int(n) - 1 for n in match.groups())
        pairs.append(((a, b), (c, d)))
    return check.dominoes(pairs, regions)


def crypto(row: Row, said: str) -> bool:
    """Every letter a digit of its own, none at the head of a number 0, and the sum is true."""
    given = [pair.strip().split("=") for pair in bracketed(said).split(",")]
    digit = {letter: int(value) for letter, value in given}
    found = re.search(r"^\s*([A-Z]+(?:\s*\+\s*[A-Z]+)+)\s*=\s*([A-Z]+)", row["question"], re.M)
    assert found is not None
    words = re.findall(r"[A-Z]+", found[0])
    if (
        set(digit) != set("".join(words))
        or len(set(digit.values())) != len(given)
        or any(digit[w[0]] == 0 for w in words)
    ):
        return False
    values = [int("".join(str(digit[letter]) for letter in word)) for word in words]
    return sum(values[:-1]) == values[-1]


def stored(row: Row, said: str) -> bool:
    """The stored answer, spaces and capitals aside."""
    return re.sub(r"\s+", " ", said).lower().replace(", ", ",") == re.sub(r"\s+", " ", row["answer"]).lower().replace(
        ", ", ","
    )


TASKS: Mapping[str, Said] = {
    "Sudoko": sudoku, "kukurasu": kakurasu, "Survo": survo, "Campsite": campsite, "Star battle": star_battle,
    "Minesweeper": minesweeper, "Calcudoko": calcudoku, "Norinori": norinori, "Crypto-Math": crypto,
    "Logic puzzle": stored,
}  # fmt: skip
