"""Exact search over a rules puzzle, by clingo: one, two or all solutions, proofs of uniqueness, smallest clashes.

    Search(problem).solve(limit=2)      # up to two solutions; complete says whether there may be more
    certain(problem)                    # what all solutions have in common
    clash(problem)                      # the smallest set of rules and givens that cannot hold together

Rows become weight constraints, connection and loops use clingo's own reachability. Everything found here is still to
be proven by `Problem.verify`, which knows nothing of this file.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from solvers.rules.board import Problem, Value, Values
from solvers.rules.program import Program, program
from solvers.rules.rule import Row
from solvers.rules.shapes import Acyclic, Connected, Loop, adjacency
from solvers.stop import over, stopped

if TYPE_CHECKING:
    import clingo

SLICE = 0.05
"""Seconds between two looks at the clock, the stop and Ctrl-C while the solver works."""


@dataclass(frozen=True)
class Found:
    """Solutions (hidden cells included), and whether the search came to its end: none beyond `limit` was ruled out."""

    solutions: tuple[dict[str, Value], ...]
    complete: bool
    """False where time ran out. With as many solutions as the limit there may be more."""
    choices: int = 0
    """Decisions the solver had to guess: a measure of difficulty."""


class Search:
    """A puzzle made ready for many questions: givens are assumptions, so one object serves a whole generator."""

    def __init__(self, problem: Problem, *, seed: int | None = None, guarded: bool = False) -> None:
        import clingo

        self.problem = problem
        self.program: Program = program(problem)
        options = ["--project=project", "--warn=none"]
        if seed is not None:
            options += ["--rand-freq=1.0", f"--seed={seed % 2**31}", "--sign-def=rnd"]
        self._control = clingo.Control(options)
        with self._control.backend() as backend:
            ground = _Ground(backend, self.program, guarded=guarded)
        self._atoms = ground.atoms
        self.guards = ground.guards

    def solve(
        self,
        given: Values | None = None,
        *,
        limit: int = 2,
        seconds: float = 5.0,
        denied: Sequence[tuple[str, Value]] = (),
        rules: Iterable[int] | None = None,
    ) -> Found:
        """Up to `limit` solutions (0: all) that keep `given` (default: the board's) and avoid each `denied` pair.

        A guarded search may be asked under some of the `rules` only, by number.
        """
        known = self.problem.board.clues if given is None else given
        wanted = frozenset(rules or ())
        assumed = []
        for pair in known.items():
            if pair not in self.program.index:
                return Found((), True)
            assumed.append(self._atoms[self.program.index[pair]])
        assumed += [-self._atoms[self.program.index[pair]] for pair in denied if pair in self.program.index]
        assumed += [literal for number, literal in self.guards.items() if rules is None or number in wanted]
        found: list[dict[str, Value]] = []
        complete = False
        for model in self._models(assumed, limit, time.monotonic() + seconds):
            if model is None:
                complete = True
                break
            found.append(self.program.values(i for i in range(self.program.plain) if model.is_true(self._atoms[i])))
            if limit and len(found) == limit:
                complete = True
                break
        solving = self._control.statistics.get("solving", {})
        choices = int(solving.get("solvers", {}).get("choices", 0))
        return Found(tuple(found), complete, choices)

    def _models(self, assumed: list[int], limit: int, end: float) -> Iterator[Any]:
        """Models as they come, then None once it is certain that there are no more; ends early when late or stopped."""
        self._control.configuration.solve.models = limit  # type: ignore[union-attr]
        with self._control.solve(assumptions=assumed, yield_=True, async_=True) as handle:
            while True:
                handle.resume()
                while not handle.wait(SLICE):
                    if over(end):
                        handle.cancel()
                        return
                model = handle.model()
                yield model
                if model is None or stopped():
                    return

    def core(self, assumed: Sequence[int], end: float) -> list[int] | None:
        """Assumptions (literals) that cannot hold together, out of `assumed`; None if they can, or time is up."""
        self._control.configuration.solve.models = 1  # type: ignore[union-attr]
        with self._control.solve(assumptions=list(assumed), yield_=True, async_=True) as handle:
            handle.resume()
            while not handle.wait(SLICE):
                if over(end):
                    handle.cancel()
                    return None
            if handle.model() is not None:
                return None
            left = set(handle.core() or ())
            return [literal for literal in assumed if literal in left]

    def literal(self, name: str, value: Value, *, holds: bool = True) -> int:
        """The solver's literal of `name = value`."""
        atom = self._atoms[self.program.index[name, value]]
        return atom if holds else -atom


def solve(problem: Problem, *, limit: int = 2, seconds: float = 5.0, seed: int | None = None) -> Found:
    """Up to `limit` solutions of one puzzle."""
    return Search(problem, seed=seed).solve(limit=limit, seconds=seconds)


@dataclass(frozen=True)
class Certain:
    """What all solutions have in common: `values` of shown cells, and solutions that show it."""

    values: dict[str, Value]
    solutions: tuple[dict[str, Value], ...]
    """Those met on the way: together they differ in every cell without a value. None where there is no solution."""
    complete: bool
    """False where time ran out: `values` may then hold too much."""


def certain(problem: Problem, *, seconds: float = 5.0) -> Certain:
    """The values that are equal in every solution: each is denied in turn until no solution does without it."""
    end = time.monotonic() + seconds
    search = Search(problem)
    first = search.solve(limit=1, seconds=seconds)
    if not first.solutions:
        return Certain({}, (), first.complete)
    met = [first.solutions[0]]
    left = {name: first.solutions[0][name] for name in problem.board.shown}
    for pair in list(left.items()):
        if pair[0] not in left:
            continue
        other = search.solve(limit=1, seconds=max(0.0, end - time.monotonic()), denied=[pair])
        if not other.complete:
            return Certain(left, tuple(met), False)
        for found in other.solutions:
            met.append(found)
            left = {name: value for name, value in left.items() if found[name] == value}
    return Certain(left, tuple(met), True)


@dataclass(frozen=True)
class Clash:
    """A smallest set that cannot hold together: givens, and the numbers of rules in `problem.rules`."""

    given: tuple[tuple[str, Value], ...]
    rules: tuple[int, ...]
    smallest: bool
    """False where time ran out before everything needless was taken away."""


def clash(
    problem: Problem,
    *,
    given: Mapping[str, Value] | None = None,
    denied: tuple[str, Value] | None = None,
    seconds: float = 5.0,
) -> Clash | None:
    """Why `problem` has no solution, or None where it has one (or time ran out).

    With `denied=(cell, value)` the question is why the cell *must* hold that value: what clashes with its denial.
    """
    end = time.monotonic() + seconds
    search = Search(problem, guarded=True)
    known = problem.board.clues if given is None else given
    of_given = {search.literal(*pair): pair for pair in known.items() if pair in search.program.index}
    of_rule = {literal: number for number, literal in search.guards.items()}
    always = [] if denied is None else [search.literal(*denied, holds=False)]
    core = search.core([*of_given, *of_rule, *always], end)
    if core is None:
        return None
    smallest = True
    for literal in core.copy():  # a rule or given that is not needed goes, one at a time
        if literal in always:
            continue
        if over(end):
            smallest = False
            break
        less = search.core([other for other in core if other != literal], end)
        if less is not None:
            core = [other for other in core if other != literal and (other in less or other in always)]
    return Clash(
        tuple(of_given[x] for x in core if x in of_given),
        tuple(sorted(of_rule[x] for x in core if x in of_rule)),
        smallest,
    )


class _Ground:
    """Writes a program into clingo. With `guarded`, every rule has a literal that switches it on."""

    def __init__(self, backend: clingo.Backend, source: Program, *, guarded: bool) -> None:
        self._backend = backend
        self.atoms = [backend.add_atom() for _ in source.candidates]
        backend.add_rule(self.atoms, choice=True)
        self.guards: dict[int, int] = {}
        if guarded:
            self.guards = {number: backend.add_atom() for number in range(len(source.problem.rules))}
            if self.guards:
                backend.add_rule(list(self.guards.values()), choice=True)
        for row, owner in zip(source.rows, source.owners, strict=True):
            self._row(row, self._guard(owner))
        shown = set(source.problem.board.shown)
        backend.add_project([self.atoms[i] for i in range(source.plain) if source.candidates[i][0] in shown])
        for number in source.rest:
            self._shape(source, source.problem.rules[number], self._guard(number))

    def _guard(self, owner: int) -> list[int]:
        return [self.guards[owner]] if owner in self.guards else []

    def _row(self, row: Row, guard: list[int]) -> None:
        """low <= sum <= high: each bound forbids the sums beyond it."""
        if row.high is not None:
            self._forbid_at_least(zip(row.indices, row.coefficients, strict=True), row.high + 1, guard)
        if row.low is not None:
            turned = ((i, -c) for i, c in zip(row.indices, row.coefficients, strict=True))
            self._forbid_at_least(turned, 1 - row.low, guard)

    def _forbid_at_least(self, terms: Iterable[tuple[int, int]], bound: int, guard: list[int]) -> None:
        """No sum of at least `bound`: negative coefficients are turned round (c * x = c - c * not x)."""
        weighted: list[tuple[int, int]] = []
        most, least = 0, bound
        for index, c in terms:
            atom = self.atoms[index]
            if c < 0:
                atom, c, bound = -atom, -c, bound - c
            weighted.append((atom, c))
            most += c
            if c < least or len(weighted) == 1:
                least = c
        if bound <= 0:
            self._backend.add_rule([], guard)
        elif most < bound:
            return
        elif least >= bound:  # any one of them is too much
            for atom, _ in weighted:
                self._backend.add_rule([], [*guard, atom])
        elif most - least < bound:  # only all of them are
            self._backend.add_rule([], [*guard, *(atom for atom, _ in weighted)])
        elif guard:
            over = self._backend.add_atom()
            self._backend.add_weight_rule([over], bound, weighted)
            self._backend.add_rule([], [*guard, over])
        else:
            self._backend.add_weight_rule([], bound, weighted)

    def _shape(self, source: Program, rule: object, guard: list[int]) -> None:
        if isinstance(rule, Connected):
            inside = {name: self._one_of(source, name, rule.values) for name in rule.cells}
            self._connected(inside, adjacency(rule.cells, rule.edges), guard)
        elif isinstance(rule, Loop):
            inside = {name: self._one_of(source, name, (rule.value,)) for name in rule.cells}
            self._loop(inside, adjacency(rule.cells, rule.edges), guard)
        elif isinstance(rule, Acyclic):
            self._acyclic(source, rule, guard)
        else:
            raise NotImplementedError(f"no way to search under a rule like {rule!r:.80}")

    def _one_of(self, source: Program, name: str, values: Iterable[Value]) -> int:
        """An atom that is true while the cell holds one of the values."""
        found = [self.atoms[source.index[name, v]] for v in values if (name, v) in source.index]
        if len(found) == 1:
            return found[0]
        atom: int = self._backend.add_atom()
        for each in found:
            self._backend.add_rule([atom], [each])
        return atom

    def _connected(self, inside: Mapping[str, int], near: Mapping[str, Iterable[str]], guard: list[int]) -> None:
        """The first inside cell is reached, and from a reached cell its inside neighbours; none may be left.

        That each has a neighbour where there are several follows from it, but saying so lets the search see dead ends
        sooner: 17x13 heyawake with large rooms 8.7 s -> 3.4 s, 24x14 nurikabe 0.43 s -> 0.25 s.
        """
        add = self._backend.add_rule
        several = self._backend.add_atom()
        self._backend.add_weight_rule([several], 2, [(atom, 1) for atom in inside.values()])
        reached = {name: self._backend.add_atom() for name in inside}
        before = None  # an earlier cell is inside
        for name, atom in inside.items():
            add([reached[name]], [atom] if before is None else [atom, -before])
            later = self._backend.add_atom()
            add([later], [atom])
            if before is not None:
                add([later], [before])
            before = later
            for other in near[name]:
                add([reached[name]], [atom, reached[other]])
            add([], [*guard, atom, -reached[name]])
            add([], [*guard, atom, several, *(-inside[other] for other in near[name])])

    def _loop(self, inside: Mapping[str, int], near: Mapping[str, list[str]], guard: list[int]) -> None:
        for name, atom in inside.items():
            others = [(inside[other], 1) for other in near[name]]
            for bound, terms in ((3, others), (len(others) - 1, [(-other, 1) for other, _ in others])):
                if bound <= 0:
                    self._backend.add_rule([], [*guard, atom])
                elif len(terms) >= bound:
                    over = self._backend.add_atom()
                    self._backend.add_weight_rule([over], bound, terms)
                    self._backend.add_rule([], [*guard, atom, over])
        self._backend.add_rule([], [*guard, *(-atom for atom in inside.values())])
        self._connected(inside, near, guard)

    def _acyclic(self, source: Program, rule: Acyclic, guard: list[int]) -> None:
        """A forest can be taken apart leaf by leaf: a node goes when all but one of its links are off or gone."""
        gone: dict[str, int] = {}
        settled: dict[str, list[tuple[int, int]]] = {}
        for a, b, name, value in rule.links:
            for node in (a, b):
                gone.setdefault(node, self._backend.add_atom())
            on = self._one_of(source, name, (value,))
            for here, there in ((a, b), (b, a)):
                done = self._backend.add_atom()
                self._backend.add_rule([done], [-on])
                self._backend.add_rule([done], [gone[there]])
                settled.setdefault(here, []).append((done, 1))
        for node, links in settled.items():
            if len(links) == 1:
                self._backend.add_rule([gone[node]], [])
            else:
                self._backend.add_weight_rule([gone[node]], len(links) - 1, links)
            self._backend.add_rule([], [*guard, -gone[node]])
