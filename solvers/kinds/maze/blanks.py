"""Boards to draw a maze on, each with an example."""

from __future__ import annotations

from solvers.hooks import Blank

EXAMPLES = (
    ("#.......", "#.####.#", "#.#..#.#", "#.##.#.#", "#.#..#.#", "#.#.##.#", "S.#....G", "########"),
    (
        "S...#.......",
        ".##.#.#####.",
        ".#..#.....#.",
        ".#.######.#.",
        ".#......#.#.",
        ".######.#.#.",
        ".#....#.#.#.",
        ".#.##.#...#.",
        ".#.#..#####.",
        ".#.#.##...#.",
        "...#....#.#G",
        ".#######....",
    ),
)
SIGNS = (("#", "wall"), ("S", "start"), ("G", "goal"))

BLANKS = tuple(
    Blank(
        name=f"maze {len(rows)}x{len(rows[0])}",
        lead="Find the shortest path from S to G:",
        example=tuple(tuple(row) for row in rows),
        signs=SIGNS,
        once=("S", "G"),
    )
    for rows in EXAMPLES
)
