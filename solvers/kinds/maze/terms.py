"""The terms of a way: what a step may be, what must be met or left alone, what costs, and what is sought.

Plain terms (four directions, each step costs one, a shortest way) are those of `rules.py`; everything here is for
messages that say otherwise. `ways.py` searches under terms, `proof.py` checks what it found in another way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from solvers.base import Cell

Step = tuple[int, int]
"""(rows down, columns to the right) of one step."""

FOUR: dict[str, Step] = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
SLANTED: dict[str, Step] = {"up-left": (-1, -1), "up-right": (-1, 1), "down-left": (1, -1), "down-right": (1, 1)}
NAMES: dict[Step, str] = {step: name for name, step in {**FOUR, **SLANTED}.items()}


@dataclass(frozen=True, slots=True)
class Terms:
    """What the words ask of a way, in cells of the drawing."""

    slanted: bool = False
    """Diagonal steps too, also past the corners of walls."""
    joined: tuple[bool, bool] = (False, False)
    """Whether the top edge leads to the bottom edge, and the left one to the right one."""
    rolls: Literal["", "stop", "pass"] = ""
    """A move goes on until a wall; the goal must be where it stops, or may be passed."""
    shut: frozenset[Cell] = frozenset()
    """Cells that may not be entered."""
    opened: frozenset[Cell] = frozenset()
    """Walls that count as open."""
    barred: frozenset[str] = frozenset()
    """Directions that may not be taken."""
    meet: tuple[tuple[frozenset[Cell], int], ...] = ()
    """(cells, how many of them must be entered)."""
    breaks: int = 0
    """Walls that may be broken."""
    links: tuple[tuple[Cell, Cell], ...] = ()
    """Pairs of cells: entering one puts you on the other."""
    turn: int = 0
    """What a quarter turn costs, in steps."""
    facing: str = ""
    """The direction looked in at the start; "" is the first one taken."""
    slow: tuple[frozenset[Cell], int] = (frozenset(), 0)
    """Cells, and the steps that leaving one costs beyond the usual one."""
    unloved: frozenset[Cell] = frozenset()
    """Cells to be entered as seldom as possible."""
    sought: Literal["steps", "turns", "longest"] = "steps"
    back: bool = False
    """From the goal to the start."""
    said: tuple[str, ...] = field(default=(), compare=False)
    """The terms in words, for the receipt."""

    @property
    def plain(self) -> bool:
        """Whether a shortest way in the plain sense is sought."""
        return self == Terms()

    @property
    def marks(self) -> tuple[Cell, ...]:
        """Every cell that counts as met, in a fixed order."""
        return tuple(sorted({cell for cells, _ in self.meet for cell in cells}))

    def enough(self, met: frozenset[Cell]) -> bool:
        """Whether a way that entered these cells has met what it must."""
        return all(len(cells & met) >= least for cells, least in self.meet)
