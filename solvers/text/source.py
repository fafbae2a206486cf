"""A user's text, cut up once for every reader: lines, blocks of tokens, nested lists, labelled numbers, addresses.

Every kind of puzzle looks at the same text, so what they share is found once and kept.
"""

from __future__ import annotations

import re
from functools import cached_property

from solvers.base import Span
from solvers.text.address import Address, addresses
from solvers.text.blocks import Block, blocks
from solvers.text.lines import Line, lines, unescaped, unnumbered
from solvers.text.matrices import Matrix, labelled, matrices

LINES = 50_000
"""Lines looked at in one text."""
TOLD = 8_000
"""Characters at either end of a very long text in which words are looked for."""


class Text:
    """One message. `raw` is exactly what the user sent; every span counts its characters."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._said: dict[re.Pattern[str], bool] = {}

    @cached_property
    def plain(self) -> list[Line]:
        """Normalised lines as they stand, quote marks cut off."""
        return lines(self.raw)

    @cached_property
    def lines(self) -> list[Line]:
        """Normalised lines, quote marks cut off, written-out newlines split."""
        return unescaped(self.plain)[:LINES]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Blocks of token lines as they stand, then those under line labels ("1: ", "A | ")."""
        plain = tuple(blocks(self.lines))
        return plain + tuple(block for run in unnumbered(self.lines) for block in blocks(run))

    @cached_property
    def matrices(self) -> tuple[Matrix, ...]:
        """Lists of lists."""
        return tuple(matrices(self.raw)) if "[" in self.raw or "(" in self.raw or "{" in self.raw else ()

    @cached_property
    def labelled(self) -> list[tuple[str, tuple[int, ...], Span]]:
        """Lists of numbers with the words in front of them."""
        return labelled(self.raw)

    @cached_property
    def told(self) -> str:
        """The text in which words are looked for: of a very long one its beginning and its end."""
        return self.raw if len(self.raw) <= 2 * TOLD else f"{self.raw[:TOLD]}\n{self.raw[-TOLD:]}"

    @cached_property
    def addresses(self) -> list[Address]:
        """Puzzles by their address (puzz.link and its like) or their saved file."""
        return addresses(self.raw)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern occurs in what is told; each is looked for once."""
        if pattern not in self._said:
            self._said[pattern] = pattern.search(self.told) is not None
        return self._said[pattern]

    def line_of(self, offset: int) -> int:
        """The line (from 1) that holds a character."""
        return self.raw.count("\n", 0, offset) + 1
