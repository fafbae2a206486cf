"""Generated mazes of one size for a measurement: `trm-router measure puzzles maze --size 100 --set kinds=loopy -n 300`.

Kinds are taken in turn. Sides above 40 are larger than any in training.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from solvers.base import BadPuzzle
from solvers.kinds.maze import MAZE
from solvers.kinds.maze.generate import KINDS, training_batch
from solvers.kinds.maze.rules import LIMIT, Maze
from solvers.measure import SEED, Drawn


def mazes(side: int, kinds: Sequence[str], n: int) -> Iterator[Maze]:
    """The mazes of a measurement."""
    for i in range(n):
        tokens, _ = training_batch(np.random.default_rng([SEED, side, i]), 1, side, side, (kinds[i % len(kinds)],))
        yield MAZE.network.decode(tokens[0].astype(np.int64))


def drawn(size: int | None, n: int, settings: Mapping[str, str]) -> Drawn:
    """`kinds`: names with commas between them. Raises BadPuzzle."""
    side = 30 if size is None else size
    if unknown := sorted(set(settings) - {"kinds"}):
        raise BadPuzzle(f"mazes have no setting {unknown[0]!r}", hint="there is kinds")
    kinds = settings.get("kinds", "loopy").split(",")
    if strange := sorted(set(kinds) - set(KINDS)):
        raise BadPuzzle(f"no kind of maze is called {strange[0]!r}", hint=f"there are {', '.join(KINDS)}")
    if not 2 <= side <= LIMIT:
        raise BadPuzzle(f"no maze of side {side!r}", hint=f"sides from 2 to {LIMIT}")
    return f"{side}x{side} {','.join(kinds)}", mazes(side, kinds, n)
