"""A task as rows of squares: pairs below each other, input on the left, output on the right, walls between."""

from __future__ import annotations

from collections.abc import Sequence

from solvers.kinds.arc.task import Rows, Task

BETWEEN = "wall"


def picture(task: Task, answers: Sequence[Rows]) -> list[list[str]]:
    """Squares "colour 0" to "colour 9" and "wall"; an answer that is missing is left open."""
    given = [*answers, *[()] * (len(task.tests) - len(answers))]
    pairs: list[tuple[Rows, Rows]] = [*task.train, *zip(task.tests, given, strict=True)]
    left = max(len(image[0]) for image, _ in pairs)
    right = max(len(out[0]) if out else 1 for _, out in pairs)
    lines: list[list[str]] = []
    for image, out in pairs:
        if lines:
            lines.append([BETWEEN] * (left + right + 1))
        for row in range(max(len(image), len(out))):
            lines.append([*_line(image, row, left), BETWEEN, *_line(out, row, right)])
    return lines


def _line(grid: Rows, row: int, width: int) -> list[str]:
    cells = [f"colour {colour}" for colour in grid[row]] if row < len(grid) else []
    return cells + [BETWEEN] * (width - len(cells))
