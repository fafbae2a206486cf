"""Puzzles quoted in the router's tests. The sudoku is the example of Wikipedia's article."""

from __future__ import annotations

GRID = """53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79"""

SOLVED = """534678912
672195348
198342567
859761423
426853791
713924856
961537284
287419635
345286179"""

MAZE = """#######
#S..#.#
#.#.#.#
#.#...#
#...#G#
#######"""
"""Seven steps from S to G."""

WALLED = """#######
#S..#.#
#.#.#.#
#.#.#.#
#...#G#
#######"""
"""No way from S to G; ten cells around S."""
