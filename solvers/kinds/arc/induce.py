"""Rules for cells: of which earlier picture a cell takes its colour, by what can be said of the cell.

Given pictures of the outputs' shapes (sources: what programs made of the inputs, and plain colours) and layers that
say something of each cell (conditions), a rule is a choice of at most three conditions and, for every combination of
their values, the cheapest source that gives the right colour on all demonstrated cells of that combination. Cheap
rules with few cases come first; a test cell whose combination was never demonstrated spoils a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from solvers.kinds.arc.condition import CONDITION, Condition, Flat, both
from solvers.kinds.arc.ordered import ordered, telling
from solvers.kinds.arc.task import Grid

PAIRS, TRIPLES = 60, 14
"""How many of the most telling conditions are tried in twos, and twos in threes."""
CASE = 0.35
"""What each case of a rule costs."""
COLOUR = 0.9
"""The cost of a plain colour as a source."""


@dataclass(frozen=True, eq=False)
class Source:
    """Colours for every cell: of the demonstrations laid end to end, and of the tests."""

    name: str
    cost: float
    train: Flat
    tests: Flat


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule that gives every demonstration: its cost, its cells for the tests, and what it is in words."""

    cost: float
    words: str
    tests: Flat
    conditions: tuple[Condition, ...]
    reproduced: int = 0
    """Demonstrations that come out right when the rule's sources are chosen from the others alone."""


class Learner:
    """Finds rules for one set of sources and conditions over the demonstrated cells `wanted`."""

    def __init__(self, sources: Sequence[Source], wanted: Flat, sizes: Sequence[int]) -> None:
        self.sizes = sizes
        self.sources = sorted(sources, key=lambda s: s.cost)
        self.wanted = wanted
        self.costs = np.array([s.cost for s in self.sources])
        self.wrong = np.stack([s.train != wanted for s in self.sources]).astype(np.float32)  # (sources, cells)

    def plain(self) -> list[Rule]:
        """Sources that are right by themselves."""
        right = np.flatnonzero(self.wrong.max(1, initial=0) == 0)
        return [
            Rule(self.sources[i].cost, self.sources[i].name, self.sources[i].tests, (), len(self.sizes))
            for i in right.tolist()
            if not self.sources[i].name.startswith("colour ")
        ]

    def learn(self, found: Sequence[Condition], *, most: int = 24) -> list[Rule]:
        """Rules of one condition, of pairs of the most telling, and of the best pairs with a third; cheap first."""
        rules, told = self._tried(found)
        order = sorted(range(len(found)), key=lambda i: told[i] - 0.02 * found[i].cost, reverse=True)
        best = [found[i] for i in order[:PAIRS] if told[i] < 1]
        pairs = [pair for i, a in enumerate(best) for b in best[:i] if (pair := both(a, b)) is not None]
        more, told_pairs = self._tried(pairs)
        rules += more
        if len(rules) < 3 and pairs:
            top = sorted(range(len(pairs)), key=lambda i: told_pairs[i] - 0.02 * pairs[i].cost, reverse=True)
            triples = [
                three
                for i in top[:TRIPLES]
                if told_pairs[i] < 1
                for third in best[:40]
                if (three := both(pairs[i], third)) is not None
            ]
            rules += self._tried(triples)[0]
        if not rules:
            several = [*telling(found, told), *telling(pairs, told_pairs)]
            rules += self._tried(ordered(several, self.wrong, self.costs))[0]
        cheap = sorted(rules, key=lambda rule: rule.cost)[:most]
        return [replace(rule, reproduced=self._left_out(rule.conditions[0])) for rule in cheap]

    def _left_out(self, each: Condition) -> int:
        """How many demonstrations the condition foretells from the others."""
        errors, seen, at = [], [], 0  # by demonstration: (sources, cases), and which cases it holds
        for size in self.sizes:
            one_hot = np.zeros((size, each.cases), np.float32)
            one_hot[np.arange(size), each.train[at : at + size]] = 1
            errors.append(self.wrong[:, at : at + size] @ one_hot)
            seen.append(one_hot.any(0))
            at += size
        total, held, right = sum(errors), np.sum(seen, 0), 0
        for own, cases in zip(errors, seen, strict=True):
            others = np.where(total - own == 0, self.costs[:, None], np.inf)
            foretold = (held - cases > 0) & np.isfinite(others.min(0))
            chosen = np.take_along_axis(own, others.argmin(0)[None], 0)[0]
            right += bool((~cases | (foretold & (chosen == 0))).all())
        return right

    def _tried(self, found: Sequence[Condition]) -> tuple[list[Rule], list[float]]:
        """The rules among these conditions, and for each condition the share of cells that it explains."""
        rules: list[Rule] = []
        told: list[float] = []
        for first in range(0, len(found), 96):
            some = found[first : first + 96]
            offsets = np.cumsum([0, *(c.cases for c in some)])
            cells = len(self.wanted)
            cases = np.zeros((cells, offsets[-1]), np.float32)
            for each, offset in zip(some, offsets, strict=False):
                cases[np.arange(cells), each.train + offset] = 1
            errors = self.wrong @ cases  # (sources, cases)
            cheapest = np.where(errors == 0, self.costs[:, None], np.inf)
            chosen, counts = cheapest.argmin(0), cases.sum(0)
            price = cheapest.min(0)
            for each, offset in zip(some, offsets, strict=False):
                part = slice(offset, offset + each.cases)
                good = np.isfinite(price[part])
                told.append(float(counts[part][good].sum() / cells))
                if good.all() and (each.tests >= 0).all():
                    rules.append(self._rule(each, chosen[part]))
        return rules, told

    def _rule(self, each: Condition, chosen: npt.NDArray[np.int64]) -> Rule:
        stacked = np.stack([self.sources[i].tests for i in chosen.tolist()])
        tests = np.take_along_axis(stacked, each.tests[None], 0)[0]
        used = sorted(set(chosen.tolist()))
        cost = CONDITION + each.cost + CASE * each.cases + sum(self.sources[i].cost for i in used)
        words = f"by {each.name}: " + "; ".join(self.sources[i].name for i in used)
        return Rule(cost, words, tests.astype(np.int16), (each,))


def as_grids(cells: Flat, shapes: Sequence[tuple[int, int]]) -> tuple[Grid, ...]:
    """Cells laid end to end as grids again."""
    out, at = [], 0
    for height, width in shapes:
        out.append(cells[at : at + height * width].reshape(height, width).astype(np.int8))
        at += height * width
    return tuple(out)
