"""The search: programs, then rules over the cells of what they reach; answers by weight, with what supports them."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from solvers.kinds.arc.condition import Condition, Flat, condition
from solvers.kinds.arc.induce import COLOUR, Learner, Rule, Source, as_grids
from solvers.kinds.arc.layers import conditions
from solvers.kinds.arc.states import Reached, reach
from solvers.kinds.arc.task import Grid, Task
from solvers.stop import over, stopped

SOURCES = 160
"""States of the outputs' shape that rules may copy from, the cheapest."""
CANVASES = 4
"""States of the outputs' shape whose layers are conditions."""


@dataclass(frozen=True, eq=False)
class Answer:
    """The tests' grids that some programs give, their weight together, and the cheapest of them in words."""

    grids: tuple[Grid, ...]
    weight: float
    cost: float
    words: str
    programs: int
    reproduced: int = 0
    """Of the demonstrations, how many the best of them foretells from the others."""


STAGES = ((4_000, 0.3), (60_000, 0.7))
"""(states, share of the time): most tasks that are solved at all are solved by the first few thousand states
(38 of 100 training tasks; ten times as many states solved one in five of the others)."""
ENOUGH, CLEAR = 3, 0.7
"""A first stage may end with so few distinct answers, or with one of such a share of the weight, if the best foretells
every demonstration from the others."""


def solve(task: Task, *, seconds: float = 20.0, depth: int = 3) -> list[Answer]:
    """Answers that reproduce every demonstration, best first."""
    began = time.monotonic()
    shapes = [out.shape for out in task.outputs]
    states = reach(task, depth=depth)
    fitting: list[Reached] = []
    answers: list[Answer] = []
    made = 0
    for most, share in STAGES:
        for state in states:
            made += 1
            if state.fits(shapes):
                fitting.append(state)
            if made >= most or over(began + share * seconds):
                break
        if stopped():
            return []
        answers = ranked(task, fitting, began + seconds)
        if answers and answers[0].reproduced == len(task.train) and _settled(answers):
            break
    return answers


def _settled(answers: Sequence[Answer]) -> bool:
    return len(answers) <= ENOUGH or answers[0].weight >= CLEAR * sum(answer.weight for answer in answers)


def ranked(task: Task, fitting: Sequence[Reached], until: float) -> list[Answer]:
    """Group the states by the shapes they give the tests, learn over each group, and weigh what comes out."""
    groups: dict[tuple[tuple[int, ...], ...], list[Reached]] = {}
    demonstrations = len(task.train)
    for state in fitting:
        groups.setdefault(tuple(p.shape for p in state.pictures[demonstrations:]), []).append(state)
    rules: list[tuple[Rule, tuple[tuple[int, ...], ...]]] = []
    for shapes, states in sorted(groups.items(), key=lambda item: item[1][0].cost)[:4]:
        rules += [(rule, shapes) for rule in _learnt(task, states, until)]
    return weighed(rules)


def weighed(rules: Sequence[tuple[Rule, tuple[tuple[int, ...], ...]]]) -> list[Answer]:
    """Equal answers together; every rule counts by how cheap it is."""
    votes: dict[bytes, list[tuple[Rule, tuple[Grid, ...]]]] = {}
    for rule, shapes in rules:
        grids = as_grids(rule.tests, shapes)  # type: ignore[arg-type]
        key = b"|".join(bytes(g.shape) + g.tobytes() for g in grids)
        votes.setdefault(key, []).append((rule, grids))
    answers = []
    for each in votes.values():
        best = min(each, key=lambda vote: vote[0].cost)
        weight = sum(math.exp(-rule.cost) for rule, _ in each)
        answers.append(
            Answer(best[1], weight, best[0].cost, best[0].words, len(each), max(rule.reproduced for rule, _ in each))
        )
    return sorted(answers, key=lambda answer: -answer.weight)


def _learnt(task: Task, states: Sequence[Reached], until: float) -> list[Rule]:
    demonstrations = len(task.train)
    wanted = np.concatenate([out.ravel() for out in task.outputs]).astype(np.int16)
    states = sorted(states, key=lambda state: state.cost)
    states = states[:SOURCES] + [state for state in states[SOURCES:] if state.gives(task.outputs)]
    cells = sum(p.size for p in states[0].pictures[demonstrations:])
    sources = [Source(s.name, s.cost, *_laid(s.pictures, demonstrations)) for s in states]
    sources += [
        Source(f"colour {c}", COLOUR, np.full(len(wanted), c, np.int16), np.full(cells, c, np.int16))
        for c in task.written
    ]
    learner = Learner(sources, wanted, [out.size for out in task.outputs])
    rules = learner.plain()
    if rules and rules[0].cost < 2:
        return rules
    found: dict[bytes, Condition] = {}
    for state in states[:CANVASES]:
        if over(until):
            break
        for said in conditions(state.pictures, task.background, task.colours):
            _add(found, f"{said.name} of {state.name}", said.cost + state.cost, *_laid(said.values, demonstrations))
    for state in states[CANVASES:]:
        _add(found, f"colour of {state.name}", 0.3 + state.cost, *_laid(state.pictures, demonstrations))
    return rules + learner.learn(list(found.values()))


def _add(found: dict[bytes, Condition], name: str, cost: float, train: Flat, tests: Flat) -> None:
    made = condition(name, cost, train, tests)
    if made is not None:
        key = made.train.tobytes() + made.tests.tobytes()
        if key not in found or found[key].cost > cost:
            found[key] = made


def _laid(pictures: Sequence[npt.NDArray[Any]], demonstrations: int) -> tuple[Flat, Flat]:
    """Pictures laid end to end: the demonstrations' cells and the tests'."""
    flat = [p.ravel().astype(np.int16) for p in pictures]
    return np.concatenate(flat[:demonstrations]), np.concatenate(flat[demonstrations:])
