"""Boards for the page: a puzzle as cells with looks, at every step of a network and when it is proven; blank ones.

What a kind says for a terminal (`frame`, `signs_of`) and for a picture (`picture`) is turned into cells here, so that
no kind is known by name. A board that cannot be drawn is left out: showing must never cost an answer.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from router.asking.ask import Solve
from router.llm.seeing import Sight, blank_of
from router.streaming import Step
from router.types import Reading, Receipt
from solvers.hooks import Piece
from solvers.kinds import KINDS
from solvers.rules.board import cell, place
from solvers.watching import MOST as MOST_SHARES
from solvers.watching import Belief

LOOKS = {
    "bold": "given",
    "cyan": "thought",
    "grey30 on grey30": "wall",
    "bold green": "start",
    "bold red": "goal",
    "bold cyan": "trail",
    "blue": "reached",
}
"""The looks of cells, by the style that a frame has on a terminal."""
SIGNS = {"start": "S", "goal": "G", "trail": "o"}
"""What stands in a square of a picture."""
BETWEEN = "dim"
"""The style of what a frame draws between its cells."""
MOST = 60
"""Cells of a side; more is not drawn."""

Cells = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of (sign, look)."""


@dataclass(frozen=True, slots=True)
class Board:
    """What is drawn. `down` and `across` are the rows and columns (from 0) before which a thick line stands."""

    cells: Cells
    down: tuple[int, ...] = ()
    across: tuple[int, ...] = ()
    step: int = 0
    """The network's step that holds this; 0 before the first."""
    proven: bool = False
    signs: tuple[str, ...] = ()
    """What may stand in a cell, where `shares` tells how sure the network is of each."""
    shares: str = ""
    """Base64 of bytes, cell by cell in the order of `cells`: the share of 255 of each of `signs`; without signs one
    byte a cell, how sure it is of what it shows there."""
    whole: bool = True
    """Whether it shows all that the puzzle says; where clues stand beside or between the cells, the text does."""


