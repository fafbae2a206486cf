"""A drawing as SVG: the same boards as in `png`, in shapes that stay sharp at every size."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from adapters.show.boards import Drawing, Lines, Signs, Squares
from adapters.show.png import COLOURS

SIDE = 40
"""Units of a cell's side; the picture has no size of its own."""


def svg(drawing: Drawing) -> str:
    """The whole file."""
    if isinstance(drawing, Squares):
        wide, high, body = len(drawing.rows[0]) * SIDE, len(drawing.rows) * SIDE, list(_squares(drawing))
    elif isinstance(drawing, Signs):
        wide, high, body = len(drawing.rows[0]) * SIDE, len(drawing.rows) * SIDE, list(_signs(drawing))
    else:
        wide, high = max(map(len, drawing.rows), default=1) * 10 + 20, len(drawing.rows) * 20 + 20
        body = list(_lines(drawing))
    paper = f'<rect x="-4" y="-4" width="{wide + 8}" height="{high + 8}" fill="{_colour("paper")}"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {wide + 8} {high + 8}">'
    return "\n".join([head, paper, *body, "</svg>"]) + "\n"


def _colour(what: str) -> str:
    return "#{:02x}{:02x}{:02x}".format(*COLOURS[what])


def _squares(drawing: Squares) -> Iterator[str]:
    for r, row in enumerate(drawing.rows):
        for c, what in enumerate(row):
            yield f'<rect x="{c * SIDE}" y="{r * SIDE}" width="{SIDE}" height="{SIDE}" fill="{_colour(what)}"/>'


def _signs(drawing: Signs) -> Iterator[str]:
    high, wide = len(drawing.rows), len(drawing.rows[0])
    for r in range(high + 1):
        yield _line(0, r * SIDE, wide * SIDE, r * SIDE, thick=r in (0, high))
    for c in range(wide + 1):
        yield _line(c * SIDE, 0, c * SIDE, high * SIDE, thick=c in (0, wide))
    for (r, c), (below, right) in sorted(drawing.walls):
        x, y = right * SIDE, below * SIDE
        yield _line(x, y, x + SIDE * (right == c), y + SIDE * (below == r), thick=True)
    for r, row in enumerate(drawing.rows):
        for c, (sign, given) in enumerate(row):
            if sign:
                size = SIDE * 0.6 if len(sign) < 3 else SIDE * 1.4 / len(sign)
                yield (
                    f'<text x="{c * SIDE + SIDE / 2}" y="{r * SIDE + SIDE / 2}" font-size="{size:.0f}" '
                    f'font-family="sans-serif" text-anchor="middle" dominant-baseline="central" '
                    f'fill="{_colour("given" if given else "filled")}">{escape(sign)}</text>'
                )


def _line(x: int, y: int, to_x: int, to_y: int, *, thick: bool) -> str:
    return (
        f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" stroke="{_colour("given" if thick else "line")}" '
        f'stroke-width="{3 if thick else 1}" stroke-linecap="square"/>'
    )


def _lines(drawing: Lines) -> Iterator[str]:
    for number, line in enumerate(drawing.rows):
        if line.strip():
            yield (
                f'<text x="10" y="{number * 20 + 25}" font-size="16" font-family="monospace" xml:space="preserve" '
                f'fill="{_colour("given")}">{escape(line)}</text>'
            )
