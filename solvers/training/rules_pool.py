"""What the network over rules learns from: puzzles as rows and targets, in small files that grow while it trains.

    python -m solvers.training.rules_pool FOLDER --minutes 10                # random mixes of rules
    python -m solvers.training.rules_pool FOLDER --sums --minutes 10         # random mixes of sums alone
    python -m solvers.training.rules_pool FOLDER --kinds futoshiki,killer    # generated puzzles of kinds
    python -m solvers.training.rules_pool FOLDER --sudoku train_clue17.csv.gz --exclude dev_by_rating.csv

A puzzle that plain propagation solves teaches nothing and is left out. Kinds in `HELD_OUT` are never made here: they
measure what the network does with rules it has not seen.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np

from solvers.base import PuzzleError
from solvers.kinds import RULE_KINDS
from solvers.rule_solver import known_of, rows_of
from solvers.rules import exact, mixes
from solvers.rules.board import Board, Problem, Value, boxes, cell, lines
from solvers.rules.constraints import Different
from solvers.rules.generate import DRAWS
from solvers.rules.kind import RuleKind
from solvers.rules.program import program
from trm.rows import OPEN, Ints, Rows, propagated, reduced

HELD_OUT = frozenset(
    {"tents", "jigsaw", "sudoku_variant", "sudoku_variants", "sudoku_x", "diagonal", "survo", "kakurasu", "norinori"}
)
"""Kinds that no network is trained on, and on which nothing is chosen."""
MOST = 2000
"""Candidates of the largest puzzle worth training on."""
PLACES = tuple(cell(r, c) for r in range(9) for c in range(9))
SHARD = 100
"""Puzzles a file."""


@dataclass(frozen=True)
class Example:
    """One puzzle to learn from: rows, what is given, the solution (-1 where it leaves a helper open), and cells."""

    rows: Rows
    given: Ints
    target: Ints
    cell: Ints
    """The cell of every candidate by number; -1 for helpers."""
    kind: str


def example(problem: Problem, kind: str, solution: Mapping[str, Value] | None = None) -> Example | None:
    """`problem` with its only solution; None where propagation solves it, it is too large, or it is not unique."""
    source = program(problem)
    if len(source.candidates) > MOST or source.rest:
        return None
    rows, given = rows_of(source), known_of(source)
    left = reduced(rows, given)
    if left is None or not len(left.open):
        return None
    if solution is None:
        found = exact.solve(problem, limit=2)
        if len(found.solutions) != 1 or not found.complete:
            return None
        solution = found.solutions[0]
    known = np.zeros(rows.count, dtype=np.int64)
    known[source.plain :] = OPEN  # helpers follow from the cells, all or most of them
    known[source.true(solution)] = 1
    target = propagated(rows, known)
    if target is None:
        return None
    cells = {name: k for k, name in enumerate(problem.board.cells)}
    owner = [cells[name] for name, _ in source.candidates[: source.plain]]
    cell = np.array(owner + [-1] * (rows.count - source.plain), dtype=np.int64)
    return Example(rows, given, target, cell, kind)


# ---------------------------------------------------------------------------------------------------- files


def save(path: Path, examples: Sequence[Example]) -> None:
    """Write examples to one file: every array end to end, with its lengths."""
    columns: dict[str, list[Ints]] = {}
    for each in examples:
        r = each.rows
        for name, values in (
            ("starts", r.starts), ("indices", r.indices), ("coefficients", r.coefficients), ("low", r.low),
            ("high", r.high), ("given", each.given), ("target", each.target), ("cell", each.cell),
        ):  # fmt: skip
            columns.setdefault(name, []).append(values)
    arrays = {name: np.concatenate(parts).astype(np.int32) for name, parts in columns.items()}
    arrays |= {f"{name}_ends": np.cumsum([len(part) for part in parts]) for name, parts in columns.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    with open(temporary, "wb") as file:
        np.savez_compressed(file, allow_pickle=False, kinds=np.array([each.kind for each in examples]), **arrays)
    temporary.replace(path)


def load(path: Path) -> list[Example]:
    """Read back what `save` wrote."""
    with np.load(path, allow_pickle=False) as file:
        kinds = file["kinds"].tolist()
        names = [name for name in file.files if f"{name}_ends" in file.files]
        split = {name: np.split(file[name].astype(np.int64), file[f"{name}_ends"][:-1]) for name in names}
    found = []
    for i, kind in enumerate(kinds):
        part = {name: values[i] for name, values in split.items()}
        arrays = [part[name] for name in ("starts", "indices", "coefficients", "low", "high")]
        rows = Rows.of(len(part["target"]), *arrays)
        found.append(Example(rows, part["given"], part["target"], part["cell"], kind))
    return found


# ------------------------------------------------------------------------------------------------- sources


def of_mixes(seed: int, *, sums: bool = False) -> Iterator[Example]:
    """Random mixes, seed by seed; or such of sums alone."""
    while seed <= mixes.HELD_OUT:
        try:
            made = example(mixes.sums(seed), "sums") if sums else example(mixes.mix(seed), "mix")
        except PuzzleError:
            made = None
        if made is not None:
            yield made
        seed += 1


def of_kind(name: str, seed: int, *, widest: int = 2, anyway: bool = False) -> Iterator[Example]:
    """Puzzles of a kind, from its small sizes to a little above its large ones. `anyway`: even of one held out."""
    if name in HELD_OUT and not anyway:
        raise ValueError(f"{name!r} is held out: nothing is trained on it")
    module, attribute = RULE_KINDS[name]
    kind: RuleKind = getattr(import_module(module), attribute)
    sizes = sorted(set(kind.sizes.values()))
    rng = random.Random(seed)
    misses = 0
    while misses < DRAWS:
        size = rng.choice(range(sizes[0], sizes[-1] + widest)) if rng.random() < 0.5 else rng.choice(sizes)
        try:
            problem = kind.make(rng, size)
            made = None if problem is None else example(problem, name)
        except (PuzzleError, ValueError, IndexError, KeyError):
            made = None  # a size that this kind does not have
        misses = misses + 1 if made is None else 0
        if made is not None:
            yield made


def sudoku(puzzle: str) -> Problem:
    """A 9x9 sudoku of 81 signs as a board with rules."""
    given = {name: int(c) for name, c in zip(PLACES, puzzle, strict=True) if c.isdigit() and c != "0"}
    rules = tuple(Different(line) for line in (*lines(9, 9), *boxes(9, 9, 3, 3)))
    return Problem(Board.grid(9, 9, range(1, 10), given), rules)


def of_sudokus(path: Path, exclude: Iterable[Path], seed: int) -> Iterator[Example]:
    """9x9 sudokus of a training file in random order, without symmetric copies of measured ones."""
    from solvers.kinds.sudoku.canonical import exclude as unmeasured

    def grids(file: Path) -> list[tuple[str, str]]:
        with gzip.open(file, "rt") if file.suffix == ".gz" else open(file) as lines_:
            return [(row["puzzle"], row.get("solution", "")) for row in csv.DictReader(lines_)]

    def digits(rows: Iterable[tuple[str, str]]) -> np.ndarray:
        return np.array([[int(c) if c.isdigit() else 0 for c in puzzle] for puzzle, _ in rows])

    pairs = random.Random(seed).sample(grids(path), 3000)
    measured = [pair for file in exclude for pair in grids(file)]
    if measured:
        keep = unmeasured(digits(pairs), digits(measured))
        pairs = [pair for pair, good in zip(pairs, keep, strict=True) if good]
    for puzzle, solution in pairs:
        problem = sudoku(puzzle)
        made = example(problem, "sudoku", {n: int(c) for n, c in zip(problem.board.cells, solution, strict=True)})
        if made is not None:
            yield made


def write(source: Iterator[Example], folder: Path, tag: str, *, most: int, minutes: float) -> int:
    """Files of up to `SHARD` puzzles until there are `most` or time is up; returns how many were written."""
    end = time.monotonic() + 60 * minutes
    held: list[Example] = []
    written = 0
    for made in source:
        held.append(made)
        late = time.monotonic() > end or written + len(held) >= most
        if len(held) == SHARD or late:
            save(folder / f"{tag}-{written:06d}.npz", held)
            written += len(held)
            held = []
        if late:
            return written
    if held:
        save(folder / f"{tag}-{written:06d}.npz", held)
    return written + len(held)


def report(name: str, done: int) -> None:
    sys.stdout.write(f"{name}: {done}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("folder", type=Path)
    add("--seed", type=int, default=0, help="the first seed; runs side by side take different ones")
    add("--most", type=int, default=1_000_000, help="puzzles a source")
    add("--minutes", type=float, default=10.0, help="time a source")
    add("--kinds", default="", help="names, separated by commas, or 'all'; without it, random mixes")
    add("--sums", action="store_true", help="mixes of sums alone")
    add("--sudoku", type=Path, help="a training file of 9x9 sudokus")
    add("--exclude", type=Path, nargs="+", default=[], help="sudoku files kept out, up to symmetry")
    chosen = parser.parse_args(arguments)
    limits = {"most": chosen.most, "minutes": chosen.minutes}
    if chosen.sudoku:
        tag = f"sudoku-{chosen.sudoku.name.split('.')[0]}-{chosen.seed}"
        done = write(of_sudokus(chosen.sudoku, chosen.exclude, chosen.seed), chosen.folder, tag, **limits)
        report(tag, done)
    elif chosen.kinds:
        names = sorted(set(RULE_KINDS) - HELD_OUT) if chosen.kinds == "all" else chosen.kinds.split(",")
        for name in names:
            done = write(of_kind(name, chosen.seed), chosen.folder, f"{name}-{chosen.seed}", **limits)
            report(name, done)
    else:
        name = "sums" if chosen.sums else "mix"
        done = write(of_mixes(chosen.seed, sums=chosen.sums), chosen.folder, f"{name}-{chosen.seed}", **limits)
        report(name, done)


if __name__ == "__main__":
    main()
