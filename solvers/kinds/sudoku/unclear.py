"""Text full of cells near the word sudoku that makes no grid: better a question than silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from solvers.base import Doubt, Span
from solvers.kinds.sudoku.grid import Drawn, Words
from solvers.kinds.sudoku.rows import BLANKS, dense, is_rule, lettered
from solvers.text.lines import Line

LETTERED_ROWS = 8
"""So many lines must look like rows of a 16x16 in letters before anything is asked: letters also make words."""
_LIST = re.compile(r"[\[({](?:[\s\d.xX_*?\-\"',;\[\](){}|]|null|None){40,2000}")


def unreadable(source: Sequence[Line], words: Words) -> Iterator[Drawn]:
    """At most one doubt: the lines, or the list, that were meant as a sudoku and could not be read."""
    yield from _lines(source, words)
    joined = "\n".join(line.text for line in source[:2000])
    if "[" not in joined and "{" not in joined:
        return
    offsets = [at for line in source[:2000] for at in (*line.offsets, line.end)]
    for match in _LIST.finditer(joined):
        if _cells(match.group().replace("null", ".").replace("None", ".")):
            span = Span(offsets[match.start()], offsets[match.end() - 1] + 1)
            if words.sudoku(span):
                question = (
                    "This list looks like a sudoku, but its rows are not all as long as the grid. Please check it."
                )
                yield _unclear(span, question)


def _lines(source: Sequence[Line], words: Words) -> Iterator[Drawn]:
    run: list[Line] = []
    for line in [*source, None]:
        if line is not None and len(line.text) < 200 and (dense(line) or is_rule(line) or not line.text.strip()):
            run.append(line)
            continue
        kept = [k for k in run if any(c.isdigit() for c in k.text) or lettered(k)]
        run = []
        letters = sum(map(lettered, kept)) >= LETTERED_ROWS
        if kept and len(kept) <= 20 and _cells("".join(k.text for k in kept), letters):
            span = Span(kept[0].offsets[0], kept[-1].offsets[-1] + 1)
            if words.sudoku(span):
                question = (
                    f"Lines {kept[0].number + 1} to {kept[-1].number + 1} look like a sudoku, but the rows do not all "
                    "have as many cells as there are rows. Please send the grid again, one row a line."
                )
                yield _unclear(span, question)


def _cells(text: str, letters: bool = False) -> bool:
    """Enough digits (or letters) and blanks for a grid."""
    cells = [c for c in text if c.isdigit() or c in BLANKS or (letters and c.isalpha())]
    clues = [c for c in cells if c.isalnum() and c != "0"]
    return 12 <= len(cells) <= 300 and len(set(clues)) >= 3 and len(cells) - len(clues) > 0.2 * len(cells)


def _unclear(span: Span, question: str) -> Drawn:
    return Drawn((), (), span, "rows", doubts=(Doubt("grid", question),))
