"""The grid filling up in a terminal while the network recurses: one frame a supervision step, gone when it is done.

Frames are drawn from what the network has at that step, proven or not; only the answer below them is proven.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from solvers.hooks import Piece
from solvers.kinds import KINDS

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from router import Router
    from router.types import Reply, Request

FRAME_SECONDS = 1 / 15
"""Steps that come faster than this are not all drawn: showing must not slow the solving."""


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
    kind, puzzle = KINDS[reading.kind], candidate.puzzle
    empty = kind.frame(puzzle, None, out.size.width)
    wide = 0 if empty is None else max(sum(len(piece) for piece, _ in line) for line in empty)
    fits = empty is not None and len(empty) + 4 < out.size.height and wide <= out.size.width
    drawn = 0.0
    with Live(Text("loading the network ..."), console=out, transient=True, auto_refresh=False) as live:

        def on_step(_: int, step: int, tokens: Any) -> None:
            nonlocal drawn
            now = time.monotonic()
            if now - drawn < FRAME_SECONDS and step > 1:
                return
            drawn = now
            frame = Text(f"step {step}\n")
            if fits:
                frame.append_text(styled(kind.frame(puzzle, tokens, out.size.width) or []))
            live.update(frame, refresh=True)

        return router.handle(request, on_step=on_step, on_text=on_text)


def styled(lines: Sequence[Sequence[Piece]]) -> Text:
    """A kind's frame as text on a terminal."""
    from rich.text import Text

    frame = Text()
    for line in lines:
        for piece, style in line:
            frame.append(piece, style=style)
        frame.append("\n")
    return frame
