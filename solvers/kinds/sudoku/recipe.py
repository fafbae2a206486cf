"""The recipe of the sudoku specialist: forged puzzles of several sizes, public training files beside them if given.

Every source keeps its last puzzles aside for the scores of the run; those, and whatever `exclude` names, are kept
out of training up to symmetry.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from solvers.kinds.sudoku import SUDOKU
from solvers.kinds.sudoku.rules import BOXES
from solvers.training.display import counting
from solvers.training.recipe import (
    BadOption,
    Recipe,
    RunOptions,
    budget,
    by_paper,
    named_size,
    paper_rows,
    scaled,
    scores,
)
from trm.config import TrainConfig
from trm.data import Batch, Pool

Grids = npt.NDArray[np.uint8]

FILES = {"train_forum_hardest_11plus.csv.gz": (1.0, 0.4), "train_clue17.csv.gz": (0.1, 0.3)}
"""Public training files: weight among the sources, and share of the draws with some blanks filled in.

Puzzles too hard to learn from yet fill the pool (see trm/LOG.md), so the hardest are often shown half solved, and
stuck rows are pinned on."""
HELP_AFTER_GROWTH = 0.3
"""Of that help, what a network that was trained before it was widened still gets."""
ROWS = 32
SHARES = {4: 1, 6: 1, 9: 14, 16: 1}
"""How often a pool of this size is drawn."""
MINUTES = 175.0
SCORED_STEPS = 16


def shuffled_lines(rng: np.random.Generator, count: int, size: int, box: int) -> npt.NDArray[np.intp]:
    """(count, size) permutations of rows that keep the groups of `box` rows together."""
    groups = rng.permuted(np.tile(np.arange(size // box), (count, 1)), axis=1)
    within = rng.permuted(np.tile(np.arange(box), (count * (size // box), 1)), axis=1)
    lines: npt.NDArray[np.intp] = groups[:, :, None] * box + within.reshape(count, size // box, box)
    return lines.reshape(count, size)


def augment(rng: np.random.Generator, *stacks: Grids) -> list[Grids]:
    """The same random sudoku symmetry on each stack (count, n, n), another one for every row of the stacks."""
    count, size = stacks[0].shape[:2]
    box_rows, box_cols = BOXES[size]
    digits = np.zeros((count, size + 1), np.uint8)
    digits[:, 1:] = rng.permuted(np.tile(np.arange(1, size + 1), (count, 1)), axis=1)
    rows = shuffled_lines(rng, count, size, box_rows)
    columns = shuffled_lines(rng, count, size, box_cols)
    flip = np.logical_and(rng.random(count) < 0.5, box_rows == box_cols)
    each = np.arange(count)[:, None, None]
    result = []
    for stack in stacks:
        moved = digits[each, stack[each, rows[:, :, None], columns[:, None, :]]]
        result.append(np.where(flip[:, None, None], moved.transpose(0, 2, 1), moved))
    return result


@dataclass(frozen=True, slots=True)
class Source:
    """Puzzles of one origin, (count, n, n) each. Of a share `reveal` of the draws, a uniformly random fraction of the
    blanks is filled in: a half-solved puzzle is an easier puzzle, and a state that search meets."""

    puzzles: Grids
    solutions: Grids
    weight: float = 1.0
    reveal: float = 0.5


@dataclass(frozen=True, slots=True)
class SudokuTask:
    """Puzzles of one size from several sources, drawn by weight."""

    sources: tuple[Source, ...]
    name: str = "sudoku"

    def batch(self, rng: np.random.Generator, count: int) -> Batch:
        weights = np.array([source.weight for source in self.sources])
        chosen = rng.choice(len(self.sources), size=count, p=weights / weights.sum())
        size = self.sources[0].puzzles.shape[-1]
        puzzles, solutions = (np.zeros((count, size, size), np.uint8) for _ in range(2))
        for i, source in enumerate(self.sources):
            here = np.flatnonzero(chosen == i)
            pick = rng.integers(0, len(source.puzzles), len(here))
            puzzles[here], solutions[here] = source.puzzles[pick], source.solutions[pick]
        puzzles, solutions = augment(rng, puzzles, solutions)
        reveal = np.array([source.reveal for source in self.sources])[chosen]
        fraction = rng.random(count) * (rng.random(count) < reveal)
        shown = rng.random(puzzles.shape) < fraction[:, None, None]
        inputs = np.where(shown, solutions, puzzles)
        now = np.zeros(inputs.shape, np.int64)
        return Batch(inputs, solutions, now, now)


class Part(NamedTuple):
    """One source of puzzles as it is read or forged, (count, cells) each."""

    name: str
    puzzles: Grids
    solutions: Grids
    weight: float
    reveal: float = 0.3


def forged(options: RunOptions, size: int, hardness: int, count: int) -> Part:
    """Puzzles from the forge, or from the cache of an earlier run that asked for the same."""
    try:
        import numba  # noqa: F401  (the forge is nothing without it)
    except ImportError as exc:
        raise BadOption("numba is missing", hint="pip install 'trm-router[train]'") from exc
    from solvers.kinds.sudoku.forge import forge
    from solvers.kinds.sudoku.forged import read, write

    keep = 100 if size > 9 else 0
    kind = f"{keep} clues" if keep else f"hard{hardness}" if hardness else "minimal"
    path = options.cache / f"sudoku-{size}x{size}-{kind.replace(' ', '-')}-{count}-seed{options.seed}.npz"
    if not path.exists():
        with counting(f"forging {kind} {size}x{size} puzzles, once", count) as progress:
            write(path, forge(options.seed, count, hardness, box=BOXES[size], keep=keep, progress=progress))
    grids = read(path)
    return Part(
        f"forged {size}x{size} {kind}", grids.puzzles, grids.solutions, *((0.4, 0.3) if hardness else (0.2, 0.3))
    )


def from_files(folder: Path) -> list[Part]:
    """The public training files in `folder`. Raises BadOption if it holds none, BadData for a bad row."""
    from solvers.kinds.sudoku.files import read_csv

    parts = []
    for name, (weight, reveal) in FILES.items():
        if (folder / name).exists():
            rows = read_csv(folder / name)
            parts.append(Part(name.removesuffix(".csv.gz"), rows.puzzles, rows.solutions, weight, reveal))
    if not parts:
        raise BadOption(f"nothing to train on in {str(folder)!r}", hint=f"it should hold {' or '.join(FILES)}")
    return parts


def without(part: Part, kept_out: Grids) -> Part:
    """`part` without what equals a puzzle of `kept_out` up to symmetry."""
    if not len(kept_out):
        return part
    from solvers.kinds.sudoku.canonical import exclude

    mask = exclude(part.puzzles, kept_out)
    return part._replace(puzzles=part.puzzles[mask], solutions=part.solutions[mask])


def parts_of_size(options: RunOptions, size: int) -> list[Part]:
    """All sources of one grid size."""
    if size != 9:
        return [forged(options, size, 0, min(options.puzzles, 5000))]
    parts = [forged(options, 9, 0, options.puzzles)]
    if options.hardness:
        parts.append(forged(options, 9, options.hardness, max(1, options.puzzles // 5)))
    return parts + (from_files(options.data) if options.data else [])


def recipe(options: RunOptions) -> Recipe:
    """Model, budget, pools and held-out sets of a sudoku run."""
    model = named_size(options, "relational-small", ("relational", "mlp", "attention"), (0, 10))
    if model.mixer == "relational":
        model = replace(model, tiles=tuple(BOXES.values()))
    sizes = options.grids or ((4, 6, 9, 16) if model.mixer == "relational" else (9,))
    if unknown := set(sizes) - set(SHARES):
        raise BadOption(f"no sudoku of size {min(unknown)!r}", hint=f"sizes: {sorted(SHARES)}")
    if model.mixer != "relational" and sizes != (9,):
        raise BadOption(f"the {model.mixer} mixer sees 9x9 only, not {sizes!r}", hint="leave out --grids")
    own = {
        "start_noise": 0.5, "halt_weight": 0.1, "weight_decay": 0.05, "max_supervision_steps": 40,
        "pin_rate": 0.25 if model.mixer == "relational" else 0.0, "pin_age": 6, "pin_guess": 0.6,
    }  # fmt: skip
    train = TrainConfig(**{**own, **by_paper(options), **budget(options, MINUTES)})
    measured = _excluded(options)
    pools, data = [], []
    held_out: dict[str, tuple[list[npt.NDArray[np.int64]], int]] = {}
    for size in sizes:
        sources = []
        for part in parts_of_size(options, size):
            count = min(options.held_out, len(part.puzzles) // 4)
            last = part.puzzles[len(part.puzzles) - count :]
            first = Part(part.name, part.puzzles[: -count or None], part.solutions[: -count or None], *part[3:])
            # small grids have so few different puzzles that none would be left
            kept = without(first, np.concatenate((last, measured))) if size == 9 else first
            if not len(kept.puzzles):
                raise BadOption(f"no puzzles of {part.name!r} are left to train on", hint="a larger --puzzles")
            shape = (-1, size, size)
            reveal = part.reveal * (HELP_AFTER_GROWTH if options.grown_from else 1.0)
            sources.append(Source(kept.puzzles.reshape(shape), kept.solutions.reshape(shape), part.weight, reveal))
            held_out[f"held-out {part.name}"] = (list(last.reshape(shape).astype(np.int64)), SCORED_STEPS)
            data.append({"source": part.name, "puzzles": len(kept.puzzles), "weight": part.weight})
        wanted = paper_rows(options)
        rows = max(4, scaled(ROWS, ROWS, wanted) * 81 // (size * size))
        pools.append(
            Pool(SudokuTask(tuple(sources), f"{size}x{size}"), min(rows, 4 * max(ROWS, wanted or 0)), SHARES[size])
        )
    return Recipe(model, train, pools, lambda m: scores(m, SUDOKU, held_out), data, tuple(sizes))


def _excluded(options: RunOptions) -> Grids:
    """The puzzles of the files named by `exclude`."""
    if not options.exclude:
        return np.zeros((0, 81), np.uint8)
    from solvers.kinds.sudoku.files import read_puzzles

    parts: list[Any] = [read_puzzles(path) for path in options.exclude]
    return np.concatenate(parts)
