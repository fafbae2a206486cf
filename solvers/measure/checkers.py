"""Is this grid right? The rules of each kind once more, in plain loops: no `Problem`, no exact search, no kind's code.

A second opinion for answers to public prompts. What is checked are grids of signs as they stand in data files and in
printed answers; several right answers all count. Slow and obvious on purpose.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

Grid = Sequence[Sequence[str]]
Numbers = Sequence[Sequence[int]]
Place = tuple[int, int]
BESIDE = ((-1, 0), (0, -1), (0, 1), (1, 0))
AROUND = tuple((r, c) for r in (-1, 0, 1) for c in (-1, 0, 1) if (r, c) != (0, 0))


def shape(grid: Sequence[Sequence[object]]) -> tuple[int, ...]:
    """The length of every row."""
    return tuple(len(row) for row in grid)


def kept(clues: Grid, answer: Grid, blank: Iterable[str]) -> bool:
    """The answer has the clues' shape, and whatever was given stands where it stood."""
    empty = set(blank)
    same = (
        a == c
        for clue, row in zip(clues, answer, strict=False)
        for c, a in zip(clue, row, strict=False)
        if c not in empty
    )
    return shape(clues) == shape(answer) and all(same)


def columns(grid: Sequence[Sequence[int]]) -> list[list[int]]:
    return [list(column) for column in zip(*grid, strict=True)]


def latin(grid: Numbers) -> bool:
    """Every row and column holds 1..n."""
    whole = list(range(1, len(grid) + 1))
    return all(sorted(line) == whole for line in [*grid, *columns(grid)])


def boxes(grid: Numbers, height: int, width: int) -> bool:
    """Every row, column and box holds 1..n."""
    n = len(grid)
    found = [
        [grid[top + r][left + c] for r in range(height) for c in range(width)]
        for top in range(0, n, height)
        for left in range(0, n, width)
    ]
    return latin(grid) and all(sorted(box) == list(range(1, n + 1)) for box in found)


def queens(grid: Grid, sign: str) -> bool:
    """One a row and column, none on a diagonal of another."""
    at = [(r, c) for r, row in enumerate(grid) for c, each in enumerate(row) if each == sign]
    lines = ([r for r, _ in at], [c for _, c in at], [r + c for r, c in at], [r - c for r, c in at])
    return len(at) == len(grid) and all(len(set(line)) == len(line) for line in lines)


def stars(grid: Grid, sign: str, each: int, regions: Grid | None = None) -> bool:
    """`each` stars a row, column and region, none touching another."""
    at = {(r, c) for r, row in enumerate(grid) for c, mark in enumerate(row) if mark == sign}
    apart = all((r + dr, c + dc) not in at for r, c in at for dr, dc in AROUND)
    units = [Counter(r for r, _ in at), Counter(c for _, c in at)]
    sizes = [len(grid), len(grid[0])]
    if regions is not None:
        units.append(Counter(ord(regions[r][c]) for r, c in at))
        sizes.append(len({mark for row in regions for mark in row}))
    return apart and all(len(u) == size and set(u.values()) == {each} for u, size in zip(units, sizes, strict=True))


def weighed(black: Iterable[Place], rows: Sequence[int], cols: Sequence[int]) -> bool:
    """A row's black cells have the numbers of their columns for weights, a column's those of their rows."""
    across, down = [0] * len(rows), [0] * len(cols)
    for r, c in set(black):
        if not (0 <= r < len(rows) and 0 <= c < len(cols)):
            return False
        across[r] += c + 1
        down[c] += r + 1
    return across == list(rows) and down == list(cols)


def balanced(grid: Numbers) -> bool:
    """As many 0 as 1 in every line, and never three of a kind in a row."""
    lines = [*grid, *columns(grid)]
    runs = any(len(set(line[i : i + 3])) == 1 for line in lines for i in range(len(line) - 2))
    return not runs and all(set(line) <= {0, 1} and 2 * sum(line) == len(line) for line in lines)


def seen(line: Sequence[int]) -> int:
    """How many buildings are seen from the start of a line."""
    return sum(height > max([0, *line[:i]]) for i, height in enumerate(line))


def magic(grid: Numbers) -> bool:
    """Rows, columns and both diagonals have one sum."""
    n = len(grid)
    diagonals = [[grid[i][i] for i in range(n)], [grid[i][n - 1 - i] for i in range(n)]]
    return len({sum(line) for line in [*grid, *columns(grid), *diagonals]}) == 1


