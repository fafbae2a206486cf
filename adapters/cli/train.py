"""`train sudoku|maze`: hands the rest of the command line to the trainer of that specialist."""

from __future__ import annotations

from router.errors import UsageError


def run(puzzle: str, arguments: list[str]) -> int:
    """Train; the trainer's own options follow the puzzle's name."""
    if puzzle not in ("sudoku", "maze", "-h", "--help"):
        raise UsageError(f"cannot train {puzzle!r}", hint="sudoku or maze")
    from solvers.training.runs import main

    return main([puzzle, *arguments])