class Drawing:
    """One puzzle's board while it is thought about."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._kind = KINDS.get(reading.kind)
        self._candidate = reading.candidate
        puzzle = reading.candidate.puzzle if reading.candidate is not None else None
        self._puzzle = puzzle if isinstance(reading.ask, Solve) else None
        self._tokens: tuple[int, ...] | None = None
        self._signs: dict[int, str] = {}
        """Token -> its sign, of those that a cell may hold."""

    def given(self) -> Board | None:
        """The puzzle as it was read, where a board can show all of it.

        Of a question about cells nothing is drawn: it would tell more than was asked.
        """
        if self._kind is None or self._puzzle is None:
            return None
        with suppress(Exception):
            if self._kind.network is not None:
                self._tokens = self._kind.network.encode(self._puzzle).shape
            frame = self._kind.frame(self._puzzle, None, 0)
            if frame is not None:
                return _small(of_frame(frame))
            picture = self._kind.picture(self._puzzle, {})
            return None if picture is None else _small(Board(of_picture(picture)))
        return None

    def step(self, step: Step) -> Board | None:
        """What the network holds now, proven or not."""
        if self._kind is None or self._puzzle is None or step.part:
            return None
        with suppress(Exception):
            if step.belief is not None and step.belief.candidates:
                return self._over_rules(step, step.belief)
            if getattr(step.answer, "shape", ()) != self._tokens:
                return None
            frame = self._kind.frame(self._puzzle, step.answer, 0)
            if frame is None:
                return None
            board = of_frame(frame, step.step)
            return _small(board if step.belief is None else self._shaded(board, step.belief))
        return None

    def _shaded(self, board: Board, belief: Belief) -> Board:
        """The board with the shares of a grid of tokens."""
        shares = belief.shares
        if shares.shape[:2] != (len(board.cells), len(board.cells[0])):
            return board
        signs: tuple[str, ...] = ()
        if shares.shape[-1] > 1:
            signs = tuple(self._sign(belief.first + value) for value in range(shares.shape[-1]))
        return replace(board, signs=signs, shares=b64encode(shares.tobytes()).decode())

    def _sign(self, token: int) -> str:
        """What a frame shows where the network believes in `token`; asked of the kind once."""
        if token not in self._signs:
            assert self._kind is not None
            assert self._tokens is not None
            frame = self._kind.frame(self._puzzle, np.full(self._tokens, token, dtype=np.int64), 0) or []
            held = [sign for row in of_frame(frame).cells for sign, look in row if look == "thought"]
            self._signs[token] = held[0] if held else ""
        return self._signs[token]

    def _over_rules(self, step: Step, belief: Belief) -> Board | None:
        """A board of rules: clues as they are, elsewhere the likeliest value, and the share of each."""
        assert self._kind is not None
        if self._candidate is None or (shape := self._kind.shape(self._candidate)) is None:
            return None
        given = self._kind.signs_of(self._candidate, None)
        if len(given) != shape[0] or any(len(row) != shape[1] for row in given):
            return None
        clues = self._kind.clues(self._puzzle)
        signs = tuple(dict.fromkeys(str(value) for _, value in belief.candidates))
        shares = np.zeros((*shape, len(signs)), dtype=np.uint8)
        for (name, value), share in zip(belief.candidates, belief.shares, strict=True):
            if (at := place(name)) is not None:
                shares[(*at, signs.index(str(value)))] = share
        rows = tuple(
            tuple(
                (given[r][c], "given") if cell(r, c) in clues else (signs[int(shares[r, c].argmax())], "thought")
                for c in range(shape[1])
            )
            for r in range(shape[0])
        )
        if shares.size > MOST_SHARES:
            signs, shares = (), shares.max(-1)
        return _small(
            Board(rows, step=step.step, signs=signs, shares=b64encode(shares.tobytes()).decode(), whole=False)
        )

    def end(self, receipt: Receipt) -> Board | None:
        """The answer, where one is given for the whole board."""
        answered = receipt.status in ("verified", "supported") and receipt.solution is not None and not receipt.parts
        if self._kind is None or self._puzzle is None or not answered:
            return None
        proven = receipt.status == "verified"
        with suppress(Exception):
            picture = self._kind.picture(self._puzzle, receipt.solution or {})
            if picture is not None:
                return _small(Board(of_picture(picture), proven=proven))
            answer = self._kind.read_answer(self._puzzle, receipt.answer or "")
            if self._kind.verify(self._puzzle, answer):
                return None  # it was written otherwise than the puzzle (by columns, say): only the text says it right
            cells, lines = self._filled(answer), self.given()
            if lines is not None:
                return _small(replace(lines, cells=cells, proven=proven))
            if self._candidate is None or self._kind.shape(self._candidate) != (len(cells), len(cells[0])):
                return None
            return _small(Board(cells, proven=proven, whole=False))
        return None

    def _filled(self, answer: Any) -> Cells:
        assert self._kind is not None
        assert self._candidate is not None
        before = self._kind.signs_of(self._candidate, None)
        now = self._kind.signs_of(self._candidate, answer)
        blank = self._candidate.notation.get("blank", ".")
        return tuple(
            tuple(
                ("", "open") if new == blank else (new, "given" if new == old else "thought")
                for old, new in zip(old_row, row, strict=True)
            )
            for old_row, row in zip(before, now, strict=True)
        )


def of_frame(lines: Sequence[Sequence[Piece]], step: int = 0) -> Board:
    """A frame's cells: one for each piece, but what is dim lies between them."""
    rows: list[tuple[tuple[str, str], ...]] = []
    down: list[int] = []
    across: list[int] = []
    for line in lines:
        row: list[tuple[str, str]] = []
        for text, style in line:
            if style == BETWEEN:
                across += [len(row)] if row and not rows else []
            else:
                sign = text.strip()
                look = LOOKS.get(style, "open")
                row.append(("", "open") if look == "thought" and sign == "." else (sign, look))
        if row:
            rows.append(tuple(row))
        elif rows:
            down.append(len(rows))
    return Board(tuple(rows), tuple(down), tuple(across), step)


def of_picture(squares: Sequence[Sequence[str]]) -> Cells:
    """A picture's squares as cells."""
    return tuple(tuple((SIGNS.get(what, ""), what) for what in row) for row in squares)


def _small(board: Board) -> Board | None:
    wide = max((len(row) for row in board.cells), default=0)
    return board if 0 < wide <= MOST and len(board.cells) <= MOST else None


@dataclass(frozen=True, slots=True)
class Draft:
    """A board as a model read it, on paper that a person can correct."""

    by: str
    words: str
    """What the person wrote beside the picture."""
    lead: str
    rows: tuple[tuple[str, ...], ...]
    blank: Mapping[str, Any] | None
    """The board to draw on, as `blanks` has them; None where only text fits."""


def draft_of(sight: Sight) -> Draft:
    """What is shown of a sight."""
    blank = None if sight.kind is None else blank_of(sight.kind, sight.rows)
    if blank is not None and (len(blank.example), len(blank.example[0])) != (len(sight.rows), len(sight.rows[0])):
        blank = replace(blank, box=None)
    known = None if blank is None else asdict(replace(blank, example=sight.rows))
    return Draft(sight.by, sight.words, sight.lead, sight.rows, known)


@cache
def blanks() -> tuple[Mapping[str, Any], ...]:
    """Every blank board that some kind offers to draw on. Loads the kinds, so call it in a thread."""
    return tuple(asdict(blank) for kind in KINDS.values() for blank in kind.blanks())