def paired(trees: set[Place], tents: set[Place]) -> bool:
    """Every tree has a tent of its own beside it, and no tent is left over (augmenting paths)."""
    owner: dict[Place, Place] = {}

    def give(tree: Place, tried: set[Place]) -> bool:
        for dr, dc in BESIDE:
            tent = (tree[0] + dr, tree[1] + dc)
            if tent in tents and tent not in tried:
                tried.add(tent)
                if tent not in owner or give(owner[tent], tried):
                    owner[tent] = tree
                    return True
        return False

    return len(trees) == len(tents) and all(give(tree, set()) for tree in trees)


def camp(grid: Grid, tree: str, tent: str, rows: Sequence[int], cols: Sequence[int], *, pairs: bool) -> bool:
    """Tents a line as given, none touching another, each beside a tree; with `pairs`, one for each tree."""
    at = {
        sign: {(r, c) for r, row in enumerate(grid) for c, each in enumerate(row) if each == sign}
        for sign in (tree, tent)
    }
    apart = all((r + dr, c + dc) not in at[tent] for r, c in at[tent] for dr, dc in AROUND)
    beside = all(any((r + dr, c + dc) in at[tree] for dr, dc in BESIDE) for r, c in at[tent])
    across = [sum(r == line for r, _ in at[tent]) for line in range(len(rows))]
    down = [sum(c == line for _, c in at[tent]) for line in range(len(cols))]
    counted = across == list(rows) and down == list(cols)
    return apart and beside and counted and (not pairs or paired(at[tree], at[tent]))


def lit(grid: Grid, lamps: set[Place], empty: str) -> bool:
    """Every empty cell is lit, no lamp lights another, numbers have that many lamps beside them."""
    inside = {(r, c): sign for r, row in enumerate(grid) for c, sign in enumerate(row)}
    if any(inside.get(lamp) != empty for lamp in lamps):
        return False
    light: Counter[Place] = Counter(lamps)
    for r, c in lamps:
        for dr, dc in BESIDE:
            there = (r + dr, c + dc)
            while inside.get(there) == empty:
                light[there] += 1
                there = (there[0] + dr, there[1] + dc)
    numbers = all(
        sum((r + dr, c + dc) in lamps for dr, dc in BESIDE) == int(sign)
        for (r, c), sign in inside.items()
        if sign.isdigit()
    )
    return (
        numbers
        and all(light[place] > 0 for place, sign in inside.items() if sign == empty)
        and all(light[lamp] == 1 for lamp in lamps)
    )


def slanted(grid: Numbers, counts: Grid) -> bool:
    """1 is /, -1 is \\: corners have as many ends as their number says, and no lines close a ring."""
    ends: Counter[Place] = Counter()
    root: dict[Place, Place] = {}

    def top(place: Place) -> Place:
        while place in root:
            place = root[place]
        return place

    for r, row in enumerate(grid):
        for c, way in enumerate(row):
            if way not in (1, -1):
                return False
            one, other = ((r, c + 1), (r + 1, c)) if way == 1 else ((r, c), (r + 1, c + 1))
            ends.update((one, other))
            if top(one) == top(other):
                return False
            root[top(one)] = top(other)
    square = shape(counts) == (len(grid[0]) + 1,) * (len(grid) + 1)
    return square and all(
        not s.isdigit() or ends[(r, c)] == int(s) for r, row in enumerate(counts) for c, s in enumerate(row)
    )


def slantable(counts: Grid) -> bool:
    """Whether any filling of a slant obeys its numbers and closes no ring, tried cell by cell."""
    height, width = len(counts) - 1, len(counts[0]) - 1
    places = [(r, c) for r in range(height) for c in range(width)]
    left = {(r, c): int(s) for r, row in enumerate(counts) for c, s in enumerate(row) if s.isdigit()}
    open_cells = Counter((r + dr, c + dc) for r, c in places for dr in (0, 1) for dc in (0, 1))

    def joined(lines: Mapping[Place, list[Place]], one: Place, other: Place) -> bool:
        seen_, queue = {one}, deque([one])
        while queue:
            for there in lines.get(queue.popleft(), ()):
                if there not in seen_:
                    seen_.add(there)
                    queue.append(there)
        return other in seen_

    def go(i: int, need: Mapping[Place, int], room: Mapping[Place, int], lines: Mapping[Place, list[Place]]) -> bool:
        if i == len(places):
            return True
        r, c = places[i]
        corners = [(r, c), (r, c + 1), (r + 1, c), (r + 1, c + 1)]
        for one, other in ((corners[1], corners[2]), (corners[0], corners[3])):
            if joined(lines, one, other):
                continue
            want = {**need, **{p: need[p] - 1 for p in (one, other) if p in need}}
            rest = {**room, **{p: room[p] - 1 for p in corners}}
            if all(0 <= want[p] <= rest[p] for p in corners if p in want):
                more = {**lines, one: [*lines.get(one, ()), other], other: [*lines.get(other, ()), one]}
                if go(i + 1, want, rest, more):
                    return True
        return False

    return go(0, left, dict(open_cells), {})


