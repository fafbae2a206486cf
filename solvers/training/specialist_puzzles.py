"""What a specialist learns from and is measured on: puzzles of one kind's generator, or the rulebooks of a file.

Three sets that share no puzzle, nor the same one under other names: to learn from, to choose by (the race), and to
judge by. They are made once and kept in the run's folder; an interrupted making begins again with the same puzzles.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from solvers.base import BadPuzzle, PuzzleError
from solvers.kinds import RULE_KINDS, kind
from solvers.rule_solver import linear_form
from solvers.rules import rulebook
from solvers.rules.board import Problem
from solvers.specialists import signature
from solvers.training.display import counting
from solvers.training.recipe import BadOption
from solvers.training.rules_pool import SHARD, Example, example, load, of_kind, save
from solvers.training.rules_recipe import revealed
from trm.checkpoint import write_atomically
from trm.rows import open_rows, reduced
from trm.rule_piece import Piece
from trm.rule_train import Drawn

TOLD = "rules"
"""The kind of puzzles that bring their rules with them."""
HELD_SEED = 1_000_003
"""Added to the seed for what is held out, so that it is drawn by another stream."""
MOST_ENTRIES = 6000
"""Larger puzzles are shown with enough revealed to leave so many entries."""
FEWEST = 20
"""Puzzles that a specialist can be made of at all."""
HELD_SHARE = 5
"""At most a fifth of a file's rulebooks in each of the two sets that are held out."""


@dataclass(frozen=True)
class Puzzles:
    """The sets of one run."""

    folder: Path
    kind: str
    signatures: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    @cached_property
    def train(self) -> list[Example]:
        return [each for path in sorted(self.folder.glob("train-*.npz")) for each in load(path)]

    @cached_property
    def chosen_by(self) -> list[Example]:
        return load(self.folder / "chosen-by.npz")

    @cached_property
    def judged_by(self) -> list[Example]:
        return load(self.folder / "judged-by.npz")


@dataclass(frozen=True, slots=True)
class Mixture:
    """How puzzles are varied: how often a part of the solution is revealed, and how often propagation is left out."""

    revealed: float = 0.5
    untouched: float = 0.5


class KindSource:
    """Implements `Source`: draws from one set of puzzles."""

    def __init__(self, examples: list[Example], mixture: Mixture) -> None:
        self.examples, self.mixture = examples, mixture

    def draw(self, rng: np.random.Generator) -> Drawn:
        """The next puzzle, as propagation leaves it or untouched, in part revealed or not."""
        while True:
            each = self.examples[rng.integers(len(self.examples))]
            known = revealed(each, rng, self.mixture.revealed)
            untouched = rng.random() < self.mixture.untouched
            left = open_rows(each.rows, known) if untouched else reduced(each.rows, known)
            if left is not None and len(left.open) and len(left.rows.indices) <= MOST_ENTRIES:
                return Drawn(Piece.of(left.rows), each.target[left.open], each.kind)


def prepared(folder: Path, what: str, *, seed: int, most: int, held_out: int, minutes: float) -> Puzzles:
    """The puzzles of a run, made where they are not there yet. `what` is a kind, or a file of rulebooks."""
    made = folder / "puzzles.json"
    if made.exists():
        said = json.loads(made.read_text())
        return Puzzles(folder, said["kind"], tuple(said["signatures"]), said["counts"])
    name, signatures = what, set[str]()
    if Path(what).suffix == ".jsonl":
        sets, signatures = _of_file(Path(what), seed, held_out)
        name = TOLD
    else:
        sets = _of_generator(what, seed, most, held_out, minutes)
    for path in folder.glob("train-*.npz"):
        path.unlink()  # of a making that was interrupted
    train, chosen_by, judged_by = sets
    if len(train) < FEWEST or not chosen_by or not judged_by:
        raise BadOption(
            f"{len(train)} puzzles of {what!r:.60} are there to learn from, and at least {FEWEST} are needed",
            hint="more minutes, or more rulebooks; those that propagation settles, or that have no one solution, "
            "teach nothing",
        )
    for first in range(0, len(train), SHARD):
        save(folder / f"train-{first:06d}.npz", train[first : first + SHARD])
    save(folder / "chosen-by.npz", chosen_by)
    save(folder / "judged-by.npz", judged_by)
    counts = {"train": len(train), "chosen by": len(chosen_by), "judged by": len(judged_by)}
    puzzles = Puzzles(folder, name, tuple(sorted(signatures)), counts)
    about = {key: value for key, value in asdict(puzzles).items() if key != "folder"}
    write_atomically(made, (json.dumps(about, indent=2) + "\n").encode())
    return puzzles


_Sets = tuple[list[Example], list[Example], list[Example]]


def _of_generator(name: str, seed: int, most: int, held_out: int, minutes: float) -> _Sets:
    """Puzzles of a kind's generator: first what is held out, then as many to learn from as there is time for."""
    if name not in RULE_KINDS:
        raise BadOption(f"no kind whose rules are data is called {name!r:.60}", hint="`trm-router kinds` lists them")
    if linear_form(kind(name).generate(seed)).rest:
        raise BadOption(
            f"rules of {name!r} have no linear form", hint="a specialist reads rows; the exact solver serves"
        )
    seen: set[int] = set()
    end = time.process_time() + 60 * minutes
    held: list[Example] = []
    train: list[Example] = []
    with counting(f"puzzles, as many as {minutes:.1f} minutes make, at most", most) as tick:
        for each in _fresh(of_kind(name, seed + HELD_SEED, anyway=True), seen):
            held.append(each)
            if len(held) == 2 * held_out or time.process_time() > end - 40 * minutes:  # a third of the time
                break
        for each in _fresh(of_kind(name, seed, anyway=True), seen):
            train.append(each)
            tick(1)
            if len(train) == most or time.process_time() > end:
                break
    return train, held[::2], held[1::2]


def _of_file(path: Path, seed: int, held_out: int) -> tuple[_Sets, set[str]]:
    """The rulebooks of a file, in random order. Raises BadOption, BadPuzzle."""
    seen: set[int] = set()
    signatures: set[str] = set()

    def usable() -> Iterator[Example]:
        for problem in _rulebooks(path):
            signatures.add(signature(problem))
            made = example(problem, TOLD)
            if made is not None:
                yield made

    found = list(_fresh(usable(), seen))
    order = np.random.default_rng(seed).permutation(len(found))
    held = min(held_out, len(found) // HELD_SHARE)
    parts = order[:held], order[held : 2 * held], order[2 * held :]
    chosen_by, judged_by, train = ([found[k] for k in part] for part in parts)
    return (train, chosen_by, judged_by), signatures


def _rulebooks(path: Path) -> Iterator[Problem]:
    """The puzzles of a file with a rulebook a line, bare or as the field `rulebook`."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise BadOption(f"cannot read {str(path)!r}: {exc}", hint="a file with one rulebook a line") from exc
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given = rulebook.parsed(line)
            yield rulebook.read(given.get("rulebook", given))
        except PuzzleError as exc:
            raise BadPuzzle(f"{path}, line {number}: {exc}", hint=exc.hint) from exc


def _fresh(examples: Iterator[Example], seen: set[int]) -> Iterator[Example]:
    """Without those that are the same as an earlier one but for names and order."""
    for each in examples:
        left = reduced(each.rows, each.given)
        mark = left.rows.fingerprint() if left is not None else 0
        if mark not in seen:
            seen.add(mark)
            yield each
