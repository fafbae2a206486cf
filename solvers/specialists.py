"""Specialists: weights over rules trained for one kind or one sort of rulebooks; where they lie, and when they serve.

A card beside the weights says what they are for and what they were measured against. They serve puzzles up to the size
of those, and only while the network over rules is the very one that they beat. What is damaged, or is not what its card
says, is passed over with a reason: the network over rules serves instead. `solvers.training.specialist` makes them.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from solvers.neural import WEIGHTS
from solvers.rule_solver import RULES, RuleSolver, linear_form
from solvers.rules.board import Problem
from solvers.steps import DEFAULT, Arithmetic

PREFIX = "rules-"
"""Before the name of what a specialist is for: its files are `rules-NAME.safetensors` and `.json`."""
MIXER = "rules"
"""The only network that a specialist may be: what the others are for is comparison."""


class _Said(BaseModel):
    """A part of a card; what else a card tells is for people."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Verdict(_Said):
    """A specialist beside the network over rules, on puzzles that neither learnt from."""

    rival: str
    """Digest of the network over rules."""
    puzzles: int
    fewer: int
    """Puzzles for which the specialist needs fewer nodes of the search."""
    more: int
    chance: float
    """How likely so one-sided an outcome is between two that are equally good."""
    better: bool


class Card(_Said):
    """What the weights are for."""

    serves: Literal["specialist"]
    kind: str
    signatures: tuple[str, ...] = ()
    """Of rulebooks: the sorts that it learnt from. Empty: the kind says it all."""
    candidates: int = Field(ge=1)
    """Of the largest puzzle that it was measured on."""
    config: dict[str, Any]
    weights: str
    """Digest of the file beside the card."""
    verdict: Verdict

    def fits(self, kind: str, puzzle: Any) -> bool:
        """Whether it was made for this puzzle."""
        if kind != self.kind or not isinstance(puzzle, Problem):
            return False
        if self.signatures and signature(puzzle) not in self.signatures:
            return False
        return len(linear_form(puzzle).candidates) <= self.candidates


@dataclass(frozen=True, slots=True)
class Found:
    """Files that lie where specialists lie: the card, or why they are not used."""

    path: Path
    card: Card | None
    reason: str = ""


def signature(puzzle: Problem) -> str:
    """Which sorts of rules a puzzle has, however many and wherever: rulebooks of one sort have the same."""
    return "+".join(sorted({rule.name for rule in puzzle.rules}))


def home() -> Path:
    """Where a person's own specialists lie."""
    from platformdirs import user_data_path

    return user_data_path("trm-router", appauthor=False) / "weights"


@lru_cache(maxsize=64)
def _digest(path: Path, size: int, changed: int) -> str:
    del size, changed  # a file that was written anew is another one
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def digest(path: Path) -> str:
    """What tells a file's content from any other; "" where there is none."""
    try:
        known = path.stat()
        return _digest(path, known.st_size, known.st_mtime_ns)
    except OSError:
        return ""


def found(folders: Sequence[Path] | None = None) -> Iterator[Found]:
    """What lies in these folders (default: the person's own, then the shipped one), checked."""
    for folder in (home(), WEIGHTS) if folders is None else folders:
        for card in sorted(folder.glob(f"{PREFIX}*.json")):
            yield examined(card.with_suffix(".safetensors"))


def examined(path: Path) -> Found:
    """Whether the weights at `path` are what their card says, and better than the network over rules that is there."""
    from trm.tensor_file import FORMAT, read_meta

    try:
        card = Card.model_validate_json(path.with_suffix(".json").read_bytes())
        meta = read_meta(path.read_bytes())
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        return Found(path, None, f"its card cannot be read: {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}")
    except (OSError, ValueError) as exc:
        return Found(path, None, f"it cannot be read: {type(exc).__name__}")
    if meta.get("format") != FORMAT or meta.get("config") != card.config or card.config.get("mixer") != MIXER:
        return Found(path, None, "the network is not the one of its card")
    if digest(path) != card.weights:
        return Found(path, None, "the weights are not the ones of its card")
    if not card.verdict.better:
        return Found(path, None, "it was not better than the network over rules")
    if digest(RULES) != card.verdict.rival:
        return Found(path, None, "the network over rules is not the one it was compared with")
    return Found(path, card)


class Specialist(RuleSolver):
    """Implements `Solver` for the puzzles that its card names, proven like any other."""

    def __init__(self, path: Path, card: Card, *, threads: int | None = None, arithmetic: Arithmetic = DEFAULT) -> None:
        super().__init__(path, threads=threads, arithmetic=arithmetic)
        self.card = card
        self._sound: bool | None = None
        """Whether the weights load; None: nobody has asked yet."""

    def supports(self, kind: str, puzzle: Any) -> bool:
        return self.card.fits(kind, puzzle) and super().supports(kind, puzzle) and self._loads()

    def warm(self, kinds: Sequence[str] | None = None) -> None:
        if kinds is None or self.card.kind in kinds:
            self._loads()

    def _loads(self) -> bool:
        from trm.tensor_file import CheckpointError

        if self._sound is None:
            try:
                self._ready()
            except CheckpointError as exc:
                logging.getLogger(__name__).warning("a specialist is not used: %s", exc)
            self._sound = self._engine is not None
        return self._sound


def specialists(arithmetic: Arithmetic = DEFAULT, folders: Sequence[Path] | None = None) -> list[Specialist]:
    """Those that are used here, a person's own first. Cheap: nothing is loaded."""
    return [Specialist(each.path, each.card, arithmetic=arithmetic) for each in found(folders) if each.card]