Counts = tuple[tuple[frozenset[Place], int], ...]


def mine_counts(numbers: Numbers) -> Counts:
    """(the hidden cells around a number, how many mines are among them); hidden is anything below 0."""
    hidden = {(r, c) for r, row in enumerate(numbers) for c, n in enumerate(row) if n < 0}
    return tuple(
        (frozenset((r + dr, c + dc) for dr, dc in AROUND) & hidden, n)
        for r, row in enumerate(numbers)
        for c, n in enumerate(row)
        if n >= 0
    )


def laid(counts: Counts, said: Mapping[Place, bool]) -> dict[Place, bool] | None:
    """Mines laid so that every number holds, with these cells as said: what is forced first, then a cell both ways."""
    known = dict(said)
    moved = True
    while moved:
        moved = False
        for cells, n in counts:
            left = [cell for cell in cells if cell not in known]
            mines = n - sum(known.get(cell, False) for cell in cells)
            if not 0 <= mines <= len(left):
                return None
            if left and mines in (0, len(left)):
                known.update(dict.fromkeys(left, mines > 0))
                moved = True
    unknown = next((cell for cells, _ in counts for cell in sorted(cells) if cell not in known), None)
    if unknown is None:
        return known
    return laid(counts, {**known, unknown: False}) or laid(counts, {**known, unknown: True})


def sure_mines(numbers: Numbers) -> set[Place]:
    """The hidden cells that hold a mine however mines are laid; none where they cannot be laid at all."""
    sure: set[Place] = set()
    for counts in apart(mine_counts(numbers)):
        first = laid(counts, {})
        if first is None:
            return set()
        maybe = {cell for cell, mine in first.items() if mine}
        while maybe:
            cell = maybe.pop()
            other = laid(nearest(counts, cell), {cell: False})
            if other is None:
                sure.add(cell)
            else:
                maybe = {each for each in maybe if other[each]}
    return sure


def apart(counts: Counts) -> list[Counts]:
    """The numbers in groups that share no hidden cell."""
    groups: list[list[tuple[frozenset[Place], int]]] = []
    for cells, n in counts:
        touching = [group for group in groups if any(cells & other for other, _ in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([each for group in touching for each in group] + [(cells, n)])
    return [tuple(group) for group in groups]


def nearest(counts: Counts, cell: Place) -> Counts:
    """The numbers by their distance from a cell, so that what contradicts it is met early."""
    return tuple(
        sorted(counts, key=lambda each: min((abs(r - cell[0]) + abs(c - cell[1]) for r, c in each[0]), default=0))
    )


def shortest(free: set[Place], start: Place, goal: Place) -> int | None:
    """Steps of a shortest way over free cells; None where there is no way."""
    found, queue = {start: 0}, deque([start])
    while queue:
        r, c = queue.popleft()
        for dr, dc in BESIDE:
            there = (r + dr, c + dc)
            if there in free and there not in found:
                found[there] = found[(r, c)] + 1
                queue.append(there)
    return found.get(goal)


def walks(path: Sequence[Place], free: set[Place], start: Place, goal: Place) -> bool:
    """The path leads from start to goal, from cell to free neighbour."""
    steps = all(abs(a - c) + abs(b - d) == 1 for (a, b), (c, d) in pairwise(path))
    return bool(path) and path[0] == start and path[-1] == goal and set(path) <= free and steps


def dominoes(pairs: Sequence[tuple[Place, Place]], regions: Grid) -> bool:
    """Norinori: two covered cells a region, every domino two neighbours, none beside another domino."""
    covered = [cell for pair in pairs for cell in pair]
    inside = all(0 <= r < len(regions) and 0 <= c < len(regions[0]) for r, c in covered)
    whole = all(abs(a - c) + abs(b - d) == 1 for (a, b), (c, d) in pairs)
    if not inside or not whole or len(set(covered)) != len(covered):
        return False
    alone = all(sum((r + dr, c + dc) in set(covered) for dr, dc in BESIDE) == 1 for r, c in covered)
    each = Counter(regions[r][c] for r, c in covered)
    return alone and set(each) == {sign for row in regions for sign in row} and set(each.values()) == {2}
