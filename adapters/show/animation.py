"""The grid filling up in a terminal while the network recurses: one frame a supervision step, gone when it is done.

Frames are drawn from what the network has at that step, proven or not; only the answer below them is proven.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from router import Router
    from router.types import Reply, Request

FRAME_SECONDS = 1 / 15
"""Steps that come faster than this are not all drawn: showing must not slow the solving."""

MOVES = ((1, -1, 0), (2, 1, 0), (4, 0, -1), (8, 0, 1))
"""(bit, row step, column step): how the maze network writes its next moves."""


def handle_live(
    router: Router, request: Request, out: Console, *, on_text: Callable[[str], None] | None = None
) -> Reply:
    """`router.handle` with frames on `out`; without a puzzle that fits the screen, just the work."""
    from rich.live import Live
    from rich.text import Text

    reading = router.read(request.text)
    candidate = reading.candidate
    if candidate is None or candidate.puzzle is None or reading.questions or reading.refusal is not None:
        return router.handle(request, on_text=on_text)
    draw = FRAMES.get(reading.kind)
    height = len(candidate.cells) // max(1, len(_grid(candidate.puzzle)[0])) if draw else 0
    fits = draw is not None and height + 4 < out.size.height and len(_grid(candidate.puzzle)[0]) < out.size.width
    drawn = 0.0
    with Live(Text("loading the network ..."), console=out, transient=True, auto_refresh=False) as live:

        def on_step(_: int, step: int, tokens: Any) -> None:
            nonlocal drawn
            now = time.monotonic()
            if now - drawn < FRAME_SECONDS and step > 1:
                return
            drawn = now
            frame = Text(f"step {step}\n")
            if fits and draw is not None:
                frame.append_text(draw(candidate.puzzle, tokens, out.size.width))
            live.update(frame, refresh=True)

        return router.handle(request, on_step=on_step, on_text=on_text)


def _grid(puzzle: Any) -> Any:
    return puzzle.rows if hasattr(puzzle, "rows") else puzzle.open


def sudoku_frame(puzzle: Any, tokens: Any, _width: int) -> Text:
    """The grid in boxes: clues in bold, what the network holds at this step in colour."""
    from rich.text import Text

    size = len(puzzle.rows)
    wide = len(str(size))
    frame = Text()
    for r, row in enumerate(puzzle.rows):
        if r and r % puzzle.box_rows == 0:
            bars = ["-" * (puzzle.box_cols * (wide + 1) + 1)] * (size // puzzle.box_cols)
            frame.append("+".join(bars)[1:] + "\n", style="dim")
        for c, clue in enumerate(row):
            if c and c % puzzle.box_cols == 0:
                frame.append("| ", style="dim")
            value = int(clue or (tokens[r][c] if tokens is not None else 0))
            shown = str(value) if 1 <= value <= size else "."
            frame.append(f"{shown:>{wide}} ", style="bold" if clue else "cyan")
        frame.append("\n")
    return frame


def maze_frame(puzzle: Any, tokens: Any, width: int) -> Text:
    """Walls, the cells that the wave has reached, and the way from the start as far as the moves lead."""
    from rich.text import Text

    height, columns = len(puzzle.open), len(puzzle.open[0])
    twice = 2 if 2 * columns < width else 1
    way = trail(puzzle, tokens)
    frame = Text()
    for r in range(height):
        for c in range(columns):
            if (r, c) == tuple(puzzle.start):
                sign, style = "S", "bold green"
            elif (r, c) == tuple(puzzle.goal):
                sign, style = "G", "bold red"
            elif not puzzle.open[r][c]:
                sign, style = "#", "grey30 on grey30"
            elif (r, c) in way:
                sign, style = "o", "bold cyan"
            else:
                sign, style = (".", "blue") if tokens is not None and tokens[r][c] else (" ", "")
            frame.append(sign * twice if sign == "#" else sign.ljust(twice), style=style)
        frame.append("\n")
    return frame


def trail(puzzle: Any, tokens: Any) -> set[tuple[int, int]]:
    """Cells met when following the moves from the start, until they end, hit a wall or come round again."""
    here, way = tuple(puzzle.start), set[tuple[int, int]]()
    while tokens is not None and here not in way:
        way.add(here)
        for bit, down, right in MOVES:
            row, column = here[0] + down, here[1] + right
            inside = 0 <= row < len(puzzle.open) and 0 <= column < len(puzzle.open[0])
            if int(tokens[here[0]][here[1]]) & bit and inside and puzzle.open[row][column]:
                here = (row, column)
                break
    return way


FRAMES: dict[str, Callable[[Any, Any, int], Text]] = {"sudoku": sudoku_frame, "maze": maze_frame}
