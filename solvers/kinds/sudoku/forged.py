"""Forged sudokus and the file that keeps them: what the forge writes and the readers of puzzle files take."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from solvers.base import BadData

Grids = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.int32]


class Forged(NamedTuple):
    """Puzzles (count, cells) with their only solutions and the guesses each needs."""

    puzzles: Grids
    solutions: Grids
    guesses: Counts


def write(path: Path, forged: Forged) -> None:
    """Write an .npz in one step: a reader sees the old file or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as file:
        np.savez_compressed(file, puzzles=forged.puzzles, solutions=forged.solutions, guesses=forged.guesses)
    os.replace(partial, path)


def read(path: Path) -> Forged:
    """Read what `write` wrote; BadData if it is something else."""
    try:
        with np.load(path, allow_pickle=False) as file:
            return Forged(file["puzzles"], file["solutions"], file["guesses"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as exc:
        raise BadData(
            f"{str(path)!r} is not a file of forged sudokus: {exc}",
            hint="make it with solvers.kinds.sudoku.forge",
        ) from exc
